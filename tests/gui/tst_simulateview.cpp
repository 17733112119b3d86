// SPDX-License-Identifier: GPL-3.0-or-later
// The Simulate view over a real simulator: what it says follows from the numbers. With SCFDESK_SHOTS=FOLDER also as pictures.
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "tests/support/simulatingbackend.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/figureslabel.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/simloadcurve.h"
#include "widgets/simulate/outcomepane.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/simulateview.h"
#include "widgets/simulate/sweepchart.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Stage {
  explicit Stage(bool history = true) : hub(backend) {
    if (history) backend.withHistory();
    QSignalSpy first(&hub, &ModelHub::firstDelta);
    backend.start();
    if (first.isEmpty()) first.wait();
    hub.selection().setFunction(backend.idOf(u"thumbnail"_s));
    view = std::make_unique<SimulateView>(hub);
    view->resize(1376, 780);
    view->show();
  }
  template <typename T>
  T* part(const QString& name) {
    return view->findChild<T*>(name);
  }
  QString verdict() { return part<Label>(u"simulate_verdict"_s)->text(); }
  void set(const QString& name, double value) { part<NumberField>(name)->setValue(value); }
  /// Until the simulation of what is set now is shown.
  bool settled() {
    const int before = backend.simulator.started;
    return QTest::qWaitFor([&] { return backend.simulator.started > before && !part<SimOutcomeTable>(u"simulate_outcome"_s)->rows().isEmpty() && part<FiguresLabel>(u"simulate_clock"_s)->text().contains(u"simulated"); }, 20'000);
  }
  SimulatingBackend backend;
  ModelHub hub;
  std::unique_ptr<SimulateView> view;
};

}  // namespace

class TestSimulateView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void saysWhatItIs();
  void verdictFollowsFromNumbers();
  void verdictWords_data();
  void verdictWords();
  void eachChangeAlone();
  void applies();
  void firesForReal();
  void cancels();
  void sweeps();
  void knee();
  void drawnLoad();
  void fits();
  void specKeepsSeed();
  void failureStaysInPlace();
  void pictures();
};

void TestSimulateView::saysWhatItIs() {
  Stage s;
  QVERIFY(s.settled());
  QCOMPARE(s.verdict(), u"Change a setting of B to see what it does."_s);
  QVERIFY(!s.part<QPushButton>(u"simulate_apply"_s)->isEnabled());
  QCOMPARE(s.part<Chip>(u"simulate_chip"_s)->text(), u"prediction, nothing is invoked"_s);
  QVERIFY(!s.part<QWidget>(u"simulate_progress"_s)->isVisible());  // idle, it is no thick line below the header
  for (const QChar side : {u'a', u'b'})
    QCOMPARE(s.part<NumberField>(u"simulate_limit_%1"_s.arg(side))->mapTo(s.view.get(), QPoint()).x(), s.part<NumberField>(u"simulate_run_%1"_s.arg(side))->mapTo(s.view.get(), QPoint()).x());
  // The fields end where the pane does, with the chart below them.
  const auto rightOf = [&](const QString& name) { auto* w = s.part<QWidget>(name); return w->mapTo(s.view.get(), QPoint(w->width(), 0)).x(); };
  QCOMPARE(rightOf(u"simulate_limit_b"_s), rightOf(u"simulate_fitchart"_s));
  QCOMPARE(rightOf(u"simulate_runShape"_s), rightOf(u"simulate_run_b"_s));
  // Every control has a name.
  for (QWidget* w : s.view->findChildren<QWidget*>())
    if (w->focusPolicy() & Qt::TabFocus && w->isVisibleTo(s.view.get()) && !w->inherits("QScrollArea") && !w->inherits("QRadioButton")) QVERIFY2(!w->accessibleName().isEmpty() || !w->property("text").toString().isEmpty(), qPrintable(w->objectName() + QLatin1String(w->metaObject()->className())));
}

