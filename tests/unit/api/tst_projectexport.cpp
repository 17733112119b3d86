// SPDX-License-Identifier: GPL-3.0-or-later
// Functions written as a project: where their code goes, and what is left when something fails.
#include "app/engine/project/projectexport.h"
#include "app/engine/store/packages.h"
#include "tests/unit/api/fakeenginecontrol.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestProjectExport final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void linkedFolderInside();
  void linkedFolderElsewhere();
  void nothingIsLeftOfAFailure();

 private:
  using Written = ProjectExport::Written;
  static void file(const QString& path) {
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write("def main_handler(event, context):\n    return 1\n") > 0);
  }
  static QByteArray textOf(const QString& path) {
    QFile in(path);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
  }
  static std::optional<Result<Written>> exported(ProjectExport& to, const ProjectExport::Request& request) {
    std::optional<Result<Written>> got;
    to.write(request, [&got](const Result<Written>& written) { got = written; });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, 20'000)) return std::nullopt;
    return got;
  }
};

void TestProjectExport::linkedFolderInside() {
  QTemporaryDir folder;
  file(folder.filePath(u"src/index.py"_s));
  FakeEngineControl engine;
  FunctionInfo& f = engine.add(u"linked"_s);
  f.source = CodeSource::Folder;
  f.folder = folder.filePath(u"src"_s);
  ProjectExport project(engine);
  const auto got = exported(project, {folder.path(), false, {f.key}});
  QVERIFY(got && got->ok());
  QVERIFY((*got)->folders.isEmpty());  // it is there already
  const auto read = projectfile::read(textOf((*got)->file));
  QVERIFY(read.ok());
  QCOMPARE(read->functions.first().code, u"./src"_s);
}

void TestProjectExport::linkedFolderElsewhere() {
  QTemporaryDir folder, code;
  file(code.filePath(u"index.py"_s));
  FakeEngineControl engine;
  FunctionInfo& f = engine.add(u"linked"_s, u"shop"_s);
  f.source = CodeSource::Folder;
  f.folder = code.path();
  engine.code = *zipFolder(code.path());
  ProjectExport project(engine);
  // The target is not there yet, and the code lies below the folder that this program runs in.
  const QString before = QDir::currentPath(), target = folder.filePath(u"new/project"_s);
  QVERIFY(QDir::setCurrent(code.path()));
  const auto got = exported(project, {target, true, {f.key}});
  QVERIFY(QDir::setCurrent(before));
  QVERIFY(got && got->ok());
  QCOMPARE((*got)->folders, QStringList{target + u"/shop/linked"_s});
  QVERIFY(textOf(target + u"/shop/linked/index.py"_s).contains("return 1"));
  const auto read = projectfile::read(textOf(target + u"/serverless.yml"_s));
  QVERIFY(read.ok());
  QCOMPARE(read->functions.first().code, u"./shop/linked"_s);
  QCOMPARE(read->functions.first().key, f.key);
}

void TestProjectExport::nothingIsLeftOfAFailure() {
  QTemporaryDir folder;
  file(folder.filePath(u"mine.txt"_s));
  FakeEngineControl engine;
  engine.add(u"one"_s);
  engine.code = "no zip at all";
  ProjectExport project(engine);
  const auto got = exported(project, {folder.path(), false, {{u"default"_s, u"one"_s}}});
  QVERIFY(got && !got->ok());
  QCOMPARE(got->error().code, u"InvalidParameterValue.ZipFile"_s);
  QTRY_VERIFY(!QFileInfo::exists(folder.filePath(u"one"_s)));
  QVERIFY(!QFileInfo::exists(folder.filePath(u"template.yaml"_s)));
  QVERIFY(QFileInfo::exists(folder.filePath(u"mine.txt"_s)));
}

QTEST_GUILESS_MAIN(TestProjectExport)
#include "tst_projectexport.moc"
