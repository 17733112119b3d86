// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace scfdesk {

QColor toneColor(Tone tone) {
  const Colors& c = Theme::current().colors();
  switch (tone) {
    case Tone::Primary: return c.text.primary;
    case Tone::Secondary: return c.text.secondary;
    case Tone::Tertiary: return c.text.tertiary;
    case Tone::Disabled: return c.text.disabled;
    case Tone::OnAccent: return c.text.onAccent;
    case Tone::Link: return c.text.link;
    case Tone::Success: return c.semantic.success;
    case Tone::Warning: return c.semantic.warning;
    case Tone::Error: return c.semantic.error;
    case Tone::Past: return c.semantic.past;
  }
  return c.text.primary;
}

Label::Label(Role role, const QString& text, QWidget* parent)
    : Label(role, role == Role::Caption ? Tone::Tertiary : Tone::Primary, text, parent) {}

Label::Label(Role role, Tone tone, const QString& text, QWidget* parent)
    : QLabel(text, parent), m_role(role), m_tone(tone), m_elide(Qt::ElideNone) {
  setTextFormat(Qt::PlainText);
  setIndent(0);
  followTheme(this, [this] { restyle(); });
}

QFont Label::fontOf(Role role) {
  const Theme& theme = Theme::current();
  switch (role) {
    case Role::Caption: return theme.ui(11, QFont::Medium);
    case Role::Dense: return theme.ui(12);
    case Role::DenseStrong: return theme.ui(12, QFont::DemiBold);
    case Role::Control: return theme.ui(12, QFont::Medium);
    case Role::Body: return theme.ui(13);
    case Role::BodyStrong: return theme.ui(13, QFont::Medium);
    case Role::Title: return theme.ui(15, QFont::DemiBold);
    case Role::Heading: return theme.ui(18, QFont::DemiBold);
    case Role::Metric: return theme.code(20, QFont::Medium);
    case Role::Code: return theme.code(12);
    case Role::CodeSmall: return theme.code(11);
    case Role::CodeEditor: return theme.code(13);
  }
  return theme.ui(13);
}

void Label::restyle() {
  setFont(fontOf(m_role));
  QPalette p = palette();
  const Colors& c = Theme::current().colors();
  p.setColor(QPalette::WindowText, toneColor(m_tone));
  p.setColor(QPalette::Disabled, QPalette::WindowText, c.text.disabled);
  p.setColor(QPalette::Link, c.text.link);
  p.setColor(QPalette::Highlight, c.accent.base);
  p.setColor(QPalette::HighlightedText, c.text.onAccent);
  setPalette(p);
}

void Label::setRole(Role role) {
  if (role == m_role) return;
  m_role = role;
  restyle();
}

void Label::setTone(Tone tone) {
  if (tone == m_tone) return;
  m_tone = tone;
  restyle();
}

void Label::setElided(Qt::TextElideMode mode) {
  m_elide = mode;
  updateGeometry();
  update();
}

int Label::lineHeightOf(Role role) {
  const Theme& theme = Theme::current();
  switch (role) {
    case Role::Body:
    case Role::BodyStrong:
    case Role::Title:
    case Role::CodeEditor: return theme.px(20);
    case Role::Heading:
    case Role::Metric: return theme.px(24);
    default: return theme.px(16);
  }
}

int Label::layOut(int width, QPainter* painter, const QPointF& at) const {
  const int line = lineHeightOf(m_role);
  int lines = 0;
  for (const QString& block : text().split(u'\n')) {
    QTextLayout layout(block, font());
    QTextOption option(alignment() & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine one = layout.createLine(); one.isValid(); one = layout.createLine()) {
      one.setLineWidth(qMax(1, width));
      one.setPosition({0, lines * line + (line - one.height()) / 2});
      ++lines;
    }
    layout.endLayout();
    if (painter) layout.draw(painter, at);
  }
  return lines * line;
}

int Label::heightForWidth(int width) const {
  if (!paragraph()) return QLabel::heightForWidth(width);
  const QMargins m = contentsMargins();
  return layOut(width - m.left() - m.right(), nullptr, {}) + m.top() + m.bottom();
}

QSize Label::sizeHint() const {
  if (!paragraph()) return QLabel::sizeHint();
  // As wide as its longest line, but no wider than is good to read.
  int width = 1;
  for (const QString& block : text().split(u'\n')) width = qMax(width, fontMetrics().horizontalAdvance(block) + 1);
  const QMargins m = contentsMargins();
  width = qMin(width, Theme::current().px(480)) + m.left() + m.right();
  return {width, heightForWidth(width)};
}

QSize Label::minimumSizeHint() const {
  if (paragraph()) {
    const QMargins m = contentsMargins();
    return {qMin(sizeHint().width(), Theme::current().px(48) + m.left() + m.right()), lineHeightOf(m_role) + m.top() + m.bottom()};
  }
  QSize size = QLabel::minimumSizeHint();
  if (m_elide != Qt::ElideNone) size.setWidth(qMin(size.width(), Theme::current().px(24)));
  return size;
}

bool Label::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && m_elide != Qt::ElideNone && toolTip().isEmpty()) {
    if (fontMetrics().horizontalAdvance(text()) > width()) {
      QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
      return true;
    }
  }
  return QLabel::event(event);
}

void Label::paintEvent(QPaintEvent* event) {
  if (m_elide == Qt::ElideNone && !paragraph()) return QLabel::paintEvent(event);
  QPainter painter(this);
  painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
  if (paragraph()) {
    const QRect room = contentsRect();
    const int spare = room.height() - layOut(room.width(), nullptr, {});
    const int down = alignment() & Qt::AlignTop ? 0 : alignment() & Qt::AlignBottom ? spare : qMax(0, spare / 2);
    layOut(room.width(), &painter, room.topLeft() + QPointF(0, down));
    return;
  }
  painter.setFont(font());
  const QRect area = contentsRect();
  painter.drawText(area, static_cast<int>(alignment()) | Qt::TextSingleLine,
                   fontMetrics().elidedText(text(), m_elide, area.width()));
}

}  // namespace scfdesk
