// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"
#include "app/cli/terminaltext.h"
#include "app/cli/cloudtransport.h"
#include "app/cli/enginetransport.h"
#include "models/data/eventvariables.h"
#include <QEventLoop>
#include <QFile>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
constexpr int kPage = 100;
constexpr int kMostPages = 1000;
constexpr qsizetype kShownBytes = 200;
constexpr qint64 kInputBytes = 128LL * 1024 * 1024;

QByteArray dumped(const Session::json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, Session::json::error_handler_t::replace)); }

Result<Session::json> parsed(const Result<QByteArray>& text) {
  if (!text) return text.error();
  Session::json value = Session::json::parse(text->begin(), text->end(), nullptr, false);
  if (value.is_discarded()) return Error{u"Local.BadAnswer"_s, u"The answer is no JSON."_s, {}};
  return value;
}
}  // namespace

Session::Session(const Words& words, QString dataDir) : m_words(words), m_dataDir(std::move(dataDir)), m_json(words.has(u"--json"_s)) {}
Session::~Session() = default;

QString Session::ns() {
  if (m_words.has(u"--namespace"_s)) return m_words.value(u"--namespace"_s);
  const auto way = transport();
  return way ? (*way)->ns() : u"default"_s;
}

Result<Transport*> Session::transport() {
  if (m_transport) return m_transport.get();
  if (m_words.has(u"--connection"_s)) {
    if (m_words.has(u"--endpoint"_s)) return Error{u"Local.Words"_s, u"Either --endpoint or --connection names the target."_s, {}};
    auto connection = resolveConnection(m_dataDir, m_words.value(u"--connection"_s));
    if (!connection) return connection.error();
    m_transport = std::make_unique<CloudTransport>(std::move(connection).value());
    return m_transport.get();
  }
  const auto address = m_words.has(u"--endpoint"_s) ? engineAt(m_words.value(u"--endpoint"_s), m_dataDir) : engineOf(m_dataDir);
  if (!address) return address.error();
  m_transport = std::make_unique<EngineTransport>(*address);
  return m_transport.get();
}

void Session::forget() { m_transport.reset(); }

