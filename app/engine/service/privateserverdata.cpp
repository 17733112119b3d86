// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a private server's data, and what is told of it.
#include "app/engine/instance/processtree.h"
#include "app/engine/service/privateserver.h"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr char kMade[] = "data-made";  // the data folder is whole: its setting up has ended
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
}  // namespace

/// Rename within the folder; the engine may always do that.
static Status moved(const ServerPlace& place, const char* from, const char* to) {
  if (::rename(place.path(from).constData(), place.path(to).constData()) == 0) return Done{};
  return Error{u"Local.StoreFailed"_s, u"%1 could not become %2: %3."_s.arg(QLatin1String(from), QLatin1String(to), QString::fromLocal8Bit(strerror(errno))), {}};
}

void PrivateServer::runCommands(QList<QByteArrayList> commands, std::function<void(const Status&)> then) {
  if (commands.isEmpty()) return then(Done{});
  const QByteArrayList command = commands.takeFirst();
  m_step = std::make_unique<KeptProcess>(m_parts.reactor, [this, command, commands, then](int status) {
    const auto step = std::move(m_step);  // lives until this has returned
    if (m_stepTimer) m_parts.reactor.cancel(std::exchange(m_stepTimer, 0));
    if (status == 0) return runCommands(commands, then);
    then(Error{u"Local.ServiceFailed"_s, u"%1: %2 failed: %3"_s.arg(QLatin1String(m_kind->facts().title), QString::fromLocal8Bit(command.first()), QString::fromUtf8(m_place.lastWords())), u"Its log is %1/log."_s.arg(m_parts.folder)});
  });
  m_stepTimer = callAfterRealMs(m_parts.reactor, kSetupSeconds * 1000, [this] {
    m_stepTimer = 0;
    if (m_step) m_step->tell('k');
  });
  if (const Status started = m_step->start(m_place.plan(command, m_kind->environment(m_place.inside))); !started) {
    m_step.reset();
    m_parts.reactor.cancel(std::exchange(m_stepTimer, 0));
    then(started);
  }
}

void PrivateServer::setUp() {
  if (!m_place.has("data") && m_place.has("data.old"))  // cut off while it was restored
    if (const Status back = moved(m_place, "data.old", "data"); !back) return fail(back.error());
  if (m_place.has("data") && m_place.has(kMade)) return launch();
  const auto make = [this] {
    if (const Status made = m_place.makeFolder("data"); !made) return fail(made.error());
    runCommands(m_kind->setup(m_place.inside), [this](const Status& done) {
      if (!done) return fail(done.error());
      if (const Status marked = m_place.write(kMade, "1\n"); !marked) return fail(marked.error());
      launch();
    });
  };
  if (!m_place.has("data")) return make();
  // Half made by a start that was cut off.
  runCommands({{"/bin/rm", "-rf", m_place.inside + "/data"}}, [this, make](const Status& done) { done ? make() : fail(done.error()); });
}

void PrivateServer::whileStopped(const char* what, std::function<void(Reply)> work, Reply reply) {
  if (m_work) return reply(Error{u"ResourceInUse.Service"_s, u"%1 is being %2."_s.arg(QLatin1String(m_kind->facts().title), QLatin1String(m_work)), u"Try again when that is done."_s});
  if (auto place = ServerPlace::make(m_parts.folder, m_parts.spawnerProgram, m_kind->facts().user); place) m_place = place.value();
  else return reply(place.error());
  const bool ran = m_state == ServiceState::Running || m_state == ServiceState::Starting;
  m_work = what;  // from now on: a second one while it stops would take its step away
  stop([this, what, ran, work = std::move(work), reply = std::move(reply)](const Status&) {
    m_work = what;
    work([this, ran, reply](const Status& done) {
      m_work = nullptr;
      if (!ran) return reply(done);
      start([reply, done](const Status& started) { reply(done ? started : done); });
    });
  });
}

void PrivateServer::reset(Reply reply) {
  whileStopped("reset", [this](const Reply& done) {
    ::unlink(m_place.path(kMade).constData());
    runCommands({{"/bin/rm", "-rf", m_place.inside + "/data", m_place.inside + "/data.old", m_place.inside + "/data.new"}}, done);
  }, std::move(reply));
}

void PrivateServer::takeSnapshot(Reply reply) {
  if (!m_kind->facts().keeps) return reply(Error{u"UnsupportedOperation"_s, u"%1 keeps its data in memory; there is nothing to save."_s.arg(QLatin1String(m_kind->facts().title)), {}});
  whileStopped("saved", [this](const Reply& done) {
    if (!m_place.has("data") || !m_place.has(kMade)) return done(Error{u"ResourceNotFound.Snapshot"_s, u"%1 has no data yet."_s.arg(QLatin1String(m_kind->facts().title)), u"Start it first."_s});
    const QByteArray at = m_place.inside;
    runCommands({{"/bin/rm", "-rf", at + "/snapshot.new"}, {"/bin/cp", "-a", "--reflink=auto", at + "/data", at + "/snapshot.new"}, {"/bin/rm", "-rf", at + "/snapshot"}}, [this, done](const Status& copied) {
      const Status put = copied ? moved(m_place, "snapshot.new", "snapshot") : copied;
      if (put) {
        m_snapshotMs = m_parts.reactor.clock().wallUs() / 1000;
        m_snapshotBytes = m_place.bytesBelow("snapshot");
        keep();
      }
      done(put);
    });
  }, std::move(reply));
}

