// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QSplitter>

namespace scfdesk {

/// A splitter whose handle is a 1 px hairline with 7 px to grab. saveState and restoreState are QSplitter's. GUI thread.
class HairlineSplitter final : public QSplitter {
  Q_OBJECT
 public:
  explicit HairlineSplitter(Qt::Orientation orientation, QWidget* parent = nullptr);

 protected:
  QSplitterHandle* createHandle() override;
};

/// A 1 px line between regions.
class Hairline final : public QWidget {
  Q_OBJECT
 public:
  explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace scfdesk
