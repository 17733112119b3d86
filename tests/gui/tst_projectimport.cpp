// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/newfunctiondialog.h"
#include "widgets/functions/projectexportdialog.h"
#include "widgets/theme/theme.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers the Cloud API's actions as the test says.
class ActingBackend final : public FakeBackend {
 public:
  using FakeBackend::FakeBackend;
  std::vector<std::pair<QByteArray, QJsonObject>> acted;
  QByteArray refused;  ///< name of an action that fails
  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) override {
    acted.emplace_back(name, QJsonDocument::fromJson(params).object());
    const auto given = guarded<QByteArray>(context, std::move(reply));
    if (name == refused) return given(Error{u"LimitExceeded"_s, u"Not this one."_s, {}});
    given(QByteArray("{}"));
  }
};

QJsonObject function(const QString& name, bool exists = false, int triggers = 0) {
  QJsonArray list;
  for (int i = 0; i < triggers; ++i) list.append(QJsonObject{{u"TriggerName"_s, u"t%1"_s.arg(i)}, {u"Type"_s, u"timer"_s}});
  return {{u"namespace"_s, name.contains(u'/') ? name.section(u'/', 0, 0) : u"default"_s}, {u"name"_s, name.section(u'/', -1)}, {u"runtime"_s, u"Python3.10"_s},
          {u"handler"_s, u"index.main"_s}, {u"memoryMb"_s, 256}, {u"timeoutSeconds"_s, 7}, {u"initTimeoutSeconds"_s, 30}, {u"environment"_s, QJsonArray{QJsonArray{u"K"_s, u"V"_s}}},
          {u"code"_s, u"/project/code"_s}, {u"triggers"_s, list}, {u"exists"_s, exists}};
}

}  // namespace

