// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QHBoxLayout;

namespace scfdesk {

class Label;

/// A form line (kit.css .fld): label 132 px at the left, the field, an optional quiet note after it, and a message below it
/// when something is wrong. The label is the field's buddy and names it for screen readers if it has no name. GUI thread.
class FieldRow final : public QWidget {
  Q_OBJECT
 public:
  FieldRow(const QString& label, QWidget* field, QWidget* parent = nullptr);
  void setLabel(const QString& label);
  void setNote(const QString& note);
  /// One sentence under the field in semantic.error; empty takes it away.
  void setError(const QString& error);
  [[nodiscard]] QString error() const;
  /// The field takes all the width (text) instead of what it needs (numbers, choices).
  void setStretch(bool stretch);
  [[nodiscard]] QWidget* field() const { return m_field; }

 private:
  void rescale();
  Label *m_label, *m_note, *m_error;
  QWidget* m_field;
  QHBoxLayout* m_line;
};

}  // namespace scfdesk
