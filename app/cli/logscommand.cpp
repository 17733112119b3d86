// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandruns.h"
#include "app/cli/remotelogs.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include <QEventLoop>
#include <QTimer>
#include <QUrl>
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;
constexpr int kLookAgainMs = 250;   // of -f
constexpr int kMostLines = 100'000;
constexpr int kPageLines = 1000;

QString queryOf(const Words& words) {
  QStringList terms;
  if (!words.operands().isEmpty()) terms << u"fn:"_s + words.operands().join(u',');
  if (words.has(u"--request"_s)) terms << u"req:"_s + words.value(u"--request"_s);
  if (words.has(u"--query"_s)) terms << words.value(u"--query"_s);
  return terms.join(u' ');
}

Ink inkOf(const QString& name) {
  const QString level = name.toLower();
  if (level == u"error"_s) return Ink::Bad;
  if (level == u"warn"_s) return Ink::Warning;
  return level == u"debug"_s ? Ink::Quiet : Ink::Plain;
}

void show(const Session& session, const json& line) {
  if (session.asJson()) return session.print(QString::fromStdString(line.dump(-1, ' ', false, json::error_handler_t::replace)) + u'\n');
  const bool colours = Session::colours(stdout);
  const QString at = timeText(qint64(numberOf(line, "us") / 1000)).mid(11);
  session.print(u"%1 %2 %3 %4\n"_s.arg(inked(at, Ink::Quiet, colours), inked(textOf(line, "level").leftJustified(5), inkOf(textOf(line, "level")), colours),
                                       inked(textOf(line, "function"), Ink::Quiet, colours), Session::shown(textOf(line, "text").trimmed(), stdout)));
}

struct Page {
  std::vector<json> lines;  ///< oldest first
  qint64 end = 0;           ///< number of the next line to come
};

/// Up to `most` of the newest lines that match, not below number `from`.
Result<Page> ask(Session& session, const QString& query, qint64 from, int most) {
  Page page;
  std::optional<qint64> before;
  for (;;) {
    QByteArray path = "/-/logs?lines=" + QByteArray::number(std::min(most - int(page.lines.size()), kPageLines)) + "&query=" + QUrl::toPercentEncoding(query);
    if (from > 0) path += "&from=" + QByteArray::number(from);
    if (before) path += "&before=" + QByteArray::number(*before);
    const auto got = session.localJson("GET", path);
    if (!got) return got.error();
    if (!before) page.end = qint64(numberOf(*got, "end"));
    for (const auto& line : got->value("lines", json::array())) page.lines.push_back(line);
    before = qint64(numberOf(*got, "next"));
    if (int(page.lines.size()) >= most || !got->value("more", false) || *before <= from) break;
  }
  std::reverse(page.lines.begin(), page.lines.end());
  return page;
}

int follow(Session& session, const QString& query, qint64 from) {
  for (;;) {
    QEventLoop pause;
    QTimer::singleShot(kLookAgainMs, &pause, &QEventLoop::quit);
    pause.exec();
    const auto page = ask(session, query, from, kMostLines);
    if (!page) return Session::fail(page.error());
    for (const json& line : page->lines) show(session, line);
    from = std::max(from, page->end);
    if (fflush(stdout) != 0) return exits::kFailed;  // whoever read has gone
  }
}
}  // namespace

int runLogs(Session& session, const Words& words) {
  const auto lines = words.number(u"--lines"_s, words.has(u"--follow"_s) ? 10 : 100, 0, kMostLines);
  if (!lines) return Session::fail(lines.error());
  const auto way = session.transport();
  if (!way) return Session::fail(way.error());
  const QString query = queryOf(words);
  if (CloudClient* client = (*way)->cloud()) return runRemoteLogs(session, *client, query, int(*lines));
  // Its newest lines, or none of them but the place where they end.
  auto page = ask(session, query, 0, std::max<int>(int(*lines), 1));
  if (!page) return Session::fail(page.error());
  // Nothing of a function that there is none of: a word that is wrong. (Of one that is gone its lines are still there.)
  if (page->lines.empty() && !words.operands().isEmpty())
    for (const QString& name : words.operands())
      if (!name.endsWith(u'*'))
        if (const auto there = session.call("GetFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}}); !there) return Session::fail(there.error());
  if (*lines == 0) page.value().lines.clear();
  for (const json& line : page->lines) show(session, line);
  fflush(stdout);
  return words.has(u"--follow"_s) ? follow(session, query, page->end) : exits::kDone;
}

}  // namespace scfdesk::cli
