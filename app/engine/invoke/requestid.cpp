// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/requestid.h"
#include <random>

namespace scfdesk {

QByteArray newRequestId() {
  thread_local std::mt19937_64 random = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  const uint64_t words[2] = {(random() & ~0xf000ULL) | 0x4000ULL, (random() & ~(3ULL << 62)) | (2ULL << 62)};
  QByteArray text(36, Qt::Uninitialized);
  char* out = text.data();
  int at = 0;
  for (const uint64_t word : words) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      if (at == 8 || at == 13 || at == 18 || at == 23) out[at++] = '-';
      out[at++] = "0123456789abcdef"[(word >> shift) & 15];
    }
  }
  return text;
}

}  // namespace scfdesk
