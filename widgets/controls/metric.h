// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include <QWidget>

namespace scfdesk {

/// One figure: caption, value 20/500 in the code family with its unit, optional note below. The tooltip carries definition,
/// window and sample count (design.md section 7). The value is never an accessible name; the caption and value are the text.
class Metric final : public QWidget {
  Q_OBJECT
 public:
  explicit Metric(const QString& caption, QWidget* parent = nullptr);
  void setCaption(const QString& caption);
  void setValue(const format::Quantity& quantity);
  void setValue(const QString& value, const QString& unit);
  void setNote(const QString& note);
  void setTone(Tone tone);  ///< of the value
  [[nodiscard]] QString value() const { return m_value; }
  [[nodiscard]] QString unit() const { return m_unit; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_caption, m_value = QStringLiteral("—"), m_unit, m_note;
  Tone m_tone = Tone::Primary;
};

}  // namespace scfdesk
