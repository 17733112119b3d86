// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/ansitext.h"
#include <QStringList>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr char16_t kEscape = 0x1b, kControlPictures = 0x2400, kDelete = 0x7f, kDeletePicture = 0x2421;

/// Marks that turn the direction of what follows could make a line read as something else.
bool turnsDirection(char16_t c) { return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f; }

void apply(const QString& parameters, AnsiText::Run& style) {
  const QStringList codes = parameters.split(u';');
  for (qsizetype i = 0; i < codes.size(); ++i) {
    const int code = codes[i].toInt();  // an empty one is 0
    if (code == 0) style = {};
    else if (code == 1) style.bold = true;
    else if (code == 22) style.bold = false;
    else if (code == 39) style.color = AnsiText::Color::None;
    else if (code >= 30 && code <= 37) style.color = AnsiText::Color(code - 30 + int(AnsiText::Color::Black));
    else if (code >= 90 && code <= 97) style.color = AnsiText::Color(code - 90 + int(AnsiText::Color::Black));
    else if (code == 38 || code == 48) i += i + 1 < codes.size() && codes[i + 1] == "2"_L1 ? 4 : 2;  // colours of larger palettes are not shown
  }
}
}  // namespace

AnsiText AnsiText::of(QByteArrayView line, qsizetype most) {
  AnsiText out;
  const QString raw = QString::fromUtf8(line.first(std::min(line.size(), most)));
  const bool plain = std::none_of(raw.begin(), raw.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == kDelete || turnsDirection(c.unicode()); });
  if (plain) {
    out.text = raw;
    return out;
  }
  out.text.reserve(raw.size());
  Run style;
  const auto close = [&] {
    if (style.color == Color::None && !style.bold) return;
    Run run = style;
    run.length = out.text.size() - style.at;
    if (run.length > 0) out.runs.push_back(run);
  };
  for (qsizetype i = 0; i < raw.size(); ++i) {
    const char16_t c = raw[i].unicode();
    if (c == kEscape && i + 1 < raw.size() && raw[i + 1] == u'[') {
      qsizetype end = i + 2;
      while (end < raw.size() && (raw[end].unicode() < 0x40 || raw[end].unicode() > 0x7e)) ++end;
      if (end >= raw.size()) break;
      if (raw[end] == u'm') {
        close();
        apply(raw.mid(i + 2, end - i - 2), style);
        style.at = out.text.size();
      }
      i = end;
    } else if (c == u'\t') {
      out.text += u"    "_s;
    } else if (c == u'\r' && i + 1 == raw.size()) {
      continue;
    } else if (c < 0x20) {
      out.text += QChar(char16_t(kControlPictures + c));
    } else if (c == kDelete) {
      out.text += QChar(kDeletePicture);
    } else if (turnsDirection(c)) {
      out.text += QChar(0xfffd);
    } else {
      out.text += raw[i];
    }
  }
  close();
  return out;
}

}  // namespace scfdesk
