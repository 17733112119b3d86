// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/attention.h"
#include "models/functionmodel.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include <QCoreApplication>
#include <algorithm>
#include <map>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kMemoryShare = 0.9;  // of the configured size: from here on a 434 is near

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::Attention)
};

bool failedCode(int code) { return code != status::kSuccess; }

/// The failures since `begin`, and all that finished from the first of them on.
struct Failures {
  TimeUs first = 0;
  int finished = 0, failed = 0;
  std::map<int, int> byCode;
};

Failures failuresSince(const std::deque<Finished>& rows, TimeUs begin) {
  Failures found;
  for (const Finished& one : rows) {
    if (one.at <= begin || (found.failed == 0 && !failedCode(one.code))) continue;
    if (found.failed == 0) found.first = one.at;
    ++found.finished;
    if (!failedCode(one.code)) continue;
    ++found.failed;
    ++found.byCode[one.code];
  }
  return found;
}

/// "433 TimeLimitReached", and with several codes how often each: "433 TimeLimitReached × 2, 430 User code exception × 1".
QString codesOf(const Failures& failures) {
  constexpr size_t kNamed = 3;
  std::vector<std::pair<int, int>> codes(failures.byCode.begin(), failures.byCode.end());
  std::stable_sort(codes.begin(), codes.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  QStringList said;
  int others = 0;
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i >= kNamed) {
      others += codes[i].second;
      continue;
    }
    const QString one = QString::number(codes[i].first) + u' ' + statusCodeName(codes[i].first);
    said << (codes.size() == 1 ? one : QString(one + u" × "_s + format::count(codes[i].second)));
  }
  if (others > 0) said << Words::tr("%1 with other codes").arg(format::count(others));
  return said.join(u", "_s);
}

void addState(std::vector<Attention>& out, const FunctionInfo& f) {
  Attention a;
  a.function = f.id;
  if (f.status == FunctionStatus::CreateFailed || f.status == FunctionStatus::UpdateFailed || f.status == FunctionStatus::DeleteFailed) {
    a.kind = Attention::Kind::Broken;
    a.title = f.status == FunctionStatus::CreateFailed   ? Words::tr("%1 could not be created").arg(f.key.name)
              : f.status == FunctionStatus::UpdateFailed ? Words::tr("%1 could not be updated").arg(f.key.name)
                                                         : Words::tr("%1 could not be deleted").arg(f.key.name);
    a.detail = EngineWords::text(f.statusReason);
    a.action = Attention::Action::OpenConfiguration;
    out.push_back(a);
  } else if (!f.interpreterFound) {
    a.kind = Attention::Kind::NoInterpreter;
    a.title = Words::tr("%1 has no interpreter").arg(f.key.name);
    a.detail = f.installCommand.isEmpty() ? Words::tr("%1 is not on this machine.").arg(f.config.runtime)
                                          : Words::tr("%1 is not on this machine. Run: %2").arg(f.config.runtime, f.installCommand);
    a.command = f.installCommand;
    a.action = f.installCommand.isEmpty() ? Attention::Action::OpenConfiguration : Attention::Action::CopyCommand;
    out.push_back(a);
  }
}

void addFailing(std::vector<Attention>& out, const ModelHub& hub, const FunctionInfo& f, const WindowTotals& t) {
  if (hub.functions().activity(f.id) != FunctionActivity::Failing || t.invocations == 0 || t.failed == 0) return;
  const Failures failures = failuresSince(hub.series().finished(f.id), hub.functions().totalsBegin());
  if (failures.failed == 0) return;
  Attention a;
  a.kind = Attention::Kind::Failing;
  a.function = f.id;
  a.at = failures.first;
  a.title = t.failed == t.invocations ? Words::tr("%1 fails every invocation").arg(f.key.name) : Words::tr("%1 fails again and again").arg(f.key.name);
  a.detail = failures.byCode.size() == 1 ? Words::tr("%1, %2 of %3 since %4.") : Words::tr("%1; %2 of %3 since %4.");
  a.detail = a.detail.arg(codesOf(failures), format::count(failures.failed), format::count(failures.finished), format::clock(failures.first, 0));
  a.action = Attention::Action::OpenLog;
  out.push_back(a);
}

