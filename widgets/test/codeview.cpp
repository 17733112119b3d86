// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/codeview.h"
#include "widgets/test/codeaccessible.h"
#include "widgets/theme/theme.h"
#include <QFontDatabase>
#include <QKeyEvent>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kRowPx = 20;
constexpr int kTextPx = 13;
constexpr int kNumberPx = 12;
constexpr int kNumberMargin = 0;
constexpr int kMarkMargin = 1;

constexpr std::array kKept{
    QsciCommand::LineDown, QsciCommand::LineDownExtend, QsciCommand::LineUp, QsciCommand::LineUpExtend,
    QsciCommand::LineScrollDown, QsciCommand::LineScrollUp,
    QsciCommand::CharLeft, QsciCommand::CharLeftExtend, QsciCommand::CharRight, QsciCommand::CharRightExtend,
    QsciCommand::WordLeft, QsciCommand::WordLeftExtend, QsciCommand::WordRight, QsciCommand::WordRightExtend,
    QsciCommand::VCHome, QsciCommand::VCHomeExtend, QsciCommand::LineEnd, QsciCommand::LineEndExtend,
    QsciCommand::DocumentStart, QsciCommand::DocumentStartExtend, QsciCommand::DocumentEnd, QsciCommand::DocumentEndExtend,
    QsciCommand::PageUp, QsciCommand::PageUpExtend, QsciCommand::PageDown, QsciCommand::PageDownExtend,
    QsciCommand::Delete, QsciCommand::DeleteBack, QsciCommand::DeleteWordLeft, QsciCommand::DeleteWordRight,
    QsciCommand::Undo, QsciCommand::Redo, QsciCommand::SelectionCut, QsciCommand::SelectionCopy, QsciCommand::Paste,
    QsciCommand::SelectAll, QsciCommand::Newline, QsciCommand::Tab, QsciCommand::Backtab, QsciCommand::EditToggleOvertype};

/// QScintilla takes one family, and a size in points only, of which it keeps fractions.
QFont forScintilla(QFont font, int px, int logicalDpi) {
  const QStringList families = font.families();
  const auto there = std::find_if(families.begin(), families.end(), [](const QString& family) { return QFontDatabase::hasFamily(family); });
  if (there != families.end()) font.setFamily(*there);
  font.setPointSizeF(px * 72.0 / logicalDpi);
  return font;
}

}  // namespace

CodeView::CodeView(Surface surface, QWidget* parent) : QsciScintilla(parent), m_surface(surface), m_json(new QsciLexerJSON(this)) {
  installCodeAccessible();
  setUtf8(true);
  setEolMode(EolUnix);
  setFrameShape(QFrame::NoFrame);
  setAttribute(Qt::WA_InputMethodEnabled);
  setIndentationsUseTabs(false);
  setTabWidth(2);
  setIndentationWidth(2);
  setAutoIndent(true);
  setTabIndents(false);
  setFolding(NoFoldStyle);
  setBraceMatching(NoBraceMatch);
  setWrapMode(WrapNone);
  setContextMenuPolicy(Qt::DefaultContextMenu);
  SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1);
  SendScintilla(SCI_SETSCROLLWIDTH, 1);
  SendScintilla(SCI_SETMULTIPLESELECTION, 0UL);
  setMargins(2);
  setMarginType(kNumberMargin, NumberMargin);
  setMarginType(kMarkMargin, SymbolMargin);
  setMarginSensitivity(kMarkMargin, false);
  auto* json = static_cast<QsciLexerJSON*>(m_json);
  json->setHighlightComments(false);
  json->setHighlightEscapeSequences(false);
  setLexer(m_json);
  connect(this, &QsciScintillaBase::SCN_MODIFIED, this, [this](int, int type) { onModified(type); });
  connect(this, &QsciScintilla::textChanged, this, &CodeView::hush);
  keepKeys();
  applyTheme();
  connect(&Theme::current(), &Theme::changed, this, &CodeView::applyTheme);
}

void CodeView::keepKeys() {
  for (QsciCommand* command : standardCommands()->commands()) {
    if (std::find(kKept.begin(), kKept.end(), command->command()) != kKept.end()) continue;
    command->setKey(0);
    command->setAlternateKey(0);
  }
}

void CodeView::setLanguage(Language language) {
  if (language == m_language) return;
  m_language = language;
  setLexer(language == Language::Json ? m_json : nullptr);
  applyTheme();
}

