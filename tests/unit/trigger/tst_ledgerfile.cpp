// SPDX-License-Identifier: GPL-3.0-or-later
// The totals of the triggers in their own file: what a kill, a full disk and its limit leave of them.
#include "app/engine/trigger/ledgerfile.h"
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestLedgerFile : public QObject {
Q_OBJECT
 private Q_SLOTS:
  void totalsAreInAFileOfTheirOwn() {
    QTemporaryDir dir;
    const QString path = dir.path() + u"/ledgers"_s;
    {
      LedgerFile file(path);
      for (uint64_t t = 1; t <= 3; ++t) file.write(t, {t * 10, t, 0, 0, 0, 0});
      file.write(2, {200, 2, 0, 0, 0, 0});
      file.remove(3);
      file.write(4, {40, 4, 0, 0, 0, 0});  // in its place
    }
    QCOMPARE(QFileInfo(path).size(), qint64(64 * LedgerFile::kRecordBytes));  // a page of places, with blocks on the disk
    {
      const LedgerFile file(path);
      QCOMPARE(file.kept(1)->made, uint64_t(10));
      QCOMPARE(file.kept(2)->made, uint64_t(200));
      QVERIFY(!file.kept(3));
      QCOMPARE(file.kept(4)->delivered, uint64_t(4));
    }
    QFile bytes(path);  // one record is damaged, the last one cut
    QVERIFY(bytes.open(QIODevice::ReadWrite) && bytes.seek(8) && bytes.write("x") == 1 && bytes.resize(3 * LedgerFile::kRecordBytes - 1));
    bytes.close();
    LedgerFile file(path);
    QVERIFY(!file.kept(1) && file.kept(2) && !file.kept(4));
    file.write(5, {50, 5, 0, 0, 0, 0});
    QCOMPARE(LedgerFile(path).kept(5)->made, uint64_t(50));
    LedgerFile none(dir.path() + u"/no/such/folder"_s);
    none.write(1, {});
    QVERIFY(!none.kept(1));
  }

  void totalsEndAtTheirLimit() {
    QTemporaryDir dir;
    const QString path = dir.path() + u"/ledgers"_s;
    constexpr uint64_t kMost = LedgerFile::kMostBytes / LedgerFile::kRecordBytes;
    {
      LedgerFile file(path);
      for (uint64_t t = 1; t <= kMost + 1; ++t) file.write(t, {t, 0, 0, 0, 0, 0});
    }
    QCOMPARE(QFileInfo(path).size(), qint64(LedgerFile::kMostBytes));
    const LedgerFile file(path);
    QCOMPARE(file.kept(kMost)->made, kMost);
    QVERIFY(!file.kept(kMost + 1));  // the copy in the database stands in
  }

  void totalsSurviveAFullDisk() {
    QTemporaryDir dir;
    LedgerFile file(dir.path() + u"/ledgers"_s);
    for (uint64_t t = 1; t <= 64; ++t) file.write(t, {t, 0, 0, 0, 0, 0});  // the first page
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto signal = std::signal(SIGXFSZ, SIG_IGN);
    rlimit full = before;
    full.rlim_cur = 4096;
    setrlimit(RLIMIT_FSIZE, &full);
    file.write(65, {65, 0, 0, 0, 0, 0});  // no room for a second one
    file.write(1, {100, 0, 0, 0, 0, 0});
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, signal);
    const LedgerFile kept(dir.path() + u"/ledgers"_s);
    QCOMPARE(kept.kept(1)->made, uint64_t(100));
    QVERIFY(!kept.kept(65));
    file.write(65, {66, 0, 0, 0, 0, 0});  // there is again
    QCOMPARE(LedgerFile(dir.path() + u"/ledgers"_s).kept(65)->made, uint64_t(66));
  }
};

QTEST_GUILESS_MAIN(TestLedgerFile)
#include "tst_ledgerfile.moc"
