// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/servicegraph.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ServiceGraph::ServiceGraph(QWidget* parent) : QWidget(parent) {
  setObjectName(u"services_graph"_s);
  setAccessibleName(tr("Commands per second"));
  setFocusPolicy(Qt::TabFocus);
  followTheme(this, [this] { setFixedHeight(Theme::current().px(92)); });
}

QSize ServiceGraph::sizeHint() const { return {Theme::current().px(300), Theme::current().px(92)}; }

void ServiceGraph::setValues(const std::vector<int>& values, qint64 nowUs) {
  m_values = values;
  m_nowUs = nowUs;
  setAccessibleDescription(values.empty() ? tr("No value yet") : tr("%1 now, most %2 in the last minute").arg(values.back()).arg(*std::max_element(values.begin(), values.end())));
  update();
}

TableData ServiceGraph::table() const {
  TableData data{tr("Commands per second"), {tr("Time"), tr("Commands per second")}, {}};
  for (size_t i = 0; i < m_values.size(); ++i) data.rows.append({format::clock(m_nowUs - qint64(m_values.size() - 1 - i) * 1'000'000, 0), QString::number(m_values[i])});
  return data;
}

void ServiceGraph::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& colors = theme.colors();
  const int foot = theme.px(20), axis = theme.px(48);
  const QRectF plot(0, theme.px(6), width() - axis, height() - foot - theme.px(6));
  const int most = m_values.empty() ? 0 : *std::max_element(m_values.begin(), m_values.end());
  // A scale of 1, 2 or 5: its numbers stay while values move a little.
  int top = 2;
  for (int step = 1; top < most; step *= 10) top = most <= 2 * step ? 2 * step : most <= 5 * step ? 5 * step : 10 * step;
  top += top % 2;
  painter.setFont(Label::fontOf(Label::Role::CodeSmall));
  for (const int share : {1, 2}) {
    const int y = int(plot.bottom() - plot.height() * share / 2);
    painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), colors.chart.grid);
    painter.setPen(colors.text.tertiary);
    painter.drawText(QRectF(plot.right() + theme.px(4), y - foot / 2, axis - theme.px(4), foot), Qt::AlignRight | Qt::AlignVCenter, format::count(top * share / 2));
  }
  painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), colors.chart.axis);
  if (m_values.size() > 1) {
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    const double step = plot.width() / (kSeconds - 1);
    const auto at = [&](size_t i) { return QPointF(plot.right() - double(m_values.size() - 1 - i) * step, plot.bottom() - plot.height() * m_values[i] / top); };
    path.moveTo(at(0));
    for (size_t i = 1; i < m_values.size(); ++i) path.lineTo(at(i));
    QPainterPath area = path;
    area.lineTo(plot.right(), plot.bottom());
    area.lineTo(at(0).x(), plot.bottom());
    QColor fill = colors.state.busy;
    fill.setAlphaF(0.22F);
    painter.fillPath(area, fill);
    painter.setPen(QPen(colors.state.busy, 1.25));
    painter.drawPath(path);
  }
  painter.setPen(colors.text.tertiary);
  const QRectF below(0, height() - foot, plot.width(), foot);
  painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, format::clock(m_nowUs - qint64(kSeconds) * 1'000'000, 0));
  painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, format::clock(m_nowUs, 0));
  if (hasFocus()) bevel::focusFrame(painter, rect(), 0);
}

}  // namespace scfdesk
