// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/tabledata.h"
#include <QWidget>
#include <vector>

namespace scfdesk {

/// Commands a second of one service over the last minute. GUI thread.
class ServiceGraph final : public QWidget, public Tabled {
  Q_OBJECT
 public:
  explicit ServiceGraph(QWidget* parent = nullptr);
  /// One value a second, the last is now.
  void setValues(const std::vector<int>& values, qint64 nowUs);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] TableData table() const override;
  static constexpr int kSeconds = 60;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<int> m_values;
  qint64 m_nowUs = 0;
};

}  // namespace scfdesk
