// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/scalingheader.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/logs/queryfield.h"
#include "widgets/scaling/factsline.h"
#include "widgets/scaling/throttlemark.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <utility>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kHeight = 48;
constexpr int kVersionRole = Qt::UserRole + 1;
constexpr int kWideFrom = 1476;  // token pixels of this line below which the filter is short
constexpr int kLegendFrom = 1440;  // token pixels of width below which the legend gives way to facts
constexpr TimeUs kSpans[] = {30'000'000, 60'000'000, 300'000'000, 900'000'000, 3'600'000'000, 86'400'000'000};
}  // namespace

ScalingHeader::ScalingHeader(Plot& plot, QWidget* parent) : QWidget(parent), m_plot(plot) {
  m_title = new Label(Label::Role::Title, tr("Scaling"));
  m_function = new ComboField(tr("Function"));
  m_function->setObjectName(u"scaling_function"_s);
  m_function->setMark([this](QPainter& p, const QRectF& at) {
    if (const FunctionId id = m_plot.function()) paintActivity(p, at, m_plot.hub().functions().activity(id));
  });
  m_facts = new FactsLine;
  m_facts->setObjectName(u"scaling_facts"_s);
  m_query = new QueryField(plot.hub());
  m_query->setObjectName(u"scaling_query"_s);
  m_query->setBrief(true);
  m_query->setAccessibleName(tr("Filter lanes, graphs and log"));
  m_query->setQuery(plot.hub().query().text());
  m_legend = new QWidget;
  auto* legend = new QHBoxLayout(m_legend);
  legend->setContentsMargins(0, 0, 0, 0);
  legend->addWidget(new StateLegend(InstanceState::Busy, true, tr("failed")));
  legend->addWidget(new ThrottleLegend);
  legend->addWidget(new StateLegend(InstanceState::Gone, tr("reclaimed")));
  m_group = new DeskButton(tr("Group by state"));
  m_group->setObjectName(u"scaling_group"_s);
  m_group->setCompact(true);
  m_group->setCheckable(true);
  m_group->setKeyHint(u"G"_s);
  m_group->hide();
  m_sort = new ComboField(tr("Order of the lanes"));
  m_sort->setObjectName(u"scaling_sort"_s);
  m_sort->setCompact(true);
  for (int i = 0; i < 3; ++i) m_sort->addItem(QString());
  m_window = new ComboField(tr("Window"));
  m_window->setObjectName(u"scaling_window"_s);
  m_window->setCompact(true);
  for (const TimeUs span : kSpans) m_window->addItem(spanText(span), QVariant::fromValue<qint64>(span));
  m_fit = new DeskButton(u"fit"_s, tr("Fit what is recorded"), u"0"_s);
  m_fit->setObjectName(u"scaling_fit"_s);
  m_table = new DeskButton(u"dl"_s, tr("Show as table"), u"Ctrl Shift T"_s);
  m_table->setObjectName(u"scaling_table_button"_s);
  m_fit->setCompact(true);
  m_table->setCompact(true);

  auto* row = new QHBoxLayout(this);
  row->addWidget(m_title);
  row->addWidget(m_function);
  row->addWidget(m_facts, 1);
  row->addWidget(m_query);
  row->addWidget(m_legend);
  for (QWidget* w : {static_cast<QWidget*>(m_group), static_cast<QWidget*>(m_sort), static_cast<QWidget*>(m_window),
                     static_cast<QWidget*>(m_fit), static_cast<QWidget*>(m_table)}) {
    row->addWidget(w);
  }
  FunctionModel& functions = plot.hub().functions();
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(&functions, signal, this, &ScalingHeader::fillFunctions);
  }
  connect(&functions, &QAbstractItemModel::modelReset, this, &ScalingHeader::fillFunctions);
  connect(&functions, &FunctionModel::functionChanged, this, &ScalingHeader::fillFunctions);
  connect(m_function, &QComboBox::activated, this, &ScalingHeader::chooseFunction);
  connect(m_sort, &QComboBox::activated, this, [this](int i) { Q_EMIT sortChosen(static_cast<LaneSort>(i)); });
  connect(m_window, &QComboBox::activated, this, [this](int i) { m_plot.hub().time().setSpan(m_window->itemData(i).toLongLong()); });
  connect(m_query, &QueryField::queryChanged, this, [this] { m_plot.hub().query().setText(m_query->query().text()); });
  connect(m_query, &QueryField::checked, this, [this] { m_query->setToolTip(m_query->mistakeText()); });
  connect(&plot.hub().query(), &QueryFilter::changed, this, [this] {
    if (m_query->query().text() != m_plot.hub().query().text()) m_query->setQuery(m_plot.hub().query().text());
    refreshFunction();
  });
  connect(m_group, &DeskButton::clicked, this, &ScalingHeader::groupChosen);
  connect(m_fit, &DeskButton::clicked, this, &ScalingHeader::fitWanted);
  connect(m_table, &DeskButton::clicked, this, &ScalingHeader::tableWanted);
  connect(&plot, &Plot::functionChanged, this, &ScalingHeader::refreshFunction);
  connect(&plot, &Plot::frame, this, &ScalingHeader::refreshFacts);
  connect(&plot, &Plot::overlay, this, &ScalingHeader::refreshFacts);
  connect(&plot.hub().time(), &TimeState::viewChanged, this, &ScalingHeader::refreshSpan);
  connect(&plot.hub(), &ModelHub::firstDelta, this, &ScalingHeader::askKeepAlive);
  // A change of the engine's settings tells every function anew.
  connect(&plot.hub().functions(), &FunctionModel::functionChanged, this, &ScalingHeader::askKeepAlive);
  connect(&Theme::current(), &Theme::changed, this, &ScalingHeader::rescale);
  retranslate();
  rescale();
  fillFunctions();
  refreshSpan();
  if (plot.hub().functions().rowCount() > 0) askKeepAlive();
}

