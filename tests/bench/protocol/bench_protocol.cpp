// SPDX-License-Identifier: GPL-3.0-or-later
// What taking a stream apart costs: frames of instances and HTTP requests, in one piece and as a socket brings them. One line
// a load; fails when something does not come out whole.
#include "app/engine/http/httpparser.h"
#include "app/engine/instance/framecodec.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>

using namespace scfdesk;

namespace {

using Steady = std::chrono::steady_clock;
double secondsSince(Steady::time_point begin) { return std::chrono::duration<double>(Steady::now() - begin).count(); }

/// Runs `round` until `seconds` have passed; it says how many units it did, 0 = something was wrong.
bool measure(const char* name, double seconds, int64_t bytesPerUnit, const std::function<int64_t()>& round) {
  double best = 1e9;
  const auto begin = Steady::now();
  int rounds = 0;
  do {
    const auto from = Steady::now();
    const int64_t units = round();
    if (units <= 0) return std::fprintf(stderr, "%s: not whole\n", name), false;
    best = std::min(best, secondsSince(from) / double(units));
    ++rounds;
  } while (secondsSince(begin) < seconds);
  std::printf("%-34s %10.1f ns each %9.1f MB/s  (best of %d rounds)\n", name, best * 1e9, double(bytesPerUnit) / best / 1e6, rounds);
  return true;
}

QByteArray replyFrame(qsizetype resultBytes) {
  const qsizetype payload = 8 + 4 + 8 + 8 + 8 + resultBytes;
  QByteArray frame(kFrameHead, '\0');
  const auto length = uint32_t(payload);
  memcpy(frame.data(), &length, sizeof length);
  frame[4] = char(FrameType::Reply);
  QByteArray head(36, '\0');
  head[8] = char(200);
  return frame + head + QByteArray(resultBytes, 'x');
}

/// The stream in pieces of `piece` bytes, through a decoder; the frames that came out.
int64_t decode(const QByteArray& stream, qsizetype piece) {
  FrameDecoder decoder;
  std::vector<Frame> frames;
  int64_t replies = 0;
  for (qsizetype at = 0; at < stream.size(); at += piece) {
    if (!decoder.feed(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at)), frames)) return 0;
    for (Frame& frame : frames) replies += parseReply(std::move(frame.payload)).has_value();
    frames.clear();
  }
  return decoder.partial() ? 0 : replies;
}

int64_t parse(const QByteArray& stream, size_t piece) {
  HttpParser parser;
  int64_t requests = 0;
  const auto size = size_t(stream.size());
  for (size_t at = 0; at < size;) {
    const size_t end = std::min(size, at + piece);
    while (at < end || parser.state() == HttpParser::State::HeadDone || parser.state() == HttpParser::State::Complete) {
      switch (parser.state()) {
        case HttpParser::State::HeadDone: parser.beginBody(limits::kHttpBodyBytes); break;
        case HttpParser::State::Complete:
          ++requests;
          parser.next();
          break;
        case HttpParser::State::Failed: return 0;
        default: at += parser.feed(stream.constData() + at, end - at);
      }
    }
  }
  return requests;
}

QByteArray invokeRequest(qsizetype bodyBytes) {
  const QByteArray body(bodyBytes, 'x');
  return "POST / HTTP/1.1\r\nHost: 127.0.0.1:9700\r\nUser-Agent: python-requests/2.28.1\r\nAccept-Encoding: gzip, deflate\r\nAccept: */*\r\n"
         "Connection: keep-alive\r\nContent-Type: application/json\r\nX-TC-Action: Invoke\r\nX-TC-RequestClient: SDK_PYTHON_3.0.1000\r\n"
         "X-TC-Timestamp: 1700000000\r\nX-TC-Version: 2018-04-16\r\nX-TC-Region: ap-guangzhou\r\nAuthorization: TC3-HMAC-SHA256 "
         "Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2023-11-14/scf/tc3_request, SignedHeaders=content-type;host, "
         "Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c\r\nContent-Length: " +
         QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 && strcmp(argv[1], "--full") == 0 ? 2 : 0.1;
  bool good = true;
  const auto frames = [&](const char* name, qsizetype result, int count, qsizetype piece) {
    const QByteArray one = replyFrame(result);
    const QByteArray stream = one.repeated(count);
    good &= measure(name, seconds, one.size(), [&] {
      const int64_t got = decode(stream, piece);
      return got == count ? got : 0;
    });
  };
  frames("frame, reply of 20 B, alone", 20, 1000, replyFrame(20).size());
  frames("frame, reply of 20 B, 64 KB reads", 20, 20000, 65536);
  frames("frame, reply of 4 KB, 64 KB reads", 4096, 2000, 65536);
  frames("frame, reply of 6 MB, 64 KB reads", 6 << 20, 2, 65536);
  const auto requests = [&](const char* name, qsizetype body, int count, size_t piece) {
    const QByteArray one = invokeRequest(body);
    const QByteArray stream = one.repeated(count);
    good &= measure(name, seconds, one.size(), [&] {
      const int64_t got = parse(stream, piece);
      return got == count ? got : 0;
    });
  };
  requests("http, signed Invoke, alone", 60, 1000, size_t(invokeRequest(60).size()));
  requests("http, pipelined, 64 KB reads", 60, 20000, 65536);
  requests("http, byte by byte", 60, 200, 1);
  requests("http, body of 64 KB", 65536, 200, 65536);
  requests("http, body of 6 MB", 6 << 20, 4, 65536);
  return good ? 0 : 1;
}
