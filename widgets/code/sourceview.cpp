// SPDX-License-Identifier: GPL-3.0-or-later
// SourceView: what it shows. sourceviewsave.cpp saves, uploads and downloads.
#include "widgets/code/sourceview.h"
#include "models/data/handlers.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "widgets/code/filetree.h"
#include "widgets/code/sourceeditor.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
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

SourceView::SourceView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_banner(new Banner(this)) {
  setObjectName(u"code"_s);
  setAccessibleName(tr("Code"));
  auto* split = new HairlineSplitter(Qt::Horizontal, this);
  split->addWidget(makeFiles());
  split->addWidget(makeEditor());
  split->setStretchFactor(0, 0);
  split->setStretchFactor(1, 1);
  split->setSizes({240, 860});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_banner);
  column->addWidget(split, 1);
  connectParts();
  setFocusProxy(m_tree);
  load();
}

SourceView::~SourceView() = default;

const FunctionInfo* SourceView::info() const { return m_hub.functions().info(m_function); }

void SourceView::load() {
  const FunctionId id = m_hub.selection().function();
  if (id == m_function && m_files) return;
  m_function = id;
  m_fault.reset();
  m_banner->clear();
  m_path.clear();
  m_tree->setFiles({});
  const FunctionInfo* f = info();
  setEnabled(f != nullptr);
  m_files.reset();
  showNote(tr("No file open"), tr("Choose a file at the left."));
  if (!f) return;
  m_generation = f->generation;
  m_files = std::make_unique<CodeFiles>(m_hub, *f);
  m_source->setText(m_files->linked() ? tr("Linked folder: save a file, and the next event runs the new code.") : tr("Package: each save makes a new one for new instances."));
  const auto draft = m_drafts.find(id);
  m_filling = true;
  m_handler->setText(draft != m_drafts.end() && draft->second.handler ? *draft->second.handler : f->config.handler);
  m_filling = false;
  refresh();
  relist();
  if (isVisible()) lookForFault();
}

void SourceView::onFunctionChanged(quint32 id) {
  const FunctionInfo* f = info();
  if (id != m_function || !f) return;
  if (!m_files || m_files->linked() != (f->source == CodeSource::Folder) || (m_files->linked() && m_files->folder() != f->folder)) {
    m_files.reset();
    return load();
  }
  const auto draft = m_drafts.find(id);
  if (draft == m_drafts.end() || !draft->second.handler) {
    m_filling = true;
    if (m_handler->text() != f->config.handler) m_handler->setText(f->config.handler);
    m_filling = false;
  }
  if (f->generation == m_generation) return;
  m_generation = f->generation;
  if (m_busy) return;  // our own save
  m_files->forget();
  relist();
  if (!m_path.isEmpty() && (draft == m_drafts.end() || !draft->second.files.contains(m_path))) show(m_path);
}

QString SourceView::wantedFile(const QStringList& paths) const {
  if (const QString last = m_lastFile.value(m_function); paths.contains(last)) return last;
  // The file that the handler names.
  const QString entry = info() ? info()->config.handler.section(u'.', 0, 0).replace(u"::"_s, u"/"_s) : QString();
  for (const QString& path : paths)
    if (path.section(u'.', 0, 0) == entry) return path;
  for (const QString& path : paths)
    if (path == u"scf_bootstrap"_s || path.endsWith(u".go"_s) || path.endsWith(u".java"_s)) return path;
  return paths.isEmpty() ? QString() : paths.first();
}

void SourceView::relist() {
  if (!m_files) return;
  m_files->list([this, turn = ++m_turn](const Result<QList<PackedFile>>& files) {
    if (turn != m_turn) return;
    if (!files) {
      if (!m_hub.loss()) m_banner->show(files.error(), tr("Try again"));
      return;
    }
    m_banner->clear();
    QList<PackedFile> all = *files;
    if (const auto draft = m_drafts.find(m_function); draft != m_drafts.end())
      for (const QString& path : draft->second.files.keys())
        if (std::none_of(all.begin(), all.end(), [&](const PackedFile& f) { return f.path == path; })) all.append({path, 0, {}});
    std::sort(all.begin(), all.end(), [](const PackedFile& a, const PackedFile& b) { return a.path < b.path; });
    m_tree->setFiles(all);
    refresh();
    if (all.isEmpty()) return showNote(tr("No file"), tr("The code has no file yet. Add one, or upload a zip package."));
    if (!m_path.isEmpty() && m_tree->paths().contains(m_path)) return;
    const QString wanted = wantedFile(m_tree->paths());
    if (wanted == m_tree->current()) show(wanted);
    else m_tree->choose(wanted);
  });
}

void SourceView::openFile(const QString& path, int line) {
  m_line = line;
  if (path == m_path) m_editor->goTo(line, 1);
  else m_tree->choose(path);
}

