// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/bytecode.h"
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cstdio>

namespace scfdesk {
namespace {
constexpr int kLaterMs = 30;
const char* const kCompile =
    "import sys, os, marshal\n"
    "from _frozen_importlib_external import MAGIC_NUMBER\n"
    "source, target, shown = sys.argv[1:]\n"
    "with open(source, encoding='utf-8') as f: code = compile(f.read(), shown, 'exec')\n"
    // Python 3.6 knows no flags before date and size.
    "with open(target + '.new', 'wb') as f: f.write(MAGIC_NUMBER + bytes(8 if sys.version_info < (3, 7) else 12) + marshal.dumps(code))\n"
    "os.rename(target + '.new', target)\n";

bool copyFile(const QString& from, const QString& to) {
  QFile in(from);
  QFile out(to + QStringLiteral(".new"));
  if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly)) return false;
  const QByteArray bytes = in.readAll();
  if (out.write(bytes) != bytes.size()) return false;
  out.close();
  // Functions are read as another user than root.
  out.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
  return rename(QFile::encodeName(out.fileName()).constData(), QFile::encodeName(to).constData()) == 0;
}
}  // namespace

Bytecode::Bytecode(Reactor& reactor) : m_reactor(reactor), m_errand(reactor) {}

Bytecode::~Bytecode() { m_reactor.cancel(m_timer); }

QString Bytecode::prepare(const QString& source, const QString& folder, const QString& library) {
  m_folder.clear();
  m_asked.clear();  // a folder that is made again has none of them
  for (const auto& [name, file] : {std::pair(QStringLiteral("/python3"), QStringLiteral("/bootstrap.py")),
                                   std::pair(QStringLiteral("/nodejs"), QStringLiteral("/bootstrap.js")),
                                   std::pair(QStringLiteral("/php"), QStringLiteral("/bootstrap.php"))}) {
    if (!QDir().mkpath(folder + name) || !copyFile(source + name + file, folder + name + file)) return source;
  }
  copyFile(library, folder + u'/' + QFileInfo(library).fileName());  // without it no instance is forked
  QFile text(folder + QStringLiteral("/python3/bootstrap.py"));
  if (!text.open(QIODevice::ReadOnly)) return source;
  m_text = text.readAll();
  m_folder = folder;
  return folder;
}

QString Bytecode::script(const QString& interpreter) {
  const QString source = QStringLiteral("bootstrap.py");
  if (m_folder.isEmpty()) return source;
  // Another version at the same path, or another bootstrap, has another name.
  const QFileInfo program(interpreter);
  QCryptographicHash hash(QCryptographicHash::Md5);  // a name, not a proof
  hash.addData(m_text);
  hash.addData(QByteArray(interpreter.toUtf8() + ' ' + QByteArray::number(program.size()) + ' ' +
                          QByteArray::number(program.lastModified().toMSecsSinceEpoch())));
  const QString name = QString::fromLatin1(hash.result().toHex()) + QStringLiteral(".pyc");
  if (QFile::exists(m_folder + QStringLiteral("/python3/") + name)) return name;
  if (!m_asked.contains(name)) {
    m_asked.insert(name);
    m_waiting.append({interpreter, name});
    if (m_timer == 0 && !m_errand.running()) m_timer = m_reactor.callAfterMs(kLaterMs, [this] { compile(); });
  }
  return source;
}

void Bytecode::compile() {
  m_timer = 0;
  if (m_waiting.isEmpty() || m_errand.running()) return;
  const auto [interpreter, name] = m_waiting.takeFirst();
  const QString folder = m_folder + QStringLiteral("/python3/");
  m_errand.run({QFile::encodeName(interpreter), "-I", "-S", "-X", "no_debug_ranges", "-c", kCompile, QFile::encodeName(folder + QStringLiteral("bootstrap.py")),
                QFile::encodeName(folder + name), "/var/runtime/python3/bootstrap.py"},
               [this](bool) {
                 if (!m_waiting.isEmpty()) m_timer = m_reactor.callAfterMs(kLaterMs, [this] { compile(); });
               });
}

}  // namespace scfdesk
