// SPDX-License-Identifier: GPL-3.0-or-later
// Which earlier reply a reply is compared with.
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "widgets/test/diffview.h"
#include "widgets/test/replypane.h"
#include "widgets/test/replytext.h"
#include "widgets/test/testview.h"

namespace scfdesk {
namespace {
constexpr size_t kCandidates = 20;  // how far back a reply to the same event is looked for
}

QByteArray TestView::eventKey(const InvocationDetail& detail) const { return m_firedAs.value(detail.invocation.id, detail.event); }

void TestView::compareWithPrevious(const InvocationDetail& later) {
  DiffView& diff = m_reply->reply().text().diff();
  const FunctionInfo* fn = function();
  diff.setMuted(fn ? m_muted.value(fn->key.ns + u'/' + fn->key.name) : QStringList());
  diff.setResults(std::nullopt, 0, later.result);
  if (!later.invocation.finished) return;
  std::vector<InvocationId> candidates;
  const InvocationModel& all = m_hub.invocations();
  const bool filled = m_firedAs.contains(later.invocation.id);
  for (int row = 0, rows = all.rowCount(); row < rows && candidates.size() < kCandidates; ++row) {
    const Invocation* v = all.invocationAt(row);
    if (!v || v->function != later.invocation.function || !v->finished || v->id == later.invocation.id || v->at.accepted > later.invocation.at.accepted) continue;
    // The same text has the same size; one with variables is known by its text before they were filled in.
    if (filled ? m_firedAs.contains(v->id) : v->eventBytes == later.invocation.eventBytes) candidates.push_back(v->id);
  }
  lookForPrevious(later, std::move(candidates));
}

void TestView::lookForPrevious(const InvocationDetail& later, std::vector<InvocationId> candidates) {
  if (candidates.empty()) return;
  const InvocationId next = candidates.front();
  candidates.erase(candidates.begin());
  m_hub.backend().invocationDetail(next, this, [this, later, candidates](Result<InvocationDetail> detail) {
    if (m_wanted != later.invocation.id) return;
    if (!detail || eventKey(*detail) != eventKey(later)) return lookForPrevious(later, candidates);
    m_reply->reply().text().diff().setResults(detail->result, detail->invocation.at.accepted, later.result);
  });
}

}  // namespace scfdesk
