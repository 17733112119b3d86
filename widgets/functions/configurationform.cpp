// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/codesourcerow.h"
#include "widgets/functions/configurationview.h"
#include "widgets/functions/environmenteditor.h"
#include "widgets/functions/optionalnumber.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QHBoxLayout>
#include <QScrollArea>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kFormWidth = 720;
constexpr int kMemoryStep = 128;
constexpr int kNumberTop = 99999;  // beyond what is offered, so that the rule itself says what is wrong

/// "Title  what it is" with room above, before the rows of a section.
void addSection(QVBoxLayout* column, const QString& title, const QString& caption, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* row = new QHBoxLayout(box);
  row->addWidget(new Label(Label::Role::DenseStrong, title, box));
  auto* note = new Label(Label::Role::Caption, Tone::Tertiary, caption, box);
  note->setElided(Qt::ElideRight);
  row->addWidget(note, 1);
  followTheme(box, [row] {
    const Theme& theme = Theme::current();
    row->setContentsMargins(0, theme.px(20), 0, theme.px(4));
    row->setSpacing(theme.px(8));
  });
  column->addWidget(box);
  column->addWidget(new Hairline(Qt::Horizontal, parent));
  auto* gap = new QWidget(parent);
  followTheme(gap, [gap] { gap->setFixedHeight(Theme::current().px(6)); });
  column->addWidget(gap);
}

FieldRow* addRow(QVBoxLayout* column, const QString& label, QWidget* field, const QString& note, bool stretch = false) {
  auto* row = new FieldRow(label, field, column->parentWidget());
  row->setNote(note);
  row->setStretch(stretch);
  column->addWidget(row);
  return row;
}

/// A field of several lines: its label stands at the first one.
void addTall(QVBoxLayout* column, const QString& label, QWidget* field) {
  auto* box = new QWidget(column->parentWidget());
  auto* row = new QHBoxLayout(box);
  auto* name = new Label(Label::Role::Dense, Tone::Secondary, label, box);
  name->setBuddy(field);
  row->addWidget(name, 0, Qt::AlignTop);
  row->addWidget(field, 1);
  followTheme(box, [row, name] {
    const Theme& theme = Theme::current();
    row->setContentsMargins(0, theme.px(4), 0, theme.px(4));
    row->setSpacing(theme.px(12));
    name->setFixedSize(theme.px(132), theme.px(20));
  });
  column->addWidget(box);
}

}  // namespace

