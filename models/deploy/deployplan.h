// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/deploy/functionsnapshot.h"

namespace scfdesk {

struct FieldChange {
  QString field;          ///< "MemorySize", "Environment.STAGE", "Trigger nightly"
  QString before, after;  ///< for people; empty = is not there
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// One write at the target, in SCF's words. Asking for it again leaves the same state.
struct DeployStep {
  QString function;
  QByteArray action;        ///< "UpdateFunctionCode"
  QByteArray params;        ///< JSON object; for code without the package, which the run adds
  bool withCode = false;
  bool waitActive = false;  ///< done when the function is Active again
  QByteArray existsCode;    ///< this Error after an attempt of unknown end means that that attempt did it
  QString subject;          ///< "nightly" for a trigger; else empty
};

enum class DeployVerb : uint8_t { Create, Change, Leave, Blocked };

struct FunctionPlan {
  QString name;
  DeployVerb verb = DeployVerb::Leave;
  QList<FieldChange> fields;
  QList<FileChange> files;     ///< of a change; of a creation all files, as added
  QString blocked;             ///< why it can't be deployed
  QStringList notes;           ///< what is left alone on purpose
};

/// What a deploy does, before it does anything.
struct DeployPlan {
  QList<FunctionPlan> functions;
  QList<DeployStep> steps;     ///< in order
  [[nodiscard]] int count(DeployVerb verb) const;
};

struct DeployOptions {
  QString targetNamespace = QStringLiteral("default");
  int64_t requestLimit = 0;    ///< bytes of one request that the target takes; 0 = no limit
  bool publish = false;        ///< a version of each function that is created or changed, or whose newest version is another one
  QString versionDescription;
};

/// One function and what there is of it at the other end. `filesBefore` and `filesAfter` are those of the packages; equal when
/// the hashes of the packages are.
struct DeployPair {
  FunctionSnapshot source;
  std::optional<FunctionSnapshot> target;
  ZipFiles filesBefore, filesAfter;
  bool published = false;  ///< the newest version of the target is what the target is now; read for those that publish
};

/// The plan that makes the targets like the sources. A pure function: the same ends give the same plan, and like ends an empty
/// one. Configuration, variables and files become those of the source; triggers that only the target has
/// are left alone and said.
DeployPlan planDeploy(const QList<DeployPair>& pairs, const DeployOptions& options);

}  // namespace scfdesk
