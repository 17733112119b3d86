// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/eventpane.h"
#include "models/eventtemplates.h"
#include "models/modelhub.h"
#include "widgets/controls/needsengine.h"
#include "widgets/test/debugstrip.h"
#include "widgets/test/eventbar.h"
#include "widgets/test/eventdrafts.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/validationline.h"
#include "widgets/test/variablesmenu.h"
#include "widgets/theme/theme.h"
#include <QComboBox>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

/// The editor's colour above its first line, which QScintilla can not leave free itself.
class Paper final : public QWidget {
 public:
  explicit Paper(QWidget* parent) : QWidget(parent) {
    auto* box = new QVBoxLayout(this);
    const auto rescale = [box] { box->setContentsMargins(0, Theme::current().px(6), 0, 0); };
    rescale();
    connect(&Theme::current(), &Theme::changed, this, rescale);
  }

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), Theme::current().colors().surface.input); }
};

}  // namespace

EventPane::EventPane(ModelHub& hub, QWidget* parent) : QWidget(parent), m_drafts(new EventDrafts(hub, this)) {
  m_bar = new EventBar(this);
  m_editor = new EventEditor(this);
  m_line = new ValidationLine(this);
  m_debug = new DebugStrip(hub, this);
  m_fire = new FireBar(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_bar);
  auto* paper = new Paper(this);
  paper->layout()->addWidget(m_editor);
  column->addWidget(paper, 1);
  column->addWidget(m_line);
  column->addWidget(m_debug);
  column->addWidget(m_fire);

  connect(m_drafts, &EventDrafts::replaced, this, [this] { show(true); });
  connect(m_drafts, &EventDrafts::chosen, this, [this] { show(false); });
  connect(m_drafts, &EventDrafts::originChanged, this, &EventPane::refreshBar);
  connect(m_drafts, &EventDrafts::savedChanged, this, [this] {
    QStringList names;
    for (const SavedEvent& event : m_drafts->saved()) names << event.name;
    m_bar->setSavedEvents(names);
    refreshBar();
  });
  connect(m_drafts, &EventDrafts::told, this, [this](const QString& sentence, bool failure) { m_line->say(sentence, failure); });
  connect(m_bar, &EventBar::templateChosen, m_drafts, &EventDrafts::chooseTemplate);
  connect(m_bar, &EventBar::savedChosen, m_drafts, &EventDrafts::chooseSaved);
  connect(m_bar, &EventBar::saveRequested, this, &EventPane::save);
  connect(m_bar, &EventBar::saveAsRequested, this, [this] { m_bar->askName(m_drafts->current().origin.saved); });
  connect(m_bar, &EventBar::deleteRequested, m_drafts, &EventDrafts::remove);
  connect(m_bar, &EventBar::formatRequested, this, &EventPane::format);
  m_variables = new VariablesMenu(this);
  connect(m_bar, &EventBar::variablesRequested, m_variables, [this](const QPoint& below) { m_variables->popup(below); });
  connect(m_variables, &VariablesMenu::previewWanted, this, &EventPane::preview);
  connect(m_variables, &VariablesMenu::inserted, this, [this](const QString& variable) {
    m_editor->replaceSelectedText(variable);
    focusEditor();
  });
  connect(m_bar, &EventBar::nameRefused, this, &EventPane::focusEditor);
  connect(m_bar, &EventBar::nameGiven, this, [this](const QString& name) {
    m_bar->closeName();
    m_drafts->save(name);
    focusEditor();
  });
  connect(m_editor, &EventEditor::edited, this, [this] {
    if (m_showing) return;
    m_drafts->follow(m_editor->bytes());
  });
  connect(m_editor, &EventEditor::validated, this, &EventPane::refreshVerdict);
  connect(m_editor, &EventEditor::caretMoved, this, [this] { m_line->setCaret(m_editor->caretLine(), m_editor->caretColumn()); });
  if (auto* save = m_bar->findChild<QWidget*>(u"test_save"_s)) needsEngine(save, hub);
  if (auto* debug = m_bar->findChild<QWidget*>(u"test_debug"_s)) needsEngine(debug, hub);
  connect(m_bar, &EventBar::compareRequested, this, &EventPane::compareRequested);
  connect(m_bar, &EventBar::debugRequested, m_debug, [this] { m_debug->live() ? m_debug->stop() : m_debug->start(); });
  connect(m_debug, &DebugStrip::liveChanged, m_bar, &EventBar::setDebugging);
  connect(m_fire, &FireBar::invokeModeChanged, this, &EventPane::refreshVerdict);
}

