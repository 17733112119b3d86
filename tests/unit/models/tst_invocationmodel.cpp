// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "models/invocationmodel.h"
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;

namespace {

Invocation make(InvocationId id, FunctionId fn = 1, bool finished = false) {
  Invocation i;
  i.id = id;
  i.function = fn;
  i.finished = finished;
  i.at.accepted = 1000 * TimeUs(id);
  if (finished) {
    i.statusCode = 200;
    i.at.replied = i.at.accepted + 500;
  }
  return i;
}

EngineDelta batch(InvocationId first, InvocationId last, FunctionId fn = 1, bool finished = false) {
  EngineDelta d;
  for (InvocationId id = first; id <= last; ++id) d.invocations.push_back(make(id, fn, finished));
  return d;
}

struct Fixture {
  InvocationModel model;
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
  QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
  QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
  QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
};

}  // namespace

class TestInvocationModel : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aBatchIsOneInsertNewestFirst() {
    Fixture f;
    f.model.apply(batch(1, 5));
    QCOMPARE(f.inserted.count(), 1);
    QCOMPARE(f.model.rowCount(), 5);
    QCOMPARE(f.model.invocationAt(0)->id, InvocationId(5));
    QCOMPARE(f.model.invocationAt(4)->id, InvocationId(1));
    f.model.apply(batch(6, 7));
    QCOMPARE(f.model.invocationAt(0)->id, InvocationId(7));
    QCOMPARE(f.model.invocation(3)->id, InvocationId(3));
  }
  void anEndUpdatesInPlace() {
    Fixture f;
    QSignalSpy told(&f.model, &InvocationModel::invocationUpdated);
    f.model.apply(batch(1, 10));
    f.model.apply(batch(3, 5, 1, true));
    QCOMPARE(f.inserted.count(), 1);
    QCOMPARE(f.changed.count(), 1);
    QCOMPARE(f.changed[0][0].toModelIndex().row(), 5);
    QCOMPARE(f.changed[0][1].toModelIndex().row(), 7);
    QCOMPARE(told.count(), 3);
    QVERIFY(f.model.invocation(4)->finished);
    const QModelIndex total = f.model.index(6, InvocationModel::Total);
    QCOMPARE(total.data().toLongLong(), 500);
    QCOMPARE(total.data(InvocationModel::StatusRole).toInt(), 200);
    QVERIFY(!f.model.index(0, InvocationModel::Total).data().isValid());
  }
  void beginAndEndInOneBatchIsOneRow() {
    Fixture f;
    EngineDelta d;
    d.invocations = {make(1), make(2), make(1, 1, true)};
    f.model.apply(d);
    QCOMPARE(f.model.rowCount(), 2);
    QVERIFY(f.model.invocation(1)->finished);
    QCOMPARE(f.model.invocationAt(1)->id, InvocationId(1));
  }
  void boundedAtTheLimit() {
    Fixture f;
    f.model.apply(batch(1, limits::kHistoryRows));
    QCOMPARE(f.model.rowCount(), limits::kHistoryRows);
    QCOMPARE(f.removed.count(), 0);
    f.model.apply(batch(limits::kHistoryRows + 1, limits::kHistoryRows + 3));
    QCOMPARE(f.model.rowCount(), limits::kHistoryRows);
    QCOMPARE(f.removed.count(), 1);
    QVERIFY(!f.model.invocation(3));
    QVERIFY(f.model.invocation(4));
    // The late end of one that was dropped is no new row.
    const qsizetype inserts = f.inserted.count();
    f.model.apply(batch(2, 2, 1, true));
    QCOMPARE(f.inserted.count(), inserts);
    QCOMPARE(f.model.rowCount(), limits::kHistoryRows);
  }
  void aBatchLargerThanTheLimitKeepsItsNewest() {
    Fixture f;
    f.model.apply(batch(1, 10));
    f.model.apply(batch(11, 11 + limits::kHistoryRows));
    QCOMPARE(f.model.rowCount(), limits::kHistoryRows);
    QCOMPARE(f.model.invocationAt(0)->id, InvocationId(11 + limits::kHistoryRows));
    QVERIFY(!f.model.invocation(11));
    QVERIFY(f.model.invocation(12));
  }
  void historyOfOneFunction() {
    Fixture f;
    InvocationHistory history;
    QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
    history.setSourceModel(&f.model);
    f.model.apply(batch(1, 3, 1));
    f.model.apply(batch(4, 8, 2));
    QCOMPARE(history.rowCount(), 8);
    history.setFunction(2);
    QCOMPARE(history.rowCount(), 5);
    f.model.apply(batch(9, 9, 2));
    QCOMPARE(history.rowCount(), 6);
    QCOMPARE(history.index(0, 0).data(InvocationModel::InvocationIdRole).toULongLong(), 9ULL);
    f.model.apply(batch(10, 10, 1));
    QCOMPARE(history.rowCount(), 6);
    history.setFunction(3);
    QCOMPARE(history.rowCount(), 0);
  }
  void outOfRangeIsNothing() {
    Fixture f;
    f.model.apply(EngineDelta{});
    QCOMPARE(f.inserted.count(), 0);
    QVERIFY(!f.model.invocationAt(0));
    QVERIFY(!f.model.invocation(1));
    QVERIFY(!f.model.data(QModelIndex(), Qt::DisplayRole).isValid());
    for (int c = 0; c < InvocationModel::ColumnCount; ++c) QVERIFY(!f.model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestInvocationModel)
#include "tst_invocationmodel.moc"
