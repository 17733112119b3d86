// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakefunctions.h"
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

FunctionInfo base(FunctionId id, const QString& name, const QString& runtime, const QString& shown, int memory) {
  FunctionInfo f;
  f.id = id;
  f.key.name = name;
  f.config.runtime = runtime;
  f.config.handler = u"index.main_handler"_s;
  f.config.memoryMb = memory;
  f.status = FunctionStatus::Active;
  f.runtimeShown = shown;
  f.codeSha256 = QByteArray::number(id * 2654435761U, 16).rightJustified(64, '5');
  f.codeBytes = 4200 + id * 811;
  f.functionId = u"lam-"_s + QString::number(id * 7919 + 40000, 36).rightJustified(8, u'k');
  f.added = kFakeNow - 86'400'000'000LL * 12 + id * 3'600'000'000LL;
  f.modified = kFakeNow - 3'600'000'000LL * id;
  f.generation = 1;
  return f;
}

FakeProfile named(FunctionInfo info) {
  FakeProfile p;
  p.info = std::move(info);
  return p;
}

double bump(double t, double at, double width, double height) {
  const double d = (t - at) / width;
  return height * std::exp(-d * d);
}

/// The burst of picture 02 in the last minute of history; every five minutes after it.
double thumbnailRate(double t) {
  const double u = t < 900 ? t - 840 : std::fmod(t - 900, 300) - 20;
  double r = 0.5 + bump(t, 190, 14, 9) + bump(t, 250, 24, 6) + bump(t, 590, 18, 14);
  if (u < 0 || u > 60) return r;
  if (u < 5) return r + 5;
  if (u < 16) return r + 5 + (u - 5) * 3.1;
  if (u < 26) return r + 39;
  if (u < 32) return r + 74;
  if (u < 40) return r + 74 - (u - 32) * 7.8;
  return r + (u < 48 ? 11 : 6);
}

}  // namespace

FakeProfile fakeProfileFor(const FunctionInfo& info) {
  FakeProfile p;
  p.info = info;
  p.limit = 128000 / std::max(info.config.memoryMb, 64);
  p.runMs = 41;
  p.keepAliveSeconds = info.overrides.keepAliveSeconds.value_or(600);
  p.lines = {"received event %i"};
  return p;
}

std::vector<FakeProfile> fakeProfiles() {
  const QString py310 = u"Python 3.10 (runs 3.11.2)"_s, py39 = u"Python 3.9 (runs 3.11.2)"_s, node = u"Node.js 18.15 (runs 20.20.0)"_s;
  std::vector<FakeProfile> all;

  FakeProfile thumbnail = named(base(1, u"thumbnail"_s, u"Python3.10"_s, py310, 128));
  thumbnail.info.config.timeoutSeconds = 10;
  thumbnail.info.config.description = u"Three sizes of every picture that is uploaded"_s;
  thumbnail.info.config.environment = {{u"BUCKET"_s, u"shop-images-1250000000"_s}, {u"SIZES"_s, u"64,256,1024"_s}, {u"QUALITY"_s, u"82"_s}};
  thumbnail.limit = 16;
  thumbnail.startMs = 560, thumbnail.initMs = 430, thumbnail.runMs = 300;
  thumbnail.failRate = 0.008;
  thumbnail.failMessage = u"PIL.UnidentifiedImageError: cannot identify image file '/tmp/in.jpg'"_s;
  thumbnail.keepAliveSeconds = 60;
  thumbnail.rate = thumbnailRate;
  thumbnail.lines = {"INFO fetch cos://shop-images/2026/03/IMG_%i.jpg 2418 KB", "INFO resized to 3 sizes"};
  thumbnail.result = R"({"sizes":[64,256,1024],"elapsedMs":298})";
  all.push_back(thumbnail);

  FakeProfile order = named(base(2, u"order-api"_s, u"Nodejs18.15"_s, node, 256));
  order.info.source = CodeSource::Folder;
  order.info.folder = u"/home/mei/shop/order-api"_s;
  order.info.codeSha256.clear();
  order.limit = 32;
  order.startMs = 120, order.initMs = 90, order.runMs = 36;
  order.mode = InvokeMode::Sync;
  order.keepAliveSeconds = 120;
  order.baseMb = 58;
  order.maxRate = 24;
  order.rate = [](double t) { return 9 + 2.2 * std::sin(t / 37) + bump(t, 845, 30, 9); };
  order.lines = {R"({"level":"info","msg":"POST /orders","status":201,"ms":34})"};
  order.result = R"({"statusCode":201,"body":"{\"id\":\"o-83121\"}"})";
  all.push_back(order);

  FakeProfile settle = named(base(3, u"settle-orders"_s, u"Python3.9"_s, py39, 256));
  settle.limit = 3;
  settle.runMs = 280, settle.spread = 0.6, settle.failRate = 0.004;
  settle.failMessage = u"decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>]"_s;
  settle.maxRate = 4;
  settle.rate = [](double t) { return std::fmod(t, 45) < 8 ? 3.4 : 0.15; };
  settle.lines = {"INFO batch of 12 orders", "WARN 1 order without invoice number"};
  all.push_back(settle);

  FakeProfile risk = named(base(4, u"risk-score"_s, u"Nodejs18.15"_s, node, 1024));
  risk.limit = 8;
  risk.startMs = 900, risk.initMs = 2600, risk.runMs = 96;
  risk.mode = InvokeMode::Sync;
  risk.baseMb = 410;
  risk.maxRate = 0.1;
  risk.rate = [](double t) { return t < 700 ? 0.07 : 0; };
  risk.lines = {R"({"level":"info","msg":"model v14","score":0.27})"};
  all.push_back(risk);

  FakeProfile tag = named(base(5, u"image-tag"_s, u"Python3.10"_s, py310, 512));
  tag.limit = 8;
  tag.runMs = 12, tag.failRate = 1;
  tag.failMessage = u"ModuleNotFoundError: No module named 'tagger.labels'"_s;
  tag.maxRate = 0.2;
  tag.rate = [](double t) { return t < 690 ? 0 : 0.19; };
  tag.lines = {"INFO loading labels"};
  all.push_back(tag);

  FakeProfile nightly = named(base(6, u"nightly-report"_s, u"Python3.10"_s, py310, 512));
  nightly.limit = 1;
  nightly.info.config.timeoutSeconds = 300;
  all.push_back(nightly);

  FakeProfile hello = named(base(7, u"hello-event"_s, u"Python3.10"_s, py310, 128));
  hello.info.sample = true;
  hello.info.overrides.keepAliveSeconds = 15;
  hello.keepAliveSeconds = 15;
  hello.limit = 1000;
  hello.startMs = 60, hello.initMs = 45, hello.runMs = 400, hello.spread = 0.05;
  hello.lines = {"received event with 3 keys"};
  hello.result = R"({"message":"Hello from hello-event","workMs":400})";
  all.push_back(hello);
  return all;
}

}  // namespace scfdesk
