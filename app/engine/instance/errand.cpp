// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/errand.h"
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace scfdesk {
namespace {
constexpr int kReapMs = 1000;
}

Errand::~Errand() {
  m_reactor.cancel(m_failed);
  reap(kReapMs);
}

void Errand::run(QByteArrayList argv, std::function<void(bool)> done, const QByteArray& folder) {
  m_done = std::move(done);
  std::vector<char*> pointers;
  for (QByteArray& text : argv) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  char* environment[] = {nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {0, 1, 2}) posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
  if (!folder.isEmpty()) posix_spawn_file_actions_addchdir_np(&actions, folder.constData());
  if (posix_spawn(&m_pid, pointers.front(), &actions, nullptr, pointers.data(), environment) != 0) m_pid = 0;
  posix_spawn_file_actions_destroy(&actions);
  if (m_pid != 0) m_pidFd = int(syscall(SYS_pidfd_open, m_pid, 0));
  if (m_pidFd >= 0) {
    m_token = m_reactor.watch(m_pidFd, EPOLLIN, this);
    return;
  }
  const bool ok = reap(0);
  m_failed = m_reactor.callAfterMs(0, [this, ok] {
    m_failed = 0;
    std::exchange(m_done, nullptr)(ok);
  });
}

void Errand::onReady(uint32_t) {
  const bool ok = reap(0);
  std::exchange(m_done, nullptr)(ok);
}

bool Errand::reap(int timeoutMs) {
  if (m_pid == 0) return false;
  if (m_pidFd >= 0) {
    m_reactor.unwatch(m_token);
    pollfd fd{m_pidFd, POLLIN, 0};
    if (poll(&fd, 1, timeoutMs) <= 0) kill(m_pid, SIGKILL);
    close(std::exchange(m_pidFd, -1));
  }
  int status = -1;
  waitpid(std::exchange(m_pid, 0), &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace scfdesk
