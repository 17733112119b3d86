// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/eventbar.h"
#include "models/eventtemplates.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/searchfield.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kNameChars = 60;
constexpr int kTemplatePx = 190;  // beyond it a title is cut; its popup shows it whole
constexpr int kSavedPx = 168;
enum { CommandRole = Qt::UserRole + 1 };
enum Command { None, SaveAs, Delete };
}

EventBar::EventBar(QWidget* parent) : QWidget(parent) {
  m_tools = new ToolRow(this);
  ToolRow* tools = m_tools;
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(tools);
  m_template = new ComboField(tr("Event template"), tools);
  m_template->setObjectName(u"test_template"_s);
  for (const EventTemplate& one : eventTemplates()) {
    m_template->addItem(eventTemplateTitle(one), one.id);
    m_template->setItemData(m_template->count() - 1, one.icon, ComboField::IconNameRole);
    m_template->setItemIcon(m_template->count() - 1, Theme::current().icon(one.icon));
  }
  m_saved = new ComboField(tr("Saved events"), tools);
  m_saved->setObjectName(u"test_saved"_s);
  m_name = new TextField(tr("Name of the saved event"), tools);
  m_name->setObjectName(u"test_event_name"_s);
  m_name->setMaxLength(kNameChars);
  m_name->installEventFilter(this);
  m_name->hide();
  m_variables = new DeskButton(u"{ }"_s, DeskButton::Kind::Flat, tools);
  m_variables->setObjectName(u"test_variables"_s);
  m_variables->setCompact(true);
  connect(m_variables, &QPushButton::clicked, this, [this] { Q_EMIT variablesRequested(m_variables->mapToGlobal(QPoint(0, m_variables->height() + 2))); });
  m_format = new DeskButton(tr("Format"), DeskButton::Kind::Flat, tools);
  m_format->setObjectName(u"test_format"_s);
  m_format->setCompact(true);
  m_compare = new DeskButton(u"split"_s, tr("Fire here and at another connection"), {}, tools);
  m_compare->setObjectName(u"test_compare"_s);
  m_compare->setCompact(true);
  m_compare->hide();
  connect(m_compare, &QPushButton::clicked, this, &EventBar::compareRequested);
  m_debug = new DeskButton(u"plug"_s, tr("Debug next event"), {}, tools);
  m_debug->setObjectName(u"test_debug"_s);
  m_debug->setCompact(true);
  m_debug->setCheckable(true);
  m_save = new DeskButton(u"save"_s, tr("Save event"), u"Ctrl S"_s, tools);
  m_save->setObjectName(u"test_save"_s);
  m_save->setCompact(true);
  QHBoxLayout* row = tools->row();
  row->addWidget(m_template, 190);
  row->addWidget(m_saved, 168);
  row->addWidget(m_name, 168);
  row->addStretch(1);
  row->addWidget(m_variables);
  row->addWidget(m_format);
  row->addWidget(m_compare);
  row->addWidget(m_debug);
  row->addWidget(m_save);

  connect(m_template, &QComboBox::activated, this, [this](int index) { Q_EMIT templateChosen(m_template->itemData(index).toString()); });
  connect(m_saved, &QComboBox::activated, this, [this](int index) {
    const QString name = m_saved->itemData(index).toString();
    const int command = m_saved->itemData(index, CommandRole).toInt();
    refill();  // the choice shows once it took effect
    if (command == SaveAs) Q_EMIT saveAsRequested();
    else if (command == Delete) Q_EMIT deleteRequested(m_current);
    else Q_EMIT savedChosen(name);
  });
  connect(m_format, &QPushButton::clicked, this, &EventBar::formatRequested);
  connect(m_debug, &QPushButton::clicked, this, [this] {
    m_debug->setChecked(m_debugging);  // it shows what is, not what was pressed
    Q_EMIT debugRequested();
  });
  connect(m_save, &QPushButton::clicked, this, [this] {
    if (asking()) Q_EMIT nameGiven(m_name->text().trimmed());
    else Q_EMIT saveRequested();
  });
  connect(m_name, &QLineEdit::returnPressed, this, [this] {
    if (!m_name->text().trimmed().isEmpty()) Q_EMIT nameGiven(m_name->text().trimmed());
  });
  connect(&Theme::current(), &Theme::changed, this, [this] {
    rescale();
    for (int i = 0; i < m_template->count(); ++i)
      m_template->setItemIcon(i, Theme::current().icon(m_template->itemData(i, ComboField::IconNameRole).toString()));
  });
  retranslate();
  rescale();
}

