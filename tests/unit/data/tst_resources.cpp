// SPDX-License-Identifier: GPL-3.0-or-later
// What ships in resources: templates and samples are well-formed, name what exists, and the samples do their work when a
// plain interpreter runs them.
#include "models/data/function.h"
#include "models/data/jsontext.h"
#include "models/data/limits.h"
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestResources : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void eventTemplates();
  void shapes_data();
  void shapes();
  void functionTemplates();
  void samples_data();
  void samples();
  void helloEvent();
  void accessLog();
  void accessLogIsRealistic();
  void webhook_data();
  void webhook();
  void csvReport();
  void functionTemplatesRun_data();
  void functionTemplatesRun();

 private:
  QJsonObject run(const QString& folder, const QString& runtime, const QString& handler, const QJsonObject& event, const QJsonObject& environment = {});
  QJsonObject sample(const QString& name) const;
  QJsonObject eventOf(const QString& sampleName, const QString& event) const;

  QString m_resources;
  QByteArray m_output;  ///< what the last run printed
};

namespace {

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString problemsOf(const QByteArray& text) {
  QStringList lines;
  for (const JsonError& e : checkJson(text)) lines += u"%1:%2 %3"_s.arg(e.line).arg(e.column).arg(e.message);
  return lines.join(u", "_s);
}

/// The place that a handler names lies in the file that it names.
bool handlerExists(const QString& folder, const QString& runtime, const QString& handler) {
  if (handler == u"scf_bootstrap"_s) return bytesOf(folder + u"/scf_bootstrap"_s).startsWith("#!");
  if (runtime == u"CustomRuntime"_s) return bytesOf(folder + u"/bootstrap"_s).startsWith("#!");
  if (runtime.startsWith(u"Go"_s)) return bytesOf(folder + u'/' + handler + u".go"_s).contains("\nfunc main() {");
  if (runtime.startsWith(u"Java"_s)) {  // package.Class::method, in a source that is compiled when the function is made
    const QByteArray source = bytesOf(folder + u'/' + handler.section(u"::"_s, 0, 0).section(u'.', -1) + u".java"_s);
    return source.contains(QByteArray("package " + handler.section(u'.', 0, 0).toUtf8() + ';')) && source.contains(QByteArray(' ' + handler.section(u"::"_s, 1).toUtf8() + '('));
  }
  const bool python = runtime.startsWith(u"Python"_s), php = runtime.startsWith(u"Php"_s);
  const QByteArray code = bytesOf(folder + u'/' + handler.section(u'.', 0, 0) + (python ? u".py"_s : php ? u".php"_s : u".js"_s));
  const QString function = handler.section(u'.', 1);
  const QString pattern = (python ? u"^def %1\\("_s : php ? u"^function %1\\("_s : u"^exports\\.%1 = "_s).arg(function);
  return QRegularExpression(pattern, QRegularExpression::MultilineOption).match(QString::fromUtf8(code)).hasMatch();
}

// Each loads the handler, gives it the event, and writes what it returns behind a mark.
constexpr char kPython[] =
    "import importlib,json,sys\nsys.path.insert(0,'.')\nmodule,name=sys.argv[1].rsplit('.',1)\nhandler=getattr(importlib.import_module(module),name)\n"
    "context={'request_id':'test','function_name':'test','memory_limit_in_mb':128}\n"
    "for line in sys.stdin:\n    print('RESULT '+json.dumps(handler(json.loads(line),context)))\n";
constexpr char kNode[] =
    "const [module,name]=process.argv[1].split('.');const handler=require(process.cwd()+'/'+module)[name];"
    "(async()=>{for(const line of require('fs').readFileSync(0,'utf8').split('\\n').filter(Boolean))"
    "console.log('RESULT '+JSON.stringify(await handler(JSON.parse(line),{request_id:'test'})));})();";

}  // namespace

void TestResources::initTestCase() {
  m_resources = qEnvironmentVariable("SCFDESK_SOURCE_DIR") + u"/resources"_s;
  QVERIFY2(QFile::exists(m_resources + u"/templates/events/index.json"_s), "SCFDESK_SOURCE_DIR does not lead to the sources");
}

