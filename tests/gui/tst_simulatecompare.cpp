// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside A and B in Simulate: C, fitted distributions, presets, the search, the calibration, sessions, the tariff.
// With SCFDESK_SHOTS=FOLDER also as pictures.
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/simulatingbackend.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/figureslabel.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/calibration.h"
#include "widgets/simulate/fit.h"
#include "widgets/simulate/outcomepane.h"
#include "widgets/simulate/search.h"
#include "widgets/simulate/sessionpane.h"
#include "widgets/simulate/sessiontrack.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/simulateview.h"
#include "widgets/simulate/tariffdialog.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <random>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSearchSegment = 2, kCalibrationSegment = 3, kSessionSegment = 4;

struct Stage {
  Stage() : hub(backend) {
    backend.withHistory();
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
  void click(const QString& name) { part<QPushButton>(name)->click(); }
  void segment(int i) { part<SegmentedControl>(u"simulate_shown"_s)->segment(i)->click(); }
  QString verdict() { return part<Label>(u"simulate_verdict"_s)->text(); }
  void set(const QString& name, double value) { part<NumberField>(name)->setValue(value); }
  bool settled() {
    const int before = backend.simulator.started;
    return QTest::qWaitFor([&] { return backend.simulator.started > before && !part<SimOutcomeTable>(u"simulate_outcome"_s)->rows().isEmpty() && part<FiguresLabel>(u"simulate_clock"_s)->text().contains(u"simulated"); }, 20'000);
  }
  SimulatingBackend backend;
  ModelHub hub;
  std::unique_ptr<SimulateView> view;
};

SimOutcome outcome(double p99, double cost, double failed = 0) {
  SimOutcome o;
  o.arrivals = 100;
  o.failed = failed;
  o.p99 = p99;
  o.cost = cost;
  return o;
}

}  // namespace

class TestSimulateCompare : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void fits_data();
  void fits();
  void distributionKeepsTheMedian();
  void presets();
  void third();
  void verdictOfThree();
  void shapesAreSimulated();
  void searchOrder();
  void searches();
  void searchFindsNothing();
  void calibrationNamesTheStage();
  void calibrates();
  void calibrationSaysWhatIsMissing();
  void verdictOfMeasuredLoad();
  void session();
  void sessionDiffers();
  void sessionFile();
  void tariff();
  void pictures();
};

void TestSimulateCompare::fits_data() {
  QTest::addColumn<int>("shape");
  QTest::newRow("log-normal") << int(SimShape::LogNormal);
  QTest::newRow("Weibull") << int(SimShape::Weibull);
  QTest::newRow("exponential") << int(SimShape::Exponential);
}

