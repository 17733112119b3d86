// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

class QHBoxLayout;
class QVBoxLayout;

namespace scfdesk {

class Banner;
class DeskButton;
class Label;

/// The dialogs of the window: 560 px, heading, banner for what went wrong, content, buttons at the right below a hairline.
/// Deletes itself when closed. Esc cancels. GUI thread.
class DialogFrame : public QDialog {
  Q_OBJECT
 public:
  DialogFrame(const QString& heading, QWidget* parent);

 protected:
  [[nodiscard]] QVBoxLayout* content() const { return m_content; }
  [[nodiscard]] Banner& banner() const { return *m_banner; }
  void setHeading(const QString& heading);
  /// Buttons from left to right, at the right end.
  void addButton(DeskButton* button);
  /// While a command is under way: nothing can be pressed but Esc.
  void setBusy(bool busy);
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void rescale();
  void fit();
  Label* m_heading;
  Banner* m_banner;
  QVBoxLayout *m_column, *m_content;
  QHBoxLayout *m_headingRow, *m_buttons;
  QWidget *m_body, *m_foot;
};

}  // namespace scfdesk
