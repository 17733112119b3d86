// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, in any pieces: the decoder gives the same frames, holds no more than one, and the parsers of their payloads end.
// The line splitter gives the same lines, all valid UTF-8 and within the limit.
#include "app/engine/instance/framecodec.h"
#include "app/engine/instance/linesplitter.h"
#include <QByteArrayList>
#include <QUtf8StringView>
#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace scfdesk;

static void require(bool holds) {
  if (!holds) std::abort();
}

static constexpr qsizetype kMaxPayload = 300;
static constexpr qsizetype kMaxLine = 40;

static std::vector<Frame> decode(QByteArrayView bytes, qsizetype step, bool direct, bool& broken) {
  FrameDecoder decoder(kMaxPayload);
  std::vector<Frame> frames;
  while (!bytes.isEmpty() && !decoder.broken()) {
    const qsizetype n = std::min(step, bytes.size());
    const auto room = decoder.room();
    require(qsizetype(room.size()) <= kMaxPayload);
    if (direct && !room.empty()) {
      const qsizetype part = std::min(n, qsizetype(room.size()));
      std::memcpy(room.data(), bytes.data(), size_t(part));
      decoder.advance(part, frames);
      bytes = bytes.sliced(part);
    } else {
      const bool taken = decoder.feed(bytes.first(n), frames);
      require(taken == !decoder.broken());
      bytes = bytes.sliced(n);
    }
  }
  broken = decoder.broken();
  return frames;
}

static void tryFrames(QByteArrayView bytes, qsizetype step) {
  bool broken = false;
  bool brokenInPieces = false;
  bool brokenDirect = false;
  std::vector<Frame> whole = decode(bytes, bytes.size(), false, broken);
  const std::vector<Frame> pieces = decode(bytes, step, false, brokenInPieces);
  const std::vector<Frame> directly = decode(bytes, step, true, brokenDirect);
  require(broken == brokenInPieces && broken == brokenDirect);
  require(whole.size() == pieces.size() && whole.size() == directly.size());
  for (size_t i = 0; i < whole.size(); ++i) {
    require(whole[i].type == pieces[i].type && whole[i].payload == pieces[i].payload);
    require(whole[i].type == directly[i].type && whole[i].payload == directly[i].payload);
    require(whole[i].payload.size() <= kMaxPayload);
    require(!parseLoadFailed(whole[i].payload) || whole[i].payload.size() >= 12);
    require(!parseLoaded(whole[i].payload) || whole[i].payload.size() == 16);
    const qsizetype size = whole[i].payload.size();
    const auto reply = parseReply(std::move(whole[i].payload));
    require(reply.has_value() == (size >= 36) && (!reply || reply->result.size() == size - 36));
  }
}

static QByteArrayList split(QByteArrayView bytes, qsizetype step) {
  LineSplitter splitter(kMaxLine);
  QByteArrayList lines;
  const auto sink = [&](QByteArrayView line) {
    require(line.size() <= kMaxLine && !line.contains('\n'));
    require(QUtf8StringView(line.data(), line.size()).isValidUtf8());
    lines += line.toByteArray();
    return true;
  };
  for (; !bytes.isEmpty(); bytes = bytes.sliced(std::min(step, bytes.size()))) splitter.feed(bytes.first(std::min(step, bytes.size())), sink);
  splitter.finish(sink);
  return lines;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const qsizetype step = 1 + data[0] % 37;
  const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
  tryFrames(bytes, step);
  require(split(bytes, step) == split(bytes, bytes.size()));
  return 0;
}
