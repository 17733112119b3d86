// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers in languages that are compiled: Java by its class files or, where there are none yet, its sources; Go by its programs.
#include "app/engine/runtime/handlerscan.h"
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int kClassFiles = 500;
constexpr qint64 kClassBytes = 1 << 20;
constexpr int kMethods = 2000;  // of one class

/// Reads big-endian numbers and never beyond the end.
class Bytes final {
 public:
  explicit Bytes(const QByteArray& data) : m_data(data) {}
  [[nodiscard]] bool good() const { return m_good; }
  [[nodiscard]] qsizetype at() const { return m_at; }
  uint32_t take(int size) {
    if (m_data.size() - m_at < size) {
      m_good = false;
      return 0;
    }
    uint32_t value = 0;
    for (int i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(m_data[m_at++]);
    return value;
  }
  void skip(uint64_t size) {
    if (uint64_t(m_data.size() - m_at) < size) m_good = false;
    else m_at += qsizetype(size);
  }

 private:
  const QByteArray& m_data;
  qsizetype m_at = 0;
  bool m_good = true;
};

/// Names in the constant pool of a class file: where texts and classes lie.
struct Pool {
  QList<QByteArray> texts;
  QList<int> classes;  ///< index of the name
};

bool readPool(Bytes& in, const QByteArray& data, Pool& pool) {
  const int count = int(in.take(2));
  pool.texts.resize(count);
  pool.classes.resize(count);
  for (int i = 1; i < count && in.good(); ++i) {
    const uint32_t tag = in.take(1);
    switch (tag) {
      case 1: {
        const uint32_t size = in.take(2);
        const qsizetype at = in.at();
        in.skip(size);
        if (in.good()) pool.texts[i] = data.mid(at, size);
        break;
      }
      case 7: pool.classes[i] = int(in.take(2)); break;
      case 3: case 4: case 9: case 10: case 11: case 12: case 17: case 18: in.skip(4); break;
      case 5: case 6:
        in.skip(8);
        ++i;  // takes two places
        break;
      case 8: case 16: case 19: case 20: in.skip(2); break;
      case 15: in.skip(3); break;
      default: return false;
    }
  }
  return in.good();
}

void skipAttributes(Bytes& in) {
  for (uint32_t i = in.take(2); i > 0 && in.good(); --i) {
    in.skip(2);
    in.skip(in.take(4));
  }
}

/// One parameter, or two with SCF's Context as the second: "(Ljava/util/Map;Lcom/qcloud/scf/runtime/Context;)...".
bool takesEvent(const QByteArray& descriptor) {
  static const QRegularExpression one(u"^\\(\\[*(?:[BCDFIJSZ]|L[^;]+;)(?:Lcom/qcloud/scf/runtime/Context;)?\\)"_s);
  return one.match(QString::fromUtf8(descriptor)).hasMatch();
}

}  // namespace

QStringList handlersOfClass(const QByteArray& data) {
  Bytes in(data);
  if (in.take(4) != 0xcafebabe) return {};
  in.skip(4);
  Pool pool;
  if (!readPool(in, data, pool)) return {};
  constexpr uint32_t kPublic = 1, kInterface = 0x200, kAbstract = 0x400, kSynthetic = 0x1000;
  const uint32_t access = in.take(2);
  const int self = int(in.take(2));
  if ((access & kPublic) == 0 || (access & (kInterface | kAbstract)) != 0 || self >= pool.classes.size() || pool.classes[self] >= pool.texts.size()) return {};
  QString name = QString::fromUtf8(pool.texts[pool.classes[self]]);
  if (name.contains(u'$')) return {};
  in.skip(2);
  in.skip(2 * uint64_t(in.take(2)));
  for (uint32_t i = in.take(2); i > 0 && in.good(); --i) {  // fields
    in.skip(6);
    skipAttributes(in);
  }
  QStringList handlers;
  const uint32_t methods = in.take(2);
  for (uint32_t i = 0; i < methods && i < kMethods && in.good(); ++i) {
    const uint32_t flags = in.take(2);
    const auto text = [&pool](uint32_t index) { return int(index) < pool.texts.size() ? pool.texts[int(index)] : QByteArray(); };
    const QByteArray method = text(in.take(2)), descriptor = text(in.take(2));
    skipAttributes(in);
    if ((flags & kPublic) == 0 || (flags & (kAbstract | kSynthetic)) != 0 || method.startsWith('<') || method == "equals" || method.startsWith("set")) continue;
    if (method == "main" && descriptor == "([Ljava/lang/String;)V") continue;
    if (takesEvent(descriptor)) handlers.append(name.replace(u'/', u'.') + u"::"_s + QString::fromUtf8(method));
  }
  return in.good() ? handlers : QStringList();
}

