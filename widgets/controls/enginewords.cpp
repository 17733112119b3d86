// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/enginewords.h"
#include "widgets/controls/enginepatterns.h"
#include <QRegularExpression>
#include <algorithm>
#include <optional>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kLongest = 2000;  // a stack trace is no sentence

struct Pattern {
  const char* source = nullptr;
  QRegularExpression whole;
  qsizetype fixed = 0;  ///< characters that are always the same
};

std::vector<const char*> allPatterns() {
  std::vector<const char*> all = enginePatterns();
  for (const auto* more : {&cloudPatterns(), &triggerPatterns()}) all.insert(all.end(), more->begin(), more->end());
  return all;
}

/// The most particular first: "status %1, retry %2 of %3" before "status %1".
const std::vector<Pattern>& patternTable() {
  static const std::vector<Pattern> table = [] {
    static const QRegularExpression place(u"%\\d"_s);
    std::vector<Pattern> all;
    for (const char* source : allPatterns()) {
      QString expression, rest = QString::fromUtf8(source);
      qsizetype fixed = 0;
      while (!rest.isEmpty()) {
        const QRegularExpressionMatch at = place.match(rest);
        const qsizetype begin = at.hasMatch() ? at.capturedStart() : rest.size();
        expression += QRegularExpression::escape(rest.left(begin));
        fixed += begin;
        if (at.hasMatch()) expression += u"(.*?)"_s;
        rest.remove(0, begin + (at.hasMatch() ? 2 : 0));
      }
      all.push_back({source, QRegularExpression(QRegularExpression::anchoredPattern(expression)), fixed});
    }
    std::stable_sort(all.begin(), all.end(), [](const Pattern& a, const Pattern& b) { return a.fixed > b.fixed; });
    return all;
  }();
  return table;
}

/// Puts the parts in, all at once: what stands in them is no place of its own.
QString filled(QString text, const QStringList& parts) {
  for (qsizetype at = text.indexOf(u'%'); at >= 0 && at + 1 < text.size(); at = text.indexOf(u'%', at)) {
    const int number = text[at + 1].digitValue();
    if (number < 1 || number > parts.size()) {
      ++at;
      continue;
    }
    const QString& part = parts[number - 1];
    text.replace(at, 2, part);
    at += part.size();
  }
  return text;
}

}  // namespace

QStringList EngineWords::patterns() {
  QStringList all;
  for (const char* source : allPatterns()) all << QString::fromUtf8(source);
  return all;
}

namespace {

std::optional<QString> whole(const QString& english) {
  if (english.isEmpty() || english.size() > kLongest) return std::nullopt;
  for (const Pattern& pattern : patternTable()) {
    const QRegularExpressionMatch match = pattern.whole.match(english);
    if (!match.hasMatch()) continue;
    QStringList parts = match.capturedTexts().mid(1);
    for (QString& part : parts) part = whole(part).value_or(part);
    return filled(EngineWords::tr(pattern.source), parts);
  }
  return std::nullopt;
}

}  // namespace

QString EngineWords::text(const QString& english) {
  if (const auto known = whole(english)) return *known;
  if (english.size() > kLongest) return english;
  // Several after each other: the longest beginning that is known, and what follows it.
  for (qsizetype space = english.lastIndexOf(u' '); space > 0; space = english.lastIndexOf(u' ', space - 1)) {
    const QChar before = english[space - 1];
    if (before != u'.' && before != u',') continue;
    const bool sentence = before == u'.';
    const auto first = whole(english.left(sentence ? space : space - 1));
    if (!first) continue;
    const QString rest = text(english.mid(space + 1));
    if (!sentence) return *first + tr(", ", "between the parts of a decision") + rest;
    return first->endsWith(u'.') ? QString(*first + u' ' + rest) : QString(*first + rest);
  }
  return english;
}

QString EngineWords::text(const Error& error) {
  QString message = text(error.message);
  if (error.next.isEmpty()) return message;
  // What others say of an error often has no end.
  if (!message.isEmpty() && message.back().unicode() < 0x80 && (message.back().isLetterOrNumber() || u"\"'`)}]"_s.contains(message.back()))) message += u'.';
  const QString next = text(error.next);
  return message.endsWith(u'。') ? QString(message + next) : QString(message + u' ' + next);
}

QString EngineWords::runtime(const QString& shown) {
  static const QRegularExpression runs(QRegularExpression::anchoredPattern(u"(.+) \\(runs (.+)\\)"_s));
  static const QRegularExpression none(QRegularExpression::anchoredPattern(u"(.+) \\(no interpreter\\)"_s));
  if (const auto match = runs.match(shown); match.hasMatch()) return tr("%1 (runs %2)").arg(match.captured(1), match.captured(2));
  if (const auto match = none.match(shown); match.hasMatch()) return tr("%1 (no interpreter)").arg(match.captured(1));
  return shown;
}

}  // namespace scfdesk
