// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/invocationinspector.h"
#include "models/decisionhistory.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/scaling/whycard.h"
#include "widgets/test/phasebar.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFigures = 4;
constexpr int kSoonMs = 100;  // a running invocation grows; figures faster than this cannot be read
constexpr int kWidth = 392;

// In a low window the text scrolls: its lines are never squeezed into one another.
QScrollArea* scrolling(QWidget* content) {
  auto* area = new QScrollArea;
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  area->viewport()->setAutoFillBackground(false);
  area->setWidget(content);
  content->setAutoFillBackground(false);
  return area;
}
}  // namespace

InvocationInspector::InvocationInspector(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"scaling_inspector"_s);
  setAccessibleName(tr("Invocation inspector"));
  m_title = new PaneTitle(tr("Invocation"));
  m_id = new Label(Label::Role::Code, Tone::Secondary, {});
  m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_id->setElided(Qt::ElideRight);  // or a selection would move the edge of the pane
  m_status = new Chip({});
  m_cold = new Chip({}, Chip::Kind::Warn);
  m_title->addLeft(m_id);
  m_ask = new DeskButton(QString(), DeskButton::Kind::Flat);
  m_ask->setObjectName(u"scaling_ask_why"_s);
  m_ask->setCompact(true);
  m_back = new DeskButton(QString(), DeskButton::Kind::Flat);
  m_back->setObjectName(u"scaling_why_back"_s);
  m_back->setCompact(true);
  m_title->addRight(m_back);
  m_again = new DeskButton(u"retry"_s, tr("Fire this event again"), {});
  m_again->setObjectName(u"scaling_fire_again"_s);
  m_again->setCompact(true);
  m_title->addRight(m_again);
  connect(m_again, &DeskButton::clicked, this, [this] {
    if (const InvocationId id = m_hub.selection().invocation()) Q_EMIT fireAgainWanted(id);
  });
  m_title->addRight(m_status);
  m_title->addRight(m_cold);
  auto* body = new Surface(Surface::Fill::Panel);
  m_body = scrolling(body);
  m_phases = new PhaseBar;
  m_phases->setObjectName(u"scaling_phases"_s);
  auto* figures = new QHBoxLayout;
  for (int i = 0; i < kFigures; ++i) {
    Figure figure{new Label(Label::Role::Dense, Tone::Tertiary, {}), new Label(Label::Role::Code, Tone::Primary, {})};
    figures->addWidget(figure.name);
    figures->addWidget(figure.value);
    m_figures.append(figure);
  }
  figures->addStretch(1);
  figures->addWidget(m_ask);  // the line of the title is the id's
  m_sentence = new Label(Label::Role::Dense, Tone::Secondary, {});
  m_start = new Label(Label::Role::Dense, Tone::Tertiary, {});
  m_stop = new Label(Label::Role::Dense, Tone::Tertiary, {});
  auto* lines = new QVBoxLayout(body);
  lines->addWidget(m_phases);
  lines->addLayout(figures);
  for (Label* label : {m_sentence, m_start, m_stop}) {
    label->setWordWrap(true);  // a reason is read whole
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    lines->addWidget(label);
  }
  lines->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_title);
  column->addWidget(m_body, 1);
  m_why = new WhyCard(hub);
  auto* reasons = new Surface(Surface::Fill::Panel);
  auto* inside = new QVBoxLayout(reasons);
  inside->setContentsMargins(0, 0, 0, 0);
  inside->addWidget(scrolling(m_why));
  m_reasons = reasons;
  reasons->setObjectName(u"scaling_why_page"_s);
  column->addWidget(reasons, 1);
  reasons->hide();
  connect(m_why, &WhyCard::settingWanted, this, &InvocationInspector::settingWanted);
  connect(m_ask, &DeskButton::clicked, this, &InvocationInspector::showWhyOfSelection);
  connect(m_back, &DeskButton::clicked, this, [this] { setWhyShown(false); });
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &InvocationInspector::refresh);
  const auto now = [this] {
    m_whyShown = false;
    m_body->setVisible(true);
    m_reasons->setVisible(false);
    if (isVisible()) refresh();
  };
  connect(&hub.decisions(), &DecisionHistory::appended, this, [this] {
    if (isVisible() && !m_soon.isActive()) m_soon.start();
  });
  connect(&hub.selection(), &Selection::invocationChanged, this, now);
  connect(&hub.selection(), &Selection::instanceChanged, this, now);
  connect(&hub.invocations(), &InvocationModel::invocationUpdated, this, [this](quint64 id) {
    if (isVisible() && id == m_hub.selection().invocation()) m_soon.start();
  });
  connect(&hub.timeline(), &Timeline::changed, this, [this] {
    // An instance's own figures change with its state; those of an ended invocation do not.
    if (isVisible() && m_hub.selection().instance() && !m_soon.isActive()) m_soon.start();
  });
  connect(&Theme::current(), &Theme::changed, this, &InvocationInspector::rescale);
  rescale();
  refresh();
}

