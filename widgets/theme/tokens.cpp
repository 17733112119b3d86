// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tokens.h"
#include <QJsonDocument>
#include <QJsonObject>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

/// Empty = all found; else the first token that is missing.
QString fill(Colors& colors, const QJsonObject& scheme) {
  QString missing;
  visitColors(colors, [&](const char* name, QColor& color) {
    const QString path = QString::fromLatin1(name);
    const QString value = scheme.value(path.section(u'.', 0, 0)).toObject().value(path.section(u'.', 1)).toString();
    color = QColor(value);
    if (missing.isEmpty() && (value.isEmpty() || !color.isValid())) missing = path;
  });
  return missing;
}

}  // namespace

Result<Tokens> parseTokens(const QByteArray& json) {
  QJsonParseError problem;
  const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
  if (problem.error != QJsonParseError::NoError)
    return Error{u"Local.Tokens"_s, u"The design tokens are not JSON: %1."_s.arg(problem.errorString()), {}};
  const QJsonObject schemes = root.value("color"_L1).toObject();
  Tokens tokens;
  for (const auto& [name, colors] : {std::pair(u"dark"_s, &tokens.dark), std::pair(u"light"_s, &tokens.light)}) {
    const QString missing = fill(*colors, schemes.value(name).toObject());
    if (!missing.isEmpty())
      return Error{u"Local.Tokens"_s, u"The design tokens lack the colour %1 of the %2 scheme."_s.arg(missing, name), {}};
  }
  return tokens;
}

}  // namespace scfdesk
