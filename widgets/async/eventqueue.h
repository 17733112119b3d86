// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace scfdesk {

class Banner;
class DeskButton;
class EmptyState;
class EventDetail;
class Label;
class PaneTitle;
class RowTable;

/// The Queue page of Async: functions whose async events wait or run, the events of the chosen one, and one event in detail.
/// Asks the engine each second while it is seen. GUI thread; owned by AsyncView.
class EventQueue final : public QWidget {
  Q_OBJECT
 public:
  explicit EventQueue(ModelHub& hub, QWidget* parent = nullptr);
  void refresh();
  /// Events that wait or run, of all functions.
  [[nodiscard]] int depth() const { return m_depth; }
  static constexpr int kRefreshMs = 1000;
  static constexpr int kEventsShown = 200;

 Q_SIGNALS:
  void depthChanged();
  void editWanted(quint32 function, const QByteArray& payload);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void onQueue(const Result<QJsonObject>& answer);
  void sayUntold(const QJsonObject& answer, bool empty);
  void onEvent(const QString& requestId, const Result<QJsonObject>& answer);
  void chooseFunction(const QString& key);
  void loadEvent(const QString& requestId);
  void askTerminate();
  void terminate(const QString& requestId, FunctionId function);
  ModelHub& m_hub;
  QTimer m_timer;
  bool m_asking = false;
  int m_depth = 0;
  FunctionId m_function = 0;
  QJsonObject m_event;      ///< the chosen one, as last heard
  QStackedWidget* m_stack;
  Banner* m_banner;
  RowTable *m_functions, *m_events;
  PaneTitle* m_eventsTitle;
  EmptyState* m_nothing;
  Label* m_untold;
  EventDetail* m_detail;
  DeskButton *m_terminate, *m_edit;
};

}  // namespace scfdesk
