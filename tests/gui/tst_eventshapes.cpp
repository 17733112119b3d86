// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/keycompletion.h"
#include "models/data/shapecheck.h"
#include "models/eventtemplates.h"
#include "widgets/test/eventcompletion.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/validationline.h"
#include "widgets/theme/theme.h"
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// The templates' schemas against the templates, and what the editor makes of them.
class TestEventShapes final : public QObject {
  Q_OBJECT
  static void collect(const JsonSchema& schema, QStringList& out) {
    if (!schema.description.isEmpty()) out << schema.description;
    for (const JsonSchema& shape : schema.shapes) collect(shape, out);
    for (const JsonSchema& shape : schema.items) collect(shape, out);
  }
  /// An editor that has the focus, in a window.
  static EventEditor* shown(QWidget& window) {
    auto* editor = new EventEditor(&window);
    window.resize(600, 400);
    editor->resize(600, 400);
    window.show();
    editor->setFocus();
    return editor;
  }

 private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<Theme>(); }
  void cleanupTestCase() { m_theme.reset(); }

  void templatesHaveTheirShape_data() {
    QTest::addColumn<QString>("id");
    for (const EventTemplate& one : eventTemplates())
      if (one.id != "blank"_L1) QTest::newRow(qPrintable(one.id)) << one.id;
  }
  void templatesHaveTheirShape() {
    QFETCH(QString, id);
    const EventTemplate* one = eventTemplate(id);
    QVERIFY(one->schema);
    const auto issues = checkShape(one->json, *one->schema);
    QVERIFY2(issues.empty(), issues.empty() ? "" : qPrintable(issues[0].path + u' ' + shapeSentence(issues[0])));
    // One of a trigger is recognised when it was begun as something that may be anything.
    const EventTemplate* found = eventShape({}, one->json);
    if (id == "hello"_L1) QVERIFY(!found);
    else QCOMPARE(found ? found->schema.get() : nullptr, id == "cos-removed"_L1 ? eventTemplate(u"cos-created"_s)->schema.get() : one->schema.get());
  }

  void theShapeFollowsTheTemplate() {
    const QByteArray timer = eventTemplate(u"timer"_s)->json;
    QCOMPARE(eventShape(u"ckafka"_s, timer)->id, u"ckafka"_s);  // what was chosen wins
    QCOMPARE(eventShape(u"hello"_s, timer)->id, u"timer"_s);    // but not what asks for nothing
    QCOMPARE(eventShape(u"hello"_s, "{\"key1\": 1}")->id, u"hello"_s);
    QVERIFY(!eventShape(u"blank"_s, "{}"));
    QVERIFY(!eventShape({}, "[{\"Type\": 1, \"TriggerName\": 2}]"));
    QCOMPARE(eventShape({}, "{\"Records\": [{\"cos\": {\"")->id, u"cos-created"_s);  // while it is being typed
  }

  void descriptionsAreKnownToTranslators() {
    QStringList used;
    for (const EventTemplate& one : eventTemplates())
      if (one.schema) collect(*one.schema, used);
    QVERIFY(used.size() > 90);
    const QStringList known = translatableSchemaWords();
    for (const QString& words : used) QVERIFY2(known.contains(words), qPrintable(words));
    for (const QString& words : known) QVERIFY2(used.contains(words), qPrintable(words));
  }

  void warnsAndNeverBlocks() {
    EventEditor editor;
    editor.setTemplate(u"timer"_s);
    QByteArray text = eventTemplate(u"timer"_s)->json;
    editor.setBytes(text);
    editor.validateNow();
    QVERIFY(editor.shapeIssues().empty());
    QSignalSpy validated(&editor, &EventEditor::validated);
    text.replace("\"EveryDay\"", "7");
    editor.replaceBytes(text);
    QTRY_COMPARE(validated.count(), 1);
    QVERIFY(editor.issues().empty());
    QCOMPARE(editor.shapeIssues().size(), size_t(1));
    QVERIFY(editor.markersAtLine(2) != 0);
    QCOMPARE(editor.accessibleDescription(), u"Line 3, column 18: TriggerName should be text, here it is a whole number"_s);
    ValidationLine line;
    line.setShape(u"Timer"_s, editor.shapeIssues());
    line.setVerdict(editor.issues(), editor.byteCount(), InvokeMode::Sync);
    QCOMPARE(line.text(), u"TriggerName should be text, here it is a whole number. Line 3, column 18. F8 next"_s);
    QVERIFY(line.blocked().isEmpty());
    QVERIFY(editor.goToIssue(true));
    QCOMPARE(editor.caretLine(), 3);
    // A mistake in the JSON comes first.
    editor.replaceBytes("{\"Type\": 7,}");
    editor.validateNow();
    QVERIFY(!editor.issues().empty());
    QVERIFY(editor.shapeIssues().empty());
  }

  void changingTheTemplateChecksAnew() {
    EventEditor editor;
    editor.setBytes("{\"key1\": \"a\"}");
    editor.validateNow();
    QVERIFY(!editor.shape());
    QSignalSpy validated(&editor, &EventEditor::validated);
    editor.setTemplate(u"timer"_s);
    QTRY_COMPARE(validated.count(), 1);
    QCOMPARE(editor.shape()->id, u"timer"_s);
    QCOMPARE(editor.shapeIssues().size(), size_t(3));
  }

  void longTextsAreNotHeldAgainstIt() {
    EventEditor editor;
    editor.setTemplate(u"timer"_s);
    QByteArray text = "{\"Message\": \"\",\n\"Time\": 1}";
    text += QByteArray(kShapeBytes - text.size(), '\n');
    editor.setBytes(text);
    editor.validateNow();
    QCOMPARE(editor.shapeIssues().size(), size_t(3));
    editor.setBytes(text + '\n');
    editor.validateNow();
    QVERIFY(!editor.shape());
    QVERIFY(editor.shapeIssues().empty());
  }

  void completesKeysWhileTyping() {
    QWidget window;
    EventEditor* editor = shown(window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(editor->hasFocus());
    editor->setTemplate(u"timer"_s);
    editor->setBytes("{\n  \n}");
    editor->goTo(2, 3);
    QTest::keyClicks(editor, u"\""_s);
    QVERIFY(editor->completion().open());
    QCOMPARE(editor->completion().offered().size(), 4);
    QVERIFY(editor->completion().offered()[1].startsWith(u"TriggerName"_s));
    QVERIFY(editor->completion().offered()[1].endsWith(u"Name of the timer"_s));
    QTest::keyClicks(editor, u"tr"_s);
    QVERIFY(editor->completion().open());
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(editor->bytes(), QByteArray("{\n  \"TriggerName\": \n}"));
    QVERIFY(!editor->completion().open());
    QCOMPARE(editor->caretColumn(), 18);
    QTest::keyClicks(editor, u"\"a\", \""_s);
    QVERIFY(editor->completion().open());
    QCOMPARE(editor->completion().offered().size(), 3);  // it is there already
    QTest::keyClick(editor, Qt::Key_Down);
    QTest::keyClick(editor, Qt::Key_Tab);
    QCOMPARE(editor->bytes(), QByteArray("{\n  \"TriggerName\": \"a\", \"Time\": \n}"));
  }

  void completesValues() {
    QWidget window;
    EventEditor* editor = shown(window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(editor->hasFocus());
    editor->setTemplate(u"function-url"_s);
    editor->setBytes("{\"httpMethod\": }");
    editor->goTo(1, 16);
    QTest::keyClicks(editor, u"\"po"_s);
    QVERIFY(editor->completion().open());
    QTest::keyClick(editor, Qt::Key_Tab);
    QCOMPARE(editor->bytes(), QByteArray("{\"httpMethod\": \"POST\"}"));
  }

  void escapeClosesTheListOnly() {
    QWidget window;
    EventEditor* editor = shown(window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(editor->hasFocus());
    editor->setTemplate(u"timer"_s);
    editor->setBytes("{");
    editor->goTo(1, 2);
    QTest::keyClicks(editor, u"\""_s);
    QVERIFY(editor->completion().open());
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!editor->completion().open());
    QCOMPARE(editor->bytes(), QByteArray("{\""));
  }

  void nothingIsOfferedWithoutASchema() {
    QWidget window;
    EventEditor* editor = shown(window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(editor->hasFocus());
    QTest::keyClicks(editor, u"{\"a"_s);
    QVERIFY(!editor->completion().open());
    QCOMPARE(editor->bytes(), QByteArray("{\"a"));
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestEventShapes)
#include "tst_eventshapes.moc"
