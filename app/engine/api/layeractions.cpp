// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: layers.
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/paging.h"
#include "app/engine/resource/layers.h"
#include "models/data/limits.h"
#include <QMessageAuthenticationCode>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr int64_t kDownloadSeconds = 600;

std::string str(const QString& text) { return text.toStdString(); }
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

Error noLayers() { return {QStringLiteral("UnsupportedOperation"), QStringLiteral("This engine keeps no layers."), {}}; }

json layerInfo(const LayerVersion& v) {
  json runtimes = json::array();
  for (const QString& runtime : v.runtimes) runtimes.push_back(str(runtime));
  json tags = json::parse(str(v.tags), nullptr, false);
  return {{"CompatibleRuntimes", runtimes}, {"AddTime", apijson::timeText(v.added).toStdString()}, {"Description", str(v.description)}, {"LicenseInfo", str(v.license)},
          {"LayerVersion", v.version}, {"LayerName", str(v.name)}, {"Status", "Active"}, {"Stamp", ""}, {"Tags", tags.is_array() ? tags : json::array()}};
}

QByteArray listed(const char* name, const QList<LayerVersion>& layers) {
  json list = json::array();
  for (const LayerVersion& v : layers) list.push_back(layerInfo(v));
  return QByteArray("\"") + name + "\":" + dump(list);
}
}  // namespace

QByteArray CloudApi::layersText(const FunctionInfo& function) const {
  json list = json::array();
  for (const LayerRef& ref : layersOf(function)) {
    const LayerVersion* found = m_engine.layers() ? m_engine.layers()->find(ref) : nullptr;
    list.push_back(found ? layerInfo(*found) : json{{"LayerName", str(ref.name)}, {"LayerVersion", ref.version}, {"Status", "Deleted"}});
  }
  return dump(list);
}

void CloudApi::publishLayerVersion(const ApiParams& params, Call&& call) {
  Layers* layers = m_engine.layers();
  if (!layers) return call.fail(noLayers());
  const ApiParams content = params.object("Content");
  if (const Status status = checkCodeSource(content, false); !status) return call.fail(status.error());
  if (!content.has("ZipFile")) return call.fail({QStringLiteral("InvalidParameterValue.Content"), QStringLiteral("The request is missing the parameter `Content.ZipFile`."), QStringLiteral("Send the layer as base64 of a zip.")});
  auto zip = decodeZip(m_hasZip ? m_zip : content.bytes("ZipFile"), limits::kZipBytes);
  if (!zip) return call.fail(zip.error());
  LayerVersion layer;
  layer.name = params.text("LayerName");
  layer.runtimes = params.texts("CompatibleRuntimes");
  layer.description = params.text("Description");
  layer.license = params.text("LicenseInfo");
  layer.tags = params.jsonText("Tags");
  layers->publish(layer, *zip, [call = std::move(call)](const Result<LayerVersion>& made) {
    made ? call.succeed(QByteArray("\"LayerVersion\":" + QByteArray::number(qlonglong(made->version)))) : call.fail(made.error());
  });
}

void CloudApi::getLayerVersion(const ApiParams& params, Call&& call) {
  const Layers* layers = m_engine.layers();
  if (!layers) return call.fail(noLayers());
  const LayerRef ref{params.text("LayerName"), params.number("LayerVersion", 0)};
  const LayerVersion* found = layers->find(ref);
  if (!found) {
    const bool known = layers->exists(ref.name);
    return call.fail({known ? QStringLiteral("ResourceNotFound.LayerVersion") : QStringLiteral("ResourceNotFound.Layer"),
                      known ? QStringLiteral("The layer `%1` has no version %2.").arg(ref.name).arg(ref.version) : QStringLiteral("The layer `%1` does not exist.").arg(ref.name), {}});
  }
  json out = layerInfo(*found);
  out.erase("Stamp");
  out.erase("Tags");
  out["CodeSha256"] = found->sha256.toStdString();
  // As GetFunctionAddress: whoever has the address may load it, for ten minutes.
  const int64_t expires = m_clock.wallUs() / 1'000'000 + kDownloadSeconds;
  const QByteArray address(m_baseUrl + "/code/layer/" + ref.name.toUtf8() + '/' + QByteArray::number(qlonglong(ref.version)) + '/' + QByteArray::number(qlonglong(expires)) + '/' + layerToken(*found, expires));
  out["Location"] = address.toStdString();
  const QByteArray text = dump(out);
  call.succeed(text.sliced(1, text.size() - 2));
}

