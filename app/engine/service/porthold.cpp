// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/porthold.h"
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace scfdesk {

PortHold PortHold::take(int port) {
  PortHold hold;
  OwnedFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  // A name of the kernel's own, in no folder: it is free again as soon as its holder ends.
  const QByteArray name = "scfdesk-port-" + QByteArray::number(port);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.constData(), size_t(name.size()));
  const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + 1 + size_t(name.size()));
  if (fd.ok() && bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0) hold.m_socket = std::move(fd);
  return hold;
}

}  // namespace scfdesk
