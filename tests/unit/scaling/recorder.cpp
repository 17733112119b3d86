// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/scaling/recorder.h"

using namespace scfdesk::scaling;

std::string Recorder::nameOf(InstId id) {
  for (size_t i = m_started.size(); i-- > 0;)
    if (m_started[i] == id) return std::string(1, static_cast<char>('A' + i));
  return "?";
}

InstId Recorder::instance(char letter) const {
  const auto index = static_cast<size_t>(letter - 'A');
  return index < m_started.size() ? m_started[index] : 0;
}

void Recorder::decide(const Decision& d) {
  if (d.kind == DecisionKind::Start) m_started.push_back(d.inst);
  const std::string req = std::to_string(d.req);
  const std::string code = std::to_string(d.code);
  const std::string rule = " (" + describe(d.reason).rule + ")";
  const std::string attempt = d.attempt ? " attempt " + std::to_string(d.attempt) : "";
  switch (d.kind) {
    case DecisionKind::Start: 
      m_lines.push_back("start " + nameOf(d.inst) + (d.provisioned ? " provisioned" : d.req ? " for " + req : " ahead") + rule);
      break;
    case DecisionKind::Run: m_lines.push_back("run " + nameOf(d.inst) + " " + req + (d.cold ? " cold" : "") + attempt + rule); break;
    case DecisionKind::Wait: m_lines.push_back("wait " + req + rule); break;
    case DecisionKind::Ack:
    case DecisionKind::Nack:
      m_lines.push_back((d.kind == DecisionKind::Ack ? "ack " : "nack ") + std::to_string(d.partition) + ":" + std::to_string(d.offset) + rule);
      break;
    case DecisionKind::Target: m_lines.push_back("target " + code + rule); break;
    case DecisionKind::Reject: m_lines.push_back("reject " + req + " " + code + rule); break;
    case DecisionKind::Retry:
      m_lines.push_back("retry " + req + " " + code + " in " + std::to_string((d.at - d.now) / kSecond) + " s" + attempt + rule);
      break;
    case DecisionKind::Finish: m_lines.push_back("finish " + req + " " + code + rule); break;
    case DecisionKind::DeadLetter: m_lines.push_back("dead letter " + req + " " + code + rule); break;
    case DecisionKind::Stop: m_lines.push_back("stop " + nameOf(d.inst) + rule); break;
    case DecisionKind::Cancel: m_lines.push_back("cancel " + nameOf(d.inst) + " " + req + " " + code + rule); break;
  }
}

std::vector<std::string> Recorder::take() {
  std::vector<std::string> lines;
  lines.swap(m_lines);
  return lines;
}
