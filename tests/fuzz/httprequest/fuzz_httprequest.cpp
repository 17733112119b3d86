// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, in any pieces: the request parser says the same, keeps its limits, and its event for a function URL is valid JSON
// that holds the body. The first byte sizes the pieces.
#include "app/engine/api/jsontext.h"
#include "app/engine/api/urlevent.h"
#include "app/engine/http/httpparser.h"
#include "models/data/limits.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <vector>

using namespace scfdesk;

static void require(bool holds) {
  if (!holds) std::abort();
}

static constexpr int64_t kMaxBody = 200'000;

struct Seen {
  std::vector<QByteArray> requests;  // method, target, headers and body of each, joined
  int status = 0;
  bool midway = false;
  friend bool operator==(const Seen&, const Seen&) = default;
};

static void checkEvent(const HttpRequest& r) {
  const QByteArray event = urlevent::eventOf(r, r.path(), "127.0.0.1");
  const auto value = nlohmann::json::parse(event.begin(), event.end(), nullptr, false);
  require(value.is_object() && value["headers"]["x-scf-remote-addr"] == "127.0.0.1");
  const auto body = QByteArray::fromStdString(value["body"].get<std::string>());
  require((value.contains("isBase64Encoded") ? QByteArray::fromBase64(body) : body) == r.body);
  const auto answer = urlevent::answerOf(r.body);
  require(answer.status >= 200 && answer.status <= 599);
  require(!answer.headers.contains('\0') && answer.headers.count('\n') == answer.headers.count("\r\n") && !answer.type.contains('\n'));
}

static Seen parse(const uint8_t* data, size_t size, size_t step, bool direct) {
  Seen seen;
  HttpParser parser;
  size_t used = 0;
  while (parser.state() != HttpParser::State::Failed) {
    if (parser.state() == HttpParser::State::HeadDone) {
      parser.beginBody(kMaxBody);
    } else if (parser.state() == HttpParser::State::Complete) {
      const HttpRequest& r = parser.request();
      require(r.headerCount() <= limits::kHttpHeaders && r.body.size() <= kMaxBody && !r.method().isEmpty());
      QByteArray text = r.method().toByteArray() + ' ' + r.path().toByteArray() + '?' + r.query().toByteArray() + '\n';
      for (int i = 0; i < r.headerCount(); ++i) {
        require(!r.headerName(i).isEmpty() && !r.headerValue(i).contains('\r') && !r.headerValue(i).contains('\n'));
        text += r.headerName(i).toByteArray() + ':' + r.headerValue(i).toByteArray() + '\n';
      }
      seen.requests.push_back(text + r.body);
      checkEvent(r);
      parser.next();
    } else if (used == size) {
      break;
    } else if (const auto room = parser.room(); direct && room.second > 0) {
      const size_t n = std::min({step, size - used, room.second});
      std::memcpy(room.first, data + used, n);
      parser.wrote(n);
      used += n;
    } else {
      const size_t n = parser.feed(reinterpret_cast<const char*>(data) + used, std::min(step, size - used));
      require(n > 0 || parser.state() != HttpParser::State::Head);
      require(n <= size - used);
      used += n;
    }
  }
  seen.status = parser.status();
  seen.midway = parser.state() != HttpParser::State::Failed && parser.midway();
  return seen;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const size_t step = 1 + data[0] % 61;
  const Seen whole = parse(data + 1, size - 1, size, false);
  require(whole == parse(data + 1, size - 1, step, false));
  require(whole == parse(data + 1, size - 1, step, true));
  return 0;
}
