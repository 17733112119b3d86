// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pastlog.h"
#include "tests/support/fakebackend.h"
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kBegin = 1'700'000'000'000'000;
constexpr TimeUs kApart = 20'000;  // between two lines
constexpr qint64 kFirstRow = 1000;

/// A log of `lines` lines on disk, indexed a piece at a time from the newest back, as the engine does it.
struct Disk {
  explicit Disk(qint64 count, qint64 piece) : backend(false), end(kFirstRow + count) {
    backend.localAnswer = [this, piece](const QByteArray&, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
      ++asked;
      const QUrlQuery query(QString::fromLatin1(target.mid(target.indexOf('?') + 1)));
      if (query.hasQueryItem(u"index"_s)) {
        const qint64 before = query.hasQueryItem(u"before"_s) ? query.queryItemValue(u"before"_s).toLongLong() : end;
        const qint64 first = std::max(kFirstRow, before - piece);
        const bool all = first == kFirstRow;
        return QByteArray("{\"first\":" + QByteArray::number(first) + ",\"end\":" + QByteArray::number(end) + ",\"next\":" + QByteArray::number(first) + ",\"complete\":" + (all ? "true" : "false") +
                          ",\"more\":" + (all ? "false" : "true") + "}");
      }
      QByteArray lines;
      const QStringList rows = query.queryItemValue(u"rows"_s).split(u',');
      most = std::max(most, rows.size());
      for (const QString& row : rows) {
        const qint64 n = row.toLongLong();
        if (n < kFirstRow || n >= end) continue;
        lines += (lines.isEmpty() ? "" : ",") + QByteArray("{\"row\":") + QByteArray::number(n) + ",\"us\":" + QByteArray::number(timeOf(n)) + ",\"functionId\":" + (n % 2 ? "1" : "2") + ",\"level\":\"INFO\",\"text\":\"line " +
                 QByteArray::number(n) + "\"}";
      }
      return QByteArray("{\"lines\":[" + lines + "]}");
    };
  }
  static TimeUs timeOf(qint64 row) { return kBegin + (row - kFirstRow) * kApart; }
  FakeBackend backend;
  qint64 end;
  int asked = 0;
  qsizetype most = 0;
};
}  // namespace

class TestPastLog final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void findsTheMoment_data() {
    QTest::addColumn<qint64>("row");
    QTest::newRow("middle") << qint64(51'000);
    QTest::newRow("near the newest") << qint64(100'900);
    QTest::newRow("the oldest") << kFirstRow;
  }
  void findsTheMoment() {
    QFETCH(qint64, row);
    Disk disk(100'000, 20'000);
    PastLog past(disk.backend);
    QSignalSpy reset(&past, &LogRows::reset);
    past.show(Disk::timeOf(row));
    QTRY_VERIFY(!past.busy());
    QVERIFY(!reset.isEmpty() && past.size() > 0);
    QVERIFY(past.size() <= PastLog::kLines && disk.most <= PastLog::kLines);
    QVERIFY(disk.asked < 40);  // of 100,000 lines
    bool there = false;
    for (qint64 i = 0; i < past.size(); ++i) {
      there = there || past.at(i).text == QByteArray("line " + QByteArray::number(row));
      if (i > 0) QVERIFY(past.at(i).record.at >= past.at(i - 1).record.at);
    }
    QVERIFY(there);
  }
  void asksNothingForWhatLiesNear() {
    Disk disk(100'000, 100'000);
    PastLog past(disk.backend);
    past.show(Disk::timeOf(50'000));
    QTRY_VERIFY(!past.busy());
    const int before = disk.asked;
    past.show(Disk::timeOf(50'000));
    past.show(Disk::timeOf(50'000) + 1000);
    QVERIFY(!past.busy());
    QCOMPARE(disk.asked, before);
  }
  void theLastMomentWins() {
    Disk disk(100'000, 100'000);
    PastLog past(disk.backend);
    past.show(Disk::timeOf(90'000));
    past.show(Disk::timeOf(5'000));
    QTRY_VERIFY(!past.busy());
    QVERIFY(past.at(0).record.at < Disk::timeOf(5'000) && past.at(past.size() - 1).record.at > Disk::timeOf(5'000));
  }
  void filters() {
    Disk disk(1000, 1000);
    PastLog past(disk.backend);
    LogFilter filter;
    filter.function = 1;
    past.setFilter(filter);
    past.show(Disk::timeOf(1500));
    QTRY_VERIFY(!past.busy());
    QVERIFY(past.size() > 0);
    for (qint64 i = 0; i < past.size(); ++i) QCOMPARE(past.at(i).record.function, 1U);
    const qint64 of = past.size();
    past.setFilter({});
    QCOMPARE(past.size(), of * 2);
  }
  void nothingOnDisk() {
    Disk disk(0, 100);
    PastLog past(disk.backend);
    past.show(kBegin);
    QTRY_VERIFY(!past.busy());
    QCOMPARE(past.size(), 0);
  }
  void whatCantBeReadIsSaid() {
    FakeBackend backend(false);
    PastLog past(backend);
    past.show(kBegin);
    QTRY_VERIFY(past.error());
    QVERIFY(!past.busy());
  }
};

QTEST_GUILESS_MAIN(TestPastLog)
#include "tst_pastlog.moc"
