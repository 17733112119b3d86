// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/eventeditor.h"
#include "models/data/eventvariables.h"
#include "models/data/jsontext.h"
#include "widgets/theme/theme.h"
#include <QAccessible>
#include <QEvent>
#include <QMimeData>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kErrorIndicator = 8;
constexpr int kErrorMarker = 1;
constexpr int kMarkMargin = 1;
constexpr int kMarkPx = 12;

/// Laid out with the variables outside of strings kept as they are: each is a name of its own meanwhile.
std::optional<QByteArray> formatWithVariables(const QByteArray& text) {
  QByteArray named;
  QList<std::pair<QByteArray, QByteArray>> kept;
  qsizetype at = 0;
  for (const EventVariable& v : variablesIn(text)) {
    if (v.inString) continue;
    kept.append({"\"@@scfdesk@@" + QByteArray::number(kept.size()) + "@@\"", text.sliced(v.begin, v.end - v.begin)});
    named += QByteArrayView(text).sliced(at, v.begin - at);
    named += kept.last().first;
    at = v.end;
  }
  named += QByteArrayView(text).sliced(at);
  auto laidOut = formatJson(named);
  if (laidOut)
    for (const auto& [name, variable] : kept) laidOut->replace(name, variable);
  return laidOut;
}

}  // namespace

EventEditor::EventEditor(QWidget* parent) : CodeView(Surface::Input, parent) {
  setObjectName(u"test_editor"_s);
  setAccessibleName(tr("Event JSON"));
  m_timer.setSingleShot(true);
  m_timer.setInterval(kValidateMs);
  connect(&m_timer, &QTimer::timeout, this, &EventEditor::validateNow);
  connect(this, &QsciScintilla::textChanged, this, [this] {
    m_fresh = false;
    m_timer.start();
    Q_EMIT edited();
  });
  connect(this, &QsciScintilla::cursorPositionChanged, this, [this] { Q_EMIT caretMoved(); });
  connect(&Theme::current(), &Theme::changed, this, &EventEditor::applyMarks);
  setMarginMarkerMask(kMarkMargin, 1 << kErrorMarker);
  indicatorDefine(SquiggleIndicator, kErrorIndicator);
  applyMarks();
}

void EventEditor::applyMarks() {
  const Theme& theme = Theme::current();
  const QColor error = theme.colors().semantic.error;
  setIndicatorForegroundColor(error, kErrorIndicator);
  SendScintilla(SCI_INDICSETUNDER, kErrorIndicator, 0L);
  markerDefine(theme.pixmap(u"x"_s, kMarkPx, error, devicePixelRatioF()), kErrorMarker);
}

qint64 EventEditor::byteCount() const { return SendScintilla(SCI_GETLENGTH); }

void EventEditor::validateNow() {
  if (m_fresh) return;
  m_timer.stop();
  m_fresh = true;
  m_issues = checkJson(maskVariables(bytes()));  // a variable stands where a value may stand
  mark();
  setAccessibleDescription(m_issues.empty() ? tr("Valid JSON")
                                            : tr("Line %1, column %2: %3").arg(m_issues[0].line).arg(m_issues[0].column).arg(m_issues[0].message));
  QAccessibleEvent told(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&told);
  Q_EMIT validated();
}

void EventEditor::mark() {
  markerDeleteAll(kErrorMarker);
  SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(kErrorIndicator));
  SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
  for (const JsonError& issue : m_issues) {
    markerAdd(issue.line - 1, kErrorMarker);
    underline(issue);
  }
}

void EventEditor::underline(const JsonError& issue) {
  const auto line = static_cast<unsigned long>(issue.line - 1);
  const long start = SendScintilla(SCI_POSITIONFROMLINE, line);
  const long end = SendScintilla(SCI_GETLINEENDPOSITION, line);
  long from = std::clamp(long(issue.offset), start, end);
  long to = std::min(end, SendScintilla(SCI_WORDENDPOSITION, static_cast<unsigned long>(from), 1L));
  if (to <= from) to = std::min(end, SendScintilla(SCI_POSITIONAFTER, static_cast<unsigned long>(from)));
  if (to <= from) {  // at the end of a line nothing lies under the error: underline what stands before it
    to = end;
    from = std::max(start, SendScintilla(SCI_POSITIONBEFORE, static_cast<unsigned long>(end)));
  }
  if (to > from) SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), to - from);
}

bool EventEditor::layOut() {
  const QByteArray before = bytes();
  const auto after = formatWithVariables(before);
  if (!after) return false;
  if (*after != before) replaceBytes(*after);
  validateNow();
  return true;
}

QByteArray EventEditor::spread(const QByteArray& json) {
  for (qsizetype from = 0; from < json.size();) {
    qsizetype end = json.indexOf('\n', from);
    if (end < 0) end = json.size();
    if (end - from > kLineBytes) return scfdesk::formatJson(json).value_or(json);
    from = end + 1;
  }
  return json;
}

QByteArray EventEditor::fromMimeData(const QMimeData* source, bool& rectangular) const {
  return spread(CodeView::fromMimeData(source, rectangular));
}

bool EventEditor::goToIssue(bool forward) {
  validateNow();
  if (m_issues.empty()) return false;
  const qsizetype caret = SendScintilla(SCI_GETCURRENTPOS);
  const JsonError* target = nullptr;
  for (const JsonError& issue : m_issues) {
    if (forward && issue.offset > caret && !target) target = &issue;
    if (!forward && issue.offset < caret) target = &issue;
  }
  if (!target) target = forward ? &m_issues.front() : &m_issues.back();
  goTo(target->line, target->column);
  setFocus(Qt::ShortcutFocusReason);
  return true;
}

void EventEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    setAccessibleName(tr("Event JSON"));
    m_fresh = false;
    validateNow();
  }
  CodeView::changeEvent(event);
}

}  // namespace scfdesk
