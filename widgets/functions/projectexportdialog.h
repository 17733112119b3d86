// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/functions/dialogframe.h"
#include <QJsonObject>

namespace scfdesk {

class FieldRow;
class PathField;
class RowTable;
class SegmentedControl;

/// Functions as a project of scfcli or tencent-scf in a folder: the project file, and the code that it names. The engine of this
/// machine writes it and overwrites nothing; what the file cannot say is listed afterwards. Deletes itself when closed; open with
/// show(). GUI thread.
class ProjectExportDialog final : public DialogFrame {
  Q_OBJECT
 public:
  /// `function`: what is offered first; 0: only all of the namespace.
  ProjectExportDialog(ModelHub& hub, FunctionId function, QWidget* parent = nullptr);
  void setFolder(const QString& folder);

 private:
  void check();
  void write();
  void onWritten(const Result<QJsonObject>& written);
  ModelHub& m_hub;
  FunctionKey m_key;
  SegmentedControl *m_what, *m_format;
  PathField* m_folder;
  Label *m_about, *m_said;
  RowTable* m_notes;
  DeskButton *m_close, *m_write;
  bool m_here = false;  ///< the engine of this machine answers
  bool m_done = false;
};

}  // namespace scfdesk
