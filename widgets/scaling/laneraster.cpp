// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/laneraster.h"
#include "widgets/scaling/lanelayout.h"
#include "widgets/theme/theme.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace scfdesk {

namespace {
constexpr double kBarPixels = 3;    // narrower runs become coverage
constexpr double kLeastPixels = 2;  // a failure or a cold start is never thinner
constexpr int kFaintest = 90;       // opacity of the shortest run: it is seen
constexpr int kNotchFrom = 8;       // a thinner failure has no room for a notch

QRgb mix(const QColor& over, const QColor& under, double alpha) {
  const auto part = [alpha](int a, int b) { return static_cast<int>(std::lround(a * alpha + b * (1 - alpha))); };
  return qRgb(part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue()));
}

/// Columns [begin, end) of a float range, at least `least` wide, inside [0, columns).
struct Range {
  int begin, end;
};
Range rangeOf(double begin, double end, int least, int columns) {
  const int b = static_cast<int>(std::lround(std::max(begin, -8.0)));
  const int e = std::max(b + least, static_cast<int>(std::lround(std::min(end, columns + 8.0))));
  return {std::clamp(b, 0, columns), std::clamp(e, 0, columns)};
}
}  // namespace

LaneRaster::LaneRaster(double dpr) : m_dpr(dpr) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const auto device = [&](double token) { return std::max(1, static_cast<int>(std::lround(token * t.scale() * dpr))); };
  m_gap = device(1);
  m_least = device(kLeastPixels);
  m_wide = device(kBarPixels);
  m_dash = device(3);
  m_busy = c.state.busy.rgb();
  m_idle = c.state.idle.rgb();
  m_frozen = c.state.frozen.rgb();
  m_init = c.state.init.rgb();
  m_initEdge = c.state.initOutline.rgb();
  m_failed = c.state.failed.rgb();
  m_track = c.surface.track.rgb();
  for (int i = 0; i < 256; ++i) m_blend[i] = mix(c.state.busy, c.surface.track, i / 255.0);
  // Stripes of 1.6 in a pitch of 4, at 45 degrees: three periods are all but a whole number of pixels along x + y.
  const double pitch = 4 * t.scale() * dpr * std::numbers::sqrt2, stripe = 1.6 / 4;
  const int length = std::max(3, static_cast<int>(std::lround(pitch * 3)));
  for (int i = 0; i < length; ++i) {
    const double phase = std::fmod(i * 3.0 / length, 1.0), soft = 1 / pitch;
    const double edge = std::min(phase, std::abs(stripe - phase));
    double cover = phase < stripe ? 1 : 0;
    if (edge < soft / 2) cover = 0.5 + (cover - 0.5) * edge / (soft / 2);
    m_hatch.push_back(mix(c.state.startingHatch, c.state.starting, cover));
  }
}

LaneRaster::Heights LaneRaster::heights(int rowHeight) const {
  const double scale = Theme::current().scale() * m_dpr;
  const auto device = [scale](double token) { return std::max(1, static_cast<int>(std::lround(token * scale))); };
  if (rowHeight <= lanerules::kThinRow) return {device(4), device(2), device(1), device(6), 0};
  const double grow = rowHeight > lanerules::kRow ? 4.0 / 3.0 : 1.0;
  return {device(12 * grow), device(4), device(2), device(16 * grow), device(6)};
}

void LaneRaster::paint(QImage& image, int top, int rowHeight, const Lane& lane, const LaneBuckets::Row* buckets,
                       const TimeScale& scale, TimeUs now) {
  m_cells.assign(static_cast<size_t>(scale.columns), Cell{});
  m_failures.clear();
  m_colds.clear();
  m_inits.clear();
  if (buckets) cellsFromBuckets(*buckets, scale);
  else cellsFromSpans(lane, scale, now);
  for (const Failure& f : m_colds) markRange(f.begin, f.end, Starting);
  for (const Failure& f : m_inits) {
    markRange(f.begin, f.end, Init);
    markRange(f.begin, std::min(f.begin + m_gap, f.end), InitEdge);
    markRange(std::max(f.begin, f.end - m_gap), f.end, InitEdge);
  }
  for (const Failure& f : m_failures) {
    markRange(f.begin, f.end, Failed);
    if (f.end - f.begin >= kNotchFrom * m_gap) markRange(f.end - 4 * m_gap, f.end, FailedNotch);
  }
  const int device = static_cast<int>(std::lround(Theme::current().px(rowHeight) * m_dpr));
  write(image, top, device, heights(rowHeight), scale.firstColumn);
}

void LaneRaster::cellsFromSpans(const Lane& lane, const TimeScale& scale, TimeUs now) {
  m_cover.assign(static_cast<size_t>(scale.columns) + 1, 0.F);
  const TimeUs begin = scale.begin(), end = std::min(scale.end(), now);
  for (size_t i = lane.firstSpanAfter(begin); i < lane.spans.size(); ++i) {
    const LaneSpan& span = lane.spans[i];
    if (span.begin >= scale.end()) break;
    if (m_filter && span.state == InstanceState::Busy && !m_filter(lane, span)) {
      LaneSpan back = span;
      back.state = InstanceState::Idle;
      back.failed = false;
      markSpan(back, scale.offset(span.begin), scale.offset(span.end ? span.end : std::max(end, span.begin)));
      continue;
    }
    markSpan(span, scale.offset(span.begin), scale.offset(span.end ? span.end : std::max(end, span.begin)));
  }
  for (int i = 0; i < scale.columns; ++i) {
    const float cover = m_cover[static_cast<size_t>(i)];
    if (cover <= 0) continue;
    const int opacity = kFaintest + static_cast<int>(std::lround((255 - kFaintest) * std::min(1.F, cover)));
    auto& busy = m_cells[static_cast<size_t>(i)].busy;
    busy = static_cast<uint8_t>(std::max<int>(busy, opacity));
  }
}