ConfigurationView::ConfigurationView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"configuration"_s);
  setAccessibleName(tr("Configuration"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  makeHeader(column);
  m_banner = new Banner(this);
  column->addWidget(m_banner);
  m_form = makeForm();
  auto* scroll = new QScrollArea(this);
  scroll->setObjectName(u"configuration_scroll"_s);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(m_form);
  column->addWidget(scroll, 1);
  setFocusProxy(m_handler);
  begin();
}

ConfigurationView::~ConfigurationView() = default;

void ConfigurationView::makeHeader(QVBoxLayout* column) {
  auto* bar = new ToolRow(this);
  m_changes = new Label(Label::Role::Dense, Tone::Tertiary, {}, bar);
  m_changes->setObjectName(u"configuration_changes"_s);
  m_discard = new DeskButton(tr("Discard"), DeskButton::Kind::Flat, bar);
  m_discard->setObjectName(u"configuration_discard"_s);
  m_discard->setAccessibleName(tr("Discard changes"));
  m_save = new DeskButton(tr("Save"), DeskButton::Kind::Primary, bar);
  m_save->setObjectName(u"configuration_save"_s);
  m_save->setIconName(u"save"_s);
  m_save->setKeyHint(u"Ctrl S"_s);
  m_save->setAccessibleName(tr("Save configuration"));
  bar->row()->addWidget(m_changes, 1);
  bar->row()->addWidget(m_discard);
  bar->row()->addWidget(m_save);
  followTheme(bar, [bar] {
    const Theme& theme = Theme::current();
    bar->row()->setContentsMargins(theme.px(16), 0, theme.px(12), 1);  // its left edge is that of the title above and the form below
  });
  connect(m_save, &DeskButton::clicked, this, &ConfigurationView::save);
  connect(m_discard, &DeskButton::clicked, this, &ConfigurationView::discard);
  column->addWidget(bar);
}

QWidget* ConfigurationView::makeForm() {
  auto* page = new Surface(Surface::Fill::Panel, this);
  auto* side = new QHBoxLayout(page);
  auto* form = new QWidget(page);
  auto* column = new QVBoxLayout(form);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  side->addWidget(form, 1);
  side->addStretch(0);

  addSection(column, tr("Code"), {}, form);
  m_code = new CodeSourceRow(m_hub, form);
  addTall(column, tr("Source"), m_code);
  m_runtime = new Label(Label::Role::Dense, {}, form);
  m_runtime->setObjectName(u"configuration_runtime"_s);
  m_runtime->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  addRow(column, tr("Runtime"), m_runtime, tr("fixed once a function exists"));
  m_handler = new TextField(tr("Handler"), form);
  m_handler->setObjectName(u"configuration_handler"_s);
  m_handler->setCode(true);
  m_handlerRow = addRow(column, tr("Handler"), m_handler, {}, true);
  m_description = new TextField(tr("Description"), form);
  m_description->setObjectName(u"configuration_description"_s);
  m_descriptionRow = addRow(column, tr("Description"), m_description, {}, true);

  makeResources(column);
  addSection(column, tr("Environment"), tr("names and values together up to %1 bytes").arg(format::count(limits::kEnvironmentBytes)), form);
  m_environment = new EnvironmentEditor(form);
  addTall(column, tr("Variables"), m_environment);
  connect(m_environment, &EnvironmentEditor::edited, this, &ConfigurationView::onEdited);
  makeLocal(column);
  makeWhole(column);
  column->addStretch(1);
  connect(m_handler, &QLineEdit::textChanged, this, &ConfigurationView::onEdited);
  connect(m_description, &QLineEdit::textChanged, this, &ConfigurationView::onEdited);
  followTheme(page, [side, form] {
    const Theme& theme = Theme::current();
    side->setContentsMargins(theme.px(16), 0, theme.px(24), theme.px(24));
    form->setMaximumWidth(theme.px(kFormWidth));
  });
  return page;
}

void ConfigurationView::makeResources(QVBoxLayout* column) {
  QWidget* form = column->parentWidget();
  addSection(column, tr("Resources"), tr("one event at a time runs in an instance"), form);
  const auto number = [&](const QString& label, const QString& unit, const QString& name, int minimum) {
    auto* field = new NumberField(label, unit, form);
    field->setObjectName(u"configuration_"_s + name);
    field->setRange(minimum, kNumberTop);
    connect(field, &NumberField::valueChanged, this, &ConfigurationView::onEdited);
    return field;
  };
  m_memory = number(tr("Memory"), u"MB"_s, u"memory"_s, 64);
  m_memory->setSingleStep(kMemoryStep);
  m_memory->setMaximum(limits::kMemoryMaxMb);
  // The smallest size is half a step: going up from it lands on the first whole one.
  connect(m_memory, &NumberField::valueChanged, this, [this](double value) {
    if (m_lastMemory == 64 && value == 64 + kMemoryStep) m_memory->setValue(kMemoryStep);
    m_lastMemory = m_memory->value();
  });
  m_memoryRow = addRow(column, tr("Memory"), m_memory, tr("64, or 128 to %1 in steps of 128").arg(format::count(limits::kMemoryMaxMb)));
  m_timeout = number(tr("Timeout"), u"s"_s, u"timeout"_s, 0);
  m_timeoutRow = addRow(column, tr("Timeout"), m_timeout, tr("of one run, 1 to %1").arg(limits::kTimeoutMaxSeconds));
  m_initTimeout = number(tr("Init timeout"), u"s"_s, u"initTimeout"_s, 0);
  m_initRow = addRow(column, tr("Init timeout"), m_initTimeout, tr("start and module level, 3 to %1").arg(limits::kInitTimeoutMaxSeconds));
}

void ConfigurationView::makeWhole(QVBoxLayout* column) {
  QWidget* form = column->parentWidget();
  addSection(column, tr("Function"), tr("to rename, copy it and then delete the old one"), form);
  auto* buttons = new QWidget(form);
  auto* row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  auto* copy = new DeskButton(tr("Copy…"), DeskButton::Kind::Default, buttons);
  copy->setObjectName(u"configuration_copy"_s);
  copy->setAccessibleName(tr("Copy function"));
  auto* remove = new DeskButton(tr("Delete…"), DeskButton::Kind::Danger, buttons);
  remove->setObjectName(u"configuration_delete"_s);
  remove->setAccessibleName(tr("Delete function"));
  for (DeskButton* b : {copy, remove}) {
    b->setCompact(true);
    row->addWidget(b);
  }
  row->addStretch(1);
  followTheme(buttons, [row] { row->setSpacing(Theme::current().px(8)); });
  addTall(column, tr("Copy or delete"), buttons);
  connect(copy, &DeskButton::clicked, this, [this] { Q_EMIT copyRequested(m_function); });
  connect(remove, &DeskButton::clicked, this, [this] { Q_EMIT deleteRequested(m_function); });
}

void ConfigurationView::makeLocal(QVBoxLayout* column) {
  QWidget* form = column->parentWidget();
  addSection(column, tr("On this engine"), tr("SCF has no such settings"), form);
  m_keepAlive = new OptionalNumber(tr("Keep-alive"), tr("Engine's"), u"s"_s, 0, 86400, 15, form);
  m_keepAlive->setPartNames(u"configuration_keepAlive"_s);
  m_keepAliveRow = addRow(column, tr("Keep-alive"), m_keepAlive, tr("an idle instance goes after this long"));
  m_maxInstances = new OptionalNumber(tr("Max instances"), tr("No limit"), {}, 1, 1000, 4, form);
  m_maxInstances->setPartNames(u"configuration_maxInstances"_s);
  m_maxRow = addRow(column, tr("Max instances"), m_maxInstances, tr("more events wait, none is refused"));
  m_startPolicy = new SegmentedControl(tr("Start policy"), form);
  m_startPolicy->setObjectName(u"configuration_startPolicy"_s);
  m_startPolicy->addSegment(tr("Engine's"));
  m_startPolicy->addSegment(tr("As SCF"));
  m_startPolicy->addSegment(tr("Wait"));
  m_policyRow = addRow(column, tr("Start policy"), m_startPolicy, tr("Wait: for a busy instance that will be free sooner"));
  connect(m_keepAlive, &OptionalNumber::edited, this, &ConfigurationView::onEdited);
  connect(m_maxInstances, &OptionalNumber::edited, this, &ConfigurationView::onEdited);
  connect(m_startPolicy, &SegmentedControl::currentChanged, this, &ConfigurationView::onEdited);
}

}  // namespace scfdesk
