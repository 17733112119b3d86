// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/deploy/deployplan.h"
#include "models/deploy/deploytarget.h"

namespace scfdesk {

/// Reads functions at both ends, one after the other, as far as a plan needs it: packages only where their hashes differ. One
/// thread; replies once, later, unless it was deleted before.
class DeployRead final : public QObject {
  Q_OBJECT
 public:
  using Reply = std::function<void(Result<QList<DeployPair>>)>;
  /// `versions`: also whether the newest version of each target is what it is now.
  DeployRead(DeployTarget& source, DeployTarget& target, QStringList functions, bool versions, QObject* parent = nullptr);
  void start(Reply reply);

 private:
  void next();
  void readSource();
  void readKept();
  void readTarget();
  void readVersions();
  void readVersion(const QByteArray& version);
  void readCode();
  void readTargetCode();
  void done(Error error);
  using SnapshotReply = std::function<void(Result<FunctionSnapshot>)>;
  void snapshot(DeployTarget& end, SnapshotReply reply);
  void package(DeployTarget& end, std::function<void(Result<QByteArray>)> reply);
  [[nodiscard]] QByteArray named(const DeployTarget& end, const QByteArray& version = {}) const;
  DeployTarget& m_source;
  DeployTarget& m_target;
  const QStringList m_functions;
  const bool m_versions;
  int m_at = -1;
  DeployPair m_pair;
  QList<DeployPair> m_pairs;
  Reply m_reply;
};

}  // namespace scfdesk
