// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <optional>

/// Redis' serialization protocol (RESP2), as far as a console and a trigger need it. Pure; any thread.
namespace scfdesk::resp {

struct Value {
  char kind = 0;      ///< '+' '-' ':' '$' '*'; '_' = nil
  QByteArray text;
  QList<Value> items;
};
inline constexpr int kDepth = 32;
inline constexpr int kItems = 1'000'000;

/// The values that `bytes` begins with, as far as they are there as a whole. None: what is there is no RESP.
[[nodiscard]] std::optional<QList<Value>> parse(const QByteArray& bytes);
/// Finds the end of the first reply in bytes that come piece by piece, looking at each of them once.
class Scan final {
 public:
  enum class Found { Whole, More, Wrong };
  /// `bytes`: all that has come so far, the same and more with each call. Whole: the reply ends at end().
  Found look(QByteArrayView bytes);
  [[nodiscard]] qsizetype end() const { return m_at; }

 private:
  qsizetype m_at = 0;
  QList<int> m_open;  ///< values still wanted by each array that is open
};

[[nodiscard]] QByteArray command(const QByteArrayList& words);
/// A line as people type it: words, "quoted" with \n \r \t \\ \" \xHH, or 'quoted'. None: a quote is open.
[[nodiscard]] std::optional<QByteArrayList> words(const QByteArray& line);
/// One line for a value: items of an array in brackets.
[[nodiscard]] QByteArray shown(const Value& value);

}  // namespace scfdesk::resp
