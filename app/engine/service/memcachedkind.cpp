// SPDX-License-Identifier: GPL-3.0-or-later
// Cloud Memcached: memcached of this machine. It has no password, as the cloud's has none within its network: reachable from
// this machine alone.
#include "app/engine/service/resp.h"
#include "app/engine/service/serverkind.h"

namespace scfdesk {
namespace {

bool endsAnswer(const QByteArray& line) {
  static const QByteArrayList kEnds{"END", "STORED", "NOT_STORED", "EXISTS", "NOT_FOUND", "DELETED", "TOUCHED", "OK", "ERROR", "RESET"};
  return kEnds.contains(line) || line.startsWith("CLIENT_ERROR") || line.startsWith("SERVER_ERROR") || line.startsWith("VERSION ");
}

/// Lines of an answer with the data of values in their place; `whole` when its last line is there.
QList<QByteArrayList> linesOf(const QByteArray& got, bool& whole, QByteArray& last) {
  QList<QByteArrayList> lines;
  whole = false;
  for (qsizetype at = 0; at < got.size();) {
    const qsizetype end = got.indexOf("\r\n", at);
    if (end < 0) break;
    last = got.mid(at, end - at);
    at = end + 2;
    bool number = false;
    last.toULongLong(&number);  // what incr and decr answer
    if (endsAnswer(last) || number) {
      whole = true;
      break;
    }
    const QByteArrayList words = last.split(' ');
    if (words.first() == "VALUE" && words.size() >= 4) {
      const qsizetype size = words[3].toLongLong();
      if (got.size() < at + size + 2) break;
      lines.append({words[1], got.mid(at, size)});
      at += size + 2;
    } else if (words.first() == "STAT" && words.size() >= 3) {
      lines.append({words[1], last.mid(words[0].size() + words[1].size() + 2)});
    } else {
      lines.append({last, {}});
    }
  }
  return lines;
}

class MemcachedKind final : public ServerKind {
 public:
  [[nodiscard]] const Facts& facts() const override {
    static constexpr Facts kFacts{"memcached", "Memcached", "TencentDB for Memcached", "memcached", "memcache", "Items", "Commands", 11211, 't', false, false};
    return kFacts;
  }
  [[nodiscard]] QByteArray program() const override { return programAt({"/usr/bin/memcached", "/usr/local/bin/memcached", "/opt/homebrew/bin/memcached"}); }
  [[nodiscard]] QList<File> files(const ServerAddress&, const QByteArray&) const override { return {}; }
  [[nodiscard]] QByteArrayList command(const ServerAddress& a, const QByteArray&) const override {
    return {program(), "-l", a.host.toLatin1(), "-p", QByteArray::number(a.port), "-U", "0", "-m", "64"};
  }
  [[nodiscard]] QByteArray hello(const ServerAddress&) const override { return "version\r\n"; }
  [[nodiscard]] bool greeted(const QByteArray& got) const override { return got.startsWith("VERSION ") && got.endsWith("\r\n"); }

  [[nodiscard]] Result<Question> question(const QByteArray& text, const ServerAddress&, const QByteArray&) const override {
    auto words = resp::words(text);
    if (!words || words->isEmpty()) return Error{QStringLiteral("InvalidParameterValue"), QStringLiteral("There is no command."), QStringLiteral("Try stats, get KEY or set KEY VALUE.")};
    for (qsizetype i = 0; i < words->size(); ++i) {
      const bool data = i + 1 == words->size() && words->size() == 3;
      if (!data && ((*words)[i].contains('\n') || (*words)[i].contains('\r') || (*words)[i].contains(' '))) return Error{QStringLiteral("InvalidParameterValue"), QStringLiteral("A key has no space and no line end."), {}};
    }
    static const QByteArrayList kStores{"set", "add", "replace", "append", "prepend"};
    QByteArray bytes;
    if (kStores.contains(words->first())) {
      if (words->size() != 3) return Error{QStringLiteral("InvalidParameterValue"), QStringLiteral("%1 takes a key and a value.").arg(QString::fromLatin1(words->first())), {}};
      bytes = (*words)[0] + ' ' + (*words)[1] + " 0 0 " + QByteArray::number((*words)[2].size()) + "\r\n" + (*words)[2];
    } else {
      bytes = words->join(' ');
    }
    return Question{bytes + "\r\n", [](const QByteArray& got) {
                      bool whole = false;
                      QByteArray last;
                      linesOf(got, whole, last);
                      return whole;
                    }, {}, {}};
  }

  [[nodiscard]] Result<ServerTable> read(const QByteArray& answer, bool) const override {
    bool whole = false;
    QByteArray last;
    ServerTable table;
    table.rows = linesOf(answer, whole, last);
    if (last == "ERROR" || last.contains("_ERROR")) return serverError(last == "ERROR" ? QByteArray("ERROR: there is no such command.") : last);
    if (!table.rows.isEmpty()) table.columns = {"name", "value"};
    if (last != "END" || table.rows.isEmpty()) table.note = last == "END" ? QByteArray("nothing there") : last;
    return table;
  }

  [[nodiscard]] QByteArray statistics() const override { return "stats"; }
  [[nodiscard]] ServerFigures figures(const ServerTable& t) const override {
    int64_t commands = 0;
    for (const char* name : {"cmd_get", "cmd_set", "cmd_flush", "cmd_touch", "delete_hits", "delete_misses", "incr_hits", "incr_misses", "decr_hits", "decr_misses"})
      commands += figureOf(t, name).value_or(0);
    ServerFigures f{{}, figureOf(t, "bytes"), figureOf(t, "curr_connections"), commands, figureOf(t, "get_hits"), figureOf(t, "get_misses"), figureOf(t, "curr_items")};
    if (f.connections) f.connections = std::max<int64_t>(0, *f.connections - 2);  // its listener, and the one that asks
    for (const QByteArrayList& row : t.rows)
      if (row[0] == "version") f.version = row[1];
    return f;
  }

  [[nodiscard]] QList<ServiceVariable> variables(const ServerAddress& a) const override {
    const QByteArray host = a.host.toLatin1(), port = QByteArray::number(a.port);
    return {{"MEMCACHED_HOST", host}, {"MEMCACHED_PORT", port}, {"MEMCACHED_SERVERS", host + ':' + port}};
  }
};

}  // namespace

std::unique_ptr<ServerKind> memcachedKind() { return std::make_unique<MemcachedKind>(); }

}  // namespace scfdesk
