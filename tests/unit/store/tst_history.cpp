// SPDX-License-Identifier: GPL-3.0-or-later
// What a new start finds of the runs before: instances and gauges, one-second values, and nothing of a torn tail.
#include "app/engine/invoke/history.h"
#include "app/engine/store/moments.h"
#include "app/engine/store/seconds.h"
#include "models/data/limits.h"
#include "tests/unit/store/storefixture.h"
#include <QDir>
#include <QFile>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr TimeUs kSecond = 1'000'000;

Moments someMoments(TimeUs at) {
  Moments m;
  m.transitions.push_back({7, 3, InstanceState::Starting, at, 77, false, BirthWay::None, u"no idle instance"_s});
  m.transitions.push_back({7, 3, InstanceState::Busy, at + 10, 77, false, BirthWay::Prepared, {}});
  FunctionSample sample;
  sample.function = 3;
  sample.at = at + 20;
  sample.busy = 2;
  sample.idle = 1;
  sample.queued = 4;
  sample.limit = 1000;
  sample.maxMemoryBytes = 1 << 20;
  m.samples.push_back(sample);
  m.throttles.push_back({3, at + 30, 429, false});
  m.decisions.push_back({5, at, 3, 7, 77, u"start"_s, u"no idle instance"_s, u"0 of 10 é"_s, u"accountMemoryMb"_s});
  return m;
}

Invocation ended(FunctionId fn, TimeUs replied, int64_t totalUs, int code = 200) {
  Invocation v;
  v.id = 1;
  v.requestId = requestIdOf(1);
  v.function = fn;
  v.finished = true;
  v.statusCode = code;
  v.billedMs = 2;
  v.memoryMb = 128;
  v.at.accepted = replied - totalUs;
  v.at.replied = replied;
  return v;
}

}  // namespace

class TestHistory : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void momentsAreTheSame();
  void momentsKeepVersions();
  void brokenMomentsAreRefused();
  void detailOfEarlierRuns();
  void detailIsBounded();
  void runsAreRenumberedAndEnded();
  void secondsGather();
  void secondsOutliveTheProcess();
  void secondsGoWithTime();
};

