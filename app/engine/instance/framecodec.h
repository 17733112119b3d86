// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/limits.h"
#include <QByteArray>
#include <QByteArrayList>
#include <array>
#include <optional>
#include <span>
#include <vector>

namespace scfdesk {

/// A frame between engine and bootstrap: u32 little-endian length of the payload, u8 type, payload.
enum class FrameType : uint8_t {
  Load = 1,        ///< engine -> bootstrap: handler, code root, environment (each ending in NUL)
  Event = 2,       ///< engine -> bootstrap: u64 request, u32 length of context, context JSON, event bytes. With kContextAgain in
                   ///< the length the context is the last one's with another request id, and only that stands in its place
  Up = 16,         ///< bootstrap -> engine: a prepared runtime waits for Load; empty
  Loaded = 17,     ///< the module level has run; u64 peak bytes, u64 nanoseconds that it took
  LoadFailed = 18, ///< u32 status code, u64 peak bytes, text
  Reply = 19,      ///< u64 request, u32 status code (+ kFreezeNow), u64 entered ns, u64 left ns, u64 peak bytes, result
  Answered = 20,   ///< as Reply: the result is there, but the run goes on until its Reply, which has kAnswered and no result
};
inline constexpr qsizetype kFrameHead = 5;
inline constexpr uint32_t kFreezeNow = 1U << 16;  ///< callbackWaitsForEmptyEventLoop was false
inline constexpr uint32_t kAnswered = 1U << 17;   ///< the result came before, in an Answered frame
inline constexpr uint32_t kContextAgain = 0x80000000u;

struct Frame {
  FrameType type = FrameType::Up;
  QByteArray payload;
};

/// Takes the byte stream apart. Never holds more than one frame of at most `maxPayload` bytes; bytes of a large frame can be
/// read straight to their place. Pure; any thread. Once broken it stays broken.
class FrameDecoder final {
 public:
  explicit FrameDecoder(qsizetype maxPayload = limits::kFrameBytes) : m_maxPayload(maxPayload) {}
  /// Adds the frames that `bytes` completes to `frames`. False when the stream is broken: a length past the limit or an
  /// unknown type.
  [[nodiscard]] bool feed(QByteArrayView bytes, std::vector<Frame>& frames);
  /// The place of the missing bytes of the frame under way; empty between frames. Fill it from the front, then `advance`.
  [[nodiscard]] std::span<char> room();
  void advance(qsizetype bytes, std::vector<Frame>& frames);
  [[nodiscard]] bool broken() const { return m_broken; }
  /// A frame has begun and is not complete.
  [[nodiscard]] bool partial() const { return m_headHave > 0; }

 private:
  void finish(std::vector<Frame>& frames);

  qsizetype m_maxPayload;
  std::array<unsigned char, kFrameHead> m_head{};
  qsizetype m_headHave = 0;
  Frame m_frame;
  qsizetype m_have = 0;
  bool m_broken = false;
};

struct ReplyFrame {
  uint64_t request = 0;
  int statusCode = 0;
  bool freeze = false;    ///< nothing of the run may go on after it
  bool answered = false;  ///< the result came before
  int64_t enteredNs = 0;  ///< CLOCK_MONOTONIC
  int64_t leftNs = 0;
  int64_t peakBytes = 0;
  QByteArray result;
};
struct LoadedFrame {
  int64_t peakBytes = 0;
  int64_t tookNs = 0;  ///< the module level alone
};
struct LoadFailedFrame {
  int statusCode = 0;
  int64_t peakBytes = 0;
  QByteArray text;
};
std::optional<ReplyFrame> parseReply(QByteArray&& payload);
std::optional<LoadFailedFrame> parseLoadFailed(const QByteArray& payload);
std::optional<LoadedFrame> parseLoaded(const QByteArray& payload);

/// A whole Load frame. `environment` is only given to a prepared runtime; a spawned one was born with it.
QByteArray loadFrame(const QByteArray& handler, const QByteArray& root, const QByteArrayList& environment);
/// Head of an Event frame; context and event bytes follow it unchanged.
QByteArray eventHead(uint64_t request, qsizetype contextBytes, qsizetype eventBytes);
/// The same for a bootstrap that has the context from an earlier event: head and request id; the event bytes follow.
QByteArray eventAgainHead(uint64_t request, QByteArrayView requestId, qsizetype eventBytes);

}  // namespace scfdesk
