// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/calibration.h"
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;
class RowTable;

/// A load run that was fired for real beside a simulation of the same arrivals: each figure, its difference, and the stage that
/// explains it. GUI thread.
class CalibrationPane final : public QWidget {
  Q_OBJECT
 public:
  explicit CalibrationPane(QWidget* parent = nullptr);
  /// Why nothing can be compared now; empty when it can.
  void setMissing(const QString& why);
  void setRunning(bool running);
  void setRows(const std::vector<SimCalibration::Row>& rows, const QString& about);
  [[nodiscard]] QString headline() const;

 Q_SIGNALS:
  void wanted();

 private:
  QString m_missing;
  DeskButton* m_go;
  Label *m_headline, *m_about;
  RowTable* m_table;
};

}  // namespace scfdesk
