// SPDX-License-Identifier: GPL-3.0-or-later
// TencentDB for PostgreSQL: the newest server of this machine, asked through psql.
#include "app/engine/service/serverkind.h"
#include <QDir>
#include <QFile>

namespace scfdesk {
namespace {

/// Debian keeps one folder a version; the newest that is whole.
QByteArray programsFolder() {
  static constexpr char kDebian[] = "/usr/lib/postgresql";
  QList<int> versions;
  for (const QString& name : QDir(QLatin1String(kDebian)).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
    if (const int version = name.toInt(); version > 0) versions.append(version);
  std::sort(versions.rbegin(), versions.rend());
  for (const int version : versions) {
    const QByteArray folder = QByteArray(kDebian) + '/' + QByteArray::number(version) + "/bin";
    if (!programAt({QByteArray(folder + "/postgres").constData()}).isEmpty() && !programAt({QByteArray(folder + "/initdb").constData()}).isEmpty()) return folder;
  }
  for (const char* folder : {"/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"})
    if (!programAt({QByteArray(QByteArray(folder) + "/postgres").constData()}).isEmpty()) return folder;
  return {};
}

/// Comma separated values: fields may be quoted, with "" for a quote and line ends within.
QList<QByteArrayList> readCsv(const QByteArray& text) {
  QList<QByteArrayList> rows;
  QByteArrayList row;
  QByteArray field;
  bool quoted = false;
  for (qsizetype i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      field += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row << std::exchange(field, {});
    } else if (!quoted && c == '\n') {
      row << std::exchange(field, {});
      rows.append(std::exchange(row, {}));
    } else {
      field += c;
    }
  }
  if (!field.isEmpty() || !row.isEmpty()) rows.append(row << field);
  return rows;
}

void appendInt(QByteArray& bytes, quint32 value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += char(value >> shift & 0xff);
}

class PostgresqlKind final : public ServerKind {
 public:
  [[nodiscard]] const Facts& facts() const override {
    static constexpr Facts kFacts{"postgresql", "PostgreSQL", "TencentDB for PostgreSQL", "postgresql", "postgres", "Tables", "Transactions", 5432, 'i', true, true};
    return kFacts;
  }
  [[nodiscard]] QByteArray program() const override {
    const QByteArray folder = programsFolder();
    return folder.isEmpty() ? folder : folder + "/postgres";
  }
  void nameOwner(ServerAddress& a) const override {
    a.user = "scfdesk";
    a.database = "postgres";
  }
  [[nodiscard]] QList<File> files(const ServerAddress& a, const QByteArray&) const override { return {{"password", a.password + '\n'}}; }
  [[nodiscard]] QList<File> clientFiles(const ServerAddress& a) const override {
    const auto escaped = [](QByteArray text) { return text.replace('\\', "\\\\").replace(':', "\\:"); };
    return {{"pgpass", "*:*:*:" + escaped(a.user) + ':' + escaped(a.password) + '\n'}};
  }
  [[nodiscard]] QList<QByteArrayList> setup(const QByteArray& inside) const override {
    return {{programsFolder() + "/initdb", "-D", inside + "/data", "-U", "scfdesk", "-A", "scram-sha-256", "--pwfile=" + inside + "/password", "-E", "UTF8", "--locale=C.UTF-8"}};
  }
  [[nodiscard]] QByteArrayList command(const ServerAddress& a, const QByteArray& inside) const override {
    // Without a socket file: its path could be too long for one.
    return {program(), "-D", inside + "/data", "-p", QByteArray::number(a.port), "-h", a.host.toLatin1(), "-c", "unix_socket_directories="};
  }
  [[nodiscard]] QByteArrayList environment(const QByteArray& inside) const override {
    return ServerKind::environment(inside) + QByteArrayList{"PGPASSFILE=" + inside + "/pgpass", "PGOPTIONS=-c statement_timeout=30000", "PGCONNECT_TIMEOUT=5", "PGCLIENTENCODING=UTF8"};
  }

