// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/cosstore.h"

namespace scfdesk {

/// A port that one engine has chosen for a server that does not listen on it yet: other engines of this machine choose another, so
/// that none takes somebody else's server for its own. Goes with the engine, however that ends. A value that moves.
class PortHold final {
 public:
  PortHold() = default;
  /// Not ok when another engine holds it.
  static PortHold take(int port);
  [[nodiscard]] bool ok() const { return m_socket.ok(); }

 private:
  OwnedFd m_socket;
};

}  // namespace scfdesk
