// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/assertion.h"
#include <QRegularExpression>
#include <cmath>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
Error wrong(const QString& text, const QString& why) {
  return {u"Local.Words"_s, u"\"%1\" is no limit: %2"_s.arg(text, why), u"Write for example 'p99<200ms', 'errors==0', 'errors<1%', 'mean<=50ms' or 'rate>=45'."_s};
}
}  // namespace

double LoadFigures::percentile(const std::vector<int64_t>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = size_t(std::ceil(share * double(sorted.size()) - 1e-9));
  return double(sorted[std::clamp<size_t>(rank, 1, sorted.size()) - 1]);
}

double LoadFigures::mean(const std::vector<int64_t>& values) {
  return values.empty() ? 0 : double(std::accumulate(values.begin(), values.end(), int64_t(0))) / double(values.size());
}

Result<Assertion> Assertion::parse(const QString& text) {
  static const QRegularExpression form(u"^\\s*(run\\.)?([a-z]+)([0-9.]*)\\s*(<=|>=|==|!=|<|>)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z%/]*)\\s*$"_s);
  const auto match = form.match(text);
  if (!match.hasMatch()) return wrong(text, u"it must be NAME, one of < <= > >= == !=, and a number with its unit."_s);
  Assertion out;
  const QString word = match.captured(2), digits = match.captured(3), unit = match.captured(6);
  out.m_text = text.trimmed();
  out.m_inFunction = !match.captured(1).isEmpty();
  out.m_name = match.captured(1) + word + digits;
  out.m_operation = match.captured(4);
  out.m_limit = match.captured(5).toDouble();
  out.m_unit = unit;
  const bool time = word == u"p"_s || word == u"mean"_s || word == u"min"_s || word == u"max"_s;
  if (!time && (out.m_inFunction || !digits.isEmpty())) return wrong(text, u"there is no %1."_s.arg(out.m_name));
  if (time) {
    if (unit.isEmpty()) out.m_unit = u"ms"_s;
    const QMap<QString, double> units{{u"us"_s, 1}, {u"ms"_s, 1000}, {u"s"_s, 1'000'000}};
    if (!units.contains(out.m_unit)) return wrong(text, u"a time is in us, ms or s."_s);
    out.m_scale = units[out.m_unit];
    out.m_what = word == u"mean"_s ? What::Mean : word == u"min"_s ? What::Least : word == u"max"_s ? What::Most : What::Percentile;
    if (word != u"p"_s) return digits.isEmpty() ? Result<Assertion>(out) : wrong(text, u"there is no %1."_s.arg(out.m_name));
    bool good = false;
    out.m_share = digits.toDouble(&good) / 100;
    if (!good || out.m_share <= 0 || out.m_share >= 1) return wrong(text, u"a percentile is p1 to p99.99."_s);
    return out;
  }
  if (word == u"errors"_s && (unit.isEmpty() || unit == u"%"_s)) {
    out.m_what = unit.isEmpty() ? What::Errors : What::ErrorShare;
  } else if (word == u"rate"_s && (unit.isEmpty() || unit == u"/s"_s)) {
    out.m_what = What::Rate;
  } else if (const QMap<QString, double> units{{u"KB"_s, 1024.0}, {u"MB"_s, 1048576.0}, {u"GB"_s, 1073741824.0}}; word == u"memory"_s && units.contains(unit)) {
    out.m_what = What::Memory;
    out.m_scale = units[unit];
  } else {
    const QMap<QString, QString> known{{u"errors"_s, u"errors is a number, or a share with %."_s}, {u"rate"_s, u"a rate is a number a second."_s}, {u"memory"_s, u"memory is in KB, MB or GB."_s}};
    return wrong(text, known.contains(word) ? known[word] : u"there is no %1."_s.arg(out.m_name));
  }
  return out;
}

double Assertion::measured(const LoadFigures& figures) const {
  const auto& times = m_inFunction ? figures.durations : figures.latencies;
  switch (m_what) {
    case What::Percentile: return LoadFigures::percentile(times, m_share) / m_scale;
    case What::Mean: return LoadFigures::mean(times) / m_scale;
    case What::Least: return times.empty() ? 0 : double(times.front()) / m_scale;
    case What::Most: return times.empty() ? 0 : double(times.back()) / m_scale;
    case What::Errors: return double(figures.failed);
    case What::ErrorShare: return figures.count ? 100.0 * double(figures.failed) / double(figures.count) : 0;
    case What::Rate: return figures.seconds > 0 ? double(figures.latencies.size()) / figures.seconds : 0;
    case What::Memory: return figures.memoryBytes / m_scale;
  }
  return 0;
}

bool Assertion::holds(const LoadFigures& figures) const {
  const bool time = m_what == What::Percentile || m_what == What::Mean || m_what == What::Least || m_what == What::Most;
  if (time && (m_inFunction ? figures.durations : figures.latencies).empty()) return false;  // nothing was measured
  const double value = measured(figures);
  if (m_operation == u"<"_s) return value < m_limit;
  if (m_operation == u"<="_s) return value <= m_limit;
  if (m_operation == u">"_s) return value > m_limit;
  if (m_operation == u">="_s) return value >= m_limit;
  return (m_operation == u"=="_s) == (std::abs(value - m_limit) < 1e-9);
}

QString Assertion::verdict(const LoadFigures& figures) const {
  const QString space = m_unit.isEmpty() || m_unit == u"/s"_s || m_unit == u"%"_s ? m_unit : u' ' + m_unit;
  const double value = measured(figures);
  // Two decimals, unless they would be all that is left of it.
  const bool whole = m_what == What::Errors, small = value != 0 && std::abs(value) < 0.1;
  return u"%1 is %2%3, %4%5 %6%3"_s.arg(m_name).arg(value, 0, small ? 'g' : 'f', whole ? 0 : small ? 3 : 2).arg(space, holds(figures) ? QString() : u"not "_s, m_operation).arg(m_limit);
}

}  // namespace scfdesk::cli
