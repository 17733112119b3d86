// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/code/codepackage.h"
#include "widgets/controls/rowtable.h"
#include <QJsonObject>
#include <QWidget>

namespace scfdesk {

class Banner;
class ComboField;
class Label;
class RowTable;

/// How two versions of a function differ: configuration field by field, and files by content. GUI thread; owned by VersionsView.
class VersionDiff final : public QWidget {
  Q_OBJECT
 public:
  explicit VersionDiff(ModelHub& hub, QWidget* parent = nullptr);
  void setFunction(const FunctionInfo* function);
  /// Names of versions ("$LATEST", "2"); the older one first.
  void compare(const QString& before, const QString& after);
  /// Configuration of a GetFunction answer as fields and their values, in a fixed order; variables one by one. Pure.
  static QList<std::pair<QString, QString>> fieldsOf(const QJsonObject& function);

 private:
  void ask();
  void askSide(int side);
  void show();
  [[nodiscard]] QList<Row> rows() const;
  struct Side {
    QString version;
    std::optional<QJsonObject> configuration;
    std::optional<QList<PackedFile>> files;
  };
  ModelHub& m_hub;
  FunctionId m_function = 0;
  QByteArray m_code;          ///< of $LATEST: sha and generation, so that a change is compared anew
  int m_turn = 0;             ///< number of the comparison: late answers are dropped
  bool m_filling = false;
  Side m_sides[2];
  Banner* m_banner;
  ComboField* m_choices[2];
  Label* m_said;
  RowTable* m_table;
};

}  // namespace scfdesk
