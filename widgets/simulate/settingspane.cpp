// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/settingspane.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/followtheme.h"
#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "--- A current", with the stroke that the tracks have.
class SideLegend final : public QWidget {
 public:
  SideLegend(const QString& text, bool second) : m_text(text), m_second(second) { followTheme(this); }
  [[nodiscard]] QSize sizeHint() const override { return {Theme::current().px(96), Theme::current().px(20)}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& t = Theme::current();
    QPen pen(m_second ? t.colors().chart.simB : t.colors().chart.simA, 1.6);
    if (!m_second) pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawLine(QPointF(0, height() / 2.0 + 0.5), QPointF(t.px(16), height() / 2.0 + 0.5));
    painter.setFont(t.ui(12));
    painter.setPen(m_second ? t.colors().accent.text : t.colors().text.secondary);
    painter.drawText(rect().adjusted(t.px(22), 0, 0, 0), Qt::AlignVCenter, m_text);
  }

 private:
  QString m_text;
  bool m_second;
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
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* upper = new QWidget;
  auto* grid = new QGridLayout(upper);
  grid->addWidget(new Label(Label::Role::DenseStrong, tr("Setting")), 0, 0);
  grid->addWidget(new SideLegend(tr("A current"), false), 0, 1);
  grid->addWidget(new SideLegend(tr("B what if"), true), 0, 2);
  for (const SimSetting s : {SimSetting::Limit, SimSetting::Provisioned, SimSetting::Memory, SimSetting::KeepAlive, SimSetting::Burst}) addRow(grid, s);
  auto* lower = new QWidget;
  auto* timings = new QGridLayout(lower);
  m_fit = new Label(Label::Role::Caption, Tone::Tertiary, {});
  m_fit->setObjectName(u"simulate_fit"_s);
  timings->addWidget(new Label(Label::Role::DenseStrong, tr("Timings")), 0, 0);
  timings->addWidget(m_fit, 0, 1, 1, 2);
  for (const SimSetting s : {SimSetting::Init, SimSetting::Run}) addRow(timings, s);
  for (QGridLayout* g : {grid, timings}) {
    g->setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(12));
    g->setHorizontalSpacing(t.px(6));
    g->setVerticalSpacing(t.px(6));
    g->setColumnStretch(0, 1);
  }
  column->addWidget(upper);
  column->addWidget(new Hairline);
  column->addWidget(lower);
  setFit(0, 0);
}

void SimSettingsPane::addRow(QGridLayout* grid, SimSetting setting) {
  const int row = grid->rowCount();
  Row r{setting, new Label(Label::Role::Control, Tone::Secondary, SimVerdict::nameOf(setting)), field(setting, false), field(setting, true)};
  grid->addWidget(r.name, row, 0);
  grid->addWidget(r.a, row, 1);
  grid->addWidget(r.b, row, 2);
  m_rows.push_back(r);
}

NumberField* SimSettingsPane::field(SimSetting setting, bool second) {
  const Range range = rangeOf(setting);
  auto* f = new NumberField(second ? tr("%1, B what if").arg(SimVerdict::nameOf(setting)) : tr("%1, A current").arg(SimVerdict::nameOf(setting)), SimVerdict::unitOf(setting));
  f->setObjectName(u"simulate_%1_%2"_s.arg(idOf(setting), second ? u"b"_s : u"a"_s));
  f->setDecimals(range.decimals);
  f->setRange(range.low, range.high);
  f->setSingleStep(range.step);
  f->setFixedWidth(Theme::current().px(100));
  f->setKeyboardTracking(false);
  connect(f, &QDoubleSpinBox::valueChanged, this, [this, setting, second](double value) {
    SimSettings& side = second ? m_b : m_a;
    // What B has not changed follows A.
    if (!second && m_b.at(setting) == m_a.at(setting)) {
      m_b.set(setting, value);
      for (const Row& r : m_rows)
        if (r.setting == setting) {
          const QSignalBlocker quiet(r.b);
          r.b->setValue(value);
        }
    }
    side.set(setting, value);
    mark();
    Q_EMIT edited();
  });
  return f;
}

void SimSettingsPane::setSettings(const SimSettings& a, const SimSettings& b) {
  m_a = a;
  m_b = b;
  for (const Row& r : m_rows) {
    const QSignalBlocker first(r.a), second(r.b);
    r.a->setValue(a.at(r.setting));
    r.b->setValue(b.at(r.setting));
    // The field's rounding is what is simulated.
    m_a.set(r.setting, r.a->value());
    m_b.set(r.setting, r.b->value());
  }
  mark();
}

void SimSettingsPane::setB(SimSetting setting, double value) {
  for (const Row& r : m_rows)
    if (r.setting == setting) r.b->setValue(value);
}

void SimSettingsPane::mark() {
  for (const Row& r : m_rows) r.b->setChanged(m_a.at(r.setting) != m_b.at(r.setting));
}

void SimSettingsPane::setFit(int runs, int starts) {
  m_fit->setText(runs == 0 ? tr("no real invocation yet: assumed") : tr("fitted to %1 real invocations, %2 cold").arg(format::count(runs), format::count(starts)));
}

}  // namespace scfdesk
