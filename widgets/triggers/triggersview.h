// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/triggers/triggerdata.h"
#include <QTimer>
#include <QWidget>

namespace scfdesk {

class Banner;
class DeliveryPath;
class DeskButton;
class EmptyState;
class Label;
class PaneTitle;
class RecentEvents;
class TriggerForm;
class TriggerTable;

/// Triggers of the selected function (picture 03): the table grouped Push and Pull; of the selected one its delivery path with live
/// rates, its configuration and its recent events. Asks the engine once a second while it is shown. GUI thread.
class TriggersView final : public QWidget {
  Q_OBJECT
 public:
  explicit TriggersView(ModelHub& hub, QWidget* parent = nullptr);
  ~TriggersView() override;
  [[nodiscard]] bool hasChanges() const;
  void save();
  void addTrigger();
  void fireSample();

 Q_SIGNALS:
  void invocationWanted(quint64 id);  ///< to be seen whole

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* makeLower();
  void ask();
  void askOne();
  void onList(const Result<QByteArray>& answer);
  void takeFocus(bool any);
  void onOne(const QString& id, const Result<QByteArray>& answer);
  void onSelected();
  void showPath(const TriggerView& t);
  void showProblem(const Error& error);
  void change(const QString& id, const QByteArray& body, bool reload);
  void remove();
  void enable();
  [[nodiscard]] const FunctionInfo* function() const;

  ModelHub& m_hub;
  QTimer m_timer;
  QString m_shown;          ///< id of what the form holds
  QString m_wanted;         ///< name to select when it comes
  Error m_trouble;
  bool m_firing = false, m_saving = false;
  Banner* m_banner;
  TriggerTable* m_table;
  EmptyState* m_empty;
  QWidget *m_full, *m_lower;
  PaneTitle *m_pathTitle, *m_formTitle, *m_recentTitle;
  DeliveryPath* m_path;
  TriggerForm* m_form;
  RecentEvents* m_recent;
  DeskButton *m_add, *m_save, *m_revert, *m_fire, *m_remove;
  Label *m_noRecent;
};

}  // namespace scfdesk
