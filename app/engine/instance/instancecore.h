// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/controlgroups.h"
#include "app/engine/instance/framechannel.h"
#include "app/engine/instance/instance.h"
#include "app/engine/instance/memorywatch.h"
#include "app/engine/instance/outputpipe.h"
#include "app/engine/instance/runtimetalk.h"
#include "app/engine/runtime/contexttemplate.h"
#include <sys/types.h>

namespace scfdesk {

/// Descriptors of a new init, from the spawner. Owned by whoever holds them last.
struct BirthEnds {
  pid_t pid = 0;
  int control = -1;
  int pidFd = -1;
  int frame = -1;
  int out = -1;
  int err = -1;
};

/// The living part of an instance: outlives its Instance until the last process was reaped.
/// Phases: Unborn -> Starting -> Loading -> Ready <-> Busy; from each to Ending -> Gone. Engine thread; owned by the factory.
class InstanceCore final : public MemoryWatched, private TalkListener, public std::enable_shared_from_this<InstanceCore> {
 public:
  struct Surroundings {
    Reactor& reactor;
    MemoryWatch& memory;
    ControlGroups& groups;
    std::function<void(InstanceCore*)> forget;  ///< called once, when Gone
  };
  InstanceCore(Surroundings surroundings, InstanceSpec spec, InstanceListener& listener);
  ~InstanceCore() override;

  void setHandle(Instance* handle) { m_handle = handle; }
  /// A protocol of the runtime's own, instead of frames. Before birth.
  void setTalk(std::unique_ptr<RuntimeTalk> talk, const QByteArray& locale) {
    m_talk = std::move(talk);
    m_spec.environment += m_talk->environment();
    if (!locale.isEmpty()) m_spec.environment += locale;
  }
  [[nodiscard]] TalkListener& talkListener() { return *this; }
  [[nodiscard]] const RuntimeTalk* talk() const { return m_talk.get(); }
  /// The answer to its birth: an init exists. `root` is where the runtime sees the code; `way` Prepared = it was forked.
  void born(const BirthEnds& ends, bool namespaces, const QByteArray& root, BirthWay way);
  /// The spawner's other answer. `text` is shown to the user.
  void notBorn(const QByteArray& text);
  /// Takes over a booted spare: the code is put into it, then it loads.
  /// `code`: a mount of it, or -1; stays the caller's.
  void adopt(const BirthEnds& ends, const QByteArray& root, int code);
  /// Takes over a place, by the packet that has its program started there. `code` as above, but never -1.
  void fill(const BirthEnds& ends, const QByteArray& root, const QByteArray& packet, int code);

  void run(uint64_t request, const ContextTemplate& context, QByteArrayView requestId, const QByteArray& payload);
  void serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange);
  void cancel(uint64_t request);
  void load();
  void freeze();
  void thaw();
  bool terminate();
  void end(std::function<void()> gone);
  /// As end, but keeps the call that an earlier end asked for: the handle is gone, or the engine ends.
  void letGo();
  /// Blocks until the kernel says that init is gone, at most `timeoutMs`. Only for the end of the engine.
  void waitUntilGone(int timeoutMs);
  void lookAtMemory() override;
  void shareTold(int64_t bytes) override;

  [[nodiscard]] const InstanceSpec& spec() const { return m_spec; }
  [[nodiscard]] int pid() const { return m_ends.pid; }
  [[nodiscard]] int64_t residentBytes() const { return m_resident; }
  [[nodiscard]] int64_t moduleLoadUs() const { return m_moduleLoadUs; }
  [[nodiscard]] int64_t hostBytes() const { return (m_proportional > 0 ? m_proportional : m_resident) + m_tmpBytes; }

 private:
  enum class Phase : uint8_t { Unborn, Starting, Loading, Ready, Busy, Ending, Gone };
  struct Watch final : FdHandler {
    InstanceCore* core = nullptr;
    void (InstanceCore::*member)() = nullptr;
    Reactor::Token token = 0;
    void onReady(uint32_t) override;
  };

  void watchEnds();
  bool onFrame(Frame&& frame);
  void onLoaded(const Frame& frame);
  void onLoadFailed(const Frame& frame);
  void onReply(Frame&& frame);
  void onAnswered(Frame&& frame);
  void bound(ReplyFrame& reply);
  void becomeReady();
  void failLoading(int code, const QByteArray& text);
  void talkReady() override;
  void talkFailed(int code, const QByteArray& text) override;
  void talkReplied(TalkReply&& reply) override;
  [[nodiscard]] int talkInit() const override { return m_ends.pid; }
  void beginRun();
  void lookAtRun();
  void onControl();
  void onPacket(const char* packet, size_t size, int descriptor);
  void onPid();
  bool print(QByteArrayView line, bool stderrStream);
  void drainOutput();
  void kill();
  void closeControl();
  void finish();
  void reportEnd(Phase phase);
  void weigh(int64_t bytes);
  [[nodiscard]] bool overLimit(int64_t bytes) const;
  [[nodiscard]] QByteArray memoryText() const;
  [[nodiscard]] QByteArray exitText() const;
  [[nodiscard]] TimeUs wallOf(int64_t monotonicNs) const;

  Surroundings m_around;
  InstanceSpec m_spec;
  InstanceListener* m_listener;
  Instance* m_handle = nullptr;
  std::function<void()> m_gone;
  BirthEnds m_ends;
  BirthWay m_way = BirthWay::Spawn;
  QByteArray m_root;
  Phase m_phase = Phase::Unborn;
  Phase m_endedIn = Phase::Unborn;  ///< the phase in which Ending began
  bool m_namespaces = true;
  bool m_frozen = false;
  bool m_loadOnStart = false;   ///< a spare: it loads when its code is in place
  bool m_ended = false;         ///< end() was called before birth
  bool m_memoryReached = false;
  bool m_grouped = false;       ///< its processes are in a control group
  bool m_saidOutOfMemory = false;
  int m_startError = 0;         ///< errno of what the init could not do
  int m_exitStatus = -1;        ///< wait status of the runtime; -1 = not told
  QByteArray m_failure;         ///< init's or the spawner's own trouble
  QByteArray m_lastWords;       ///< why the code ended its process, when the runtime could tell
  int64_t m_startedNs = 0;      ///< its process was there
  int64_t m_moduleLoadUs = 0;
  int64_t m_sentNs = 0;     ///< when the present run was given away
  QByteArray m_answer;          ///< of the run under way, when that came before its end
  uint64_t m_request = 0;
  ContextTemplate m_context;    ///< as the bootstrap has it
  int64_t m_resident = 0;
  int64_t m_largest = 0;        ///< of its processes
  int64_t m_proportional = 0;   ///< 0 = not looked at yet
  int64_t m_nextShareNs = 0;
  int64_t m_tmpBytes = 0;
  int m_tmp = -1;               ///< its /tmp, as a place to ask about
  int64_t m_nextRunLookNs = 0;
  int64_t m_nextLookNs = 0;     ///< a tree of many processes is looked at less often
  int64_t m_peak = 0;           ///< of this run, or of the start
  int m_running = 0;            ///< requests in a web function's server
  std::unique_ptr<RuntimeTalk> m_talk;
  FrameChannel m_channel;
  OutputPipe m_stdout;
  OutputPipe m_stderr;
  Watch m_controlWatch;
  Watch m_pidWatch;
  Reactor::TimerId m_lastResort = 0;
};

}  // namespace scfdesk
