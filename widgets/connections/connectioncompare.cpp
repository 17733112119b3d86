// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectioncompare.h"
#include "models/data/eventvariables.h"
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/comparepane.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QDateTime>
#include <QRandomGenerator>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
enum Tab { EventTab, ResultTab, LogTab };

QString nameOf(const ConnectionProfile& profile) { return profile.kind == ConnectionKind::Embedded ? ConnectionCompare::tr("Embedded engine") : profile.name; }
QString ms(double value) { return format::duration(int64_t(std::llround(value * 1000))).text(); }
}  // namespace

ConnectionCompare::ConnectionCompare(ModelHub& hub, Connections& connections, const QString& function, const QByteArray& event, QWidget* parent)
    : QDialog(parent), m_hub(hub), m_connections(connections), m_function(function) {
  setObjectName(u"connectionCompare"_s);
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("%1 here and there").arg(function));
  setAccessibleName(windowTitle());
  QWidget* bar = buildBar();
  m_note = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_note->setObjectName(u"connectionCompare_note"_s);
  m_note->setWordWrap(true);
  m_banner = new Banner(this);
  m_pane = new ComparePane(this);
  for (const QString& title : {tr("Event"), tr("Result"), tr("Log")}) m_pane->addTab(title);
  m_pane->setCurrentTab(ResultTab);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar);
  column->addWidget(m_note);
  column->addWidget(m_banner);
  column->addWidget(m_pane, 1);
  followTheme(this, [this, bar] {
    const Theme& theme = Theme::current();
    resize(theme.px(960), theme.px(720));
    bar->layout()->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10));
    bar->layout()->setSpacing(theme.px(8));
    m_note->setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10));
    m_target->setMinimumWidth(theme.px(220));
    m_event->setMinimumWidth(theme.px(200));
    QPalette p = palette();
    p.setColor(QPalette::Window, theme.colors().surface.panel);
    setPalette(p);
  });
  fillEvents(event);
  showWarning();
  showButton();
}
ConnectionCompare::~ConnectionCompare() = default;

QWidget* ConnectionCompare::buildBar() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  m_target = new ComboField(tr("With"), bar);
  m_target->setObjectName(u"connectionCompare_target"_s);
  m_target->setLabel(tr("With"));
  m_target->setEmptyText(tr("no other connection yet"));
  for (const ConnectionProfile& one : m_connections.profiles())
    if (one.id != m_connections.current().id) m_target->addItem(one.region.isEmpty() ? nameOf(one) : QString(nameOf(one) + u"  "_s + one.region + u" / "_s + one.ns), one.id);
  m_event = new ComboField(tr("Event"), bar);
  m_event->setObjectName(u"connectionCompare_event"_s);
  m_event->setLabel(tr("Event"));
  m_runs = new NumberField(tr("Times at each end"), tr("times"), bar);
  m_runs->setObjectName(u"connectionCompare_runs"_s);
  m_runs->setRange(1, CompareRequest::kMostRuns);
  m_runs->setValue(1);
  m_runs->setToolTip(tr("By turns; times are those in the middle of all runs"));
  m_fire = new DeskButton(tr("Fire at both"), DeskButton::Kind::Primary, bar);
  m_fire->setObjectName(u"connectionCompare_fire"_s);
  m_fire->setAccessibleName(m_fire->text());
  row->addWidget(m_target);
  row->addWidget(m_event);
  row->addWidget(m_runs);
  row->addStretch(1);
  row->addWidget(m_fire);
  connect(m_target, &QComboBox::currentIndexChanged, this, [this] {
    m_ends[1].reset();
    showWarning();
    showButton();
  });
  connect(m_fire, &DeskButton::clicked, this, &ConnectionCompare::fire);
  return bar;
}

void ConnectionCompare::fillEvents(const QByteArray& edited) {
  if (!edited.isEmpty()) m_event->addItem(tr("as in the editor"), edited);
  const FunctionInfo* info = m_hub.functions().infoOf({m_connections.current().ns, m_function});
  const FunctionKey key = info ? info->key : FunctionKey{m_connections.current().ns, m_function};
  m_hub.backend().savedEvents(key, this, [this](const Result<QList<SavedEvent>>& events) {
    if (events)
      for (const SavedEvent& event : *events) m_event->addItem(event.name, event.json);
    if (m_event->count() == 0) m_event->addItem(tr("empty"), QByteArray("{}"));
    showButton();
  });
}

/// Where it costs something, that is said before anything is fired.
void ConnectionCompare::showWarning() {
  const QString id = m_target->currentData().toString();
  QStringList clouds;
  for (const ConnectionProfile& one : m_connections.profiles())
    if (one.kind == ConnectionKind::Cloud && (one.id == id || one.id == m_connections.current().id)) clouds << nameOf(one);
  m_note->setText(clouds.isEmpty() ? QString() : tr("%1 runs at %2: it costs what it costs there, and changes what it changes there.").arg(m_function, clouds.join(u", "_s)));
  m_note->setVisible(!clouds.isEmpty());
}

void ConnectionCompare::showButton() {
  const bool busy = m_opening || (m_run && m_run->running());
  for (QWidget* one : QList<QWidget*>{m_target, m_event, m_runs}) one->setEnabled(!busy);
  m_fire->setEnabled(!busy && m_target->currentIndex() >= 0 && m_event->currentIndex() >= 0);
  if (!busy) m_fire->setText(tr("Fire at both"));
}

