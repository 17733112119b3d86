// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <clocale>
#include <locale.h>

namespace scfdesk {

/// While it lives, the calling thread's character set is UTF-8, whatever LANG says: libarchive turns the names of a package
/// into the thread's set, and in the C locale it would lose every name that isn't ASCII.
class Utf8Locale final {
 public:
  Utf8Locale() : m_own(newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t(nullptr))) {
    if (m_own) m_before = uselocale(m_own);
  }
  ~Utf8Locale() {
    if (!m_own) return;
    uselocale(m_before);
    freelocale(m_own);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t m_own = nullptr;
  locale_t m_before = nullptr;
};

}  // namespace scfdesk
