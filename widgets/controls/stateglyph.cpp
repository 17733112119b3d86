// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/stateglyph.h"
#include "widgets/theme/followtheme.h"
#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

int stateHeight(InstanceState state, bool failed) {
  if (failed) return 16;
  switch (state) {
    case InstanceState::Starting:
    case InstanceState::Init:
    case InstanceState::Busy: return 12;
    case InstanceState::Idle: return 4;
    case InstanceState::Frozen: return 2;
    case InstanceState::Gone: return 0;
  }
  return 0;
}

QColor stateColor(InstanceState state, bool failed) {
  const auto& s = Theme::current().colors().state;
  if (failed) return s.failed;
  switch (state) {
    case InstanceState::Starting: return s.starting;
    case InstanceState::Init: return s.init;
    case InstanceState::Busy: return s.busy;
    case InstanceState::Idle: return s.idle;
    case InstanceState::Frozen: return s.frozen;
    case InstanceState::Gone: return s.reclaimed;
  }
  return s.idle;
}

namespace {

/// A tile as texture brush, kept until the theme or the ratio changes.
template <typename F>
QBrush tileBrush(const QString& name, int side, const QColor& a, const QColor& b, qreal dpr, F draw) {
  const QString key = u"tile/"_s + name + QString::number(side) + a.name() + b.name() + QString::number(dpr);
  QPixmap tile;
  if (!QPixmapCache::find(key, &tile)) {
    const int pixels = qRound(side * dpr);
    tile = QPixmap(pixels, pixels);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, static_cast<double>(pixels));
    painter.end();
    tile.setDevicePixelRatio(dpr);
    QPixmapCache::insert(key, tile);
  }
  QBrush brush(tile);
  return brush;
}

}  // namespace

QBrush startingBrush(qreal dpr) {
  const Theme& theme = Theme::current();
  const auto& s = theme.colors().state;
  // A 45 degree hatch of 4 px pitch repeats each 4 * sqrt(2), about 6 px, along an axis.
  return tileBrush(u"hatch"_s, theme.px(6), s.starting, s.startingHatch, dpr, [&](QPainter& painter, double size) {
    painter.fillRect(QRectF(0, 0, size, size), s.starting);
    painter.setPen(QPen(s.startingHatch, size * 1.7 / 6, Qt::SolidLine, Qt::FlatCap));
    for (const double shift : {-size, 0.0, size})
      painter.drawLine(QPointF(shift - size / 2, size * 1.5), QPointF(shift + size * 1.5, -size / 2));
  });
}

QBrush frozenBrush(qreal dpr) {
  const Theme& theme = Theme::current();
  const QColor color = theme.colors().state.frozen;
  return tileBrush(u"dots"_s, theme.px(4), color, color, dpr, [&](QPainter& painter, double size) {
    QColor wash = color;
    wash.setAlphaF(0.16F);
    painter.fillRect(QRectF(0, 0, size, size), wash);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(size / 2, size / 2), size / 5, size / 5);
  });
}

