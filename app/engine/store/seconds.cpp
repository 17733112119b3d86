// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/seconds.h"
#include "app/engine/store/segmentrecord.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int64_t kSecondUs = 1'000'000;
constexpr int64_t kHourSeconds = 3600;
constexpr uint32_t kMagic = 0x31434553;  // "SEC1"

/// One record of a .sec file. Plain values, host byte order.
struct PackedSecond {
  uint32_t magic = kMagic;
  uint32_t function = 0;
  int64_t second = 0, p50Us = 0, p99Us = 0, maxUs = 0, computeMbMs = 0, maxMemoryBytes = 0;
  int32_t invocations = 0, failed = 0, cold = 0, throttled = 0, instances = 0, busy = 0, queued = 0, unused = 0;
  uint64_t check = 0;  // of all before
};
static_assert(sizeof(PackedSecond) == 96);

uint64_t checkOf(const PackedSecond& p) {
  char bytes[sizeof p];
  memcpy(bytes, &p, sizeof p);
  return segmentChecksum(bytes, offsetof(PackedSecond, check));
}

QString hourName(int64_t hour) { return QDateTime::fromSecsSinceEpoch(hour * kHourSeconds, Qt::UTC).toString(u"yyyyMMdd-HH"_s) + ".sec"_L1; }

/// Nearest rank, as the views do it.
int64_t rank(std::vector<int64_t>& values, double p) {
  if (values.empty()) return 0;
  const auto n = qsizetype(values.size());
  const auto index = std::clamp<qsizetype>(qsizetype(std::ceil(p * double(n))) - 1, 0, n - 1);
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[size_t(index)];
}

/// Two records of one second: counts add up; the percentiles are those of the larger part.
void join(SecondSample& a, const SecondSample& b) {
  if (b.invocations > a.invocations) {
    a.p50Us = b.p50Us;
    a.p99Us = b.p99Us;
  }
  a.invocations += b.invocations;
  a.failed += b.failed;
  a.cold += b.cold;
  a.throttled += b.throttled;
  a.maxUs = std::max(a.maxUs, b.maxUs);
  a.computeMbMs += b.computeMbMs;
  a.instances = std::max(a.instances, b.instances);
  a.busy = std::max(a.busy, b.busy);
  a.queued = std::max(a.queued, b.queued);
  a.maxMemoryBytes = std::max(a.maxMemoryBytes, b.maxMemoryBytes);
}

}  // namespace

SecondsWriter::~SecondsWriter() {
  if (m_fd >= 0) close(m_fd);
}

SecondsWriter::Gathered& SecondsWriter::at(TimeUs t, FunctionId fn) {
  Gathered& g = m_open[{t / kSecondUs, fn}];
  g.value.second = t / kSecondUs;
  g.value.function = fn;
  return g;
}

void SecondsWriter::add(const Invocation& v) {
  if (!v.finished) return;
  Gathered& g = at(v.at.replied, v.function);
  SecondSample& s = g.value;
  if (v.statusCode == status::kResourceLimit || v.statusCode == status::kResourceLimitReached) {
    ++s.throttled;
    return;
  }
  ++s.invocations;
  s.failed += v.statusCode != status::kSuccess;
  s.cold += v.cold;
  s.computeMbMs += v.billedMs * v.memoryMb;
  const int64_t total = std::max<int64_t>(v.at.replied - v.at.accepted, 0);
  s.maxUs = std::max(s.maxUs, total);
  if (g.totals.size() < kTotals) g.totals.push_back(total);
}

void SecondsWriter::add(const FunctionSample& sample) {
  const int living = sample.starting + sample.init + sample.busy + sample.idle + sample.frozen;
  if (living == 0 && sample.queued == 0) return;
  SecondSample& s = at(sample.at, sample.function).value;
  s.instances = std::max(s.instances, int32_t(living));
  s.busy = std::max(s.busy, int32_t(sample.busy));
  s.queued = std::max(s.queued, int32_t(sample.queued));
  s.maxMemoryBytes = std::max(s.maxMemoryBytes, sample.maxMemoryBytes);
}

SecondSample SecondsWriter::settled(const Gathered& g) {
  SecondSample s = g.value;
  std::vector<int64_t> totals = g.totals;
  s.p50Us = rank(totals, 0.50);
  s.p99Us = rank(totals, 0.99);
  return s;
}

std::vector<SecondSample> SecondsWriter::waiting() const {
  std::vector<SecondSample> values;
  for (const auto& [key, gathered] : m_open) values.push_back(settled(gathered));
  return values;
}

