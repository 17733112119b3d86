// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "models/data/result.h"
#include <QThreadPool>
#include <deque>

namespace scfdesk {

/// Load runs that have ended, in `loadruns.json` of the data folder: the newest kMostRuns, and of these as many as kMostBytes hold.
/// A recorded span is not kept with them (their invocations are), so such a run can be compared but not fired again.
/// Engine thread; a worker of its own writes, in order.
class LoadArchive final {
 public:
  static constexpr size_t kMostRuns = 100;
  static constexpr qsizetype kMostBytes = 16 << 20;
  explicit LoadArchive(const QString& dataDir);
  ~LoadArchive();  ///< when all is written
  /// What is kept, oldest first. A file that can't be read counts as none: runs are worth no refusal to start.
  [[nodiscard]] const std::deque<LoadProgress>& runs() const { return m_runs; }
  void keep(const LoadProgress& run);

  static QByteArray textOf(const LoadProgress& run);  ///< one JSON object without line ends
  static std::deque<LoadProgress> runsOf(const QByteArray& text);

 private:
  QString m_file;
  std::deque<LoadProgress> m_runs;
  std::deque<QByteArray> m_texts;  ///< of each
  QThreadPool m_writer;
};

}  // namespace scfdesk
