// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace scfdesk {

class AliasRow;
class DeskButton;
class PaneTitle;

/// The aliases of a function, $DEFAULT first, each a row to edit. GUI thread; owned by VersionsView.
class AliasList final : public QWidget {
  Q_OBJECT
 public:
  explicit AliasList(ModelHub& hub, QWidget* parent = nullptr);
  void setFunction(const FunctionInfo* function);
  [[nodiscard]] AliasRow* row(const QString& name) const { return m_rows.value(name); }
  [[nodiscard]] bool hasChanges() const;
  /// All with $DEFAULT, which every function has.
  static QList<AliasInfo> aliasesOf(const FunctionInfo& function);

 private:
  AliasRow* makeRow(const QString& name);
  void save(const QString& name);
  void askDelete(const QString& name);
  void create();
  ModelHub& m_hub;
  FunctionId m_function = 0;
  QHash<QString, AliasRow*> m_rows;
  PaneTitle* m_title;
  DeskButton* m_new;
  QVBoxLayout* m_column;
};

}  // namespace scfdesk
