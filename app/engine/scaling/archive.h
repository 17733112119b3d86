// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

/// Values to bytes and back, little end first whatever the machine. One list of members serves both ways: a class has
/// `visit(archive)`, a plain struct a function `fields(archive, value)` beside it.
namespace scfdesk::scaling {

template <typename Self>
class Archive {
 public:
  template <typename... T>
  void operator()(T&... values) {
    (one(values), ...);
  }

 private:
  template <typename T>
  void one(T& value) {
    Self& self = static_cast<Self&>(*this);
    if constexpr (std::is_enum_v<T>) {
      auto number = static_cast<std::underlying_type_t<T>>(value);
      self.number(number);
      value = static_cast<T>(number);
    } else if constexpr (std::is_integral_v<T>) {
      self.number(value);
    } else if constexpr (requires { value.visit(self); }) {
      value.visit(self);
    } else {
      fields(self, value);
    }
  }
  template <typename T, std::size_t N>
  void one(std::array<T, N>& values) {
    for (T& value : values) one(value);
  }
  template <typename T>
  void one(std::vector<T>& values) {
    uint64_t size = values.size();
    one(size);
    if (!static_cast<Self&>(*this).resize(values, size)) return;
    for (T& value : values) one(value);
  }
};

class ArchiveWriter final : public Archive<ArchiveWriter> {
 public:
  ArchiveWriter() = default;
  /// Goes on behind these bytes.
  explicit ArchiveWriter(std::vector<uint8_t>&& before) : m_bytes(std::move(before)) {}
  [[nodiscard]] std::vector<uint8_t> take() { return std::move(m_bytes); }
  [[nodiscard]] const std::vector<uint8_t>& bytes() const { return m_bytes; }
  template <typename T>
  void number(T& value) {
    auto bits = static_cast<uint64_t>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i, bits >>= 8) m_bytes.push_back(static_cast<uint8_t>(bits));
  }
  template <typename T>
  bool resize(std::vector<T>&, uint64_t) { return true; }

 private:
  std::vector<uint8_t> m_bytes;
};

/// Reads what a writer wrote; anything else ends in failed(), and values read after that are zero.
class ArchiveReader final : public Archive<ArchiveReader> {
 public:
  ArchiveReader(const uint8_t* bytes, std::size_t size) : m_at(bytes), m_left(size) {}
  [[nodiscard]] bool failed() const { return m_failed; }
  [[nodiscard]] std::size_t left() const { return m_left; }
  template <typename T>
  void number(T& value) {
    uint64_t bits = 0;
    if (m_left < sizeof(T)) {
      m_failed = true;
      m_left = 0;
    } else {
      for (std::size_t i = 0; i < sizeof(T); ++i) bits |= uint64_t{m_at[i]} << 8 * i;
      m_at += sizeof(T);
      m_left -= sizeof(T);
    }
    value = static_cast<T>(bits);
  }
  /// An element takes a byte at least: a size beyond that can't be right, and reserves nothing.
  template <typename T>
  bool resize(std::vector<T>& values, uint64_t size) {
    if (m_failed || size > m_left) {
      m_failed = true;
      values.clear();
      return false;
    }
    values.resize(static_cast<std::size_t>(size));
    return true;
  }

 private:
  const uint8_t* m_at;
  std::size_t m_left;
  bool m_failed = false;
};

/// FNV-1a over bytes: damage is found, not malice.
inline uint64_t checksum(const uint8_t* bytes, std::size_t size) {
  uint64_t hash = 0xCBF29CE484222325ull;
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001B3ull;
  return hash;
}

}  // namespace scfdesk::scaling
