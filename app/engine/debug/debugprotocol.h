// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/runtime/runtimes.h"
#include <QByteArray>

namespace scfdesk {

/// What a debugger and the process that it debugs speak with each other.
enum class DebugProtocol : uint8_t {
  Inspector,  ///< Node.js: HTTP, then a WebSocket with the DevTools protocol
  Dap,        ///< debugpy: the Debug Adapter Protocol
  Jdwp,       ///< Java
  Delve       ///< Go: delve's JSON-RPC or the Debug Adapter Protocol, by the first byte of the client's
};
[[nodiscard]] QByteArray debugProtocolName(DebugProtocol protocol);
/// The port that editors try first.
[[nodiscard]] int usualDebugPort(DebugProtocol protocol);

/// How a function of a family is debugged.
struct DebugMeans {
  DebugProtocol protocol = DebugProtocol::Inspector;
  QString program;  ///< delve; empty where the interpreter is its own debugger
};
/// Looks for the debugger of a family beside the interpreter: an Error names what is missing and the one command that brings it.
/// Blocking, briefly (a handful of stat calls).
[[nodiscard]] Result<DebugMeans> debugMeans(const QString& family, const QString& interpreter, const QString& codeDir);

/// Reads along one connection between a debugger and what it debugs, and knows whether one is attached and whether it has
/// stopped the program. Changes nothing; keeps a bounded beginning of each message. Pure; any thread.
class DebugReader final {
 public:
  explicit DebugReader(DebugProtocol protocol) : m_protocol(protocol) {}
  void fromClient(QByteArrayView bytes);
  void fromTarget(QByteArrayView bytes);
  [[nodiscard]] bool attached() const { return m_attached; }
  [[nodiscard]] bool paused() const { return m_paused; }
  /// Has the debugger said that it has set what it wants to set? Only debugpy's protocol has a word for it (configurationDone).
  [[nodiscard]] bool configured() const { return m_configured; }

  static constexpr qsizetype kKeptBytes = 64 * 1024;  ///< of a message: those that tell of a stop are far shorter
  static constexpr qsizetype kHeadBytes = 16 * 1024;  ///< of an HTTP answer

 private:
  /// One direction of a stream of messages: what of the present one has come.
  struct Stream {
    QByteArray kept;
    uint64_t skip = 0;    ///< bytes of the present message that are not kept
    bool broken = false;  ///< not the protocol it was taken for: nothing more is read
  };
  void readFrames(QByteArrayView bytes);
  void readDap(QByteArrayView bytes);
  void readJdwp(Stream& stream, QByteArrayView bytes, bool client);
  void takeDap(QByteArrayView message);
  void takeJdwp(QByteArrayView packet, bool client);

  DebugProtocol m_protocol;
  Stream m_client, m_target;
  bool m_begun = false;     ///< past the HTTP answer, or the handshake
  bool m_rpc = false;       ///< delve's own protocol
  bool m_known = false;     ///< which of delve's two it is
  bool m_attached = false;
  bool m_paused = false;
  bool m_configured = false;
};

/// What to paste into an editor so that it attaches. `localRoot`: the folder of the code on this machine, empty = the editor's
/// own; `remoteRoot`: where the function sees it. Pure.
struct DebugPlace {
  DebugProtocol protocol = DebugProtocol::Inspector;
  QString function;
  int port = 0;
  QString localRoot;
  QString remoteRoot;
};
[[nodiscard]] QByteArray vscodeLaunch(const DebugPlace& place);
[[nodiscard]] QByteArray nvimDap(const DebugPlace& place);

}  // namespace scfdesk
