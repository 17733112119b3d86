// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logaccessible.h"
#include "widgets/logs/logtable.h"
#include <QAccessibleWidget>

namespace scfdesk {

namespace {
class LogTableAccessible final : public QAccessibleWidget {
 public:
  explicit LogTableAccessible(LogTable* table) : QAccessibleWidget(table, QAccessible::Table) {}
  [[nodiscard]] QString text(QAccessible::Text t) const override {
    if (t == QAccessible::Description) return static_cast<LogTable*>(widget())->description();
    return QAccessibleWidget::text(t);
  }
};

QAccessibleInterface* make(const QString&, QObject* object) {
  if (auto* table = qobject_cast<LogTable*>(object)) return new LogTableAccessible(table);
  return nullptr;
}
}  // namespace

void installLogAccessible() {
  static const bool once = [] {
    QAccessible::installFactory(make);
    return true;
  }();
  Q_UNUSED(once)
}

}  // namespace scfdesk
