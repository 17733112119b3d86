// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QJsonArray>
#include <QTimer>
#include <QWidget>
#include <functional>

namespace scfdesk {

class Banner;
class DeskButton;
class Label;
class ProvisionedEditor;
class QuotaBar;
class ReservedEditor;
class RowTable;

/// Concurrency of the selected function (design.md section 5): the account's quota, what of it is reserved and provisioned, and
/// both to edit. GUI thread; owned by the window.
class ConcurrencyView final : public QWidget {
  Q_OBJECT
 public:
  /// `simulate`: there is a simulator to try a change in.
  ConcurrencyView(ModelHub& hub, bool simulate, QWidget* parent = nullptr);

  /// "thumbnail: reserved quota": what is written and not saved.
  [[nodiscard]] QStringList unsaved() const;
  void saveAll(std::function<void(const Status&)> done);
  /// What is written in another view of this kind, which is of no use afterwards.
  void takeOver(const ConcurrencyView& from);

 Q_SIGNALS:
  void settingWanted(const QString& field);  ///< of the engine
  void versionsWanted();
  void simulateWanted();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeQuota(bool simulate);
  [[nodiscard]] QWidget* makeProvisioned();
  void load();
  void ask();
  void onAccount(const QJsonObject& account);
  void onProvisioned(const QJsonObject& answer);
  void showVersion();
  static constexpr int kRefreshMs = 2000;  ///< while seen: instances become ready
  ModelHub& m_hub;
  FunctionId m_function = 0;
  QTimer m_timer;
  int m_turn = 0;
  QJsonArray m_versions;     ///< of /-/provisioned
  QString m_wanted;          ///< version to choose when it comes
  Banner* m_banner;
  QuotaBar* m_bar;
  Label *m_account, *m_burst, *m_none;
  ReservedEditor* m_reserved;
  RowTable* m_table;
  ProvisionedEditor* m_editor;
  DeskButton* m_publish;
};

}  // namespace scfdesk
