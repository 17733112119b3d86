// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/version.h"
#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>
#include <cstdint>
#include <optional>
#include <utility>

namespace scfdesk {


struct FunctionKey {
  QString ns = QStringLiteral("default");
  QString name;
  friend bool operator==(const FunctionKey&, const FunctionKey&) = default;
};
inline size_t qHash(const FunctionKey& k, size_t seed = 0) { return qHashMulti(seed, k.ns, k.name); }

/// SCF's function states (facts/scf.md 1.8).
/// The order is kept on disk: new ones at the end.
enum class FunctionStatus : uint8_t { Creating, CreateFailed, Active, Updating, UpdateFailed, Deleting, DeleteFailed, Publishing, PublishFailed };
QString statusName(FunctionStatus);
std::optional<FunctionStatus> statusFromName(const QString&);

/// Where the code of $LATEST comes from.
enum class CodeSource : uint8_t {
  Package,  ///< a zip, kept by SHA-256 and unpacked once
  Folder,   ///< a folder of the user's that stays the source: $LATEST is that folder, live
};

/// What a user configures. Everything here survives a restart.
struct FunctionConfig {
  QString runtime;  ///< SCF's name, e.g. "Python3.10", "Nodejs18.15"
  QString handler;  ///< "file.function"
  QString description;
  int memoryMb = 128;
  int timeoutSeconds = 3;
  int initTimeoutSeconds = 65;
  QList<std::pair<QString, QString>> environment;  ///< in the user's order
  bool asyncRun = false;      ///< AsyncRunEnable: every call answers with its request id at once; fixed at creation
  bool traceEnabled = false;  ///< TraceEnable: its async events are listed until 72 h after their end
  friend bool operator==(const FunctionConfig&, const FunctionConfig&) = default;
};

/// Local settings of one function that SCF does not have; none = the engine's own.
struct FunctionOverrides {
  std::optional<int> keepAliveSeconds;
  std::optional<int> maxInstances;     ///< makes events wait, never rejects
  std::optional<QString> startPolicy;  ///< "scf" | "wait"
  friend bool operator==(const FunctionOverrides&, const FunctionOverrides&) = default;
};

/// A function as its owner sees it, or one published version of it (version > 0). A value; any thread.
/// Views are told of functions alone ($LATEST); a version is frozen and hangs below its function, in `versions`.
struct FunctionInfo {
  FunctionId id = 0;
  FunctionKey key;
  VersionNumber version = 0;
  FunctionId base = 0;   ///< of a version: the function that it is one of; else 0
  FunctionConfig config;
  FunctionOverrides overrides;
  CodeSource source = CodeSource::Package;
  QString folder;        ///< absolute path when source == Folder
  QByteArray codeSha256; ///< hex; empty for a folder
  int64_t codeBytes = 0; ///< size of the package
  FunctionStatus status = FunctionStatus::Creating;
  QString statusReason;  ///< why a state is a failed one, one sentence
  QString statusCode;    ///< SCF code of it
  QString runtimeShown;  ///< "Python 3.10 (runs 3.11.2)", "Node.js 18.15 (no interpreter)"
  bool sample = false;   ///< shipped with the product: group "samples"
  bool interpreterFound = true;
  QString installCommand;///< the one command that would bring a missing interpreter
  QString functionId;    ///< "lam-xxxxxxxx", as GetFunction answers
  QString role;
  TimeUs added = 0;
  TimeUs modified = 0;
  uint32_t generation = 0;///< rises with each change of code or configuration
  QHash<QString, QString> apiExtras; ///< fields of CreateFunction that have no effect here but are given back as they came (JSON texts)
  VersionNumber lastVersion = 0;      ///< highest ever published; numbers are never used again
  QList<VersionInfo> versions;        ///< published ones that exist, by number
  QList<AliasInfo> aliases;           ///< by name; $DEFAULT only when it was moved
  AsyncConfig async;
  std::optional<int> reservedMemoryMb;///< reserved concurrency quota over all versions; 0 = function off; none = shares the account's
};

/// Code given with CreateFunction / UpdateFunctionCode.
struct CodeInput {
  CodeSource source = CodeSource::Package;
  QByteArray zip;   ///< the package itself when source == Package
  QString folder;   ///< absolute path when source == Folder
};
struct CreateFunction {
  FunctionKey key;
  FunctionConfig config;
  CodeInput code;
  bool sample = false;
  FunctionOverrides overrides;
  QString role;
  QHash<QString, QString> apiExtras;
};
/// Only what is set changes.
struct UpdateConfig {
  FunctionKey key;
  std::optional<QString> handler, description, role;
  std::optional<QString> runtime;  ///< SCF refuses this; the console uses it for functions without an Active state only
  std::optional<int> memoryMb, timeoutSeconds, initTimeoutSeconds;
  std::optional<QList<std::pair<QString, QString>>> environment;
  QHash<QString, QString> apiExtras;
};
struct UpdateCode {
  FunctionKey key;
  CodeInput code;
  std::optional<QString> handler;
};

/// A named test event of a function. Survives a restart.
struct SavedEvent {
  FunctionKey function;
  QString name;
  QByteArray json;
  QString templateId;  ///< which template it began as
};

struct NamespaceInfo {
  QString name;
  QString description;
  TimeUs added = 0;
  TimeUs modified = 0;
};

/// The rules of facts/scf.md 1.7, each with SCF's own error code. `where` is only for messages.
Status checkFunctionName(const QString& name);
Status checkHandler(const QString& handler);
/// By the rules of the runtime: the handler of Go1 is the name of a program, that of CustomRuntime is the bootstrap's own affair.
Status checkHandler(const QString& handler, const QString& runtime);
Status checkMemory(int memoryMb);
Status checkTimeout(int seconds, bool asyncRun = false);  ///< asynchronous execution may take 24 h
Status checkInitTimeout(int seconds);
Status checkEnvironment(const QList<std::pair<QString, QString>>& environment);
Status checkDescription(const QString& description);
Status checkNamespaceName(const QString& name);
/// All of the above at once; the first that is wrong.
Status checkConfig(const FunctionConfig& config);

}  // namespace scfdesk
Q_DECLARE_METATYPE(scfdesk::FunctionInfo)
Q_DECLARE_METATYPE(scfdesk::FunctionKey)
