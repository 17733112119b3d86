// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/debug/debugprotocol.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
constexpr QByteArrayView kHandshake("JDWP-Handshake", 14);
constexpr qsizetype kBlankLine = 4;
constexpr qsizetype kJdwpHead = 11;
constexpr qsizetype kJdwpKept = kJdwpHead + 1;  // the first byte of an event's data is its suspend policy

uint32_t big32(const char* p) {
  const auto* b = reinterpret_cast<const unsigned char*>(p);
  return uint32_t(b[0]) << 24 | uint32_t(b[1]) << 16 | uint32_t(b[2]) << 8 | b[3];
}
}  // namespace

void DebugReader::fromClient(QByteArrayView bytes) {
  if (bytes.isEmpty()) return;
  if (m_protocol == DebugProtocol::Delve && !std::exchange(m_known, true)) m_rpc = bytes.front() == '{';
  if (m_protocol == DebugProtocol::Jdwp) readJdwp(m_client, bytes, true);
}

void DebugReader::fromTarget(QByteArrayView bytes) {
  switch (m_protocol) {
    case DebugProtocol::Inspector: return readFrames(bytes);
    case DebugProtocol::Jdwp: return readJdwp(m_target, bytes, false);
    case DebugProtocol::Delve:
      // Its own protocol asks for states all the time and names none that could be read: the clock stands while one is there.
      if (m_rpc) {
        m_attached = m_paused = true;
        return;
      }
      return readDap(bytes);
    case DebugProtocol::Dap: return readDap(bytes);
  }
}

void DebugReader::readFrames(QByteArrayView bytes) {
  Stream& s = m_target;
  if (s.broken) return;
  if (!m_begun) {
    s.kept += bytes.toByteArray();
    const qsizetype end = s.kept.indexOf("\r\n\r\n");
    if (end < 0) {
      if (s.kept.size() > kHeadBytes) s.broken = true;
      return;
    }
    if (!s.kept.startsWith("HTTP/1.1 101")) {  // the list of targets: no debugger yet
      s.broken = true;
      return;
    }
    m_begun = m_attached = true;
    const QByteArray rest = s.kept.mid(end + 4);
    s.kept.clear();
    return readFrames(rest);
  }
  while (!bytes.isEmpty()) {
    if (s.skip > 0) {
      const auto n = qsizetype(std::min<uint64_t>(s.skip, uint64_t(bytes.size())));
      s.skip -= uint64_t(n);
      bytes = bytes.sliced(n);
      continue;
    }
    s.kept += bytes.front();
    bytes = bytes.sliced(1);
    if (s.kept.size() < 2) continue;
    const int shortLength = s.kept[1] & 127;
    const int head = 2 + (shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0);
    if (s.kept.size() < head) continue;
    uint64_t length = uint64_t(shortLength);
    if (head > 2) length = 0;
    for (int i = 2; i < head; ++i) length = length << 8 | static_cast<unsigned char>(s.kept[i]);
    // The name of what happened comes first in V8's messages.
    static constexpr QByteArrayView kPaused("{\"method\":\"Debugger.paused\"");
    static constexpr QByteArrayView kResumed("{\"method\":\"Debugger.resumed\"");
    const auto wanted = uint64_t(kResumed.size());
    const auto have = uint64_t(s.kept.size() - head);
    if (have < std::min(length, wanted)) {
      const auto n = qsizetype(std::min<uint64_t>(std::min(length, wanted) - have, uint64_t(bytes.size())));
      s.kept += bytes.first(n).toByteArray();
      bytes = bytes.sliced(n);
      if (uint64_t(s.kept.size() - head) < std::min(length, wanted)) continue;
    }
    const bool text = (s.kept[0] & 15) == 1;
    const QByteArrayView payload = QByteArrayView(s.kept).sliced(head);
    if (text && payload.startsWith(kPaused)) m_paused = true;
    if (text && payload.startsWith(kResumed)) m_paused = false;
    s.skip = length - uint64_t(s.kept.size() - head);
    s.kept.clear();
  }
}