bool SecondsWriter::openHour(int64_t hour) {
  if (m_fd >= 0 && hour == m_hour) return true;
  if (m_fd >= 0) close(m_fd);
  m_fd = ::open(QFile::encodeName(m_folder + u'/' + hourName(hour)).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (m_fd < 0) return false;
  m_hour = hour;
  struct stat info{};
  // A run before this one may have ended in the middle of a record.
  if (fstat(m_fd, &info) != 0 || (info.st_size % qint64(sizeof(PackedSecond)) != 0 && ftruncate(m_fd, info.st_size - info.st_size % qint64(sizeof(PackedSecond))) != 0)) {
    close(std::exchange(m_fd, -1));
    return false;
  }
  trim(hour);
  return true;
}

void SecondsWriter::trim(int64_t hour) {
  const QString oldest = hourName(hour - limits::kSecondsKeptHours);
  const QFileInfoList files = QDir(m_folder).entryInfoList({u"*.sec"_s}, QDir::Files, QDir::Name);
  int64_t bytes = 0;
  for (const QFileInfo& file : files) bytes += file.size();
  for (const QFileInfo& file : files) {
    if (file.fileName() >= oldest && bytes <= kMostBytes) return;
    if (file.fileName() == hourName(m_hour)) return;
    bytes -= file.size();
    QFile::remove(file.filePath());
  }
}

void SecondsWriter::write(TimeUs now, bool all) {
  const int64_t before = now / kSecondUs - kOpenSeconds;
  QByteArray bytes;
  int64_t hour = -1;
  const auto flush = [&] {
    if (bytes.isEmpty()) return;
    if (openHour(hour))
      if (const ssize_t n = ::write(m_fd, bytes.constData(), size_t(bytes.size())); n != bytes.size()) close(std::exchange(m_fd, -1));
    bytes.clear();
  };
  while (!m_open.empty() && (all || m_open.begin()->first.first <= before)) {
    const SecondSample s = settled(m_open.begin()->second);
    m_open.erase(m_open.begin());
    if (const int64_t own = s.second / kHourSeconds; own != hour) {
      flush();
      hour = own;
    }
    PackedSecond p;
    p.function = s.function;
    p.second = s.second;
    p.p50Us = s.p50Us;
    p.p99Us = s.p99Us;
    p.maxUs = s.maxUs;
    p.computeMbMs = s.computeMbMs;
    p.maxMemoryBytes = s.maxMemoryBytes;
    p.invocations = s.invocations;
    p.failed = s.failed;
    p.cold = s.cold;
    p.throttled = s.throttled;
    p.instances = s.instances;
    p.busy = s.busy;
    p.queued = s.queued;
    p.check = checkOf(p);
    char record[sizeof p];
    memcpy(record, &p, sizeof p);
    bytes.append(record, sizeof record);
  }
  flush();
}

std::vector<SecondSample> readSeconds(const QString& folder, TimeUs begin, TimeUs end, std::vector<SecondSample> waiting) {
  const int64_t first = begin / kSecondUs, last = end / kSecondUs;
  std::map<std::pair<int64_t, FunctionId>, SecondSample> values;
  const auto take = [&](const SecondSample& s) {
    if (s.second < first || s.second > last) return;
    const auto [it, fresh] = values.try_emplace({s.second, s.function}, s);
    if (!fresh) join(it->second, s);
  };
  for (const QString& name : QDir(folder).entryList({u"*.sec"_s}, QDir::Files, QDir::Name)) {
    if (name < hourName(first / kHourSeconds) || name > hourName(last / kHourSeconds)) continue;
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QByteArray bytes = file.readAll();
    for (qsizetype at = 0; at + qsizetype(sizeof(PackedSecond)) <= bytes.size(); at += qsizetype(sizeof(PackedSecond))) {
      PackedSecond p;
      memcpy(&p, bytes.constData() + at, sizeof p);
      if (p.magic != kMagic || p.check != checkOf(p)) continue;
      take({p.second, p.function, p.invocations, p.failed, p.cold, p.throttled, p.p50Us, p.p99Us, p.maxUs, p.computeMbMs, p.instances, p.busy, p.queued, p.maxMemoryBytes});
    }
  }
  for (const SecondSample& s : waiting) take(s);
  std::vector<SecondSample> result;
  result.reserve(values.size());
  for (const auto& [key, value] : values) result.push_back(value);
  return result;
}

}  // namespace scfdesk
