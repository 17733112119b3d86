// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/async/eventqueue.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "widgets/async/eventdetail.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/rowtable.h"
#include "widgets/functions/askdialog.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/theme/followtheme.h"
#include <QJsonArray>
#include <QStackedWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QString age(qint64 sinceMs, qint64 nowMs) { return sinceMs == 0 ? format::none() : format::ago(sinceMs * 1000, nowMs * 1000); }
QString until(qint64 dueMs, qint64 nowMs) {
  if (dueMs == 0) return format::none();
  return dueMs <= nowMs ? EventQueue::tr("now") : EventQueue::tr("in %1 s").arg((dueMs - nowMs + 999) / 1000);
}
bool hasEnded(const QString& state) { return state == u"finished"_s || state == u"failed"_s || state == u"aborted"_s; }
Tone toneOf(const QString& state) {
  if (state == u"running"_s) return Tone::Link;
  if (state == u"failed"_s) return Tone::Error;
  return hasEnded(state) ? Tone::Secondary : Tone::Warning;
}
/// A few names, and how many there are besides.
QString namesText(const QJsonArray& names) {
  QStringList some;
  for (const QJsonValue& name : names)
    if (some.size() < 3) some << name.toString();
  const QString list = some.join(u", "_s);
  return names.size() <= some.size() ? list : EventQueue::tr("%1 and %2 more").arg(list).arg(names.size() - some.size());
}
QString stateWord(const QString& state) {
  if (state == u"running"_s) return EventQueue::tr("Running");
  if (state == u"finished"_s) return EventQueue::tr("Finished");
  if (state == u"failed"_s) return EventQueue::tr("Failed");
  if (state == u"aborted"_s) return EventQueue::tr("Aborted");
  return state == u"retrying"_s ? EventQueue::tr("Will be retried") : EventQueue::tr("Waiting");
}

}  // namespace

EventQueue::EventQueue(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_stack(new QStackedWidget(this)), m_banner(new Banner(this)) {
  setObjectName(u"async_queue"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_banner);
  m_untold = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_untold->setObjectName(u"async_untold"_s);
  m_untold->setWordWrap(true);
  m_untold->hide();
  column->addWidget(m_untold);
  column->addWidget(m_stack, 1);
  followTheme(m_untold, [this] { m_untold->setContentsMargins(Theme::current().px(16), Theme::current().px(8), Theme::current().px(16), Theme::current().px(8)); });
  m_nothing = new EmptyState(tr("Nothing waits."), tr("Async events stand here from the moment they are accepted until they have ended: those that wait for an instance, those that run, and those that will be retried."), m_stack);
  m_nothing->setObjectName(u"async_nothing"_s);
  m_stack->addWidget(m_nothing);

  auto* split = new HairlineSplitter(Qt::Horizontal, m_stack);
  auto* left = new HairlineSplitter(Qt::Vertical, split);
  m_functions = new RowTable(tr("Queue by function"), left);
  m_functions->setObjectName(u"async_functions"_s);
  m_functions->setColumns({{tr("Function"), 0, false}, {tr("Depth"), 76, true}, {tr("Oldest"), 108, true}, {tr("Retrying"), 76, true}, {tr("Next retry"), 100, true}});
  auto* lower = new QWidget(left);
  auto* lowerColumn = new QVBoxLayout(lower);
  lowerColumn->setContentsMargins(0, 0, 0, 0);
  lowerColumn->setSpacing(0);
  m_eventsTitle = new PaneTitle(tr("Events"), lower);
  m_events = new RowTable(tr("Events of the function"), lower);
  m_events->setObjectName(u"async_events"_s);
  m_events->setColumns({{tr("Request id"), 0, false}, {tr("State"), 116, false}, {tr("Accepted"), 108, true}, {tr("Attempt"), 68, true}, {tr("Next try"), 92, true}});
  lowerColumn->addWidget(m_eventsTitle);
  lowerColumn->addWidget(m_events, 1);
  left->addWidget(m_functions);
  left->addWidget(lower);
  left->setStretchFactor(0, 2);
  left->setStretchFactor(1, 3);
  m_detail = new EventDetail(u"async"_s, tr("No event chosen"), tr("Choose an event at the left to see its attempts and its payload."), split);
  split->addWidget(left);
  split->addWidget(m_detail);
  split->setStretchFactor(0, 5);
  split->setStretchFactor(1, 4);
  split->setSizes({640, 520});
  m_stack->addWidget(split);

  m_terminate = new DeskButton(tr("Terminate…"), DeskButton::Kind::Default, m_detail);
  m_terminate->setObjectName(u"async_terminate"_s);
  m_edit = new DeskButton(tr("Edit then fire"), DeskButton::Kind::Default, m_detail);
  m_edit->setObjectName(u"async_edit"_s);
  m_edit->setToolTip(tr("Puts the event into the editor of Test. This one goes on."));
  m_detail->buttons()->addWidget(m_edit);
  m_detail->buttons()->addStretch(1);
  m_detail->buttons()->addWidget(m_terminate);
  needsEngine(m_terminate, hub);
  connect(m_terminate, &DeskButton::clicked, this, &EventQueue::askTerminate);
  connect(m_edit, &DeskButton::clicked, this, [this] { Q_EMIT editWanted(m_function, m_detail->payload()); });
  connect(m_functions, &RowTable::currentKeyChanged, this, &EventQueue::chooseFunction);
  connect(m_events, &RowTable::currentKeyChanged, this, &EventQueue::loadEvent);
  connect(m_events, &RowTable::deleteWanted, this, &EventQueue::askTerminate);
  connect(m_banner, &Banner::actionTriggered, this, &EventQueue::refresh);
  m_timer.setInterval(kRefreshMs);
  connect(&m_timer, &QTimer::timeout, this, &EventQueue::refresh);
  setFocusProxy(m_functions);
}

void EventQueue::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_timer.start();
  refresh();
}
void EventQueue::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_timer.stop();
}

