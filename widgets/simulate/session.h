// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "widgets/simulate/scenario.h"
#include <QJsonObject>

namespace scfdesk {

/// A session as the engine looks it through (POST /-/session): what a view shows of it. A value.
struct SimSession {
  struct Function {
    QString name, runtime;
    int version = 0, memoryMb = 0;
    QString code;                    ///< SHA-256 of the package; empty for a folder
    std::vector<double> arrivals;    ///< seconds from the first of all functions
    SimTimings timings;
  };
  struct Decision {
    TimeUs at = 0;
    QString function, text;
  };
  struct Line {
    TimeUs at = 0;
    QString function, text;
  };
  QString engine;
  TimeUs made = 0;
  bool same = false;
  qint64 events = 0, decisions = 0, forgotten = 0;
  QString recordedHash, replayedHash, trouble;
  qint64 differsAt = 0;              ///< number of the first decision that differs; 0 = none
  TimeUs differsUs = 0;
  QString recorded, replayed;        ///< that decision in words
  TimeUs from = 0;
  double stepUs = 0;
  std::vector<double> starting, busy, idle, waiting, refused, cold;
  std::vector<Function> functions;
  std::vector<Decision> told;        ///< the last ones, oldest first
  std::vector<Line> log;
  bool complete = true;              ///< trace and log were not cut
  [[nodiscard]] TimeUs to() const { return from + static_cast<TimeUs>(stepUs * static_cast<double>(busy.size())); }
  static SimSession fromJson(const QJsonObject& look);
};

}  // namespace scfdesk