  /// StartupMessage, version 3.0: it is answered by a question for the password, or by an error while the server starts.
  [[nodiscard]] QByteArray hello(const ServerAddress& a) const override {
    QByteArray text;
    appendInt(text, 196608);
    text += QByteArray("user") + '\0' + a.user + '\0' + "database" + '\0' + a.database + '\0' + '\0';
    QByteArray packet;
    appendInt(packet, quint32(text.size()) + 4);
    return packet + text;
  }
  [[nodiscard]] bool greeted(const QByteArray& got) const override { return got.startsWith('R'); }

  [[nodiscard]] Result<Question> question(const QByteArray& text, const ServerAddress& a, const QByteArray&) const override {
    QByteArray client = programAt({QByteArray(programsFolder() + "/psql").constData(), "/usr/bin/psql"});
    if (client.isEmpty()) return Error{QStringLiteral("Local.ServiceMissing"), QStringLiteral("The program psql is not on this machine."), QStringLiteral("sudo apt-get install -y postgresql-client")};
    return Question{{}, {}, {client, "-X", "-w", "--csv", "-v", "ON_ERROR_STOP=1", "-h", a.host.toLatin1(), "-p", QByteArray::number(a.port), "-U", a.user, "-d", a.database.isEmpty() ? QByteArray("postgres") : a.database, "-f", "-"}, text + '\n'};
  }

  [[nodiscard]] Result<ServerTable> read(const QByteArray& answer, bool failed) const override {
    if (failed) return serverError(QByteArray(answer).replace("psql:<stdin>:", "line "));
    ServerTable table;
    QList<QByteArrayList> rows = readCsv(answer);
    if (rows.size() <= 1 && (rows.isEmpty() || (rows.first().size() == 1 && rows.first().first().toUpper() == rows.first().first()))) {
      table.note = rows.isEmpty() ? QByteArray("OK") : rows.first().first();  // "INSERT 0 1"
      return table;
    }
    table.columns = rows.takeFirst();
    table.rows = rows;
    return table;
  }

  [[nodiscard]] QByteArray statistics() const override {
    return "SELECT 'connections' AS name, count(*)::text AS value FROM pg_stat_activity WHERE backend_type = 'client backend' UNION ALL "
           "SELECT 'commands', coalesce(sum(xact_commit + xact_rollback), 0)::text FROM pg_stat_database UNION ALL "
           "SELECT 'hits', coalesce(sum(blks_hit), 0)::text FROM pg_stat_database UNION ALL SELECT 'misses', coalesce(sum(blks_read), 0)::text FROM pg_stat_database UNION ALL "
           "SELECT 'tables', count(*)::text FROM pg_stat_user_tables UNION ALL SELECT 'version', current_setting('server_version');";
  }
  [[nodiscard]] ServerFigures figures(const ServerTable& t) const override {
    ServerFigures f{{}, std::nullopt, figureOf(t, "connections"), figureOf(t, "commands"), figureOf(t, "hits"), figureOf(t, "misses"), figureOf(t, "tables")};
    if (f.connections && *f.connections > 0) --*f.connections;
    for (const QByteArrayList& row : t.rows)
      if (row[0] == "version") f.version = row[1].split(' ').first();
    return f;
  }

  [[nodiscard]] QList<ServiceVariable> variables(const ServerAddress& a) const override {
    const QByteArray host = a.host.toLatin1(), port = QByteArray::number(a.port);
    const QByteArray url = "postgresql://" + a.user + ':' + a.password.toPercentEncoding() + '@' + host + ':' + port + '/' + a.database;
    return {{"PGHOST", host}, {"PGPORT", port}, {"PGUSER", a.user}, {"PGPASSWORD", a.password, true}, {"PGDATABASE", a.database},
            {"POSTGRES_HOST", host}, {"POSTGRES_PORT", port}, {"POSTGRES_USER", a.user}, {"POSTGRES_PASSWORD", a.password, true}, {"POSTGRES_DATABASE", a.database}, {"POSTGRES_URL", url, true}};
  }
};

}  // namespace

std::unique_ptr<ServerKind> postgresqlKind() { return std::make_unique<PostgresqlKind>(); }

}  // namespace scfdesk
