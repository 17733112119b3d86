// SPDX-License-Identifier: GPL-3.0-or-later
// LocalStore: async events and dead letters.
#include "app/engine/store/localstore.h"

namespace scfdesk {

void LocalStore::addEvent(const StoredEvent& event, Durable done) {
  m_thread.submit({[event](Database& db) { return db.addEvent(event); }, std::move(done), event.payload.size()});
}

void LocalStore::updateEvent(const QByteArray& requestId, int attempts, TimeUs due) {
  m_thread.submit({[=](Database& db) { return db.updateEvent(requestId, attempts, due); }, {}, 0, false, true});
}

void LocalStore::finishEvent(const QByteArray& requestId) {
  m_thread.submit({[requestId](Database& db) { return db.finishEvent(requestId); }, {}, 0, false, true});
}

void LocalStore::addDeadLetter(const DeadLetter& letter) {
  m_thread.submit({[letter](Database& db) { return db.addDeadLetter(letter); }, {}, letter.event.payload.size(), true, true});
}

void LocalStore::finishTraced(const AsyncEventInfo& event) {
  m_thread.submit({[event](Database& db) { return db.finishTraced(event); }, {}, 0, false, true});
}

void LocalStore::tracedEvents(FunctionId fn, const QByteArray& requestId, std::function<void(Result<QList<AsyncEventInfo>>)> reply) {
  readDatabase<QList<AsyncEventInfo>>([=](Database& db) { return db.tracedEvents(fn, requestId); }, std::move(reply));
}

void LocalStore::deadLetters(const QString& name, std::function<void(Result<std::vector<DeadLetter>>)> reply) {
  readDatabase<std::vector<DeadLetter>>([name](Database& db) { return db.deadLetters(name); }, std::move(reply));
}

void LocalStore::deadLetter(int64_t id, std::function<void(Result<DeadLetter>)> reply) {
  readDatabase<DeadLetter>([id](Database& db) { return db.deadLetter(id); }, std::move(reply));
}

void LocalStore::takeDeadLetter(int64_t id, const std::optional<StoredEvent>& again, Durable done) {
  m_thread.submit({[id, again](Database& db) -> Status {
                     if (auto letter = db.deadLetter(id); !letter) return letter.error();
                     if (again)
                       if (Status added = db.addEvent(*again); !added) return added;
                     return db.removeDeadLetter(id);
                   },
                   std::move(done), again ? again->payload.size() : 0});
}

}  // namespace scfdesk
