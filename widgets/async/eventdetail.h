// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/async/attemptmarks.h"
#include <QHBoxLayout>

class QGridLayout;
class QStackedWidget;

namespace scfdesk {

class Chip;
class CodeView;
class EmptyState;
class Label;
class PaneTitle;
class ToolRow;

/// One async event or dead letter: request id and state, facts, attempts, what went wrong, payload, and a row of buttons that the
/// page fills. GUI thread; owned by its page.
class EventDetail final : public QWidget {
  Q_OBJECT
 public:
  /// `name` begins the object names of its parts ("async", "letter").
  EventDetail(const QString& name, const QString& heading, const QString& hint, QWidget* parent = nullptr);
  /// No event: the hint instead.
  void clear();
  void setEvent(const QString& requestId, const QString& state, bool error);
  void setFacts(const QList<std::pair<QString, QString>>& facts);
  void setMessage(const QString& message);
  void setAttempts(const QList<Attempt>& attempts, TimeUs now);
  /// Laid out when it is JSON. Shown from its beginning when it is another one.
  void setPayload(const QByteArray& payload);
  /// Of an event of which attempts and payload are not told: these words stand in their place. Empty: they are told.
  void setUntold(const QString& words);
  [[nodiscard]] const QByteArray& payload() const { return m_payload; }
  [[nodiscard]] QString requestId() const { return m_request; }
  [[nodiscard]] QHBoxLayout* buttons() const;

 private:
  static constexpr qsizetype kShownBytes = 256 * 1024;
  static constexpr int kFacts = 6;
  QString m_request;
  QByteArray m_payload;
  QStackedWidget* m_stack;
  Chip* m_state;
  Label *m_id, *m_message, *m_attemptsTitle, *m_untold;
  std::pair<Label*, Label*> m_facts[kFacts];
  AttemptMarks* m_attempts;
  PaneTitle* m_payloadTitle;
  CodeView* m_code;
  ToolRow* m_foot;
};

}  // namespace scfdesk
