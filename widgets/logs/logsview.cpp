// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logsview.h"
#include "models/disklog.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/logsummary.h"
#include "models/queryfilter.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/logs/logexport.h"
#include "widgets/logs/loghistogram.h"
#include "widgets/logs/loginspector.h"
#include "widgets/logs/logtable.h"
#include "widgets/logs/markerstrip.h"
#include "widgets/logs/queryfield.h"
#include "widgets/scaling/tabledialog.h"
#include "widgets/theme/followtheme.h"
#include <QEvent>
#include <QFileDialog>
#include <QScrollBar>
#include <limits>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 kOfferLines = 20'000;  // the last lines are asked which term to leave out
}  // namespace

LogsView::LogsView(ModelHub& hub, QWidget* parent)
    : QWidget(parent),
      m_hub(hub),
      m_all(new LogView(hub.logs(), this)),
      m_found(new LogView(hub.logs(), this)),
      m_allSummary(new LogSummary(*m_all, this)),
      m_foundSummary(new LogSummary(*m_found, this)) {
  setObjectName(u"logsView"_s);
  layOut();
  connectParts();
  m_field->setQuery(m_hub.query().text());
  applyQuery();
  retranslate();
  onTime();
}

bool LogsView::onDisk() const { return m_source->currentIndex() == 1; }
bool LogsView::inContext() const { return m_mode->currentIndex() == 1 && !onDisk(); }
void LogsView::setOnDisk(bool onDisk) { m_source->setCurrentIndex(onDisk ? 1 : 0); }

void LogsView::setInContext(bool inContext) { m_mode->setCurrentIndex(inContext ? 1 : 0); }

void LogsView::takeOver(const LogsView& from) {
  m_field->setQuery(from.m_field->text());
  setInContext(from.m_mode->currentIndex() == 1);
  setOnDisk(from.onDisk());
}

void LogsView::focusQuery() {
  m_field->setFocus(Qt::ShortcutFocusReason);
  m_field->selectAll();
}

void LogsView::showAsTable() { (new TableDialog(m_histogram->table(), window()))->show(); }

void LogsView::applyQuery() {
  const LogQuery& query = m_field->query();
  m_matcher.reset();
  if (!query.empty())
    m_matcher = std::make_shared<LogMatcher>(query, [this](FunctionId id) {
      const FunctionInfo* info = m_hub.functions().info(id);
      return info ? info->key.name : QString();
    });
  LogFilter filter;
  filter.query = m_matcher;
  m_found->setFilter(filter);
  m_hub.query().setText(query.text());
  showRows();
}

void LogsView::showRows() {
  m_mode->setEnabled(!onDisk());
  m_export->setEnabled(!onDisk() && !m_exporting);
  if (onDisk()) {
    const QString query = m_field->query().text();
    m_table->setView(*m_disk, false);
    m_table->setMarked(m_matcher, false);
    m_markers->setSources(nullptr, nullptr);
    if (!m_diskAsked || query != m_diskQuery) {
      m_diskAsked = true;
      m_diskQuery = query;
      m_disk->search(query);
    }
    onTime();
    refreshDisk();
    return;
  }
  m_disk->cancel();
  const bool context = inContext() || !m_matcher;
  m_table->setView(context ? *m_all : *m_found);
  m_table->setMarked(m_matcher, inContext());
  m_markers->setSources(context ? m_allSummary : m_foundSummary, inContext() && m_matcher ? m_found : nullptr);
  m_histogram->setSummary(m_matcher ? m_foundSummary : m_allSummary);
  m_cancel->hide();
  onTime();
  refreshCounts();
}

void LogsView::onTime() {
  const TimeState& time = m_hub.time();
  m_rest.stop();
  if (time.live() || onDisk()) m_table->setWindow(std::nullopt);
  else m_table->setWindow(LogWindow{0, std::numeric_limits<TimeUs>::max() - 1, time.cursor()});
  m_follow->setChecked(time.live() && m_table->following());
  refreshScreen();
}

void LogsView::onCurrent() {
  const qint64 row = m_table->currentRow();
  const auto line = m_table->lineAt(row);
  if (!line) return m_inspector->showNothing();
  // With a rule between, rows below it stand one lower.
  const LogRows& view = m_table->view();
  qint64 index = std::min(row, view.size() - 1);
  if (index > 0 && view.at(index).record.seq != line->record.seq) --index;
  m_inspector->setVisible(true);
  m_inspector->show((onDisk() ? 0 : m_hub.logs().base()) + view.storeIndex(index), *line, view.factsOf(*line), !onDisk());
}

void LogsView::say(const QString& text) {
  m_note->setText(text);
  m_note->setVisible(!text.isEmpty());
  m_mistakeRow->setVisible(m_field->mistake().has_value() || !text.isEmpty());
}

