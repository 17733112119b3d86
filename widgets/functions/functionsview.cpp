// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/functionsview.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/secondshistory.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/label.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/functions/attentionlist.h"
#include "widgets/functions/functionstable.h"
#include "widgets/functions/instancesgraph.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QShortcut>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

FunctionsView::FunctionsView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"functions"_s);
  setAccessibleName(tr("Functions"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHeader());
  column->addWidget(makeTotals());
  m_table = new FunctionsTable(hub, this);
  column->addWidget(m_table);
  column->addWidget(makeFoot(), 1);

  connect(m_filter, &SearchField::textChanged, m_table, &FunctionsTable::setFilter);
  connect(m_filter, &SearchField::stepped, m_table, &FunctionsTable::step);
  connect(m_filter, &SearchField::left, this, &FunctionsView::focusTable);
  connect(m_filter, &SearchField::returnPressed, this, [this] {
    if (const FunctionId id = m_table->currentFunction()) Q_EMIT openFunction(id);
  });
  connect(m_table, &FunctionsTable::opened, this, &FunctionsView::openFunction);
  connect(m_table, &FunctionsTable::deleteWanted, this, &FunctionsView::deleteRequested);
  connect(m_table, &FunctionsTable::menuWanted, this, &FunctionsView::showContextMenu);
  connect(m_attention, &AttentionList::triggered, this, [this](quint32 id, int action, qint64 at) { onAttention(id, action, at); });
  connect(&hub.functions(), &FunctionModel::totalsRefreshed, this, &FunctionsView::refresh);
  connect(&hub.seconds(), &SecondsHistory::changed, this, &FunctionsView::refresh);
  connect(&hub.query(), &QueryFilter::changed, this, &FunctionsView::showQuery);
  auto* slash = new QShortcut(QKeySequence(Qt::Key_Slash), m_table, nullptr, nullptr, Qt::WidgetShortcut);
  connect(slash, &QShortcut::activated, this, &FunctionsView::focusFilter);
  setFocusProxy(m_table);
  showQuery();
}

/// The filter of the window, as Logs and Scaling have it: what it finds is what the table, the totals and the graph are of.
void FunctionsView::showQuery() {
  const QString query = m_hub.query().text();
  m_query->setVisible(m_hub.query().asksOfRuns());
  m_query->setText(QFontMetrics(Theme::current().ui(12)).elidedText(query, Qt::ElideRight, Theme::current().px(150)));
  m_query->setAccessibleName(tr("Take the filter %1 away").arg(query));
  m_query->setToolTip(tr("%1: the table, the totals and the graph are of what this filter of the window finds. Press to take it away.").arg(query));
  refresh();
}

QWidget* FunctionsView::makeHeader() {
  auto* header = new Surface(Surface::Fill::Panel, this);
  header->setEdges(Qt::BottomEdge);
  auto* row = new QHBoxLayout(header);
  auto* title = new Label(Label::Role::Title, tr("Functions"), header);
  m_namespace = new Label(Label::Role::Caption, Tone::Tertiary, tr("default namespace"), header);
  m_filter = new SearchField(tr("Filter functions"), tr("Filter functions"), header);
  m_filter->setObjectName(u"functions_filter"_s);
  m_filter->setQuiet(true);
  m_filter->setKeyHint(u"/"_s);
  m_query = new DeskButton({}, DeskButton::Kind::Default, header);
  m_query->setObjectName(u"functions_query"_s);
  m_query->setIconName(u"x"_s);
  m_query->setCompact(true);
  connect(m_query, &DeskButton::clicked, this, [this] { m_hub.query().setText({}); });
  auto* add = new DeskButton(tr("New function"), DeskButton::Kind::Primary, header);
  add->setObjectName(u"functions_new"_s);
  add->setIconName(u"plus"_s);
  add->setKeyHint(u"Ctrl N"_s);
  add->setAccessibleName(tr("New function"));
  connect(add, &DeskButton::clicked, this, &FunctionsView::newFunctionRequested);
  needsEngine(add, m_hub);
  auto* import = new DeskButton(tr("Import"), DeskButton::Kind::Default, header);
  import->setObjectName(u"functions_import"_s);
  import->setIconName(u"dl"_s);
  import->setToolTip(tr("Functions with their triggers from a project file."));
  import->setAccessibleName(tr("Import a project file"));
  connect(import, &DeskButton::clicked, this, &FunctionsView::importRequested);
  needsEngine(import, m_hub);
  m_span = new SegmentedControl(tr("Span of the totals"), header);
  m_span->setObjectName(u"functions_span"_s);
  m_span->setCompact(true);
  for (const QString& word : {tr("Last 15 min"), tr("1 h"), tr("24 h")}) m_span->addSegment(word);
  m_span->setToolTip(tr("What the six totals are of. The table and the graph are of the last 15 min."));
  connect(m_span, &SegmentedControl::currentChanged, this, &FunctionsView::refresh);
  row->addWidget(title);
  row->addWidget(m_namespace);
  row->addWidget(m_filter);
  row->addWidget(m_query);
  row->addStretch(1);
  row->addWidget(new Label(Label::Role::Caption, Tone::Tertiary, tr("Totals"), header));
  row->addWidget(m_span);
  row->addWidget(import);
  row->addWidget(add);
  followTheme(header, [this, header, row] {
    const Theme& theme = Theme::current();
    header->setFixedHeight(theme.px(48));
    row->setContentsMargins(theme.px(16), 0, theme.px(12), 1);
    row->setSpacing(theme.px(12));
    m_filter->setFixedWidth(theme.px(240));
  });
  return header;
}

