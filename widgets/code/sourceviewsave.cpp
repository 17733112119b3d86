// SPDX-License-Identifier: GPL-3.0-or-later
// SourceView: saving, packages that come and go, new files.
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/code/filetree.h"
#include "widgets/code/newfiledialog.h"
#include "widgets/code/sourceview.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/functions/packagefile.h"
#include <QSaveFile>
#include <QUrl>
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

/// Files first: a new handler may name a new one. What is typed meanwhile is not saved, and stays an edit.
void SourceView::saveDraft(FunctionId id, std::function<void(const Status&)> done) {
  const auto draft = m_drafts.find(id);
  const FunctionInfo* f = m_hub.functions().info(id);
  if (draft == m_drafts.end() || !f) return done(Done{});
  m_busy = true;
  refresh();
  const Draft sent = draft->second;
  const auto ended = [this, id, sent, done](const Status& status) {
    m_busy = false;
    if (status) saved(id, sent);
    refresh();
    done(status);
  };
  const auto handler = [this, key = f->key, sent, ended](const Status& status) {
    if (!status || !sent.handler) return ended(status);
    UpdateConfig change;
    change.key = key;
    change.handler = sent.handler;
    m_hub.backend().updateConfig(change, this, [ended](const Result<FunctionInfo>& r) { r ? ended(Done{}) : ended(r.error()); });
  };
  if (sent.files.isEmpty()) return handler(Done{});
  // Its own reader and writer: that of the view goes when another function is looked at.
  auto* files = new CodeFiles(m_hub, *f, this);
  files->write(sent.files, [handler, files](const Status& status) {
    files->deleteLater();
    handler(status);
  });
}

void SourceView::saved(FunctionId id, const Draft& sent) {
  const auto draft = m_drafts.find(id);
  if (draft == m_drafts.end()) return;
  Draft& now = draft->second;
  for (auto it = sent.files.begin(); it != sent.files.end(); ++it)
    if (now.files.value(it.key()) == it.value()) now.files.remove(it.key());
  if (now.handler == sent.handler) now.handler.reset();
  if (now.files.isEmpty() && !now.handler) m_drafts.erase(draft);
  if (id != m_function) return;
  if (sent.files.contains(m_path)) m_base = sent.files[m_path];
  if (m_files) m_files->forget();
  m_fault.reset();
  const FunctionSample gauges = m_hub.functions().gauges(id);
  say(gauges.busy == 1 ? tr("Saved. 1 instance keeps the old code until it finishes.")
      : gauges.busy > 1 ? tr("Saved. %1 instances keep the old code until they finish.").arg(gauges.busy)
                        : tr("Saved. The next event runs it."));
}

void SourceView::takeOver(SourceView& from) {
  m_drafts = std::move(from.m_drafts);
  from.m_drafts.clear();
  m_lastFile = from.m_lastFile;
  if (from.m_function == m_function && !from.m_path.isEmpty()) m_lastFile.insert(m_function, from.m_path);
  m_files.reset();
  load();
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
  const auto got = [this, file](const Result<QByteArray>& bytes) {
    bytes ? writeDownload(file, *bytes) : m_banner->show(bytes.error());
  };
  const bool scfcli = file.endsWith(u".yaml"_s, Qt::CaseInsensitive);
  if (!scfcli && !file.endsWith(u".yml"_s, Qt::CaseInsensitive)) return calls::package(m_hub, f->key, u"$LATEST"_s, this, got);
  const QByteArray target = "/-/project/" + QUrl::toPercentEncoding(f->key.ns) + '/' + QUrl::toPercentEncoding(f->key.name) + "?format=" + (scfcli ? "scfcli" : "serverless");
  m_hub.backend().local("GET", target, {}, this, got);
}

void SourceView::writeDownload(const QString& file, const QByteArray& bytes) {
  awayFromWindow(this, [this, file, bytes]() -> std::function<void()> {
    QSaveFile out(file);
    const bool good = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    return [this, file, good, why = out.errorString()] {
      if (good) return say(tr("Saved %1").arg(file));
      m_banner->show(Error{u"Local.FileUnwritable"_s, tr("%1 cannot be written: %2.").arg(file, why), tr("Choose another place.")});
    };
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
