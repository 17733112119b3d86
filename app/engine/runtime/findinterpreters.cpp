// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for the interpreters of this machine. Blocking: worker threads.
#include "app/engine/runtime/runtimes.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
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
  below(QDir::homePath() + "/.phpenv/versions"_L1);
  below(u"/usr/lib/jvm"_s);
  below(QDir::homePath() + "/.sdkman/candidates/java"_L1);
  below(QDir::homePath() + "/.jdks"_L1);
  for (const QString& folder : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts))
    if (folder.startsWith(u'/')) list.append(folder);
  return list;
}

bool isProgram(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) && file.read(4) == QByteArray("\x7f" "ELF", 4) && access(QFile::encodeName(path).constData(), X_OK) == 0;
}

/// What `path --version` prints, on either stream; empty when it fails or takes too long.
QByteArray versionOutput(const QString& path, const QString& family) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  QByteArray name = QFile::encodeName(path);
  char option[] = "--version";
  char javaOption[] = "-version";  // Java 8 knows no other
  char* arguments[] = {name.data(), family == "java"_L1 ? javaOption : option, nullptr};
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

/// The family that a program of this name may be of.
QString familyOf(const QString& name) {
  static const QRegularExpression python(u"^python3(\\.\\d+)?$"_s);
  static const QRegularExpression php(u"^php(\\d(\\.\\d+)?)?$"_s);
  if (name == "node"_L1 || name == "nodejs"_L1) return u"nodejs"_s;
  if (name == "java"_L1) return u"java"_s;
  if (python.match(name).hasMatch()) return u"python3"_s;
  return php.match(name).hasMatch() ? u"php"_s : QString();
}

/// "Python 3.11.2", "v20.20.2", "PHP 8.2.36 (cli)", `openjdk version "17.0.15"` (or "1.8.0_392"); nothing else is an
/// interpreter of ours.
std::optional<Interpreter> parsed(const QString& path, const QString& family, const QByteArray& output) {
  static const QHash<QString, QRegularExpression> expressions = {
      {u"python3"_s, QRegularExpression(u"^Python (3)\\.(\\d+)\\.(\\d+)"_s)},
      {u"nodejs"_s, QRegularExpression(u"^v(\\d+)\\.(\\d+)\\.(\\d+)"_s)},
      {u"php"_s, QRegularExpression(u"^PHP (\\d+)\\.(\\d+)\\.(\\d+)\\S* \\(cli\\)"_s)},
      {u"java"_s, QRegularExpression(u"^\\w+ version \"(?:1\\.)?(\\d+)(?:\\.(\\d+))?(?:[._](\\d+))?"_s, QRegularExpression::MultilineOption)}};
  const auto match = expressions[family].match(QString::fromUtf8(output.trimmed()));
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
  QByteArray output(const QString& program, const QString& family) {
    struct stat info{};
    if (stat(QFile::encodeName(program).constData(), &info) != 0) return {};
    const QString stamp = u"%1 %2.%3"_s.arg(info.st_size).arg(info.st_mtim.tv_sec).arg(info.st_mtim.tv_nsec);
    const QJsonObject known = m_known[program].toObject();
    QString output = known["output"_L1].toString();
    if (known["stamp"_L1].toString() != stamp) {
      output = QString::fromUtf8(versionOutput(program, family).trimmed());
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
  VersionCache cache(cacheFile);
  QSet<QString> seen;
  QList<Interpreter> found;
  for (const QString& folder : folders()) {
    const QStringList names = QDir(folder).entryList({u"python3*"_s, u"node"_s, u"nodejs"_s, u"php*"_s, u"java"_s}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
      const QString family = familyOf(name);
      if (family.isEmpty()) continue;
      const QString path = QFileInfo(folder + u'/' + name).canonicalFilePath();
      if (path.isEmpty() || seen.contains(path)) continue;
      seen.insert(path);
      if (!isProgram(path)) continue;
      if (const auto one = parsed(path, family, cache.output(path, family))) found.append(*one);
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