void ScalingHeader::takeOver(const ScalingHeader& from) {
  m_sort->setCurrentIndex(from.m_sort->currentIndex());
  Q_EMIT sortChosen(static_cast<LaneSort>(m_sort->currentIndex()));
  if (from.m_group->isChecked()) Q_EMIT groupChosen(true);
}

void ScalingHeader::askKeepAlive() {
  m_plot.hub().backend().settings(this, [this](Result<EngineSettings> answer) {
    if (answer) m_keepAlive = answer->keepAliveSeconds;
    refreshFacts();
  });
}

void ScalingHeader::fillFunctions() {
  const QSignalBlocker quiet(m_function);
  const FunctionModel& functions = m_plot.hub().functions();
  m_function->clear();
  m_function->addItem(tr("All functions"), 0U);
  for (int i = 0; i < functions.rowCount(); ++i) {
    const FunctionInfo* info = functions.infoAt(i);
    if (!info) continue;
    m_function->addItem(info->key.name, info->id);
    m_function->setItemData(m_function->count() - 1, info->versions.isEmpty() ? versionName(0) : tr("all versions"), ComboField::NoteRole);
    const auto version = [&](VersionNumber number) {
      m_function->addItem(info->key.name, info->id);
      m_function->setItemData(m_function->count() - 1, versionName(number), ComboField::NoteRole);
      m_function->setItemData(m_function->count() - 1, number, kVersionRole);
    };
    if (info->versions.isEmpty()) continue;
    version(0);
    for (auto it = info->versions.crbegin(); it != info->versions.crend(); ++it) version(it->number);
  }
  refreshFunction();
}

void ScalingHeader::chooseFunction(int item) {
  // The version is a term of the window's query: lists and logs follow it too, and it can be seen and taken away.
  const QVariant version = m_function->itemData(item, kVersionRole);
  m_query->setTerm(u"ver:"_s, version.isValid() ? QString(u"ver:"_s + versionName(version.toUInt())) : QString());
  Q_EMIT functionChosen(m_function->itemData(item).toUInt());
}

