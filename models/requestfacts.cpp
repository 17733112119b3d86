// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestfacts.h"
#include <QUuid>
#include <algorithm>
#include <cstring>

namespace scfdesk {

bool RequestFactsRing::learn(const std::vector<Invocation>& invocations) {
  bool ended = false;
  for (const Invocation& v : invocations) {
    if (m_facts.empty()) m_first = v.id;
    if (v.id < m_first) {
      const uint64_t missing = m_first - v.id;
      if (m_facts.size() + missing > kHeld) continue;
      m_facts.insert(m_facts.begin(), size_t(missing), Facts());
      m_first = v.id;
    }
    if (v.id - m_first >= m_facts.size() + kHeld) {  // a gap that is wider than what is held
      m_facts.clear();
      m_first = v.id;
    }
    while (m_first + m_facts.size() <= v.id) m_facts.emplace_back();
    while (m_facts.size() > kHeld) {
      m_facts.pop_front();
      ++m_first;
    }
    Facts& facts = m_facts[size_t(v.id - m_first)];
    const QByteArray digits = QUuid::fromString(QLatin1String(v.requestId)).toRfc4122();
    std::memcpy(facts.request.data(), digits.constData(), std::min<size_t>(facts.request.size(), size_t(digits.size())));
    ended = ended || (v.finished && !facts.finished);
    facts.durationUs = v.durationUs;
    facts.version = v.version;
    facts.statusCode = int16_t(v.statusCode);
    facts.known = true;
    facts.finished = v.finished;
    facts.cold = v.cold;
  }
  return ended;
}

QByteArray RequestFactsRing::textOf(const Facts& facts) {
  return QUuid::fromRfc4122(QByteArrayView(reinterpret_cast<const char*>(facts.request.data()), qsizetype(facts.request.size()))).toByteArray(QUuid::WithoutBraces);
}

RequestFacts RequestFactsRing::of(InvocationId id) const {
  if (id < m_first || id - m_first >= m_facts.size()) return {};
  const Facts& facts = m_facts[size_t(id - m_first)];
  if (!facts.known) return {};
  return {true, facts.finished, facts.cold, facts.statusCode, facts.durationUs, textOf(facts), facts.version};
}

QStringList RequestFactsRing::requestsLike(const QString& beginning, int count) const {
  constexpr size_t kLookedAt = 20'000;  // while somebody types
  QStringList found;
  size_t looked = 0;
  for (auto it = m_facts.rbegin(); it != m_facts.rend() && found.size() < count && looked < kLookedAt; ++it, ++looked) {
    if (!it->known) continue;
    const QString text = QString::fromLatin1(textOf(*it));
    if (text.startsWith(beginning, Qt::CaseInsensitive)) found << text;
  }
  return found;
}

}  // namespace scfdesk
