// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/cron.h"
#include "models/data/function.h"
#include <QJsonObject>
#include <QStringList>
#include <array>
#include <vector>

namespace scfdesk {

/// One recent event of a trigger.
struct TriggerEvent {
  QByteArray requestId;
  quint64 invocation = 0; ///< its last attempt; 0 when it is none of this run of the engine
  TimeUs at = 0;
  int statusCode = 0;
  QString status;         ///< "Success", "User code exception"
  bool running = false, deadLetter = false;
  int attempts = 0, records = 1;
  int64_t durationUs = 0;
  QString event;          ///< its beginning
  QString message;        ///< why it failed
  QJsonObject note;       ///< of the type's own
};

/// A trigger as /-/triggers shows it. A value.
struct TriggerView {
  QString id, name, type, qualifier, customArgument, description, address, trouble;
  QString remedy;             ///< "startCkafka", "startRedis", "again", or empty
  FunctionKey function;
  bool pull = false, sync = false, enabled = false;
  bool counted = true;        ///< its events are: the cloud does not
  QJsonObject desc, about;
  struct {
    int64_t made = 0, delivered = 0, failed = 0, deadLettered = 0, refused = 0, retried = 0, pending = 0;
  } counts;
  struct {
    double made = 0, delivered = 0, retried = 0, deadLettered = 0, refused = 0, invoked = 0;  ///< a second, over the last kRateSeconds
  } rates;
  TimeUs last = 0;
  static constexpr int kRateSeconds = 10;
  std::vector<int> history;   ///< invocations of 15 minutes in equal parts
  std::vector<TriggerEvent> recent;
  [[nodiscard]] int lately() const;  ///< sum of history
};
TriggerView triggerFromJson(const QJsonObject& o);

/// What a view says of triggers: translated. Pure but for the language in force; GUI thread.
namespace triggerwords {
QString typeName(const QString& type);       ///< "Timer", "Function URL"
QString iconOf(const QString& type);         ///< of resources/icons
QString title(const TriggerView& t);         ///< "Timer · close-day"
QString source(const TriggerView& t);        ///< "0 30 23 * * * *"
QString whenItFails(const TriggerView& t, int retries);
/// "At 23:30:00 every day": what a cron means. Empty when the text is none.
QString cronSentence(const QString& cron);
}  // namespace triggerwords

}  // namespace scfdesk
