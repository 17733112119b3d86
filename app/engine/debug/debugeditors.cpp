// SPDX-License-Identifier: GPL-3.0-or-later
// Which debugger there is for a runtime, and what editors need to find it.
#include "app/engine/debug/debugprotocol.h"
#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

/// Where a Python looks for what is installed with it, without asking it.
bool hasDebugpy(const QString& interpreter, const QString& codeDir) {
  QStringList places = {codeDir};
  if (interpreter.startsWith(u"/usr/bin/"_s)) {
    places += u"/usr/lib/python3/dist-packages"_s;
    for (const QString& version : QDir(u"/usr/local/lib"_s).entryList({u"python3*"_s}, QDir::Dirs)) places += QString(u"/usr/local/lib/"_s + version + u"/dist-packages"_s);
  } else {
    const QString library = interpreter.section(u'/', 0, -3) + u"/lib"_s;
    for (const QString& version : QDir(library).entryList({u"python3*"_s}, QDir::Dirs)) places += QString(library + u'/' + version + u"/site-packages"_s);
  }
  return std::any_of(places.cbegin(), places.cend(), [](const QString& place) { return !place.isEmpty() && QFileInfo(place + u"/debugpy"_s).isDir(); });
}

/// The one agent of a JVM lies beside its other libraries.
bool hasJdwp(const QString& interpreter) {
  const QString home = interpreter.section(u'/', 0, -3);
  for (const auto& place : {u"/lib/libjdwp.so"_s, u"/lib/amd64/libjdwp.so"_s, u"/jre/lib/amd64/libjdwp.so"_s})
    if (QFileInfo::exists(home + place)) return true;
  return false;
}

QString delve() {
  for (const QString& place : {u"/usr/bin/dlv"_s, u"/usr/local/bin/dlv"_s, QString(QDir::homePath() + u"/go/bin/dlv"_s)})
    if (QFileInfo(place).isExecutable()) return QFileInfo(place).canonicalFilePath();
  return {};
}

Error missing(const QString& what, const QString& command) {
  return {u"Local.NoDebugger"_s, u"%1 is not on this machine."_s.arg(what), u"Install it: %1"_s.arg(command)};
}

const char* typeName(DebugProtocol protocol) {
  switch (protocol) {
    case DebugProtocol::Inspector: return "node";
    case DebugProtocol::Dap: return "debugpy";
    case DebugProtocol::Jdwp: return "java";
    case DebugProtocol::Delve: return "go";
  }
  return "";
}

std::string rootOf(const DebugPlace& place, const char* otherwise) { return place.localRoot.isEmpty() ? otherwise : place.localRoot.toStdString(); }

}  // namespace

QByteArray debugProtocolName(DebugProtocol protocol) {
  switch (protocol) {
    case DebugProtocol::Inspector: return "inspector";
    case DebugProtocol::Dap: return "debugpy";
    case DebugProtocol::Jdwp: return "jdwp";
    case DebugProtocol::Delve: return "delve";
  }
  return {};
}

int usualDebugPort(DebugProtocol protocol) {
  switch (protocol) {
    case DebugProtocol::Inspector: return 9229;
    case DebugProtocol::Dap: return 5678;
    case DebugProtocol::Jdwp: return 5005;
    case DebugProtocol::Delve: return 2345;
  }
  return 0;
}

