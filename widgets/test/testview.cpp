// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/testview.h"
#include "models/data/eventvariables.h"
#include "models/decisionhistory.h"
#include "models/connections.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/modelhub.h"
#include "models/queryfilter.h"
#include "models/selection.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/test/diffview.h"
#include "widgets/test/comparedialog.h"
#include "widgets/test/loadcompare.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/firesession.h"
#include "widgets/test/historylist.h"
#include "widgets/test/loadtally.h"
#include "widgets/test/replypane.h"
#include "widgets/test/replytext.h"
#include "widgets/theme/theme.h"
#include <QAction>
#include <QDataStream>
#include <QEvent>
#include <QIODevice>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

ReplyPane::Takes takesOf(const FunctionInfo* fn) {
  if (fn && fn->config.runtime == u"CustomImage"_s) return ReplyPane::Takes::Nothing;
  return fn && fn->apiExtras.value(u"Type"_s) == u"\"HTTP\"" ? ReplyPane::Takes::Requests : ReplyPane::Takes::Events;
}


constexpr int kTickMs = 33;  // 30 a second, design.md 0.4
constexpr int kHistoryPx = 28 + 4 * 26;
constexpr quint8 kStateVersion = 2;

}  // namespace

TestView::TestView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_session(new FireSession(hub, this)) {
  setObjectName(u"test_view"_s);
  m_columns = new HairlineSplitter(Qt::Horizontal, this);
  m_columns->setObjectName(u"test_columns"_s);
  m_columns->setChildrenCollapsible(false);
  m_event = new EventPane(hub, m_columns);
  m_right = new HairlineSplitter(Qt::Vertical, m_columns);
  m_right->setObjectName(u"test_right"_s);
  m_right->setChildrenCollapsible(false);
  m_reply = new ReplyPane(m_right);
  m_history = new HistoryList(hub, m_right);
  m_columns->addWidget(m_event);
  m_columns->addWidget(m_right);
  m_right->addWidget(m_reply);
  m_right->addWidget(m_history);
  m_columns->setStretchFactor(0, 100);
  m_columns->setStretchFactor(1, 104);
  m_right->setStretchFactor(0, 1);
  m_right->setStretchFactor(1, 0);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_columns);
  m_ticker.setInterval(kTickMs);
  makeActions();
  connectParts();
  m_columns->setSizes({1000, 1040});
  const int history = Theme::current().px(kHistoryPx);
  m_right->setSizes({history * 3, history});
  onFunction();
}

TestView::~TestView() = default;

void TestView::makeActions() {
  const auto add = [this](const QString& name, const QList<QKeySequence>& keys, void (TestView::*run)()) {
    auto* action = new QAction(this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_keys << action;
  };
  add(u"test_action_fire"_s, {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}, &TestView::fire);
  add(u"test_action_fire_load"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_Return, Qt::CTRL | Qt::SHIFT | Qt::Key_Enter}, &TestView::fireLoad);
  add(u"test_action_stop"_s, {Qt::CTRL | Qt::Key_Period}, &TestView::stopLoad);
  add(u"test_action_save"_s, {Qt::CTRL | Qt::Key_S}, &TestView::saveEvent);
  add(u"test_action_format"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, &TestView::formatEvent);
  add(u"test_action_diff"_s, {Qt::CTRL | Qt::Key_D}, &TestView::showDiff);
  add(u"test_action_next_error"_s, {Qt::Key_F8}, &TestView::nextError);
  add(u"test_action_previous_error"_s, {Qt::SHIFT | Qt::Key_F8}, &TestView::previousError);
  if (Connections::of(m_hub)) add(u"test_action_compare"_s, {}, &TestView::compareEnds);
  retranslate();
}

void TestView::retranslate() {
  const QStringList texts{tr("Fire event"), tr("Fire as load"), tr("Stop load"), tr("Save event"),
                          tr("Format JSON"), tr("Diff with previous reply"), tr("Next JSON error"), tr("Previous JSON error"), tr("Fire here and at another connection")};
  for (int i = 0; i < m_keys.size(); ++i) m_keys[i]->setText(texts.at(i));
}

