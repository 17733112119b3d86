// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/timeline.h"
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

constexpr TimeUs kS = 1'000'000;
constexpr TimeUs kT0 = 5000 * kS;

FunctionInfo fn(FunctionId id, const QString& name, bool sample = false) {
  FunctionInfo f;
  f.id = id;
  f.key.name = name;
  f.sample = sample;
  f.status = FunctionStatus::Active;
  return f;
}

EngineDelta functions(std::vector<FunctionInfo> list) {
  EngineDelta d;
  d.now = kT0;
  d.functions = std::move(list);
  return d;
}

EngineDelta outcome(FunctionId id, int code, InvocationId number = 1) {
  EngineDelta d;
  d.now = kT0;
  Invocation i;
  i.id = number;
  i.function = id;
  i.finished = true;
  i.statusCode = code;
  i.at.accepted = kT0 - 10;
  i.at.replied = kT0;
  d.invocations = {i};
  return d;
}

struct Fixture {
  Series series;
  Timeline timeline;
  FunctionModel model{series, timeline};
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
  void apply(const EngineDelta& d) {
    series.apply(d);
    model.apply(d);
  }
  QStringList names() const {
    QStringList out;
    for (int i = 0; i < model.rowCount(); ++i) out << model.infoAt(i)->key.name;
    return out;
  }
};

}  // namespace

