// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: custom domains. Their configuration is kept and given back; nothing answers under their names here.
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/paging.h"
#include "app/engine/resource/customdomains.h"
#include <QRegularExpression>

namespace scfdesk {
namespace {
using namespace Qt::Literals::StringLiterals;
const char* const kNotEmulated =
    "[{\"ErrorCode\":\"Local.NotEmulated\",\"ErrorMessage\":\"The configuration is kept. Nothing answers under this name on this machine; use the function's URL.\"}]";

Error noDomain(const QString& domain) { return {u"ResourceNotFound"_s, u"The custom domain `%1` does not exist."_s.arg(domain.left(260)), {}}; }
Error unsupported() { return {u"UnsupportedOperation"_s, u"This engine keeps no custom domains."_s, {}}; }

void member(QByteArray& out, const char* name, const QString& text) {
  if (!out.isEmpty()) out.append(',');
  out.append('"').append(name).append("\":");
  jsontext::appendString(out, text.toUtf8());
}
void memberJson(QByteArray& out, const char* name, const QString& text, const char* otherwise) {
  out.append(",\"").append(name).append("\":").append(text.isEmpty() ? QByteArray(otherwise) : text.toUtf8());
}

QByteArray fields(const CustomDomain& d) {
  QByteArray out;
  member(out, "Domain", d.domain);
  member(out, "Protocol", d.protocol);
  memberJson(out, "EndpointsConfig", d.endpoints, "[]");
  memberJson(out, "CertConfig", d.certificate, "{\"CertificateId\":\"\"}");
  memberJson(out, "WafConfig", d.waf, "{\"WafOpen\":\"CLOSE\",\"WafInstanceId\":\"\"}");
  memberJson(out, "Tags", d.tags, "[]");
  return out;
}

void change(CustomDomain& d, const ApiParams& params) {
  for (const auto& [name, text] : {std::pair("EndpointsConfig", &d.endpoints), std::pair("CertConfig", &d.certificate), std::pair("WafConfig", &d.waf), std::pair("Tags", &d.tags)})
    if (params.has(name)) *text = params.jsonText(name);
  if (params.has("Protocol")) d.protocol = params.text("Protocol");
}
}  // namespace

Status CloudApi::checkDomain(const ApiParams& params) const {
  static const QRegularExpression name(u"^(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}$"_s);
  if (!name.match(params.text("Domain")).hasMatch()) return Error{u"InvalidParameterValue"_s, u"`%1` is not the name of a domain."_s.arg(params.text("Domain").left(260)), {}};
  for (const ApiParams& endpoint : params.objects("EndpointsConfig"))
    if (const auto function = find({endpoint.text("Namespace"), endpoint.text("FunctionName")}); !function) return function.error();
  return Done{};
}

void CloudApi::createCustomDomain(const ApiParams& params, Call&& call) {
  CustomDomains* domains = m_engine.customDomains();
  if (!domains) return call.fail(unsupported());
  if (const Status good = checkDomain(params); !good) return call.fail(good.error());
  CustomDomain made;
  made.domain = params.text("Domain").toLower();
  if (domains->find(made.domain)) return call.fail({u"ResourceInUse"_s, u"The custom domain `%1` exists already."_s.arg(made.domain), u"Update it."_s});
  if (domains->all().size() >= CustomDomains::kDomains) return call.fail({u"LimitExceeded"_s, u"There are %1 custom domains, as many as there may be."_s.arg(CustomDomains::kDomains), u"Delete one first."_s});
  change(made, params);
  made.added = m_clock.nowUs();
  domains->save(made, [call = std::move(call)](const Status& kept) { kept ? call.succeed() : call.fail(kept.error()); });
}

void CloudApi::updateCustomDomain(const ApiParams& params, Call&& call) {
  CustomDomains* domains = m_engine.customDomains();
  if (!domains) return call.fail(unsupported());
  if (const Status good = checkDomain(params); !good) return call.fail(good.error());
  const CustomDomain* known = domains->find(params.text("Domain").toLower());
  if (!known) return call.fail(noDomain(params.text("Domain")));
  CustomDomain changed = *known;
  change(changed, params);
  domains->save(changed, [call = std::move(call)](const Status& kept) { kept ? call.succeed() : call.fail(kept.error()); });
}

void CloudApi::deleteCustomDomain(const ApiParams& params, Call&& call) {
  CustomDomains* domains = m_engine.customDomains();
  if (!domains) return call.fail(unsupported());
  const QString name = params.text("Domain").toLower();
  if (!domains->find(name)) return call.fail(noDomain(name));
  domains->remove(name, [call = std::move(call)](const Status& kept) { kept ? call.succeed() : call.fail(kept.error()); });
}

void CloudApi::getCustomDomain(const ApiParams& params, Call&& call) {
  const CustomDomains* domains = m_engine.customDomains();
  if (!domains) return call.fail(unsupported());
  const CustomDomain* known = domains->find(params.text("Domain").toLower());
  if (!known) return call.fail(noDomain(params.text("Domain")));
  call.succeed(QByteArray(fields(*known) + ",\"StatusReasons\":" + kNotEmulated));
}

void CloudApi::listCustomDomains(const ApiParams& params, Call&& call) {
  const CustomDomains* domains = m_engine.customDomains();
  if (!domains) return call.fail(unsupported());
  QList<CustomDomain> list = domains->all();
  if (params.text("OrderBy").compare("AddTime"_L1, Qt::CaseInsensitive) == 0)
    std::stable_sort(list.begin(), list.end(), [](const CustomDomain& a, const CustomDomain& b) { return a.added < b.added; });
  if (params.has("Order") && !paging::rising(params)) std::reverse(list.begin(), list.end());
  for (const ApiParams& filter : params.objects("Filters")) {
    if (filter.text("Name") != "Domain"_L1) return call.fail({u"InvalidParameterValue.Filters"_s, u"There is no filter `%1` here; there is Domain."_s.arg(filter.text("Name")), {}});
    const QStringList values = filter.texts("Values");
    list.removeIf([&](const CustomDomain& d) { return !values.contains(d.domain); });
  }
  QByteArray out;
  for (const CustomDomain& d : paging::page(params, list)) out.append(out.isEmpty() ? "{" : ",{").append(fields(d)).append('}');
  call.succeed(QByteArray("\"Total\":" + QByteArray::number(list.size()) + ",\"Domains\":[" + out + ']'));
}

}  // namespace scfdesk
