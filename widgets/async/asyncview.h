// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

class QStackedWidget;

namespace scfdesk {

class DeadLetters;
class EventQueue;
class Label;
class TabStrip;

/// Async (design.md section 5): events that wait, run or will be retried, and dead letters. GUI thread; owned by the window.
class AsyncView final : public QWidget {
  Q_OBJECT
 public:
  explicit AsyncView(ModelHub& hub, QWidget* parent = nullptr);
  void showDeadLetters();
  void showQueue();
  void takeOver(const AsyncView& from);
  [[nodiscard]] EventQueue& queue() const { return *m_queue; }
  [[nodiscard]] DeadLetters& letters() const { return *m_letters; }

 Q_SIGNALS:
  /// Puts an event into the editor of a function's Test.
  void editWanted(quint32 function, const QByteArray& payload);

 private:
  void onStatus();
  ModelHub& m_hub;
  Label* m_facts;
  TabStrip* m_tabs;
  QStackedWidget* m_stack;
  EventQueue* m_queue;
  DeadLetters* m_letters;
};

}  // namespace scfdesk
