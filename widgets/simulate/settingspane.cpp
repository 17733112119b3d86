// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/settingspane.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/simulate/fitchart.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/followtheme.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "--- A current", with the stroke that the tracks have.
class SideLegend final : public QWidget {
 public:
  SideLegend(const QString& text, size_t side) : m_text(text), m_side(side) { followTheme(this); }
  [[nodiscard]] QSize sizeHint() const override { return {Theme::current().px(72), Theme::current().px(20)}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {Theme::current().px(40), Theme::current().px(20)}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& t = Theme::current();
    painter.setPen(simSidePen(m_side));
    painter.drawLine(QPointF(0, height() / 2.0 + 0.5), QPointF(t.px(16), height() / 2.0 + 0.5));
    painter.setFont(t.ui(12));
    painter.setPen(m_side == 1 ? t.colors().accent.text : m_side == 2 ? t.colors().text.primary : t.colors().text.secondary);
    const QRect room = rect().adjusted(t.px(22), 0, 0, 0);
    // In a narrow column the letter alone says it.
    const bool fits = painter.fontMetrics().horizontalAdvance(m_text) <= room.width();
    painter.drawText(room, Qt::AlignVCenter, fits ? m_text : m_text.section(u' ', 0, 0));
  }

 private:
  QString m_text;
  size_t m_side;
};

struct Range {
  double low, high, step;
  int decimals;
};

