// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/connections.h"
#include "models/deploy/deployrun.h"
#include "models/modelhub.h"
#include "widgets/controls/rowtable.h"
#include "widgets/functions/dialogframe.h"
#include <QHash>
#include <QMap>
#include <memory>

namespace scfdesk {

class ComboField;
class DeskButton;
class FunctionChoice;
class Label;
class Switch;

/// Deploy or pull of one function or several: the other connection and what it is verified with, then the plan (what is created, changed
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
  void askEvents();
  void fillEvents();
  [[nodiscard]] QMap<QString, QByteArray> events() const;
  [[nodiscard]] QString subject() const;
  void plan();
  void openTarget();
  void apply();
  void onState();
  void showPlan();
  [[nodiscard]] QString planSummary() const;
  [[nodiscard]] QList<Row> planRows() const;
  void showSteps();
  void showButtons();
  ModelHub& m_hub;
  Connections& m_connections;
  const Way m_way;
  FunctionChoice* m_choice;
  ComboField *m_target, *m_event;
  Switch* m_publish;
  Label *m_summary, *m_notes;
  RowTable *m_differences, *m_steps;
  DeskButton *m_plan, *m_apply, *m_close;
  QHash<QString, QList<SavedEvent>> m_saved;  ///< by function
  std::shared_ptr<DeployTarget> m_source, m_end;
  std::unique_ptr<DeployRun> m_run;
};

}  // namespace scfdesk
