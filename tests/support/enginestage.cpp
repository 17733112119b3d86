// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/enginestage.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

EngineStage::EngineStage(const QSize& size, const QString& dataDir) {
  EngineOptions options;
  options.dataDir = dataDir.isEmpty() ? m_folder.filePath(u"data"_s) : dataDir;
  options.port = 0;
  options.resourceDir = QFileInfo(QString(QCoreApplication::applicationDirPath() + u"/../../app/resources"_s)).canonicalFilePath();
  options.spawnerProgram = QFileInfo(QString(QCoreApplication::applicationDirPath() + u"/../../app/scfdesk-spawner"_s)).canonicalFilePath();
  options.samples = true;
  m_backend = std::make_unique<EmbeddedBackend>(options);
  m_hub = std::make_unique<ModelHub>(*m_backend);
  m_window = std::make_unique<MainWindow>(*m_hub);
  m_window->resize(size);
  m_window->show();
  m_backend->start();
}

EngineStage::~EngineStage() {
  m_window.reset();
  m_hub.reset();
}

bool EngineStage::until(const std::function<bool()>& condition, int seconds) {
  // An event loop of its own, as the program has: a timed processEvents() would never wait.
  QEventLoop loop;
  QTimer look, end;
  bool holds = condition();
  QObject::connect(&look, &QTimer::timeout, &loop, [&] {
    holds = condition();
    if (holds) loop.quit();
  });
  end.setSingleShot(true);
  QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
  look.start(10);
  end.start(seconds * 1000);
  if (!holds) loop.exec();
  return holds;
}

void EngineStage::let(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
  loop.exec();
}

FunctionId EngineStage::id(const QString& name) const {
  const FunctionInfo* info = m_hub->functions().infoOf({u"default"_s, name});
  return info ? info->id : 0;
}

bool EngineStage::ready() {
  return until([this] {
    const FunctionInfo* info = m_hub->functions().info(m_hub->selection().function());
    return info && info->key.name == "hello-event"_L1 && info->status == FunctionStatus::Active && !m_hub->status().interpreters.isEmpty();
  });
}

bool EngineStage::create(const QString& name, const QByteArray& code, int memoryMb, int timeoutSeconds) {
  const QString folder = m_folder.filePath(name);
  QDir().mkpath(folder);
  QFile file(folder + u"/index.py"_s);
  if (!file.open(QIODevice::WriteOnly) || file.write(code) != code.size()) return false;
  file.close();
  CreateFunction request;
  request.key.name = name;
  request.config.runtime = u"Python3.10"_s;
  request.config.handler = u"index.main_handler"_s;
  request.config.memoryMb = memoryMb;
  request.config.timeoutSeconds = timeoutSeconds;
  request.code = {CodeSource::Folder, {}, folder};
  bool made = false;
  m_backend->createFunction(request, m_window.get(), [&made](const Result<FunctionInfo>& r) { made = r.ok(); });
  return until([&] { return made && id(name); });
}

}  // namespace scfdesk
