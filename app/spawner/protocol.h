// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

/// Messages between the engine, the spawner and the init of one instance: packets on SOCK_SEQPACKET socket pairs between
/// processes of one build on one machine, so native layout. Shared by the engine (C++ with Qt) and the spawner (C++ without).
namespace scfdesk::spawner {

inline constexpr int kEngineFd = 3;       ///< the spawner's end of its socket pair
inline constexpr int kFrameFd = 3;        ///< the runtime's end of its frame socket
inline constexpr int kZygoteFd = 4;       ///< a zygote's end of its control socket
inline constexpr int kHostRootFd = 5;     ///< a zygote's way back to the host's root, until it serves
inline constexpr int kFilterFd = 6;       ///< the system call filter that a zygote gives to its instances
inline constexpr uint32_t kUserInside = 1000;   ///< who a function is in its instance, user and group
inline constexpr uint32_t kUserOfRoot = 65534;  ///< who it is outside when the engine runs as root: nobody
inline constexpr uint32_t kPacketBytes = 128 * 1024;

/// What `extra` of Hello says beside `value`.
enum HelloBits : int32_t { kOwnUser = 1, kFilter = 2 };

enum BirthFlags : uint32_t {
  kTellBinds = 1,
  kPlace = 2,  ///< a place alone, with nothing that runs in it until Fill: of programs that are their own runtime
};
/// What a place sends on its frame socket when it is made, as a prepared runtime does when it has booted.
inline constexpr char kUpFrame[] = {0, 0, 0, 0, 16};

/// Descriptors that come with Born, in this order.
enum FdIndex : int { kControl, kPid, kFrame, kStdout, kStderr, kFdCount };

enum class Kind : uint32_t {
  Hello = 1,     ///< spawner -> engine, first packet: `value` 1 = namespaces, 0 = process groups; text = what is missing
  Spawn,         ///< engine -> spawner: a Birth follows
  Born,          ///< spawner -> engine: `value` = pid of the init; kFdCount descriptors
  NotBorn,       ///< spawner -> engine: `value` = errno; text = step
  Assign,        ///< engine -> init of a prepared instance: an Assignment follows
  Fill,          ///< engine -> init of a place: a Birth follows, of what is to run in it; its code comes as a mount
  Started,       ///< init -> engine: the runtime was started; for a prepared one: the code is in place
  Failed,        ///< init -> engine: `value` = errno; text = step; the init ends
  Exited,        ///< init -> engine: `value` = wait status of the runtime, `extra` = its peak in KiB; the init ends
  Binds,         ///< runtime, before it is executed -> engine: a listener of the kernel for its bind() and listen() calls
  Prepare,       ///< engine -> spawner: a Birth follows, of a runtime that forks (a zygote). Born is its answer; the control
                 ///< socket of that takes Spawn and answers as the spawner does
};

struct Header {
  Kind kind;
  uint32_t instance;
  int32_t value;
  int32_t extra;
};

/// How an instance is born. After it, each ending in NUL: hostname, codeDir (empty = assigned later), mountPoint, bootstrapDir,
/// layerDir (empty = none), prefix (read-only folder of the interpreter, or empty), then argc arguments and envc environment entries.
struct Birth {
  uint32_t memoryMb;  ///< 0 = no limit yet (assigned later)
  uint32_t flags;     ///< BirthFlags
  uint32_t argc;
  uint32_t envc;
};

/// What a prepared instance is given. After it, each ending in NUL: hostname, codeDir, layerDir (empty = none).
struct Assignment {
  uint32_t memoryMb;
};

/// RLIMIT_DATA is only a backstop behind the watch on resident memory.
inline constexpr uint64_t dataLimitBytes(uint32_t memoryMb) {
  // Room for the stacks of some hundred threads: each counts with its 8 MB although it touches a few pages.
  return (uint64_t(memoryMb) * 3 / 2 + 64 + 1024) * 1024 * 1024;
}

}  // namespace scfdesk::spawner
