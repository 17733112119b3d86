// SPDX-License-Identifier: GPL-3.0-or-later
// open: the window of the data folder comes to the front, at a function or a request. The way is the socket by which a second start of the
// console raises the first (app/console/instancelock.h).
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include <QFile>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
constexpr int kAnswerSeconds = 10;
constexpr size_t kAnswerBytes = 4096;

/// One line there, one line back; nothing when no console answers.
Result<QByteArray> ask(const QString& path, const QByteArray& line) {
  const Error none{u"Local.NoEngine"_s, u"No window is open on this data folder."_s, u"Start scfdesk, or name its folder with --data-dir."_s};
  const QByteArray name = QFile::encodeName(path);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (size_t(name.size()) >= sizeof address.sun_path) return none;
  std::copy(name.begin(), name.end(), address.sun_path);
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval limit{kAnswerSeconds, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  const bool sent = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && send(fd, line.constData(), size_t(line.size()), MSG_NOSIGNAL) == line.size();
  QByteArray answer;
  char byte;
  while (sent && size_t(answer.size()) < kAnswerBytes && read(fd, &byte, 1) == 1 && byte != '\n') answer.append(byte);
  close(fd);
  if (!sent) return none;
  if (answer.isEmpty()) return Error{u"Local.NoAnswer"_s, u"The window gave no answer within %1 s."_s.arg(kAnswerSeconds), u"It is busy, or of an older version."_s};
  return answer;
}
}  // namespace

int runOpen(Session& session, const Words& words) {
  Session::json wish = Session::json::object();
  if (!words.operands().isEmpty()) {
    wish["function"] = words.operand(0).toStdString();
    wish["namespace"] = session.ns().toStdString();
  }
  if (words.has(u"--tab"_s)) wish["tab"] = words.value(u"--tab"_s).toStdString();
  if (words.has(u"--view"_s)) wish["view"] = words.value(u"--view"_s).toStdString();
  if (words.has(u"--request"_s)) wish["request"] = words.value(u"--request"_s).toStdString();
  if (wish.contains("tab") && !wish.contains("function")) return Session::fail({u"Local.Words"_s, u"--tab is a tab of a function: name the function."_s, {}});
  const std::string text = "raise " + wish.dump(-1, ' ', false, Session::json::error_handler_t::replace) + '\n';
  const auto answer = ask(session.dataDir() + u"/console.socket"_s, QByteArray::fromStdString(text));
  if (!answer) return Session::fail(answer.error());
  const auto got = Session::json::parse(answer->begin(), answer->end(), nullptr, false);
  if (!got.is_object()) return Session::fail({u"Local.BadAnswer"_s, u"The window answered something else: %1"_s.arg(QString::fromUtf8(answer->left(100))), {}});
  if (got.contains("error")) return Session::fail({textOf(got["error"], "code"), textOf(got["error"], "message"), textOf(got["error"], "next")});
  if (session.asJson()) session.printJson(got);
  return exits::kDone;
}

}  // namespace scfdesk::cli
