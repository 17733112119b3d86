// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <memory>

namespace scfdesk {

/// A place to read into, as a function's `static thread_local`: made by the thread that reads first. An array there would be zeroed in
/// the stack of every thread of the program, 64 KB for each that never reads.
template <size_t kBytes>
class ReadBuffer final {
 public:
  [[nodiscard]] char* data() const { return m_bytes.get(); }
  [[nodiscard]] static constexpr size_t size() { return kBytes; }

 private:
  std::unique_ptr<char[]> m_bytes = std::make_unique_for_overwrite<char[]>(kBytes);
};

}  // namespace scfdesk
