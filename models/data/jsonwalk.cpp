// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/jsonwalk.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

using Kind = JsonScanner::Kind;

/// What stands between the quotes; of a text that is not closed, all of it.
QByteArrayView JsonWalk::stringOf() const {
  const QByteArrayView whole = m_text.sliced(m_token.begin, m_token.end - m_token.begin);
  const bool closed = whole.size() > 1 && whole.back() == whole.front() && !(m_token.wrong && m_token.wrongAt == m_token.begin && whole.front() == '"');
  return whole.sliced(1, whole.size() - (closed ? 2 : 1));
}

/// Works out what describes the value that begins here, and moves the container it stands in past it.
void JsonWalk::enter() {
  m_schema = m_stack.empty() ? m_root : nullptr;
  if (m_stack.empty()) return;
  Container& in = m_stack.back();
  if (in.open == '[') {
    ++in.index;
    if (in.schema && !in.schema->items.empty()) m_schema = &in.schema->items.front();
  } else {
    const int index = in.colon && in.schema ? in.schema->indexOf(in.key) : -1;
    if (index >= 0) m_schema = &in.schema->shapes[static_cast<size_t>(index)];
    in.colon = false;
  }
}

JsonWalk::Step JsonWalk::takeName() {
  Container& in = m_stack.back();
  in.key = stringOf();
  m_schema = nullptr;
  in.seenBefore = in.seen;
  const int index = in.schema ? in.schema->indexOf(in.key) : -1;
  if (index >= 0) in.seen |= uint64_t{1} << index;
  return Step::Name;
}

JsonWalk::Step JsonWalk::next() {
  for (;;) {
    m_token = m_scanner.next();
    switch (m_token.kind) {
      case Kind::End: return Step::End;
      case Kind::Junk: break;
      case Kind::Comma:
        if (!m_stack.empty()) m_stack.back().colon = false;
        break;
      case Kind::Colon:
        if (!m_stack.empty()) m_stack.back().colon = m_stack.back().open == '{';
        break;
      case Kind::Open:
        enter();
        m_stack.push_back({m_schema, m_token.ch, m_token.begin, -1, {}, false, 0, 0});
        return Step::Open;
      case Kind::Close:
        if (m_stack.empty()) break;
        m_closed = m_stack.back();
        m_schema = m_closed.schema;
        m_stack.pop_back();
        return Step::Close;
      case Kind::String:
        if (!m_stack.empty() && m_stack.back().open == '{' && !m_stack.back().colon) return takeName();
        [[fallthrough]];
      case Kind::Number:
      case Kind::Literal: enter(); return Step::Value;
    }
  }
}

QString JsonWalk::path() const {
  QString path;
  // The container that was opened last is the value itself and has read nothing yet.
  for (const Container& in : m_stack) {
    if (in.open == '[' && in.index >= 0) path += u'[' + QString::number(in.index) + u']';
    if (in.open == '{' && !in.key.isEmpty()) path += (path.isEmpty() ? QString() : u"."_s) + QString::fromUtf8(in.key);
  }
  return path;
}

QString JsonWalk::nearestKey() const {
  QString places;
  for (auto in = m_stack.rbegin(); in != m_stack.rend(); ++in) {
    if (in->open == '[' && in->index >= 0) places.prepend(u'[' + QString::number(in->index) + u']');
    if (in->open == '{' && !in->key.isEmpty()) return QString::fromUtf8(in->key) + places;
  }
  return places;
}

}  // namespace scfdesk
