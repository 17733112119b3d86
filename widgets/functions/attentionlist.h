// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/functions/attention.h"
#include <QWidget>

class QVBoxLayout;

namespace scfdesk {

class Label;

/// The rows of "Needs attention". Rows change only when what they say has changed, so that focus stays. GUI thread.
class AttentionList final : public QWidget {
  Q_OBJECT
 public:
  explicit AttentionList(QWidget* parent = nullptr);
  void setItems(const std::vector<Attention>& items);
  [[nodiscard]] const std::vector<Attention>& items() const { return m_items; }

 Q_SIGNALS:
  void triggered(quint32 function, int action, qint64 at);

 private:
  std::vector<Attention> m_items;
  QList<QWidget*> m_rows;
  QVBoxLayout* m_column;
  Label* m_none;
};

}  // namespace scfdesk
