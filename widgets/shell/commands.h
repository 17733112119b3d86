// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAction>
#include <QList>
#include <QObject>
#include <functional>

class QMainWindow;
class QMenu;

namespace scfdesk {

/// Every command of the window as a QAction: in a menu of the (collapsed) menu bar, on the window itself so that its keys work
/// everywhere, in the palette and in the keys overlay. Texts are translated anew on a change of language. GUI thread.
class Commands final : public QObject {
  Q_OBJECT
 public:
  enum class Menu : uint8_t { Function, Test, View, Help };
  explicit Commands(QMainWindow& window);

  /// `text` is a source text of context scfdesk::Commands (mark it with QT_TRANSLATE_NOOP). `name` is the object name.
  QAction* add(Menu menu, const QString& name, const char* text, const QList<QKeySequence>& keys, std::function<void()> run);
  void addSeparator(Menu menu);
  /// Takes the actions of a view into the window while it is shown; their keys then work wherever the focus is.
  /// `only`: object names; empty = all of them.
  void adopt(QWidget* view, const QStringList& only = {});
  void release(QWidget* view);
  [[nodiscard]] QList<QAction*> all() const;
  void retranslate();
  /// "Ctrl ↵": keys as the window prints them.
  static QString printed(const QKeySequence& key);

 private:
  [[nodiscard]] QMenu* menu(Menu menu) const;
  struct Entry {
    QAction* action;
    const char* text;
  };
  QMainWindow& m_window;
  QList<QMenu*> m_menus;
  std::vector<Entry> m_entries;
  QList<QAction*> m_adopted;
};

}  // namespace scfdesk
