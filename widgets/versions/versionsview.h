// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

namespace scfdesk {

class AliasList;
class Banner;
class DeskButton;
class RowTable;
class TextField;
class ToolRow;
class VersionDiff;

/// Versions & aliases of the selected function (design.md section 5): publish, delete, share the calls of an alias between two
/// versions, compare versions. GUI thread; owned by the window.
class VersionsView final : public QWidget {
  Q_OBJECT
 public:
  explicit VersionsView(ModelHub& hub, QWidget* parent = nullptr);
  void takeOver(const VersionsView& from);
  [[nodiscard]] AliasList& aliases() const { return *m_aliases; }
  [[nodiscard]] VersionDiff& diff() const { return *m_diff; }

 private:
  void load();
  void fillVersions(const FunctionInfo& function);
  void publish();
  void askDelete(const QString& version);
  void deleteVersion(const FunctionKey& key, const QString& version, bool force);
  void compareChosen();
  ModelHub& m_hub;
  FunctionId m_function = 0;
  bool m_busy = false;
  Banner* m_banner;
  TextField* m_description;
  DeskButton *m_publish, *m_delete, *m_compare;
  RowTable* m_table;
  AliasList* m_aliases;
  VersionDiff* m_diff;
};

}  // namespace scfdesk
