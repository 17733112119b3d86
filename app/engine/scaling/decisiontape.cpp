// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/decisiontape.h"
#include "app/engine/scaling/archive.h"

namespace scfdesk::scaling {

namespace {

constexpr size_t kEntry = 1 + 1 + 1 + 4 + 8 + 4 + 4 + 8 + 4 + 4 + 8 + 8 + 1 + 8 + 8 + 8 + 1;

template <typename Archive>
void visit(Archive& archive, Decision& d) {
  archive(d.kind, d.cold, d.provisioned, d.code, d.now, d.fn, d.inst, d.req, d.attempt, d.partition, d.at, d.offset, d.reason.rule, d.reason.a, d.reason.b,
          d.reason.limit, d.reason.reserved);
}

}  // namespace

void DecisionTape::append(const Decision& decision) {
  Decision copy = decision;
  ArchiveWriter writer(std::move(m_bytes));
  visit(writer, copy);
  m_bytes = writer.take();
  ++m_count;
}

void DecisionTape::clear() {
  m_bytes.clear();
  m_count = 0;
}

bool DecisionTapeReader::next(Decision& decision) {
  if (m_bytes.size() - m_at < kEntry) return false;
  ArchiveReader reader(m_bytes.data() + m_at, kEntry);
  visit(reader, decision);
  if (reader.failed() || reader.left() != 0 || decision.kind > DecisionKind::Target || decision.reason.rule > kLastRule) return false;
  m_at += kEntry;
  return true;
}

bool sameDecision(const Decision& a, const Decision& b) {
  return a.kind == b.kind && a.cold == b.cold && a.provisioned == b.provisioned && a.code == b.code && a.now == b.now && a.fn == b.fn && a.inst == b.inst &&
         a.req == b.req && a.attempt == b.attempt && a.partition == b.partition && a.at == b.at && a.offset == b.offset && a.reason.rule == b.reason.rule &&
         a.reason.a == b.reason.a && a.reason.b == b.reason.b && a.reason.limit == b.reason.limit && a.reason.reserved == b.reason.reserved;
}

const char* nameOf(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::Start: return "start";
    case DecisionKind::Run: return "run";
    case DecisionKind::Wait: return "wait";
    case DecisionKind::Reject: return "reject";
    case DecisionKind::Retry: return "retry";
    case DecisionKind::Finish: return "finish";
    case DecisionKind::DeadLetter: return "deadLetter";
    case DecisionKind::Stop: return "stop";
    case DecisionKind::Cancel: return "cancel";
    case DecisionKind::Ack: return "ack";
    case DecisionKind::Nack: return "nack";
    case DecisionKind::Target: return "target";
  }
  return "";
}

std::string textOf(const Decision& d) {
  constexpr InstId kSlot = (1u << 22) - 1;
  std::string text = nameOf(d.kind);
  if (d.inst != 0) text += " instance " + std::to_string(d.inst & kSlot);
  if (d.req != 0) text += (d.inst != 0 ? " for request " : " request ") + std::to_string(d.req);
  if (d.kind == DecisionKind::Run && d.cold) text += ", cold";
  if (d.kind == DecisionKind::Target) text += " " + std::to_string(d.code) + " provisioned";
  else if (d.code != 0) text += ", status " + std::to_string(d.code);
  const ReasonText why = describe(d.reason);
  if (!why.rule.empty()) text += ": " + why.rule;
  if (!why.inputs.empty()) text += " (" + why.inputs + ")";
  return text;
}

}  // namespace scfdesk::scaling