class TestFunctionModel : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void samplesLastEachGroupByName() {
    Fixture f;
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    f.apply(functions({fn(1, u"zeta"_s), fn(2, u"hello"_s, true), fn(3, u"Alpha"_s), fn(4, u"beta"_s), fn(5, u"again"_s, true)}));
    QCOMPARE(f.names(), (QStringList{u"Alpha"_s, u"beta"_s, u"zeta"_s, u"again"_s, u"hello"_s}));
    QCOMPARE(inserted.count(), 1);  // one batch, one signal
    QCOMPARE(inserted[0][1].toInt(), 0);
    QCOMPARE(inserted[0][2].toInt(), 4);
  }
  void aNewOneGoesToItsPlace() {
    Fixture f;
    f.apply(functions({fn(1, u"b"_s), fn(2, u"d"_s)}));
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    f.apply(functions({fn(4, u"c2"_s), fn(3, u"c1"_s), fn(5, u"z"_s)}));
    QCOMPARE(f.names(), (QStringList{u"b"_s, u"c1"_s, u"c2"_s, u"d"_s, u"z"_s}));
    QCOMPARE(inserted.count(), 2);  // one signal a range
    for (int i = 0; i < f.model.rowCount(); ++i) QCOMPARE(f.model.rowOf(f.model.infoAt(i)->id), i);
  }
  void aChangeIsOneRange() {
    Fixture f;
    f.apply(functions({fn(1, u"a"_s), fn(2, u"b"_s), fn(3, u"c"_s)}));
    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged), told(&f.model, &FunctionModel::functionChanged);
    FunctionInfo b = fn(2, u"b"_s);
    b.config.memoryMb = 512;
    FunctionInfo c = fn(3, u"c"_s);
    c.status = FunctionStatus::Updating;
    f.apply(functions({b, c}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(told.count(), 2);
    QCOMPARE(f.model.index(1, 0).data(FunctionModel::MemoryRole).toInt(), 512);
    QCOMPARE(f.model.index(2, 0).data(FunctionModel::StatusRole).toInt(), int(FunctionStatus::Updating));
  }
  void gaugesTouchOnlyTheirRows() {
    Fixture f;
    f.apply(functions({fn(1, u"a"_s), fn(2, u"b"_s), fn(3, u"c"_s)}));
    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged);
    EngineDelta d;
    d.now = kT0;
    d.samples = {{.function = 3, .at = kT0, .starting = 1, .init = 2, .busy = 3, .idle = 4, .frozen = 5, .queued = 6, .limit = 40}};
    f.apply(d);
    QCOMPARE(changed.count(), 1);
    const QModelIndex first = changed[0][0].toModelIndex(), last = changed[0][1].toModelIndex();
    QCOMPARE(first.row(), 2);
    QCOMPARE(last.row(), 2);
    QVERIFY(last.column() <= FunctionModel::Instances);
    const QModelIndex row = f.model.index(2, FunctionModel::Instances);
    QCOMPARE(row.data().toInt(), 15);
    QCOMPARE(row.data(FunctionModel::InstancesRole).toInt(), 15);
    QCOMPARE(row.data(FunctionModel::StartingRole).toInt(), 3);
    QCOMPARE(row.data(FunctionModel::QueuedRole).toInt(), 6);
    QCOMPARE(row.data(FunctionModel::LimitRole).toInt(), 40);
    QCOMPARE(f.model.gauges(3).idle, 4);
    EngineDelta nothing;
    nothing.now = kT0 + 1;
    f.apply(nothing);
    QCOMPARE(changed.count(), 1);
  }
  void activity_data() {
    QTest::addColumn<int>("starting");
    QTest::addColumn<int>("busy");
    QTest::addColumn<int>("idle");
    QTest::addColumn<int>("frozen");
    QTest::addColumn<int>("expected");
    const auto v = [](FunctionActivity a) { return int(a); };
    QTest::newRow("nothing") << 0 << 0 << 0 << 0 << v(FunctionActivity::None);
    QTest::newRow("frozen") << 0 << 0 << 0 << 2 << v(FunctionActivity::Frozen);
    QTest::newRow("idle") << 0 << 0 << 1 << 2 << v(FunctionActivity::Idle);
    QTest::newRow("starting") << 1 << 0 << 1 << 2 << v(FunctionActivity::Starting);
    QTest::newRow("busy") << 1 << 1 << 1 << 2 << v(FunctionActivity::Busy);
  }
  void activity() {
    QFETCH(int, starting);
    QFETCH(int, busy);
    QFETCH(int, idle);
    QFETCH(int, frozen);
    Fixture f;
    f.apply(functions({fn(1, u"a"_s)}));
    EngineDelta d;
    d.now = kT0;
    d.samples = {{.function = 1, .at = kT0, .init = starting, .busy = busy, .idle = idle, .frozen = frozen}};
    f.apply(d);
    QTEST(int(f.model.activity(1)), "expected");
  }
  void failingAfterOneThatIsAllOrThreeInARow() {
    Fixture f;
    f.apply(functions({fn(1, u"a"_s)}));
    f.apply(outcome(1, 430, 1));
    QCOMPARE(f.model.activity(1), FunctionActivity::Failing);  // all there ever was
    f.apply(outcome(1, 200, 2));
    QCOMPARE(f.model.activity(1), FunctionActivity::None);
    f.apply(outcome(1, 433, 3));
    f.apply(outcome(1, 433, 4));
    QCOMPARE(f.model.activity(1), FunctionActivity::None);
    f.apply(outcome(1, 432, 5));  // refused is not failed
    QCOMPARE(f.model.activity(1), FunctionActivity::None);
    f.apply(outcome(1, 433, 6));
    QCOMPARE(f.model.activity(1), FunctionActivity::Failing);
    f.model.refreshTotals(kT0 + 10, kT0 + 20);  // nothing in the window: old news
    QCOMPARE(f.model.activity(1), FunctionActivity::None);
  }
  void aFailedStateIsFailing() {
    Fixture f;
    FunctionInfo broken = fn(1, u"a"_s);
    broken.status = FunctionStatus::CreateFailed;
    broken.statusReason = u"The folder is gone."_s;
    f.apply(functions({broken}));
    QCOMPARE(f.model.activity(1), FunctionActivity::Failing);
    QCOMPARE(f.model.index(0, 0).data(FunctionModel::StatusReasonRole).toString(), u"The folder is gone."_s);
  }
  void totalsComeOnceForAll() {
    Fixture f;
    f.apply(functions({fn(1, u"a"_s), fn(2, u"b"_s)}));
    for (int i = 0; i < 3; ++i) f.apply(outcome(1, i == 0 ? 430 : 200, InvocationId(i + 1)));
    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged), refreshed(&f.model, &FunctionModel::totalsRefreshed);
    f.model.refreshTotals(kT0 - kS, kT0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(refreshed.count(), 1);
    QCOMPARE(f.model.index(0, FunctionModel::Invocations).data().toInt(), 3);
    QCOMPARE(f.model.index(0, FunctionModel::Failed).data().toInt(), 1);
    QCOMPARE(f.model.index(0, FunctionModel::P50).data().toLongLong(), 10);
    QVERIFY(!f.model.index(1, FunctionModel::P50).data().isValid());
    QVERIFY(!f.model.index(1, FunctionModel::Cold).data().isValid());
    QCOMPARE(f.model.index(1, FunctionModel::LastInvoked).data().toLongLong(), 0);
    const auto spark = f.model.index(0, 0).data(FunctionModel::SparkRole).value<QList<int>>();
    QCOMPARE(spark.size(), FunctionModel::kSparkColumns);
    QCOMPARE(spark.last(), 3);
  }
  void removal() {
    Fixture f;
    f.apply(functions({fn(1, u"a"_s), fn(2, u"b"_s), fn(3, u"c"_s)}));
    QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved), told(&f.model, &FunctionModel::functionRemoved);
    EngineDelta d;
    d.now = kT0;
    d.functionsRemoved = {2, 99};
    f.apply(d);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(told.count(), 1);
    QCOMPARE(f.names(), (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(f.model.rowOf(3), 1);
    QCOMPARE(f.model.rowOf(2), -1);
    QVERIFY(!f.model.info(2));
  }
  void outOfRangeIsNothing() {
    Fixture f;
    f.apply(functions({fn(1, u"a"_s)}));
    QVERIFY(!f.model.infoAt(-1));
    QVERIFY(!f.model.infoAt(1));
    QVERIFY(!f.model.data(QModelIndex(), Qt::DisplayRole).isValid());
    QVERIFY(!f.model.infoOf({u"default"_s, u"b"_s}));
    QVERIFY(f.model.infoOf({u"default"_s, u"a"_s}));
    QCOMPARE(f.model.columnCount(f.model.index(0, 0)), 0);
    for (int c = 0; c < FunctionModel::ColumnCount; ++c) QVERIFY(!f.model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestFunctionModel)
#include "tst_functionmodel.moc"
