// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/comparedialog.h"
#include "models/data/jsontext.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/test/codeview.h"
#include "widgets/test/phases.h"
#include "widgets/test/replytext.h"
#include "widgets/test/replywords.h"
#include "widgets/test/resultdiff.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kShownBytes = 256 * 1024;
enum TextTab { EventTab, ResultTab, LogTab };

const QByteArray& textOf(const InvocationDetail& detail, int tab) { return tab == EventTab ? detail.event : tab == ResultTab ? detail.result : detail.log; }

}  // namespace

CompareDialog::CompareDialog(ModelHub& hub, InvocationId first, InvocationId second, QWidget* parent) : QDialog(parent), m_hub(hub), m_banner(new Banner(this)) {
  setObjectName(u"compare"_s);
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Compare invocations"));
  setAccessibleName(windowTitle());
  auto* split = new HairlineSplitter(Qt::Vertical, this);
  m_table = new RowTable(tr("Figures of both invocations"), split);
  m_table->setObjectName(u"compare_figures"_s);
  auto* lower = new QWidget(split);
  auto* lowerColumn = new QVBoxLayout(lower);
  lowerColumn->setContentsMargins(0, 0, 0, 0);
  lowerColumn->setSpacing(0);
  auto* bar = new QWidget(lower);
  auto* barRow = new QHBoxLayout(bar);
  barRow->setContentsMargins(0, 0, 0, 0);
  m_tabs = new TabStrip(tr("Texts of both invocations"), bar);
  m_tabs->setObjectName(u"compare_tabs"_s);
  m_tabs->addTab(tr("Event"));
  m_tabs->addTab(tr("Result"));
  m_tabs->addTab(tr("Log"));
  m_tabs->setCurrentIndex(ResultTab);
  m_said = new Label(Label::Role::Dense, Tone::Tertiary, {}, bar);
  m_said->setObjectName(u"compare_said"_s);
  barRow->addWidget(m_tabs, 1);
  barRow->addWidget(m_said);
  lowerColumn->addWidget(bar);
  auto* texts = new HairlineSplitter(Qt::Horizontal, lower);
  for (int side = 0; side < 2; ++side) {
    m_texts[side] = new CodeView(CodeView::Surface::Panel, texts);
    m_texts[side]->setObjectName(side == 0 ? u"compare_first"_s : u"compare_second"_s);
    m_texts[side]->setAccessibleName(side == 0 ? tr("Text of the first invocation") : tr("Text of the second invocation"));
    m_texts[side]->setReadOnly(true);
    texts->addWidget(m_texts[side]);
  }
  lowerColumn->addWidget(texts, 1);
  split->addWidget(m_table);
  split->addWidget(lower);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_banner);
  column->addWidget(split, 1);
  connect(m_tabs, &QTabBar::currentChanged, this, &CompareDialog::showText);
  followTheme(this, [this, barRow] {
    const Theme& theme = Theme::current();
    resize(theme.px(960), theme.px(700));
    barRow->setContentsMargins(0, 0, theme.px(16), 0);
    QPalette p = palette();
    p.setColor(QPalette::Window, theme.colors().surface.panel);
    setPalette(p);
  });
  ask(0, first);
  ask(1, second);
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
  m_table->setColumns({{tr("What"), 0, false}, {format::clock(a.at.accepted, 3), 280, false}, {format::clock(b.at.accepted, 3), 280, false}, {QString(), 90, false}});
  m_table->setRows(rowsOf(a, b, name(a.function), name(b.function)));
  showText(m_tabs->currentIndex());
}

void CompareDialog::showText(int tab) {
  if (!m_details[0] || !m_details[1]) return;
  for (int side = 0; side < 2; ++side) {
    const QByteArray& text = textOf(*m_details[side], tab);
    const auto laidOut = tab != LogTab && text.size() <= kShownBytes ? formatJson(text) : std::nullopt;
    m_texts[side]->setLanguage(laidOut ? CodeView::Language::Json : CodeView::Language::Plain);
    m_texts[side]->setBytes(ReplyText::fit(laidOut ? *laidOut : text, kShownBytes).text);
  }
  const QByteArray &first = textOf(*m_details[0], tab), &second = textOf(*m_details[1], tab);
  const auto places = tab == LogTab ? 0 : diffJson(first, second, {}).changes.size();
  m_said->setText(first == second ? tr("the same") : places == 1 ? tr("differs in 1 place") : places > 1 ? tr("differs in %1 places").arg(format::count(qint64(places))) : tr("differs"));
}

}  // namespace scfdesk
