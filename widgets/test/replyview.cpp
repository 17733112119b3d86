// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/replyview.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/metric.h"
#include "widgets/test/phasebar.h"
#include "widgets/test/replyheader.h"
#include "widgets/test/replynote.h"
#include "widgets/test/replytext.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ReplyView::ReplyView(QWidget* parent) : QWidget(parent) {
  m_header = new ReplyHeader(this);
  m_note = new ReplyNote(this);
  m_note->setObjectName(u"test_error"_s);
  m_figures = new QWidget(this);
  m_duration = new Metric({}, m_figures);
  m_billed = new Metric({}, m_figures);
  m_total = new Metric({}, m_figures);
  m_memory = new Metric({}, m_figures);
  m_duration->setObjectName(u"test_duration"_s);
  m_billed->setObjectName(u"test_billed"_s);
  m_total->setObjectName(u"test_total"_s);
  m_memory->setObjectName(u"test_memory"_s);
  m_phases = new PhaseBar(m_figures);
  m_phases->setObjectName(u"test_phases"_s);
  m_text = new ReplyText(this);

  m_text->setCorner(m_header->whyButton());
  m_header->offerWhy(false);

  auto* numbers = new QHBoxLayout;
  for (Metric* metric : {m_duration, m_billed, m_total, m_memory}) {
    // Columns of their own, whatever their text: nothing moves when the reply comes.
    metric->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    numbers->addWidget(metric, metric == m_memory ? 4 : 3);
  }
  auto* block = new QVBoxLayout(m_figures);
  block->addLayout(numbers);
  block->addWidget(m_phases);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_header);
  column->addWidget(m_note);
  column->addWidget(m_figures);
  column->addWidget(new Hairline(Qt::Horizontal, this));
  column->addWidget(m_text, 1);
  const auto rescale = [block] {
    const Theme& theme = Theme::current();
    block->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12));
    block->setSpacing(theme.px(10));
  };
  rescale();
  connect(&Theme::current(), &Theme::changed, this, rescale);
  connect(m_header, &ReplyHeader::whyWanted, this, &ReplyView::whyWanted);
  connect(m_note, &ReplyNote::actionTriggered, this, [this] {
    if (m_action == ReplyWords::Action::LogTail) m_text->showLog();
    else Q_EMIT actionWanted(m_action);
  });
  retranslate();
}

void ReplyView::retranslate() {
  m_duration->setCaption(tr("Duration"));
  m_billed->setCaption(tr("Billed"));
  m_total->setCaption(tr("Total"));
  m_memory->setCaption(tr("Peak memory"));
  m_duration->setToolTip(tr("Run of the handler, without wait, starting and init. This invocation."));
  m_billed->setToolTip(tr("Duration rounded up to 1 ms. This invocation."));
  m_total->setToolTip(tr("Event accepted to reply, or to the end of an async event. This invocation."));
  m_memory->setToolTip(tr("Highest memory of the instance during this run, beside the configured size."));
}

void ReplyView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    if (m_shown != 0) showDetail(InvocationDetail(m_detail), m_function ? &*m_function : nullptr);
  }
  QWidget::changeEvent(event);
}

void ReplyView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), Theme::current().colors().surface.panel);
}

void ReplyView::clearFigures() {
  for (Metric* metric : {m_duration, m_billed, m_total, m_memory}) metric->setValue(format::none(), {});
  m_phases->setPhases({});
}

void ReplyView::showDetail(const InvocationDetail& detail, const FunctionInfo* function) {
  const Invocation& v = detail.invocation;
  m_shown = v.id;
  m_detail = detail;
  if (function != (m_function ? &*m_function : nullptr)) m_function = function ? std::optional(*function) : std::nullopt;
  m_header->showEnded(v);
  const ReplyWords::Words words = ReplyWords::of(v, function);
  m_action = words.action;
  if (words.sentence.isEmpty()) m_note->clear();
  else m_note->say(words.sentence, words.actionText);
  const bool ran = v.at.entered != 0 || v.durationUs > 0;
  if (ran) {
    m_duration->setValue(format::duration(v.durationUs));
    m_billed->setValue(format::milliseconds(v.billedMs * 1000));
  } else {
    m_duration->setValue(format::none(), {});
    m_billed->setValue(format::none(), {});
  }
  if (v.at.accepted != 0 && v.at.replied != 0) m_total->setValue(format::milliseconds(v.at.replied - v.at.accepted));
  else m_total->setValue(format::none(), {});
  const int memoryMb = v.memoryMb ? v.memoryMb : function ? function->config.memoryMb : 0;
  const QString size = u"/ %1 MB"_s.arg(memoryMb);
  if (v.peakMemoryBytes > 0) m_memory->setValue(format::bytesMb(v.peakMemoryBytes).value, size);
  else m_memory->setValue(format::none(), size);
  m_phases->setPhases(phasesOf(v, v.at.replied));
  m_text->setReply(detail.result, detail.log, detail.logCut);
  m_text->showResult();
}

void ReplyView::showRunning(const Invocation* live, qint64 elapsedMs, TimeUs now, bool paused) {
  if (m_shown != 0 || m_note->isVisible()) {
    m_shown = 0;
    clearFigures();
    m_text->clear();
    m_note->clear();
  }
  m_header->showRunning(live, elapsedMs >= kElapsedFromMs ? elapsedMs : -1, now, paused);
  if (!live) return;
  m_phases->setPhases(phasesOf(*live, now));
}

void ReplyView::offerWhy(bool offered) { m_header->offerWhy(offered); }

void ReplyView::showKept() {
  m_shown = 0;
  clearFigures();
  m_text->clear();
  m_note->clear();
  m_header->showKept();
}

void ReplyView::showRefused(const Error& error) {
  m_shown = 0;
  clearFigures();
  m_text->clear();
  m_header->showRefused(error);
  m_action = ReplyWords::Action::None;
  m_note->say(EngineWords::text(error), {}, error.code);
}

}  // namespace scfdesk
