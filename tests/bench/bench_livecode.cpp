// SPDX-License-Identifier: GPL-3.0-or-later
// From the moment that a file of a linked folder is saved to the first event that runs the new code, events following one another
// without a pause: 100 ms are promised. Prints the time of that event's end; gates on the new code alone, never on time.
// bench_livecode [--full]
#include "tests/support/enginestage.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <algorithm>
#include <cstdio>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Language {
  const char* name;
  const char* runtime;
  const char* file;
  const char* code;  ///< %1 = the number that it returns
};
constexpr Language kLanguages[] = {
    {"python", "Python3.10", "index.py", "import json\ndef main_handler(event, context):\n    return %1\n"},
    {"node", "Nodejs18.15", "index.js", "exports.main_handler = async () => %1;\n"},
    {"php", "Php8.0", "index.php", "<?php\nfunction main_handler($event, $context) { return %1; }\n"},
    {"bash", "CustomRuntime", "index.sh", "answer=%1\n"}};
constexpr char kBootstrap[] =
    "#!/bin/bash\nsource ./index.sh\napi=\"http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime\"\ncurl -s -X POST -d ' ' $api/init/ready\n"
    "while true; do curl -s $api/invocation/next > /dev/null; curl -s -X POST -d $answer $api/invocation/response; done\n";

bool save(const QString& name, const QByteArray& text) {
  QFile file(name);
  return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size();
}

class Bench {
 public:
  explicit Bench(EngineStage& stage) : m_stage(stage) {}
  bool run(const Language& language, int rounds);

 private:
  QByteArray fire(const QString& name);
  EngineStage& m_stage;
  QTemporaryDir m_folder;
};

/// What an event returns; empty when it failed.
QByteArray Bench::fire(const QString& name) {
  QByteArray result;
  bool done = false;
  m_stage.backend().invoke({{u"default"_s, name}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, "{}"}, &m_stage.window(), [&](const Result<InvokeReply>& r) {
    done = true;
    if (r && r->statusCode == 200) result = r->result;
  });
  m_stage.until([&] { return done; });
  return result.trimmed();
}

bool Bench::run(const Language& language, int rounds) {
  const QString name = QString::fromLatin1(language.name);
  const QString folder = m_folder.filePath(name);
  const QString file = folder + u'/' + QString::fromLatin1(language.file);
  const auto codeOf = [&](int number) { return QByteArray(language.code).replace("%1", QByteArray::number(number)); };
  if (!QDir().mkpath(folder) || !save(file, codeOf(0))) return false;
  if (name == u"bash") {
    if (!save(folder + u"/bootstrap"_s, kBootstrap)) return false;
    QFile::setPermissions(folder + u"/bootstrap"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
  }
  CreateFunction request;
  request.key = {u"default"_s, name};
  request.config.runtime = QString::fromLatin1(language.runtime);
  request.config.handler = u"index.main_handler"_s;
  request.code = {CodeSource::Folder, {}, folder};
  std::optional<Result<FunctionInfo>> made;
  m_stage.backend().createFunction(request, &m_stage.window(), [&](const Result<FunctionInfo>& r) { made = r; });
  if (!m_stage.until([&] { return made.has_value(); }) || !made->ok()) return false;
  if (!(*made)->interpreterFound) {
    printf("%-8s no interpreter on this machine\n", language.name);
    return true;
  }
  if (fire(name) != "0") return false;
  std::vector<double> times;
  int old = 0;
  for (int round = 1; round <= rounds; ++round) {
    m_stage.let(150);
    const QByteArray wanted = QByteArray::number(round);
    if (!save(file, codeOf(round))) return false;
    QElapsedTimer since;
    since.start();
    while (fire(name) != wanted) {
      ++old;
      if (since.elapsed() > 30'000) return false;
    }
    times.push_back(double(since.nsecsElapsed()) / 1e6);
  }
  std::sort(times.begin(), times.end());
  printf("%-8s saved to the end of the first event on new code: median %6.1f ms, worst %6.1f ms (%d saves, %d events on the old code)\n", language.name, times[times.size() / 2], times.back(), rounds, old);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_NO_GLIB", "1");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  EngineStage stage(QSize(1280, 800));
  if (!stage.ready()) return 1;
  Bench bench(stage);
  const int rounds = app.arguments().contains(u"--full"_s) ? 40 : 3;
  for (const Language& language : kLanguages)
    if (!bench.run(language, rounds)) {
      fprintf(stderr, "%s: the new code never ran\n", language.name);
      return 1;
    }
  return 0;
}