void TestView::connectParts() {
  connect(&m_hub.selection(), &Selection::functionChanged, this, &TestView::onFunction);
  connect(&m_hub.selection(), &Selection::invocationChanged, this, [this](quint64 id) {
    if (id != 0 && id != m_wanted) showInvocation(id);
  });
  connect(&m_hub.invocations(), &InvocationModel::invocationUpdated, this, [this](quint64 id) {
    const ReplyView& reply = m_reply->reply();
    if (id == m_wanted && id == reply.shown() && !reply.ended()) showInvocation(id);
  });
  connect(&m_hub.functions(), &FunctionModel::functionChanged, this, &TestView::onFunctionChanged);
  connect(&m_hub, &ModelHub::statusChanged, this, &TestView::onStatus);
  connect(&m_hub, &ModelHub::loadChanged, this, &TestView::onLoadChanged);
  connect(&m_hub, &ModelHub::failed, this, [this](const Error& error) {
    m_event->setOutsideReason(EngineWords::text(error));
  });

  connect(m_event, &EventPane::readied, this, [this] {
    if (std::exchange(m_pressed, false)) fire();
  });
  if (Connections* connections = Connections::of(m_hub)) {
    const auto comparable = [this, connections] { m_event->setComparable(connections->profiles().size() > 1); };
    connect(connections, &Connections::changed, this, comparable);
    connect(m_event, &EventPane::compareRequested, this, &TestView::compareEnds);
    comparable();
  }
  connect(&m_event->fireBar(), &FireBar::fireRequested, this, &TestView::fire);
  connect(&m_event->fireBar(), &FireBar::stopRequested, this, &TestView::stopLoad);

  connect(m_session, &FireSession::keptChanged, this, [this] {
    if (!m_session->kept()) return;
    m_reply->reply().showKept();
    m_reply->showReply();
  });
  connect(m_session, &FireSession::started, this, [this] {
    m_shownRun = 0;
    m_wanted = 0;
    m_history->mark(0, 0);
    m_reply->reply().showRunning(nullptr, 0, 0, m_hub.status().paused);
    m_reply->showReply();
    m_ticker.start();
  });
  connect(m_session, &FireSession::replied, this, &TestView::onReplied);
  connect(m_session, &FireSession::refused, this, [this](const Error& error) {
    m_reply->reply().showRefused(error);
    m_reply->reply().offerWhy(error.code.startsWith(u"ResourceLimit"));
    m_reply->showReply();
  });
  connect(m_session, &FireSession::loadStarted, this, &TestView::showRun);
  connect(&m_ticker, &QTimer::timeout, this, &TestView::tick);

  connect(&m_reply->reply(), &ReplyView::actionWanted, this, &TestView::onAction);
  connect(&m_reply->reply(), &ReplyView::whyWanted, this, [this] { Q_EMIT whyRequested(m_reply->reply().shown() ? m_reply->reply().shown() : lastRefused()); });
  connect(&m_reply->reply().text().diff(), &DiffView::mutedChanged, this, [this](const QStringList& patterns) {
    if (const FunctionInfo* fn = function()) m_muted.insert(fn->key.ns + u'/' + fn->key.name, patterns);
  });
  connect(m_reply, &ReplyPane::loadWanted, this, &TestView::fireOffer);
  connect(m_reply, &ReplyPane::bucketWanted, this, &TestView::bucketsRequested);
  connect(m_reply, &ReplyPane::folderWanted, this, &TestView::openFolderRequested);
  connect(m_reply, &ReplyPane::scalingRequested, this, &TestView::scalingRequested);
  connect(m_history, &HistoryList::invocationChosen, this, &TestView::showInvocation);
  connect(m_history, &HistoryList::loadChosen, this, &TestView::showRun);
  connect(m_history, &HistoryList::refireRequested, this, &TestView::refire);
  connect(m_history, &HistoryList::compareWanted, this, [this](quint64 first, quint64 second) { (new CompareDialog(m_hub, first, second, this))->show(); });
  connect(m_history, &HistoryList::compareLoadsWanted, this, [this](quint32 first, quint32 second) { (new LoadCompare(m_hub, first, second, this))->show(); });
  m_event->fireBar().setRecordingSource([this] {
    const TimeState& time = m_hub.time();
    const TimeUs end = time.hasRange() ? time.rangeEnd() : time.now();
    return recordedIn(m_hub, m_hub.selection().function(), time.hasRange() ? time.rangeBegin() : end - Timeline::kDetail, end);
  });
  connect(&m_hub.time(), &TimeState::rangeChanged, &m_event->fireBar(), &FireBar::refreshRecording);
  connect(m_history, &HistoryList::refireLoadRequested, this, &TestView::refireLoad);
  connect(m_history, &HistoryList::eventWanted, this, [this](quint64 id) {
    m_hub.backend().invocationDetail(id, this, [this](Result<InvocationDetail> detail) {
      if (detail) loadEvent(detail->event);
    });
  });
  connect(&m_history->model(), &QAbstractItemModel::modelReset, this, &TestView::refreshHistory);
  connect(&m_history->model(), &QAbstractItemModel::rowsInserted, this, &TestView::refreshHistory);
}

const FunctionInfo* TestView::function() const { return m_hub.functions().info(m_hub.selection().function()); }

void TestView::onFunction() {
  const FunctionInfo* fn = function();
  m_session->forget();
  m_shownRun = 0;
  m_wanted = 0;
  m_history->setFunction(fn);
  // A load or an async choice made for one function must not go off at the next one.
  if (!fn || !m_session->activeLoad(fn->id)) {
    m_event->fireBar().setMode(FireBar::Mode::Once);
    m_event->fireBar().setInvokeMode(InvokeMode::Sync);
  }
  m_event->setFunction(fn);
  showEmpty(fn);
  refreshHistory();
}

