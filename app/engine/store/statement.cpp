// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/statement.h"
#include <sqlite3.h>

namespace scfdesk {

Statement::Statement(Database& database, const char* sql) : m_database(database), m_statement(database.prepared(sql)) {
  m_ok = m_statement != nullptr;
}

Statement::~Statement() {
  if (!m_statement) return;
  sqlite3_reset(m_statement);
  sqlite3_clear_bindings(m_statement);
}

Statement& Statement::bind(int64_t value) {
  if (m_statement) sqlite3_bind_int64(m_statement, m_next++, value);
  return *this;
}

Statement& Statement::bind(const QString& text) {
  const QByteArray utf8 = text.toUtf8();
  if (m_statement)
    sqlite3_bind_text64(m_statement, m_next++, utf8.isNull() ? "" : utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(const QByteArray& bytes) {
  if (m_statement)
    sqlite3_bind_blob64(m_statement, m_next++, bytes.isNull() ? "" : bytes.constData(), sqlite3_uint64(bytes.size()), SQLITE_STATIC);
  return *this;
}

bool Statement::row() {
  if (!m_ok) return false;
  const int code = sqlite3_step(m_statement);
  if (code == SQLITE_ROW) return true;
  m_ok = code == SQLITE_DONE;
  return false;
}

Status Statement::run() {
  while (row()) {
  }
  if (!m_ok) return error();
  return Done{};
}

int64_t Statement::number(int column) const { return sqlite3_column_int64(m_statement, column); }

QString Statement::text(int column) const {
  const auto* data = sqlite3_column_text(m_statement, column);
  return QString::fromUtf8(reinterpret_cast<const char*>(data), sqlite3_column_bytes(m_statement, column));
}

QByteArray Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
  return {data, sqlite3_column_bytes(m_statement, column)};
}

}  // namespace scfdesk
