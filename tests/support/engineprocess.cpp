// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/engineprocess.h"
#include "tests/unit/store/zipbuilder.h"
#include <QDeadlineTimer>
#include <QTest>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;

EngineProcess::EngineProcess() {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove(u"SCFDESK_SECRET_ID"_s);
  environment.remove(u"SCFDESK_SECRET_KEY"_s);
  m_process.setProcessEnvironment(environment);
  m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  m_process.start(qEnvironmentVariable("SCFDESK_BINARY_DIR") + u"/app/scfdesk"_s, {u"--headless"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, m_dir.path()});
  QDeadlineTimer limit(60'000);
  while (!m_process.canReadLine() && !limit.hasExpired() && m_process.state() != QProcess::NotRunning) m_process.waitForReadyRead(1000);
  const QByteArray line = m_process.readLine();
  const json ready = json::parse(line.begin(), line.end(), nullptr, false);
  if (!ready.is_object()) return;
  m_url = QUrl(QString::fromStdString(ready.value("api", std::string())));
  m_keys = {QByteArray::fromStdString(ready.value("secretId", std::string())), QByteArray::fromStdString(ready.value("secretKey", std::string())), {}};
  m_client = std::make_unique<CloudClient>(target());
  m_ready = true;
}

EngineProcess::~EngineProcess() {
  m_process.terminate();
  if (!m_process.waitForFinished(30'000)) m_process.kill();
  m_process.waitForFinished(5000);
}

QByteArray EngineProcess::zipOf(const QByteArray& name, const QByteArray& text) {
  ZipBuilder zip;
  zip.file(name, text, 0644);
  return zip.bytes();
}

QByteArray EngineProcess::call(const QByteArray& action, const QByteArray& params) {
  const auto got = m_client->callBlocking({action, params});
  if (!got) qWarning("%s: %s %s", action.constData(), qUtf8Printable(got.error().code), qUtf8Printable(got.error().message));
  return got ? *got : QByteArray();
}

bool EngineProcess::create(const QByteArray& name, const QByteArray& code) {
  const json body{{"FunctionName", name.toStdString()}, {"Runtime", "Python3.10"}, {"Handler", "index.main_handler"},
                  {"Code", {{"ZipFile", zipOf("index.py", code).toBase64().toStdString()}}}};
  if (call("CreateFunction", QByteArray::fromStdString(body.dump())).isEmpty()) return false;
  return QTest::qWaitFor([&] { return call("GetFunction", QByteArray("{\"FunctionName\":\"" + name + "\"}")).contains("\"Status\":\"Active\""); }, 30'000);
}

}  // namespace scfdesk
