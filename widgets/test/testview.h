// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include "widgets/test/replywords.h"
#include <QHash>
#include <QTimer>
#include <QWidget>

class QAction;
class QSplitter;

namespace scfdesk {

class EventPane;
class FireSession;
class HistoryList;
class ModelHub;
class ReplyPane;

/// The Test view: compose an event for the selected function, fire it once, repeatedly or as a load, and read the reply, the
/// phases, the log tail and the history. Shows the function of hub.selection().
/// Its QActions (actions()) carry the keys of the view and work while the focus is inside it; the window may add them to its
/// menus, and must not make others with the same keys. GUI thread; owned by the window.
class TestView final : public QWidget {
  Q_OBJECT
 public:
  explicit TestView(ModelHub& hub, QWidget* parent = nullptr);
  ~TestView() override;

  /// As the bar stands: once, repeat or load. An event that is not valid goes nowhere; the editor shows why.
  void fire();
  /// As a load, with the values of the Load row; the row is shown.
  void fireLoad();
  /// The offer of the first run: 600 events as a ramp with its peak at 78/s.
  void fireOffer();
  void stopLoad();
  void setFocusOnFire();
  void openSavedEvents();
  void saveEvent();
  void formatEvent();
  void showDiff();
  void nextError();
  void previousError();
  /// Puts an event into the editor; what other views call for "Edit then fire".
  void loadEvent(const QByteArray& json);
  /// The event in the editor at this connection and at another one, side by side.
  void compareEnds();
  /// Fires the event of an invocation of the shown function again, as it was.
  void refire(quint64 id);
  /// Sizes of the panes and whether the next steps were offered, for the window's memory. What can't be read changes nothing.
  [[nodiscard]] QByteArray saveState() const;
  void restoreState(const QByteArray& state);
  [[nodiscard]] EventPane& eventPane() const { return *m_event; }
  [[nodiscard]] ReplyPane& replyPane() const { return *m_reply; }
  [[nodiscard]] HistoryList& history() const { return *m_history; }
  [[nodiscard]] FireSession& session() const { return *m_session; }

 Q_SIGNALS:
  void configurationRequested();
  void scalingRequested();
  void whyRequested(quint64 id);  ///< why the engine treated this invocation so
  void openFolderRequested();
  void bucketsRequested();  ///< Services, where files are dropped
  void newFunctionRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeActions();
  void retranslate();
  void connectParts();
  void onFunction();
  void onFunctionChanged(quint32 id);
  void onStatus();
  void onReplied(const InvocationDetail& detail);
  void onLoadChanged(quint32 run);
  void onAction(ReplyWords::Action action);
  void showInvocation(quint64 id);
  void showRun(quint32 run);
  void refireLoad(quint32 run);
  void sendLoad(LoadSpec spec);
  void keepPress();
  void tick();
  void showEmpty(const FunctionInfo* fn);
  void showIdle();
  void refreshHistory();
  [[nodiscard]] const FunctionInfo* function() const;
  [[nodiscard]] InvocationId lastRefused() const;
  void compareWithPrevious(const InvocationDetail& detail);
  void lookForPrevious(const InvocationDetail& later, std::vector<InvocationId> candidates);
  [[nodiscard]] QByteArray eventKey(const InvocationDetail& detail) const;

  ModelHub& m_hub;
  FireSession* m_session;
  QSplitter *m_columns, *m_right;
  EventPane* m_event;
  ReplyPane* m_reply;
  HistoryList* m_history;
  QTimer m_ticker;          ///< while something runs: the phase bar and the tally grow
  uint32_t m_shownRun = 0;
  bool m_offered = false;   ///< the next steps are offered once
  bool m_pressed = false;   ///< fire() came before there was an event to fire
  QByteArray m_fired;                             ///< the text that was fired last, variables not filled in
  QHash<quint64, QByteArray> m_firedAs;           ///< of invocations with variables: their text before
  QHash<QString, QStringList> m_muted;            ///< places left out of comparisons, by function
  quint64 m_wanted = 0;     ///< invocation whose details were asked for
  QByteArray m_rightState;  ///< while the history is hidden
  QList<QAction*> m_keys;
};

}  // namespace scfdesk
