// SPDX-License-Identifier: GPL-3.0-or-later
// Linked folders, with real files and the kernel's own events.
#include "app/engine/invoke/folderwatch.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Watched {
  QTemporaryDir outer;
  SystemClock clock;
  Reactor reactor{clock};
  int changes = 0;
  QList<Error> failures;
  std::unique_ptr<FolderWatch> watch;

  [[nodiscard]] QString path(const QString& name = {}) const { return outer.path() + "/code"_L1 + (name.isEmpty() ? QString() : QString(u'/' + name)); }
  void write(const QString& name, const QByteArray& text) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qWarning("can't write %s", qPrintable(name));
  }
  void start(int files = limits::kFolderFiles) {
    watch = std::make_unique<FolderWatch>(reactor, path(), FolderWatch::Callbacks{[this] { ++changes; }, [this](const Error& e) { failures.append(e); }}, files);
  }
  template <typename Ready>
  [[nodiscard]] bool turnUntil(Ready ready) {
    const int64_t end = clock.nowNs() + 20'000'000'000;
    while (!ready() && clock.nowNs() < end) reactor.turn(20);
    return ready();
  }
  /// Turns for longer than a burst needs to settle, to see that nothing comes.
  void settle() {
    const int64_t end = clock.nowNs() + int64_t(FolderWatch::kSettleMs) * 3'000'000;
    while (clock.nowNs() < end) reactor.turn(10);
  }
};

}  // namespace

class TestFolderWatch : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void savesAreSeenOnce_data();
  void savesAreSeenOnce();
  void aWholeSaveIsToldSooner();
  void leftOutFilesAreSilent();
  void newFoldersAreWatched();
  void goneAndBack();
  void replacedFolder();
  void missingFromTheStart();
  void fileInPlaceOfFolder();
  void sizeLimit();
  void overflowIsSurvived();
  void mayGoInsideItsCallback();
};

void TestFolderWatch::savesAreSeenOnce_data() {
  QTest::addColumn<int>("way");
  QTest::newRow("written in place") << 0;
  QTest::newRow("written beside and renamed over") << 1;
  QTest::newRow("moved away and written anew") << 2;
  QTest::newRow("deleted") << 3;
  QTest::newRow("in a folder below") << 4;
}

void TestFolderWatch::savesAreSeenOnce() {
  QFETCH(int, way);
  Watched w;
  QVERIFY(QDir().mkpath(w.path(u"sub/deeper"_s)));
  w.write(u"index.py"_s, "1");
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  w.settle();
  QCOMPARE(w.changes, 0);
  if (way == 0) w.write(u"index.py"_s, "2");
  if (way == 1) {
    w.write(u".index.py.tmp"_s, "2");
    QCOMPARE(rename(qPrintable(w.path(u".index.py.tmp"_s)), qPrintable(w.path(u"index.py"_s))), 0);
  }
  if (way == 2) {
    QVERIFY(QFile::rename(w.path(u"index.py"_s), w.path(u"index.py~"_s)));
    w.write(u"index.py"_s, "2");
    QVERIFY(QFile::remove(w.path(u"index.py~"_s)));
  }
  if (way == 3) QVERIFY(QFile::remove(w.path(u"index.py"_s)));
  if (way == 4) w.write(u"sub/deeper/a.py"_s, "2");
  QVERIFY(w.turnUntil([&] { return w.changes > 0; }));
  w.settle();
  QCOMPARE(w.changes, 1);
  // And it goes on watching.
  w.write(u"index.py"_s, "3");
  QVERIFY(w.turnUntil([&] { return w.changes == 2; }));
  QVERIFY(w.failures.isEmpty());
}

/// In the clock's time, which the reactor's timers go by: the end of a save is told after kSavedMs, a file that is still being
/// written after kSettleMs.
void TestFolderWatch::aWholeSaveIsToldSooner() {
  static_assert(FolderWatch::kSavedMs < FolderWatch::kSettleMs);
  Watched w;
  QVERIFY(QDir().mkpath(w.path()));
  w.write(u"index.py"_s, "1");
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  w.settle();
  QFile half(w.path(u"index.py"_s));
  QVERIFY(half.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered));
  const int64_t began = w.clock.nowNs();
  QCOMPARE(half.write("2"), 1);
  QVERIFY(w.turnUntil([&] { return w.changes == 1; }));
  QVERIFY(w.clock.nowNs() - began >= FolderWatch::kSettleMs * 1'000'000LL);
  const int64_t closed = w.clock.nowNs();
  half.close();
  QVERIFY(w.turnUntil([&] { return w.changes == 2; }));
  QVERIFY(w.clock.nowNs() - closed >= FolderWatch::kSavedMs * 1'000'000LL);
}

void TestFolderWatch::leftOutFilesAreSilent() {
  Watched w;
  for (const auto& folder : {u".git/objects"_s, u"node_modules/.cache"_s, u"__pycache__"_s}) QVERIFY(QDir().mkpath(w.path(folder)));
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  for (const auto& name : {u".git/index"_s, u".git/objects/a"_s, u"node_modules/.cache/x"_s, u"__pycache__/index.pyc"_s, u"index.pyc"_s,
                           u".index.py.swp"_s, u"index.py~"_s, u"4913"_s, u".#index.py"_s, u"#index.py#"_s})
    w.write(name, "x");
  w.settle();
  QCOMPARE(w.changes, 0);
  w.write(u"node_modules/a.js"_s, "x");
  QVERIFY(w.turnUntil([&] { return w.changes == 1; }));
}

