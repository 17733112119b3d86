// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/sourceeditor.h"
#include "widgets/theme/theme.h"
#include <QFileInfo>
#include <QFontDatabase>
#pragma push_macro("signals")
#pragma push_macro("slots")
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscilexerbash.h>
#include <Qsci/qscilexerhtml.h>
#include <Qsci/qscilexerjava.h>
#include <Qsci/qscilexerjavascript.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexerpython.h>
#include <Qsci/qscilexeryaml.h>
#include <Qsci/qscistyle.h>
#pragma pop_macro("slots")
#pragma pop_macro("signals")

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

constexpr int kFaultMark = 2;
constexpr int kStyles = 128;

/// Go has braces and comments of C; its words are its own.
class GoLexer final : public QsciLexerCPP {
 public:
  using QsciLexerCPP::QsciLexerCPP;
  [[nodiscard]] const char* language() const override { return "Go"; }
  [[nodiscard]] const char* keywords(int set) const override {
    if (set == 1)
      return "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return "
             "select struct switch type var true false nil iota";
    return set == 2 ? "bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr any"
                    : nullptr;
  }
};

QsciLexer* lexerOf(const QString& name, QObject* parent) {
  const QString end = QFileInfo(name).suffix().toLower(), file = QFileInfo(name).fileName();
  if (end == u"py"_s) return new QsciLexerPython(parent);
  if (end == u"js"_s || end == u"mjs"_s || end == u"cjs"_s || end == u"ts"_s) return new QsciLexerJavaScript(parent);
  if (end == u"php"_s) return new QsciLexerHTML(parent);
  if (end == u"java"_s) return new QsciLexerJava(parent);
  if (end == u"go"_s) return new GoLexer(parent);
  if (end == u"json"_s) return new QsciLexerJSON(parent);
  if (end == u"yaml"_s || end == u"yml"_s) return new QsciLexerYAML(parent);
  if (end == u"sh"_s || end == u"bash"_s || file == u"scf_bootstrap"_s || file == u"bootstrap"_s) return new QsciLexerBash(parent);
  return nullptr;
}

}  // namespace

SourceEditor::SourceEditor(QWidget* parent) : CodeView(Surface::Input, parent) {
  setObjectName(u"code_editor"_s);
  setAccessibleName(tr("Code"));
  setLanguage(Language::Plain);
  setTabWidth(4);
  setIndentationWidth(4);
  markerDefine(QsciScintilla::RightTriangle, kFaultMark);
  setMarginMarkerMask(1, 1 << kFaultMark);
  setAnnotationDisplay(AnnotationStandard);
  connect(&Theme::current(), &Theme::changed, this, &SourceEditor::dress);
  dress();
}

SourceEditor::~SourceEditor() = default;

void SourceEditor::setFileName(const QString& name) {
  QsciLexer* before = m_lexer;
  m_lexer = lexerOf(name, this);
  m_language = m_lexer ? QString::fromLatin1(m_lexer->language()) : QString();
  setLexer(m_lexer);
  delete before;
  const bool two = name.endsWith(u".js"_s) || name.endsWith(u".json"_s) || name.endsWith(u".yaml"_s) || name.endsWith(u".yml"_s);
  setTabWidth(two ? 2 : 4);
  setIndentationWidth(two ? 2 : 4);
  setIndentationsUseTabs(name.endsWith(u".go"_s));
  dress();
}

void SourceEditor::dress() {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  setMarkerBackgroundColor(c.semantic.error, kFaultMark);
  setMarkerForegroundColor(c.semantic.error, kFaultMark);
  if (m_lexer) {
    m_lexer->setDefaultFont(font());
    m_lexer->setFont(font());
    m_lexer->setDefaultPaper(c.surface.input);
    m_lexer->setPaper(c.surface.input);
    m_lexer->setDefaultColor(c.text.primary);
    m_lexer->setColor(c.text.primary);
    // Each lexer names its styles; what they mean is in the name.
    for (int style = 0; style < kStyles; ++style) {
      const QString what = m_lexer->description(style).toLower();
      if (what.isEmpty()) continue;
      const auto has = [&what](QStringView word) { return what.contains(word); };
      if (has(u"comment")) m_lexer->setColor(c.syntax.comment, style);
      else if (has(u"string") || has(u"quoted") || has(u"heredoc") || has(u"here document") || has(u"regular expression")) m_lexer->setColor(c.syntax.string, style);
      else if (has(u"number")) m_lexer->setColor(c.syntax.number, style);
      else if (has(u"keyword") || has(u"reserved")) m_lexer->setColor(c.syntax.keyword, style);
      else if (has(u"class name") || has(u"function") || has(u"method") || has(u"property") || has(u"decorator") || has(u"variable") || has(u"key")) m_lexer->setColor(c.syntax.key, style);
      else if (has(u"operator")) m_lexer->setColor(c.syntax.punct, style);
    }
    setLexer(m_lexer);
    applyTheme();
  }
  if (m_faultLine > 0) setFault(m_faultLine, m_fault);
}

void SourceEditor::setFault(int line, const QString& message) {
  markerDeleteAll(kFaultMark);
  clearAnnotations();
  m_faultLine = line;
  m_fault = message;
  if (line <= 0 || line > lines()) return;
  const Colors& c = Theme::current().colors();
  markerAdd(line - 1, kFaultMark);
  if (!m_faultStyle) m_faultStyle = std::make_unique<QsciStyle>(-1, u"fault"_s, c.semantic.error, c.semantic.errorWash, font());
  m_faultStyle->setColor(c.semantic.error);
  m_faultStyle->setPaper(c.semantic.errorWash);
  m_faultStyle->setFont(font());
  annotate(line - 1, message, *m_faultStyle);
}

}  // namespace scfdesk
