// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/keycompletion.h"
#include "models/data/jsonwalk.h"

namespace scfdesk {
namespace {

using Kind = JsonScanner::Kind;
using Step = JsonWalk::Step;

bool isWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '$' || c == ':' || c == '*';
}

/// Properties of the rest of the object the caret is in.
uint64_t seenAfter(QByteArrayView rest, const JsonSchema& schema) {
  uint64_t seen = 0;
  JsonScanner scanner(rest);
  QByteArrayView last;
  for (int depth = 0; depth >= 0;) {
    const JsonScanner::Token token = scanner.next();
    if (token.kind == Kind::End) break;
    if (token.kind == Kind::Open) ++depth;
    if (token.kind == Kind::Close) --depth;
    if (token.kind == Kind::Colon && depth == 0 && !last.isEmpty())
      if (const int index = schema.indexOf(last); index >= 0) seen |= uint64_t{1} << index;
    last = token.kind == Kind::String && token.end - token.begin > 2 ? rest.sliced(token.begin + 1, token.end - token.begin - 2) : QByteArrayView();
  }
  return seen;
}

}  // namespace

std::optional<KeyCompletion> completeKey(QByteArrayView text, qsizetype caret, const JsonSchema& schema) {
  if (text.size() > kCompletionBytes || caret < 1 || caret > text.size()) return std::nullopt;
  JsonWalk walk(text.first(caret), &schema);
  Step step = walk.next();
  // The string that is open at the caret is the last token.
  const auto open = [&] {
    const JsonScanner::Token& token = walk.token();
    return token.kind == Kind::String && token.end == caret && token.wrong && token.wrongAt == token.begin && text[token.begin] == '"';
  };
  while (step != Step::End && !open()) step = walk.next();
  if (step == Step::End) return std::nullopt;

  KeyCompletion completion;
  completion.begin = walk.token().begin + 1;
  completion.end = caret;
  completion.key = step == Step::Name;
  qsizetype end = caret;
  while (end < text.size() && isWord(text[end])) ++end;
  completion.quoted = end < text.size() && text[end] == '"';
  if (completion.quoted) completion.end = end;
  const QByteArrayView rest = text.sliced(completion.end + (completion.quoted ? 1 : 0));
  JsonScanner follows(rest);
  completion.colon = completion.quoted && follows.next().kind == Kind::Colon;

  if (!completion.key) {
    if (!walk.schema()) return std::nullopt;
    for (const QByteArray& value : walk.schema()->values) completion.proposals.append({value, {}, 0, false});
  } else if (const JsonSchema* object = walk.containers().back().schema) {
    const uint64_t seen = walk.containers().back().seenBefore | seenAfter(rest, *object);
    for (size_t i = 0; i < object->names.size(); ++i)
      if (!(seen >> i & 1)) completion.proposals.append({object->names[i], object->shapes[i].description, object->shapes[i].types, bool(object->required >> i & 1)});
  }
  if (completion.proposals.isEmpty()) return std::nullopt;
  return completion;
}

}  // namespace scfdesk
