// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/shapecheck.h"
#include "models/data/eventvariables.h"
#include "models/data/jsonwalk.h"
#include <QCoreApplication>
#include <algorithm>
#include <bit>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

using Step = JsonWalk::Step;
constexpr qsizetype kValuesTold = 4;

struct ShapeWords {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::ShapeWords)
};

/// A number that is written as one but has no fraction is a whole one: 1.0, 1e3.
bool isWhole(QByteArrayView number) {
  if (std::none_of(number.begin(), number.end(), [](char c) { return c == '.' || c == 'e' || c == 'E'; })) return true;
  const double value = number.toByteArray().toDouble();
  return value == static_cast<double>(static_cast<int64_t>(std::clamp(value, -9e15, 9e15)));
}

uint8_t typeOf(const JsonScanner::Token& token, QByteArrayView text) {
  switch (token.kind) {
    case JsonScanner::Kind::Open: return token.ch == '{' ? JsonSchema::Object : JsonSchema::Array;
    case JsonScanner::Kind::String: return JsonSchema::Text;
    case JsonScanner::Kind::Number: return isWhole(text) ? JsonSchema::Integer : JsonSchema::Number;
    default: return text == "null" ? JsonSchema::Null : JsonSchema::Boolean;
  }
}

bool fits(uint8_t found, uint8_t expected) {
  if (found == JsonSchema::Integer && (expected & JsonSchema::Number)) return true;
  return expected == 0 || (found & expected);
}

class ShapeChecker final {
 public:
  ShapeChecker(const QByteArray& text, const JsonSchema& schema, size_t most)
      : m_variables(variablesIn(text)), m_text(maskVariables(text)), m_walk(m_text, &schema), m_most(most) {}
  std::vector<ShapeIssue> run();

 private:
  void value();
  void missing();
  /// The first variable that ends after a place.
  [[nodiscard]] const EventVariable* variableAfter(qsizetype at);
  ShapeIssue& note(ShapeIssue::Kind kind, qsizetype offset);
  void place(ShapeIssue& issue) const;
  std::vector<EventVariable> m_variables;
  size_t m_nextVariable = 0;
  QByteArray m_text;
  JsonWalk m_walk;
  size_t m_most;
  std::vector<ShapeIssue> m_issues;
};

std::vector<ShapeIssue> ShapeChecker::run() {
  // What lacks is known at the end of an object only, but is told at its beginning: the search goes to the end of the text.
  for (Step step = m_walk.next(); step != Step::End; step = m_walk.next()) {
    if (step == Step::Value || step == Step::Open) value();
    else if (step == Step::Close) missing();
    if (m_issues.size() >= m_most * 4) break;
  }
  std::stable_sort(m_issues.begin(), m_issues.end(), [](const ShapeIssue& a, const ShapeIssue& b) { return a.offset < b.offset; });
  if (m_issues.size() > m_most) m_issues.resize(m_most);
  for (size_t i = 0; i < m_issues.size(); ++i) {
    ShapeIssue& issue = m_issues[i];
    qsizetype from = 0;
    if (i > 0) {
      issue.line = m_issues[i - 1].line;
      issue.column = m_issues[i - 1].column;
      from = m_issues[i - 1].offset;
    }
    for (; from < issue.offset; ++from) {
      const auto c = static_cast<unsigned char>(m_text[from]);
      if (c == '\n') ++issue.line, issue.column = 1;
      else if ((c & 0xC0) != 0x80) ++issue.column;
    }
  }
  return std::move(m_issues);
}

const EventVariable* ShapeChecker::variableAfter(qsizetype at) {
  while (m_nextVariable < m_variables.size() && m_variables[m_nextVariable].end <= at) ++m_nextVariable;
  return m_nextVariable < m_variables.size() ? &m_variables[m_nextVariable] : nullptr;
}

