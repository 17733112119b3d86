// SPDX-License-Identifier: GPL-3.0-or-later
// Timers against a brute-force oracle over a simulated year, and clocks that are set.
#include "app/engine/trigger/timertrigger.h"
#include "tests/unit/trigger/triggerbench.h"
#include <QRandomGenerator>
#include <QTest>
#include <nlohmann/json.hpp>
#include <set>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

constexpr int64_t kDay = 86400;
constexpr int64_t kBegin = WallClock::kBegin / 1'000'000;

/// What a cron says, field by field, without the engine's sets of bits: each field is the list of values it was made of.
struct Fields {
  std::set<int> seconds, minutes, hours, days, months, weekdays, years;
  bool dayGiven = false, weekGiven = false;
  QString text;
};

Fields randomFields(QRandomGenerator& random) {
  Fields f;
  QStringList parts;
  const auto field = [&](std::set<int>& values, int low, int high, int kind, const QStringList& names = {}) {
    const auto name = [&](int v) { return names.isEmpty() || random.bounded(2) ? QString::number(v) : names[v - low]; };
    if (kind == 0) {
      for (int v = low; v <= high; ++v) values.insert(v);
      parts << u"*"_s;
    } else if (kind == 1) {
      const int v = random.bounded(low, high + 1);
      values.insert(v);
      parts << name(v);
    } else if (kind == 2) {
      const int a = random.bounded(low, high + 1), b = random.bounded(a, high + 1);
      for (int v = a; v <= b; ++v) values.insert(v);
      parts << name(a) + u'-' + name(b);
    } else if (kind == 3) {
      const int from = random.bounded(low, high + 1), step = random.bounded(1, high - low + 2);
      for (int v = from; v <= high; v += step) values.insert(v);
      parts << QString::number(from) + u'/' + QString::number(step);
    } else {
      QStringList list;
      for (int i = random.bounded(1, 4); i > 0; --i) {
        const int v = random.bounded(low, high + 1);
        values.insert(v);
        list << name(v);
      }
      parts << list.join(u',');
    }
    return kind;
  };
  static const QStringList months{u"JAN"_s, u"FEB"_s, u"MAR"_s, u"APR"_s, u"MAY"_s, u"JUN"_s, u"JUL"_s, u"AUG"_s, u"SEP"_s, u"OCT"_s, u"NOV"_s, u"DEC"_s};
  static const QStringList days{u"SUN"_s, u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s, u"FRI"_s, u"SAT"_s};
  // At most some ten thousand firings a year.
  field(f.seconds, 0, 59, 1);
  field(f.minutes, 0, 59, random.bounded(2) ? 1 : 4);
  field(f.hours, 0, 23, random.bounded(5));
  f.dayGiven = field(f.days, 1, 31, random.bounded(5)) != 0;
  field(f.months, 1, 12, random.bounded(3) ? 0 : 4, months);
  f.weekGiven = field(f.weekdays, 0, 6, random.bounded(3), days) != 0;
  field(f.years, 1970, 2099, random.bounded(4) ? 0 : 2);
  f.text = parts.join(u' ');
  return f;
}

/// Every second of a year, in a zone, by counting days and nothing else.
std::vector<int64_t> oracle(const Fields& f, int64_t from, int64_t until, int zone) {
  std::vector<int64_t> fires;
  int year = 1970, month = 1, day = 1;
  const auto length = [&](int m) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return m == 2 ? (leap ? 29 : 28) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
  };
  for (int64_t d = 0; d * kDay < until + zone; ++d) {
    const int weekday = int((d + 4) % 7);  // 1 January 1970 was a Thursday
    const bool hasDay = f.days.contains(day), hasWeek = f.weekdays.contains(weekday);
    const bool takes = f.dayGiven && f.weekGiven ? hasDay || hasWeek : hasDay && hasWeek;
    if (takes && f.months.contains(month) && f.years.contains(year) && (d + 1) * kDay > from + zone)
      for (const int h : f.hours)
        for (const int m : f.minutes)
          for (const int s : f.seconds) {
            const int64_t at = d * kDay + h * 3600 + m * 60 + s - zone;
            if (at > from && at <= until) fires.push_back(at);
          }
    if (++day > length(month)) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
  }
  return fires;
}

int64_t timeOf(const QByteArray& event) {
  const auto value = nlohmann::json::parse(event.toStdString());
  return QDateTime::fromString(QString::fromStdString(value["Time"].get<std::string>()), Qt::ISODate).toSecsSinceEpoch();
}

std::vector<int64_t> firedTimes(const TriggerBench& bench, const QString& function = u"fn"_s) {
  std::vector<int64_t> times;
  for (const auto& i : bench.engine.invocations)
    if (i.request.function.name == function) times.push_back(timeOf(i.request.payload));
  return times;
}

}  // namespace

