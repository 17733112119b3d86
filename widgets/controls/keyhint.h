// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QPainter;

namespace scfdesk {

/// A printed key, "Ctrl K" (kit.css kbd): 11/500 in a 3 px outline, 18 px high. Large: a 28 px key cap for empty states.
class KeyHint final : public QWidget {
  Q_OBJECT
 public:
  explicit KeyHint(const QString& key, QWidget* parent = nullptr);
  void setKey(const QString& key);
  void setLarge(bool large);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  /// For painters: width and drawing of a hint, centred vertically in `area`, at its left.
  static int widthOf(const QString& key);
  static void paint(QPainter& painter, const QRect& area, const QString& key, const QColor& text, const QColor& border);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_key;
  bool m_large = false;
};

}  // namespace scfdesk
