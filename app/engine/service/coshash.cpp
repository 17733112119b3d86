// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/coshash.h"
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <openssl/evp.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace scfdesk {
namespace {
constexpr size_t kPieceBytes = 256 * 1024;
std::atomic<int64_t> held = 0;

// Bytes that are to be hashed, and where they lie in their file.
struct Piece {
  Piece(int64_t at, QByteArrayView bytes) : at(at), bytes(bytes.toByteArray()) { held += bytes.size(); }
  ~Piece() { held -= bytes.size(); }
  Piece(Piece&& other) noexcept : at(other.at), bytes(std::exchange(other.bytes, {})) {}
  Piece& operator=(Piece&&) = delete;
  int64_t at;
  QByteArray bytes;
};
}  // namespace

struct CosHash::Reading {
  Reading() : hash(EVP_MD_CTX_new()) { EVP_DigestInit_ex(hash, EVP_md5(), nullptr); }
  ~Reading() {
    EVP_MD_CTX_free(hash);
    if (fd >= 0) ::close(fd);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  void catchUp(std::vector<char>& piece);

  EVP_MD_CTX* const hash;  // of who reads: the owner, or the other thread while `busy`
  int64_t hashed = 0;      // the same
  std::mutex mutex;        // protects all below
  std::condition_variable idle;
  int fd = -1;             // one of its own: the owner may close the file
  int64_t written = 0;
  std::deque<Piece> pieces;  // in their order, perhaps with gaps
  bool busy = false, dropped = false, failed = false;
};

namespace {
class Readers final {
 public:
  ~Readers() {
    {
      const std::lock_guard lock(m_mutex);
      m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) thread.join();
  }
  void add(std::shared_ptr<CosHash::Reading> reading) {
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(reading));
    if (m_idle == 0 && m_threads.size() < size_t(CosHash::kThreads)) m_threads.emplace_back([this] { work(); });
    m_wake.notify_one();
  }

 private:
  void work() {
    std::vector<char> piece(kPieceBytes);
    std::unique_lock lock(m_mutex);
    for (;;) {
      ++m_idle;
      m_wake.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
      --m_idle;
      if (m_waiting.empty()) return;
      const auto reading = std::move(m_waiting.front());
      m_waiting.pop_front();
      lock.unlock();
      reading->catchUp(piece);
      lock.lock();
    }
  }
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::shared_ptr<CosHash::Reading>> m_waiting;
  std::vector<std::thread> m_threads;
  int m_idle = 0;
  bool m_stop = false;
};

Readers& readers() {
  static Readers all;
  return all;
}
}  // namespace

void CosHash::Reading::catchUp(std::vector<char>& piece) {
  std::unique_lock lock(mutex);
  while (!failed && !dropped && hashed < written) {
    if (!pieces.empty() && pieces.front().at == hashed) {
      const Piece next = std::move(pieces.front());
      pieces.pop_front();
      lock.unlock();
      EVP_DigestUpdate(hash, next.bytes.constData(), size_t(next.bytes.size()));
      hashed += next.bytes.size();
      lock.lock();
      continue;
    }
    const int64_t end = pieces.empty() ? written : pieces.front().at;
    const auto want = size_t(std::min<int64_t>(end - hashed, int64_t(piece.size())));
    lock.unlock();
    const ssize_t n = ::pread(fd, piece.data(), want, hashed);
    const int error = errno;
    if (n > 0) {
      EVP_DigestUpdate(hash, piece.data(), size_t(n));
      hashed += n;
    }
    lock.lock();
    failed = n == 0 || (n < 0 && error != EINTR);
  }
  busy = false;
  idle.notify_all();
}

CosHash::CosHash() : m_reading(std::make_shared<Reading>()) {}

CosHash::~CosHash() {
  const std::lock_guard lock(m_reading->mutex);
  m_reading->dropped = true;
  m_reading->pieces.clear();
}

void CosHash::wrote(QByteArrayView bytes, int fd, int64_t size) {
  Reading& r = *m_reading;
  if (size <= kDirectBytes) {
    EVP_DigestUpdate(r.hash, bytes.data(), size_t(bytes.size()));
    r.hashed = r.written = m_told = size;
    return;
  }
  const bool tell = size - m_told >= kStepBytes;
  const std::lock_guard lock(r.mutex);
  if (r.fd < 0) r.fd = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (held + bytes.size() <= kHeldBytes) r.pieces.emplace_back(size - bytes.size(), bytes);
  r.written = size;
  if (!tell) return;
  m_told = size;
  if (!std::exchange(r.busy, true)) readers().add(m_reading);
}

bool CosHash::behind() const {
  const std::lock_guard lock(m_reading->mutex);
  return m_reading->busy;
}

QByteArray CosHash::digest() const {
  Reading& r = *m_reading;
  {
    std::unique_lock lock(r.mutex);
    r.idle.wait(lock, [&r] { return !r.busy; });
  }
  if (r.hashed < r.written) {
    std::vector<char> piece(kPieceBytes);
    r.catchUp(piece);
  }
  if (r.failed || r.hashed != r.written) return {};
  EVP_MD_CTX* const now = EVP_MD_CTX_new();
  QByteArray digest(EVP_MAX_MD_SIZE, Qt::Uninitialized);
  unsigned int size = 0;
  const bool good = EVP_MD_CTX_copy_ex(now, r.hash) && EVP_DigestFinal_ex(now, reinterpret_cast<unsigned char*>(digest.data()), &size);
  EVP_MD_CTX_free(now);
  digest.truncate(good ? qsizetype(size) : 0);
  return digest;
}

}  // namespace scfdesk
