// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <utility>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

/// A table of some MB that is touched here and there costs a walk through the page tables for almost each touch; large pages
/// make that rare. A hint to the system: nothing depends on whether it is taken.
namespace scfdesk::scaling {

/// Like reserve(), with large pages where that is worth it.
template <typename T>
void reserveLarge(std::vector<T>& values, size_t count) {
  constexpr size_t kLeast = size_t{4} << 20, kPage = 4096;
  if (count <= values.capacity()) return;
  std::vector<T> more;
  more.reserve(count);
#ifdef __linux__
  if (const size_t bytes = more.capacity() * sizeof(T); bytes >= kLeast) {
    auto* begin = reinterpret_cast<unsigned char*>(more.data());
    const size_t before = (kPage - reinterpret_cast<uintptr_t>(begin) % kPage) % kPage;
    madvise(begin + before, (bytes - before) / kPage * kPage, MADV_HUGEPAGE);
  }
#endif
  for (T& value : values) more.push_back(std::move(value));
  values.swap(more);
}

}  // namespace scfdesk::scaling
