// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for the interpreters of this machine. Blocking: worker threads.
#include "app/engine/runtime/runtimes.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSet>
#include <QStringList>
#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <tuple>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int kVersionMs = 5000;          // a --version that takes longer is no interpreter of use
constexpr qsizetype kVersionBytes = 4096;
constexpr qint64 kCacheBytes = 1 << 20;

/// Folders to look in, nearest to the system first. Those of version managers hold real files; their shims don't.
QStringList folders() {
  QStringList list = {u"/usr/bin"_s, u"/usr/local/bin"_s, u"/opt/bin"_s};
  const auto below = [&list](const QString& parent) {
    const QStringList names = QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString& name : names) list.append(parent + u'/' + name + "/bin"_L1);
  };
  below(u"/opt"_s);
  below(QDir::homePath() + "/.pyenv/versions"_L1);
  below(QDir::homePath() + "/.nvm/versions/node"_L1);
  for (const QString& folder : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts))
    if (folder.startsWith(u'/')) list.append(folder);
  return list;
}

bool isProgram(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) && file.read(4) == QByteArray("\x7f" "ELF", 4) && access(QFile::encodeName(path).constData(), X_OK) == 0;
}

/// What `path --version` prints, on either stream; empty when it fails or takes too long.
QByteArray versionOutput(const QString& path) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  QByteArray name = QFile::encodeName(path);
  char option[] = "--version";
  char* arguments[] = {name.data(), option, nullptr};
  char* environment[] = {nullptr};
  pid_t pid = 0;
  const bool started = posix_spawn(&pid, name.constData(), &actions, nullptr, arguments, environment) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  QByteArray output;
  bool ended = !started;
  while (started && output.size() < kVersionBytes) {
    pollfd wait{ends[0], POLLIN, 0};
    if (poll(&wait, 1, kVersionMs) <= 0) break;
    char bytes[256];
    const ssize_t n = read(ends[0], bytes, sizeof bytes);
    if (n <= 0) {
      ended = n == 0;
      break;
    }
    output.append(bytes, n);
  }
  close(ends[0]);
  if (!started) return {};
  if (!ended) kill(pid, SIGKILL);
  int status = 0;
  waitpid(pid, &status, 0);
  return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? output : QByteArray();
}

/// "Python 3.11.2" or "v20.20.2"; nothing else is an interpreter of ours.
std::optional<Interpreter> parsed(const QString& path, const QString& family, const QByteArray& output) {
  static const QRegularExpression python(u"^Python (3)\\.(\\d+)\\.(\\d+)"_s);
  static const QRegularExpression node(u"^v(\\d+)\\.(\\d+)\\.(\\d+)"_s);
  const auto match = (family == "nodejs"_L1 ? node : python).match(QString::fromUtf8(output.trimmed()));
  if (!match.hasMatch()) return {};
  return Interpreter{family, path, match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

/// Answers of earlier calls, by path; an answer holds for one size and one time of change.
class VersionCache {
 public:
  explicit VersionCache(const QString& path) : m_path(path) {
    QFile file(path);
    if (!path.isEmpty() && file.open(QIODevice::ReadOnly)) m_known = QJsonDocument::fromJson(file.read(kCacheBytes)).object();
  }
  QByteArray output(const QString& program) {
    struct stat info{};
    if (stat(QFile::encodeName(program).constData(), &info) != 0) return {};
    const QString stamp = u"%1 %2.%3"_s.arg(info.st_size).arg(info.st_mtim.tv_sec).arg(info.st_mtim.tv_nsec);
    const QJsonObject known = m_known[program].toObject();
    QString output = known["output"_L1].toString();
    if (known["stamp"_L1].toString() != stamp) {
      output = QString::fromUtf8(versionOutput(program).trimmed());
      m_changed = true;
    }
    m_used[program] = QJsonObject{{u"stamp"_s, stamp}, {u"output"_s, output}};
    return output.toUtf8();
  }
  void save() {
    if (m_path.isEmpty() || (!m_changed && m_used.size() == m_known.size())) return;
    QSaveFile file(m_path);
    // Without the file the next start asks again; nothing else depends on it.
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(m_used).toJson(QJsonDocument::Compact)) > 0) file.commit();
  }

 private:
  QString m_path;
  QJsonObject m_known;
  QJsonObject m_used;
  bool m_changed = false;
};

}  // namespace

QList<Interpreter> findInterpreters(const QString& cacheFile) {
  static const QRegularExpression pythonName(u"^python3(\\.\\d+)?$"_s);
  VersionCache cache(cacheFile);
  QSet<QString> seen;
  QList<Interpreter> found;
  for (const QString& folder : folders()) {
    const QStringList names = QDir(folder).entryList({u"python3*"_s, u"node"_s, u"nodejs"_s}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
      const bool node = name.startsWith(u'n');
      if (!node && !pythonName.match(name).hasMatch()) continue;
      const QString path = QFileInfo(folder + u'/' + name).canonicalFilePath();
      if (path.isEmpty() || seen.contains(path)) continue;
      seen.insert(path);
      if (!isProgram(path)) continue;
      if (const auto one = parsed(path, node ? u"nodejs"_s : u"python3"_s, cache.output(path))) found.append(*one);
    }
  }
  cache.save();
  // Newest first; of two of one version the one that was found first.
  std::stable_sort(found.begin(), found.end(), [](const Interpreter& a, const Interpreter& b) {
    return std::tuple(a.family, -a.major, -a.minor, -a.patch) < std::tuple(b.family, -b.major, -b.minor, -b.patch);
  });
  return found;
}

}  // namespace scfdesk
