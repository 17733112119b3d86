// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/guesttime.h"
#include <algorithm>

namespace scfdesk {

void GuestTime::setCourse(std::optional<GuestCourse> course) {
  if (course && course->busy.empty()) course.reset();
  if (!course && !m_course) return;
  m_course = std::move(course);
  if (m_course) m_cursor = std::clamp(m_cursor, m_course->from, m_course->to());
  Q_EMIT courseChanged();
}

void GuestTime::setCursor(TimeUs at) {
  if (!m_course) return;
  at = std::clamp(at, m_course->from, m_course->to());
  if (at == m_cursor) return;
  m_cursor = at;
  Q_EMIT cursorChanged();
}

}  // namespace scfdesk
