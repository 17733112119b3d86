// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/viewstack.h"

namespace scfdesk {

ViewStack::ViewStack(QWidget* parent) : QStackedWidget(parent) {
  connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
}

QSize ViewStack::sizeHint() const { return currentWidget() ? currentWidget()->sizeHint() : QStackedWidget::sizeHint(); }

QSize ViewStack::minimumSizeHint() const {
  const QWidget* page = currentWidget();
  return page ? page->minimumSizeHint().expandedTo(page->minimumSize()) : QStackedWidget::minimumSizeHint();
}

}  // namespace scfdesk
