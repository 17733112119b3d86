// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded by prepared Java runtimes (resources/runtimes/java/scfdesk/Native.java): the environment that processes started by the
// user's code inherit is the C library's, which Java has no way to change.
#include <cstdint>
#include <cstdlib>
#include <cstring>

/// `address`: texts "K=V" that each end in NUL, after the last one an empty one; they stay there for good.
extern "C" __attribute__((visibility("default"))) void Java_scfdesk_Native_replace(void*, void*, int64_t address) {
  clearenv();
  for (char* entry = reinterpret_cast<char*>(address); *entry; entry += strlen(entry) + 1) putenv(entry);
}
