// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/logsapi.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/localapi.h"
#include "models/data/limits.h"
#include <limits>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr QByteArrayView kJson("application/json");

/// A cut line ends with a whole character.
QByteArrayView cutLine(QByteArrayView text, qsizetype at) {
  if (at <= 0 || text.size() <= at) return text;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return text.first(at);
}

void appendLine(QByteArray& out, const LogPage& page, const std::pair<size_t, KeptLine>& entry, const QHash<FunctionId, QString>& names, qsizetype cutAt) {
  const KeptLine& line = entry.second;
  const Invocation& v = page.blocks[entry.first].owners[line.owner]->invocation;
  out.append("{\"row\":").append(QByteArray::number(qlonglong(line.row))).append(",\"us\":").append(QByteArray::number(qlonglong(line.record.at)));
  out.append(",\"level\":\"").append(logLevelName(line.record.level).toLatin1()).append("\",\"functionId\":").append(QByteArray::number(line.record.function));
  if (line.record.function != 0) {
    out.append(",\"function\":");
    jsontext::appendString(out, names.value(line.record.function).toUtf8());
  }
  if (line.record.instance != 0) out.append(",\"instance\":\"").append(instanceName(line.record.instance).toLatin1()).append('"');
  if (!v.requestId.isEmpty()) {
    out.append(",\"requestId\":\"").append(v.requestId).append("\",\"version\":\"").append(versionName(v.version).toLatin1()).append("\",\"status\":").append(QByteArray::number(v.statusCode));
    out.append(",\"cold\":").append(v.cold ? "true" : "false").append(",\"durationUs\":").append(QByteArray::number(qlonglong(v.durationUs)));
  }
  const QByteArrayView text = cutLine(line.text, cutAt);
  if (text.size() < line.text.size()) out.append(",\"bytes\":").append(QByteArray::number(line.text.size()));
  out.append(",\"text\":");
  jsontext::appendString(out, jsontext::isValidUtf8(text) ? text : QByteArrayView(QString::fromUtf8(text).toUtf8()));
  out.append("},");
}

QByteArray pageText(const LogPage& page, const QHash<FunctionId, QString>& names, qsizetype cutAt) {
  QByteArray out("{\"first\":");
  out.append(QByteArray::number(qlonglong(page.first))).append(",\"end\":").append(QByteArray::number(qlonglong(page.end)));
  out.append(",\"complete\":").append(page.complete ? "true" : "false").append(",\"next\":").append(QByteArray::number(qlonglong(page.next)));
  out.append(",\"more\":").append(page.more ? "true" : "false").append(",\"cancelled\":").append(page.cancelled ? "true" : "false");
  out.append(",\"looked\":").append(QByteArray::number(qlonglong(page.looked))).append(",\"lines\":[");
  for (const auto& line : page.lines) appendLine(out, page, line, names, cutAt);
  if (!page.lines.empty()) out.chop(1);
  out.append("],\"matches\":[");
  for (const int64_t row : page.matches) out.append(QByteArray::number(qlonglong(row))).append(',');
  if (!page.matches.empty()) out.chop(1);
  return out.append("]}");
}

Error wrong(const char* name, const QString& what) { return {u"InvalidParameterValue"_s, QString::fromLatin1(name) + u": "_s + what, {}}; }
}  // namespace

Result<LogAsk> LogsApi::read(const HttpRequest& request) const {
  LogAsk ask;
  const auto number = [&](const char* name, int64_t least, int64_t most, std::optional<int64_t>& value) -> Status {
    const auto text = localQueryValue(request.query(), name);
    if (!text) return Done{};
    bool good = false;
    const qlonglong n = text->toLongLong(&good);
    if (!good || n < least || n > most) return wrong(name, u"a whole number from %1 to %2 is wanted."_s.arg(least).arg(most));
    value = n;
    return Done{};
  };
  constexpr int64_t kAny = std::numeric_limits<int64_t>::max() / 4;
  std::optional<int64_t> lines, matches, cut;
  for (const Status& status : {number("before", -kAny, kAny, ask.before), number("from", -kAny, kAny, ask.from), number("lines", 0, LogSearch::kMostLines, lines),
                               number("matches", 1, LogSearch::kMostMatches, matches), number("cut", 1, limits::kLogLineBytes, cut)})
    if (!status) return status.error();
  ask.lines = int(lines.value_or(ask.lines));
  ask.matches = int(matches.value_or(std::max(ask.lines, 1)));
  ask.cutAt = qsizetype(cut.value_or(0));
  ask.id = localQueryValue(request.query(), "id").value_or(QByteArray()).left(100);
  ask.index = localQueryValue(request.query(), "index") == "1";
  if (const auto rows = localQueryValue(request.query(), "rows")) {
    for (const QByteArray& row : rows->split(',')) {
      bool good = false;
      ask.rows.push_back(row.toLongLong(&good));
      if (!good || ask.rows.size() > size_t(kMostRows)) return wrong("rows", u"at most %1 numbers of lines, with commas."_s.arg(kMostRows));
    }
  }
  const LogQuery::Parsed parsed = LogQuery::parse(QString::fromUtf8(localQueryValue(request.query(), "query").value_or(QByteArray())));
  if (parsed.error) return wrong("query", u"column %1: %2"_s.arg(QString::number(parsed.error->at + 1), parsed.error->english()));
  ask.query = parsed.query;
  return ask;
}

void LogsApi::handle(const HttpRequest& request, HttpReply& reply) {
  if (m_folder.isEmpty()) return localRefusal(reply, 404, {u"Local.NotBuilt"_s, u"This engine keeps no log."_s, {}});
  if (request.method() == QByteArrayView("DELETE")) {
    const QByteArray id = localQueryValue(request.query(), "id").value_or(QByteArray());
    const bool ended = m_search && m_search->cancel(id);
    return reply.send(200, kJson, ended ? "{\"cancelled\":true}" : "{\"cancelled\":false}");
  }
  if (request.method() != QByteArrayView("GET")) return localWrongMethod(reply, "GET, DELETE");
  const Result<LogAsk> ask = read(request);
  if (!ask) return localRefusal(reply, localStatusOf(ask.error()), ask.error());
  QHash<FunctionId, QString> names;
  for (const NamespaceInfo& ns : m_engine.namespaces())
    for (const FunctionInfo& f : m_engine.functions(ns.name)) names.insert(f.id, f.key.name);
  if (!m_search) m_search = std::make_unique<LogSearch>(m_folder, m_reactor);
  m_search->ask(*ask, names, [reply, names, cutAt = ask->cutAt](const Result<std::shared_ptr<LogPage>>& page) mutable {
    if (!page) return localRefusal(reply, localStatusOf(page.error()), page.error());
    reply.send(200, kJson, pageText(**page, names, cutAt));
  });
}

}  // namespace scfdesk
