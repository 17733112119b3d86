// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/numberformat.h"
#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>
#include <cmath>

namespace scfdesk::format {
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kMb = 1024.0 * 1024.0;

/// Fixed decimals with a comma each three digits of the whole part.
QString grouped(double value, int decimals) {
  QString text = QString::number(value, 'f', decimals);
  const qsizetype point = text.indexOf(u'.');
  qsizetype at = (point < 0 ? text.size() : point) - 3;
  for (const qsizetype stop = value < 0 ? 1 : 0; at > stop; at -= 3) text.insert(at, u',');
  return text;
}

QString words(const char* text, const QString& number) { return QCoreApplication::translate("scfdesk::format", text).arg(number); }

struct Zone {
  QString name;
  QTimeZone zone;
};
Zone& chosen() {
  static Zone one;
  return one;
}

}  // namespace

QString chosenZone() { return chosen().name; }

bool setZone(const QString& name) {
  const QTimeZone zone = name.isEmpty() ? QTimeZone() : QTimeZone(name.toLatin1());
  if (!name.isEmpty() && !zone.isValid()) return false;
  chosen() = {name, zone};
  return true;
}

QDateTime local(int64_t timeUs) {
  const Zone& one = chosen();
  return one.name.isEmpty() ? QDateTime::fromMSecsSinceEpoch(timeUs / 1000) : QDateTime::fromMSecsSinceEpoch(timeUs / 1000, one.zone);
}

QString none() { return u"—"_s; }

QString count(int64_t n) { return grouped(static_cast<double>(n), 0); }

Quantity milliseconds(int64_t us) {
  const double ms = std::round(static_cast<double>(us) / 1000.0);
  if (ms >= 10000) return {grouped(ms / 1000, 1), u"s"_s};
  return {grouped(ms, 0), u"ms"_s};
}

Quantity duration(int64_t us) {
  // What would round to 1,000.0 is written as a whole number.
  if (us < 999'950) return {grouped(static_cast<double>(us) / 1000.0, 1), u"ms"_s};
  return milliseconds(us);
}

Quantity bytesMb(int64_t bytes) { return {grouped(static_cast<double>(bytes) / kMb, 1), u"MB"_s}; }

Quantity bytes(int64_t bytes) {
  if (bytes < 100) return {count(bytes), u"B"_s};
  const double kb = static_cast<double>(bytes) / 1024;
  if (kb < 999.95) return {grouped(kb, 1), u"KB"_s};
  return bytesMb(bytes);
}

Quantity percent(double part, double whole) {
  if (whole <= 0) return {none(), {}};
  return {grouped(100 * part / whole, 1), u"%"_s};
}

QString seconds(double s) {
  const bool whole = std::abs(s - std::round(s)) < 0.05;
  return grouped(s, whole ? 0 : 1) + u" s"_s;
}

QString clock(int64_t timeUs, int decimals) {
  const QString text = local(timeUs).toString(u"HH:mm:ss.zzz"_s);
  // Cut, never rounded: a clock does not show a time that has not come.
  return decimals <= 0 ? text.left(8) : text.left(9 + qMin(decimals, 3));
}

QString dateTime(int64_t timeUs) { return local(timeUs).toString(u"yyyy-MM-dd HH:mm:ss"_s); }

QString ago(int64_t timeUs, int64_t nowUs) {
  if (timeUs <= 0) return QCoreApplication::translate("scfdesk::format", "never");
  const double s = static_cast<double>(qMax<int64_t>(0, nowUs - timeUs)) / 1e6;
  if (s < 10) return words(QT_TRANSLATE_NOOP("scfdesk::format", "%1 s ago"), grouped(std::floor(s * 10) / 10, 1));
  if (s < 60) return words("%1 s ago", count(static_cast<int64_t>(s)));
  if (s < 3600) return words(QT_TRANSLATE_NOOP("scfdesk::format", "%1 min ago"), count(static_cast<int64_t>(s / 60)));
  if (s < 86400) return words(QT_TRANSLATE_NOOP("scfdesk::format", "%1 h ago"), count(static_cast<int64_t>(s / 3600)));
  return dateTime(timeUs);
}

QString behind(int64_t us) { return u"−"_s + grouped(static_cast<double>(qMax<int64_t>(0, us)) / 1e6, 1) + u" s"_s; }

QString zone() {
  const int minutes = local(QDateTime::currentMSecsSinceEpoch() * 1000).offsetFromUtc() / 60;
  if (minutes == 0) return u"UTC"_s;
  const int size = qAbs(minutes);
  QString text = u"UTC"_s + (minutes < 0 ? u'−' : u'+') + QString::number(size / 60);
  if (size % 60) text += u':' + QString::number(size % 60).rightJustified(2, u'0');
  return text;
}

}  // namespace scfdesk::format
