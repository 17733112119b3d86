// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/paging.h"
#include <QDateTime>

namespace scfdesk::paging {
namespace {
constexpr int kEastEight = 8 * 3600;
}

bool rising(const ApiParams& params) { return params.text("Order").compare(QLatin1String("ASC"), Qt::CaseInsensitive) == 0; }

QByteArray listText(const char* name, const QList<QByteArray>& items, qsizetype total) {
  QByteArray text;
  text.append('"').append(name).append("\":[");
  for (const QByteArray& item : items) text.append(item).append(',');
  if (!items.isEmpty()) text.chop(1);
  return text.append("],\"TotalCount\":").append(QByteArray::number(total));
}

Result<TimeUs> timeOf(const QString& text, const char* code) {
  QDateTime at = QDateTime::fromString(text, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
  if (!at.isValid()) return Error{QString::fromLatin1(code), QStringLiteral("A time is like 2018-06-07 09:52:23 (+08:00), not `%1`.").arg(text.left(80)), {}};
  at.setOffsetFromUtc(kEastEight);
  return at.toMSecsSinceEpoch() * 1000;
}

}  // namespace scfdesk::paging
