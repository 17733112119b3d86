// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logsview.h"
#include "models/disklog.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/logsummary.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
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
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>
#include <limits>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kCountsMs = 250;     // a number that changes faster cannot be read
constexpr int kCursorRestMs = 30;
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
  applyQuery();
  retranslate();
  onTime();
}

void LogsView::layOut() {
  m_title = new Label(Label::Role::Title);
  m_field = new QueryField(m_hub);
  m_field->setObjectName(u"logs_query"_s);
  m_counts = new Label(Label::Role::CodeSmall, Tone::Secondary, {});
  m_disk = new DiskLog(m_hub.backend(), this);
  m_source = new SegmentedControl({});
  m_source->setObjectName(u"logs_source"_s);
  m_source->addSegment({});
  m_source->addSegment({});
  m_source->setVisible(m_hub.backend().capabilities().localAdditions);
  m_cancel = new DeskButton(QString());
  m_cancel->setObjectName(u"logs_cancel"_s);
  m_cancel->setCompact(true);
  m_cancel->hide();
  m_mode = new SegmentedControl({});
  m_mode->setObjectName(u"logs_mode"_s);
  m_mode->addSegment({});
  m_mode->addSegment({});
  m_follow = new DeskButton(QString());
  m_follow->setObjectName(u"logs_follow"_s);
  m_follow->setCheckable(true);
  m_follow->setChecked(true);
  m_follow->setIconName(u"tail"_s);
  m_follow->setKeyHint(u"End"_s);
  m_export = new DeskButton(u"save"_s, QString(), QString());
  m_export->setObjectName(u"logs_export"_s);
  auto* header = new ToolRow;
  header->setHeight(48);
  header->row()->addWidget(m_title);
  header->row()->addWidget(m_field, 1);
  for (QWidget* w : {static_cast<QWidget*>(m_counts), static_cast<QWidget*>(m_source), static_cast<QWidget*>(m_mode), static_cast<QWidget*>(m_follow), static_cast<QWidget*>(m_export)}) header->row()->addWidget(w);
  m_mistake = new Label(Label::Role::Dense, Tone::Error, {});
  m_mistake->setObjectName(u"logs_mistake"_s);
  m_note = new Label(Label::Role::Dense, Tone::Secondary, {});
  m_note->setObjectName(u"logs_note"_s);
  auto* mistake = new ToolRow;
  mistake->setHeight(28);
  mistake->row()->addWidget(m_mistake);
  mistake->row()->addWidget(m_note);
  mistake->row()->addWidget(m_cancel);
  mistake->row()->addStretch(1);
  m_mistakeRow = mistake;
  m_mistakeRow->hide();
  m_histogram = new LogHistogram(m_hub);
  m_table = new LogTable(m_hub, *m_all);
  m_table->setObjectName(u"logs_table"_s);
  m_table->setFunctionColumn(true);
  m_table->setTitles(true);
  m_table->setScrollBarShown(false);
  m_markers = new MarkerStrip(*m_table);
  m_offer = new DeskButton(QString());
  m_offer->setObjectName(u"logs_offer"_s);
  auto* offer = new ToolRow;
  offer->row()->addWidget(m_offer);
  offer->row()->addStretch(1);
  m_offerRow = offer;
  m_offerRow->hide();
  auto* left = new QWidget;
  auto* lines = new QHBoxLayout;
  lines->setSpacing(0);
  lines->addWidget(m_table, 1);
  lines->addWidget(m_markers);
  auto* leftColumn = new QVBoxLayout(left);
  leftColumn->setContentsMargins(0, 0, 0, 0);
  leftColumn->setSpacing(0);
  leftColumn->addWidget(m_offerRow);
  leftColumn->addLayout(lines, 1);
  m_inspector = new LogInspector(m_hub);
  auto* splitter = new HairlineSplitter(Qt::Horizontal);
  splitter->setObjectName(u"logs_splitter"_s);
  splitter->addWidget(left);
  splitter->addWidget(m_inspector);
  splitter->setStretchFactor(0, 1);
  splitter->setCollapsible(0, false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(header);
  column->addWidget(m_mistakeRow);
  column->addWidget(m_histogram);
  column->addWidget(splitter, 1);
  setFocusProxy(m_field);
}

void LogsView::connectParts() {
  m_soon.setSingleShot(true);
  m_soon.setInterval(kCountsMs);
  m_rest.setSingleShot(true);
  m_rest.setInterval(kCursorRestMs);
  connect(&m_soon, &QTimer::timeout, this, &LogsView::refreshCounts);
  connect(&m_rest, &QTimer::timeout, this, &LogsView::onTime);
  const auto soon = [this] {
    if (isVisible() && !m_soon.isActive()) m_soon.start();
  };
  for (LogSummary* summary : {m_allSummary, m_foundSummary}) connect(summary, &LogSummary::changed, this, soon);
  connect(&m_hub.logs(), &LogStore::appended, this, soon);
  connect(m_field, &QueryField::queryChanged, this, &LogsView::applyQuery);
  connect(m_field, &QueryField::checked, this, [this] {
    m_mistake->setText(m_field->mistakeText());
    m_mistake->setVisible(m_field->mistake().has_value());
    m_mistakeRow->setVisible(m_field->mistake().has_value() || !m_note->text().isEmpty());
  });
  connect(m_field, &QueryField::left, m_table, qOverload<>(&QWidget::setFocus));
  connect(m_mode, &SegmentedControl::currentChanged, this, &LogsView::showRows);
  connect(m_source, &SegmentedControl::currentChanged, this, [this] {
    m_diskAsked = false;
    showRows();
  });
  connect(m_disk, &DiskLog::progressed, this, [this] {
    if (onDisk()) refreshDisk();
  });
  connect(m_cancel, &DeskButton::clicked, m_disk, &DiskLog::cancel);
  connect(m_follow, &DeskButton::clicked, this, [this](bool on) {
    if (on && !m_hub.time().live()) m_hub.time().returnToLive();
    m_table->setFollowing(on);
  });
  connect(m_table, &LogTable::followingChanged, m_follow, &DeskButton::setChecked);
  connect(m_table, &LogTable::onlyRequestWanted, this, [this](quint64 id) { onlyRequest(m_hub.logs().requests().of(id).requestId); });
  connect(m_table, &LogTable::timeWanted, &m_hub.time(), &TimeState::setCursor);
  connect(m_table, &LogTable::currentChanged, this, &LogsView::onCurrent);
  connect(m_table, &LogTable::opened, this, [this](qint64 row) {
    const auto line = m_table->lineAt(row);
    if (line && m_hub.invocations().invocation(line->record.invocation)) Q_EMIT invocationWanted(line->record.invocation);
  });
  connect(m_table, &LogTable::eventWanted, this, &LogsView::wantEvent);
  connect(m_table, &LogTable::scrolled, this, soon);
  connect(m_inspector, &LogInspector::closed, this, [this] {
    m_inspector->hide();
    m_table->setFocus();
  });
  connect(m_inspector, &LogInspector::invocationWanted, this, &LogsView::invocationWanted);
  connect(m_inspector, &LogInspector::onlyRequestWanted, this, &LogsView::onlyRequest);
  connect(m_inspector, &LogInspector::timeWanted, &m_hub.time(), &TimeState::setCursor);
  connect(m_inspector, &LogInspector::eventWanted, this, &LogsView::wantEvent);
  connect(m_histogram, &LogHistogram::timeWanted, &m_hub.time(), &TimeState::setCursor);
  connect(&m_hub.time(), &TimeState::cursorChanged, this, [this] {
    if (!m_hub.time().live() && !m_rest.isActive()) m_rest.start();
  });
  connect(&m_hub.time(), &TimeState::modeChanged, this, &LogsView::onTime);
  connect(m_offer, &DeskButton::clicked, this, [this] {
    const LogQuery query = m_field->query();
    const QString term = offeredTerm();
    for (size_t i = 0; i < query.terms().size(); ++i)
      if (QStringView(query.text()).mid(query.terms()[i].at, query.terms()[i].length) == term) return m_field->setQuery(query.without(i));
  });
  connect(m_export, &DeskButton::clicked, this, &LogsView::chooseExport);
}

bool LogsView::onDisk() const { return m_source->currentIndex() == 1; }
bool LogsView::inContext() const { return m_mode->currentIndex() == 1 && !onDisk(); }
void LogsView::setOnDisk(bool onDisk) { m_source->setCurrentIndex(onDisk ? 1 : 0); }

void LogsView::setInContext(bool inContext) { m_mode->setCurrentIndex(inContext ? 1 : 0); }

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

void LogsView::retranslate() {
  m_title->setText(tr("Logs"));
  m_source->setAccessibleName(tr("Lines from"));
  m_source->setSegmentText(0, tr("In memory"));
  m_source->setSegmentText(1, tr("On disk"));
  m_cancel->setText(tr("Cancel"));
  m_cancel->setAccessibleName(tr("Cancel the search"));
  m_mode->setAccessibleName(tr("Lines shown"));
  m_mode->setSegmentText(0, tr("Matches only"));
  m_mode->setSegmentText(1, tr("In context"));
  m_follow->setText(tr("Follow"));
  m_export->setAccessibleName(tr("Export the lines shown"));
  m_export->setToolTip(tr("Export the lines shown"));
  m_mistake->setText(m_field->mistakeText());
  refreshCounts();
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
