// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <array>

namespace scfdesk {

/// Number of an invocation in one run of the engine; rises, 0 is none. Its SCF name is the request id.
using InvocationId = uint64_t;
/// Number of an instance in one run of the engine; rises, 0 is none.
using InstanceId = uint32_t;

enum class InvokeMode : uint8_t { Sync, Async };

/// Status codes of facts/scf.md 2.5.
namespace status {
inline constexpr int kSuccess = 200;
inline constexpr int kRunning = 202;
inline constexpr int kInvalidEvent = 400;
inline constexpr int kContainerExited = 405;
inline constexpr int kRequestTooLarge = 406;
inline constexpr int kResponseTooLarge = 407;
inline constexpr int kWebResponseTooLarge = 410;
inline constexpr int kResourceLimit = 429;
inline constexpr int kUserException = 430;
inline constexpr int kResourceLimitReached = 432;
inline constexpr int kTimeLimit = 433;
inline constexpr int kMemoryLimit = 434;
inline constexpr int kFunctionNotFound = 435;
inline constexpr int kHandlerNotFound = 437;
inline constexpr int kFunctionStatus = 438;
inline constexpr int kProcessExit = 439;
inline constexpr int kUserCodeError = 443;
inline constexpr int kPortBinding = 446;
inline constexpr int kInitTimeout = 450;
inline constexpr int kCanceled = 499;
inline constexpr int kInternal = 500;
}  // namespace status
/// "Success", "TimeLimitReached", ... the names the console shows (design.md section 7).
QString statusCodeName(int code);

/// Status code of a refusal before execution, from its API error code ("ResourceLimitReached" -> 432); 500 when unknown.
int refusalStatus(const QString& errorCode);

/// What brought an event. "trigger" label of the metrics. The order is kept on disk: new ones at the end.
enum class Source : uint8_t { Api, Console, Load, Url, Timer, Apigw, Cos, Ckafka, Cmq, Cls, Clb, Mps, Eb };
inline constexpr Source kLastSource = Source::Eb;
QString sourceName(Source);

/// Times of one attempt, all on the engine's clock. 0 = not reached. In this order they never fall.
struct StageTimes {
  TimeUs accepted = 0;    ///< event validated, id given
  TimeUs dispatched = 0;  ///< handed to an instance (idle or being started)
  TimeUs started = 0;     ///< process exists and code is in place (cold only)
  TimeUs ready = 0;       ///< module level done (cold only)
  TimeUs entered = 0;     ///< handler entered
  TimeUs left = 0;        ///< handler returned
  TimeUs replied = 0;     ///< result given to the caller, or the async event finished
};

/// How the instance of a cold run was born: "spawn" | "prepared".
enum class BirthWay : uint8_t { None, Spawn, Prepared };
QString birthWayName(BirthWay);

/// One invocation (one event; retries of it share the request id and raise retryNum). A value; any thread.
struct Invocation {
  InvocationId id = 0;
  QByteArray requestId;  ///< uuid text, 36 bytes
  FunctionId function = 0;
  VersionNumber version = 0;  ///< which one ran
  InstanceId instance = 0;
  InvokeMode mode = InvokeMode::Sync;
  Source source = Source::Api;
  bool cold = false;
  bool finished = false;
  BirthWay way = BirthWay::None;
  int statusCode = status::kRunning;
  int retryNum = 0;
  uint32_t loadRun = 0;  ///< number of the load run that fired it, 0 = none
  TimeUs retryAt = 0;    ///< not finished, waiting after a failed or refused attempt: when the next one is due; else 0
  StageTimes at;
  int64_t durationUs = 0;   ///< run of the handler
  int64_t billedMs = 0;     ///< rounded up to 1 ms
  int64_t peakMemoryBytes = 0;
  int memoryMb = 0;         ///< configured size
  int64_t eventBytes = 0;
  int64_t resultBytes = 0;
  QString message;          ///< one sentence for a failed one
};

/// Everything about one invocation, asked for by the reply pane.
struct InvocationDetail {
  Invocation invocation;
  QByteArray event;
  QByteArray result;  ///< JSON: what the function returned, or SCF's error object
  QByteArray log;     ///< the log lines in SCF's order, at most limits::kRequestLogBytes
  bool logCut = false;
};

/// A fired event. `payload` is the event's own bytes; nobody re-serialises them.
struct InvokeRequest {
  FunctionKey function;
  QString qualifier = QStringLiteral("$LATEST");
  InvokeMode mode = InvokeMode::Sync;
  Source source = Source::Api;
  QByteArray payload;
  QByteArray routingKey = {};  ///< JSON object of strings; decides between the versions of an alias
  uint64_t trigger = 0;        ///< number of the trigger that brought it, for its ledger; 0 = none
  bool wantsTail = false;      ///< the caller reads logTail: an answer that comes before its run's end waits a moment for that
};
/// What the caller of a sync invocation gets; for async only requestId is set, and statusCode is status::kRunning.
struct InvokeReply {
  InvocationId id = 0;
  QByteArray requestId;
  int statusCode = status::kSuccess;
  QByteArray result;      ///< return value as JSON, or SCF's error object as JSON
  QByteArray logTail;     ///< last limits::kLogTailBytes of the log
  int64_t durationUs = 0;
  int64_t billedMs = 0;
  int64_t peakMemoryBytes = 0;
};

}  // namespace scfdesk
Q_DECLARE_METATYPE(scfdesk::Invocation)
