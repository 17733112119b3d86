// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/scenes.h"
#include "tests/support/fakebackend.h"
#include "widgets/functions/packagefile.h"

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void tellResources(Stage& stage) {
  const QByteArray thumbnail = QByteArray::number(stage.id(u"thumbnail"_s)), orders = QByteArray::number(stage.id(u"settle-orders"_s));
  const qint64 now = kFakeNow / 1000;
  const auto ms = [now](qint64 ago) { return QByteArray::number(now - ago); };
  auto& answers = stage.backend.answers;
  const QByteArray functions = "\"time\":" + QByteArray::number(now) + ",\"functions\":[{\"id\":" + thumbnail + ",\"namespace\":\"default\",\"name\":\"thumbnail\",\"depth\":1204,\"running\":16,\"retrying\":2,\"oldestMs\":" +
                               ms(81'000) + ",\"nextRetryMs\":" + ms(-24'000) + "},{\"id\":" + orders +
                               ",\"namespace\":\"default\",\"name\":\"settle-orders\",\"depth\":3,\"running\":3,\"retrying\":0,\"oldestMs\":" + ms(4'200) + ",\"nextRetryMs\":0}]";
  QByteArray events;
  for (int i = 0; i < 9; ++i)
    events += QByteArray(i ? "," : "") + "{\"requestId\":\"5f1c9e2" + QByteArray::number(i) + "-7ee5-4542-90b7-d11b23cbf7d9\",\"state\":\"" + (i == 0 ? "retrying" : i < 4 ? "running" : "waiting") +
              "\",\"acceptedMs\":" + ms(81'000 - i * 7'000) + ",\"attempt\":" + (i == 0 ? "3" : "1") + ",\"retryAtMs\":" + (i == 0 ? ms(-24'000) : "0") + "}";
  answers.insert(u"GET /-/async"_s, QByteArray("{" + functions + "}"));
  answers.insert(u"GET /-/async?function"_s, QByteArray("{" + functions + ",\"events\":[" + events + "],\"total\":1204}"));
  answers.insert(u"GET /-/async/"_s,
                 QByteArray("{\"requestId\":\"5f1c9e20-7ee5-4542-90b7-d11b23cbf7d9\",\"qualifier\":\"$LATEST\",\"source\":\"api\",\"state\":\"retrying\",\"acceptedMs\":" + ms(81'000) + ",\"attempt\":3,\"retryAtMs\":" + ms(-24'000) +
                            ",\"bytes\":74,\"payload\":\"{\\\"key\\\":\\\"photos/2026/IMG_2211.jpg\\\",\\\"sizes\\\":[64,256,1024]}\",\"attempts\":[{\"attempt\":1,\"statusCode\":433,\"startMs\":" + ms(80'000) + ",\"endMs\":" + ms(70'000) +
                            ",\"durationUs\":10000000,\"message\":\"Invoking task timed out after 10 seconds\"},{\"attempt\":2,\"statusCode\":430,\"startMs\":" + ms(37'000) + ",\"endMs\":" + ms(36'000) +
                            ",\"durationUs\":412000,\"message\":\"PIL.UnidentifiedImageError: cannot identify image file '/tmp/in.jpg'\"}]}"));
  QByteArray letters;
  const QByteArray reasons[] = {"PIL.UnidentifiedImageError: cannot identify image file '/tmp/in.jpg'", "KeyError: 'invoice'"};
  for (int i = 0; i < 6; ++i)
    letters += QByteArray(i ? "," : "") + "{\"id\":\"" + QByteArray::number(40 - i) + "\",\"namespace\":\"default\",\"function\":\"" + (i < 4 ? "thumbnail" : "settle-orders") +
               "\",\"statusCode\":430,\"attempts\":3,\"firstMs\":" + ms(600'000 + i * 400'000) + ",\"lastMs\":" + ms(420'000 + i * 400'000) + ",\"bytes\":74,\"error\":\"{\\\"stackTrace\\\":\\\"" + reasons[i / 4] + "\\\"}\"}";
  answers.insert(u"GET /-/dead-letters?brief"_s, QByteArray("{\"deadLetters\":[" + letters + "]}"));
  answers.insert(u"GET /-/dead-letters/"_s,
                 QByteArray("{\"id\":\"40\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"requestId\":\"0ac61d8b-6f1a-4f5b-9f3e-2c8b7a0d5e11\",\"source\":\"api\",\"statusCode\":430,\"attempts\":3,\"firstMs\":" + ms(600'000) +
                            ",\"lastMs\":" + ms(420'000) + ",\"bytes\":74,\"error\":\"{\\\"stackTrace\\\":\\\"" + reasons[0] + "\\\"}\",\"payload\":\"{\\\"key\\\":\\\"photos/2026/broken.jpg\\\"}\",\"attemptList\":[{\"attempt\":1,\"statusCode\":430,\"startMs\":" + ms(600'000) +
                            ",\"durationUs\":301000},{\"attempt\":2,\"statusCode\":430,\"startMs\":" + ms(540'000) + ",\"durationUs\":296000},{\"attempt\":3,\"statusCode\":430,\"startMs\":" + ms(480'000) + ",\"durationUs\":299000}]}"));
  answers.insert(u"GET /-/provisioned/"_s,
                 QByteArray(R"({"versions":[{"version":1,"memoryMb":128},{"version":2,"memoryMb":128,"config":{"count":4,"tracking":false,"target":0,"least":0,"most":0,"tasks":[{"name":"Office hours","count":12,"cron":"0 0 8 * * MON-FRI *"},{"name":"Night","count":1,"cron":"0 30 20 * * MON-FRI *"}]},"target":12,"ready":9,"failures":0}]})"));
  answers.insert(u"GetAccount"_s, QByteArray(R"({"AccountUsage":{"TotalConcurrencyMem":128000,"TotalAllocatedConcurrencyMem":34816}})"));
  answers.insert(u"GetFunction"_s, QByteArray(R"({"MemorySize":128,"Timeout":10,"Runtime":"Python3.10","Handler":"index.main_handler","Description":"Three sizes of every picture that is uploaded"})"));
  answers.insert(u"GET /-/code/"_s, storedZip({{u"index.py"_s, "import os\n\nfrom lib.pictures import resize\n\nSIZES = [int(s) for s in os.environ.get(\"SIZES\", \"64,256\").split(\",\")]\n\n\ndef main_handler(event, context):\n    \"\"\"Three sizes of every picture that is uploaded.\"\"\"\n    made = []\n    for record in event[\"Records\"]:\n        key = record[\"cos\"][\"cosObject\"][\"key\"]\n        print(\"fetch\", key)\n        for size in SIZES:\n            made.append(resize(key, size))  # writes beside the original\n    return {\"sizes\": SIZES, \"made\": len(made)}\n"},
                                               {u"lib/pictures.py"_s, "def resize(key, size):\n    return key\n"}, {u"lib/__init__.py"_s, ""}, {u"requirements.txt"_s, "pillow\n"}}));
  FunctionInfo info = stage.backend.info(stage.id(u"thumbnail"_s));
  info.reservedMemoryMb = 2048;
  info.lastVersion = 2;
  info.versions = {{1, 101, u"First release"_s, kFakeNow - 9 * 86'400'000'000LL}, {2, 102, u"Three sizes instead of two"_s, kFakeNow - 86'400'000'000LL}};
  info.aliases = {{u"release"_s, 1, u"what the shop calls"_s, {{2, 0.3}}, {}, kFakeNow, kFakeNow}, {u"staff"_s, 1, {}, {}, {{2, u"invoke.headers.User"_s, u"exact"_s, u"anna"_s}}, kFakeNow, kFakeNow}};
  EngineDelta delta;
  delta.functions = {info};
  stage.backend.push(delta);
  settle();
}

}  // namespace scfdesk