void EventQueue::refresh() {
  if (m_asking || m_hub.loss()) return;
  m_asking = true;
  QString target = u"/-/async"_s;
  if (m_function != 0) target += u"?function=%1&count=%2"_s.arg(m_function).arg(kEventsShown);
  calls::get(m_hub, target, this, [this](const Result<QJsonObject>& r) {
    m_asking = false;
    onQueue(r);
  });
}

void EventQueue::onQueue(const Result<QJsonObject>& answer) {
  if (!answer) {
    if (!m_hub.loss()) m_banner->show(answer.error(), tr("Try again"));
    return;
  }
  m_banner->clear();
  const qint64 now = (*answer)[u"time"_s].toInteger();
  QList<Row> rows;
  int depth = 0;
  for (const QJsonValue& value : (*answer)[u"functions"_s].toArray()) {
    const QJsonObject f = value.toObject();
    depth += f[u"depth"_s].toInt();
    const int retrying = f[u"retrying"_s].toInt();
    const QString name = f[u"namespace"_s].toString() == u"default"_s ? f[u"name"_s].toString() : QString(f[u"namespace"_s].toString() + u'/' + f[u"name"_s].toString());
    rows.append({QString::number(f[u"id"_s].toInt()),
                 {{name}, {format::count(f[u"depth"_s].toInt()), Tone::Primary, true}, {age(f[u"oldestMs"_s].toInteger(), now), Tone::Secondary, true},
                  {format::count(retrying), retrying > 0 ? Tone::Warning : Tone::Tertiary, true}, {until(f[u"nextRetryMs"_s].toInteger(), now), Tone::Secondary, true}}});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.cells[0].text < b.cells[0].text; });
  m_functions->setRows(rows);
  sayUntold(*answer, rows.isEmpty());
  m_stack->setCurrentIndex(rows.isEmpty() ? 0 : 1);
  if (m_functions->currentKey().isEmpty() && !rows.isEmpty()) m_functions->choose(rows.first().key);
  if (depth != m_depth) {
    m_depth = depth;
    Q_EMIT depthChanged();
  }
  if (!answer->contains(u"events"_s)) return;
  QList<Row> events;
  int ended = 0;
  for (const QJsonValue& value : (*answer)[u"events"_s].toArray()) {
    const QJsonObject e = value.toObject();
    const QString state = e[u"state"_s].toString(), id = e[u"requestId"_s].toString();
    ended += hasEnded(state);
    events.append({id,
                   {{id, Tone::Primary, true}, {stateWord(state), toneOf(state)}, {age(e[u"acceptedMs"_s].toInteger(), now), Tone::Secondary, true},
                    {e.contains(u"attempt"_s) ? QString::number(e[u"attempt"_s].toInt()) : format::none(), Tone::Secondary, true}, {state == u"retrying"_s ? until(e[u"retryAtMs"_s].toInteger(), now) : format::none(), Tone::Secondary, true}},
                   EngineWords::text(e[u"message"_s].toString())});
  }
  const int total = (*answer)[u"total"_s].toInt();
  if (const auto runs = (*answer)[u"total"_s].toInt(), over = (*answer)[u"endedTotal"_s].toInt(); answer->contains(u"endedTotal"_s))
    m_eventsTitle->setCaption(ended < over ? tr("%1 running, the newest %2 of %3 ended").arg(format::count(runs), format::count(ended), format::count(over)) : tr("%1 running, %2 ended").arg(format::count(runs), format::count(over)));
  else
    m_eventsTitle->setCaption(total > events.size() ? tr("the oldest %1 of %2").arg(format::count(events.size()), format::count(total)) : format::count(total));
  m_events->setRows(events);
  if (m_events->currentKey().isEmpty()) {
    if (events.isEmpty()) m_detail->clear();
    else m_events->choose(events.first().key);
  } else {
    loadEvent(m_events->currentKey());
  }
}

