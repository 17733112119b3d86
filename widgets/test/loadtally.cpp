// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/loadtally.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/figureslabel.h"
#include "widgets/controls/label.h"
#include "widgets/controls/metric.h"
#include "widgets/controls/panetitle.h"
#include "widgets/test/loadcompare.h"
#include "widgets/test/loadcurve.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kRowPx = 26;
constexpr int kBarPx = 10;
}  // namespace

LoadTally::LoadTally(QWidget* parent) : QWidget(parent) {
  setObjectName(u"test_tally"_s);
  m_row = new ToolRow(this);
  m_state = new Chip({}, Chip::Kind::Info, m_row);
  m_state->setObjectName(u"test_tally_state"_s);
  m_state->setTall(true);
  m_what = new Label(Label::Role::Dense, Tone::Secondary, {}, m_row);
  m_what->setElided(Qt::ElideRight);
  m_scaling = new DeskButton(QString(), DeskButton::Kind::Flat, m_row);
  m_scaling->setObjectName(u"test_show_scaling"_s);
  m_scaling->setCompact(true);
  m_scaling->setIconName(u"scale"_s);
  m_scaling->setKeyHint(u"Ctrl 2"_s);
  m_row->row()->addWidget(m_state);
  m_row->row()->addWidget(m_what, 1);
  m_row->row()->addWidget(m_scaling);

  auto* figures = new QWidget(this);
  m_sent = new Metric({}, figures);
  m_succeeded = new Metric({}, figures);
  m_failed = new Metric({}, figures);
  m_throttled = new Metric({}, figures);
  m_sent->setObjectName(u"test_tally_sent"_s);
  m_succeeded->setObjectName(u"test_tally_succeeded"_s);
  m_failed->setObjectName(u"test_tally_failed"_s);
  m_throttled->setObjectName(u"test_tally_throttled"_s);
  m_curve = new LoadCurve(figures);
  m_curve->setObjectName(u"test_tally_curve"_s);
  m_target = new Label(Label::Role::Caption, Tone::Tertiary, {}, figures);
  auto* numbers = new QHBoxLayout;
  for (Metric* metric : {m_sent, m_succeeded, m_failed, m_throttled}) {
    numbers->addWidget(metric);
    if (metric != m_throttled) numbers->addStretch(1);
  }
  auto* block = new QVBoxLayout(figures);
  block->addLayout(numbers);
  block->addWidget(m_curve);
  block->addWidget(m_target);
  m_latency = new FiguresLabel(12, Tone::Secondary, figures);
  m_latency->setObjectName(u"test_tally_latency"_s);
  block->addWidget(m_latency);
  m_codes = new CodeTally(this);
  m_codes->setObjectName(u"test_tally_codes"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_row);
  column->addWidget(figures);
  column->addWidget(new Hairline(Qt::Horizontal, this));
  column->addWidget(m_codes);
  column->addStretch(1);
  const auto rescale = [this, block] {
    const Theme& theme = Theme::current();
    m_row->row()->setContentsMargins(theme.px(16), 0, theme.px(8), 0);
    m_row->row()->setSpacing(theme.px(8));
    block->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12));
    block->setSpacing(theme.px(10));
  };
  rescale();
  connect(&Theme::current(), &Theme::changed, this, rescale);
  connect(m_scaling, &QPushButton::clicked, this, &LoadTally::scalingRequested);
  retranslate();
}

void LoadTally::retranslate() {
  m_scaling->setText(tr("Show in Scaling"));
  m_sent->setCaption(tr("Sent"));
  m_succeeded->setCaption(tr("Succeeded"));
  m_failed->setCaption(tr("Failed"));
  m_throttled->setCaption(tr("Throttled"));
  m_sent->setToolTip(tr("Events of this run given to the engine, of those asked for."));
  m_succeeded->setToolTip(tr("Events of this run that ended with 200."));
  m_failed->setToolTip(tr("Events of this run that ended with another code, throttled ones not counted."));
  m_throttled->setToolTip(tr("Events of this run refused with 432 or 429."));
  refresh();
}

void LoadTally::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void LoadTally::showProgress(const LoadProgress& progress, TimeUs now) {
  m_progress = progress;
  m_now = now;
  refresh();
}

