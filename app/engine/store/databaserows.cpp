// SPDX-License-Identifier: GPL-3.0-or-later
// What each operation of Database writes and reads.
#include "app/engine/store/database.h"
#include "app/engine/store/functioncodec.h"
#include "app/engine/store/statement.h"
#include "models/data/limits.h"
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr int kDeadLettersKept = 10000;  // the oldest go first
constexpr int kFunctionNumbers = 1;      // room that nextFunctionId() leaves after the highest number in use

StoredEvent eventFromRow(const Statement& row) {
  StoredEvent e;
  e.requestId = row.bytes(0);
  e.function = FunctionId(row.number(1));
  e.source = row.number(2) >= 0 && row.number(2) <= int(Source::Url) ? Source(row.number(2)) : Source::Api;
  e.accepted = row.number(3);
  e.attempts = int(row.number(4));
  e.due = row.number(5);
  e.payload = row.bytes(6);
  return e;
}
}  // namespace

Status Database::load(StoredState& state, TimeUs now) {
  Statement functions(*this, "SELECT id, ns, name, definition FROM functions ORDER BY id");
  while (functions.row())
    state.functions.push_back(
        functionFromRow(FunctionId(functions.number(0)), {functions.text(1), functions.text(2)}, functions.bytes(3)));
  Statement namespaces(*this, "SELECT name, description, added, modified FROM namespaces ORDER BY added, name");
  while (namespaces.row())
    state.namespaces.push_back({namespaces.text(0), namespaces.text(1), namespaces.number(2), namespaces.number(3)});
  Statement triggers(*this, "SELECT ns, function, type, name, definition FROM triggers");
  while (triggers.row())
    state.triggers.push_back(
        triggerFromRow({triggers.text(0), triggers.text(1)}, triggers.text(2), triggers.text(3), triggers.bytes(4)));
  Statement pending(*this, "SELECT request, function, source, accepted, attempts, due, payload FROM async_events ORDER BY accepted, id");
  while (pending.row()) state.pending.push_back(eventFromRow(pending));
  Statement settings(*this, "SELECT value FROM meta WHERE key = 'settings'");
  if (settings.row()) {
    // Settings of another build that this one doesn't take are no reason not to start: the defaults stand in.
    if (auto kept = settingsFromJson(EngineSettings{}, settings.bytes(0)); kept) state.settings = *kept;
  }
  for (const Statement* statement : {&functions, &namespaces, &triggers, &pending, &settings})
    if (!statement->ok()) return failure();
  state.deadLetters = int(number("SELECT count(*) FROM dead_letters"));
  m_nextFunctionId = FunctionId(std::max<int64_t>(number("SELECT value FROM meta WHERE key = 'next_function_id'"), 1));
  const auto isDefault = [](const NamespaceInfo& ns) { return ns.name == "default"_L1; };
  if (std::none_of(state.namespaces.begin(), state.namespaces.end(), isDefault)) {
    if (const Status done = Statement(*this, "INSERT INTO namespaces VALUES('default', '', ?, ?)").bind(now).bind(now).run(); !done) return done;
    state.namespaces.insert(state.namespaces.begin(), {u"default"_s, {}, now, now});
  }
  if (m_synced) return Done{};
  return run("PRAGMA synchronous=NORMAL");  // what open() did without for a new file ends here
}

Status Database::saveFunction(const FunctionInfo& f) {
  const QByteArray row = functionToRow(f);
  if (Status done = Statement(*this, "INSERT INTO functions VALUES(?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
                                     "ns = excluded.ns, name = excluded.name, definition = excluded.definition")
                        .bind(int64_t(f.id)).bind(f.key.ns).bind(f.key.name).bind(row).run();
      !done)
    return done;
  return Statement(*this, "INSERT INTO meta VALUES('next_function_id', ?) "
                          "ON CONFLICT(key) DO UPDATE SET value = max(value, excluded.value)")
      .bind(int64_t(f.id) + kFunctionNumbers).run();
}

Status Database::removeFunction(FunctionId id) {
  for (const char* sql : {"DELETE FROM triggers WHERE (ns, function) IN (SELECT ns, name FROM functions WHERE id = ?)",
                          "DELETE FROM saved_events WHERE function = ?", "DELETE FROM async_events WHERE function = ?",
                          "DELETE FROM functions WHERE id = ?"})
    if (const Status done = Statement(*this, sql).bind(int64_t(id)).run(); !done) return done;
  return Done{};
}

