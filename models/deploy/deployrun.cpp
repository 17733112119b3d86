// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deploy/deployrun.h"
#include "models/data/callfailure.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;
QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
json memberOf(const json& object, const char* name) {
  const auto it = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && it != object.end() ? *it : json();
}
std::string textOf(const json& object, const char* name) {
  const json member = memberOf(object, name);
  return member.is_string() ? member.get<std::string>() : std::string();
}
json named(const QString& function, const DeployTarget& end) { return {{"FunctionName", function.toStdString()}, {"Namespace", end.ns().toStdString()}}; }
// SCF refuses what comes while a change is under way (facts/scf.md 1.8): waiting helps.
bool isBusy(const QString& code) { return code.startsWith(u"FailedOperation.FunctionStatusError"_s) || code == u"FailedOperation.FunctionNameStatusError"_s || code == u"FailedOperation.OperationConflict"_s; }
}  // namespace

DeployRun::DeployRun(DeployTarget& source, DeployTarget& target, DeployRequest request, QObject* parent)
    : QObject(parent), m_source(source), m_target(target), m_request(std::move(request)) {}

void DeployRun::setState(State state) {
  m_state = state;
  Q_EMIT stateChanged();
}

void DeployRun::fail(Error error) {
  m_error = std::move(error);
  setState(State::Failed);
}

void DeployRun::later(int ms, std::function<void()> work) { QTimer::singleShot(int(ms * m_delayScale), this, std::move(work)); }

void DeployRun::read() {
  m_stopping = false;
  m_error = {};
  m_verifications.clear();
  setState(State::Reading);
  auto* read = new DeployRead(m_source, m_target, m_request.functions, m_request.publish, this);
  read->start([this, read](const Result<QList<DeployPair>>& pairs) {
    read->deleteLater();
    if (!pairs) return fail(pairs.error());
    m_plan = planDeploy(*pairs, {m_target.ns(), m_target.requestLimit(), m_request.publish, m_request.versionDescription});
    m_zips.clear();
    for (const DeployPair& pair : *pairs)
      if (!pair.source.zip.isEmpty()) m_zips.insert(pair.source.name, pair.source.zip);
    m_progress = QList<StepProgress>(m_plan.steps.size());
    setState(State::Planned);
  });
}

void DeployRun::apply() {
  if (m_state != State::Planned) return;
  setState(State::Applying);
  beginStep(0);
}

void DeployRun::beginStep(int step) {
  if (step == m_plan.steps.size()) return readAgain();
  if (m_stopping) return fail(Error{u"Local.Stopped"_s, u"Stopped after %1 of %2 steps."_s.arg(step).arg(m_plan.steps.size()), u"Plan again to go on with the rest."_s});
  m_uncertain = false;
  m_progress[step].state = StepProgress::State::Running;
  Q_EMIT stepChanged(step);
  if (m_plan.steps[step].action != "PublishVersion") return sendStep(step);
  countVersions(step, [this, step](const Result<int>& count) {
    if (!count) return onAnswer(step, count.error());
    m_versions = *count;
    sendStep(step);
  });
}

void DeployRun::sendStep(int step) {
  const DeployStep& what = m_plan.steps[step];
  ++m_progress[step].attempts;
  QByteArray params = what.params;
  if (what.withCode) {
    json whole = parsed(params);
    whole["Code"] = {{"ZipFile", m_zips.value(what.function).toBase64().toStdString()}};
    params = dumped(whole);
  }
  m_target.action(what.action, params, this, [this, step](const Result<QByteArray>& answer) { onAnswer(step, answer); });
}

void DeployRun::onAnswer(int step, const Result<QByteArray>& answer) {
  const DeployStep& what = m_plan.steps[step];
  if (answer || (m_uncertain && !what.existsCode.isEmpty() && answer.error().code.startsWith(QString::fromLatin1(what.existsCode)))) {
    if (!what.waitActive) return endStep(step);
    return settle(step, kPolls, [this, step](const Result<QByteArray>& state) {
      if (!state) return again(step, state.error());
      endStep(step);
    });
  }
  again(step, answer.error());
}

// Nothing that failed for good comes here twice: it ends the run.
void DeployRun::again(int step, const Error& error) {
  StepProgress& progress = m_progress[step];
  progress.error = error;
  const CallFailure failure = callFailure(error.code);
  const bool worth = failure != CallFailure::Refused || isBusy(error.code);
  if (!worth || progress.attempts >= kAttempts) {
    progress.state = StepProgress::State::Failed;
    Q_EMIT stepChanged(step);
    return fail(error);
  }
  Q_EMIT stepChanged(step);
  if (mayHaveHappened(failure)) m_uncertain = true;
  later(kPollMs * progress.attempts, [this, step] {
    if (m_plan.steps[step].action == "PublishVersion" && m_uncertain) {
      return countVersions(step, [this, step](const Result<int>& count) {
        if (!count) return again(step, count.error());
        if (*count > m_versions) return onAnswer(step, QByteArray());
        sendStep(step);
      });
    }
    // A change that came through is still at work there, and another one would be refused.
    settle(step, kPolls, [this, step](const Result<QByteArray>& state) {
      Q_UNUSED(state)
      sendStep(step);
    });
  });
}