void paintState(QPainter& painter, const QRectF& rect, InstanceState state, bool failed) {
  const double unit = rect.height() / 12;
  const double height = stateHeight(state, failed) * unit;
  const QRectF bar(rect.left(), rect.center().y() - height / 2, rect.width(), height);
  const auto& s = Theme::current().colors().state;
  const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::Antialiasing, false);
  if (failed) {
    // Taller than busy by 2 on both sides, with a notch cut from its top right corner.
    const double notchW = qMin(4 * unit, bar.width() / 2), notchH = 6 * unit;
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() - notchW, bar.height()), s.failed);
    painter.fillRect(QRectF(bar.right() - notchW, bar.top() + notchH, notchW, bar.height() - notchH), s.failed);
  } else {
    switch (state) {
      case InstanceState::Starting: {
        const QPointF origin = painter.brushOrigin();
        painter.setBrushOrigin(bar.topLeft());
        painter.fillRect(bar, startingBrush(painter.device()->devicePixelRatioF()));
        painter.setBrushOrigin(origin);
        break;
      }
      case InstanceState::Init: {
        painter.fillRect(bar, s.initOutline);
        const QRectF inner = bar.adjusted(1, 1, -1, -1);
        if (inner.width() > 0 && inner.height() > 0) painter.fillRect(inner, s.init);
        break;
      }
      case InstanceState::Busy: painter.fillRect(bar, s.busy); break;
      case InstanceState::Idle: painter.fillRect(bar, s.idle); break;
      case InstanceState::Frozen: {
        // Dashes of 3 stand on whole multiples so that neighbours line up while time moves.
        const double dash = 3 * qMax(1.0, unit);
        for (double x = bar.left(); x < bar.right(); x += 2 * dash)
          painter.fillRect(QRectF(x, bar.top(), qMin(dash, bar.right() - x), qMax(1.0, bar.height())), s.frozen);
        break;
      }
      case InstanceState::Gone: {
        painter.setRenderHint(QPainter::Antialiasing);
        const double r = 3 * unit;
        const QPointF at(rect.left() + r, rect.center().y());
        painter.setPen(QPen(s.reclaimed, 1.25 * unit));
        painter.drawLine(at - QPointF(r, r), at + QPointF(r, r));
        painter.drawLine(at + QPointF(-r, r), at + QPointF(r, -r));
        break;
      }
    }
  }
  painter.setRenderHint(QPainter::Antialiasing, smooth);
}

void paintActivity(QPainter& painter, const QRectF& rect, FunctionActivity activity) {
  const Colors& c = Theme::current().colors();
  const double u = rect.width() / 10;
  const QPointF mid = rect.center();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  switch (activity) {
    case FunctionActivity::Busy:
      painter.setBrush(c.state.busy);
      painter.drawEllipse(mid, 4 * u, 4 * u);
      break;
    case FunctionActivity::Starting: {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(c.state.starting, 1.5 * u));
      painter.drawEllipse(mid, 3.6 * u, 3.6 * u);
      painter.setPen(Qt::NoPen);
      painter.setBrush(c.state.starting);
      painter.drawPie(QRectF(mid.x() - 3.6 * u, mid.y() - 3.6 * u, 7.2 * u, 7.2 * u), -90 * 16, 180 * 16);
      break;
    }
    case FunctionActivity::Frozen:
      for (const double x : {1.0, 4.5, 8.0})
        painter.fillRect(QRectF(rect.left() + x * u, mid.y() - u, qMin(2.0, 9.4 - x) * u, 2 * u), c.state.frozen);
      break;
    case FunctionActivity::Idle:
      painter.fillRect(QRectF(rect.left() + u, mid.y() - 1.5 * u, 8 * u, 3 * u), c.state.idle);
      break;
    case FunctionActivity::Failing:
      painter.setPen(QPen(c.state.failed, 2 * u));
      painter.drawLine(QPointF(rect.left() + 2 * u, rect.top() + 2 * u), QPointF(rect.left() + 8 * u, rect.top() + 8 * u));
      painter.drawLine(QPointF(rect.left() + 8 * u, rect.top() + 2 * u), QPointF(rect.left() + 2 * u, rect.top() + 8 * u));
      break;
    case FunctionActivity::None:
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(c.text.tertiary, u));
      painter.drawEllipse(mid, 3.5 * u, 3.5 * u);
      break;
  }
  painter.restore();
}

QString activityText(FunctionActivity activity) {
  switch (activity) {
    case FunctionActivity::Failing: return QCoreApplication::translate("scfdesk::StateGlyph", "Failing");
    case FunctionActivity::Busy: return QCoreApplication::translate("scfdesk::StateGlyph", "Busy");
    case FunctionActivity::Starting: return QCoreApplication::translate("scfdesk::StateGlyph", "Starting");
    case FunctionActivity::Frozen: return QCoreApplication::translate("scfdesk::StateGlyph", "Frozen");
    case FunctionActivity::Idle: return QCoreApplication::translate("scfdesk::StateGlyph", "Idle");
    case FunctionActivity::None: return QCoreApplication::translate("scfdesk::StateGlyph", "No instance");
  }
  return {};
}

