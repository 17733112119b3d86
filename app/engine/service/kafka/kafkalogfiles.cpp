// SPDX-License-Identifier: GPL-3.0-or-later
// KafkaLog: its files. A segment is NNNNNNNNNNNNNNNNNNNN.log; a full one (and the last one after a clean end) has its index beside it.
#include "app/engine/service/kafka/kafkalog.h"
#include "app/engine/service/kafka/kafkawire.h"
#include "app/engine/store/datadir.h"
#include <QDir>
#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int32_t kIndexMagic = 0x534b4931;  // "SKI1"
constexpr qsizetype kPiece = 4 * 1024 * 1024;
}  // namespace

QString KafkaLog::fileOf(int64_t base, const char* ending) const { return u"%1/%2.%3"_s.arg(m_folder).arg(base, 20, 10, QLatin1Char('0')).arg(QLatin1String(ending)); }

int KafkaLog::open(Segment& segment) const {
  if (segment.fd < 0) segment.fd = ::open(QFile::encodeName(fileOf(segment.base, "log")).constData(), O_RDWR | O_CLOEXEC);
  return segment.fd;
}

Result<std::unique_ptr<KafkaLog>> KafkaLog::open(const QString& folder, int64_t segmentBytes) {
  std::unique_ptr<KafkaLog> log(new KafkaLog(folder, segmentBytes));
  if (!QDir().mkpath(folder)) return diskError(folder, folder, errno);
  if (auto status = log->load(); !status) return status.error();
  return log;
}

Status KafkaLog::load() {
  const QStringList names = QDir(m_folder).entryList({u"*.log"_s}, QDir::Files, QDir::Name);
  for (const QString& name : names) {
    bool number = false;
    const int64_t base = name.chopped(4).toLongLong(&number);
    if (number && name.size() == 24 && base >= 0) m_segments.push_back({base, 0, -1, -1, {}});
  }
  if (m_segments.empty()) return beginSegment(0);
  for (size_t i = 0; i < m_segments.size(); ++i)
    if (auto status = recover(m_segments[i], i + 1 == m_segments.size()); !status) return status;
  return Done{};
}

Status KafkaLog::beginSegment(int64_t base) {
  const QString path = fileOf(base, "log");
  const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_TRUNC, 0600);
  if (fd < 0) return diskError(m_folder, path, errno);
  if (!m_segments.empty() && m_segments.back().fd >= 0) {
    fdatasync(m_segments.back().fd);
    ::close(std::exchange(m_segments.back().fd, -1));
  }
  m_segments.push_back({base, 0, -1, fd, {}});
  m_end = base;
  return Done{};
}

Status KafkaLog::recover(Segment& segment, bool last) {
  const int fd = open(segment);
  struct stat info {};
  if (fd < 0 || fstat(fd, &info) < 0) return diskError(m_folder, fileOf(segment.base, "log"), errno);
  segment.bytes = info.st_size;
  int64_t next = segment.base;
  if (!readIndex(segment, &next)) {
    // Read it all: what is not whole at its end was never acknowledged.
    int64_t good = 0;
    QByteArray piece;
    while (good < segment.bytes) {
      piece.resize(std::min<int64_t>(kPiece, segment.bytes - good));
      ssize_t have = pread(fd, piece.data(), size_t(piece.size()), good);
      if (have < 0) return diskError(m_folder, fileOf(segment.base, "log"), errno);
      qsizetype at = 0;
      bool stop = false;
      while (at + KafkaBatch::kHead <= have) {
        const auto head = KafkaBatch::head(QByteArrayView(piece).sliced(at));
        if (!head || head->baseOffset < next || good + at + head->bytes > segment.bytes) {
          stop = true;
          break;
        }
        if (at + head->bytes > have) {
          if (at == 0) {  // larger than a piece
            piece.resize(head->bytes);
            have = pread(fd, piece.data(), size_t(piece.size()), good);
            if (have == head->bytes) continue;
            stop = true;
          }
          break;
        }
        if (!KafkaBatch::intact(QByteArrayView(piece).sliced(at, head->bytes))) {
          stop = true;
          break;
        }
        mark(segment, *head, good + at);
        if (last) remember(*head);
        next = head->nextOffset();
        at += head->bytes;
      }
      if (at == 0) stop = true;
      good += at;
      if (stop) break;
    }
    if (good < segment.bytes) {
      fprintf(stderr, "scfdesk: ckafka: %s ends in %lld bytes of an unfinished write; they are cut off\n", qUtf8Printable(fileOf(segment.base, "log")), static_cast<long long>(segment.bytes - good));
      if (ftruncate(fd, good) < 0) return diskError(m_folder, fileOf(segment.base, "log"), errno);
      segment.bytes = good;
    }
  }
  m_end = next;
  m_bytes += segment.bytes;
  if (!last) ::close(std::exchange(segment.fd, -1));
  return Done{};
}

bool KafkaLog::readIndex(Segment& segment, int64_t* next) const {
  QFile file(fileOf(segment.base, "index"));
  if (!file.open(QIODevice::ReadOnly)) return false;
  const QByteArray all = file.readAll();
  if (all.size() < 4 || crc32c(QByteArrayView(all).chopped(4)) != uint32_t(KafkaReader(QByteArrayView(all).last(4)).i32())) return false;
  KafkaReader in(QByteArrayView(all).chopped(4));
  const int32_t magic = in.i32();
  const int64_t bytes = in.i64(), after = in.i64(), newest = in.i64();
  const int count = in.array(24);
  if (!in.ok() || magic != kIndexMagic || bytes != segment.bytes || after < segment.base) return false;
  std::vector<Mark> marks;
  marks.reserve(size_t(count));
  for (int i = 0; i < count; ++i) {
    Mark mark;
    mark.offset = in.i64();
    mark.maxTimestamp = in.i64();
    mark.position = in.i64();
    marks.push_back(mark);
  }
  if (!in.ok() || !in.atEnd()) return false;
  segment.marks = std::move(marks);
  segment.maxTimestamp = newest;
  *next = after;
  return true;
}

void KafkaLog::writeIndex(const Segment& segment, int64_t next) const {
  KafkaWriter out;
  out.i32(kIndexMagic).i64(segment.bytes).i64(next).i64(segment.maxTimestamp).i32(int32_t(segment.marks.size()));
  for (const Mark& mark : segment.marks) out.i64(mark.offset).i64(mark.maxTimestamp).i64(mark.position);
  out.i32(int32_t(crc32c(out.out())));
  // Without it the next open reads the segment: no error to tell.
  [[maybe_unused]] const int failed = replaceFile(fileOf(segment.base, "index"), out.out(), 0600, false);
}

void KafkaLog::removeFirst() {
  Segment& first = m_segments.front();
  if (first.fd >= 0) ::close(first.fd);
  m_bytes -= first.bytes;
  QFile::remove(fileOf(first.base, "log"));
  QFile::remove(fileOf(first.base, "index"));
  m_segments.erase(m_segments.begin());
}

void KafkaLog::close() {
  if (m_segments.empty()) return;
  if (m_segments.back().fd >= 0) fdatasync(m_segments.back().fd);
  writeIndex(m_segments.back(), m_end);
}

}  // namespace scfdesk
