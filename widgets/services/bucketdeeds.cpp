// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with buckets and objects: make, bind, put, download, delete, copy an address.
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/numberformat.h"
#include "widgets/functions/askdialog.h"
#include "widgets/services/bucketpane.h"
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void BucketPane::newBucket() { ask(BucketDialog::Way::New); }
void BucketPane::bindFolder() { ask(BucketDialog::Way::Bind); }

void BucketPane::ask(BucketDialog::Way way) {
  auto* dialog = new BucketDialog(m_client, way, this);
  connect(dialog, &BucketDialog::made, this, [this] { browse({}, {}); });
  dialog->open();
}

void BucketPane::bind(const QString& bucket, const QString& folder) {
  m_client.bind(bucket, folder, this, [this](const Result<Done>& done) {
    if (!done) return m_banner->show(done.error());
    browse({}, {});
  });
}

void BucketPane::dragEnterEvent(QDragEnterEvent* event) {
  if (m_upload->isVisible() && event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void BucketPane::dropEvent(QDropEvent* event) {
  QStringList files;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile()) files << url.toLocalFile();
  event->acceptProposedAction();
  put(files);
}

void BucketPane::put(const QStringList& files) {
  if (files.isEmpty()) return;
  if (files.size() + m_waiting.size() > kDropped)
    return m_banner->show(Error{u"Local.TooMany"_s, tr("%1 files were given; %2 are put at once.").arg(files.size()).arg(kDropped), tr("Put them in several goes.")});
  m_banner->clear();
  const bool idle = m_waiting.isEmpty();
  m_waiting << files;
  if (!idle) return;
  m_put = 0;
  putNext();
}

void BucketPane::putNext() {
  restate();
  if (m_waiting.isEmpty()) return refresh();
  const QString file = m_waiting.first();
  m_client.upload(m_bucket, m_prefix + QFileInfo(file).fileName(), file, this, [this](const Result<Done>& done) {
    m_waiting.removeFirst();
    ++m_put;
    if (!done) {
      m_waiting.clear();
      m_banner->show(done.error());
    }
    putNext();
  });
}

void BucketPane::download() {
  const CosEntry* entry = current();
  if (!entry) return;
  const QString file = QFileDialog::getSaveFileName(this, tr("Download"), QFileInfo(entry->name).fileName());
  if (file.isEmpty()) return;
  m_client.download(m_bucket, entry->name, file, this, [this](const Result<Done>& done) {
    if (!done) m_banner->show(done.error());
  });
}

void BucketPane::removeSelected() {
  const CosEntry* entry = current();
  if (!entry) return;
  const bool inside = !m_bucket.isEmpty();
  if (!inside && !m_sources->folderOf(entry->name).isEmpty()) return askUnbind(entry->name);
  auto* dialog = new AskDialog(inside ? tr("Delete %1?").arg(entry->name) : tr("Delete the bucket %1?").arg(entry->name),
                               inside ? tr("Its %1 go.").arg(format::bytes(entry->bytes).text()) : tr("Only an empty one can go."), tr("Delete"), tr("Keep"), this);
  dialog->setObjectName(u"services_cos_ask"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, inside, bucket = m_bucket, gone = entry->name] {
    const auto done = [this](const Result<Done>& result) {
      if (!result) return m_banner->show(result.error());
      refresh();
    };
    inside ? m_client.remove(bucket, gone, this, done) : m_client.deleteBucket(gone, this, done);
  });
  dialog->show();
}

void BucketPane::askUnbind(const QString& bucket) {
  const QString fires = m_sources->firesText(bucket);
  const QString loss = fires.isEmpty() ? tr("Its files stay in %1.").arg(m_sources->folderOf(bucket))
                                       : tr("Its files stay in %1. What it fires gets no more events: %2.").arg(m_sources->folderOf(bucket), fires);
  auto* dialog = new AskDialog(tr("Unbind %1?").arg(bucket), loss, tr("Unbind"), tr("Keep"), this);
  dialog->setObjectName(u"services_cos_ask"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, bucket] { bind(bucket, {}); });
  dialog->show();
}

void BucketPane::copy(bool url) {
  const CosEntry* entry = current();
  if (!entry) return;
  if (!url) return QGuiApplication::clipboard()->setText(entry->name);
  m_client.address(m_bucket, entry->name, this, [this](const Result<QUrl>& address) {
    if (!address) return m_banner->show(address.error());
    QGuiApplication::clipboard()->setText(QString::fromLatin1(address->toEncoded()));
  });
}

}  // namespace scfdesk
