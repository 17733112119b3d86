// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/packagefile.h"
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::CodeTemplates)
};

// The titles of resources/templates/functions, for the translators.
[[maybe_unused]] constexpr const char* kTitles[] = {
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: hello"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: hello"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: function URL"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: function URL")};

QByteArray contentOf(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<CodeTemplate> readTemplates() {
  const QString root = u":/templates/functions"_s;
  QList<std::pair<int, CodeTemplate>> found;
  for (const QString& name : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
    const QString folder = root + u'/' + name + u'/';
    const QJsonObject object = QJsonDocument::fromJson(contentOf(folder + u"template.json"_s)).object();
    CodeTemplate t;
    t.id = object[u"id"_s].toString();
    t.title = Words::tr(object[u"title"_s].toString().toUtf8().constData());
    t.family = familyOfRuntime(object[u"runtime"_s].toString());
    t.handler = object[u"handler"_s].toString();
    QList<std::pair<QString, QByteArray>> files;
    for (const QJsonValue& file : object[u"files"_s].toArray()) files.append({file.toString(), contentOf(folder + file.toString())});
    t.zip = storedZip(files);
    if (!t.id.isEmpty() && !files.isEmpty()) found.append({object[u"order"_s].toInt(), t});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  QList<CodeTemplate> templates;
  for (const auto& [order, t] : found) templates.append(t);
  return templates;
}

}  // namespace

QList<CodeTemplate> codeTemplates() { return readTemplates(); }

QStringList runtimesOf(const QString& family) {
  if (family == u"python3"_s) return {u"Python3.11"_s, u"Python3.10"_s, u"Python3.9"_s, u"Python3.7"_s, u"Python3.6"_s};
  if (family == u"nodejs"_s) return {u"Nodejs20.19"_s, u"Nodejs18.15"_s, u"Nodejs16.13"_s, u"Nodejs14.18"_s, u"Nodejs12.16"_s};
  return {};
}

QString usualRuntime(const QString& family) { return family == u"nodejs"_s ? u"Nodejs18.15"_s : u"Python3.10"_s; }

QString runtimeLabel(const QString& runtime) {
  if (runtime.startsWith(u"Python"_s)) return u"Python "_s + runtime.mid(6);
  if (runtime.startsWith(u"Nodejs"_s)) return u"Node.js "_s + runtime.mid(6);
  return runtime;
}

QString familyOfRuntime(const QString& runtime) {
  if (runtime.startsWith(u"Python3"_s)) return u"python3"_s;
  return runtime.startsWith(u"Nodejs"_s) ? u"nodejs"_s : QString();
}

}  // namespace scfdesk