void EventBar::rescale() {
  const Theme& theme = Theme::current();
  m_template->setMaximumWidth(theme.px(kTemplatePx));
  m_saved->setMaximumWidth(theme.px(kSavedPx));
  m_name->setMaximumWidth(theme.px(kSavedPx));
  m_tools->row()->setContentsMargins(theme.px(12), 0, theme.px(8), 0);
  m_tools->row()->setSpacing(theme.px(8));
}

void EventBar::retranslate() {
  for (int i = 0; i < m_template->count(); ++i)
    if (const EventTemplate* one = eventTemplate(m_template->itemData(i).toString())) m_template->setItemText(i, eventTemplateTitle(*one));
  m_template->setEmptyText(tr("Custom"));
  m_template->setAccessibleName(tr("Event template"));
  m_saved->setAccessibleName(tr("Saved events"));
  m_name->setAccessibleName(tr("Name of the saved event"));
  m_save->setAccessibleName(tr("Save event"));
  m_save->setToolTip(tr("Save event") + u"  Ctrl S"_s);
  m_saved->setLabel(tr("Saved"));
  m_name->setPlaceholderText(tr("Name, then Enter"));
  m_variables->setAccessibleName(tr("Variables"));
  m_variables->setToolTip(tr("Variables that are filled in when the event is fired"));
  m_format->setText(tr("Format"));
  m_format->setToolTip(tr("Format JSON (Ctrl Shift F)"));
  m_compare->setAccessibleName(tr("Fire here and at another connection"));
  m_compare->setToolTip(tr("Fire here and at another connection"));
  m_debug->setAccessibleName(tr("Debug next event"));
  setDebugging(m_debugging);
  refill();
}

void EventBar::setComparable(bool on) { m_compare->setVisible(on); }

void EventBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

bool EventBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_name && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    closeName();
    Q_EMIT nameRefused();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void EventBar::setDebugging(bool on) {
  m_debugging = on;
  m_debug->setChecked(on);
  m_debug->setToolTip(on ? tr("Stop debugging") : tr("Debug next event: starts an instance under the language's debugger"));
}

void EventBar::setTemplate(const QString& id) { m_template->setCurrentIndex(m_template->findData(id)); }
QString EventBar::templateId() const { return m_template->currentData().toString(); }

void EventBar::setSavedEvents(const QStringList& names) {
  m_names = names;
  refill();
}

void EventBar::setCurrentSaved(const QString& name, bool edited) {
  if (name == m_current && edited == m_edited) return;
  m_current = name;
  m_edited = edited;
  refill();
}

void EventBar::refill() {
  m_saved->clear();
  for (const QString& name : m_names) m_saved->addItem(name == m_current && m_edited ? tr("%1 · edited").arg(name) : name, name);
  if (!m_current.isEmpty()) {
    m_saved->insertSeparator(m_saved->count());
    m_saved->addItem(tr("Save as…"));
    m_saved->setItemData(m_saved->count() - 1, SaveAs, CommandRole);
    m_saved->addItem(tr("Delete %1").arg(m_current));
    m_saved->setItemData(m_saved->count() - 1, Delete, CommandRole);
  }
  m_saved->setCurrentIndex(m_current.isEmpty() ? -1 : int(m_names.indexOf(m_current)));
  m_saved->setEmptyText(tr("none chosen"));
  refresh();
}

void EventBar::refresh() {
  m_saved->setVisible(!asking() && !m_names.isEmpty());
}

bool EventBar::asking() const { return !m_name->isHidden(); }

void EventBar::askName(const QString& suggestion) {
  m_name->setText(suggestion);
  m_name->show();
  m_name->selectAll();
  m_name->setFocus(Qt::ShortcutFocusReason);
  refresh();
}

void EventBar::closeName() {
  m_name->hide();
  refresh();
}

}  // namespace scfdesk
