// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commands.h"
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
const char* const kMenus[] = {QT_TRANSLATE_NOOP("scfdesk::Commands", "&Function"), QT_TRANSLATE_NOOP("scfdesk::Commands", "&Test"),
                              QT_TRANSLATE_NOOP("scfdesk::Commands", "&View"), QT_TRANSLATE_NOOP("scfdesk::Commands", "&Help")};
QString translated(const char* text) { return QCoreApplication::translate("scfdesk::Commands", text); }
}  // namespace

Commands::Commands(QMainWindow& window) : QObject(&window), m_window(window) {
  for (size_t i = 0; i < std::size(kMenus); ++i) {
    QMenu* made = window.menuBar()->addMenu(translated(kMenus[i]));
    made->setObjectName(u"menu"_s + QString::number(i));
    m_menus << made;
  }
}

QMenu* Commands::menu(Menu menu) const { return m_menus.at(static_cast<int>(menu)); }

QAction* Commands::add(Menu where, const QString& name, const char* text, const QList<QKeySequence>& keys,
                       std::function<void()> run) {
  auto* action = new QAction(translated(text), this);
  action->setObjectName(name);
  action->setShortcuts(keys);
  action->setShortcutContext(Qt::WindowShortcut);
  connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
  menu(where)->addAction(action);
  // A collapsed menu bar must not take the keys with it.
  m_window.addAction(action);
  m_entries.push_back({action, text});
  return action;
}

void Commands::addSeparator(Menu where) { menu(where)->addSeparator(); }

void Commands::adopt(QWidget* view, const QStringList& only) {
  if (!view) return;
  const QList<QAction*> actions = view->actions();
  for (QAction* action : actions) {
    if (m_adopted.contains(action) || (!only.isEmpty() && !only.contains(action->objectName()))) continue;
    m_adopted << action;
    m_window.addAction(action);
    menu(Menu::Test)->addAction(action);
  }
}

void Commands::release(QWidget* view) {
  if (!view) return;
  const QList<QAction*> actions = view->actions();
  for (QAction* action : actions) {
    if (!m_adopted.removeOne(action)) continue;
    m_window.removeAction(action);
    menu(Menu::Test)->removeAction(action);
  }
}

QList<QAction*> Commands::all() const {
  QList<QAction*> actions;
  for (const Entry& entry : m_entries) actions << entry.action;
  return actions + m_adopted;
}

void Commands::retranslate() {
  for (int i = 0; i < m_menus.size(); ++i) m_menus[i]->setTitle(translated(kMenus[i]));
  for (const Entry& entry : m_entries) entry.action->setText(translated(entry.text));
}

QString Commands::printed(const QKeySequence& key) {
  QString text = key.toString(QKeySequence::PortableText);
  text.replace(u"+"_s, u" "_s).replace(u"Return"_s, u"↵"_s).replace(u"Enter"_s, u"↵"_s).replace(u"Left"_s, u"←"_s);
  return text;
}

}  // namespace scfdesk
