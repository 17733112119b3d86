// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator against theory. Each expected value is computed here from its formula; what is measured may be 4.5 standard
// errors away, and the standard error is estimated from independent replications of 10^6 arrivals in all.
#include "app/engine/simulate/simulation.h"
#include <QtTest>
#include <cmath>

using namespace scfdesk::simulate;
using scfdesk::scaling::kSecond;

namespace {

constexpr int kReplications = 20;
constexpr uint64_t kArrivals = 1'000'000;

Spec specOf(double rate, const Distribution& service) {
  Spec spec;
  spec.replications = kReplications;
  spec.arrivals = kArrivals / kReplications;
  spec.limits.accountMb = 1 << 30;
  spec.limits.burst = 1 << 30;
  FunctionSpec f;
  f.name = "f";
  f.arrivals.gap = Distribution{Distribution::Kind::Exponential, 1 / rate, 0, {}, {}};
  f.service = service;
  spec.functions.push_back(f);
  return spec;
}

Distribution exponential(double mean) { return {Distribution::Kind::Exponential, mean, 0, {}, {}}; }
Distribution constant(double value) { return {Distribution::Kind::Constant, value, 0, {}, {}}; }

/// Is the expected value within 4.5 standard errors of the mean? `half` is 2.093 of them at 20 replications.
bool near(const Outcome& o, Figure figure, double expected, double floor = 0) {
  const double standardError = o.total.half[figure] / 2.093;
  const double away = std::abs(o.total.mean[figure] - expected);
  if (away <= 4.5 * standardError + floor) return true;
  qWarning("measured %.9g, expected %.9g, standard error %.3g", o.total.mean[figure], expected, standardError);
  return false;
}

double erlangB(int servers, double load) {
  double b = 1;
  for (int k = 1; k <= servers; ++k) b = load * b / (k + load * b);
  return b;
}

/// Probability that an arrival of M/G/infinity (Poisson, exponential runs) that finds n busy sees more busy than at any time in
/// the last T: by the process of the number of busy ones, killed at its first passage to n + 1, backwards (it is reversible).
/// cold = sum over n of pi(n) * P(no time in [-T, 0] with more than n | n at 0), by uniformization.
double coldProbability(double load, double mean, double keepAlive) {
  const double lambda = load / mean;
  const int top = static_cast<int>(load + 12 * std::sqrt(load) + 20);
  double cold = 0;
  double pi = std::exp(-load);
  for (int n = 0; n <= top; ++n) {
    if (n > 0) pi *= load / n;
    // States 0..n; the jump from n to n + 1 leaves for good.
    const double q = lambda + n / mean;
    std::vector<double> p(static_cast<size_t>(n) + 1, 0.0), next;
    p.back() = 1;
    double stays = 0;
    const double qt = q * keepAlive;
    double logWeight = -qt;
    const int steps = static_cast<int>(qt + 12 * std::sqrt(qt) + 50);
    for (int k = 0; k <= steps; ++k) {
      double sum = 0;
      for (const double value : p) sum += value;
      if (sum < 1e-14) break;
      stays += std::exp(logWeight) * sum;
      next.assign(p.size(), 0.0);
      for (size_t i = 0; i < p.size(); ++i) {
        const double down = static_cast<double>(i) / mean / q, up = lambda / q;
        if (i > 0) next[i - 1] += p[i] * down;
        if (i + 1 < p.size()) next[i + 1] += p[i] * up;
        next[i] += p[i] * (1 - down - up);
      }
      p.swap(next);
      logWeight += std::log(qt / (k + 1));
    }
    cold += pi * stays;
  }
  return cold;
}

/// Mean of the most busy ones in a window of T: sum over n of P(most > n) = 1 - P(all of the window at most n).
double meanInstances(double load, double mean, double keepAlive) {
  const double lambda = load / mean;
  const int top = static_cast<int>(load + 12 * std::sqrt(load) + 20);
  double sum = 0;
  for (int n = 0; n <= top; ++n) {
    const double q = lambda + n / mean;
    std::vector<double> p(static_cast<size_t>(n) + 1), next;
    double weight = std::exp(-load);
    for (int i = 0; i <= n; ++i) {
      if (i > 0) weight *= load / i;
      p[static_cast<size_t>(i)] = weight;
    }
    const double qt = q * keepAlive;
    double logWeight = -qt, stays = 0;
    const int steps = static_cast<int>(qt + 12 * std::sqrt(qt) + 50);
    for (int k = 0; k <= steps; ++k) {
      double total = 0;
      for (const double value : p) total += value;
      if (total < 1e-15) break;
      stays += std::exp(logWeight) * total;
      next.assign(p.size(), 0.0);
      for (size_t i = 0; i < p.size(); ++i) {
        const double down = static_cast<double>(i) / mean / q, up = lambda / q;
        if (i > 0) next[i - 1] += p[i] * down;
        if (i + 1 < p.size()) next[i + 1] += p[i] * up;
        next[i] += p[i] * (1 - down - up);
      }
      p.swap(next);
      logWeight += std::log(qt / (k + 1));
    }
    sum += 1 - stays;
    if (1 - stays < 1e-12) break;
  }
  return sum;
}

}  // namespace

