// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include "models/modelhub.h"
#include <QTimer>
#include <QWidget>

namespace scfdesk {

class DeskButton;
class DiskLog;
class Label;
class LogHistogram;
class LogInspector;
class LogSummary;
class LogTable;
class MarkerStrip;
class QueryField;
class SegmentedControl;

/// All lines held, or all that are kept on disk, and a query over them: matches only, or in context with the others standing back. Histogram by level over the
/// time that is looked at, markers over all lines, the selected line whole. Live it follows until someone scrolls up; in History
/// a rule stands at the cursor. GUI thread.
class LogsView final : public QWidget {
  Q_OBJECT
 public:
  explicit LogsView(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] QueryField& field() const { return *m_field; }
  [[nodiscard]] LogTable& table() const { return *m_table; }
  [[nodiscard]] LogHistogram& histogram() const { return *m_histogram; }
  [[nodiscard]] LogInspector& inspector() const { return *m_inspector; }
  void focusQuery();
  void showAsTable();
  void setInContext(bool inContext);
  /// The term to leave out so that most lines come back, with its text; empty when some line matches.
  [[nodiscard]] QString offeredTerm() const;
  void exportTo(const QString& file);
  /// The lines kept on disk instead of those held in memory.
  void setOnDisk(bool onDisk);
  [[nodiscard]] DiskLog& disk() const { return *m_disk; }
  /// Query, lines and source of another one.
  void takeOver(const LogsView& from);

 Q_SIGNALS:
  void invocationWanted(quint64 invocation);
  void eventWanted(quint32 function, const QByteArray& event);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void layOut();
  void connectParts();
  void applyQuery();
  void showRows();
  void onTime();
  void onCurrent();
  void refreshCounts();
  void refreshScreen();
  void refreshEmpty();
  void chooseExport();
  void wantEvent(InvocationId id);
  void onlyRequest(const QByteArray& requestId);
  void say(const QString& text);
  void refreshDisk();
  [[nodiscard]] bool onDisk() const;
  void retranslate();
  [[nodiscard]] bool inContext() const;
  ModelHub& m_hub;
  LogView *m_all, *m_found;
  LogSummary *m_allSummary, *m_foundSummary;
  std::shared_ptr<const LogMatcher> m_matcher;
  Label *m_title, *m_counts, *m_mistake, *m_note;
  QueryField* m_field;
  DiskLog* m_disk;
  SegmentedControl *m_source, *m_mode;
  DeskButton *m_follow, *m_export, *m_offer, *m_cancel;
  LogHistogram* m_histogram;
  LogTable* m_table;
  MarkerStrip* m_markers;
  LogInspector* m_inspector;
  QWidget *m_mistakeRow, *m_offerRow;
  QTimer m_soon, m_rest;
  QString m_diskQuery;
  bool m_exporting = false, m_diskAsked = false, m_noteOfSearch = false;
};

}  // namespace scfdesk
