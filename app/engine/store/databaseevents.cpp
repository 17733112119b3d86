// SPDX-License-Identifier: GPL-3.0-or-later
// Database: async events, what is kept of ended ones, dead letters.
#include "app/engine/store/database.h"
#include "app/engine/store/statement.h"
#include "models/data/limits.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr int64_t kHourUs = 3600LL * 1'000'000;

Source sourceOf(int64_t number) { return number >= 0 && number <= int(kLastSource) ? Source(number) : Source::Api; }

StoredEvent eventFromRow(const Statement& row) {
  StoredEvent e;
  e.requestId = row.bytes(0);
  e.function = FunctionId(row.number(1));
  e.source = sourceOf(row.number(2));
  e.accepted = row.number(3);
  e.attempts = int(row.number(4));
  e.due = row.number(5);
  e.payload = row.bytes(6);
  e.version = VersionNumber(row.number(7));
  e.qualifier = row.text(8);
  return e;
}

// Columns as eventFromRow wants them, then those of the letter.
DeadLetter letterFromRow(const Statement& row) {
  DeadLetter letter;
  letter.event = eventFromRow(row);
  letter.id = row.number(9);
  letter.statusCode = int(row.number(10));
  letter.error = row.bytes(11);
  letter.at = row.number(12);
  letter.key = {row.text(13), row.text(14)};
  return letter;
}
}  // namespace

Result<std::vector<StoredEvent>> Database::pendingEvents() {
  std::vector<StoredEvent> events;
  Statement rows(*this, "SELECT request, function, source, accepted, attempts, due, payload, version, qualifier, trigger FROM async_events ORDER BY accepted, id");
  while (rows.row()) {
    events.push_back(eventFromRow(rows));
    events.back().trigger = uint64_t(rows.number(9));
  }
  if (!rows.ok()) return rows.error();
  return events;
}

Status Database::addEvent(const StoredEvent& e) {
  return Statement(*this, "INSERT INTO async_events(request, function, source, accepted, attempts, due, payload, version, qualifier, trigger) "
                          "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(e.requestId).bind(int64_t(e.function)).bind(int64_t(e.source)).bind(e.accepted).bind(int64_t(e.attempts)).bind(e.due)
      .bind(e.payload).bind(int64_t(e.version)).bind(e.qualifier).bind(int64_t(e.trigger)).run();
}

Status Database::updateEvent(const QByteArray& requestId, int attempts, TimeUs due) {
  return Statement(*this, "UPDATE async_events SET attempts = ?, due = ? WHERE request = ?").bind(int64_t(attempts)).bind(due).bind(requestId).run();
}

Status Database::finishEvent(const QByteArray& requestId) {
  return Statement(*this, "DELETE FROM async_events WHERE request = ?").bind(requestId).run();
}

Status Database::finishTraced(const AsyncEventInfo& e) {
  if (Status done = finishEvent(e.requestId); !done) return done;
  if (Status done = Statement(*this, "INSERT OR REPLACE INTO async_ended VALUES(?, ?, ?, ?, ?, ?, ?)")
                        .bind(e.requestId).bind(int64_t(e.function)).bind(int64_t(e.source)).bind(e.qualifier).bind(int64_t(e.statusCode))
                        .bind(e.accepted).bind(e.ended).run();
      !done)
    return done;
  if (Status done = Statement(*this, "DELETE FROM async_ended WHERE ended < ?").bind(e.ended - limits::kAsyncStatusHours * kHourUs).run(); !done)
    return done;
  return Statement(*this, "DELETE FROM async_ended WHERE ended <= (SELECT ended FROM async_ended ORDER BY ended DESC LIMIT 1 OFFSET ?)")
      .bind(int64_t(limits::kAsyncStatusKept)).run();
}

Result<QList<AsyncEventInfo>> Database::tracedEvents(FunctionId fn, const QByteArray& requestId) {
  QList<AsyncEventInfo> events;
  const bool one = !requestId.isEmpty();
  Statement rows(*this, one ? "SELECT request, function, source, qualifier, status, accepted, ended FROM async_ended WHERE request = ?"
                            : "SELECT request, function, source, qualifier, status, accepted, ended FROM async_ended WHERE function = ? ORDER BY accepted DESC");
  if (one)
    rows.bind(requestId);
  else
    rows.bind(int64_t(fn));
  while (rows.row())
    events.append({rows.bytes(0), FunctionId(rows.number(1)), sourceOf(rows.number(2)), rows.text(3), int(rows.number(4)), rows.number(5), rows.number(6)});
  if (!rows.ok()) return rows.error();
  return events;
}

Status Database::addDeadLetter(const DeadLetter& letter) {
  const StoredEvent& e = letter.event;
  if (Status done = Statement(*this, "INSERT INTO dead_letters(request, function, source, accepted, attempts, payload, status, error, at, "
                                     "version, qualifier, ns, name) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .bind(e.requestId).bind(int64_t(e.function)).bind(int64_t(e.source)).bind(e.accepted).bind(int64_t(e.attempts))
                        .bind(e.payload).bind(int64_t(letter.statusCode)).bind(letter.error).bind(letter.at).bind(int64_t(e.version))
                        .bind(e.qualifier).bind(letter.key.ns).bind(letter.key.name).run();
      !done)
    return done;
  if (Status done = finishEvent(e.requestId); !done) return done;
  return Statement(*this, "DELETE FROM dead_letters WHERE id <= (SELECT max(id) FROM dead_letters) - ?").bind(int64_t(limits::kDeadLettersKept)).run();
}

Result<std::vector<DeadLetter>> Database::deadLetters(const QString& name) {
  std::vector<DeadLetter> letters;
  Statement rows(*this, "SELECT request, function, source, accepted, attempts, 0, payload, version, qualifier, id, status, error, at, ns, name "
                        "FROM dead_letters WHERE ?1 = '' OR name = ?1 ORDER BY id DESC");
  rows.bind(name.isNull() ? u""_s : name);
  while (rows.row()) letters.push_back(letterFromRow(rows));
  if (!rows.ok()) return rows.error();
  return letters;
}

Result<DeadLetter> Database::deadLetter(int64_t id) {
  Statement rows(*this, "SELECT request, function, source, accepted, attempts, 0, payload, version, qualifier, id, status, error, at, ns, name "
                        "FROM dead_letters WHERE id = ?");
  rows.bind(id);
  if (rows.row()) return letterFromRow(rows);
  if (!rows.ok()) return rows.error();
  return Error{u"ResourceNotFound.DeadLetter"_s, u"There is no dead letter %1."_s.arg(id), u"GET /-/dead-letters names those that are kept."_s};
}

Status Database::removeDeadLetter(int64_t id) {
  return Statement(*this, "DELETE FROM dead_letters WHERE id = ?").bind(id).run();
}

}  // namespace scfdesk
