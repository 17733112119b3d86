// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMetaObject>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <type_traits>
#include <utility>

namespace scfdesk {

/// A call on its way to another thread, made once. What it holds ends where it was called: Qt's own object around it may end on the
/// thread that posted it. The flag, written last, makes all of it visible to the thread sanitizer, which cannot see the locks and
/// counts of an uninstrumented Qt.
template <typename Fn>
class HandedOver final {
 public:
  explicit HandedOver(Fn&& fn) : m_fn(std::move(fn)) { m_there.store(true, std::memory_order_release); }
  explicit HandedOver(const Fn& fn) : m_fn(fn) { m_there.store(true, std::memory_order_release); }
  HandedOver(const HandedOver& other) : m_fn(other.m_fn) { m_there.store(true, std::memory_order_release); }
  HandedOver(HandedOver&& other) : m_fn(std::move(other.m_fn)) { m_there.store(true, std::memory_order_release); }
  ~HandedOver() { (void)m_there.load(std::memory_order_acquire); }
  HandedOver& operator=(const HandedOver&) = delete;
  void operator()() {
    if (!m_there.load(std::memory_order_acquire)) return;
    Fn fn(std::move(m_fn));
    m_there.store(false, std::memory_order_release);
    fn();
  }

 private:
  Fn m_fn;
  std::atomic<bool> m_there{false};
};

/// The one way from a thread to another: runs `fn` on the thread of `context`, in order, unless the context dies first.
template <typename Fn>
void postTo(QObject* context, Fn&& fn) {
  QMetaObject::invokeMethod(context, HandedOver<std::decay_t<Fn>>(std::forward<Fn>(fn)), Qt::QueuedConnection);
}

/// Runs `fn` on a thread of `pool`, when one is free.
template <typename Fn>
void startOn(QThreadPool& pool, Fn&& fn) {
  pool.start(HandedOver<std::decay_t<Fn>>(std::forward<Fn>(fn)));
}

/// Runs `fn` on the thread of `context`, which is another than the caller's and has an event loop, and waits for its end.
template <typename Fn>
void runOn(QObject* context, Fn&& fn) {
  std::mutex mutex;
  std::condition_variable ended;
  bool done = false;
  postTo(context, [&] {
    fn();
    const std::lock_guard lock(mutex);
    done = true;
    ended.notify_one();
  });
  std::unique_lock lock(mutex);
  ended.wait(lock, [&] { return done; });
}

}  // namespace scfdesk
