// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>

namespace scfdesk {

namespace {

class Segment final : public QRadioButton {
 public:
  Segment(const QString& text, const QString& icon, QWidget* parent) : QRadioButton(text, parent), iconName(icon) {
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  }
  [[nodiscard]] QSize sizeHint() const override {
    const Theme& theme = Theme::current();
    int width = QFontMetrics(theme.ui(12, QFont::Medium)).horizontalAdvance(text()) + 2 * theme.px(compact ? 8 : 10) + 1;
    if (!iconName.isEmpty()) width += theme.px(14 + 5);
    return QSize(width, theme.px(compact ? 22 : 26));
  }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
  [[nodiscard]] bool hitButton(const QPoint& pos) const override { return rect().contains(pos); }

  QString iconName;
  bool compact = false, last = false;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const bool hovered = isEnabled() && underMouse() && !isChecked();
    // The fill keeps inside the rounded edge that the whole control draws.
    QPainterPath inner;
    inner.addRoundedRect(QRectF(parentWidget()->rect()).adjusted(1, 1, -1, -1).translated(-pos()), theme.px(3), theme.px(3));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(inner);
    if (isChecked())
      painter.fillRect(rect(), isEnabled() ? c.accent.wash : c.surface.raised);
    else if (hovered)
      painter.fillRect(rect(), c.surface.hover);
    if (isChecked() && isEnabled()) painter.fillRect(0, height() - 2, width(), 2, c.accent.base);
    if (!last) painter.fillRect(width() - 1, 0, 1, height(), c.border.normal);
    const QColor ink = !isEnabled() ? c.text.disabled : isChecked() ? c.text.link : hovered ? c.text.primary : c.text.secondary;
    painter.setFont(theme.ui(12, QFont::Medium));
    painter.setPen(ink);
    const int text = painter.fontMetrics().horizontalAdvance(this->text());
    const int icon = iconName.isEmpty() ? 0 : theme.px(14 + 5);
    int x = (width() - (last ? 0 : 1) - text - icon) / 2;
    if (icon) {
      painter.drawPixmap(x, (height() - theme.px(14)) / 2, theme.pixmap(iconName, 14, ink, devicePixelRatioF()));
      x += icon;
    }
    painter.drawText(QRect(x, 0, text + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, this->text());
    if (hasFocus()) bevel::focusFrame(painter, rect().adjusted(0, 0, last ? 0 : -1, 0), theme.px(2));
  }
};

}  // namespace

SegmentedControl::SegmentedControl(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)) {
  setAccessibleName(accessibleName);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(1, 1, 1, 1);
  row->setSpacing(0);
  connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
    if (on) Q_EMIT currentChanged(id);
  });
  followTheme(this, [this] { rescale(); });
}

int SegmentedControl::addSegment(const QString& text, const QString& iconName, const QString& accessibleName) {
  const int index = count();
  if (index > 0) static_cast<Segment*>(segment(index - 1))->last = false;
  auto* segment = new Segment(text, iconName, this);
  segment->last = true;
  segment->compact = m_compact;
  segment->setAccessibleName(accessibleName.isEmpty() ? QString(this->accessibleName() + QLatin1String(": ") + text)
                                                      : accessibleName);
  segment->setObjectName(objectName() + QLatin1String("Segment") + QString::number(index));
  m_group->addButton(segment, index);
  layout()->addWidget(segment);
  if (index == 0) {
    const QSignalBlocker quiet(m_group);
    segment->setChecked(true);
  }
  updateGeometry();
  return index;
}

void SegmentedControl::setSegmentText(int index, const QString& text) {
  QRadioButton* button = segment(index);
  if (!button) return;
  button->setText(text);
  button->setAccessibleName(accessibleName() + QLatin1String(": ") + text);
  button->updateGeometry();
  updateGeometry();
}

void SegmentedControl::setCurrentIndex(int index) {
  if (QRadioButton* button = segment(index)) button->setChecked(true);
}
int SegmentedControl::currentIndex() const { return m_group->checkedId(); }
int SegmentedControl::count() const { return static_cast<int>(m_group->buttons().size()); }
QRadioButton* SegmentedControl::segment(int index) const { return qobject_cast<QRadioButton*>(m_group->button(index)); }

void SegmentedControl::setCompact(bool compact) {
  m_compact = compact;
  rescale();
  updateGeometry();
}

void SegmentedControl::rescale() {
  for (int i = 0; i < count(); ++i) {
    auto* part = static_cast<Segment*>(segment(i));
    part->compact = m_compact;
    part->updateGeometry();
    part->update();
  }
}

QSize SegmentedControl::sizeHint() const {
  int width = 2;
  for (int i = 0; i < count(); ++i) width += segment(i)->sizeHint().width();
  return QSize(width, Theme::current().px(m_compact ? 24 : 28));
}
QSize SegmentedControl::minimumSizeHint() const { return sizeHint(); }

void SegmentedControl::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  bevel::rounded(painter, rect(), c.surface.input, isEnabled() ? c.border.control : c.border.normal, theme.px(4));
}

}  // namespace scfdesk
