// SPDX-License-Identifier: GPL-3.0-or-later
// Which handlers code offers, by looking at its text. Blocking, bounded: worker threads.
#include "app/engine/runtime/runtimes.h"
#include "app/engine/runtime/handlerscan.h"
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int kFiles = 200;
constexpr qint64 kFileBytes = 1 << 20;
constexpr int kHandlers = 100;

QStringList pythonFunctions(const QString& text) {
  static const QRegularExpression definition(u"^(?:async[ \\t]+)?def[ \\t]+([A-Za-z_]\\w*)[ \\t]*\\(([^)]*)"_s, QRegularExpression::MultilineOption);
  QStringList names;
  for (auto it = definition.globalMatch(text); it.hasNext();) {
    const auto match = it.next();
    const QString name = match.captured(1);
    const QStringList parameters = match.captured(2).split(u',', Qt::SkipEmptyParts);
    if (name == "main_handler"_L1 || (parameters.size() == 2 && parameters[0].trimmed().startsWith("event"_L1))) names.append(name);
  }
  return names;
}

/// Names in the braces of `module.exports = { a, b: x, async c() {} }`, one level deep.
QStringList objectKeys(const QString& text, qsizetype from) {
  static const QRegularExpression key(u"(?:^|,)\\s*(?:async\\s+)?([A-Za-z_$][\\w$]*)\\s*(?=[,:(]|$)"_s);
  QString flat;
  int depth = 0;
  for (qsizetype i = from; i < text.size(); ++i) {
    const QChar c = text[i];
    if (c == u'}' || c == u')' || c == u']') --depth;
    if (depth < 0) break;
    if (depth == 0 && c != u'}' && c != u')' && c != u']') flat += c;
    if (c == u'{' || c == u'(' || c == u'[') ++depth;
  }
  QStringList names;
  for (auto it = key.globalMatch(flat); it.hasNext();) names.append(it.next().captured(1));
  return names;
}

QStringList nodeFunctions(const QString& text) {
  static const QRegularExpression assigned(u"^[ \\t]*(?:module\\.)?exports\\.([A-Za-z_$][\\w$]*)[ \\t]*=(?!=)"_s, QRegularExpression::MultilineOption);
  static const QRegularExpression exported(u"^export[ \\t]+(?:async[ \\t]+)?(?:const|let|var|function)[ \\t*]+([A-Za-z_$][\\w$]*)"_s,
                                           QRegularExpression::MultilineOption);
  static const QRegularExpression object(u"^[ \\t]*(?:module\\.)?exports[ \\t]*=[ \\t]*\\{"_s, QRegularExpression::MultilineOption);
  QStringList names;
  for (const auto* expression : {&assigned, &exported})
    for (auto it = expression->globalMatch(text); it.hasNext();) names.append(it.next().captured(1));
  if (const auto match = object.match(text); match.hasMatch()) names += objectKeys(text, match.capturedEnd());
  return names;
}

/// Functions of a file, not methods of its classes: those are indented.
QStringList phpFunctions(const QString& text) {
  static const QRegularExpression definition(u"^(?:<\\?php[ \\t]+)?function[ \\t]+&?([A-Za-z_]\\w*)[ \\t]*\\(([^)]*)\\)"_s, QRegularExpression::MultilineOption);
  QStringList names;
  for (auto it = definition.globalMatch(text); it.hasNext();) {
    const auto match = it.next();
    const QStringList parameters = match.captured(2).split(u',', Qt::SkipEmptyParts);
    if (match.captured(1) == "main_handler"_L1 || (parameters.size() == 2 && parameters[0].contains("$event"_L1))) names.append(match.captured(1));
  }
  return names;
}

}  // namespace

QStringList findHandlers(const QString& folder, const QString& family) {
  const auto ranked = [](QStringList found) {
    std::stable_sort(found.begin(), found.end(), [](const QString& a, const QString& b) {
      const auto usual = [](const QString& h) { return !h.endsWith("::mainHandler"_L1) && !h.endsWith("::main_handler"_L1) && h != "main"_L1; };
      return usual(a) < usual(b);
    });
    return found.mid(0, kHandlers);
  };
  if (family == "java"_L1) return ranked(javaHandlers(folder));
  if (family == "go"_L1) return ranked(goPrograms(folder));
  const bool node = family == "nodejs"_L1;
  const bool php = family == "php"_L1;
  if (!node && !php && family != "python3"_L1) return {};
  const QStringList patterns = php ? QStringList{u"*.php"_s} : node ? QStringList{u"*.js"_s, u"*.mjs"_s, u"*.cjs"_s} : QStringList{u"*.py"_s};
  const QStringList files = QDir(folder).entryList(patterns, QDir::Files, QDir::Name).mid(0, kFiles);
  QStringList handlers;
  for (const QString& name : files) {
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly)) continue;
    QString text = QString::fromUtf8(file.read(kFileBytes));
    text.remove(u'\r');
    const QString module = name.left(name.lastIndexOf(u'.'));
    for (const QString& function : php ? phpFunctions(text) : node ? nodeFunctions(text) : pythonFunctions(text)) handlers.append(module + u'.' + function);
  }
  handlers.removeDuplicates();
  const auto rank = [](const QString& handler) {
    if (handler == "index.main_handler"_L1) return 0;
    if (handler.endsWith(".main_handler"_L1)) return 1;
    return handler.startsWith("index."_L1) ? 2 : 3;
  };
  std::stable_sort(handlers.begin(), handlers.end(), [&](const QString& a, const QString& b) { return rank(a) < rank(b); });
  return handlers.mid(0, kHandlers);
}

}  // namespace scfdesk
