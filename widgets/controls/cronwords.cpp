// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/cronwords.h"
#include "models/data/cron.h"
#include <QLocale>
#include <QStringList>
#include <bit>
#include <functional>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTimesSpelled = 4;  // more times of day than this are told by their fields

QList<int> valuesOf(uint64_t bits) {
  QList<int> values;
  for (; bits; bits &= bits - 1) values << std::countr_zero(bits);
  return values;
}

/// Distance of values that stand at even distances from the first of their range to its end; 0 when they don't.
int stepOf(const QList<int>& values, int range) {
  if (values.size() < 2 || values.first() != 0) return 0;
  const int step = values[1];
  for (qsizetype i = 1; i < values.size(); ++i)
    if (values[i] - values[i - 1] != step) return 0;
  return values.last() + step >= range ? step : 0;
}

QString two(int n) { return u"%1"_s.arg(n, 2, 10, QLatin1Char('0')); }

/// "1, 2, 3" or "1 to 5".
QString listed(const QList<int>& values, const std::function<QString(int)>& word) {
  const bool run = values.size() > 2 && values.last() - values.first() == values.size() - 1;
  if (run) return CronWords::tr("%1 to %2").arg(word(values.first()), word(values.last()));
  QStringList words;
  for (const int v : values) words << word(v);
  return words.join(u", "_s);
}

QString timeOf(const Cron& c) {
  const QList<int> seconds = valuesOf(c.seconds), minutes = valuesOf(c.minutes), hours = valuesOf(c.hours);
  const auto number = [](int n) { return QString::number(n); };
  const QString within = hours.size() == 24 ? QString() : CronWords::tr("in hour %1").arg(listed(hours, two));
  const auto join = [&within](const QString& every) { return within.isEmpty() ? every : CronWords::tr("%1 %2").arg(every, within); };
  if (seconds.size() == 1 && minutes.size() * hours.size() <= kTimesSpelled) {
    QStringList times;
    for (const int h : hours)
      for (const int m : minutes) times << QString(two(h) + u':' + two(m) + u':' + two(seconds.first()));
    return CronWords::tr("At %1").arg(times.join(u", "_s));
  }
  if (minutes.size() == 60) {
    if (seconds.size() == 60) return join(CronWords::tr("Every second"));
    if (const int step = stepOf(seconds, 60)) return join(CronWords::tr("Every %1 seconds").arg(step));
    if (seconds.size() == 1) return join(seconds.first() == 0 ? CronWords::tr("Every minute") : CronWords::tr("Every minute at second %1").arg(seconds.first()));
  }
  if (seconds.size() == 1 && hours.size() == 24 && minutes.size() == 1) return CronWords::tr("Every hour at %1:%2").arg(two(minutes.first()), two(seconds.first()));
  if (const int step = stepOf(minutes, 60); step > 0 && seconds == QList<int>{0}) return join(CronWords::tr("Every %1 minutes").arg(step));
  return CronWords::tr("At second %1 of minute %2, hour %3").arg(listed(seconds, number), listed(minutes, number), hours.size() == 24 ? CronWords::tr("any") : listed(hours, number));
}

QString dayOf(const Cron& c) {
  const QLocale locale = CronWords::tr("At %1").startsWith(u"At"_s) ? QLocale(QLocale::English) : QLocale(QLocale::Chinese);
  const auto weekday = [&locale](int d) { return locale.dayName(d == 0 ? 7 : d); };
  const QString days = c.dayGiven ? CronWords::tr("on day %1 of the month").arg(listed(valuesOf(c.days), [](int n) { return QString::number(n); })) : QString();
  const QString week = c.weekGiven ? CronWords::tr("on %1").arg(listed(valuesOf(c.weekdays), weekday)) : QString();
  if (c.dayGiven && c.weekGiven) return CronWords::tr("%1 or %2").arg(days, week);
  if (c.dayGiven || c.weekGiven) return c.dayGiven ? days : week;
  // "Every 5 minutes" is every day; "At 23:30:00" and "Every 5 minutes in hour 03" want to be told.
  return std::popcount(c.hours) == 24 ? QString() : CronWords::tr("every day");
}

QString whenOf(const Cron& c) {
  QString text;
  const QList<int> months = valuesOf(c.months);
  const QLocale locale = CronWords::tr("At %1").startsWith(u"At"_s) ? QLocale(QLocale::English) : QLocale(QLocale::Chinese);
  if (months.size() < 12) text += CronWords::tr(", in %1").arg(listed(months, [&locale](int m) { return locale.monthName(m); }));
  QList<int> years;
  for (int y = Cron::kFirstYear; y <= Cron::kLastYear; ++y)
    if (c.hasYear(y)) years << y;
  if (years.size() < Cron::kLastYear - Cron::kFirstYear + 1 && !years.isEmpty()) text += CronWords::tr(", in %1").arg(listed(years, [](int y) { return QString::number(y); }));
  return text;
}

}  // namespace

QString CronWords::sentence(const QString& cron) {
  const auto parsed = parseCron(cron.toStdString());
  if (!parsed) return {};
  const QString time = timeOf(*parsed), day = dayOf(*parsed);
  return (day.isEmpty() ? time : tr("%1 %2").arg(time, day)) + whenOf(*parsed);
}

QString CronWords::fault(const QString& cron, bool seven) {
  CronError wrong;
  const qsizetype fields = cron.simplified().isEmpty() ? 0 : cron.simplified().count(u' ') + 1;
  if (seven && fields != 7) return tr("Seven fields are wanted, second minute hour day month week year; there are %1.").arg(fields);
  if (parseCron(cron.toStdString(), &wrong)) return {};
  return tr("%1.").arg(QString::fromStdString(wrong.message));
}

}  // namespace scfdesk
