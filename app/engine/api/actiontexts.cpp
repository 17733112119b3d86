// SPDX-License-Identifier: GPL-3.0-or-later
// The table of actions as texts: Markdown, JSON, and for people.
#include "app/engine/api/actiontable.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

QString typeName(const ParamRule& rule) {
  switch (rule.type) {
    case ParamType::String: return QStringLiteral("string");
    case ParamType::Integer: return QStringLiteral("integer");
    case ParamType::Number: return QStringLiteral("number");
    case ParamType::Boolean: return QStringLiteral("boolean");
    case ParamType::Flag: return QStringLiteral("TRUE or FALSE");
    case ParamType::Object: return QStringLiteral("object");
    case ParamType::Array: return QStringLiteral("list");
  }
  return {};
}

QString limitText(const ParamRule& rule) {
  if (rule.words) return QString::fromLatin1(rule.words).replace(QLatin1Char('|'), QStringLiteral(" or "));
  if (rule.most < rule.least) return {};
  const QString unit = rule.type == ParamType::String ? QStringLiteral(" characters") : rule.type == ParamType::Array ? QStringLiteral(" entries") : QString();
  if (rule.most == INT32_MAX) return QStringLiteral("from %1").arg(rule.least);
  return QStringLiteral("%1 to %2%3").arg(rule.least).arg(rule.most).arg(unit);
}

json parameters(std::span<const ParamRule> rules) {
  json list = json::array();
  for (const ParamRule& rule : rules) {
    json one{{"name", rule.name}, {"type", typeName(rule).toStdString()}, {"required", rule.required}};
    if (rule.words) one["words"] = json::array();
    if (rule.words)
      for (const QString& word : QString::fromLatin1(rule.words).split(QLatin1Char('|'))) one["words"].push_back(word.toStdString());
    if (rule.most >= rule.least) {
      one["least"] = rule.least;
      one["most"] = rule.most;
    }
    if (rule.words || rule.most >= rule.least) one["error"] = rule.code;
    if (!rule.inside.empty()) one["members"] = parameters(rule.inside);
    list.push_back(std::move(one));
  }
  return list;
}

void addLines(std::span<const ParamRule> rules, int depth, QString& text) {
  for (const ParamRule& rule : rules) {
    const QString limits = limitText(rule);
    QString line = QString(2 + depth * 2, QLatin1Char(' ')) + QString::fromLatin1(rule.name);
    line = line.leftJustified(40) + QLatin1Char(' ') + typeName(rule);
    if (rule.required) line += QStringLiteral(", required");
    if (!limits.isEmpty()) line += QStringLiteral(", ") + limits;
    text += line + QLatin1Char('\n');
    addLines(rule.inside, depth + 1, text);
  }
}
}  // namespace

QString actionsMarkdown() {
  QString text = QStringLiteral("| actions | here |\n|---|---|\n");
  const auto groups = actionGroups();
  for (size_t g = 0; g < groups.size(); ++g) {
    QStringList names;
    for (const ActionInfo& action : actionTable())
      if (action.group == int(g)) names << QLatin1Char('`') + QString::fromLatin1(action.name) + QLatin1Char('`');
    text += QStringLiteral("| %1 | %2 |\n").arg(names.join(QStringLiteral(", ")), QString::fromUtf8(groups[g].here));
  }
  return text;
}

QByteArray actionsJson() {
  json list = json::array();
  for (const ActionInfo& action : actionTable()) {
    json errors = json::array();
    for (const QString& code : errorsOf(action)) errors.push_back(code.toStdString());
    list.push_back({{"name", action.name}, {"here", actionGroups()[size_t(action.group)].here}, {"parameters", parameters(action.rules)}, {"errors", std::move(errors)}});
  }
  return QByteArray::fromStdString(json{{"actions", std::move(list)}}.dump(2));
}

QString actionText(const ActionInfo& action) {
  QString text = QString::fromLatin1(action.name) + QStringLiteral(": ") + QString::fromUtf8(actionGroups()[size_t(action.group)].here) + QLatin1Char('\n');
  if (!action.rules.empty()) text += QStringLiteral("\nParameters\n");
  addLines(action.rules, 0, text);
  return text + QStringLiteral("\nErrors\n  ") + errorsOf(action).join(QStringLiteral("\n  ")) + QLatin1Char('\n');
}

}  // namespace scfdesk
