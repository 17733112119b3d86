// SPDX-License-Identifier: GPL-3.0-or-later
// What an object looks like: text, a picture, or a word that says why not.
#include "widgets/controls/banner.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/services/bucketpane.h"
#include "widgets/theme/followtheme.h"
#include <QBuffer>
#include <QImageReader>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kImageSide = 4096;  // a larger picture is scaled while it is read

/// Text that people can read: valid UTF-8 without control characters beyond line ends and tabs.
bool isText(const QByteArray& bytes) {
  for (const char c : bytes.left(4096))
    if (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') return false;
  return true;
}
}  // namespace

void BucketPane::makePreview() {
  m_preview = new QStackedWidget(this);
  m_preview->setObjectName(u"services_preview"_s);
  m_noPreview = new Label(Label::Role::Dense, Tone::Secondary, {}, m_preview);
  m_noPreview->setAlignment(Qt::AlignCenter);
  m_noPreview->setWordWrap(true);
  m_text = new QPlainTextEdit(m_preview);
  m_text->setReadOnly(true);
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setAccessibleName(tr("Preview"));
  m_image = new QLabel(m_preview);
  m_image->setAlignment(Qt::AlignCenter);
  m_image->setAccessibleName(tr("Preview of an image"));
  m_image->setMinimumSize(1, 1);
  for (QWidget* page : {static_cast<QWidget*>(m_noPreview), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_image)}) m_preview->addWidget(page);
  followTheme(m_text, [this] { m_text->setFont(Theme::current().code(12)); });
}

QString BucketPane::previewOf(const QString& text) {
  QString shown;
  qsizetype lines = 0;
  for (qsizetype at = 0; at < text.size();) {
    const qsizetype end = text.indexOf(u'\n', at) < 0 ? text.size() : text.indexOf(u'\n', at);
    if (++lines > kPreviewLines) return QString(shown + u'\n' + tr("The first %1 lines are shown.").arg(format::count(kPreviewLines)));
    const qsizetype more = end - at - kPreviewLine;
    shown += QStringView(text).mid(at, std::min(end - at, kPreviewLine));
    if (more > 0) shown += QString(u" … "_s + tr("%1 more characters in this line").arg(format::count(more)));
    shown += u'\n';
    at = end + 1;
  }
  if (!text.endsWith(u'\n')) shown.chop(1);
  return shown;
}

void BucketPane::preview(const CosEntry& entry) {
  m_client.read(m_bucket, entry.name, kPreviewBytes, this, [this, entry, generation = m_generation](const Result<QByteArray>& bytes) {
    const CosEntry* now = current();
    if (generation != m_generation || !now || now->name != entry.name) return;
    if (!bytes) return m_banner->show(bytes.error());
    QBuffer buffer;
    buffer.setData(*bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const bool whole = bytes->size() >= entry.bytes;
    if (whole && reader.canRead() && reader.size().width() <= kImageSide && reader.size().height() <= kImageSide) {
      const QImage image = reader.read();
      if (!image.isNull()) {
        m_image->setPixmap(QPixmap::fromImage(image.width() > m_preview->width() || image.height() > m_preview->height() ? image.scaled(m_preview->size(), Qt::KeepAspectRatio, Qt::SmoothTransformation) : image));
        return m_preview->setCurrentWidget(m_image);
      }
    }
    if (!isText(*bytes)) {
      m_noPreview->setText(tr("No preview of these bytes. Download the object to open it."));
      return m_preview->setCurrentWidget(m_noPreview);
    }
    m_text->setPlainText(previewOf(QString::fromUtf8(*bytes)) + (whole ? QString() : QString(u"\n\n"_s + tr("The first %1 are shown.").arg(format::bytes(kPreviewBytes).text()))));
    m_preview->setCurrentWidget(m_text);
  });
}

}  // namespace scfdesk