QString stateText(InstanceState state) {
  switch (state) {
    case InstanceState::Starting: return QCoreApplication::translate("scfdesk::StateGlyph", "starting");
    case InstanceState::Init: return QCoreApplication::translate("scfdesk::StateGlyph", "init");
    case InstanceState::Busy: return QCoreApplication::translate("scfdesk::StateGlyph", "busy");
    case InstanceState::Idle: return QCoreApplication::translate("scfdesk::StateGlyph", "idle");
    case InstanceState::Frozen: return QCoreApplication::translate("scfdesk::StateGlyph", "frozen");
    case InstanceState::Gone: return QCoreApplication::translate("scfdesk::StateGlyph", "reclaimed");
  }
  return {};
}

StateDot::StateDot(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  followTheme(this);
}
void StateDot::setActivity(FunctionActivity activity) {
  if (activity == m_activity) return;
  m_activity = activity;
  update();
}
QSize StateDot::sizeHint() const { return QSize(Theme::current().px(10), Theme::current().px(10)); }
void StateDot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintActivity(painter, rect(), m_activity);
}

StatusDot::StatusDot(Kind kind, QWidget* parent) : QWidget(parent), m_kind(kind) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  followTheme(this);
}
void StatusDot::setKind(Kind kind) {
  if (kind == m_kind) return;
  m_kind = kind;
  update();
}
void StatusDot::setDiameter(int tokenPixels) {
  m_diameter = tokenPixels;
  updateGeometry();
}
QSize StatusDot::sizeHint() const { return QSize(Theme::current().px(m_diameter), Theme::current().px(m_diameter)); }
void StatusDot::paintEvent(QPaintEvent*) {
  const Colors& c = Theme::current().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  switch (m_kind) {
    case Kind::Success: painter.setBrush(c.semantic.success); break;
    case Kind::Warning: painter.setBrush(c.semantic.warning); break;
    case Kind::Error: painter.setBrush(c.semantic.error); break;
    case Kind::Past: painter.setBrush(c.semantic.past); break;
    case Kind::Neutral: painter.setBrush(c.text.tertiary); break;
  }
  painter.drawEllipse(rect());
}

StateLegend::StateLegend(InstanceState state, const QString& text, QWidget* parent)
    : StateLegend(state, false, text.isEmpty() ? stateText(state) : text, parent) {}
StateLegend::StateLegend(InstanceState state, bool failed, const QString& text, QWidget* parent)
    : QWidget(parent), m_state(state), m_failed(failed), m_text(text) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAccessibleName(text);
  followTheme(this);
}
void StateLegend::setText(const QString& text) {
  m_text = text;
  setAccessibleName(text);
  updateGeometry();
  update();
}
QSize StateLegend::sizeHint() const {
  const Theme& theme = Theme::current();
  return QSize(theme.px(14 + 6) + QFontMetrics(theme.ui(11, QFont::Medium)).horizontalAdvance(m_text) + 1, theme.px(16));
}
void StateLegend::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  // A swatch of 14 x 9: the lane bar scaled to it. Idle keeps 4 and frozen 2 so that they stay themselves.
  const double bar = theme.px(m_failed || stateHeight(m_state) == 12 ? 9 : 12);
  paintState(painter, QRectF(0, (height() - bar) / 2, theme.px(14), bar), m_state, m_failed);
  painter.setFont(theme.ui(11, QFont::Medium));
  painter.setPen(theme.colors().text.tertiary);
  painter.drawText(rect().adjusted(theme.px(14 + 6), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_text);
}

}  // namespace scfdesk
