// SPDX-License-Identifier: GPL-3.0-or-later
// TencentDB for Redis: redis-server of this machine.
#include "app/engine/service/resp.h"
#include "app/engine/service/serverkind.h"

namespace scfdesk {
namespace {

class RedisKind final : public ServerKind {
 public:
  [[nodiscard]] const Facts& facts() const override {
    static constexpr Facts kFacts{"redis", "Redis", "TencentDB for Redis", "redis-server", "redis", "Keys", "Commands", 6379, 't', true, true};
    return kFacts;
  }
  [[nodiscard]] QByteArray program() const override { return programAt({"/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"}); }

  [[nodiscard]] QList<File> files(const ServerAddress& a, const QByteArray& inside) const override {
    // appendfsync always: everysec may answer before the write while a sync of the second before is under way.
    return {{"redis.conf", "bind " + a.host.toLatin1() + "\nport " + QByteArray::number(a.port) + "\nrequirepass " + a.password + "\ndir \"" + QByteArray(inside).replace('\\', "\\\\").replace('"', "\\\"") +
                               "/data\"\nappendonly yes\nappendfsync always\nsave \"\"\ndaemonize no\nlogfile \"\"\n"}};
  }
  [[nodiscard]] QByteArrayList command(const ServerAddress&, const QByteArray& inside) const override { return {program(), inside + "/redis.conf"}; }

  [[nodiscard]] QByteArray hello(const ServerAddress& a) const override { return login(a) + resp::command({"PING"}); }
  [[nodiscard]] bool greeted(const QByteArray& got) const override { return got.contains("+PONG\r\n"); }

  [[nodiscard]] Result<Question> question(const QByteArray& text, const ServerAddress& a, const QByteArray&) const override {
    const auto words = resp::words(text);
    if (!words) return Error{QStringLiteral("InvalidParameterValue"), QStringLiteral("A quote is not closed."), {}};
    if (words->isEmpty()) return Error{QStringLiteral("InvalidParameterValue"), QStringLiteral("There is no command."), QStringLiteral("Try INFO or KEYS *.")};
    static const QByteArrayList kStreams{"SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "MONITOR", "SYNC", "PSYNC"};
    if (kStreams.contains(words->first().toUpper()))
      return Error{QStringLiteral("UnsupportedOperation"), QStringLiteral("%1 never ends; the console runs commands that answer once.").arg(QString::fromUtf8(words->first())), {}};
    const qsizetype replies = a.password.isEmpty() ? 1 : 2;
    return Question{login(a) + resp::command(*words), [replies](const QByteArray& got) {
                      const auto values = resp::parse(got);
                      return !values || values->size() >= replies || (!values->isEmpty() && values->first().kind == '-');
                    }, {}, {}};
  }

  [[nodiscard]] Result<ServerTable> read(const QByteArray& answer, bool) const override {
    const auto values = resp::parse(answer);
    if (!values || values->isEmpty()) return serverError("The answer is no Redis reply.");
    const resp::Value& value = values->last();
    ServerTable table;
    if (value.kind == '-') return serverError(value.text);
    if (value.kind == '+') {
      table.note = value.text;
    } else if (value.kind == '$' && value.text.contains("\r\n") && value.text.contains(':')) {  // INFO
      table.columns = {"name", "value"};
      for (const QByteArray& line : value.text.split('\n'))
        if (const qsizetype colon = line.indexOf(':'); colon > 0) table.rows.append({line.left(colon), line.mid(colon + 1).trimmed()});
    } else if (value.kind == '*') {
      table.columns = {"#", "value"};
      for (qsizetype i = 0; i < value.items.size(); ++i) table.rows.append({QByteArray::number(i + 1), resp::shown(value.items[i])});
    } else {
      table.columns = {"value"};
      table.rows.append({resp::shown(value)});
    }
    return table;
  }

  [[nodiscard]] QByteArray statistics() const override { return "INFO"; }
  [[nodiscard]] ServerFigures figures(const ServerTable& t) const override {
    ServerFigures f{{}, figureOf(t, "used_memory"), figureOf(t, "connected_clients"), figureOf(t, "total_commands_processed"), figureOf(t, "keyspace_hits"), figureOf(t, "keyspace_misses"), 0};
    if (f.connections && *f.connections > 0) --*f.connections;  // the one that asks
    for (const QByteArrayList& row : t.rows) {
      if (row[0] == "redis_version") f.version = row[1];
      if (row[0].startsWith("db") && row[1].startsWith("keys=")) *f.keys += row[1].mid(5, row[1].indexOf(',') - 5).toLongLong();
    }
    return f;
  }

  [[nodiscard]] QList<ServiceVariable> variables(const ServerAddress& a) const override {
    const QByteArray host = a.host.toLatin1(), port = QByteArray::number(a.port);
    QList<ServiceVariable> list{{"REDIS_HOST", host}, {"REDIS_PORT", port}};
    if (!a.password.isEmpty()) list.append({"REDIS_PASSWORD", a.password, true});
    const QByteArray login = a.password.isEmpty() ? QByteArray() : QByteArray(":" + a.password.toPercentEncoding() + '@');
    list.append({"REDIS_URL", "redis://" + login + host + ':' + port, !a.password.isEmpty()});
    return list;
  }

 private:
  static QByteArray login(const ServerAddress& a) {
    if (a.password.isEmpty()) return {};
    return a.user.isEmpty() ? resp::command({"AUTH", a.password}) : resp::command({"AUTH", a.user, a.password});
  }
};

}  // namespace

std::unique_ptr<ServerKind> redisKind() { return std::make_unique<RedisKind>(); }

}  // namespace scfdesk