class TestSimulateTheory : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void erlangLoss_data();
  void erlangLoss();
  void erlangDelay();
  void noLoss_data();
  void noLoss();
  void coldStarts_data();
  void coldStarts();
  void publishedExample();
  void burstWindow();
  void retriesAndDeadLetters();
  void distributions_data();
  void distributions();
  void curve();
  void idleProvisionedBill();
  void publishedBills_data();
  void publishedBills();
  void sameSeedSameHash();
  void quantiles();
};

void TestSimulateTheory::erlangLoss_data() {
  QTest::addColumn<int>("servers");
  QTest::addColumn<double>("load");
  QTest::addColumn<bool>("isConstant");
  for (const auto& [servers, load] : {std::pair(1, 0.5), std::pair(5, 4.0), std::pair(20, 18.0), std::pair(100, 95.0)})
    for (const bool isConstant : {false, true})
      QTest::newRow(qPrintable(QStringLiteral("%1 servers, load %2, %3").arg(servers).arg(load).arg(isConstant))) << servers << load << isConstant;
}

void TestSimulateTheory::erlangLoss() {
  QFETCH(int, servers);
  QFETCH(double, load);
  QFETCH(bool, isConstant);
  Spec spec = specOf(load / 2, isConstant ? constant(2) : exponential(2));
  spec.limits.accountMb = 128 * servers;
  spec.warmupSeconds = 60;
  const Outcome o = simulate(spec);
  const double loss = erlangB(servers, load);
  QVERIFY(near(o, LossShare, loss));
  QVERIFY(near(o, BusyMean, load * (1 - loss)));
  QCOMPARE(o.total.mean[Arrivals], o.total.mean[DoneCount] + o.total.mean[Rejected432]);
}

void TestSimulateTheory::erlangDelay() {
  // At most 10 instances, and events wait: Erlang's C, and the mean wait C / (servers / mean - rate).
  constexpr int servers = 10;
  constexpr double load = 8;
  Spec spec = specOf(load / 2, exponential(2));
  spec.functions[0].maxInstances = servers;
  spec.warmupSeconds = 200;
  const Outcome o = simulate(spec);
  const double b = erlangB(servers, load);
  const double c = b / (1 - load / servers * (1 - b));
  QVERIFY(near(o, WaitShare, c));
  QVERIFY(near(o, WaitMean, c / (servers / 2.0 - load / 2)));
  QVERIFY(near(o, LatencyMean, 2 + c / (servers / 2.0 - load / 2)));
  QCOMPARE(o.total.mean[InstancesMax], double(servers));
}

