// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include "models/deploy/zipfiles.h"
#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace scfdesk {

/// A trigger as a deploy carries it.
struct TriggerSnapshot {
  QString name, type;
  QString desc;            ///< as CreateTrigger takes it, without what the place adds (addresses)
  QString qualifier, customArgument, description;
  bool enabled = true;
  friend bool operator==(const TriggerSnapshot&, const TriggerSnapshot&) = default;
};

/// A function at one end, as far as a deploy carries it. A value; any thread.
struct FunctionSnapshot {
  QString name;
  QString runtime, type;              ///< fixed at creation
  bool asyncRun = false;              ///< fixed at creation
  bool traceEnabled = false;          ///< fixed at creation
  QString protocol;                   ///< "WS" or empty, of a web function; fixed at creation
  QString status;                     ///< "Active", ...
  /// Configuration by the field names of UpdateFunctionConfiguration, each value as JSON text. Environment is apart.
  QMap<QString, QByteArray> fields;
  QMap<QString, QString> environment;
  std::optional<int> retries, maxAgeSeconds;  ///< of async events
  QList<TriggerSnapshot> triggers;    ///< those that can be carried, by type and name
  QMap<QString, QByteArray> placed;   ///< "VpcConfig", "Role": what is set and names things of the place it is at
  QStringList kept;                   ///< "2 versions", "the alias prod": what stays where it is
  QStringList triggersLeft;           ///< "orders (ckafka)": they name things of the place they are at
  QByteArray codeSha256;              ///< hex, as GetFunctionAddress gives it
  QByteArray zip;                     ///< empty until it is needed
};

/// From the answers of GetFunction and, where there is one, GetFunctionEventInvokeConfig. Error "Local.BadAnswer".
Result<FunctionSnapshot> functionSnapshot(const QByteArray& function, const QByteArray& eventInvokeConfig);

}  // namespace scfdesk
