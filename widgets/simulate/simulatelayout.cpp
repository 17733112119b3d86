// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/figureslabel.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/simloadcurve.h"
#include "widgets/simulate/settingspane.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/simulateimpl.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void SimulateView::build() {
  buildHeader();
  auto* column = static_cast<QVBoxLayout*>(layout());
  auto* split = new HairlineSplitter(Qt::Horizontal);
  split->setObjectName(u"simulate_split"_s);
  split->addWidget(buildLeft());
  split->addWidget(buildRight());
  split->setStretchFactor(1, 1);
  split->setChildrenCollapsible(false);
  split->setSizes({Theme::current().px(356), Theme::current().px(1000)});
  column->addWidget(split, 1);
}

void SimulateView::buildHeader() {
  const Theme& t = Theme::current();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* header = new Surface(Surface::Fill::Panel);
  header->setFixedHeight(t.px(46));
  m->functions = new ComboField(tr("Function to simulate"));
  m->functions->setObjectName(u"simulate_function"_s);
  m->functions->setMinimumWidth(t.px(170));
  m->functions->setEmptyText(tr("No function"));
  m->clock = new FiguresLabel(12, Tone::Secondary);
  m->clock->setObjectName(u"simulate_clock"_s);
  m->chip = new Chip(tr("prediction, nothing is invoked"), Chip::Kind::Info);
  m->chip->setObjectName(u"simulate_chip"_s);
  m->cancel = new DeskButton(tr("Cancel"));
  m->cancel->setObjectName(u"simulate_cancel"_s);
  m->cancel->hide();
  m->fire = new DeskButton(tr("Fire this load for real"));
  m->fire->setObjectName(u"simulate_fire"_s);
  m->fire->setIconName(u"play"_s);
  m->apply = new DeskButton(tr("Apply B"), DeskButton::Kind::Primary);
  m->apply->setObjectName(u"simulate_apply"_s);
  m->apply->setKeyHint(u"Ctrl ↵"_s);
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(t.px(16), 0, t.px(12), 0);
  row->setSpacing(t.px(12));
  row->addWidget(new Label(Label::Role::Title, tr("Simulate")));
  row->addWidget(m->functions);
  row->addWidget(m->chip);
  row->addStretch(1);
  row->addWidget(m->clock);
  row->addWidget(m->cancel);
  row->addWidget(m->fire);
  row->addWidget(m->apply);
  column->addWidget(header);
  m->progress = new QProgressBar;
  m->progress->setObjectName(u"simulate_progress"_s);
  m->progress->setAccessibleName(tr("Progress of the simulation"));
  m->progress->setTextVisible(false);
  m->progress->setRange(0, 1000);
  m->progress->setFixedHeight(t.px(2));
  QSizePolicy place = m->progress->sizePolicy();
  place.setRetainSizeWhenHidden(true);  // its place stays: nothing moves when something is simulated
  m->progress->setSizePolicy(place);
  auto* slot = new Surface(Surface::Fill::Panel);
  slot->setEdges(Qt::BottomEdge);
  auto* slotRow = new QVBoxLayout(slot);
  slotRow->setContentsMargins(0, 0, 0, 1);
  slotRow->addWidget(m->progress);
  column->addWidget(slot);
  m->banner = new Banner;
  m->banner->setObjectName(u"simulate_banner"_s);
  column->addWidget(m->banner);
  auto* key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
  key->setContext(Qt::WidgetWithChildrenShortcut);
  auto* table = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), this);
  table->setContext(Qt::WidgetWithChildrenShortcut);
  connect(table, &QShortcut::activated, this, &SimulateView::showAsTable);
  connect(key, &QShortcut::activated, m->apply, &QPushButton::click);
  connect(m->apply, &QPushButton::clicked, this, &SimulateView::applyB);
  connect(m->fire, &QPushButton::clicked, this, &SimulateView::fireForReal);
  connect(m->cancel, &QPushButton::clicked, this, [this] {
    m->run.cancel();
    m->sweepRun.cancel();
    refresh();
  });
  connect(m->banner, &Banner::actionTriggered, this, [this] {
    m->banner->clear();
    later();
  });
}

