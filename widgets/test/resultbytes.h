// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QWidget>

class QLabel;

namespace scfdesk {

class CodeView;
class Label;

/// A result that carries bytes: a picture is shown as one, other bytes by their beginning in hexadecimal. GUI thread.
class ResultBytes final : public QWidget {
  Q_OBJECT
 public:
  static constexpr qsizetype kBytes = 8 * 1024 * 1024;  ///< of base64 that is looked into
  static constexpr qsizetype kDumped = 4096;
  /// The bytes in a result: of an integrated response with isBase64Encoded its body, of a text "data:...;base64,..." what it holds,
  /// of a text of base64 that begins as a picture does the picture. Empty: it carries none. Pure.
  static QByteArray of(const QByteArray& result);
  /// "0000  89 50 4e 47 ...  .PNG....": 16 a line, at most kDumped. Pure.
  static QByteArray dump(const QByteArray& bytes);
  explicit ResultBytes(QWidget* parent = nullptr);
  void setBytes(const QByteArray& bytes);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fit();
  Label* m_what;
  QLabel* m_picture;
  CodeView* m_dump;
  QPixmap m_whole;
  QByteArray m_bytes;
};

}  // namespace scfdesk
