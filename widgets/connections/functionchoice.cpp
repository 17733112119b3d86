// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/functionchoice.h"
#include <QKeyEvent>
#include <QMouseEvent>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
/// A menu that checks without closing.
class CheckMenu final : public QMenu {
 public:
  using QMenu::QMenu;

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override {
    if (QAction* action = actionAt(event->pos())) return action->trigger();
    QMenu::mouseReleaseEvent(event);
  }
  void keyPressEvent(QKeyEvent* event) override {
    const bool checks = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (checks && activeAction()) return activeAction()->trigger();
    QMenu::keyPressEvent(event);
  }
};
}  // namespace

FunctionChoice::FunctionChoice(const QStringList& all, const QString& chosen, QWidget* parent) : DeskButton(QString(), Kind::Default, parent), m_menu(new CheckMenu(this)), m_chosen{chosen} {
  setDropDown(true);
  QStringList names = all;
  if (!names.contains(chosen)) names << chosen;
  names.sort(Qt::CaseInsensitive);
  m_menu->setObjectName(u"functionChoice_menu"_s);
  for (const QString& name : std::as_const(names)) {
    QAction* action = m_menu->addAction(name);
    action->setCheckable(true);
    action->setChecked(name == chosen);
    connect(action, &QAction::toggled, this, [this, name](bool on) {
      if (on == m_chosen.contains(name)) return;
      on ? m_chosen.append(name) : static_cast<void>(m_chosen.removeAll(name));
      m_chosen.sort(Qt::CaseInsensitive);
      if (m_chosen.isEmpty()) return setChosen({name});  // none would be nothing to do
      refresh();
      Q_EMIT chosenChanged();
    });
  }
  connect(this, &QPushButton::clicked, this, [this] { m_menu->popup(mapToGlobal(QPoint(0, height() + 2))); });
  refresh();
}

void FunctionChoice::setChosen(const QStringList& names) {
  m_chosen = names;
  m_chosen.sort(Qt::CaseInsensitive);
  const auto actions = m_menu->actions();
  for (QAction* action : actions) action->setChecked(m_chosen.contains(action->text()));
  refresh();
  Q_EMIT chosenChanged();
}

void FunctionChoice::refresh() {
  const qsizetype more = m_chosen.size() - 1;
  setText(more == 0 ? m_chosen.first() : tr("%1 and %n more", nullptr, int(more)).arg(m_chosen.first()));
  setAccessibleName(tr("Functions: %1").arg(m_chosen.join(u", "_s)));
  setToolTip(m_chosen.join(u'\n'));
  updateGeometry();
}

}  // namespace scfdesk
