// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/combofield.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QAbstractItemView>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

QString wholeText(const QString& value, const QString& note) { return note.isEmpty() ? value : QString(value + u"  "_s + note); }

/// In the pen of the painter, and what is noted of it in a quiet colour where there is room.
void drawValue(QPainter& painter, const QRect& area, const QString& value, const QString& note, const QColor& quiet) {
  const QFontMetrics metrics = painter.fontMetrics();
  const QString shown = metrics.elidedText(value, Qt::ElideRight, qMax(0, area.width()));
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, shown);
  const int used = metrics.horizontalAdvance(QString(shown + u"  "_s));
  if (note.isEmpty() || used >= area.width()) return;
  painter.setPen(quiet);
  painter.drawText(area.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(note, Qt::ElideRight, area.width() - used));
}

/// Rows of the list: 28 px, icon, text, a check at the current one.
class PopupDelegate final : public QStyledItemDelegate {
 public:
  explicit PopupDelegate(QComboBox* combo) : QStyledItemDelegate(combo), m_combo(combo) {}
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    const Theme& theme = Theme::current();
    const QFontMetrics metrics(theme.ui(12));
    if (index.data(Qt::AccessibleDescriptionRole).toString() == "separator"_L1) return QSize(0, theme.px(9));
    return QSize(metrics.horizontalAdvance(wholeText(index.data().toString(), index.data(ComboField::NoteRole).toString())) + theme.px(12 + 16 + 8 + 28), theme.px(28));
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const QRect row = option.rect;
    painter->fillRect(row, c.surface.popup);
    if (index.data(Qt::AccessibleDescriptionRole).toString() == "separator"_L1) {
      painter->fillRect(QRect(row.x(), row.center().y(), row.width(), 1), c.border.normal);
      return;
    }
    const bool enabled = index.flags() & Qt::ItemIsEnabled;
    if (enabled && option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
      bevel::rounded(*painter, QRectF(row).adjusted(theme.px(4), 0, -theme.px(4), 0), c.surface.selected, QColor(), theme.px(4));
    const qreal dpr = painter->device()->devicePixelRatioF();
    const int side = theme.px(14);
    const QString icon = index.data(ComboField::IconNameRole).toString();
    int x = row.x() + theme.px(12);
    if (!icon.isEmpty()) {
      painter->drawPixmap(x, row.center().y() - side / 2 + 1, theme.pixmap(icon, 14, c.text.tertiary, dpr));
      x += side + theme.px(8);
    }
    painter->setFont(theme.ui(12));
    painter->setPen(enabled ? c.text.primary : c.text.disabled);
    const QRect text(x, row.y(), row.right() - x - theme.px(28), row.height());
    drawValue(*painter, text, index.data().toString(), index.data(ComboField::NoteRole).toString(), enabled ? c.text.tertiary : c.text.disabled);
    if (index.row() == m_combo->currentIndex())
      painter->drawPixmap(row.right() - theme.px(10) - side, row.center().y() - side / 2 + 1,
                          theme.pixmap(u"check"_s, 14, c.accent.text, dpr));
  }

 private:
  QComboBox* m_combo;
};

}  // namespace

ComboField::ComboField(const QString& accessibleName, QWidget* parent) : QComboBox(parent) {
  setAccessibleName(accessibleName);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setFocusPolicy(Qt::StrongFocus);
  auto* list = new QListView(this);
  list->setFrameShape(QFrame::NoFrame);
  list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list->setMouseTracking(true);
  setView(list);
  setItemDelegate(new PopupDelegate(this));
  setMaxVisibleItems(14);
  setSizeAdjustPolicy(AdjustToContents);  // as wide as its items from when they come on, not from the next layout
  followTheme(this, [this] {
    QPalette p = view()->palette();
    p.setColor(QPalette::Base, Theme::current().colors().surface.popup);
    view()->setPalette(p);
    view()->setMinimumWidth(0);
  });
}

void ComboField::setLabel(const QString& label) {
  m_label = label;
  updateGeometry();
  update();
}
void ComboField::setIconName(const QString& name) {
  m_icon = name;
  updateGeometry();
  update();
}
void ComboField::setMark(std::function<void(QPainter&, const QRectF&)> paint) {
  m_mark = std::move(paint);
  updateGeometry();
}
void ComboField::setFlat(bool flat) {
  m_flat = flat;
  update();
}
void ComboField::setCompact(bool compact) {
  m_compact = compact;
  updateGeometry();
}
void ComboField::setEmptyText(const QString& text) {
  m_empty = text;
  updateGeometry();
  update();
}
void ComboField::setPreview(int width, std::function<void(QPainter&, const QRect&)> paint) {
  m_previewWidth = width;
  m_preview = std::move(paint);
  updateGeometry();
}