void ShapeChecker::value() {
  const JsonSchema* schema = m_walk.schema();
  if (!schema) return;
  const JsonScanner::Token& token = m_walk.token();
  const EventVariable* variable = variableAfter(token.begin);
  const bool stands = variable && variable->begin < token.end && token.kind != JsonScanner::Kind::Open;
  if (stands && !variable->inString) return;
  const QByteArrayView text = QByteArrayView(m_text).sliced(token.begin, token.end - token.begin);
  const uint8_t found = typeOf(token, text);
  if (!fits(found, schema->types)) {
    ShapeIssue& issue = note(ShapeIssue::Kind::Type, token.begin);
    issue.expected = schema->types;
    issue.found = found;
  } else if (found == JsonSchema::Text && !schema->values.isEmpty() && !stands &&
             std::none_of(schema->values.begin(), schema->values.end(), [&](const QByteArray& v) { return text.sliced(1, text.size() - 2) == v; })) {
    note(ShapeIssue::Kind::Value, token.begin).values = schema->values;
  }
}

void ShapeChecker::missing() {
  const JsonWalk::Container& closed = m_walk.closed();
  if (!closed.schema || closed.open != '{' || !fits(JsonSchema::Object, closed.schema->types)) return;
  for (uint64_t lacking = closed.schema->required & ~closed.seen; lacking; lacking &= lacking - 1) {
    const auto index = static_cast<size_t>(std::countr_zero(lacking));
    ShapeIssue& issue = note(ShapeIssue::Kind::Missing, closed.begin);
    issue.parent = std::exchange(issue.key, QString::fromUtf8(closed.schema->names[index]));
    issue.path += (issue.path.isEmpty() ? QString() : u"."_s) + issue.key;
    issue.expected = closed.schema->shapes[index].types;
  }
}

ShapeIssue& ShapeChecker::note(ShapeIssue::Kind kind, qsizetype offset) {
  ShapeIssue& issue = m_issues.emplace_back();
  issue.kind = kind;
  issue.offset = offset;
  if (kind != ShapeIssue::Kind::Missing) issue.length = m_walk.token().end - m_walk.token().begin;
  issue.path = m_walk.path();
  issue.key = m_walk.nearestKey();
  return issue;
}

}  // namespace

std::vector<ShapeIssue> checkShape(const QByteArray& text, const JsonSchema& schema, size_t most) { return ShapeChecker(text, schema, most).run(); }

QString typeWords(uint8_t types) {
  QStringList words;
  if (types & JsonSchema::Object) words << ShapeWords::tr("an object");
  if (types & JsonSchema::Array) words << ShapeWords::tr("a list");
  if (types & JsonSchema::Text) words << ShapeWords::tr("text");
  if (types & JsonSchema::Integer) words << ShapeWords::tr("a whole number");
  if (types & JsonSchema::Number) words << ShapeWords::tr("a number");
  if (types & JsonSchema::Boolean) words << ShapeWords::tr("true or false");
  if (types & JsonSchema::Null) words << ShapeWords::tr("null");
  QString all = words.isEmpty() ? ShapeWords::tr("anything") : words.takeFirst();
  for (const QString& word : words) all = ShapeWords::tr("%1 or %2").arg(all, word);
  return all;
}

QString shapeSentence(const ShapeIssue& issue) {
  if (issue.kind == ShapeIssue::Kind::Missing) {
    return issue.parent.isEmpty() ? ShapeWords::tr("%1 is missing: %2").arg(issue.key, typeWords(issue.expected))
                                  : ShapeWords::tr("%1 is missing in %2: %3").arg(issue.key, issue.parent, typeWords(issue.expected));
  }
  const QString what = issue.key.isEmpty() ? ShapeWords::tr("The event") : issue.key;
  if (issue.kind == ShapeIssue::Kind::Type) return ShapeWords::tr("%1 should be %2, here it is %3").arg(what, typeWords(issue.expected), typeWords(issue.found));
  QStringList values;
  for (const QByteArray& value : issue.values.first(std::min(issue.values.size(), kValuesTold))) values << QString::fromUtf8(value);
  if (issue.values.size() == 1) return ShapeWords::tr("%1 should be %2").arg(what, values.front());
  if (issue.values.size() > kValuesTold) values << u"…"_s;
  return ShapeWords::tr("%1 should be one of %2").arg(what, values.join(u", "_s));
}

}  // namespace scfdesk
