// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/service.h"
#include "app/engine/service/wireexchange.h"
#include <QByteArrayList>
#include <memory>
#include <optional>
#include <vector>

namespace scfdesk {

/// Where a server is and who may ask it.
struct ServerAddress {
  QString host = QStringLiteral("127.0.0.1");
  int port = 0;
  QByteArray user, password, database;
};

/// What a server has answered, for people.
struct ServerTable {
  QByteArrayList columns;
  QList<QByteArrayList> rows;
  QByteArray note;  ///< "OK", "INSERT 0 1": where there is no table
};

/// From the server's own statistics; what it does not tell is none.
struct ServerFigures {
  QByteArray version;
  std::optional<int64_t> memoryBytes, connections, commands, hits, misses, keys;
};

/// One kind of database server: where its program is, how it is set up, started, asked and read. Pure but for looking for the
/// program; any thread. `inside` is the server's folder as its processes see it.
class ServerKind {
 public:
  struct Facts {
    const char* name;      ///< "redis"
    const char* title;     ///< "Redis"
    const char* product;   ///< "TencentDB for Redis"
    const char* package;   ///< of Debian
    const char* user;      ///< the package's own system user
    const char* things;    ///< what ServerFigures::keys counts: "Keys"
    const char* commands;  ///< what ServerFigures::commands counts: "Commands"
    int port;
    char stop;             ///< KeptProcess::tell
    bool keeps;            ///< data outlives the server
    bool password;
  };
  /// A file with its text; made for each start, readable by the server's user alone.
  struct File {
    QByteArray name, text;
  };
  /// A question to a running server: over TCP (`bytes`), or through the server's own client program (`command`, `input`).
  struct Question {
    QByteArray bytes;
    std::function<bool(const QByteArray& got)> whole;
    QByteArrayList command;
    QByteArray input;
  };
  virtual ~ServerKind() = default;
  [[nodiscard]] virtual const Facts& facts() const = 0;
  [[nodiscard]] virtual QByteArray program() const = 0;  ///< absolute path; empty when it is not on this machine
  /// The user name and database that a new server gets.
  virtual void nameOwner(ServerAddress& address) const { Q_UNUSED(address) }
  [[nodiscard]] virtual QList<File> files(const ServerAddress& address, const QByteArray& inside) const = 0;
  [[nodiscard]] virtual QList<File> clientFiles(const ServerAddress& address) const {
    Q_UNUSED(address)
    return {};
  }
  /// Commands, one after the other, that make the data folder `inside`/data.
  [[nodiscard]] virtual QList<QByteArrayList> setup(const QByteArray& inside) const {
    Q_UNUSED(inside)
    return {};
  }
  [[nodiscard]] virtual QByteArrayList command(const ServerAddress& address, const QByteArray& inside) const = 0;
  [[nodiscard]] virtual QByteArrayList environment(const QByteArray& inside) const;
  /// The shortest exchange that shows that it answers.
  [[nodiscard]] virtual QByteArray hello(const ServerAddress& address) const = 0;
  [[nodiscard]] virtual bool greeted(const QByteArray& got) const = 0;
  [[nodiscard]] virtual Result<Question> question(const QByteArray& text, const ServerAddress& address, const QByteArray& inside) const = 0;
  /// `failed`: the client program said so by its exit status.
  [[nodiscard]] virtual Result<ServerTable> read(const QByteArray& answer, bool failed) const = 0;
  [[nodiscard]] virtual QByteArray statistics() const = 0;  ///< text for question()
  [[nodiscard]] virtual ServerFigures figures(const ServerTable& table) const = 0;
  [[nodiscard]] virtual QList<ServiceVariable> variables(const ServerAddress& address) const = 0;
};

[[nodiscard]] std::unique_ptr<ServerKind> redisKind();
[[nodiscard]] std::unique_ptr<ServerKind> memcachedKind();
[[nodiscard]] std::unique_ptr<ServerKind> mysqlKind();
[[nodiscard]] std::unique_ptr<ServerKind> postgresqlKind();
/// By name; null when there is none.
[[nodiscard]] std::unique_ptr<ServerKind> serverKind(const QString& name);

/// First of these paths that can be executed; empty when none can.
[[nodiscard]] QByteArray programAt(std::initializer_list<const char*> paths);
/// The number behind a name in the first column.
[[nodiscard]] std::optional<int64_t> figureOf(const ServerTable& table, QByteArrayView name);
[[nodiscard]] Error serverError(const QByteArray& text);

}  // namespace scfdesk