Status Database::saveTrigger(const TriggerInfo& t) {
  const QByteArray row = triggerToRow(t);
  return Statement(*this, "INSERT OR REPLACE INTO triggers VALUES(?, ?, ?, ?, ?)")
      .bind(t.function.ns).bind(t.function.name).bind(t.type).bind(t.name).bind(row).run();
}

Status Database::removeTrigger(const TriggerInfo& t) {
  return Statement(*this, "DELETE FROM triggers WHERE ns = ? AND function = ? AND type = ? AND name = ?")
      .bind(t.function.ns).bind(t.function.name).bind(t.type).bind(t.name).run();
}

Status Database::saveSettings(const EngineSettings& settings) {
  const QByteArray json = settingsToJson(settings);
  return Statement(*this, "INSERT OR REPLACE INTO meta VALUES('settings', ?)").bind(json).run();
}

Status Database::saveEvent(FunctionId function, const SavedEvent& event) {
  {
    Statement others(*this, "SELECT count(*) FROM saved_events WHERE function = ? AND name <> ?");
    others.bind(int64_t(function)).bind(event.name);
    if (!others.row()) return others.error();
    if (others.number(0) >= limits::kSavedEventsPerFunction)
      return Error{u"LimitExceeded.TestModel"_s,
                   u"The function keeps %1 saved events already, the most it can."_s.arg(limits::kSavedEventsPerFunction),
                   u"Delete one that is no longer needed."_s};
  }
  return Statement(*this, "INSERT INTO saved_events(function, name, json, template) VALUES(?, ?, ?, ?) "
                          "ON CONFLICT(function, name) DO UPDATE SET json = excluded.json, template = excluded.template")
      .bind(int64_t(function)).bind(event.name).bind(event.json).bind(event.templateId).run();
}

Status Database::removeEvent(FunctionId function, const QString& name) {
  return Statement(*this, "DELETE FROM saved_events WHERE function = ? AND name = ?").bind(int64_t(function)).bind(name).run();
}

Result<QList<SavedEvent>> Database::savedEvents(const FunctionInfo& function) {
  QList<SavedEvent> events;
  Statement rows(*this, "SELECT name, json, template FROM saved_events WHERE function = ? ORDER BY id");
  rows.bind(int64_t(function.id));
  while (rows.row()) events.append({function.key, rows.text(0), rows.bytes(1), rows.text(2)});
  if (!rows.ok()) return rows.error();
  return events;
}

Status Database::addEvent(const StoredEvent& e) {
  return Statement(*this, "INSERT INTO async_events(request, function, source, accepted, attempts, due, payload) VALUES(?, ?, ?, ?, ?, ?, ?)")
      .bind(e.requestId).bind(int64_t(e.function)).bind(int64_t(e.source)).bind(e.accepted).bind(int64_t(e.attempts)).bind(e.due)
      .bind(e.payload).run();
}

Status Database::updateEvent(const QByteArray& requestId, int attempts, TimeUs due) {
  return Statement(*this, "UPDATE async_events SET attempts = ?, due = ? WHERE request = ?").bind(int64_t(attempts)).bind(due).bind(requestId).run();
}

Status Database::finishEvent(const QByteArray& requestId) {
  return Statement(*this, "DELETE FROM async_events WHERE request = ?").bind(requestId).run();
}

Status Database::addDeadLetter(const DeadLetter& letter) {
  const StoredEvent& e = letter.event;
  if (Status done = Statement(*this, "INSERT INTO dead_letters(request, function, source, accepted, attempts, payload, status, error, at) "
                                     "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .bind(e.requestId).bind(int64_t(e.function)).bind(int64_t(e.source)).bind(e.accepted).bind(int64_t(e.attempts))
                        .bind(e.payload).bind(int64_t(letter.statusCode)).bind(letter.error).bind(letter.at).run();
      !done)
    return done;
  if (Status done = finishEvent(e.requestId); !done) return done;
  return Statement(*this, "DELETE FROM dead_letters WHERE id <= (SELECT max(id) FROM dead_letters) - ?").bind(int64_t(kDeadLettersKept)).run();
}

}  // namespace scfdesk
