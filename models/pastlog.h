// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "models/logstore.h"
#include <optional>

namespace scfdesk {

/// The lines around a moment that memory holds no more, from the log that is kept on disk: found by halving its time, each step one
/// question; then the lines on both sides of it, at most kLines. What is asked for meanwhile takes the place of what was.
/// GUI thread; owned by its view.
class PastLog final : public LogRows {
  Q_OBJECT
 public:
  static constexpr int kLines = 400;
  static constexpr TimeUs kRoom = 2'000'000;  ///< on both sides that is looked at
  static constexpr int kSteps = 200;  ///< questions for one moment; then it is given up
  explicit PastLog(Backend& backend, QObject* parent = nullptr);
  /// Only lines that pass are shown.
  void setFilter(const LogFilter& filter);
  void show(TimeUs t);
  [[nodiscard]] bool busy() const { return m_busy; }
  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
  /// Is a moment before all that a store holds?
  static bool before(const LogStore& store, TimeUs t);

  [[nodiscard]] qint64 size() const override { return static_cast<qint64>(m_shown.size()); }
  [[nodiscard]] LogLine at(qint64 row) const override;
  [[nodiscard]] qint64 storeIndex(qint64 row) const override { return row; }
  [[nodiscard]] qint64 rowAt(qint64 storeIndex) const override { return std::clamp<qint64>(storeIndex, 0, size()); }
  [[nodiscard]] RequestFacts factsOf(const LogLine& line) const override;

 private:
  struct Line {
    LogRecord record;
    QByteArray text;
    RequestFacts facts;
  };
  using Answer = std::function<void(const QJsonObject&)>;
  void ask(const QByteArray& target, Answer then);
  void look();
  void halve();
  void fetch();
  void filter();
  Backend& m_backend;
  LogFilter m_filter;
  TimeUs m_at = -1;
  qint64 m_first = 0, m_end = 0, m_next = 0, m_low = 0, m_high = 0;
  bool m_all = false, m_busy = false;
  int m_steps = 0;
  uint64_t m_turn = 0;
  std::vector<Line> m_lines;
  std::vector<size_t> m_shown;
  std::optional<Error> m_error;
};

}  // namespace scfdesk
