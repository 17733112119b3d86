// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instance.h"
#include <QByteArrayList>

namespace scfdesk {

/// How a runtime is started.
struct RuntimeCommand {
  QByteArrayList argv;   ///< as seen from inside the instance
  QByteArray prefix;     ///< folder of the interpreter that must be seen inside, empty when it lies in /usr
  QByteArrayList environment;
  QByteArray codeDir;    ///< on the host; empty = given later
  QByteArray bootstrapDir;
};
/// Where the bootstraps are: a folder of the host, the file in its python3 folder (the source, or compiled), and the archive of
/// classes in its java folder with the options that this JVM needs.
struct BootstrapPlace {
  QString folder;
  QString pythonScript = QStringLiteral("bootstrap.py");
  QByteArrayList javaOptions;
  QByteArray javaArchive = {};  ///< file name; empty = none yet
};
/// What is asked for: an instance with its code, a runtime that waits for code, one that forks, or a fork of that.
/// Fill: an instance with its code in a place that is there already.
enum class BirthKind : uint8_t { Instance, Spare, Zygote, Fork, ForkedSpare, Fill };
/// Programs that are their own runtime have nothing that could boot before their code is there: prepared for them is a place, with
/// its name spaces and files, of this family and without an interpreter.
inline constexpr QStringView kPlaceFamily = u"place";
/// Pure. `namespaces` decides which paths the runtime sees.
RuntimeCommand runtimeCommand(const InstanceSpec& spec, const BootstrapPlace& bootstraps, bool namespaces, BirthKind kind);
/// The program in the code folder that is its own runtime; empty when an interpreter runs the code.
QByteArray nativeProgram(const InstanceSpec& spec);
/// Where the runtime sees the code of the function.
QByteArray runtimeRoot(const InstanceSpec& spec, bool namespaces);
/// The folder that holds an interpreter with its library: ".../versions/3.11.7" of ".../versions/3.11.7/bin/python3.11".
QString interpreterPrefix(const QString& interpreter);
/// Birth packet of the spawner's protocol, header included. `birth`: the number that it is answered by.
QByteArray birthPacket(uint32_t birth, const InstanceSpec& spec, const RuntimeCommand& command, const QString& mountPoint, BirthKind kind);
/// What a prepared instance is given, header included.
QByteArray assignmentPacket(const InstanceSpec& spec);

}  // namespace scfdesk
