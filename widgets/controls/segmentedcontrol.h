// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QButtonGroup;
class QRadioButton;

namespace scfdesk {

/// A row of exclusive choices (kit.css .seg). Each segment is a real radio button: arrow keys move, screen readers read
/// "radio button, checked". One tab stop. GUI thread.
class SegmentedControl final : public QWidget {
  Q_OBJECT
 public:
  explicit SegmentedControl(const QString& accessibleName, QWidget* parent = nullptr);
  /// Returns the index of the new segment; the first one becomes current. `accessibleName` defaults to "Name: text".
  int addSegment(const QString& text, const QString& iconName = {}, const QString& accessibleName = {});
  void setSegmentText(int index, const QString& text);
  void setCurrentIndex(int index);
  [[nodiscard]] int currentIndex() const;
  [[nodiscard]] int count() const;
  [[nodiscard]] QRadioButton* segment(int index) const;
  void setCompact(bool compact);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void rescale();
  QButtonGroup* m_group;
  bool m_compact = false;
};

}  // namespace scfdesk
