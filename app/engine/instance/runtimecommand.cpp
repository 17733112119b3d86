// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/runtimecommand.h"
#include "app/engine/instance/javabootstrap.h"
#include "app/engine/runtime/startfile.h"
#include "app/spawner/protocol.h"
#include <QFile>
#include <algorithm>

namespace scfdesk {
namespace {
/// V8 collects before the limit instead of running into it; what is not heap takes about 48 MB.
QByteArray heapOption(int memoryMb) { return "--max-old-space-size=" + QByteArray::number(std::max(32, memoryMb - 48)); }

/// The system's extensions are loaded before those of the code. SCF's value of the variable, which has no place for them, is put
/// back by the bootstrap.
void addSystemExtensions(QByteArrayList& environment) {
  for (QByteArray& entry : environment)
    if (entry.startsWith("PHP_INI_SCAN_DIR=")) entry.insert(entry.indexOf('=') + 1, ':');
}

/// Without namespaces nothing is mounted at /opt: the search paths name the folder itself.
void findLayers(QByteArrayList& environment, const QByteArray& folder) {
  for (QByteArray& entry : environment)
    for (const char* name : {"PYTHONPATH=", "NODE_PATH=", "CLASSPATH=", "PHP_INI_SCAN_DIR=", "LD_LIBRARY_PATH="})
      if (entry.startsWith(name)) entry.replace(":/opt", QByteArray(":" + folder));
}

void addPhp(RuntimeCommand& command, const QByteArray& scripts) {
  addSystemExtensions(command.environment);
  // The watch on resident memory is the limit; what PHP complains about belongs into the log.
  for (const char* option : {"memory_limit=-1", "max_execution_time=0", "display_errors=1", "log_errors=0", "html_errors=0"})
    command.argv += {"-d", option};
  command.argv += scripts + "/php/bootstrap.php";
}

QByteArray debugAddress(int port) { return "127.0.0.1:" + QByteArray::number(port); }

/// What is not heap takes about 48 MB.
void addJava(RuntimeCommand& command, const QByteArray& scripts, const BootstrapPlace& bootstraps, int memoryMb, int debugPort, bool namespaces) {
  command.argv += bootstraps.javaOptions;
  if (debugPort != 0) command.argv += QByteArray("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=" + debugAddress(debugPort));
  command.argv += {"-XX:+ExitOnOutOfMemoryError", "-Xms8m", "-Xmx" + QByteArray::number(std::max(24, memoryMb - 48)) + 'm', "-Dfile.encoding=UTF-8",
                   "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"};
  if (namespaces && !bootstraps.javaArchive.isEmpty()) command.argv += "-XX:SharedArchiveFile=" + scripts + "/java/" + bootstraps.javaArchive;
  command.argv += {"-cp", namespaces ? QByteArray(JavaBootstrap::kJarInside) : scripts + "/java/scfdesk.jar", "scfdesk.Main"};
}

/// delve holds the program at its entry until a client lets it go.
QByteArrayList underDelve(const InstanceSpec& spec, const QByteArray& program) {
  return {QFile::encodeName(spec.debugger), "exec", program, "--headless", QByteArray("--listen=" + debugAddress(spec.debugPort)), "--api-version=2", "--accept-multiclient",
          "--only-same-user=false"};  // the engine stands between it and its client
}

void add(QByteArray& packet, const QByteArray& text) { packet.append(text.constData(), qsizetype(strlen(text.constData())) + 1); }

/// Those that listen on a port of their own.
bool tellsBinds(const InstanceSpec& spec) { return spec.family == u"web" || spec.family == u"go"; }

template <typename T>
void addRaw(QByteArray& packet, const T& value) {
  packet.append(reinterpret_cast<const char*>(&value), sizeof value);
}
}  // namespace

QString interpreterPrefix(const QString& interpreter) {
  if (interpreter.startsWith(u"/usr/") || interpreter.startsWith(u"/bin/")) return {};
  const qsizetype file = interpreter.lastIndexOf(u'/');
  const qsizetype folder = file > 0 ? interpreter.lastIndexOf(u'/', file - 1) : -1;
  if (folder > 0 && QStringView(interpreter).sliced(folder, file - folder) == u"/bin") return interpreter.left(folder);
  return file > 0 ? interpreter.left(file) : QString();
}

QByteArray nativeProgram(const InstanceSpec& spec) {
  const bool native = spec.family == u"custom" || spec.family == u"go" || spec.family == u"web";
  return native ? startFile(spec.family, spec.handler) : QByteArray();
}

QByteArray runtimeRoot(const InstanceSpec& spec, bool namespaces) {
  return namespaces ? QByteArray("/var/user") : QFile::encodeName(spec.codeDir);
}

RuntimeCommand runtimeCommand(const InstanceSpec& spec, const BootstrapPlace& bootstraps, bool namespaces, BirthKind kind) {
  const bool hasCode = kind == BirthKind::Instance || kind == BirthKind::Fork || kind == BirthKind::Fill;
  RuntimeCommand command;
  command.codeDir = hasCode ? QFile::encodeName(spec.codeDir) : QByteArray();
  command.bootstrapDir = QFile::encodeName(bootstraps.folder);
  command.prefix = namespaces ? QFile::encodeName(interpreterPrefix(spec.interpreter)) : QByteArray();
  command.argv = {QFile::encodeName(spec.interpreter)};
  if (kind == BirthKind::Fork || kind == BirthKind::ForkedSpare) return command;  // it has been executed already
  if (spec.family == kPlaceFamily) return command;
  command.environment = spec.environment;
  if (!namespaces && !spec.layerDir.isEmpty()) findLayers(command.environment, QFile::encodeName(spec.layerDir));
  if (const QByteArray program = nativeProgram(spec); !program.isEmpty()) {
    const QByteArray path = runtimeRoot(spec, namespaces) + '/' + program;
    command.argv = spec.debugger.isEmpty() ? QByteArrayList{path} : underDelve(spec, path);
    if (!spec.debugger.isEmpty() && namespaces) command.prefix = QFile::encodeName(interpreterPrefix(spec.debugger));
    return command;
  }
  const QByteArray scripts = namespaces ? QByteArray("/var/runtime") : command.bootstrapDir;
  if (spec.family == u"nodejs") {
    command.argv += heapOption(spec.memoryMb);
    // Its address is told by the engine; on stderr it would be one of the function's own lines.
    if (spec.debugPort != 0) command.argv += QByteArrayList{QByteArray("--inspect=" + debugAddress(spec.debugPort)), "--inspect-publish-uid=http"};
    command.argv += scripts + "/nodejs/bootstrap.js";
  } else if (spec.family == u"php") {
    addPhp(command, scripts);
  } else if (spec.family == u"java") {
    addJava(command, scripts, bootstraps, spec.memoryMb, spec.debugPort, namespaces);
  } else {
    // Without site and the user's own Python settings: the bootstrap sets the paths. Traces as SCF shows them.
    command.argv += {"-I", "-S", "-X", "utf8", "-X", "no_debug_ranges"};
    if (spec.debugPort != 0) command.argv += {"-X", "frozen_modules=off"};  // a debugger sees nothing of frozen ones, and complains
    command.argv += QByteArray(scripts + "/python3/" + QFile::encodeName(bootstraps.pythonScript));
  }
  if (spec.debugPort != 0 && spec.family == u"python3") command.argv += {"debug", QByteArray::number(spec.debugPort)};
  if (kind == BirthKind::Spare) command.argv += "prepared";
  if (kind == BirthKind::Zygote) {
    command.argv += "zygote";
    command.environment += "LD_PRELOAD=/var/runtime/scfdesk-zygote.so";
  }
  return command;
}

QByteArray birthPacket(uint32_t birth, const InstanceSpec& spec, const RuntimeCommand& command, const QString& mountPoint, BirthKind kind) {
  QByteArray packet;
  packet.reserve(8192);
  const auto packetKind = kind == BirthKind::Zygote ? spawner::Kind::Prepare : kind == BirthKind::Fill ? spawner::Kind::Fill : spawner::Kind::Spawn;
  const uint32_t flags = (tellsBinds(spec) ? uint32_t(spawner::kTellBinds) : 0U) | (spec.family == kPlaceFamily ? uint32_t(spawner::kPlace) : 0U);
  addRaw(packet, spawner::Header{packetKind, birth, 0, 0});
  addRaw(packet, spawner::Birth{command.codeDir.isEmpty() ? 0U : uint32_t(spec.memoryMb), flags, uint32_t(command.argv.size()), uint32_t(command.environment.size())});
  add(packet, instanceName(spec.id).toUtf8());
  add(packet, command.codeDir);
  add(packet, QFile::encodeName(mountPoint));
  add(packet, command.bootstrapDir);
  add(packet, QFile::encodeName(spec.layerDir));
  add(packet, command.prefix);
  for (const QByteArray& argument : command.argv) add(packet, argument);
  for (const QByteArray& entry : command.environment) add(packet, entry);
  return packet;
}

QByteArray assignmentPacket(const InstanceSpec& spec) {
  QByteArray packet;
  addRaw(packet, spawner::Header{spawner::Kind::Assign, spec.id, 0, 0});
  addRaw(packet, spawner::Assignment{uint32_t(spec.memoryMb)});
  add(packet, instanceName(spec.id).toUtf8());
  add(packet, QFile::encodeName(spec.codeDir));
  add(packet, QFile::encodeName(spec.layerDir));
  return packet;
}

}  // namespace scfdesk
