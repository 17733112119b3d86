// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMetaObject>
#include <QObject>
#include <atomic>
#include <utility>

namespace scfdesk {

/// The one way from a thread to another: runs `fn` on the thread of `context`, in order, unless the context dies first.
/// The epoch makes the hand-over visible to the thread sanitizer, which cannot see the locks of an uninstrumented Qt.
template <typename Fn>
void postTo(QObject* context, Fn&& fn) {
  static std::atomic<uint64_t> epoch{0};
  epoch.fetch_add(1, std::memory_order_acq_rel);
  QMetaObject::invokeMethod(
      context,
      [call = std::forward<Fn>(fn)]() mutable {
        epoch.fetch_add(1, std::memory_order_acq_rel);
        call();
      },
      Qt::QueuedConnection);
}

}  // namespace scfdesk
