// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "models/eventtemplates.h"
#include "models/data/jsontext.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/replytext.h"
#include "widgets/test/validationline.h"
#include "widgets/theme/theme.h"
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QShortcut>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// The editor by itself: keys, verdict, layout; and what the texts of a reply are cut to.
class TstEventEditor final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<Theme>(); }
  void cleanupTestCase() { m_theme.reset(); }

  void keepsBytesAsTheyAre() {
    EventEditor editor;
    const QByteArray text = "{\"ä\": \"日本\", \"n\": 1.50e2}\n";
    editor.setBytes(text);
    QCOMPARE(editor.bytes(), text);
    QCOMPARE(editor.byteCount(), text.size());
  }

  void rowsAreTwentyPixels() {
    EventEditor editor;
    editor.setBytes("{\n}\n");
    QCOMPARE(editor.SendScintilla(QsciScintilla::SCI_TEXTHEIGHT, 0UL), 20L);
  }

  void validatesAfterTyping() {
    EventEditor editor;
    editor.setBytes("{\"a\": 1}");
    QSignalSpy validated(&editor, &EventEditor::validated);
    editor.validateNow();
    QCOMPARE(validated.count(), 1);
    QVERIFY(editor.issues().empty());
    editor.validateNow();  // nothing changed: nothing is read again
    QCOMPARE(validated.count(), 1);
    editor.replaceBytes("{\"a\": 1\n \"b\": 2}");
    QCOMPARE(validated.count(), 1);
    QTRY_COMPARE(validated.count(), 2);
    QCOMPARE(editor.issues().size(), size_t(1));
    QCOMPARE(editor.accessibleDescription().left(6), u"Line 1"_s.left(6));
    QVERIFY(editor.markersAtLine(editor.issues()[0].line - 1) != 0);
  }

  void noEventIsNoMistake() {
    EventEditor editor;
    editor.setLoaded(false);
    editor.setBytes({});
    editor.validateNow();
    QVERIFY(editor.issues().empty());
    QCOMPARE(editor.markersAtLine(0), 0U);
    editor.setLoaded(true);  // the same text, now an event
    editor.validateNow();
    QCOMPARE(editor.issues().size(), size_t(1));
    QVERIFY(editor.markersAtLine(0) != 0);
  }

  void stepsThroughErrors() {
    EventEditor editor;
    editor.setBytes("[\n 1 2,\n 3,\n tru\n]");
    QVERIFY(editor.goToIssue(true));
    QVERIFY(editor.issues().size() >= 2);
    const int first = editor.caretLine();
    QVERIFY(editor.goToIssue(true));
    QVERIFY(editor.caretLine() > first);
    QVERIFY(editor.goToIssue(false));
    QCOMPARE(editor.caretLine(), first);
  }

  void countsColumnsInCharacters() {
    EventEditor editor;
    editor.setBytes("{\"日本\": }");
    QVERIFY(editor.goToIssue(true));
    QCOMPARE(editor.caretColumn(), editor.issues()[0].column);
    QCOMPARE(editor.caretColumn(), 8);
  }

  void laysOutAsOneUndoStep() {
    EventEditor editor;
    const QByteArray before = "{\"a\":[1,2.50]}";
    editor.setBytes(before);
    QVERIFY(editor.layOut());
    QCOMPARE(editor.bytes(), *formatJson(before));
    editor.undo();
    QCOMPARE(editor.bytes(), before);
    editor.setBytes("{");
    QVERIFY(!editor.layOut());
    QCOMPARE(editor.bytes(), QByteArray("{"));
  }

  void leavesKeysToTheWindow_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    const auto row = [](const char* name, int key, Qt::KeyboardModifiers modifiers) { QTest::newRow(name) << key << int(modifiers); };
    const Qt::KeyboardModifiers control = Qt::ControlModifier, shift = Qt::ShiftModifier;
    row("fire", Qt::Key_Return, control);
    row("fire, keypad", Qt::Key_Enter, control | Qt::KeypadModifier);
    row("fire as load", Qt::Key_Return, control | shift);
    row("fire as load, keypad", Qt::Key_Enter, control | shift | Qt::KeypadModifier);
    row("stop", Qt::Key_Period, control);
    row("save", Qt::Key_S, control);
    row("format", Qt::Key_F, control | shift);
    row("next error", Qt::Key_F8, {});
    row("previous error", Qt::Key_F8, shift);
    row("diff", Qt::Key_D, control);
    row("find", Qt::Key_F, control);
    row("palette", Qt::Key_K, control);
    row("go to function", Qt::Key_P, control);
    row("navigator", Qt::Key_B, control);
    row("new function", Qt::Key_N, control);
    row("open folder", Qt::Key_O, control);
    row("settings", Qt::Key_Comma, control);
    row("scaling", Qt::Key_2, control);
    row("log dock", Qt::Key_QuoteLeft, control);
    row("table", Qt::Key_T, control | shift);
    row("back", Qt::Key_Left, Qt::AltModifier);
    row("next pane", Qt::Key_F6, {});
    row("failure", Qt::Key_F4, {});
    row("cold start", Qt::Key_F3, shift);
    row("menu bar", Qt::Key_F10, {});
    row("line cut", Qt::Key_L, control);
    row("zoom in", Qt::Key_Plus, control);
    row("escape", Qt::Key_Escape, {});
  }
  void leavesKeysToTheWindow() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QWidget window;
    auto* editor = new EventEditor(&window);
    editor->setBytes("{\"a\": 1}");
    auto* shortcut = new QShortcut(QKeySequence(key | (modifiers & ~int(Qt::KeypadModifier))), &window);
    QSignalSpy activated(shortcut, &QShortcut::activated);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    editor->setFocus();
    QTRY_VERIFY(editor->hasFocus());
    QTest::keyClick(editor, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(activated.count(), 1);
    QCOMPARE(editor->bytes(), QByteArray("{\"a\": 1}"));
  }

  void keepsEditing() {
    QWidget window;
    auto* editor = new EventEditor(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    editor->setFocus();
    QTRY_VERIFY(editor->hasFocus());
    QTest::keyClicks(editor, u"[1]"_s);
    QCOMPARE(editor->bytes(), QByteArray("[1]"));
    QTest::keyClick(editor, Qt::Key_Left);
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(editor->bytes(), QByteArray("[1\n]"));
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(editor->hasSelectedText());
    QTest::keyClick(editor, Qt::Key_Backspace);
    QCOMPARE(editor->bytes(), QByteArray());
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor->bytes(), QByteArray("[1\n]"));
    QTest::keyClick(editor, Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(editor->bytes(), QByteArray());
  }

  void tellsOfChangesInALargeEvent_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("at the limit") << qsizetype(CodeView::kQuietBytes) - 2;
    QTest::newRow("one past it") << qsizetype(CodeView::kQuietBytes) - 1;
    QTest::newRow("far past it") << qsizetype(4 * CodeView::kQuietBytes);
  }
  void tellsOfChangesInALargeEvent() {
    QFETCH(qsizetype, size);
    EventEditor editor;
    QSignalSpy edited(&editor, &EventEditor::edited);
    const QByteArray text = '[' + QByteArray(size, '\n') + ']';
    editor.setBytes(text);
    QCOMPARE(editor.bytes(), text);
    QVERIFY(edited.count() > 0);
    QTest::keyClick(&editor, Qt::Key_Backspace);  // at the front: nothing goes
    edited.clear();
    QTest::keyClick(&editor, Qt::Key_1, Qt::NoModifier);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(editor.bytes(), "1" + text);
    editor.validateNow();
    QVERIFY(!editor.issues().empty());  // it was read anew
    edited.clear();
    editor.undo();  // as from a menu: not by a key
    QTRY_COMPARE(edited.count(), 1);
    QCOMPARE(editor.bytes(), text);
    editor.validateNow();
    QVERIFY(editor.issues().empty());
    edited.clear();
    editor.replaceBytes("{}");
    QVERIFY(edited.count() > 0);
    edited.clear();
    QTest::keyClick(&editor, Qt::Key_1, Qt::NoModifier);
    QCOMPARE(edited.count(), 1);
  }

  void checksALargeEventBesideTheWindow_data() {
    QTest::addColumn<bool>("large");
    QTest::newRow("at the limit") << false;
    QTest::newRow("one past it") << true;
  }
  void checksALargeEventBesideTheWindow() {
    QFETCH(bool, large);
    EventEditor editor;
    const QByteArray text = QByteArray(EventEditor::kCheckedHereBytes - 2 + large, '\n') + "1 2";  // a mistake; the key comes to it
    editor.setBytes(text.first(text.size() - 1));
    editor.validateNow();
    QVERIFY(editor.issues().empty());
    QSignalSpy validated(&editor, &EventEditor::validated);
    editor.SendScintilla(QsciScintilla::SCI_GOTOPOS, static_cast<unsigned long>(text.size()));
    QTest::keyClick(&editor, Qt::Key_2);
    QTRY_COMPARE(validated.count(), 1);
    QCOMPARE(editor.issues().size(), size_t(1));
    // What was typed while the check was under way is read as well, and a check that is late says nothing of it.
    QTest::keyClick(&editor, Qt::Key_Backspace);
    QCoreApplication::processEvents();
    QTest::keyClick(&editor, Qt::Key_3);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    QTRY_VERIFY(editor.issues().empty());
    // Who can not wait does not.
    QTest::keyClick(&editor, Qt::Key_4);
    editor.validateNow();
    QCOMPARE(editor.issues().size(), size_t(1));
  }

  void countsItsCharactersForThoseWhoListen() {
    EventEditor editor;
    editor.setBytes("{\"a\": 1}");
    const auto heard = [&editor] { return QAccessible::queryAccessibleInterface(&editor); };
    QCOMPARE(heard()->role(), QAccessible::EditableText);
    QVERIFY(!heard()->textInterface());
    QAccessible::setActive(true);
    QVERIFY(heard()->textInterface());
    QCOMPARE(heard()->textInterface()->characterCount(), 8);
    QCOMPARE(heard()->text(QAccessible::Name), u"Event JSON"_s);
    QAccessible::setActive(false);
  }

  void spreadsAPastedLineThatIsTooLong() {
    QWidget window;
    auto* editor = new EventEditor(&window);
    const QByteArray fits = "[\"" + QByteArray(EventEditor::kLineBytes - 4, 'x') + "\"]";
    QGuiApplication::clipboard()->setText(QString::fromLatin1(fits));
    editor->paste();
    QCOMPARE(editor->bytes(), fits);
    const QByteArray past = "[\"" + QByteArray(EventEditor::kLineBytes - 3, 'x') + "\"]";
    editor->setBytes({});
    QGuiApplication::clipboard()->setText(QString::fromLatin1(past));
    editor->paste();
    QCOMPARE(editor->bytes(), *formatJson(past));
    const QByteArray noJson(EventEditor::kLineBytes + 1, 'x');
    QCOMPARE(EventEditor::spread(noJson), noJson);
  }

  void saysWhyAnEventCanNotBeFired_data() {
    QTest::addColumn<bool>("async");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("blocked");
    QTest::newRow("sync at the limit") << false << qint64(limits::kSyncEventBytes) << false;
    QTest::newRow("sync past it") << false << qint64(limits::kSyncEventBytes + 1) << true;
    QTest::newRow("async at the limit") << true << qint64(limits::kAsyncEventBytes) << false;
    QTest::newRow("async past it") << true << qint64(limits::kAsyncEventBytes + 1) << true;
  }
  void saysWhyAnEventCanNotBeFired() {
    QFETCH(bool, async);
    QFETCH(qint64, bytes);
    QFETCH(bool, blocked);
    ValidationLine line;
    line.setVerdict({}, bytes, async ? InvokeMode::Async : InvokeMode::Sync);
    QCOMPARE(!line.blocked().isEmpty(), blocked);
    QCOMPARE(line.text(), blocked ? (async ? u"Too large for async"_s : u"Too large for sync"_s) : u"Valid JSON"_s);
  }

  void saysWhereAnErrorIs() {
    ValidationLine line;
    line.setVerdict({JsonError{9, 24, 100, u"expected ',' after value"_s}}, 700, InvokeMode::Async);
    QCOMPARE(line.text(), u"Line 9, column 24: expected ',' after value. F8 next"_s);
    QVERIFY(line.blocked().contains(u"line 9, column 24"_s));
  }

  void cutsLargeReplies() {
    const QByteArray line = "0123456789\n";
    QByteArray text;
    while (text.size() < 1100) text += line;
    QVERIFY(!ReplyText::fit(text, text.size()).cut);
    const ReplyText::Shown past = ReplyText::fit(text, text.size() - 1);
    QVERIFY(past.cut);
    QCOMPARE(past.text, text.chopped(line.size()));
  }

  void cutsLongLinesAtACharacter() {
    const QByteArray fits(ReplyText::kLineBytes, 'a');
    QVERIFY(!ReplyText::fit(fits, ReplyText::kShownBytes).cut);
    QByteArray wide = QByteArray(ReplyText::kLineBytes - 1, 'a') + "é!";
    const ReplyText::Shown shown = ReplyText::fit(wide, ReplyText::kShownBytes);
    QVERIFY(shown.cut);
    QCOMPARE(shown.text, QByteArray(ReplyText::kLineBytes - 1, 'a') + "…");
  }

  void shipsTemplatesThatAreJson() {
    QVERIFY(!eventTemplates().isEmpty());
    QCOMPARE(eventTemplates().first().id, u"blank"_s);
    for (const EventTemplate& one : eventTemplates()) {
      QVERIFY2(isJson(one.json), qPrintable(one.id));
      QVERIFY2(one.json.size() <= limits::kSavedEventBytes, qPrintable(one.id));
      QCOMPARE(eventTemplate(one.id), &one);
    }
    QCOMPARE(eventTemplate(u"no-such"_s), nullptr);
  }

  void refusesABrokenTemplateIndex_data() {
    QTest::addColumn<QByteArray>("index");
    QTest::newRow("not JSON") << QByteArray("[");
    QTest::newRow("empty") << QByteArray("[]");
    QTest::newRow("no title") << QByteArray(R"([{"id": "a"}])");
    QTest::newRow("file is not there") << QByteArray(R"([{"id": "a", "title": "A"}])");
  }
  void refusesABrokenTemplateIndex() {
    QFETCH(QByteArray, index);
    QTemporaryDir folder;
    QVERIFY(!readEventTemplates(folder.path()));  // no index at all
    QFile file(folder.filePath(u"index.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(index), index.size());
    file.close();
    const auto read = readEventTemplates(folder.path());
    QVERIFY(!read);
    QVERIFY(read.error().message.contains(folder.path()));
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TstEventEditor)
#include "tst_eventeditor.moc"
