// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/ownkeys.h"
#include "widgets/shell/commands.h"
#include "widgets/shell/windowmemory.h"
#include <QAction>
#include <QMainWindow>
#include <QShortcut>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
QString plain(const QAction& action) { return action.text().remove(u'&').remove(u"…"_s); }

/// What text fields need, and what moves the focus.
constexpr QKeySequence::StandardKey kText[] = {QKeySequence::Copy, QKeySequence::Cut,  QKeySequence::Paste,    QKeySequence::Undo,
                                               QKeySequence::Redo, QKeySequence::Save, QKeySequence::SelectAll};
}  // namespace

OwnKeys::OwnKeys(QMainWindow& window, Commands& commands, WindowMemory& memory) : QObject(&window), m_window(window), m_memory(memory) {
  for (QAction* action : commands.all())
    if (!action->objectName().isEmpty() && action->parent() == &commands) m_entries.append({action, action->shortcuts(), {}});
  for (Entry& entry : m_entries) {
    const QKeySequence kept = QKeySequence::fromString(memory.text(u"keys/"_s + entry.action->objectName()), QKeySequence::PortableText);
    if (!kept.isEmpty() && refusal(entry, kept).isEmpty()) apply(entry, kept);
  }
}

QList<OwnKeys::Command> OwnKeys::all() const {
  QList<Command> found;
  for (const Entry& entry : m_entries) found.append({entry.action->objectName(), plain(*entry.action), entry.standard, entry.own});
  return found;
}

void OwnKeys::apply(Entry& entry, const QKeySequence& key) {
  entry.own = key;
  entry.action->setShortcuts(key.isEmpty() ? entry.standard : entry.standard + QList<QKeySequence>{key});
}

QString OwnKeys::refusal(const Entry& entry, const QKeySequence& key) const {
  const QKeyCombination one = key[0];
  const int code = one.key();
  const bool letter = (code >= Qt::Key_A && code <= Qt::Key_Z) || (code >= Qt::Key_0 && code <= Qt::Key_9);
  const bool function = code >= Qt::Key_F1 && code <= Qt::Key_F35 && code != Qt::Key_F10;
  const bool held = one.keyboardModifiers() & (Qt::ControlModifier | Qt::MetaModifier);
  if (key.count() != 1 || !((letter && held) || function)) return tr("Hold Ctrl with a letter or a digit, or press a function key. F10 opens the menu bar.");
  for (const QKeySequence::StandardKey text : kText)
    if (QKeySequence::keyBindings(text).contains(key)) return tr("%1 is a key of text fields.").arg(Commands::printed(key));
  const QList<QAction*> actions = m_window.findChildren<QAction*>();
  for (const QAction* other : actions)
    if (other != entry.action && other->shortcuts().contains(key)) return tr("%1 is taken by %2.").arg(Commands::printed(key), plain(*other));
  if (entry.standard.contains(key)) return tr("%1 is its key already.").arg(Commands::printed(key));
  const QList<QShortcut*> shortcuts = m_window.findChildren<QShortcut*>();
  for (const QShortcut* other : shortcuts)
    if (other->key() == key) return tr("%1 is taken by a view.").arg(Commands::printed(key));
  return {};
}

QString OwnKeys::set(const QString& name, const QKeySequence& key) {
  for (Entry& entry : m_entries) {
    if (entry.action->objectName() != name) continue;
    if (!key.isEmpty())
      if (const QString refused = refusal(entry, key); !refused.isEmpty()) return refused;
    apply(entry, key);
    m_memory.setText(u"keys/"_s + name, key.toString(QKeySequence::PortableText));
    return {};
  }
  return tr("There is no command %1.").arg(name);
}

}  // namespace scfdesk