/// Runs a handler with one event in a process of its own. Nothing is written beside the sources.
QJsonObject TestResources::run(const QString& folder, const QString& runtime, const QString& handler, const QJsonObject& event,
                               const QJsonObject& environment) {
  const bool python = runtime.startsWith(u"Python"_s);
  QProcess process;
  process.setWorkingDirectory(folder);
  QProcessEnvironment env;
  env.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
  env.insert(u"LANG"_s, u"C.UTF-8"_s);
  env.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
  for (auto it = environment.begin(); it != environment.end(); ++it) env.insert(it.key(), it.value().toString());
  process.setProcessEnvironment(env);
  process.setProcessChannelMode(QProcess::MergedChannels);
  if (python)
    process.start(u"/usr/bin/python3"_s, {u"-c"_s, QString::fromLatin1(kPython), handler});
  else
    process.start(u"node"_s, {u"-e"_s, QString::fromLatin1(kNode), handler});
  process.write(QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n');
  process.closeWriteChannel();
  if (!process.waitForFinished(30000)) process.kill();
  m_output = process.readAll();
  const qsizetype mark = m_output.lastIndexOf("RESULT ");
  if (process.exitCode() != 0 || mark < 0) {
    qWarning("%s", m_output.constData());
    return {};
  }
  return QJsonDocument::fromJson(m_output.mid(mark + 7)).object();
}

QJsonObject TestResources::sample(const QString& name) const {
  return QJsonDocument::fromJson(bytesOf(m_resources + u"/samples/"_s + name + u"/sample.json"_s)).object();
}

QJsonObject TestResources::eventOf(const QString& sampleName, const QString& event) const {
  for (const QJsonValue& value : sample(sampleName)[u"events"_s].toArray())
    if (value[u"name"_s].toString() == event) return value[u"event"_s].toObject();
  return {};
}

void TestResources::eventTemplates() {
  const QString folder = m_resources + u"/templates/events/"_s;
  const QByteArray text = bytesOf(folder + u"index.json"_s);
  QCOMPARE(problemsOf(text), QString());
  const QJsonArray index = QJsonDocument::fromJson(text).array();
  QSet<QString> ids, files;
  for (const QJsonValue& entry : index) {
    const QString file = entry[u"file"_s].toString();
    const QByteArray event = bytesOf(folder + file);
    QVERIFY2(!event.isEmpty(), qPrintable(file));
    QVERIFY2(problemsOf(event).isEmpty(), qPrintable(file + u' ' + problemsOf(event)));
    QVERIFY2(event.size() <= limits::kSavedEventBytes, qPrintable(file));
    QCOMPARE(formatJson(event).value_or(QByteArray()) + '\n', event);  // it looks as Format would make it
    QVERIFY(!entry[u"id"_s].toString().isEmpty() && !entry[u"title"_s].toString().isEmpty());
    QVERIFY2(QFile::exists(m_resources + u"/icons/"_s + entry[u"icon"_s].toString() + u".svg"_s), qPrintable(entry[u"icon"_s].toString()));
    ids += entry[u"id"_s].toString();
    files += file;
  }
  QCOMPARE(ids.size(), index.size());
  QCOMPARE(index.first()[u"id"_s].toString(), u"blank"_s);
  for (const QString& file : QDir(folder).entryList({u"*.json"_s}, QDir::Files)) QVERIFY2(file == u"index.json"_s || files.contains(file), qPrintable(file));
  for (const char* wanted : {"blank", "hello", "timer", "api-gateway", "function-url", "cos-created", "cos-removed", "ckafka", "cmq-topic", "cls", "clb", "mps", "eventbridge"})
    QVERIFY2(ids.contains(QString::fromLatin1(wanted)), wanted);
}

void TestResources::shapes_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QStringList>("keys");  // sorted, of the object at the end of the path
  QTest::addColumn<QStringList>("path");
  const auto row = [](const char* file, const char* path, const char* keys) {
    QTest::newRow(qPrintable(QString::fromLatin1(file) + u' ' + QString::fromLatin1(path)))
        << QString::fromLatin1(file) << QString::fromLatin1(keys).split(u' ') << QString::fromLatin1(path).split(u'/', Qt::SkipEmptyParts);
  };
  row("timer", "", "Message Time TriggerName Type");
  row("cos-created", "Records/0/cos", "cosBucket cosNotificationId cosObject cosSchemaVersion");
  row("cos-created", "Records/0/cos/cosObject", "key meta size url vid");
  row("cos-removed", "Records/0/event", "eventName eventQueue eventSource eventTime eventVersion reqid requestParameters reservedInfo");
  row("cos-removed", "Records/0/cos/cosBucket", "appid name region");
  row("ckafka", "Records/0/Ckafka", "msgBody msgKey offset partition topic");
  row("cmq-topic", "Records/0/CMQ", "msgBody msgId msgTag publishTime requestId subscriptionName topicName topicOwner type");
  row("api-gateway", "", "body headerParameters headers httpMethod isBase64Encoded path pathParameters queryString queryStringParameters requestContext stageVariables");
  row("api-gateway", "requestContext", "httpMethod identity path requestId serviceId sourceIp stage");
  row("function-url", "", "body headers httpMethod path queryString");
  row("cls", "", "clslogs");
  row("cls", "clslogs", "data");
  row("clb", "", "headers isBase64Encoded payload");
  row("mps", "", "EventType WorkflowTaskEvent");
  row("mps", "WorkflowTaskEvent", "ErrCode InputInfo MediaProcessResultSet Message MetaData Status TaskId");
  row("eventbridge", "", "data datacontenttype id region source specversion subjuect time type");
  row("eventbridge", "data", "TopicType msgBody msgId partitions subscriptionName tags toTimestamp topic");
}

