// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/bytesearch.h"
#if defined(__SSE2__)
#include <bit>
#include <emmintrin.h>
#endif

namespace scfdesk {

namespace {
bool isLetter(char c) { return c >= 'a' && c <= 'z'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
}  // namespace

ByteSearch::ByteSearch(QByteArrayView wanted) : m_wanted(wanted.toByteArray()) {
  for (char& c : m_wanted) c = lower(c);
}

bool ByteSearch::at(const char* place) const {
  for (qsizetype i = 0; i < m_wanted.size(); ++i)
    if (lower(place[i]) != m_wanted[i]) return false;
  return true;
}

qsizetype ByteSearch::find(QByteArrayView in, qsizetype from) const {
  const qsizetype length = m_wanted.size(), last = in.size() - length;
  if (length == 0) return from <= in.size() ? from : -1;
  qsizetype i = from;
#if defined(__SSE2__)
  // Only places where the first and the last byte fit are looked at whole. Bit 5 is what tells the case of a letter, and no
  // other byte becomes a letter by it.
  const char first = m_wanted.front(), end = m_wanted.back();
  const __m128i firstWanted = _mm_set1_epi8(first), endWanted = _mm_set1_epi8(end);
  const __m128i firstCase = _mm_set1_epi8(isLetter(first) ? 0x20 : 0), endCase = _mm_set1_epi8(isLetter(end) ? 0x20 : 0);
  for (; i + 16 <= last + 1; i += 16) {
    const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in.data() + i));
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in.data() + i + length - 1));
    const __m128i fits = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(a, firstCase), firstWanted), _mm_cmpeq_epi8(_mm_or_si128(b, endCase), endWanted));
    for (auto places = static_cast<unsigned>(_mm_movemask_epi8(fits)); places != 0; places &= places - 1) {
      const qsizetype place = i + std::countr_zero(places);
      if (at(in.data() + place)) return place;
    }
  }
#endif
  for (; i <= last; ++i)
    if (at(in.data() + i)) return i;
  return -1;
}

}  // namespace scfdesk
