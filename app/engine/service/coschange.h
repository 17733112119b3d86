// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/cosstore.h"
#include <functional>
#include <vector>

namespace scfdesk {

/// A change of an object, as COS's notifications tell it. A value: made on the COS thread, used on the engine thread.
struct CosChange {
  QByteArray event;          ///< "cos:ObjectCreated:Put"
  QByteArray bucket;         ///< with appid
  CosObject object;          ///< a removed one has its key alone
  QByteArray requestId;
  QByteArray sourceIp;
  QByteArray authorization;  ///< without its signature
  TimeUs at = 0;             ///< real time
  uint64_t number = 0;       ///< in CosJournal; 0 = not in it
};

/// Told of the changes that one request has made, before it is answered: `kept` lets the answer go, on any thread. Called on the
/// COS thread.
using CosChanged = std::function<void(std::vector<CosChange>&& changes, std::function<void()> kept)>;

}  // namespace scfdesk