void TestResources::shapes() {
  QFETCH(QString, file);
  QFETCH(QStringList, keys);
  QFETCH(QStringList, path);
  QJsonValue value = QJsonDocument::fromJson(bytesOf(m_resources + u"/templates/events/"_s + file + u".json"_s)).object();
  for (const QString& step : path) value = value.isArray() ? value[step.toInt()] : value[step];
  QCOMPARE(value.toObject().keys(), keys);
  const QByteArray text = bytesOf(m_resources + u"/templates/events/"_s + file + u".json"_s);
  if (file == u"function-url"_s)
    for (const QString& name : value[u"headers"_s].toObject().keys()) QCOMPARE(name, name.toLower());
  if (file.startsWith(u"cos"_s)) QVERIFY(text.contains("\"cosNotificationId\": \"unkown\""));
}

void TestResources::functionTemplates() {
  int count = 0;
  QDirIterator it(m_resources + u"/templates/functions"_s, QDir::Dirs | QDir::NoDotAndDotDot);
  while (it.hasNext()) {
    const QString folder = it.next();
    const QByteArray text = bytesOf(folder + u"/template.json"_s);
    QCOMPARE(problemsOf(text), QString());
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    QCOMPARE(object[u"id"_s].toString(), QDir(folder).dirName());
    QVERIFY(!object[u"title"_s].toString().isEmpty() && !object[u"description"_s].toString().isEmpty());
    const QString handler = object[u"handler"_s].toString();
    if (object[u"build"_s].toString() != u"go"_s && object[u"type"_s].toString() != u"HTTP"_s) QVERIFY(checkHandler(handler).ok());  // a Go handler is the name of its binary
    QVERIFY(checkMemory(object[u"memoryMb"_s].toInt()).ok());
    QVERIFY(checkTimeout(object[u"timeoutSeconds"_s].toInt()).ok());
    QVERIFY2(handlerExists(folder, object[u"runtime"_s].toString(), handler), qPrintable(folder));
    const QJsonArray files = object[u"files"_s].toArray();
    QVERIFY(!files.isEmpty());
    for (const QJsonValue& file : files) QVERIFY2(QFile::exists(folder + u'/' + file.toString()), qPrintable(file.toString()));
    QVERIFY(QFile::exists(m_resources + u"/templates/events/"_s + object[u"event"_s].toString() + u".json"_s));
    ++count;
  }
  QCOMPARE(count, 32);
}

void TestResources::samples_data() {
  QTest::addColumn<QString>("name");
  for (const char* name : {"hello-event", "access-log-analyser", "webhook-order", "csv-report", "two-counters", "sessions", "orders", "thumbnails"}) QTest::newRow(name) << QString::fromLatin1(name);
}

