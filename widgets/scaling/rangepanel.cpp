// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/rangepanel.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/secondshistory.h"
#include "models/selection.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/metric.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QRadioButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kSoonMs = 250;
constexpr int kGapPx = 8;
constexpr int kWidthPx = 560;
}  // namespace

RangePanel::RangePanel(ModelHub& hub, QWidget* anchor, QWidget* window) : QWidget(window), m_hub(hub), m_anchor(anchor) {
  setObjectName(u"range_panel"_s);
  setFocusPolicy(Qt::StrongFocus);
  m_title = new Label(Label::Role::DenseStrong, {}, this);
  m_span = new Label(Label::Role::Code, Tone::Secondary, {}, this);
  m_span->setObjectName(u"range_span"_s);
  m_said = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_said->setObjectName(u"range_said"_s);
  m_said->setElided(Qt::ElideMiddle);
  m_scope = new SegmentedControl(QString(), this);
  m_scope->setObjectName(u"range_scope"_s);
  m_scope->setCompact(true);
  m_scope->addSegment({});
  m_scope->addSegment({});
  m_close = new DeskButton(u"x"_s, QString(), u"Esc"_s, this);
  m_close->setObjectName(u"range_close"_s);
  m_close->setCompact(true);
  const auto button = [this](const QString& name) {
    auto* made = new DeskButton(QString(), DeskButton::Kind::Default, this);
    made->setObjectName(name);
    made->setCompact(true);
    return made;
  };
  m_show = button(u"range_show"_s);
  m_csv = button(u"range_csv"_s);
  m_png = button(u"range_png"_s);
  m_csv->setIconName(u"dl"_s);
  m_png->setIconName(u"dl"_s);
  auto* head = new QHBoxLayout;
  for (QWidget* one : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_span)}) head->addWidget(one);
  head->addStretch(1);
  head->addWidget(m_scope);
  head->addWidget(m_close);
  auto* figures = new QHBoxLayout;
  for (Metric** metric : {&m_count, &m_p50, &m_p99, &m_cold, &m_failed, &m_throttled}) {
    *metric = new Metric({}, this);
    figures->addWidget(*metric);
    if (metric != &m_throttled) figures->addStretch(1);
  }
  m_count->setObjectName(u"range_count"_s);
  m_p50->setObjectName(u"range_p50"_s);
  m_p99->setObjectName(u"range_p99"_s);
  m_cold->setObjectName(u"range_cold"_s);
  m_failed->setObjectName(u"range_failed"_s);
  m_throttled->setObjectName(u"range_throttled"_s);
  auto* foot = new QHBoxLayout;
  foot->addWidget(m_show);
  foot->addWidget(m_said, 1);
  foot->addWidget(m_csv);
  foot->addWidget(m_png);
  auto* column = new QVBoxLayout(this);
  column->addLayout(head);
  column->addLayout(figures);
  column->addLayout(foot);

  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &RangePanel::refresh);
  connect(&hub.time(), &TimeState::rangeChanged, this, &RangePanel::onRange);
  connect(&hub.series(), &Series::changed, this, [this] {
    if (isVisible() && !m_soon.isActive()) m_soon.start();
  });
  connect(&hub.seconds(), &SecondsHistory::changed, this, &RangePanel::refresh);
  connect(&hub.query(), &QueryFilter::changed, this, &RangePanel::refresh);
  connect(&hub.selection(), &Selection::functionChanged, this, &RangePanel::refresh);
  connect(m_scope, &SegmentedControl::currentChanged, this, &RangePanel::refresh);
  connect(m_close, &DeskButton::clicked, this, [this] { m_hub.time().clearRange(); });
  connect(m_show, &DeskButton::clicked, this, &RangePanel::scalingWanted);
  connect(m_csv, &DeskButton::clicked, this, &RangePanel::exportCsv);
  connect(m_png, &DeskButton::clicked, this, &RangePanel::exportPng);
  window->installEventFilter(this);
  hide();
  retranslate();
  followTheme(this, [this] { rescale(); });
}

void RangePanel::rescale() {
  const Theme& t = Theme::current();
  layout()->setContentsMargins(t.px(16), t.px(10), t.px(12), t.px(12));
  layout()->setSpacing(t.px(10));
  for (int i = 0; i < layout()->count(); ++i) layout()->itemAt(i)->layout()->setSpacing(t.px(8));
  place();
}

