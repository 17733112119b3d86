// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <vector>

namespace scfdesk::simulate {

struct ZipEntry {
  QByteArray name;   ///< UTF-8, with "/"
  QByteArray bytes;
};

/// A zip in memory; the same entries give the same bytes. Blocking, any thread.
[[nodiscard]] Result<QByteArray> zipOf(const std::vector<ZipEntry>& entries);
/// Its files. Errors (code "InvalidParameterValue"): no zip, damaged, more than `mostBytes` unpacked, more than `mostEntries`.
/// Bytes are counted while they are read. Blocking, any thread.
[[nodiscard]] Result<std::vector<ZipEntry>> entriesOf(const QByteArray& zip, int64_t mostBytes, int mostEntries);

}  // namespace scfdesk::simulate
