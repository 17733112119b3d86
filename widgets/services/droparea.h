// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace scfdesk {

class Label;

/// Where files may be dropped: a dashed frame around the sentence that says so. Its owner takes the files. GUI thread.
class DropArea final : public QWidget {
  Q_OBJECT
 public:
  explicit DropArea(QWidget* parent);
  void setText(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Label* m_words;
};

}  // namespace scfdesk
