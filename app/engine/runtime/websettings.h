// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QHash>
#include <QString>

namespace scfdesk {

/// What a web function is configured with beside what all functions are (facts/scf.md 4.2), out of the API's fields.
struct WebSettings {
  int concurrency = 1;    ///< requests that one instance takes at once: InstanceConcurrencyConfig.MaxConcurrency, 1 to 100
  bool webSocket = false; ///< ProtocolType WS
  int idleSeconds = 60;   ///< of a WebSocket: ProtocolParams.WSParams.IdleTimeOut, 10 to 7200

  static constexpr int kMostConcurrency = 100;
  static constexpr int kLeastIdleSeconds = 10;
  static constexpr int kMostIdleSeconds = 7200;
};
/// From the fields as they are kept (JSON texts by name); what is missing or no number is left at its default. Pure.
[[nodiscard]] WebSettings webSettings(const QHash<QString, QString>& fields);
/// Whether the fields can be had: Type Event or HTTP, limits, and ProtocolType for web functions alone.
[[nodiscard]] Status checkWebSettings(const QHash<QString, QString>& fields);

}  // namespace scfdesk
