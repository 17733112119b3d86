// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QThread>

namespace scfdesk {

/// A thread with an event loop that waits in its Reactor's epoll set (reactordispatcher.h), and in which OpenSSL is used: it leaves
/// nothing of OpenSSL's behind when it ends.
///
/// QThread::wait() returns before the thread has freed what libraries keep for it (Qt 6.4 counts it as finished in a cleanup
/// handler of its own). The end of the process frees OpenSSL's part as well: both at once is a double free, and the process
/// ends by SIGABRT instead of its exit status. Used by its owner's thread like any QThread.
class EventThread final : public QThread {
 public:
  EventThread();
  ~EventThread() override;

 protected:
  void run() override;

 private:
  bool m_ran = false;
};

}  // namespace scfdesk
