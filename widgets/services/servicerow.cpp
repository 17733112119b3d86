// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/servicerow.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/minicharts.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kRow = 52, kHeader = 27, kPad = 16;

QString uptimeText(qint64 seconds) {
  if (seconds < 60) return ServiceRow::tr("%1 s").arg(seconds);
  if (seconds < 3600) return ServiceRow::tr("%1 min").arg(seconds / 60);
  return ServiceRow::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

void drawText(QPainter& painter, const QRect& rect, const QFont& font, const QColor& color, const QString& text, Qt::Alignment align = Qt::AlignLeft) {
  painter.setFont(font);
  painter.setPen(color);
  painter.drawText(rect, int(align | Qt::AlignVCenter) | Qt::TextSingleLine, painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}
}  // namespace

ServiceColumns::ServiceColumns(int width) {
  // Where there is little room the curve and the uptime go, not the address.
  const bool narrow = width < Theme::current().px(800);
  const auto at = [width, narrow](int wide, int other) { return narrow ? other * width / 900 : wide * width / 972; };
  state = at(212, 208);
  endpoint = at(322, 332);
  memoryRight = at(528, 596);
  connectionsRight = at(586, 662);
  spark = at(600, 672);
  sparkRight = at(674, 672);
  rateRight = at(734, 756);
  uptime = at(755, 780);
  button = width - Theme::current().px(104);
  showUptime = !narrow && button - uptime > Theme::current().px(84);
}

ServiceHeader::ServiceHeader(QWidget* parent) : QWidget(parent) {
  followTheme(this, [this] { setFixedHeight(Theme::current().px(kHeader)); });
}

void ServiceHeader::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const ServiceColumns c(width());
  painter.fillRect(rect(), theme.colors().surface.panel);
  const QFont font = Label::fontOf(Label::Role::Caption);
  const QColor color = theme.colors().text.tertiary;
  const auto left = [&](int x, int to, const QString& text) { drawText(painter, {x, 0, to - x, height()}, font, color, text); };
  const auto right = [&](int from, int x, const QString& text) { drawText(painter, {from, 0, x - from, height()}, font, color, text, Qt::AlignRight); };
  left(theme.px(kPad), c.state, tr("Service"));
  left(c.state, c.endpoint, tr("State"));
  left(c.endpoint, c.memoryRight - theme.px(60), tr("Endpoint"));
  right(c.endpoint, c.memoryRight, tr("Memory"));
  right(c.memoryRight, c.connectionsRight, tr("Conns"));
  left(c.spark, c.uptime, tr("Commands per s"));
  if (c.showUptime) left(c.uptime, c.button, tr("Uptime"));
  painter.fillRect(0, height() - 1, width(), 1, theme.colors().border.hairline);
}

ServiceRow::ServiceRow(QWidget* parent) : QWidget(parent), m_button(new DeskButton({}, DeskButton::Kind::Default, this)) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  m_button->setCompact(true);
  connect(m_button, &DeskButton::clicked, this, [this] { Q_EMIT actionWanted(m_info.running() || m_info.starting() ? u"stop"_s : u"start"_s); });
  followTheme(this, [this] { rescale(); });
}

void ServiceRow::rescale() {
  setFixedHeight(Theme::current().px(kRow));
  resizeEvent(nullptr);
}

QSize ServiceRow::sizeHint() const { return {Theme::current().px(640), Theme::current().px(kRow)}; }

void ServiceRow::resizeEvent(QResizeEvent*) {
  const Theme& theme = Theme::current();
  const int h = m_button->sizeHint().height(), w = theme.px(88);
  m_button->setGeometry(width() - w - theme.px(kPad), (height() - h) / 2, w, h);
}

void ServiceRow::setInfo(const ServiceInfo& info, const std::vector<int>& rates, qint64 nowMs) {
  m_info = info;
  m_rates = rates;
  m_nowMs = nowMs;
  setObjectName(u"services_row_"_s + info.name);
  m_button->setObjectName(u"services_toggle_"_s + info.name);
  const bool up = info.running(), starts = info.starting();
  m_button->setText(up ? tr("Stop") : starts ? tr("Cancel") : tr("Start"));
  m_button->setIconName(up ? u"stop"_s : starts ? u"x"_s : u"play"_s);
  m_button->setVisible(!info.builtIn && !info.registered);
  m_button->setEnabled(!info.missing() && info.work.isEmpty() && info.state != u"stopping"_s);
  m_button->setToolTip(info.missing() ? EngineWords::text(info.error.message) : QString());
  m_button->setAccessibleName((up ? tr("Stop %1") : starts ? tr("Cancel the start of %1") : tr("Start %1")).arg(info.title));
  setAccessibleName(info.title);
  QString description = tr("%1, %2:%3").arg(serviceStateText(info), info.host).arg(info.port);
  if (info.connections) description += tr(", %1 connections").arg(*info.connections);
  if (info.commandsPerSecond) description += tr(", %1 commands per second").arg(*info.commandsPerSecond, 0, 'f', 0);
  if (!info.error.message.isEmpty()) description += u". "_s + EngineWords::text(info.error.message);
  setAccessibleDescription(description);
  setToolTip(info.error.message.isEmpty() ? EngineWords::text(info.note) : QString(EngineWords::text(info.error.message) + u'\n' + EngineWords::text(info.error.next)));
  update();
}

