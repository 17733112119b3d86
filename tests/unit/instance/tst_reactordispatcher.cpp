// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that waits in its Reactor's epoll set is to Qt a thread like any other.
#include "app/engine/eventthread.h"
#include "app/engine/postto.h"
#include "app/engine/reactor.h"
#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QPointer>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>
#include <QTimer>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace scfdesk;

namespace {
constexpr int kPatienceMs = 20'000;

struct Reader final : FdHandler {
  void onReady(uint32_t) override {
    char c;
    if (read(fd, &c, 1) == 1) got.release();
  }
  int fd = -1;
  QSemaphore got;
};
}  // namespace

class TestReactorDispatcher : public QObject {
Q_OBJECT
 private Q_SLOTS:
  void init() {
    QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_pair), 0);
    m_thread = std::make_unique<EventThread>();
    m_context = new QObject;
    m_context->moveToThread(m_thread.get());
    m_thread->start();
  }
  void cleanup() {
    m_thread->quit();
    QVERIFY(m_thread->wait(kPatienceMs));
    m_thread.reset();
    delete m_context;
    close(m_pair[0]);
    close(m_pair[1]);
  }

  void everyPostArrivesInOrder_data() {
    QTest::addColumn<bool>("attached");
    QTest::newRow("own set") << false;
    QTest::newRow("a reactor's") << true;
  }
  void everyPostArrivesInOrder() {
    QFETCH(bool, attached);
    std::unique_ptr<Reactor> reactor;
    if (attached) attach(reactor);
    constexpr int kPosts = 20'000;
    QSemaphore all;
    int next = 0;
    bool ordered = true;
    for (int i = 0; i < kPosts; ++i)
      postTo(m_context, [&, i] {
        ordered = ordered && next++ == i;
        // One of its own in between: no other thread wakes it for that.
        if (i % 100 == 0) postTo(m_context, [&] { all.release(); });
      });
    QVERIFY(all.tryAcquire(kPosts / 100, kPatienceMs));
    QVERIFY(ordered);
    end(reactor);
  }

  void aSleepingThreadHearsOneAtATime() {
    std::unique_ptr<Reactor> reactor;
    attach(reactor);
    QSemaphore answered;
    for (int i = 0; i < 2000; ++i) {  // each finds it on its way to sleep, or asleep
      postTo(m_context, [&] { answered.release(); });
      QVERIFY(answered.tryAcquire(1, kPatienceMs));
    }
    end(reactor);
  }

  void aReactorsOwnCallsNeedNoWake() {
    std::unique_ptr<Reactor> reactor;
    attach(reactor);
    QSemaphore done;
    // From a posted event (no round runs), from a soon, and from a timer.
    postTo(m_context, [&] {
      reactor->callSoon([&] {
        done.release();
        reactor->callSoon([&] {
          done.release();
          reactor->callAfterMs(1, [&] { reactor->callSoon([&] { done.release(); }); });
        });
      });
    });
    QVERIFY(done.tryAcquire(3, kPatienceMs));
    end(reactor);
  }

  void descriptorsOfTheReactorAreWatched() {
    std::unique_ptr<Reactor> reactor;
    attach(reactor);
    Reader reader;
    reader.fd = m_pair[0];
    Reactor::Token token = 0;
    runOn(m_context, [&] { token = reactor->watch(m_pair[0], EPOLLIN, &reader); });
    for (int i = 0; i < 100; ++i) {
      QCOMPARE(write(m_pair[1], "x", 1), ssize_t(1));
      QVERIFY(reader.got.tryAcquire(1, kPatienceMs));
    }
    runOn(m_context, [&] { reactor->unwatch(token); });
    end(reactor);
  }

  void timersOfQtRun() {
    std::unique_ptr<Reactor> reactor;
    attach(reactor);
    QSemaphore once, often, zero;
    QTimer* repeated = nullptr;
    postTo(m_context, [&] {
      QTimer::singleShot(5, Qt::PreciseTimer, m_context, [&] { once.release(); });
      repeated = new QTimer(m_context);
      QObject::connect(repeated, &QTimer::timeout, m_context, [&] {
        often.release();
        if (often.available() == 10) delete std::exchange(repeated, nullptr);  // from inside its own call
      });
      repeated->start(1);
      auto* none = new QTimer(m_context);
      QObject::connect(none, &QTimer::timeout, m_context, [&, none] {
        zero.release();
        if (zero.available() == 100) none->stop();
      });
      none->start(0);
    });
    QVERIFY(once.tryAcquire(1, kPatienceMs));
    QVERIFY(zero.tryAcquire(100, kPatienceMs));
    QVERIFY(QTest::qWaitFor([&] { return often.available() >= 10; }, kPatienceMs));
    bool gone = false;
    runOn(m_context, [&] { gone = repeated == nullptr; });
    QVERIFY(gone);
    QCOMPARE(often.available(), 10);
    end(reactor);
  }

  void timersAreKnownToTheirObject() {
    runOn(m_context, [&] {
      auto* dispatcher = QAbstractEventDispatcher::instance();
      const int id = m_context->startTimer(100'000);
      QCOMPARE(dispatcher->registeredTimers(m_context).size(), 1);
      QCOMPARE(dispatcher->registeredTimers(m_context).first().timerId, id);
      QVERIFY(dispatcher->remainingTime(id) > 50'000);
      QCOMPARE(dispatcher->remainingTime(id + 1000), -1);
      m_context->killTimer(id);
      QVERIFY(dispatcher->registeredTimers(m_context).isEmpty());
      QVERIFY(!dispatcher->unregisterTimer(id));
    });
  }

  void notifiersOfQtAreHeard_data() { everyPostArrivesInOrder_data(); }
  void notifiersOfQtAreHeard() {
    QFETCH(bool, attached);
    std::unique_ptr<Reactor> reactor;
    if (attached) attach(reactor);
    QSemaphore heard, writable;
    QSocketNotifier* notifier = nullptr;
    runOn(m_context, [&] {
      notifier = new QSocketNotifier(m_pair[0], QSocketNotifier::Read, m_context);
      QObject::connect(notifier, &QSocketNotifier::activated, m_context, [&] {
        char c;
        if (read(m_pair[0], &c, 1) != 1) return;
        heard.release();
        if (c == 'e') delete std::exchange(notifier, nullptr);  // from inside its own call
      });
      auto* second = new QSocketNotifier(m_pair[0], QSocketNotifier::Write, m_context);  // of the same descriptor
      QObject::connect(second, &QSocketNotifier::activated, m_context, [&, second] {
        second->setEnabled(false);
        writable.release();
      });
    });
    QVERIFY(writable.tryAcquire(1, kPatienceMs));
    QCOMPARE(write(m_pair[1], "a", 1), ssize_t(1));
    QVERIFY(heard.tryAcquire(1, kPatienceMs));
    if (attached) {  // it goes on where the set is another
      end(reactor);
      QCOMPARE(write(m_pair[1], "b", 1), ssize_t(1));
      QVERIFY(heard.tryAcquire(1, kPatienceMs));
    }
    QCOMPARE(write(m_pair[1], "ef", 2), ssize_t(2));
    QVERIFY(heard.tryAcquire(1, kPatienceMs));
    runOn(m_context, [&] { QVERIFY(!notifier); });
    QCOMPARE(heard.available(), 0);
  }

  void aLoopInsideALoopEnds() {
    std::unique_ptr<Reactor> reactor;
    attach(reactor);
    QSemaphore done;
    postTo(m_context, [&] {
      reactor->callSoon([&] {  // inside a round
        QEventLoop loop;
        reactor->callSoon([&] { postTo(m_context, [&] { loop.quit(); }); });
        loop.exec();
        done.release();
      });
    });
    QVERIFY(done.tryAcquire(1, kPatienceMs));
    end(reactor);
  }

  void whatIsToBeDeletedLaterIs() {
    QSemaphore gone;
    postTo(m_context, [&] {
      auto* o = new QObject;
      QObject::connect(o, &QObject::destroyed, o, [&] { gone.release(); }, Qt::DirectConnection);
      o->deleteLater();
    });
    QVERIFY(gone.tryAcquire(1, kPatienceMs));
  }

  void aThreadThatNeverRanLeavesNothing() { EventThread thread; }  // the leak checker looks

 private:
  void attach(std::unique_ptr<Reactor>& reactor) {
    runOn(m_context, [&] {
      reactor = std::make_unique<Reactor>(m_clock);
      reactor->attachToQt();
    });
  }
  void end(std::unique_ptr<Reactor>& reactor) {
    runOn(m_context, [&] { reactor.reset(); });
  }

  SystemClock m_clock;
  std::unique_ptr<EventThread> m_thread;
  QObject* m_context = nullptr;
  int m_pair[2] = {-1, -1};
};

QTEST_GUILESS_MAIN(TestReactorDispatcher)
#include "tst_reactordispatcher.moc"
