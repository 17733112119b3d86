// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/decisionlog.h"
#include "app/engine/api/jsontext.h"

namespace scfdesk {
namespace {

void member(QByteArray& out, const char* name, QByteArrayView text) {
  if (text.isEmpty()) return;
  out.append(",\"").append(name).append("\":");
  jsontext::appendString(out, text);
}

void member(QByteArray& out, const char* name, int64_t number) {
  if (number != 0) out.append(",\"").append(name).append("\":").append(QByteArray::number(qlonglong(number)));
}

}  // namespace

DecisionLog::~DecisionLog() {
  if (m_timer) m_reactor.cancel(m_timer);
}

bool DecisionLog::wants(TimeUs now, bool runOrEnd) {
  if (const int64_t second = now / 1'000'000; second != m_second) {
    note(now);
    m_second = second;
    m_kept = m_runs = 0;
  }
  if (m_kept >= kPerSecond || (runOrEnd && m_runs >= kRunsPerSecond)) {
    ++m_leftOut;
    return false;
  }
  ++m_kept;
  m_runs += runOrEnd;
  return true;
}

void DecisionLog::note(TimeUs at) {
  if (m_leftOut == 0) return;
  QByteArray line = "{\"us\":" + QByteArray::number(qlonglong(at));
  member(line, "leftOut", std::exchange(m_leftOut, 0));
  append(line + "}\n", at);
}

void DecisionLog::add(const Decision& d, int code, int attempt, bool cold, bool provisioned, const QByteArray& requestId) {
  QByteArray line = "{\"us\":" + QByteArray::number(qlonglong(d.at));
  member(line, "kind", d.kind.toUtf8());
  member(line, "function", int64_t(d.function));
  if (d.instance) member(line, "instance", instanceName(d.instance).toUtf8());
  member(line, "requestId", requestId);
  member(line, "code", int64_t(code));
  member(line, "attempt", int64_t(attempt));
  if (cold) line.append(",\"cold\":true");
  if (provisioned) line.append(",\"provisioned\":true");
  member(line, "rule", d.rule.toUtf8());
  member(line, "inputs", d.inputs.toUtf8());
  member(line, "limit", d.limit.toUtf8());
  append(line + "}\n", d.at);
}

void DecisionLog::append(const QByteArray& line, TimeUs at) {
  if (m_lines.size() + line.size() > kBatchBytes) flush();
  if (m_lines.isEmpty()) m_first = at;
  m_lines.append(line);
  m_last = at;
  if (!m_timer)
    m_timer = m_reactor.callAfterMs(kFlushMs, [this] {
      m_timer = 0;
      note(m_last);
      flush();
    });
}

void DecisionLog::flush() {
  if (m_lines.isEmpty()) return;
  m_store.appendDecisions(std::exchange(m_lines, {}), m_first, m_last);
}

}  // namespace scfdesk
