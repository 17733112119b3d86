// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkaclient.h"
#include <functional>

namespace scfdesk {

/// Where a pull trigger gets its batches: it gives one of a partition, and the next one after done(). Engine thread; owned by the
/// trigger.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  /// The function is through with the event of this partition: the next one may come.
  virtual void done(int32_t partition) = 0;
  /// What is there goes out now, without waiting for more.
  virtual void hurry(int32_t partition) = 0;
  virtual void setClockScale(double /*scale*/) {}
  /// Puts a message in at the other end, for a sample: replies on the engine thread.
  virtual void produce(const QByteArray& key, const QByteArray& value, std::function<void(const Result<kafkaclient::Sent>&)> reply) = 0;
};

}  // namespace scfdesk
