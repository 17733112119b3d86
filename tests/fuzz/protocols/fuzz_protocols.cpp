// SPDX-License-Identifier: GPL-3.0-or-later
// What functions send in protocols of their own: any bytes, in any pieces, give the same values or the same refusal. The first
// byte chooses: gob, or an HTTP answer.
#include "app/engine/http/httpresponse.h"
#include "app/engine/runtime/gob.h"
#include <algorithm>
#include <cstdlib>

using namespace scfdesk;

static void require(bool holds) {
  if (!holds) std::abort();
}

static size_t sizeOf(const gob::Value& value, int depth) {
  require(depth <= gob::Decoder::kDepth + 1);
  size_t size = 1 + size_t(value.bytes.size());
  for (const auto& [name, inner] : value.fields) size += sizeOf(inner, depth + 1) + size_t(name.size());
  for (const gob::Value& item : value.items) size += sizeOf(item, depth + 1);
  return size;
}

static std::pair<bool, size_t> decodeGob(QByteArrayView bytes, qsizetype step) {
  gob::Decoder decoder(500);
  std::vector<gob::Value> values;
  bool good = true;
  while (good && !bytes.isEmpty()) {
    const qsizetype n = std::min(step, bytes.size());
    good = decoder.feed(bytes.first(n), values);
    bytes = bytes.sliced(n);
  }
  require(good == (decoder.reason() == nullptr));
  size_t size = 0;
  for (const gob::Value& value : values) size += sizeOf(value, 0);
  return {good, size};
}

static std::pair<int, QByteArray> readAnswer(QByteArrayView bytes, qsizetype step, bool toHead) {
  using State = HttpResponseParser::State;
  HttpResponseParser parser;
  parser.begin(toHead);
  QByteArray body;
  for (qsizetype at = 0; at < bytes.size() && parser.state() != State::Complete && parser.state() != State::Failed;) {
    const qsizetype end = std::min(at + step, bytes.size());
    while (at < end && parser.state() != State::Complete && parser.state() != State::Failed) {
      const size_t used = parser.feed(bytes.data() + at, size_t(end - at));
      require(used <= size_t(end - at));
      at += qsizetype(used);
      body += parser.piece().toByteArray();
      if (parser.state() == State::HeadDone) {
        require(int(parser.headers().size()) <= HttpResponseParser::kHeaders && parser.status() >= 100);
        for (const auto& header : parser.headers()) require(!header.name.isEmpty() && !header.value.contains('\r') && !header.value.contains('\n'));
        parser.beginBody();
      } else {
        require(used > 0 || parser.state() != State::Body);
      }
    }
  }
  parser.finish();
  require(parser.state() == State::Complete || parser.state() == State::Failed);
  return {parser.state() == State::Complete ? parser.status() : -1, body};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
  if (data[0] % 2 == 0) {
    const auto whole = decodeGob(bytes, 1 << 20);
    require(decodeGob(bytes, 1) == whole || !whole.first);
  } else {
    const bool toHead = data[0] % 4 == 3;
    const auto whole = readAnswer(bytes, 1 << 20, toHead);
    const auto split = readAnswer(bytes, 1, toHead);
    require(split.first == whole.first);
    require(whole.first < 0 || split.second == whole.second);
  }
  return 0;
}