/// 20,000 times drawn from a distribution: fitted to them it has its parameters again, and lies nearer than the others.
void TestSimulateCompare::fits() {
  QFETCH(int, shape);
  std::mt19937_64 random(7);
  std::vector<double> times;
  for (int i = 0; i < 20'000; ++i)
    times.push_back(shape == int(SimShape::LogNormal) ? std::lognormal_distribution<>(-1.2, 0.6)(random) : shape == int(SimShape::Weibull) ? std::weibull_distribution<>(2.5, 0.4)(random) : std::exponential_distribution<>(4)(random));
  const SimFit fit = SimFit::to(times, static_cast<SimShape>(shape));
  if (shape == int(SimShape::LogNormal)) QVERIFY2(std::abs(fit.a + 1.2) < 0.02 && std::abs(fit.b - 0.6) < 0.02, qPrintable(QString::number(fit.b)));
  if (shape == int(SimShape::Weibull)) QVERIFY2(std::abs(fit.a - 2.5) < 0.06 && std::abs(fit.b - 0.4) < 0.01, qPrintable(QString::number(fit.a)));
  if (shape == int(SimShape::Exponential)) QVERIFY(std::abs(fit.a - 0.25) < 0.01);
  QVERIFY2(fit.distance < 0.015, qPrintable(QString::number(fit.distance)));
  if (shape != int(SimShape::Exponential)) QVERIFY(SimFit::to(times, SimShape::Exponential).distance > 0.1);
  QVERIFY(SimFit::to(times, SimShape::Constant).distance > 0.4);
}

void TestSimulateCompare::distributionKeepsTheMedian() {
  const std::vector<double> measured{0.1, 0.2, 0.25, 0.3, 0.9};
  QCOMPARE(distributionOf(measured, SimShape::Measured, 0.5)[u"values"_s].toArray().at(2).toDouble(), 0.5);
  QCOMPARE(distributionOf(measured, SimShape::Exponential, 0.5)[u"mean"_s].toDouble(), 0.5 / std::log(2));
  const QJsonObject weibull = distributionOf(measured, SimShape::Weibull, 0.5);
  QVERIFY(std::abs(weibull[u"scale"_s].toDouble() * std::pow(std::log(2), 1 / weibull[u"shape"_s].toDouble()) - 0.5) < 1e-9);
  const QJsonObject normal = distributionOf(measured, SimShape::LogNormal, 0.5);
  QVERIFY(std::abs(normal[u"mean"_s].toDouble() / std::exp(std::pow(normal[u"sigma"_s].toDouble(), 2) / 2) - 0.5) < 1e-9);
  QCOMPARE(distributionOf({}, SimShape::Weibull, 0.5)[u"value"_s].toDouble(), 0.5);
  QCOMPARE(distributionOf({0.1}, SimShape::LogNormal, 0.5)[u"value"_s].toDouble(), 0.5);  // one time has no spread
}

void TestSimulateCompare::presets() {
  const auto area = [](const std::vector<QPointF>& curve) {
    double sum = 0;
    for (size_t i = 1; i < curve.size(); ++i) sum += (curve[i].y() + curve[i - 1].y()) / 2 * (curve[i].x() - curve[i - 1].x());
    return sum;
  };
  const auto day = dayCurve(10'000);
  QCOMPARE(day.back().x(), 86'400.0);
  QVERIFY(std::abs(area(day) - 10'000) < 1);
  const auto crowd = flashCrowdCurve(5'000, 80);
  QVERIFY(std::abs(area(crowd) - 5'000) < 1);
  double most = 0;
  for (const QPointF& p : crowd) most = std::max(most, p.y());
  QCOMPARE(most, 80.0);
  Stage s;
  QVERIFY(s.settled());
  auto* load = s.part<ComboField>(u"simulate_load"_s);
  for (const QString& name : {u"Day"_s, u"Flash crowd"_s}) {
    load->setCurrentIndex(load->findText(name));
    Q_EMIT load->activated(load->currentIndex());
    QVERIFY2(s.settled(), qPrintable(name));
    QVERIFY(!s.part<QPushButton>(u"simulate_fire"_s)->isEnabled());
  }
}

void TestSimulateCompare::third() {
  Stage s;
  QVERIFY(s.settled());
  s.set(u"simulate_limit_a"_s, 8);
  s.set(u"simulate_limit_b"_s, 12);
  QVERIFY(s.settled());
  QVERIFY(!s.part<NumberField>(u"simulate_limit_c"_s)->isVisible());
  s.click(u"simulate_addC"_s);
  QVERIFY(s.part<NumberField>(u"simulate_limit_c"_s)->isVisible());
  QCOMPARE(s.part<NumberField>(u"simulate_limit_c"_s)->value(), 12.0);
  QVERIFY(s.part<DeskButton>(u"simulate_addC"_s)->text() == u"Remove C"_s);
  s.set(u"simulate_limit_c"_s, 40);
  QVERIFY(s.settled());
  // Columns of both groups line up, and nothing is wider than the pane.
  for (const QChar side : {u'a', u'b', u'c'}) {
    const auto left = [&](const QString& name) { return s.part<NumberField>(name.arg(side))->mapTo(s.view.get(), QPoint()).x(); };
    QCOMPARE(left(u"simulate_limit_%1"_s), left(u"simulate_init_%1"_s));
  }
  QCOMPARE(s.part<QScrollArea>(u"simulate_settings"_s)->horizontalScrollBar()->maximum(), 0);
  QVERIFY2(s.verdict().startsWith(u"C does best"), qPrintable(s.verdict()));
  QList<QStringList> rows = s.part<SimOutcomeTable>(u"simulate_outcome"_s)->rows();
  QVERIFY(rows[2][3].remove(u',').toInt() <= rows[2][2].split(u' ').first().remove(u',').toInt());
  QVERIFY(s.part<SimTracks>(u"simulate_tracks"_s)->accessibleDescription().contains(u"; C up to"));
  // What C has not changed follows A.
  s.set(u"simulate_burst_a"_s, 77);
  QCOMPARE(s.part<NumberField>(u"simulate_burst_c"_s)->value(), 77.0);
  s.click(u"simulate_addC"_s);
  QVERIFY(!s.part<NumberField>(u"simulate_limit_c"_s)->isVisible());
  QVERIFY(s.settled());
  QVERIFY2(s.verdict().startsWith(u"B "), qPrintable(s.verdict()));
}

void TestSimulateCompare::verdictOfThree() {
  SimOutcome a = outcome(1, 1), b = outcome(0.8, 1), c = outcome(0.5, 1);
  QCOMPARE(SimVerdict::best(a, b, c), 2);
  QCOMPARE(SimVerdict::best(a, c, b), 1);
  QCOMPARE(SimVerdict::best(c, a, b), 0);
  c.throttled = 3;  // it answers faster, and refuses
  QCOMPARE(SimVerdict::best(a, b, c), 1);
  b = a;
  c = outcome(1, 0.5);
  QCOMPARE(SimVerdict::third(a, b, c), u"C does best: 0 throttled, p99 1,000 ms, 50 % of B's cost."_s);
  QCOMPARE(SimVerdict::third(a, a, a), u"Neither B nor C does better than A."_s);
}

void TestSimulateCompare::shapesAreSimulated() {
  Stage s;
  QVERIFY(s.settled());
  const QString measured = s.part<SimOutcomeTable>(u"simulate_outcome"_s)->rows()[0][1];
  auto* shape = s.part<ComboField>(u"simulate_runShape"_s);
  QVERIFY(shape->isEnabled());
  QVERIFY2(shape->itemText(1).startsWith(u"log-normal, off by "), qPrintable(shape->itemText(1)));
  shape->setCurrentIndex(int(SimShape::Exponential));
  Q_EMIT shape->activated(shape->currentIndex());
  QVERIFY(s.settled());
  QVERIFY(s.part<SimOutcomeTable>(u"simulate_outcome"_s)->rows()[0][1] != measured);
  QVERIFY(s.part<QWidget>(u"simulate_fitchart"_s)->accessibleDescription().contains(u"drawn from: exponential"));
}

void TestSimulateCompare::searchOrder() {
  const SimLimits limits{1, 0.01};
  QVERIFY(SimSearch::within(outcome(1, 9, 1), limits));
  QVERIFY(!SimSearch::within(outcome(1.01, 9, 1), limits));
  QVERIFY(!SimSearch::within(outcome(1, 9, 1.1), limits));
  QVERIFY(SimSearch::better(outcome(0.9, 2), outcome(0.1, 3), limits));   // both within: the cheaper
  QVERIFY(SimSearch::better(outcome(0.9, 5), outcome(1.5, 1), limits));   // one within
  QVERIFY(SimSearch::better(outcome(1.2, 5), outcome(1.5, 1), limits));   // none: the one that exceeds less
  // The same bill: the faster one, whatever stands idle for it.
  SimOutcome fast = outcome(0.404, 0.001513), slow = outcome(0.857, 0.0015130001);
  fast.idleGbSeconds = 9;
  QVERIFY(SimSearch::better(fast, slow, limits) && !SimSearch::better(slow, fast, limits));
  // A change that saves nothing is not made: neither a slower nor a faster one.
  QVERIFY(!SimSearch::worthwhile(slow, fast, limits) && !SimSearch::worthwhile(fast, slow, limits));
  QVERIFY(SimSearch::worthwhile(outcome(0.9, 1), outcome(0.1, 2), limits));     // cheaper, and within
  QVERIFY(!SimSearch::worthwhile(outcome(0.9, 1.9995), outcome(0.1, 2), limits)); // by less than a thousandth
  QVERIFY(SimSearch::worthwhile(outcome(0.9, 1.997), outcome(0.1, 2), limits));
  QVERIFY(SimSearch::worthwhile(outcome(0.9, 9), outcome(1.5, 1), limits));     // brings it within the limits
}

void TestSimulateCompare::searches() {
  Stage s;
  QVERIFY(s.settled());
  s.set(u"simulate_limit_a"_s, 4);
  QVERIFY(s.settled());
  s.segment(kSearchSegment);
  s.set(u"simulate_search_p99"_s, 3000);
  s.click(u"simulate_search_go"_s);
  auto* said = s.part<Label>(u"simulate_search_said"_s);
  QTRY_VERIFY_WITH_TIMEOUT(said->text().contains(u"settings simulated.") || said->text().startsWith(u"Nothing"), 60'000);
  QVERIFY2(said->text().startsWith(u"Within the limits for"), qPrintable(said->text()));
  const QList<Row>& path = s.part<RowTable>(u"simulate_search_path"_s)->rowModel().rows();
  QVERIFY(path.size() >= 2);
  // No step within the limits costs as much as the one before it.
  for (qsizetype i = 1; i < path.size(); ++i)
    if (path[i - 1].cells[5].text == u"yes"_s) QVERIFY2(path[i].cells[4].text != path[i - 1].cells[4].text, qPrintable(path[i].cells[1].text));
  QCOMPARE(path.first().cells[1].text, u"B as it is"_s);
  QVERIFY2(path[1].cells[1].text.startsWith(u"Instance limit from 4 to "), qPrintable(path[1].cells[1].text));
  QCOMPARE(path.last().cells[5].text, u"yes"_s);
  s.click(u"simulate_search_take"_s);
  QVERIFY(s.part<NumberField>(u"simulate_limit_b"_s)->value() > 4);
  QVERIFY(s.settled());
}

void TestSimulateCompare::searchFindsNothing() {
  Stage s;
  QVERIFY(s.settled());
  s.segment(kSearchSegment);
  s.set(u"simulate_search_p99"_s, 1);  // a run alone takes longer
  s.click(u"simulate_search_go"_s);
  QTRY_VERIFY_WITH_TIMEOUT(s.part<Label>(u"simulate_search_said"_s)->text().startsWith(u"Nothing within these limits"), 60'000);
}

void TestSimulateCompare::calibrationNamesTheStage() {
  SimOutcome measured = outcome(2.0, 1), fitted = outcome(1.0, 1), runs = outcome(1.9, 1), starts = outcome(1.05, 1);
  for (SimOutcome* o : {&measured, &fitted, &runs, &starts}) o->p50 = 0.5;
  auto rows = SimCalibration::rows(measured, {fitted, runs, starts, runs});
  const auto p99 = [&]() -> const SimCalibration::Row& { return rows.back(); };
  QCOMPARE(p99().figure, u"Latency p99"_s);
  QCOMPARE(p99().stage, u"run times"_s);
  QVERIFY2(p99().why.contains(u"closes 90 % of the gap"), qPrintable(p99().why));
  QVERIFY(rows[0].close && rows[3].close);
  QVERIFY2(SimCalibration::headline(rows).contains(u"Latency p99 is off by +1,000 ms, because of: run times"), qPrintable(SimCalibration::headline(rows)));
  rows = SimCalibration::rows(measured, {fitted, starts, runs, runs});
  QCOMPARE(p99().stage, u"start times"_s);
  rows = SimCalibration::rows(measured, {fitted, starts, starts, runs});
  QCOMPARE(p99().stage, u"run and start times"_s);
  rows = SimCalibration::rows(measured, {fitted, starts, starts, starts});
  QCOMPARE(p99().stage, u"dispatch and machine"_s);
  rows = SimCalibration::rows(outcome(1.09, 1), {outcome(1, 1), outcome(1, 1), outcome(1, 1), outcome(1, 1)});
  QVERIFY(p99().close);
  QCOMPARE(SimCalibration::headline(rows), u"The prediction holds: all 5 figures are within 10 %."_s);
}

/// The tail alone proves nothing: a median and a number of instances that are far off are said.
void TestSimulateCompare::verdictOfMeasuredLoad() {
  SimOutcome predicted = outcome(0.404, 1), measured = outcome(0.436, 1);
  predicted.p50 = predicted.runP50 = 0.404;
  predicted.peak = 33;
  measured.p50 = measured.runP50 = 0.083;
  measured.peak = 10;
  QCOMPARE(SimVerdict::calibration(predicted, measured), u"Measured p99 436 ms, predicted 404 ms, but p50 is 83 ms instead of 404 ms, 10 instead of 33 instances at most."_s);
  QCOMPARE(SimVerdict::fitWarning(predicted, measured), u"Runs took 83 ms here, those that were fitted 404 ms: another event, or other code. Fit again."_s);
  measured.p50 = 0.4;
  measured.peak = 32;
  measured.runP50 = 0.35;
  QCOMPARE(SimVerdict::calibration(predicted, measured), u"Measured p99 436 ms, predicted 404 ms; all figures within 10 %."_s);
  QVERIFY(SimVerdict::fitWarning(predicted, measured).isEmpty());
  measured.throttled = 3;
  QVERIFY(SimVerdict::calibration(predicted, measured).contains(u"but 3 instead of 0 throttled"));
}

void TestSimulateCompare::calibrates() {
  Stage s;
  QVERIFY(s.settled());
  s.segment(kCalibrationSegment);
  auto* button = s.part<QPushButton>(u"simulate_calibrate"_s);
  QVERIFY(button->isEnabled());  // what came from elsewhere can be held against a simulation as well
  button->click();
  QTRY_COMPARE_WITH_TIMEOUT(s.part<RowTable>(u"simulate_calibration_table"_s)->rowModel().rowCount(), 5, 30'000);
  s.backend.setTraffic(false);
  s.click(u"simulate_fire"_s);
  QTRY_COMPARE(s.backend.loads.size(), size_t(1));
  QTRY_VERIFY(!s.hub.loads().empty());
  s.backend.advanceSeconds(60);
  QTRY_VERIFY(button->isEnabled());
  button->click();
  auto* table = s.part<RowTable>(u"simulate_calibration_table"_s);
  QTRY_COMPARE_WITH_TIMEOUT(table->rowModel().rowCount(), 5, 30'000);
  QVERIFY(s.part<Label>(u"simulate_calibration_said"_s)->text().contains(u"within 10 %"));
  QTRY_VERIFY2_WITH_TIMEOUT(s.part<Label>(u"simulate_calibration_about"_s)->text().startsWith(u"600 events from "), qPrintable(s.part<Label>(u"simulate_calibration_about"_s)->text()), 30'000);
  for (const Row& row : table->rowModel().rows()) QVERIFY(!row.cells[4].text.isEmpty());
}

/// Without anything to compare with, the pane says so, and not by a greyed button alone.
void TestSimulateCompare::calibrationSaysWhatIsMissing() {
  SimulatingBackend backend;
  ModelHub hub(backend);
  QSignalSpy first(&hub, &ModelHub::firstDelta);
  backend.start();
  if (first.isEmpty()) first.wait();
  backend.setTraffic(false);
  SimulateView view(hub);
  view.show();
  view.findChild<SegmentedControl*>(u"simulate_shown"_s)->segment(kCalibrationSegment)->click();
  auto* said = view.findChild<Label*>(u"simulate_calibration_said"_s);
  QTRY_VERIFY2(said->text().startsWith(u"Nothing to compare with yet"), qPrintable(said->text()));
  QVERIFY(!view.findChild<QPushButton*>(u"simulate_calibrate"_s)->isEnabled());
}

void TestSimulateCompare::session() {
  Stage s;
  QVERIFY(s.settled());
  s.segment(kSessionSegment);
  s.click(u"simulate_session_own"_s);
  auto* pane = s.part<SessionPane>(u"simulate_session"_s);
  QTRY_VERIFY(pane->session().has_value());
  QVERIFY2(pane->verdict().startsWith(u"Replayed with the same hash: "), qPrintable(pane->verdict()));
  auto* track = s.part<SessionTrack>(u"simulate_session_track"_s);
  auto* decisions = s.part<RowTable>(u"simulate_session_decisions"_s);
  // The window's strip shows it, with the same playhead, for as long as it is looked through.
  GuestTime& guest = s.hub.time().guest();
  QVERIFY(guest.course().has_value());
  QCOMPARE(guest.course()->busy, pane->session()->busy);
  QCOMPARE(guest.cursor(), track->playhead());
  guest.setCursor(guest.course()->from + 5'000'000);
  QCOMPARE(track->playhead(), guest.cursor());
  s.segment(0);
  QVERIFY(!guest.course());
  s.segment(kSessionSegment);
  QVERIFY(guest.course().has_value());
  QCOMPARE(guest.cursor(), track->playhead());
  const QString before = track->accessibleDescription();
  track->setFocus();
  QTest::keyClick(track, Qt::Key_Home);
  QVERIFY(track->accessibleDescription() != before);
  QVERIFY(decisions->rowModel().rowCount() > 0);
  QVERIFY2(decisions->rowModel().rows().first().cells[2].text.startsWith(u"start instance"), qPrintable(decisions->rowModel().rows().first().cells[2].text));
  QCOMPARE(s.part<RowTable>(u"simulate_session_functions"_s)->rowModel().rowCount(), 2);
  QVERIFY(s.part<RowTable>(u"simulate_session_log"_s)->rowModel().rowCount() > 0);
  // Its load, simulated.
  s.click(u"simulate_session_load"_s);
  QVERIFY(s.settled());
  QCOMPARE(s.part<ComboField>(u"simulate_load"_s)->currentText(), u"Recorded"_s);
  QVERIFY(std::abs(s.part<NumberField>(u"simulate_init_a"_s)->value() - 0.24) < 0.01);
}

void TestSimulateCompare::sessionDiffers() {
  Stage s;
  QVERIFY(s.settled());
  s.backend.simulator.differs = true;
  s.segment(kSessionSegment);
  s.click(u"simulate_session_own"_s);
  auto* pane = s.part<SessionPane>(u"simulate_session"_s);
  QTRY_VERIFY2(pane->verdict().contains(u" differs. Recorded: "), qPrintable(pane->verdict()));
  QVERIFY(pane->verdict().startsWith(u"Decision "));
  QCOMPARE(s.part<SessionTrack>(u"simulate_session_track"_s)->playhead(), pane->session()->differsUs);
}

void TestSimulateCompare::sessionFile() {
  QTemporaryDir folder;
  Stage s;
  QVERIFY(s.settled());
  s.segment(kSessionSegment);
  auto* pane = s.part<SessionPane>(u"simulate_session"_s);
  const QString file = folder.filePath(u"mine"_s);
  pane->save(file);
  QTRY_VERIFY(QFile::exists(file + u".scfsession"_s));
  pane->open(file + u".scfsession"_s);
  QTRY_VERIFY(pane->session().has_value());
  QVERIFY2(s.part<Label>(u"simulate_session_about"_s)->text().startsWith(u"mine.scfsession"), qPrintable(s.part<Label>(u"simulate_session_about"_s)->text()));
  auto* banner = s.part<Banner>(u"simulate_session_banner"_s);
  pane->open(folder.filePath(u"none"_s));
  QTRY_VERIFY(banner->active());
  QFile other(folder.filePath(u"other.scfsession"_s));
  QVERIFY(other.open(QIODevice::WriteOnly));
  other.write("no zip");
  other.close();
  pane->open(other.fileName());
  QTRY_VERIFY2(banner->text().contains(u"no whole zip"), qPrintable(banner->text()));
}

void TestSimulateCompare::tariff() {
  SimTariff mine;
  mine.date = u"2026-01-01"_s;
  mine.gbSecond = 0.0002;
  TariffDialog dialog(mine);
  QCOMPARE(dialog.tariff(), mine);
  dialog.findChild<TextField*>(u"simulate_tariff_date"_s)->setText(u"next year"_s);
  dialog.accept();
  QCOMPARE(dialog.result(), 0);
  dialog.findChild<QPushButton*>(u"simulate_tariff_published"_s)->click();
  QCOMPARE(dialog.tariff(), SimTariff{});
  dialog.accept();
  QCOMPARE(dialog.result(), int(QDialog::Accepted));
  SimLoad load;
  load.times = {0};
  const QJsonObject spec = QJsonDocument::fromJson(specOf(SimSettings{}, {}, load, 1, 0, mine)).object();
  QCOMPARE(spec[u"tariff"_s][u"gbSecond"_s].toDouble(), 0.0002);
  QCOMPARE(spec[u"tariff"_s][u"date"_s].toString(), u"2026-01-01"_s);
}

void TestSimulateCompare::pictures() {
  const QString folder = qEnvironmentVariable("SCFDESK_SHOTS");
  if (folder.isEmpty()) QSKIP("SCFDESK_SHOTS names no folder");
  for (const bool dark : {true, false}) {
    Theme::current().setScheme(dark ? Scheme::Dark : Scheme::Light);
    QApplication::setPalette(Theme::current().palette());
    const auto grab = [&](Stage& s, const QString& name) { QVERIFY(s.view->grab().save(folder + u"/07-"_s + name + (dark ? u"-dark.png"_s : u"-light.png"_s))); };
    Stage s;
    QVERIFY(s.settled());
    s.set(u"simulate_limit_a"_s, 8);
    s.set(u"simulate_limit_b"_s, 16);
    s.click(u"simulate_addC"_s);
    s.set(u"simulate_limit_c"_s, 28);
    QVERIFY(s.settled());
    grab(s, u"three"_s);
    s.segment(kSearchSegment);
    s.set(u"simulate_search_p99"_s, 1200);
    s.click(u"simulate_search_go"_s);
    QTRY_VERIFY_WITH_TIMEOUT(s.part<Label>(u"simulate_search_said"_s)->text().contains(u"simulated.") || s.part<Label>(u"simulate_search_said"_s)->text().startsWith(u"Nothing"), 60'000);
    grab(s, u"search"_s);
    s.backend.simulator.differs = !dark;
    s.segment(kSessionSegment);
    s.click(u"simulate_session_own"_s);
    QTRY_VERIFY(s.part<SessionPane>(u"simulate_session"_s)->session().has_value());
    s.part<SessionTrack>(u"simulate_session_track"_s)->setPlayhead(s.part<SessionPane>(u"simulate_session"_s)->session()->from + 18'000'000);
    grab(s, u"session"_s);
    s.backend.setTraffic(false);
    s.click(u"simulate_fire"_s);
    QTRY_VERIFY(!s.hub.loads().empty());
    s.backend.advanceSeconds(60);
    s.segment(kCalibrationSegment);
    QTRY_VERIFY(s.part<QPushButton>(u"simulate_calibrate"_s)->isEnabled());
    s.click(u"simulate_calibrate"_s);
    QTRY_COMPARE_WITH_TIMEOUT(s.part<RowTable>(u"simulate_calibration_table"_s)->rowModel().rowCount(), 5, 30'000);
    grab(s, u"calibration"_s);
  }
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  QApplication::setStyle(new DeskStyle);
  QApplication::setPalette(theme.palette());
  TestSimulateCompare test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_simulatecompare.moc"