void addThrottled(std::vector<Attention>& out, const ModelHub& hub, const FunctionInfo& f, const WindowTotals& t, TimeUs begin) {
  if (t.throttled == 0) return;
  const auto& all = hub.series().throttles(f.id);
  const auto first = std::find_if(all.begin(), all.end(), [begin](const Throttle& x) { return x.at > begin; });
  if (first == all.end()) return;
  const int limit = hub.functions().gauges(f.id).limit;
  Attention a;
  a.kind = Attention::Kind::Throttled;
  a.function = f.id;
  a.at = first->at;
  a.title = first->code == status::kResourceLimit ? Words::tr("%1 grew faster than the burst limit").arg(f.key.name)
            : limit > 0                           ? Words::tr("%1 reached its limit of %2").arg(f.key.name, format::count(limit))
                                                  : Words::tr("%1 reached its limit").arg(f.key.name);
  a.detail = Words::tr("%1 throttled with %2 since %3.").arg(format::count(t.throttled), QString::number(first->code), format::clock(first->at, 0));
  a.action = Attention::Action::ShowOnTimeline;
  out.push_back(a);
}

void addMemory(std::vector<Attention>& out, const ModelHub& hub, const FunctionInfo& f) {
  const int64_t size = int64_t(f.config.memoryMb) * 1024 * 1024;
  const int64_t peak = hub.functions().gauges(f.id).maxMemoryBytes;
  if (size <= 0 || static_cast<double>(peak) < kMemoryShare * static_cast<double>(size)) return;
  Attention a;
  a.kind = Attention::Kind::Memory;
  a.function = f.id;
  a.title = Words::tr("%1 is close to its memory").arg(f.key.name);
  a.detail = Words::tr("%1 of %2 MB in use. More ends with 434.").arg(format::bytesMb(peak).text(), format::count(f.config.memoryMb));
  a.action = Attention::Action::OpenConfiguration;
  out.push_back(a);
}

}  // namespace

std::vector<Attention> attentionOf(const ModelHub& hub, size_t limit) {
  std::vector<Attention> out;
  const FunctionModel& model = hub.functions();
  for (int row = 0; row < model.rowCount(); ++row) {
    const FunctionInfo& f = *model.infoAt(row);
    const WindowTotals t = model.totals(f.id);
    addState(out, f);
    addFailing(out, hub, f, t);
    addThrottled(out, hub, f, t, model.totalsBegin());
    addMemory(out, hub, f);
  }
  if (const int n = hub.status().deadLetters; n > 0) {
    Attention a;
    a.kind = Attention::Kind::DeadLetters;
    a.title = n == 1 ? Words::tr("1 event in dead letters") : Words::tr("%1 events in dead letters").arg(format::count(n));
    a.detail = Words::tr("Out of retries, or older than 6 hours.");
    a.action = Attention::Action::Review;
    out.push_back(a);
  }
  std::stable_sort(out.begin(), out.end(), [](const Attention& a, const Attention& b) { return a.kind < b.kind; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

QString attentionActionText(Attention::Action action) {
  switch (action) {
    case Attention::Action::OpenFunction: return Words::tr("Open");
    case Attention::Action::CopyCommand: return Words::tr("Copy command");
    case Attention::Action::OpenLog: return Words::tr("Open log");
    case Attention::Action::ShowOnTimeline: return Words::tr("Show on timeline");
    case Attention::Action::OpenConfiguration: return Words::tr("Configuration");
    case Attention::Action::Review: return Words::tr("Review");
    case Attention::Action::None: break;
  }
  return {};
}

}  // namespace scfdesk
