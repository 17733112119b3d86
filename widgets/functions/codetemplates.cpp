// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/packagefile.h"
#include <QCoreApplication>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::CodeTemplates)
};

constexpr auto kPython = R"(import json


def main_handler(event, context):
    print("Received event: " + json.dumps(event))
    return {"message": "Hello", "keys": sorted(event) if isinstance(event, dict) else []}
)";

constexpr auto kNode = R"('use strict';

exports.main_handler = async (event, context) => {
  console.log('Received event: ' + JSON.stringify(event));
  return { message: 'Hello', keys: event && typeof event === 'object' ? Object.keys(event).sort() : [] };
};
)";

}  // namespace

QList<CodeTemplate> codeTemplates() {
  return {{u"blank-python"_s, Words::tr("Blank, Python"), u"python3"_s, u"index.main_handler"_s, storedZip({{u"index.py"_s, kPython}})},
          {u"blank-nodejs"_s, Words::tr("Blank, Node.js"), u"nodejs"_s, u"index.main_handler"_s, storedZip({{u"index.js"_s, kNode}})}};
}

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