class TestTimerTrigger : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// None twice, none never, each at its second: the events of a year are those of the oracle, in order.
  void aYearOfMixedCrons_data() {
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("zone");
    for (quint32 seed = 1; seed <= 6; ++seed) QTest::addRow("%u", seed) << seed << (seed % 3 == 0 ? u"-03:30"_s : seed % 3 == 1 ? u"+08:00"_s : u"+00:00"_s);
  }
  void aYearOfMixedCrons() {
    QFETCH(quint32, seed);
    QFETCH(QString, zone);
    QRandomGenerator random(seed);
    TriggerBench bench;
    bench.engine.current.timerZone = zone;
    bench.engine.scale = 1000;
    bench.triggers.clockChanged();
    std::vector<Fields> crons;
    for (int i = 0; i < 4; ++i) {
      crons.push_back(randomFields(random));
      bench.make(u"timer"_s, u"t"_s, crons.back().text, u"fn%1"_s.arg(i));
    }
    const int64_t end = kBegin + 366 * kDay;
    while (bench.clock.nowUs() / 1'000'000 < end) bench.pass(random.bounded(3) ? random.bounded(int(TriggerBench::kSure)) : qint64(random.bounded(24 * 3600)) * 1'000'000);
    bench.pass(TriggerBench::kSure);
    const int64_t now = bench.clock.nowUs() / 1'000'000;
    for (int i = 0; i < 4; ++i) {
      const auto wanted = oracle(crons[size_t(i)], kBegin, now, *zoneSeconds(zone));
      const auto fired = firedTimes(bench, u"fn%1"_s.arg(i));
      QVERIFY2(fired == wanted, qPrintable(u"%1: %2 fired, %3 wanted"_s.arg(crons[size_t(i)].text).arg(fired.size()).arg(wanted.size())));
    }
  }

  void whatIsLateIsFiredWhatWasSteppedOverIsNot() {
    TriggerBench bench;
    bench.make(u"timer"_s, u"t"_s, u"* * * * * * *"_s);
    bench.pass(3'000'000);
    QCOMPARE(firedTimes(bench).size(), size_t(3));
    bench.pass(10'000'000);  // the engine was busy for ten seconds
    QCOMPARE(firedTimes(bench).size(), size_t(13));
    bench.clock.setWall(3600LL * 1'000'000);  // set forward, or the machine slept
    bench.pass(1'000'000);
    bench.pass(1'000'000);
    const auto times = firedTimes(bench);
    QVERIFY(times.size() >= 14 && times.size() <= 15);
    QVERIFY(times.back() - times[12] > 3600);
  }

  void aClockThatIsSetBackALittleFiresNothingTwice() {
    TriggerBench bench;
    bench.make(u"timer"_s, u"t"_s, u"* * * * * * *"_s);
    for (int i = 0; i < 30; ++i) bench.pass(1'000'000);
    bench.clock.setWall(-20'000'000);
    for (int i = 0; i < 40; ++i) bench.pass(1'000'000);
    auto times = firedTimes(bench);
    QVERIFY(std::is_sorted(times.begin(), times.end()));
    QVERIFY(std::adjacent_find(times.begin(), times.end()) == times.end());
    QCOMPARE(times.back() - times.front() + 1, int64_t(times.size()));
    QCOMPARE(times.size(), size_t(50));
  }

  void aClockThatIsSetBackFarIsANewTime() {
    TriggerBench bench;
    bench.make(u"timer"_s, u"t"_s, u"* * * * * * *"_s);
    for (int i = 0; i < 5; ++i) bench.pass(1'000'000);
    bench.clock.setWall(-2LL * 3600 * 1'000'000);
    for (int i = 0; i < 5; ++i) bench.pass(1'000'000);
    const auto times = firedTimes(bench);
    QVERIFY(times.size() >= 9);
    QVERIFY(times.back() < times.front());
  }

  void offItFiresNothingOnItMakesUpNothing() {
    TriggerBench bench;
    TriggerInfo t = bench.make(u"timer"_s, u"t"_s, u"* * * * * * *"_s);
    bench.pass(2'000'000);
    t.enabled = false;
    QVERIFY(bench.triggers.update(t));
    bench.pass(60'000'000);
    QCOMPARE(firedTimes(bench).size(), size_t(2));
    t.enabled = true;
    QVERIFY(bench.triggers.update(t));
    bench.pass(1'000'000);
    QCOMPARE(firedTimes(bench).size(), size_t(3));
    QVERIFY(bench.triggers.remove(t));
    bench.pass(60'000'000);
    QCOMPARE(firedTimes(bench).size(), size_t(3));
  }

  void anotherZoneIsAnotherTime() {
    TriggerBench bench;
    bench.make(u"timer"_s, u"t"_s, u"0 0 7 * * * *"_s);  // it is 06:13:20 at +08:00
    bench.engine.current.timerZone = u"+07:00"_s;
    bench.triggers.zoneChanged();
    bench.pass(3600LL * 1'000'000);
    QCOMPARE(firedTimes(bench).size(), size_t(0));
    bench.pass(3600LL * 1'000'000);
    QCOMPARE(firedTimes(bench).size(), size_t(1));
  }

  void rubbishIsRefusedAndNeverLooped() {
    QRandomGenerator random(7);
    static const QString signs = u"0123456789*/-, JANSUN?L#{}\":cron\t\n+é"_s;
    int good = 0;
    for (int i = 0; i < 20'000; ++i) {
      QString text;
      for (int n = random.bounded(40); n > 0; --n) text += signs[random.bounded(signs.size())];
      const auto kept = TimerTrigger::keep(text);
      if (!kept) {
        QVERIFY(kept.error().code == u"InvalidParameterValue.TriggerDesc"_s);
        continue;
      }
      ++good;
      QCOMPARE(*TimerTrigger::keep(*kept), *kept);
      nextFire(TimerTrigger::cronOf(*kept), kBegin);
    }
    QVERIFY(TimerTrigger::keep(u"*/5 * * * *"_s));
    QVERIFY(!TimerTrigger::keep(u"{\"cron\":\"* * * * *\",\"more\":1}"_s));
    QVERIFY(!TimerTrigger::keep(QString(257, u'*')));
    Q_UNUSED(good);
  }
};

QTEST_GUILESS_MAIN(TestTimerTrigger)
#include "tst_timertrigger.moc"
