// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkacodec.h"
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace scfdesk::kafkacodec {
namespace {

constexpr int kGzip = 1, kSnappy = 2, kLz4 = 3, kZstd = 4;
constexpr QByteArrayView kJavaMagic("\x82SNAPPY\0", 8);
constexpr qsizetype kJavaHead = 16;  // magic, version, compatible version

uint32_t number(QByteArrayView bytes, bool bigEndian) {
  uint32_t value = 0;
  for (qsizetype i = 0; i < bytes.size(); ++i) value |= uint32_t(uint8_t(bytes[i])) << 8 * (bigEndian ? bytes.size() - 1 - i : i);
  return value;
}

/// One block of the snappy format: its length, then literals and copies of what is before them.
bool unpackSnappy(QByteArrayView in, QByteArray& out) {
  qsizetype at = 0;
  uint64_t length = 0;
  for (int shift = 0;; shift += 7) {
    if (at == in.size() || shift > 28) return false;
    const auto byte = uint8_t(in[at++]);
    length |= uint64_t(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  const qsizetype begin = out.size();
  if (length > uint64_t(kUnpackedBytes - begin)) return false;
  const qsizetype end = begin + qsizetype(length);
  out.reserve(end);
  while (at < in.size()) {
    const auto tag = uint8_t(in[at++]);
    const int kind = tag & 3, more = kind == 0 ? std::max((tag >> 2) - 59, 0) : kind == 3 ? 4 : kind;
    if (at + more > in.size()) return false;
    const uint32_t rest = number(in.sliced(at, more), false);
    at += more;
    const int64_t size = kind == 1 ? 4 + (tag >> 2 & 7) : kind == 0 && more > 0 ? int64_t(rest) + 1 : (tag >> 2) + 1;
    if (size > end - out.size()) return false;
    if (kind == 0) {
      if (size > in.size() - at) return false;
      out.append(in.data() + at, qsizetype(size));
      at += qsizetype(size);
      continue;
    }
    const int64_t back = kind == 1 ? int64_t(tag >> 5) << 8 | rest : rest;
    if (back == 0 || back > out.size() - begin) return false;
    for (int64_t i = 0; i < size; ++i) out.append(out[out.size() - qsizetype(back)]);
  }
  return out.size() == end;
}

std::optional<QByteArray> snappy(QByteArrayView packed) {
  QByteArray out;
  if (!packed.startsWith(kJavaMagic)) return unpackSnappy(packed, out) ? std::optional(out) : std::nullopt;
  for (qsizetype at = kJavaHead; at < packed.size();) {
    if (at + 4 > packed.size()) return std::nullopt;
    const uint32_t size = number(packed.sliced(at, 4), true);
    at += 4;
    if (size > uint64_t(packed.size() - at) || !unpackSnappy(packed.sliced(at, qsizetype(size)), out)) return std::nullopt;
    at += qsizetype(size);
  }
  return packed.size() < kJavaHead ? std::nullopt : std::optional(out);
}

std::optional<QByteArray> byArchive(int filter, QByteArrayView packed) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
  archive_read_support_format_raw(reader.get());
  if (filter == ARCHIVE_FILTER_GZIP) archive_read_support_filter_gzip(reader.get());
  else if (filter == ARCHIVE_FILTER_LZ4) archive_read_support_filter_lz4(reader.get());
  else archive_read_support_filter_zstd(reader.get());
  archive_entry* entry = nullptr;
  if (archive_read_open_memory(reader.get(), packed.data(), size_t(packed.size())) != ARCHIVE_OK) return std::nullopt;
  if (archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK || archive_filter_code(reader.get(), 0) != filter) return std::nullopt;
  QByteArray out;
  char piece[64 * 1024];
  for (;;) {
    const la_ssize_t n = archive_read_data(reader.get(), piece, sizeof piece);
    if (n == 0) return out;
    if (n < 0 || out.size() + n > kUnpackedBytes) return std::nullopt;
    out.append(piece, n);
  }
}

}  // namespace

std::optional<QByteArray> unpacked(int codec, QByteArrayView packed) {
  switch (codec) {
    case kGzip: return byArchive(ARCHIVE_FILTER_GZIP, packed);
    case kSnappy: return snappy(packed);
    case kLz4: return byArchive(ARCHIVE_FILTER_LZ4, packed);
    case kZstd: return byArchive(ARCHIVE_FILTER_ZSTD, packed);
    default: return std::nullopt;
  }
}

}  // namespace scfdesk::kafkacodec
