// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/controls/button.h"
#include <QMenu>
#include <QStringList>

namespace scfdesk {

/// One or several functions out of those there are: a button that says which, with a menu that stays open while they are checked.
/// At least one is always chosen. GUI thread; owned by its parent.
class FunctionChoice final : public DeskButton {
  Q_OBJECT
 public:
  FunctionChoice(const QStringList& all, const QString& chosen, QWidget* parent = nullptr);
  /// By name.
  [[nodiscard]] const QStringList& chosen() const { return m_chosen; }
  void setChosen(const QStringList& names);

 Q_SIGNALS:
  void chosenChanged();

 private:
  void refresh();
  QMenu* m_menu;
  QStringList m_chosen;
};

}  // namespace scfdesk