void PrivateServer::restore(Reply reply) {
  if (!m_place.has("snapshot")) return reply(Error{u"ResourceNotFound.Snapshot"_s, u"There is no snapshot of %1."_s.arg(QLatin1String(m_kind->facts().title)), u"Take one first."_s});
  whileStopped("restored", [this](const Reply& done) {
    const QByteArray at = m_place.inside;
    runCommands({{"/bin/rm", "-rf", at + "/data.new", at + "/data.old"}, {"/bin/cp", "-a", "--reflink=auto", at + "/snapshot", at + "/data.new"}}, [this, at, done](const Status& copied) {
      if (!copied) return done(copied);
      if (m_place.has("data"))
        if (const Status aside = moved(m_place, "data", "data.old"); !aside) return done(aside);
      if (const Status put = moved(m_place, "data.new", "data"); !put) return done(put);
      if (const Status marked = m_place.write(kMade, "1\n"); !marked) return done(marked);
      runCommands({{"/bin/rm", "-rf", at + "/data.old"}}, done);
    });
  }, std::move(reply));
}

QByteArray PrivateServer::connection() const {
  json object{{"host", m_address.host.toStdString()}, {"port", m_address.port > 0 ? m_address.port : m_kind->facts().port}};
  if (!m_address.user.isEmpty()) object["user"] = m_address.user.toStdString();
  if (m_kind->facts().password && !m_address.password.isEmpty()) object["password"] = m_address.password.toStdString();
  if (!m_address.database.isEmpty()) object["database"] = m_address.database.toStdString();
  return dump(object);
}

QList<ServiceVariable> PrivateServer::variables() const {
  if (m_address.port == 0) return {};
  return m_kind->variables(m_address);
}

QByteArray PrivateServer::details() {
  const ServerKind::Facts& facts = m_kind->facts();
  json object{{"kind", facts.name}, {"title", facts.title}, {"product", facts.product}, {"things", facts.things}, {"commands", facts.commands}, {"keeps", facts.keeps},
              {"program", m_kind->program().toStdString()}, {"folder", m_parts.folder.toStdString()}, {"log", m_parts.folder.toStdString() + "/log"}};
  if (m_sinceMs) object["sinceMs"] = m_sinceMs;
  if (!m_note.isEmpty()) object["note"] = m_note.toStdString();
  if (m_snapshotMs) object["snapshot"] = {{"atMs", m_snapshotMs}, {"bytes", m_snapshotBytes}};
  if (m_work) object["work"] = m_work;
  if (m_state != ServiceState::Running) return dump(object);
  const ServerFigures& f = m_client.figures();
  object["startedInMs"] = m_startedInMs;
  if (!f.version.isEmpty()) object["version"] = f.version.toStdString();
  if (f.memoryBytes) object["memoryBytes"] = *f.memoryBytes;
  else if (m_process && !f.version.isEmpty()) object["memoryBytes"] = proportionalBytesBelow(m_process->pid());
  if (f.connections) object["connections"] = *f.connections;
  if (f.keys) object["keys"] = *f.keys;
  if (f.hits && f.misses && *f.hits + *f.misses > 0) object["hitRate"] = double(*f.hits) / double(*f.hits + *f.misses);
  if (m_client.rate()) object["commandsPerSecond"] = *m_client.rate();
  m_client.refresh(m_address, m_place);
  return dump(object);
}

void PrivateServer::startOn(int port, const Answer& answer) {
  if (port < 1 || port > 65535) return answer(Error{u"InvalidParameterValue"_s, u"\"port\" must be a number from 1 to 65535."_s, {}});
  if (port != m_address.port && !portFree(m_address.host, port)) {  // what runs goes on
    int other = port + 1;
    while (other < 65535 && other < port + kPortsTried && !portFree(m_address.host, other)) ++other;
    return answer(Error{u"Local.PortTaken"_s, u"Port %1 is in use by another program."_s.arg(port), u"Use %1."_s.arg(other)});
  }
  const auto go = [this, port, answer](const Status&) {
    m_address.port = port;
    m_exactPort = true;
    start([this, answer](const Status& started) {
      m_exactPort = false;
      if (!started) return answer(started.error());
      keep();
      m_parts.connectionChanged(name());
      answer(connection());
    });
  };
  m_state == ServiceState::Stopped || m_state == ServiceState::Failed ? go(Done{}) : stop(go);
}

void PrivateServer::command(const QByteArray& body, const Answer& answer) {
  const json object = json::parse(body.begin(), body.end(), nullptr, false);
  const auto it = object.find("command");
  if (it == object.end() || !it->is_string()) return answer(Error{u"InvalidParameterValue"_s, u"\"command\" must be a text."_s, {}});
  if (m_state != ServiceState::Running) return answer(Error{u"Local.ServiceStopped"_s, u"%1 does not run."_s.arg(QLatin1String(m_kind->facts().title)), u"Start it first."_s});
  m_client.ask(QByteArray::fromStdString(it->get<std::string>()), m_address, m_place, [answer](const Result<ServerTable>& table) { table ? answer(tableText(*table)) : answer(table.error()); });
}

void PrivateServer::act(const QString& action, const QByteArray& body, Answer answer) {
  const auto done = [this, answer](const Status& status) { status ? answer(connection()) : answer(status.error()); };
  if (action == u"snapshot"_s) return takeSnapshot(done);
  if (action == u"restore"_s) return restore(done);
  if (action == u"command"_s) return command(body, answer);
  if (action == u"start"_s) {
    const json object = json::parse(body.begin(), body.end(), nullptr, false);
    const auto it = object.find("port");
    return startOn(it != object.end() && it->is_number_integer() ? int(std::clamp<int64_t>(it->get<int64_t>(), 0, 65536)) : 0, answer);
  }
  Service::act(action, body, std::move(answer));
}

}  // namespace scfdesk
