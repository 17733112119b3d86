// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/segments.h"
#include "app/engine/store/moments.h"
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int64_t kMinuteUs = 60'000'000;
constexpr int64_t kDayMinutes = 24 * 60;

QString segmentName(int64_t minute) {
  return QDateTime::fromSecsSinceEpoch(minute * 60, Qt::UTC).toString(u"yyyyMMdd-HHmm"_s);
}

int openAppend(const QString& path) {
  return open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

int64_t sizeOf(int fd) {
  struct stat info{};
  return fstat(fd, &info) == 0 ? int64_t(info.st_size) : 0;
}

int writeAll(int fd, const QByteArray& bytes) {
  for (qsizetype done = 0; done < bytes.size();) {
    const ssize_t n = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
    if (n < 0 && errno != EINTR) return errno;
    if (n > 0) done += n;
  }
  return 0;
}

}  // namespace

int64_t rowBytes(const InvocationRow& row) {
  return int64_t(kSegmentRecordBytes) + int64_t(sizeof row) + std::min(row.event.size(), kKeptBodyBytes) +
         std::min(row.result.size(), kKeptBodyBytes) + int64_t(row.log.records.size() * sizeof(LogRecord)) + row.log.text.size() +
         (row.moments ? row.moments->bytes() : 0);
}

SegmentWriter::SegmentWriter(QString folder, int64_t run) : m_folder(std::move(folder)), m_run(run) {}

SegmentWriter::~SegmentWriter() { closeFiles(); }

void SegmentWriter::closeFiles() {
  if (m_records >= 0) close(m_records);
  if (m_data >= 0) close(m_data);
  m_records = m_data = -1;
}

int SegmentWriter::openFor(TimeUs now) {
  const int64_t minute = now / kMinuteUs;
  if (m_records >= 0 && minute == m_minute) return 0;
  closeFiles();
  if (!m_scanned) scan();
  m_minute = minute;
  m_name = segmentName(minute);
  m_data = openAppend(m_folder + u'/' + m_name + ".dat"_L1);
  m_records = m_data < 0 ? -1 : openAppend(m_folder + u'/' + m_name + ".rec"_L1);
  if (m_records < 0) {
    const int error = errno;
    closeFiles();
    return error;
  }
  m_dataSize = sizeOf(m_data);
  m_recordsSize = sizeOf(m_records);
  // A run before this one may have ended in the middle of a record: what follows must lie on its grid again.
  if (const int64_t torn = m_recordsSize % int64_t(kSegmentRecordBytes); torn != 0) {
    if (ftruncate(m_records, m_recordsSize - torn) != 0) {
      const int error = errno;
      closeFiles();
      return error;
    }
    m_recordsSize -= torn;
  }
  m_sizes[m_name] = m_dataSize + m_recordsSize;
  trim(now);
  return 0;
}

int SegmentWriter::write(const std::vector<std::pair<SegmentKind, InvocationRow>>& rows, TimeUs now) {
  if (rows.empty()) return 0;
  if (const int error = openFor(now); error != 0) return error;
  QByteArray records;
  QByteArray data;
  records.reserve(qsizetype(rows.size()) * qsizetype(kSegmentRecordBytes));
  for (const auto& [kind, row] : rows) encodeRow(row, kind, m_run, uint64_t(m_dataSize), records, data);
  int error = writeAll(m_data, data);
  if (error == 0) error = writeAll(m_records, records);
  if (error != 0) {
    if (ftruncate(m_records, m_recordsSize) != 0 || ftruncate(m_data, m_dataSize) != 0) closeFiles();
    return error;
  }
  m_dataSize += data.size();
  m_recordsSize += records.size();
  m_totalBytes += data.size() + records.size();
  m_sizes[m_name] += data.size() + records.size();
  if (m_totalBytes > m_maxBytes) trim(now);
  return 0;
}

void SegmentWriter::scan() {
  m_scanned = true;
  m_sizes.clear();
  const auto files = QDir(m_folder).entryInfoList({u"*.rec"_s, u"*.dat"_s}, QDir::Files);
  for (const QFileInfo& file : files) m_sizes[file.completeBaseName()] += file.size();
}

void SegmentWriter::trim(TimeUs now) {
  const QString oldest = segmentName(now / kMinuteUs - m_maxAgeDays * kDayMinutes);
  m_totalBytes = 0;
  for (const auto& [name, bytes] : m_sizes) m_totalBytes += bytes;
  while (!m_sizes.empty()) {
    const auto first = m_sizes.begin();
    if (first->first == m_name || (first->first >= oldest && m_totalBytes <= m_maxBytes)) return;
    QFile::remove(m_folder + u'/' + first->first + ".rec"_L1);
    QFile::remove(m_folder + u'/' + first->first + ".dat"_L1);
    m_totalBytes -= first->second;
    m_sizes.erase(first);
  }
}

void SegmentWriter::setLimits(int64_t maxBytes, int maxAgeDays, TimeUs now) {
  m_maxBytes = maxBytes;
  m_maxAgeDays = maxAgeDays;
  if (!m_scanned) scan();
  trim(now);
}

int SegmentWriter::sync() {
  if (m_records < 0) return 0;
  return fdatasync(m_data) == 0 && fdatasync(m_records) == 0 ? 0 : errno;
}

}  // namespace scfdesk
