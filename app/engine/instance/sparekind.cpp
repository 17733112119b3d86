// SPDX-License-Identifier: GPL-3.0-or-later
// The pool's kinds: what one is, how all end, and what tests ask for.
#include "app/engine/instance/sparekind.h"
#include "app/engine/instance/runtimecommand.h"
#include <algorithm>
#include <poll.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kGoneMs = 1000;

bool readAtStart(QByteArrayView entry) {
  for (const char* prefix : {"LD_", "LANG=", "LC_", "TZ=", "NODE_OPTIONS=", "NODE_EXTRA_CA_CERTS=", "NODE_ICU_DATA=", "UV_", "SSL_",
                             "OPENSSL_", "MALLOC_", "GLIBC_", "PHP", "JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS="})
    if (entry.startsWith(prefix)) return true;
  return false;
}
}  // namespace

SpareKind spareKindOf(const InstanceSpec& spec) {
  if (!nativeProgram(spec).isEmpty()) return {{}, kPlaceFamily.toString(), 0, {}};
  SpareKind kind{spec.interpreter, spec.family, spec.family == u"nodejs" || spec.family == u"java" ? spec.memoryMb : 0, {}};
  for (const QByteArray& entry : spec.environment)
    if (readAtStart(entry)) kind.environment += entry;
  return kind;
}

bool SparePool::Kind::mayFork() const {
  const auto loadsOwn = [](const QByteArray& entry) { return entry.startsWith("LD_PRELOAD="); };
  return kind.family == u"python3" && zygoteFailures < kMaxZygoteFailures &&
         std::none_of(kind.environment.begin(), kind.environment.end(), loadsOwn);
}

bool SparePool::Kind::isPlace() const { return kind.family == kPlaceFamily; }

void SparePool::clear() {
  std::vector<int> pidFds;
  for (const auto& kind : m_kinds) {
    for (const auto& spare : kind->spares) pidFds.push_back(spare->copyOfPidFd());
    if (kind->zygote) pidFds.push_back(kind->zygote->copyOfPidFd());
    retire(kind.get());
  }
  for (const int fd : pidFds) {
    if (fd < 0) continue;
    pollfd gone{fd, POLLIN, 0};
    poll(&gone, 1, kGoneMs);
    close(fd);
  }
  m_kinds.clear();
  m_reactor.cancel(std::exchange(m_idleTimer, 0));
  m_reactor.cancel(std::exchange(m_wayTimer, 0));
  m_givesWay = false;
}

int SparePool::booted() const {
  int count = 0;
  for (const auto& kind : m_kinds)
    count += int(std::count_if(kind->spares.begin(), kind->spares.end(), [](const auto& spare) { return spare->up(); }));
  return count;
}

int SparePool::failures() const {
  int worst = 0;
  for (const auto& kind : m_kinds) worst = std::max({worst, kind->failures, kind->zygoteFailures});
  return worst;
}

std::vector<int> SparePool::pids() const {
  std::vector<int> pids;
  for (const auto& kind : m_kinds)
    for (const auto& spare : kind->spares)
      if (spare->pid() > 0) pids.push_back(spare->pid());
  return pids;
}

std::vector<int> SparePool::zygotePids() const {
  std::vector<int> pids;
  for (const auto& kind : m_kinds)
    if (kind->zygote && kind->zygote->pid() > 0) pids.push_back(kind->zygote->pid());
  return pids;
}

}  // namespace scfdesk
