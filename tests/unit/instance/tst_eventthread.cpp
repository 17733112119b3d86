// SPDX-License-Identifier: GPL-3.0-or-later
// A thread of ours has given back what OpenSSL keeps for it before its owner takes it for ended.
#include "app/engine/eventthread.h"
#include <QtTest>
#include <atomic>
#include <cstdlib>
#include <openssl/crypto.h>
#include <openssl/err.h>

namespace {
std::atomic<int> freed = 0;
void* take(size_t bytes, const char*, int) { return std::malloc(bytes); }
void* again(void* what, size_t bytes, const char*, int) { return std::realloc(what, bytes); }
void give(void* what, const char*, int) {
  if (what) ++freed;
  std::free(what);
}

/// How much of OpenSSL's is left for a thread when it has just ended its event loop.
int leftBy(QThread& thread) {
  int left = -1;
  QObject inside;
  inside.moveToThread(&thread);
  QObject::connect(&thread, &QThread::started, &inside, [&thread] {
    ERR_clear_error();  // makes the thread's own queue of errors
    thread.quit();
  });
  QObject::connect(
      &thread, &QThread::finished, &thread,
      [&left] {
        const int before = freed;
        OPENSSL_thread_stop();
        left = freed - before;
      },
      Qt::DirectConnection);
  thread.start();
  thread.wait();
  return left;
}
}  // namespace

class TestEventThread : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void leavesNothing() {
    scfdesk::EventThread thread;
    QCOMPARE(leftBy(thread), 0);
  }
  void aPlainThreadWould() {  // else the test above could not fail
    QThread thread;
    QVERIFY(leftBy(thread) > 0);
  }
};

int main(int argc, char** argv) {
  if (CRYPTO_set_mem_functions(take, again, give) != 1) return 1;
  QCoreApplication app(argc, argv);
  TestEventThread test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_eventthread.moc"
