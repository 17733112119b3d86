// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QByteArrayList>
#include <optional>

namespace scfdesk {

/// An interpreter found on this machine: the real file, never a shim.
struct Interpreter {
  QString family;   ///< "python3" | "nodejs" | "php" | "java"
  QString path;     ///< absolute, symbolic links resolved
  int major = 0, minor = 0, patch = 0;
  [[nodiscard]] QString label() const;  ///< "Python 3.11.2", "Node.js 20.20.2"
};

/// A runtime name of SCF's API (facts/scf.md 2.1).
struct RuntimeName {
  QString name;     ///< "Python3.10"
  QString family;   ///< "python3" | "nodejs" | "php" | "java" | "go" | "custom" | "python2"
  int major = 0, minor = 0;
  [[nodiscard]] QString label() const;  ///< "Python 3.10"
};
/// All names that the API knows, newest first within a family.
const QList<RuntimeName>& runtimeNames();
std::optional<RuntimeName> runtimeName(const QString& name);
/// Families that this engine can run.
bool runtimeSupported(const RuntimeName& name);

/// The interpreter for a declared runtime: the same minor version, else the next higher, else the highest (architecture.md 7);
/// Python 2.7 never maps to 3. `chosen` (a path from the settings) wins when it is of the family. Pure.
std::optional<Interpreter> chooseInterpreter(const RuntimeName& runtime, const QList<Interpreter>& found, const QString& chosen);
/// "Python 3.10 (runs 3.11.2)" / "Python 3.11" when equal / "Python 3.10 (no interpreter)".
QString runtimeShown(const RuntimeName& runtime, const std::optional<Interpreter>& interpreter);
/// The one command that installs an interpreter of the family: "sudo apt-get install python3".
QString installCommand(const QString& family);
/// What to do where there is no interpreter: the command, or, where none brings one, what else helps.
QString interpreterHint(const QString& installCommand);

/// Looks for interpreters: the system's folders, pyenv, nvm. Reads versions from real files; runs `--version` of each found
/// at most once (answers are cached by path, size and mtime in cacheFile). Blocking: worker threads only.
QList<Interpreter> findInterpreters(const QString& cacheFile);

/// Environment of an instance, complete and in SCF's terms (facts/scf.md 2.3), "K=V". User variables last, they may not
/// use reserved prefixes (checked before). Values that SCF fills from the cloud (region, appid, uin, keys) are local ones.
struct EnvironmentInput {
  FunctionKey key;
  FunctionConfig config;
  RuntimeName runtime;
  Interpreter interpreter;
  QString instance;     ///< HOSTNAME
  QString version = QStringLiteral("$LATEST");
};
QByteArrayList instanceEnvironment(const EnvironmentInput& input);
/// The context object of one request (facts/scf.md 2.4), JSON. `environment` is a JSON string of the user's variables and
/// the namespace; `environ` is "K=V;K=V".
QByteArray contextJson(const FunctionInfo& function, const QByteArray& requestId, const QString& qualifier);

/// Handlers that code offers, by looking: "index.main_handler" for files at the root of a folder. Blocking, bounded.
QStringList findHandlers(const QString& folder, const QString& family);

}  // namespace scfdesk
