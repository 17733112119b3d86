// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include "models/modelhub.h"
#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QScrollArea;

namespace scfdesk {

class Chip;
class DeskButton;
class Label;
class PaneTitle;
class PhaseBar;

/// The selected line: all of its text (JSON unfolded), whose it is, the invocation behind it with its phases, where to go from
/// here, and the other lines of the same request. GUI thread.
class LogInspector final : public QWidget {
  Q_OBJECT
 public:
  explicit LogInspector(ModelHub& hub, QWidget* parent = nullptr);
  /// A line by its number among those held; or, `held` false, among those on disk, whose request may be of an earlier run.
  void show(qint64 number, const LogLine& line, const RequestFacts& facts, bool held = true);
  void showNothing();
  [[nodiscard]] QString lineText() const;
  [[nodiscard]] QStringList sameRequest() const;
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void closed();
  void invocationWanted(quint64 invocation);
  void onlyRequestWanted(const QByteArray& requestId);
  void timeWanted(qint64 timeUs);
  void eventWanted(quint64 invocation);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void fillFigures(const Invocation* invocation);
  void fillRequestLines();
  void rescale();
  ModelHub& m_hub;
  qint64 m_absolute = -1;
  LogRecord m_record;
  RequestFacts m_facts;
  bool m_held = true;
  QByteArray m_line;
  QTimer m_soon;
  PaneTitle* m_title;
  DeskButton *m_copy, *m_close;
  QScrollArea* m_area;
  Chip* m_status;
  Label* m_sentence;
  QPlainTextEdit* m_text;
  struct Figure {
    Label *name, *value;
  };
  QList<Figure> m_figures;
  QWidget* m_request;  ///< what needs an invocation
  Label *m_invocation, *m_how;
  PhaseBar* m_phases;
  DeskButton *m_jump, *m_only, *m_time, *m_event;
  Label *m_same, *m_sameCount;
  QList<Label*> m_sameLines;
};

/// A line's whole text as it is shown when there is room: JSON laid out, control characters made visible. At most
/// `most` bytes; `cut` tells that there was more.
QString unfoldedLine(QByteArrayView line, qsizetype most, bool* cut = nullptr);

}  // namespace scfdesk
