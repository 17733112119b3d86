// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: namespaces, the account and its quotas, copies, the address of a function's code.
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/paging.h"
#include "app/engine/runtime/contexttemplate.h"
#include "models/data/limits.h"
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <algorithm>

namespace scfdesk {
namespace {
constexpr int64_t kAddressSeconds = 600;
constexpr QByteArrayView kCodePrefix("/code/");

Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

QByteArray hexSha256(const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(); }
}  // namespace

void CloudApi::createNamespace(const ApiParams& params, Call&& call) {
  m_engine.createNamespace({params.text("Namespace"), params.text("Description"), 0, 0},
                           [call = std::move(call)](const Result<Done>& made) { made ? call.succeed() : call.fail(made.error()); });
}

void CloudApi::updateNamespace(const ApiParams& params, Call&& call) {
  m_engine.updateNamespace(params.text("Namespace"), params.text("Description"),
                           [call = std::move(call)](const Result<Done>& made) { made ? call.succeed() : call.fail(made.error()); });
}

void CloudApi::deleteNamespace(const ApiParams& params, Call&& call) {
  m_engine.deleteNamespace(params.text("Namespace"), [call = std::move(call)](const Result<Done>& gone) { gone ? call.succeed() : call.fail(gone.error()); });
}

void CloudApi::listNamespaces(const ApiParams& params, Call&& call) {
  const QString by = params.text("Orderby").toLower();
  QList<NamespaceInfo> list = m_engine.namespaces();
  for (const ApiParams& search : params.objects("SearchKey")) {
    const QString key = search.text("Key"), value = search.text("Value");
    if (key != QLatin1String("Namespace") && key != QLatin1String("Description")) return call.fail(error("InvalidParameterValue.SearchKey", QStringLiteral("A SearchKey must be Namespace or Description.")));
    const bool inName = key == QLatin1String("Namespace");
    list.removeIf([&](const NamespaceInfo& n) { return !(inName ? n.name : n.description).contains(value, Qt::CaseInsensitive); });
  }
  const auto less = [&](const NamespaceInfo& a, const NamespaceInfo& b) {
    if (by == QLatin1String("name")) return a.name < b.name;
    return by == QLatin1String("addtime") ? a.added < b.added : a.modified < b.modified;
  };
  const bool rising = paging::rising(params);
  std::stable_sort(list.begin(), list.end(), [&](const NamespaceInfo& a, const NamespaceInfo& b) { return rising ? less(a, b) : less(b, a); });
  QList<QByteArray> texts;
  for (const NamespaceInfo& ns : paging::page(params, list)) texts.append(apijson::namespaceText(ns));
  call.succeed(paging::listText("Namespaces", texts, list.size()));
}

void CloudApi::copyFunction(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  if (const QString region = params.text("TargetRegion"); !region.isEmpty() && region != QLatin1String(localcloud::kRegion))
    return call.fail(error("UnsupportedOperation.Region", QStringLiteral("This engine is the region %1 alone; it can't copy to %2.").arg(QLatin1String(localcloud::kRegion), region), QStringLiteral("Leave TargetRegion out.")));
  CopyRequest request;
  request.from = (*function)->key;
  request.to = {params.has("TargetNamespace") ? params.text("TargetNamespace") : request.from.ns, params.text("NewFunctionName")};
  if (const Status status = checkNamespace(request.to.ns); !status) return call.fail(status.error());
  if (request.from == request.to) return call.fail(error("InvalidParameterValue.FunctionName", QStringLiteral("The copy would be the function `%1` itself.").arg(request.to.name), QStringLiteral("Choose another name or namespace.")));
  if (params.has("Description")) request.description = params.text("Description");
  request.override = params.flag("Override", false);
  request.withConfiguration = params.flag("CopyConfiguration", true);
  m_engine.copyFunction(request, [call = std::move(call)](const Result<FunctionInfo>& made) { made ? call.succeed() : call.fail(made.error()); });
}

QByteArray CloudApi::codeToken(FunctionId unit, int64_t expires) const {
  const QByteArray text = "code " + QByteArray::number(unit) + ' ' + QByteArray::number(qlonglong(expires));
  return QMessageAuthenticationCode::hash(text, m_secretKey, QCryptographicHash::Sha256).toHex();
}

void CloudApi::getFunctionAddress(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto version = versionOf(**function, params.text("Qualifier", QStringLiteral("$LATEST")));
  if (!version) return call.fail(version.error());
  const int64_t expires = m_clock.wallUs() / 1'000'000 + kAddressSeconds;
  const FunctionId unit = (*version)->id;
  const QByteArray url = m_baseUrl + kCodePrefix.toByteArray() + QByteArray::number(unit) + '/' + QByteArray::number(qlonglong(expires)) + '/' + codeToken(unit, expires);
  const auto answer = [call = std::move(call), url](const QByteArray& sha256) { call.succeed(QByteArray("\"Url\":\"" + url + "\",\"CodeSha256\":\"" + sha256 + '"')); };
  if (!(*version)->codeSha256.isEmpty()) return answer((*version)->codeSha256);
  m_engine.readCode(**version, [answer](const Result<QByteArray>& zip) { answer(zip ? hexSha256(*zip) : QByteArray()); });
}

void CloudApi::download(const HttpRequest& request, HttpReply reply) {
  if (downloadLayer(request.path(), reply)) return;
  const QList<QByteArray> parts = request.path().sliced(kCodePrefix.size()).toByteArray().split('/');
  const FunctionId unit = parts.value(0).toUInt();
  const int64_t expires = parts.value(1).toLongLong();
  const FunctionInfo* version = m_engine.function(unit);
  const bool good = parts.size() == 3 && equalsConstantTime(parts[2], codeToken(unit, expires)) && m_clock.wallUs() / 1'000'000 <= expires;
  if (!good || !version)
    return reply.send(403, "application/json", "{\"error\":{\"code\":\"Local.AddressExpired\",\"message\":\"This address is not valid or has expired; GetFunctionAddress gives a new one.\"}}");
  m_engine.readCode(*version, [reply = std::move(reply)](const Result<QByteArray>& zip) mutable {
    if (!zip) return reply.send(404, "application/json", "{\"error\":{\"code\":\"Local.CodeGone\",\"message\":\"The package of this function could not be read.\"}}");
    reply.send(200, "application/zip", *zip);
  });
}

void CloudApi::getAccount(const ApiParams&, Call&& call) {
  apijson::Account account;
  account.totalMb = m_engine.settings().accountMemoryMb;
  for (const NamespaceInfo& ns : m_engine.namespaces()) {
    account.namespaces.append({ns.name, m_engine.functions(ns.name), 0});
    for (const FunctionInfo& f : account.namespaces.last().functions) account.namespaces.last().provisionedMb += provisionedMb(f, false);
  }
  call.succeed(apijson::accountText(account));
}

int CloudApi::reservedMb(FunctionId but) const {
  int sum = 0;
  for (const NamespaceInfo& ns : m_engine.namespaces())
    for (const FunctionInfo& f : m_engine.functions(ns.name))
      if (f.id != but) sum += f.reservedMemoryMb.value_or(0);
  return sum;
}

void CloudApi::putTotalConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto wanted = int(params.number("TotalConcurrencyMem", 0));
  const int reserved = reservedMb(0);
  if (reserved > 0 && wanted < reserved + limits::kUnreservableMemoryMb)
    return call.fail(error("LimitExceeded.TotalConcurrencyMemory", QStringLiteral("%1 MB are reserved, and %2 MB must stay unreserved: TotalConcurrencyMem can't be %3 MB.").arg(reserved).arg(limits::kUnreservableMemoryMb).arg(wanted)));
  const auto change = [wanted](const EngineSettings& now) -> Result<EngineSettings> {
    EngineSettings settings = now;
    settings.accountMemoryMb = wanted;
    return settings;
  };
  m_engine.changeSettings(change, [call = std::move(call)](const Result<EngineSettings>& set) { set ? call.succeed() : call.fail(set.error()); });
}

