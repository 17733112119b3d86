// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/loadcompare.h"
#include "models/timestate.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/loadcurve.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/followtheme.h"
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <cmath>
#include <set>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

QString loadShapeText(const LoadSpec& spec) {
  const auto said = [](const char* text) { return QCoreApplication::translate("scfdesk::LoadTally", text); };
  if (spec.repeats()) return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "repeat"));
  switch (spec.shape) {
    case LoadShape::Constant: return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "constant"));
    case LoadShape::Ramp: return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "ramp"));
    case LoadShape::Spike: return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "spike"));
    case LoadShape::Wave: return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "wave"));
    case LoadShape::Drawn: return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "drawn"));
    case LoadShape::Replay: return said(QT_TRANSLATE_NOOP("scfdesk::LoadTally", "replay at %1x")).arg(QString::number(spec.speed, 'g', 4));
  }
  return {};
}

LoadCompare::LoadCompare(ModelHub& hub, uint32_t first, uint32_t second, QWidget* parent) : QDialog(parent), m_hub(hub), m_runs{first, second} {
  setObjectName(u"loadcompare"_s);
  setAttribute(Qt::WA_DeleteOnClose);
  m_table = new RowTable({}, this);
  m_table->setObjectName(u"loadcompare_figures"_s);
  auto* curves = new QHBoxLayout;
  for (LoadCurve*& curve : m_curves) {
    curve = new LoadCurve(this);
    curves->addWidget(curve, 1);
  }
  m_curves[0]->setObjectName(u"loadcompare_first"_s);
  m_curves[1]->setObjectName(u"loadcompare_second"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(curves);
  column->addWidget(m_table, 1);
  connect(&hub, &ModelHub::loadChanged, this, [this](quint32 run) {
    if (run == m_runs[0] || run == m_runs[1]) refresh();
  });
  followTheme(this, [this, curves] {
    const Theme& theme = Theme::current();
    resize(theme.px(820), theme.px(640));
    curves->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12));
    curves->setSpacing(theme.px(24));
    QPalette p = palette();
    p.setColor(QPalette::Window, theme.colors().surface.panel);
    setPalette(p);
  });
  refresh();
}

void LoadCompare::refresh() {
  setWindowTitle(tr("Compare load runs"));
  setAccessibleName(windowTitle());
  m_table->setAccessibleName(tr("Figures of both load runs"));
  const auto a = m_hub.loads().find(m_runs[0]), b = m_hub.loads().find(m_runs[1]);
  if (a == m_hub.loads().end() || b == m_hub.loads().end()) return;
  m_table->setColumns({{tr("What"), 0, false}, {format::dateTime(a->second.startedAt), 200, true}, {format::dateTime(b->second.startedAt), 200, true}, {tr("Change"), 130, true}});
  m_table->setRows(rowsOf(a->second, b->second));
  m_curves[0]->setProgress(a->second, m_hub.time().now());
  m_curves[1]->setProgress(b->second, m_hub.time().now());
}

QList<Row> LoadCompare::rowsOf(const LoadProgress& a, const LoadProgress& b) {
  QList<Row> rows;
  const auto text = [&rows](const QString& name, const QString& first, const QString& second) {
    const bool differs = first != second;
    const Tone tone = differs ? Tone::Primary : Tone::Tertiary;
    rows.append({name, {{name, tone}, {first, tone, true}, {second, tone, true}, {differs ? tr("differs") : QString(), Tone::Link}}});
  };
  // `better`: 1 = more is better, -1 = less is, 0 = neither.
  const auto number = [&rows](const QString& name, double first, double second, const QString& one, const QString& two, int better) {
    const bool differs = one != two;
    const Tone tone = differs ? Tone::Primary : Tone::Tertiary;
    QString change;
    if (differs && first > 0) change = (second > first ? u"+"_s : u"\u2212"_s) + QString::number(std::abs(second - first) / first * 100, 'f', 1) + u" %"_s;
    else if (differs) change = u"+"_s + two;
    const Tone said = better == 0 ? Tone::Secondary : (second - first) * better < 0 ? Tone::Error : Tone::Link;
    rows.append({name, {{name, tone}, {one, tone, true}, {two, tone, true}, {change, said, true}}});
  };
  const auto count = [&number](const QString& name, int first, int second, int better) { number(name, first, second, format::count(first), format::count(second), better); };
  const auto time = [&number](const QString& name, int64_t first, int64_t second) {
    const auto said = [](int64_t us) { return us > 0 ? format::milliseconds(us).text() : format::none(); };
    number(name, double(first), double(second), said(first), said(second), -1);
  };
  const auto lasted = [](const LoadProgress& p) { return p.endedAt > p.startedAt ? p.endedAt - p.startedAt : 0; };
  const auto type = [](const LoadProgress& p) { return p.spec.mode == InvokeMode::Async ? tr("async") : tr("sync"); };
  text(tr("Shape"), loadShapeText(a.spec), loadShapeText(b.spec));
  text(tr("Peak"), tr("%1 / s").arg(QString::number(a.spec.peakPerSecond, 'g', 4)), tr("%1 / s").arg(QString::number(b.spec.peakPerSecond, 'g', 4)));
  text(tr("Type"), type(a), type(b));
  text(tr("Event"), format::bytes(a.spec.payload.size()).text(), format::bytes(b.spec.payload.size()).text());
  count(tr("Events sent"), a.sent, b.sent, 0);
  count(tr("Succeeded"), a.succeeded, b.succeeded, 1);
  count(tr("Failed"), a.failed, b.failed, -1);
  count(tr("Throttled"), a.throttled, b.throttled, -1);
  count(tr("Cold starts"), a.cold, b.cold, -1);
  time(tr("p50"), a.p50Us, b.p50Us);
  time(tr("p99"), a.p99Us, b.p99Us);
  time(tr("Slowest"), a.maxUs, b.maxUs);
  number(tr("Lasted"), double(lasted(a)), double(lasted(b)), format::duration(lasted(a)).text(), format::duration(lasted(b)).text(), 0);
  std::set<int> codes;
  for (const LoadProgress* p : {&a, &b})
    for (const auto& [code, n] : p->byCode) codes.insert(code);
  const auto of = [](const LoadProgress& p, int code) { return p.byCode.contains(code) ? p.byCode.at(code) : 0; };
  for (const int code : codes)
    count(QString(QString::number(code) + u' ' + ReplyWords::codeName(code)), of(a, code), of(b, code), code == status::kSuccess ? 1 : -1);
  return rows;
}

void LoadCompare::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QDialog::changeEvent(event);
}

}  // namespace scfdesk
