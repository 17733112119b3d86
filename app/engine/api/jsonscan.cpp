// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/jsonscan.h"
#include <array>
#include <cstdint>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace scfdesk::jsonscan {
namespace {

// 0 plain, 1 a backslash before it, 2 a control character
constexpr auto kClass = [] {
  std::array<uint8_t, 256> t{};
  for (size_t c = 0; c < 0x20; ++c) t[c] = 2;
  t['"'] = t['\\'] = 1;
  return t;
}();

// the letter of the short escape of a control character, 0 = \u00XX
constexpr char shortEscape(char c) {
  switch (c) {
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
  }
}

char* escapeBytes(char* out, const char* text, size_t size) {
  static constexpr char hex[] = "0123456789abcdef";
  for (const char* const end = text + size; text < end; ++text) {
    const char c = *text;
    const uint8_t kind = kClass[static_cast<unsigned char>(c)];
    if (kind == 2) [[unlikely]] {
      *out++ = '\\';
      if (const char letter = shortEscape(c)) {
        *out++ = letter;
      } else {
        memcpy(out, "u00", 3);
        out[3] = hex[c >> 4];
        out[4] = hex[c & 15];
        out += 5;
      }
      continue;
    }
    // Without a branch: quotes are too frequent and too irregular to be guessed.
    *out = '\\';
    out[kind] = c;
    out += 1 + kind;
  }
  return out;
}

const char* closingQuoteBytes(const char* from, const char* end) {
  for (const char* p = from; p < end; ++p) {
    if (*p == '"') return p;
    if (*p == '\\') ++p;
  }
  return nullptr;
}

#if defined(__x86_64__)
// For each set of bytes that need a backslash (one bit a byte, of eight): where the bytes go, and the backslashes.
struct Spread {
  alignas(16) std::array<uint8_t, 16> from{};
  alignas(16) std::array<uint8_t, 16> slashes{};
};
struct SpreadTable {
  std::array<Spread, 256> rows{};
  std::array<uint8_t, 256> length{};
};
constexpr SpreadTable kSpread = [] {
  SpreadTable t;
  for (size_t mask = 0; mask < 256; ++mask) {
    size_t at = 0;
    Spread& row = t.rows[mask];
    row.from.fill(0x80);  // a zero byte
    for (uint8_t i = 0; i < 8; ++i) {
      if (mask >> i & 1) row.slashes[at++] = '\\';
      row.from[at++] = i;
    }
    t.length[mask] = uint8_t(at);
  }
  return t;
}();

__attribute__((target("ssse3"))) char* escapeWide(char* out, const char* text, size_t size) {
  const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), lastControl = _mm_set1_epi8(0x1f);
  for (; size >= 16; text += 16, size -= 16) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(x, lastControl), x);
    if (_mm_movemask_epi8(control)) [[unlikely]] {
      out = escapeBytes(out, text, 16);
      continue;
    }
    const auto mask = unsigned(_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(x, quote), _mm_cmpeq_epi8(x, slash))));
    if (mask == 0) {
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out), x);
      out += 16;
      continue;
    }
    const auto put = [&](unsigned bits, __m128i eight) __attribute__((target("ssse3"), always_inline)) {
      const Spread& row = kSpread.rows[bits];
      const __m128i bytes = _mm_shuffle_epi8(eight, _mm_load_si128(reinterpret_cast<const __m128i*>(row.from.data())));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_or_si128(bytes, _mm_load_si128(reinterpret_cast<const __m128i*>(row.slashes.data()))));
      out += kSpread.length[bits];
    };
    put(mask & 0xff, x);
    put(mask >> 8, _mm_srli_si128(x, 8));
  }
  return escapeBytes(out, text, size);
}

struct Masks {
  uint64_t slashes;
  uint64_t quotes;
};
Masks masksOf(const char* block) {
  const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
  Masks m{0, 0};
  for (int i = 0; i < 4; ++i) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i);
    m.slashes |= uint64_t(unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(x, slash)))) << (16 * i);
    m.quotes |= uint64_t(unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(x, quote)))) << (16 * i);
  }
  return m;
}

// Which bytes have an odd number of backslashes before them, 64 at a time (Langdale and Lemire, "Parsing gigabytes of JSON
// per second", section 3.1.1): a run of backslashes is added to its own start, and where the carry comes out tells its parity.
const char* closingQuoteWide(const char* from, const char* end) {
  constexpr uint64_t even = 0x5555555555555555ULL;
  uint64_t escapedFirst = 0;  // the first byte of the block has such a backslash in the one before
  const char* p = from;
  for (; end - p >= 64; p += 64) {
    const Masks m = masksOf(p);
    const uint64_t slashes = m.slashes & ~escapedFirst;
    const uint64_t follows = slashes << 1 | escapedFirst;
    const uint64_t oddStarts = slashes & ~even & ~follows;
    uint64_t evenSequences;
    escapedFirst = __builtin_add_overflow(oddStarts, slashes, &evenSequences) ? 1 : 0;
    const uint64_t escaped = (even ^ evenSequences << 1) & follows;
    if (const uint64_t ends = m.quotes & ~escaped) return p + __builtin_ctzll(ends);
  }
  if (p == end) return nullptr;
  return closingQuoteBytes(p + escapedFirst, end);
}
#endif

}  // namespace

char* escape(char* out, const char* text, size_t size) {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("ssse3");
  if (wide) return escapeWide(out, text, size);
#endif
  return escapeBytes(out, text, size);
}

const char* closingQuote(const char* from, const char* end) {
#if defined(__x86_64__)
  // Most strings are short keys and words.
  const ptrdiff_t left = end - from;
  if (left < 64) return closingQuoteBytes(from, end);
  for (const char* p = from; p < from + 16; ++p) {
    if (*p == '"') return p;
    if (*p == '\\') break;
  }
  return closingQuoteWide(from, end);
#else
  return closingQuoteBytes(from, end);
#endif
}

}  // namespace scfdesk::jsonscan
