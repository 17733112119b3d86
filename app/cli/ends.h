// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/deployends.h"
#include <memory>

namespace scfdesk::cli {

class Session;

/// One of two places that a command works between (deploy, pull, compare), and the client that it talks through.
struct End {
  std::unique_ptr<CloudClient> client;
  std::unique_ptr<ClientEnd> target;
  QString text;        ///< "prod (Tencent Cloud, ap-shanghai, namespace default)", for people
  bool cloud = false;
};

/// A stored connection by its name. Errors: Local.NoConnection, Local.NoKeys.
[[nodiscard]] Result<End> connectionEnd(Session& session, const QString& name);
/// The engine of the data folder, or of --endpoint; it is asked once whether it is there at all. Errors: Local.NoEngine and its like.
[[nodiscard]] Result<End> ownEnd(Session& session);

}  // namespace scfdesk::cli
