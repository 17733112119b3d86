// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

/// Intrusive doubly linked lists over slot arrays: indices instead of pointers, so a copy of the arrays is a copy of the lists.
namespace scfdesk::scaling {

using Slot = uint32_t;
inline constexpr Slot kNoSlot = UINT32_MAX;

struct Links {
  Slot prev = kNoSlot;
  Slot next = kNoSlot;
};

struct List {
  Slot head = kNoSlot;
  Slot tail = kNoSlot;
  uint32_t size = 0;
};

/// Requires: `slot` is in no list of this member.
template <typename T>
void pushBack(List& list, std::vector<T>& slots, Slot slot, Links T::*member) {
  Links& l = slots[slot].*member;
  l.prev = list.tail;
  l.next = kNoSlot;
  if (list.tail == kNoSlot)
    list.head = slot;
  else
    (slots[list.tail].*member).next = slot;
  list.tail = slot;
  ++list.size;
}

/// Requires: `slot` is in `list`.
template <typename T>
void unlink(List& list, std::vector<T>& slots, Slot slot, Links T::*member) {
  Links& l = slots[slot].*member;
  if (l.prev == kNoSlot)
    list.head = l.next;
  else
    (slots[l.prev].*member).next = l.next;
  if (l.next == kNoSlot)
    list.tail = l.prev;
  else
    (slots[l.next].*member).prev = l.prev;
  l = Links{};
  --list.size;
}

}  // namespace scfdesk::scaling