void EventPane::setFunction(const FunctionInfo* function) {
  m_bar->closeName();
  m_variables->setEnvironment(function ? function->config.environment : QList<std::pair<QString, QString>>{});
  m_line->setVisible(function);
  m_fire->setFunctionName(function ? function->key.name : QString());
  m_debug->setFunction(function ? function->key : FunctionKey{});
  m_drafts->setFunction(function ? function->key : FunctionKey{}, function ? function->id : 0);
}

void EventPane::show(bool afresh) {
  m_showing = true;
  m_editor->setLoaded(ready());
  m_editor->setTemplate(m_drafts->current().origin.templateId);
  if (afresh) m_editor->setBytes(m_drafts->current().text);
  else m_editor->replaceBytes(m_drafts->current().text);
  m_showing = false;
  m_editor->validateNow();
  refreshBar();
  m_line->setCaret(m_editor->caretLine(), m_editor->caretColumn());
  if (ready()) Q_EMIT readied();
}

bool EventPane::ready() const { return m_drafts->current().loaded; }

void EventPane::refreshBar() {
  const EventDrafts::Draft& draft = m_drafts->current();
  m_bar->setTemplate(draft.origin.templateId);
  m_editor->setTemplate(draft.origin.templateId);
  m_bar->setCurrentSaved(draft.origin.saved, draft.edited());
}

void EventPane::refreshVerdict() {
  if (!ready()) {  // no event yet is not a wrong one: Fire stays enabled, keeps the focus, and a press is kept
    m_fire->setBlocked(m_outside);
    return;
  }
  const QByteArray text = m_editor->bytes();
  m_line->setVariables(text.contains("{{") ? static_cast<int>(variablesIn(text).size()) : 0);
  const EventTemplate* shape = m_editor->shape();
  m_line->setShape(shape ? eventTemplateTitle(*shape) : QString(), m_editor->shapeIssues());
  m_line->setVerdict(m_editor->issues(), m_editor->byteCount(), m_fire->invokeMode());
  m_fire->setBlocked(m_outside.isEmpty() ? m_line->blocked() : m_outside);
}

void EventPane::setOutsideReason(const QString& why) {
  m_outside = why;
  m_fire->setBlocked(m_outside.isEmpty() ? m_line->blocked() : m_outside);
}

QString EventPane::blocked() {
  m_editor->validateNow();
  refreshVerdict();
  return m_outside.isEmpty() ? m_line->blocked() : m_outside;
}

QByteArray EventPane::payload() const { return m_editor->bytes(); }

void EventPane::loadEvent(const QByteArray& json) {
  m_editor->replaceBytes(EventEditor::spread(json));
  m_editor->validateNow();
}

void EventPane::save() {
  const EventDrafts::Draft& draft = m_drafts->current();
  if (draft.origin.saved.isEmpty()) m_bar->askName({});
  else m_drafts->save(draft.origin.saved);
}

void EventPane::format() {
  if (!m_editor->layOut()) m_editor->goToIssue(true);
}

void EventPane::goToIssue(bool forward) { m_editor->goToIssue(forward); }

void EventPane::openSaved() {
  if (auto* saved = findChild<QComboBox*>(u"test_saved"_s); saved && saved->isVisible()) {
    saved->setFocus(Qt::ShortcutFocusReason);
    saved->showPopup();
  }
}

void EventPane::preview() {
  const QByteArray text = payload();
  (new VariablesPreview(expandVariables(text, m_variables->values(1)), static_cast<int>(variablesIn(text).size()), this))->show();
}

void EventPane::setComparable(bool on) { m_bar->setComparable(on); }

void EventPane::focusEditor() { m_editor->setFocus(Qt::OtherFocusReason); }

}  // namespace scfdesk
