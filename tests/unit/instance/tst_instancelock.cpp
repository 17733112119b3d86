// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/instancelock.h"
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kLongMs = 20'000;
constexpr int kShortMs = 100;

/// A second console, which blocks: in a thread of its own.
struct Second {
  explicit Second(const QString& folder, int answerMs = kLongMs, int endMs = kLongMs) {
    thread.reset(QThread::create([this, folder, answerMs, endMs] { found = InstanceLock(folder).take(answerMs, endMs); }));
    thread->start();
  }
  ~Second() { thread->wait(); }
  [[nodiscard]] bool ended() const { return thread->isFinished(); }
  InstanceLock::Found found = InstanceLock::Found::Ending;
  std::unique_ptr<QThread> thread;
};
}  // namespace

class TestInstanceLock final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theFirstShowsItsWindow() {
    const QTemporaryDir folder;
    InstanceLock first(folder.path());
    QCOMPARE(first.take(), InstanceLock::Found::Nobody);
    int raised = 0;
    first.onRaise([&raised](const QByteArray& wish, const InstanceLock::Answer& answer) {
      if (wish.isEmpty()) ++raised;
      answer("{}");
    });
    const Second second(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(second.ended(), kLongMs);
    QCOMPARE(second.found, InstanceLock::Found::Shown);
    QCOMPARE(raised, 1);
  }

  void oneThatEndsIsWaitedFor() {
    const QTemporaryDir folder;
    auto ending = std::make_unique<QLocalServer>();  // its event loop has ended: it takes nobody and says nothing
    QVERIFY(ending->listen(folder.path() + u"/console.socket"_s));
    const Second second(folder.path(), kShortMs);
    QVERIFY(ending->waitForNewConnection(kLongMs));
    QVERIFY(!second.ended());
    ending.reset();
    QTRY_VERIFY_WITH_TIMEOUT(second.ended(), kLongMs);
    QCOMPARE(second.found, InstanceLock::Found::Nobody);
  }

  void oneThatDoesNotEndIsToldOf() {
    const QTemporaryDir folder;
    QLocalServer ending;
    QVERIFY(ending.listen(folder.path() + u"/console.socket"_s));
    const Second second(folder.path(), kShortMs, kShortMs);
    QTRY_VERIFY_WITH_TIMEOUT(second.ended(), kLongMs);
    QCOMPARE(second.found, InstanceLock::Found::Ending);
  }

  void oneThatWasKilledIsNoHindrance() {
    const QTemporaryDir folder;
    QFile left(folder.path() + u"/console.socket"_s);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    InstanceLock first(folder.path());
    QCOMPARE(first.take(), InstanceLock::Found::Nobody);
  }
};

QTEST_GUILESS_MAIN(TestInstanceLock)
#include "tst_instancelock.moc"