void TestSimulateView::verdictFollowsFromNumbers() {
  Stage s;
  QVERIFY(s.settled());
  s.set(u"simulate_limit_a"_s, 8);
  s.set(u"simulate_limit_b"_s, 28);
  QVERIFY(s.settled());
  const QList<QStringList> rows = s.part<SimOutcomeTable>(u"simulate_outcome"_s)->rows();
  const auto number = [&](int column) { return rows[2][column].split(u' ').first().remove(u',').toInt(); };
  QVERIFY2(number(1) > number(2), qPrintable(rows[2].join(u' ')));
  QVERIFY2(s.verdict().startsWith(u"B removes %L1 throttled events"_s.arg(number(1) - number(2))), qPrintable(s.verdict()));
  QVERIFY(s.part<QPushButton>(u"simulate_apply"_s)->isEnabled());
  QVERIFY(s.part<SimTracks>(u"simulate_tracks"_s)->accessibleDescription().startsWith(u"prediction"));
  QCOMPARE(s.part<SimTracks>(u"simulate_tracks"_s)->table().rows.size(), 300);
  s.part<QPushButton>(u"simulate_reset"_s)->click();
  QVERIFY(s.settled());
  QCOMPARE(s.part<NumberField>(u"simulate_limit_b"_s)->value(), 8.0);
}

void TestSimulateView::verdictWords_data() {
  QTest::addColumn<double>("throttled");
  QTest::addColumn<double>("p99");
  QTest::addColumn<double>("cost");
  QTest::addColumn<QString>("said");
  QTest::newRow("better") << 38.0 << 0.83 << 1.0 << u"B removes 213 throttled events and cuts p99 by 17 %."_s;
  QTest::newRow("fewer, slower") << 38.0 << 1.5 << 1.0 << u"B removes 213 throttled events, but p99 rises by 50 %."_s;
  QTest::newRow("more") << 260.0 << 1.0 << 1.0 << u"B throttles 9 more events."_s;
  QTest::newRow("quicker") << 251.0 << 0.5 << 1.0 << u"B cuts p99 by 50 %."_s;
  QTest::newRow("slower") << 251.0 << 1.02 << 1.0 << u"B raises p99 by 2 %."_s;
  QTest::newRow("cheaper") << 251.0 << 1.0 << 0.5 << u"B costs 50 % less and answers as fast."_s;
  QTest::newRow("the same") << 251.0 << 1.0 << 1.0 << u"B makes no difference under this load."_s;
}

void TestSimulateView::verdictWords() {
  QFETCH(double, throttled);
  QFETCH(double, p99);
  QFETCH(double, cost);
  QFETCH(QString, said);
  SimOutcome a, b;
  a.throttled = 251;
  a.p99 = 1;
  a.cost = 1;
  b.throttled = throttled;
  b.p99 = p99;
  b.cost = cost;
  QCOMPARE(SimVerdict::headline(a, b, false), said);
}

void TestSimulateView::eachChangeAlone() {
  Stage s;
  QVERIFY(s.settled());
  s.set(u"simulate_limit_a"_s, 8);
  s.set(u"simulate_limit_b"_s, 28);
  s.set(u"simulate_init_b"_s, 0.05);
  QVERIFY(s.settled());
  const QString said = s.part<QWidget>(u"simulate_alone"_s)->accessibleDescription();
  QVERIFY2(said.contains(u"Instance limit 28:") && said.contains(u"Starting and init 0.05:"), qPrintable(said));
}

void TestSimulateView::applies() {
  Stage s;
  QVERIFY(s.settled());
  s.set(u"simulate_limit_b"_s, 28);
  s.set(u"simulate_keepAlive_b"_s, 33);
  s.set(u"simulate_burst_b"_s, 321);
  s.part<QPushButton>(u"simulate_apply"_s)->click();
  QTRY_COMPARE(s.backend.actions.size(), size_t(1));
  QCOMPARE(s.backend.actions[0].first, QByteArray("PutReservedConcurrencyConfig"));
  const QJsonObject sent = QJsonDocument::fromJson(s.backend.actions[0].second).object();
  QCOMPARE(sent[u"FunctionName"_s].toString(), u"thumbnail"_s);
  QCOMPARE(sent[u"ReservedConcurrencyMem"_s].toInt(), 28 * s.hub.functions().info(s.backend.idOf(u"thumbnail"_s))->config.memoryMb);
  QTRY_COMPARE(s.backend.overridden.size(), size_t(1));
  QCOMPARE(s.backend.overridden[0].second.keepAliveSeconds.value_or(0), 33);
  QTRY_VERIFY(!s.backend.settingsWritten.empty());
  QCOMPARE(s.backend.settingsWritten.back().burstPerMinute, 321);
  QTRY_VERIFY(!s.part<QPushButton>(u"simulate_apply"_s)->isEnabled());  // A is B now
}

