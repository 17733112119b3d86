// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/privateserver.h"
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kProbeMs = 10;        // between two questions to a server that starts
constexpr int kEagerMs = 2;         // the same while the quick ones may be there any moment
constexpr int64_t kEagerNs = 300'000'000;
constexpr int kProbeLimitMs = 500;  // of one of them
constexpr int kPasswordLetters = 24;

QByteArray newPassword() {
  static constexpr char kLetters[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  QByteArray password;
  for (int i = 0; i < kPasswordLetters; ++i) password += kLetters[QRandomGenerator::system()->bounded(int(sizeof kLetters) - 1)];
  return password;
}

}  // namespace

bool PrivateServer::portFree(const QString& host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(uint16_t(port));
  inet_pton(AF_INET, host.toLatin1().constData(), &address.sin_addr);
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  const int one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  const bool free = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return free;
}

namespace {

QString howItEnded(int status) {
  return WIFSIGNALED(status) ? u"signal %1"_s.arg(WTERMSIG(status)) : u"exit status %1"_s.arg(WEXITSTATUS(status));
}
}  // namespace

PrivateServer::PrivateServer(std::unique_ptr<ServerKind> kind, Parts parts) : m_kind(std::move(kind)), m_parts(std::move(parts)), m_client(m_parts.reactor, *m_kind) {
  m_place.folder = QFile::encodeName(m_parts.folder);
  m_kind->nameOwner(m_address);
  readKept();
}

PrivateServer::~PrivateServer() {
  if (m_timer) m_parts.reactor.cancel(m_timer);
  if (m_stepTimer) m_parts.reactor.cancel(m_stepTimer);
}

ServiceState PrivateServer::state() const { return m_state == ServiceState::Stopped && m_kind->program().isEmpty() ? ServiceState::Missing : m_state; }

Error PrivateServer::trouble() const {
  if (state() != ServiceState::Missing) return m_trouble;
  return {u"Local.ServiceMissing"_s, u"%1 needs the program of the Debian package %2, which is not on this machine."_s.arg(QLatin1String(m_kind->facts().title), QLatin1String(m_kind->facts().package)),
          u"sudo apt-get install -y --no-install-recommends %1"_s.arg(QLatin1String(m_kind->facts().package))};
}

void PrivateServer::readKept() {
  const QByteArray text = m_place.read("state.json");
  const auto kept = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (kept.is_object()) {
    m_address.port = kept.value("port", 0);
    m_address.password = QByteArray::fromStdString(kept.value("password", std::string()));
    m_snapshotMs = kept.value("snapshotMs", int64_t(0));
    m_snapshotBytes = kept.value("snapshotBytes", int64_t(0));
  }
}

void PrivateServer::keep(bool synced) {
  const nlohmann::json kept{{"port", m_address.port}, {"password", m_address.password.toStdString()}, {"snapshotMs", m_snapshotMs}, {"snapshotBytes", m_snapshotBytes}};
  if (const Status written = m_place.write("state.json", QByteArray::fromStdString(kept.dump()), synced); !written) m_trouble = written.error();
}

void PrivateServer::finish(std::deque<Reply>& replies, const Status& status) {
  for (const Reply& reply : std::exchange(replies, {})) reply(status);
}

void PrivateServer::start(Reply reply) {
  if (m_work) return reply(Error{u"ResourceInUse.Service"_s, u"%1 is being %2."_s.arg(QLatin1String(m_kind->facts().title), QLatin1String(m_work)), u"Try again when that is done."_s});
  if (m_state == ServiceState::Running) return reply(Done{});
  m_startReplies.push_back(std::move(reply));
  if (m_state == ServiceState::Stopping) m_startAgain = true;
  else if (m_state != ServiceState::Starting) begin();
}

void PrivateServer::begin() {
  if (state() == ServiceState::Missing || m_kind->program().isEmpty()) {
    m_state = ServiceState::Stopped;
    m_trouble = {};
    return finish(m_startReplies, trouble());
  }
  m_state = ServiceState::Starting;
  m_trouble = {};
  m_portTries = 0;
  m_sinceMs = m_parts.reactor.clock().wallUs() / 1000;
  if (const Status prepared = prepare(); !prepared) return fail(prepared.error());
  setUp();
}

Result<int> PrivateServer::choosePort() {
  const int wanted = m_address.port > 0 ? m_address.port : m_kind->facts().port;
  m_note.clear();
  m_hold = {};
  for (int port = wanted; port < wanted + kPortsTried && port <= 65535; ++port) {
    if (!portFree(m_address.host, port)) continue;
    PortHold hold = PortHold::take(port);
    if (!hold.ok()) continue;
    if (port == wanted || !m_exactPort) m_hold = std::move(hold);
    if (port == wanted) return port;
    const QString taken = u"Port %1 is in use by another program."_s.arg(wanted);
    if (m_exactPort) return Error{u"Local.PortTaken"_s, taken, u"Use %1."_s.arg(port)};
    m_note = taken + u" %1 is used."_s.arg(port);
    return port;
  }
  return Error{u"Local.PortTaken"_s, u"Port %1 and those after it are in use by other programs."_s.arg(wanted), u"Choose another port."_s};
}

