// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/eventcompletion.h"
#include "models/data/keycompletion.h"
#include "models/data/shapecheck.h"
#include "widgets/test/codeview.h"
#include <QListWidget>
#include <algorithm>
#include <cctype>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr char kSeparator = '\n';
constexpr char kNoType = '\x01';  // Scintilla would cut a text at its default, the question mark
constexpr unsigned long kRows = 9;
constexpr qsizetype kKeyColumn = 26;

}  // namespace

EventCompletion::EventCompletion(CodeView& editor, std::function<const JsonSchema*()> schema)
    : QObject(&editor), m_editor(editor), m_schema(std::move(schema)) {
  using S = QsciScintillaBase;
  m_editor.SendScintilla(S::SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>(kSeparator));
  m_editor.SendScintilla(S::SCI_AUTOCSETTYPESEPARATOR, static_cast<unsigned long>(kNoType));
  m_editor.SendScintilla(S::SCI_AUTOCSETORDER, static_cast<unsigned long>(S::SC_ORDER_CUSTOM));
  m_editor.SendScintilla(S::SCI_AUTOCSETIGNORECASE, 1UL);
  m_editor.SendScintilla(S::SCI_AUTOCSETCHOOSESINGLE, 0UL);
  m_editor.SendScintilla(S::SCI_AUTOCSETCANCELATSTART, 0UL);
  m_editor.SendScintilla(S::SCI_AUTOCSETMAXHEIGHT, kRows);
  connect(&m_editor, &S::SCN_CHARADDED, this, &EventCompletion::typed);
  connect(&m_editor, qOverload<const char*, int, int, int>(&S::SCN_AUTOCSELECTION), this, [this](const char* line) {
    const QByteArray kept(line);
    close();  // the line has the description as well: Scintilla must not put it in
    take(kept);
  });
}

bool EventCompletion::open() const { return m_editor.SendScintilla(QsciScintillaBase::SCI_AUTOCACTIVE) != 0; }

void EventCompletion::close() {
  m_editor.SendScintilla(QsciScintillaBase::SCI_AUTOCCANCEL);
  m_offered.clear();
}

void EventCompletion::typed(int character) {
  if (open()) return;  // Scintilla narrows the list itself
  m_offered.clear();
  if (character == '"' || (character < 0x80 && std::isalnum(character)) || character == '-' || character == ':') offer();
}

void EventCompletion::offer() {
  if (m_editor.SendScintilla(QsciScintillaBase::SCI_GETLENGTH) > kCompletionBytes) return;
  const JsonSchema* schema = m_schema();
  if (!schema) return;
  const qsizetype caret = m_editor.SendScintilla(QsciScintillaBase::SCI_GETCURRENTPOS);
  const QByteArray text = m_editor.bytes();
  const auto completion = completeKey(text, caret, *schema);
  if (!completion) return;
  const QByteArray begun = text.sliced(completion->begin, caret - completion->begin);
  qsizetype widest = 0;
  for (const auto& one : completion->proposals) widest = std::max(widest, std::min(kKeyColumn, one.text.size()));
  for (const auto& one : completion->proposals) {
    if (!one.text.toLower().startsWith(begun.toLower()) || (one.text == begun && completion->proposals.size() == 1)) continue;
    const QString says = !completion->key ? QString() : one.description.isEmpty() ? typeWords(one.types) : schemaWords(one.description);
    m_offered << QString(QString::fromUtf8(one.text.leftJustified(widest, ' ')) + u"  "_s + says).trimmed();
  }
  if (m_offered.isEmpty()) return;
  const QByteArray list = m_offered.join(QLatin1Char(kSeparator)).toUtf8();
  m_editor.SendScintilla(QsciScintillaBase::SCI_AUTOCSHOW, static_cast<uintptr_t>(begun.size()), list.constData());
  for (auto* box : m_editor.findChildren<QListWidget*>()) box->setAccessibleName(completion->key ? tr("Keys that fit here") : tr("Values that fit here"));
}

void EventCompletion::take(const QByteArray& line) {
  const QByteArray word = line.split(' ').front();
  const JsonSchema* schema = m_schema();
  const qsizetype caret = m_editor.SendScintilla(QsciScintillaBase::SCI_GETCURRENTPOS);
  const auto completion = schema ? completeKey(m_editor.bytes(), caret, *schema) : std::nullopt;
  if (!completion) return;
  const QByteArray put = word + '"' + (completion->key && !completion->colon ? ": " : "");
  m_editor.SendScintilla(QsciScintillaBase::SCI_BEGINUNDOACTION);
  m_editor.SendScintilla(QsciScintillaBase::SCI_SETTARGETRANGE, static_cast<uintptr_t>(completion->begin), long(completion->end + (completion->quoted ? 1 : 0)));
  m_editor.SendScintilla(QsciScintillaBase::SCI_REPLACETARGET, static_cast<uintptr_t>(put.size()), put.constData());
  m_editor.SendScintilla(QsciScintillaBase::SCI_GOTOPOS, static_cast<unsigned long>(completion->begin + put.size()));
  m_editor.SendScintilla(QsciScintillaBase::SCI_ENDUNDOACTION);
}

}  // namespace scfdesk
