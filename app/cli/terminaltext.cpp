// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminaltext.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
bool isC0(QChar c) { return (c < u' ' && c != u'\n' && c != u'\t') || c == QChar(0x7f); }
bool isC1(QChar c) { return c >= QChar(0x80) && c <= QChar(0x9f); }
bool turns(QChar c) { return (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069)); }
}  // namespace

QString terminalText(const QString& text) {
  if (std::none_of(text.begin(), text.end(), [](QChar c) { return isC0(c) || isC1(c) || turns(c); })) return text;
  QString shown;
  shown.reserve(text.size() + 16);
  for (qsizetype i = 0; i < text.size(); ++i) {
    const QChar c = text[i];
    if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n') continue;  // the end of a line elsewhere
    if (isC0(c)) shown += c == QChar(0x7f) ? QChar(0x2421) : QChar(0x2400 + c.unicode());
    else if (isC1(c) || turns(c)) shown += u"<U+%1>"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
    else shown += c;
  }
  return shown;
}

}  // namespace scfdesk::cli