void DebugReader::readDap(QByteArrayView bytes) {
  Stream& s = m_target;
  while (!bytes.isEmpty() && !s.broken) {
    if (s.skip > 0) {
      const auto n = qsizetype(std::min<uint64_t>(s.skip, uint64_t(bytes.size())));
      s.skip -= uint64_t(n);
      bytes = bytes.sliced(n);
      continue;
    }
    const qsizetype room = std::min(bytes.size(), kKeptBytes + kHeadBytes + kBlankLine - s.kept.size());
    s.kept += bytes.first(room).toByteArray();
    bytes = bytes.sliced(room);
    for (;;) {
      const qsizetype end = s.kept.indexOf("\r\n\r\n");
      if (end < 0) {
        s.broken = s.kept.size() > kHeadBytes;
        break;
      }
      if (end > kHeadBytes) {
        s.broken = true;
        break;
      }
      const qsizetype at = s.kept.indexOf("Content-Length:");
      bool number = false;
      const qsizetype length = at < 0 || at > end ? -1 : s.kept.mid(at + 15, s.kept.indexOf('\r', at) - at - 15).trimmed().toLongLong(&number);
      if (!number || length < 0) {
        s.broken = true;
        break;
      }
      const qsizetype body = end + 4;
      if (length > kKeptBytes) {  // a long list of variables or sources: nothing that is looked for
        const qsizetype here = std::min(length, s.kept.size() - body);
        s.skip = uint64_t(length - here);
        s.kept.remove(0, body + here);
        m_attached = true;
        if (s.skip > 0) break;
        continue;
      }
      if (s.kept.size() < body + length) break;
      takeDap(QByteArrayView(s.kept).sliced(body, length));
      s.kept.remove(0, body + length);
    }
  }
}

void DebugReader::takeDap(QByteArrayView message) {
  using json = nlohmann::json;
  const json value = json::parse(message.begin(), message.end(), nullptr, false);
  if (!value.is_object()) return;
  m_attached = true;
  const auto text = [&value](const char* name) {
    const auto it = value.find(name);
    return it != value.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  const std::string event = text("event");
  if (event == "stopped") m_paused = true;
  if (event == "continued" || event == "terminated" || event == "exited") m_paused = false;
  if (text("type") != "response") return;
  const std::string command = text("command");
  if (command == "configurationDone") m_configured = true;
  for (const char* going : {"continue", "next", "stepIn", "stepOut", "reverseContinue", "disconnect", "terminate"})
    if (command == going) m_paused = false;
}

void DebugReader::readJdwp(Stream& s, QByteArrayView bytes, bool client) {
  while (!bytes.isEmpty() && !s.broken) {
    if (s.skip > 0) {
      const auto n = qsizetype(std::min<uint64_t>(s.skip, uint64_t(bytes.size())));
      s.skip -= uint64_t(n);
      bytes = bytes.sliced(n);
      continue;
    }
    bool& begun = client ? m_known : m_begun;
    const qsizetype whole = begun && s.kept.size() >= 4 ? std::min<qsizetype>(qsizetype(big32(s.kept.constData())), kJdwpKept)
                            : begun                     ? 4
                                                        : kHandshake.size();
    const qsizetype n = std::min(bytes.size(), std::max<qsizetype>(whole - s.kept.size(), 0));
    s.kept += bytes.first(n).toByteArray();
    bytes = bytes.sliced(n);
    if (s.kept.size() < whole) return;
    if (!begun) {
      begun = true;
      s.broken = QByteArrayView(s.kept) != kHandshake;
      if (!s.broken && !client) m_attached = true;
      s.kept.clear();
      continue;
    }
    const uint32_t length = big32(s.kept.constData());
    if (length < uint32_t(kJdwpHead)) {
      s.broken = true;
      return;
    }
    if (s.kept.size() < std::min<qsizetype>(qsizetype(length), kJdwpKept)) continue;
    takeJdwp(s.kept, client);
    s.skip = uint64_t(length) - uint64_t(s.kept.size());
    s.kept.clear();
  }
}

void DebugReader::takeJdwp(QByteArrayView packet, bool client) {
  constexpr char kAnswer = char(0x80);
  if (packet[8] == kAnswer) return;
  const int set = static_cast<unsigned char>(packet[9]);
  const int command = static_cast<unsigned char>(packet[10]);
  constexpr int kMachine = 1, kThread = 11, kEvent = 64;
  if (client && set == kMachine) {
    if (command == 8) m_paused = true;                   // Suspend
    if (command == 9 || command == 6) m_paused = false;  // Resume, Dispose
  } else if (client && set == kThread) {
    if (command == 2) m_paused = true;
    if (command == 3) m_paused = false;
  } else if (!client && set == kEvent && command == 100 && packet.size() > kJdwpHead) {
    if (packet[kJdwpHead] != 0) m_paused = true;
  }
}

}  // namespace scfdesk
