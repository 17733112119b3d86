// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/resultbytes.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/codeview.h"
#include "widgets/theme/followtheme.h"
#include <QBuffer>
#include <QEvent>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kLeastText = 16;

QByteArray decoded(const QByteArray& text) {
  auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
  return bytes ? bytes.decoded : QByteArray();
}

bool beginsAsPicture(const QByteArray& bytes) {
  return bytes.startsWith("\x89PNG\r\n\x1a\n") || bytes.startsWith("\xff\xd8\xff") || bytes.startsWith("GIF8") || bytes.startsWith("BM") ||
         (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP");
}
}  // namespace

QByteArray ResultBytes::of(const QByteArray& result) {
  const QByteArray text = result.trimmed();
  if (text.size() < kLeastText || text.size() > kBytes) return {};
  if (text.startsWith('{')) {
    if (!text.contains("\"isBase64Encoded\"")) return {};
    const QJsonObject reply = QJsonDocument::fromJson(text).object();
    return reply["isBase64Encoded"_L1].toBool() ? decoded(reply["body"_L1].toString().toLatin1()) : QByteArray();
  }
  if (!text.startsWith('"')) return {};
  const QString value = QJsonDocument::fromJson('[' + text + ']').array().first().toString();
  if (value.startsWith("data:"_L1)) {
    const qsizetype at = value.indexOf(";base64,"_L1);
    return at < 0 || at > 100 ? QByteArray() : decoded(value.mid(at + 8).toLatin1());
  }
  const QByteArray bytes = decoded(value.toLatin1());
  return beginsAsPicture(bytes) ? bytes : QByteArray();
}

QByteArray ResultBytes::dump(const QByteArray& bytes) {
  QByteArray out;
  const qsizetype end = std::min(bytes.size(), kDumped);
  for (qsizetype at = 0; at < end; at += 16) {
    const QByteArray row = bytes.mid(at, std::min<qsizetype>(16, end - at));
    out += QByteArray::number(at, 16).rightJustified(4, '0') + "  " + row.toHex(' ').leftJustified(16 * 3 - 1) + "  ";
    for (const char c : row) out += c >= 0x20 && c < 0x7f ? c : '.';
    out += '\n';
  }
  return out;
}

ResultBytes::ResultBytes(QWidget* parent) : QWidget(parent), m_what(new Label(Label::Role::Dense, Tone::Secondary, {}, this)), m_picture(new QLabel(this)), m_dump(new CodeView(CodeView::Surface::Panel, this)) {
  m_what->setObjectName(u"test_bytes_what"_s);
  m_picture->setObjectName(u"test_bytes_picture"_s);
  m_picture->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_picture->setMinimumSize(1, 1);
  m_dump->setObjectName(u"test_bytes_dump"_s);
  m_dump->setLanguage(CodeView::Language::Plain);
  m_dump->setReadOnly(true);
  m_dump->setAccessibleName(tr("Bytes of the result"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_what);
  column->addWidget(m_picture, 1);
  column->addWidget(m_dump, 1);
  followTheme(this, [column] {
    const Theme& theme = Theme::current();
    column->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(8));
    column->setSpacing(theme.px(8));
  });
}

void ResultBytes::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) setBytes(QByteArray(m_bytes));
}

void ResultBytes::setBytes(const QByteArray& bytes) {
  m_bytes = bytes;
  QByteArray source = bytes;
  QBuffer buffer(&source);
  QImageReader reader(&buffer);  // refuses what would take more than its limit of memory
  const QString format = QString::fromLatin1(reader.format()).toUpper();
  const QImage image = bytes.isEmpty() ? QImage() : reader.read();
  m_whole = QPixmap::fromImage(image);
  const QString size = format::bytes(bytes.size()).text();
  m_what->setText(image.isNull() ? tr("%1 of bytes, their beginning:").arg(size) : tr("%1, %2 × %3, %4").arg(format).arg(image.width()).arg(image.height()).arg(size));
  m_picture->setVisible(!image.isNull());
  m_picture->setAccessibleName(m_what->text());
  m_dump->setVisible(image.isNull());
  m_dump->setAccessibleName(tr("Bytes of the result"));
  m_dump->setBytes(image.isNull() ? dump(bytes) : QByteArray());
  fit();
}

/// Never larger than it is, and whole.
void ResultBytes::fit() {
  if (m_whole.isNull()) return m_picture->clear();
  const QSize room = m_picture->size();
  const bool small = m_whole.width() <= room.width() && m_whole.height() <= room.height();
  m_picture->setPixmap(small || room.width() < 2 ? m_whole : m_whole.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation));
}

void ResultBytes::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

}  // namespace scfdesk
