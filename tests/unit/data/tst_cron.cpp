// SPDX-License-Identifier: GPL-3.0-or-later
// Cron expressions of SCF: what they match, in which zone, and what is none.
#include "models/data/cron.h"
#include <QDateTime>
#include <QTimeZone>
#include <QtTest>
#include <random>

using namespace scfdesk;

namespace {

constexpr int kBeijing = 8 * 3600;

int64_t unixOf(const QString& text, int zone) {
  QDateTime time = QDateTime::fromString(text, Qt::ISODate);
  time.setOffsetFromUtc(zone);
  return time.toSecsSinceEpoch();
}
QString textOf(int64_t seconds, int zone) {
  return QDateTime::fromSecsSinceEpoch(seconds, Qt::OffsetFromUTC, zone).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
}

/// The definition itself, second by second, on another calendar than the product's.
bool matches(const Cron& c, int64_t second, int zone) {
  const QDateTime t = QDateTime::fromSecsSinceEpoch(second, Qt::OffsetFromUTC, zone);
  const QDate d = t.date();
  if (!(c.seconds >> t.time().second() & 1) || !(c.minutes >> t.time().minute() & 1) || !(c.hours >> t.time().hour() & 1)) return false;
  if (!(c.months >> d.month() & 1) || !c.hasYear(d.year())) return false;
  const bool day = (c.days >> d.day() & 1) != 0;
  const bool week = (c.weekdays >> d.dayOfWeek() % 7 & 1) != 0;
  return c.dayGiven && c.weekGiven ? day || week : day && week;
}

}  // namespace

class TestCron : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void fires_data();
  void fires();
  void refused_data();
  void refused();
  void againstTheDefinition();
  void anyText();
};

void TestCron::fires_data() {
  QTest::addColumn<QString>("cron");
  QTest::addColumn<int>("zone");
  QTest::addColumn<QString>("after");
  QTest::addColumn<QStringList>("next");
  const auto row = [](const char* cron, const char* after, QStringList next, int zone = kBeijing) {
    QTest::newRow(qPrintable(QStringLiteral("%1 after %2").arg(QLatin1String(cron), QLatin1String(after))))
        << QString::fromLatin1(cron) << zone << QString::fromLatin1(after) << next;
  };
  const QString none = QStringLiteral("never");
  row("*/5 * * * * * *", "2024-01-01T00:00:00", {QStringLiteral("2024-01-01T00:00:05"), QStringLiteral("2024-01-01T00:00:10")});
  row("0 15 10 1 * * *", "2024-01-01T10:15:00", {QStringLiteral("2024-02-01T10:15:00"), QStringLiteral("2024-03-01T10:15:00")});
  row("0 15 10 * * MON-FRI *", "2024-01-05T10:15:00", {QStringLiteral("2024-01-08T10:15:00")});
  row("0 0 10,14,16 * * * *", "2024-01-01T10:00:00",
      {QStringLiteral("2024-01-01T14:00:00"), QStringLiteral("2024-01-01T16:00:00"), QStringLiteral("2024-01-02T10:00:00")});
  row("0 */30 9-17 * * * *", "2024-01-01T17:00:00", {QStringLiteral("2024-01-01T17:30:00"), QStringLiteral("2024-01-02T09:00:00")});
  row("0 0 12 * * WED *", "2024-01-01T00:00:00", {QStringLiteral("2024-01-03T12:00:00"), QStringLiteral("2024-01-10T12:00:00")});
  // Both day and week: either.
  row("0 0 0 13 * FRI *", "2024-01-01T00:00:00",
      {QStringLiteral("2024-01-05T00:00:00"), QStringLiteral("2024-01-12T00:00:00"), QStringLiteral("2024-01-13T00:00:00")});
  row("0 0 0 */2 * SUN *", "2024-01-01T00:00:00", {QStringLiteral("2024-01-03T00:00:00"), QStringLiteral("2024-01-05T00:00:00"), QStringLiteral("2024-01-07T00:00:00")});
  // The older form: minute first, no second, no year.
  row("15 10 * * *", "2024-01-01T10:15:00", {QStringLiteral("2024-01-02T10:15:00")});
  row("*/20 * * * MON", "2024-01-01T23:40:00", {QStringLiteral("2024-01-08T00:00:00")});
  row("5/20 0 0 1 JAN * 2030", "2024-01-01T00:00:00",
      {QStringLiteral("2030-01-01T00:00:05"), QStringLiteral("2030-01-01T00:00:25"), QStringLiteral("2030-01-01T00:00:45"), none});
  row("0 0 0 29 2 * *", "2024-02-29T00:00:00", {QStringLiteral("2028-02-29T00:00:00")});
  row("59 59 23 31 12 * *", "2098-12-31T23:59:59", {QStringLiteral("2099-12-31T23:59:59"), none});
  row("0 0 0 30 2 * *", "2024-01-01T00:00:00", {none});
  row("0 0 0 * * * 2023", "2024-01-01T00:00:00", {none});
  row("* * * * * * *", "1969-12-31T23:59:58", {QStringLiteral("1970-01-01T00:00:00")}, 0);
  row("0 0 8 * * * *", "2024-01-01T07:59:59", {QStringLiteral("2024-01-01T08:00:00")}, 0);
  row("0 0 1 * * * *", "2023-12-31T23:59:59", {QStringLiteral("2024-01-01T01:00:00")}, -5 * 3600);
}

