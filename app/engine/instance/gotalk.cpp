// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/gotalk.h"
#include "app/engine/readbuffer.h"
#include "app/engine/clock.h"
#include "app/engine/runtime/contexttemplate.h"
#include "app/engine/runtime/startfile.h"
#include "models/data/limits.h"
#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kEndingMs = 250;  // a process that ends closes its connection first; its exit says more
constexpr qsizetype kMoreBytes = 1024 * 1024;  // of an answer beside its payload: a stack trace
enum Types : int { kRequest = gob::kFirstOwn, kPing, kInvoke, kDeadline };

const QByteArray& describeCalls() {
  static const QByteArray text = gob::describeStruct("Request", kRequest, {{"ServiceMethod", gob::kString}, {"Seq", gob::kUint}}) +
                                 gob::describeStruct("PingRequest", kPing, {});
  return text;
}

const QByteArray& describeInvoke() {
  static const QByteArray text =
      gob::describeStruct("InvokeRequest", kInvoke,
                          {{"Payload", gob::kBytes}, {"RequestId", gob::kString}, {"TraceId", gob::kString}, {"Deadline", kDeadline},
                           {"InvokedFunctionUnique", gob::kString}, {"ClientContext", gob::kBytes}, {"Namespace", gob::kString},
                           {"FunctionName", gob::kString}, {"FunctionVersion", gob::kString}, {"MemoryLimitInMb", gob::kInt},
                           {"TimeLimitInMs", gob::kInt}, {"Environment", gob::kString}, {"TencentcloudRegion", gob::kString},
                           {"TencentcloudAppID", gob::kString}, {"TencentcloudUin", gob::kString}, {"FunctionTrace", gob::kString}}) +
      gob::describeStruct("InvokeRequest_Timestamp", kDeadline, {{"Seconds", gob::kInt}, {"Nanos", gob::kInt}});
  return text;
}

/// "Type: Message" and a line for each frame.
QByteArray errorText(const gob::Value& error) {
  QByteArray text = error.text("Message");
  if (const QByteArray type = error.text("Type"); !type.isEmpty()) text.prepend(QByteArray(type + ": "));
  if (const gob::Value* trace = error.find("StackTrace"))
    for (const gob::Value& frame : trace->items)
      text += QByteArray("\n    at " + frame.text("Label") + " (" + frame.text("Path") + ':' + QByteArray::number(qlonglong(gob::signedOf(frame.numberOf("Line")))) + ')');
  return text;
}
}  // namespace

GoTalk::GoTalk(Reactor& reactor, TalkListener& listener, const InstanceSpec& spec)
    : m_reactor(reactor),
      m_listener(listener),
      m_binds(reactor, kPort, {[this](const sockaddr_in& address) {
        if (m_fd < 0 && !m_closed) connectTo(address);
      }}),
      m_spec(spec),
      m_program(startFile(spec.family, spec.handler)),
      m_environment{"_LAMBDA_SERVER_PORT=" + QByteArray::number(kPort), "FUNCTION_NAME=" + spec.function.name.toUtf8(),
                    "FUNCTION_MEMORY_SIZE=" + QByteArray::number(spec.memoryMb), "FUNCTION_VERSION=" + spec.version.toUtf8()},
      m_decoder(limits::kResponseBytes + kMoreBytes) {}

GoTalk::~GoTalk() { close(); }

void GoTalk::close() {
  m_closed = true;
  m_reactor.cancel(std::exchange(m_late, 0));
  m_binds.close();
  if (m_fd < 0) return;
  m_reactor.unwatch(m_token);
  ::close(std::exchange(m_fd, -1));
}

