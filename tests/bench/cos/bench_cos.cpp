// SPDX-License-Identifier: GPL-3.0-or-later
// How fast objects go into the local COS and out of it. Prints figures; only wrong results fail. "bench_cos SECONDS FOLDER" runs
// each part that long, in a folder of one's choice (its disk is what is measured).
#include "app/engine/clock.h"
#include "app/engine/service/cossignature.h"
#include "app/engine/service/costhread.h"
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <arpa/inet.h>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kSmall = 1024, kLarge = 8 * 1024 * 1024;
constexpr int kClients = 64;
constexpr char kBucket[] = "bench-1250000000";

double seconds(int64_t sinceNs) { return double(machineMonotonicNs() - sinceNs) / 1e9; }

// One connection that asks one thing after the other.
class Client {
 public:
  explicit Client(int port) : m_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(uint16_t(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    m_good = connect(m_fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { close(m_fd); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// The body of a 200; null for everything else.
  QByteArray ask(const char* method, const QByteArray& path, const QByteArray& body = {}) {
    if (!m_good) return {};
    const int64_t now = time(nullptr);
    QByteArray head = QByteArray(method) + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: " + QByteArray::number(body.size()) +
                      "\r\nAuthorization: " + m_signature.sign(method, path, {}, {}, now - 10, now + 600) + "\r\n\r\n";
    if (!send(head) || (!body.isEmpty() && !send(body))) return {};
    QByteArray got;
    qsizetype end = -1;
    while ((end = got.indexOf("\r\n\r\n")) < 0)
      if (!receive(got, 64 * 1024)) return {};
    const qsizetype at = got.toLower().indexOf("content-length: ");
    const qsizetype size = at < 0 || at > end ? 0 : got.mid(at + 16, got.indexOf('\r', at) - at - 16).toLongLong();
    const bool good = got.startsWith("HTTP/1.1 200");
    QByteArray content = got.mid(end + 4);
    content.reserve(size);
    while (content.size() < size)
      if (!receive(content, size - content.size())) return {};
    return good ? (content.isNull() ? QByteArray("") : content) : QByteArray();
  }

 private:
  bool send(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
      const ssize_t n = ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
      if (n <= 0) return m_good = false;
      bytes = bytes.sliced(n);
    }
    return true;
  }
  bool receive(QByteArray& into, qsizetype most) {
    const qsizetype before = into.size();
    into.resize(before + std::min<qsizetype>(most, 256 * 1024));
    const ssize_t n = recv(m_fd, into.data() + before, size_t(into.size() - before), 0);
    into.resize(before + std::max<ssize_t>(n, 0));
    return n > 0 || (m_good = false);
  }
  int m_fd;
  bool m_good = false;
  CosSignature m_signature{"id", "key"};
};

bool many(const char* what, int port, double time, const std::function<bool(Client&, int client, int turn)>& one) {
  std::atomic<int> done = 0, wrong = 0;
  const int64_t begin = machineMonotonicNs();
  std::vector<std::thread> threads;
  for (int c = 0; c < kClients; ++c)
    threads.emplace_back([&, c] {
      Client client(port);
      for (int i = 0; seconds(begin) < time; ++i) one(client, c, i) ? ++done : ++wrong;
    });
  for (std::thread& thread : threads) thread.join();
  std::printf("%s of %lld bytes by %d clients: %.0f a second\n", what, static_cast<long long>(kSmall), kClients, done / seconds(begin));
  return wrong == 0 && done > 0;
}

/// MB a second of the quickest of some turns, as others use the machine.
double best(int turns, const std::function<bool()>& one) {
  double most = 0;
  for (int i = 0; i < turns; ++i) {
    const int64_t begin = machineMonotonicNs();
    if (!one()) return -1;
    most = std::max(most, kLarge / seconds(begin) / 1e6);
  }
  return most;
}

// As cp does it: to a file that is not there, through a buffer; `synced` to the disk, as an object is.
bool copyFile(const QString& from, const QString& to, bool synced) {
  QFile::remove(to);
  QFile in(from), out(to);
  if (!in.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !out.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) return false;
  QByteArray piece(128 * 1024, Qt::Uninitialized);
  for (;;) {
    const qint64 n = in.read(piece.data(), piece.size());
    if (n < 0) return false;
    if (n == 0) break;
    if (out.write(piece.constData(), n) != n) return false;
  }
  return !synced || fsync(out.handle()) == 0;
}
}  // namespace

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  const double time = argc > 1 ? std::atof(argv[1]) : 0.3;
  QTemporaryDir folder(argc > 2 ? QString(QString::fromLocal8Bit(argv[2]) + u"/bench-cos-XXXXXX"_s) : QString());
  CosThread cos;
  const auto port = cos.start({.folder = QFile::encodeName(folder.path() + u"/cos"_s), .host = u"127.0.0.1"_s, .port = 0, .exactPort = false, .secretId = "id", .secretKey = "key"});
  if (!port) return 1;
  const QByteArray bucket = QByteArray("/") + kBucket;
  Client one(*port);
  if (one.ask("PUT", bucket).isNull()) return 1;
  const QByteArray small(kSmall, 's');
  const auto path = [&](int client, int turn) { return QByteArray(bucket + "/k/" + QByteArray::number(client) + '-' + QByteArray::number(turn)); };
  if (!many("put", *port, time, [&](Client& c, int client, int turn) { return !c.ask("PUT", path(client, turn), small).isNull(); })) return 1;
  if (!many("put (replacing)", *port, time, [&](Client& c, int client, int turn) { return !c.ask("PUT", path(client, turn % 20), small).isNull(); })) return 1;
  if (!many("get", *port, time, [&](Client& c, int client, int) { return c.ask("GET", path(client, 0)) == small; })) return 1;

  QByteArray large(kLarge, Qt::Uninitialized);
  for (qsizetype i = 0; i < kLarge; ++i) large[i] = char(i * 2654435761u >> 13);
  const QByteArray sha = QCryptographicHash::hash(large, QCryptographicHash::Sha256);
  const QString from = folder.filePath(u"from"_s), to = folder.filePath(u"to"_s);
  QFile file(from);
  if (!file.open(QIODevice::WriteOnly) || file.write(large) != kLarge) return 1;
  file.close();
  const int turns = std::max(3, int(time * 10));
  QByteArray got;
  const double copied = best(turns, [&] { return copyFile(from, to, false); }), synced = best(turns, [&] { return copyFile(from, to, true); });
  const double put = best(turns, [&] { return !one.ask("PUT", bucket + "/large", large).isNull(); });
  const double get = best(turns, [&] {
    got = one.ask("GET", bucket + "/large");
    return got.size() == kLarge;
  });
  const bool same = QCryptographicHash::hash(got, QCryptographicHash::Sha256) == sha;
  std::printf("8 MB: copy %.0f MB/s, synced %.0f; put %.0f (%.2fx of the synced copy), get %.0f (%.2fx of the copy); SHA-256 %s\n", copied, synced, put, put / synced, get, get / copied, same ? "equal" : "DIFFERENT");
  return put > 0 && get > 0 && same ? 0 : 1;
}
