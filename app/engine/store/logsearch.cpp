// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/logsearch.h"
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

RequestFacts factsOfRow(const InvocationRow& row) {
  return row.invocation.requestId.isEmpty() ? RequestFacts() : LogMatcher::factsOf(row.invocation);
}

namespace {
/// Gives the lines `rows`, block by block.
void giveRows(LogIndex& index, const LogAsk& ask, LogPage& page) {
  qsizetype bytes = 0;
  std::vector<int64_t> rows = ask.rows;
  std::sort(rows.begin(), rows.end(), std::greater<>());
  int64_t open = -1;
  for (const int64_t row : rows) {
    if (row < index.first() || row >= index.end() || bytes > LogSearch::kPageBytes) continue;
    const int64_t at = index.blockBefore(row + 1);
    if (at < 0) continue;
    const LogBlock& block = index.blocks()[size_t(at)];
    if (at != open) {
      page.blocks.push_back(index.linesOf(block, index.bytesOf(block), {}));
      open = at;
    }
    const auto& lines = page.blocks.back().lines;
    const auto place = size_t(row - block.row);
    if (place >= lines.size()) continue;
    bytes += lines[place].text.size();
    page.lines.emplace_back(page.blocks.size() - 1, lines[place]);
  }
}
}  // namespace

LogPage LogSearch::page(LogIndex& index, const LogAsk& ask, const QHash<FunctionId, QString>& names, const std::atomic<bool>& cancelled) {
  LogPage page;
  if (!ask.before) index.refresh();
  const auto tell = [&] {
    page.first = index.first();
    page.end = index.end();
    page.complete = index.complete();
  };
  if (ask.index) {
    page.more = index.extend(kPageRecords);
    page.next = index.first();
    tell();
    return page;
  }
  if (!ask.rows.empty()) {
    const int64_t lowest = *std::min_element(ask.rows.begin(), ask.rows.end());
    while (index.first() > lowest && index.extend(kPageRecords) && !cancelled) {}
    giveRows(index, ask, page);
    tell();
    return page;
  }
  const LogMatcher matcher(ask.query, [&names](FunctionId id) { return names.value(id); });
  const bool all = ask.query.empty();
  int64_t row = ask.before ? std::min(*ask.before, index.end()) : index.end();
  int64_t work = 0, records = 0;
  qsizetype text = 0;
  const auto full = [&] {
    return int(page.matches.size()) >= ask.matches || work >= kPageWork || text >= kPageBytes || (int(page.lines.size()) >= ask.lines && ask.matches <= ask.lines);
  };
  page.more = true;
  while (!full()) {
    if (cancelled) {
      page.cancelled = true;
      break;
    }
    const int64_t at = index.blockBefore(row);
    if (at < 0) {
      if (index.complete() || records >= kPageRecords) {
        page.more = !index.complete();
        break;
      }
      index.extend(kPageRecords / 4);
      records += kPageRecords / 4;
      continue;
    }
    const LogBlock block = index.blocks()[size_t(at)];
    if (ask.from && block.row + block.lines <= *ask.from) {
      page.more = false;
      break;
    }
    const QByteArray bytes = index.bytesOf(block);
    work += bytes.size() + 4096;
    int64_t reached = block.row;
    if (!bytes.isEmpty() && matcher.bytesMayMatch(bytes)) {
      work += bytes.size() * 2;  // lines are made of it
      page.blocks.push_back(index.linesOf(block, bytes, all ? std::function<bool(const InvocationRow&)>() : [&](const InvocationRow& owner) {
        return owner.invocation.requestId.isEmpty() || matcher.rowMayMatch(owner.invocation.function, factsOfRow(owner));
      }));
      const KeptLines& kept = page.blocks.back();
      for (auto line = kept.lines.rbegin(); line != kept.lines.rend(); ++line) {
        if (line->row >= row || (ask.from && line->row < *ask.from)) continue;
        const auto facts = [&](InvocationId) { return factsOfRow(*kept.owners[line->owner]); };
        if (!all && matcher.line(line->record, line->text, facts) != LogMatcher::Verdict::Yes) continue;
        if (int(page.matches.size()) >= ask.matches || text >= kPageBytes) {
          reached = line->row + 1;
          break;
        }
        page.matches.push_back(line->row);
        if (int(page.lines.size()) >= ask.lines) continue;
        page.lines.emplace_back(page.blocks.size() - 1, *line);
        text += ask.cutAt > 0 ? std::min(ask.cutAt, line->text.size()) : line->text.size();
      }
      if (page.lines.empty() || page.lines.back().first != page.blocks.size() - 1) page.blocks.pop_back();  // nothing points to it
    }
    page.looked += row - reached;
    row = reached;
    if (ask.from && row <= *ask.from) {
      page.more = false;
      break;
    }
  }
  page.next = row;
  if (index.complete() && index.blockBefore(row) < 0) page.more = false;
  tell();
  return page;
}

LogSearch::LogSearch(const QString& folder, Reactor& reactor) : m_index(std::make_shared<LogIndex>(folder)), m_answers(reactor) {}

LogSearch::~LogSearch() {
  for (const auto& flag : m_running) *flag = true;
  m_answers.close();
  m_worker.stop();
}

void LogSearch::ask(LogAsk ask, QHash<FunctionId, QString> names, std::function<void(Result<std::shared_ptr<LogPage>>)> reply) {
  auto flag = std::make_shared<std::atomic<bool>>(false);
  if (!ask.id.isEmpty()) {
    cancel(ask.id);
    m_running.insert(ask.id, flag);
  }
  const bool taken = m_worker.post([this, index = m_index, ask, names = std::move(names), flag, reply]() mutable {
    auto page = std::make_shared<LogPage>(LogSearch::page(*index, ask, names, *flag));
    m_answers.post([this, page, flag, id = ask.id, reply = std::move(reply)] {
      if (const auto it = m_running.constFind(id); it != m_running.constEnd() && *it == flag) m_running.erase(it);
      reply(page);
    });
  });
  if (!taken) {
    m_running.remove(ask.id);
    reply(Error{u"Local.StoreBusy"_s, u"Too many searches of the log wait."_s, u"Try again."_s});
  }
}

bool LogSearch::cancel(const QByteArray& id) {
  const auto it = m_running.constFind(id);
  if (it == m_running.constEnd()) return false;
  **it = true;
  m_running.erase(it);
  return true;
}

}  // namespace scfdesk
