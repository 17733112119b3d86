// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/data/invocation.h"
#include "widgets/test/replywords.h"
#include <QWidget>
#include <optional>

namespace scfdesk {

class Metric;
class PhaseBar;
class ReplyHeader;
class ReplyNote;
class ReplyText;

/// One invocation: status line, sentence of a failure, four figures, phase bar, result and log tail. Shows what it is given and
/// keeps the last invocation, so that a change of language can show it anew. GUI thread; owned by ReplyPane.
class ReplyView final : public QWidget {
  Q_OBJECT
 public:
  explicit ReplyView(QWidget* parent = nullptr);
  void showDetail(const InvocationDetail& detail, const FunctionInfo* function);
  /// `live` may be null until the engine told of it; shows elapsed time after kElapsedFromMs.
  void showRunning(const Invocation* live, qint64 elapsedMs, TimeUs now, bool paused);
  [[nodiscard]] ReplyText& text() const { return *m_text; }
  void showKept();
  /// "Why" beside what is shown: the engine's decisions about it are known.
  void offerWhy(bool offered);
  void showRefused(const Error& error);
  [[nodiscard]] InvocationId shown() const { return m_shown; }
  /// The shown one had ended when it was asked for.
  [[nodiscard]] bool ended() const { return m_detail.invocation.finished; }

  static constexpr qint64 kElapsedFromMs = 300;

 Q_SIGNALS:
  void whyWanted();
  void actionWanted(scfdesk::ReplyWords::Action action);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void clearFigures();
  void retranslate();
  ReplyHeader* m_header;
  ReplyNote* m_note;
  QWidget* m_figures;
  Metric *m_duration, *m_billed, *m_total, *m_memory;
  PhaseBar* m_phases;
  ReplyText* m_text;
  ReplyWords::Action m_action = ReplyWords::Action::None;
  InvocationId m_shown = 0;
  InvocationDetail m_detail;              ///< of m_shown, to say it again in another language
  std::optional<FunctionInfo> m_function;
};

}  // namespace scfdesk