void GoTalk::connectTo(const sockaddr_in& server) {
  m_fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (m_fd < 0 || (connect(m_fd, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 && errno != EINPROGRESS))
    return m_listener.talkFailed(status::kInternal, QByteArray("No connection to the Go program: ") + strerror(errno));
  m_token = m_reactor.watch(m_fd, EPOLLIN, this);
  m_out = describeCalls();
  QByteArray nothing;
  gob::StructWriter(nothing).end();
  call("Function.Ping", gob::message(kPing, nothing));
}

void GoTalk::call(const char* method, const QByteArray& body) {
  QByteArray head;
  gob::StructWriter writer(head);
  writer.text(0, method);
  writer.unsignedNumber(1, ++m_sequence);
  writer.end();
  m_out += gob::message(kRequest, head);
  m_out += body;
  writeSome();
}

void GoTalk::run(uint64_t request, QByteArrayView requestId, const QByteArray& payload) {
  m_request = request;
  m_enteredNs = machineMonotonicNs();
  // The deadline is one of the outside world's time, in which the program lives.
  const TimeUs deadline = m_reactor.clock().wallUs() + TimeUs(m_spec.timeoutSeconds) * 1'000'000;
  QByteArray body;
  body.reserve(payload.size() + 1024);
  gob::StructWriter writer(body);
  writer.text(0, payload);
  writer.text(1, requestId);
  writer.inner(3, [deadline](gob::StructWriter& inner) {
    inner.number(0, deadline / 1'000'000);
    inner.number(1, deadline % 1'000'000 * 1000);
  });
  writer.text(6, m_spec.function.ns.toUtf8());
  writer.text(7, m_spec.function.name.toUtf8());
  writer.text(8, m_spec.version.toUtf8());
  writer.number(9, m_spec.memoryMb);
  writer.number(10, int64_t(m_spec.timeoutSeconds) * 1000);
  writer.text(11, m_spec.variables);
  writer.text(12, localcloud::kRegion);
  writer.text(13, localcloud::kAppId);
  writer.text(14, localcloud::kUin);
  writer.end();
  if (!std::exchange(m_described, true)) m_out += describeInvoke();
  call("Function.Invoke", gob::message(kInvoke, body));
}

void GoTalk::writeSome() {
  while (m_fd >= 0 && m_written < m_out.size()) {
    const ssize_t n = send(m_fd, m_out.constData() + m_written, size_t(m_out.size() - m_written), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == ENOTCONN)) break;
    if (n < 0) return;  // the end is read
    m_written += n;
  }
  const bool wants = m_written < m_out.size();
  if (!wants) {
    m_out = QByteArray();
    m_written = 0;
  }
  if (m_fd >= 0 && wants != m_wantsOut) m_reactor.change(m_token, wants ? EPOLLIN | EPOLLOUT : EPOLLIN);
  m_wantsOut = wants;
}

void GoTalk::onReady(uint32_t events) {
  if (events & EPOLLOUT) writeSome();
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readSome();
}

void GoTalk::readSome() {
  static thread_local const ReadBuffer<64 * 1024> buffer;
  const ssize_t n = recv(m_fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) return lose("The Go program has closed the connection to the platform");
  std::vector<gob::Value> values;
  const bool good = m_decoder.feed(QByteArrayView(buffer.data(), n), values);
  for (gob::Value& value : values)
    if (!take(std::move(value))) return;
  if (!good && !m_closed) lose(QByteArray("The Go program's answer is no gob: ") + m_decoder.reason());
}

/// Two values an answer: rpc.Response, then the reply. False when nothing more is to be taken.
bool GoTalk::take(gob::Value&& value) {
  if (!std::exchange(m_headCame, true)) {
    m_rpcError = value.text("Error");
    if (value.numberOf("Seq") == m_sequence) return true;
    lose("The Go program has answered a call that was not made");
    return false;
  }
  m_headCame = false;
  if (!m_ready) {
    if (!m_rpcError.isEmpty()) {
      m_listener.talkFailed(status::kUserCodeError, QByteArray("The program is no function of scf-go-lib: " + m_rpcError));
      return false;
    }
    m_ready = true;
    m_listener.talkReady();
    return !m_closed;
  }
  onInvoked(value);
  return !m_closed;
}

void GoTalk::onInvoked(const gob::Value& reply) {
  if (!m_rpcError.isEmpty()) return tell(status::kUserException, m_rpcError, false);
  if (const gob::Value* error = reply.find("Error")) return tell(status::kUserException, errorText(*error), error->numberOf("ShouldExit") != 0);
  const QByteArray payload = reply.text("Payload");
  if (payload.size() > limits::kResponseBytes) return tell(status::kResponseTooLarge, {}, false);
  tell(status::kSuccess, payload, false);
}

void GoTalk::tell(int status, const QByteArray& text, bool recycle) {
  TalkReply told;
  told.request = std::exchange(m_request, 0);
  told.statusCode = status;
  told.result = text;
  told.enteredNs = m_enteredNs;
  told.leftNs = machineMonotonicNs();
  told.recycle = recycle;
  m_listener.talkReplied(std::move(told));
}

void GoTalk::lose(const QByteArray& why) {
  m_reactor.unwatch(m_token);
  ::close(std::exchange(m_fd, -1));
  m_late = m_reactor.callAfterMs(kEndingMs, [this, why] {
    m_late = 0;
    m_listener.talkFailed(status::kUserCodeError, why);
  });
}

QByteArray GoTalk::waitsFor() const {
  if (m_ready) return {};
  return m_fd >= 0 ? QByteArray("the program does not answer Function.Ping") : "nothing listens on _LAMBDA_SERVER_PORT: a Go function calls cloudfunction.Start";
}

}  // namespace scfdesk
