// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/verdict.h"
#include "widgets/controls/numberformat.h"
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

QString latencyText(double seconds) { return format::milliseconds(std::llround(seconds * 1e6)).text(); }

std::optional<int> changePercent(double a, double b) {
  if (a == 0) return std::nullopt;
  return static_cast<int>(std::lround((b - a) / a * 100));
}

QString SimVerdict::nameOf(SimSetting setting) {
  switch (setting) {
    case SimSetting::Limit: return tr("Instance limit");
    case SimSetting::Provisioned: return tr("Provisioned");
    case SimSetting::Memory: return tr("Memory");
    case SimSetting::KeepAlive: return tr("Keep-alive");
    case SimSetting::Burst: return tr("Burst");
    case SimSetting::Init: return tr("Starting and init");
    case SimSetting::Run: return tr("Run p50");
  }
  return {};
}

QString SimVerdict::unitOf(SimSetting setting) {
  switch (setting) {
    case SimSetting::Limit:
    case SimSetting::Provisioned: return {};
    case SimSetting::Memory: return u"MB"_s;
    case SimSetting::KeepAlive:
    case SimSetting::Init: return u"s"_s;
    case SimSetting::Burst: return tr("/ min");
    case SimSetting::Run: return u"ms"_s;
  }
  return {};
}

QString SimVerdict::headline(const SimOutcome& a, const SimOutcome& b, bool same) {
  if (same) return tr("Change a setting of B to see what it does.");
  const double throttled = b.throttled - a.throttled;
  const int p99 = changePercent(a.p99, b.p99).value_or(0);
  const auto events = [](double n) { return format::count(std::llround(std::abs(n))); };
  if (throttled < -0.5 && p99 <= -1) return tr("B removes %1 throttled events and cuts p99 by %2 %.").arg(events(throttled)).arg(-p99);
  if (throttled < -0.5 && p99 >= 1) return tr("B removes %1 throttled events, but p99 rises by %2 %.").arg(events(throttled)).arg(p99);
  if (throttled < -0.5) return tr("B removes %1 throttled events.").arg(events(throttled));
  if (throttled > 0.5 && p99 <= -1) return tr("B cuts p99 by %2 %, but throttles %1 more events.").arg(events(throttled)).arg(-p99);
  if (throttled > 0.5) return tr("B throttles %1 more events.").arg(events(throttled));
  if (p99 <= -1) return tr("B cuts p99 by %1 %.").arg(-p99);
  if (p99 >= 1) return tr("B raises p99 by %1 %.").arg(p99);
  const double cold = (b.coldShare - a.coldShare) * 100;
  if (std::abs(cold) >= 0.1) return cold < 0 ? tr("B has %1 % fewer cold starts among its runs, at the same p99.").arg(-cold, 0, 'f', 1) : tr("B has %1 % more cold starts among its runs, at the same p99.").arg(cold, 0, 'f', 1);
  if (const int cost = changePercent(a.cost, b.cost).value_or(0); cost != 0) return cost < 0 ? tr("B costs %1 % less and answers as fast.").arg(-cost) : tr("B costs %1 % more and answers no faster.").arg(cost);
  return tr("B makes no difference under this load.");
}

int SimVerdict::best(const SimOutcome& a, const SimOutcome& b, const SimOutcome& c) {
  const auto better = [](const SimOutcome& x, const SimOutcome& y) {
    if (std::abs(x.throttled - y.throttled) > 0.5) return x.throttled < y.throttled;
    if (const int p99 = changePercent(y.p99, x.p99).value_or(0); p99 != 0) return p99 < 0;
    return changePercent(y.cost, x.cost).value_or(0) < 0;
  };
  const bool second = better(b, a), third = better(c, a);
  if (!second && !third) return 0;
  return third && (!second || better(c, b)) ? 2 : 1;
}