void TestSimulateTheory::noLoss_data() {
  QTest::addColumn<Distribution::Kind>("kind");
  QTest::addColumn<double>("a");
  QTest::addColumn<double>("b");
  QTest::addColumn<double>("mean");
  using Kind = Distribution::Kind;
  QTest::newRow("exponential") << Kind::Exponential << 3.0 << 0.0 << 3.0;
  QTest::newRow("lognormal") << Kind::LogNormal << 3.0 << 1.0 << 3.0;
  QTest::newRow("weibull") << Kind::Weibull << 0.7 << 2.0 << 2.0 * std::tgamma(1 + 1 / 0.7);
  QTest::newRow("uniform") << Kind::Uniform << 1.0 << 5.0 << 3.0;
}

void TestSimulateTheory::noLoss() {
  // M/G/infinity: busy ones are Poisson with the mean load, whatever the distribution of runs.
  QFETCH(Distribution::Kind, kind);
  QFETCH(double, a);
  QFETCH(double, b);
  QFETCH(double, mean);
  Spec spec = specOf(10, Distribution{kind, a, b, {}, {}});
  spec.warmupSeconds = 300;
  const Outcome o = simulate(spec);
  QVERIFY(near(o, BusyMean, 10 * mean));
  QVERIFY(near(o, LatencyMean, mean));
  QCOMPARE(o.total.mean[LossShare], 0.0);
}

void TestSimulateTheory::coldStarts_data() {
  QTest::addColumn<double>("load");
  QTest::addColumn<double>("keepAlive");
  QTest::newRow("load 1.8, keep-alive 600") << 1.8 << 600.0;
  QTest::newRow("load 5, keep-alive 60") << 5.0 << 60.0;
  QTest::newRow("load 0.3, keep-alive 5") << 0.3 << 5.0;
  QTest::newRow("load 20, keep-alive 10") << 20.0 << 10.0;
}

void TestSimulateTheory::coldStarts() {
  // Most recently used first and a fixed keep-alive: cold = more busy than at any time within the keep-alive, and as many
  // instances live as were busy at most in that time (scaling-core.md, 3.4, 9). Starts take no time here, so that runs are exponential.
  QFETCH(double, load);
  QFETCH(double, keepAlive);
  Spec spec = specOf(load / 2, exponential(2));
  spec.functions[0].keepAliveSeconds = keepAlive;
  spec.warmupSeconds = keepAlive * 3 + 60;
  const Outcome o = simulate(spec);
  QVERIFY(near(o, ColdShare, coldProbability(load, 2, keepAlive)));
  QVERIFY(near(o, InstancesMean, meanInstances(load, 2, keepAlive)));
}

void TestSimulateTheory::publishedExample() {
  // SimFaaS (github.com/pacslab/simfaas, README): 0.9/s, 1.991 s warm, 2.244 s cold, 600 s, one run of 10^6 s. Its figures must
  // lie within the spread of single runs of that length here; it takes the newest idle instance, not the last used one.
  Spec spec = specOf(0.9, exponential(1.991));
  spec.functions[0].init = constant(0.253);
  spec.arrivals = 0;
  spec.seconds = 1e6;
  spec.replications = 8;
  const Outcome o = simulate(spec);
  const auto within = [&](Figure figure, double published) {
    const double single = o.total.half[figure] / 2.365 * std::sqrt(8.0);  // standard deviation of one run
    const double away = std::abs(o.total.mean[figure] - published);
    if (away <= 4.5 * single) return true;
    qWarning("measured %.9g, published %.9g, of one run %.3g", o.total.mean[figure], published, single);
    return false;
  };
  QVERIFY(within(InstancesMean, 7.6612));
  QVERIFY(within(BusyMean, 1.7879));
  QVERIFY(within(IdleMean, 5.8733));
  QVERIFY(within(ColdShare, 1213.0 / 898469));
  QCOMPARE(o.total.mean[LossShare], 0.0);
}

