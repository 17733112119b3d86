// SPDX-License-Identifier: GPL-3.0-or-later
// Another language while every view is open: no text of the former one stays.
#include "models/modelhub.h"
#include "models/selection.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/combofield.h"
#include "widgets/logs/logsview.h"
#include "widgets/logs/queryfield.h"
#include "widgets/functions/configurationview.h"
#include "widgets/controls/numberfield.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr MainWindow::View kViews[] = {MainWindow::View::Functions, MainWindow::View::Scaling, MainWindow::View::Settings, MainWindow::View::Logs,
                                       MainWindow::View::Async,     MainWindow::View::Services, MainWindow::View::Simulate};
constexpr MainWindow::Tab kTabs[] = {MainWindow::Tab::Test,     MainWindow::Tab::Code,     MainWindow::Tab::Configuration,
                                     MainWindow::Tab::Triggers, MainWindow::Tab::Versions, MainWindow::Tab::Concurrency};

struct Text {
  QString where, text;
};

/// Every text that a widget shows or is heard by, with the widget's place.
QList<Text> textsOf(const QWidget* root) {
  QList<Text> texts;
  QList<const QWidget*> all{root};
  for (const QWidget* one : root->findChildren<QWidget*>()) all << one;
  for (const QWidget* w : all) {
    QString where = QLatin1String(w->metaObject()->className()) + u' ' + w->objectName();
    for (const QWidget* up = w->parentWidget(); up; up = up->parentWidget())
      if (!up->objectName().isEmpty()) {
        where += u" in " + up->objectName();
        break;
      }
    const auto add = [&](const char* what, const QString& text) {
      if (!text.isEmpty()) texts.append({where + u' ' + QLatin1String(what), text});
    };
    add("tooltip", w->toolTip());
    add("name", w->accessibleName());
    add("description", w->accessibleDescription());
    add("title", w->windowTitle());
    if (const auto* line = qobject_cast<const QLineEdit*>(w)) {
      add("placeholder", line->placeholderText());
      continue;  // what is written in it belongs to the user
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(w)) add("text", button->text());
    else if (w->metaObject()->indexOfProperty("text") >= 0) add("text", w->property("text").toString());
    if (const auto* box = qobject_cast<const QComboBox*>(w))
      for (int i = 0; i < box->count(); ++i) add("item", box->itemText(i));
    if (const auto* tabs = qobject_cast<const QTabBar*>(w))
      for (int i = 0; i < tabs->count(); ++i) add("tab", tabs->tabText(i));
    if (const auto* view = qobject_cast<const QAbstractItemView*>(w); view && view->model())
      for (int i = 0; i < view->model()->columnCount(); ++i) add("column", view->model()->headerData(i, Qt::Horizontal).toString());
    for (const QAction* action : w->actions()) add("action", action->text());
  }
  return texts;
}

bool chinese(const QString& text) {
  for (const QChar c : text)
    if (c.unicode() >= 0x4E00 && c.unicode() < 0xA000) return true;
  return false;
}

struct Stage {
  Stage() : backend(true), hub(backend), window(std::make_unique<MainWindow>(hub, folder.filePath(u"window.ini"_s))) {
    backend.withHistory();
    backend.localAnswer = [](const QByteArray&, const QByteArray&, const QByteArray&) { return Result<QByteArray>(QByteArray("{}")); };
    window->resize(1440, 900);
    window->show();
    QSignalSpy first(&hub, &ModelHub::firstDelta);
    backend.start();
    if (first.isEmpty()) first.wait();
  }
  void openAll() {
    window->openFunction(backend.idOf(u"thumbnail"_s));
    for (const MainWindow::Tab tab : kTabs) window->openFunction(backend.idOf(u"thumbnail"_s), tab);
    for (const MainWindow::View view : kViews) window->showView(view);
    settle();
  }
  /// A language change reaches the window in one turn of the loop and its views in the next.
  static void settle() {
    for (int i = 0; i < 20; ++i) {
      QCoreApplication::processEvents();
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
  }
  QTemporaryDir folder;
  FakeBackend backend;
  ModelHub hub;
  std::unique_ptr<MainWindow> window;
};
}  // namespace

class TestLanguage final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanup() { chooseLanguage(*qApp, u"en"_s); }
  void noChineseStays();
  void noEnglishStays();
  void whatWasWrittenStays();
  void chosenInSettingsAndRemembered();

 private:
  std::unique_ptr<Theme> m_theme;
};

