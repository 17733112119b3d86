// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/paletteentries.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "widgets/controls/numberformat.h"
#include "widgets/shell/commands.h"
#include "widgets/shell/viewheader.h"
#include <QCoreApplication>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

int paletteScore(const QString& text, const QString& query) {
  if (query.isEmpty()) return 1;
  if (text.compare(query, Qt::CaseInsensitive) == 0) return 4;
  if (text.startsWith(query, Qt::CaseInsensitive)) return 3;
  for (qsizetype at = text.indexOf(query, 0, Qt::CaseInsensitive); at >= 0; at = text.indexOf(query, at + 1, Qt::CaseInsensitive))
    if (at == 0 || !text.at(at - 1).isLetterOrNumber()) return 2;
  qsizetype next = 0;
  for (const QChar c : text)
    if (next < query.size() && c.toLower() == query.at(next).toLower()) ++next;
  return next == query.size() ? 1 : 0;
}

namespace {

struct Scored {
  int score;
  PaletteEntry entry;
};

void takeBest(std::vector<PaletteEntry>& into, std::vector<Scored> found, size_t limit) {
  std::stable_sort(found.begin(), found.end(), [](const Scored& a, const Scored& b) { return a.score > b.score; });
  for (Scored& one : found) {
    if (into.size() >= limit) return;
    into.push_back(std::move(one.entry));
  }
}

}  // namespace

std::vector<PaletteEntry> paletteEntries(const ModelHub& hub, const QList<QAction*>& commands, const QList<SettingName>& settings,
                                         const QString& query, PaletteKind kind, size_t limit) {
  QString wanted = query.trimmed();
  if (!wanted.isEmpty()) {
    const QChar sign = wanted.front();
    if (sign == u'@') kind = PaletteKind::Functions;
    if (sign == u'>') kind = PaletteKind::Commands;
    if (sign == u'#') kind = PaletteKind::Requests;
    if (sign == u'@' || sign == u'>' || sign == u'#') wanted = wanted.mid(1).trimmed();
  }
  const auto asked = [kind](PaletteKind one) { return kind == PaletteKind::All || kind == one; };
  std::vector<PaletteEntry> result;

  if (asked(PaletteKind::Functions)) {
    std::vector<Scored> found;
    const FunctionModel& model = hub.functions();
    for (int row = 0; row < model.rowCount(); ++row) {
      const FunctionInfo* info = model.infoAt(row);
      const int score = paletteScore(info->key.name, wanted);
      if (score > 0) found.push_back({score, {PaletteKind::Functions, info->key.name, ViewHeader::facts(*info), {}, info->id, 0, {}, {}}});
    }
    takeBest(result, std::move(found), limit);
  }
  if (asked(PaletteKind::Commands)) {
    std::vector<Scored> found;
    for (QAction* action : commands) {
      if (!action->isEnabled() || action->text().isEmpty()) continue;
      QString text = action->text();
      text.remove(u'&');
      const int score = paletteScore(text, wanted);
      if (score > 0)
        found.push_back({score, {PaletteKind::Commands, text, {}, Commands::printed(action->shortcut()), 0, 0, action, {}}});
    }
    takeBest(result, std::move(found), limit);
  }
  // Settings only where somebody writes or asks for them: an open palette starts with what is done, not with what is set.
  if (kind == PaletteKind::Settings || (kind == PaletteKind::All && !wanted.isEmpty())) {
    std::vector<Scored> found;
    for (const SettingName& one : settings) {
      const int score = paletteScore(one.label, wanted);
      if (score > 0) found.push_back({score, {PaletteKind::Settings, one.label, QCoreApplication::translate("scfdesk::CommandPalette", "Setting"), {}, 0, 0, {}, one.control}});
    }
    takeBest(result, std::move(found), limit);
  }
  // Requests have no order by likeness: the newest whose id begins so. Without a prefix only when they are asked for.
  if (asked(PaletteKind::Requests) && (kind == PaletteKind::Requests || wanted.size() >= 3)) {
    const QByteArray prefix = wanted.toLatin1().toLower();
    const InvocationModel& model = hub.invocations();
    const int rows = model.rowCount();
    for (int row = 0; row < rows && result.size() < limit; ++row) {
      const Invocation* one = model.invocationAt(row);
      if (!one || !one->requestId.startsWith(prefix)) continue;
      const FunctionInfo* info = hub.functions().info(one->function);
      const QString note = (info ? info->key.name : QString()) + u" · "_s + QString::number(one->statusCode) + u" · "_s +
                           format::clock(one->at.accepted, 1);
      result.push_back({PaletteKind::Requests, QString::fromLatin1(one->requestId), note, {}, one->function, one->id, {}, {}});
    }
  }
  return result;
}

}  // namespace scfdesk
