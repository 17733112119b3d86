// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/columnline.h"
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace scfdesk {

ColumnLine::ColumnLine(const QRect& area, double dpr) : m_area(area), m_dpr(dpr), m_columns(static_cast<size_t>(std::ceil(area.width() * dpr))) {}

void ColumnLine::reach(qsizetype column, double y) {
  if (column < 0 || column >= static_cast<qsizetype>(m_columns.size())) return;
  Reach& r = m_columns[static_cast<size_t>(column)];
  if (!r.any()) r = {y, y};
  r.low = std::min(r.low, y);
  r.high = std::max(r.high, y);
}

void ColumnLine::segment(double x0, double y0, double x1, double y1) {
  const double left = (x0 - m_area.left()) * m_dpr, right = (x1 - m_area.left()) * m_dpr;
  const auto last = static_cast<double>(m_columns.size());
  const auto yAt = [&](double x) { return right > left ? y0 + (y1 - y0) * (x - left) / (right - left) : y1; };
  const auto first = static_cast<qsizetype>(std::floor(std::clamp(left, 0.0, last)));
  const auto end = static_cast<qsizetype>(std::ceil(std::clamp(right, 0.0, last)));
  for (qsizetype column = first; column < std::max(end, first + 1); ++column) {
    const auto edge = static_cast<double>(column);
    reach(column, yAt(std::clamp(edge, left, right)));
    reach(column, yAt(std::clamp(edge + 1, left, right)));
  }
}

void ColumnLine::step(size_t begin, size_t end, double y) {
  end = std::min(end, m_columns.size());
  if (begin >= end) return;
  const bool joined = begin > 0 && m_columns[begin - 1].any();
  const Reach before = joined ? m_columns[begin - 1] : Reach{};
  for (size_t i = begin; i < end; ++i) m_columns[i] = {y, y};
  if (!joined) return;
  // The nearer end of what the column before reaches is where its own value lies or beyond it.
  m_columns[begin].low = std::min(y, before.high);
  m_columns[begin].high = std::max(y, before.low);
}

/// Neighbours that reach alike are painted at once.
template <typename Paint>
void ColumnLine::runs(Paint paint) const {
  const double w = 1 / m_dpr;
  for (size_t i = 0; i < m_columns.size();) {
    size_t end = i + 1;
    while (end < m_columns.size() && m_columns[end] == m_columns[i]) ++end;
    if (m_columns[i].any()) paint(m_area.left() + static_cast<double>(i) * w, static_cast<double>(end - i) * w, m_columns[i]);
    i = end;
  }
}

void ColumnLine::paintCrisp(QPainter& p, const QColor& color, double thickness) const {
  const double thick = std::max(1.0, std::round(thickness * m_dpr));
  runs([&](double x, double width, const Reach& r) {
    const double top = std::round(r.low * m_dpr - thick / 2), bottom = std::round(r.high * m_dpr - thick / 2) + thick;
    p.fillRect(QRectF(x, top / m_dpr, width, (bottom - top) / m_dpr), color);
  });
}

void ColumnLine::paintSmooth(QPainter& p, const QColor& color, double thickness) const {
  runs([&](double x, double width, const Reach& r) {
    const double top = (r.low - thickness / 2) * m_dpr, bottom = (r.high + thickness / 2) * m_dpr;
    const double whole = std::ceil(top), rest = std::floor(bottom);
    const auto row = [&](double y, double rows, double cover) {
      if (rows <= 0 || cover <= 0.02) return;
      QColor paler = color;
      paler.setAlphaF(static_cast<float>(color.alphaF() * std::min(1.0, cover)));
      p.fillRect(QRectF(x, y / m_dpr, width, rows / m_dpr), paler);
    };
    if (rest < whole) return row(rest, 1, bottom - top);  // within one row
    row(whole - 1, 1, whole - top);
    row(whole, rest - whole, 1);
    row(rest, 1, bottom - rest);
  });
}

void ColumnLine::fillDownTo(QPainter& p, const ColumnLine& lower, const QColor& color) const {
  const double w = 1 / m_dpr;
  const size_t count = std::min(m_columns.size(), lower.m_columns.size());
  for (size_t i = 0; i < count;) {
    size_t end = i + 1;
    while (end < count && m_columns[end] == m_columns[i] && lower.m_columns[end] == lower.m_columns[i]) ++end;
    if (m_columns[i].any() && lower.m_columns[i].any()) {
      const double top = m_columns[i].middle(), bottom = lower.m_columns[i].middle();
      if (bottom > top) p.fillRect(QRectF(m_area.left() + static_cast<double>(i) * w, top, static_cast<double>(end - i) * w, bottom - top), color);
    }
    i = end;
  }
}

}  // namespace scfdesk