void TestSimulateTheory::burstWindow() {
  // 100 events at each second of two minutes that never end: 500 starts a minute, the rest is refused until the next one.
  Spec spec = specOf(1, constant(10'000));
  spec.replications = 1;
  spec.arrivals = 0;
  spec.limits.burst = 500;
  auto times = std::make_shared<std::vector<Arrival>>();
  for (int s = 0; s < 120; ++s)
    for (int i = 0; i < 100; ++i) times->push_back({s * kSecond});
  spec.functions[0].arrivals.kind = ArrivalSpec::Kind::Times;
  spec.functions[0].arrivals.times = times;
  const Outcome o = simulate(spec);
  QCOMPARE(o.total.starts.at(0), 500.0);
  QCOMPARE(o.total.starts.at(1), 500.0);
  QCOMPARE(o.total.mean[Rejected429], 12'000.0 - 1'000);
  QCOMPARE(o.total.mean[ThrottledFirst + size_t(Throttle::Burst)], 11'000.0);
  spec.limits.burstSliding = true;
  const Outcome sliding = simulate(spec);
  QVERIFY(sliding.total.starts.at(0) + sliding.total.starts.at(1) >= 500);
  QVERIFY(sliding.total.starts.at(0) <= 500);
}

void TestSimulateTheory::retriesAndDeadLetters() {
  // Each run fails with p: 1 + p + p^2 attempts, and p^3 dead letters.
  constexpr double p = 0.3;
  Spec spec = specOf(50, exponential(0.1));
  spec.functions[0].async = true;
  spec.functions[0].userErrorProbability = p;
  const Outcome o = simulate(spec);
  const double n = static_cast<double>(kArrivals / kReplications);
  QVERIFY(near(o, Attempts, n * (1 + p + p * p)));
  QVERIFY(near(o, DeadLetters, n * p * p * p));
  QVERIFY(near(o, DoneCount, n * (1 - p * p * p)));
  QVERIFY(o.endSeconds > n / 50 + 120 - 20);  // two retries after 60 s each
  // A sync one is answered with its error, and is not tried again.
  spec.functions[0].async = false;
  const Outcome sync = simulate(spec);
  QCOMPARE(sync.total.mean[Attempts], n);
  QVERIFY(near(sync, Failed, n * p));
}

void TestSimulateTheory::distributions_data() { noLoss_data(); }

void TestSimulateTheory::distributions() {
  // The mean by the sum of quantiles in the middle of equal steps: no chance in it.
  QFETCH(Distribution::Kind, kind);
  QFETCH(double, a);
  QFETCH(double, b);
  QFETCH(double, mean);
  const Distribution d{kind, a, b, {}, {}};
  constexpr int steps = 1'000'000;
  double sum = 0;
  for (int i = 0; i < steps; ++i) sum += d.at((i + 0.5) / steps);
  QVERIFY2(std::abs(sum / steps / mean - 1) < 2e-4, qPrintable(QString::number(sum / steps)));
  for (const double x : {1e-300, 1e-9, 0.1, 0.5, 1.0, 2.0, 1234.5, 1e200}) QVERIFY(std::abs(logOf(x) - std::log(x)) <= 4e-16 * std::abs(std::log(x)) + 3e-16);
  for (const double x : {-600.0, -1.5, -1e-9, 0.0, 1e-9, 0.3, 5.0, 600.0}) QVERIFY(std::abs(expOf(x) / std::exp(x) - 1) < 1e-13);
}

void TestSimulateTheory::curve() {
  // From 0 to 40/s and back within 100 s: 2,000 arrivals on average, with a variance of as many; half of them in the middle half.
  Spec spec = specOf(1, constant(0.01));
  spec.arrivals = 0;
  spec.seconds = 100;
  spec.points = 100;
  spec.replications = 200;
  spec.functions[0].arrivals.kind = ArrivalSpec::Kind::Curve;
  spec.functions[0].arrivals.curve = {{0, 0}, {50, 40}, {100, 0}};
  const Outcome o = simulate(spec);
  const double error = std::sqrt(2000.0 / 200);
  QVERIFY2(std::abs(o.total.mean[Arrivals] - 2000) < 4.5 * error, qPrintable(QString::number(o.total.mean[Arrivals])));
  uint64_t middle = 0, all = 0;
  for (size_t i = 0; i < 100; ++i) {
    all += o.series.front().points[i].arrivals;
    if (i >= 25 && i < 75) middle += o.series.front().points[i].arrivals;
  }
  QVERIFY(std::abs(double(middle) / double(all) - 0.75) < 4.5 * std::sqrt(0.75 * 0.25 / double(all)));
}

void TestSimulateTheory::idleProvisionedBill() {
  // scaling-core.md section 7: two idle ones of 128 MB for 10 s: 0.00013678 CNY.
  Spec spec = specOf(1, constant(1));
  spec.replications = 1;
  spec.arrivals = 0;
  spec.seconds = 10;
  spec.functions[0].arrivals.none = true;
  spec.functions[0].provisioned = 2;
  const Outcome o = simulate(spec);
  QVERIFY2(std::abs(o.total.mean[Cost] - 0.000136775) < 1e-9, qPrintable(QString::number(o.total.mean[Cost], 'g', 10)));
  QCOMPARE(o.total.mean[InstancesMean], 2.0);
}

void TestSimulateTheory::publishedBills_data() {
  QTest::addColumn<double>("calls");
  QTest::addColumn<double>("memoryMb");
  QTest::addColumn<double>("runMs");
  QTest::addColumn<double>("resources");
  QTest::addColumn<double>("invocations");
  // Published: 50 a minute, 256 MB, 780 ms over 30 days, before the share for egress.
  QTest::newRow("50/min, after 400,000 GB-s and 1 M calls free") << 2'160'000.0 << 256.0 << 780.0 << 2.35 << 1.54;
}

void TestSimulateTheory::publishedBills() {
  QFETCH(double, calls);
  QFETCH(double, memoryMb);
  QFETCH(double, runMs);
  QFETCH(double, resources);
  QFETCH(double, invocations);
  Figures f{};
  f[ExecutingGbSeconds] = calls * memoryMb / 1024 * runMs / 1000 - 400'000;
  f[Attempts] = calls - 1'000'000;
  const Bill bill = billOf(f, 0, Tariff{});
  QCOMPARE(bill.resources, resources);
  QCOMPARE(bill.calls, invocations);
}

void TestSimulateTheory::sameSeedSameHash() {
  Spec spec = specOf(5, Distribution{Distribution::Kind::LogNormal, 1, 1, {}, {}});
  spec.arrivals = 20'000;
  spec.replications = 4;
  const Outcome one = simulate(spec);
  spec.threads = 1;
  const Outcome again = simulate(spec);
  QCOMPARE(one.hash, again.hash);
  QCOMPARE(one.total.mean, again.total.mean);
  spec.seed = 2;
  QVERIFY(simulate(spec).hash != one.hash);
  // Two settings see the same requests: the runs are the same, only the waiting is not.
  spec.functions[0].maxInstances = 8;
  const Outcome limited = simulate(spec);
  spec.functions[0].maxInstances = -1;
  const Outcome open = simulate(spec);
  QCOMPARE(limited.total.mean[RunP50], open.total.mean[RunP50]);
  QVERIFY(std::abs(limited.total.mean[ExecutingGbSeconds] / open.total.mean[ExecutingGbSeconds] - 1) < 1e-9);
  QVERIFY(limited.total.mean[LatencyP99] > open.total.mean[LatencyP99]);
}

void TestSimulateTheory::quantiles() {
  LogHistogram h;
  for (int64_t i = 1; i <= 100'000; ++i) h.add(i * 1000);
  for (const double q : {0.01, 0.5, 0.95, 0.99, 1.0}) QVERIFY(std::abs(h.quantile(q) / (q * 0.1) - 1) < h.error());
  LogHistogram other;
  other.add(5);
  other.add(7'000'000'000'000);
  h.add(other);
  QCOMPARE(h.total(), uint64_t(100'002));
  QVERIFY(std::abs(h.quantile(1) / 7000 - 1) < h.error());
  QCOMPARE(LogHistogram().quantile(0.5), 0.0);
}

QTEST_APPLESS_MAIN(TestSimulateTheory)
#include "tst_simulatetheory.moc"
