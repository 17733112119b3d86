// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/keyfield.h"
#include "widgets/shell/commands.h"
#include "widgets/theme/followtheme.h"
#include <QKeyEvent>

namespace scfdesk {

namespace {
bool alone(int key) {
  return key == 0 || key == Qt::Key_unknown || key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_AltGr || key == Qt::Key_Meta;
}
bool leaves(int key) { return key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_Escape; }
}  // namespace

KeyField::KeyField(const QString& accessibleName, QWidget* parent) : TextField(accessibleName, parent) {
  setReadOnly(true);
  setCode(true);
  setCompact(true);
  setContextMenuPolicy(Qt::NoContextMenu);
  followTheme(this, [this] { setFixedWidth(Theme::current().px(160)); });
  QEvent language(QEvent::LanguageChange);
  changeEvent(&language);
}

void KeyField::setKey(const QKeySequence& key) { setText(Commands::printed(key)); }

void KeyField::changeEvent(QEvent* event) {
  TextField::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) setPlaceholderText(tr("Press a key"));
}

/// The window's own keys come here too, to be told that they are taken.
bool KeyField::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && !leaves(static_cast<QKeyEvent*>(event)->key())) {
    event->accept();
    return true;
  }
  return TextField::event(event);
}

void KeyField::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  if (leaves(key)) return event->ignore();
  event->accept();
  if (alone(key)) return;
  if ((key == Qt::Key_Backspace || key == Qt::Key_Delete) && event->modifiers() == Qt::NoModifier) {
    Q_EMIT chosen({});
    return;
  }
  Q_EMIT chosen(QKeySequence(QKeyCombination(event->modifiers() & ~Qt::KeypadModifier, static_cast<Qt::Key>(key))));
}

}  // namespace scfdesk