Status PrivateServer::prepare() {
  auto place = ServerPlace::make(m_parts.folder, m_parts.spawnerProgram, m_kind->facts().user);
  if (!place) return place.error();
  m_place = place.value();
  m_place.turnLog();
  const auto port = choosePort();
  if (!port) return port.error();
  const bool secret = m_kind->facts().password && m_address.password.isEmpty();
  const bool changed = m_address.port != *port || secret;
  m_address.port = *port;
  if (secret) m_address.password = newPassword();
  if (changed) keep(secret);  // a port is chosen anew without loss, a password is not
  if (!m_trouble.code.isEmpty()) return m_trouble;
  for (const ServerKind::File& file : m_kind->files(m_address, m_place.inside) + m_kind->clientFiles(m_address))
    if (const Status written = m_place.write(file.name, file.text); !written) return written;
  if (changed) m_parts.connectionChanged(name());
  return Done{};
}

void PrivateServer::launch() {
  m_launchedNs = machineMonotonicNs();
  m_process = std::make_unique<KeptProcess>(m_parts.reactor, [this](int status) { onEnded(status); });
  if (const Status started = m_process->start(m_place.plan(m_kind->command(m_address, m_place.inside), m_kind->environment(m_place.inside))); !started) return fail(started.error());
  probe();
}

void PrivateServer::probe() {
  const auto* kind = m_kind.get();
  WireExchange::Question question{m_address.host, m_address.port, m_kind->hello(m_address), [kind](const QByteArray& got) { return kind->greeted(got); }, kProbeLimitMs};
  m_probe = std::make_unique<WireExchange>(m_parts.reactor, std::move(question), [this](const Result<QByteArray>& got) {
    if (got) return answered();
    if (machineMonotonicNs() - m_launchedNs > int64_t(kStartSeconds) * 1'000'000'000)
      return fail({u"Local.ServiceFailed"_s, u"%1 has not answered within %2 s: %3"_s.arg(QLatin1String(m_kind->facts().title)).arg(kStartSeconds).arg(QString::fromUtf8(m_place.lastWords())), u"Its log is %1/log."_s.arg(m_parts.folder)});
    m_timer = callAfterRealMs(m_parts.reactor, machineMonotonicNs() - m_launchedNs < kEagerNs ? kEagerMs : kProbeMs, [this] {
      m_timer = 0;
      probe();
    });
  });
}

void PrivateServer::answered() {
  m_state = ServiceState::Running;
  m_sinceMs = m_parts.reactor.clock().wallUs() / 1000;
  m_startedInMs = (machineMonotonicNs() - m_launchedNs) / 1'000'000;
  finish(m_startReplies, Done{});
}

void PrivateServer::fail(const Error& error) {
  if (m_timer) m_parts.reactor.cancel(std::exchange(m_timer, 0));
  m_probe.reset();
  m_process.reset();  // and everything below it
  m_hold = {};
  m_client.forget();
  m_state = ServiceState::Failed;
  m_trouble = error;
  m_sinceMs = m_parts.reactor.clock().wallUs() / 1000;
  finish(m_startReplies, error);
  finish(m_stopReplies, Done{});
}

void PrivateServer::onEnded(int status) {
  if (m_timer) m_parts.reactor.cancel(std::exchange(m_timer, 0));
  m_probe.reset();
  if (m_state == ServiceState::Stopping) {
    m_process.reset();
    m_hold = {};
    m_client.forget();
    m_state = ServiceState::Stopped;
    m_sinceMs = 0;
    finish(m_stopReplies, Done{});
    if (std::exchange(m_startAgain, false)) begin();
    return;
  }
  // Another program may have taken the port between the look and the start.
  if (m_state == ServiceState::Starting && !portFree(m_address.host, m_address.port) && ++m_portTries < 5) {
    m_process.reset();
    if (const Status prepared = prepare(); !prepared) return fail(prepared.error());
    return launch();
  }
  fail({u"Local.ServiceFailed"_s, u"%1 has ended by itself (%2): %3"_s.arg(QLatin1String(m_kind->facts().title), howItEnded(status), QString::fromUtf8(m_place.lastWords())), u"Its log is %1/log."_s.arg(m_parts.folder)});
}

void PrivateServer::stop(Reply reply) {
  m_startAgain = false;
  m_exactPort = false;
  if (m_step) {  // setting up, saving: begun anew the next time
    m_step.reset();
    if (m_stepTimer) m_parts.reactor.cancel(std::exchange(m_stepTimer, 0));
    m_work = nullptr;
  }
  if (!m_process) {
    if (m_state != ServiceState::Failed) m_state = ServiceState::Stopped;
    finish(m_startReplies, Error{u"Local.ServiceStopped"_s, u"%1 was stopped before it answered."_s.arg(QLatin1String(m_kind->facts().title)), {}});
    return reply(Done{});
  }
  m_stopReplies.push_back(std::move(reply));
  if (m_state == ServiceState::Stopping) return;
  m_state = ServiceState::Stopping;
  m_probe.reset();
  if (m_timer) m_parts.reactor.cancel(m_timer);
  m_process->tell(m_kind->facts().stop);
  m_timer = callAfterRealMs(m_parts.reactor, kStopSeconds * 1000, [this] {
    m_timer = 0;
    if (m_process) m_process->tell('k');
  });
  finish(m_startReplies, Error{u"Local.ServiceStopped"_s, u"%1 was stopped before it answered."_s.arg(QLatin1String(m_kind->facts().title)), {}});
}

}  // namespace scfdesk
