// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/compare/comparerun.h"
#include "models/connections.h"
#include "models/modelhub.h"
#include "widgets/controls/rowtable.h"
#include <QDialog>
#include <memory>

namespace scfdesk {

class Banner;
class ComboField;
class ComparePane;
class DeskButton;
class Label;
class NumberField;

/// One event of a function fired here and at another connection, and what differs of result, times, memory and log. "Here" is the
/// connection that the window shows. A window of its own that leaves the console usable; deletes itself when closed, which ends a
/// series after the event under way. GUI thread.
class ConnectionCompare final : public QDialog {
  Q_OBJECT
 public:
  /// `event`: what stands in the editor, with its variables; empty = nothing does.
  ConnectionCompare(ModelHub& hub, Connections& connections, const QString& function, const QByteArray& event, QWidget* parent);
  ~ConnectionCompare() override;
  /// The figures of both; a row whose values differ says by how much. Pure but for the language in force.
  static QList<Row> rowsOf(const Comparison& comparison);

 private:
  QWidget* buildBar();
  void fillEvents(const QByteArray& edited);
  void showWarning();
  void fire();
  void run();
  void showButton();
  void showComparison();
  ModelHub& m_hub;
  Connections& m_connections;
  const QString m_function;
  ComboField *m_target, *m_event;
  NumberField* m_runs;
  DeskButton* m_fire;
  Label* m_note;
  Banner* m_banner;
  ComparePane* m_pane;
  bool m_opening = false;
  QByteArray m_fired;   ///< with its variables filled in
  std::shared_ptr<DeployTarget> m_ends[2];
  std::unique_ptr<CompareRun> m_run;
};

}  // namespace scfdesk