void LogsView::refreshDisk() {
  m_table->setTotal(m_disk->total());
  const QString found = format::count(m_disk->size()), looked = format::count(m_disk->looked());
  m_counts->setText(m_matcher ? tr("%1 found on disk").arg(found) : tr("%1 lines on disk").arg(found));
  if (m_disk->error()) say(EngineWords::text(*m_disk->error()));
  else if (m_disk->full()) say(tr("The newest %1 matches are shown. Narrow the query for older ones.").arg(found));
  else if (m_disk->busy()) say(m_matcher ? tr("%1 lines looked through").arg(looked) : tr("Counting lines"));
  else if (m_disk->cancelled()) say(m_matcher ? tr("Stopped after %1 lines").arg(looked) : tr("Stopped"));
  else say(m_matcher ? tr("All %1 lines on disk looked through").arg(looked) : QString());
  m_cancel->setVisible(m_disk->busy());
  m_offerRow->hide();
  m_table->setEmptyText(m_disk->busy() ? QString() : m_matcher ? tr("No line on disk matches") : tr("No line is kept on disk"));
  refreshScreen();
}

void LogsView::refreshCounts() {
  m_soon.stop();
  if (onDisk()) {
    m_histogram->update();
    return refreshScreen();
  }
  const qint64 held = m_hub.logs().size(), found = m_matcher ? m_found->size() : held;
  m_table->setTotal(held);
  m_counts->setText(m_matcher ? tr("%1 of %2 lines").arg(format::count(found), format::count(held)) : tr("%1 lines").arg(format::count(held)));
  if (m_matcher && m_found->busy()) say(tr("Looking through older lines: %1 %").arg(held > 0 ? m_found->looked() * 100 / held : 100));
  else if (!m_exporting && m_noteOfSearch) say({});
  m_noteOfSearch = m_matcher && m_found->busy();
  refreshEmpty();
  refreshScreen();
  m_markers->update();
  m_histogram->update();
}

QString LogsView::offeredTerm() const {
  const LogQuery& query = m_field->query();
  if (!m_matcher || m_found->busy() || m_found->size() > 0 || query.terms().empty()) return {};
  const LogStore& store = m_hub.logs();
  const auto facts = [&store](InvocationId id) { return store.requests().of(id); };
  qint64 most = 0;
  size_t best = 0;
  for (size_t i = 0; i < query.terms().size(); ++i) {
    const LogMatcher without(LogQuery::parse(query.without(i)).query, [this](FunctionId id) {
      const FunctionInfo* info = m_hub.functions().info(id);
      return info ? info->key.name : QString();
    });
    qint64 lines = 0;
    for (qint64 at = std::max<qint64>(0, store.size() - kOfferLines / static_cast<qint64>(query.terms().size())); at < store.size(); ++at) {
      const LogLine line = store.at(at);
      lines += without.line(line.record, line.text, facts) == LogMatcher::Verdict::Yes;
    }
    if (lines > most) {
      most = lines;
      best = i;
    }
  }
  return most > 0 ? query.text().mid(query.terms()[best].at, query.terms()[best].length) : QString();
}

void LogsView::refreshEmpty() {
  const bool nothing = m_matcher && !m_found->busy() && m_found->size() == 0 && m_hub.logs().size() > 0;
  const QString term = nothing ? offeredTerm() : QString();
  m_offerRow->setVisible(!term.isEmpty());
  if (!term.isEmpty()) m_offer->setText(tr("No line matches. Remove %1").arg(term));
  m_table->setEmptyText(m_matcher ? tr("No line matches") : tr("No line yet"));
}

void LogsView::refreshScreen() {
  const qint64 top = m_table->topRow(), bottom = std::min(m_table->rowCount(), top + m_table->visibleRows()) - 1;
  auto first = m_table->lineAt(top), last = m_table->lineAt(bottom);
  if (!first) first = m_table->lineAt(top + 1);
  if (!last && bottom > top) last = m_table->lineAt(bottom - 1);
  m_histogram->setScreen(first ? first->record.at : 0, last ? last->record.at : 0);
}

void LogsView::onlyRequest(const QByteArray& request) {
  if (request.isEmpty()) return;
  const QString term = u"req:"_s + QString::fromLatin1(request.left(13));
  // The same key again takes the restriction away.
  m_field->setTerm(u"req:"_s, m_field->text().contains(term) ? QString() : term);
}

void LogsView::wantEvent(InvocationId id) {
  const Invocation* invocation = m_hub.invocations().invocation(id);
  if (!invocation) return;
  m_hub.backend().invocationDetail(id, this, [this, fn = invocation->function](const Result<InvocationDetail>& detail) {
    if (detail) return void(Q_EMIT eventWanted(fn, detail->event));
    say(EngineWords::text(detail.error()));
  });
}

void LogsView::chooseExport() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Export the lines shown"), u"scf-log.log"_s, tr("Text (*.log);;CSV (*.csv);;JSON lines (*.jsonl)"));
  if (!file.isEmpty()) exportTo(file);
}

void LogsView::exportTo(const QString& file) {
  if (m_exporting) return;
  m_exporting = true;
  m_export->setEnabled(false);
  auto* job = new LogExport(m_hub, m_matcher ? *m_found : *m_all, file, this);
  connect(job, &LogExport::progressed, this, [this](int percent) { say(tr("Exporting: %1 %").arg(percent)); });
  connect(job, &LogExport::finished, this, [this, file](const Status& status, qint64 lines) {
    m_exporting = false;
    m_export->setEnabled(true);
    say(status ? tr("%1 lines are in %2.").arg(format::count(lines), file) : EngineWords::text(status.error()));
  });
  job->start();
}

void LogsView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refreshCounts();
}

void LogsView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
