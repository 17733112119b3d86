// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/simulationrun.h"
#include <QJsonArray>
#include <QJsonDocument>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFirstAskMs = 15;  // most are done by then
constexpr int kAskMs = 100;
}  // namespace

SimulationRun::SimulationRun(Backend& backend, QObject* parent) : QObject(parent), m_backend(backend) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &SimulationRun::ask);
}

void SimulationRun::start(const std::vector<QByteArray>& specs) {
  cancel();
  const quint64 turn = ++m_turn;
  m_outcomes.assign(specs.size(), std::nullopt);
  m_partial = {};
  m_running = true;
  m_progress = 0;
  QByteArray body("{\"specs\":[");
  for (const QByteArray& spec : specs) body.append(spec).append(',');
  body.chop(1);
  body.append("]}");
  m_backend.local("POST", "/-/simulate", body, this, [this, turn](const Result<QByteArray>& reply) {
    if (turn != m_turn) {
      // Canceled before its number was known.
      if (reply) m_backend.local("POST", QByteArray("/-/simulate/" + QByteArray::number(QJsonDocument::fromJson(*reply)[u"id"_s].toInteger())), "{\"action\":\"cancel\"}", this, [](const Result<QByteArray>&) {});
      return;
    }
    if (!reply) {
      m_running = false;
      return Q_EMIT failed(reply.error());
    }
    m_target = "/-/simulate/" + QByteArray::number(QJsonDocument::fromJson(*reply)[u"id"_s].toInteger());
    m_timer.start(kFirstAskMs);
  });
  Q_EMIT changed();
}

void SimulationRun::cancel() {
  if (!m_running) return;
  ++m_turn;
  m_running = false;
  m_timer.stop();
  if (!m_target.isEmpty()) m_backend.local("POST", m_target, "{\"action\":\"cancel\"}", this, [](const Result<QByteArray>&) {});
  m_target.clear();
  Q_EMIT changed();
}

void SimulationRun::ask() {
  const quint64 turn = m_turn;
  m_backend.local("GET", m_target, {}, this, [this, turn](const Result<QByteArray>& reply) {
    if (turn != m_turn || !m_running) return;
    if (reply) return take(*reply);
    m_running = false;
    Q_EMIT failed(reply.error());
  });
}

void SimulationRun::take(const QByteArray& text) {
  const QJsonObject state = QJsonDocument::fromJson(text).object();
  m_progress = state[u"progress"_s].toDouble();
  const QJsonArray results = state[u"results"_s].toArray();
  for (qsizetype i = 0; i < results.size() && static_cast<size_t>(i) < m_outcomes.size(); ++i)
    if (results[i].isObject() && !m_outcomes[static_cast<size_t>(i)]) m_outcomes[static_cast<size_t>(i)] = SimOutcome::fromJson(results[i].toObject());
  const QString phase = state[u"state"_s].toString();
  m_running = phase == u"running"_s || phase == u"reading"_s;
  m_partial = state[u"partial"_s].toArray();
  if (phase == u"failed"_s) {
    m_target.clear();
    const QJsonObject error = state[u"error"_s].toObject();
    return Q_EMIT failed(Error{error[u"code"_s].toString(), error[u"message"_s].toString(), error[u"next"_s].toString()});
  }
  if (m_running) m_timer.start(kAskMs);
  if (!m_running) m_target.clear();
  Q_EMIT changed();
  if (!m_running) Q_EMIT finished();
}

}  // namespace scfdesk
