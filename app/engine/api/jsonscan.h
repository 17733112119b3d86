// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>

/// The two loops over a JSON string's bytes that every event and every result pass, several bytes at a time where the
/// processor can. Pure functions; any thread.
namespace scfdesk::jsonscan {

/// Most bytes that `escape` writes for one byte of text, and how far it may write behind what it returns.
inline constexpr size_t kMostPerByte = 6;
inline constexpr size_t kBehind = 16;

/// Writes `text` as the inside of a JSON string: quote, backslash and control characters escaped, other bytes as they are.
/// Requires: room for size * kMostPerByte + kBehind bytes. Returns the end of what was written.
char* escape(char* out, const char* text, size_t size);

/// The quote that ends the string whose inside begins at `from`; null if none does before `end`.
const char* closingQuote(const char* from, const char* end);

}  // namespace scfdesk::jsonscan