/// What a connection does not tell stands where it is missed.
void EventQueue::sayUntold(const QJsonObject& answer, bool empty) {
  if (!answer[u"brief"_s].toBool()) return m_untold->hide();
  const QJsonArray untold = answer[u"untold"_s].toArray();
  const QString waiting = tr("The API lists async events that run and, for 72 hours, those that have ended, of functions with event tracing; events that wait and retries to come are not told.");
  const QString others = untold.isEmpty() ? QString() : tr("Without event tracing, and so not listed: %1.").arg(namesText(untold));
  if (empty) {
    m_nothing->setHeading(tr("No function with event tracing."));
    m_nothing->setText(QString(waiting + u' ' + others).trimmed());
  }
  m_untold->setText(QString(waiting + u' ' + others).trimmed());
  m_untold->setVisible(!empty);
}

void EventQueue::chooseFunction(const QString& key) {
  m_function = key.toUInt();
  if (m_function == 0) {
    m_events->setRows({});
    m_detail->clear();
  }
  refresh();
}

void EventQueue::loadEvent(const QString& requestId) {
  if (requestId.isEmpty()) return m_detail->clear();
  calls::get(m_hub, QString(u"/-/async/"_s + requestId), this, [this, requestId](const Result<QJsonObject>& r) { onEvent(requestId, r); });
}

void EventQueue::onEvent(const QString& requestId, const Result<QJsonObject>& answer) {
  if (requestId != m_events->currentKey()) return;
  if (!answer) return;  // it has ended; the next refresh takes its row away
  m_event = *answer;
  const QJsonObject& e = m_event;
  const QString state = e[u"state"_s].toString();
  m_detail->setEvent(requestId, stateWord(state), false);
  const TimeUs now = m_hub.time().now(), accepted = e[u"acceptedMs"_s].toInteger() * 1000;
  const bool brief = e[u"brief"_s].toBool();
  m_edit->setVisible(!brief);
  m_terminate->setVisible(!hasEnded(state));
  m_terminate->setAccessibleName(tr("Terminate event %1").arg(requestId));
  if (brief) {
    const qint64 ended = e[u"endedMs"_s].toInteger();
    m_detail->setEvent(requestId, stateWord(state), state == u"failed"_s);
    QList<std::pair<QString, QString>> facts{{tr("Version or alias"), e[u"qualifier"_s].toString()}, {tr("From", "what fired it"), e[u"source"_s].toString()}, {tr("Started"), format::dateTime(accepted)}};
    if (ended > 0) facts.append({tr("Ended"), format::dateTime(ended * 1000)});
    else facts.append({tr("Age"), format::ago(accepted, now)});
    m_detail->setFacts(facts);
    m_detail->setMessage({});
    m_detail->setPayload({});
    return m_detail->setUntold(tr("The API tells neither the attempts nor the payload of an event. Its log says more."));
  }
  m_detail->setUntold({});
  m_detail->setFacts({{tr("Version or alias"), e[u"qualifier"_s].toString()}, {tr("From", "what fired it"), e[u"source"_s].toString()}, {tr("Accepted"), format::dateTime(accepted)},
                      {tr("Age"), format::ago(accepted, now)}, {tr("Attempt"), QString::number(e[u"attempt"_s].toInt())}, {tr("Event"), format::bytes(e[u"bytes"_s].toInteger()).text()}});
  QList<Attempt> attempts = attemptsOf(e[u"attempts"_s].toArray());
  QString last;
  for (const Attempt& a : attempts) last = a.message;
  Attempt open;
  open.number = e[u"attempt"_s].toInt();
  open.state = state == u"running"_s ? Attempt::State::Running : Attempt::State::Due;
  open.start = e[u"retryAtMs"_s].toInteger() * 1000;
  attempts.append(open);
  m_detail->setAttempts(attempts, now);
  m_detail->setMessage(EngineWords::text(last));
  m_detail->setPayload(e[u"payload"_s].toString().toUtf8());
}

void EventQueue::askTerminate() {
  const QString requestId = m_detail->requestId();
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (requestId.isEmpty() || !f) return;
  const bool runs = m_event[u"state"_s].toString() == u"running"_s;
  auto* dialog = new AskDialog(tr("Terminate this event?"),
                               runs ? tr("The run of %1 is ended at once, with what it has not finished. The event is not retried and leaves no dead letter.").arg(f->key.name)
                                    : tr("The event waits for %1 and is never run. It is not retried and leaves no dead letter.").arg(f->key.name),
                               tr("Terminate"), tr("Keep"), this);
  dialog->setObjectName(u"async_terminateDialog"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, requestId, function = m_function] { terminate(requestId, function); });
  dialog->show();
}

void EventQueue::terminate(const QString& requestId, FunctionId function) {
  const FunctionInfo* f = m_hub.functions().info(function);
  if (!f) return;
  QJsonObject params = calls::nameOf(f->key);
  params[u"InvokeRequestId"_s] = requestId;
  calls::action(m_hub, "TerminateAsyncEvent", params, this, [this](const Result<QJsonObject>& r) {
    if (!r) m_banner->show(r.error());
    refresh();
  });
}

}  // namespace scfdesk
