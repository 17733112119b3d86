// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QJsonObject>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace scfdesk {

class DeskButton;
class FieldRow;
class Label;
class NumberField;
class ScheduleRow;
class SegmentedControl;

/// Provisioned concurrency of one published version: none, a fixed number, or as many as its use asks for between two bounds; and
/// timed changes of a fixed number. GUI thread; owned by ConcurrencyView.
class ProvisionedEditor final : public QWidget {
  Q_OBJECT
 public:
  explicit ProvisionedEditor(ModelHub& hub, QWidget* parent = nullptr);
  /// `version`: an entry of /-/provisioned. What was edited of the same version stays.
  void setVersion(const FunctionKey& key, const QJsonObject& version);
  [[nodiscard]] bool changed() const;
  [[nodiscard]] int version() const { return m_version; }
  /// What is wanted in another one of these: put over what is saved as soon as that version is shown.
  void takeOver(const ProvisionedEditor& from);
  /// `done` says when it is saved, or why not.
  void save(std::function<void(const Status&)> done = {});
  /// Parameters of PutProvisionedConcurrencyConfig for what the fields say; empty = none is wanted.
  [[nodiscard]] QJsonObject wanted() const;
  static constexpr int kTasks = 10;

 Q_SIGNALS:
  void saved();

 private:
  enum Choice { None, Fixed, Tracking };
  ScheduleRow* addTask(const QJsonObject& task);
  void fill(const QJsonObject& config);
  void refresh();
  [[nodiscard]] QString fault() const;
  [[nodiscard]] QJsonObject configOf() const;
  ModelHub& m_hub;
  FunctionKey m_key;
  int m_version = 0, m_memory = 128;
  QJsonObject m_saved;   ///< as the engine says it; empty = none
  struct {
    FunctionKey key;
    int version = 0;     ///< 0 = nothing was taken over
    QJsonObject config;
  } m_taken;
  bool m_filling = false, m_busy = false;
  SegmentedControl* m_choice;
  NumberField *m_count, *m_target, *m_least, *m_most;
  FieldRow *m_countRow, *m_targetRow, *m_leastRow, *m_mostRow;
  QWidget* m_tasks;
  QVBoxLayout* m_taskColumn;
  QList<ScheduleRow*> m_rows;
  Label *m_tasksTitle, *m_error;
  DeskButton *m_add, *m_save, *m_discard;
};

}  // namespace scfdesk