void TestResources::samples() {
  QFETCH(QString, name);
  const QString folder = m_resources + u"/samples/"_s + name;
  QCOMPARE(problemsOf(bytesOf(folder + u"/sample.json"_s)), QString());
  const QJsonObject object = sample(name);
  QCOMPARE(object[u"name"_s].toString(), name);
  FunctionConfig config;
  config.runtime = object[u"runtime"_s].toString();
  config.handler = object[u"handler"_s].toString();
  config.description = object[u"description"_s].toString();
  config.memoryMb = object[u"memoryMb"_s].toInt();
  config.timeoutSeconds = object[u"timeoutSeconds"_s].toInt();
  const QJsonObject environment = object[u"environment"_s].toObject();
  for (auto it = environment.begin(); it != environment.end(); ++it) config.environment.append({it.key(), it.value().toString()});
  QVERIFY(checkFunctionName(name).ok());
  const Status status = checkConfig(config);
  QVERIFY2(status.ok(), status.ok() ? "" : qPrintable(status.error().message));
  QVERIFY(!object[u"title"_s].toString().isEmpty() && !config.description.isEmpty());
  QCOMPARE(object[u"keepAliveSeconds"_s].toInt(), 15);
  QVERIFY(handlerExists(folder, config.runtime, config.handler));
  const QJsonArray events = object[u"events"_s].toArray();
  QVERIFY(!events.isEmpty());
  for (const QJsonValue& event : events) {
    QVERIFY(QRegularExpression(u"^[A-Za-z][A-Za-z0-9_-]*$"_s).match(event[u"name"_s].toString()).hasMatch());
    QVERIFY(QFile::exists(m_resources + u"/templates/events/"_s + event[u"template"_s].toString() + u".json"_s));
    QVERIFY(event[u"event"_s].isObject());
    QVERIFY(QJsonDocument(event[u"event"_s].toObject()).toJson().size() <= limits::kSavedEventBytes);
  }
  qint64 bytes = 0;
  QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
  while (it.hasNext()) bytes += QFileInfo(it.next()).size();
  QVERIFY(bytes < 1'500'000);
}

void TestResources::helloEvent() {
  const QJsonObject event = eventOf(u"hello-event"_s, u"hello"_s);
  QCOMPARE(event[u"workMs"_s].toInt(), 400);
  const QJsonObject reply = run(m_resources + u"/samples/hello-event"_s, u"Python3.10"_s, u"index.main_handler"_s, event);
  QCOMPARE(reply[u"greeting"_s].toString(), u"Hello, SCF Desk."_s);
  QVERIFY2(reply[u"workedMs"_s].toDouble() >= 400, qPrintable(QString::number(reply[u"workedMs"_s].toDouble())));
  QCOMPARE(reply[u"instance"_s][u"call"_s].toInt(), 1);
  QCOMPARE(reply[u"instance"_s][u"first"_s].toBool(), true);
  QCOMPARE(reply[u"requestId"_s].toString(), u"test"_s);
  QVERIFY(m_output.contains("Hello, SCF Desk. Event 1, call 1 of instance "));
  QVERIFY(m_output.contains("rounds of SHA-256"));
}

