// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QMainWindow;

namespace scfdesk {

class Commands;
class WindowMemory;

/// Keys that the user gives to commands of the window, beside those that are printed: these stay what they are, so that every
/// key hint is true. Remembered with the window. GUI thread; owned by MainWindow.
class OwnKeys final : public QObject {
  Q_OBJECT
 public:
  /// Takes what is remembered; what is no longer possible is left out.
  OwnKeys(QMainWindow& window, Commands& commands, WindowMemory& memory);
  struct Command {
    QString name, text;
    QList<QKeySequence> standard;
    QKeySequence own;
  };
  [[nodiscard]] QList<Command> all() const;
  /// Empty, or one sentence that says why not. An empty key takes it away.
  QString set(const QString& name, const QKeySequence& key);

 private:
  struct Entry {
    QAction* action;
    QList<QKeySequence> standard;
    QKeySequence own;
  };
  [[nodiscard]] QString refusal(const Entry& entry, const QKeySequence& key) const;
  static void apply(Entry& entry, const QKeySequence& key);
  QMainWindow& m_window;
  WindowMemory& m_memory;
  QList<Entry> m_entries;
};

}  // namespace scfdesk
