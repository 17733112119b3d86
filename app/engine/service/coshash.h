// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <cstdint>
#include <memory>

namespace scfdesk {

/// The MD5 of a file that is being written. The first bytes are hashed as they come; of a large file the rest is hashed by another
/// thread meanwhile, so that the hash takes as long as the way of the bytes and not as long again. What comes is handed to it in
/// memory, all uploads together no more than kHeldBytes; what finds no room there is read back from the file. Used by one thread at a
/// time.
class CosHash final {
 public:
  CosHash();
  ~CosHash();
  CosHash(const CosHash&) = delete;
  CosHash& operator=(const CosHash&) = delete;
  /// These bytes were written to `fd`, which has `size` bytes now.
  void wrote(QByteArrayView bytes, int fd, int64_t size);
  /// 16 bytes, of all that was written; may wait for the other thread. Empty: the file could not be read back.
  [[nodiscard]] QByteArray digest() const;
  /// The other thread has not come to the end yet: there is time for something else.
  [[nodiscard]] bool behind() const;

  static constexpr int64_t kDirectBytes = 256 * 1024;        ///< hashed as they come
  static constexpr int64_t kStepBytes = 128 * 1024;          ///< so many more, and the other thread is told
  static constexpr int64_t kHeldBytes = 32 * 1024 * 1024;    ///< on their way to the other thread, of all files
  static constexpr int kThreads = 2;

  struct Reading;

 private:
  const std::shared_ptr<Reading> m_reading;
  int64_t m_told = 0;
};

}  // namespace scfdesk
