// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/replywords.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"

namespace scfdesk {
namespace {

/// A message of the engine as a full sentence.
QString sentence(const QString& message) {
  const QString text = EngineWords::text(message);
  if (text.endsWith(u'.') || text.endsWith(u'。')) return text;
  return text + (text.isEmpty() || text.back().unicode() < 0x3000 ? u'.' : u'。');
}

QString join(const QString& cause, const QString& next) {
  return cause.endsWith(u'。') ? QString(cause + next) : QString(cause + u' ' + next);
}

}  // namespace

QString ReplyWords::codeName(int code) {
  switch (code) {
    case status::kSuccess: return tr("Success");
    case status::kRunning: return tr("Running");
    default: return statusCodeName(code);  // SCF's own names stay in Latin
  }
}

QString ReplyWords::historyWord(const Invocation& v) {
  if (!v.finished) return v.at.dispatched == 0 ? tr("Waiting") : tr("Running");
  switch (v.statusCode) {
    case status::kSuccess: return v.cold ? tr("Cold") : tr("Warm");
    case status::kTimeLimit: return tr("Timeout");
    case status::kInitTimeout: return tr("Init timeout");
    case status::kMemoryLimit: return tr("Memory");
    case status::kResourceLimit:
    case status::kResourceLimitReached: return tr("Throttled");
    case status::kUserException: return tr("Exception");
    case status::kProcessExit: return tr("Exit");
    case status::kHandlerNotFound: return tr("No handler");
    case status::kCanceled: return tr("Canceled");
    default: return tr("Failed");
  }
}

QString ReplyWords::openWord(const Invocation& v, TimeUs now, bool paused) {
  if (v.finished || v.at.dispatched != 0) return historyWord(v);
  if (v.retryAt > now) return tr("Retry in %1 s").arg(format::count((v.retryAt - now + 999'999) / 1'000'000));
  return paused ? tr("Paused") : historyWord(v);
}

ReplyWords::Words ReplyWords::of(const Invocation& v, const FunctionInfo* fn) {
  const int memoryMb = v.memoryMb > 0 ? v.memoryMb : fn ? fn->config.memoryMb : 0;
  const QString configuration = tr("Open Configuration");
  const QString logTail = tr("Show log tail");
  switch (v.statusCode) {
    case status::kSuccess:
    case status::kRunning: return {};
    case status::kTimeLimit:
      return {fn ? tr("The function ran longer than its timeout of %1 s. Raise the timeout in Configuration.").arg(fn->config.timeoutSeconds)
                 : tr("The function ran longer than its timeout. Raise the timeout in Configuration."),
              configuration, Action::Configuration};
    case status::kInitTimeout:
      return {fn ? tr("The code took longer than the init timeout of %1 s to load. Raise the init timeout in Configuration.")
                       .arg(fn->config.initTimeoutSeconds)
                 : tr("The code took longer than its init timeout to load. Raise the init timeout in Configuration."),
              configuration, Action::Configuration};
    case status::kMemoryLimit:
      return {tr("The function used more than its %1 MB of memory and was stopped. Raise the memory in Configuration.").arg(memoryMb),
              configuration, Action::Configuration};
    case status::kUserException:
      return {tr("The function raised an exception that it did not catch. The stack trace is in the result and in the log tail."),
              logTail, Action::LogTail};
    case status::kUserCodeError:
      return {tr("The code failed while it was loading, before the handler was called. The log tail shows the line."), logTail,
              Action::LogTail};
    case status::kProcessExit:
      return {tr("The function's process ended while the event was running. The log tail shows its last lines."), logTail,
              Action::LogTail};
    case status::kHandlerNotFound:
      return {fn ? tr("The handler %1 is not in the code. Correct the handler in Configuration.").arg(fn->config.handler)
                 : tr("The handler is not in the code. Correct the handler in Configuration."),
              configuration, Action::Configuration};
    case status::kResourceLimit:
      return {tr("More instances were asked for in one minute than the burst limit allows. Fire again in a minute, or lower the peak rate."),
              tr("Fire again"), Action::FireAgain};
    case status::kResourceLimitReached:
      return {join(v.message.isEmpty() ? tr("All the memory of the account's quota is in use by running events.") : sentence(v.message),
                   tr("Fire again when some have ended, or lower the peak rate.")),
              tr("Fire again"), Action::FireAgain};
    case status::kRequestTooLarge:
      return {tr("The event of %1 is larger than the limit of %2. Make it smaller.")
                  .arg(format::bytes(v.eventBytes).text(), v.mode == InvokeMode::Async ? tr("128 KB for async") : tr("6 MB for sync")),
              {}, Action::None};
    case status::kResponseTooLarge:
      return {tr("The function returned more than the limit of 6 MB. Return less, or store the result and return where it is."), {},
              Action::None};
    case status::kInvalidEvent: return {tr("The event is not valid JSON. Correct it in the editor."), {}, Action::None};
    case status::kFunctionNotFound: return {tr("The function does not exist any more. Choose another one at the left."), {}, Action::None};
    case status::kFunctionStatus:
      return {fn && !fn->statusReason.isEmpty() ? EngineWords::text(fn->statusReason) : tr("The function is not Active, so it takes no events. Wait until it is, or look at its Configuration."), configuration,
              Action::Configuration};
    case status::kCanceled: return {tr("The request was canceled before the function answered. Fire again to run it."), tr("Fire again"), Action::FireAgain};
    case status::kInternal:
      return {join(v.message.isEmpty() ? tr("The engine could not run the event.") : sentence(v.message), tr("The log tail says more.")),
              logTail, Action::LogTail};
    default:
      return {v.message.isEmpty() ? tr("The event failed with code %1.").arg(v.statusCode) : join(sentence(v.message), tr("The log tail says more.")), logTail, Action::LogTail};
  }
}

}  // namespace scfdesk
