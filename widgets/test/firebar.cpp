// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/firebar.h"
#include "models/data/limits.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/test/curveeditor.h"
#include "widgets/test/loadcurve.h"
#include "widgets/test/repeatpicture.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kPreviewPx = 92;

QWidget* rowOf(QWidget* parent, std::initializer_list<QWidget*> widgets) {
  auto* row = new QWidget(parent);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  for (QWidget* widget : widgets) layout->addWidget(widget);
  return row;
}

}  // namespace

FireBar::FireBar(QWidget* parent) : QWidget(parent) {
  setObjectName(u"test_firebar"_s);
  m_mode = new SegmentedControl(tr("How often"), this);
  m_mode->setObjectName(u"test_mode"_s);
  for (int i = 0; i < 3; ++i) m_mode->addSegment({});
  m_invoke = new SegmentedControl(tr("Invocation type"), this);
  m_invoke->setObjectName(u"test_invoke"_s);
  m_invoke->addSegment(tr("Sync"), u"sync"_s);
  m_invoke->addSegment(tr("Async"), u"async"_s);
  m_fire = new DeskButton(tr("Fire"), DeskButton::Kind::Primary, this);
  m_fire->setObjectName(u"test_fire"_s);
  m_fire->setAutoDefault(true);

  m_repeatCount = new NumberField(tr("Number of events"), tr("times"), this);
  m_repeatCount->setObjectName(u"test_repeat_count"_s);
  m_repeatEvery = new NumberField(tr("Seconds between events"), u"s"_s, this);
  m_repeatEvery->setObjectName(u"test_repeat_every"_s);
  m_loadCount = new NumberField(tr("Number of events"), tr("times"), this);
  m_loadCount->setObjectName(u"test_load_count"_s);
  m_loadPeak = new NumberField(tr("Peak rate"), u"/ s"_s, this);
  m_loadPeak->setObjectName(u"test_load_peak"_s);
  const LoadSpec standard;
  for (NumberField* field : {m_repeatCount, m_loadCount}) {
    field->setDecimals(0);
    field->setRange(1, limits::kLoadEvents);
  }
  m_repeatCount->setValue(10);
  m_repeatEvery->setDecimals(1);
  m_repeatEvery->setRange(limits::kRepeatLeastSeconds, limits::kRepeatMostSeconds);
  m_repeatEvery->setValue(1);
  m_loadCount->setValue(standard.count);
  m_loadPeak->setDecimals(0);
  m_loadPeak->setRange(1, limits::kLoadRatePerSecond);
  m_loadPeak->setValue(standard.peakPerSecond);

  m_shape = new ComboField(tr("Shape of the load"), this);
  m_shape->setObjectName(u"test_load_shape"_s);
  for (int i = 0; i <= int(LoadShape::Replay); ++i) m_shape->addItem({}, i);
  m_shape->setCurrentIndex(int(standard.shape));
  m_shape->setPreview(kPreviewPx, [this](QPainter& painter, const QRect& rect) {
    paintLoadShape(painter, rect, load(Mode::Load));
  });
  m_everyLabel = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_peakLabel = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_picture = new RepeatPicture(this);
  m_picture->setObjectName(u"test_repeat_picture"_s);
  m_repeatRow = rowOf(this, {m_repeatCount, m_everyLabel, m_repeatEvery, m_picture});
  m_note = new Label(Label::Role::Dense, Tone::Warning, {}, this);
  m_note->setObjectName(u"test_fire_note"_s);
  m_note->setWordWrap(true);
  m_note->hide();
  m_loadRow = rowOf(this, {m_loadCount, m_peakLabel, m_loadPeak, m_shape});
  m_curve = new CurveEditor(this);
  m_speed = new NumberField(tr("Speed of the replay"), u"x"_s, this);
  m_speed->setObjectName(u"test_load_speed"_s);
  m_speed->setDecimals(1);
  m_speed->setRange(LoadSpec::kSlowest, LoadSpec::kFastest);
  m_speed->setValue(1);
  m_span = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_span->setObjectName(u"test_load_span"_s);
  m_span->setWordWrap(true);
  m_replayRow = rowOf(this, {m_speed, m_span});
  static_cast<QHBoxLayout*>(m_replayRow->layout())->setStretchFactor(m_span, 1);
  m_shape->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

  auto* column = new QVBoxLayout(this);
  column->setSizeConstraint(QLayout::SetNoConstraint);  // the rows flow: minimumSizeHint() says how narrow they get
  m_top = new QHBoxLayout;
  m_top->addWidget(m_mode);
  m_top->addWidget(m_invoke);
  m_top->addStretch(1);
  m_top->addWidget(m_fire);
  m_second = new QHBoxLayout;
  m_second->addStretch(1);
  column->addLayout(m_top);
  column->addLayout(m_second);
  column->addWidget(m_repeatRow);
  column->addWidget(m_loadRow);
  column->addWidget(m_replayRow);
  column->addWidget(m_curve);
  column->addWidget(m_note);

  connect(m_mode, &SegmentedControl::currentChanged, this, &FireBar::refreshRecording);
  connect(m_invoke, &SegmentedControl::currentChanged, this, [this] {
    refresh();
    Q_EMIT invokeModeChanged();
  });
  for (NumberField* field : {m_repeatCount, m_repeatEvery, m_loadCount}) connect(field, &QDoubleSpinBox::valueChanged, this, &FireBar::refresh);
  connect(m_shape, &QComboBox::currentIndexChanged, this, &FireBar::refreshRecording);
  connect(m_speed, &QDoubleSpinBox::valueChanged, this, &FireBar::refresh);
  connect(m_curve, &CurveEditor::drawn, m_shape, qOverload<>(&QWidget::update));
  for (NumberField* field : {m_repeatCount, m_repeatEvery, m_loadCount, m_loadPeak, m_speed})
    connect(field, &NumberField::adjusted, this, &FireBar::onAdjusted);
  connect(m_fire, &QPushButton::clicked, this, [this] { m_count > 0 ? Q_EMIT stopRequested() : Q_EMIT fireRequested(); });
  connect(&Theme::current(), &Theme::changed, this, &FireBar::rescale);
  rescale();
  retranslate();
}