void TestFolderWatch::newFoldersAreWatched() {
  Watched w;
  QVERIFY(QDir().mkpath(w.path()));
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  QVERIFY(QDir().mkpath(w.path(u"a/b/c"_s)));
  w.write(u"a/b/c/x.py"_s, "1");
  QVERIFY(w.turnUntil([&] { return w.changes > 0 && w.watch->ready(); }));
  w.settle();
  const int before = w.changes;
  w.write(u"a/b/c/x.py"_s, "2");
  QVERIFY(w.turnUntil([&] { return w.changes == before + 1; }));
}

void TestFolderWatch::goneAndBack() {
  Watched w;
  QVERIFY(QDir().mkpath(w.path()));
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  QVERIFY(QDir(w.path()).removeRecursively());
  QVERIFY(w.turnUntil([&] { return !w.failures.isEmpty(); }));
  QCOMPARE(w.failures[0].code, u"Local.FolderGone"_s);
  QVERIFY(w.failures[0].message.contains(w.path()));
  QVERIFY(!w.watch->ready());
  const int before = w.changes;
  QVERIFY(QDir().mkpath(w.path()));
  w.write(u"index.py"_s, "1");
  QVERIFY(w.turnUntil([&] { return w.changes > before && w.watch->ready(); }));
  QCOMPARE(w.failures.size(), 1);
}

void TestFolderWatch::replacedFolder() {
  Watched w;
  QVERIFY(QDir().mkpath(w.path()));
  QVERIFY(QDir().mkpath(w.outer.path() + u"/other"_s));
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  QCOMPARE(rename(qPrintable(w.path()), qPrintable(QString(w.outer.path() + u"/old"_s))), 0);
  QCOMPARE(rename(qPrintable(QString(w.outer.path() + u"/other"_s)), qPrintable(w.path())), 0);
  QVERIFY(w.turnUntil([&] { return w.changes > 0 && w.watch->ready(); }));
  w.settle();
  const int before = w.changes;
  w.write(u"index.py"_s, "1");
  QVERIFY(w.turnUntil([&] { return w.changes == before + 1; }));
  QVERIFY(w.failures.isEmpty());
}

void TestFolderWatch::missingFromTheStart() {
  Watched w;
  w.start();
  QVERIFY(w.failures.isEmpty());  // never from the constructor
  QVERIFY(w.turnUntil([&] { return w.failures.size() == 1; }));
  QVERIFY(QDir().mkpath(w.path()));
  QVERIFY(w.turnUntil([&] { return w.changes == 1; }));
}

void TestFolderWatch::fileInPlaceOfFolder() {
  Watched w;
  QFile file(w.path());
  QVERIFY(file.open(QIODevice::WriteOnly));
  w.start();
  QVERIFY(w.turnUntil([&] { return w.failures.size() == 1; }));
  QCOMPARE(w.failures[0].code, u"Local.FolderUnreadable"_s);
}

void TestFolderWatch::sizeLimit() {
  for (const int extra : {0, 1}) {
    Watched w;
    QVERIFY(QDir().mkpath(w.path(u"sub"_s)));
    for (int i = 0; i < 9 + extra; ++i) w.write(u"sub/%1.py"_s.arg(i), "x");
    w.start(10);
    QVERIFY(w.turnUntil([&] { return w.watch->ready() || !w.failures.isEmpty(); }));
    QCOMPARE(w.failures.size(), extra);
    if (extra) QCOMPARE(w.failures[0].code, u"Local.FolderTooLarge"_s);
  }
}

void TestFolderWatch::overflowIsSurvived() {
  Watched w;
  QVERIFY(QDir().mkpath(w.path()));
  w.start();
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  // More than the kernel's queue of events holds: it overflows and is made anew.
  QFile limit(u"/proc/sys/fs/inotify/max_queued_events"_s);
  QVERIFY(limit.open(QIODevice::ReadOnly));
  const int events = limit.readAll().trimmed().toInt() + 1000;
  if (events > 200'000) QSKIP("this system's queue of inotify events is too long to fill");
  for (const auto& name : {u"a"_s, u"b"_s}) w.write(name, "x");
  for (int i = 0; i < events; ++i)  // of two files in turn: the kernel merges equal neighbours
    QCOMPARE(chmod(qPrintable(w.path(i % 2 ? u"a"_s : u"b"_s)), i & 2 ? 0600 : 0644), 0);
  QVERIFY(w.turnUntil([&] { return w.changes == 1; }));
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  w.settle();
  QVERIFY(w.changes <= 2);
  const int before = w.changes;
  w.write(u"c"_s, "2");
  QVERIFY(w.turnUntil([&] { return w.changes == before + 1; }));
}

void TestFolderWatch::mayGoInsideItsCallback() {
  Watched w;
  QVERIFY(QDir().mkpath(w.path()));
  bool called = false;
  w.watch = std::make_unique<FolderWatch>(w.reactor, w.path(), FolderWatch::Callbacks{[&] {
                                            called = true;
                                            w.watch.reset();
                                          }, {}});
  QVERIFY(w.turnUntil([&] { return w.watch->ready(); }));
  w.write(u"a"_s, "x");
  QVERIFY(w.turnUntil([&] { return called; }));
  w.settle();
  QVERIFY(!w.watch);
}

QTEST_GUILESS_MAIN(TestFolderWatch)
#include "tst_folderwatch.moc"
