// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/invocationinspector.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/test/phasebar.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFigures = 4;
constexpr int kSoonMs = 100;  // a running invocation grows; figures faster than this cannot be read
constexpr int kWidth = 392;
}  // namespace

InvocationInspector::InvocationInspector(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"scaling_inspector"_s);
  setAccessibleName(tr("Invocation inspector"));
  m_title = new PaneTitle(tr("Invocation"));
  m_id = new Label(Label::Role::Code, Tone::Secondary, {});
  m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_status = new Chip({});
  m_cold = new Chip({}, Chip::Kind::Warn);
  m_title->addLeft(m_id);
  m_title->addRight(m_status);
  m_title->addRight(m_cold);
  auto* body = new Surface(Surface::Fill::Panel);
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
  m_sentence = new Label(Label::Role::Dense, Tone::Secondary, {});
  m_start = new Label(Label::Role::Dense, Tone::Tertiary, {});
  m_stop = new Label(Label::Role::Dense, Tone::Tertiary, {});
  auto* lines = new QVBoxLayout(body);
  lines->addWidget(m_phases);
  lines->addLayout(figures);
  for (Label* label : {m_sentence, m_start, m_stop}) {
    label->setElided(Qt::ElideRight);
    lines->addWidget(label);
  }
  lines->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_title);
  column->addWidget(body, 1);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &InvocationInspector::refresh);
  const auto now = [this] {
    if (isVisible()) refresh();
  };
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

void InvocationInspector::refresh() {
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
  m_start->setText(tr("%1 started: %2").arg(name, lane->startReason));
  m_stop->setText(tr("%1 reclaimed: %2").arg(name, lane->stopReason));
}

void InvocationInspector::showInvocation(const Invocation& inv) {
  m_title->setTitle(tr("Invocation"));
  m_title->setCaption({});
  m_id->setText(QString::fromLatin1(inv.requestId.left(13)));
  m_id->setToolTip(QString::fromLatin1(inv.requestId));
  m_status->show();
  m_status->setKind(!inv.finished ? Chip::Kind::Info : inv.statusCode == status::kSuccess ? Chip::Kind::Ok : Chip::Kind::Error);
  m_status->setCode(QString::number(inv.statusCode), true);
  m_status->setText(inv.finished ? statusCodeName(inv.statusCode) : tr("running"));
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
  m_sentence->setText(inv.message);
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
