// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"
#include "models/data/result.h"
#include <QWidget>

namespace scfdesk {

class Chip;
class DeskButton;
class Label;
class ToolRow;

/// First line of a reply: status with its SCF name, the request id to copy, cold or warm. GUI thread; owned by ReplyView.
class ReplyHeader final : public QWidget {
  Q_OBJECT
 public:
  explicit ReplyHeader(QWidget* parent = nullptr);
  void showEnded(const Invocation& invocation);
  /// While it runs; elapsedMs < 0 shows no time yet. `invocation` may be null.
  /// `paused`: arrivals are held, so one that waits goes on waiting.
  void showRunning(const Invocation* invocation, qint64 elapsedMs, TimeUs now, bool paused);
  /// The press waits for the engine.
  void showKept();
  /// Refused before it became an invocation.
  void showRefused(const Error& error);
  [[nodiscard]] QString statusText() const;
  /// "Why" at the right end: the engine's decisions about it are known.
  void offerWhy(bool offered);
  /// Stands where there is room for it: over the result.
  [[nodiscard]] DeskButton* whyButton() const { return m_why; }

 Q_SIGNALS:
  void whyWanted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void reset();
  ToolRow* m_row;
  Chip *m_status, *m_start;
  Label *m_requestId, *m_elapsed;
  DeskButton *m_copy, *m_why;
};

}  // namespace scfdesk
