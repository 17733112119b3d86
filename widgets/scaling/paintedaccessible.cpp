// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/paintedaccessible.h"
#include <QAccessibleWidget>
#include <QWidget>

namespace scfdesk {

namespace {
class Interface final : public QAccessibleWidget {
 public:
  Interface(QWidget* widget, const PaintedAccessible& painted)
      : QAccessibleWidget(widget, painted.paintedRole()), m_painted(painted) {}
  [[nodiscard]] QString text(QAccessible::Text t) const override {
    if (t == QAccessible::Description || t == QAccessible::Value) return m_painted.paintedValue();
    return QAccessibleWidget::text(t);
  }

 private:
  const PaintedAccessible& m_painted;  ///< the widget itself
};

QAccessibleInterface* make(const QString&, QObject* object) {
  auto* widget = qobject_cast<QWidget*>(object);
  if (!widget) return nullptr;
  const auto* painted = dynamic_cast<const PaintedAccessible*>(object);
  return painted ? new Interface(widget, *painted) : nullptr;
}
}  // namespace

void installPaintedAccessible() {
  static const bool once = [] {
    QAccessible::installFactory(make);
    return true;
  }();
  Q_UNUSED(once)
}

}  // namespace scfdesk
