// SPDX-License-Identifier: GPL-3.0-or-later
// What comes from the sources of triggers and from clients of COS: any bytes are taken or refused, and what is taken holds. The first
// byte chooses: cron, RESP, ranges, names, copy sources, signatures, descriptions of triggers, XML of
// COS: what is taken is within its limit, and comes back as it was from the answer that names it.
#include "app/engine/http/httpparser.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include "app/engine/service/cosserver.h"
#include "app/engine/service/cossignature.h"
#include "app/engine/service/resp.h"
#include "app/engine/trigger/costrigger.h"
#include "app/engine/trigger/queuetrigger.h"
#include "app/engine/trigger/redisconfig.h"
#include "app/engine/trigger/timertrigger.h"
#include "models/data/cron.h"
#include <QXmlStreamReader>
#include <QXmlStreamWriter>
#include <algorithm>
#include <cstdlib>

using namespace scfdesk;

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}

void cron(QByteArrayView bytes) {
  CronError wrong;
  const auto parsed = parseCron({bytes.data(), size_t(bytes.size())}, &wrong);
  require(parsed.has_value() == wrong.message.empty());
  if (!parsed) return;
  require(size_t(bytes.size()) <= kCronLength);
  constexpr int64_t kAfter = 1'790'000'000;
  if (const auto next = nextFire(*parsed, kAfter)) require(*next > kAfter && nextFire(*parsed, *next - 1) == next);
}

void redis(QByteArrayView bytes) {
  using resp::Scan;
  Scan whole, steps;
  const Scan::Found found = whole.look(bytes);
  Scan::Found last = Scan::Found::More;
  for (qsizetype n = 1; n <= bytes.size() && last == Scan::Found::More; ++n) last = steps.look(bytes.first(n));
  require(last == found);
  if (found != Scan::Found::Whole) return;
  require(steps.end() == whole.end() && whole.end() <= bytes.size());
  const auto values = resp::parse(bytes.first(whole.end()).toByteArray());
  require(values && values->size() == 1);
}

void range(QByteArrayView bytes) {
  for (const int64_t size : {int64_t(0), int64_t(1), int64_t(1000)}) {
    bool possible = false;
    const auto asked = cosRangeOf(bytes, size, possible);
    if (asked && possible) require(asked->from >= 0 && asked->size > 0 && asked->from + asked->size <= size);
  }
}

void name(QByteArrayView bytes) {
  const QByteArray key = cosnames::decoded(bytes);
  if (!cosnames::isKey(key)) return;
  require(cosnames::decoded(cosnames::encoded(key)) == key);
  for (const char c : cosnames::asideName(key)) require((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  if (!cosnames::isPath(key)) return;
  require(!key.contains('\0') && !key.startsWith('/'));
  for (const QByteArray& part : key.split('/')) require(!part.isEmpty() && part != "." && part != ".." && part.size() <= 255);
}

void copySource(QByteArrayView bytes) {
  if (const auto source = cosCopySourceOf(bytes)) require(!source->first.contains('/'));
}

void signature(QByteArrayView bytes) {
  HttpParser parser;
  qsizetype used = 0;
  while (used < bytes.size() && parser.state() != HttpParser::State::Failed && parser.state() != HttpParser::State::Complete) {
    used += qsizetype(parser.feed(bytes.data() + used, size_t(bytes.size() - used)));
    if (parser.state() == HttpParser::State::HeadDone) parser.beginBody(1000);
  }
  if (parser.state() != HttpParser::State::Complete) return;
  const HttpRequest& request = parser.request();
  const CosSignature keys("an id", "a key that no corpus has");
  require(!keys.verify(request, cosQueryOf(request.query()), cosnames::decoded(request.path()), {}, 1'790'000'000));
}

void description(QByteArrayView bytes) {
  const QString text = QString::fromUtf8(bytes);
  for (const auto keep : {CkafkaConfig::keep, RedisConfig::keep, QueueTrigger::keep, TimerTrigger::keep, CosTrigger::keep})
    if (const auto kept = keep(text)) {
      const auto again = keep(*kept);
      require(again && *again == *kept);
    }
}

void xml(QByteArrayView bytes) {
  constexpr int kMost = 10;
  const QByteArray body = bytes.toByteArray();
  if (const auto asked = cosDeletionOf(body, kMost)) {
    require(!asked->keys.isEmpty() && asked->keys.size() <= kMost);
    const QByteArray again = cosXml("Delete", [&](QXmlStreamWriter& out) {
      for (const QByteArray& key : asked->keys) cosElement(out, "Key", key);
    });
    const auto same = cosDeletionOf(again, kMost);
    require(same && same->keys == asked->keys);
  }
  if (const auto parts = cosPartsOf(body)) require(!parts->isEmpty() && parts->size() <= CosStore::kParts);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
  constexpr void (*kAll[])(QByteArrayView) = {cron, redis, range, name, copySource, signature, description, xml};
  kAll[data[0] % std::size(kAll)](bytes);
  return 0;
}
