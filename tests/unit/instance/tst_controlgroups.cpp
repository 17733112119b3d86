// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/controlgroups.h"
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// Which control groups are used, from made-up files; what they do, where this machine has any.
class TestControlGroups final : public QObject {
  Q_OBJECT
  using Version = GroupTree::Version;

  [[nodiscard]] QByteArray path(const QString& name) const { return m_dir.filePath(name).toUtf8(); }
  void put(const QString& name, const QByteArray& content) const {
    QDir().mkpath(QFileInfo(m_dir.filePath(name)).path());
    QFile file(m_dir.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  static QByteArray groupOf(qint64 pid) {
    QFile file(u"/proc/%1/cgroup"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

 private Q_SLOTS:
  void initTestCase() { QVERIFY(m_dir.isValid()); }

  void findsWhatIsDelegated() {
    put(u"two/app.scope/cgroup.controllers"_s, "cpu memory pids\n");
    put(u"two/app.scope/cgroup.procs"_s, "4711\n");
    const QByteArray mounts = "proc /proc proc rw 0 0\ncgroup2 " + path(u"two"_s) + " cgroup2 rw 0 0\n";
    const GroupTree alone = GroupTree::find(mounts, "0::/app.scope\n", 4711);
    QCOMPARE(alone.version, Version::V2);
    QCOMPARE(alone.memory, path(u"two/app.scope"_s));
    QCOMPARE(alone.pids, alone.memory);
    // Others live in the same group: their controllers can't be given on, and they are not ours to move.
    put(u"two/app.scope/cgroup.procs"_s, "4711\n4712\n");
    const GroupTree shared = GroupTree::find(mounts, "0::/app.scope\n", 4711);
    QCOMPARE(shared.version, Version::None);
    QVERIFY(shared.missing.contains("other processes") && shared.missing.contains("Delegate=yes"));
    // Delegated without the controller that counts.
    put(u"two/app.scope/cgroup.procs"_s, "4711\n");
    put(u"two/app.scope/cgroup.controllers"_s, "cpu pids\n");
    QCOMPARE(GroupTree::find(mounts, "0::/app.scope\n", 4711).version, Version::None);
  }

  void findsTheOlderHierarchies() {
    QDir().mkpath(m_dir.filePath(u"memory/job"_s));
    QDir().mkpath(m_dir.filePath(u"pids"_s));
    const QByteArray mounts = "cgroup " + path(u"memory"_s) + " cgroup rw,relatime,memory 0 0\ncgroup " + path(u"pids"_s) + " cgroup rw,pids 0 0\n";
    const GroupTree found = GroupTree::find(mounts, "8:pids:/gone\n4:memory:/job\n0::/\n", getpid());
    QCOMPARE(found.version, Version::V1);
    QCOMPARE(found.memory, path(u"memory/job"_s));
    QCOMPARE(found.pids, path(u"pids"_s));  // its own path is the host's: the top of what is seen here
    const GroupTree memoryAlone = GroupTree::find("cgroup " + path(u"memory"_s) + " cgroup rw,memory 0 0\n", "4:memory:/\n", getpid());
    QCOMPARE(memoryAlone.version, Version::V1);
    QVERIFY(memoryAlone.pids.isEmpty());
  }

  void saysWhatIsMissing() {
    for (const QByteArray& mounts : {QByteArray(), QByteArray("rubbish\n\n"), QByteArray("cgroup /nowhere cgroup rw,memory 0 0\n")}) {
      const GroupTree none = GroupTree::find(mounts, "rubbish\n4:memory:/\n", getpid());
      QCOMPARE(none.version, Version::None);
      QVERIFY(none.missing.contains("Delegate=yes"));
    }
    ControlGroups off(GroupTree{});
    off.add(getpid(), 64);  // without effect
    QVERIFY(!off.on());
    QVERIFY(!off.endedForMemory(getpid()));
  }

  void holdsATree() {
    const GroupTree tree = GroupTree::ofThisProcess();
    if (tree.version == Version::None) QSKIP(tree.missing.constData());
    ControlGroups groups(tree);
    QProcess process;
    process.start(u"/bin/sh"_s, {u"-c"_s, u"sleep 1000 & echo $!; read line; kill $!"_s});
    QVERIFY(process.waitForReadyRead(30'000));
    const auto pid = pid_t(process.processId());
    const qint64 child = process.readLine().trimmed().toLongLong();
    groups.add(pid, 64);
    groups.settle();
    const QByteArray name = "scfdesk-" + QByteArray::number(getpid()) + '-' + QByteArray::number(pid);
    QVERIFY2(groupOf(pid).contains(name), groupOf(pid).constData());
    QVERIFY2(groupOf(child).contains(name), groupOf(child).constData());
    QVERIFY(QFile::exists(QString::fromUtf8(QByteArray(tree.memory + "/" + name))));
    QVERIFY(!groups.endedForMemory(pid));
    process.write("\n");
    QVERIFY(process.waitForFinished(30'000));
    groups.remove(pid);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QString::fromUtf8(QByteArray(tree.memory + "/" + name))), 30'000);
  }

  // Each process stays under its own limit; together they don't.
  void endsATreeThatTakesTooMuch() {
    const GroupTree tree = GroupTree::ofThisProcess();
    if (tree.version == Version::None) QSKIP(tree.missing.constData());
    ControlGroups groups(tree);
    QProcess process;
    const QString taker = u"import sys\nprint('ready', flush=True)\nsys.stdin.readline()\nheld = [bytearray(b'x' * (64 << 20)) for i in range(%1)]\nprint('held', flush=True)\n"_s;
    const int blocks = int((ControlGroups::kRoomBytes >> 26) + 4);
    process.start(u"/usr/bin/python3"_s, {u"-I"_s, u"-c"_s, taker.arg(blocks)});
    QVERIFY(process.waitForReadyRead(30'000));
    const auto pid = pid_t(process.processId());
    groups.add(pid, 64);
    groups.settle();
    process.write("go\n");
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QVERIFY(!process.readAllStandardOutput().contains("held"));
    QVERIFY(groups.endedForMemory(pid));
    groups.remove(pid);
  }

  void removesWhatAnEarlierEngineLeft() {
    put(u"left/cgroup.procs"_s, "");
    QProcess gone;
    gone.start(u"/bin/true"_s);
    QVERIFY(gone.waitForStarted(30'000));
    const QString name = u"left/scfdesk-%1-7"_s.arg(gone.processId());
    QVERIFY(gone.waitForFinished(30'000));
    QDir().mkpath(m_dir.filePath(name));
    const QString ours = u"left/scfdesk-%1-8"_s.arg(getppid());
    QDir().mkpath(m_dir.filePath(ours));
    const ControlGroups groups(GroupTree{Version::V1, path(u"left"_s), {}, {}});
    QVERIFY(!QFile::exists(m_dir.filePath(name)));
    QVERIFY(QFile::exists(m_dir.filePath(ours)));  // its engine lives
  }

 private:
  QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestControlGroups)
#include "tst_controlgroups.moc"
