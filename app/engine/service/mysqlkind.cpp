// SPDX-License-Identifier: GPL-3.0-or-later
// TencentDB for MySQL: MariaDB's server of this machine, asked through its own client.
#include "app/engine/service/serverkind.h"

namespace scfdesk {
namespace {
constexpr char kSeconds[] = "30";  // of one statement of the console

QByteArray unescaped(const QByteArray& field) {
  QByteArray out;
  for (qsizetype i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      out += field[i];
      continue;
    }
    const char c = field[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? '\0' : c;
  }
  return out;
}

class MysqlKind final : public ServerKind {
 public:
  [[nodiscard]] const Facts& facts() const override {
    static constexpr Facts kFacts{"mysql", "MySQL", "TencentDB for MySQL", "mariadb-server", "mysql", "Tables", "Statements", 3306, 't', true, true};
    return kFacts;
  }
  [[nodiscard]] QByteArray program() const override { return programAt({"/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/libexec/mariadbd"}); }
  void nameOwner(ServerAddress& a) const override {
    a.user = "scfdesk";
    a.database = "scf";
  }

  [[nodiscard]] QList<File> files(const ServerAddress& a, const QByteArray& inside) const override {
    const QByteArray conf = "[mariadbd]\ndatadir=\"" + inside + "/data\"\nport=" + QByteArray::number(a.port) + "\nbind-address=" + a.host.toLatin1() +
                            "\nsocket=mysql.sock\npid-file=mysql.pid\ntmpdir=\"" + inside + "\"\ninit-file=\"" + inside +
                            "/init.sql\"\nskip-log-bin\nskip-name-resolve\nlocal-infile=0\nsecure-file-priv=\"" + inside +
                            "\"\ncharacter-set-server=utf8mb4\ninnodb-buffer-pool-size=64M\ninnodb-flush-log-at-trx-commit=1\nperformance-schema=OFF\n";
    // Read before it listens: nobody gets in without the password, also on the first start.
    const QByteArray init = "CREATE DATABASE IF NOT EXISTS scf CHARACTER SET utf8mb4;\n"
                            "CREATE OR REPLACE USER scfdesk@'%' IDENTIFIED BY '" + a.password + "';\n"
                            "GRANT ALL PRIVILEGES ON *.* TO scfdesk@'%' WITH GRANT OPTION;\n"
                            "DELETE FROM mysql.global_priv WHERE User IN ('', 'root');\nFLUSH PRIVILEGES;\n";
    return {{"my.cnf", conf}, {"init.sql", init}};
  }
  [[nodiscard]] QList<File> clientFiles(const ServerAddress& a) const override {
    return {{"client.cnf", "[client]\nhost=" + a.host.toLatin1() + "\nport=" + QByteArray::number(a.port) + "\nprotocol=tcp\nuser=\"" + a.user + "\"\npassword=\"" + a.password +
                               "\"\nconnect-timeout=5\n[mariadb]\ninit-command=\"SET max_statement_time=" + kSeconds + "\"\n"}};
  }
  [[nodiscard]] QList<QByteArrayList> setup(const QByteArray& inside) const override {
    return {{programAt({"/usr/bin/mariadb-install-db", "/usr/local/bin/mariadb-install-db"}), "--no-defaults", "--datadir=" + inside + "/data", "--auth-root-authentication-method=normal",
             "--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=16M"}};
  }
  [[nodiscard]] QByteArrayList command(const ServerAddress&, const QByteArray& inside) const override { return {program(), "--defaults-file=" + inside + "/my.cnf"}; }

  [[nodiscard]] QByteArray hello(const ServerAddress&) const override { return {}; }
  /// Its first packet: length, number 0, protocol 10. A refusal has 0xff there.
  [[nodiscard]] bool greeted(const QByteArray& got) const override { return got.size() > 5 && got[3] == 0 && got[4] == 10; }

  [[nodiscard]] Result<Question> question(const QByteArray& text, const ServerAddress& a, const QByteArray& inside) const override {
    const QByteArray client = programAt({"/usr/bin/mariadb", "/usr/local/bin/mariadb"});
    if (client.isEmpty()) return Error{QStringLiteral("Local.ServiceMissing"), QStringLiteral("The program mariadb is not on this machine."), QStringLiteral("sudo apt-get install -y mariadb-client")};
    // binary-mode: the text is SQL alone; the client's own commands, which reach this machine, are off.
    QByteArrayList words{client, "--defaults-file=" + inside + "/client.cnf", "--batch", "--binary-mode", "--default-character-set=utf8mb4"};
    if (!a.database.isEmpty()) words << "--database=" + a.database;
    return Question{{}, {}, words, text + '\n'};
  }

  [[nodiscard]] Result<ServerTable> read(const QByteArray& answer, bool failed) const override {
    if (failed) return serverError(answer);
    ServerTable table;
    QByteArrayList lines = answer.split('\n');
    if (lines.last().isEmpty()) lines.removeLast();
    if (lines.isEmpty()) {
      table.note = "OK";
      return table;
    }
    for (const QByteArray& field : lines.takeFirst().split('\t')) table.columns << unescaped(field);
    for (const QByteArray& line : lines) {
      QByteArrayList row;
      for (const QByteArray& field : line.split('\t')) row << unescaped(field);
      table.rows.append(row);
    }
    return table;
  }

  [[nodiscard]] QByteArray statistics() const override {
    return "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ('THREADS_CONNECTED','QUESTIONS','MEMORY_USED',"
           "'INNODB_BUFFER_POOL_READ_REQUESTS','INNODB_BUFFER_POOL_READS') UNION ALL SELECT 'VERSION', VERSION() UNION ALL SELECT 'TABLES', COUNT(*) FROM information_schema.TABLES "
           "WHERE TABLE_SCHEMA NOT IN ('mysql','information_schema','performance_schema','sys');";
  }
  [[nodiscard]] ServerFigures figures(const ServerTable& t) const override {
    ServerFigures f{{}, figureOf(t, "MEMORY_USED"), figureOf(t, "THREADS_CONNECTED"), figureOf(t, "QUESTIONS"), figureOf(t, "INNODB_BUFFER_POOL_READ_REQUESTS"), figureOf(t, "INNODB_BUFFER_POOL_READS"), figureOf(t, "TABLES")};
    if (f.connections && *f.connections > 0) --*f.connections;
    for (const QByteArrayList& row : t.rows)
      if (row[0] == "VERSION") f.version = row[1].left(row[1].indexOf('-'));
    return f;
  }

  [[nodiscard]] QList<ServiceVariable> variables(const ServerAddress& a) const override {
    const QByteArray host = a.host.toLatin1(), port = QByteArray::number(a.port);
    return {{"MYSQL_HOST", host}, {"MYSQL_PORT", port}, {"MYSQL_USER", a.user}, {"MYSQL_PASSWORD", a.password, true}, {"MYSQL_DATABASE", a.database},
            {"MYSQL_URL", "mysql://" + a.user + ':' + a.password.toPercentEncoding() + '@' + host + ':' + port + '/' + a.database, true}};
  }
};

}  // namespace

std::unique_ptr<ServerKind> mysqlKind() { return std::make_unique<MysqlKind>(); }

}  // namespace scfdesk
