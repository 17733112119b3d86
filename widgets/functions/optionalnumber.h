// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <optional>

namespace scfdesk {

class NumberField;
class SegmentedControl;

/// A number that may be left to somebody else: "Engine's | Own [15 s]". The number is there only when it is an own one. GUI thread.
class OptionalNumber final : public QWidget {
  Q_OBJECT
 public:
  /// `otherwise`: the word for no own value. `first`: the number that is offered when one is asked for.
  OptionalNumber(const QString& accessibleName, const QString& otherwise, const QString& unit, int minimum, int maximum, int first,
                 QWidget* parent = nullptr);
  void setValue(std::optional<int> value);
  [[nodiscard]] std::optional<int> value() const;
  void setChanged(bool changed);
  void setError(bool error);
  /// Names of the parts: NAME_choice and NAME_number.
  void setPartNames(const QString& name);

 Q_SIGNALS:
  void edited();

 private:
  SegmentedControl* m_choice;
  NumberField* m_number;
  int m_first;
};

}  // namespace scfdesk
