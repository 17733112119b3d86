// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;

/// Why an invocation failed, in a sentence that is never cut, with its one action at the right. Hidden while there is nothing to
/// say; told to assistive technology as an alert. GUI thread; owned by ReplyView.
class ReplyNote final : public QWidget {
  Q_OBJECT
 public:
  explicit ReplyNote(QWidget* parent = nullptr);
  /// `action` empty = no button; `detail` becomes the tooltip.
  void say(const QString& sentence, const QString& action, const QString& detail = {});
  void clear();
  [[nodiscard]] QString sentence() const;
  [[nodiscard]] QString actionText() const;

 Q_SIGNALS:
  void actionTriggered();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void rescale();
  Label* m_text;
  DeskButton* m_button;
};

}  // namespace scfdesk
