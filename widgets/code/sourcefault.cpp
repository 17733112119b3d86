// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/sourcefault.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the error says, apart from its trace.
QString wordsOf(const QStringList& lines, const QString& message) {
  if (lines.isEmpty()) return message;
  static const QRegularExpression named(u"^[A-Za-z_][\\w.]*(Error|Exception|Warning|Interrupt)\\b.*"_s);
  for (auto line = lines.rbegin(); line != lines.rend(); ++line)
    if (named.match(line->trimmed()).hasMatch()) return line->trimmed();
  return lines.first().startsWith(u"Traceback"_s) ? lines.last().trimmed() : lines.first().trimmed();
}

}  // namespace

std::optional<SourceFault> sourceFaultOf(const QByteArray& error) {
  const QJsonObject object = QJsonDocument::fromJson(error).object();
  const QString message = object[u"errorMessage"_s].toString(), trace = object[u"stackTrace"_s].toString();
  const QString text = trace.isEmpty() ? message : trace;
  const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
  // Python: File "/var/user/index.py", line 2. The last frame is the deepest; Node.js and PHP begin with it.
  static const QRegularExpression python(u"File \"/var/user/([^\"]+)\", line (\\d+)"_s);
  static const QRegularExpression colon(u"/var/user/([^\\s:()\"']+):(\\d+)"_s);
  static const QRegularExpression php(u"/var/user/(\\S+) on line (\\d+)"_s);
  static const QRegularExpression paren(u"/var/user/([^\\s()]+)\\((\\d+)\\)"_s);
  QRegularExpressionMatch found;
  for (auto it = python.globalMatch(text); it.hasNext();) {
    const QRegularExpressionMatch m = it.next();
    if (!m.captured(1).contains(u"site-packages"_s)) found = m;
  }
  for (const QRegularExpression* pattern : {&colon, &php, &paren}) {
    if (found.hasMatch()) break;
    for (auto it = pattern->globalMatch(text); it.hasNext() && !found.hasMatch();) {
      const QRegularExpressionMatch m = it.next();
      if (!m.captured(1).contains(u"node_modules"_s) && !m.captured(1).contains(u"vendor/"_s)) found = m;
    }
  }
  if (!found.hasMatch()) return std::nullopt;
  return SourceFault{found.captured(1), std::max(1, found.captured(2).toInt()), wordsOf(lines, message)};
}

}  // namespace scfdesk
