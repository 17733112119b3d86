// SPDX-License-Identifier: GPL-3.0-or-later
// SourceView: saving, packages that come and go, new files.
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/code/filetree.h"
#include "widgets/code/newfiledialog.h"
#include "widgets/code/sourceeditor.h"
#include "widgets/code/sourceview.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/functions/packagefile.h"
#include <QPointer>
#include <QSaveFile>
#include <QStackedWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void SourceView::save() {
  if (!hasChanges() || m_busy) return;
  m_banner->clear();
  saveDraft(m_function, [this](const Status& done) {
    if (!done) m_banner->show(done.error());
  });
}

/// Files first: a new handler may name a new one.
void SourceView::saveDraft(FunctionId id, std::function<void(const Status&)> done) {
  const auto draft = m_drafts.find(id);
  const FunctionInfo* f = m_hub.functions().info(id);
  if (draft == m_drafts.end() || !f) return done(Done{});
  m_busy = true;
  refresh();
  const auto ended = [this, id, done](const Status& status) {
    m_busy = false;
    if (status) saved(id);
    refresh();
    done(status);
  };
  const auto handler = [this, key = f->key, wanted = draft->second.handler, ended](const Status& status) {
    if (!status || !wanted) return ended(status);
    UpdateConfig change;
    change.key = key;
    change.handler = wanted;
    m_hub.backend().updateConfig(change, this, [ended](const Result<FunctionInfo>& r) { r ? ended(Done{}) : ended(r.error()); });
  };
  if (draft->second.files.isEmpty()) return handler(Done{});
  // Another function's files are not those that are shown.
  CodeFiles* files = id == m_function && m_files ? m_files.get() : new CodeFiles(m_hub, *f, this);
  files->write(draft->second.files, [handler, files, own = files == m_files.get(), this](const Status& status) {
    if (!own) files->deleteLater();
    handler(status);
  });
}

void SourceView::saved(FunctionId id) {
  const auto draft = m_drafts.find(id);
  if (draft == m_drafts.end()) return;
  if (id == m_function && draft->second.files.contains(m_path)) m_base = draft->second.files[m_path];
  m_drafts.erase(draft);
  if (id != m_function) return;
  m_fault.reset();
  const FunctionSample now = m_hub.functions().gauges(id);
  say(now.busy == 1 ? tr("Saved. 1 instance keeps the old code until it finishes.")
      : now.busy > 1 ? tr("Saved. %1 instances keep the old code until they finish.").arg(now.busy)
                     : tr("Saved. The next event runs it."));
  // What was typed while it was being saved is a new edit.
  if (m_stack->currentWidget() == m_editor && !m_path.isEmpty()) onEditedAgain();
  if (const FunctionInfo* f = info()) m_generation = f->generation;
}

void SourceView::onEditedAgain() {
  if (m_editor->bytes() == m_base || !info()) return;
  Draft& draft = m_drafts[m_function];
  draft.key = info()->key;
  draft.files[m_path] = m_editor->bytes();
}

QStringList SourceView::unsaved() const {
  QStringList lines;
  for (const auto& [id, draft] : m_drafts) {
    QStringList files = draft.files.keys();
    files.sort();
    for (const QString& path : files) lines << QString(draft.key.name + u": "_s + path);
    if (draft.handler) lines << tr("%1: handler").arg(draft.key.name);
  }
  lines.sort();
  return lines;
}

void SourceView::saveAll(std::function<void(const Status&)> done) {
  if (m_drafts.empty()) return done(Done{});
  saveDraft(m_drafts.begin()->first, [this, done](const Status& status) {
    if (!status) {
      m_banner->show(status.error());
      return done(status);
    }
    saveAll(done);
  });
}

void SourceView::uploadZip(const QString& file) {
  const FunctionInfo* f = info();
  if (!f) return;
  m_banner->clear();
  readPackage(file, this, [this, key = f->key](Result<QByteArray> zip) {
    if (!zip) return m_banner->show(zip.error());
    m_hub.backend().updateCode({key, {CodeSource::Package, zip.value(), {}}, {}}, this, [this, key](const Result<FunctionInfo>& r) {
      if (!r) return m_banner->show(r.error());
      say(tr("Uploaded. The next event runs it."));
      const FunctionInfo* now = info();
      if (!now || !(now->key == key) || !m_files) return;
      m_files->forget();
      m_path.clear();
      relist();
    });
  });
}

void SourceView::downloadZip(const QString& file) {
  const FunctionInfo* f = info();
  if (!f || file.isEmpty()) return;
  calls::package(m_hub, f->key, u"$LATEST"_s, this, [this, file](const Result<QByteArray>& zip) {
    if (!zip) return m_banner->show(zip.error());
    awayFromWindow(this, [this, file, bytes = *zip]() -> std::function<void()> {
      QSaveFile out(file);
      const bool good = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
      return [this, file, good, why = out.errorString()] {
        if (good) return say(tr("Saved %1").arg(file));
        m_banner->show(Error{u"Local.FileUnwritable"_s, tr("%1 cannot be written: %2.").arg(file, why), tr("Choose another place.")});
      };
    });
  });
}

void SourceView::askNewFile() {
  auto* dialog = new NewFileDialog(m_tree->paths(), this);
  connect(dialog, &NewFileDialog::named, this, &SourceView::addFile);
  dialog->show();
}

void SourceView::addFile(const QString& path) {
  const FunctionInfo* f = info();
  if (!f || path.isEmpty()) return;
  Draft& draft = m_drafts[m_function];
  draft.key = f->key;
  if (!draft.files.contains(path)) draft.files[path] = QByteArray();
  m_lastFile[m_function] = path;
  m_path.clear();
  relist();
}

}  // namespace scfdesk
