// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/serverclient.h"
#include "app/engine/api/jsontext.h"
#include <QFile>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int64_t kRefreshNs = 900'000'000;  // of figures, while somebody looks each second
constexpr int kTableRows = 10'000;

void appendList(QByteArray& out, const QByteArrayList& list) {
  out += '[';
  for (qsizetype i = 0; i < list.size(); ++i) {
    if (i) out += ',';
    jsontext::appendString(out, jsontext::toValidUtf8(list[i]));
  }
  out += ']';
}
}  // namespace

ServerClient::~ServerClient() { forget(); }

void ServerClient::forget() {
  for (auto& [number, asked] : m_asked) {
    if (asked.timer) m_reactor.cancel(asked.timer);
    if (!asked.output.isEmpty()) {
      ::unlink(asked.input.constData());
      ::unlink(asked.output.constData());
    }
  }
  std::map<int, Asked> dropped;
  dropped.swap(m_asked);
  m_figures = {};
  m_rate.reset();
  m_figuresNs = m_askedNs = 0;
  m_refreshing = false;
  for (auto& [number, asked] : dropped)
    if (asked.reply) asked.reply(Error{QStringLiteral("Local.NoAnswer"), QStringLiteral("The server was stopped before it had answered."), {}});
}

void ServerClient::ask(const QByteArray& text, const ServerAddress& address, const ServerPlace& place, Reply reply) {
  if (text.size() > kTextBytes) return reply(Error{QStringLiteral("InvalidParameterValue"), QStringLiteral("The command has %1 bytes; %2 are taken.").arg(text.size()).arg(kTextBytes), {}});
  if (m_asked.size() >= kAtOnce) return reply(Error{QStringLiteral("LimitExceeded.Service"), QStringLiteral("%1 commands are being answered, which is the limit.").arg(kAtOnce), QStringLiteral("Wait for one to end.")});
  auto question = m_kind.question(text, address, place.inside);
  if (!question) return reply(question.error());
  const int number = m_next++;
  Asked& asked = m_asked[number];
  asked.reply = std::move(reply);
  if (!question->command.isEmpty()) return askProgram(number, *question, place, m_kind.environment(place.inside));
  asked.wire = std::make_unique<WireExchange>(m_reactor, WireExchange::Question{address.host, address.port, question->bytes, question->whole, kAnswerSeconds * 1000},
                                              [this, number](const Result<QByteArray>& got) { end(number, got ? m_kind.read(*got, false) : Result<ServerTable>(got.error())); });
}

void ServerClient::askProgram(int number, const ServerKind::Question& question, const ServerPlace& place, const QByteArrayList& environment) {
  Asked& asked = m_asked[number];
  const QByteArray name = "ask-" + QByteArray::number(number);
  if (const Status written = place.write(name + ".in", question.input); !written) return end(number, written.error());
  asked.input = place.path(QByteArray(name + ".in").constData());
  asked.output = place.path(QByteArray(name + ".out").constData());
  ::unlink(asked.output.constData());
  KeptProcess::Plan plan = place.plan(question.command, environment);
  plan.input = asked.input;
  plan.output = asked.output;
  plan.fileBytes = WireExchange::kAnswerBytes;
  asked.program = std::make_unique<KeptProcess>(m_reactor, [this, number](int status) {
    const auto it = m_asked.find(number);
    if (it == m_asked.end()) return;
    QFile file(QFile::decodeName(it->second.output));
    const QByteArray got = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    if (got.size() >= WireExchange::kAnswerBytes)
      return end(number, Error{QStringLiteral("Local.ServerRefused"), QStringLiteral("The answer has more than %1 MB.").arg(WireExchange::kAnswerBytes >> 20), QStringLiteral("Ask for less, with LIMIT.")});
    end(number, m_kind.read(got, status != 0));
  });
  asked.timer = callAfterRealMs(m_reactor, kAnswerSeconds * 1000, [this, number] {
    m_asked[number].timer = 0;
    end(number, Error{QStringLiteral("Local.NoAnswer"), QStringLiteral("No answer within %1 s.").arg(kAnswerSeconds), {}});
  });
  if (const Status started = asked.program->start(plan); !started) end(number, started.error());
}

void ServerClient::end(int number, const Result<ServerTable>& result) {
  const auto it = m_asked.find(number);
  if (it == m_asked.end()) return;
  const Asked asked = std::move(it->second);
  m_asked.erase(it);
  if (asked.timer) m_reactor.cancel(asked.timer);
  if (!asked.output.isEmpty()) {
    ::unlink(asked.input.constData());
    ::unlink(asked.output.constData());
  }
  asked.reply(result);
}

void ServerClient::refresh(const ServerAddress& address, const ServerPlace& place) {
  const int64_t now = machineMonotonicNs();
  if (m_refreshing || now - m_askedNs < kRefreshNs) return;
  m_refreshing = true;
  m_askedNs = now;
  ask(m_kind.statistics(), address, place, [this](const Result<ServerTable>& table) { take(table); });
}

void ServerClient::take(const Result<ServerTable>& table) {
  m_refreshing = false;
  if (!table) return;
  const int64_t now = machineMonotonicNs();
  ServerFigures figures = m_kind.figures(*table);
  if (m_figuresNs && m_figures.commands && figures.commands && now > m_figuresNs)
    m_rate = std::max(0.0, double(*figures.commands - *m_figures.commands) / (double(now - m_figuresNs) / 1e9));
  m_figures = std::move(figures);
  m_figuresNs = now;
}

QByteArray tableText(const ServerTable& table) {
  QByteArray out("{\"columns\":");
  appendList(out, table.columns);
  out += ",\"rows\":[";
  const qsizetype rows = std::min<qsizetype>(table.rows.size(), kTableRows);
  for (qsizetype i = 0; i < rows; ++i) {
    if (i) out += ',';
    appendList(out, table.rows[i]);
  }
  out += "],\"note\":";
  jsontext::appendString(out, jsontext::toValidUtf8(table.note));
  out += ",\"more\":" + QByteArray::number(table.rows.size() - rows);
  return out + '}';
}

}  // namespace scfdesk
