// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QTimer>
#include <QWidget>
#include <vector>

namespace scfdesk {

class DeskButton;
class WhyCard;

class Chip;
class Label;
class PaneTitle;
class PhaseBar;
struct LaneSpan;
struct Lane;

/// The selected invocation in figures: phases, waited, billed, peak memory, status with its sentence, and the instance that ran
/// it with the reasons of its start and stop. With only an instance selected, that instance. GUI thread.
class InvocationInspector final : public QWidget {
  Q_OBJECT
 public:
  explicit InvocationInspector(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;

  /// Why: the decisions of one moment, instead of the invocation, until somebody goes back or selects something else.
  void showWhy(std::vector<Decision> decisions, size_t first = 0);
  /// All decisions about what is selected, its start first. False when none is kept.
  bool showWhyOfSelection();
  [[nodiscard]] WhyCard& why() const { return *m_why; }

 Q_SIGNALS:
  void settingWanted(const QString& field, quint32 function);
  void fireAgainWanted(quint64 invocation);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  [[nodiscard]] std::vector<Decision> decisionsOfSelection() const;
  void setWhyShown(bool shown);
  void refresh();
  void showInvocation(const Invocation& invocation);
  void showInstance(const Lane& lane);
  void showNothing();
  void setFigures(const QList<QPair<QString, QString>>& figures);
  void describeInstance(InstanceId id);
  void rescale();
  ModelHub& m_hub;
  PaneTitle* m_title;
  Label* m_id;
  Chip *m_status, *m_cold;
  PhaseBar* m_phases;
  struct Figure {
    Label* name;
    Label* value;
  };
  QList<Figure> m_figures;
  Label *m_sentence, *m_start, *m_stop;
  QTimer m_soon;
  WhyCard* m_why;
  QWidget* m_reasons;  ///< the page with m_why
  QWidget* m_body;
  DeskButton *m_ask, *m_back, *m_again;
  bool m_whyShown = false;
};

}  // namespace scfdesk