QSize ComboField::sizeHint() const {
  const Theme& theme = Theme::current();
  const QFontMetrics metrics(theme.ui(12, QFont::Medium));
  int text = metrics.horizontalAdvance(m_empty);
  bool icons = !m_icon.isEmpty();
  for (int i = 0; i < count(); ++i) {
    text = qMax(text, metrics.horizontalAdvance(wholeText(itemText(i), itemData(i, NoteRole).toString())));
    icons = icons || !itemData(i, IconNameRole).toString().isEmpty();
  }
  int width = theme.px(8) + text + theme.px(6 + 14 + 8) + 2;
  if (icons) width += theme.px(14 + 6);
  if (m_mark) width += theme.px(10 + 6);
  if (!m_label.isEmpty()) width += metrics.horizontalAdvance(m_label) + theme.px(6);
  if (m_preview) width += theme.px(m_previewWidth + 6);
  return QSize(width, theme.px(m_compact ? 24 : 28));
}

QSize ComboField::minimumSizeHint() const { return QSize(Theme::current().px(64), sizeHint().height()); }

void ComboField::showPopup() {
  // As wide as its longest item: the field itself may be narrower.
  view()->setMinimumWidth(std::min(view()->sizeHintForColumn(0) + 2 * view()->frameWidth() + Theme::current().px(12), Theme::current().px(480)));
  QComboBox::showPopup();
  QWidget* popup = view()->parentWidget();
  if (popup && popup->isWindow()) popup->setMask(bevel::corners(popup->rect(), Theme::current().px(6)));
}

void ComboField::wheelEvent(QWheelEvent* event) {
  if (hasFocus())
    QComboBox::wheelEvent(event);
  else
    event->ignore();
}

void ComboField::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const QByteArray wish = property("fieldBorder").toByteArray();
  const QColor edge = wish == "error" ? c.semantic.error : wish == "changed" ? c.accent.base : c.border.control;
  const bool open = view()->isVisible();
  if (!m_flat || hasFocus() || open || underMouse()) bevel::field(painter, rect(), {underMouse(), open, hasFocus() || open, isEnabled(), false}, m_flat ? c.border.normal : edge);
  const QColor quiet = isEnabled() ? c.text.tertiary : c.text.disabled;
  const qreal dpr = devicePixelRatioF();
  const int side = theme.px(14), gap = theme.px(6);
  int left = theme.px(8), right = width() - theme.px(8);
  right -= side;
  painter.drawPixmap(right, (height() - side) / 2, theme.pixmap(u"down"_s, 14, quiet, dpr));
  right -= gap;
  QString icon = currentIndex() >= 0 ? currentData(IconNameRole).toString() : QString();
  if (icon.isEmpty()) icon = m_icon;
  if (!icon.isEmpty()) {
    painter.drawPixmap(left, (height() - side) / 2, theme.pixmap(icon, 14, quiet, dpr));
    left += side + gap;
  }
  if (m_mark) {
    const int dot = theme.px(10);
    painter.save();
    m_mark(painter, QRectF(left, (height() - dot) / 2.0, dot, dot));
    painter.restore();
    left += dot + gap;
  }
  painter.setFont(theme.ui(12, QFont::Medium));
  const QFontMetrics metrics = painter.fontMetrics();
  if (!m_label.isEmpty()) {
    const int w = qMin(metrics.horizontalAdvance(m_label), qMax(0, right - left));
    painter.setPen(quiet);
    painter.drawText(QRect(left, 0, w + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, m_label);
    left += w + gap;
  }
  const QString value = currentIndex() >= 0 ? currentText() : m_empty;
  if (m_preview) {
    // The picture gives way when there is no room for the value.
    const int w = qMin(theme.px(m_previewWidth), right - left - metrics.horizontalAdvance(value) - gap);
    if (w > theme.px(24)) {
      painter.save();
      m_preview(painter, QRect(right - w, theme.px(5), w, height() - 2 * theme.px(5)));
      painter.restore();
      right -= w + gap;
    }
  }
  painter.setPen(!isEnabled() ? c.text.disabled : currentIndex() >= 0 ? c.text.primary : c.text.tertiary);
  painter.setFont(theme.ui(12, QFont::Medium));
  drawValue(painter, QRect(left, 0, qMax(0, right - left), height()), value, currentIndex() >= 0 ? currentData(NoteRole).toString() : QString(), quiet);
}

}  // namespace scfdesk
