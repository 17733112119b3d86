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
constexpr int kFunctionNumbers = 1;      // room that nextFunctionId() leaves after the highest number in use

}  // namespace

Status Database::load(StoredState& state, TimeUs now) {
  Statement functions(*this, "SELECT id, ns, name, definition FROM functions ORDER BY id");
  while (functions.row())
    state.functions.push_back(
        functionFromRow(FunctionId(functions.number(0)), {functions.text(1), functions.text(2)}, functions.bytes(3)));
  Statement versions(*this, "SELECT v.id, f.ns, f.name, v.definition, v.function, v.number FROM versions v JOIN functions f "
                            "ON f.id = v.function ORDER BY v.function, v.number");
  while (versions.row()) {
    FunctionInfo version = functionFromRow(FunctionId(versions.number(0)), {versions.text(1), versions.text(2)}, versions.bytes(3));
    version.base = FunctionId(versions.number(4));
    version.version = VersionNumber(versions.number(5));
    state.functions.push_back(std::move(version));
  }
  Statement namespaces(*this, "SELECT name, description, added, modified FROM namespaces ORDER BY added, name");
  while (namespaces.row())
    state.namespaces.push_back({namespaces.text(0), namespaces.text(1), namespaces.number(2), namespaces.number(3)});
  Statement triggers(*this, "SELECT ns, function, type, name, definition, id FROM triggers");
  while (triggers.row()) {
    state.triggers.push_back(
        triggerFromRow({triggers.text(0), triggers.text(1)}, triggers.text(2), triggers.text(3), triggers.bytes(4)));
    state.triggers.back().urlId = triggers.text(5);
  }
  Statement states(*this, "SELECT trigger, key, value FROM trigger_state");
  while (states.row()) state.triggerState[uint64_t(states.number(0))].insert(states.bytes(1), states.bytes(2));
  if (auto pending = pendingEvents(); pending)
    state.pending = std::move(pending).value();
  else
    return pending.error();
  Statement settings(*this, "SELECT value FROM meta WHERE key = 'settings'");
  if (settings.row()) {
    // Settings of another build that this one doesn't take are no reason not to start: the defaults stand in.
    if (auto kept = settingsFromJson(EngineSettings{}, settings.bytes(0)); kept) state.settings = *kept;
  }
  for (const Statement* statement : {&functions, &versions, &namespaces, &triggers, &states, &settings})
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
  return keepNumber(f.id);
}

Status Database::saveVersion(const FunctionInfo& v) {
  const QByteArray row = functionToRow(v);
  if (Status done = Statement(*this, "INSERT INTO versions VALUES(?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET definition = excluded.definition").bind(int64_t(v.id)).bind(int64_t(v.base)).bind(int64_t(v.version)).bind(row).run(); !done)
    return done;
  return keepNumber(v.id);
}

Status Database::keepNumber(FunctionId id) {
  return Statement(*this, "INSERT INTO meta VALUES('next_function_id', ?) "
                          "ON CONFLICT(key) DO UPDATE SET value = max(value, excluded.value)")
      .bind(int64_t(id) + kFunctionNumbers).run();
}

Status Database::removeVersion(FunctionId unit) {
  return Statement(*this, "DELETE FROM versions WHERE id = ?").bind(int64_t(unit)).run();
}

Status Database::saveNamespace(const NamespaceInfo& ns) {
  return Statement(*this, "INSERT OR REPLACE INTO namespaces VALUES(?, ?, ?, ?)").bind(ns.name).bind(ns.description).bind(ns.added).bind(ns.modified).run();
}

Status Database::removeNamespace(const QString& name) {
  return Statement(*this, "DELETE FROM namespaces WHERE name = ?").bind(name).run();
}

Status Database::removeFunction(FunctionId id) {
  for (const char* sql : {"DELETE FROM versions WHERE function = ?", "DELETE FROM async_ended WHERE function = ?",
                          "DELETE FROM triggers WHERE (ns, function) IN (SELECT ns, name FROM functions WHERE id = ?)",
                          "DELETE FROM saved_events WHERE function = ?", "DELETE FROM async_events WHERE function = ?",
                          "DELETE FROM functions WHERE id = ?"})
    if (const Status done = Statement(*this, sql).bind(int64_t(id)).run(); !done) return done;
  return Done{};
}

Status Database::saveTrigger(const TriggerInfo& t) {
  const QByteArray row = triggerToRow(t);
  return Statement(*this, "INSERT OR REPLACE INTO triggers VALUES(?, ?, ?, ?, ?, ?)")
      .bind(t.urlId).bind(t.function.ns).bind(t.function.name).bind(t.type).bind(t.name).bind(row).run();
}

Status Database::removeTrigger(const TriggerInfo& t) {
  if (Status done = Statement(*this, "DELETE FROM trigger_state WHERE trigger = ?").bind(int64_t(triggerNumber(t))).run(); !done) return done;
  return Statement(*this, "DELETE FROM triggers WHERE id = ?").bind(t.urlId).run();
}

Status Database::saveTriggerState(uint64_t trigger, const QByteArray& key, const QByteArray& value) {
  const QString name = QString::fromUtf8(key);
  if (value.isEmpty()) return Statement(*this, "DELETE FROM trigger_state WHERE trigger = ? AND key = ?").bind(int64_t(trigger)).bind(name).run();
  return Statement(*this, "INSERT OR REPLACE INTO trigger_state VALUES(?, ?, ?)").bind(int64_t(trigger)).bind(name).bind(value).run();
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

}  // namespace scfdesk