QWidget* SimulateView::buildLeft() {
  const Theme& t = Theme::current();
  auto* left = new Surface(Surface::Fill::Panel);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* title = new PaneTitle(tr("Load"));
  m->source = new ComboField(tr("Load that is simulated"));
  m->source->setObjectName(u"simulate_load"_s);
  m->source->setCompact(true);
  title->setHeight(40);
  title->addRight(m->source);
  column->addWidget(title);
  m->amount = new QWidget;
  auto* amount = new QHBoxLayout(m->amount);
  amount->setContentsMargins(t.px(12), t.px(8), t.px(12), 0);
  amount->setSpacing(t.px(8));
  m->count = new NumberField(tr("Events of the load"), tr("events"));
  m->count->setObjectName(u"simulate_count"_s);
  m->count->setRange(1, 1'000'000);
  m->count->setValue(600);
  m->peak = new NumberField(tr("Peak rate of the load"), u"/s"_s);
  m->peak->setObjectName(u"simulate_peak"_s);
  m->peak->setRange(0.1, 5'000);
  m->peak->setDecimals(1);
  m->peak->setValue(78);
  for (NumberField* field : {m->count, m->peak}) field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  amount->addWidget(m->count, 1);
  amount->addWidget(m->peak, 1);
  column->addWidget(m->amount);
  m->curve = new SimLoadCurve;
  column->addWidget(m->curve);
  auto* modes = new QWidget;
  auto* line = new QHBoxLayout(modes);
  line->setContentsMargins(t.px(12), 0, t.px(12), t.px(8));
  m->mode = new SegmentedControl(tr("Invocation type"));
  m->mode->setObjectName(u"simulate_mode"_s);
  m->mode->addSegment(tr("Sync"));
  m->mode->addSegment(tr("Async"));
  m->mode->setCompact(true);
  m->refit = new DeskButton(tr("Fit again"), DeskButton::Kind::Flat);
  m->refit->setObjectName(u"simulate_refit"_s);
  m->refit->setCompact(true);
  m->refit->setToolTip(tr("Take timings, settings and the recorded load from the function as it is now"));
  line->addWidget(m->mode);
  line->addStretch(1);
  line->addWidget(m->refit);
  column->addWidget(modes);
  column->addWidget(new Hairline);
  m->settings = new SimSettingsPane;
  auto* scroll = new QScrollArea;
  scroll->setObjectName(u"simulate_settings"_s);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  auto* inner = new Surface(Surface::Fill::Panel);
  auto* holder = new QVBoxLayout(inner);
  holder->setContentsMargins(0, 0, 0, 0);
  holder->addWidget(m->settings);
  holder->addStretch(1);
  scroll->setWidget(inner);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // As wide as what is in it: with C there is a column more.
  const auto widen = [left, settings = m->settings] {
    settings->layout()->activate();
    left->setMinimumWidth(std::max(Theme::current().px(356), settings->layout()->minimumSize().width() + Theme::current().px(12)));
  };
  connect(m->settings, &SimSettingsPane::columnsChanged, scroll, widen);
  widen();
  column->addWidget(scroll, 1);
  auto* foot = new Surface(Surface::Fill::Panel);
  foot->setEdges(Qt::TopEdge);
  foot->setFixedHeight(t.px(40));
  m->reset = new DeskButton(tr("Reset B"));
  m->reset->setObjectName(u"simulate_reset"_s);
  m->reset->setCompact(true);
  m->addC = new DeskButton(tr("Add C"));
  m->addC->setObjectName(u"simulate_addC"_s);
  m->addC->setIconName(u"plus"_s);
  m->addC->setCompact(true);
  m->tariffButton = new DeskButton(tr("Tariff of %1").arg(m->tariff.date), DeskButton::Kind::Flat);
  m->tariffButton->setObjectName(u"simulate_tariff"_s);
  m->tariffButton->setCompact(true);
  m->seed = new Label(Label::Role::CodeSmall, Tone::Tertiary, tr("seed %1").arg(kSimSeed));
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(t.px(12), 0, t.px(12), 0);
  row->addWidget(m->addC);
  row->addWidget(m->reset);
  row->addWidget(m->tariffButton);
  row->addStretch(1);
  row->addWidget(m->seed);
  column->addWidget(foot);
  left->setMaximumWidth(t.px(520));
  return left;
}

QWidget* SimulateView::buildRight() {
  const Theme& t = Theme::current();
  auto* right = new Surface(Surface::Fill::Panel);
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* upper = new QWidget;
  auto* row = new QHBoxLayout(upper);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  m->verdict = new SimVerdictPane;
  m->outcome = new SimOutcomeTable;
  row->addWidget(m->verdict, 1);
  row->addWidget(new Hairline(Qt::Vertical));
  row->addWidget(m->outcome);
  column->addWidget(upper);
  auto* bar = new ToolRow;
  bar->setHeight(36);
  bar->setLines(true, true);
  m->shown = new SegmentedControl(tr("What is drawn"));
  m->shown->setObjectName(u"simulate_shown"_s);
  m->shown->addSegment(tr("Over time"));
  m->shown->addSegment(tr("Sweep"));
  m->shown->setCompact(true);
  m->swept = new ComboField(tr("Setting to sweep"));
  m->swept->setObjectName(u"simulate_swept"_s);
  m->swept->setCompact(true);
  for (const SimSetting s : kAllSimSettings) m->swept->addItem(SimVerdict::nameOf(s), static_cast<int>(s));
  m->note = new Label(Label::Role::Caption, Tone::Tertiary, {});
  m->note->setObjectName(u"simulate_note"_s);
  bar->row()->addWidget(m->shown);
  bar->row()->addWidget(m->swept);
  bar->row()->addStretch(1);
  bar->row()->addWidget(m->note);
  m->swept->hide();
  m->keep = new NumberField(tr("Keep p99 within"), u"ms"_s);
  m->keep->setObjectName(u"simulate_keep"_s);
  m->keep->setCompact(true);
  m->keep->setRange(0, 900'000);
  m->keep->setSpecialValueText(tr("no p99 limit"));
  m->keep->setFixedWidth(t.px(148));  // of the words, which are longer than the number
  m->keep->setToolTip(tr("Marks the cheapest value that keeps p99 within this and throttles nothing"));
  m->keep->hide();
  bar->row()->insertWidget(2, m->keep);
  column->addWidget(bar);
  m->tracks = new SimTracks;
  m->sweepChart = new SweepChart;
  m->stack = new QStackedWidget;
  m->stack->addWidget(m->tracks);
  m->stack->addWidget(m->sweepChart);
  column->addWidget(m->stack, 1);
  buildCompare();
  upper->setMaximumHeight(t.px(250));
  return right;
}

}  // namespace scfdesk
