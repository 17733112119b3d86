// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandspec.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
constexpr int kColumn = 30;

QString row(const QString& left, const QString& right) {
  return left.size() + 4 > kColumn ? u"  %1\n%2%3\n"_s.arg(left, QString(kColumn, u' '), right) : u"  "_s + left.leftJustified(kColumn - 2) + right + u'\n';
}

QString rowOf(const OptionSpec& option) {
  QString left = option.brief ? QString::fromLatin1(option.brief) + u", "_s : QString();
  left += QLatin1String(option.name);
  if (option.value) left += u' ' + QString::fromLatin1(option.value);
  return row(left, QString::fromUtf8(option.help) + (option.repeated ? u" (may be repeated)"_s : QString()));
}
}  // namespace

QString helpOf(const CommandSpec& command) {
  QString text = u"scfdesk %1 %2"_s.arg(QLatin1String(command.name), QLatin1String(command.operands)).trimmed();
  if (!command.options.empty()) text += u" [OPTION...]"_s;
  text += u"\n\n"_s + QString::fromUtf8(command.summary) + (QByteArrayView(command.summary).endsWith('?') ? u"\n"_s : u".\n"_s);
  if (*command.details) text += QString::fromUtf8(command.details) + u'\n';
  if (!command.options.empty()) text += u"\nOptions\n"_s;
  for (const OptionSpec& option : command.options) text += rowOf(option);
  text += u"\nCommon options\n"_s;
  for (const OptionSpec& option : commonOptions()) text += rowOf(option);
  if (!command.examples.empty()) text += u"\nExamples\n"_s;
  for (const char* example : command.examples) text += u"  "_s + QString::fromUtf8(example) + u'\n';
  return text;
}

QString helpOfGroup(const QString& group) {
  QString text;
  for (const CommandSpec& command : commands()) {
    const QString name = QString::fromLatin1(command.name);
    if (command.hidden || (name != group && !name.startsWith(group + u' '))) continue;
    text += row(QString(name + u' ' + QLatin1String(command.operands)), QString::fromUtf8(command.summary));
  }
  if (!text.isEmpty()) text += u"\nscfdesk %1 ... --help tells more about each, with examples.\n"_s.arg(group);
  return text;
}

QString listOfCommands() {
  QString text;
  for (const CommandSpec& command : commands())
    if (!command.hidden) text += row(QString(QLatin1String(command.name) + QString(u' ') + QLatin1String(command.operands)).trimmed(), QString::fromUtf8(command.summary));
  return text;
}

QStringList commandGroups() {
  QStringList groups;
  for (const CommandSpec& command : commands())
    if (const QString first = QString::fromLatin1(command.name).section(u' ', 0, 0); !groups.contains(first)) groups << first;
  return groups;
}

}  // namespace scfdesk::cli
