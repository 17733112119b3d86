// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/templatebuild.h"
#include "widgets/functions/packagefile.h"
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kSaidBytes = 4000;  // of the compiler's words, the last ones

QString installs(const QString& family) { return family == u"go" ? u"sudo apt-get install golang-go"_s : u"sudo apt-get install default-jdk-headless"_s; }
}  // namespace

TemplateBuild::TemplateBuild(QObject* parent) : QObject(parent) {
  m_limit.setSingleShot(true);
  m_limit.setInterval(kLimitMs);
  m_process.setProcessChannelMode(QProcess::MergedChannels);
  m_process.setStandardInputFile(QProcess::nullDevice());
  connect(&m_limit, &QTimer::timeout, this, [this] {
    m_process.kill();
    finish(false, tr("The compiler has not ended within %1 s.").arg(kLimitMs / 1000));
  });
  connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart) finish(false, m_process.errorString());
  });
  connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus how) {
    finish(how == QProcess::NormalExit && code == 0, QString::fromUtf8(m_process.readAll().right(kSaidBytes)).trimmed());
  });
}

TemplateBuild::~TemplateBuild() {
  m_reply = {};
  if (m_process.state() == QProcess::NotRunning) return;
  m_process.kill();
  m_process.waitForFinished(1000);
}

QString TemplateBuild::compiler(const QString& family, const QString& interpreter, const QStringList& searchPath) {
  if (family == u"java" && !interpreter.isEmpty())
    if (const QFileInfo beside(QFileInfo(interpreter).path() + u"/javac"_s); beside.isExecutable()) return beside.filePath();
  const QString name = family == u"go" ? u"go"_s : u"javac"_s;
  const QString found = QStandardPaths::findExecutable(name, searchPath);
  return !found.isEmpty() || !searchPath.isEmpty() ? found : QStandardPaths::findExecutable(name, {u"/usr/local/go/bin"_s, u"/usr/bin"_s});
}

void TemplateBuild::start(const CodeTemplate& wanted, const QString& interpreter, Reply reply) {
  if (m_reply) return;
  m_template = wanted;
  m_reply = std::move(reply);
  const QString program = compiler(wanted.build, interpreter);
  if (program.isEmpty()) {
    const auto answer = std::exchange(m_reply, {});
    return answer(Error{u"Local.NoCompiler"_s, wanted.build == u"go" ? tr("The Go compiler is not on this machine: it makes the program of this template.") : tr("The Java compiler (javac) is not on this machine: it makes the classes of this template."),
                        tr("Install it: %1").arg(installs(wanted.build))});
  }
  m_folder = std::make_unique<QTemporaryDir>();
  QStringList sources;
  for (const auto& [name, text] : wanted.files) {
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) return finish(false, file.errorString());
    if (name.endsWith(u".java"_s)) sources += name;
  }
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(u"CGO_ENABLED"_s, u"0"_s);  // runs on any Linux, in the cloud too
  environment.insert(u"GOFLAGS"_s, QString());
  m_process.setProcessEnvironment(environment);
  m_process.setWorkingDirectory(m_folder->path());
  m_limit.start();
  if (wanted.build == u"go") m_process.start(program, {u"build"_s, u"-ldflags=-s -w"_s, u"-o"_s, wanted.handler, u"."_s});
  else m_process.start(program, QStringList{u"-Xlint:-options"_s, u"--release"_s, u"8"_s, u"-encoding"_s, u"UTF-8"_s, u"-d"_s, u"."_s} + sources);
}

Result<QByteArray> TemplateBuild::packed() const {
  QList<std::pair<QString, QByteArray>> files;
  qint64 bytes = 0;
  for (QDirIterator it(m_folder->path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
    const QString path = it.next();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return Error{u"Local.BuildFailed"_s, file.errorString(), {}};
    bytes += file.size();
    if (bytes > kPackageBytes) return Error{u"Local.BuildFailed"_s, tr("What was made is larger than a package may be."), {}};
    files.append({path.mid(m_folder->path().size() + 1), file.readAll()});
  }
  std::sort(files.begin(), files.end());
  return storedZip(files);
}

void TemplateBuild::finish(bool ok, const QString& trouble) {
  m_limit.stop();
  const auto answer = std::exchange(m_reply, {});
  if (!answer) return;
  const Result<QByteArray> result = ok ? packed() : Result<QByteArray>(Error{u"Local.BuildFailed"_s, tr("The template could not be compiled: %1").arg(trouble), {}});
  m_folder.reset();
  answer(result);
}

}  // namespace scfdesk
