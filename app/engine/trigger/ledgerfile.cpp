// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/ledgerfile.h"
#include <QFile>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
namespace {

struct Record {
  uint64_t trigger = 0;  // 0: a free place
  uint64_t made = 0, delivered = 0, failed = 0, deadLettered = 0, refused = 0, retried = 0;
  uint64_t sum = 0;
};
static_assert(sizeof(Record) == LedgerFile::kRecordBytes);

uint64_t sumOf(const Record& r) {
  uint64_t sum = 0xcbf29ce484222325ull;
  for (const uint64_t part : {r.trigger, r.made, r.delivered, r.failed, r.deadLettered, r.refused, r.retried}) sum = (sum ^ part) * 0x100000001b3ull + (sum >> 32);
  return sum;
}

}  // namespace

LedgerFile::LedgerFile(const QString& path) {
  if (path.isEmpty()) return;
  m_fd = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (m_fd < 0) return;
  Record r;
  for (; int64_t((m_slots + 1) * kRecordBytes) <= kMostBytes; ++m_slots) {
    const ssize_t n = pread(m_fd, &r, sizeof r, off_t(m_slots * kRecordBytes));
    if (n != ssize_t(sizeof r)) break;  // the end, or one that a power loss has cut
    if (r.trigger == 0 || r.sum != sumOf(r) || !m_slotOf.try_emplace(r.trigger, m_slots).second) {
      m_free.push_back(m_slots);
      continue;
    }
    m_kept[r.trigger] = {r.made, r.delivered, r.failed, r.deadLettered, r.refused, r.retried};
  }
}

LedgerFile::~LedgerFile() {
  if (m_bytes) munmap(m_bytes, size_t(kMostBytes));
  if (m_fd >= 0) close(m_fd);
}

/// Written, not only made longer: to a page of a file without a block, on a full disk, the kernel answers with SIGBUS.
bool LedgerFile::grow(size_t slots) {
  constexpr size_t kPage = 4096;
  while (m_room < slots) {
    if (int64_t((m_room * kRecordBytes) + kPage) > kMostBytes) return false;
    // What is there stays: only what is missing of the page is written.
    struct stat now {};
    if (fstat(m_fd, &now) != 0) return false;
    const size_t end = m_room * kRecordBytes + kPage;
    static constexpr char kZeros[kPage] = {};
    for (size_t at = std::max(size_t(now.st_size), m_room * kRecordBytes); at < end;) {
      const ssize_t n = pwrite(m_fd, kZeros, end - at, off_t(at));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      at += size_t(n);
    }
    m_room = end / kRecordBytes;
  }
  if (m_bytes) return true;
  void* const bytes = mmap(nullptr, size_t(kMostBytes), PROT_READ | PROT_WRITE, MAP_SHARED, m_fd, 0);
  if (bytes == MAP_FAILED) return false;
  m_bytes = static_cast<char*>(bytes);
  return true;
}

std::optional<TriggerCounts> LedgerFile::kept(uint64_t trigger) const {
  const auto it = m_kept.find(trigger);
  return it == m_kept.end() ? std::nullopt : std::optional(it->second);
}

void LedgerFile::put(size_t slot, const char* record) {
  if ((slot < m_room && m_bytes) || grow(slot + 1)) memcpy(m_bytes + slot * kRecordBytes, record, kRecordBytes);
}

void LedgerFile::write(uint64_t trigger, const TriggerCounts& c) {
  if (m_fd < 0 || trigger == 0) return;
  auto it = m_slotOf.find(trigger);
  if (it == m_slotOf.end()) {
    size_t slot = m_slots;
    if (!m_free.empty()) {
      slot = m_free.back();
      m_free.pop_back();
    } else {
      ++m_slots;
    }
    it = m_slotOf.emplace(trigger, slot).first;
  }
  Record r{trigger, c.made, c.delivered, c.failed, c.deadLettered, c.refused, c.retried, 0};
  r.sum = sumOf(r);
  char bytes[kRecordBytes];
  memcpy(bytes, &r, sizeof r);
  put(it->second, bytes);
}

void LedgerFile::remove(uint64_t trigger) {
  m_kept.erase(trigger);
  const auto it = m_slotOf.find(trigger);
  if (it == m_slotOf.end()) return;
  const char bytes[kRecordBytes] = {};
  put(it->second, bytes);
  m_free.push_back(it->second);
  m_slotOf.erase(it);
}

}  // namespace scfdesk