QString SimVerdict::third(const SimOutcome& a, const SimOutcome& b, const SimOutcome& c) {
  switch (best(a, b, c)) {
    case 2: return tr("C does best: %1 throttled, p99 %2, %3 % of B's cost.").arg(format::count(std::llround(c.throttled)), latencyText(c.p99), QString::number(b.cost > 0 ? std::lround(c.cost / b.cost * 100) : 100));
    case 1: return tr("B does best; C has %1 throttled and p99 %2.").arg(format::count(std::llround(c.throttled)), latencyText(c.p99));
    default: return tr("Neither B nor C does better than A.");
  }
}

QString SimVerdict::price(const SimOutcome& a, const SimOutcome& b, double seconds) {
  const double idle = b.idleGbSeconds - a.idleGbSeconds;
  const QString span = format::seconds(seconds);
  if (idle >= 0.05) return tr("It keeps %1 GB-s more memory idle in the same %2.").arg(QString::number(idle, 'f', 1), span);
  if (idle <= -0.05) return tr("It keeps %1 GB-s less memory idle in the same %2.").arg(QString::number(-idle, 'f', 1), span);
  return {};
}

QString SimVerdict::fitWarning(const SimOutcome& p, const SimOutcome& m) {
  constexpr double kOther = 0.25;  // part of the larger one
  if (!(m.runP50 > 0) || !(p.runP50 > 0) || std::abs(m.runP50 - p.runP50) <= std::max(0.001, kOther * std::max(m.runP50, p.runP50))) return {};
  return tr("Runs took %1 here, those that were fitted %2: another event, or other code. Fit again.").arg(latencyText(m.runP50), latencyText(p.runP50));
}

QString SimVerdict::calibration(const SimOutcome& p, const SimOutcome& m) {
  const double off = m.p99 - p.p99;
  const auto far = [](double measured, double predicted, double least) { return std::abs(measured - predicted) > std::max(least, 0.1 * std::max(std::abs(measured), std::abs(predicted))); };
  if (!far(m.p99, p.p99, 0.0005)) {
    // The tail alone proves little: what else is shown must hold too.
    const auto count = [](double n) { return format::count(std::llround(n)); };
    QStringList others;
    if (far(m.p50, p.p50, 0.0005)) others << tr("p50 is %1 instead of %2").arg(latencyText(m.p50), latencyText(p.p50));
    if (far(m.throttled, p.throttled, 1.5)) others << tr("%1 instead of %2 throttled").arg(count(m.throttled), count(p.throttled));
    if (far(m.peak, p.peak, 1.5)) others << tr("%1 instead of %2 instances at most").arg(count(m.peak), count(p.peak));
    if (others.isEmpty()) return tr("Measured p99 %1, predicted %2; all figures within 10 %.").arg(latencyText(m.p99), latencyText(p.p99));
    return tr("Measured p99 %1, predicted %2, but %3.").arg(latencyText(m.p99), latencyText(p.p99), others.join(tr(", ")));
  }
  const double runs = m.runP99 - p.runP99, starts = m.initP50 - p.initP50;
  const QString both = tr("Measured p99 %1, predicted %2.").arg(latencyText(m.p99), latencyText(p.p99));
  const auto more = [](double seconds) { return latencyText(std::abs(seconds)); };
  if (std::abs(runs) >= std::abs(starts) && std::abs(runs) >= 0.3 * std::abs(off))
    return QString(both + u' ' + (runs > 0 ? tr("Runs took %1 longer than those that were fitted.").arg(more(runs)) : tr("Runs took %1 less than those that were fitted.").arg(more(runs))));
  if (std::abs(starts) >= 0.3 * std::abs(off))
    return QString(both + u' ' + (starts > 0 ? tr("Starts took %1 longer than those that were fitted.").arg(more(starts)) : tr("Starts took %1 less than those that were fitted.").arg(more(starts))));
  return QString(both + u' ' + tr("Runs and starts were as fitted; the waiting was not."));
}

}  // namespace scfdesk