/// The New function dialog's way from a project file.
class TstProjectImport final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<Theme>(); }
  void cleanupTestCase() { m_theme.reset(); }
  void init() {
    m_backend = std::make_unique<ActingBackend>();
    m_plan = {};
    m_backend->localAnswer = [this](const QByteArray& method, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
      if (method != "POST" || target != "/-/project") return Error{u"UnsupportedOperation"_s, u"No."_s, {}};
      m_sent = QJsonDocument::fromJson(body).object();
      if (m_plan.isEmpty()) return Error{u"Local.ProjectFile"_s, u"Line 3, column 1: end of map not found."_s, {}};
      return QJsonDocument(m_plan).toJson();
    };
    m_hub = std::make_unique<ModelHub>(*m_backend);
    m_backend->start();
    QTRY_VERIFY(m_hub->status().connected);
    QFile file(m_folder.filePath(u"serverless.yml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("component: scf\n") > 0);
    file.close();
    m_dialog = new NewFunctionDialog(*m_hub);
    m_dialog->show();
  }
  void cleanup() {
    delete m_dialog;
    m_hub.reset();
    m_backend.reset();
  }

  void everythingIsShownBeforeAnythingIsMade() {
    m_plan = {{u"functions"_s, QJsonArray{function(u"one"_s, false, 2), function(u"two"_s, true)}},
              {u"notes"_s, QJsonArray{QJsonObject{{u"where"_s, u"inputs.cls"_s}, {u"what"_s, u"This is a matter of the cloud and has no effect here."_s}, {u"line"_s, 12}}}}};
    choose();
    auto* functions = part<RowTable>(u"newfunction_project_functions"_s);
    QTRY_COMPARE(functions->rowModel().rowCount(), 2);
    QCOMPARE(m_sent[u"text"_s].toString(), u"component: scf\n"_s);
    QCOMPARE(m_sent[u"folder"_s].toString(), m_folder.path());
    QCOMPARE(functions->rowModel().rows()[0].cells[2].text, u"2"_s);
    QVERIFY(functions->rowModel().rows()[0].cells[3].text.contains(u"/project/code"));
    QVERIFY(functions->rowModel().rows()[1].cells[3].text.contains(u"left alone"));
    auto* notes = part<RowTable>(u"newfunction_project_notes"_s);
    QVERIFY(notes->isVisible());
    QCOMPARE(notes->rowModel().rows()[0].cells[1].text, u"cls"_s);
    QCOMPARE(notes->rowModel().rows()[0].cells[0].text, u"12"_s);
    QVERIFY(part<Label>(u"newfunction_project_left"_s)->isVisible());
    QVERIFY(m_backend->created.empty());
    QVERIFY(create()->isEnabled());
    QVERIFY(!m_dialog->findChild<QWidget*>(u"newfunction_name"_s)->isVisible());
  }

  /// ${app} without an app: a field asks for it, and the plan is made anew with what is typed.
  void aMissingValueIsAskedFor() {
    m_plan = {{u"functions"_s, QJsonArray{}}, {u"missing"_s, QJsonArray{u"app"_s}}, {u"notes"_s, QJsonArray{QJsonObject{{u"where"_s, u"inputs"_s}, {u"what"_s, u"Not a name."_s}, {u"line"_s, 3}}}}};
    choose();
    auto* app = m_dialog->findChild<QLineEdit*>(u"newfunction_project_value_app"_s);
    QVERIFY(app && !m_dialog->findChild<QWidget*>(u"newfunction_project_value_stage"_s)->isVisible());
    QTRY_VERIFY(app->isVisible());
    QVERIFY(!create()->isEnabled());
    m_plan = {{u"functions"_s, QJsonArray{function(u"one"_s)}}, {u"missing"_s, QJsonArray{}}};
    QTest::keyClicks(app, u"shop"_s);
    QTRY_COMPARE(m_sent[u"values"_s].toObject()[u"app"_s].toString(), u"shop"_s);
    QTRY_VERIFY(create()->isEnabled());
    QVERIFY(app->isVisible());
    QCOMPARE(part<RowTable>(u"newfunction_project_functions"_s)->rowModel().rowCount(), 1);
  }

  void aProjectIsExported() {
    QJsonObject asked;
    Result<QByteArray> answer = Error{u"Local.FileExists"_s, u"/p/template.yaml exists already."_s, u"Choose another folder."_s};
    m_backend->localAnswer = [&](const QByteArray&, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
      if (target != "/-/project/export") return Error{u"UnsupportedOperation"_s, u"No."_s, {}};
      asked = QJsonDocument::fromJson(body).object();
      return answer;
    };
    QVERIFY(m_hub->functions().rowCount() > 0);
    const FunctionInfo info = *m_hub->functions().infoAt(0);
    QPointer<ProjectExportDialog> dialog = new ProjectExportDialog(*m_hub, info.id);
    dialog->show();
    const auto of = [&](const QString& name) { return dialog->findChild<DeskButton*>(name); };
    QVERIFY(!of(u"exportproject_write"_s)->isEnabled());
    dialog->setFolder(u"/p"_s);
    QVERIFY(of(u"exportproject_write"_s)->isEnabled());
    of(u"exportproject_write"_s)->click();
    QTRY_COMPARE(asked[u"folder"_s].toString(), u"/p"_s);
    QCOMPARE(asked[u"functions"_s].toArray(), QJsonArray{info.key.name});
    QCOMPARE(asked[u"format"_s].toString(), u"scfcli"_s);
    QTRY_VERIFY(of(u"exportproject_write"_s)->isEnabled());  // another folder may be chosen
    QVERIFY(!dialog->findChild<QWidget*>(u"exportproject_said"_s)->isVisible());
    dialog->findChild<SegmentedControl*>(u"exportproject_format"_s)->setCurrentIndex(1);
    dialog->findChild<SegmentedControl*>(u"exportproject_what"_s)->setCurrentIndex(1);
    // A serverless.yml holds one function.
    QCOMPARE(dialog->findChild<SegmentedControl*>(u"exportproject_format"_s)->currentIndex(), 0);
    answer = QByteArray("{\"file\":\"/p/template.yaml\",\"folders\":[\"/p/a\"],\"notes\":[{\"where\":\"a\",\"what\":\"Its reserved concurrency has no place in the file.\"}]}");
    of(u"exportproject_write"_s)->click();
    QTRY_VERIFY(dialog->findChild<Label*>(u"exportproject_said"_s)->isVisible());
    QVERIFY(!asked.contains(u"functions"_s));
    QVERIFY(dialog->findChild<Label*>(u"exportproject_said"_s)->text().contains(u"/p/template.yaml"_s));
    QCOMPARE(dialog->findChild<RowTable*>(u"exportproject_notes"_s)->rowModel().rowCount(), 1);
    delete dialog;
  }

  void functionsAndTriggersAreMade() {
    m_plan = {{u"functions"_s, QJsonArray{function(u"one"_s, false, 2), function(u"two"_s, true), function(u"shop/three"_s)}}};
    choose();
    QTRY_COMPARE(create()->isEnabled(), true);
    QVERIFY(create()->text().contains(u"2"));
    QSignalSpy made(m_dialog, &NewFunctionDialog::functionCreated);
    create()->click();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(made.count(), 1);
    QCOMPARE(m_backend->created.size(), size_t(2));
    const CreateFunction& sent = m_backend->created[0];
    QCOMPARE(sent.key, (FunctionKey{u"default"_s, u"one"_s}));
    QCOMPARE(sent.code.folder, u"/project/code"_s);
    QCOMPARE(sent.config.memoryMb, 256);
    QCOMPARE(sent.config.timeoutSeconds, 7);
    QCOMPARE(sent.config.environment.first().second, u"V"_s);
    QCOMPARE(m_backend->acted.size(), size_t(3));
    QCOMPARE(m_backend->acted[0].first, QByteArray("CreateTrigger"));
    QCOMPARE(m_backend->acted[2].first, QByteArray("CreateNamespace"));
    QCOMPARE(m_backend->acted[2].second[u"Namespace"_s].toString(), u"shop"_s);
  }

  void whatGoesWrongIsSaidAndTheRestGoesOn() {
    m_plan = {{u"functions"_s, QJsonArray{function(u"one"_s, false, 1), function(u"two"_s)}}};
    m_backend->refused = "CreateTrigger";
    choose();
    QTRY_COMPARE(create()->isEnabled(), true);
    create()->click();
    QTRY_COMPARE(m_backend->created.size(), size_t(2));
    QTRY_VERIFY(!create()->isEnabled());  // nothing is left to be made
    QVERIFY(m_dialog);
    QVERIFY(part<RowTable>(u"newfunction_project_functions"_s)->rowModel().rows()[0].cells[3].text.contains(u"Not this one."));
  }

  void aWrongFileIsSaidAtItsField() {
    choose();
    QTRY_VERIFY(m_dialog && !errors().isEmpty());
    QVERIFY(errors().contains(u"Line 3, column 1"));
    QVERIFY(!create()->isEnabled());
    m_dialog->setProject(m_folder.filePath(u"missing.yml"_s));
    QTRY_VERIFY(errors().contains(u"is not there"));
  }

 private:
  void choose() { m_dialog->setProject(m_folder.filePath(u"serverless.yml"_s)); }
  template <typename T>
  T* part(const QString& name) {
    return m_dialog->findChild<T*>(name);
  }
  DeskButton* create() { return part<DeskButton>(u"newfunction_create"_s); }
  QString errors() {
    QString all;
    for (const FieldRow* row : m_dialog->findChildren<FieldRow*>()) all += row->error();
    return all;
  }

  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<ActingBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  QPointer<NewFunctionDialog> m_dialog;
  QTemporaryDir m_folder;
  QJsonObject m_plan, m_sent;
};

QTEST_MAIN(TstProjectImport)
#include "tst_projectimport.moc"
