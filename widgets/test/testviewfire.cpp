// SPDX-License-Identifier: GPL-3.0-or-later
// What the Test view fires, and what it does with the replies.
#include "widgets/test/testview.h"
#include "models/connections.h"
#include "models/data/eventvariables.h"
#include "models/decisionhistory.h"
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/connections/connectioncompare.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/firesession.h"
#include "widgets/test/historylist.h"
#include "widgets/test/replypane.h"
#include <utility>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFiredHeld = 500;
}  // namespace

void TestView::fire() {
  FireBar& bar = m_event->fireBar();
  if (bar.mode() != FireBar::Mode::Once) {
    if (!bar.settle()) return;
    sendLoad(bar.load(bar.mode()));
    return;
  }
  const FunctionInfo* fn = function();
  if (!fn || !m_event->ready()) {
    keepPress();
    return;
  }
  if (!m_event->blocked().isEmpty()) {
    m_event->goToIssue(true);
    return;
  }
  m_fired = m_event->payload();
  m_session->fire(*fn, bar.invokeMode(), m_fired);
}

void TestView::compareEnds() {
  const FunctionInfo* fn = function();
  Connections* connections = Connections::of(m_hub);
  if (!fn || !connections) return;
  if (!m_event->blocked().isEmpty()) {
    m_event->goToIssue(true);
    return;
  }
  (new ConnectionCompare(m_hub, *connections, fn->key.name, m_event->payload(), this))->show();
}

void TestView::keepPress() {
  m_pressed = true;
  if (m_hub.status().connected) return;
  m_reply->reply().showKept();
  m_reply->showReply();
}

void TestView::fireLoad() {
  FireBar& bar = m_event->fireBar();
  if (bar.mode() != FireBar::Mode::Load) bar.setMode(FireBar::Mode::Load);
  if (!bar.settle()) return;
  sendLoad(bar.load(FireBar::Mode::Load));
}

void TestView::fireOffer() {
  m_event->fireBar().setLoad(LoadSpec{});
  fireLoad();
}

void TestView::sendLoad(LoadSpec spec) {
  const FunctionInfo* fn = function();
  if (!fn || !m_event->ready()) {
    keepPress();
    return;
  }
  if (m_session->activeLoad(fn->id)) return;
  if (!m_event->blocked().isEmpty()) {
    m_event->goToIssue(true);
    return;
  }
  spec.function = fn->key;
  spec.qualifier = m_hub.selection().qualifier();
  spec.payload = m_event->payload();
  m_session->fireLoad(fn->id, spec);
}

void TestView::stopLoad() {
  if (const FunctionInfo* fn = function()) m_session->stopLoad(fn->id);
}

void TestView::onReplied(const InvocationDetail& detail) {
  m_ticker.stop();
  m_wanted = detail.invocation.id;
  if (m_fired != detail.event && !variablesIn(m_fired).empty()) {
    if (m_firedAs.size() >= kFiredHeld) m_firedAs.clear();
    m_firedAs.insert(m_wanted, m_fired);
  }
  m_reply->reply().showDetail(detail, function());
  m_reply->reply().offerWhy(!m_hub.decisions().of(m_wanted).empty());
  compareWithPrevious(detail);
  m_reply->showReply();
  m_history->mark(m_wanted, 0);
  m_hub.selection().setInvocation(m_wanted);
  if (detail.invocation.statusCode == status::kSuccess && !std::exchange(m_offered, true)) m_reply->offerNextSteps(true);
}

void TestView::onLoadChanged(quint32 run) {
  const auto it = m_hub.loads().find(run);
  if (it == m_hub.loads().end() || it->second.function != m_hub.selection().function()) return;
  const LoadProgress& load = it->second;
  const bool active = load.endedAt == 0;
  m_event->fireBar().setRunning(active ? load.sent : 0, active ? load.spec.count : 0, load.spec.repeats());
  if (active && !m_ticker.isActive()) m_ticker.start();
  if (m_shownRun == run) m_reply->showLoad(load, m_hub.time().now());
}

void TestView::showRun(quint32 run) {
  const auto it = m_hub.loads().find(run);
  m_shownRun = run;
  m_wanted = 0;
  m_history->mark(0, run);
  m_reply->offerNextSteps(false);
  if (it == m_hub.loads().end()) return;  // told of with the next batch
  m_reply->showLoad(it->second, m_hub.time().now());
  onLoadChanged(run);
}

void TestView::refire(quint64 id) {
  m_hub.backend().invocationDetail(id, this, [this](Result<InvocationDetail> detail) {
    const FunctionInfo* fn = function();
    if (!detail) {
      m_reply->reply().showRefused(detail.error());
      m_reply->showReply();
    } else if (fn && detail->invocation.function == fn->id) {
      m_session->fire(*fn, detail->invocation.mode, detail->event);
    }
  });
}

void TestView::refireLoad(quint32 run) {
  const auto it = m_hub.loads().find(run);
  const FunctionInfo* fn = function();
  if (it != m_hub.loads().end() && fn && !m_session->activeLoad(fn->id)) m_session->fireLoad(fn->id, it->second.spec);
}

}  // namespace scfdesk
