// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QString>
#include <cstdint>

/// How numbers are written (design.md section 7): thousands comma, dot decimal, a space before the unit, "%" with a space, ms
/// become s at 10,000. The same in every language; only ages have words. Pure.
namespace scfdesk::format {

struct Quantity {
  QString value;
  QString unit;
  [[nodiscard]] QString text() const { return unit.isEmpty() ? value : QString(value + QLatin1Char(' ') + unit); }
};

/// "—": no value yet.
QString none();
QString count(int64_t n);                        ///< "1,204"
/// Duration: one decimal under 1 s ("311.6 ms"), else whole ("1,126 ms"), seconds from 10,000 ("12.4 s").
Quantity duration(int64_t us);
/// Billed, Total, Wait: whole ms ("1,126 ms"), seconds from 10,000.
Quantity milliseconds(int64_t us);
Quantity bytesMb(int64_t bytes);                 ///< "41.2 MB"; 1 MB = 1024 * 1024 bytes
Quantity bytes(int64_t bytes);                   ///< "29 B" "0.7 KB" "1.8 MB"
Quantity percent(double part, double whole);     ///< "2.2 %"; none() when whole is 0
QString seconds(double s);                       ///< "15 s", "2.5 s"
/// Local time of an engine time, 24 h: "14:32:08.4" with decimals 1; 0 gives "14:32:08", 3 the log's form.
QString clock(int64_t timeUs, int decimals);
QString dateTime(int64_t timeUs);                ///< "2026-11-23 14:32:08"
/// "0.2 s ago", "11 s ago", "3 min ago", "12 h ago"; older than 24 h: the exact date; 0: "never".
QString ago(int64_t timeUs, int64_t nowUs);
/// Distance of the cursor from now: "−35.5 s".
QString behind(int64_t us);
/// In which zone all times are written: "" = this computer's, "UTC", "UTC+08:00". False: there is no such zone, and nothing changes.
bool setZone(const QString& name);
/// As it was set.
QString chosenZone();
/// A time in that zone.
QDateTime local(int64_t timeUs);
/// "UTC+8", "UTC", "UTC+5:30".
QString zone();

}  // namespace scfdesk::format
