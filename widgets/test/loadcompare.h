// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/controls/rowtable.h"
#include <QDialog>

namespace scfdesk {

class LoadCurve;

/// Two load runs side by side: what was asked for, what became of it, and how the second differs. A window of its own that leaves the
/// console usable; deletes itself when closed. GUI thread.
class LoadCompare final : public QDialog {
  Q_OBJECT
 public:
  LoadCompare(ModelHub& hub, uint32_t first, uint32_t second, QWidget* parent);
  /// The figures of two runs; the last cell says how the second differs. Pure but for the language in force.
  static QList<Row> rowsOf(const LoadProgress& first, const LoadProgress& second);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  ModelHub& m_hub;
  uint32_t m_runs[2];
  RowTable* m_table;
  LoadCurve* m_curves[2];
};

/// "ramp", "replay at 10x", ... of a run, in the language in force.
QString loadShapeText(const LoadSpec& spec);

}  // namespace scfdesk
