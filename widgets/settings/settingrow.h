// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace scfdesk {

class Label;

/// One setting: what it is and does at the left, the control and its default at the right, what is wrong below. GUI thread.
class SettingRow final : public QWidget {
  Q_OBJECT
 public:
  /// `standard`: the default in words, shown after the control; empty = there is none.
  SettingRow(const QString& label, const QString& text, QWidget* field, const QString& standard, QWidget* parent = nullptr);
  void setError(const QString& error);
  /// A paragraph below the control: what the value that is chosen does.
  void setNote(const QString& note);
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString label() const;
  [[nodiscard]] QWidget* field() const { return m_field; }
  /// Does the search text occur in what the row says?
  [[nodiscard]] bool matches(const QString& text) const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Label *m_label, *m_text, *m_standard, *m_error, *m_note;
  QWidget* m_field;
};

}  // namespace scfdesk