void TestHistory::momentsAreTheSame() {
  const Moments m = someMoments(1'000);
  Moments back;
  QVERIFY(decodeMoments(encodeMoments(m), back));
  QCOMPARE(back.transitions.size(), size_t(2));
  QCOMPARE(back.transitions[0].reason, m.transitions[0].reason);
  QCOMPARE(back.transitions[0].invocation, InvocationId(77));
  QCOMPARE(back.transitions[1].state, InstanceState::Busy);
  QCOMPARE(back.transitions[1].way, BirthWay::Prepared);
  QCOMPARE(back.samples[0].queued, 4);
  QCOMPARE(back.samples[0].maxMemoryBytes, int64_t(1 << 20));
  QCOMPARE(back.throttles[0].code, 429);
  QVERIFY(!back.throttles[0].final);
  QCOMPARE(back.decisions[0].inputs, m.decisions[0].inputs);
  QCOMPARE(back.decisions[0].seq, uint64_t(5));
}

void TestHistory::momentsKeepVersions() {
  Moments m = someMoments(1'000);
  m.transitions[1].version = 3;
  Moments back;
  QVERIFY(decodeMoments(encodeMoments(m), back));
  QCOMPARE(back.transitions[0].version, VersionNumber(0));
  QCOMPARE(back.transitions[1].version, VersionNumber(3));
  // Files of before hold none, and end after the decisions.
  QByteArray old = encodeMoments(someMoments(1'000)).chopped(4);
  old[3] = 1;
  Moments former;
  QVERIFY(decodeMoments(old, former));
  QCOMPARE(former.transitions.size(), size_t(2));
  // A place that is none.
  QByteArray wrong = encodeMoments(m);
  wrong[wrong.size() - 5] = 9;
  Moments none;
  QVERIFY(!decodeMoments(wrong, none));
}

void TestHistory::brokenMomentsAreRefused() {
  const QByteArray whole = encodeMoments(someMoments(1'000));
  for (qsizetype length = 0; length < whole.size(); ++length) {
    Moments back;
    QVERIFY(!decodeMoments(whole.left(length), back));
  }
  Moments back;
  QVERIFY(!decodeMoments(whole + "x", back));
  QByteArray many = whole;
  many[4] = char(0x7f);  // two thousand million transitions
  QVERIFY(!decodeMoments(many, back));
}

void TestHistory::detailOfEarlierRuns() {
  StoreFixture f;
  const TimeUs start = f.clock.nowUs();
  auto store = f.open();
  store->appendMoments(std::make_shared<const Moments>(someMoments(start)));
  InvocationRow row = invocationRow(requestIdOf(1), 2);
  row.invocation.at.replied = start + 50;
  store->appendInvocation(std::move(row));
  store.reset();
  // A torn tail: half a record of a run that was killed.
  const QStringList segments = QDir(f.path() + u"/segments"_s).entryList({u"*.rec"_s}, QDir::Files);
  QCOMPARE(segments.size(), 1);
  QFile file(f.path() + u"/segments/"_s + segments[0]);
  QVERIFY(file.open(QIODevice::Append) && file.write(QByteArray(100, 'x')) == 100);
  file.close();
  f.clock.set(start + 60 * kSecond);
  store = f.open();
  store->appendMoments(std::make_shared<const Moments>(someMoments(f.clock.nowUs())));  // of this run: not asked for
  const auto runs = f.waitFor<std::vector<StoredRun>>([&](auto reply) { store->readDetail(start - 900 * kSecond, 0, 100, reply); });
  QVERIFY(runs);
  QCOMPARE(runs->size(), size_t(1));
  QCOMPARE(runs->at(0).rows.size(), size_t(1));
  QCOMPARE(runs->at(0).rows[0].log.records.size(), size_t(2));
  QCOMPARE(runs->at(0).moments.size(), size_t(1));
  QCOMPARE(runs->at(0).moments[0]->transitions.size(), size_t(2));
  QCOMPARE(runs->at(0).last, start + 50);
  const auto rows = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(100, reply); });
  QVERIFY(rows && rows->size() == 1);  // moments are no invocations
}

void TestHistory::detailIsBounded() {
  StoreFixture f;
  const TimeUs start = f.clock.nowUs();
  auto store = f.open();
  for (int minute = 0; minute < 4; ++minute) {
    f.clock.set(start + minute * 60 * kSecond);
    for (int i = 0; i < 10; ++i) {
      InvocationRow row = invocationRow(requestIdOf(minute * 10 + i), 0);
      row.invocation.at.replied = f.clock.nowUs() + i;
      store->appendInvocation(std::move(row));
    }
    store->appendMoments(std::make_shared<const Moments>(someMoments(f.clock.nowUs())));
    QVERIFY(f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(minute * 10), reply); }));  // written in its minute
  }
  f.clock.set(f.clock.nowUs() + kSecond);
  store.reset();
  store = f.open();
  const auto read = [&](TimeUs from, int atLeast, int atMost) {
    const auto runs = f.waitFor<std::vector<StoredRun>>([&](auto reply) { store->readDetail(from, atLeast, atMost, reply); });
    return runs && !runs->empty() ? std::pair(int(runs->at(0).rows.size()), int(runs->at(0).moments.size())) : std::pair(-1, -1);
  };
  const TimeUs last = start + 180 * kSecond;
  QCOMPARE(read(start, 0, 1000), std::pair(40, 4));
  QCOMPARE(read(start, 0, 25).first, 25);
  QCOMPARE(read(last, 0, 1000), std::pair(20, 2));  // the minute before may hold what was written late
  QCOMPARE(read(last, 33, 1000), std::pair(33, 2)); // older invocations besides, older moments not
}

void TestHistory::runsAreRenumberedAndEnded() {
  std::vector<StoredRun> runs(2);
  for (size_t k = 0; k < 2; ++k) {
    const TimeUs at = TimeUs(k + 1) * 100 * kSecond;
    InvocationRow row = invocationRow(requestIdOf(int(k)), 1);  // both are number 77
    row.invocation.at.replied = at + 40;
    runs[k].rows.push_back(row);
    InvocationRow line;  // of the engine itself
    line.log.append(LogRecord{}, "listening");
    runs[k].rows.push_back(line);
    runs[k].moments.push_back(std::make_shared<const Moments>(someMoments(at)));
    runs[k].last = at + 40;
  }
  History history = historyOf(std::move(runs), 1, [](FunctionId id) { return id == 3; });
  QCOMPARE(history.batches.size(), size_t(1));
  const EngineDelta& b = history.batches[0];
  QCOMPARE(b.now, TimeUs(0));
  QCOMPARE(b.invocations.size(), size_t(2));
  QCOMPARE(b.invocations[0].id, InvocationId(1));
  QCOMPARE(b.invocations[1].id, InvocationId(2));
  QCOMPARE(history.requestIds.value(2), requestIdOf(1));
  QCOMPARE(b.transitions.size(), size_t(6));
  QCOMPARE(b.transitions[1].invocation, InvocationId(1));
  QCOMPARE(b.transitions[2].state, InstanceState::Gone);  // it lived when the engine ended
  QCOMPARE(b.transitions[2].at, 100 * kSecond + 40);
  QCOMPARE(b.transitions[4].invocation, InvocationId(2));
  QCOMPARE(b.decisions[1].invocation, InvocationId(2));
  QCOMPARE(b.samples.size(), size_t(4));
  QCOMPARE(b.samples[1].busy, 0);
  QCOMPARE(b.samples[1].limit, 1000);
  QCOMPARE(b.log.records.size(), size_t(4));
  runs.assign(1, {});
  runs[0].moments.push_back(std::make_shared<const Moments>(someMoments(1)));
  QVERIFY(historyOf(std::move(runs), 1, [](FunctionId) { return false; }).batches.empty());
  // Born before what is kept: its lane begins with the first that is known.
  runs.assign(1, {});
  Moments late;
  late.transitions.push_back({9, 3, InstanceState::Idle, 500, 0, false, BirthWay::Spawn, {}});
  late.transitions.push_back({9, 3, InstanceState::Gone, 600, 0, false, BirthWay::None, u"keep-alive"_s});
  runs[0].moments.push_back(std::make_shared<const Moments>(late));
  history = historyOf(std::move(runs), 1, [](FunctionId) { return true; });
  QCOMPARE(history.batches[0].transitions.size(), size_t(3));
  QCOMPARE(history.batches[0].transitions[0].state, InstanceState::Starting);
  QCOMPARE(history.batches[0].transitions[0].at, TimeUs(500));
}

void TestHistory::secondsGather() {
  QTemporaryDir folder;
  SecondsWriter writer(folder.path());
  for (int i = 1; i <= 100; ++i) writer.add(ended(3, 10 * kSecond + i, i * 1000, i <= 90 ? 200 : 430));
  writer.add(ended(3, 10 * kSecond + 5, 1, 432));
  writer.add(ended(4, 11 * kSecond, 5));
  Invocation running = ended(4, 11 * kSecond, 5);
  running.finished = false;
  writer.add(running);
  writer.add(someMoments(10 * kSecond).samples[0]);
  FunctionSample nothing;
  nothing.function = 5;
  nothing.at = 10 * kSecond;
  writer.add(nothing);
  const auto check = [](const std::vector<SecondSample>& values) {
    QCOMPARE(values.size(), size_t(2));
    const SecondSample& s = values[0];
    QCOMPARE(s.second, 10);
    QCOMPARE(s.function, FunctionId(3));
    QCOMPARE(s.invocations, 100);
    QCOMPARE(s.failed, 10);
    QCOMPARE(s.throttled, 1);
    QCOMPARE(s.p50Us, 50'000);
    QCOMPARE(s.p99Us, 99'000);
    QCOMPARE(s.maxUs, 100'000);
    QCOMPARE(s.computeMbMs, 100 * 2 * 128);
    QCOMPARE(s.instances, 3);
    QCOMPARE(s.busy, 2);
    QCOMPARE(s.queued, 4);
    QCOMPARE(values[1].function, FunctionId(4));
  };
  check(readSeconds(folder.path(), 0, 20 * kSecond, writer.waiting()));
  writer.write((10 + SecondsWriter::kOpenSeconds - 1) * kSecond, false);
  QCOMPARE(writer.waiting().size(), size_t(2));  // not over yet
  writer.write((10 + SecondsWriter::kOpenSeconds) * kSecond, false);
  QCOMPARE(writer.waiting().size(), size_t(1));
  check(readSeconds(folder.path(), 0, 20 * kSecond, writer.waiting()));
  writer.write(0, true);
  QVERIFY(!writer.open());
  check(readSeconds(folder.path(), 0, 20 * kSecond, {}));
  QCOMPARE(readSeconds(folder.path(), 11 * kSecond, 11 * kSecond, {}).size(), size_t(1));
  QVERIFY(readSeconds(folder.path(), 12 * kSecond, 20 * kSecond, {}).empty());
  // What comes late for a second is put together with it.
  writer.add(ended(3, 10 * kSecond + 7, 200'000));
  writer.write(0, true);
  const auto joined = readSeconds(folder.path(), 10 * kSecond, 10 * kSecond, {});
  QCOMPARE(joined[0].invocations, 101);
  QCOMPARE(joined[0].maxUs, 200'000);
  QCOMPARE(joined[0].p50Us, 50'000);
}

void TestHistory::secondsOutliveTheProcess() {
  StoreFixture f;
  const TimeUs start = f.clock.nowUs();
  auto store = f.open();
  for (int i = 0; i < 5; ++i) {
    InvocationRow row;
    row.invocation = ended(3, start + i * kSecond, 1000);
    store->appendInvocation(std::move(row));
  }
  const auto read = [&] {
    const auto values = f.waitFor<std::vector<SecondSample>>([&](auto reply) { store->readSeconds(start, start + 10 * kSecond, reply); });
    return values ? int(values->size()) : -1;
  };
  QCOMPARE(read(), 5);
  store.reset();
  QFile torn(f.path() + u"/segments/"_s + QDir(f.path() + u"/segments"_s).entryList({u"*.sec"_s}).value(0));
  QVERIFY(torn.open(QIODevice::Append) && torn.write("torn") == 4);
  torn.close();
  store = f.open();
  QCOMPARE(read(), 5);
  InvocationRow row;
  row.invocation = ended(3, start + 7 * kSecond, 1000);
  store->appendInvocation(std::move(row));
  store.reset();
  store = f.open();
  QCOMPARE(read(), 6);
}

void TestHistory::secondsGoWithTime() {
  QTemporaryDir folder;
  constexpr TimeUs kHour = 3600 * kSecond;
  const TimeUs first = 1000 * kHour;
  for (int hour = 0; hour <= limits::kSecondsKeptHours + 1; ++hour) {
    SecondsWriter writer(folder.path());
    writer.add(ended(3, first + hour * kHour, 1000));
    writer.write(0, true);
    const auto kept = QDir(folder.path()).entryList({u"*.sec"_s}).size();
    QCOMPARE(kept, std::min(hour, limits::kSecondsKeptHours) + 1);
  }
  QCOMPARE(readSeconds(folder.path(), first, first + kHour - 1, {}).size(), size_t(0));
  QCOMPARE(readSeconds(folder.path(), first + kHour, first + 2 * kHour - 1, {}).size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