void CodeView::applyTheme() {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const QColor paper = m_surface == Surface::Input ? c.surface.input : c.surface.panel;
  const QFont font = forScintilla(theme.code(kTextPx), theme.px(kTextPx), logicalDpiY());
  setFont(font);
  setColor(c.text.primary);
  setPaper(paper);
  m_json->setDefaultFont(font);
  m_json->setFont(font);
  m_json->setDefaultPaper(paper);
  m_json->setPaper(paper);
  m_json->setDefaultColor(c.text.primary);
  m_json->setColor(c.text.primary);
  const auto colour = [this](int style, const QColor& value) { m_json->setColor(value, style); };
  colour(QsciLexerJSON::Default, c.text.primary);
  colour(QsciLexerJSON::Number, c.syntax.number);
  colour(QsciLexerJSON::String, c.syntax.string);
  colour(QsciLexerJSON::UnclosedString, c.syntax.string);
  colour(QsciLexerJSON::Property, c.syntax.key);
  colour(QsciLexerJSON::EscapeSequence, c.syntax.string);
  colour(QsciLexerJSON::CommentLine, c.syntax.comment);
  colour(QsciLexerJSON::CommentBlock, c.syntax.comment);
  colour(QsciLexerJSON::Operator, c.syntax.punct);
  colour(QsciLexerJSON::IRI, c.syntax.string);
  colour(QsciLexerJSON::IRICompact, c.syntax.string);
  colour(QsciLexerJSON::Keyword, c.syntax.keyword);
  colour(QsciLexerJSON::KeywordLD, c.syntax.keyword);
  colour(QsciLexerJSON::Error, c.text.primary);
  if (m_language == Language::Json) setLexer(m_json);

  setMarginsFont(forScintilla(theme.code(kNumberPx), theme.px(kNumberPx), logicalDpiY()));
  setMarginsForegroundColor(c.syntax.lineNumber);
  setMarginsBackgroundColor(paper);
  setMarginWidth(kNumberMargin, theme.px(kTextMarginPx - 14));
  setMarginWidth(kMarkMargin, theme.px(14));
  setMarginBackgroundColor(kMarkMargin, paper);
  setCaretForegroundColor(c.text.primary);
  setCaretLineVisible(!isReadOnly());
  setCaretLineBackgroundColor(c.syntax.currentLine);
  setSelectionBackgroundColor(c.surface.selected);
  resetSelectionForegroundColor();
  setUnmatchedBraceForegroundColor(c.text.primary);
  setEdgeColor(c.border.hairline);
  QPalette roles = palette();
  roles.setColor(QPalette::Base, paper);
  setPalette(roles);
  setRowHeight();
}

void CodeView::setRowHeight() {
  const int wanted = Theme::current().px(kRowPx);
  setExtraAscent(0);
  setExtraDescent(0);
  const int own = int(SendScintilla(SCI_TEXTHEIGHT, 0UL));
  const int spare = std::max(0, wanted - own);
  setExtraAscent(spare / 2);
  setExtraDescent(spare - spare / 2);
}

QByteArray CodeView::bytes() const {
  const long size = SendScintilla(SCI_GETLENGTH);
  QByteArray text(size + 1, Qt::Uninitialized);
  // Not SCI_GETTEXT, which asks for each byte on its own.
  SendScintilla(SCI_GETTEXTRANGE, 0L, size, text.data());
  text.chop(1);
  return text;
}

/// QScintilla tells assistive tools of each letter, whether any listens or not, and counts all characters before it for that. It
/// can not be told to leave that out; but of changes to come it says nothing to them.
void CodeView::hush() {
  const bool quiet = SendScintilla(SCI_GETLENGTH) > kQuietBytes && !codeIsHeard();
  if (quiet == m_quiet) return;
  m_quiet = quiet;
  SendScintilla(SCI_SETMODEVENTMASK, static_cast<unsigned long>(quiet ? SC_MOD_BEFOREINSERT | SC_MOD_BEFOREDELETE : SC_MODEVENTMASKALL));
}

void CodeView::onModified(int type) {
  if (!m_quiet || m_untold || (type & (SC_MOD_BEFOREINSERT | SC_MOD_BEFOREDELETE)) == 0) return;
  m_untold = true;
  QMetaObject::invokeMethod(this, &CodeView::tellChange, Qt::QueuedConnection);
}

void CodeView::tellChange() {
  if (!m_untold) return;
  m_untold = false;
  Q_EMIT textChanged();
}

void CodeView::keyPressEvent(QKeyEvent* event) {
  QsciScintilla::keyPressEvent(event);
  tellChange();
}

void CodeView::setBytes(const QByteArray& utf8) {
  const bool locked = isReadOnly();
  setReadOnly(false);
  SendScintilla(SCI_SETTEXT, utf8.constData());
  SendScintilla(SCI_SETSCROLLWIDTH, 1);
  SendScintilla(SCI_EMPTYUNDOBUFFER);
  setReadOnly(locked);
  SendScintilla(SCI_GOTOPOS, 0UL);
  tellChange();
}

void CodeView::replaceBytes(const QByteArray& utf8) {
  SendScintilla(SCI_BEGINUNDOACTION);
  SendScintilla(SCI_SETTARGETRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
  SendScintilla(SCI_REPLACETARGET, static_cast<uintptr_t>(utf8.size()), utf8.constData());
  SendScintilla(SCI_ENDUNDOACTION);
  SendScintilla(SCI_SETSCROLLWIDTH, 1);
  SendScintilla(SCI_GOTOPOS, 0UL);
  tellChange();
}

int CodeView::caretLine() const {
  return int(SendScintilla(SCI_LINEFROMPOSITION, SendScintilla(SCI_GETCURRENTPOS))) + 1;
}

int CodeView::caretColumn() const {
  const long caret = SendScintilla(SCI_GETCURRENTPOS);
  const long start = SendScintilla(SCI_POSITIONFROMLINE, SendScintilla(SCI_LINEFROMPOSITION, caret));
  return int(SendScintilla(SCI_COUNTCHARACTERS, static_cast<unsigned long>(start), caret)) + 1;
}

void CodeView::goTo(int line, int column) {
  const long start = SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(std::max(0, line - 1)));
  const long at = SendScintilla(SCI_POSITIONRELATIVE, static_cast<unsigned long>(start), long(std::max(0, column - 1)));
  SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(at));
  ensureLineVisible(std::max(0, line - 1));
}

void CodeView::changeEvent(QEvent* event) {
  QsciScintilla::changeEvent(event);
  if (event->type() == QEvent::ReadOnlyChange) setCaretLineVisible(!isReadOnly());
}

bool CodeView::event(QEvent* event) {
  // QScintilla claims the typed characters it knows; a Ctrl combination that it no longer binds belongs to the window, whether
  // the key comes from the keypad or not.
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
      event->ignore();
      return false;
    }
  }
  return QsciScintilla::event(event);
}

}  // namespace scfdesk
