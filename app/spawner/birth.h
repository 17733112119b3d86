// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/spawner/init.h"
#include "app/spawner/packets.h"
#include "app/spawner/users.h"

namespace scfdesk::spawner {

/// Where instances are born: in the spawner, whose runtimes are executed, or in a zygote, whose runtimes are forks of itself.
struct Birthplace {
  int engine = -1;          ///< SEQPACKET socket: births come in, Born and NotBorn go out
  bool namespaces = true;
  bool forks = false;
  Users users;
  Filter filter;
  void (*settled)() = nullptr;  ///< called in each init when its runtime has been started
};

/// Descriptors of a new process, in pairs: the engine's end first.
struct Ends {
  int control[2] = {-1, -1};
  int frame[2] = {-1, -1};
  int out[2] = {-1, -1};
  int err[2] = {-1, -1};
  bool open(const Users& users);
  void closeAll() const;
  /// In a child: moves its own ends (control, frame, out, err) to 10 ... 13 and `also` to 14, close-on-exec, and closes all
  /// others but 0 to 2.
  void keepOwn(int own[5], int also = -1) const;
};

void answerBorn(int engine, uint32_t instance, pid_t pid, int pidFd, const Ends& ends);
/// Takes apart the Birth packet and gives birth. `code`: a mount that becomes /var/user, or -1; stays the caller's. Returns the init's id, or -1 when NotBorn was sent. Where births are forks,
/// the call returns 0 in the runtime itself, with every privilege given up.
pid_t giveBirth(const Birthplace& place, char* packet, size_t size, int code);

}  // namespace scfdesk::spawner
