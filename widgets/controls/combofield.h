// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QComboBox>
#include <functional>

namespace scfdesk {

/// A choice from a list (kit.css .inp with chevron): icon, quiet label, value, chevron. A real combo box: keyboard, type-ahead
/// and accessibility are Qt's. Item icons by name: setItemData(i, name, IconNameRole); a quiet word after the
/// value ("3 partitions"): setItemData(i, text, NoteRole). GUI thread.
class ComboField : public QComboBox {
  Q_OBJECT
 public:
  enum { IconNameRole = Qt::UserRole + 100, NoteRole };
  explicit ComboField(const QString& accessibleName, QWidget* parent = nullptr);
  void setLabel(const QString& label);        ///< "Saved", "shape": drawn in text.tertiary before the value
  void setIconName(const QString& name);      ///< used when the current item has none
  /// Something painted before the value in a square of 10 token pixels (a state dot); null = nothing.
  void setMark(std::function<void(QPainter&, const QRectF&)> paint);
  /// Text and chevron alone, without a field around them.
  void setFlat(bool flat);
  void setCompact(bool compact);
  /// Shown in place of the value when nothing is current.
  void setEmptyText(const QString& text);
  /// Something painted between value and chevron, `width` token pixels wide (the load curve).
  void setPreview(int width, std::function<void(QPainter&, const QRect&)> paint);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  void showPopup() override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;  ///< ignored unless focused: scrolling a form changes nothing

 private:
  QString m_label, m_icon, m_empty;
  std::function<void(QPainter&, const QRect&)> m_preview;
  std::function<void(QPainter&, const QRectF&)> m_mark;
  int m_previewWidth = 0;
  bool m_compact = false, m_flat = false;
};

}  // namespace scfdesk