void DeployRun::settle(int step, int polls, std::function<void(Result<QByteArray>)> then) {
  const QString function = m_plan.steps[step].function;
  m_target.action("GetFunction", dumped(named(function, m_target)), this, [this, step, polls, then, function](const Result<QByteArray>& answer) {
    if (!answer) return then(answer);
    const json state = parsed(*answer);
    const std::string status = textOf(state, "Status");
    if (status == "Creating" || status == "Updating" || status == "Publishing" || status == "Deleting") {
      if (polls <= 1) return then(Error{u"Local.Timeout"_s, u"%1 is still %2."_s.arg(function, QString::fromStdString(status)), u"Plan again when it is Active."_s});
      return later(kPollMs, [this, step, polls, then] { settle(step, polls - 1, then); });
    }
    if (status == "Active") return then(answer);
    const json reasons = memberOf(state, "StatusReasons");
    const json first = reasons.is_array() && !reasons.empty() ? reasons[0] : json();
    QString why = QString::fromStdString(textOf(first, "ErrorMessage"));
    if (why.isEmpty()) why = QString::fromStdString(textOf(state, "StatusDesc"));
    then(Error{QString::fromStdString(textOf(first, "ErrorCode").empty() ? "FailedOperation" : textOf(first, "ErrorCode")),
               u"%1 is %2 at the target. %3"_s.arg(function, QString::fromStdString(status), why).trimmed(), u"Mend it here, then plan again."_s});
  });
}

void DeployRun::countVersions(int step, std::function<void(Result<int>)> then) {
  json params = named(m_plan.steps[step].function, m_target);
  params["Limit"] = 1;
  m_target.action("ListVersionByFunction", dumped(params), this, [then](const Result<QByteArray>& answer) {
    if (!answer) return then(answer.error());
    const json total = memberOf(parsed(*answer), "TotalCount");
    then(total.is_number_integer() ? total.get<int>() : 0);
  });
}

void DeployRun::endStep(int step) {
  m_progress[step].state = StepProgress::State::Done;
  Q_EMIT stepChanged(step);
  beginStep(step + 1);
}

// What was written is read: only like ends are a success.
void DeployRun::readAgain() {
  setState(State::Verifying);
  QStringList touched;
  for (const FunctionPlan& function : m_plan.functions)
    if (function.verb != DeployVerb::Blocked) touched.append(function.name);
  auto* read = new DeployRead(m_source, m_target, touched, false, this);
  read->start([this, read](const Result<QList<DeployPair>>& pairs) {
    read->deleteLater();
    if (!pairs) return fail(pairs.error());
    const DeployPlan left = planDeploy(*pairs, {m_target.ns(), m_target.requestLimit(), false, {}});
    if (!left.steps.isEmpty())
      return fail(Error{u"Local.StillDiffers"_s, u"%1 still differs at the target: %2."_s.arg(left.steps.first().function, QString::fromLatin1(left.steps.first().action)), u"Plan again to see what."_s});
    m_zips.clear();
    verify(0);
  });
}

void DeployRun::verify(int at) {
  if (at == m_request.events.size()) return setState(State::Done);
  const auto event = std::next(m_request.events.cbegin(), at);
  json params = named(event.key(), m_target);
  params["ClientContext"] = event->toStdString();
  params["LogType"] = "Tail";
  m_target.action("Invoke", dumped(params), this, [this, at, function = event.key()](const Result<QByteArray>& answer) {
    Verification got;
    got.function = function;
    if (answer) {
      const json result = memberOf(parsed(*answer), "Result");
      const json invoked = memberOf(result, "InvokeResult"), duration = memberOf(result, "Duration"), memory = memberOf(result, "MemUsage");
      got.ok = invoked.is_number() && invoked == 0;
      got.result = QByteArray::fromStdString(textOf(result, "RetMsg"));
      got.error = QString::fromStdString(textOf(result, "ErrMsg"));
      got.durationMs = duration.is_number() ? duration.get<double>() : 0;
      got.memoryBytes = memory.is_number() ? memory.get<int64_t>() : 0;
      got.log = QByteArray::fromStdString(textOf(result, "Log"));
    } else {
      got.error = answer.error().message;
    }
    m_verifications.append(got);
    if (!got.ok) return fail(Error{u"Local.VerifyFailed"_s, u"The function %1 was deployed, but failed with its event: %2"_s.arg(function, got.error.isEmpty() ? QString::fromUtf8(got.result) : got.error).left(2000), u"Look at its log."_s});
    verify(at + 1);
  });
}

}  // namespace scfdesk
