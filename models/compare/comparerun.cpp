// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/comparerun.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
double median(QList<double> values) {
  if (values.isEmpty()) return 0;
  std::sort(values.begin(), values.end());
  const qsizetype middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}
}  // namespace

CompareRun::CompareRun(DeployTarget& first, DeployTarget& second, CompareRequest request, QObject* parent)
    : QObject(parent), m_ends{&first, &second}, m_request(std::move(request)) {}

void CompareRun::start() {
  if (m_running) return;
  m_running = true;
  m_fired = 0;
  for (int side : {0, 1}) {
    m_sides[side] = {};
    m_sides[side].name = m_ends[side]->name();
    m_durations[side].clear();
    m_roundTrips[side].clear();
  }
  next();
}

void CompareRun::next() {
  const int all = 2 * std::clamp(m_request.runs, 1, CompareRequest::kMostRuns);
  while (m_fired < all && m_sides[m_fired % 2].error) ++m_fired;
  Q_EMIT progressed(m_fired, all);
  if (m_fired >= all) {
    for (int side : {0, 1}) {
      m_sides[side].durationMs = median(m_durations[side]);
      m_sides[side].roundTripMs = median(m_roundTrips[side]);
    }
    m_comparison = compareSides(m_sides[0], m_sides[1], m_request.muted);
    m_running = false;
    Q_EMIT finished();
    return;
  }
  const int side = m_fired % 2;
  nlohmann::ordered_json params{{"FunctionName", m_request.function.toStdString()}, {"Namespace", m_ends[side]->ns().toStdString()}, {"ClientContext", m_request.event.toStdString()}, {"LogType", "Tail"}};
  if (!m_request.qualifier.isEmpty()) params["Qualifier"] = m_request.qualifier.toStdString();
  m_clock.start();
  m_ends[side]->action("Invoke", QByteArray::fromStdString(params.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)), this,
                       [this, side](const Result<QByteArray>& answer) { take(side, answer); });
}

void CompareRun::take(int side, const Result<QByteArray>& answer) {
  CompareSide& got = m_sides[side];
  const double ms = double(m_clock.nsecsElapsed()) / 1e6;
  const Status taken = answer ? takeInvoke(got, *answer, ms) : Status(answer.error());
  if (!taken) {
    got = CompareSide{};
    got.name = m_ends[side]->name();
    got.error = taken.error();
  } else {
    m_durations[side].append(got.durationMs);
    m_roundTrips[side].append(ms);
  }
  ++m_fired;
  // A reply may come at once: a long series must not nest.
  QMetaObject::invokeMethod(this, &CompareRun::next, Qt::QueuedConnection);
}

}  // namespace scfdesk
