// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/scalingview.h"
#include "models/decisionhistory.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/logs/cursorlog.h"
#include "widgets/scaling/invocationinspector.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/scaling/plot.h"
#include "widgets/scaling/scalingheader.h"
#include "widgets/scaling/tabledialog.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/scaling/trackstack.h"
#include "widgets/theme/theme.h"
#include <QAction>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFoot = 136;       // token pixels of log and inspector
constexpr int kFootMost = 320;
constexpr int kInspector = 392;
constexpr TimeUs kWhyReach = 1'000'000;
constexpr size_t kWhysShown = 200;  // decisions of one moment to step through
}  // namespace

struct ScalingView::Impl {
  ModelHub& hub;
  Plot plot;
  ScalingHeader* header = nullptr;
  TrackStack* stack = nullptr;
  CursorLog* log = nullptr;
  InvocationInspector* inspector = nullptr;
  HairlineSplitter* split = nullptr;
  HairlineSplitter* foot = nullptr;
  bool sized = false;
  explicit Impl(ModelHub& h) : hub(h), plot(h) {}
  void size(int height, int width);
};

/// The foot keeps its base height until the graphs have grown all they may.
void ScalingView::Impl::size(int height, int width) {
  const Theme& t = Theme::current();
  const int least = t.px(kFoot) - split->handleWidth();
  const int spare = height - stack->preferredHeight() * 2 - least;
  const int low = std::clamp(least + spare, least, t.px(kFootMost));
  split->setSizes({height - low, low});
  foot->setSizes({width - t.px(kInspector), t.px(kInspector)});
}

ScalingView::ScalingView(ModelHub& hub, QWidget* parent) : QWidget(parent), m(std::make_unique<Impl>(hub)) {
  setObjectName(u"scaling_view"_s);
  m->header = new ScalingHeader(m->plot);
  m->stack = new TrackStack(m->plot);
  m->log = new CursorLog(hub);
  m->inspector = new InvocationInspector(hub);
  m->foot = new HairlineSplitter(Qt::Horizontal);
  m->foot->setObjectName(u"scaling_foot"_s);
  m->foot->addWidget(m->log);
  m->foot->addWidget(m->inspector);
  m->foot->setStretchFactor(0, 1);
  m->foot->setChildrenCollapsible(false);
  m->split = new HairlineSplitter(Qt::Vertical);
  m->split->setObjectName(u"scaling_split"_s);
  m->split->addWidget(m->stack);
  m->split->addWidget(m->foot);
  m->split->setStretchFactor(0, 1);
  m->split->setCollapsible(0, false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m->header);
  column->addWidget(m->split, 1);

  connect(m->header, &ScalingHeader::functionChosen, this, [this](quint32 id) {
    if (id) m->hub.selection().setFunction(id);
    setFunction(id);
  });
  connect(m->header, &ScalingHeader::sortChosen, m->stack->lanes(), &LaneArea::setSort);
  connect(m->header, &ScalingHeader::groupChosen, this, [this](bool on) { m->stack->lanes()->setGrouped(on); });
  connect(m->header, &ScalingHeader::fitWanted, this, [this] { fitTime(m->hub, m->plot.function()); });
  connect(m->header, &ScalingHeader::tableWanted, this, &ScalingView::showAsTable);
  connect(m->stack->lanes(), &LaneArea::layoutChanged, m->header, &ScalingHeader::setLanes, Qt::QueuedConnection);
  connect(m->stack->lanes(), &Track::invocationActivated, this, &ScalingView::invocationActivated);
  connect(m->stack, &TrackStack::whyWanted, this, [this](const QString& kind, quint32 instance, qint64 from, qint64 to) {
    const DecisionHistory& log = m->hub.decisions();
    if (instance) {
      const Decision* one = kind == "stop"_L1 ? log.stopOf(instance) : log.startOf(instance);
      if (one) m->inspector->showWhy({*one});
      return;
    }
    m->inspector->showWhy(log.in(m->plot.function(), kind, from, to, kWhysShown));
  });
  connect(m->stack, &TrackStack::whyHereWanted, this, [this] {
    if (m->inspector->showWhyOfSelection()) return;
    const TimeUs at = m->plot.cursor(), reach = std::max(kWhyReach, m->plot.scale().usPerColumn * 8);
    std::vector<Decision> near;
    for (const Decision& one : m->hub.decisions().decisions())
      if (std::abs(one.at - at) <= reach && (m->plot.function() == 0 || one.function == m->plot.function())) near.push_back(one);
    std::sort(near.begin(), near.end(), [at](const Decision& a, const Decision& b) { return std::abs(a.at - at) < std::abs(b.at - at); });
    if (near.size() > kWhysShown) near.resize(kWhysShown);
    if (!near.empty()) m->inspector->showWhy(std::move(near));
  });
  connect(m->inspector, &InvocationInspector::fireAgainWanted, this, &ScalingView::fireAgainWanted);
  connect(m->inspector, &InvocationInspector::settingWanted, this, &ScalingView::settingWanted);
  connect(m->log, &CursorLog::logsWanted, this, &ScalingView::logsWanted);
  setFocusProxy(m->stack->lanes());  // the time keys work as soon as the view is open
  connect(&hub.selection(), &Selection::functionChanged, this, [this](quint32 id) {
    if (id) setFunction(id);
  });
  const auto key = [this](const QKeySequence& keys, const QString& name, auto act) {
    auto* action = new QAction(name, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
  };
  key(Qt::CTRL | Qt::SHIFT | Qt::Key_T, tr("Show as table"), [this] { showAsTable(); });
  key(Qt::Key_F4, tr("Next failure"), [this] { m->stack->lanes()->goToFailure(1); });
  key(Qt::SHIFT | Qt::Key_F4, tr("Previous failure"), [this] { m->stack->lanes()->goToFailure(-1); });
  key(Qt::Key_F3, tr("Next cold start"), [this] { m->stack->lanes()->goToColdStart(1); });
  key(Qt::SHIFT | Qt::Key_F3, tr("Previous cold start"), [this] { m->stack->lanes()->goToColdStart(-1); });
  setFunction(hub.selection().function());
}

ScalingView::~ScalingView() = default;

void ScalingView::setFunction(FunctionId id) {
  m->plot.setFunction(id);
  m->log->setFunction(id);
}

FunctionId ScalingView::function() const {
  return m->plot.function();
}

void ScalingView::takeOver(const ScalingView& from) {
  setFunction(from.m->plot.function());
  m->header->takeOver(*from.m->header);
}

void ScalingView::showAsTable() {
  auto* dialog = new TableDialog(m->stack->current()->table(), this);
  dialog->open();
}

QPixmap ScalingView::picture() {
  m->plot.refresh();
  return m->stack->grab();
}

void ScalingView::showWhy(InvocationId id) {
  m->hub.selection().setInvocation(id);
  m->inspector->showWhyOfSelection();
}

void ScalingView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m->plot.setShown(true);
}

void ScalingView::hideEvent(QHideEvent* event) {
  m->plot.setShown(false);
  QWidget::hideEvent(event);
}

void ScalingView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (m->sized || height() < 300) return;
  m->sized = true;
  layout()->activate();
  m->size(m->split->height(), m->split->width());
}

}  // namespace scfdesk
