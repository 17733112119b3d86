// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QWidget>

namespace scfdesk {

class ComboField;
class DeskButton;
class TextField;
class ToolRow;

/// Above the editor: which template the event began as, the saved events of the function, Format and Save. Saving asks for a name
/// in place of the saved events. It decides nothing: it says what was chosen. GUI thread; owned by EventPane.
class EventBar final : public QWidget {
  Q_OBJECT
 public:
  explicit EventBar(QWidget* parent = nullptr);
  void setTemplate(const QString& id);
  [[nodiscard]] QString templateId() const;
  void setSavedEvents(const QStringList& names);
  /// The saved event that is shown, empty = none; `edited` says that it no longer is what was saved.
  void setCurrentSaved(const QString& name, bool edited);
  /// Opens the field for a name.
  void askName(const QString& suggestion);
  void closeName();
  [[nodiscard]] bool asking() const;
  /// A debug session lives.
  void setDebugging(bool on);
  /// There is another connection to fire at as well.
  void setComparable(bool on);

 Q_SIGNALS:
  void templateChosen(const QString& id);
  void savedChosen(const QString& name);
  void saveRequested();                   ///< the button: as Ctrl S
  void saveAsRequested();
  void nameGiven(const QString& name);
  void nameRefused();                     ///< Esc: the editor gets the focus back
  void deleteRequested(const QString& name);
  void formatRequested();
  void debugRequested();
  void compareRequested();
  void variablesRequested(const QPoint& below);  ///< where the menu belongs

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();
  void rescale();
  void refill();
  void refresh();
  ToolRow* m_tools;
  ComboField *m_template, *m_saved;
  TextField* m_name;
  DeskButton *m_variables, *m_format, *m_compare, *m_debug, *m_save;
  QStringList m_names;
  QString m_current;
  bool m_edited = false;
  bool m_debugging = false;
};

}  // namespace scfdesk
