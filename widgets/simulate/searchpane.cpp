// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/searchpane.h"
#include "widgets/controls/button.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/rowtable.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/theme.h"
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

SearchPane::SearchPane(SimSearch& search, QWidget* parent) : QWidget(parent), m_search(search) {
  setObjectName(u"simulate_search"_s);
  const Theme& t = Theme::current();
  m_p99 = new NumberField(tr("Keep p99 within"), u"ms"_s);
  m_p99->setObjectName(u"simulate_search_p99"_s);
  m_p99->setRange(1, 900'000);
  m_p99->setValue(1000);
  m_failed = new NumberField(tr("Failures at most"), u"%"_s);
  m_failed->setObjectName(u"simulate_search_failed"_s);
  m_failed->setRange(0, 100);
  m_failed->setDecimals(2);
  m_go = new DeskButton(tr("Search"));
  m_go->setObjectName(u"simulate_search_go"_s);
  m_go->setIconName(u"search"_s);
  m_take = new DeskButton(tr("Take for B"));
  m_take->setObjectName(u"simulate_search_take"_s);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(t.px(12), t.px(10), t.px(12), t.px(10));
  row->setSpacing(t.px(8));
  for (NumberField* field : {m_p99, m_failed}) {
    field->setFixedWidth(t.px(104));
    row->addWidget(new Label(Label::Role::Control, Tone::Secondary, field->accessibleName()));
    row->addWidget(field);
    if (field == m_p99) row->addSpacing(t.px(12));
  }
  row->addStretch(1);
  row->addWidget(m_take);
  row->addWidget(m_go);
  auto* changes = new QHBoxLayout;
  changes->setContentsMargins(t.px(12), 0, t.px(12), t.px(10));
  changes->setSpacing(t.px(8));
  changes->addWidget(new Label(Label::Role::Control, Tone::Secondary, tr("May change")));
  for (const SimSetting s : {SimSetting::Limit, SimSetting::Provisioned, SimSetting::Memory, SimSetting::KeepAlive}) {
    auto* button = new DeskButton(SimVerdict::nameOf(s));
    button->setObjectName(u"simulate_search_free_%1"_s.arg(static_cast<int>(s)));
    button->setCheckable(true);
    button->setChecked(s != SimSetting::Memory);  // less memory makes a run slower, which no simulation knows
    button->setCompact(true);
    if (s == SimSetting::Memory) button->setToolTip(tr("Runs are taken to be as long with less memory: they may not be"));
    changes->addWidget(button);
    m_free.emplace_back(s, button);
  }
  changes->addStretch(1);
  m_said = new Label(Label::Role::BodyStrong, tr("The cheapest setting that keeps these limits under this load, from B onwards."));
  m_said->setObjectName(u"simulate_search_said"_s);
  m_said->setWordWrap(true);
  m_said->setContentsMargins(t.px(12), t.px(10), t.px(12), t.px(10));
  m_path = new RowTable(tr("Path of the search"));
  m_path->setObjectName(u"simulate_search_path"_s);
  m_path->setColumns({{tr("Step"), 60, true}, {tr("Change"), 0}, {tr("Latency p99"), 110, true}, {tr("Failures"), 90, true}, {tr("Cost"), 130, true}, {tr("Within limits"), 110}});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addLayout(changes);
  column->addWidget(new Hairline);
  column->addWidget(m_said);
  column->addWidget(m_path, 1);
  connect(m_go, &QPushButton::clicked, this, [this] {
    if (m_search.running())
      m_search.cancel();
    else
      Q_EMIT wanted();
  });
  connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT taken(m_search.best()); });
  connect(&m_search, &SimSearch::changed, this, &SearchPane::refresh);
  connect(&m_search, &SimSearch::failed, this, &SearchPane::refresh);
  refresh();
}

SimLimits SearchPane::limits() const { return {m_p99->value() / 1000, m_failed->value() / 100}; }

std::vector<SimSetting> SearchPane::free() const {
  std::vector<SimSetting> list;
  for (const auto& [setting, button] : m_free)
    if (button->isChecked()) list.push_back(setting);
  return list;
}

QString SearchPane::sentence() const { return m_said->text(); }

void SearchPane::refresh() {
  const auto& path = m_search.path();
  m_go->setText(m_search.running() ? tr("Stop") : tr("Search"));
  m_take->setEnabled(!m_search.running() && path.size() > 1);
  QList<Row> rows;
  for (size_t i = 0; i < path.size(); ++i) {
    const SimSearch::Step& step = path[i];
    const SimOutcome& o = step.outcome;
    const auto value = [&](double v) { return QString(QString::number(v, 'g', 6) + u' ' + SimVerdict::unitOf(step.setting)).trimmed(); };
    const QString change = step.first ? tr("B as it is") : tr("%1 from %2 to %3").arg(SimVerdict::nameOf(step.setting), value(step.from), value(step.to));
    const double failed = o.arrivals > 0 ? (o.rejected + o.failed + o.deadLetters) / o.arrivals * 100 : 0;
    rows << Row{QString::number(i),
                {{QString::number(i), Tone::Tertiary, true}, {change}, {latencyText(o.p99), Tone::Primary, true}, {QString(QString::number(failed, 'f', 2) + u" %"), Tone::Primary, true},
                 {QString(QString::number(o.cost, 'g', 4) + u" CNY"), Tone::Primary, true}, {step.within ? tr("yes") : tr("no"), step.within ? Tone::Success : Tone::Warning}}};
  }
  m_path->setRows(rows);
  if (path.empty()) return;
  const SimOutcome &first = path.front().outcome, &last = path.back().outcome;
  QString said;
  if (m_search.running())
    said = tr("Searching: %1 settings simulated").arg(m_search.simulated());
  else if (!m_search.found())
    said = tr("Nothing within these limits was found; the last step comes closest. Allow more settings to change, or loosen the limits.");
  else if (path.size() == 1)
    said = tr("B is the cheapest that was found: %1 settings simulated.").arg(m_search.simulated());
  else if (!path.front().within)
    said = (path.size() == 2 ? tr("Within the limits for %1 CNY, after %2 change; %3 settings simulated.") : tr("Within the limits for %1 CNY, after %2 changes; %3 settings simulated.")).arg(QString::number(last.cost, 'g', 4), QString::number(path.size() - 1), QString::number(m_search.simulated()));
  else
    said = (path.size() == 2 ? tr("%1 % of B's cost within the limits, after %2 change; %3 settings simulated.") : tr("%1 % of B's cost within the limits, after %2 changes; %3 settings simulated.")).arg(QString::number(first.cost > 0 ? std::lround(last.cost / first.cost * 100) : 100), QString::number(path.size() - 1), QString::number(m_search.simulated()));
  m_said->setText(said);
}

}  // namespace scfdesk