void FireBar::rescale() {
  const Theme& theme = Theme::current();
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->setContentsMargins(theme.px(12), theme.px(11), theme.px(12), theme.px(12));
  column->setSpacing(theme.px(10));
  m_top->setSpacing(theme.px(8));
  m_repeatRow->layout()->setSpacing(theme.px(8));
  m_loadRow->layout()->setSpacing(theme.px(8));
  m_replayRow->layout()->setSpacing(theme.px(10));
  update();
}

void FireBar::retranslate() {
  m_mode->setAccessibleName(tr("How often"));
  m_invoke->setAccessibleName(tr("Invocation type"));
  m_repeatCount->setAccessibleName(tr("Number of events"));
  m_repeatEvery->setAccessibleName(tr("Seconds between events"));
  m_loadCount->setAccessibleName(tr("Number of events"));
  m_loadPeak->setAccessibleName(tr("Peak rate"));
  m_shape->setAccessibleName(tr("Shape of the load"));
  const std::array modes{tr("Once"), tr("Repeat"), tr("Load")};
  for (int i = 0; i < 3; ++i) m_mode->setSegmentText(i, modes[size_t(i)]);
  m_invoke->setSegmentText(0, tr("Sync"));
  m_invoke->setSegmentText(1, tr("Async"));
  m_repeatCount->setUnit(tr("times"));
  m_loadCount->setUnit(tr("times"));
  m_everyLabel->setText(tr("every"));
  m_peakLabel->setText(tr("peak"));
  const std::array shapes{tr("Constant"), tr("Ramp"), tr("Spike"), tr("Wave"), tr("Drawn"), tr("Replay")};
  for (int i = 0; i < int(shapes.size()); ++i) m_shape->setItemText(i, shapes[size_t(i)]);
  m_speed->setAccessibleName(tr("Speed of the replay"));
  m_shape->setLabel(tr("shape"));
  m_invoke->setToolTip(tr("Sync waits for the reply. Async stores the event and returns at once; failures are tried again."));
  refresh();
}

void FireBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void FireBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && m_count > 0) {
    Q_EMIT stopRequested();
    return;
  }
  QWidget::keyPressEvent(event);
}

void FireBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Colors& c = Theme::current().colors();
  painter.fillRect(rect(), c.surface.panel);
  painter.fillRect(0, 0, width(), 1, c.border.hairline);
}

FireBar::Mode FireBar::mode() const { return Mode(m_mode->currentIndex()); }
InvokeMode FireBar::invokeMode() const { return m_invoke->currentIndex() == 1 ? InvokeMode::Async : InvokeMode::Sync; }
void FireBar::setMode(Mode mode) {
  m_mode->setCurrentIndex(int(mode));
  refresh();
}
void FireBar::setInvokeMode(InvokeMode mode) { m_invoke->setCurrentIndex(mode == InvokeMode::Async ? 1 : 0); }

void FireBar::onAdjusted(const QString& sentence) {
  m_note->setText(sentence);
  m_note->setVisible(!sentence.isEmpty());
  updateGeometry();
}

void FireBar::setFunctionName(const QString& name) {
  m_function = name;
  refresh();
}

void FireBar::setBlocked(const QString& why) {
  m_blocked = why;
  refresh();
}