void RangePanel::retranslate() {
  setAccessibleName(tr("Range"));
  m_title->setText(tr("Range"));
  m_scope->setAccessibleName(tr("Functions of the range"));
  m_scope->setSegmentText(1, tr("All functions"));
  m_close->setAccessibleName(tr("Clear the range"));
  m_close->setToolTip(tr("Clear the range") + u"  Esc"_s);
  m_count->setCaption(tr("Invocations"));
  m_cold->setCaption(tr("Cold"));
  m_failed->setCaption(tr("Failed"));
  m_throttled->setCaption(tr("Throttled"));
  m_count->setToolTip(tr("Invocations that ended in the range. Refused events are not counted."));
  m_cold->setToolTip(tr("Invocations that were the first of their instance ÷ invocations. In the range."));
  m_failed->setToolTip(tr("Ended with a code other than 200. In the range."));
  m_throttled->setToolTip(tr("Events refused with 432 or 429. In the range."));
  m_show->setText(tr("Show in Scaling"));
  m_csv->setText(tr("CSV…"));
  m_csv->setAccessibleName(tr("Export the range as CSV"));
  m_png->setText(tr("PNG…"));
  m_png->setAccessibleName(tr("Export the graphs of the range as PNG"));
  for (DeskButton* one : {m_csv, m_png}) one->setToolTip(one->accessibleName());
  refresh();
}

void RangePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

FunctionId RangePanel::function() const { return m_scope->currentIndex() == 1 ? 0 : m_hub.selection().function(); }

void RangePanel::setScope(bool all) { m_scope->setCurrentIndex(all ? 1 : 0); }

TimeUs RangePanel::detailBegin() const { return std::max(m_hub.timeline().detailBegin(), m_hub.series().finishedBegin(function())); }

bool RangePanel::inSeconds() const { return !m_hub.query().active() && m_hub.time().rangeBegin() < detailBegin(); }

WindowTotals RangePanel::totals() const {
  const TimeUs begin = m_hub.time().rangeBegin(), end = m_hub.time().rangeEnd(), detail = detailBegin();
  WindowTotals out = m_hub.query().series().totals(function(), std::max(begin, std::min(detail, end)), end);
  if (!inSeconds()) return out;
  const SecondTotals past = m_hub.seconds().totals(function(), begin, std::min(detail, end));
  out.invocations += static_cast<int>(past.invocations);
  out.failed += static_cast<int>(past.failed);
  out.cold += static_cast<int>(past.cold);
  out.throttled += static_cast<int>(past.throttled);
  out.latency.count += static_cast<int>(past.invocations);
  out.latency.p50Us = std::max(out.latency.p50Us, past.mostP50Us);
  out.latency.p99Us = std::max(out.latency.p99Us, past.mostP99Us);
  return out;
}

void RangePanel::onRange() {
  const bool wanted = m_hub.time().hasRange();
  m_said->clear();
  if (wanted) refresh();
  setVisible(wanted);
  if (!wanted) return;
  raise();
  place();
}

void RangePanel::refresh() {
  const TimeState& time = m_hub.time();
  if (!time.hasRange()) return;
  const FunctionInfo* fn = m_hub.functions().info(m_hub.selection().function());
  m_scope->setSegmentText(0, fn ? fn->key.name : tr("No function"));
  m_scope->segment(0)->setEnabled(fn != nullptr);
  if (!fn && m_scope->currentIndex() == 0) m_scope->setCurrentIndex(1);
  m_span->setText(format::clock(time.rangeBegin(), 1) + u" – "_s + format::clock(time.rangeEnd(), 1) + u"   "_s +
                  format::duration(time.rangeEnd() - time.rangeBegin()).text());
  m_title->setText(m_hub.query().active() ? QString(tr("Range") + u" · "_s + m_hub.query().text()) : tr("Range"));
  if (inSeconds()) m_hub.seconds().want(function(), time.rangeBegin(), std::min(time.rangeEnd(), detailBegin()), time.now());
  const WindowTotals t = totals();
  const QString slowest = inSeconds() ? u'\n' + tr("The range reaches beyond the last 15 min: of its slowest second.") : QString();
  m_p50->setToolTip(tr("Median of Total: event accepted to reply. In the range.") + slowest);
  m_p99->setToolTip(tr("99 of 100 were faster. Total: event accepted to reply. In the range.") + slowest);
  m_p50->setCaption(inSeconds() ? tr("p50 at most") : tr("p50"));
  m_p99->setCaption(inSeconds() ? tr("p99 at most") : tr("p99"));
  m_count->setValue(format::count(t.invocations), {});
  const auto latency = [&t](int64_t us) { return t.latency.count < 2 ? format::Quantity{format::none(), {}} : format::milliseconds(us); };
  m_p50->setValue(latency(t.latency.p50Us));
  m_p99->setValue(latency(t.latency.p99Us));
  m_cold->setValue(format::percent(t.cold, t.invocations));
  m_failed->setValue(format::count(t.failed), {});
  m_failed->setTone(t.failed > 0 ? Tone::Error : Tone::Primary);
  m_throttled->setValue(format::count(t.throttled), {});
  m_throttled->setTone(t.throttled > 0 ? Tone::Error : Tone::Primary);
  setAccessibleDescription(tr("%1: %2 invocations, p50 %3, p99 %4, cold %5, %6 failed, %7 throttled")
                               .arg(m_span->text(), m_count->value(), latency(t.latency.p50Us).text(), latency(t.latency.p99Us).text(),
                                    format::percent(t.cold, t.invocations).text(), format::count(t.failed), format::count(t.throttled)));
  m_csv->setEnabled(t.invocations + t.throttled > 0);
}

