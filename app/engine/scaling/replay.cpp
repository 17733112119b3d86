// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/replay.h"

namespace scfdesk::scaling {

namespace {

/// Gathers the decisions of one step.
class Gathered final : public Sink {
 public:
  std::vector<Decision> decisions;
  void decide(const Decision& decision) override { decisions.push_back(decision); }
};

/// Holds what was decided in one event against the tape.
void compare(ReplayOutcome& outcome, DecisionTapeReader& tape, const std::vector<Decision>& decided, Ns now) {
  for (const Decision& d : decided) {
    ++outcome.decisions;
    Decision recorded;
    const bool there = tape.next(recorded);
    if (outcome.difference || (there && sameDecision(recorded, d))) continue;
    outcome.difference = FirstDifference{outcome.decisions, outcome.events, now, there ? std::optional(recorded) : std::nullopt, d};
  }
}

}  // namespace

ReplayOutcome replay(const std::vector<std::shared_ptr<const RecordedPart>>& parts, const ReplayStep& step) {
  ReplayOutcome outcome;
  outcome.same = !parts.empty();
  if (parts.empty()) outcome.trouble = "nothing was recorded";
  for (const auto& part : parts) {
    std::string why;
    const auto core = Core::restore(part->snapshot, &why);
    if (!core) {
      outcome.trouble = why;
      outcome.same = false;
      return outcome;
    }
    Gathered gathered;
    DecisionTapeReader tape(part->decisions);
    bool wanted = true;
    const size_t read = EventLog::read(part->events, [&](const Event* event, Ns now) {
      ++outcome.events;
      gathered.decisions.clear();
      if (event)
        core->step(*event, gathered);
      else
        core->tick(now, gathered);
      compare(outcome, tape, gathered.decisions, now);
      wanted = !step || step(*core, event, now, gathered.decisions);
      return wanted;
    });
    outcome.recordedHash = part->hash;
    outcome.replayedHash = core->decisionHash();
    if (!wanted) {
      outcome.same = false;
      outcome.trouble = "canceled";
      return outcome;
    }
    if (read != part->eventCount) outcome.trouble = "event " + std::to_string(outcome.events + 1) + " is damaged";
    if (Decision left; !outcome.difference && tape.next(left)) outcome.difference = FirstDifference{outcome.decisions + 1, outcome.events, left.now, left, std::nullopt};
    // A tape that was cut short where nothing differs says less than its own hash.
    if (!outcome.trouble.empty() || outcome.difference || outcome.recordedHash != outcome.replayedHash) {
      outcome.same = false;
      return outcome;
    }
  }
  return outcome;
}

}  // namespace scfdesk::scaling
