// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "widgets/test/firebar.h"
#include <QWidget>

namespace scfdesk {

class DebugStrip;
class EventBar;
class VariablesMenu;
class EventDrafts;
class EventEditor;
class ModelHub;
class ValidationLine;

/// The left half of the Test view: template and saved events, the editor, its verdict, and how to fire. GUI thread; owned by
/// TestView.
class EventPane final : public QWidget {
  Q_OBJECT
 public:
  explicit EventPane(ModelHub& hub, QWidget* parent = nullptr);

  /// Shows the draft of a function; id 0 = none.
  void setFunction(const FunctionInfo* function);
  /// Why the event in the editor can't be fired as it stands; empty = it can. Brings the verdict up to date first.
  [[nodiscard]] QString blocked();
  /// The bytes of the event.
  [[nodiscard]] QByteArray payload() const;
  /// Puts an event of the history into the editor as an undoable step.
  void loadEvent(const QByteArray& json);

  void save();
  void format();
  void goToIssue(bool forward);
  void openSaved();
  /// The event with its variables filled in as they would be now.
  void preview();
  void focusEditor();
  [[nodiscard]] EventDrafts& drafts() const { return *m_drafts; }
  [[nodiscard]] FireBar& fireBar() const { return *m_fire; }
  [[nodiscard]] DebugStrip& debugStrip() const { return *m_debug; }
  [[nodiscard]] EventEditor& editor() const { return *m_editor; }
  /// A reason from outside (no function, not connected); it wins over the verdict.
  void setOutsideReason(const QString& why);

  /// There is another connection to fire at as well.
  void setComparable(bool on);

  /// The function's first event is in the editor: it can be fired.
  [[nodiscard]] bool ready() const;

 Q_SIGNALS:
  void readied();
  void compareRequested();

 private:
  void show(bool afresh);
  void refreshBar();
  void refreshVerdict();
  EventDrafts* m_drafts;
  EventBar* m_bar;
  EventEditor* m_editor;
  ValidationLine* m_line;
  VariablesMenu* m_variables;
  DebugStrip* m_debug;
  FireBar* m_fire;
  QString m_outside;
  bool m_showing = false;
};

}  // namespace scfdesk
