// SPDX-License-Identifier: GPL-3.0-or-later
// The whole console over a real engine, offscreen: what a person does first, and what is there after a restart.
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/logstore.h"
#include "models/secondshistory.h"
#include "models/selection.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "tests/support/enginestage.h"
#include "widgets/test/recording.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestConsole final : public QObject {
  Q_OBJECT
  std::unique_ptr<Theme> m_theme;

  static void trigger(EngineStage& stage, QLatin1String name) {
    const auto actions = stage.window().commands();
    for (QAction* action : actions)
      if (action->objectName() == name) return action->trigger();
    QFAIL("no such action");
  }
  static int finished(EngineStage& stage, FunctionId fn = 0) {
    int count = 0;
    for (int row = 0; row < stage.hub().invocations().rowCount(); ++row) {
      const Invocation* v = stage.hub().invocations().invocationAt(row);
      count += v->finished && (!fn || v->function == fn);
    }
    return count;
  }
  static QByteArray resultOf(EngineStage& stage, const QString& name) {
    QByteArray result;
    bool done = false;
    InvokeRequest request{{u"default"_s, name}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, "{}"};
    stage.backend().invoke(request, &stage.window(), [&](const Result<InvokeReply>& r) {
      result = r ? r->result : r.error().message.toUtf8();
      done = true;
    });
    stage.until([&] { return done; });
    return result;
  }

 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void everyActionIsThereForAView() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.ready());
    const auto ask = [&](bool local, const QByteArray& name, const QByteArray& body) {
      std::optional<Result<QByteArray>> answer;
      const auto take = [&](const Result<QByteArray>& r) { answer = r; };
      if (local) stage.backend().local("GET", name, body, &stage.window(), take);
      else stage.backend().action(name, body, &stage.window(), take);
      stage.until([&] { return answer.has_value(); });
      return answer.value_or(Error{u"none"_s, {}, {}});
    };
    QVERIFY(ask(false, "GetFunction", R"({"FunctionName":"hello-event"})").value().contains("\"Handler\""));
    QCOMPARE(ask(false, "GetFunction", R"({"FunctionName":"nobody"})").error().code, u"ResourceNotFound.Function"_s);
    QCOMPARE(ask(false, "NoSuchAction", "{}").error().code, u"InvalidAction"_s);
    QCOMPARE(ask(false, "ListFunctions", "{").error().code.section(u'.', 0, 0), u"InvalidParameter"_s);
    QVERIFY(ask(true, "/-/settings", {}).value().contains("keepAliveSeconds"));
    QVERIFY(!ask(true, "/-/nothing", {}).error().message.isEmpty());
    QVERIFY(!ask(true, "/-/a b", {}).error().message.isEmpty());
  }

  void oneKeystrokeFiresARealEvent() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.ready());
    QVERIFY(stage.until([&] {  // its saved event is in the editor, so that Fire can be pressed
      const auto actions = stage.window().commands();
      for (const QAction* action : actions)
        if (action->objectName() == "test_action_fire"_L1) return action->isEnabled();
      return false;
    }));
    stage.let(200);
    trigger(stage, "test_action_fire"_L1);
    QVERIFY(stage.until([&] { return finished(stage) == 1; }));
    const Invocation v = *stage.hub().invocations().invocationAt(0);
    QCOMPARE(v.statusCode, 200);
    QVERIFY(v.cold);
    QVERIFY(v.durationUs >= 400'000);
    QVERIFY(v.peakMemoryBytes > 1'000'000);
    QCOMPARE(stage.hub().timeline().lanes().size(), 1U);
    QVERIFY(stage.until([&] { return stage.hub().logs().size() > 6; }));
  }

  void aRampIsSeenScaling() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.ready());
    LoadSpec load;
    load.function.name = u"hello-event"_s;
    load.payload = "{\"name\":\"ramp\",\"workMs\":200}";
    load.count = 60;
    load.peakPerSecond = 40;
    stage.backend().startLoad(load, &stage.window(), [](const Result<uint32_t>&) {});
    const FunctionId fn = stage.id(u"hello-event"_s);
    QVERIFY(stage.until([&] { const LoadProgress* p = stage.hub().lastLoad(fn); return p && p->endedAt; }, 60));
    QCOMPARE(stage.hub().lastLoad(fn)->succeeded, 60);
    QVERIFY(stage.hub().timeline().lanes().size() >= 2);
    int busiest = 0;
    for (const CountStep& step : stage.hub().timeline().steps(fn)) busiest = std::max(busiest, step.busy);
    QVERIFY(busiest >= 2);
  }

  void aReplayFiresWhatWasRecordedAndIsKept() {
    QTemporaryDir folder;
    QByteArrayList first, again;
    TimeUs from = 0;
    {
      EngineStage stage(QSize(1280, 800), folder.filePath(u"data"_s));
      QVERIFY(stage.ready());
      QVERIFY(stage.create(u"echo"_s, "def main_handler(event, context):\n    return event\n"));
      const FunctionId fn = stage.id(u"echo"_s);
      from = stage.hub().time().now();
      for (const QByteArray event : {R"({"n":1})", R"({"n":2})", R"({"n":3})"}) {
        InvokeRequest request{{u"default"_s, u"echo"_s}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, event};
        bool done = false;
        stage.backend().invoke(request, &stage.window(), [&](const Result<InvokeReply>& r) {
          if (r) first << r->result;
          done = true;
        });
        QVERIFY(stage.until([&] { return done; }));
      }
      QVERIFY(stage.until([&] { return finished(stage, fn) == 3; }));
      const Recording span = recordedIn(stage.hub(), fn, from, stage.hub().time().now());
      QVERIFY(span.arrivals && span.arrivals->size() == 3);
      LoadSpec load;
      load.function.name = u"echo"_s;
      load.mode = InvokeMode::Sync;
      load.payload = R"({"n":"not this"})";
      load.shape = LoadShape::Replay;
      load.recorded = span.arrivals;
      load.count = 3;
      load.speed = 10;
      stage.backend().startLoad(load, &stage.window(), [](const Result<uint32_t>&) {});
      QVERIFY(stage.until([&] { const LoadProgress* p = stage.hub().lastLoad(fn); return p && p->endedAt; }, 60));
      const LoadProgress run = *stage.hub().lastLoad(fn);
      QCOMPARE(run.succeeded, 3);
      QCOMPARE(run.substituted, 0);
      QVERIFY(run.p99Us > 0 && run.p99Us >= run.p50Us);
      for (int row = stage.hub().invocations().rowCount() - 1; row >= 0; --row) {
        const Invocation v = *stage.hub().invocations().invocationAt(row);
        if (v.loadRun != run.run) continue;
        bool done = false;
        stage.backend().invocationDetail(v.id, &stage.window(), [&](const Result<InvocationDetail>& d) {
          if (d) again << d->result;
          done = true;
        });
        QVERIFY(stage.until([&] { return done; }));
      }
      std::sort(first.begin(), first.end());
      std::sort(again.begin(), again.end());
      QCOMPARE(again, first);
    }
    EngineStage stage(QSize(1280, 800), folder.filePath(u"data"_s));
    QVERIFY(stage.ready());
    const FunctionId fn = stage.id(u"echo"_s);
    QVERIFY(stage.until([&] { return stage.hub().lastLoad(fn) != nullptr; }));
    QCOMPARE(stage.hub().lastLoad(fn)->succeeded, 3);
    // What happened is there in one-second values too, long after the detail will have gone.
    const TimeUs now = stage.hub().time().now();
    stage.hub().seconds().want(fn, from - 1'000'000, now, now);
    QVERIFY(stage.until([&] { return stage.hub().seconds().totals(fn, from - 1'000'000, now).invocations == 6; }));
    QVERIFY(stage.hub().seconds().totals(fn, from - 1'000'000, now).mostP99Us > 0);
  }

  void savingAFileMakesTheNextEventRunTheNewCode() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.ready());
    QVERIFY(stage.create(u"linked"_s, "def main_handler(event, context):\n    return 'old'\n"));
    QCOMPARE(resultOf(stage, u"linked"_s), "\"old\"");
    const uint32_t before = stage.hub().functions().infoOf({u"default"_s, u"linked"_s})->generation;
    QFile file(stage.codeFolder(u"linked"_s) + u"/index.py"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("def main_handler(event, context):\n    return 'new'\n");
    file.close();
    QVERIFY(stage.until([&] { return stage.hub().functions().infoOf({u"default"_s, u"linked"_s})->generation != before; }));
    QCOMPARE(resultOf(stage, u"linked"_s), "\"new\"");
  }

  void variablesAreFilledInForEachEvent() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.ready());
    QVERIFY(stage.create(u"echo"_s, "def main_handler(event, context):\n    return event\n"));
    const auto fire = [&stage](Source source) {
      std::optional<QByteArray> result;
      const InvokeRequest request{{u"default"_s, u"echo"_s}, u"$LATEST"_s, InvokeMode::Sync, source, "{\"n\":{{counter}},\"r\":{{random 5 5}}}"};
      stage.backend().invoke(request, &stage.hub(), [&result](Result<InvokeReply> reply) { result = reply ? reply->result : QByteArray("refused: ") + reply.error().message.toUtf8(); });
      if (!stage.until([&result] { return result.has_value(); })) return QByteArray("no answer");
      return *result;
    };
    const auto compact = [](QByteArray json) { return json.replace(' ', ""); };
    QCOMPARE(compact(fire(Source::Console)), QByteArray("{\"n\":1,\"r\":5}"));
    QCOMPARE(compact(fire(Source::Load)), QByteArray("{\"n\":2,\"r\":5}"));
    // Programs send what they send: there it is no JSON.
    QVERIFY(fire(Source::Api).startsWith("refused: "));
  }

  void aSilentEngineIsSaidAndHeardAgain() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.ready());
    QVERIFY(stage.hub().status().connected);
    QSemaphore hang;
    stage.backend().setSilenceLimit(500);
    stage.backend().onEngine([&hang](Engine&) { hang.acquire(); });
    QVERIFY(stage.until([&stage] { return stage.hub().loss().has_value(); }));
    QVERIFY(stage.backend().silent());
    QVERIFY(!stage.hub().status().connected);
    QCOMPARE(stage.hub().loss()->code, u"Local.EngineSilent"_s);
    hang.release();
    QVERIFY(stage.until([&stage] { return stage.hub().status().connected; }));
    QVERIFY(!stage.hub().loss() && !stage.backend().silent());
  }

  void historyAndLogSurviveARestart() {
    QTemporaryDir folder;
    QByteArray requestId;
    {
      EngineStage stage(QSize(1280, 800), folder.filePath(u"data"_s));
      QVERIFY(stage.ready());
      QVERIFY(!resultOf(stage, u"hello-event"_s).isEmpty());
      QVERIFY(stage.until([&] { return finished(stage) == 1; }));
      requestId = stage.hub().invocations().invocationAt(0)->requestId;
    }
    EngineStage stage(QSize(1280, 800), folder.filePath(u"data"_s));
    QVERIFY(stage.until([&] { return finished(stage) == 1; }));
    const Invocation v = *stage.hub().invocations().invocationAt(0);
    QCOMPARE(v.requestId, requestId);
    bool logged = false;
    QVERIFY(stage.until([&] {
      for (qint64 i = 0; i < stage.hub().logs().size(); ++i) logged = logged || stage.hub().logs().at(i).text.toByteArray().contains(requestId);
      return logged;
    }));
    QByteArray result;
    stage.backend().invocationDetail(v.id, &stage.window(), [&](const Result<InvocationDetail>& d) { result = d ? d->result : d.error().message.toUtf8(); });
    QVERIFY(stage.until([&] { return !result.isEmpty(); }));
    QVERIFY2(result.contains("greeting"), result.constData());
  }
};
QTEST_MAIN(TestConsole)
#include "tst_console.moc"