void CloudApi::putReservedConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const FunctionInfo& f = **function;
  const auto wanted = int(params.number("ReservedConcurrencyMem", 0));
  if (wanted > 0 && wanted < f.config.memoryMb)
    return call.fail(error("LimitExceeded.FunctionReservedConcurrencyMemory", QStringLiteral("A quota of %1 MB holds no instance of `%2`, which takes %3 MB.").arg(wanted).arg(f.key.name).arg(f.config.memoryMb), QStringLiteral("0 switches the function off.")));
  const int most = m_engine.settings().accountMemoryMb - limits::kUnreservableMemoryMb - reservedMb(f.id);
  if (wanted > std::max(most, 0))
    return call.fail(error("LimitExceeded.FunctionReservedConcurrencyMemory", QStringLiteral("%1 MB are more than the %2 MB that can still be reserved; %3 MB of the account always stay unreserved.").arg(wanted).arg(std::max(most, 0)).arg(limits::kUnreservableMemoryMb)));
  m_engine.setReserved(f.key, wanted, [call = std::move(call)](const Result<Done>& set) { set ? call.succeed() : call.fail(set.error()); });
}

void CloudApi::getReservedConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto reserved = (*function)->reservedMemoryMb;
  call.succeed(QByteArray("\"ReservedMem\":" + (reserved ? QByteArray::number(*reserved) : QByteArray("null"))));
}

void CloudApi::deleteReservedConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  m_engine.setReserved((*function)->key, std::nullopt, [call = std::move(call)](const Result<Done>& set) { set ? call.succeed() : call.fail(set.error()); });
}

}  // namespace scfdesk
