// SPDX-License-Identifier: GPL-3.0-or-later
// The log on disk: how long the first screen of a search takes and all of it, and a screen of lines from anywhere.
//   bench_logsearch           200,000 lines
//   bench_logsearch --full    10,000,000 lines (1.6 GB in the temporary folder)
#include "app/engine/store/logsearch.h"
#include "app/engine/store/segments.h"
#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTextStream>
#include <chrono>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
using Steady = std::chrono::steady_clock;
constexpr TimeUs kMinute = 60'000'000;
constexpr TimeUs kStart = 1'780'000'000'000'000 / kMinute * kMinute;
constexpr int kLinesPerRequest = 10, kRequestsPerMinute = 20'000;

double msSince(Steady::time_point from) { return std::chrono::duration<double, std::milli>(Steady::now() - from).count(); }

bool write(const QString& folder, int64_t lines) {
  SegmentWriter writer(folder, 1);
  uint64_t seq = 1;
  std::vector<std::pair<SegmentKind, InvocationRow>> rows;
  for (int64_t n = 0; n < lines / kLinesPerRequest; ++n) {
    InvocationRow row;
    Invocation& v = row.invocation;
    v.id = uint64_t(n) + 1;
    v.requestId = QByteArray::number(qulonglong(n), 16).rightJustified(8, '0') + "-0000-4000-8000-000000000000";
    v.function = FunctionId(1 + n % 5);
    v.instance = InstanceId(1 + n % 16);
    v.finished = true;
    v.statusCode = n % 500 == 0 ? 433 : 200;
    v.at.accepted = kStart + n * 3000;
    v.at.replied = v.at.accepted + 2000;
    for (int i = 0; i < kLinesPerRequest; ++i) {
      LogRecord r;
      r.seq = seq++;
      r.at = v.at.accepted + i * 100;
      r.function = v.function;
      r.instance = v.instance;
      r.invocation = v.id;
      r.level = i == 9 && v.statusCode != 200 ? LogLevel::Error : LogLevel::Info;
      row.log.append(r, QByteArray("resized landing/hero-" + QByteArray::number(qulonglong(r.seq)) + ".jpg 2400x1350 to 640x360 in 87.4 ms, cache miss, 48,211 bytes written"));
    }
    rows.emplace_back(SegmentKind::Invocation, std::move(row));
    if (rows.size() < 1000 && n + 1 < lines / kLinesPerRequest) continue;
    if (writer.write(rows, kStart + n / kRequestsPerMinute * kMinute) != 0) return false;
    rows.clear();
  }
  return true;
}
}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  const bool full = app.arguments().contains(u"--full"_s);
  const int64_t lines = full ? 10'000'000 : 200'000;
  QTextStream out(stdout);
  const QTemporaryDir folder;
  if (!write(folder.path(), lines)) {
    out << "The segments cannot be written.\n";
    return 1;
  }
  const QHash<FunctionId, QString> names{{1, u"thumbnail"_s}, {2, u"resize"_s}, {3, u"c"_s}, {4, u"d"_s}, {5, u"e"_s}};
  const std::atomic<bool> cancelled{false};
  int wrong = 0;
  LogIndex index(folder.path());
  const auto search = [&](const QString& query, int64_t expected) {
    LogAsk ask;
    ask.query = LogQuery::parse(query).query;
    ask.matches = 200;
    const auto begin = Steady::now();
    double answer = -1, first = -1, longest = 0;
    int64_t found = 0;
    int pages = 0;
    for (;; ++pages) {
      const auto page0 = Steady::now();
      const LogPage page = LogSearch::page(index, ask, names, cancelled);
      longest = std::max(longest, msSince(page0));
      found += int64_t(page.matches.size());
      if (answer < 0) answer = msSince(begin);
      if (first < 0 && (found >= 40 || !page.more)) first = msSince(begin);
      if (!page.more) break;
      ask.before = page.next;
      ask.matches = LogSearch::kMostMatches;
      ask.lines = 0;
    }
    out << query << ": what is found so far and how far it is after " << QString::number(answer, 'f', 1) << " ms, a full screen or the end after " << QString::number(first, 'f', 1) << " ms, all of " << lines << " lines " << QString::number(msSince(begin) / 1000, 'f', 2) << " s in " << pages + 1
        << " pages, the longest " << QString::number(longest, 'f', 1) << " ms, " << found << " found\n";
    wrong += found != expected;
  };
  search(u"hero-"_s, lines);  // without an index: the first question of all
  search(u"\"hero-"_s + QString::number(lines / 2) + u".jpg\""_s, 1);
  search(u"/hero-\\d+77777\\.jpg/"_s, lines / 100'000 - 1);
  search(u"/7{4}\\d? ?jpg|nothing/"_s, 0);
  search(u"/refused|timed out after \\d+|nothing-of-the-kind/"_s, 0);
  search(u"nothing-of-the-kind"_s, 0);
  search(u"status:433 level:error"_s, lines / 5000);
  double worst = 0;
  for (int i = 0; i < 200; ++i) {
    LogAsk ask;
    const int64_t top = index.first() + (index.end() - index.first()) / 200 * i;
    for (int64_t row = top; row < top + 45; ++row) ask.rows.push_back(row);
    const auto begin = Steady::now();
    const LogPage page = LogSearch::page(index, ask, names, cancelled);
    worst = std::max(worst, msSince(begin));
    wrong += page.lines.size() != 45;
  }
  out << "45 lines from anywhere: worst " << QString::number(worst, 'f', 1) << " ms\n";
  if (wrong) out << wrong << " wrong\n";
  return wrong ? 1 : 0;
}