void TestLanguage::noChineseStays() {
  chooseLanguage(*qApp, u"zh_CN"_s);
  Stage stage;
  stage.openAll();
  int before = 0;
  for (const Text& t : textsOf(stage.window.get())) before += chinese(t.text);
  QVERIFY2(before > 200, qPrintable(QString::number(before)));
  chooseLanguage(*qApp, u"en"_s);
  Stage::settle();
  QStringList left;
  for (const Text& t : textsOf(stage.window.get()))
    if (chinese(t.text) && t.text != u"简体中文"_s) left << t.where + u": " + t.text;
  left.removeDuplicates();
  QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

void TestLanguage::noEnglishStays() {
  // What the translation has other words for.
  QFile file(qEnvironmentVariable("SCFDESK_SOURCE_DIR") + u"/resources/i18n/scfdesk_zh_CN.ts"_s);
  QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
  QHash<QString, QSet<QString>> translations;
  QXmlStreamReader xml(&file);
  QString source;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    if (xml.name() == "source"_L1) source = xml.readElementText();
    else if (xml.name() == "translation"_L1 && xml.attributes().value("type"_L1) != "unfinished"_L1)
      translations[source].insert(xml.readElementText(QXmlStreamReader::IncludeChildElements).simplified());
  }
  QVERIFY(translations.size() > 1000);
  chooseLanguage(*qApp, u"en"_s);
  Stage stage;
  stage.openAll();
  QSet<QString> english;
  for (const Text& t : textsOf(stage.window.get())) english.insert(t.text);
  QVERIFY(english.size() > 200);
  chooseLanguage(*qApp, u"zh_CN"_s);
  Stage::settle();
  QStringList left;
  for (const Text& t : textsOf(stage.window.get())) {
    QString plain = t.text;
    plain.remove(u'&');
    const auto known = translations.constFind(t.text);
    if (t.text == u"User"_s) continue;  // an example in a field: a header's name
    if (!english.contains(t.text) || known == translations.constEnd()) continue;
    if (!known->contains(t.text) && !chinese(t.text)) left << t.where + u": " + t.text;
  }
  left.removeDuplicates();
  QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

void TestLanguage::whatWasWrittenStays() {
  chooseLanguage(*qApp, u"en"_s);
  Stage stage;
  stage.openAll();
  stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s), MainWindow::Tab::Configuration);
  auto* before = stage.window->findChild<ConfigurationView*>();
  auto* memory = before->findChild<NumberField*>(u"configuration_memory"_s);
  QVERIFY(memory);
  const double wanted = memory->value() == 256 ? 512 : 256;
  memory->setValue(wanted);
  QVERIFY(before->hasChanges());
  stage.window->findChild<LogsView*>()->field().setQuery(u"level:error"_s);
  chooseLanguage(*qApp, u"zh_CN"_s);
  Stage::settle();
  auto* after = stage.window->findChild<ConfigurationView*>();
  QVERIFY(after && after != before);
  QVERIFY(after->isVisible());
  QVERIFY(after->hasChanges());
  QCOMPARE(after->findChild<NumberField*>(u"configuration_memory"_s)->value(), wanted);
  QCOMPARE(stage.window->findChild<LogsView*>()->field().text(), u"level:error"_s);
  QCOMPARE(stage.window->view(), MainWindow::View::Function);
}

void TestLanguage::chosenInSettingsAndRemembered() {
  Stage stage;
  stage.window->showView(MainWindow::View::Settings);
  auto* language = stage.window->findChild<ComboField*>(u"settings_language"_s);
  QVERIFY(language);
  const int at = language->findData(u"zh_CN"_s);
  language->setCurrentIndex(at);
  Q_EMIT language->activated(at);
  Stage::settle();
  QCOMPARE(chosenLanguage(), u"zh_CN"_s);
  auto* again = stage.window->findChild<ComboField*>(u"settings_language"_s);
  QVERIFY(again && again != language);
  QCOMPARE(again->currentData().toString(), u"zh_CN"_s);
  stage.window->close();
  chooseLanguage(*qApp, u"en"_s);
  FakeBackend backend(true);
  ModelHub hub(backend);
  MainWindow window(hub, stage.folder.filePath(u"window.ini"_s));
  QCOMPARE(chosenLanguage(), u"zh_CN"_s);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
