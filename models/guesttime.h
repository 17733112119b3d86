// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QObject>
#include <QString>
#include <optional>
#include <vector>

namespace scfdesk {

/// A course that was recorded elsewhere or at another time: a session file. A value; steps of `stepUs` from `from`.
struct GuestCourse {
  QString name;  ///< of the file
  TimeUs from = 0;
  double stepUs = 1;
  std::vector<double> busy, refused, cold;
  [[nodiscard]] TimeUs to() const { return from + static_cast<TimeUs>(stepUs * static_cast<double>(busy.size())); }
};

/// The second time that the window can show: while a session is looked through, the strip shows its course in the place of what is
/// recorded here. GUI thread; owned by TimeState.
class GuestTime final : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  /// None: there is no guest any more.
  void setCourse(std::optional<GuestCourse> course);
  [[nodiscard]] const std::optional<GuestCourse>& course() const { return m_course; }
  [[nodiscard]] TimeUs cursor() const { return m_cursor; }
  /// Within the course.
  void setCursor(TimeUs at);

 Q_SIGNALS:
  void courseChanged();
  void cursorChanged();

 private:
  std::optional<GuestCourse> m_course;
  TimeUs m_cursor = 0;
};

}  // namespace scfdesk
