// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/codeaccessible.h"
#include "widgets/test/codeview.h"
#include <QAccessibleWidget>
#include <QList>

namespace scfdesk {

namespace {
class Unheard final : public QAccessibleWidget {
 public:
  explicit Unheard(CodeView* editor) : QAccessibleWidget(editor, QAccessible::EditableText) { all() << this; }
  ~Unheard() override { all().removeOne(this); }
  static QList<Unheard*>& all() {
    static QList<Unheard*> list;
    return list;
  }
};

class Listening final : public QAccessible::ActivationObserver {
 public:
  void accessibilityActiveChanged(bool active) override {
    on = active;
    if (!active) return;
    const QList<Unheard*> unheard = Unheard::all();
    for (Unheard* one : unheard) QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(one));
  }
  bool on = QAccessible::isActive();
};

Listening& listening() {
  static Listening one;
  return one;
}

QAccessibleInterface* make(const QString&, QObject* object) {
  if (listening().on) return nullptr;
  auto* editor = qobject_cast<CodeView*>(object);
  return editor ? new Unheard(editor) : nullptr;
}
}  // namespace

void installCodeAccessible() {
  static const bool once = [] {
    QAccessible::installActivationObserver(&listening());
    QAccessible::installFactory(make);
    return true;
  }();
  Q_UNUSED(once)
}

bool codeIsHeard() { return listening().on; }

}  // namespace scfdesk