Range rangeOf(SimSetting setting) {
  switch (setting) {
    case SimSetting::Limit: return {1, 10'000, 1, 0};
    case SimSetting::Provisioned: return {0, 10'000, 1, 0};
    case SimSetting::Memory: return {64, 32'768, 64, 0};
    case SimSetting::KeepAlive: return {0, 86'400, 1, 0};
    case SimSetting::Burst: return {1, 100'000, 10, 0};
    case SimSetting::Init: return {0, 600, 0.05, 3};
    case SimSetting::Run: return {0, 900'000, 10, 1};
  }
  return {0, 1, 1, 0};
}

QString idOf(SimSetting setting) {
  switch (setting) {
    case SimSetting::Limit: return u"limit"_s;
    case SimSetting::Provisioned: return u"provisioned"_s;
    case SimSetting::Memory: return u"memory"_s;
    case SimSetting::KeepAlive: return u"keepAlive"_s;
    case SimSetting::Burst: return u"burst"_s;
    case SimSetting::Init: return u"init"_s;
    case SimSetting::Run: return u"run"_s;
  }
  return {};
}

}  // namespace

SimSettingsPane::SimSettingsPane(QWidget* parent) : QWidget(parent) {
  const Theme& t = Theme::current();
  // One grid for settings and timings: their columns stand above each other.
  m_grid = new QGridLayout(this);
  m_grid->setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(12));
  m_grid->setHorizontalSpacing(t.px(8));
  m_grid->setVerticalSpacing(t.px(6));
  m_grid->setColumnStretch(0, 1);
  m_legendC = new SideLegend(tr("C what if"), 2);
  m_grid->addWidget(new Label(Label::Role::DenseStrong, tr("Setting")), 0, 0);
  m_grid->addWidget(new SideLegend(tr("A current"), 0), 0, 1);
  m_grid->addWidget(new SideLegend(tr("B what if"), 1), 0, 2);
  m_grid->addWidget(m_legendC, 0, 3);
  for (const SimSetting s : {SimSetting::Limit, SimSetting::Provisioned, SimSetting::Memory, SimSetting::KeepAlive, SimSetting::Burst}) addRow(s);
  m_line = new Hairline;
  m_lineRow = m_grid->rowCount();
  m_grid->addWidget(m_line, m_lineRow, 0, 1, 3);
  m_fit = new Label(Label::Role::Caption, Tone::Tertiary, {});
  m_fit->setObjectName(u"simulate_fit"_s);
  m_fit->setElided(Qt::ElideRight);
  m_timingsHead = new QWidget;
  auto* head = new QHBoxLayout(m_timingsHead);
  head->setContentsMargins(0, 0, 0, 0);
  head->setSpacing(t.px(8));
  head->addWidget(new Label(Label::Role::DenseStrong, tr("Timings")));
  head->addWidget(m_fit, 1);
  m_headRow = m_grid->rowCount();
  m_grid->addWidget(m_timingsHead, m_headRow, 0, 1, 3);
  for (const SimSetting s : {SimSetting::Init, SimSetting::Run}) addRow(s);
  addShapes();
  narrow();
  setTimings({});
}

void SimSettingsPane::addRow(SimSetting setting) {
  const int row = m_grid->rowCount();
  Row r{setting, new Label(Label::Role::Control, Tone::Secondary, SimVerdict::nameOf(setting)), {field(setting, 0), field(setting, 1), field(setting, 2)}};
  m_grid->addWidget(r.name, row, 0);
  for (size_t side = 0; side < kSides; ++side) m_grid->addWidget(r.fields[side], row, static_cast<int>(side) + 1);
  m_rows.push_back(r);
}

/// What the times are drawn from: those that were measured, or a distribution that was fitted to them.
void SimSettingsPane::addShapes() {
  m_startShape = new ComboField(tr("Distribution of start times"));
  m_startShape->setObjectName(u"simulate_startShape"_s);
  m_runShape = new ComboField(tr("Distribution of run times"));
  m_runShape->setObjectName(u"simulate_runShape"_s);
  const std::pair<ComboField*, QString> rows[] = {{m_startShape, tr("Starts are drawn")}, {m_runShape, tr("Runs are drawn")}};
  for (const auto& [combo, name] : rows) {
    combo->setCompact(true);
    const int row = m_grid->rowCount();
    m_grid->addWidget(new Label(Label::Role::Control, Tone::Secondary, name), row, 0);
    m_grid->addWidget(combo, row, 1, 1, 2);
    m_spans.emplace_back(combo, row);
    connect(combo, &QComboBox::activated, this, [this] {
      putShapes(m_timings);
      m_chart->setTimings(m_timings);
      Q_EMIT edited();
    });
  }
  m_chart = new FitChart;
  m_chart->setMinimumHeight(m_chart->sizeHint().height());  // it is scrolled to rather than squeezed
  m_chartRow = m_grid->rowCount();
  m_grid->addWidget(m_chart, m_chartRow, 0, 1, 3);
}

NumberField* SimSettingsPane::field(SimSetting setting, size_t side) {
  const Range range = rangeOf(setting);
  const QString name = SimVerdict::nameOf(setting);
  auto* f = new NumberField(side == 0 ? tr("%1, A current").arg(name) : side == 1 ? tr("%1, B what if").arg(name) : tr("%1, C what if").arg(name), SimVerdict::unitOf(setting));
  constexpr char16_t letters[] = u"abc";
  f->setObjectName(u"simulate_%1_%2"_s.arg(idOf(setting), QString(QChar(letters[side]))));
  f->setDecimals(range.decimals);
  f->setRange(range.low, range.high);
  f->setSingleStep(range.step);
  f->setKeyboardTracking(false);
  f->setQuiet(side == 0);
  connect(f, &QDoubleSpinBox::valueChanged, this, [this, setting, side](double value) {
    const double before = m_sides[0].at(setting);
    m_sides[side].set(setting, value);
    // What B and C have not changed follows A.
    for (size_t other = 1; side == 0 && other < kSides; ++other)
      if (m_sides[other].at(setting) == before) put(setting, other, value);
    mark();
    Q_EMIT edited();
  });
  return f;
}

void SimSettingsPane::put(SimSetting setting, size_t side, double value) {
  m_sides[side].set(setting, value);
  for (const Row& r : m_rows) {
    if (r.setting != setting) continue;
    const QSignalBlocker quiet(r.fields[side]);
    r.fields[side]->setValue(value);
    // The field's rounding is what is simulated.
    m_sides[side].set(setting, r.fields[side]->value());
  }
}

void SimSettingsPane::setSettings(const SimSettings& a, const SimSettings& b) {
  for (const SimSetting s : kAllSimSettings) {
    if (!m_withC) put(s, 2, b.at(s));
    put(s, 0, a.at(s));
    put(s, 1, b.at(s));
  }
  mark();
}

void SimSettingsPane::setC(const std::optional<SimSettings>& c) {
  m_withC = c.has_value();
  if (c)
    for (const SimSetting s : kAllSimSettings) put(s, 2, c->at(s));
  narrow();
  mark();
  Q_EMIT columnsChanged();
  Q_EMIT edited();
}

/// Three columns are narrower than two; the unit is in the field's name then.
void SimSettingsPane::narrow() {
  m_legendC->setVisible(m_withC);
  // What stands across the columns must not make them wider, nor keep a third one: fields end where the pane does.
  for (const auto& [widget, row] : m_spans) {
    m_grid->removeWidget(widget);
    widget->setSizePolicy(QSizePolicy::Ignored, widget->sizePolicy().verticalPolicy());
    m_grid->addWidget(widget, row, 1, 1, m_withC ? 3 : 2);
  }
  for (const auto& [widget, row] : {std::pair<QWidget*, int>{m_line, m_lineRow}, {m_timingsHead, m_headRow}, {m_chart, m_chartRow}}) {
    m_grid->removeWidget(widget);
    m_grid->addWidget(widget, row, 0, 1, m_withC ? 4 : 3);
  }
  for (const Row& r : m_rows) {
    r.fields[2]->setVisible(m_withC);
    for (NumberField* f : r.fields) {
      f->setFixedWidth(Theme::current().px(m_withC ? 72 : 92));
      f->setUnit(m_withC ? QString() : SimVerdict::unitOf(r.setting));
    }
    const QString unit = SimVerdict::unitOf(r.setting);
    r.name->setText(m_withC && !unit.isEmpty() ? tr("%1, %2").arg(SimVerdict::nameOf(r.setting), unit) : SimVerdict::nameOf(r.setting));
  }
}

void SimSettingsPane::setB(SimSetting setting, double value) {
  for (const Row& r : m_rows)
    if (r.setting == setting) r.fields[1]->setValue(value);
}

void SimSettingsPane::mark() {
  for (const Row& r : m_rows)
    for (size_t side = 1; side < kSides; ++side) r.fields[side]->setChanged(m_sides[0].at(r.setting) != m_sides[side].at(r.setting));
}

void SimSettingsPane::fillShapes(ComboField* combo, const std::vector<double>& values) {
  const int before = std::max(0, combo->currentIndex());
  combo->clear();
  for (const SimShape shape : kAllSimShapes) {
    const SimFit fit = SimFit::to(values, shape);
    combo->addItem(fit.shape == SimShape::Measured ? SimShapes::nameOf(shape) : tr("%1, off by %2 %").arg(SimShapes::nameOf(shape), QString::number(fit.distance * 100, 'f', fit.distance < 0.1 ? 1 : 0)), static_cast<int>(shape));
  }
  combo->setEnabled(values.size() >= 2);
  combo->setCurrentIndex(combo->isEnabled() ? before : 0);
  combo->setToolTip(tr("How far the fitted distribution function is from the measured one at most"));
}

void SimSettingsPane::setTimings(const SimTimings& timings) {
  m_timings = timings;
  fillShapes(m_startShape, timings.starts);
  fillShapes(m_runShape, timings.runs);
  putShapes(m_timings);
  m_chart->setTimings(m_timings);
  const auto runs = static_cast<qint64>(timings.runs.size()), starts = static_cast<qint64>(timings.starts.size());
  m_fit->setText(runs == 0 ? tr("no real invocation yet: assumed") : tr("fitted to %1 real invocations, %2 cold").arg(format::count(runs), format::count(starts)));
}

void SimSettingsPane::putShapes(SimTimings& timings) const {
  timings.startShape = static_cast<SimShape>(m_startShape->currentData().toInt());
  timings.runShape = static_cast<SimShape>(m_runShape->currentData().toInt());
}

}  // namespace scfdesk
