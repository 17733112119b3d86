// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/calibrationpane.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/rowtable.h"
#include "widgets/theme/theme.h"
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

CalibrationPane::CalibrationPane(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_calibration"_s);
  const Theme& t = Theme::current();
  m_headline = new Label(Label::Role::BodyStrong, tr("Compares the last load of this function with a simulation of the same arrivals."));
  m_headline->setObjectName(u"simulate_calibration_said"_s);
  m_headline->setWordWrap(true);
  m_about = new Label(Label::Role::Dense, Tone::Secondary, {});
  m_about->setObjectName(u"simulate_calibration_about"_s);
  m_go = new DeskButton(tr("Calibrate"));
  m_go->setObjectName(u"simulate_calibrate"_s);
  m_table = new RowTable(tr("Measured against predicted"));
  m_table->setObjectName(u"simulate_calibration_table"_s);
  m_table->setColumns({{tr("Figure"), 130}, {tr("Predicted"), 110, true}, {tr("Measured"), 110, true}, {tr("Difference"), 110, true}, {tr("Stage"), 150}, {tr("What explains it"), 0}});
  auto* words = new QVBoxLayout;
  words->addWidget(m_headline);
  words->addWidget(m_about);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(t.px(12), t.px(10), t.px(12), t.px(10));
  row->addLayout(words, 1);
  row->addWidget(m_go, 0, Qt::AlignTop);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(m_table, 1);
  connect(m_go, &QPushButton::clicked, this, &CalibrationPane::wanted);
}

QString CalibrationPane::headline() const { return m_headline->text(); }

void CalibrationPane::setMissing(const QString& why) {
  m_go->setEnabled(why.isEmpty());
  m_go->setToolTip(why);
  m_missing = why;
  if (m_table->rowModel().rowCount() == 0) setRows({}, {});
}

void CalibrationPane::setRunning(bool running) {
  m_go->setText(running ? tr("Comparing") : tr("Calibrate"));
  if (running) m_go->setEnabled(false);
}

void CalibrationPane::setRows(const std::vector<SimCalibration::Row>& rows, const QString& about) {
  QList<Row> shown;
  for (const SimCalibration::Row& r : rows)
    shown << Row{r.figure,
                 {{r.figure}, {r.predicted, Tone::Secondary, true}, {r.measured, Tone::Primary, true}, {r.difference, r.close ? Tone::Success : Tone::Warning, true},
                  {r.close ? tr("within 10 %") : r.stage, r.close ? Tone::Tertiary : Tone::Primary}, {r.why, Tone::Secondary}},
                 r.why};
  m_table->setRows(shown);
  m_headline->setText(rows.empty() ? (m_missing.isEmpty() ? tr("Compares the last load of this function with a simulation of the same arrivals.") : m_missing) : SimCalibration::headline(rows));
  m_about->setText(about);
}

}  // namespace scfdesk
