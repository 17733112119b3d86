// SPDX-License-Identifier: GPL-3.0-or-later
// Async, Versions, Concurrency and Code over a real engine, offscreen. With SCFDESK_SHOTS=FOLDER each is drawn there on the way.
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "tests/support/enginestage.h"
#include "widgets/async/asyncview.h"
#include "widgets/async/attemptmarks.h"
#include "widgets/async/deadletters.h"
#include "widgets/async/eventqueue.h"
#include "widgets/code/filetree.h"
#include "widgets/code/sourceeditor.h"
#include "widgets/code/sourceview.h"
#include "widgets/concurrency/concurrencyview.h"
#include "widgets/concurrency/quotabar.h"
#include "widgets/controls/banner.h"
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/templatebuild.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/shell/translation.h"
#include "widgets/test/codeview.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include "widgets/versions/aliaslist.h"
#include "widgets/versions/aliasrow.h"
#include "widgets/versions/versiondiff.h"
#include "widgets/versions/versionsview.h"
#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QUrl>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestResourceViews final : public QObject {
  Q_OBJECT
  std::unique_ptr<Theme> m_theme;

  void shot(EngineStage& stage, const QString& name) {
    const QString folder = qEnvironmentVariable("SCFDESK_SHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
      m_theme->setScheme(scheme);
      for (const QSize size : {QSize(1440, 900), QSize(1280, 800)}) {
        stage.window().resize(size);
        stage.let(120);
        stage.window().grab().save(QString(folder + u'/' + name + (scheme == Scheme::Dark ? u"-dark-"_s : u"-light-"_s) + QString::number(size.width()) + u".png"_s));
      }
    }
  }
  template <typename T>
  static T* find(EngineStage& stage, const char* name) {
    return stage.window().findChild<T*>(QString::fromLatin1(name));
  }
  static void click(EngineStage& stage, const char* name) {
    auto* button = find<QAbstractButton>(stage, name);
    QVERIFY2(button, name);
    QVERIFY2(button->isEnabled(), name);
    button->click();
  }
  /// A web function's template, asked through a function URL: its page, and a body that it reads.
  static void answersRequests(EngineStage& stage, const QString& name) {
    QByteArray trigger;
    bool done = false;
    const QJsonObject fields{{u"FunctionName"_s, name}, {u"TriggerName"_s, u"url"_s}, {u"Type"_s, u"http"_s},
                             {u"TriggerDesc"_s, u"{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}"_s}};
    stage.backend().action("CreateTrigger", QJsonDocument(fields).toJson(), &stage.window(), [&](const Result<QByteArray>& r) {
      done = true;
      if (r) trigger = *r;
    });
    QVERIFY(stage.until([&] { return done; }));
    const QJsonObject info = QJsonDocument::fromJson(trigger).object()[u"TriggerInfo"_s].toObject();
    const QUrl url(QJsonDocument::fromJson(info[u"TriggerDesc"_s].toString().toUtf8()).object()[u"NetConfig"_s][u"ExtranetUrl"_s].toString());
    QVERIFY2(url.isValid() && !url.path().isEmpty(), trigger.constData());
    QNetworkAccessManager net;
    const auto ask = [&](const QString& more, const QByteArray& body, int status) {
      QUrl to = url;
      to.setPath(url.path() + u"/shop"_s);
      to.setQuery(more);
      QNetworkRequest request(to);
      std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? net.get(request) : net.post(request, body));
      const bool finished = stage.until([&] { return reply->isFinished(); }, 60);
      const QByteArray text = reply->readAll();
      if (!finished || reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != status) qWarning() << name << to << reply->errorString() << text;
      return QJsonDocument::fromJson(text).object();
    };
    const QJsonObject page = ask(u"name=Ann"_s, {}, 200);
    QCOMPARE(page[u"message"_s].toString(), u"Hello, Ann"_s);
    QCOMPARE(page[u"path"_s].toString(), u"/shop"_s);
    QVERIFY(!page[u"request"_s].toString().isEmpty());
    QCOMPARE(ask({}, "{\"n\":7}", 200)[u"body"_s][u"n"_s].toInt(), 7);
    QVERIFY(ask({}, "{", 400)[u"error"_s].toString().startsWith(u"The body is not JSON"_s));
  }
  /// Presses what confirms in the question of this name, once it is asked.
  static void confirm(EngineStage& stage, const char* dialog) {
    QAbstractButton* button = nullptr;
    stage.until([&] {
      const QWidget* asked = find<QWidget>(stage, dialog);
      button = asked ? asked->findChild<QAbstractButton*>(u"ask_confirm"_s) : nullptr;
      return button != nullptr;
    });
    QVERIFY2(button, dialog);
    button->click();
  }
  static bool act(EngineStage& stage, const char* name, const QByteArray& params) {
    std::optional<bool> good;
    stage.backend().action(name, params, &stage.window(), [&](const Result<QByteArray>& r) {
      good = r.ok();
      if (!r) qWarning("%s: %s", name, qPrintable(r.error().message));
    });
    stage.until([&] { return good.has_value(); });
    return good.value_or(false);
  }
  static void fireAsync(EngineStage& stage, const QString& function, const QByteArray& payload) {
    bool done = false;
    stage.backend().invoke({{u"default"_s, function}, u"$LATEST"_s, InvokeMode::Async, Source::Console, payload}, &stage.window(), [&](const Result<InvokeReply>&) { done = true; });
    stage.until([&] { return done; });
  }

 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
    installTranslator(*qApp, QLocale(qEnvironmentVariable("SCFDESK_SHOTS_LANG", u"en"_s)));
  }
  void cleanupTestCase() { m_theme.reset(); }

  void asyncEventsAndDeadLettersAreSeenAndSettled() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.ready());
    QVERIFY(stage.create(u"flaky"_s, "import json, os\ndef main_handler(event, context):\n    if os.path.exists('/tmp/healed') or event.get('good'):\n        return 'ok'\n    raise ValueError('stock is ' + str(event.get('n', 0)))\n"));
    QVERIFY(stage.create(u"strict"_s, "def main_handler(event, context):\n    raise KeyError('invoice')\n"));
    stage.window().showView(MainWindow::View::Async);
    auto* view = find<AsyncView>(stage, "asyncView");
    QVERIFY(view);
    shot(stage, u"async-empty"_s);
    for (int i = 0; i < 3; ++i) fireAsync(stage, u"flaky"_s, "{\"n\":" + QByteArray::number(i) + ",\"order\":\"o-8312" + QByteArray::number(i) + "\"}");
    auto* functions = find<RowTable>(stage, "async_functions");
    auto* events = find<RowTable>(stage, "async_events");
    // The first attempts fail; the events wait a minute for the next one.
    QVERIFY(stage.until([&] {
      const auto& rows = functions->rowModel().rows();
      return rows.size() == 1 && rows[0].cells[1].text == u"3"_s && rows[0].cells[3].text == u"3"_s && events->rowModel().rowCount() == 3;
    }, 60));
    auto* marks = find<AttemptMarks>(stage, "async_attempts");
    QVERIFY(stage.until([&] { return marks->attempts().size() == 2 && marks->attempts().last().state == Attempt::State::Due; }));
    QCOMPARE(marks->attempts().first().statusCode, 430);
    auto* payload = find<CodeView>(stage, "async_payload");
    QVERIFY(payload->bytes().contains("o-83120"));
    shot(stage, u"async-queue"_s);
    // One is ended by hand: it asks first.
    click(stage, "async_terminate");
    QVERIFY(stage.until([&] { return find<QWidget>(stage, "async_terminateDialog") != nullptr; }));
    shot(stage, u"async-terminate"_s);
    confirm(stage, "async_terminateDialog");
    QVERIFY(stage.until([&] { return events->rowModel().rowCount() == 2; }));

    QVERIFY(act(stage, "UpdateFunctionEventInvokeConfig", R"({"FunctionName":"strict","AsyncTriggerConfig":{"RetryConfig":[{"RetryNum":0}],"MsgTTL":3600}})"));
    for (int i = 0; i < 3; ++i) fireAsync(stage, u"strict"_s, "{\"invoice\":" + QByteArray::number(i) + "}");
    view->showDeadLetters();
    auto* letters = find<RowTable>(stage, "async_letterTable");
    QVERIFY(stage.until([&] { return letters->rowModel().rowCount() == 3; }, 60));
    QVERIFY2(letters->rowModel().rows()[0].cells[1].text.contains(u"invoice"_s), qPrintable(letters->rowModel().rows()[0].cells[1].text));
    QVERIFY(stage.until([&] { return find<CodeView>(stage, "letter_payload")->bytes().contains("invoice"); }));
    QVERIFY(stage.until([&] { return !find<QPushButton>(stage, "letter_retryAll")->isHidden(); }));
    shot(stage, u"async-letters"_s);
    click(stage, "letter_discard");
    confirm(stage, "letter_discardDialog");
    QVERIFY2(stage.until([&] { return letters->rowModel().rowCount() == 2; }, 10), qPrintable(view->letters().findChild<Banner*>()->text()));
    // Mended, and given again: both at once.
    QFile code(stage.codeFolder(u"strict"_s) + u"/index.py"_s);
    QVERIFY(code.open(QIODevice::WriteOnly | QIODevice::Truncate));
    code.write("def main_handler(event, context):\n    return event\n");
    code.close();
    stage.let(300);
    click(stage, "letter_retryAll");
    QVERIFY(stage.until([&] { return letters->rowModel().rowCount() == 0; }));
    const FunctionId strict = stage.id(u"strict"_s);
    QVERIFY(stage.until([&] {
      int good = 0;
      for (int row = 0; row < stage.hub().invocations().rowCount(); ++row) {
        const Invocation* v = stage.hub().invocations().invocationAt(row);
        good += v->function == strict && v->finished && v->statusCode == 200;
      }
      return good == 2;
    }, 60));
  }

  void versionsAndAliases() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.ready());
    QVERIFY(stage.create(u"shop"_s, "def main_handler(event, context):\n    return 1\n"));
    stage.window().openFunction(stage.id(u"shop"_s), MainWindow::Tab::Versions);
    auto* view = find<VersionsView>(stage, "versionsView");
    QVERIFY(view);
    auto* table = find<RowTable>(stage, "versions_table");
    QTRY_COMPARE(table->rowModel().rowCount(), 1);
    shot(stage, u"versions-none"_s);
    find<TextField>(stage, "versions_description")->setText(u"First one"_s);
    click(stage, "versions_publish");
    QVERIFY(stage.until([&] { return table->rowModel().rowCount() == 2; }));
    QCOMPARE(table->rowModel().rows()[1].cells[1].text, u"First one"_s);
    QVERIFY(act(stage, "UpdateFunctionConfiguration", R"({"FunctionName":"shop","MemorySize":256,"Environment":{"Variables":[{"Key":"MODE","Value":"fast"}]}})"));
    QFile code(stage.codeFolder(u"shop"_s) + u"/lib.py"_s);
    QVERIFY(code.open(QIODevice::WriteOnly));
    code.write("x = 1\n");
    code.close();
    stage.let(300);
    find<TextField>(stage, "versions_description")->setText(u"More memory, a library"_s);
    click(stage, "versions_publish");
    QVERIFY(stage.until([&] { return table->rowModel().rowCount() == 3; }));
    // What is different: memory, a variable, a file.
    view->diff().compare(u"1"_s, u"2"_s);
    auto* differences = find<RowTable>(stage, "versions_differences");
    QVERIFY(stage.until([&] { return differences->rowModel().rowCount() >= 3; }));
    QStringList what;
    for (const Row& row : differences->rowModel().rows()) what << row.key;
    QVERIFY2(what.contains(u"c:MemorySize"_s) && what.contains(u"c:Environment.MODE"_s) && what.contains(u"f:lib.py"_s) && !what.contains(u"f:index.py"_s), qPrintable(what.join(u' ')));

    QVERIFY(act(stage, "CreateAlias", R"({"FunctionName":"shop","Name":"release","FunctionVersion":"1","Description":"what customers get"})"));
    QVERIFY(stage.until([&] { return view->aliases().row(u"release"_s) != nullptr; }));
    auto* share = find<SegmentedControl>(stage, "alias_release_share");
    share->setCurrentIndex(1);
    Q_EMIT share->currentChanged(1);
    auto* slider = find<QSlider>(stage, "alias_release_slider");
    find<ComboField>(stage, "alias_release_other")->setCurrentText(u"2"_s);
    for (const int part : {0, 1, 37, 99, 100}) {
      slider->setValue(part);
      QCOMPARE(find<Label>(stage, "alias_release_mainShare")->text(), QString::number(100 - part) + u" %"_s);
      QCOMPARE(find<Label>(stage, "alias_release_otherShare")->text(), QString::number(part) + u" %"_s);
    }
    slider->setValue(30);
    shot(stage, u"versions-edited"_s);
    click(stage, "alias_release_save");
    const auto saved = [&] {
      const FunctionInfo* f = stage.hub().functions().info(stage.id(u"shop"_s));
      for (const AliasInfo& a : f->aliases)
        if (a.name == u"release"_s) return a;
      return AliasInfo{};
    };
    QVERIFY(stage.until([&] { return saved().weights == QList<VersionWeight>{{2, 0.3}}; }));
    QVERIFY(stage.until([&] { return !view->aliases().hasChanges(); }));
    share->setCurrentIndex(2);
    Q_EMIT share->currentChanged(2);
    QVERIFY(!find<QPushButton>(stage, "alias_release_save")->isEnabled());
    find<TextField>(stage, "alias_release_key")->setText(u"User"_s);
    find<TextField>(stage, "alias_release_expression")->setText(u"anna"_s);
    click(stage, "alias_release_save");
    QVERIFY(stage.until([&] { return saved().matches == QList<VersionMatch>{{2, u"invoke.headers.User"_s, u"exact"_s, u"anna"_s}}; }));
    shot(stage, u"versions"_s);
    // $DEFAULT can be moved as well.
    find<ComboField>(stage, "alias_$DEFAULT_main")->setCurrentText(u"2"_s);
    click(stage, "alias_$DEFAULT_save");
    QVERIFY(stage.until([&] { return stage.hub().functions().info(stage.id(u"shop"_s))->aliases.size() == 2; }));
    table->choose(u"1"_s);
    click(stage, "versions_delete");
    QVERIFY(stage.until([&] { return find<Label>(stage, "ask_loss") != nullptr; }));
    QVERIFY(find<Label>(stage, "ask_loss")->text().contains(u"release"_s));
    confirm(stage, "versions_deleteDialog");
    QVERIFY(stage.until([&] { return table->rowModel().rowCount() == 2; }));
  }

  void quotasAndProvisionedInstances() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.ready());
    QVERIFY(stage.create(u"shop"_s, "def main_handler(event, context):\n    return 1\n"));
    stage.window().openFunction(stage.id(u"shop"_s), MainWindow::Tab::Concurrency);
    QVERIFY(find<ConcurrencyView>(stage, "concurrencyView"));
    auto* bar = find<QuotaBar>(stage, "concurrency_bar");
    QVERIFY(stage.until([&] { return bar->quota().accountMb == 128000 && bar->quota().reservedMb == -1; }));
    shot(stage, u"concurrency-none"_s);
    auto* choice = find<SegmentedControl>(stage, "concurrency_reservedChoice");
    choice->setCurrentIndex(1);
    Q_EMIT choice->currentChanged(1);
    auto* amount = find<NumberField>(stage, "concurrency_reservedMb");
    amount->setValue(200000);
    click(stage, "concurrency_reservedSave");
    auto* error = find<Label>(stage, "concurrency_reservedError");
    QVERIFY(stage.until([&] { return error->isVisible() && error->text().contains(u"115200"_s); }));  // past what may be reserved
    amount->setValue(1280);
    QVERIFY(find<Label>(stage, "concurrency_reservedNote")->text().startsWith(u"Up to 10 "_s));
    click(stage, "concurrency_reservedSave");
    QVERIFY(stage.until([&] { return bar->quota().reservedMb == 1280; }));
    QVERIFY(act(stage, "PublishVersion", R"({"FunctionName":"shop"})"));
    auto* table = find<RowTable>(stage, "concurrency_table");
    QVERIFY(stage.until([&] { return table->rowModel().rowCount() == 1; }));
    auto* how = find<SegmentedControl>(stage, "concurrency_choice");
    how->setCurrentIndex(1);
    Q_EMIT how->currentChanged(1);
    find<NumberField>(stage, "concurrency_count")->setValue(2);
    click(stage, "concurrency_addTask");
    find<TextField>(stage, "schedule_name")->setText(u"Night"_s);
    auto* cron = find<TextField>(stage, "schedule_cron");
    cron->setText(u"0 30 23 * * *"_s);  // six fields
    QVERIFY(!find<QPushButton>(stage, "concurrency_save")->isEnabled());
    cron->setText(u"0 30 23 * * * *"_s);
    QVERIFY(find<Label>(stage, "schedule_sentence")->text().startsWith(u"At 23:30:00 every day"_s));
    shot(stage, u"concurrency-edited"_s);
    click(stage, "concurrency_save");
    QVERIFY(stage.until([&] { const auto& rows = table->rowModel().rows(); return rows.size() == 1 && rows[0].cells[3].text == u"2"_s; }, 60));
    QVERIFY(stage.until([&] { return bar->quota().provisionedMb == 256; }));
    shot(stage, u"concurrency"_s);
    how->setCurrentIndex(2);
    Q_EMIT how->currentChanged(2);
    find<NumberField>(stage, "concurrency_least")->setValue(9);
    find<NumberField>(stage, "concurrency_most")->setValue(8);
    QVERIFY(!find<QPushButton>(stage, "concurrency_save")->isEnabled());
    find<NumberField>(stage, "concurrency_least")->setValue(1);
    find<NumberField>(stage, "concurrency_most")->setValue(3);
    click(stage, "concurrency_save");
    QVERIFY(stage.until([&] { const auto& rows = table->rowModel().rows(); return rows.size() == 1 && rows[0].cells[1].text.startsWith(u"1 to 3"_s); }, 60));
    how->setCurrentIndex(0);
    Q_EMIT how->currentChanged(0);
    click(stage, "concurrency_save");
    QVERIFY(stage.until([&] { return bar->quota().provisionedMb == 0; }, 60));
  }

  void codeIsEditedLive() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.ready());
    QVERIFY(stage.create(u"live"_s, "def main_handler(event, context):\n    return 'before'\n"));
    stage.window().openFunction(stage.id(u"live"_s), MainWindow::Tab::Code);
    auto* view = find<SourceView>(stage, "codeView");
    QVERIFY(view);
    auto* editor = find<SourceEditor>(stage, "code_editor");
    QVERIFY(stage.until([&] { return editor->bytes().contains("before"); }));
    QCOMPARE(editor->languageName(), u"Python"_s);
    shot(stage, u"code"_s);
    const auto result = [&](const QString& name) {
      QByteArray text;
      bool done = false;
      stage.backend().invoke({{u"default"_s, name}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, "{}"}, &stage.window(), [&](const Result<InvokeReply>& r) {
        text = r ? r->result : r.error().message.toUtf8();
        done = true;
      });
      stage.until([&] { return done; });
      return text;
    };
    const auto eventually = [&](const QByteArray& wanted) {
      for (int i = 0; i < 100; ++i)
        if (result(u"live"_s).contains(wanted)) return true;
      return false;
    };
    QCOMPARE(result(u"live"_s), QByteArray("\"before\""));
    editor->replaceBytes("def main_handler(event, context):\n    return 'after'\n");
    QVERIFY(view->hasChanges());
    QCOMPARE(view->unsaved(), QStringList{u"live: index.py"_s});
    click(stage, "code_save");
    QVERIFY(stage.until([&] { return !view->hasChanges(); }));
    QVERIFY(eventually("\"after\""));
    // An error of a run stands at its line.
    editor->replaceBytes("def main_handler(event, context):\n    x = 1\n    return y\n");
    click(stage, "code_save");
    QVERIFY(stage.until([&] { return !view->hasChanges(); }));
    QVERIFY(eventually("NameError"));
    QVERIFY(stage.until([&] { return editor->faultLine() == 3; }));
    shot(stage, u"code-fault"_s);
    // Another function meanwhile: the edit waits.
    editor->replaceBytes("def main_handler(event, context):\n    return 'kept'\n");
    stage.window().openFunction(stage.id(u"hello-event"_s), MainWindow::Tab::Code);
    QVERIFY(stage.until([&] { return editor->bytes().contains("workMs") && !view->hasChanges(); }));
    stage.window().openFunction(stage.id(u"live"_s), MainWindow::Tab::Code);
    QVERIFY(stage.until([&] { return editor->bytes().contains("kept") && view->hasChanges(); }));
    bool saved = false;
    view->saveAll([&](const Status& s) { saved = s.ok(); });
    QVERIFY(stage.until([&] { return saved && view->unsaved().isEmpty(); }));
    QVERIFY(eventually("\"kept\""));
  }

  void codeOfAPackageIsMadeAnew() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.ready());
    QVERIFY(act(stage, "CopyFunction", R"({"FunctionName":"hello-event","NewFunctionName":"packed"})"));
    QVERIFY(stage.until([&] { return stage.id(u"packed"_s) != 0; }));
    stage.window().openFunction(stage.id(u"packed"_s), MainWindow::Tab::Code);
    auto* view = find<SourceView>(stage, "codeView");
    auto* editor = find<SourceEditor>(stage, "code_editor");
    QVERIFY(stage.until([&] { return editor->length() > 0; }));
    const QByteArray before = stage.hub().functions().info(stage.id(u"packed"_s))->codeSha256;
    QVERIFY(!before.isEmpty());
    view->addFile(u"lib/words.py"_s);
    QVERIFY(stage.until([&] { return editor->property("path").toString() == u"lib/words.py"_s; }));
    editor->replaceBytes("x = 1\n");
    click(stage, "code_save");
    QVERIFY(stage.until([&] { return stage.hub().functions().info(stage.id(u"packed"_s))->codeSha256 != before; }));
    QVERIFY(stage.until([&] { return view->unsaved().isEmpty() && find<FileTree>(stage, "code_files")->paths().contains(u"lib/words.py"_s); }));
    QTemporaryDir folder;
    view->downloadZip(folder.filePath(u"out.zip"_s));
    QVERIFY(stage.until([&] { return QFile::exists(folder.filePath(u"out.zip"_s)); }));
    QFile out(folder.filePath(u"out.zip"_s));
    QVERIFY(out.open(QIODevice::ReadOnly));
    const QByteArray zip = out.readAll();
    QCOMPARE(codepackage::content(zip, u"lib/words.py"_s, 100).value(), QByteArray("x = 1\n"));
    for (const auto& [name, begins] : {std::pair(u"template.yaml"_s, QByteArray("Resources:\n")), std::pair(u"serverless.yml"_s, QByteArray("component: \"scf\"\n"))}) {
      view->downloadZip(folder.filePath(name));
      QFile project(folder.filePath(name));
      QVERIFY(stage.until([&] { return project.exists(); }));
      QVERIFY(project.open(QIODevice::ReadOnly));
      QVERIFY2(project.readAll().startsWith(begins), qPrintable(name));
    }
    view->uploadZip(folder.filePath(u"nothing.zip"_s));
    QVERIFY(stage.until([&] { return view->findChild<Banner*>()->active(); }));
  }

  void everyTemplateRunsWithItsEvent() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.ready());
    const QList<CodeTemplate> templates = codeTemplates();
    QCOMPARE(templates.size(), 32);
    int custom = 0, web = 0;
    for (const CodeTemplate& t : templates) {
      QFile description(QString(u":/templates/functions/"_s + t.id + u"/template.json"_s));
      QVERIFY(description.open(QIODevice::ReadOnly));
      const QString event = QJsonDocument::fromJson(description.readAll()).object()[u"event"_s].toString();
      QFile payload(QString(u":/templates/events/"_s + event + u".json"_s));
      QVERIFY2(payload.open(QIODevice::ReadOnly), qPrintable(t.id));
      CreateFunction request;
      request.key.name = t.id;
      request.config.runtime = usualRuntime(t.family);
      request.config.handler = t.handler;
      request.config.timeoutSeconds = 20;
      request.code = {CodeSource::Package, t.zip, {}};
      if (t.web) request.apiExtras.insert(u"Type"_s, u"\"HTTP\""_s);
      if (!t.build.isEmpty()) {
        if (TemplateBuild::compiler(t.build, {}).isEmpty()) continue;  // this machine cannot make it
        TemplateBuild build;
        std::optional<Result<QByteArray>> zip;
        build.start(t, {}, [&zip](const Result<QByteArray>& r) { zip = r; });
        QVERIFY(stage.until([&] { return zip.has_value(); }, TemplateBuild::kLimitMs / 1000));
        QVERIFY2(zip->ok(), qPrintable(t.id + u": " + (zip->ok() ? QString() : zip->error().message)));
        request.code.zip = **zip;
      }
      std::optional<Result<FunctionInfo>> made;
      stage.backend().createFunction(request, &stage.window(), [&](const Result<FunctionInfo>& r) { made = r; });
      QVERIFY(stage.until([&] { return made.has_value(); }));
      QVERIFY2(made->ok(), qPrintable(t.id + u": " + (made->ok() ? QString() : made->error().message)));
      if (!(*made)->interpreterFound) continue;  // this machine cannot run it
      if (t.web) {
        answersRequests(stage, t.id);
        ++web;
        continue;
      }
      std::optional<InvokeReply> reply;
      stage.backend().invoke({{u"default"_s, t.id}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, payload.readAll()}, &stage.window(), [&](const Result<InvokeReply>& r) {
        reply = r ? *r : InvokeReply{0, {}, 0, r.error().message.toUtf8(), {}, 0, 0, 0};
      });
      QVERIFY(stage.until([&] { return reply.has_value(); }, 60));
      QVERIFY2(reply->statusCode == 200, qPrintable(t.id + u": " + QString::fromUtf8(reply->result)));
      if (t.family != u"custom"_s) continue;
      ++custom;
      const QJsonObject result = QJsonDocument::fromJson(reply->result).object();
      const QHash<QString, QJsonObject> wanted = {
          {u"custom-hello"_s, {{u"message"_s, u"Hello from SCF"_s}}},
          {u"custom-url"_s, {{u"statusCode"_s, 200}, {u"body"_s, u"{\"path\":\"/orders/17\",\"characters\":15,\"body\":\"{\\\"test\\\":\\\"body\\\"}\"}"_s}}},
          {u"custom-cos"_s, {{u"key"_s, u"photos/cat.jpg"_s}, {u"bytes"_s, 1029}, {u"result"_s, u"thumbnails/cat-small.jpg"_s}}},
          {u"custom-ckafka"_s, {{u"messages"_s, 2}, {u"skipped"_s, 2}, {u"total"_s, 0}}},
          {u"custom-timer"_s, {{u"trigger"_s, u"EveryDay"_s}, {u"job"_s, u"user message"_s}}}};
      QVERIFY2(wanted.contains(t.id), qPrintable(t.id));
      const QJsonObject& parts = wanted[t.id];
      for (auto it = parts.begin(); it != parts.end(); ++it) QVERIFY2(result[it.key()] == it.value(), reply->result.constData());
    }
    QCOMPARE(custom, 5);
    QVERIFY(web <= 2);
  }
};

QTEST_MAIN(TestResourceViews)
#include "tst_resourceviews.moc"