void TestSimulateView::firesForReal() {
  Stage s;
  QVERIFY(s.settled());
  s.backend.setTraffic(false);
  s.part<QPushButton>(u"simulate_fire"_s)->click();
  QTRY_COMPARE(s.backend.loads.size(), size_t(1));
  QCOMPARE(s.backend.loads[0].count, 600);
  QTRY_COMPARE(s.part<Chip>(u"simulate_chip"_s)->text(), u"firing for real"_s);
  QTRY_VERIFY(!s.hub.loads().empty());
  s.backend.advanceSeconds(60);
  QTRY_VERIFY2(s.verdict().startsWith(u"Measured p99"), qPrintable(s.verdict()));
  QCOMPARE(s.part<Chip>(u"simulate_chip"_s)->text(), u"measured beside the prediction"_s);
  QVERIFY(s.part<SimOutcomeTable>(u"simulate_outcome"_s)->rows()[0][3] != u"—"_s);
}

void TestSimulateView::cancels() {
  Stage s;
  QVERIFY(s.settled());
  s.backend.simulator.hold = true;
  s.set(u"simulate_limit_b"_s, 5);
  QTRY_VERIFY(s.part<QPushButton>(u"simulate_cancel"_s)->isVisible());
  s.part<QPushButton>(u"simulate_cancel"_s)->click();
  QTRY_COMPARE(s.backend.simulator.canceled, 1);
  QVERIFY(!s.part<QPushButton>(u"simulate_cancel"_s)->isVisible());
}

void TestSimulateView::sweeps() {
  Stage s;
  QVERIFY(s.settled());
  s.set(u"simulate_limit_b"_s, 10);
  QVERIFY(s.settled());
  s.part<SegmentedControl>(u"simulate_shown"_s)->segment(1)->click();
  auto* chart = s.part<SweepChart>(u"simulate_sweep"_s);
  QTRY_VERIFY(chart->accessibleDescription().count(u"p99") >= 5);
  QVERIFY(chart->isVisible());
  QSignalSpy chosen(chart, &SweepChart::chosen);
  QTest::keyClick(chart, Qt::Key_Right);
  QCOMPARE(chosen.size(), 1);
  QTRY_COMPARE(s.part<NumberField>(u"simulate_limit_b"_s)->value(), chosen[0][0].toDouble());
}

void TestSimulateView::knee() {
  QCOMPARE(kneeOf({{1, 10}, {2, 3}, {3, 2.5}, {10, 2}}), 1);
  QCOMPARE(kneeOf({{1, 1}, {2, 3}, {3, 4}}), -1);  // dearer and slower
  QCOMPARE(kneeOf({{1, 3}, {2, 2}, {3, 1}}), -1);  // a straight line has none
  QCOMPARE(kneeOf({{1, 1}, {1, 1}, {1, 1}}), -1);
  QCOMPARE(kneeOf({{1, 1}}), -1);
  const auto outcome = [](double p99, double cost, double throttled) {
    SimOutcome o;
    o.p99 = p99;
    o.cost = cost;
    o.throttled = throttled;
    return o;
  };
  const std::vector<SimOutcome> outcomes{outcome(0.1, 1, 5), outcome(2, 2, 0), outcome(1, 4, 0), outcome(0.5, 3, 0)};
  QCOMPARE(cheapestWithin(outcomes, 2), 1);
  QCOMPARE(cheapestWithin(outcomes, 1.99), 3);
  QCOMPARE(cheapestWithin(outcomes, 0.4), -1);
  for (const SimSetting setting : kAllSimSettings) {
    const std::vector<double> values = sweepValues(setting, 100, 12);
    QVERIFY(values.size() >= 3 && values.size() <= 12);
    QVERIFY(std::is_sorted(values.begin(), values.end()));
  }
}

void TestSimulateView::drawnLoad() {
  Stage s;
  QVERIFY(s.settled());
  auto* curve = s.part<SimLoadCurve>(u"simulate_curve"_s);
  const QPoint away(60, 14);  // a ramp begins low
  QTest::mousePress(curve, Qt::LeftButton, {}, away);  // a preset becomes a few handles
  QTest::mouseRelease(curve, Qt::LeftButton, {}, away);
  QVERIFY(curve->curve().size() <= size_t(SimLoadCurve::kHandles));
  const double before = curve->curve()[0].y();
  QSignalSpy drawn(curve, &SimLoadCurve::drawn);
  QTest::keyClick(curve, Qt::Key_Right);
  QTest::keyClick(curve, Qt::Key_Up);
  QCOMPARE(drawn.size(), 1);
  QVERIFY(curve->curve()[0].y() > before);
  QCOMPARE(s.part<ComboField>(u"simulate_load"_s)->currentText(), u"Drawn"_s);
  QVERIFY(s.settled());
  QVERIFY(!s.part<QPushButton>(u"simulate_fire"_s)->isEnabled());
}