void SourceView::show(const QString& path) {
  if (!m_files) return;
  m_lastFile[m_function] = path;
  const bool created = m_drafts.contains(m_function) && m_drafts[m_function].files.contains(path);
  m_files->read(path, [this, path, created, function = m_function](const Result<QByteArray>& bytes) {
    if (function != m_function || m_lastFile.value(function) != path) return;
    const auto draft = m_drafts.find(function);
    const bool edited = draft != m_drafts.end() && draft->second.files.contains(path);
    m_path = path;
    if (!bytes && !created) return showNote(tr("This file is not shown"), EngineWords::text(bytes.error()));
    if (bytes && bytes->contains('\0')) return showNote(tr("This file is no text"), tr("%1 has %2 of binary content.").arg(path, format::bytes(bytes->size()).text()));
    m_base = bytes ? *bytes : QByteArray();
    showContent(path, edited ? draft->second.files[path] : m_base, edited);
  });
}

void SourceView::showContent(const QString& path, const QByteArray& bytes, bool) {
  m_filling = true;
  const bool same = m_stack->currentWidget() == m_editor && m_editor->bytes() == bytes && m_editor->property("path").toString() == path;
  if (!same) {
    m_editor->setProperty("path", path);
    m_editor->setFileName(path);
    m_editor->setBytes(bytes);
  }
  m_editor->setAccessibleName(tr("Code of %1").arg(path));
  m_stack->setCurrentWidget(m_editor);
  m_filling = false;
  if (m_line > 0) m_editor->goTo(m_line, 1);
  m_line = 0;
  showFault();
  refresh();
}

void SourceView::showNote(const QString& heading, const QString& text) {
  m_note->setHeading(heading);
  m_note->setText(text);
  m_stack->setCurrentWidget(m_note);
  refresh();
}

void SourceView::onEdited() {
  if (m_filling || m_path.isEmpty() || !info()) return;
  const QByteArray now = m_editor->bytes();
  Draft& draft = m_drafts[m_function];
  draft.key = info()->key;
  if (now == m_base) draft.files.remove(m_path);
  else draft.files[m_path] = now;
  if (draft.files.isEmpty() && !draft.handler) m_drafts.erase(m_function);
  if (m_editor->faultLine() > 0) m_editor->setFault(0, {});
  say({});
  refresh();
}

void SourceView::onHandlerEdited() {
  const FunctionInfo* f = info();
  if (m_filling || !f) return;
  Draft& draft = m_drafts[m_function];
  draft.key = f->key;
  if (m_handler->text() == f->config.handler) draft.handler.reset();
  else draft.handler = m_handler->text();
  if (draft.files.isEmpty() && !draft.handler) m_drafts.erase(m_function);
  refresh();
}

void SourceView::say(const QString& text) { m_said->setText(text); }

void SourceView::refresh() {
  const auto draft = m_drafts.find(m_function);
  const bool any = draft != m_drafts.end();
  QSet<QString> paths;
  if (any)
    for (const QString& path : draft->second.files.keys()) paths << path;
  m_tree->setUnsaved(paths);
  m_name->setText(m_path);
  m_handler->setChanged(any && draft->second.handler.has_value());
  const FunctionInfo* f = info();
  const Status handler = f ? checkHandler(m_handler->text(), f->config.runtime, f->apiExtras) : Status(Done{});
  m_handler->setError(any && draft->second.handler && !handler);
  m_handler->setToolTip(handler ? QString() : EngineWords::text(handler.error()));
  const QString missing = engineMissing(m_hub);
  m_save->setEnabled(any && !m_busy && missing.isEmpty() && (!draft->second.handler || handler));
  m_save->setToolTip(missing);
  m_save->setAccessibleName(info() ? tr("Save code of %1").arg(info()->key.name) : tr("Save"));
  m_revert->setVisible(any);
  m_open->setVisible(m_files && m_files->linked());
  Q_EMIT changesChanged();
}

bool SourceView::hasChanges() const { return m_drafts.contains(m_function); }

void SourceView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  lookForFault();
}

void SourceView::lookForFault() {
  const InvocationModel& all = m_hub.invocations();
  for (int row = 0; row < all.rowCount(); ++row) {
    const Invocation* v = all.invocationAt(row);
    if (!v || v->function != m_function || v->version != 0 || !v->finished) continue;
    // What ran before the code was changed says nothing of it.
    const FunctionInfo* f = info();
    if (f && v->at.accepted > 0 && v->at.accepted < f->modified) return;
    return onInvocation(v->id);
  }
}

void SourceView::onInvocation(quint64 id) {
  const Invocation* v = m_hub.invocations().invocation(id);
  if (!v || v->function != m_function || v->version != 0 || !v->finished || !isVisible()) return;
  if (v->statusCode == status::kSuccess) {
    m_fault.reset();
    return showFault();
  }
  if (v->statusCode != status::kUserException && v->statusCode != status::kUserCodeError && v->statusCode != status::kProcessExit && v->statusCode != status::kHandlerNotFound) return;
  m_hub.backend().invocationDetail(id, this, [this, function = m_function](const Result<InvocationDetail>& detail) {
    if (!detail || function != m_function) return;
    m_fault = sourceFaultOf(detail->result);
    showFault();
  });
}

void SourceView::showFault() {
  const bool here = m_fault && m_fault->path == m_path && m_stack->currentWidget() == m_editor;
  m_editor->setFault(here ? m_fault->line : 0, here ? m_fault->message : QString());
  if (m_fault) say(tr("%1, line %2: %3").arg(m_fault->path, QString::number(m_fault->line), m_fault->message));
}

}  // namespace scfdesk
