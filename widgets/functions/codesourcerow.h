// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;

/// Where the code of a function comes from, and the ways to change it: a folder that stays the source, or a zip package that
/// is sent at once. Errors are said below. GUI thread.
class CodeSourceRow final : public QWidget {
  Q_OBJECT
 public:
  explicit CodeSourceRow(ModelHub& hub, QWidget* parent = nullptr);
  void setFunction(const FunctionInfo& info);
  /// As if it had been chosen.
  void useZip(const QString& file);
  void useFolder(const QString& folder);
  [[nodiscard]] QString error() const;

 private:
  void send(const CodeInput& code);
  void setError(const QString& error);
  void setBusy(bool busy);
  ModelHub& m_hub;
  FunctionKey m_key;
  QString m_folder;
  Label *m_text, *m_note, *m_error;
  DeskButton *m_zip, *m_chooseFolder;
};

}  // namespace scfdesk
