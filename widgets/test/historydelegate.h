// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStyledItemDelegate>

namespace scfdesk {

class HistoryModel;

/// Paints a row of the history: time, code, word, bar on the shared scale, total, refire. GUI thread; owned by HistoryList.
class HistoryDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  HistoryDelegate(const HistoryModel& model, QObject* parent);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  static constexpr int kRefirePx = 24;  ///< width of the refire button and its place from the right edge

 private:
  struct Columns {
    QRect time, code, word, bar, total, refire;
  };
  [[nodiscard]] Columns columns(const QRect& row) const;
  const HistoryModel& m_model;
};

}  // namespace scfdesk
