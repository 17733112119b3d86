// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/recording.h"
#include "models/data/limits.h"
#include "models/logstore.h"
#include "models/modelhub.h"
#include "models/series.h"
#include <QSet>
#include <algorithm>

namespace scfdesk {

Recording recordedIn(const ModelHub& hub, FunctionId fn, TimeUs begin, TimeUs end) {
  struct Event {
    TimeUs at;
    InvocationId invocation;
  };
  std::vector<Event> events;
  const auto& all = hub.series().finished(fn);
  // An invocation ends after it was accepted.
  for (auto it = std::partition_point(all.begin(), all.end(), [begin](const Finished& f) { return f.at < begin; }); it != all.end(); ++it)
    if (const TimeUs at = it->at - it->totalUs; at >= begin && at <= end) events.push_back({at, it->invocation});
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at != b.at ? a.at < b.at : a.invocation < b.invocation; });
  Recording out{begin, end, {}, false, 0};
  auto arrivals = std::make_shared<LoadRecording>();
  QSet<QByteArray> seen;
  for (const Event& event : events) {
    const RequestFacts facts = hub.logs().requests().of(event.invocation);
    if (facts.known && !facts.requestId.isEmpty()) {
      if (seen.contains(facts.requestId)) continue;
      seen.insert(facts.requestId);
    }
    if (arrivals->size() >= size_t(limits::kLoadEvents)) {
      out.cut = true;
      break;
    }
    arrivals->push_back({double(event.at - events.front().at) / 1e6, event.invocation});
  }
  if (arrivals->empty()) return out;
  size_t from = 0;
  for (size_t i = 0; i < arrivals->size(); ++i) {
    while ((*arrivals)[i].seconds - (*arrivals)[from].seconds >= 1) ++from;
    out.mostPerSecond = std::max(out.mostPerSecond, double(i - from + 1));
  }
  out.arrivals = std::move(arrivals);
  return out;
}

}  // namespace scfdesk
