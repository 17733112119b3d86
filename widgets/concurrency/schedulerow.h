// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;
class NumberField;
class TextField;

/// One timed change of provisioned concurrency: name, cron with its sentence, number of instances. GUI thread; owned by
/// ProvisionedEditor.
class ScheduleRow final : public QWidget {
  Q_OBJECT
 public:
  explicit ScheduleRow(QWidget* parent = nullptr);
  /// {"name":...,"count":...,"cron":...}
  void setTask(const QJsonObject& task);
  [[nodiscard]] QJsonObject task() const;
  [[nodiscard]] QString fault() const;  ///< empty = it can be saved
  void focusName();

 Q_SIGNALS:
  void changed();
  void removeWanted();

 private:
  void check();
  TextField *m_name, *m_cron;
  NumberField* m_count;
  Label* m_sentence;
  DeskButton* m_remove;
};

}  // namespace scfdesk
