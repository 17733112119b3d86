// SPDX-License-Identifier: GPL-3.0-or-later
// Subcommands that make and change functions.
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/engine/runtime/runtimes.h"
#include "app/engine/store/packages.h"
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;
constexpr int kReadySeconds = 120;
constexpr int kLookAgainMs = 50;
const QString kUsualHandler = u"index.main_handler"_s;

/// A folder, one file, or a package, as a package.
Result<QByteArray> packageOf(const QString& path) {
  const QFileInfo info(path);
  if (!info.exists()) return Error{u"Local.File"_s, u"There is no file or folder %1."_s.arg(path), u"--code takes a folder, a file or a zip."_s};
  if (info.isDir()) return zipFolder(info.absoluteFilePath());
  if (!info.isFile()) return Error{u"Local.File"_s, u"%1 is neither a file nor a folder."_s.arg(path), u"--code takes a folder, a file or a zip."_s};
  if (info.suffix().compare(u"zip"_s, Qt::CaseInsensitive) == 0) {
    if (info.size() > limits::kZipBytes) return Error{u"Local.File"_s, u"%1 has %2 bytes; a package may have %3 MB."_s.arg(path).arg(info.size()).arg(limits::kZipBytes >> 20), {}};
    return readInput(path);
  }
  const QTemporaryDir folder;
  if (!folder.isValid() || !QFile::copy(path, folder.filePath(info.fileName()))) return Error{u"Local.File"_s, u"%1 cannot be read."_s.arg(path), {}};
  return zipFolder(folder.path());
}

/// The handler that this code offers to the runtime; empty where the runtime takes none, an Error where none is found.
Result<QString> handlerIn(const QByteArray& zip, const QString& runtime) {
  const auto known = runtimeName(runtime);
  if (!known || known->family == u"custom"_s || known->family == u"go"_s) return QString();
  const QTemporaryDir folder;
  if (!folder.isValid() || !QDir(folder.path()).mkdir(u"code"_s)) return Error{u"Local.File"_s, u"%1 cannot be written."_s.arg(folder.path()), {}};
  if (const Status unpacked = unzip(zip, folder.filePath(u"code"_s)); !unpacked) return unpacked.error();
  const QStringList found = findHandlers(folder.filePath(u"code"_s), known->family);
  if (found.contains(kUsualHandler)) return kUsualHandler;
  if (!found.isEmpty()) return found.first();
  return Error{u"Local.Words"_s, u"No handler is found in the code."_s, u"Write --handler, for example --handler %1."_s.arg(known->family == u"java"_s ? u"example.Hello::mainHandler"_s : kUsualHandler)};
}

/// "KEY=VALUE" of --env and of the lines of --env-file.
Result<json> environmentOf(const Words& words) {
  QStringList lines;
  if (words.has(u"--env-file"_s)) {
    const auto text = readInput(words.value(u"--env-file"_s));
    if (!text) return text.error();
    for (const QString& line : QString::fromUtf8(*text).split(u'\n'))
      if (const QString plain = line.trimmed(); !plain.isEmpty() && !plain.startsWith(u'#')) lines << plain;
  }
  lines << words.values(u"--env"_s);
  json variables = json::array();
  for (const QString& line : lines) {
    const qsizetype equals = line.indexOf(u'=');
    if (equals <= 0) return Error{u"Local.Words"_s, u"An environment variable is KEY=VALUE, not \"%1\"."_s.arg(line.left(80)), {}};
    variables.push_back({{"Key", line.left(equals).toStdString()}, {"Value", line.mid(equals + 1).toStdString()}});
  }
  return json{{"Variables", std::move(variables)}};
}

/// --memory and its like into an action's fields. Error: Local.Words.
Status addSettings(const Words& words, json& params) {
  const std::pair<const char*, const char*> texts[] = {{"--description", "Description"}, {"--role", "Role"}};
  for (const auto& [option, field] : texts)
    if (words.has(QString::fromLatin1(option))) params[field] = words.value(QString::fromLatin1(option)).toStdString();
  const std::pair<const char*, const char*> numbers[] = {{"--memory", "MemorySize"}, {"--timeout", "Timeout"}, {"--init-timeout", "InitTimeout"}};
  for (const auto& [option, field] : numbers) {
    const QString name = QString::fromLatin1(option);
    if (!words.has(name)) continue;
    const auto value = words.number(name, 0, 0, INT32_MAX);
    if (!value) return value.error();
    params[field] = *value;
  }
  if (words.has(u"--env"_s) || words.has(u"--env-file"_s)) {
    auto environment = environmentOf(words);
    if (!environment) return environment.error();
    params["Environment"] = std::move(environment).value();
  }
  return Done{};
}

