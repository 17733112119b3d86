// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/resource/customdomains.h"
#include <QJsonDocument>
#include <QJsonObject>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr uint64_t kShared = 0;  // the place of what belongs to no trigger
const QByteArray kPrefix = QByteArrayLiteral("domain/");
}  // namespace

void CustomDomains::load(const StoredState& kept) {
  const auto shared = kept.triggerState.value(kShared);
  for (auto it = shared.begin(); it != shared.end(); ++it) {
    if (!it.key().startsWith(kPrefix) || it.value().isEmpty()) continue;
    const QJsonObject o = QJsonDocument::fromJson(it.value()).object();
    const QString name = QString::fromUtf8(it.key().mid(kPrefix.size()));
    m_domains.insert(name, {name, o["protocol"_L1].toString(), o["endpoints"_L1].toString(), o["certificate"_L1].toString(), o["waf"_L1].toString(), o["tags"_L1].toString(), o["added"_L1].toInteger()});
  }
}

const CustomDomain* CustomDomains::find(const QString& domain) const {
  const auto it = m_domains.constFind(domain);
  return it == m_domains.constEnd() ? nullptr : &*it;
}

void CustomDomains::save(const CustomDomain& domain, std::function<void(const Status&)> done) { keep(domain.domain, domain, std::move(done)); }

void CustomDomains::remove(const QString& domain, std::function<void(const Status&)> done) { keep(domain, std::nullopt, std::move(done)); }

void CustomDomains::keep(const QString& name, const std::optional<CustomDomain>& value, std::function<void(const Status&)> done) {
  std::optional<CustomDomain> before;
  if (const CustomDomain* known = find(name)) before = *known;
  const auto apply = [this, name](const std::optional<CustomDomain>& domain) {
    if (domain) m_domains.insert(name, *domain);
    else m_domains.remove(name);
  };
  apply(value);
  QByteArray text;  // empty: gone
  if (value)
    text = QJsonDocument(QJsonObject{{u"protocol"_s, value->protocol}, {u"endpoints"_s, value->endpoints}, {u"certificate"_s, value->certificate}, {u"waf"_s, value->waf}, {u"tags"_s, value->tags},
                                     {u"added"_s, qint64(value->added)}}).toJson(QJsonDocument::Compact);
  m_store.saveTriggerState(kShared, kPrefix + name.toUtf8(), text, true, [apply, before, done = std::move(done)](const Status& stored) {
    if (!stored) apply(before);
    done(stored);
  });
}

}  // namespace scfdesk