void ServiceRow::setSelected(bool selected) {
  m_selected = selected;
  update();
}

void ServiceRow::paintState(QPainter& painter, int x) const {
  const Theme& theme = Theme::current();
  const Colors& colors = theme.colors();
  const int mid = height() / 2;
  QColor color = colors.text.primary;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF dot(x, mid - theme.px(4), theme.px(8), theme.px(8));
  if (m_info.running()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.semantic.success);
    painter.drawEllipse(dot);
  } else if (m_info.starting() || m_info.state == u"stopping"_s || !m_info.work.isEmpty()) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(x, mid - theme.px(4), theme.px(12), theme.px(8)), startingBrush(devicePixelRatioF()));
    color = colors.semantic.warning;
  } else {
    const bool bad = m_info.state == u"failed"_s;
    painter.setPen(QPen(bad ? colors.semantic.error : colors.text.tertiary, 1.5));
    if (bad) {
      painter.drawLine(dot.topLeft(), dot.bottomRight());
      painter.drawLine(dot.topRight(), dot.bottomLeft());
    } else {
      painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75));
    }
    color = bad ? colors.semantic.error : colors.text.secondary;
  }
  painter.restore();
  const int textX = x + theme.px(18);
  drawText(painter, {textX, 0, ServiceColumns(width()).endpoint - textX - theme.px(4), height()}, Label::fontOf(Label::Role::Dense), color, serviceStateText(m_info));
}

void ServiceRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& colors = theme.colors();
  const ServiceColumns c(width());
  painter.fillRect(rect(), m_selected ? colors.surface.selected : underMouse() ? colors.surface.hover : colors.surface.panel);
  if (m_selected) painter.fillRect(0, 0, theme.px(3), height(), colors.accent.text);
  painter.fillRect(0, height() - 1, width(), 1, colors.border.hairline);
  const int pad = theme.px(kPad), line = theme.px(18), top = (height() - 2 * line) / 2;
  drawText(painter, {pad, top, c.state - pad - theme.px(8), line}, Label::fontOf(Label::Role::BodyStrong), colors.text.primary, m_info.title);
  const bool bad = !m_info.error.message.isEmpty();
  drawText(painter, {pad, top + line, c.state - pad - theme.px(8), line}, Label::fontOf(Label::Role::Caption), colors.text.secondary, m_info.productLine());
  paintState(painter, c.state);
  const QFont code = Label::fontOf(Label::Role::Code);
  const bool up = m_info.running();
  const QColor figures = up ? colors.text.primary : colors.text.secondary;
  const QString endpoint = m_info.port ? QString(m_info.host + u':' + QString::number(m_info.port)) : format::none();
  if (bad) {
    drawText(painter, {c.endpoint + theme.px(4), 0, c.button - c.endpoint - theme.px(16), height()}, Label::fontOf(Label::Role::Dense), m_info.missing() ? colors.text.secondary : colors.semantic.error, EngineWords::text(m_info.error.message));
  } else {
    drawText(painter, {c.endpoint, 0, c.memoryRight - theme.px(64) - c.endpoint, height()}, code, colors.text.secondary, endpoint);
    const auto right = [&](int from, int x, const QString& text) { drawText(painter, {from, 0, x - from, height()}, code, figures, text, Qt::AlignRight); };
    right(c.memoryRight - theme.px(80), c.memoryRight, m_info.memoryBytes.value_or(0) > 0 ? format::bytes(*m_info.memoryBytes).text() : format::none());
    right(c.memoryRight, c.connectionsRight, m_info.connections ? format::count(*m_info.connections) : format::none());
    if (up && !m_rates.empty() && c.sparkRight > c.spark) paintSparkline(painter, QRectF(c.spark, (height() - theme.px(20)) / 2, c.sparkRight - c.spark, theme.px(20)), m_rates, colors.state.busy);
    right(c.sparkRight, c.rateRight, m_info.commandsPerSecond ? format::count(qint64(*m_info.commandsPerSecond + 0.5)) : format::none());
    if (c.showUptime) {
      const qint64 seconds = m_info.sinceMs ? std::max<qint64>(0, (m_nowMs - m_info.sinceMs) / 1000) : 0;
      const QString text = up && m_info.sinceMs ? uptimeText(seconds) : m_info.starting() ? tr("starting, %1 s").arg(seconds) : m_info.builtIn ? tr("with the engine") : QString();
      const int end = m_button->isHidden() ? width() - pad : c.button - theme.px(8);
      drawText(painter, {c.uptime, 0, end - c.uptime, height()}, Label::fontOf(Label::Role::Dense), colors.text.secondary, text);
    }
  }
  if (hasFocus()) {
    painter.setPen(QPen(colors.border.focus, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -2));
  }
}

void ServiceRow::mousePressEvent(QMouseEvent*) { Q_EMIT selected(); }

void ServiceRow::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  Q_EMIT selected();
  update();
}

void ServiceRow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Up) return Q_EMIT stepped(-1);
  if (event->key() == Qt::Key_Down) return Q_EMIT stepped(1);
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_button->isVisible() && m_button->isEnabled()) return m_button->click();
  QWidget::keyPressEvent(event);
}

}  // namespace scfdesk
