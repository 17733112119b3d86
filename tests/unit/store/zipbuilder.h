// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>

namespace scfdesk {

/// Builds zip files byte by byte, also those that no honest program writes. Names are flagged as UTF-8.
class ZipBuilder final {
 public:
  void file(const QByteArray& name, const QByteArray& content, unsigned permissions);
  void folder(const QByteArray& name);
  void link(const QByteArray& name, const QByteArray& target);
  /// `mode`: with the type bits of stat.h.
  void entry(const QByteArray& name, const QByteArray& content, unsigned mode);
  /// Entries from here on are deflated.
  void compress() { m_deflate = true; }
  [[nodiscard]] QByteArray bytes() const;

 private:
  QByteArray m_entries;
  QByteArray m_directory;
  int m_count = 0;
  bool m_deflate = false;
};

}  // namespace scfdesk
