// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/apiparams.h"

/// What the listing actions share. Their limits were checked by the rules before.
namespace scfdesk::paging {

/// The page that Offset and Limit name, with SCF's defaults (0 and 20).
template <typename T>
QList<T> page(const ApiParams& params, const QList<T>& all) {
  return all.mid(qsizetype(params.number("Offset", 0)), qsizetype(params.number("Limit", 20)));
}
/// Order: true for ASC. SCF's default is DESC.
bool rising(const ApiParams& params);
/// "\"NAME\":[...],\"TotalCount\":N".
QByteArray listText(const char* name, const QList<QByteArray>& items, qsizetype total);
/// "2018-06-07 09:52:23" at +08:00. Error `code` for anything else.
Result<TimeUs> timeOf(const QString& text, const char* code);

}  // namespace scfdesk::paging
