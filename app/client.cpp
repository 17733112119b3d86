// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client.h"
#include "app/engine/api/tc3.h"
#include "app/paths.h"
#include "app/simulatecommand.h"
#include <QDateTime>
#include <QFile>
#include <arpa/inet.h>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace scfdesk {
namespace {

constexpr int64_t kAnswerBytes = 64LL * 1024 * 1024;
constexpr int kAnswerSeconds = 900;

struct Target {
  int port = 0;
  QByteArray secretId, secretKey;
  QString dataDir;
};

Result<Target> findTarget(const CommandLine& line) {
  Target target;
  target.dataDir = line.dataDir.isEmpty() ? defaultDataDir() : line.dataDir;
  const Error none{u"Local.NoEngine"_s, u"No engine runs on the data folder %1."_s.arg(target.dataDir), u"Start scfdesk or scfdesk --headless first."_s};
  QFile owner(target.dataDir + u"/engine.json"_s);
  if (!owner.open(QIODevice::ReadOnly)) return none;
  const QByteArray text = owner.read(4096);
  const auto object = ordered_json::parse(text.begin(), text.end(), nullptr, false);
  if (!object.is_object() || !object.contains("port") || !object["port"].is_number_integer()) return none;
  target.port = object["port"].get<int>();
  target.secretId = qgetenv("SCFDESK_SECRET_ID");
  target.secretKey = qgetenv("SCFDESK_SECRET_KEY");
  if (target.secretId.isEmpty() || target.secretKey.isEmpty()) {
    QFile keys(target.dataDir + u"/keys"_s);
    if (!keys.open(QIODevice::ReadOnly)) return Error{u"Local.NoKeys"_s, u"The keys in %1 cannot be read."_s.arg(keys.fileName()), u"Give SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY."_s};
    const QByteArray kept = keys.read(4096);
    const auto pair = ordered_json::parse(kept.begin(), kept.end(), nullptr, false);
    if (pair.is_object()) {
      target.secretId = QByteArray::fromStdString(pair.value("secretId", std::string()));
      target.secretKey = QByteArray::fromStdString(pair.value("secretKey", std::string()));
    }
  }
  return target;
}

/// One request, one answer, connection closed. The body of the answer.
Result<QByteArray> exchange(const Target& target, const QByteArray& head, const QByteArray& body) {
  const Error gone{u"Local.NoEngine"_s, u"The engine of %1 does not answer on port %2."_s.arg(target.dataDir).arg(target.port), u"Start scfdesk again."_s};
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(uint16_t(target.port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval limit{kAnswerSeconds, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  const QByteArray all = head + "Host: 127.0.0.1:" + QByteArray::number(target.port) + "\r\nConnection: close\r\nContent-Length: " +
                         QByteArray::number(body.size()) + "\r\n\r\n" + body;
  bool good = connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  for (qsizetype at = 0; good && at < all.size();) {
    const ssize_t n = send(fd, all.constData() + at, size_t(all.size() - at), MSG_NOSIGNAL);
    good = n > 0;
    at += n;
  }
  QByteArray answer;
  char buffer[65536];
  while (good && answer.size() < kAnswerBytes) {
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n <= 0) break;
    answer.append(buffer, n);
  }
  close(fd);
  const auto split = answer.indexOf("\r\n\r\n");
  if (!good || split < 0) return gone;
  return answer.mid(split + 4);
}

Result<ordered_json> call(const Target& target, const QByteArray& action, const QByteArray& body) {
  const int64_t now = QDateTime::currentSecsSinceEpoch();
  const QByteArray stamp = QByteArray::number(qlonglong(now));
  const QByteArray date = QDateTime::fromSecsSinceEpoch(now, Qt::UTC).toString(u"yyyy-MM-dd"_s).toLatin1();
  const QByteArray host = "127.0.0.1:" + QByteArray::number(target.port);
  const Tc3Verifier signer(target.secretId, target.secretKey);
  const QByteArray payloadHash = signer.sha256Hex(body);
  const std::pair<QByteArrayView, QByteArrayView> headers[] = {{"content-type", "application/json"}, {"host", host}};
  const QByteArray hash = signer.canonicalHash({"POST", "", payloadHash, headers});
  const QByteArray head = "POST / HTTP/1.1\r\nContent-Type: application/json\r\nX-TC-Action: " + action +
                          "\r\nX-TC-Version: 2018-04-16\r\nX-TC-Region: ap-guangzhou\r\nX-TC-Timestamp: " + stamp +
                          "\r\nAuthorization: TC3-HMAC-SHA256 Credential=" + target.secretId + "/" + date +
                          "/scf/tc3_request, SignedHeaders=content-type;host, Signature=" + signer.signature(stamp, date, "scf", hash) + "\r\n";
  auto answer = exchange(target, head, body);
  if (!answer) return answer.error();
  auto object = ordered_json::parse(answer->begin(), answer->end(), nullptr, false);
  if (!object.is_object() || !object.contains("Response"))
    return Error{u"Local.BadAnswer"_s, u"Port %1 answered something that is not the Cloud API."_s.arg(target.port), {}};
  ordered_json response = object["Response"];
  if (response.contains("Error")) {
    const auto& error = response["Error"];
    return Error{QString::fromStdString(error.value("Code", std::string())), QString::fromStdString(error.value("Message", std::string())), {}};
  }
  return response;
}

int failed(const Error& error) {
  const QString text = u"%1 %2"_s.arg(error.message, error.next).trimmed();
  fprintf(stderr, "scfdesk: %s%s%s\n", error.code.startsWith(u"Local."_s) ? "" : qUtf8Printable(error.code), error.code.startsWith(u"Local."_s) ? "" : ": ",
          qUtf8Printable(text));
  return error.code == u"Local.NoEngine"_s ? 5 : 1;
}

int printed(const Result<ordered_json>& answer) {
  if (!answer) return failed(answer.error());
  printf("%s\n", answer->dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
  return 0;
}

int list(const Target& target) {
  auto answer = call(target, "ListFunctions", R"({"Limit":100})");
  if (!answer) return failed(answer.error());
  for (const auto& f : answer->value("Functions", ordered_json::array()))
    printf("%-40s %-14s %s\n", f.value("FunctionName", std::string()).c_str(), f.value("Runtime", std::string()).c_str(), f.value("Status", std::string()).c_str());
  return 0;
}

int invoke(const Target& target, const QStringList& words) {
  if (words.size() < 2 || words.size() > 3) {
    fprintf(stderr, "scfdesk: write scfdesk invoke NAME [EVENT]\n");
    return 2;
  }
  QByteArray event = words.value(2, u"{}"_s).toUtf8();
  if (event == "-") {
    QFile input;
    if (input.open(stdin, QIODevice::ReadOnly)) event = input.readAll();
  }
  const ordered_json body{{"FunctionName", words[1].toStdString()}, {"ClientContext", event.toStdString()}, {"LogType", "Tail"}};
  auto answer = call(target, "Invoke", QByteArray::fromStdString(body.dump(-1, ' ', false, ordered_json::error_handler_t::replace)));
  if (!answer) return failed(answer.error());
  const auto& result = (*answer)["Result"];
  fprintf(stderr, "%s", result.value("Log", std::string()).c_str());
  printf("%s\n", result.value("RetMsg", std::string()).c_str());
  return result.value("InvokeResult", 0) == 0 ? 0 : 1;
}

int printStatus(const Target& target) {
  auto answer = exchange(target, "GET /-/state HTTP/1.1\r\nAuthorization: Bearer " + target.secretKey + "\r\n", {});
  if (!answer) return failed(answer.error());
  printf("%s\n", answer->constData());
  return 0;
}

}  // namespace

int runCommand(const CommandLine& line) {
  if (line.command.first() == u"simulate"_s) return runSimulate(line.command.mid(1));
  if (line.command.first() == u"replay"_s) return runReplay(line.command.mid(1));
  const auto target = findTarget(line);
  if (!target) return failed(target.error());
  const QString& word = line.command.first();
  if (word == u"list"_s) return list(*target);
  if (word == u"invoke"_s) return invoke(*target, line.command);
  if (word == u"status"_s) return printStatus(*target);
  if (line.command.size() < 2) {
    fprintf(stderr, "scfdesk: write scfdesk call ACTION [JSON]\n");
    return 2;
  }
  return printed(call(*target, line.command[1].toUtf8(), line.command.value(2, u"{}"_s).toUtf8()));
}

}  // namespace scfdesk
