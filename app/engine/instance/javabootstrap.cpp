// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/javabootstrap.h"
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <cstdio>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr int kLaterMs = 50;
constexpr int kQuietMs = 400;  // an archive takes a second of a processor: not while instances start
constexpr int kUnsafeWarns = 23;  // from this version on the JVM warns of what the bootstrap does, unless it is allowed
constexpr int kArchives = 13;     // the first that makes an archive of a run

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeWhole(const QString& path, const QByteArray& bytes) {
  QFile file(path + u".new"_s);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return false;
  file.close();
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
  return rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) == 0;
}

/// Another program of the same JDK; empty when it has none.
QString toolBeside(const QString& interpreter, const QString& name) {
  const QString tool = QFileInfo(interpreter).path() + u'/' + name;
  return QFileInfo(tool).isExecutable() ? tool : QString();
}
}  // namespace

JavaBootstrap::JavaBootstrap(Reactor& reactor) : m_reactor(reactor), m_errand(reactor) {}

JavaBootstrap::~JavaBootstrap() { m_reactor.cancel(m_timer); }

QByteArrayList JavaBootstrap::commonOptions() {
  // The archived heap of the JDK itself is used with G1 alone, which saves 6 ms of a start.
  return {"-XX:+UseG1GC", "-XX:ParallelGCThreads=1", "-XX:ConcGCThreads=1", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:-UseContainerSupport"};
}

void JavaBootstrap::prepare(const QString& sources, const QString& built, const QString& folder) {
  m_sources = sources;
  m_folder = folder;
  QDir().mkpath(folder);
  // The one that is there stays when it is the same: archives know it by its time of change.
  const QByteArray fresh = contentOf(built + u"/scfdesk-java.jar"_s);
  if (const QByteArray library = contentOf(built + u"/scfdesk-java-environment.so"_s); library != contentOf(folder + u"/environment.so"_s))
    writeWhole(folder + u"/environment.so"_s, library);
  if (!fresh.isEmpty() && fresh != contentOf(jar())) writeWhole(jar(), fresh);
  if (fresh.isEmpty() && QFileInfo(jar()).exists()) {  // compiled here, perhaps of older sources
    QDirIterator files(sources, {u"*.java"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
      if (QFileInfo(files.next()).lastModified() > QFileInfo(jar()).lastModified()) QFile::remove(jar());
  }
  const QByteArray jarBytes = contentOf(jar());
  m_ready = !jarBytes.isEmpty();
  m_jarHash = QCryptographicHash::hash(jarBytes, QCryptographicHash::Md5);  // a name, not a proof
}

void JavaBootstrap::whenReady(const QString& interpreter, std::function<void(const QByteArray&)> call) {
  m_waiting.push_back(std::move(call));
  if (m_waiting.size() == 1) compile(interpreter);
}

void JavaBootstrap::compiled(const QByteArray& trouble) {
  if (trouble.isEmpty()) {
    const QByteArray bytes = contentOf(jar());
    m_ready = true;
    m_jarHash = QCryptographicHash::hash(bytes, QCryptographicHash::Md5);
  }
  for (const auto& call : std::exchange(m_waiting, {})) call(trouble);
}

void JavaBootstrap::compile(const QString& interpreter) {
  const QString compiler = toolBeside(interpreter, u"javac"_s), packer = toolBeside(interpreter, u"jar"_s);
  if (m_errand.running() || compiler.isEmpty() || packer.isEmpty()) {
    const QByteArray trouble = m_errand.running() ? QByteArray("The compiler is at work; try again in a moment")
                                                  : "Java functions need a JDK here; beside " + interpreter.toUtf8() +
                                                        " there is no compiler. Install one: sudo apt-get install default-jdk-headless";
    m_timer = m_reactor.callAfterMs(kLaterMs, [this, trouble] {
      m_timer = 0;
      compiled(trouble);
    });
    return;
  }
  const QString classes = m_folder + u"/classes"_s;
  QDir(classes).removeRecursively();
  QDir().mkpath(classes);
  QByteArrayList argv{QFile::encodeName(compiler), "-source", "8", "-target", "8", "-nowarn", "-encoding", "UTF-8", "-d", QFile::encodeName(classes)};
  QDirIterator files(m_sources, {u"*.java"_s}, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) argv += QFile::encodeName(files.next());
  m_errand.run(argv, [this, packer, classes](bool ok) {
    if (!ok) return compiled("The Java part of the engine could not be compiled by this JDK");
    pack(packer, classes);
  });
}

void JavaBootstrap::pack(const QString& tool, const QString& classes) {
  const QString fresh = jar() + u".new"_s;
  m_errand.run({QFile::encodeName(tool), "cfM", QFile::encodeName(fresh), "-C", QFile::encodeName(classes), "."}, [this, fresh, classes](bool ok) {
    QDir(classes).removeRecursively();
    const bool done = ok && writeWhole(jar(), contentOf(fresh));
    compiled(done ? QByteArray() : QByteArray("The Java part of the engine could not be packed"));
  });
}

QByteArrayList JavaBootstrap::options(const QString& interpreter) {
  auto known = m_versions.constFind(interpreter);
  if (known == m_versions.constEnd()) {
    static const QRegularExpression line(u"JAVA_VERSION=\"(?:1\\.)?(\\d+)"_s);
    const QString release = QString::fromUtf8(contentOf(QFileInfo(interpreter).path() + u"/../release"_s));
    known = m_versions.insert(interpreter, line.match(release).captured(1).toInt());
  }
  QByteArrayList list = commonOptions();
  if (*known >= kUnsafeWarns) list += "--sun-misc-unsafe-memory-access=allow";
  return list;
}

QByteArray JavaBootstrap::archiveName(const QString& interpreter) const {
  const QFileInfo program(interpreter), jarFile(jar());
  QCryptographicHash hash(QCryptographicHash::Md5);
  hash.addData(m_jarHash);
  hash.addData(QByteArray(interpreter.toUtf8() + ' ' + QByteArray::number(program.size()) + ' ' + QByteArray::number(program.lastModified().toMSecsSinceEpoch()) +
                          ' ' + QByteArray::number(jarFile.lastModified().toMSecsSinceEpoch())));
  return hash.result().toHex() + ".jsa";
}

QByteArray JavaBootstrap::archive(const QString& interpreter) {
  if (!m_ready) return {};
  const QByteArray name = archiveName(interpreter);
  if (QFile::exists(m_folder + u'/' + QString::fromLatin1(name))) return name;
  const int version = (options(interpreter), m_versions.value(interpreter));
  if (!m_asked.contains(name) && version >= kArchives) {
    m_asked.insert(name);
    m_toArchive.append({interpreter, name});
  }
  // Not put off by later starts: with starts that go on all the time it would never be made.
  if (!m_toArchive.isEmpty() && !m_errand.running() && m_timer == 0) m_timer = m_reactor.callAfterMs(kQuietMs, [this] { makeArchive(); });
  return {};
}

void JavaBootstrap::makeArchive() {
  m_timer = 0;
  if (m_toArchive.isEmpty() || m_errand.running()) return;
  const auto [interpreter, name] = m_toArchive.takeFirst();
  const QString target = m_folder + u'/' + QString::fromLatin1(name);
  QByteArrayList argv{QFile::encodeName(interpreter), "-XX:ArchiveClassesAtExit=" + QFile::encodeName(target) + ".new"};
  argv += options(interpreter);
  argv += {"-Dfile.encoding=UTF-8", "-cp", kJarInside, "scfdesk.Main", "archive"};
  const QString there = m_folder + u"/inside"_s;  // as in an instance: its working folder, and beside that the runtimes
  QDir().mkpath(there + u"/user"_s);
  QFile::remove(there + u"/runtime"_s);
  QFile::link(QFileInfo(m_folder).path(), there + u"/runtime"_s);
  m_errand.run(argv, [this, target](bool ok) {
    QFile fresh(target + u".new"_s);
    if (ok) {
      fresh.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
      rename(QFile::encodeName(fresh.fileName()).constData(), QFile::encodeName(target).constData());
    }
    if (!m_toArchive.isEmpty()) m_timer = m_reactor.callAfterMs(kQuietMs, [this] { makeArchive(); });
  }, QFile::encodeName(there + u"/user"_s));
}

}  // namespace scfdesk
