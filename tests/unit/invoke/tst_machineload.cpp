// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/machineload.h"
#include <QtTest>

using namespace scfdesk;

class TestMachineLoad final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void waitingForDisksIsIdle() {
    const MachineLoad load = MachineLoad::parsed("cpu  100 20 30 1000 50 1 2 3 99 99\n");
    QCOMPARE(load.total, 1206);
    QCOMPARE(load.busy, 156);
  }
  // The status bar divides by the cores: a machine at work on both of two showed 50 %.
  void oneBusyProcessorIsAHundred() {
    const MachineLoad before = MachineLoad::parsed("cpu 0 0 0 0 0 0 0 0");
    QCOMPARE(MachineLoad::parsed("cpu 200 0 0 0 0 0 0 0").percentSince(before, 2), 200.0);
    QCOMPARE(MachineLoad::parsed("cpu 100 0 0 100 0 0 0 0").percentSince(before, 2), 100.0);
    QCOMPARE(MachineLoad::parsed("cpu 0 0 0 200 0 0 0 0").percentSince(before, 2), 0.0);
  }
  void noTimeIsNoLoad() {
    const MachineLoad load = MachineLoad::parsed("cpu 1 2 3 4 5 6 7 8");
    QCOMPARE(load.percentSince(load, 4), 0.0);
  }
  void otherLinesAreNothing() {
    QCOMPARE(MachineLoad::parsed("cpu0 1 2 3 4").total, 0);
    QCOMPARE(MachineLoad::parsed("").total, 0);
  }
};

QTEST_GUILESS_MAIN(TestMachineLoad)
#include "tst_machineload.moc"
