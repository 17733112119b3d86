// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

class FieldRow;
class TextField;

/// Name of a new file of a function's code. Deletes itself when closed; open with show(). GUI thread.
class NewFileDialog final : public DialogFrame {
  Q_OBJECT
 public:
  explicit NewFileDialog(const QStringList& taken, QWidget* parent);
  /// What is wrong with a path; empty = nothing. Pure.
  static QString fault(const QString& path, const QStringList& taken);

 Q_SIGNALS:
  void named(const QString& path);

 private:
  QStringList m_taken;
  TextField* m_name;
  FieldRow* m_row;
  DeskButton* m_create;
};

}  // namespace scfdesk
