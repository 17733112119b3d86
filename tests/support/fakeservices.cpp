// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservices.h"
#include <QDateTime>

namespace scfdesk {

QByteArray fakeServices() {
  const qint64 now = QDateTime::currentMSecsSinceEpoch();
  const QByteArray up = QByteArray::number(now - 8'040'000), starts = QByteArray::number(now - 1400);
  return "{\"redis\":{\"state\":\"running\",\"host\":\"127.0.0.1\",\"port\":6379,\"kind\":\"redis\",\"title\":\"Redis\",\"product\":\"TencentDB for Redis\",\"version\":\"7.0.15\",\"things\":\"Keys\",\"commands\":\"Commands\","
         "\"keeps\":true,\"memoryBytes\":25165824,\"connections\":6,\"commandsPerSecond\":1940,\"hitRate\":0.972,\"keys\":12408,\"sinceMs\":" + up + ",\"snapshot\":{\"atMs\":" + up + ",\"bytes\":3250585},"
         "\"variables\":[{\"name\":\"REDIS_HOST\",\"value\":\"127.0.0.1\",\"secret\":false},{\"name\":\"REDIS_PORT\",\"value\":\"6379\",\"secret\":false},{\"name\":\"REDIS_PASSWORD\",\"value\":\"not-to-be-seen\",\"secret\":true},"
         "{\"name\":\"REDIS_URL\",\"value\":\"redis://:not-to-be-seen@127.0.0.1:6379\",\"secret\":true}],\"functions\":[\"default/order-api\",\"default/thumbnail\"]},"
         "\"mysql\":{\"state\":\"running\",\"host\":\"127.0.0.1\",\"port\":3306,\"kind\":\"mysql\",\"title\":\"MySQL\",\"product\":\"TencentDB for MySQL\",\"version\":\"10.11.6\",\"things\":\"Tables\",\"commands\":\"Statements\",\"keeps\":true,"
         "\"memoryBytes\":404750336,\"connections\":4,\"commandsPerSecond\":212,\"hitRate\":0.998,\"keys\":14,\"sinceMs\":" + up + ",\"variables\":[],\"functions\":[]},"
         "\"postgresql\":{\"state\":\"starting\",\"host\":\"127.0.0.1\",\"port\":5432,\"kind\":\"postgresql\",\"title\":\"PostgreSQL\",\"product\":\"TencentDB for PostgreSQL\",\"things\":\"Tables\",\"commands\":\"Transactions\",\"keeps\":true,"
         "\"sinceMs\":" + starts + ",\"variables\":[],\"functions\":[]},"
         "\"memcached\":{\"state\":\"missing\",\"host\":\"127.0.0.1\",\"port\":11211,\"kind\":\"memcached\",\"title\":\"Memcached\",\"product\":\"TencentDB for Memcached\",\"things\":\"Items\",\"commands\":\"Commands\",\"keeps\":false,"
         "\"error\":{\"code\":\"Local.ServiceMissing\",\"message\":\"Memcached needs the program of the Debian package memcached, which is not on this machine.\",\"next\":\"sudo apt-get install -y --no-install-recommends memcached\"},"
         "\"variables\":[],\"functions\":[]},"
         "\"other\":{\"state\":\"stopped\",\"host\":\"127.0.0.1\",\"port\":6390,\"kind\":\"redis\",\"title\":\"other\",\"product\":\"TencentDB for Redis\",\"things\":\"Keys\",\"commands\":\"Commands\",\"keeps\":true,\"variables\":[],\"functions\":[]},"
         "\"cos\":{\"state\":\"running\",\"host\":\"127.0.0.1\",\"port\":9701,\"kind\":\"cos\",\"title\":\"COS\",\"product\":\"Object storage\",\"keeps\":true,\"builtIn\":true,"
         "\"variables\":[{\"name\":\"COS_ENDPOINT\",\"value\":\"http://127.0.0.1:9701\",\"secret\":false}],\"functions\":[]}}";
}

}  // namespace scfdesk
