// SPDX-License-Identifier: GPL-3.0-or-later
// A recording is read page by page: all of it, nothing twice, and it says when it is not all.
#include "app/engine/api/attemptpages.h"
#include "tests/unit/api/fakeenginecontrol.h"
#include <QtTest>
#include <algorithm>

using namespace scfdesk;

class TestAttemptPages : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void allOnce_data();
  void allOnce();
  void stops();
  void none();
};

namespace {

constexpr int kPage = 10;

/// Attempts that ended one after the other, several in one moment; newest first.
std::vector<InvocationDetail> ended(int count) {
  std::vector<InvocationDetail> all;
  for (int i = 0; i < count; ++i) {
    InvocationDetail d;
    d.invocation.requestId = "r" + QByteArray::number(i);
    d.invocation.at.accepted = 1000 + i;
    d.invocation.at.replied = 2000 + i / 3;
    all.push_back(d);
  }
  std::reverse(all.begin(), all.end());
  return all;
}

}  // namespace

void TestAttemptPages::allOnce_data() {
  QTest::addColumn<int>("count");
  QTest::newRow("one page") << 5;
  QTest::newRow("a whole page") << kPage;
  QTest::newRow("one more") << kPage + 1;
  QTest::newRow("many pages") << kPage * 7 + 2;
}

void TestAttemptPages::allOnce() {
  QFETCH(int, count);
  FakeEngineControl engine;
  engine.mostAttempts = kPage;
  engine.allAttempts = ended(count);
  QSet<QByteArray> seen;
  int told = 0;
  std::optional<bool> complete;
  AttemptPages::read(engine, 1, 0, 1'000'000, {[&](AttemptPages::Attempts&& page) {
                                                 for (const InvocationDetail& d : page) seen.insert(d.invocation.requestId);
                                                 told += int(page.size());
                                                 return true;
                                               },
                                               [&](bool all, const std::optional<Error>&) { complete = all; }});
  QCOMPARE(told, count);
  QCOMPARE(int(seen.size()), count);
  QVERIFY(complete && *complete);
}

void TestAttemptPages::stops() {
  FakeEngineControl engine;
  engine.mostAttempts = kPage;
  engine.allAttempts = ended(kPage * 3);
  int pages = 0;
  std::optional<bool> complete;
  AttemptPages::read(engine, 1, 0, 1'000'000, {[&](AttemptPages::Attempts&&) { return ++pages < 2; }, [&](bool all, const std::optional<Error>&) { complete = all; }});
  QCOMPARE(pages, 2);
  QVERIFY(complete && !*complete);
}

void TestAttemptPages::none() {
  FakeEngineControl engine;
  bool done = false;
  AttemptPages::read(engine, 1, 0, 1'000'000, {[](AttemptPages::Attempts&&) { return true; }, [&](bool all, const std::optional<Error>&) { done = all; }});
  QVERIFY(done);
}

QTEST_GUILESS_MAIN(TestAttemptPages)
#include "tst_attemptpages.moc"
