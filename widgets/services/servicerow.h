// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/services/serviceinfo.h"
#include <QWidget>
#include <vector>

namespace scfdesk {

class DeskButton;

/// Places of the columns, shared by the header and the rows: token pixels of a width of 972, stretched to the one at hand.
struct ServiceColumns {
  explicit ServiceColumns(int width);
  int state, endpoint, memoryRight, connectionsRight, spark, sparkRight, rateRight, uptime, button;
  bool showUptime;
};

/// One service: name, state, endpoint, figures, and its one button. Clicking or focusing it selects it. GUI thread.
class ServiceRow final : public QWidget {
  Q_OBJECT
 public:
  explicit ServiceRow(QWidget* parent = nullptr);
  void setInfo(const ServiceInfo& info, const std::vector<int>& rates, qint64 nowMs);
  [[nodiscard]] const ServiceInfo& info() const { return m_info; }
  void setSelected(bool selected);
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void selected();
  void actionWanted(const QString& action);  ///< "start", "stop"
  void stepped(int by);                      ///< Up and Down

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void rescale();
  void paintState(QPainter& painter, int x) const;
  ServiceInfo m_info;
  std::vector<int> m_rates;
  qint64 m_nowMs = 0;
  DeskButton* m_button;
  bool m_selected = false;
};

/// The captions above the rows.
class ServiceHeader final : public QWidget {
  Q_OBJECT
 public:
  explicit ServiceHeader(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace scfdesk
