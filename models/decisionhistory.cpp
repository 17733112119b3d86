// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decisionhistory.h"
#include "models/data/limits.h"
#include <algorithm>
#include <tuple>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTexts = 1000;  // rules, kinds and settings are a few dozen; more would be somebody else's engine

const Decision* newest(const std::deque<Decision>& held, InstanceId instance, QLatin1StringView kind) {
  const auto it = std::find_if(held.rbegin(), held.rend(), [&](const Decision& d) { return d.instance == instance && d.kind == kind; });
  return instance == 0 || it == held.rend() ? nullptr : &*it;
}

}  // namespace

DecisionHistory::DecisionHistory(QObject* parent) : QObject(parent) {}

QString DecisionHistory::shared(const QString& text) {
  const auto it = m_texts.constFind(text);
  if (it != m_texts.constEnd()) return *it;
  if (m_texts.size() < kTexts) m_texts.insert(text, text);
  return text;
}

void DecisionHistory::apply(const EngineDelta& delta) {
  if (delta.decisions.empty()) return;
  for (const Decision& one : delta.decisions) {
    if (one.kind == "finish"_L1) continue;  // that an event ended is in its invocation
    std::deque<Decision>& held = one.kind == "run"_L1 ? m_runs : m_held;
    held.push_back(one);
    Decision& kept = held.back();
    kept.kind = shared(one.kind);
    kept.rule = shared(one.rule);
    kept.limit = shared(one.limit);
    if (held.size() <= size_t(limits::kDecisionsHeld)) continue;
    held.pop_front();
    ++m_dropped;
  }
  Q_EMIT appended();
}

const Decision* DecisionHistory::startOf(InstanceId instance) const { return newest(m_held, instance, "start"_L1); }
const Decision* DecisionHistory::stopOf(InstanceId instance) const { return newest(m_held, instance, "stop"_L1); }

std::vector<Decision> DecisionHistory::of(InvocationId invocation) const {
  std::vector<Decision> found;
  if (invocation == 0) return found;
  for (const auto* held : {&m_held, &m_runs})
    std::copy_if(held->begin(), held->end(), std::back_inserter(found), [&](const Decision& d) { return d.invocation == invocation; });
  std::stable_sort(found.begin(), found.end(), [](const Decision& a, const Decision& b) { return std::tie(a.at, a.seq) < std::tie(b.at, b.seq); });
  return found;
}

std::vector<Decision> DecisionHistory::in(FunctionId function, const QString& kind, TimeUs begin, TimeUs end, size_t most) const {
  std::vector<Decision> found;
  for (auto it = m_held.rbegin(); it != m_held.rend() && found.size() < most && it->at >= begin; ++it)
    if (it->at <= end && (function == 0 || it->function == function) && it->kind == kind) found.push_back(*it);
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace scfdesk