void TestView::showEmpty(const FunctionInfo* fn) {
  const bool missing = fn && !fn->interpreterFound && !fn->installCommand.isEmpty();
  m_reply->setMissing(missing ? fn->config.runtime : QString(), missing ? fn->installCommand : QString());
  m_reply->showEmpty(fn ? fn->key.name : QString(), m_hub.status().connected, !m_offered, takesOf(fn));
}

void TestView::showIdle() {
  const FunctionInfo* fn = function();
  if (const LoadProgress* load = fn ? m_session->activeLoad(fn->id) : nullptr) {
    showRun(load->run);
    return;
  }
  m_event->fireBar().setRunning(0, 0);
  const HistoryModel& history = m_history->model();
  for (int row = 0; fn && row < history.rowCount(); ++row) {
    if (const LoadProgress* load = history.loadAt(row)) {
      showRun(load->run);
      return;
    }
    if (const Invocation* v = history.invocationAt(row); v && v->finished) {
      showInvocation(v->id);
      return;
    }
  }
  showEmpty(fn);
}

/// A refused event is no reply, but an invocation all the same.
InvocationId TestView::lastRefused() const {
  const InvocationModel& all = m_hub.invocations();
  for (int row = 0, rows = all.rowCount(); row < rows; ++row) {
    const Invocation* v = all.invocationAt(row);
    if (v && v->function == m_hub.selection().function() && v->finished &&
        (v->statusCode == status::kResourceLimit || v->statusCode == status::kResourceLimitReached))
      return v->id;
  }
  return 0;
}

void TestView::onFunctionChanged(quint32 id) {
  if (id != m_hub.selection().function()) return;
  // A function that was selected before the engine told of it: its event is asked for now.
  if (m_history->model().function() != id) onFunction();
  else if (m_reply->empty() && m_wanted == 0) showIdle();  // its interpreter may have come, or gone
}

void TestView::onStatus() {
  if (m_hub.status().connected) m_event->setOutsideReason({});
  if (m_reply->empty() && m_wanted == 0) showIdle();
}

void TestView::setFocusOnFire() { m_event->fireBar().focusFire(); }
void TestView::openSavedEvents() { m_event->openSaved(); }
void TestView::saveEvent() { m_event->save(); }
void TestView::formatEvent() { m_event->format(); }
void TestView::showDiff() {
  m_reply->showReply();
  m_reply->reply().text().showDiff();
}
void TestView::nextError() { m_event->goToIssue(true); }
void TestView::previousError() { m_event->goToIssue(false); }
void TestView::loadEvent(const QByteArray& json) { m_event->loadEvent(json); }

void TestView::showInvocation(quint64 id) {
  m_wanted = id;
  m_hub.backend().invocationDetail(id, this, [this, id](Result<InvocationDetail> detail) {
    if (id != m_wanted) return;
    if (!detail) {
      m_reply->reply().showRefused(detail.error());
      m_reply->showReply();
      return;
    }
    if (detail->invocation.function != m_hub.selection().function() || m_session->running()) return;
    m_shownRun = 0;
    m_reply->reply().showDetail(*detail, function());
    m_reply->reply().offerWhy(!m_hub.decisions().of(id).empty());
    compareWithPrevious(*detail);
    m_reply->showReply();
    m_history->mark(id, 0);
  });
  m_hub.selection().setInvocation(id);
}

void TestView::onAction(ReplyWords::Action action) {
  if (action == ReplyWords::Action::Configuration) Q_EMIT configurationRequested();
  else if (action == ReplyWords::Action::FireAgain) fire();
}

void TestView::tick() {
  const FunctionInfo* fn = function();
  const LoadProgress* load = fn ? m_session->activeLoad(fn->id) : nullptr;
  if (m_session->running()) m_reply->reply().showRunning(m_session->live(), m_session->elapsedMs(), m_hub.time().now(), m_hub.status().paused);
  if (load && m_shownRun == load->run) m_reply->showLoad(*load, m_hub.time().now());
  if (!m_session->running() && !load) m_ticker.stop();
}

void TestView::refreshHistory() {
  m_history->setVisible(m_history->model().rowCount() > 0 || m_hub.query().active());
  if (m_reply->empty() && m_wanted == 0) showIdle();
}

QByteArray TestView::saveState() const {
  QByteArray state;
  QDataStream out(&state, QIODevice::WriteOnly);
  out << kStateVersion << m_columns->saveState() << (m_history->isHidden() ? m_rightState : m_right->saveState()) << m_offered << m_muted;
  return state;
}

void TestView::restoreState(const QByteArray& state) {
  QDataStream in(state);
  quint8 version = 0;
  QByteArray columns, right;
  bool offered = false;
  QHash<QString, QStringList> muted;
  in >> version >> columns >> right >> offered;
  if (version == kStateVersion) in >> muted;
  if (in.status() != QDataStream::Ok || version == 0 || version > kStateVersion) return;
  m_muted = muted;
  m_columns->restoreState(columns);
  m_rightState = right;
  m_right->restoreState(right);
  m_offered = offered;
}

void TestView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
