// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "widgets/theme/surface.h"
#include <QJsonObject>

class QSlider;

namespace scfdesk {

class ComboField;
class DeskButton;
class Label;
class SegmentedControl;
class TextField;

/// One alias: its main version, and how its calls are shared with a second one: none, by weight or by a rule over the RoutingKey.
/// The slider moves the border between two shares, so that they always total 100 %. Edits wait for Save. GUI thread; owned by
/// AliasList.
class AliasRow final : public Surface {
  Q_OBJECT
 public:
  AliasRow(const QString& name, QWidget* parent = nullptr);
  /// `versions`: the published ones, newest first. What was edited stays.
  void setAlias(const AliasInfo& saved, const QList<VersionNumber>& versions);
  [[nodiscard]] QString name() const { return m_name; }
  /// As the row shows it.
  [[nodiscard]] AliasInfo edited() const;
  [[nodiscard]] bool changed() const;
  /// The engine has taken this; it comes with the function's next change as well.
  void accept(const AliasInfo& alias);
  void setError(const QString& error);
  void setBusy(bool busy);
  /// RoutingConfig of UpdateAlias.
  static QJsonObject routingOf(const AliasInfo& alias);

 Q_SIGNALS:
  void saveWanted(const QString& name);
  void deleteWanted(const QString& name);

 private:
  enum Share { All, Weight, Rule };
  void fill(const AliasInfo& alias);
  void fillVersions();
  void refresh();
  void onShare(int share);
  [[nodiscard]] QList<VersionNumber> choices() const;
  const QString m_name;
  AliasInfo m_saved;
  QList<VersionNumber> m_versions;
  bool m_filling = false, m_begun = false, m_busy = false;
  Label *m_description, *m_mainShare, *m_otherShare, *m_otherLabel, *m_error;
  ComboField *m_main, *m_other, *m_method;
  SegmentedControl* m_share;
  QSlider* m_slider;
  TextField *m_key, *m_expression;
  QWidget *m_weightRow, *m_ruleRow;
  DeskButton *m_save, *m_discard, *m_delete;
};

}  // namespace scfdesk
