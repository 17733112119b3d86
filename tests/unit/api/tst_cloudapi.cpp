// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "tests/unit/api/apibench.h"
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;
using json = nlohmann::json;

namespace {
const QByteArray kZip = QByteArray("PK\x05\x06", 4) + QByteArray(18, '\0');
std::string base64(const QByteArray& bytes) { return bytes.toBase64().toStdString(); }
QByteArray text(const json& value) { return QByteArray::fromStdString(value.dump()); }
json create(const json& more = {}) {
  json params{{"FunctionName", "hello"}, {"Runtime", "Python3.10"}, {"Handler", "index.main_handler"}, {"Code", {{"ZipFile", base64(kZip)}}}};
  if (more.is_object()) params.update(more);
  return params;
}
}  // namespace

class TestCloudApi final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void refuses_data() {
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* action, const json& params, const char* code) { QTest::newRow(name) << QByteArray(action) << QByteArray::fromStdString(params.dump()) << QByteArray(code); };
    row("unknown action", "Cook", json::object(), "InvalidAction");
    row("no action", "", json::object(), "MissingParameter");
    row("layer without runtimes", "PublishLayerVersion", {{"LayerName", "old"}}, "MissingParameter");
    row("unknown parameter", "Invoke", {{"FunctionName", "old"}, {"Event", "{}"}}, "UnknownParameter");
    row("unknown parameter 2", "InvokeFunction", {{"FunctionName", "old"}, {"ClientContext", "{}"}}, "UnknownParameter");
    row("missing", "GetFunction", json::object(), "MissingParameter");
    row("null is missing", "GetFunction", {{"FunctionName", nullptr}}, "MissingParameter");
    row("wrong type", "CreateFunction", create({{"MemorySize", "128"}}), "InvalidParameter");
    row("flag not TRUE", "CreateFunction", create({{"TraceEnable", "yes"}}), "InvalidParameter");
    row("flag boolean", "CreateFunction", create({{"TraceEnable", true}}), "InvalidParameter");
    row("no code", "CreateFunction", {{"FunctionName", "hello"}, {"Runtime", "Python3.10"}}, "MissingParameter");
    row("empty code", "CreateFunction", create({{"Code", json::object()}}), "MissingParameter.Code");
    row("no runtime", "CreateFunction", create({{"Runtime", ""}}), "MissingParameter.Runtime");
    row("code field", "CreateFunction", create({{"Code", {{"Zip", ""}}}}), "UnknownParameter");
    row("demo", "CreateFunction", create({{"Code", {{"DemoId", "demo-1"}}}}), "UnsupportedOperation");
    row("COS", "CreateFunction", create({{"Code", {{"CosBucketName", "b"}}}}), "UnsupportedOperation.Cos");
    row("image", "CreateFunction", create({{"Code", {{"ImageConfig", json::object()}}}}), "MissingParameter");
    row("layers", "CreateFunction", create({{"Layers", {{{"LayerName", "l"}}}}}), "MissingParameter");
    row("not base64", "CreateFunction", create({{"Code", {{"ZipFile", "!!!!"}}}}), "InvalidParameterValue.ZipFileBase64BinasciiError");
    row("base64 cut", "CreateFunction", create({{"Code", {{"ZipFile", "UEsFB"}}}}), "InvalidParameterValue.ZipFileBase64BinasciiError");
    row("not a zip", "CreateFunction", create({{"Code", {{"ZipFile", base64("hello world")}}}}), "InvalidParameterValue.ZipFile");
    row("empty zip", "CreateFunction", create({{"Code", {{"ZipFile", ""}}}}), "InvalidParameterValue.ZipFile");
    row("variables no list", "CreateFunction", create({{"Environment", {{"Variables", {1}}}}}), "InvalidParameter");
    row("variable without value", "CreateFunction", create({{"Environment", {{"Variables", {{{"Key", "A"}}}}}}}), "MissingParameter");
    row("no such namespace", "CreateFunction", create({{"Namespace", "nowhere"}}), "ResourceNotFound.Namespace");
    row("no such function", "Invoke", {{"FunctionName", "nobody"}}, "ResourceNotFound.Function");
    row("no such qualifier", "Invoke", {{"FunctionName", "old"}, {"Qualifier", "prod"}}, "ResourceNotFound.Qualifier");
    row("no such version", "Invoke", {{"FunctionName", "old"}, {"Qualifier", "3"}}, "ResourceNotFound.FunctionVersion");
    row("invocation type", "Invoke", {{"FunctionName", "old"}, {"InvocationType", "Later"}}, "InvalidParameterValue.InvokeType");
    row("runtime changed", "UpdateFunctionConfiguration", {{"FunctionName", "old"}, {"Runtime", "Nodejs18.15"}}, "InvalidParameterValue.Runtime");
    row("limit past", "ListFunctions", {{"Limit", 101}}, "InvalidParameterValue.Limit");
    row("offset below", "ListFunctions", {{"Offset", -1}}, "InvalidParameterValue.Offset");
    row("order", "ListFunctions", {{"Order", "UP"}}, "InvalidParameterValue.Order");
    row("order by", "ListFunctions", {{"Orderby", "Size"}}, "InvalidParameterValue.Orderby");
    row("filter", "ListFunctions", {{"Filters", {{{"Name", "Colour"}, {"Values", {"red"}}}}}}, "InvalidParameterValue.Filters");
    row("while creating", "UpdateFunctionConfiguration", {{"FunctionName", "young"}, {"Timeout", 5}}, "FailedOperation.UpdateFunctionConfiguration");
    row("code while creating", "UpdateFunctionCode", {{"FunctionName", "young"}, {"ZipFile", base64(kZip)}}, "FailedOperation.UpdateFunctionCode");
    row("delete while creating", "DeleteFunction", {{"FunctionName", "young"}}, "FailedOperation.DeleteFunction");
    row("timer", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "timer"}}, "InvalidParameterValue.TriggerDesc");
    row("trigger type", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "smoke"}}, "InvalidParameterValue.Type");
    row("trigger name", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "1t"}, {"Type", "http"}}, "InvalidParameterValue.TriggerName");
    row("trigger desc", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "http"}, {"TriggerDesc", "[]"}}, "InvalidParameterValue.TriggerDesc");
    row("trigger auth", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "http"}, {"TriggerDesc", "{\"AuthType\":\"KEY\"}"}}, "InvalidParameterValue.TriggerDesc");
    row("trigger closed", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "http"}, {"TriggerDesc", "{\"NetConfig\":{\"EnableExtranet\":false}}"}}, "InvalidParameterValue.TriggerDesc");
    row("trigger enable", "CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "http"}, {"Enable", "TRUE"}}, "InvalidParameterValue.Enable");
    row("no such trigger", "DeleteTrigger", {{"FunctionName", "old"}, {"TriggerName", "t"}, {"Type", "http"}}, "ResourceNotFound.Trigger");
    row("memory", "CreateFunction", create({{"MemorySize", 100}}), "InvalidParameterValue.MemorySize");
    row("memory past int", "CreateFunction", create({{"MemorySize", 18446744073709551615ULL}}), "InvalidParameterValue.MemorySize");
  }
  void refuses() {
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, params);
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.engine.add(QStringLiteral("young")).status = FunctionStatus::Creating;
    QTEST(bench.code(action, json::parse(params.toStdString())), "code");
    QVERIFY(!bench.engine.created && !bench.engine.configured && !bench.engine.coded && !bench.engine.deleted && bench.engine.invocations.empty());
  }

  void refusesBadDocuments() {
    ApiBench bench;
    for (const char* body : {"{", "[]", "\"x\"", "{\"FunctionName\":\"a\xff\"}", "{\"FunctionName\":\"old\",}"}) {
      const json r = bench.response(bench.raw("Invoke", body, {}));
      QVERIFY2(r.contains("Error") && r["Error"]["Code"] == "InvalidParameter", body);
    }
    ApiBench::Signing s;
    s.version = "2019-01-01";
    QCOMPARE(bench.response(bench.raw("ListFunctions", "{}", s))["Error"]["Code"].get<std::string>(), std::string("NoSuchVersion"));
    s = {};
    s.contentType = "text/plain";
    QCOMPARE(bench.response(bench.raw("ListFunctions", "{}", s))["Error"]["Code"].get<std::string>(), std::string("UnsupportedProtocol"));
    QCOMPARE(bench.client.ask("PUT / HTTP/1.1\r\nHost: h\r\n\r\n").status, 405);
    QCOMPARE(bench.client.ask("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n").status, 404);
  }

  void boundsTheDepthOfDocuments() {
    ApiBench bench;
    const auto message = [&bench](const QByteArray& body) { return bench.response(bench.raw("ListFunctions", body, {}))["Error"]["Message"].get<std::string>(); };
    const auto nested = [](int depth) { return QByteArray("{\"Filters\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + "}"); };
    QVERIFY(message(nested(ApiParams::kDepth)).find("inside of each other") == std::string::npos);
    QCOMPARE(message(nested(ApiParams::kDepth + 1)), std::string("The request body has 65 objects and arrays inside of each other; 64 are allowed."));
    QVERIFY(message("{\"Filters\":" + QByteArray(2'000'000, '[')).find("inside of each other") != std::string::npos);
    // Brackets in strings nest nothing, also after quotes and backslashes.
    QVERIFY(message("{\"SearchKey\":\"\\\\\\\"" + QByteArray(1000, '[') + "\",").find("line 1") != std::string::npos);
    QVERIFY(message("{\"Limit\":1,\n \"Offset\" 2}").find("line 2, column 11") != std::string::npos);
  }

  void unknownParameterHasScfsText() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    QCOMPARE(bench.call("Invoke", {{"FunctionName", "old"}, {"Event", "{}"}})["Error"]["Message"].get<std::string>(), std::string("The parameter `Event` is not recognized."));
  }

  void createsAndGivesBackWhatItWasGiven() {
    ApiBench bench;
    const json params = create({{"MemorySize", 256}, {"Timeout", 900}, {"InitTimeout", 90}, {"Description", "d"}, {"Role", "r"}, {"Environment", {{"Variables", {{{"Key", "A"}, {"Value", "1"}}, {{"Key", "B"}, {"Value", ""}}}}}},
                                {"VpcConfig", {{"VpcId", "vpc-1"}, {"SubnetId", "s-1"}}}, {"Tags", {{{"Key", "k"}, {"Value", "v"}}}}, {"DnsCache", "TRUE"}, {"PublicNetConfig", {{"PublicNetStatus", "DISABLE"}, {"EipConfig", {{"EipStatus", "DISABLE"}}}}}});
    const json r = bench.call("CreateFunction", params);
    QVERIFY2(r.size() == 1, r.dump().c_str());
    QCOMPARE(bench.engine.created->code.zip, kZip);
    QCOMPARE(bench.engine.created->config.memoryMb, 256);
    QCOMPARE(bench.engine.created->config.environment, (QList<std::pair<QString, QString>>{{QStringLiteral("A"), QStringLiteral("1")}, {QStringLiteral("B"), QString()}}));
    const json f = bench.call("GetFunction", {{"FunctionName", "hello"}, {"ShowCode", "TRUE"}});
    for (const char* name : {"FunctionName", "Runtime", "Handler", "MemorySize", "Timeout", "InitTimeout", "Description", "Role", "VpcConfig", "Tags", "DnsCache"}) QVERIFY2(f[name] == params[name], name);
    QCOMPARE(text(f["Environment"]), text(params["Environment"]));
    QCOMPARE(text(f["PublicNetConfig"]["EipConfig"]["EipAddress"]), text(json::array()));
    QCOMPARE(f["AddTime"].get<std::string>(), std::string("2018-06-07 09:32:24"));
    QCOMPARE(f["Status"].get<std::string>(), std::string("Active"));
    QCOMPARE(f["FunctionVersion"].get<std::string>(), std::string("$LATEST"));
    QCOMPARE(f["Namespace"].get<std::string>(), std::string("default"));
    QCOMPARE(f["StatusReasons"].size(), size_t(2));  // VpcConfig and PublicNetConfig
    for (const json& reason : f["StatusReasons"]) QCOMPARE(reason["ErrorCode"].get<std::string>(), std::string("Local.NotEmulated"));
    // facts/scf.md 1.5: every field with its type
    const std::pair<const char*, const char*> fields[] = {{"S", "ModTime CodeInfo Description Handler FunctionVersion Runtime FunctionName UseGpu CodeResult CodeError Namespace Role InstallDependency Status StatusDesc ClsLogsetId ClsTopicId FunctionId Type L5Enable AddTime OnsEnable AvailableStatus Qualifier AsyncRunEnable TraceEnable ProtocolType DnsCache"},
                                                          {"N", "CodeSize Timeout MemorySize ErrNo InitTimeout"}, {"A", "Triggers Tags Layers StatusReasons"}, {"O", "VpcConfig Environment EipConfig AccessInfo DeadLetterConfig PublicNetConfig CfsConfig ImageConfig ProtocolParams InstanceConcurrencyConfig IntranetConfig"}};
    for (const auto& [type, names] : fields) {
      for (const QByteArray& name : QByteArray(names).split(' ')) {
        const json& value = f[name.toStdString()];
        QVERIFY2((*type == 'S' && value.is_string()) || (*type == 'N' && value.is_number_integer()) || (*type == 'A' && value.is_array()) || (*type == 'O' && value.is_object()), name.constData());
      }
    }
  }

  void showsWhyAFunctionFailed() {
    ApiBench bench;
    FunctionInfo& f = bench.engine.add(QStringLiteral("bad"));
    f.status = FunctionStatus::CreateFailed;
    f.statusCode = QStringLiteral("InvalidParameterValue.ZipFile");
    f.statusReason = QStringLiteral("The package is \"broken\".");
    const json r = bench.call("GetFunction", {{"FunctionName", "bad"}});
    QCOMPARE(r["Status"].get<std::string>(), std::string("CreateFailed"));
    QCOMPARE(text(r["StatusReasons"]), text(json::parse("[{\"ErrorCode\":\"InvalidParameterValue.ZipFile\",\"ErrorMessage\":\"The package is \\\"broken\\\".\"}]")));
  }

  void takesLargePackagesWithoutATree() {
    ApiBench bench;
    QByteArray zip = kZip + QByteArray(300'000, Qt::Uninitialized);
    for (qsizetype i = kZip.size(); i < zip.size(); ++i) zip[i] = char(i * 7 ^ i >> 9);
    QVERIFY(bench.code("CreateFunction", create({{"Code", {{"ZipFile", base64(zip)}}}})).isEmpty());
    QVERIFY(bench.engine.created->code.zip == zip);
    // as PHP writes it
    QByteArray body = QByteArray::fromStdString(json({{"FunctionName", "hello"}, {"Code", {{"ZipFile", base64(zip)}}}}).dump());
    body.replace("/", "\\/");
    QVERIFY(!bench.response(bench.raw("UpdateFunctionCode", body, {})).contains("Error"));
    QVERIFY(bench.engine.coded->code.zip == zip);
    QVERIFY(bench.code("UpdateFunctionCode", {{"FunctionName", "hello"}, {"ZipFile", base64(zip)}, {"Handler", "other.run"}}).isEmpty());
    QVERIFY(bench.engine.coded->code.zip == zip);
    QCOMPARE(*bench.engine.coded->handler, QStringLiteral("other.run"));
  }

  void boundsPackages() {
    const QByteArray atLimit = QByteArray("PK\x03\x04", 4) + QByteArray(96, 'x');
    QVERIFY(decodeZip(atLimit.toBase64(), 100).ok());
    QCOMPARE(decodeZip(QByteArray(atLimit + 'x').toBase64(), 100).error().code, QStringLiteral("InvalidParameterValue.Code"));
    QCOMPARE(decodeZip(QByteArray(atLimit + QByteArray(50, 'x')).toBase64(), 100).error().code, QStringLiteral("InvalidParameterValue.Code"));
  }

  void cutsOnlyPlainPackages() {
    QByteArray zip, body("{\"A\":1,\"Code\":{\"B\":\"ZipFile\",\"ZipFile\":\"QUJD\"},\"ZipFileX\":\"no\"}");
    QVERIFY(cutZip(body, zip));
    QCOMPARE(zip, QByteArray("QUJD"));
    QCOMPARE(body, QByteArray("{\"A\":1,\"Code\":{\"B\":\"ZipFile\",\"ZipFile\":\"\"},\"ZipFileX\":\"no\"}"));
    for (const char* other : {"{\"A\":\"ZipFile\"}", "{\"ZipFile\":1}", "[\"ZipFile\"]", "{\"ZipFile\":\"a\\x\"}", ""}) {
      QByteArray same(other);
      QVERIFY2(!cutZip(same, zip), other);
      QCOMPARE(same, QByteArray(other));
    }
  }

  void updatesOnlyWhatIsSet() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    QVERIFY(bench.code("UpdateFunctionConfiguration", {{"FunctionName", "old"}, {"Timeout", 7}, {"Runtime", "Python3.10"}, {"IgnoreSysLog", true}}).isEmpty());
    const UpdateConfig& u = *bench.engine.configured;
    QCOMPARE(*u.timeoutSeconds, 7);
    QVERIFY(!u.memoryMb && !u.environment && !u.description && !u.handler && !u.role && !u.runtime);
    QVERIFY(bench.code("UpdateFunctionConfiguration", {{"FunctionName", "old"}, {"Environment", {{"Variables", json::array()}}}, {"Description", ""}}).isEmpty());
    QVERIFY(bench.engine.configured->environment && bench.engine.configured->environment->isEmpty());
    QCOMPARE(*bench.engine.configured->description, QString());
    QVERIFY(bench.code("DeleteFunction", {{"FunctionName", "old"}}).isEmpty());
    QCOMPARE(bench.engine.deleted->name, QStringLiteral("old"));
  }

  void lists() {
    ApiBench bench;
    for (const char* name : {"c", "a", "b"}) bench.engine.add(QString::fromLatin1(name) + QStringLiteral("-fn"));
    bench.engine.all[1].config.runtime = QStringLiteral("Nodejs18.15");
    bench.engine.add(QStringLiteral("elsewhere"), QStringLiteral("other"));
    const auto names = [&](const json& params) {
      const json r = bench.call("ListFunctions", params);
      std::string initials;
      for (const json& f : r["Functions"]) initials += f["FunctionName"].get<std::string>().substr(0, 1);
      return QByteArray::fromStdString(initials + "/" + r["TotalCount"].dump());
    };
    QCOMPARE(names(json::object()), QByteArray("bac/3"));  // the newest first
    QCOMPARE(names({{"Order", "ASC"}}), QByteArray("cab/3"));
    QCOMPARE(names({{"Orderby", "FunctionName"}, {"Order", "ASC"}}), QByteArray("abc/3"));
    QCOMPARE(names({{"Orderby", "FunctionName"}, {"Order", "ASC"}, {"Offset", 1}, {"Limit", 1}}), QByteArray("b/3"));
    QCOMPARE(names({{"Limit", 0}}), QByteArray("/3"));
    QCOMPARE(names({{"Offset", 99}}), QByteArray("/3"));
    QCOMPARE(names({{"SearchKey", "A-"}}), QByteArray("a/1"));
    QCOMPARE(names({{"Filters", {{{"Name", "Runtime"}, {"Values", {"Nodejs18.15"}}}}}}), QByteArray("a/1"));
    const json ns = bench.call("ListNamespaces", json::object());
    QCOMPARE(text(ns["TotalCount"]), text(json(1)));
    QCOMPARE(text(ns["Namespaces"][0]), text(json::parse("{\"ModTime\":\"2018-06-07 09:32:23\",\"AddTime\":\"2018-06-07 09:32:23\",\"Description\":\"\",\"Name\":\"default\",\"Type\":\"default\"}")));
  }

  void invokesByteExact() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    const auto r = bench.raw("Invoke", "{\"FunctionName\":\"old\",\"ClientContext\":\"{\\\"k\\\":\\\"\\u00fc\\\"}\",\"LogType\":\"Tail\"}", {});
    QCOMPARE(bench.engine.invocations[0].request.payload, QByteArray("{\"k\":\"\xC3\xBC\"}"));
    QCOMPARE(bench.engine.invocations[0].request.qualifier, QStringLiteral("$LATEST"));
    QCOMPARE(bench.engine.invocations[0].request.source, Source::Api);
    QCOMPARE(r.body, QByteArray("{\"Response\":{\"Result\":{\"MemUsage\":3207168,\"Log\":\"START\\nEND\\n\",\"RetMsg\":\"\\\"ok\\\"\",\"BillDuration\":1,\"FunctionRequestId\":\"11111111-2222-4333-8444-555555555555\",\"Duration\":0.826,\"ErrMsg\":\"\",\"InvokeResult\":0},\"RequestId\":\"11111111-2222-4333-8444-555555555555\"}}"));
  }

  void invokesTheLongWayToo() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    // null is not a string: the request goes through the tree and means the same
    const json r = bench.call("Invoke", {{"FunctionName", "old"}, {"ClientContext", "[1]"}, {"Qualifier", nullptr}, {"Namespace", "default"}});
    QVERIFY(r.contains("Result"));
    QCOMPARE(bench.engine.invocations[0].request.payload, QByteArray("[1]"));
    QCOMPARE(r["Result"]["Log"].get<std::string>(), std::string());
  }

  void invokeFunctionHasItsOwnNames() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    QVERIFY(bench.code("InvokeFunction", {{"FunctionName", "old"}, {"Event", "{\"a\":1}"}}).isEmpty());
    QCOMPARE(bench.engine.invocations[0].request.qualifier, QStringLiteral("$DEFAULT"));
    QCOMPARE(bench.engine.invocations[0].request.payload, QByteArray("{\"a\":1}"));
    QCOMPARE(bench.code("InvokeFunction", {{"FunctionName", "old"}, {"InvocationType", "Event"}}), QByteArray("UnknownParameter"));
  }

  void anEventInvocationGivesOnlyItsId() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.engine.next = InvokeReply{1, "11111111-2222-4333-8444-555555555555", 200, {}, {}, 0, 0, 0};
    const json r = bench.call("Invoke", {{"FunctionName", "old"}, {"InvocationType", "Event"}, {"LogType", "Tail"}});
    QCOMPARE(bench.engine.invocations[0].request.mode, InvokeMode::Async);
    QCOMPARE(bench.engine.invocations[0].request.payload, QByteArray("{}"));
    QCOMPARE(text(r["Result"]), text(json::parse("{\"BillDuration\":0,\"Duration\":0,\"ErrMsg\":\"\",\"FunctionRequestId\":\"11111111-2222-4333-8444-555555555555\",\"InvokeResult\":0,\"Log\":\"\",\"MemUsage\":0,\"RetMsg\":\"\"}")));
  }

  void aFailedFunctionIsNoApiError() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    const std::string object = "{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\",\"requestId\":\"r\",\"statusCode\":433}";
    bench.engine.next = InvokeReply{1, "11111111-2222-4333-8444-555555555555", 433, QByteArray::fromStdString(object), {}, 3'000'120, 3001, 1};
    const json r = bench.call("Invoke", {{"FunctionName", "old"}});
    QCOMPARE(r["Result"]["RetMsg"].get<std::string>(), object);
    QCOMPARE(r["Result"]["ErrMsg"].get<std::string>(), std::string("Invoking task timed out after 3 seconds"));
    QCOMPARE(text(r["Result"]["InvokeResult"]), text(json(-1)));
    QCOMPARE(text(r["Result"]["Duration"]), text(json(3000.12)));
  }

  void aRefusalIsAnApiError() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.engine.next = Error{QStringLiteral("ResourceLimitReached"), QStringLiteral("Function [ old ] concurrency exceeded"), QStringLiteral("Wait.")};
    const json r = bench.call("Invoke", {{"FunctionName", "old"}});
    QCOMPARE(r["Error"]["Code"].get<std::string>(), std::string("ResourceLimitReached"));
    QCOMPARE(r["Error"]["Message"].get<std::string>(), std::string("Function [ old ] concurrency exceeded Wait."));
  }

  void cutsTheLogTail() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.engine.next = InvokeReply{1, "11111111-2222-4333-8444-555555555555", 200, "1", QByteArray(limits::kLogTailBytes, 'x'), 0, 0, 0};
    const auto log = [&] { return bench.call("Invoke", {{"FunctionName", "old"}, {"LogType", "Tail"}})["Result"]["Log"].get<std::string>(); };
    QCOMPARE(log().size(), size_t(limits::kLogTailBytes));
    bench.engine.next = InvokeReply{1, "11111111-2222-4333-8444-555555555555", 200, "1", "\xC3\xBC" + QByteArray(limits::kLogTailBytes - 1, 'x'), 0, 0, 0};
    QCOMPARE(log(), std::string(size_t(limits::kLogTailBytes) - 1, 'x'));  // no half character at the front
  }

  void aCallerThatLeavesGivesUpItsPlace() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.engine.hold = true;
    LoopClient async(bench.reactor, bench.port);
    QVERIFY(bench.client.send(bench.request("Invoke", "{\"FunctionName\":\"old\"}", {})));
    QVERIFY(turnUntil(bench.reactor, [&] { return bench.engine.invocations.size() == 1; }));
    QVERIFY(async.send(bench.request("Invoke", "{\"FunctionName\":\"old\",\"InvocationType\":\"Event\"}", {})));
    QVERIFY(turnUntil(bench.reactor, [&] { return bench.engine.invocations.size() == 2; }));
    async.disconnect();
    bench.client.disconnect();
    QVERIFY(turnUntil(bench.reactor, [&] { return !bench.engine.abandoned.isEmpty(); }));
    QCOMPARE(bench.engine.abandoned, QList<InvocationId>{1});  // an accepted async event goes on
    for (auto& pending : bench.engine.invocations) pending.reply(bench.engine.next);  // goes nowhere, and breaks nothing
  }

  void triggersComeAndGo() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    const json t = bench.call("CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "url"}, {"Type", "http"}, {"Description", "d"}, {"TriggerDesc", "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true},\"CorsConfig\":{\"Enable\":true,\"Origins\":[\"*\"],\"MaxAge\":60}}"}})["TriggerInfo"];
    QCOMPARE(text(t["Enable"]), text(json(1)));
    QCOMPARE(t["Type"].get<std::string>(), std::string("http"));
    const json desc = json::parse(t["TriggerDesc"].get<std::string>());
    const std::string url = "http://127.0.0.1:" + std::to_string(bench.port) + "/url/u1";
    QCOMPARE(desc["NetConfig"]["ExtranetUrl"].get<std::string>(), url);
    QCOMPARE(desc["NetConfig"]["IntranetUrl"].get<std::string>(), url);
    QCOMPARE(text(desc["CorsConfig"]["MaxAge"]), text(json(60)));
    QCOMPARE(text(bench.call("ListTriggers", {{"FunctionName", "old"}})["Triggers"][0]), text(t));
    QCOMPARE(text(bench.call("GetFunction", {{"FunctionName", "old"}})["Triggers"][0]), text(t));
    QCOMPARE(bench.code("CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "url"}, {"Type", "http"}}), QByteArray("ResourceInUse.TriggerName"));
    QCOMPARE(bench.code("CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "url2"}, {"Type", "http"}}), QByteArray("ResourceInUse.Trigger"));
    QVERIFY(bench.code("DeleteTrigger", {{"FunctionName", "old"}, {"TriggerName", "url"}, {"Type", "http"}}).isEmpty());
    QCOMPARE(text(bench.call("ListTriggers", {{"FunctionName", "old"}})["TotalCount"]), text(json(0)));
    QCOMPARE(text(bench.call("CreateTrigger", {{"FunctionName", "old"}, {"TriggerName", "u"}, {"Type", "http"}, {"Enable", "CLOSE"}})["TriggerInfo"]["Enable"]), text(json(0)));
  }

  void findsTheNextFreePort() {
    ApiBench bench;
    Endpoint other(bench.reactor, bench.engine, {QStringLiteral("a"), QStringLiteral("b")});
    const auto exact = other.listen(QStringLiteral("127.0.0.1"), bench.port, true);
    QVERIFY(!exact);
    QCOMPARE(exact.error().code, QStringLiteral("Local.PortTaken"));
    const auto next = other.listen(QStringLiteral("127.0.0.1"), bench.port, false);
    QVERIFY(next.ok());
    QVERIFY(*next > bench.port && *next < bench.port + 100);
    QCOMPARE(other.address(), QStringLiteral("127.0.0.1:%1").arg(*next));
  }
};

QTEST_GUILESS_MAIN(TestCloudApi)
#include "tst_cloudapi.moc"
