// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: Invoke and InvokeFunction. The event's bytes are taken out of the request text and handed on; no tree is built.
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/jsontext.h"
#include "models/data/limits.h"
#include <algorithm>
#include <charconv>
#include <memory>

namespace scfdesk {
namespace {
Error error(const char* code, const QString& message) { return Error{QString::fromLatin1(code), message, {}}; }

// The member "errorMessage" of SCF's error object, as it stands in its quotes; else the whole text.
QByteArray errorMessageOf(const QByteArray& result) {
  jsontext::ObjectScanner scan(result);
  while (scan.next()) {
    if (scan.key() == QByteArrayView("errorMessage") && scan.isString()) {
      if (auto text = jsontext::unescaped(scan.inner())) return *text;
    }
  }
  return result;
}

// At most the last 4 KB, not beginning inside a character.
QByteArrayView tailOf(const QByteArray& log) {
  if (log.size() <= limits::kLogTailBytes) return log;
  qsizetype begin = log.size() - limits::kLogTailBytes;
  while (begin < log.size() && (static_cast<unsigned char>(log[begin]) & 0xC0) == 0x80) ++begin;
  return QByteArrayView(log).sliced(begin);
}

// Microseconds as milliseconds with three decimals at most: 826 -> 0.826
void appendMs(QByteArray& out, int64_t us) {
  out.append(QByteArray::number(qlonglong(us / 1000)));
  if (const int rest = int(us % 1000)) {
    const char digits[] = {'.', char('0' + rest / 100), char('0' + rest / 10 % 10), char('0' + rest % 10)};
    qsizetype count = 4;
    while (digits[count - 1] == '0') --count;
    out.append(digits, count);
  }
}

void appendText(QByteArray& out, QByteArrayView text) {
  jsontext::isValidUtf8(text) ? jsontext::appendString(out, text) : jsontext::appendString(out, QString::fromUtf8(text).toUtf8());
}

// A JSON object of strings (facts/scf.md 1.9).
Status checkRoutingKey(const QByteArray& key) {
  if (key.isEmpty()) return Done{};
  if (key.size() > limits::kRoutingKeyBytes)
    return error("InvalidParameterValue", QStringLiteral("RoutingKey has %1 bytes; it may have %2.").arg(key.size()).arg(limits::kRoutingKeyBytes));
  jsontext::ObjectScanner scan(key);
  while (scan.next())
    if (!scan.isString()) return error("InvalidParameterValue", QStringLiteral("Every value of RoutingKey must be a string."));
  if (!scan.good()) return error("InvalidParameterValue", QStringLiteral("RoutingKey must be a JSON object of strings, such as {\"User\":\"7\"}."));
  return Done{};
}

QByteArray resultText(const InvokeReply& reply, bool async, bool tail) {
  QByteArray out;
  out.reserve(reply.result.size() / 4 * 5 + 512);
  const bool failed = !async && reply.statusCode != status::kSuccess;
  out.append("\"Result\":{\"MemUsage\":").append(QByteArray::number(qlonglong(reply.peakMemoryBytes))).append(",\"Log\":");
  appendText(out, tail && !async ? tailOf(reply.logTail) : QByteArrayView());
  out.append(",\"RetMsg\":");
  appendText(out, async ? QByteArrayView() : QByteArrayView(reply.result));
  out.append(",\"BillDuration\":").append(QByteArray::number(qlonglong(reply.billedMs))).append(",\"FunctionRequestId\":\"").append(reply.requestId).append("\",\"Duration\":");
  appendMs(out, reply.durationUs);
  out.append(",\"ErrMsg\":");
  appendText(out, failed ? errorMessageOf(reply.result) : QByteArray());
  return out.append(failed ? ",\"InvokeResult\":-1}" : ",\"InvokeResult\":0}");
}
}  // namespace

struct CloudApi::InvokeFields {
  bool isInvoke = true;
  QString function, ns, qualifier, type, logType, routingKey;
  QByteArray payload;
  bool hasPayload = false;
};

bool CloudApi::invokeFast(bool isInvoke, const HttpRequest& request, Call& call) {
  InvokeFields fields;
  fields.isInvoke = isInvoke;
  const QByteArrayView payloadName = isInvoke ? QByteArrayView("ClientContext") : QByteArrayView("Event");
  jsontext::ObjectScanner scan(request.body);
  int members = 0;
  while (scan.next()) {
    // Anything out of the ordinary goes the long way, which has the exact errors.
    if (!scan.isString() || ++members > 8) return false;
    const QByteArrayView key = scan.key();
    QString* text = key == QByteArrayView("FunctionName") ? &fields.function
                    : key == QByteArrayView("Namespace")  ? &fields.ns
                    : key == QByteArrayView("Qualifier")  ? &fields.qualifier
                    : key == QByteArrayView("LogType")    ? &fields.logType
                    : key == QByteArrayView("RoutingKey") ? &fields.routingKey
                    : isInvoke && key == QByteArrayView("InvocationType") ? &fields.type
                                                                         : nullptr;
    const bool isPayload = !text && key == payloadName;
    if ((!text && !isPayload) || (isPayload && fields.hasPayload)) return false;
    auto plain = jsontext::unescaped(scan.inner());
    if (!plain) return false;
    if (isPayload) {
      fields.payload = std::move(*plain);
      fields.hasPayload = true;
    } else {
      if (!jsontext::isValidUtf8(*plain)) return false;
      *text = QString::fromUtf8(*plain);
    }
  }
  if (!scan.good() || fields.function.isEmpty() || !jsontext::isValidUtf8(fields.payload)) return false;
  startInvoke(std::move(fields), std::move(call));
  return true;
}

void CloudApi::invoke(const ApiParams& params, Call&& call) {
  startInvoke({true, params.text("FunctionName"), params.text("Namespace"), params.text("Qualifier"), params.text("InvocationType"), params.text("LogType"), params.text("RoutingKey"), params.bytes("ClientContext"), params.has("ClientContext")}, std::move(call));
}

void CloudApi::invokeFunction(const ApiParams& params, Call&& call) {
  startInvoke({false, params.text("FunctionName"), params.text("Namespace"), params.text("Qualifier"), {}, params.text("LogType"), params.text("RoutingKey"), params.bytes("Event"), params.has("Event")}, std::move(call));
}

void CloudApi::startInvoke(InvokeFields&& fields, Call&& call) {
  InvokeRequest request;
  request.function = {fields.ns.isEmpty() ? QStringLiteral("default") : std::move(fields.ns), std::move(fields.function)};
  const auto function = find(request.function);
  if (!function) return call.fail(function.error());
  request.qualifier = !fields.qualifier.isEmpty() ? std::move(fields.qualifier) : fields.isInvoke ? QStringLiteral("$LATEST") : QStringLiteral("$DEFAULT");
  if (request.qualifier != QLatin1String("$LATEST")) {
    if (const auto version = versionOf(**function, request.qualifier); !version) return call.fail(version.error());
  }
  const bool async = fields.type == QLatin1String("Event");
  if (!async && !fields.type.isEmpty() && fields.type != QLatin1String("RequestResponse")) {
    return call.fail(error("InvalidParameterValue.InvokeType", QStringLiteral("InvocationType must be RequestResponse or Event, not `%1`.").arg(fields.type)));
  }
  const bool tail = fields.logType == QLatin1String("Tail");
  if (!tail && !fields.logType.isEmpty() && fields.logType != QLatin1String("None")) {
    return call.fail(error("InvalidParameterValue", QStringLiteral("LogType must be None or Tail, not `%1`.").arg(fields.logType)));
  }
  request.routingKey = fields.routingKey.toUtf8();
  if (const Status status = checkRoutingKey(request.routingKey); !status) return call.fail(status.error());
  request.wantsTail = tail;
  request.mode = async ? InvokeMode::Async : InvokeMode::Sync;
  request.source = Source::Api;
  request.payload = fields.payload.isEmpty() ? QByteArrayLiteral("{}") : std::move(fields.payload);
  HttpReply reply = call.reply;
  EngineControl* engine = &m_engine;
  const InvocationId id = m_engine.invoke(std::move(request), [call = std::move(call), async, tail](const Result<InvokeReply>& result) mutable {
    if (!result) return call.fail(result.error());
    if (!call.reply.alive()) return;
    if (!result->requestId.isEmpty()) call.requestId = result->requestId;
    // Asynchronous execution answers every call with its request id alone.
    call.succeed(resultText(*result, async || result->statusCode == status::kRunning, tail));
  });
  // An async event is accepted or not whoever listens; a sync caller that leaves gives up its place.
  if (id && !async) reply.onGone([engine, id] { engine->abandon(id); });
}

}  // namespace scfdesk