void ConnectionCompare::fire() {
  m_banner->clear();
  if (m_ends[0] && m_ends[1]) return run();
  m_opening = true;
  showButton();
  const auto failed = [this](const Error& error) {
    m_opening = false;
    showButton();
    m_banner->show(error);
  };
  m_connections.openEnd(m_connections.current().id, this, [this, failed](const Result<std::shared_ptr<DeployTarget>>& here) {
    if (!here) return failed(here.error());
    m_ends[0] = *here;
    m_connections.openEnd(m_target->currentData().toString(), this, [this, failed](const Result<std::shared_ptr<DeployTarget>>& there) {
      if (!there) return failed(there.error());
      m_ends[1] = *there;
      m_opening = false;
      run();
    });
  });
}

void ConnectionCompare::run() {
  CompareRequest request;
  request.function = m_function;
  // Filled in once: both ends get the same event.
  const FunctionInfo* info = m_hub.functions().infoOf({m_connections.current().ns, m_function});
  m_fired = expandVariables(m_event->currentData().toByteArray(),
                            {QDateTime::currentMSecsSinceEpoch() * 1000, 1, [] { return QRandomGenerator::global()->generate64(); }, info ? info->config.environment : QList<std::pair<QString, QString>>()});
  request.event = m_fired;
  request.runs = m_runs->intValue();
  m_run = std::make_unique<CompareRun>(*m_ends[0], *m_ends[1], request);
  connect(m_run.get(), &CompareRun::progressed, this, [this](int fired, int all) { m_fire->setText(tr("%1 of %2").arg(fired).arg(all)); });
  connect(m_run.get(), &CompareRun::finished, this, &ConnectionCompare::showComparison);
  m_run->start();
  showButton();
}

QList<Row> ConnectionCompare::rowsOf(const Comparison& comparison) {
  const CompareSide &a = comparison.first, &b = comparison.second;
  QList<Row> rows;
  const auto add = [&rows](const QString& name, const QString& first, const QString& second, const QString& difference, bool differs) {
    rows.append({name, {{name, differs ? Tone::Primary : Tone::Tertiary}, {first, differs ? Tone::Primary : Tone::Tertiary, true}, {second, differs ? Tone::Primary : Tone::Tertiary, true},
                        {difference, Tone::Link, true}}});
  };
  const auto number = [&add](const QString& name, double first, double second, const std::function<QString(double)>& text) {
    const QString before = text(first), after = text(second);
    add(name, before, after, before == after ? QString() : QString((second > first ? u"+"_s : u"-"_s) + text(std::abs(second - first))), before != after);
  };
  const auto code = [](const CompareSide& side) { return QString(QString::number(side.statusCode) + u' ' + ReplyWords::codeName(side.statusCode)); };
  const auto starts = [](const CompareSide& side) { return side.runs == 1 ? (side.coldStarts ? tr("Cold") : tr("Warm")) : tr("%1 of %2 cold").arg(side.coldStarts).arg(side.runs); };
  const auto bytes = [](double value) { return format::bytesMb(int64_t(value)).text(); };
  const bool codes = a.statusCode != b.statusCode, cold = a.coldStarts != b.coldStarts;
  add(tr("Status"), code(a), code(b), codes ? tr("differs") : QString(), codes);
  add(tr("Start"), starts(a), starts(b), {}, cold);
  number(tr("In the function"), a.durationMs, b.durationMs, ms);
  number(tr("Billed"), a.billedMs, b.billedMs, ms);
  number(tr("From here and back"), a.roundTripMs, b.roundTripMs, ms);
  number(tr("Peak memory"), double(a.memoryBytes), double(b.memoryBytes), bytes);
  add(tr("Result"), format::bytes(a.result.size()).text(), format::bytes(b.result.size()).text(), ComparePane::saidOf(qsizetype(comparison.result.changes.size())), !comparison.result.changes.empty());
  return rows;
}

void ConnectionCompare::showComparison() {
  showButton();
  const Comparison& got = m_run->comparison();
  for (const CompareSide* side : {&got.first, &got.second}) {
    if (!side->error) continue;
    Error error = *side->error;
    error.message = tr("%1: %2").arg(side->name, EngineWords::text(error.message));
    m_banner->show(error);
    break;
  }
  m_pane->figures().setColumns({{tr("What"), 0, false}, {got.first.name, 240, false}, {got.second.name, 240, false}, {tr("Difference"), 170, false}});
  m_pane->figures().setRows(got.complete() ? rowsOf(got) : QList<Row>());
  const auto changed = std::count_if(got.log.cbegin(), got.log.cend(), [](const LineChange& line) { return line.kind != LineChange::Kind::Same; });
  const QString result = got.complete() ? ComparePane::saidOf(qsizetype(got.result.changes.size())) : QString();
  const QString log = !got.complete() ? QString() : changed == 0 ? tr("the same, but for times and ids") : tr("%n line(s) differ", nullptr, int(changed));
  m_pane->setTexts({{m_fired, m_fired, true, tr("the same")}, {got.first.result, got.second.result, true, result}, {got.first.log, got.second.log, false, log}});
}

}  // namespace scfdesk
