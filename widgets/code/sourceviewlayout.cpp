// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the Code view: where they stand and what they tell each other.
#include "widgets/code/sourceview.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "widgets/code/filetree.h"
#include "widgets/code/sourceeditor.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/pathfield.h"
#include "widgets/theme/followtheme.h"
#include <QDesktopServices>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

QWidget* SourceView::makeFiles() {
  auto* pane = new QWidget(this);
  auto* title = new PaneTitle(tr("Files"), pane);
  title->setHeight(40);  // as the editor's toolbar beside it
  m_new = new DeskButton(u"plus"_s, tr("New file"), {}, title);
  m_new->setObjectName(u"code_new"_s);
  m_upload = new DeskButton(u"dl"_s, tr("Upload a zip package"), {}, title);
  m_upload->setObjectName(u"code_upload"_s);
  m_upload->setIconName(u"jump"_s);
  m_download = new DeskButton(u"dl"_s, tr("Download as zip"), {}, title);
  m_download->setObjectName(u"code_download"_s);
  m_download->setIconName(u"save"_s);
  for (DeskButton* b : {m_new, m_upload, m_download}) {
    b->setCompact(true);
    title->addRight(b);
    needsEngine(b, m_hub);
  }
  m_tree = new FileTree(pane);
  m_source = new Label(Label::Role::Dense, Tone::Tertiary, {}, pane);
  m_source->setObjectName(u"code_source"_s);
  m_source->setWordWrap(true);
  auto* column = new QVBoxLayout(pane);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(title);
  column->addWidget(m_tree, 1);
  column->addWidget(m_source);
  followTheme(pane, [this, pane] {
    const Theme& theme = Theme::current();
    pane->setMinimumWidth(theme.px(180));
    m_source->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8));
  });
  return pane;
}

QWidget* SourceView::makeEditor() {
  auto* pane = new QWidget(this);
  auto* bar = new ToolRow(pane);
  m_name = new Label(Label::Role::Code, {}, bar);
  m_name->setObjectName(u"code_name"_s);
  m_name->setElided(Qt::ElideMiddle);
  m_said = new Label(Label::Role::Dense, Tone::Tertiary, {}, bar);
  m_said->setObjectName(u"code_said"_s);
  m_said->setElided(Qt::ElideRight);
  m_handler = new TextField(tr("Handler"), bar);
  m_handler->setObjectName(u"code_handler"_s);
  m_handler->setCode(true);
  m_handler->setCompact(true);
  m_open = new DeskButton(tr("Open in editor"), DeskButton::Kind::Flat, bar);
  m_open->setObjectName(u"code_open"_s);
  m_revert = new DeskButton(tr("Discard"), DeskButton::Kind::Flat, bar);
  m_revert->setObjectName(u"code_discard"_s);
  m_save = new DeskButton(tr("Save"), DeskButton::Kind::Primary, bar);
  m_save->setObjectName(u"code_save"_s);
  m_save->setKeyHint(u"Ctrl S"_s);
  auto* handler = new Label(Label::Role::Dense, Tone::Secondary, tr("Handler"), bar);
  bar->row()->addWidget(m_name);
  bar->row()->addWidget(m_said, 1);
  bar->row()->addWidget(handler);
  bar->row()->addWidget(m_handler);
  for (DeskButton* b : {m_open, m_revert, m_save}) {
    b->setCompact(true);
    bar->row()->addWidget(b);
  }
  m_stack = new QStackedWidget(pane);
  m_note = new EmptyState({}, {}, m_stack);
  m_editor = new SourceEditor(m_stack);
  m_stack->addWidget(m_note);
  m_stack->addWidget(m_editor);
  auto* column = new QVBoxLayout(pane);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar);
  column->addWidget(m_stack, 1);
  followTheme(bar, [this, bar] {
    const Theme& theme = Theme::current();
    bar->row()->setContentsMargins(theme.px(16), 0, theme.px(12), 0);
    bar->row()->setSpacing(theme.px(8));
    m_handler->setFixedWidth(theme.px(190));
  });
  return pane;
}

void SourceView::connectParts() {
  connect(m_tree, &FileTree::chosen, this, &SourceView::show);
  connect(m_editor, &QsciScintilla::textChanged, this, &SourceView::onEdited);
  connect(m_handler, &QLineEdit::textChanged, this, &SourceView::onHandlerEdited);
  connect(m_save, &DeskButton::clicked, this, &SourceView::save);
  connect(m_new, &DeskButton::clicked, this, &SourceView::askNewFile);
  connect(m_revert, &DeskButton::clicked, this, [this] {
    m_drafts.erase(m_function);
    m_banner->clear();
    m_handler->setText(info() ? info()->config.handler : QString());
    relist();
    if (!m_path.isEmpty()) show(m_path);
    refresh();
  });
  connect(m_open, &DeskButton::clicked, this, [this] {
    if (m_files && m_files->linked()) QDesktopServices::openUrl(QUrl::fromLocalFile(m_path.isEmpty() ? m_files->folder() : QString(m_files->folder() + u'/' + m_path)));
  });
  connect(m_upload, &DeskButton::clicked, this, [this] { PathField::choose(PathField::Kind::Zip, {}, this, [this](const QString& f) { uploadZip(f); }); });
  connect(m_download, &DeskButton::clicked, this, [this] {
    auto* dialog = new QFileDialog(this, tr("Download"), QString(), tr("Zip packages (*.zip);;Project file of scfcli (*.yaml);;Project file of tencent-scf (*.yml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"zip"_s);
    if (info()) dialog->selectFile(QString(info()->key.name + u".zip"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
      dialog->setDefaultSuffix(filter.contains(u"*.yaml") ? u"yaml"_s : filter.contains(u"*.yml") ? u"yml"_s : u"zip"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, &SourceView::downloadZip);
    dialog->open();
  });
  connect(m_banner, &Banner::actionTriggered, this, &SourceView::relist);
  connect(&m_hub.selection(), &Selection::functionChanged, this, &SourceView::load);
  connect(&m_hub.functions(), &FunctionModel::functionChanged, this, &SourceView::onFunctionChanged);
  connect(&m_hub.functions(), &FunctionModel::functionRemoved, this, [this](quint32 id) { m_drafts.erase(id); });
  connect(&m_hub.invocations(), &InvocationModel::invocationUpdated, this, &SourceView::onInvocation);
  // One that was quick comes as ended; of many at once the newest tells how the code does.
  connect(&m_hub.invocations(), &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
    for (int row = first; row <= last && isVisible(); ++row) {
      const Invocation* v = m_hub.invocations().invocationAt(row);
      if (v && v->function == m_function && v->finished) return onInvocation(v->id);
    }
  });
  connect(&m_hub, &ModelHub::statusChanged, this, &SourceView::refresh);
  auto* key = new QShortcut(QKeySequence::Save, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(key, &QShortcut::activated, this, &SourceView::save);
}

}  // namespace scfdesk
