// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/functiondialogs.h"
#include "widgets/functions/newfunctiondialog.h"
#include "widgets/functions/packagefile.h"
#include "widgets/functions/pathfield.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QDir>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

struct Engine {
  Engine() { backend.start(); }
  bool ready() {
    return QTest::qWaitFor([this] { return hub.functions().rowCount() == 7; });
  }
  FakeBackend backend;
  ModelHub hub{backend};
};

template <typename T>
T* part(QWidget* dialog, const QString& name) {
  return dialog->findChild<T*>(name);
}

QString rowError(QWidget* field) {
  auto* row = qobject_cast<FieldRow*>(field->parentWidget());
  return row ? row->error() : u"no row"_s;
}

bool write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

}  // namespace

class TestDialogs : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Scheme::Dark);
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void deleteNamesWhatGoes() {
    Engine e;
    QVERIFY(e.ready());
    e.backend.pending = 12;
    e.backend.events.append({{u"default"_s, u"order-api"_s}, u"checkout"_s, "{}", {}});
    QPointer dialog = new DeleteDialog(e.hub, e.backend.idOf(u"order-api"_s));
    dialog->show();
    QCOMPARE(dialog->width(), 560);
    auto* losses = part<Label>(dialog, u"delete_losses"_s);
    QTRY_VERIFY(losses->text().contains(u"12 pending events"_s));
    QVERIFY(losses->text().contains(u"2 saved events go: default, checkout"_s));
    QVERIFY(losses->text().contains(u"/home/mei/shop/order-api stays"_s));
    QVERIFY(part<DeskButton>(dialog, u"delete_keep"_s)->isDefault());
    // Enter keeps.
    QSignalSpy gone(dialog, &DeleteDialog::functionDeleted);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QVERIFY(e.backend.deleted.empty());
    QCOMPARE(gone.count(), 0);
  }
  void deleteNamesVersionsAliasesAndTriggers() {
    Engine e;
    QVERIFY(e.ready());
    e.backend.localAnswer = [](const QByteArray&, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
      if (target.startsWith("/-/triggers?namespace=default&function=image-tag")) return QByteArray("{\"triggers\":[{\"name\":\"nightly\"},{\"name\":\"hook\"}]}");
      if (target.startsWith("/-/dead-letters"))
        return QByteArray("{\"deadLetters\":[{\"namespace\":\"default\",\"function\":\"image-tag\"},{\"namespace\":\"default\",\"function\":\"thumbnail\"}]}");
      return QByteArray("{}");
    };
    EngineDelta d;
    FunctionInfo f = e.backend.info(e.backend.idOf(u"image-tag"_s));
    VersionInfo first;
    first.number = 1;
    f.versions = {first};
    AliasInfo live;
    live.name = u"live"_s;
    live.version = 1;
    f.aliases = {live};
    d.functions.push_back(f);
    e.backend.push(d);
    QPointer dialog = new DeleteDialog(e.hub, f.id);
    dialog->show();
    auto* losses = part<Label>(dialog, u"delete_losses"_s);
    QTRY_VERIFY2(losses->text().contains(u"2 triggers go: nightly, hook."_s), qPrintable(losses->text()));
    QTRY_VERIFY2(losses->text().contains(u"1 dead letter stays"_s), qPrintable(losses->text()));
    QVERIFY(losses->text().contains(u"1 published version goes: 1."_s));
    QVERIFY(losses->text().contains(u"1 alias goes: live."_s));
    dialog->reject();
    QTRY_VERIFY(!dialog);
  }
  void deleteDeletes() {
    Engine e;
    QVERIFY(e.ready());
    const FunctionId id = e.backend.idOf(u"image-tag"_s);
    QPointer dialog = new DeleteDialog(e.hub, id);
    dialog->show();
    QSignalSpy gone(dialog, &DeleteDialog::functionDeleted);
    QTest::mouseClick(part<DeskButton>(dialog, u"delete_delete"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QCOMPARE(gone.count(), 1);
    QCOMPARE(gone[0][0].toUInt(), id);
    QCOMPARE(e.backend.deleted.size(), size_t(1));
    QCOMPARE(e.hub.functions().rowCount(), 6);
  }
  void aRefusedDeleteSaysWhy() {
    Engine e;
    QVERIFY(e.ready());
    QPointer dialog = new DeleteDialog(e.hub, 1);
    dialog->show();
    e.backend.failNext({u"FailedOperation"_s, u"The store is read-only."_s, u"Free the data folder."_s});
    // The two questions of the dialog do not take the planned failure.
    QTest::mouseClick(part<DeskButton>(dialog, u"delete_delete"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<Banner*>()->active());
    QVERIFY(dialog->findChild<Banner*>()->text().contains(u"read-only"_s));
    QVERIFY(part<DeskButton>(dialog, u"delete_delete"_s)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
  }
  void copyOffersAFreeName() {
    Engine e;
    QVERIFY(e.ready());
    QPointer dialog = new CopyDialog(e.hub, e.backend.idOf(u"order-api"_s));
    dialog->show();
    auto* name = part<TextField>(dialog, u"copy_name"_s);
    QCOMPARE(name->text(), u"order-api-copy"_s);
    name->setText(u"thumbnail"_s);
    QVERIFY(rowError(name).contains(u"exists already"_s));
    QVERIFY(!part<DeskButton>(dialog, u"copy_copy"_s)->isEnabled());
    name->setText(u"9lives"_s);
    QVERIFY(!rowError(name).isEmpty());
    name->setText(u"orders"_s);
    QSignalSpy made(dialog, &CopyDialog::functionCreated);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(made.count(), 1);
    QCOMPARE(e.backend.copied.at(0).first.name, u"order-api"_s);
    QCOMPARE(e.backend.copied.at(0).second.name, u"orders"_s);
  }
  void theRuntimeNoteNamesWhatRuns() {
    Engine e;
    QVERIFY(e.ready());
    e.backend.choices = {{u"python3"_s, u"Python 3.13.0"_s, u"/opt/python3.13"_s, false, {u"Python3.7"_s}}, {u"python3"_s, u"Python 3.10.13"_s, u"/opt/python3.10"_s, false, {u"Python3.10"_s, u"Python3.9"_s}}};
    NewFunctionDialog dialog(e.hub);
    dialog.show();
    auto* runtime = part<ComboField>(&dialog, u"newfunction_runtime"_s);
    runtime->setCurrentIndex(runtime->findData(u"Python3.10"_s));
    const auto shown = [&](const QString& text) {
      const auto labels = dialog.findChildren<QLabel*>();
      return std::ranges::any_of(labels, [&](const QLabel* l) { return l->text() == text; });
    };
    QTRY_VERIFY(shown(u"runs Python 3.10.13"_s));
    runtime->setCurrentIndex(runtime->findData(u"Python3.7"_s));
    QTRY_VERIFY(shown(u"runs Python 3.13.0"_s));
  }
  void newFromATemplate() {
    Engine e;
    QVERIFY(e.ready());
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    QCOMPARE(dialog->width(), 560);
    auto* name = part<TextField>(dialog, u"newfunction_name"_s);
    QCOMPARE(name->text(), u"my-function"_s);
    auto* templates = part<ComboField>(dialog, u"newfunction_template"_s);
    QCOMPARE(templates->count(), 33);  // those of resources/templates/functions, in their order, and the sample
    templates->setCurrentIndex(1);
    QCOMPARE(part<ComboField>(dialog, u"newfunction_runtime"_s)->currentData().toString(), u"Nodejs18.15"_s);
    QSignalSpy made(dialog, &NewFunctionDialog::functionCreated);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(made.count(), 1);
    const CreateFunction& sent = e.backend.created.at(0);
    QCOMPARE(sent.key.name, u"my-function"_s);
    QCOMPARE(sent.config.runtime, u"Nodejs18.15"_s);
    QCOMPARE(sent.config.handler, u"index.main_handler"_s);
    QCOMPARE(packageNames(sent.code.zip), QStringList{u"index.js"_s});
    QCOMPARE(e.hub.functions().infoOf(sent.key)->id, made[0][0].toUInt());
  }
  void newFromASampleIsACopy() {
    Engine e;
    QVERIFY(e.ready());
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    auto* templates = part<ComboField>(dialog, u"newfunction_template"_s);
    templates->setCurrentIndex(templates->count() - 1);
    QVERIFY(!part<ComboField>(dialog, u"newfunction_runtime"_s)->isVisible());
    QCOMPARE(part<TextField>(dialog, u"newfunction_name"_s)->text(), u"hello-event-copy"_s);
    part<DeskButton>(dialog, u"newfunction_create"_s)->click();
    QTRY_VERIFY(!dialog);
    QVERIFY(e.backend.created.empty());
    QCOMPARE(e.backend.copied.at(0).first.name, u"hello-event"_s);
  }
  void aWebTemplateMakesAWebFunction() {
    Engine e;
    QVERIFY(e.ready());
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    auto* templates = part<ComboField>(dialog, u"newfunction_template"_s);
    auto* handler = part<TextField>(dialog, u"newfunction_handler"_s);
    templates->setCurrentIndex(templates->findData(u"python-web"_s));
    QCOMPARE(handler->text(), u"scf_bootstrap"_s);
    templates->setCurrentIndex(templates->findData(u"python-hello"_s));
    QCOMPARE(handler->text(), u"index.main_handler"_s);
    QVERIFY(!handler->isReadOnly());
    templates->setCurrentIndex(templates->findData(u"node-web"_s));
    part<DeskButton>(dialog, u"newfunction_create"_s)->click();
    QTRY_VERIFY(!dialog);
    const CreateFunction& sent = e.backend.created.at(0);
    QCOMPARE(sent.apiExtras.value(u"Type"_s), u"\"HTTP\""_s);
    QCOMPARE(sent.config.handler, u"scf_bootstrap"_s);
    QCOMPARE(packageNames(sent.code.zip), (QStringList{u"scf_bootstrap"_s, u"app.js"_s}));
  }
  void aFolderWithAStartFileIsAWebFunction() {
    Engine e;
    QVERIFY(e.ready());
    QTemporaryDir dir;
    QVERIFY(write(dir.filePath(u"scf_bootstrap"_s), "#!/bin/bash\nexec ./server\n"));
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    dialog->setFolder(dir.path());
    QTRY_COMPARE(part<TextField>(dialog, u"newfunction_handler"_s)->text(), u"scf_bootstrap"_s);
    QTRY_VERIFY(part<DeskButton>(dialog, u"newfunction_create"_s)->isEnabled());
    part<DeskButton>(dialog, u"newfunction_create"_s)->click();
    QTRY_VERIFY(!dialog);
    QCOMPARE(e.backend.created.at(0).apiExtras.value(u"Type"_s), u"\"HTTP\""_s);
    QCOMPARE(e.backend.created.at(0).code.source, CodeSource::Folder);
  }
  void anImageIsKeptForTheCloud() {
    Engine e;
    QVERIFY(e.ready());
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    dialog->setImage(u"https://ccr.ccs.tencentyun.com/shop/orders"_s);
    auto* create = part<DeskButton>(dialog, u"newfunction_create"_s);
    QVERIFY(!create->isEnabled());  // an address has no scheme
    QVERIFY(part<TextField>(dialog, u"newfunction_image"_s)->isVisible());
    QVERIFY(dialog->findChild<QLabel*>(u"newfunction_imageNote"_s)->text().startsWith(u"Needs a container engine; runs in the cloud only."_s));
    dialog->setImage(u"ccr.ccs.tencentyun.com/shop/orders:1.4"_s);
    QCOMPARE(part<TextField>(dialog, u"newfunction_name"_s)->text(), u"orders"_s);
    QVERIFY(create->isEnabled());
    create->click();
    QTRY_VERIFY(!dialog);
    const CreateFunction& sent = e.backend.created.at(0);
    QCOMPARE(sent.config.runtime, u"CustomImage"_s);
    QCOMPARE(sent.apiExtras.value(u"ImageConfig"_s), u"{\"ImageType\":\"personal\",\"ImageUri\":\"ccr.ccs.tencentyun.com/shop/orders:1.4\"}"_s);
    QVERIFY(sent.code.zip.isEmpty());
  }
  void newFromAFolderLooksAtTheCode() {
    Engine e;
    QVERIFY(e.ready());
    QTemporaryDir dir;
    const QString folder = dir.filePath(u"Order Service 2"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(write(folder + u"/app.js"_s, "exports.run = () => 1;\n"));
    e.backend.handlers = QStringList{u"app.run"_s};
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    dialog->setFolder(folder);
    auto* create = part<DeskButton>(dialog, u"newfunction_create"_s);
    QTRY_COMPARE(part<TextField>(dialog, u"newfunction_handler"_s)->text(), u"app.run"_s);
    QTRY_COMPARE(part<ComboField>(dialog, u"newfunction_runtime"_s)->currentData().toString(), u"Nodejs18.15"_s);
    QCOMPARE(part<TextField>(dialog, u"newfunction_name"_s)->text(), u"order-service-2"_s);
    QVERIFY(create->isEnabled());
    create->click();
    QTRY_VERIFY(!dialog);
    QCOMPARE(e.backend.created.at(0).code.source, CodeSource::Folder);
    QCOMPARE(e.backend.created.at(0).code.folder, folder);
  }
  void aFolderThatIsNotThereIsSaid_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << u"/no/such/folder"_s << u"is not there"_s;
    QTest::newRow("relative") << u"code"_s << u"whole path"_s;
    QTest::newRow("a file") << u"/etc/hostname"_s << u"is not a folder"_s;
  }
  void aFolderThatIsNotThereIsSaid() {
    QFETCH(QString, folder);
    QFETCH(QString, says);
    Engine e;
    QVERIFY(e.ready());
    NewFunctionDialog dialog(e.hub);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.setFolder(folder);
    QVERIFY2(rowError(part<PathField>(&dialog, u"newfunction_folder"_s)).contains(says), qPrintable(rowError(part<PathField>(&dialog, u"newfunction_folder"_s))));
    QVERIFY(!part<DeskButton>(&dialog, u"newfunction_create"_s)->isEnabled());
  }
  void newFromAZip() {
    Engine e;
    QVERIFY(e.ready());
    QTemporaryDir dir;
    const QByteArray zip = storedZip({{u"report.py"_s, "def make(e, c): return 1\n"}, {u"data/a.js"_s, ""}});
    QVERIFY(write(dir.filePath(u"csv-report.zip"_s), zip));
    QVERIFY(write(dir.filePath(u"bad.zip"_s), "PNG"));
    e.backend.handlers = QStringList{u"report.make"_s};
    QPointer dialog = new NewFunctionDialog(e.hub);
    dialog->show();
    auto* create = part<DeskButton>(dialog, u"newfunction_create"_s);
    dialog->setSource(NewFunctionDialog::Source::Zip);
    QVERIFY(!create->isEnabled());
    dialog->setZip(dir.filePath(u"bad.zip"_s));
    QTRY_VERIFY(rowError(part<PathField>(dialog, u"newfunction_zip"_s)).contains(u"bad.zip is not a zip file"_s));
    dialog->setZip(dir.filePath(u"csv-report.zip"_s));
    QTRY_COMPARE(part<TextField>(dialog, u"newfunction_handler"_s)->text(), u"report.make"_s);
    QTRY_VERIFY(create->isEnabled());
    QCOMPARE(part<TextField>(dialog, u"newfunction_name"_s)->text(), u"csv-report"_s);
    QCOMPARE(part<ComboField>(dialog, u"newfunction_runtime"_s)->currentData().toString(), u"Python3.10"_s);
    e.backend.failNext({u"InvalidParameterValue.ZipFile"_s, u"The package has an entry ../x."_s, {}});
    create->click();
    QTRY_VERIFY(rowError(part<PathField>(dialog, u"newfunction_zip"_s)).contains(u"../x"_s));
    dialog->setZip(dir.filePath(u"csv-report.zip"_s));
    QTRY_VERIFY(create->isEnabled());
    create->click();
    QTRY_VERIFY(!dialog);
    QCOMPARE(e.backend.created.back().code.zip, zip);
  }
  void whatWasTypedIsKept() {
    Engine e;
    QVERIFY(e.ready());
    NewFunctionDialog dialog(e.hub);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto* name = part<TextField>(&dialog, u"newfunction_name"_s);
    name->clear();
    QTest::keyClicks(name, u"mine"_s);
    QTemporaryDir dir;
    dialog.setFolder(dir.path());
    QCOMPARE(name->text(), u"mine"_s);
    QTest::keyClicks(name, u"!"_s);
    QVERIFY(!rowError(name).isEmpty());
    QVERIFY(!part<DeskButton>(&dialog, u"newfunction_create"_s)->isEnabled());
  }
  void aNameThatIsTakenMeanwhileIsSaidAtTheName() {
    Engine e;
    QVERIFY(e.ready());
    NewFunctionDialog dialog(e.hub);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    e.backend.failNext({u"ResourceInUse.Function"_s, u"A function my-function exists already."_s, {}});
    part<DeskButton>(&dialog, u"newfunction_create"_s)->click();
    QTRY_VERIFY(rowError(part<TextField>(&dialog, u"newfunction_name"_s)).contains(u"exists already"_s));
    QVERIFY(dialog.isVisible());
    e.backend.failNext({u"FailedOperation"_s, u"The disk is full."_s, {}});
    part<TextField>(&dialog, u"newfunction_name"_s)->setText(u"other"_s);
    part<DeskButton>(&dialog, u"newfunction_create"_s)->click();
    QTRY_VERIFY(dialog.findChild<Banner*>()->active());
  }
  void zipsAreReadAndWritten() {
    const QByteArray zip = storedZip({{u"index.py"_s, "123456789"}, {u"b/c.txt"_s, "x"}});
    QCOMPARE(packageNames(zip), (QStringList{u"index.py"_s, u"b/c.txt"_s}));
    QVERIFY(zip.contains(QByteArray::fromHex("2639f4cb")));  // CRC-32 of "123456789", little endian
    for (qsizetype n = 0; n < zip.size(); ++n) QVERIFY(packageNames(zip.left(n)).size() <= 2);  // cut anywhere: no harm
    QByteArray wild = zip;
    for (qsizetype n = 0; n < wild.size(); ++n) {
      wild = zip;
      wild[n] = char(~wild[n]);
      QVERIFY(packageNames(wild).size() <= 2);
    }
    QCOMPARE(packageNames({}), QStringList());
  }
  void families() {
    QCOMPARE(familyOfNames({u"index.py"_s}), u"python3"_s);
    QCOMPARE(familyOfNames({u"index.js"_s, u"package.json"_s}), u"nodejs"_s);
    QCOMPARE(familyOfNames({u"lib/index.js"_s, u"main.py"_s}), u"python3"_s);
    QCOMPARE(familyOfNames({u"README"_s}), QString());
    QCOMPARE(familyOfNames({u"main"_s}), u"go"_s);
    QCOMPARE(familyOfNames({u"go.mod"_s, u"main.go"_s}), u"go"_s);
    QCOMPARE(familyOfNames({u"tools/x.go"_s}), QString());
    QCOMPARE(familyOfNames({u"src/Hello.java"_s}), u"java"_s);
    for (const CodeTemplate& t : codeTemplates()) {
      QVERIFY(runtimesOf(t.family).contains(usualRuntime(t.family)));
      QCOMPARE(familyOfNames(packageNames(t.zip)), t.family);
    }
    QCOMPARE(familyOfRuntime(u"Php8.0"_s), u"php"_s);
    QCOMPARE(familyOfRuntime(u"Cobol85"_s), QString());
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
