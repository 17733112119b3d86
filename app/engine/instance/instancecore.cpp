// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/instancecore.h"
#include "app/engine/instance/birthlink.h"
#include "app/engine/instance/processtree.h"
#include "app/engine/instance/runtimecommand.h"
#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/vfs.h>

namespace scfdesk {
namespace {
constexpr int64_t kLookShare = 10;
constexpr int64_t kShareNs = 5'000'000'000;
}

InstanceCore::InstanceCore(Surroundings surroundings, InstanceSpec spec, InstanceListener& listener)
    : m_around(std::move(surroundings)),
      m_spec(std::move(spec)),
      m_listener(&listener),
      m_channel(
          m_around.reactor, [this](Frame&& frame) { return onFrame(std::move(frame)); },
          [this](bool broken) {
            if (!broken) return;  // the runtime ends: its exit tells how
            m_failure = "The runtime sent what is no frame";
            kill();
          }),
      m_stdout(m_around.reactor, [this](QByteArrayView line) { return print(line, false); }),
      m_stderr(m_around.reactor, [this](QByteArrayView line) { return print(line, true); }) {
  m_controlWatch.core = m_pidWatch.core = this;
  m_controlWatch.member = &InstanceCore::onControl;
  m_pidWatch.member = &InstanceCore::onPid;
}

void InstanceCore::Watch::onReady(uint32_t) {
  const auto keep = core->shared_from_this();
  (keep.get()->*member)();
}

void InstanceCore::born(const BirthEnds& ends, bool namespaces, const QByteArray& root, BirthWay way) {
  m_ends = ends;
  m_way = way;
  m_namespaces = namespaces;
  m_root = root;
  m_phase = Phase::Starting;
  watchEnds();
  if (m_ended) return kill();
  if (m_talk || m_spec.debugPort != 0) return;
  load();
}

void InstanceCore::load() {
  if (m_talk || m_phase < Phase::Starting || m_phase > Phase::Loading) return;
  // A fork has its zygote's environment until it is given its own.
  m_channel.send({loadFrame(m_spec.handler.toUtf8(), m_root, m_way == BirthWay::Prepared ? m_spec.environment : QByteArrayList())});
}

void InstanceCore::adopt(const BirthEnds& ends, const QByteArray& root, int code) {
  m_ends = ends;
  m_root = root;
  m_way = BirthWay::Prepared;
  m_phase = Phase::Starting;
  watchEnds();
  sendPacket(m_ends.control, assignmentPacket(m_spec), code);
  m_loadOnStart = true;
}

void InstanceCore::fill(const BirthEnds& ends, const QByteArray& root, const QByteArray& packet, int code) {
  m_ends = ends;
  m_root = root;
  m_way = BirthWay::Prepared;
  m_phase = Phase::Starting;
  watchEnds();
  sendPacket(m_ends.control, packet, code);
}

void InstanceCore::watchEnds() {
  m_controlWatch.token = m_around.reactor.watch(m_ends.control, EPOLLIN, &m_controlWatch);
  m_pidWatch.token = m_around.reactor.watch(m_ends.pidFd, EPOLLIN, &m_pidWatch);
  if (m_ended) return;
  m_stdout.open(m_ends.out);
  m_stderr.open(m_ends.err);
  m_channel.open(m_ends.frame);
  m_ends.out = m_ends.err = m_ends.frame = -1;
  m_around.memory.busy(this);
}

bool InstanceCore::print(QByteArrayView line, bool stderrStream) {
  // The last words of V8 before it aborts, and of a JVM before it ends.
  if (!m_saidOutOfMemory)
    m_saidOutOfMemory = stderrStream ? line.contains("out of memory") : line.startsWith("Terminating due to java.lang.OutOfMemoryError");
  if (m_listener) m_listener->instancePrinted(*m_handle, line, stderrStream);
  return m_listener != nullptr;
}

void InstanceCore::drainOutput() {
  m_stdout.drain();
  m_stderr.drain();
}

bool InstanceCore::onFrame(Frame&& frame) {
  const auto keep = shared_from_this();
  switch (frame.type) {
    case FrameType::Loaded:
      onLoaded(frame);
      break;
    case FrameType::LoadFailed:
      onLoadFailed(frame);
      break;
    case FrameType::Reply:
      onReply(std::move(frame));
      break;
    case FrameType::Answered:
      onAnswered(std::move(frame));
      break;
    case FrameType::Up:  // of a fork that was given its code before it could say so
      break;
    default:  // the rest goes the other way
      m_failure = "The runtime sent a frame of the wrong kind";
      kill();
  }
  return m_listener != nullptr;
}

void InstanceCore::onLoaded(const Frame& frame) {
  if (m_phase != Phase::Loading && m_phase != Phase::Starting) return;
  const LoadedFrame loaded = parseLoaded(frame.payload).value_or(LoadedFrame{});
  m_peak = std::max(m_peak, loaded.peakBytes);
  m_moduleLoadUs = std::clamp<int64_t>(loaded.tookNs, 0, machineMonotonicNs()) / 1000;
  becomeReady();
}

void InstanceCore::becomeReady() {
  drainOutput();
  if (!m_listener || m_phase > Phase::Loading) return;
  if (m_phase == Phase::Starting) {  // the init's packet is on its way through the other socket
    m_phase = Phase::Loading;
    m_listener->instanceStarted(*m_handle, m_way);
    if (!m_listener || m_phase != Phase::Loading) return;
  }
  m_resident = std::max(m_resident, m_peak);  // what the bootstrap read of itself, until the tree is polled
  m_phase = Phase::Ready;
  m_around.memory.idle(this);
  m_listener->instanceReady(*m_handle);
}

void InstanceCore::onLoadFailed(const Frame& frame) {
  const auto failed = parseLoadFailed(frame.payload);
  if (m_phase > Phase::Loading || !failed) return;
  m_peak = std::max(m_peak, failed->peakBytes);
  failLoading(failed->statusCode, failed->text);
}

void InstanceCore::failLoading(int code, const QByteArray& text) {
  drainOutput();
  if (!m_listener) return;
  m_phase = Phase::Loading;
  const bool memory = overLimit(m_peak);
  InstanceListener* listener = std::exchange(m_listener, nullptr);
  kill();
  listener->instanceInitFailed(*m_handle, memory ? status::kMemoryLimit : code, memory ? memoryText() : text);
}

/// The function's own code may write here what it likes: times lie between giving the event away and now, and no more memory is
/// told than ends it.
void InstanceCore::bound(ReplyFrame& reply) {
  const int64_t now = machineMonotonicNs();
  reply.enteredNs = std::clamp(reply.enteredNs, m_sentNs, now);
  reply.leftNs = std::clamp(reply.leftNs, reply.enteredNs, now);
  const int64_t most = m_spec.debugPort == 0 ? int64_t(m_spec.memoryMb) * 1024 * 1024 + 1 : int64_t(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  reply.peakBytes = std::clamp<int64_t>(reply.peakBytes, 0, most);
}

void InstanceCore::onReply(Frame&& frame) {
  auto reply = parseReply(std::move(frame.payload));
  if (m_phase != Phase::Busy || !reply || reply->request != m_request) return;
  bound(*reply);
  const auto known = {status::kSuccess, status::kUserException, status::kResponseTooLarge, status::kProcessExit};
  if (std::find(known.begin(), known.end(), reply->statusCode) == known.end()) {
    reply->result = "the runtime has answered with the status " + QByteArray::number(reply->statusCode) + ", which there is not";
    reply->statusCode = status::kProcessExit;
  }
  drainOutput();
  if (!m_listener || m_phase != Phase::Busy) return;
  m_peak = std::max(m_peak, reply->peakBytes);
  if (reply->statusCode != status::kSuccess && overLimit(m_peak)) {
    m_memoryReached = true;
    return kill();
  }
  if (reply->statusCode == status::kProcessExit) {  // its last words: the runtime is on its way out
    m_lastWords = std::move(reply->result);
    return kill();
  }
  m_phase = Phase::Ready;
  m_around.memory.idle(this);
  InstanceReply given;
  given.request = reply->request;
  given.statusCode = reply->statusCode;
  given.freeze = reply->freeze;
  given.answered = reply->answered;
  if (given.answered && given.statusCode == status::kSuccess) reply->result = std::exchange(m_answer, {});
  given.json = std::move(reply->result);
  given.entered = wallOf(reply->enteredNs);
  given.left = wallOf(reply->leftNs);
  given.peakBytes = m_peak;
  m_listener->instanceReplied(*m_handle, std::move(given));
}

void InstanceCore::onAnswered(Frame&& frame) {
  auto reply = parseReply(std::move(frame.payload));
  if (m_phase != Phase::Busy || !reply || reply->request != m_request) return;
  bound(*reply);
  drainOutput();
  if (!m_listener || m_phase != Phase::Busy) return;
  m_peak = std::max(m_peak, reply->peakBytes);
  InstanceReply given;
  given.request = reply->request;
  given.statusCode = reply->statusCode;
  given.json = m_answer = std::move(reply->result);
  given.entered = wallOf(reply->enteredNs);
  given.left = wallOf(reply->leftNs);
  given.peakBytes = m_peak;
  m_listener->instanceAnswered(*m_handle, std::move(given));
}

TimeUs InstanceCore::wallOf(int64_t monotonicNs) const {
  return m_around.reactor.clock().nowUs() - (machineMonotonicNs() - monotonicNs) / 1000;
}

void InstanceCore::run(uint64_t request, const ContextTemplate& context, QByteArrayView requestId, const QByteArray& payload) {
  Q_ASSERT(m_phase == Phase::Ready || m_phase == Phase::Ending || m_phase == Phase::Gone);
  if (m_phase != Phase::Ready) return;
  m_request = request;
  beginRun();
  if (m_talk) return m_talk->run(request, requestId, payload);
  if (m_context.isSharedWith(context)) return m_channel.send({eventAgainHead(request, requestId, payload.size()), payload});
  m_context = context;
  const QByteArray whole = context.render(requestId);
  m_channel.send({eventHead(request, whole.size(), payload.size()), whole, payload});
}

void InstanceCore::beginRun() {
  thaw();
  m_phase = Phase::Busy;
  m_sentNs = machineMonotonicNs();
  m_peak = 0;
  m_saidOutOfMemory = false;
  m_answer.clear();
  m_around.memory.busy(this);
}

void InstanceCore::freeze() {
  if (m_phase != Phase::Ready || m_frozen) return;
  m_frozen = true;
  signalBelow(m_ends.pid, SIGSTOP);
}

void InstanceCore::thaw() {
  if (!std::exchange(m_frozen, false)) return;
  signalBelow(m_ends.pid, SIGCONT);
}

bool InstanceCore::terminate() {
  const std::vector<pid_t> below = descendantsOf(m_ends.pid);
  return !below.empty() && ::kill(below.front(), SIGTERM) == 0;  // the first is the runtime; what it forked is its own affair
}

bool InstanceCore::overLimit(int64_t bytes) const { return m_spec.debugPort == 0 && bytes > int64_t(m_spec.memoryMb) * 1024 * 1024; }

void InstanceCore::lookAtMemory() {
  if (m_phase == Phase::Unborn || m_phase >= Phase::Ending) return;
  const int64_t begin = machineMonotonicNs();
  if (begin < m_nextLookNs) return;
  if (!m_grouped && m_spec.debugPort == 0) {  // not at its start, which would wait behind it
    m_grouped = true;
    m_around.groups.add(m_ends.pid, m_spec.memoryMb);
  }
  const TreeMemory tree = treeMemory(m_ends.pid);
  m_largest = tree.largest;
  struct statfs tmp {};
  if (m_tmp >= 0 && fstatfs(m_tmp, &tmp) == 0) m_tmpBytes = int64_t(tmp.f_blocks - tmp.f_bfree) * int64_t(tmp.f_bsize);
  // A tree of a thousand processes takes 40 ms to look at: never more than a tenth of this thread's time.
  const int64_t end = machineMonotonicNs();
  m_nextLookNs = end + kLookShare * (end - begin);
  if (m_phase == Phase::Ready && begin >= m_nextShareNs) {
    m_nextShareNs = begin + kShareNs;
    m_around.memory.askShare(this, m_ends.pid);
  }
  if (tree.processes > 1 && overLimit(tree.resident) && !overLimit(tree.largest)) return m_around.memory.askShare(this, m_ends.pid);
  weigh(tree.resident);
}

void InstanceCore::shareTold(int64_t bytes) {
  if (m_phase == Phase::Ready) m_proportional = bytes;
  else if (bytes > 0 && m_phase > Phase::Unborn && m_phase < Phase::Ending) weigh(std::max(bytes, m_largest));
}

void InstanceCore::weigh(int64_t bytes) {
  m_resident = bytes;
  if (m_phase == Phase::Ready) return;
  m_peak = std::max(m_peak, m_resident);
  if (!overLimit(m_resident)) return;
  m_memoryReached = true;
  kill();
}

}  // namespace scfdesk
