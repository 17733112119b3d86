// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/functions/dialogframe.h"
#include "widgets/triggers/triggerdata.h"

namespace scfdesk {

class ComboField;
class TriggerForm;

/// A new trigger of a function: its type, then what the type needs, checked while it is typed. Makes it by CreateTrigger. GUI thread.
class AddTriggerDialog final : public DialogFrame {
  Q_OBJECT
 public:
  AddTriggerDialog(ModelHub& hub, const FunctionKey& function, QWidget* parent);

 Q_SIGNALS:
  void made(const QString& type, const QString& name);

 private:
  void create();
  [[nodiscard]] QString triggerName() const;
  ModelHub& m_hub;
  const FunctionKey m_function;
  ComboField* m_type;
  TriggerForm* m_form;
  DeskButton* m_add;
};

/// Says what goes with a trigger, and deletes it. GUI thread.
class DeleteTriggerDialog final : public DialogFrame {
  Q_OBJECT
 public:
  DeleteTriggerDialog(ModelHub& hub, const TriggerView& trigger, QWidget* parent);

 private:
  void deleteNow();
  ModelHub& m_hub;
  const TriggerView m_trigger;
};

}  // namespace scfdesk