QWidget* FunctionsView::makeFoot() {
  auto* foot = new QWidget(this);
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);

  auto* left = new Surface(Surface::Fill::Panel, foot);
  left->setEdges(Qt::RightEdge);
  auto* leftColumn = new QVBoxLayout(left);
  leftColumn->setContentsMargins(0, 0, 1, 0);
  leftColumn->setSpacing(0);
  auto* title = new PaneTitle(tr("Instances, all functions"), left);
  title->setCaption(tr("last 15 min, by state"));
  for (const InstanceState state : {InstanceState::Starting, InstanceState::Busy, InstanceState::Idle, InstanceState::Frozen})
    title->addRight(new StateLegend(state, {}, title));
  m_graph = new InstancesGraph(m_hub, left);
  leftColumn->addWidget(title);
  leftColumn->addWidget(m_graph, 1);

  auto* right = new Surface(Surface::Fill::Panel, foot);
  auto* rightColumn = new QVBoxLayout(right);
  rightColumn->setContentsMargins(0, 0, 0, 0);
  rightColumn->setSpacing(0);
  auto* attentionTitle = new PaneTitle(tr("Needs attention"), right);
  auto* count = new Chip({}, Chip::Kind::Error, attentionTitle);
  count->setObjectName(u"functions_attention_count"_s);
  count->hide();
  attentionTitle->addLeft(count);
  m_attention = new AttentionList(right);
  auto* scroll = new QScrollArea(right);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(m_attention);
  scroll->viewport()->setAutoFillBackground(false);
  m_attention->setAutoFillBackground(false);
  rightColumn->addWidget(attentionTitle);
  rightColumn->addWidget(scroll, 1);
  row->addWidget(left, 1);
  row->addWidget(right);
  followTheme(foot, [foot, right] {
    const Theme& theme = Theme::current();
    foot->setMinimumHeight(theme.px(180));
    right->setFixedWidth(theme.px(440));
  });
  return foot;
}

void FunctionsView::refresh() {
  if (!isVisible()) return;
  showTotals();
  const auto items = attentionOf(m_hub);
  m_attention->setItems(items);
  auto* count = findChild<Chip*>(u"functions_attention_count"_s);
  count->setCode(QString::number(items.size()));
  count->setVisible(!items.empty());
}

void FunctionsView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void FunctionsView::focusFilter() {
  m_filter->setFocus(Qt::ShortcutFocusReason);
  m_filter->selectAll();
}

void FunctionsView::takeOver(const FunctionsView& from) {
  m_filter->setText(from.m_filter->text());
  m_span->setCurrentIndex(from.m_span->currentIndex());
}

void FunctionsView::focusTable() {
  m_table->setFocus(Qt::ShortcutFocusReason);
  if (!m_table->currentIndex().isValid()) m_table->step(0);
}

void FunctionsView::showContextMenu(quint32 id, const QPoint& global) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Open test"), this, [this, id] { Q_EMIT openFunction(id); });
  menu->addAction(tr("Configuration"), this, [this, id] { Q_EMIT configurationRequested(id); });
  menu->addAction(tr("Copy…"), this, [this, id] { Q_EMIT copyRequested(id); });
  menu->addSeparator();
  menu->addAction(tr("Delete…"), this, [this, id] { Q_EMIT deleteRequested(id); });
  menu->popup(global);
}

void FunctionsView::onAttention(quint32 id, int action, TimeUs at) {
  if (id) m_hub.selection().setFunction(id);
  switch (static_cast<Attention::Action>(action)) {
    case Attention::Action::OpenFunction: Q_EMIT openFunction(id); break;
    case Attention::Action::OpenLog: Q_EMIT logRequested(id); break;
    case Attention::Action::OpenConfiguration: Q_EMIT configurationRequested(id); break;
    case Attention::Action::ShowOnTimeline:
      if (at > 0) m_hub.time().setCursor(at);
      Q_EMIT timelineRequested(id);
      break;
    case Attention::Action::Review: Q_EMIT deadLettersRequested(); break;
    case Attention::Action::CopyCommand: case Attention::Action::None: break;
  }
}

}  // namespace scfdesk
