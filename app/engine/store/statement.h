// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/database.h"

namespace scfdesk {

/// One use of a prepared statement: bind in order, then step. Reset when it goes. `sql` must be a literal: statements are kept
/// by its address. Thread of the database.
class Statement final {
 public:
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int64_t value);
  Statement& bind(const QString& text);
  /// The bytes must live until the statement goes.
  Statement& bind(const QByteArray& bytes);
  /// True for a row; false at the end and on failure (ok() tells).
  bool row();
  /// Runs a statement that gives no rows.
  [[nodiscard]] Status run();
  [[nodiscard]] bool ok() const { return m_ok; }
  [[nodiscard]] Error error() { return m_database.failure(); }

  [[nodiscard]] int64_t number(int column) const;
  [[nodiscard]] QString text(int column) const;
  [[nodiscard]] QByteArray bytes(int column) const;

 private:
  Database& m_database;
  sqlite3_stmt* m_statement = nullptr;
  int m_next = 1;
  bool m_ok = true;
};

}  // namespace scfdesk