void TestResources::accessLog() {
  const QString folder = m_resources + u"/samples/access-log-analyser"_s;
  const QJsonObject whole = run(folder, u"Python3.10"_s, u"index.main_handler"_s, eventOf(u"access-log-analyser"_s, u"whole-log"_s));
  const int lines = int(bytesOf(folder + u"/access.log"_s).count('\n'));
  QCOMPARE(whole[u"requests"_s].toInt() + whole[u"unreadableLines"_s].toInt(), lines);
  QCOMPARE(whole[u"unreadableLines"_s].toInt(), 1);
  int classes = 0;
  for (const QJsonValue& count : whole[u"statusClasses"_s].toObject()) classes += count.toInt();
  QCOMPARE(classes, whole[u"requests"_s].toInt());
  QCOMPARE(whole[u"topPaths"_s].toArray().size(), 10);
  QVERIFY(whole[u"topPaths"_s][0][u"requests"_s].toInt() >= whole[u"topPaths"_s][9][u"requests"_s].toInt());
  QVERIFY(whole[u"bytes"_s][u"p50"_s].toInt() > 0 && whole[u"bytes"_s][u"p99"_s].toInt() > whole[u"bytes"_s][u"p50"_s].toInt());
  QVERIFY(whole[u"slowestClients"_s].toArray().size() > 3);
  QCOMPARE(whole[u"suspicious"_s][u"byReason"_s][u"path traversal"_s].toInt(), 10);
  QCOMPARE(whole[u"suspicious"_s][u"guessingPasswords"_s][u"198.51.100.23"_s].toInt(), 60);
  // One hour is a part of the whole.
  const QJsonObject hour = run(folder, u"Python3.10"_s, u"index.main_handler"_s, eventOf(u"access-log-analyser"_s, u"one-hour"_s));
  QCOMPARE(hour[u"requests"_s].toInt(), whole[u"perHour"_s][u"2026-03-02T09:00Z"_s].toInt());
  QCOMPARE(hour[u"perHour"_s].toObject().size(), 1);
  // Lines of one's own; and a file outside the function is refused.
  const QJsonObject own = run(folder, u"Python3.10"_s, u"index.main_handler"_s,
                              {{u"text"_s, u"203.0.113.5 - - [02/Mar/2026:06:00:06 +0000] \"GET /.env HTTP/1.1\" 404 12 \"-\" \"curl/8\" 0.004\nnonsense"_s}});
  QCOMPARE(own[u"requests"_s].toInt(), 1);
  QCOMPARE(own[u"unreadableLines"_s].toInt(), 1);
  QCOMPARE(own[u"suspicious"_s][u"byReason"_s][u"secret probe"_s].toInt(), 1);
  QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is not a file of this function"_s));
  QVERIFY(run(folder, u"Python3.10"_s, u"index.main_handler"_s, {{u"file"_s, u"../../../etc/passwd"_s}}).isEmpty());
}

void TestResources::accessLogIsRealistic() {
  const QByteArray log = bytesOf(m_resources + u"/samples/access-log-analyser/access.log"_s);
  QVERIFY(log.count('\n') >= 5000 && log.count('\n') <= 10000);
  QVERIFY(log.size() < 1'500'000);
}

void TestResources::webhook_data() {
  QTest::addColumn<QString>("event");
  QTest::addColumn<int>("status");
  QTest::newRow("signed-order") << u"signed-order"_s << 201;
  QTest::newRow("forged-signature") << u"forged-signature"_s << 401;
  QTest::newRow("invalid-order") << u"invalid-order"_s << 422;
}

void TestResources::webhook() {
  QFETCH(QString, event);
  QFETCH(int, status);
  const QJsonObject environment = sample(u"webhook-order"_s)[u"environment"_s].toObject();
  const QJsonObject request = eventOf(u"webhook-order"_s, event);
  const QByteArray right = QMessageAuthenticationCode::hash(request[u"body"_s].toString().toUtf8(), environment[u"WEBHOOK_SECRET"_s].toString().toUtf8(),
                                                            QCryptographicHash::Sha256).toHex();
  QCOMPARE(request[u"headers"_s][u"x-signature"_s].toString() == u"sha256="_s + QString::fromLatin1(right), status != 401);
  const QString folder = m_resources + u"/samples/webhook-order"_s;
  const QJsonObject reply = run(folder, u"Nodejs18.15"_s, u"index.main_handler"_s, request, environment);
  QCOMPARE(reply[u"statusCode"_s].toInt(), status);
  QCOMPARE(reply[u"isBase64Encoded"_s].toBool(true), false);
  const QJsonObject body = QJsonDocument::fromJson(reply[u"body"_s].toString().toUtf8()).object();
  if (status == 201) {
    QCOMPARE(body[u"totalCents"_s].toInt(), 3920);
    QCOMPARE(body[u"status"_s].toString(), u"accepted"_s);
    QVERIFY(m_output.contains("4 pieces"));
    // Without the secret nothing is accepted.
    QCOMPARE(run(folder, u"Nodejs18.15"_s, u"index.main_handler"_s, request)[u"statusCode"_s].toInt(), 500);
    // One byte of the body changed, and the signature does not fit.
    QJsonObject changed = request;
    changed[u"body"_s] = request[u"body"_s].toString().replace(u"3920"_s, u"3921"_s);
    QCOMPARE(run(folder, u"Nodejs18.15"_s, u"index.main_handler"_s, changed, environment)[u"statusCode"_s].toInt(), 401);
  } else {
    QVERIFY(!body[u"error"_s].toString().isEmpty());
  }
}

