// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/runtime/startfile.h"
#include "app/engine/runtime/runtimes.h"
#include "models/data/function.h"
#include <QFile>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr qint64 kFirstLineBytes = 256;  // what the kernel reads of it
}

QString nativeFamily(const FunctionInfo& function) {
  if (function.apiExtras.value(u"Type"_s) == "\"HTTP\""_L1) return u"web"_s;
  const auto runtime = runtimeName(function.config.runtime);
  return runtime && (runtime->family == "custom"_L1 || runtime->family == "go"_L1) ? runtime->family : QString();
}

QByteArray startFile(const QString& nativeFamily, const QString& handler) {
  if (nativeFamily == "web"_L1) return "scf_bootstrap";
  return nativeFamily == "go"_L1 ? QFile::encodeName(handler) : QByteArray("bootstrap");
}

QByteArray startFileProblem(const QString& codeDir, const QByteArray& program) {
  const QByteArray path = QFile::encodeName(codeDir) + '/' + program;
  struct stat info {};
  if (stat(path.constData(), &info) != 0)
    return program == "scf_bootstrap" ? QByteArray("[./scf_bootstrap] no such file or directory: a web function is started by a file of this name at the root of its package")
                                      : QByteArray(program + " file does not exist: it must lie at the root of the package");
  if (!S_ISREG(info.st_mode)) return program + " is not a file";
  if (!(info.st_mode & 0111))
    return program + " is not executable (its mode is " + QByteArray::number(info.st_mode & 0777, 8) + "): give it mode 755 (chmod 755 " + program +
           ") and pack again with a program that keeps modes";
  QFile file(QFile::decodeName(path));
  if (!file.open(QIODevice::ReadOnly)) return program + " can't be read";
  const QByteArray head = file.read(kFirstLineBytes);
  if (head.startsWith("\x7f" "ELF")) return {};
  if (!head.startsWith("#!")) return program + " is neither a program for Linux nor a script: a script's first line names its interpreter, such as #!/bin/bash";
  const qsizetype end = head.indexOf('\n');
  const QByteArray line = end < 0 ? head : head.left(end);
  if (line.endsWith('\r'))
    return program + " has Windows line ends (CRLF), so that its interpreter \"" + line.mid(2).trimmed() + "\\r\" is not found: save it with LF line ends";
  const QByteArray interpreter = line.mid(2).trimmed().split(' ').first();
  // Those below /var and /opt are there for the function alone.
  const bool seen = !interpreter.startsWith("/var/") && !interpreter.startsWith("/opt/");
  if (!interpreter.startsWith('/')) return program + " names the interpreter \"" + interpreter + "\", which is no absolute path";
  if (seen && access(interpreter.constData(), X_OK) != 0) return program + " names the interpreter " + interpreter + ", which is not on this machine";
  return {};
}

}  // namespace scfdesk
