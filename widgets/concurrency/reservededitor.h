// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>
#include <functional>

namespace scfdesk {

class DeskButton;
class Label;
class NumberField;
class SegmentedControl;

/// Reserved quota of a function: shared (none), so many MB, or off (0). GUI thread; owned by ConcurrencyView.
class ReservedEditor final : public QWidget {
  Q_OBJECT
 public:
  explicit ReservedEditor(ModelHub& hub, QWidget* parent = nullptr);
  void setFunction(const FunctionInfo* function);
  [[nodiscard]] bool changed() const;
  /// What is wanted in another one of these, over what is saved.
  void takeOver(const ReservedEditor& from);
  /// `done` says when it is saved, or why not.
  void save(std::function<void(const Status&)> done = {});

 Q_SIGNALS:
  void saved();

 private:
  enum Choice { Shared, Reserved, Off };
  [[nodiscard]] std::optional<int> wanted() const;
  void fill();
  void refresh();
  ModelHub& m_hub;
  FunctionId m_function = 0;
  int m_memory = 128;
  std::optional<int> m_saved;
  bool m_filling = false, m_busy = false;
  SegmentedControl* m_choice;
  NumberField* m_amount;
  Label *m_note, *m_error;
  DeskButton *m_save, *m_discard;
};

}  // namespace scfdesk
