// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace scfdesk {

/// Looks for bytes without regard to the case of ASCII letters; other bytes are compared as they are. Sixteen places at a time
/// where the machine can. Pure; a value, any thread.
class ByteSearch final {
 public:
  ByteSearch() = default;
  explicit ByteSearch(QByteArrayView wanted);
  /// First place at or after `from`, -1 = none. Empty wanted bytes are found everywhere.
  [[nodiscard]] qsizetype find(QByteArrayView in, qsizetype from = 0) const;
  [[nodiscard]] bool in(QByteArrayView text) const { return find(text) >= 0; }
  [[nodiscard]] bool isEmpty() const { return m_wanted.isEmpty(); }
  [[nodiscard]] qsizetype size() const { return m_wanted.size(); }

 private:
  [[nodiscard]] bool at(const char* place) const;
  QByteArray m_wanted;  ///< letters in lower case
};

}  // namespace scfdesk