/// Waits until the function has reached a state that stays. Error: what the function says of its failure.
Status waitReady(Session& session, const QString& name) {
  for (int waited = 0; waited < kReadySeconds * 1000; waited += kLookAgainMs) {
    const auto got = session.call("GetFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}});
    if (!got) return got.error();
    const QString status = textOf(*got, "Status");
    if (status == u"Active"_s) return Done{};
    if (status.endsWith(u"Failed"_s)) {
      const auto reasons = got->value("StatusReasons", json::array());
      return Error{u"Local.NotActive"_s, u"%1 is %2. %3"_s.arg(name, status, reasons.empty() ? QString() : textOf(reasons[0], "ErrorMessage")).trimmed(), {}};
    }
    QEventLoop pause;
    QTimer::singleShot(kLookAgainMs, &pause, &QEventLoop::quit);
    pause.exec();
  }
  return Error{u"Local.NoAnswer"_s, u"%1 is not Active after %2 s."_s.arg(name).arg(kReadySeconds), u"Look with scfdesk function get %1."_s.arg(name)};
}

int printed(Session& session, const QString& name, const QString& what) {
  if (!session.asJson()) return session.print(u"%1 is %2.\n"_s.arg(name, what)), exits::kDone;
  const auto got = session.call("GetFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}});
  if (!got) return Session::fail(got.error());
  session.printJson(*got);
  return exits::kDone;
}
}  // namespace

int runFunctionCreate(Session& session, const Words& words) {
  const QString name = words.operand(0);
  for (const char* needed : {"--runtime", "--code"})
    if (!words.has(QString::fromLatin1(needed)))
      return Session::fail({u"Local.Words"_s, u"%1 is missing."_s.arg(QLatin1String(needed)), u"For example: scfdesk function create hello --runtime Python3.10 --code ./hello"_s});
  if (words.value(u"--runtime"_s) == u"CustomImage"_s)
    return Session::fail({u"Local.Words"_s, u"A function of CustomImage has no code: it is an image."_s, u"scfdesk call CreateFunction with Code.ImageConfig makes one."_s});
  const auto zip = packageOf(words.value(u"--code"_s));
  if (!zip) return Session::fail(zip.error());
  const bool web = words.value(u"--type"_s) == u"http"_s;
  const auto handler = words.has(u"--handler"_s) || web ? Result<QString>(words.value(u"--handler"_s)) : handlerIn(*zip, words.value(u"--runtime"_s));
  if (!handler) return Session::fail(handler.error());
  json params{{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}, {"Runtime", words.value(u"--runtime"_s).toStdString()}};
  if (words.has(u"--type"_s)) params["Type"] = words.value(u"--type"_s) == u"http"_s ? "HTTP" : "Event";
  if (const Status added = addSettings(words, params); !added) return Session::fail(added.error());
  params["Code"] = {{"ZipFile", zip->toBase64().toStdString()}};
  if (!handler->isEmpty()) params["Handler"] = handler->toStdString();
  if (const auto made = session.call("CreateFunction", params, kReadySeconds); !made) return Session::fail(made.error());
  if (const Status ready = waitReady(session, name); !ready) return Session::fail(ready.error());
  const bool told = !handler->isEmpty() && !words.has(u"--handler"_s) && *handler != kUsualHandler;
  return printed(session, name, told ? u"there and active, with the handler %1"_s.arg(*handler) : u"there and active"_s);
}

int runFunctionUpdate(Session& session, const Words& words) {
  const QString name = words.operand(0);
  json configuration{{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}};
  const size_t bare = configuration.size();
  if (const Status added = addSettings(words, configuration); !added) return Session::fail(added.error());
  if (configuration.size() == bare && !words.has(u"--code"_s) && !words.has(u"--handler"_s) && !words.has(u"--publish"_s))
    return Session::fail({u"Local.Words"_s, u"Nothing is to be changed."_s, u"scfdesk function update --help shows what can be."_s});
  if (words.has(u"--handler"_s) && !words.has(u"--code"_s))
    return Session::fail({u"Local.Words"_s, u"--handler is of the code: SCF changes it together with the code alone."_s, u"Write --code too."_s});
  if (words.has(u"--code"_s)) {
    const auto zip = packageOf(words.value(u"--code"_s));
    if (!zip) return Session::fail(zip.error());
    json code{{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}, {"Code", {{"ZipFile", zip->toBase64().toStdString()}}}};
    if (words.has(u"--handler"_s)) code["Handler"] = words.value(u"--handler"_s).toStdString();
    if (const auto done = session.call("UpdateFunctionCode", code, kReadySeconds); !done) return Session::fail(done.error());
    if (const Status ready = waitReady(session, name); !ready) return Session::fail(ready.error());
  }
  if (configuration.size() > bare) {
    if (const auto done = session.call("UpdateFunctionConfiguration", configuration, kReadySeconds); !done) return Session::fail(done.error());
    if (const Status ready = waitReady(session, name); !ready) return Session::fail(ready.error());
  }
  if (words.has(u"--publish"_s)) {
    const auto version = session.call("PublishVersion", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}}, kReadySeconds);
    if (!version) return Session::fail(version.error());
    if (const Status ready = waitReady(session, name); !ready) return Session::fail(ready.error());
    return printed(session, name, u"changed and published as version %1"_s.arg(textOf(*version, "FunctionVersion")));
  }
  return printed(session, name, u"changed"_s);
}

}  // namespace scfdesk::cli