void LaneRaster::markSpan(const LaneSpan& span, double begin, double end) {
  const int columns = static_cast<int>(m_cells.size());
  if (span.state == InstanceState::Idle || span.state == InstanceState::Frozen) {
    const Range r = rangeOf(begin, end, 0, columns);
    for (int i = r.begin; i < r.end; ++i) m_cells[static_cast<size_t>(i)].rest = span.state == InstanceState::Idle ? Idle : Frozen;
    return;
  }
  if (span.failed) {
    const Range r = rangeOf(begin, end - m_gap, m_least, columns);
    m_failures.push_back({r.begin, r.end});
    return;
  }
  if (span.state == InstanceState::Starting || span.state == InstanceState::Init) {
    const Range r = rangeOf(begin, end, m_least, columns);
    (span.state == InstanceState::Starting ? m_colds : m_inits).push_back({r.begin, r.end});
    return;
  }
  if (end - begin >= m_wide) {
    const Range r = rangeOf(begin, end - m_gap, 1, columns);
    for (int i = r.begin; i < r.end; ++i) m_cells[static_cast<size_t>(i)].busy = 255;
    return;
  }
  const double from = std::max(0.0, begin), to = std::min<double>(columns, end);
  for (int i = static_cast<int>(from); i < columns && i <= to; ++i) {
    const double part = std::min<double>(to, i + 1) - std::max<double>(from, i);
    m_cover[static_cast<size_t>(i)] += static_cast<float>(std::max(part, 0.001));
  }
}

void LaneRaster::cellsFromBuckets(const LaneBuckets::Row& row, const TimeScale& scale) {
  for (int i = 0; i < scale.columns; ++i) {
    const TimeUs begin = (scale.firstColumn + i) * scale.usPerColumn;
    const int64_t from = begin / LaneBucket::kWidth, to = std::max(from + 1, (begin + scale.usPerColumn) / LaneBucket::kWidth);
    int busy = 0;
    uint8_t flags = 0;
    for (int64_t b = from; b < to; ++b) {
      const LaneBucket* bucket = row.at(b);
      if (!bucket) continue;
      busy += bucket->busyMs;
      flags |= bucket->flags;
    }
    Cell& cell = m_cells[static_cast<size_t>(i)];
    if (busy) cell.busy = static_cast<uint8_t>(kFaintest + (255 - kFaintest) * std::min<int64_t>(250 * (to - from), busy) / (250 * (to - from)));
    if (flags & LaneBucket::kIdle) cell.rest = Idle;
    else if (flags & LaneBucket::kFrozen) cell.rest = Frozen;
    const int end = std::min(scale.columns, i + m_least);
    if (flags & LaneBucket::kStarting) m_colds.push_back({i, end});
    else if (flags & LaneBucket::kInit) m_inits.push_back({i, end});
    if (flags & LaneBucket::kFailed) m_failures.push_back({i, end});
  }
}

void LaneRaster::markRange(int begin, int end, Mark mark) {
  const int columns = static_cast<int>(m_cells.size());
  for (int i = std::max(0, begin); i < std::min(end, columns); ++i) m_cells[static_cast<size_t>(i)].mark = mark;
}

void LaneRaster::write(QImage& image, int top, int rowDevice, const Heights& h, int64_t firstColumn) const {
  const int bottom = std::min(top + rowDevice, image.height());
  for (int y = std::max(0, top); y < bottom; ++y) {
    writeLine(reinterpret_cast<QRgb*>(image.scanLine(y)), y - top, rowDevice, h, firstColumn);
  }
}

void LaneRaster::writeLine(QRgb* line, int y, int row, const Heights& h, int64_t firstColumn) const {
  const auto inside = [&](int height) {
    const int first = (row - height) / 2;
    return y >= first && y < first + height;
  };
  const bool work = inside(h.work), idle = inside(h.idle), frozen = inside(h.frozen), failed = inside(h.failed);
  if (!failed && !work) return;
  const bool notch = y < (row - h.failed) / 2 + h.notch;
  const int first = (row - h.work) / 2;
  const bool edge = y < first + m_gap || y >= first + h.work - m_gap;
  const auto period = static_cast<int64_t>(m_hatch.size());
  const int n = static_cast<int>(m_cells.size());
  for (int i = 0; i < n; ++i) {
    const Cell& cell = m_cells[static_cast<size_t>(i)];
    if (cell.mark == None) {
      if (cell.busy && work) line[i] = m_blend[cell.busy];
      else if (cell.rest == Idle && idle && !cell.busy) line[i] = m_idle;
      else if (cell.rest == Frozen && frozen && !cell.busy && ((firstColumn + i) / m_dash) % 2 == 0) line[i] = m_frozen;
    } else if (cell.mark == Failed) {
      line[i] = m_failed;
    } else if (cell.mark == FailedNotch) {
      if (!notch) line[i] = m_failed;
    } else if (work) {
      if (cell.mark == Starting) line[i] = m_hatch[static_cast<size_t>((firstColumn + i + y) % period)];
      else line[i] = cell.mark == InitEdge || edge ? m_initEdge : m_init;
    }
  }
}

}  // namespace scfdesk