void TestSimulateView::fits() {
  Stage s;
  QVERIFY(s.settled());
  QVERIFY2(s.part<Label>(u"simulate_fit"_s)->text().startsWith(u"fitted to "), qPrintable(s.part<Label>(u"simulate_fit"_s)->text()));
  std::vector<double> runs;
  for (int i = 0; i < s.hub.invocations().rowCount(); ++i)
    if (const Invocation* one = s.hub.invocations().invocationAt(i); one->function == s.backend.idOf(u"thumbnail"_s) && one->finished && one->durationUs > 0 && runs.size() < 2000) runs.push_back(double(one->durationUs) / 1000);
  std::nth_element(runs.begin(), runs.begin() + ptrdiff_t(runs.size() / 2), runs.end());
  QVERIFY(std::abs(s.part<NumberField>(u"simulate_run_a"_s)->value() - runs[runs.size() / 2]) < 0.1);
  Stage empty(false);
  QVERIFY(empty.settled());
  QCOMPARE(empty.part<Label>(u"simulate_fit"_s)->text(), u"no real invocation yet: assumed"_s);
}

void TestSimulateView::specKeepsSeed() {
  SimLoad load;
  load.times = {0, 1, 2};
  const QJsonObject spec = QJsonDocument::fromJson(specOf(SimSettings{}, SimTimings{{0.1, 0.3}, {1, 2, 3}}, load, 7, 50)).object();
  QCOMPARE(spec[u"seed"_s].toInt(), 7);
  const QJsonObject f = spec[u"functions"_s].toArray()[0].toObject();
  QCOMPARE(f[u"reservedMb"_s].toInt(), 16 * 128);
  // Run p50 of 100 ms over runs of 1, 2, 3 s: the same shape, 20 times as short.
  QCOMPARE(f[u"service"_s][u"values"_s].toArray()[2].toDouble(), 0.15);
}

void TestSimulateView::failureStaysInPlace() {
  Stage s;
  QVERIFY(s.settled());
  auto* banner = s.part<Banner>(u"simulate_banner"_s);
  QVERIFY(!banner->active());
  s.backend.simulator.refuse = true;
  s.set(u"simulate_run_b"_s, 1);
  QTRY_VERIFY(banner->active());
  QVERIFY(banner->text().contains(u"4 simulations run already"));
  // No verdict stands beside it, and nothing of an earlier run.
  QCOMPARE(s.verdict(), u"Not simulated."_s);
  QVERIFY(s.part<SimOutcomeTable>(u"simulate_outcome"_s)->rows().isEmpty());
  QVERIFY(s.part<SimTracks>(u"simulate_tracks"_s)->accessibleDescription().startsWith(u"Nothing simulated"));
  s.backend.shown.localAdditions = false;
  s.set(u"simulate_run_b"_s, 2);
  QTRY_COMPARE(s.verdict(), u"This connection has no simulator."_s);
}

void TestSimulateView::pictures() {
  const QString folder = qEnvironmentVariable("SCFDESK_SHOTS");
  if (folder.isEmpty()) QSKIP("SCFDESK_SHOTS names no folder");
  for (const bool dark : {true, false}) {
    Theme::current().setScheme(dark ? Scheme::Dark : Scheme::Light);
    QApplication::setPalette(Theme::current().palette());
    Stage s;
    QVERIFY(s.settled());
    s.set(u"simulate_limit_a"_s, 16);
    s.set(u"simulate_limit_b"_s, 28);
    s.set(u"simulate_provisioned_b"_s, 10);
    s.set(u"simulate_init_b"_s, 0.3);
    QVERIFY(s.settled());
    QVERIFY(s.view->grab().save(folder + (dark ? u"/07-simulate-dark.png"_s : u"/07-simulate-light.png"_s)));
    s.part<SegmentedControl>(u"simulate_shown"_s)->segment(1)->click();
    QTRY_VERIFY(s.part<SweepChart>(u"simulate_sweep"_s)->accessibleDescription().count(u"p99") >= 5);
    QVERIFY(s.view->grab().save(folder + (dark ? u"/07-sweep-dark.png"_s : u"/07-sweep-light.png"_s)));
  }
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  QApplication::setStyle(new DeskStyle);
  QApplication::setPalette(theme.palette());
  TestSimulateView test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_simulateview.moc"
