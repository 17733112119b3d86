// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

class FieldRow;
class TextField;

/// Asks before a function goes and names what goes with it: versions, aliases, triggers, pending events,
/// saved events and history; dead letters stay. The default is Keep. Deletes itself when
/// closed; open with show(). GUI thread.
class DeleteDialog final : public DialogFrame {
  Q_OBJECT
 public:
  DeleteDialog(ModelHub& hub, FunctionId function, QWidget* parent = nullptr);

 Q_SIGNALS:
  void functionDeleted(quint32 id);

 private:
  void countEvents();
  void countOthers();
  [[nodiscard]] QStringList resourceLosses(const FunctionInfo& info) const;
  void showLosses();
  [[nodiscard]] QString historyLoss() const;
  void deleteNow();
  void finish();
  ModelHub& m_hub;
  FunctionId m_function;
  FunctionKey m_key;
  Label* m_losses;
  DeskButton *m_delete, *m_keep;
  int m_pending = -1;
  QStringList m_saved;
  QStringList m_triggers;
  int m_letters = -1;  ///< dead letters; -1 = not told
  bool m_savedKnown = false, m_finished = false;
};

/// Rename by copy: a new function with the code, configuration and saved events of another one.
class CopyDialog final : public DialogFrame {
  Q_OBJECT
 public:
  CopyDialog(ModelHub& hub, FunctionId function, QWidget* parent = nullptr);

 Q_SIGNALS:
  void functionCreated(quint32 id);

 private:
  void check();
  void copyNow();
  ModelHub& m_hub;
  FunctionKey m_from;
  TextField* m_name;
  FieldRow* m_nameRow;
  DeskButton* m_copy;
};

}  // namespace scfdesk
