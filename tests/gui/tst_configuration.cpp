// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/selection.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/controls/switch.h"
#include "widgets/functions/codesourcerow.h"
#include "widgets/functions/configurationview.h"
#include "widgets/functions/packagefile.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingsview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

struct Window {
  Window() {
    backend.start();
    view.resize(1000, 700);
    view.show();
  }
  bool ready(const QString& function = u"thumbnail"_s) {
    if (!QTest::qWaitFor([this] { return hub.functions().rowCount() == 7; })) return false;
    hub.selection().setFunction(backend.idOf(function));
    return true;
  }
  template <typename T>
  T* find(const QString& name) const {
    return view.findChild<T*>(u"configuration_"_s + name);
  }
  bool saved(int calls) { return QTest::qWaitFor([&] { return backend.calls.filter(u"updateConfig"_s).size() + backend.calls.filter(u"setOverrides"_s).size() == calls && !view.hasChanges(); }); }
  FakeBackend backend;
  ModelHub hub{backend};
  ConfigurationView view{hub};
};

QString rowError(QWidget* field) {
  auto* row = qobject_cast<FieldRow*>(field->parentWidget());
  return row ? row->error() : u"no row"_s;
}

}  // namespace

class TestConfiguration : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Scheme::Dark);
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void showsWhatIsSaved() {
    Window w;
    QVERIFY(w.ready());
    QCOMPARE(w.find<NumberField>(u"memory"_s)->intValue(), 128);
    QCOMPARE(w.find<NumberField>(u"timeout"_s)->intValue(), 10);
    QCOMPARE(w.find<TextField>(u"handler"_s)->text(), u"index.main_handler"_s);
    QCOMPARE(w.find<Label>(u"runtime"_s)->text(), u"Python 3.10 (runs 3.11.2)"_s);
    QCOMPARE(w.find<TextField>(u"environment_2_name"_s)->text(), u"QUALITY"_s);
    QVERIFY(!w.view.hasChanges());
    QVERIFY(!w.find<DeskButton>(u"save"_s)->isEnabled());
    w.hub.selection().setFunction(w.backend.idOf(u"order-api"_s));
    QCOMPARE(w.find<Label>(u"code_source"_s)->text(), u"/home/mei/shop/order-api"_s);
    QVERIFY(!w.find<TextField>(u"environment_0_name"_s) || !w.find<TextField>(u"environment_0_name"_s)->isVisible());
  }
  void oneSaveSendsOnlyWhatChanged() {
    Window w;
    QVERIFY(w.ready());
    QSignalSpy changes(&w.view, &ConfigurationView::changesChanged);
    auto* memory = w.find<NumberField>(u"memory"_s);
    memory->setValue(256);
    w.find<TextField>(u"description"_s)->setText(u"Smaller pictures"_s);
    QVERIFY(w.view.hasChanges());
    QCOMPARE(changes.count(), 1);
    QVERIFY(memory->changed());
    QVERIFY(memory->toolTip().contains(u"128 MB"_s));
    QVERIFY(!w.find<NumberField>(u"timeout"_s)->changed());
    QCOMPARE(w.find<Label>(u"changes"_s)->text(), u"2 changes, not saved"_s);
    w.view.activateWindow();
    memory->setFocus();
    QTest::keyClick(memory, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(w.saved(1));
    QCOMPARE(w.backend.configured.size(), size_t(1));
    const UpdateConfig& sent = w.backend.configured[0];
    QCOMPARE(sent.memoryMb, std::optional(256));
    QCOMPARE(sent.description, std::optional(u"Smaller pictures"_s));
    QVERIFY(!sent.timeoutSeconds && !sent.handler && !sent.environment && !sent.initTimeoutSeconds && !sent.runtime);
    QVERIFY(w.backend.overridden.empty());
    QVERIFY(!memory->changed());
    QCOMPARE(memory->toolTip(), QString());
    QCOMPARE(changes.count(), 2);
  }
  void overridesGoTheirOwnWay() {
    Window w;
    QVERIFY(w.ready(u"hello-event"_s));
    auto* choice = w.find<SegmentedControl>(u"keepAlive_choice"_s);
    auto* number = w.find<NumberField>(u"keepAlive_number"_s);
    QCOMPARE(choice->currentIndex(), 1);
    QCOMPARE(number->intValue(), 15);
    number->setValue(30);
    QVERIFY(number->changed());
    w.find<SegmentedControl>(u"maxInstances_choice"_s)->segment(1)->click();
    w.find<NumberField>(u"maxInstances_number"_s)->setValue(2);
    w.find<SegmentedControl>(u"startPolicy"_s)->segment(2)->click();
    w.view.save();
    QVERIFY(w.saved(1));
    QVERIFY(w.backend.configured.empty());
    const FunctionOverrides& o = w.backend.overridden.at(0).second;
    QCOMPARE(o.keepAliveSeconds, std::optional(30));
    QCOMPARE(o.maxInstances, std::optional(2));
    QCOMPARE(o.startPolicy, std::optional(u"wait"_s));
    choice->segment(0)->click();
    w.find<TextField>(u"handler"_s)->setText(u"app.run_it"_s);
    w.view.save();
    QVERIFY(w.saved(3));  // both kinds, one Save
    QVERIFY(!w.backend.overridden.at(1).second.keepAliveSeconds);
  }
  void memoryStepsFromTheSmallest() {
    Window w;
    QVERIFY(w.ready());
    auto* memory = w.find<NumberField>(u"memory"_s);
    memory->stepDown();
    QCOMPARE(memory->intValue(), 64);
    QCOMPARE(rowError(memory), QString());
    memory->stepUp();
    QCOMPARE(memory->intValue(), 128);
    memory->stepUp();
    QCOMPARE(memory->intValue(), 256);
    memory->setValue(3072);
    memory->stepUp();
    QCOMPARE(memory->intValue(), 3072);
  }
  void whatIsWrongIsSaidInPlace_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("ok");
    QTest::newRow("memory between steps") << u"memory"_s << u"200"_s << false;
    QTest::newRow("timeout at the limit") << u"timeout"_s << u"900"_s << true;
    QTest::newRow("timeout one past it") << u"timeout"_s << u"901"_s << false;
    QTest::newRow("no timeout") << u"timeout"_s << u"0"_s << false;
    QTest::newRow("init timeout at the limit") << u"initTimeout"_s << u"300"_s << true;
    QTest::newRow("init timeout one past it") << u"initTimeout"_s << u"301"_s << false;
    QTest::newRow("handler without a dot") << u"handler"_s << u"index"_s << false;
    QTest::newRow("another handler") << u"handler"_s << u"app.run"_s << true;
    QTest::newRow("description at the limit") << u"description"_s << QString(1000, u'x') << true;
    QTest::newRow("description one past it") << u"description"_s << QString(1001, u'x') << false;
  }
  void whatIsWrongIsSaidInPlace() {
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(bool, ok);
    Window w;
    QVERIFY(w.ready());
    auto* widget = w.find<QWidget>(field);
    if (auto* number = qobject_cast<NumberField*>(widget)) number->setValue(value.toInt());
    else qobject_cast<TextField*>(widget)->setText(value);
    QCOMPARE(rowError(widget).isEmpty(), ok);
    QCOMPARE(w.find<DeskButton>(u"save"_s)->isEnabled(), ok);
    w.view.save();
    QCOMPARE(w.backend.configured.size(), size_t(ok ? 1 : 0));
    QVERIFY(w.view.hasChanges() || ok);
  }
  void theNameOfAProgramIsAHandler() {
    Window w;
    QVERIFY(w.ready());
    for (const auto& [name, runtime, handler, type] : {std::tuple(u"gopher"_s, u"Go1"_s, u"main"_s, u"\"Event\""_s), std::tuple(u"site"_s, u"Python3.10"_s, u"scf_bootstrap"_s, u"\"HTTP\""_s)}) {
      CreateFunction request;
      request.key = {u"default"_s, name};
      request.config.runtime = runtime;
      request.config.handler = handler;
      request.apiExtras.insert(u"Type"_s, type);
      bool made = false;
      w.backend.createFunction(request, &w.view, [&made](const Result<FunctionInfo>& r) { made = r.ok(); });
      QTRY_VERIFY(made);
      w.hub.selection().setFunction(w.backend.idOf(name));
      auto* field = w.find<TextField>(u"handler"_s);
      QTRY_COMPARE(field->text(), handler);
      w.find<NumberField>(u"timeout"_s)->setValue(20);
      QCOMPARE(rowError(field), QString());
      QTRY_VERIFY(w.find<DeskButton>(u"save"_s)->isEnabled());
      w.view.discard();
    }
  }
  void environmentAddEditRemove() {
    Window w;
    QVERIFY(w.ready());
    QTest::mouseClick(w.find<DeskButton>(u"environment_add"_s), Qt::LeftButton);
    auto* name = w.find<TextField>(u"environment_3_name"_s);
    QVERIFY(name);
    QVERIFY(!w.view.hasChanges());  // an empty line is nothing yet
    name->setText(u"SCF_X"_s);
    QVERIFY(!w.find<DeskButton>(u"save"_s)->isEnabled());
    QVERIFY(name->error());
    name->setText(u"API_TOKEN"_s);
    auto* value = w.find<TextField>(u"environment_3_value"_s);
    value->setText(u"s3cr3t"_s);
    QCOMPARE(value->echoMode(), QLineEdit::PasswordEchoOnEdit);
    QCOMPARE(w.find<TextField>(u"environment_0_value"_s)->echoMode(), QLineEdit::Normal);
    w.find<TextField>(u"environment_0_value"_s)->setText(u"other-bucket"_s);
    QVERIFY(w.find<TextField>(u"environment_0_value"_s)->changed());
    QVERIFY(w.find<TextField>(u"environment_0_value"_s)->toolTip().contains(u"shop-images"_s));
    QTest::mouseClick(w.find<DeskButton>(u"environment_1_remove"_s), Qt::LeftButton);
    w.view.save();
    QVERIFY(w.saved(1));
    const auto sent = *w.backend.configured.at(0).environment;
    const QList<std::pair<QString, QString>> wanted{{u"BUCKET"_s, u"other-bucket"_s}, {u"QUALITY"_s, u"82"_s}, {u"API_TOKEN"_s, u"s3cr3t"_s}};
    QCOMPARE(sent, wanted);
  }
  void discardBringsBackWhatIsSaved() {
    Window w;
    QVERIFY(w.ready());
    w.find<NumberField>(u"timeout"_s)->setValue(77);
    QTest::mouseClick(w.find<DeskButton>(u"environment_0_remove"_s), Qt::LeftButton);
    QVERIFY(w.view.hasChanges());
    QTest::mouseClick(w.find<DeskButton>(u"discard"_s), Qt::LeftButton);
    QVERIFY(!w.view.hasChanges());
    QCOMPARE(w.find<NumberField>(u"timeout"_s)->intValue(), 10);
    QCOMPARE(w.find<TextField>(u"environment_0_name"_s)->text(), u"BUCKET"_s);
    QVERIFY(w.backend.configured.empty());
  }
  void editsWaitWhileAnotherFunctionIsLookedAt() {
    Window w;
    QVERIFY(w.ready());
    w.find<NumberField>(u"timeout"_s)->setValue(77);
    w.hub.selection().setFunction(w.backend.idOf(u"order-api"_s));
    QVERIFY(!w.view.hasChanges());
    QCOMPARE(w.find<NumberField>(u"timeout"_s)->intValue(), 3);
    w.hub.selection().setFunction(w.backend.idOf(u"thumbnail"_s));
    QVERIFY(w.view.hasChanges());
    QCOMPARE(w.find<NumberField>(u"timeout"_s)->intValue(), 77);
  }
  void aChangeFromOutsideKeepsTheEdits() {
    Window w;
    QVERIFY(w.ready());
    w.find<NumberField>(u"timeout"_s)->setValue(77);
    EngineDelta d;
    FunctionInfo f = w.backend.info(w.backend.idOf(u"thumbnail"_s));
    f.config.memoryMb = 1024;
    f.config.timeoutSeconds = 20;
    d.functions.push_back(f);
    w.backend.push(d);
    QCOMPARE(w.find<NumberField>(u"memory"_s)->intValue(), 1024);
    QCOMPARE(w.find<NumberField>(u"timeout"_s)->intValue(), 77);
    QVERIFY(w.find<NumberField>(u"timeout"_s)->toolTip().contains(u"20 s"_s));
    QVERIFY(!w.find<NumberField>(u"memory"_s)->changed());
  }
  void aRefusalStandsAtItsField() {
    Window w;
    QVERIFY(w.ready());
    auto* memory = w.find<NumberField>(u"memory"_s);
    memory->setValue(256);
    w.backend.failNext({u"InvalidParameterValue.MemorySize"_s, u"No."_s, {}});
    w.view.save();
    QTRY_COMPARE(rowError(memory), u"No."_s);
    QVERIFY(w.view.hasChanges());
    w.backend.failNext({u"FailedOperation.Store"_s, u"The data folder is full."_s, u"Free some space."_s});
    w.view.save();
    QTRY_VERIFY(w.view.findChild<Banner*>()->active());
    QVERIFY(w.view.findChild<Banner*>()->text().contains(u"Free some space."_s));
  }
  void codeFromAZip() {
    Window w;
    QVERIFY(w.ready());
    QTemporaryDir dir;
    const QString zip = dir.filePath(u"code.zip"_s), text = dir.filePath(u"text.zip"_s);
    const QByteArray bytes = storedZip({{u"index.py"_s, "def main_handler(e, c): pass\n"}});
    for (const auto& [name, data] : {std::pair{zip, bytes}, std::pair{text, QByteArray("no zip")}}) {
      QFile file(name);
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(data);
    }
    auto* row = w.view.findChild<CodeSourceRow*>();
    row->useZip(zip);
    QTRY_COMPARE(w.backend.coded.size(), size_t(1));
    QCOMPARE(w.backend.coded[0].code.zip, bytes);
    QCOMPARE(row->error(), QString());
    row->useZip(text);
    QTRY_VERIFY(row->error().contains(u"text.zip is not a zip file"_s));
    row->useZip(dir.filePath(u"none.zip"_s));
    QTRY_VERIFY(row->error().contains(u"is not there"_s));
    QCOMPARE(w.backend.coded.size(), size_t(1));
    w.backend.failNext({u"InvalidParameterValue.Code"_s, u"The folder cannot be read."_s, {}});
    row->useFolder(u"/nowhere"_s);
    QTRY_COMPARE(row->error(), u"The folder cannot be read."_s);
    QCOMPARE(w.backend.coded[1].code.source, CodeSource::Folder);
  }
  void asksForCopyAndDelete() {
    Window w;
    QVERIFY(w.ready());
    QSignalSpy copy(&w.view, &ConfigurationView::copyRequested), remove(&w.view, &ConfigurationView::deleteRequested);
    w.find<DeskButton>(u"copy"_s)->click();
    w.find<DeskButton>(u"delete"_s)->click();
    QCOMPARE(copy.count(), 1);
    QCOMPARE(remove.count(), 1);
    QCOMPARE(remove[0][0].toUInt(), w.backend.idOf(u"thumbnail"_s));
  }

  void settingsShowWhatIsSetAndItsDefault() {
    FakeBackend backend;
    backend.engineSettings.keepAliveSeconds = 42;
    backend.engineSettings.interpreters[u"python3"_s] = u"/opt/python/3.9/bin/python3.9"_s;
    ModelHub hub(backend);
    SettingsView view(hub);
    backend.start();
    view.resize(1200, 700);
    view.show();
    auto* keepAlive = view.findChild<NumberField*>(u"settings_keepAlive"_s);
    QTRY_COMPARE(keepAlive->intValue(), 42);
    QTRY_COMPARE(view.findChild<ComboField*>(u"settings_interpreter_python3"_s)->currentData().toString(), u"/opt/python/3.9/bin/python3.9"_s);
    QTRY_COMPARE(view.findChild<Label*>(u"settings_dataDir"_s)->text(), u"/home/mei/.local/share/scfdesk"_s);
    QVERIFY(backend.settingsWritten.empty());  // looking changes nothing
  }
  void aPortIsANameAndNotACount() {
    FakeBackend backend;
    ModelHub hub(backend);
    SettingsView view(hub);
    backend.start();
    view.show();
    auto* port = view.findChild<NumberField*>(u"settings_port"_s);
    QCOMPARE(port->text(), u"9700"_s);
    port->setValue(9800);
    QCOMPARE(port->text(), u"9800"_s);
    QCOMPARE(view.findChild<NumberField*>(u"settings_accountMemory"_s)->text(), u"128,000"_s);
  }
  void runtimesAreListedAndKeepTheirWidth() {
    FakeBackend backend;
    backend.choices << InterpreterChoice{u"php"_s, u"PHP 8.2.7"_s, u"/usr/bin/php8.2"_s, false, {}}
                    << InterpreterChoice{u"java"_s, u"Java 17.0.11"_s, u"/usr/lib/jvm/java-17-openjdk-amd64/bin/java"_s, false, {}};
    ModelHub hub(backend);
    SettingsView view(hub);
    backend.start();
    view.resize(1200, 1600);
    view.show();
    QList<int> widths;
    for (const QString& family : {u"python3"_s, u"nodejs"_s, u"php"_s, u"java"_s}) {
      auto* choice = view.findChild<ComboField*>(QString(u"settings_interpreter_"_s + family));
      QVERIFY2(choice, qPrintable(family));
      QTRY_VERIFY2(choice->count() >= 2, qPrintable(family));
      QTRY_COMPARE(choice->width(), std::max(choice->sizeHint().width(), 264));  // without a change of the theme
      widths << choice->width();
    }
    m_theme->setScheme(Scheme::Light);
    QApplication::processEvents();
    QList<int> after;
    for (const QString& family : {u"python3"_s, u"nodejs"_s, u"php"_s, u"java"_s}) after << view.findChild<ComboField*>(QString(u"settings_interpreter_"_s + family))->width();
    m_theme->setScheme(Scheme::Dark);
    QCOMPARE(after, widths);
  }
  void aSettingIsSentAlone() {
    FakeBackend backend;
    ModelHub hub(backend);
    SettingsView view(hub);
    backend.start();
    view.show();
    QTRY_VERIFY(backend.calls.contains(u"settings"_s));
    auto* keepAlive = view.findChild<NumberField*>(u"settings_keepAlive"_s);
    QTRY_COMPARE(keepAlive->intValue(), 600);
    keepAlive->setValue(30);
    QTRY_COMPARE(backend.settingsWritten.size(), size_t(1));
    EngineSettings wanted;
    wanted.keepAliveSeconds = 30;
    QVERIFY(backend.settingsWritten[0] == wanted);
    view.findChild<Switch*>(u"settings_preparedStarts"_s)->click();
    QTRY_COMPARE(backend.settingsWritten.size(), size_t(2));
    QVERIFY(!backend.settingsWritten[1].preparedStarts);
  }
  void anImpossibleSettingIsNotSent() {
    FakeBackend backend;
    ModelHub hub(backend);
    SettingsView view(hub);
    backend.start();
    view.show();
    auto* port = view.findChild<NumberField*>(u"settings_port"_s);
    QTRY_COMPARE(port->intValue(), 9700);
    port->setValue(70000);
    SettingRow* row = rowNamed(view, u"Port"_s);
    QVERIFY(!row->error().isEmpty());
    port->setValue(9800);
    QVERIFY(row->error().isEmpty());
    backend.failNext({u"Local.PortTaken"_s, u"Port 9800 is in use by another program."_s, u"Use 9801."_s});
    QTRY_COMPARE(row->error(), u"Port 9800 is in use by another program. Use 9801."_s);
    QCOMPARE(backend.settingsWritten.size(), size_t(1));
  }
  void appearanceAppliesAtOnce() {
    FakeBackend backend;
    ModelHub hub(backend);
    SettingsView view(hub);
    view.show();
    QSignalSpy told(&view, &SettingsView::appearanceChanged);
    view.findChild<SegmentedControl*>(u"settings_theme"_s)->segment(2)->click();
    QCOMPARE(m_theme->scheme(), Scheme::Light);
    view.findChild<SegmentedControl*>(u"settings_scale"_s)->segment(2)->click();
    QCOMPARE(m_theme->scale(), 1.5);
    view.findChild<Switch*>(u"settings_reducedMotion"_s)->click();
    QVERIFY(m_theme->reducedMotion());
    QCOMPARE(told.count(), 3);
    m_theme->setScheme(Scheme::Dark);
    m_theme->setScale(1);
    m_theme->setReducedMotion(false);
    QCOMPARE(view.findChild<SegmentedControl*>(u"settings_theme"_s)->currentIndex(), 1);
    QCOMPARE(told.count(), 3);
  }
  void searchLeavesWhatMatches() {
    FakeBackend backend;
    ModelHub hub(backend);
    SettingsView view(hub);
    view.resize(1200, 700);
    view.show();
    auto* search = view.findChild<SearchField*>(u"settings_search"_s);
    search->setText(u"432"_s);
    int shown = 0;
    for (SettingRow* row : view.findChildren<SettingRow*>()) shown += row->isVisible() ? 1 : 0;
    QCOMPARE(shown, 1);
    QVERIFY(rowNamed(view, u"Account quota"_s)->isVisible());
    search->setText(u"zzz"_s);
    QVERIFY(!rowNamed(view, u"Account quota"_s)->isVisible());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(rowNamed(view, u"Theme"_s)->isVisible());
  }
  void everyControlHasANameForPeopleAndForTests() {
    Window w;
    QVERIFY(w.ready());
    SettingsView settings(w.hub);
    settings.show();
    for (QWidget* view : {static_cast<QWidget*>(&w.view), static_cast<QWidget*>(&settings)})
      for (QWidget* child : view->findChildren<QWidget*>()) {
        if (child->focusPolicy() == Qt::NoFocus || !child->isVisible() || child->focusProxy() || child->inherits("QRadioButton") ||
            child->inherits("QLabel") || child->objectName().startsWith(u"qt_"_s))
          continue;
        QVERIFY2(!child->accessibleName().isEmpty(), qPrintable(child->objectName()));
        QVERIFY2(!child->objectName().isEmpty(), child->metaObject()->className());
      }
  }

 private:
  static SettingRow* rowNamed(const SettingsView& view, const QString& label) {
    for (SettingRow* row : view.findChildren<SettingRow*>())
      if (row->label() == label) return row;
    return nullptr;
  }
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestConfiguration)
#include "tst_configuration.moc"
