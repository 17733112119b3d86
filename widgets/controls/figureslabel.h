// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/controls/label.h"
#include <QWidget>

namespace scfdesk {

/// One line of words whose numbers stand in the code family, so that they keep their width while they change. Cut at the right
/// when there is no room. GUI thread.
class FiguresLabel final : public QWidget {
  Q_OBJECT
 public:
  /// `size`: a token size.
  FiguresLabel(int size, Tone tone, QWidget* parent = nullptr);
  void setText(const QString& text);
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const int m_size;
  const Tone m_tone;
  QString m_text;
};

}  // namespace scfdesk
