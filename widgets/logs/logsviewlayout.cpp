// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the Logs view: where they stand, what they tell each other, and their words.
#include "widgets/logs/logsview.h"
#include "models/disklog.h"
#include "models/logsummary.h"
#include "models/queryfilter.h"
#include "models/timestate.h"
#include "models/invocationmodel.h"
#include "widgets/controls/button.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/logs/loghistogram.h"
#include "widgets/logs/loginspector.h"
#include "widgets/logs/logtable.h"
#include "widgets/logs/markerstrip.h"
#include "widgets/logs/queryfield.h"
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kCountsMs = 250;  // a number that changes faster cannot be read
constexpr int kCursorRestMs = 30;
}  // namespace

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
  connect(&m_hub.query(), &QueryFilter::changed, this, [this] {
    if (m_field->query().text() != m_hub.query().text()) m_field->setQuery(m_hub.query().text());
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

}  // namespace scfdesk
