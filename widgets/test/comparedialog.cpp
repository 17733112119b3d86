// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/comparedialog.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/comparepane.h"
#include "widgets/test/phases.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/followtheme.h"
#include <QEvent>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kResultTab = 1;

}  // namespace

CompareDialog::CompareDialog(ModelHub& hub, InvocationId first, InvocationId second, QWidget* parent) : QDialog(parent), m_hub(hub), m_banner(new Banner(this)) {
  setObjectName(u"compare"_s);
  setAttribute(Qt::WA_DeleteOnClose);
  m_pane = new ComparePane(this);
  for (int tab = 0; tab < 3; ++tab) m_pane->addTab({});
  m_pane->setCurrentTab(kResultTab);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_banner);
  column->addWidget(m_pane, 1);
  followTheme(this, [this] {
    const Theme& theme = Theme::current();
    resize(theme.px(960), theme.px(700));
    QPalette p = palette();
    p.setColor(QPalette::Window, theme.colors().surface.panel);
    setPalette(p);
  });
  retranslate();
  ask(0, first);
  ask(1, second);
}

void CompareDialog::retranslate() {
  setWindowTitle(tr("Compare invocations"));
  setAccessibleName(windowTitle());
  const QStringList titles{tr("Event"), tr("Result"), tr("Log")};
  for (int tab = 0; tab < titles.size(); ++tab) m_pane->setTabTitle(tab, titles[tab]);
  if (m_details[0] && m_details[1]) showDetails();
}

void CompareDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

void CompareDialog::ask(int side, InvocationId id) {
  m_hub.backend().invocationDetail(id, this, [this, side](const Result<InvocationDetail>& detail) {
    if (!detail) return m_banner->show(detail.error());
    m_details[side] = *detail;
    if (m_details[0] && m_details[1]) showDetails();
  });
}

QList<Row> CompareDialog::rowsOf(const Invocation& a, const Invocation& b, const QString& firstFunction, const QString& secondFunction) {
  QList<Row> rows;
  const auto add = [&rows](const QString& name, const QString& first, const QString& second) {
    const bool differs = first != second;
    rows.append({name, {{name, differs ? Tone::Primary : Tone::Tertiary}, {first, differs ? Tone::Primary : Tone::Tertiary, true}, {second, differs ? Tone::Primary : Tone::Tertiary, true},
                        {differs ? tr("differs") : QString(), Tone::Link}}});
  };
  const auto code = [](const Invocation& v) { return QString(QString::number(v.statusCode) + u' ' + ReplyWords::codeName(v.statusCode)); };
  const Phases pa = phasesOf(a, a.at.replied), pb = phasesOf(b, b.at.replied);
  const auto ms = [](int64_t us) { return format::duration(us).text(); };
  add(tr("Function"), firstFunction, secondFunction);
  add(tr("Version"), versionName(a.version), versionName(b.version));
  add(tr("Status"), code(a), code(b));
  add(tr("Accepted"), format::dateTime(a.at.accepted), format::dateTime(b.at.accepted));
  add(tr("Type"), a.mode == InvokeMode::Sync ? tr("Sync") : tr("Async"), b.mode == InvokeMode::Sync ? tr("Sync") : tr("Async"));
  add(tr("Start"), a.cold ? tr("Cold") : tr("Warm"), b.cold ? tr("Cold") : tr("Warm"));
  for (const Phases::Part part : {Phases::Wait, Phases::Starting, Phases::Init, Phases::Run}) add(Phases::name(part), ms(pa.us[part]), ms(pb.us[part]));
  add(tr("Billed"), tr("%1 ms").arg(format::count(a.billedMs)), tr("%1 ms").arg(format::count(b.billedMs)));
  add(tr("Peak memory"), format::bytesMb(a.peakMemoryBytes).text(), format::bytesMb(b.peakMemoryBytes).text());
  add(tr("Memory size"), tr("%1 MB").arg(a.memoryMb), tr("%1 MB").arg(b.memoryMb));
  add(tr("Instance"), instanceName(a.instance), instanceName(b.instance));
  add(tr("Attempt"), QString::number(a.retryNum + 1), QString::number(b.retryNum + 1));
  add(tr("Event"), format::bytes(a.eventBytes).text(), format::bytes(b.eventBytes).text());
  add(tr("Result"), format::bytes(a.resultBytes).text(), format::bytes(b.resultBytes).text());
  return rows;
}

void CompareDialog::showDetails() {
  const Invocation &a = m_details[0]->invocation, &b = m_details[1]->invocation;
  const auto name = [this](FunctionId id) {
    const FunctionInfo* f = m_hub.functions().info(id);
    return f ? f->key.name : tr("deleted");
  };
  m_pane->figures().setColumns({{tr("What"), 0, false}, {format::clock(a.at.accepted, 3), 280, false}, {format::clock(b.at.accepted, 3), 280, false}, {QString(), 90, false}});
  m_pane->figures().setRows(rowsOf(a, b, name(a.function), name(b.function)));
  const InvocationDetail &first = *m_details[0], &second = *m_details[1];
  m_pane->setTexts({{first.event, second.event, true, ComparePane::saidOf(first.event, second.event)},
                    {first.result, second.result, true, ComparePane::saidOf(first.result, second.result)},
                    {first.log, second.log, false, first.log == second.log ? tr("the same") : tr("differs")}});
}

}  // namespace scfdesk