Result<DebugMeans> debugMeans(const QString& family, const QString& interpreter, const QString& codeDir) {
  if (family == u"nodejs") return DebugMeans{DebugProtocol::Inspector, {}};
  if (family == u"python3") {
    if (hasDebugpy(interpreter, codeDir)) return DebugMeans{DebugProtocol::Dap, {}};
    return missing(u"debugpy, Python's debugger for editors,"_s,
                   interpreter.startsWith(u"/usr/bin/"_s) ? u"sudo apt-get install python3-debugpy"_s : QString(interpreter + u" -m pip install debugpy"_s));
  }
  if (family == u"java") {
    if (hasJdwp(interpreter)) return DebugMeans{DebugProtocol::Jdwp, {}};
    return missing(u"The debug library of this JVM (libjdwp)"_s, u"sudo apt-get install default-jdk-headless"_s);
  }
  if (family == u"go") {
    if (const QString program = delve(); !program.isEmpty()) return DebugMeans{DebugProtocol::Delve, program};
    return missing(u"delve, Go's debugger,"_s, u"sudo apt-get install delve"_s);
  }
  if (family == u"php")
    return Error{u"UnsupportedOperation"_s, u"PHP has no debugger that waits for an editor: Xdebug connects out to it."_s,
                 u"Set xdebug.client_host and xdebug.start_with_request in a php.ini of the function's code."_s};
  return Error{u"UnsupportedOperation"_s, u"A program that is its own runtime is started by itself: no debugger is known for it."_s,
               u"Start one in its bootstrap; 127.0.0.1 inside a function is this machine's."_s};
}

QByteArray vscodeLaunch(const DebugPlace& place) {
  using json = nlohmann::ordered_json;
  json one = {{"name", "SCF Desk: " + place.function.toStdString()}, {"type", typeName(place.protocol)}, {"request", "attach"}};
  const std::string root = rootOf(place, "${workspaceFolder}");
  const std::string remote = place.remoteRoot.toStdString();
  switch (place.protocol) {
    case DebugProtocol::Inspector:
      one.update({{"address", "127.0.0.1"}, {"port", place.port}, {"localRoot", root}, {"remoteRoot", remote}, {"skipFiles", {"<node_internals>/**"}}});
      break;
    case DebugProtocol::Dap:
      one["connect"] = {{"host", "127.0.0.1"}, {"port", place.port}};
      one["pathMappings"] = json::array({{{"localRoot", root}, {"remoteRoot", remote}}});
      one["justMyCode"] = true;
      break;
    case DebugProtocol::Jdwp:
      one["hostName"] = "127.0.0.1";
      one["port"] = place.port;
      one["sourcePaths"] = json::array({root});
      break;
    case DebugProtocol::Delve:
      one.update({{"mode", "remote"}, {"host", "127.0.0.1"}, {"port", place.port}, {"substitutePath", json::array({{{"from", root}, {"to", remote}}})}});
      break;
  }
  const json file = {{"version", "0.2.0"}, {"configurations", json::array({one})}};
  return QByteArray::fromStdString(file.dump(2, ' ', false, json::error_handler_t::replace)) + '\n';
}

QByteArray nvimDap(const DebugPlace& place) {
  const auto quoted = [](const std::string& text) { return QByteArray::fromStdString(nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)); };
  const QByteArray root = place.localRoot.isEmpty() ? QByteArray("vim.fn.getcwd()") : quoted(place.localRoot.toStdString());
  const QByteArray remote = quoted(place.remoteRoot.toStdString());
  const QByteArray port = QByteArray::number(place.port);
  const QByteArray name = quoted("SCF Desk: " + place.function.toStdString());
  QByteArray text = "require(\"dap\").run({\n  name = " + name + ",\n  request = \"attach\",\n";
  switch (place.protocol) {
    case DebugProtocol::Inspector:
      text += "  type = \"pwa-node\",\n  address = \"127.0.0.1\",\n  port = " + port + ",\n  localRoot = " + root + ",\n  remoteRoot = " + remote + ",\n";
      break;
    case DebugProtocol::Dap:
      text += "  type = \"python\",\n  connect = { host = \"127.0.0.1\", port = " + port + " },\n  pathMappings = { { localRoot = " + root + ", remoteRoot = " + remote + " } },\n";
      break;
    case DebugProtocol::Jdwp:
      text += "  type = \"java\",\n  hostName = \"127.0.0.1\",\n  port = " + port + ",\n";
      break;
    case DebugProtocol::Delve:
      text += "  type = \"go\",\n  mode = \"remote\",\n  host = \"127.0.0.1\",\n  port = " + port + ",\n";
      break;
  }
  return text + "})\n";
}

}  // namespace scfdesk