void FireBar::setRunning(int sent, int count, bool repeat) {
  if (sent == m_sent && count == m_count && repeat == m_repeat) return;
  m_repeat = repeat;
  m_sent = sent;
  m_count = count;
  refresh();
}

void FireBar::focusFire() { m_fire->setFocus(Qt::OtherFocusReason); }

void FireBar::refresh() {
  m_repeatRow->setVisible(mode() == Mode::Repeat);
  m_loadRow->setVisible(mode() == Mode::Load);
  for (QWidget* field : {static_cast<QWidget*>(m_loadCount), static_cast<QWidget*>(m_peakLabel), static_cast<QWidget*>(m_loadPeak)}) field->setVisible(!replays());
  m_replayRow->setVisible(replays());
  m_curve->setVisible(mode() == Mode::Load && shape() == LoadShape::Drawn);
  if (replays()) m_span->setText(spanText());
  m_picture->setRun(load(Mode::Repeat));
  const bool stopping = m_count > 0;
  const int events = mode() == Mode::Once ? 1 : load(mode()).count;
  const QString blocked = replays() && !m_recording.arrivals && m_blocked.isEmpty() ? spanText() : m_blocked;
  const QString type = invokeMode() == InvokeMode::Async ? tr("async") : tr("sync");
  m_fire->setText(stopping ? tr("Stop") : tr("Fire"));
  m_fire->setIconName(stopping ? u"stop"_s : u"play"_s);
  m_events = events;
  m_fire->setEnabled(stopping || blocked.isEmpty());
  m_fire->setToolTip(stopping ? (m_repeat ? tr("Stop repeating (Ctrl .)") : tr("Stop the load run (Ctrl .)")) : blocked.isEmpty() ? tr("Fire (Ctrl ↵), as load (Ctrl Shift ↵)") : blocked);
  m_fire->setAccessibleName(stopping ? tr("Stop load run, %1 of %2 events sent").arg(format::count(m_sent), format::count(m_count))
                            : events > 1 ? tr("Fire %1 events at %2, %3").arg(format::count(events), m_function, type)
                                         : tr("Fire event at %1, %2").arg(m_function, type));
  m_fire->setAccessibleDescription(blocked);
  updateGeometry();
  flow();
}

int FireBar::wideWidth() const {
  const QMargins around = layout()->contentsMargins();
  return around.left() + around.right() + m_mode->sizeHint().width() + m_invoke->sizeHint().width() + m_fire->sizeHint().width() +
         2 * m_top->spacing();
}

QSize FireBar::minimumSizeHint() const {
  const QMargins around = layout()->contentsMargins();
  const int row = m_mode->sizeHint().width() + m_fire->sizeHint().width() + 2 * m_top->spacing();
  const int fields = std::max(m_repeatRow->isHidden() ? 0 : m_repeatRow->minimumSizeHint().width(),
                              m_loadRow->isHidden() ? 0 : m_loadRow->minimumSizeHint().width());
  return {around.left() + around.right() + std::max(row, fields), layout()->minimumSize().height()};
}

/// Starting a run must not move the rows: where there is little room Stop tells its count shorter. It keeps its printed key.
void FireBar::labelStop() {
  const QString total = format::count(m_count);
  const QString sent = format::count(m_sent).rightJustified(total.size());
  const QString share = QString(QString::number(int64_t{100} * m_sent / std::max(1, m_count)) + u" %"_s).rightJustified(5);
  for (const QString& text : {QString(tr("%1 of %2").arg(sent, total)), QString(sent + u'/' + total), share, QString()}) {
    m_fire->setNumber(text);
    if (width() >= wideWidth()) return;
  }
  m_fire->setNumber(tr("%1 of %2").arg(sent, total));  // on a row with room
}

/// The number of events stands in its field too: it makes room for the row before the row breaks.
void FireBar::labelFire() {
  m_fire->setNumber(m_events > 1 ? format::count(m_events) : QString());
  if (width() < wideWidth()) m_fire->setNumber({});
  if (width() < wideWidth() && m_events > 1) m_fire->setNumber(format::count(m_events));
}

void FireBar::flow() {
  m_fire->setKeyHint(m_count > 0 ? u"Ctrl ."_s : u"Ctrl ↵"_s);
  if (m_count > 0) labelStop();
  else labelFire();
  const bool narrow = width() < wideWidth();
  if (narrow == m_narrow) return;
  m_narrow = narrow;
  m_top->removeWidget(m_invoke);
  m_second->removeWidget(m_invoke);
  if (narrow) m_second->insertWidget(0, m_invoke);
  else m_top->insertWidget(1, m_invoke);
}

void FireBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  flow();
}

}  // namespace scfdesk
