// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;

/// What is wrong with a view, in place: 32 px of errorWash under its header with one sentence and one action; stays until it is
/// resolved. Hidden while it has no text. GUI thread.
class Banner final : public QWidget {
  Q_OBJECT
 public:
  enum class Kind : uint8_t { Error, Warning };
  explicit Banner(QWidget* parent = nullptr);
  /// `action` empty = no button.
  void show(const QString& text, const QString& action = {}, Kind kind = Kind::Error);
  /// "message next", and the code in the tooltip.
  void show(const Error& error, const QString& action = {});
  void clear();
  [[nodiscard]] bool active() const { return !m_text.isEmpty(); }
  [[nodiscard]] QString text() const { return m_text; }
  [[nodiscard]] Kind kind() const { return m_kind; }

 Q_SIGNALS:
  void actionTriggered();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void rescale();
  QString m_text;
  Kind m_kind = Kind::Error;
  Label* m_label;
  DeskButton* m_button;
};

}  // namespace scfdesk
