// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/packagefile.h"
#include "widgets/functions/templatebuild.h"
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// Templates of Java and Go, compiled by the compilers of this machine.
class TstTemplateBuild final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyTemplateIsMade_data() {
    QTest::addColumn<QString>("id");
    int compiled = 0;
    for (const CodeTemplate& t : codeTemplates()) {
      if (t.build.isEmpty()) continue;
      ++compiled;
      QTest::newRow(qUtf8Printable(t.id)) << t.id;
    }
    QCOMPARE(compiled, 10);
  }
  void everyTemplateIsMade() {
    QFETCH(QString, id);
    CodeTemplate wanted;
    for (const CodeTemplate& t : codeTemplates())
      if (t.id == id) wanted = t;
    if (TemplateBuild::compiler(wanted.build, {}).isEmpty()) QSKIP("no compiler of it here");
    TemplateBuild build;
    std::optional<Result<QByteArray>> made;
    build.start(wanted, {}, [&made](const Result<QByteArray>& zip) { made = zip; });
    QVERIFY(!made);  // nothing waits for a compiler
    QTRY_VERIFY_WITH_TIMEOUT(made, TemplateBuild::kLimitMs);
    QVERIFY2(made->ok(), made->ok() ? "" : qUtf8Printable(made->error().message));
    const QStringList names = packageNames(**made);
    for (const auto& [name, text] : wanted.files) QVERIFY2(names.contains(name), qUtf8Printable(name));  // its sources go along
    if (wanted.build == u"go") QVERIFY(names.contains(wanted.handler));
    else QVERIFY(names.contains(QString(wanted.handler.section(u"::"_s, 0, 0).replace(u'.', u'/') + u".class"_s)));
  }

  void whatTheCompilerSaysIsShown() {
    for (const QString& family : {u"java"_s, u"go"_s}) {
      if (TemplateBuild::compiler(family, {}).isEmpty()) continue;
      CodeTemplate wrong;
      wrong.build = family;
      wrong.handler = u"main"_s;
      wrong.files = {{family == u"go" ? u"main.go"_s : u"Main.java"_s, "this is no program\n"}, {u"go.mod"_s, "module x\n"}};
      TemplateBuild build;
      std::optional<Result<QByteArray>> made;
      build.start(wrong, {}, [&made](const Result<QByteArray>& zip) { made = zip; });
      QTRY_VERIFY_WITH_TIMEOUT(made, TemplateBuild::kLimitMs);
      QVERIFY(!made->ok());
      QCOMPARE(made->error().code, u"Local.BuildFailed"_s);
      QVERIFY2(made->error().message.contains(family == u"go" ? u"main.go"_s : u"Main.java"_s), qUtf8Printable(made->error().message));
    }
  }

  void aCompilerLiesBesideItsJvm() {
    QVERIFY(TemplateBuild::compiler(u"go"_s, {}, {u"/nowhere"_s}).isEmpty());
    QVERIFY(TemplateBuild::compiler(u"java"_s, u"/nowhere/java"_s, {u"/nowhere"_s}).isEmpty());
  }
};

QTEST_GUILESS_MAIN(TstTemplateBuild)
#include "tst_templatebuild.moc"
