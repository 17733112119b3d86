// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/triggers/triggerdata.h"
#include <QHash>
#include <QJsonValue>
#include <QPointer>
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
  /// "thumbnail: trigger media-1250000000": what is written and not saved, of every function.
  [[nodiscard]] QStringList unsaved() const;
  void saveAll(std::function<void(const Status&)> done);
  /// What is written in another view of this kind, which is of no use afterwards.
  void takeOver(TriggersView& from);
  void save();
  void addTrigger();
  /// "Add trigger": it stands in the tab bar over the view, and goes with the view.
  [[nodiscard]] QWidget* addButton() const;
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
  void showTrouble(const TriggerView& t);
  void remedyTrouble();
  void clearBanner();
  void change(const QString& id, const QByteArray& body, bool reload);
  void remove();
  void enable();
  [[nodiscard]] const FunctionInfo* function() const;
  void stash();

  /// What was written of a trigger and not saved.
  struct Draft {
    QString function, name;
    QJsonValue desc;
    QString customArgument;
    bool timer = false;
  };
  [[nodiscard]] Draft draft() const;

  ModelHub& m_hub;
  QHash<QString, Draft> m_drafts;  ///< by id, of those that the form does not hold
  QString m_shownFunction, m_shownName;
  QTimer m_timer;
  QString m_shown;          ///< id of what the form holds
  QString m_wanted;         ///< name or id to select when it comes
  Error m_trouble;
  QString m_sourceTrouble;  ///< of the selected trigger, as the banner says it
  QString m_remedy;         ///< what the banner's button does about it
  bool m_firing = false, m_saving = false;
  Banner* m_banner;
  TriggerTable* m_table;
  EmptyState* m_empty;
  QWidget *m_full, *m_lower;
  PaneTitle *m_pathTitle, *m_formTitle, *m_recentTitle;
  DeliveryPath* m_path;
  TriggerForm* m_form;
  RecentEvents* m_recent;
  QPointer<DeskButton> m_add;
  DeskButton *m_save, *m_revert, *m_fire, *m_remove;
  Label *m_noRecent;
};

}  // namespace scfdesk