QStringList handlersOfJavaSource(const QString& text) {
  static const QRegularExpression package(u"^[ \\t]*package[ \\t]+([\\w.]+)[ \\t]*;"_s, QRegularExpression::MultilineOption);
  static const QRegularExpression type(u"^[ \\t]*public[ \\t]+(?:final[ \\t]+)?class[ \\t]+(\\w+)"_s, QRegularExpression::MultilineOption);
  static const QRegularExpression method(u"^[ \\t]*public[ \\t]+(?:static[ \\t]+)?(?:final[ \\t]+)?[\\w.<>\\[\\], ?]+[ \\t]+(\\w+)[ \\t]*\\(([^)]*)\\)"_s, QRegularExpression::MultilineOption);
  const auto named = type.match(text);
  if (!named.hasMatch()) return {};
  const auto in = package.match(text);
  const QString name = in.hasMatch() ? QString(in.captured(1) + u'.' + named.captured(1)) : named.captured(1);
  QStringList handlers;
  for (auto it = method.globalMatch(text, named.capturedEnd()); it.hasNext();) {
    const auto found = it.next();
    const QString parameters = found.captured(2);
    if (found.captured(1) == u"main" || found.captured(1) == u"equals" || found.captured(1).startsWith(u"set"_s) || parameters.trimmed().isEmpty()) continue;
    QString flat = parameters;
    static const QRegularExpression generics(u"<[^<>]*>"_s);
    while (flat.contains(generics)) flat.remove(generics);
    const QStringList each = flat.split(u',');
    if (each.size() == 1 || (each.size() == 2 && each[1].trimmed().startsWith(u"Context "_s))) handlers.append(name + u"::"_s + found.captured(1));
  }
  return handlers;
}

QStringList javaHandlers(const QString& folder) {
  QStringList compiled, sources;
  int files = 0;
  for (QDirIterator it(folder, {u"*.class"_s, u"*.java"_s}, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories); it.hasNext() && files < kClassFiles;) {
    const QString path = it.next();
    const QString inside = path.mid(folder.size() + 1);
    // What comes with every shaded jar is nobody's handler.
    static const QRegularExpression foreign(u"^(?:META-INF|com/(?:qcloud|google|fasterxml|tencentcloudapi)|org/(?:apache|slf4j|yaml|json)|kotlin|javax|okhttp3|okio)/"_s);
    if (inside.contains(u'$') || foreign.match(inside).hasMatch()) continue;
    ++files;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QByteArray bytes = file.read(kClassBytes);
    if (path.endsWith(u".class"_s)) compiled += handlersOfClass(bytes);
    else sources += handlersOfJavaSource(QString::fromUtf8(bytes));
  }
  return compiled.isEmpty() ? sources : compiled;
}

QStringList goPrograms(const QString& folder) {
  QStringList names;
  for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files | QDir::Executable, QDir::Name)) {
    QFile file(info.filePath());
    if (info.fileName() != u"bootstrap" && info.fileName() != u"scf_bootstrap" && file.open(QIODevice::ReadOnly) && file.read(4) == QByteArray("\x7f" "ELF", 4)) names.append(info.fileName());
  }
  return names;
}

}  // namespace scfdesk
