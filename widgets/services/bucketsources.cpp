// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/bucketsources.h"
#include "widgets/controls/numberformat.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

BucketSources::BucketSources(Backend& backend, QObject* parent) : QObject(parent), m_backend(backend) {}

void BucketSources::ask() {
  m_backend.local("GET", "/-/triggers", {}, this, [this](const Result<QByteArray>& answer) {
    if (answer) take(*answer);
  });
  m_backend.local("POST", "/-/services/cos", "{\"action\":\"bound\"}", this, [this](const Result<QByteArray>& answer) {
    if (!answer) return;
    QHash<QString, QString> bound;
    const QJsonObject folders = QJsonDocument::fromJson(*answer).object()["bound"_L1].toObject();
    for (auto it = folders.begin(); it != folders.end(); ++it) bound.insert(it.key(), it.value().toString());
    if (std::exchange(m_bound, bound) != bound) Q_EMIT changed();
  });
}

void BucketSources::take(const QByteArray& triggers) {
  const QJsonObject all = QJsonDocument::fromJson(triggers).object();
  m_nowMs = all["timeMs"_L1].toInteger();
  m_fires.clear();
  for (const QJsonValue& v : all["triggers"_L1].toArray()) {
    const QJsonObject t = v.toObject(), about = t["about"_L1].toObject(), last = about["last"_L1].toObject();
    if (t["type"_L1].toString() != "cos"_L1) continue;
    const auto plain = [](const QString& event) { return event.startsWith(u"cos:"_s) ? event.mid(4) : event; };
    Fires fires;
    fires.enabled = t["enabled"_L1].toBool();
    fires.words = fires.enabled ? tr("%1 on %2").arg(t["function"_L1].toString(), plain(t["desc"_L1]["event"_L1].toString())) : tr("%1, trigger is off").arg(t["function"_L1].toString());
    fires.events = t["counts"_L1]["made"_L1].toInteger();
    if (!last.isEmpty()) {
      fires.lastMs = last["atMs"_L1].toInteger();
      fires.lastWords = last["event"_L1].toString().section(u':', -1) + u' ' + last["key"_L1].toString();
    }
    m_fires[about["bucket"_L1].toString()].append(fires);
  }
  Q_EMIT changed();
}

QString BucketSources::firesText(const QString& bucket) const {
  QStringList words;
  for (const Fires& f : m_fires.value(bucket)) words << f.words;
  return words.join(u"; "_s);
}

QString BucketSources::lastText(const QString& bucket) const {
  const QList<Fires> all = m_fires.value(bucket);
  const auto last = std::max_element(all.begin(), all.end(), [](const Fires& a, const Fires& b) { return a.lastMs < b.lastMs; });
  return last == all.end() || last->lastMs == 0 ? QString() : tr("%1, %2").arg(last->lastWords, format::ago(last->lastMs * 1000, m_nowMs * 1000));
}

}  // namespace scfdesk
