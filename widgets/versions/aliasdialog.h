// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

class ComboField;
class FieldRow;
class TextField;

/// New alias: name, version, description. Deletes itself when closed; open with show(). GUI thread.
class AliasDialog final : public DialogFrame {
  Q_OBJECT
 public:
  AliasDialog(ModelHub& hub, const FunctionInfo& function, QWidget* parent = nullptr);

 Q_SIGNALS:
  void made(const QString& name);

 private:
  void check();
  void createNow();
  ModelHub& m_hub;
  FunctionKey m_key;
  QStringList m_taken;
  TextField *m_name, *m_description;
  ComboField* m_version;
  FieldRow* m_nameRow;
  DeskButton* m_create;
};

}  // namespace scfdesk
