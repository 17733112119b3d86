// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/rail.h"
#include "widgets/theme/followtheme.h"
#include <QAccessibleWidget>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <utility>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

/// Rail: "Views", a list of page tabs (design.md section 11).
QAccessibleInterface* railAccessible(const QString& className, QObject* object) {
  if (className == "scfdesk::Rail"_L1)
    return new QAccessibleWidget(qobject_cast<QWidget*>(object), QAccessible::PageTabList, Rail::tr("Views"));
  return nullptr;
}

}  // namespace

RailButton::RailButton(const QString& iconName, QWidget* parent) : QAbstractButton(parent), m_icon(iconName) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  followTheme(this);
}

void RailButton::setLabel(const QString& text) {
  setText(text);
  describe();
}

void RailButton::setKey(const QString& key) {
  m_key = key;
  describe();
}

void RailButton::setBadge(int count, const QString& said) {
  m_badge = count;
  m_badgeSaid = count > 0 ? said : QString();
  describe();
  update();
}

void RailButton::describe() {
  setAccessibleName(m_badgeSaid.isEmpty() ? text() : QString(text() + u", "_s + m_badgeSaid));
  setToolTip(m_key.isEmpty() ? text() : QString(text() + u"  "_s + m_key));
}

QSize RailButton::sizeHint() const { return QSize(Theme::current().px(63), Theme::current().px(52)); }

void RailButton::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
    click();
  else
    QAbstractButton::keyPressEvent(event);
}

void RailButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bool lit = isChecked() || underMouse();
  const QColor ink = lit ? c.text.primary : c.text.secondary;
  const int icon = theme.px(20), gap = theme.px(3), line = theme.px(14);
  const int top = (height() - icon - gap - line) / 2;
  painter.drawPixmap((width() - icon) / 2, top, theme.pixmap(m_icon, 20, ink, devicePixelRatioF()));
  if (m_badge > 0) {
    const QString shown = m_badge > 99 ? u"99+"_s : QString::number(m_badge);
    painter.setFont(theme.code(10));
    const int high = theme.px(14), wide = std::max(high, painter.fontMetrics().horizontalAdvance(shown) + theme.px(6));
    const QRect at(width() / 2 + theme.px(5), top - theme.px(4), wide, high);
    bevel::rounded(painter, at, c.state.failed, QColor(), theme.px(7));
    painter.setPen(c.surface.rail);
    painter.drawText(at, Qt::AlignCenter, shown);
  }
  painter.setFont(theme.ui(11, QFont::Medium));
  painter.setPen(ink);
  painter.drawText(QRect(0, top + icon + gap, width(), line), Qt::AlignCenter,
                   painter.fontMetrics().elidedText(text(), Qt::ElideRight, width()));
  if (isChecked()) {
    const int inset = theme.px(10);
    painter.setClipRect(rect());
    bevel::rounded(painter, QRectF(-theme.px(3), inset, theme.px(6), height() - 2 * inset), c.accent.text, QColor(), theme.px(2));
  }
  if (hasFocus()) bevel::focusFrame(painter, rect().adjusted(theme.px(4), theme.px(2), -theme.px(4), -theme.px(2)), theme.px(4));
}

Rail::Rail(QWidget* parent) : Surface(Fill::Rail, parent), m_group(new QButtonGroup(this)), m_column(new QVBoxLayout(this)) {
  static const bool installed = [] {
    QAccessible::installFactory(railAccessible);
    return true;
  }();
  Q_UNUSED(installed)
  setObjectName(u"rail"_s);
  setAccessibleName(tr("Views"));
  setEdges(Qt::RightEdge);
  m_column->setSpacing(0);
  m_column->addStretch(1);
  m_group->setExclusive(true);
  // Assistive technology toggles a button without a click.
  connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
    if (!on || m_setting) return;
    m_told = true;
    Q_EMIT triggered(id);
  });
  connect(m_group, &QButtonGroup::idClicked, this, [this](int id) {
    if (!std::exchange(m_told, false)) Q_EMIT triggered(id);
  });
  followTheme(this, [this] { rescale(); });
}

void Rail::rescale() {
  const Theme& theme = Theme::current();
  setFixedWidth(theme.px(64));
  m_column->setContentsMargins(0, theme.px(6), 1, theme.px(6));
}

RailButton* Rail::addView(int id, const QString& iconName, const QString& text, const QString& key, bool atFoot) {
  auto* button = new RailButton(iconName, this);
  button->setText(text);
  button->setKey(key);
  button->setObjectName(u"rail"_s + QString::number(id));
  m_group->addButton(button, id);
  if (atFoot)
    m_column->addWidget(button);
  else
    m_column->insertWidget(m_top++, button);
  return button;
}

void Rail::setCurrent(int id) {
  m_setting = true;
  if (QAbstractButton* button = m_group->button(id)) button->setChecked(true);
  m_setting = false;
}
RailButton* Rail::button(int id) const { return qobject_cast<RailButton*>(m_group->button(id)); }

}  // namespace scfdesk