void ScalingHeader::refreshFunction() {
  const QSignalBlocker quiet(m_function);
  const auto version = m_plot.hub().query().version();
  int at = std::max(0, m_function->findData(m_plot.function()));
  for (int i = at; version && i < m_function->count() && m_function->itemData(i).toUInt() == m_plot.function(); ++i)
    if (const QVariant one = m_function->itemData(i, kVersionRole); one.isValid() && one.toUInt() == *version) at = i;
  m_function->setCurrentIndex(at);
  refreshFacts();
}

void ScalingHeader::refreshFacts() {
  const FunctionInfo* info = m_plot.hub().functions().info(m_plot.function());
  const int activity = info ? static_cast<int>(m_plot.hub().functions().activity(info->id)) : -1;
  if (std::exchange(m_activity, activity) != activity) m_function->update();
  const auto version = info ? m_plot.hub().query().version() : std::nullopt;
  const Timeline& timeline = m_plot.hub().timeline();
  const CountStep s = version ? timeline.countsAt(m_plot.function(), *version, m_plot.cursor()) : timeline.countsAt(m_plot.function(), m_plot.cursor());
  QList<FactsLine::Fact> facts;
  const int limit = m_plot.limit();
  facts.append({tr("Concurrency"),
                format::count(s.starting + s.init + s.busy) + (limit ? QString(u" / "_s + format::count(limit)) : QString()), {},
                tr("Concurrency: starting, init and busy; the limit applies to these. Limit: account quota by memory.")});
  if (info) {
    facts.append({{}, format::count(info->config.memoryMb), u"MB"_s, {}});
    const int keep = info->overrides.keepAliveSeconds.value_or(m_keepAlive);
    if (keep) facts.append({tr("keep-alive"), format::count(keep), u"s"_s, tr("Keep-alive: an idle instance is reclaimed after this time.")});
  }
  m_facts->setFacts(facts);
}

void ScalingHeader::refreshSpan() {
  const QSignalBlocker quiet(m_window);
  const TimeUs span = m_plot.hub().time().span();
  m_window->setEmptyText(spanText(span));
  m_window->setCurrentIndex(m_window->findData(QVariant::fromValue<qint64>(span)));
  m_window->update();
}

void ScalingHeader::setLanes(int lanes, int, bool grouped) {
  m_group->setVisible(lanes > lanerules::kThinOver || grouped);
  m_group->setChecked(grouped);
  m_group->setToolTip(tr("%n lane(s): rows are thin over 64 and grouped by state over 400", nullptr, lanes));
}

void ScalingHeader::rescale() {
  const Theme& t = Theme::current();
  setFixedHeight(t.px(kHeight));
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->setContentsMargins(t.px(16), 0, t.px(12), 0);
  row->setSpacing(t.px(10));
  m_legend->layout()->setSpacing(t.px(16));
  m_function->setFixedWidth(t.px(184));
  m_query->setFixedWidth(t.px(width() >= t.px(kWideFrom) ? 190 : 140));
}

void ScalingHeader::resizeEvent(QResizeEvent* event) {
  const Theme& t = Theme::current();
  m_legend->setVisible(width() >= t.px(kLegendFrom - 64));
  m_query->setFixedWidth(t.px(width() >= t.px(kWideFrom) ? 190 : 140));
  QWidget::resizeEvent(event);
}

void ScalingHeader::retranslate() {
  m_title->setText(tr("Scaling"));
  m_sort->setLabel(tr("Sort"));
  m_sort->setItemText(0, tr("first start"));
  m_sort->setItemText(1, tr("busiest"));
  m_sort->setItemText(2, tr("state"));
  m_group->setText(tr("Group by state"));
  refreshFacts();
}

void ScalingHeader::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    fillFunctions();
  }
  QWidget::changeEvent(event);
}

void ScalingHeader::paintEvent(QPaintEvent*) {
  const Colors& c = Theme::current().colors();
  QPainter p(this);
  p.fillRect(rect(), c.surface.panel);
  p.fillRect(QRect(0, height() - 1, width(), 1), c.border.hairline);
}

}  // namespace scfdesk