QByteArray CloudApi::layerToken(const LayerVersion& layer, int64_t expires) const {
  const QByteArray text = "layer " + layer.sha256 + ' ' + QByteArray::number(qlonglong(expires));
  return QMessageAuthenticationCode::hash(text, m_secretKey, QCryptographicHash::Sha256).toHex();
}

bool CloudApi::downloadLayer(QByteArrayView path, const HttpReply& reply) {
  const QList<QByteArray> parts = path.toByteArray().split('/');  // "", code, layer, NAME, VERSION, EXPIRES, TOKEN
  if (parts.size() != 7 || parts[2] != "layer" || !m_engine.layers()) return false;
  const LayerVersion* found = m_engine.layers()->find({QString::fromUtf8(parts[3]), parts[4].toLongLong()});
  const int64_t expires = parts[5].toLongLong();
  if (!found || expires < m_clock.wallUs() / 1'000'000 || !equalsConstantTime(parts[6], layerToken(*found, expires))) {
    HttpReply(reply).send(403, "application/json", "{\"error\":{\"code\":\"AuthFailure.SignatureExpire\",\"message\":\"This address is not valid, or not any more. GetLayerVersion gives a new one.\"}}");
    return true;
  }
  m_engine.layers()->readPackage(*found, [reply](const Result<QByteArray>& zip) {
    if (zip) HttpReply(reply).send(200, "application/zip", *zip);
    else HttpReply(reply).send(500, "application/json", "{\"error\":{\"code\":\"InternalError\",\"message\":\"The package can't be read.\"}}");
  });
  return true;
}

void CloudApi::listLayers(const ApiParams& params, Call&& call) {
  const Layers* layers = m_engine.layers();
  if (!layers) return call.fail(noLayers());
  QList<LayerVersion> list = layers->newest();
  const QString runtime = params.text("CompatibleRuntime"), search = params.text("SearchKey");
  list.removeIf([&](const LayerVersion& v) { return (!runtime.isEmpty() && !v.runtimes.contains(runtime)) || !v.name.contains(search, Qt::CaseInsensitive); });
  call.succeed(QByteArray(listed("Layers", paging::page(params, list)) + ",\"TotalCount\":" + QByteArray::number(list.size())));
}

void CloudApi::listLayerVersions(const ApiParams& params, Call&& call) {
  const Layers* layers = m_engine.layers();
  if (!layers) return call.fail(noLayers());
  const QString name = params.text("LayerName");
  if (!layers->exists(name)) return call.fail({QStringLiteral("ResourceNotFound.Layer"), QStringLiteral("The layer `%1` does not exist.").arg(name), {}});
  QList<LayerVersion> list = layers->versions(name);
  const QStringList runtimes = params.texts("CompatibleRuntime");
  if (!runtimes.isEmpty())
    list.removeIf([&](const LayerVersion& v) { return std::none_of(runtimes.begin(), runtimes.end(), [&](const QString& r) { return v.runtimes.contains(r); }); });
  call.succeed(listed("LayerVersions", list));
}

void CloudApi::deleteLayerVersion(const ApiParams& params, Call&& call) {
  Layers* layers = m_engine.layers();
  if (!layers) return call.fail(noLayers());
  layers->remove({params.text("LayerName"), params.number("LayerVersion", 0)}, [call = std::move(call)](const Result<Done>& gone) { gone ? call.succeed() : call.fail(gone.error()); });
}

}  // namespace scfdesk
