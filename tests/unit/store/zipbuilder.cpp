// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/zipbuilder.h"
#include <QtEndian>
#include <array>
#include <sys/stat.h>

namespace scfdesk {
namespace {

void put16(QByteArray& out, unsigned value) {
  out += char(value & 0xff);
  out += char(value >> 8 & 0xff);
}
void put32(QByteArray& out, unsigned value) {
  put16(out, value & 0xffff);
  put16(out, value >> 16);
}

unsigned crc32(const QByteArray& bytes) {
  static const auto table = [] {
    std::array<unsigned, 256> t{};
    for (unsigned i = 0; i < 256; ++i) {
      unsigned c = i;
      for (int k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320U ^ c >> 1 : c >> 1;
      t[i] = c;
    }
    return t;
  }();
  unsigned crc = ~0U;
  for (const char b : bytes) crc = table[(crc ^ static_cast<unsigned char>(b)) & 0xff] ^ crc >> 8;
  return ~crc;
}

/// qCompress' stream without its length, zlib head and check: raw deflate.
QByteArray deflate(const QByteArray& bytes) {
  const QByteArray zlib = qCompress(bytes, 9);
  return zlib.mid(6, zlib.size() - 10);
}

}  // namespace

void ZipBuilder::file(const QByteArray& name, const QByteArray& content, unsigned permissions) { entry(name, content, S_IFREG | permissions); }
void ZipBuilder::folder(const QByteArray& name) { entry(name, {}, S_IFDIR | 0755); }
void ZipBuilder::link(const QByteArray& name, const QByteArray& target) { entry(name, target, S_IFLNK | 0777); }

void ZipBuilder::entry(const QByteArray& name, const QByteArray& content, unsigned mode) {
  const QByteArray packed = m_deflate ? deflate(content) : content;
  QByteArray common;
  put16(common, 20);             // version needed
  put16(common, 0x0800);         // names are UTF-8
  put16(common, m_deflate ? 8 : 0);
  put32(common, 0x21 << 16);     // 1980-01-01
  put32(common, crc32(content));
  put32(common, unsigned(packed.size()));
  put32(common, unsigned(content.size()));
  put16(common, unsigned(name.size()));
  put16(common, 0);              // extra
  const auto offset = unsigned(m_entries.size());
  m_entries += "PK\x03\x04" + common + name + packed;
  m_directory += "PK\x01\x02";
  put16(m_directory, 3 << 8 | 20);  // made by Unix
  m_directory += common;
  put16(m_directory, 0);
  put16(m_directory, 0);
  put16(m_directory, 0);
  put32(m_directory, mode << 16);
  put32(m_directory, offset);
  m_directory += name;
  ++m_count;
}

QByteArray ZipBuilder::bytes() const {
  QByteArray end = "PK\x05\x06";
  put32(end, 0);
  put16(end, unsigned(m_count));
  put16(end, unsigned(m_count));
  put32(end, unsigned(m_directory.size()));
  put32(end, unsigned(m_entries.size()));
  put16(end, 0);
  return m_entries + m_directory + end;
}

}  // namespace scfdesk
