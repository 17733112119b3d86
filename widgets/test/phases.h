// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"
#include <QCoreApplication>
#include <QRectF>
#include <array>

class QPainter;

namespace scfdesk {

/// Where the time of an invocation went, in microseconds. Wait is accepted to dispatched; starting and init belong to the
/// instance and are 0 when warm; run is the handler. Pure values.
struct Phases {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::Phases)
 public:
  enum Part : uint8_t { Wait, Starting, Init, Run, PartCount };
  std::array<int64_t, PartCount> us{};
  Part current = PartCount;  ///< the one that still grows; PartCount = ended
  bool cold = false;
  bool failed = false;
  [[nodiscard]] int64_t sum() const;
  /// "Wait", "Starting", "Init", "Run".
  static QString name(Part part);
  /// "Wait 2, starting 431, init 381, run 312 milliseconds", for the accessible chart.
  [[nodiscard]] QString spoken() const;
};

/// Of an attempt; what has not ended grows to `now`.
Phases phasesOf(const Invocation& invocation, TimeUs now);

/// Fills `rect` with the parts from its left, `usPerPixel` to scale; a part that took any time is at least `least` wide.
/// Returns the left edge of each part and, last, the right end.
std::array<qreal, Phases::PartCount + 1> paintPhases(QPainter& painter, const QRectF& rect, const Phases& phases, double usPerPixel,
                                                     qreal least);

}  // namespace scfdesk
