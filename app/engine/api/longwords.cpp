// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/longwords.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

QString withoutLongWords(const QString& text) {
  if (text.size() <= kLongWord) return text;
  QString shown;
  for (qsizetype at = 0; at < text.size();) {
    const qsizetype space = text.indexOf(u' ', at), end = space < 0 ? text.size() : space;
    if (end - at <= kLongWord) shown += QStringView(text).sliced(at, end - at);
    else shown += QString(text.mid(at, kShownOfWord) + u"... (%1 characters)"_s.arg(end - at));
    if (space < 0) break;
    shown += u' ';
    at = space + 1;
  }
  return shown;
}

}  // namespace scfdesk
