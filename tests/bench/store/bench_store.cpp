// SPDX-License-Identifier: GPL-3.0-or-later
// What the store does on this disk: async events in groups that share a sync, rows of the log, reading back. One line a load;
// fails when something that was acknowledged isn't there afterwards.
#include "tests/unit/store/storefixture.h"
#include <chrono>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <unistd.h>

using namespace scfdesk;

namespace {

using Steady = std::chrono::steady_clock;
double secondsSince(Steady::time_point begin) { return std::chrono::duration<double>(Steady::now() - begin).count(); }

/// What the disk itself takes for a write of 4 KB that lasts, in microseconds.
double syncUs(const QString& folder, int count) {
  const int fd = open(qPrintable(QString(folder + QStringLiteral("/sync"))), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const QByteArray bytes(4096, 'x');
  const auto begin = Steady::now();
  for (int i = 0; i < count; ++i)
    if (write(fd, bytes.constData(), size_t(bytes.size())) != bytes.size() || fdatasync(fd) != 0) break;
  const double us = secondsSince(begin) / count * 1e6;
  close(fd);
  return us;
}

/// `clients` events under way at a time until `count` were acknowledged; each acknowledged one is replaced, as clients do.
bool groups(StoreFixture& f, int clients, int count) {
  auto store = f.open();
  if (!store) return false;
  int next = 0, acknowledged = 0, failed = 0;
  std::vector<double> waits;
  const auto begin = Steady::now();
  std::function<void()> add = [&] {
    if (next >= count) return;
    const auto from = Steady::now();
    const int number = next++;
    StoredEvent event = asyncEvent(requestIdOf(number), 1, number);
    event.payload = QByteArray(100, 'x');
    store->addEvent(event, [&, from](const Status& status) {
      waits.push_back(secondsSince(from));
      status ? ++acknowledged : ++failed;
      add();
    });
  };
  for (int i = 0; i < clients; ++i) add();
  if (!f.turnUntil([&] { return acknowledged + failed == count; })) return false;
  const double seconds = secondsSince(begin);
  std::sort(waits.begin(), waits.end());
  std::printf("async events, %3d at a time        %9.0f a second   wait p50 %7.0f us  p99 %7.0f us\n", clients, count / seconds,
              waits[waits.size() / 2] * 1e6, waits[waits.size() * 99 / 100] * 1e6);
  store.reset();
  store = f.open();
  const bool whole = failed == 0 && store && int(store->state().pending.size()) == count;
  if (whole)
    for (int i = 0; i < count; ++i) store->finishEvent(requestIdOf(i));
  return whole;
}

bool rows(StoreFixture& f, int count, int lines) {
  auto store = f.open();
  if (!store) return false;
  const auto begin = Steady::now();
  constexpr int kAtOnce = 2000;
  for (int i = 0; i < count;) {
    for (int k = 0; k < kAtOnce && i < count; ++k, ++i) store->appendInvocation(invocationRow(requestIdOf(i), lines));
    // Written, so that nothing is left out however many there are.
    if (!f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(i - 1), reply); })) return false;
  }
  const double seconds = secondsSince(begin);
  std::printf("log rows with %d lines, written     %9.0f a second\n", lines, count / seconds);
  const int old = count / 2;
  auto from = Steady::now();
  const auto found = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(old), reply); });
  std::printf("one row read back by its id        %9.2f ms behind %d rows\n", secondsSince(from) * 1e3, count - old);
  store.reset();
  f.clock.set(f.clock.nowUs() + 1'000'000);  // a run of its own
  store = f.open();
  from = Steady::now();
  const auto recent = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(count, reply); });
  const double read = secondsSince(from);
  std::printf("rows read back at a start          %9.0f a second\n", double(recent ? recent->size() : 0) / read);
  return found && found->log.records.size() == size_t(lines) && recent && int(recent->size()) == count;
}

}  // namespace

int main(int argc, char** argv) {
  const bool full = argc > 1 && strcmp(argv[1], "--full") == 0;
  bool good = true;
  {
    StoreFixture f;
    if (!f.folder.isValid()) return 1;
    std::printf("write of 4 KB that lasts           %9.0f us\n", syncUs(f.folder.path(), full ? 500 : 20));
  }
  for (const int clients : {1, 8, 64, 512}) {
    StoreFixture f;
    good &= groups(f, clients, full ? std::min(clients * 500, 50000) : clients * 10);
  }
  for (const int lines : {0, 3}) {
    StoreFixture f;
    good &= rows(f, full ? 100'000 : 4000, lines);
  }
  if (!good) std::fprintf(stderr, "something is missing\n");
  return good ? 0 : 1;
}
