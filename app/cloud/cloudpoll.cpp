// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudpoll.h"
#include "app/cloud/cloudjson.h"
#include <QDateTime>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
bool changing(FunctionStatus s) { return s == FunctionStatus::Creating || s == FunctionStatus::Updating || s == FunctionStatus::Publishing || s == FunctionStatus::Deleting; }

/// Everything about one function, question by question.
class DetailRead final : public QObject {
 public:
  using Reply = std::function<void(Result<FunctionInfo>)>;
  DetailRead(CloudClient& client, FunctionInfo known, std::function<FunctionId(VersionNumber)> unitOf, QObject* parent)
      : QObject(parent), m_client(client), m_info(std::move(known)), m_unitOf(std::move(unitOf)) {}
  void run(Reply reply) {
    m_reply = std::move(reply);
    ask();
  }

 private:
  void ask() {
    static const QByteArray actions[] = {"GetFunction", "ListVersionByFunction", "ListAliases", "GetFunctionEventInvokeConfig", "GetReservedConcurrencyConfig"};
    const QByteArray quote = m_at == 2 ? "\"" : "";  // ListAliases takes its numbers as texts
    const QByteArray page = ",\"Limit\":" + quote + QByteArray::number(CloudPoll::kPage) + quote + ",\"Offset\":" + quote + QByteArray::number(m_offset) + quote + "}";
    if (m_at == std::size(actions)) return std::exchange(m_reply, nullptr)(m_info);
    QByteArray params = cloudjson::named(m_info.key);
    if (m_at == 1 || m_at == 2) params.replace(params.size() - 1, 1, page);
    m_client.call({actions[m_at], params}, this, [this](const Result<QByteArray>& answer) {
      const Status taken = answer ? take(*answer) : Status(answer.error());
      // Without the function itself there is nothing; a part that is refused (rights, image functions) leaves what was known.
      if (!taken && (m_at == 0 || callFailure(taken.error().code) != CallFailure::Refused)) return std::exchange(m_reply, nullptr)(taken.error());
      const bool paged = taken && (m_at == 1 || m_at == 2);
      m_offset += CloudPoll::kPage;
      if (!paged || m_offset >= cloudjson::totalOf(*answer)) {
        m_offset = 0;
        ++m_at;
      }
      ask();
    });
  }
  Status take(const QByteArray& answer) {
    switch (m_at) {
      case 0: return cloudjson::takeFunction(m_info, answer);
      case 1:
        if (m_offset == 0) m_info.versions.clear();
        return cloudjson::takeVersions(m_info, answer, m_unitOf);
      case 2:
        if (m_offset == 0) m_info.aliases.clear();
        return cloudjson::takeAliases(m_info, answer);
      case 3: return cloudjson::takeAsync(m_info, answer);
      default: return cloudjson::takeReserved(m_info, answer);
    }
  }
  CloudClient& m_client;
  FunctionInfo m_info;
  std::function<FunctionId(VersionNumber)> m_unitOf;
  Reply m_reply;
  size_t m_at = 0;
  int m_offset = 0;  ///< of the page of a list
};
}  // namespace

CloudPoll::CloudPoll(CloudClient& client, QString ns, QObject* parent) : QObject(parent), m_client(client), m_ns(std::move(ns)) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &CloudPoll::round);
}

void CloudPoll::start() { round(); }

const FunctionInfo* CloudPoll::function(const FunctionKey& key) const {
  const auto it = m_functions.constFind(key.name);
  return it != m_functions.constEnd() && it->key.ns == key.ns ? &*it : nullptr;
}
const FunctionInfo* CloudPoll::function(FunctionId id) const {
  for (const FunctionInfo& info : m_functions)
    if (info.id == id) return &info;
  return nullptr;
}

FunctionId CloudPoll::unit(const QString& name, VersionNumber version) {
  FunctionId& id = m_units[version ? QString(name + u' ' + QString::number(version)) : name];
  if (!id) id = ++m_lastUnit;
  return id;
}

void CloudPoll::look(const QString& name) {
  if (!name.isEmpty() && !m_wanted.contains(name)) m_wanted.prepend(name);
  if (m_busy) m_again = true;
  else round();
}

void CloudPoll::round() {
  if (std::exchange(m_busy, true)) return;
  m_again = false;
  m_timer.stop();
  m_listing.clear();
  page(0);
}

