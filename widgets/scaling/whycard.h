// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/scaling/whywords.h"
#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace scfdesk {

class DeskButton;
class Label;

/// Why the engine decided as it did: the rule, what it was decided from, and the setting that would change it, with the way
/// there. Of several decisions of one moment it shows one and steps through them. GUI thread; owned by the inspector.
class WhyCard final : public QWidget {
  Q_OBJECT
 public:
  explicit WhyCard(ModelHub& hub, QWidget* parent = nullptr);
  /// Shows the decisions, `first` of them at once. Requires: not empty.
  void show(std::vector<Decision> decisions, size_t first = 0);
  [[nodiscard]] const Decision& decision() const { return m_decisions[m_at]; }
  [[nodiscard]] size_t count() const { return m_decisions.size(); }

 Q_SIGNALS:
  /// "accountMemoryMb": of the engine; of `function` when that is not 0.
  void settingWanted(const QString& field, quint32 function);
  void moved();  ///< another decision is shown

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void step(int by);
  void rescale();
  ModelHub& m_hub;
  std::vector<Decision> m_decisions{Decision{}};
  size_t m_at = 0;
  WhyWords::Words m_words;
  QVBoxLayout* m_lines;
  Label *m_what, *m_when, *m_rule, *m_inputs, *m_advice, *m_place;
  DeskButton *m_before, *m_after, *m_change;
};

}  // namespace scfdesk
