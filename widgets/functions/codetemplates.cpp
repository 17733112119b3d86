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
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: function URL"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: function URL"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: COS object"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: COS object"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: CKafka messages"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: CKafka messages"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: timer"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: timer"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "PHP: hello"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "PHP: function URL"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "PHP: COS object"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "PHP: CKafka messages"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "PHP: timer"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Custom runtime: hello in Bash"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Java: hello"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Java: function URL"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Java: COS object"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Java: CKafka messages"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Java: timer"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Go: hello"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Go: function URL"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Go: COS object"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Go: CKafka messages"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Go: timer"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Custom runtime: function URL in Bash"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Custom runtime: COS object in Bash"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Custom runtime: CKafka messages in Bash"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Custom runtime: timer in Bash"),
    QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Python: web server"), QT_TRANSLATE_NOOP("scfdesk::CodeTemplates", "Node.js: web server")};

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
    t.web = object[u"type"_s].toString() == u"HTTP";
    QList<std::pair<QString, QByteArray>> files;
    for (const QJsonValue& file : object[u"files"_s].toArray()) files.append({file.toString(), contentOf(folder + file.toString())});
    t.zip = storedZip(files);
    t.build = object[u"build"_s].toString();
    t.files = files;
    if (!t.id.isEmpty() && !files.isEmpty()) found.append({object[u"order"_s].toInt(), t});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  QList<CodeTemplate> templates;
  for (const auto& [order, t] : found) templates.append(t);
  return templates;
}

}  // namespace

QList<CodeTemplate> codeTemplates() { return readTemplates(); }

QStringList runtimeFamilies() { return {u"python3"_s, u"nodejs"_s, u"php"_s, u"java"_s, u"go"_s, u"custom"_s}; }

QStringList runtimesOf(const QString& family) {
  if (family == u"python3"_s) return {u"Python3.11"_s, u"Python3.10"_s, u"Python3.9"_s, u"Python3.7"_s, u"Python3.6"_s};
  if (family == u"nodejs"_s) return {u"Nodejs20.19"_s, u"Nodejs18.15"_s, u"Nodejs16.13"_s, u"Nodejs14.18"_s, u"Nodejs12.16"_s};
  if (family == u"php"_s) return {u"Php8.0"_s, u"Php7.4"_s, u"Php7"_s, u"Php5.6"_s};
  if (family == u"java"_s) return {u"Java11"_s, u"Java8"_s};
  if (family == u"go"_s) return {u"Go1"_s};
  if (family == u"custom"_s) return {u"CustomRuntime"_s};
  return {};
}

QString usualRuntime(const QString& family) {
  if (family == u"nodejs"_s) return u"Nodejs18.15"_s;
  const QStringList all = runtimesOf(family);
  return family == u"python3"_s || all.isEmpty() ? u"Python3.10"_s : all.first();
}

QString runtimeLabel(const QString& runtime) {
  if (runtime.startsWith(u"Python"_s)) return u"Python "_s + runtime.mid(6);
  if (runtime.startsWith(u"Nodejs"_s)) return u"Node.js "_s + runtime.mid(6);
  if (runtime == u"Php7"_s) return u"PHP 7.2"_s;
  if (runtime.startsWith(u"Php"_s)) return u"PHP "_s + runtime.mid(3);
  if (runtime.startsWith(u"Java"_s)) return u"Java "_s + runtime.mid(4);
  if (runtime == u"Go1"_s) return u"Go 1"_s;
  return runtime == u"CustomRuntime"_s ? Words::tr("Custom runtime") : runtime;
}

QString familyOfRuntime(const QString& runtime) {
  for (const QString& family : runtimeFamilies())
    if (runtimesOf(family).contains(runtime)) return family;
  if (runtime.startsWith(u"Python3"_s)) return u"python3"_s;
  return runtime.startsWith(u"Nodejs"_s) ? u"nodejs"_s : QString();
}

}  // namespace scfdesk
