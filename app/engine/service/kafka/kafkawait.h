// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkabroker.h"

namespace scfdesk {

/// A fetch that waits for messages: what it asked for, and how much of it there is by now.
struct KafkaBroker::Wait {
  struct Partition {
    int32_t index = 0, most = 0;
    int64_t offset = 0;
  };
  struct Topic {
    QByteArray name;
    std::vector<Partition> partitions;
  };
  Place place;
  int32_t mostBytes = 0, leastBytes = 1;
  int64_t have = 0;
  std::vector<Topic> topics;
  Reactor::TimerId timer = 0;
};

}  // namespace scfdesk