QSize InvocationInspector::sizeHint() const {
  return {Theme::current().px(kWidth), Theme::current().px(136)};
}

void InvocationInspector::rescale() {
  const Theme& t = Theme::current();
  auto* lines = m_phases->parentWidget()->layout();
  lines->setContentsMargins(t.px(12), t.px(10), t.px(12), t.px(6));
  lines->setSpacing(t.px(4));
  QLayout* figures = lines->itemAt(1)->layout();
  figures->setSpacing(t.px(5));
  for (const Figure& f : m_figures) f.value->setContentsMargins(0, 0, t.px(10), 0);
}

void InvocationInspector::showWhy(std::vector<Decision> decisions, size_t first) {
  if (decisions.empty()) return;
  m_why->show(std::move(decisions), first);
  setWhyShown(true);
}

bool InvocationInspector::showWhyOfSelection() {
  std::vector<Decision> all = decisionsOfSelection();
  if (all.empty()) return false;
  showWhy(std::move(all));
  return true;
}

std::vector<Decision> InvocationInspector::decisionsOfSelection() const {
  const DecisionHistory& log = m_hub.decisions();
  const Invocation* inv = m_hub.invocations().invocation(m_hub.selection().invocation());
  const InstanceId instance = inv ? inv->instance : m_hub.selection().instance();
  std::vector<Decision> all;
  if (inv) all = log.of(inv->id);
  const auto add = [&all](const Decision* one) {
    if (one && std::none_of(all.begin(), all.end(), [one](const Decision& d) { return d.at == one->at && d.kind == one->kind && d.instance == one->instance; }))
      all.push_back(*one);
  };
  if (!inv || inv->cold) add(log.startOf(instance));
  if (!inv) add(log.stopOf(instance));
  return all;
}

void InvocationInspector::setWhyShown(bool shown) {
  m_whyShown = shown;
  m_body->setVisible(!shown);
  m_reasons->setVisible(shown);
  refresh();
}

void InvocationInspector::refresh() {
  if (m_whyShown) {
    m_title->setTitle(tr("Why"));
    m_title->setCaption({});
    m_id->setText({});
    m_status->hide();
    m_cold->hide();
    m_back->show();
    m_again->hide();
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(tr("Back to the invocation"));
    return;
  }
  m_back->hide();
  m_ask->setText(tr("Why"));
  m_ask->setAccessibleName(tr("Why the engine decided so"));
  m_ask->setToolTip(tr("The rule that decided, what it was decided from, and the setting that would change it"));
  m_ask->setVisible(!decisionsOfSelection().empty());
  m_again->setVisible(m_hub.selection().invocation() != 0);
  const Invocation* inv = m_hub.invocations().invocation(m_hub.selection().invocation());
  if (inv) {
    showInvocation(*inv);
    if (!inv->finished) m_soon.start();
    return;
  }
  const Lane* lane = m_hub.timeline().lane(m_hub.selection().instance());
  if (lane) showInstance(*lane);
  else showNothing();
}

void InvocationInspector::setFigures(const QList<QPair<QString, QString>>& figures) {
  for (int i = 0; i < kFigures; ++i) {
    const bool used = i < figures.size();
    m_figures[i].name->setVisible(used);
    m_figures[i].value->setVisible(used);
    if (!used) continue;
    m_figures[i].name->setText(figures[i].first);
    m_figures[i].value->setText(figures[i].second);
  }
}

