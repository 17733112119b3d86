// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/test/recording.h"
#include <QWidget>
#include <functional>

class QHBoxLayout;

namespace scfdesk {

class ComboField;
class CurveEditor;
class DeskButton;
class Label;
class NumberField;
class RepeatPicture;
class SegmentedControl;

/// How events are fired: Once, Repeat or Load; sync or async; and the one button. While a load run goes on the button stops it.
/// It decides nothing: it says what was pressed. GUI thread; owned by EventPane.
class FireBar final : public QWidget {
  Q_OBJECT
 public:
  enum class Mode : uint8_t { Once, Repeat, Load };

  explicit FireBar(QWidget* parent = nullptr);

  [[nodiscard]] Mode mode() const;
  void setMode(Mode mode);
  [[nodiscard]] InvokeMode invokeMode() const;
  void setInvokeMode(InvokeMode mode);
  /// Takes what was typed last. False when a number had to be changed for that: the row says so, nothing should be fired on it.
  bool settle();
  /// Count, rate and shape, or count and interval, as shown for `mode`; function and payload are left empty.
  [[nodiscard]] LoadSpec load(Mode mode) const;
  /// Puts count, peak rate and shape into the Load row.
  void setLoad(const LoadSpec& spec);
  /// What Replay would fire again: asked for when it is chosen and when a run is to start.
  void setRecordingSource(std::function<Recording()> source);
  /// The span may be another one.
  void refreshRecording();
  /// Name of the function, for what is heard: "Fire 600 events at thumbnail, async".
  void setFunctionName(const QString& name);
  /// Why nothing can be fired; empty = it can.
  void setBlocked(const QString& why);
  /// A run goes on: sent of count. count 0 = none.
  void setRunning(int sent, int count, bool repeat = false);
  void focusFire();
  [[nodiscard]] bool blocked() const { return !m_blocked.isEmpty(); }
  /// As narrow as it gets: the invocation type then has a row of its own.
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void fireRequested();
  void stopRequested();
  void invokeModeChanged();

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void retranslate();
  void rescale();
  void refresh();
  [[nodiscard]] LoadShape shape() const;
  [[nodiscard]] bool replays() const;
  [[nodiscard]] QString spanText() const;
  void flow();
  void onAdjusted(const QString& sentence);
  void labelStop();
  void labelFire();
  [[nodiscard]] int wideWidth() const;
  SegmentedControl *m_mode, *m_invoke;
  DeskButton* m_fire;
  QHBoxLayout *m_top, *m_second;
  QWidget *m_repeatRow, *m_loadRow, *m_replayRow;
  NumberField *m_repeatCount, *m_repeatEvery, *m_loadCount, *m_loadPeak, *m_speed;
  Label *m_everyLabel, *m_peakLabel, *m_note, *m_span;
  CurveEditor* m_curve;
  std::function<Recording()> m_source;
  Recording m_recording;
  RepeatPicture* m_picture;
  ComboField* m_shape;
  QString m_function, m_blocked;
  bool m_narrow = false, m_repeat = false;
  int m_sent = 0, m_count = 0;
  int m_events = 1;  ///< that Fire sends
};

}  // namespace scfdesk