void TestResources::csvReport() {
  const QString folder = m_resources + u"/samples/csv-report"_s;
  const QJsonObject regions = run(folder, u"Nodejs18.15"_s, u"index.main_handler"_s, eventOf(u"csv-report"_s, u"by-region"_s));
  // The same sum by another way: whole lines, the last two fields (no field of theirs holds a comma).
  qint64 cents = 0;
  int used = 0;
  for (const QByteArray& line : bytesOf(folder + u"/sales.csv"_s).split('\n').mid(1)) {
    const QByteArrayList fields = line.split(',');
    bool ok = false;
    const int quantity = fields.size() >= 7 ? fields[fields.size() - 2].toInt(&ok) : 0;
    if (!ok || line[4] != '-') continue;
    cents += quantity * qRound64(fields.last().toDouble() * 100);
    ++used;
  }
  QVERIFY(used > 3000);
  QCOMPARE(regions[u"lines"_s].toInt(), used);
  QCOMPARE(regions[u"revenue"_s].toString(), QString::number(double(cents) / 100, 'f', 2));
  QCOMPARE(regions[u"unreadableRows"_s].toArray().size(), 3);
  QCOMPARE(regions[u"groups"_s].toArray().size(), 4);
  QCOMPARE(regions[u"bestSellers"_s].toArray().size(), 5);
  double sum = 0;
  for (const QJsonValue& month : regions[u"months"_s].toArray()) sum += month[u"revenue"_s].toString().toDouble();
  QVERIFY(qAbs(sum - double(cents) / 100) < 0.005);
  const QJsonObject february = run(folder, u"Nodejs18.15"_s, u"index.main_handler"_s, eventOf(u"csv-report"_s, u"february-by-channel"_s));
  QCOMPARE(february[u"revenue"_s].toString(), regions[u"months"_s][1][u"revenue"_s].toString());
  QCOMPARE(february[u"groups"_s].toArray().size(), 3);
}

void TestResources::functionTemplatesRun_data() {
  QTest::addColumn<QString>("id");
  for (const char* id : {"python-hello", "node-hello", "python-url", "node-url"}) QTest::newRow(id) << QString::fromLatin1(id);
}

void TestResources::functionTemplatesRun() {
  QFETCH(QString, id);
  const QString folder = m_resources + u"/templates/functions/"_s + id;
  const QJsonObject object = QJsonDocument::fromJson(bytesOf(folder + u"/template.json"_s)).object();
  const QJsonObject event = QJsonDocument::fromJson(bytesOf(m_resources + u"/templates/events/"_s + object[u"event"_s].toString() + u".json"_s)).object();
  const QJsonObject reply = run(folder, object[u"runtime"_s].toString(), object[u"handler"_s].toString(), event);
  if (id.endsWith(u"hello"_s)) {
    QCOMPARE(reply[u"message"_s].toString(), u"Hello from SCF"_s);
    QCOMPARE(reply[u"keys"_s].toArray(), QJsonArray({u"key1"_s, u"key2"_s}));
    return;
  }
  QCOMPARE(reply[u"statusCode"_s].toInt(), 200);
  const QJsonObject body = QJsonDocument::fromJson(reply[u"body"_s].toString().toUtf8()).object();
  QCOMPARE(body[u"path"_s].toString(), event[u"path"_s].toString());
  QCOMPARE(body[u"body"_s][u"test"_s].toString(), u"body"_s);
  QJsonObject broken = event;
  broken[u"body"_s] = u"{"_s;
  QCOMPARE(run(folder, object[u"runtime"_s].toString(), object[u"handler"_s].toString(), broken)[u"statusCode"_s].toInt(), 400);
}

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
