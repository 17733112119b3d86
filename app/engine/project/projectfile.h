// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"

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
};

namespace projectfile {
inline constexpr int kFunctions = 100;
inline constexpr int kNotes = 500;

/// Error Local.ProjectFile: no YAML, none of the two kinds, or more than may be.
[[nodiscard]] Result<Project> read(const QByteArray& text);

/// What is written of a function. `baseUrl` of links is not; services' variables neither, as they are none of its own.
struct Exported {
  const FunctionInfo* function;
  QList<TriggerInfo> triggers;
};
[[nodiscard]] QByteArray writeScfcli(const QList<Exported>& functions);
/// One file holds one function.
[[nodiscard]] QByteArray writeServerless(const Exported& function);
}  // namespace projectfile

}  // namespace scfdesk
