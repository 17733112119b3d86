// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/pollerthreads.h"
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace scfdesk::pollerthreads {
namespace {
class Threads final {
 public:
  ~Threads() {
    for (One& one : m_all) one.thread.join();
  }
  void add(std::function<void()>&& work) {
    std::erase_if(m_all, [](One& one) {
      if (!*one.ended) return false;
      one.thread.join();
      return true;
    });
    auto ended = std::make_shared<std::atomic<bool>>(false);
    std::thread thread([work = std::move(work), ended]() mutable {
      work();
      work = {};
      *ended = true;
    });
    m_all.push_back({std::move(thread), std::move(ended)});
  }

 private:
  struct One {
    std::thread thread;
    std::shared_ptr<std::atomic<bool>> ended;
  };
  std::vector<One> m_all;
};
}  // namespace

void begin(std::function<void()> work) {
  static Threads all;
  all.add(std::move(work));
}

}  // namespace scfdesk::pollerthreads
