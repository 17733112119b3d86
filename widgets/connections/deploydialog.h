// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/connections.h"
#include "models/deploy/deployrun.h"
#include "models/modelhub.h"
#include "widgets/functions/dialogframe.h"
#include <memory>

namespace scfdesk {

class ComboField;
class DeskButton;
class Label;
class RowTable;
class Switch;

/// Deploy or pull of one function: the other connection and what it is verified with, then the plan (what is created, changed
/// field by field and file by file, left alone), then each step as it goes. A run that failed can be planned again and goes on
/// with the rest. GUI thread; deletes itself when closed, which ends the run after the step at hand.
class DeployDialog final : public DialogFrame {
  Q_OBJECT
 public:
  enum class Way : uint8_t { Deploy, Pull };
  /// Deploy: `function` of the connection that is shown goes to another one. Pull: it comes to the embedded engine.
  DeployDialog(ModelHub& hub, Connections& connections, Way way, const QString& function, QWidget* parent);
  ~DeployDialog() override;

 private:
  void build();
  void fillEvents();
  void plan();
  void openTarget();
  void apply();
  void onState();
  void showPlan();
  void showSteps();
  void showButtons();
  ModelHub& m_hub;
  Connections& m_connections;
  const Way m_way;
  const QString m_function;
  ComboField *m_target, *m_event;
  Switch* m_publish;
  Label *m_summary, *m_notes;
  RowTable *m_differences, *m_steps;
  DeskButton *m_plan, *m_apply, *m_close;
  QList<SavedEvent> m_events;
  std::shared_ptr<DeployTarget> m_source, m_end;
  std::unique_ptr<DeployRun> m_run;
};

}  // namespace scfdesk