void InvocationInspector::describeInstance(InstanceId id) {
  const Lane* lane = m_hub.timeline().lane(id);
  m_start->setVisible(lane && !lane->startReason.isEmpty());
  m_stop->setVisible(lane && !lane->stopReason.isEmpty());
  if (!lane) return;
  const QString name = instanceName(id);
  m_start->setText(tr("%1 started: %2").arg(name, EngineWords::text(lane->startReason)));
  m_stop->setText(tr("%1 reclaimed: %2").arg(name, EngineWords::text(lane->stopReason)));
}

void InvocationInspector::showInvocation(const Invocation& inv) {
  m_title->setTitle(tr("Invocation"));
  m_title->setCaption({});
  m_id->setText(QString::fromLatin1(inv.requestId.left(13)));
  m_id->setToolTip(QString::fromLatin1(inv.requestId));
  m_status->show();
  m_status->setKind(!inv.finished ? Chip::Kind::Info : inv.statusCode == status::kSuccess ? Chip::Kind::Ok : Chip::Kind::Error);
  m_status->setCode(QString::number(inv.statusCode), true);
  // Beside "Cold start" the code is enough: the id stays whole.
  const QString said = inv.finished ? ReplyWords::codeName(inv.statusCode) : tr("running");
  m_status->setText(inv.cold ? QString() : said);
  m_status->setToolTip(said);
  m_status->setAccessibleName(QString(QString::number(inv.statusCode) + u' ' + said));
  m_cold->setVisible(inv.cold);
  m_cold->setText(tr("Cold start"));
  m_phases->show();
  m_phases->setPhases(phasesOf(inv, m_hub.time().now()));
  QList<QPair<QString, QString>> figures;
  if (inv.finished) {
    figures.append({tr("Total"), format::milliseconds(inv.at.replied - inv.at.accepted).text()});
    figures.append({tr("Billed"), format::count(inv.billedMs) + u" ms"_s});
    figures.append({tr("Peak"), format::bytesMb(inv.peakMemoryBytes).text()});
  }
  setFigures(figures);
  m_sentence->setVisible(!inv.message.isEmpty());
  m_sentence->setText(EngineWords::text(inv.message));
  m_sentence->setTone(inv.statusCode == status::kSuccess || !inv.finished ? Tone::Secondary : Tone::Error);
  describeInstance(inv.instance);
}

void InvocationInspector::showInstance(const Lane& lane) {
  const TimeUs at = m_hub.time().cursor();
  const InstanceState state = lane.stateAt(at);
  const bool gone = lane.gone && lane.gone <= at;
  m_title->setTitle(tr("Instance"));
  m_title->setCaption({});
  m_id->setText(instanceName(lane.instance));
  m_id->setToolTip({});
  m_status->show();
  m_status->setKind(Chip::Kind::Plain);
  m_status->setCode({});
  m_status->setText(state != InstanceState::Gone ? stateText(state) : gone ? tr("reclaimed") : tr("not started"));
  m_cold->hide();
  m_phases->hide();
  int runs = 0, failed = 0;
  for (const LaneSpan& span : lane.spans) {
    runs += span.state == InstanceState::Busy;
    failed += span.failed;
  }
  const TimeUs end = lane.gone ? lane.gone : m_hub.time().now();
  setFigures({{tr("First start"), format::clock(lane.born, 1)},
              {tr("Lived"), format::seconds(static_cast<double>((end - lane.born) / 100'000) / 10)},
              {tr("Runs"), format::count(runs)},
              {tr("Failed"), format::count(failed)}});
  m_sentence->hide();
  describeInstance(lane.instance);
}

void InvocationInspector::showNothing() {
  m_title->setTitle(tr("Invocation"));
  m_title->setCaption({});
  m_id->setText({});
  m_status->hide();
  m_cold->hide();
  m_phases->hide();
  setFigures({});
  m_sentence->show();
  m_sentence->setTone(Tone::Tertiary);
  m_sentence->setText(tr("Click a bar to see its invocation."));
  m_start->hide();
  m_stop->hide();
}

void InvocationInspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

void InvocationInspector::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

}  // namespace scfdesk
