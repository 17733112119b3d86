// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStackedWidget>

namespace scfdesk {

/// A stack that needs the room of the page that is shown, not of its widest one: a wide page that is hidden must not push the
/// panes beside the stack together. GUI thread.
class ViewStack final : public QStackedWidget {
  Q_OBJECT
 public:
  explicit ViewStack(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
};

}  // namespace scfdesk
