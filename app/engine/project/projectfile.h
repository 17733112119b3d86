// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include <QMap>

namespace scfdesk {

/// What a public project file says, in this engine's terms: `template.yaml` of scfcli, `serverless.yml` of the tencent-scf component.
/// A value; any thread.
struct ProjectFunction {
  FunctionKey key;
  FunctionConfig config;
  bool web = false;
  QString role;
  QString code;               ///< path as it is written, relative to the file; a folder or a zip
  QList<TriggerInfo> triggers;///< without their function; desc as this engine keeps it
  int line = 0;
};
/// Something that the file says and that does not come over; or that had to be understood in a way worth knowing.
struct ProjectNote {
  QString where;              ///< "Resources.default.hello.Properties.VpcConfig"
  QString what;               ///< one sentence
  int line = 0;
};
struct Project {
  QString kind;               ///< "scfcli" | "serverless"
  QList<ProjectFunction> functions;
  QList<ProjectNote> notes;
  QStringList missing;        ///< "app", "stage", ...: named as ${app} where it matters, without a value anywhere
};

namespace projectfile {
inline constexpr int kFunctions = 100;
inline constexpr int kNotes = 500;
inline constexpr int kValueChars = 128;  ///< of a value for ${app}

/// Values for ${app}, ${stage}, ${name} and ${org} that the file itself does not say; the file's own win.
using Values = QMap<QString, QString>;

/// Error Local.ProjectFile: no YAML, none of the two kinds, or more than may be.
[[nodiscard]] Result<Project> read(const QByteArray& text, const Values& values = {});

/// What is written of a function. `baseUrl` of links is not; services' variables neither, as they are none of its own.
struct Exported {
  const FunctionInfo* function;
  QList<TriggerInfo> triggers;
  QString code = {};          ///< the path of its code as it is written; empty: its linked folder, or ./NAME
};
/// What a function has and neither kind of file can say.
[[nodiscard]] QList<ProjectNote> notWritten(const Exported& function);
[[nodiscard]] QByteArray writeScfcli(const QList<Exported>& functions);
/// One file holds one function.
[[nodiscard]] QByteArray writeServerless(const Exported& function);
}  // namespace projectfile

}  // namespace scfdesk
