// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandspec.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
Error wrong(const CommandSpec& command, const QString& message) {
  return {u"Local.Words"_s, message, u"scfdesk %1 --help shows what there is."_s.arg(QLatin1String(command.name))};
}
}  // namespace

const CommandSpec* commandOf(const QStringList& words, qsizetype* used) {
  const CommandSpec* found = nullptr;
  qsizetype most = 0;
  for (const CommandSpec& command : commands()) {
    const QStringList name = QString::fromLatin1(command.name).split(u' ');
    if (name.size() > most && words.mid(0, name.size()) == name) {
      found = &command;
      most = name.size();
    }
  }
  if (used) *used = most;
  return found;
}

const OptionSpec* optionOf(const CommandSpec& command, const QString& word) {
  for (const auto options : {command.options, commonOptions()}) {
    const auto it = std::find_if(options.begin(), options.end(), [&](const OptionSpec& o) { return word == QLatin1String(o.name) || (o.brief && word == QLatin1String(o.brief)); });
    if (it != options.end()) return &*it;
  }
  return nullptr;
}

Result<Words> Words::parse(const CommandSpec& command, const QStringList& words) {
  Words out;
  out.m_command = &command;
  bool optionsEnded = false;
  for (qsizetype i = 0; i < words.size(); ++i) {
    QString word = words[i];
    if (optionsEnded || !word.startsWith(u'-') || word == u"-"_s) {
      out.m_operands << word;
      continue;
    }
    if (word == u"--"_s) {
      optionsEnded = true;
      continue;
    }
    QString value;
    const qsizetype equals = word.startsWith(u"--"_s) ? word.indexOf(u'=') : -1;
    if (equals > 0) {
      value = word.mid(equals + 1);
      word.truncate(equals);
    }
    const OptionSpec* option = optionOf(command, word);
    if (!option) return wrong(command, u"There is no option %1 for scfdesk %2."_s.arg(word, QLatin1String(command.name)));
    const QString name = QString::fromLatin1(option->name);
    if (!option->value) {
      if (equals > 0) return wrong(command, u"%1 takes no value."_s.arg(name));
    } else if (equals <= 0) {
      if (++i >= words.size()) return wrong(command, u"%1 takes a value: %1 %2."_s.arg(name, QLatin1String(option->value)));
      value = words[i];
    }
    if (!option->repeated && out.has(name)) return wrong(command, u"%1 is given twice."_s.arg(name));
    const QString choices = QString::fromLatin1(option->value ? option->value : "");
    if (choices.contains(u'|') && !choices.split(u'|').contains(value)) return wrong(command, u"%1 takes %2, not \"%3\"."_s.arg(name, QString(choices).replace(u'|', u" or "_s), value));
    out.m_given.append({name, value});
    out.m_values.insert(name, value);
  }
  const QStringList operands = QString::fromLatin1(command.operands).split(u' ', Qt::SkipEmptyParts);
  const auto least = std::count_if(operands.begin(), operands.end(), [](const QString& o) { return !o.startsWith(u'['); });
  const bool endless = !operands.isEmpty() && operands.last().endsWith(u"...]"_s);
  if (!out.has(u"--help"_s) && out.m_operands.size() < least) return wrong(command, u"%1 is missing: scfdesk %2 %3"_s.arg(operands[out.m_operands.size()], QLatin1String(command.name), QLatin1String(command.operands)));
  if (!endless && out.m_operands.size() > operands.size()) return wrong(command, u"\"%1\" is one word too many for scfdesk %2."_s.arg(out.m_operands[operands.size()], QLatin1String(command.name)));
  return out;
}

QString Words::value(const QString& option, const QString& otherwise) const {
  const QStringList all = values(option);
  return all.isEmpty() ? otherwise : all.last();
}

QStringList Words::values(const QString& option) const {
  QStringList out;
  for (const auto& [name, value] : m_given)
    if (name == option) out << value;
  return out;
}

Result<qint64> Words::number(const QString& option, qint64 otherwise, qint64 least, qint64 most) const {
  if (!has(option)) return otherwise;
  bool good = false;
  const qint64 n = value(option).toLongLong(&good);
  if (good && n >= least && n <= most) return n;
  return wrong(*m_command, u"%1 takes a whole number from %2 to %3, not \"%4\"."_s.arg(option).arg(least).arg(most).arg(value(option)));
}

Result<double> Words::real(const QString& option, double otherwise, double least, double most) const {
  if (!has(option)) return otherwise;
  bool good = false;
  const double n = value(option).toDouble(&good);
  if (good && n >= least && n <= most) return n;
  return wrong(*m_command, u"%1 takes a number from %2 to %3, not \"%4\"."_s.arg(option).arg(least).arg(most).arg(value(option)));
}

}  // namespace scfdesk::cli