void RangePanel::place() {
  if (!isVisible()) return;
  const Theme& t = Theme::current();
  const QPoint above = m_anchor->mapTo(parentWidget(), QPoint(0, 0));
  const int width = qMin(t.px(kWidthPx), parentWidget()->width() - 2 * t.px(kGapPx));
  const int height = qMax(sizeHint().height(), layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : 0);
  setGeometry(parentWidget()->width() - width - t.px(kGapPx + 4), above.y() - height - t.px(kGapPx), width, height);
}

bool RangePanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) place();
  if (event->type() == QEvent::KeyPress && isVisible() && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    m_hub.time().clearRange();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void RangePanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) m_hub.time().clearRange();
  else QWidget::keyPressEvent(event);
}

/// One line a second instead, where the range reaches beyond the detail.
QByteArray RangePanel::csvOfSeconds() const {
  const TimeUs begin = m_hub.time().rangeBegin(), end = std::min(m_hub.time().rangeEnd(), detailBegin());
  QByteArray text = "second,invocations,failed,cold,throttled,p50_ms,p99_ms,max_ms,instances,busy,queued,max_memory_bytes\n";
  const auto& rows = m_hub.seconds().rows(function());
  for (auto it = m_hub.seconds().from(function(), begin); it != rows.end() && it->second * 1'000'000 < end; ++it) {
    text += format::dateTime(it->second * 1'000'000).toUtf8();
    for (const int n : {it->invocations, it->failed, it->cold, it->throttled}) text += ',' + QByteArray::number(n);
    for (const int64_t us : {it->p50Us, it->p99Us, it->maxUs}) text += ',' + QByteArray::number(static_cast<double>(us) / 1000, 'f', 3);
    for (const int n : {it->instances, it->busy, it->queued}) text += ',' + QByteArray::number(n);
    text += ',' + QByteArray::number(qlonglong(it->maxMemoryBytes)) + '\n';
  }
  return text;
}

QByteArray RangePanel::csv() const {
  if (inSeconds()) return csvOfSeconds();
  const TimeUs begin = m_hub.time().rangeBegin(), end = m_hub.time().rangeEnd();
  const auto& all = m_hub.query().series().finished(function());
  QByteArray text = "time,total_ms,billed_ms,memory_mb,code,cold\n";
  for (auto it = std::partition_point(all.begin(), all.end(), [begin](const Finished& f) { return f.at < begin; }); it != all.end() && it->at <= end; ++it) {
    text += format::dateTime(it->at).toUtf8() + format::clock(it->at, 3).mid(8).toUtf8() + ',';
    text += QByteArray::number(double(it->totalUs) / 1000, 'f', 3) + ',' + QByteArray::number(qlonglong(it->billedMs)) + ',';
    text += QByteArray::number(it->memoryMb) + ',' + QByteArray::number(it->code) + ',' + (it->cold ? "1\n" : "0\n");
  }
  return text;
}

QString RangePanel::fileName() const {
  const FunctionInfo* fn = m_hub.functions().info(function());
  QString when = format::dateTime(m_hub.time().rangeBegin());
  when.remove(u'-').remove(u':').replace(u' ', u'-');
  return (fn ? fn->key.name : u"all"_s) + u'-' + when;
}

void RangePanel::say(const QString& sentence, bool failure) {
  m_said->setTone(failure ? Tone::Error : Tone::Tertiary);
  m_said->setText(sentence);
  m_said->setToolTip(sentence);
}

void RangePanel::exportCsv() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  auto* dialog = new QFileDialog(this, tr("Export the range as CSV"), folder + u'/' + fileName() + u".csv"_s, tr("CSV (*.csv)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(u"csv"_s);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& name) {
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(csv()) >= 0 && file.commit();
    if (written) say(tr("Saved %1").arg(name), false);
    else say(tr("%1 cannot be written: %2. Choose another place.").arg(name, file.errorString()), true);
  });
  dialog->open();
}

void RangePanel::exportPng() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
  auto* dialog = new QFileDialog(this, tr("Export the graphs of the range as PNG"), folder + u'/' + fileName() + u".png"_s, tr("PNG (*.png)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(u"png"_s);
  connect(dialog, &QFileDialog::fileSelected, this, &RangePanel::pngWanted);
  dialog->open();
}

void RangePanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Colors& c = Theme::current().colors();
  bevel::rounded(painter, rect(), c.surface.popup, c.border.normal, Theme::current().px(6));
}

}  // namespace scfdesk
