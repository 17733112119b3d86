// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/eventeditor.h"
#include "models/data/eventvariables.h"
#include "models/data/jsontext.h"
#include "models/data/keycompletion.h"
#include "models/eventtemplates.h"
#include "widgets/test/eventcompletion.h"
#include "widgets/theme/theme.h"
#include <QAccessible>
#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPointer>
#include <QThreadPool>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kErrorIndicator = 8;
constexpr int kShapeIndicator = 9;
constexpr int kErrorMarker = 1;
constexpr int kShapeMarker = 2;
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

/// A variable stands where a value may stand.
std::vector<JsonError> issuesOf(const QByteArray& text) { return checkJson(maskVariables(text)); }

}  // namespace

EventEditor::EventEditor(QWidget* parent) : CodeView(Surface::Input, parent) {
  setObjectName(u"test_editor"_s);
  setAccessibleName(tr("Event JSON"));
  m_timer.setSingleShot(true);
  m_timer.setInterval(kValidateMs);
  connect(&m_timer, &QTimer::timeout, this, &EventEditor::validateSoon);
  connect(this, &QsciScintilla::textChanged, this, [this] {
    m_fresh = false;
    ++m_changes;
    m_timer.start();
    Q_EMIT edited();
  });
  connect(this, &QsciScintilla::cursorPositionChanged, this, [this] { Q_EMIT caretMoved(); });
  connect(&Theme::current(), &Theme::changed, this, &EventEditor::applyMarks);
  setMarginMarkerMask(kMarkMargin, 1 << kErrorMarker | 1 << kShapeMarker);
  indicatorDefine(SquiggleIndicator, kErrorIndicator);
  indicatorDefine(SquiggleIndicator, kShapeIndicator);
  m_completion = new EventCompletion(*this, [this]() -> const JsonSchema* {
    const QByteArray text = byteCount() > kCompletionBytes ? QByteArray() : bytes();
    const EventTemplate* shape = eventShape(m_template, text);
    return shape ? shape->schema.get() : nullptr;
  });
  applyMarks();
}

void EventEditor::applyMarks() {
  const Theme& theme = Theme::current();
  const QColor error = theme.colors().semantic.error, warning = theme.colors().semantic.warning;
  setIndicatorForegroundColor(error, kErrorIndicator);
  setIndicatorForegroundColor(warning, kShapeIndicator);
  for (const int indicator : {kErrorIndicator, kShapeIndicator}) SendScintilla(SCI_INDICSETUNDER, static_cast<unsigned long>(indicator), 0L);
  markerDefine(theme.pixmap(u"x"_s, kMarkPx, error, devicePixelRatioF()), kErrorMarker);
  markerDefine(theme.pixmap(u"warn"_s, kMarkPx, warning, devicePixelRatioF()), kShapeMarker);
}

qint64 EventEditor::byteCount() const { return SendScintilla(SCI_GETLENGTH); }

void EventEditor::setTemplate(const QString& id) {
  if (id == m_template) return;
  m_template = id;
  m_fresh = false;
  ++m_changes;
  m_timer.start();
}

void EventEditor::setLoaded(bool loaded) {
  if (std::exchange(m_loaded, loaded) != loaded) m_fresh = false;
}

void EventEditor::validateNow() {
  if (m_fresh) return;
  m_timer.stop();
  m_fresh = true;
  const QByteArray text = bytes();
  take(text, issuesOf(text));
}

/// Large texts take longer to read than a frame lasts.
void EventEditor::validateSoon() {
  if (m_fresh || m_checking) return;  // when the check ends it sees that the text has changed
  if (byteCount() <= kCheckedHereBytes) return validateNow();
  m_checking = true;
  QThreadPool::globalInstance()->start([guard = QPointer<EventEditor>(this), change = m_changes, text = bytes()] {
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [guard, change, text, issues = issuesOf(text)] {
          if (guard) guard->onChecked(change, text, issues);
        },
        Qt::QueuedConnection);
  });
}

void EventEditor::onChecked(uint64_t change, const QByteArray& text, std::vector<JsonError> issues) {
  m_checking = false;
  if (m_fresh) return;
  if (change != m_changes) return m_timer.start();
  m_fresh = true;
  take(text, std::move(issues));
}

void EventEditor::take(const QByteArray& text, std::vector<JsonError> issues) {
  m_issues = std::move(issues);
  if (!m_loaded) m_issues.clear();
  m_shape = nullptr;
  m_differences.clear();
  if (m_issues.empty() && text.size() <= kShapeBytes) m_shape = eventShape(m_template, text);
  if (m_shape) m_differences = checkShape(text, *m_shape->schema);
  mark();
  tell();
  Q_EMIT validated();
}

/// The verdict to those who don't see the marks.
void EventEditor::tell() {
  const auto at = [](int line, int column, const QString& what) { return tr("Line %1, column %2: %3").arg(line).arg(column).arg(what); };
  QString verdict = tr("Valid JSON");
  if (!m_issues.empty()) verdict = at(m_issues[0].line, m_issues[0].column, m_issues[0].message);
  else if (!m_differences.empty()) verdict = at(m_differences[0].line, m_differences[0].column, shapeSentence(m_differences[0]));
  setAccessibleDescription(verdict);
  QAccessibleEvent told(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&told);
}

void EventEditor::mark() {
  markerDeleteAll(kErrorMarker);
  markerDeleteAll(kShapeMarker);
  for (const int indicator : {kErrorIndicator, kShapeIndicator}) {
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
  }
  for (const JsonError& issue : m_issues) {
    markerAdd(issue.line - 1, kErrorMarker);
    underline(issue.line, issue.offset, 0, kErrorIndicator);
  }
  for (const ShapeIssue& issue : m_differences) {
    markerAdd(issue.line - 1, kShapeMarker);
    underline(issue.line, issue.offset, issue.length, kShapeIndicator);
  }
}

void EventEditor::underline(int lineNumber, qsizetype offset, qsizetype length, int indicator) {
  SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
  const auto line = static_cast<unsigned long>(lineNumber - 1);
  const long start = SendScintilla(SCI_POSITIONFROMLINE, line);
  const long end = SendScintilla(SCI_GETLINEENDPOSITION, line);
  long from = std::clamp(long(offset), start, end);
  long to = length > 0 ? std::min(end, from + long(length)) : std::min(end, SendScintilla(SCI_WORDENDPOSITION, static_cast<unsigned long>(from), 1L));
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
  struct Place {
    int line, column;
    qsizetype offset;
  };
  std::vector<Place> places;
  for (const JsonError& issue : m_issues) places.push_back({issue.line, issue.column, issue.offset});
  for (const ShapeIssue& issue : m_differences) places.push_back({issue.line, issue.column, issue.offset});
  if (places.empty()) return false;
  const qsizetype caret = SendScintilla(SCI_GETCURRENTPOS);
  const Place* target = nullptr;
  for (const Place& place : places) {
    if (forward && place.offset > caret && !target) target = &place;
    if (!forward && place.offset < caret) target = &place;
  }
  if (!target) target = forward ? &places.front() : &places.back();
  goTo(target->line, target->column);
  setFocus(Qt::ShortcutFocusReason);
  return true;
}

bool EventEditor::event(QEvent* event) {
  // Esc belongs to the list while it is open, and to the window otherwise.
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && m_completion->open()) {
    event->accept();
    return true;
  }
  return CodeView::event(event);
}

void EventEditor::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && m_completion->open()) {
    m_completion->close();
    return;
  }
  CodeView::keyPressEvent(event);
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