void TestCron::fires() {
  QFETCH(QString, cron);
  QFETCH(int, zone);
  QFETCH(QString, after);
  QFETCH(QStringList, next);
  CronError error;
  const auto parsed = parseCron(cron.toStdString(), &error);
  QVERIFY2(parsed, error.message.c_str());
  int64_t at = unixOf(after, zone);
  for (const QString& expected : next) {
    const auto fire = nextFire(*parsed, at, zone);
    QCOMPARE(fire ? textOf(*fire, zone) : QStringLiteral("never"), expected);
    if (fire) at = *fire;
  }
}

void TestCron::refused_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("message");
  const auto row = [](const char* text, const char* message) { QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(message); };
  row("", "0 fields; 7 are wanted: second minute hour day month week year");
  row("* * * * * *", "6 fields; 7 are wanted: second minute hour day month week year");
  row("* * * * * * * *", "8 fields; 7 are wanted: second minute hour day month week year");
  row("60 * * * * * *", "second: 60 is not within 0 to 59");
  row("* 60 * * * * *", "minute: 60 is not within 0 to 59");
  row("* * 24 * * * *", "hour: 24 is not within 0 to 23");
  row("* * * 0 * * *", "day: 0 is not within 1 to 31");
  row("* * * 32 * * *", "day: 32 is not within 1 to 31");
  row("* * * * 13 * *", "month: 13 is not within 1 to 12");
  row("* * * * * 7 *", "week: 7 is not within 0 to 6");
  row("* * * * * * 1969", "year: 1969 is not within 1970 to 2099");
  row("* * * * * * 2100", "year: 2100 is not within 1970 to 2099");
  row("5-1 * * * * * *", "second: 5-1 runs backwards");
  row("*/0 * * * * * *", "second: */0 has no step of 1 or more");
  row("1/ * * * * * *", "second: 1/ has no step of 1 or more");
  row("1,,2 * * * * * *", "second: an empty part is no value");
  row("1, * * * * * *", "second: an empty part is no value");
  row("-1 * * * * * *", "second: an empty part is no value");
  row("0 0 0 ? * * *", "day: ? is no value");
  row("* * * L * * *", "day: L is no value");
  row("* * * * JANUARY * *", "month: JANUARY is no value");
  row("* * * * * MON#1 *", "week: MON#1 is no value");
  row("* * * * * * 99999999999", "year: 99999999999 is no value");
}

void TestCron::refused() {
  QFETCH(QString, text);
  QFETCH(QString, message);
  CronError error;
  QVERIFY(!parseCron(text.toStdString(), &error));
  QCOMPARE(QString::fromStdString(error.message), message);
}

void TestCron::againstTheDefinition() {
  std::mt19937_64 random(5);
  const auto field = [&](int low, int high) -> std::string {
    const auto value = [&] { return low + static_cast<int>(random() % static_cast<uint64_t>(high - low + 1)); };
    switch (random() % 4) {
      case 0: return "*";
      case 1: return "*/" + std::to_string(1 + random() % 20);
      case 2: {
        const int a = value(), b = value();
        return std::to_string(std::min(a, b)) + "-" + std::to_string(std::max(a, b)) + "/" + std::to_string(1 + random() % 3);
      }
      default: return std::to_string(value()) + "," + std::to_string(value());
    }
  };
  int compared = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string text = field(0, 59) + " " + field(0, 59) + " " + field(0, 23) + " " + field(1, 31) + " " + field(1, 12) + " " + field(0, 6) + " *";
    const auto cron = parseCron(text);
    QVERIFY2(cron, text.c_str());
    const int64_t after = 1'700'000'000 + static_cast<int64_t>(random() % 100'000'000);
    const auto fire = nextFire(*cron, after, kBeijing);
    if (!fire) continue;
    QVERIFY2(matches(*cron, *fire, kBeijing), text.c_str());
    // Nothing that matches was passed over.
    const int64_t look = std::min<int64_t>(*fire, after + 1500);
    for (int64_t t = after + 1; t < look; ++t, ++compared)
      if (matches(*cron, t, kBeijing)) QFAIL(text.c_str());
  }
  QVERIFY(compared > 50'000);
}

void TestCron::anyText() {
  std::mt19937_64 random(9);
  static const char kSigns[] = "0123456789****/-, \tMX?";
  int good = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (int f = 0; f < 7; ++f) {
      for (uint64_t n = 1 + random() % 4 / 3; n > 0; --n) text += kSigns[random() % (sizeof kSigns - 1)];
      text += ' ';
    }
    if (const auto cron = parseCron(text)) {
      ++good;
      if (const auto fire = nextFire(*cron, 1'700'000'000)) QVERIFY(*fire > 1'700'000'000);
    }
  }
  QVERIFY(good > 100);
  QVERIFY(!parseCron(std::string(kCronLength + 1, ' ')));
  QVERIFY(parseCron("* * * * * * *" + std::string(kCronLength - 13, ' ')));
}

QTEST_APPLESS_MAIN(TestCron)
#include "tst_cron.moc"
