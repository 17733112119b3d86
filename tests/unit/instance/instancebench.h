// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instancefactory.h"
#include "app/engine/runtime/contexttemplate.h"
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <map>

namespace scfdesk {

/// What every run here gets: function f of 128 MB.
inline const ContextTemplate kContext = [] {
  FunctionInfo function;
  function.key = {QStringLiteral("default"), QStringLiteral("f")};
  return ContextTemplate(function, QStringLiteral("$LATEST"));
}();
inline constexpr char kRequestId[] = "11111111-2222-3333-4444-555555555555";

/// Records what an instance tells; one per instance under test.
struct Recorder final : InstanceListener {
  bool started = false, ready = false, failed = false, died = false;
  BirthWay way = BirthWay::None;
  int code = 0;
  QByteArray text;
  std::vector<InstanceReply> replies;
  QByteArrayList out, err;
  int64_t lines = 0;
  bool keepLines = true;
  QByteArrayList order;
  std::function<void()> onReady, onLine, onReply;

  void instanceStarted(Instance&, BirthWay w) override { started = true, way = w, order += "started"; }
  void instanceReady(Instance&) override {
    ready = true, order += "ready";
    if (onReady) onReady();
  }
  void instanceInitFailed(Instance&, int c, const QByteArray& t) override { failed = true, code = c, text = t, order += "failed"; }
  void instanceReplied(Instance&, InstanceReply&& reply) override {
    replies.push_back(std::move(reply));
    if (onReply) onReply();
  }
  void instancePrinted(Instance&, QByteArrayView line, bool stderrStream) override {
    ++lines;
    if (keepLines) (stderrStream ? err : out).append(line.toByteArray());
    if (onLine) onLine();
  }
  void instanceDied(Instance&, int c, const QByteArray& t) override { died = true, code = c, text = t, order += "died"; }
};

/// How many processes of this machine have `mark` in their command line.
inline int processesWith(const QByteArray& mark) {
  int found = 0;
  for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
    QFile f(QStringLiteral("/proc/%1/cmdline").arg(name));
    if (name[0].isDigit() && f.open(QIODevice::ReadOnly) && f.readAll().contains(mark)) ++found;
  }
  return found;
}

/// A Python function that leaves a daemon behind, away from its session and its parent, named `mark`.
inline QByteArray daemonCode(const QByteArray& mark) {
  return "import os, sys, time\ndef main_handler(event, context):\n    if os.fork() == 0:\n        os.setsid()\n"
         "        if os.fork() == 0: os.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(1000) # " + mark + "'])\n"
         "        os._exit(0)\n    os.wait()\n    print('daemon up', flush=True)\n    return 'left one'\n";
}

/// A reactor with real instances on it, driven turn by turn.
class Bench {
 public:
  explicit Bench(const QString& isolation = QStringLiteral("auto"), bool prepared = false) : m_reactor(m_clock) {
    SpawnerOptions options;
    options.spawnerProgram = qEnvironmentVariable("SCFDESK_BINARY_DIR") + QStringLiteral("/app/scfdesk-spawner");
    options.bootstrapDir = qEnvironmentVariable("SCFDESK_SOURCE_DIR") + QStringLiteral("/resources/runtimes");
    options.stateDir = m_folder.path() + QStringLiteral("/state");
    options.isolation = isolation;
    options.prepared = prepared;
    factory = std::make_unique<SpawnedInstances>(m_reactor, options);
    if (!factory->start().ok()) qFatal("spawner");
  }

  /// Turns until `done`, at most 20 s; the answer is whether it came.
  template <typename F>
  bool until(F done, int limitMs = 20000) {
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < limitMs) m_reactor.turn(10);
    return done();
  }
  ~Bench() { factory.reset(); }  // before the reactor that it watches on
  Reactor& reactor() { return m_reactor; }
  void scaleClock(double scale) {
    m_clock.setScale(scale);
    m_reactor.rearm();
  }
  /// Has an instance born and ended, so that a spare of its kind is made, and waits until that is booted.
  bool haveSpare(InstanceSpec like) {
    like.preparedAllowed = true;
    Recorder seen;
    auto instance = factory->create(like, seen);
    return until([&] { return seen.ready || seen.failed; }) && until([&] { return factory->spares().booted() > 0; });
  }
  QString folder() const { return m_folder.path(); }

  /// A code folder with one file.
  QString code(const QString& file, const QByteArray& text) {
    const QString dir = m_folder.path() + QStringLiteral("/code%1").arg(++m_codes);
    QDir().mkpath(dir);
    write(dir + u'/' + file, text);
    return dir;
  }
  static void write(const QString& path, const QByteArray& text) {
    QFile f(path);
    if (!f.open(QIODevice::WriteOnly)) qFatal("write");
    f.write(text);
  }

  InstanceSpec spec(const QString& family, const QString& codeDir, const QString& handler = QStringLiteral("index.main_handler")) {
    InstanceSpec s;
    s.id = ++m_ids;
    s.family = family;
    s.interpreter = interpreter(family);
    s.codeDir = codeDir;
    s.handler = handler;
    s.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/home/qcloud", "LANG=en_US.UTF8", "PYTHONPATH=/var/user:/opt"};
    s.memoryMb = 256;
    s.preparedAllowed = false;
    return s;
  }
  static QString interpreter(const QString& family) {
    const QString path = QStandardPaths::findExecutable(family == u"nodejs" ? QStringLiteral("node") : QStringLiteral("python3"),
                                                        {QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/bin")});
    return QFileInfo(path).canonicalFilePath();
  }

  /// Starts an instance of a one-file Python or Node.js function and waits for its module level.
  std::unique_ptr<Instance> start(Recorder& seen, const QString& family, const QByteArray& text, int memoryMb = 256,
                                  bool prepared = false) {
    const QString file = family == u"nodejs" ? QStringLiteral("index.js") : QStringLiteral("index.py");
    InstanceSpec s = spec(family, code(file, text));
    s.memoryMb = memoryMb;
    s.preparedAllowed = prepared;
    if (prepared && !haveSpare(s)) qFatal("no spare");
    s.id = ++m_ids;
    auto instance = factory->create(s, seen);
    until([&] { return seen.ready || seen.failed; });
    return instance;
  }
  /// Runs one event and waits for its reply or for the end.
  bool run(Instance& instance, Recorder& seen, const QByteArray& event = "{}") {
    const size_t before = seen.replies.size();
    instance.run(before + 1, kContext, kRequestId, event);
    return until([&] { return seen.replies.size() > before || seen.died; }) && !seen.died;
  }

  std::unique_ptr<SpawnedInstances> factory;

 private:
  QTemporaryDir m_folder;
  SystemClock m_clock;
  Reactor m_reactor;
  int m_codes = 0;
  InstanceId m_ids = 0;
};

}  // namespace scfdesk
