// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/version.h"
#include <QJsonArray>
#include <QWidget>

namespace scfdesk {

/// One attempt at an async event.
struct Attempt {
  enum class State : uint8_t { Failed, Succeeded, Running, Due };
  int number = 1;
  State state = State::Failed;
  int statusCode = 0;      ///< of an ended one
  TimeUs start = 0;        ///< of one that is due: when
  TimeUs end = 0;
  int64_t durationUs = 0;
  QString message;
  friend bool operator==(const Attempt&, const Attempt&) = default;
};
/// Of the engine's "attempts" (local addition /-/async).
QList<Attempt> attemptsOf(const QJsonArray& array);

/// Attempts as a row of marks, oldest first: a failed one full and red with its code below, a running one blue, one that is due a
/// dashed amber frame. More than fit: the first and the last, with the number between. Height and pattern tell what hue tells.
/// Accessible as a chart. GUI thread; owned by its parent.
class AttemptMarks final : public QWidget {
  Q_OBJECT
 public:
  explicit AttemptMarks(QWidget* parent = nullptr);
  void setAttempts(const QList<Attempt>& attempts, TimeUs now);
  [[nodiscard]] const QList<Attempt>& attempts() const { return m_attempts; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QString wordsOf(const Attempt& attempt) const;
  /// Which attempts are drawn; -1 stands for those left out.
  [[nodiscard]] QList<int> shown() const;
  QList<Attempt> m_attempts;
  TimeUs m_now = 0;
};

}  // namespace scfdesk
