// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "widgets/test/replyview.h"
#include <QWidget>

class QStackedWidget;

namespace scfdesk {

class EmptyState;
class LoadTally;
class NextSteps;

/// The right half above the history: nothing yet, one invocation, or a load run. GUI thread; owned by TestView.
class ReplyPane final : public QWidget {
  Q_OBJECT
 public:
  explicit ReplyPane(QWidget* parent = nullptr);
  /// Nothing was fired at this function yet. Name empty = no function at all.
  /// `first`: nothing was ever fired in this window; it offers what to do after the first reply.
  /// `takes`: what can be sent to it from here.
  enum class Takes : uint8_t { Events, Requests, Nothing };
  void showEmpty(const QString& functionName, bool engineReady, bool first, Takes takes = Takes::Events);
  /// The runtime of the function whose interpreter this machine lacks and the command that brings it, for the next showEmpty(); both
  /// empty = nothing is missing.
  void setMissing(const QString& runtime, const QString& installCommand);
  [[nodiscard]] ReplyView& reply() const { return *m_reply; }
  void showReply();
  void showLoad(const LoadProgress& progress, TimeUs now);
  [[nodiscard]] LoadTally& tally() const { return *m_tally; }
  [[nodiscard]] bool empty() const;
  [[nodiscard]] bool showsLoad() const;
  void offerNextSteps(bool shown);

 Q_SIGNALS:
  void loadWanted();
  void bucketWanted();
  void folderWanted();
  void scalingRequested();
  void nextStepsDismissed();

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void buildEmpty();
  QStackedWidget* m_stack;
  EmptyState* m_empty = nullptr;
  ReplyView* m_reply;
  LoadTally* m_tally;
  NextSteps* m_next;
  QString m_functionName;
  bool m_engineReady = false, m_first = true;
  Takes m_takes = Takes::Events;
  QString m_missing, m_install;
};

}  // namespace scfdesk
