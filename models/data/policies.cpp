// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/policies.h"
#include <QtGlobal>

namespace scfdesk {

// Sources: design/scaling-core.md sections 1.1 and 1.9 to 1.11.
const QList<PolicyText>& policyTexts() {
  static const QList<PolicyText> all{
      {"policy", "fixed", QT_TRANSLATE_NOOP("ScalingPolicy", "Fixed keep-alive"),
       QT_TRANSLATE_NOOP("ScalingPolicy",
                         "An idle instance stays for the keep-alive time after its last event and then goes. SCF publishes no time: it "
                         "adjusts it. Ten minutes are this engine's own default. When instances take more of this machine than the "
                         "memory limit allows, the one that was not used for longest goes first.")},
      {"policy", "histogram", QT_TRANSLATE_NOOP("ScalingPolicy", "Hybrid histogram"),
       QT_TRANSLATE_NOOP("ScalingPolicy",
                         "For each function the engine counts how long it was idle between events, by the minute over four hours. Once a "
                         "pattern shows, an idle instance goes at once and a new one starts shortly before the next event is due; it "
                         "stays until the event is no longer likely. Functions without a pattern stay for four hours. Idle times beyond "
                         "four hours are foretold from their mean. Fits functions that are called at regular times. (Serverless in the "
                         "Wild, 2020; the mean stands in for its time series model.)")},
      {"policy", "greedy-dual", QT_TRANSLATE_NOOP("ScalingPolicy", "Greedy-dual"),
       QT_TRANSLATE_NOOP("ScalingPolicy",
                         "Idle instances stay until memory is short. Then the one goes whose loss costs least: few calls, a quick start, "
                         "much memory, long unused. There is no time limit, so it needs the memory limit of this machine: without one "
                         "nothing is ever stopped. Fits many functions on one machine. (FaasCache, 2021.)")},
      {"startPolicy", "scf", QT_TRANSLATE_NOOP("ScalingPolicy", "As SCF"),
       QT_TRANSLATE_NOOP("ScalingPolicy",
                         "An event that finds no idle instance starts one and waits for exactly that one, as in the cloud. Many events at "
                         "once start as many instances, within the quota and the starts per minute.")},
      {"startPolicy", "wait", QT_TRANSLATE_NOOP("ScalingPolicy", "Start or wait"),
       QT_TRANSLATE_NOOP("ScalingPolicy",
                         "An event that finds no idle instance waits for a busy or starting one if that is expected to be free sooner than a "
                         "new one would be ready: the rest of the oldest run, after those that wait already, against the usual start time. "
                         "If it has waited half as long again as a start takes, it starts one after all. A queue that stands without a "
                         "break gets one more instance at a time, each after eight times as long. Short functions then need far fewer "
                         "instances. (CIDRE, 2025; the rule about the queue is this engine's own.)")}};
  return all;
}

const PolicyText* policyText(const QString& setting, const QString& value) {
  for (const PolicyText& p : policyTexts())
    if (setting == QLatin1String(p.setting) && value == QLatin1String(p.value)) return &p;
  return nullptr;
}

}  // namespace scfdesk