void CloudPoll::page(int offset) {
  const QByteArray params = "{\"Namespace\":\"" + m_ns.toUtf8() + "\",\"Limit\":" + QByteArray::number(kPage) + ",\"Offset\":" + QByteArray::number(offset) + "}";
  m_client.call({"ListFunctions", params}, this, [this, offset](const Result<QByteArray>& answer) {
    if (!answer) return endRound(answer.error());
    const auto got = cloudjson::functionPage(*answer, m_ns);
    if (!got) return endRound(got.error());
    m_listing += got->functions;
    const int next = offset + kPage;
    if (next < got->total && next < kFunctionsMost && !got->functions.isEmpty()) return page(next);
    take(m_listing);
    // Many functions take their time at the rate that is allowed: what the list says is shown before.
    m_heardAt = QDateTime::currentMSecsSinceEpoch() * 1000;
    Q_EMIT listed();
    nextDetail();
  });
}

void CloudPoll::take(const QList<FunctionInfo>& listed) {
  QSet<QString> names;
  for (const FunctionInfo& fresh : listed) {
    const QString& name = fresh.key.name;
    names.insert(name);
    const auto known = m_functions.find(name);
    const bool isNew = known == m_functions.end();
    const bool differs = isNew || known->modified != fresh.modified || known->status != fresh.status;
    if ((differs || !m_detailed.contains(name)) && !m_wanted.contains(name)) m_wanted.append(name);
    if (!differs) continue;
    FunctionInfo info = isNew ? fresh : *known;
    info.id = unit(name, 0);
    info.status = fresh.status;
    info.statusReason = fresh.statusReason;
    info.modified = fresh.modified;
    ++info.generation;
    m_functions.insert(name, info);
    Q_EMIT functionChanged(info);
  }
  for (auto it = m_functions.begin(); it != m_functions.end();) {
    if (names.contains(it.key())) {
      ++it;
      continue;
    }
    const FunctionId id = it->id;
    m_detailed.remove(it.key());
    // One that comes back under the name is another one.
    m_units.removeIf([name = it.key()](const auto& known) { return known.key() == name || known.key().startsWith(name + u' '); });
    it = m_functions.erase(it);
    Q_EMIT functionRemoved(id);
  }
  // Aliases and quotas change without the function's own time of change: everyone has their turn.
  if (!listed.isEmpty()) {
    const QString& name = listed[m_turn++ % listed.size()].key.name;
    if (!m_wanted.contains(name)) m_wanted.append(name);
  }
}

void CloudPoll::nextDetail() {
  while (!m_wanted.isEmpty() && !m_functions.contains(m_wanted.first())) m_wanted.removeFirst();
  if (m_wanted.isEmpty()) return endRound({});
  const QString name = m_wanted.takeFirst();
  refresh(name, this, [this](const Result<FunctionInfo>& info) {
    const CallFailure failure = info ? CallFailure::Refused : callFailure(info.error().code);
    if (!info && failure != CallFailure::Refused) return endRound(info.error());
    nextDetail();
  });
}

void CloudPoll::refresh(const QString& name, QObject* context, std::function<void(Result<FunctionInfo>)> reply) {
  FunctionInfo known = m_functions.value(name);
  known.key = {m_ns, name};
  auto* reading = new DetailRead(m_client, known, [this, name](VersionNumber n) { return unit(name, n); }, this);
  reading->run([this, reading, name, guard = QPointer<QObject>(context), reply = std::move(reply)](Result<FunctionInfo> got) {
    reading->deleteLater();
    if (got) {
      FunctionInfo& info = got.value();
      info.id = unit(name, 0);
      ++info.generation;
      m_functions.insert(name, info);
      m_detailed.insert(name);
      Q_EMIT functionChanged(info);
    }
    if (guard) reply(std::move(got));
  });
}

void CloudPoll::endRound(const std::optional<Error>& error) {
  m_busy = false;
  if (error) {
    ++m_failures;
    Q_EMIT failed(*error);
  } else {
    m_failures = 0;
    m_heardAt = QDateTime::currentMSecsSinceEpoch() * 1000;
    Q_EMIT listed();
  }
  if (m_again && !error) return round();
  const bool soon = std::any_of(m_functions.cbegin(), m_functions.cend(), [](const FunctionInfo& f) { return changing(f.status); });
  const int wait = error ? std::min(kLongestMs, m_interval << std::min(m_failures, 5)) : soon ? std::min(kSoonMs, m_interval) : m_interval;
  m_timer.start(wait);
}

}  // namespace scfdesk