void LoadTally::refresh() {
  const LoadProgress& p = m_progress;
  const bool running = p.endedAt == 0;
  const int bad = p.failed + p.throttled;
  m_state->setKind(running ? Chip::Kind::Info : p.stopped ? Chip::Kind::Plain : bad > 0 ? Chip::Kind::Error : Chip::Kind::Ok);
  m_state->setIconName(running || p.stopped ? QString() : bad > 0 ? u"x"_s : u"check"_s);
  m_state->setText(running ? tr("Running") : p.stopped ? tr("Stopped") : tr("Finished"));
  const QString type = p.spec.mode == InvokeMode::Async ? tr("async") : tr("sync");
  if (p.spec.repeats())
    m_what->setText(tr("Repeat · %1 events · every %2 · %3").arg(format::count(p.spec.count), format::seconds(p.spec.everySeconds), type));
  else
    m_what->setText(tr("%1 events · %2 · peak %3 / s · %4")
                        .arg(format::count(p.spec.count), loadShapeText(p.spec), QString::number(p.spec.peakPerSecond, 'g', 4), type));
  m_sent->setValue(format::count(p.sent), u"/ "_s + format::count(p.spec.count));
  m_succeeded->setValue(format::count(p.succeeded), {});
  m_failed->setValue(format::count(p.failed), {});
  m_failed->setTone(p.failed > 0 ? Tone::Error : Tone::Primary);
  m_throttled->setValue(format::count(p.throttled), {});
  m_throttled->setTone(p.throttled > 0 ? Tone::Error : Tone::Primary);
  m_target->setText(p.spec.repeats() ? tr("Filled: sent. Outlined: still to come.") : tr("Filled: sent per second. Dashed: asked for."));
  QStringList figures;
  if (p.p99Us > 0) figures << tr("p50 %1").arg(format::milliseconds(p.p50Us).text()) << tr("p99 %1").arg(format::milliseconds(p.p99Us).text());
  if (p.cold > 0) figures << tr("%n cold start(s)", nullptr, p.cold);
  if (p.substituted > 0) figures << tr("%n event(s) no longer kept, sent as in the editor", nullptr, p.substituted);
  m_latency->setText(figures.join(u" · "_s));
  m_latency->setVisible(!figures.isEmpty());
  m_curve->setProgress(p, m_now);
  m_codes->setCounts(p.byCode);
}

void LoadTally::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), Theme::current().colors().surface.panel);
}

CodeTally::CodeTally(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::current(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void CodeTally::setCounts(const std::map<int, int>& byCode) {
  const bool grown = byCode.size() != m_byCode.size();
  m_byCode = byCode;
  QStringList spoken;
  for (const auto& [code, count] : byCode) spoken << tr("%1 with %2 %3").arg(format::count(count), QString::number(code), ReplyWords::codeName(code));
  setAccessibleName(tr("Events by code"));
  setAccessibleDescription(spoken.join(u", "_s));
  if (grown) updateGeometry();
  update();
}

QSize CodeTally::sizeHint() const {
  const Theme& theme = Theme::current();
  return {theme.px(200), theme.px(kRowPx) * int(m_byCode.size()) + (m_byCode.empty() ? 0 : 1)};
}

void CodeTally::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  QPainter painter(this);
  int most = 1;
  for (const auto& [code, count] : m_byCode) most = std::max(most, count);
  const QFont number = theme.code(12), word = theme.ui(12);
  const int height = theme.px(kRowPx), left = theme.px(16), right = width() - theme.px(16);
  int widest = 0;
  for (const auto& [code, count] : m_byCode) widest = std::max(widest, QFontMetrics(word).horizontalAdvance(ReplyWords::codeName(code)));
  const int name = left + theme.px(38), bar = name + widest + theme.px(16), counts = theme.px(64);
  int y = 0;
  for (const auto& [code, count] : m_byCode) {
    const bool good = code == status::kSuccess;
    const QRect row(left, y, right - left, height);
    painter.setFont(number);
    painter.setPen(good ? c.semantic.success : c.semantic.error);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, QString::number(code));
    painter.setPen(c.text.primary);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, format::count(count));
    painter.setFont(word);
    painter.setPen(c.text.secondary);
    painter.drawText(QRect(name, y, widest + 2, height), Qt::AlignLeft | Qt::AlignVCenter, ReplyWords::codeName(code));
    const int room = right - counts - bar;
    if (room > 0)
      painter.fillRect(QRect(bar, y + (height - theme.px(kBarPx)) / 2, std::max(2, int(int64_t{room} * count / most)), theme.px(kBarPx)),
                       good ? c.state.busy : c.state.failed);
    painter.fillRect(0, y + height - 1, width(), 1, c.border.hairline);
    y += height;
  }
}

}  // namespace scfdesk