Result<int> Session::limitMs(int otherwiseSeconds) const {
  const auto seconds = m_words.real(u"--max-time"_s, otherwiseSeconds, 0.001, 86'400);
  if (!seconds) return seconds.error();
  return int(*seconds * 1000);
}

Result<Session::json> Session::call(const QByteArray& action, const json& params, int seconds) {
  const auto way = transport();
  if (!way) return way.error();
  const auto limit = limitMs(seconds);
  if (!limit) return limit.error();
  QEventLoop loop;
  std::optional<Result<QByteArray>> answer;
  (*way)->action(action, dumped(params), *limit, [&](Result<QByteArray> got) {
    answer = std::move(got);
    loop.quit();
  });
  if (!answer) loop.exec();
  return parsed(*answer);
}

Result<QByteArray> Session::local(const QByteArray& method, const QByteArray& path, const QByteArray& body, int seconds) {
  const auto way = transport();
  if (!way) return way.error();
  const auto limit = limitMs(seconds);
  if (!limit) return limit.error();
  QEventLoop loop;
  std::optional<Result<QByteArray>> answer;
  (*way)->local(method, path, body, *limit, [&](Result<QByteArray> got) {
    answer = std::move(got);
    loop.quit();
  });
  if (!answer) loop.exec();
  return *answer;
}

Result<Session::json> Session::localJson(const QByteArray& method, const QByteArray& path, const QByteArray& body, int seconds) { return parsed(local(method, path, body, seconds)); }

Result<Session::json> Session::pages(const QByteArray& action, json params, const char* list) {
  json all;
  for (int page = 0; page < kMostPages; ++page) {
    params["Offset"] = page * kPage;
    params["Limit"] = kPage;
    auto got = call(action, params);
    if (!got) return got;
    const json entries = got->value(list, json::array());
    if (page == 0) all = std::move(got).value();
    else all[list].insert(all[list].end(), entries.begin(), entries.end());
    if (entries.size() < size_t(kPage)) break;
  }
  all.erase("RequestId");
  return all;
}

bool Session::colours(FILE* stream) {
  return isatty(fileno(stream)) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
}

QString Session::shown(const QString& text, FILE* stream) { return isatty(fileno(stream)) != 0 ? terminalText(text) : text; }

void Session::print(const QString& text) const {
  const QByteArray bytes = text.toUtf8();
  fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
}

void Session::printJson(const json& value) const {
  const std::string text = value.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
  fwrite(text.data(), 1, text.size(), stdout);
}

int Session::fail(const Error& error) {
  const bool ours = error.code.startsWith(u"Local."_s);
  // What others say of an error often has no end.
  QString message = error.message;
  if (!error.next.isEmpty() && !message.isEmpty() && (message.back().isLetterOrNumber() || u"\"'`)}]"_s.contains(message.back()))) message += u'.';
  const QString text = u"%1 %2"_s.arg(message, error.next).trimmed();
  fprintf(stderr, "scfdesk: %s%s%s\n", ours ? "" : qUtf8Printable(error.code), ours ? "" : ": ", qUtf8Printable(text));
  if (error.code == u"Local.NoEngine"_s || error.code == u"Local.NoAnswer"_s || error.code == u"Local.Unreached"_s || error.code == u"Local.Timeout"_s) return exits::kNobody;
  if (error.code == u"Local.Words"_s) return exits::kWords;
  return error.code == u"Local.Broken"_s ? exits::kBroken : exits::kFailed;
}

Status Session::consent(const QString& question) {
  if (m_words.has(u"--yes"_s)) return Done{};
  const auto way = transport();
  if (!way) return way.error();
  if ((*way)->isRemote()) return consentFor(u"%1 At %2."_s.arg(question, (*way)->target()));
  return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 ? consentFor(question) : Status(Done{});
}

Status Session::consentFor(const QString& question) const {
  if (m_words.has(u"--yes"_s)) return Done{};
  if (isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0) return Error{u"Local.Words"_s, u"%1 Nobody can be asked here."_s.arg(question), u"Write --yes."_s};
  fprintf(stderr, "%s [y/N] ", qUtf8Printable(question));
  fflush(stderr);
  char answer[16] = {};
  if (fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y')) return Done{};
  return Error{u"Local.Refused"_s, u"Nothing was done."_s, {}};
}

Result<QByteArray> readInput(const QString& name) {
  QFile file(name);
  const bool open = name == u"-"_s ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
  if (!open) return Error{u"Local.File"_s, u"%1 cannot be read (%2)."_s.arg(name, file.errorString()), {}};
  QByteArray bytes;
  while (bytes.size() <= kInputBytes) {
    const QByteArray piece = file.read(1 << 20);
    if (piece.isEmpty()) return bytes;
    bytes += piece;
  }
  return Error{u"Local.File"_s, u"%1 has more than %2 MB."_s.arg(name).arg(kInputBytes >> 20), {}};
}

Result<QByteArray> eventOf(const Words& words, const QString& operand) {
  const QString file = words.has(u"--event"_s) ? words.value(u"--event"_s) : operand == u"-"_s ? operand : QString();
  const Result<QByteArray> event = !file.isEmpty() ? readInput(file) : operand.isEmpty() ? QByteArray("{}") : operand.toUtf8();
  if (!event) return Error{u"Local.Words"_s, event.error().message, event.error().next};
  const QByteArray plain = maskVariables(*event);
  if (!Session::json::accept(plain.begin(), plain.end()))
    return Error{u"Local.Words"_s, u"The event is no JSON: %1"_s.arg(QString::fromUtf8(event->left(kShownBytes))), u"A string is written with its quotes: '\"text\"'."_s};
  return event;
}

QString textOf(const nlohmann::ordered_json& object, const char* member) {
  if (!object.is_object()) return {};
  const auto it = object.find(member);
  if (it == object.end() || it->is_null()) return {};
  return QString::fromStdString(it->is_string() ? it->get<std::string>() : it->dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

double numberOf(const nlohmann::ordered_json& object, const char* member) {
  if (!object.is_object()) return 0;
  const auto it = object.find(member);
  return it != object.end() && it->is_number() ? it->get<double>() : 0;
}

}  // namespace scfdesk::cli
