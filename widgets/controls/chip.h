// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace scfdesk {

/// A small mark with a word: status, "sample", "Cold start +812 ms" (kit.css .chip, 18 px; 20 when tall). GUI thread.
class Chip final : public QWidget {
  Q_OBJECT
 public:
  enum class Kind : uint8_t { Plain, Ok, Warn, Error, Info, Past };
  explicit Chip(const QString& text, Kind kind = Kind::Plain, QWidget* parent = nullptr);
  void setKind(Kind kind);
  void setText(const QString& text);
  /// A part in the code family: before the text when `leading`, else after it. Numbers and $LATEST go here.
  void setCode(const QString& code, bool leading = false);
  void setIconName(const QString& name);
  void setTall(bool tall);  ///< 20 px, 12 px text
  [[nodiscard]] QString text() const { return m_text; }
  [[nodiscard]] QString code() const { return m_code; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void refresh();
  QString m_text, m_code, m_icon;
  Kind m_kind;
  bool m_leading = false, m_tall = false;
};

}  // namespace scfdesk
