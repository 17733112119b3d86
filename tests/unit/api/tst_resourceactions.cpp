// SPDX-License-Identifier: GPL-3.0-or-later
// Versions, aliases, namespaces, quotas and async events through the Cloud API (facts/scf.md 1.5 to 1.9), over a fake engine.
#include "models/data/limits.h"
#include "tests/unit/api/apibench.h"
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;
using json = nlohmann::json;

namespace {
const json kFn{{"FunctionName", "old"}};
json with(const json& more) {
  json all = kFn;
  all.update(more);
  return all;
}
std::string str(const json& value) { return value.get<std::string>(); }
}  // namespace

class TestResourceActions final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void refuses_data() {
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* action, const json& params, const char* code) { QTest::newRow(name) << QByteArray(action) << QByteArray::fromStdString(params.dump()) << QByteArray(code); };
    const json alias{{"Name", "a"}, {"FunctionVersion", "1"}};
    const auto aliasWith = [&](const json& more) { json all = with(alias); all.update(more); return all; };
    row("publish of nobody", "PublishVersion", {{"FunctionName", "nobody"}}, "ResourceNotFound.Function");
    row("description at the limit", "PublishVersion", with({{"Description", std::string(limits::kDescriptionChars, 'd')}}), "");
    row("description past it", "PublishVersion", with({{"Description", std::string(limits::kDescriptionChars + 1, 'd')}}), "InvalidParameterValue.Description");
    row("versions order by", "ListVersionByFunction", with({{"OrderBy", "Size"}}), "InvalidParameterValue.OrderBy");
    row("delete $LATEST", "DeleteFunctionVersion", with({{"Qualifier", "$LATEST"}}), "InvalidParameterValue.Qualifier");
    row("delete an alias as a version", "DeleteFunction", with({{"Qualifier", "prod"}}), "InvalidParameterValue.Qualifier");
    row("get a version that is not there", "GetFunction", with({{"Qualifier", "9"}}), "ResourceNotFound.FunctionVersion");
    row("get an alias that is not there", "GetFunction", with({{"Qualifier", "prod"}}), "ResourceNotFound.Qualifier");
    row("alias without a version", "CreateAlias", with({{"Name", "a"}}), "MissingParameter");
    row("alias to an alias", "CreateAlias", with({{"Name", "a"}, {"FunctionVersion", "prod"}}), "InvalidParameterValue.Qualifier");
    row("weight as text", "CreateAlias", aliasWith({{"RoutingConfig", {{"AdditionalVersionWeights", {{{"Version", "1"}, {"Weight", "x"}}}}}}}), "InvalidParameter");
    row("weight without version", "CreateAlias", aliasWith({{"RoutingConfig", {{"AdditionalVersionWeights", {{{"Weight", 0.5}}}}}}}), "MissingParameter");
    row("unknown in routing", "CreateAlias", aliasWith({{"RoutingConfig", {{"Weights", json::array()}}}}), "UnknownParameter");
    row("method", "CreateAlias", aliasWith({{"RoutingConfig", {{"AddtionVersionMatchs", {{{"Version", "1"}, {"Key", "k"}, {"Method", "like"}, {"Expression", "x"}}}}}}}), "InvalidParameterValue.RoutingConfig");
    row("no such alias", "GetAlias", with({{"Name", "b"}}), "ResourceNotFound.Alias");
    row("alias limit no number", "ListAliases", with({{"Limit", "x"}}), "InvalidParameterValue.Limit");
    row("alias limit a number", "ListAliases", with({{"Limit", 5}}), "InvalidParameter");
    row("alias limit past", "ListAliases", with({{"Limit", "101"}}), "InvalidParameterValue.Limit");
    row("copy to nowhere", "CopyFunction", with({{"NewFunctionName", "n"}, {"TargetNamespace", "nowhere"}}), "ResourceNotFound.Namespace");
    row("copy onto itself", "CopyFunction", with({{"NewFunctionName", "old"}}), "InvalidParameterValue.FunctionName");
    row("copy to a region", "CopyFunction", with({{"NewFunctionName", "n"}, {"TargetRegion", "ap-moon"}}), "UnsupportedOperation.Region");
    row("copy override as text", "CopyFunction", with({{"NewFunctionName", "n"}, {"Override", "TRUE"}}), "InvalidParameter");
    row("total at the least", "PutTotalConcurrencyConfig", {{"TotalConcurrencyMem", 64}}, "");
    row("total below it", "PutTotalConcurrencyConfig", {{"TotalConcurrencyMem", 63}}, "LimitExceeded.TotalConcurrencyMemory");
    row("reserve below an instance", "PutReservedConcurrencyConfig", with({{"ReservedConcurrencyMem", 127}}), "LimitExceeded.FunctionReservedConcurrencyMemory");
    row("reserve all that may be", "PutReservedConcurrencyConfig", with({{"ReservedConcurrencyMem", limits::kAccountMemoryMb - limits::kUnreservableMemoryMb}}), "");
    row("reserve one more", "PutReservedConcurrencyConfig", with({{"ReservedConcurrencyMem", limits::kAccountMemoryMb - limits::kUnreservableMemoryMb + 1}}), "LimitExceeded.FunctionReservedConcurrencyMemory");
    row("reserve nothing", "PutReservedConcurrencyConfig", with({{"ReservedConcurrencyMem", 0}}), "");
    row("provision nobody", "PutProvisionedConcurrencyConfig", {{"FunctionName", "nobody"}, {"Qualifier", "1"}, {"VersionProvisionedConcurrencyNum", 1}}, "ResourceNotFound.Function");
    row("provision $LATEST", "PutProvisionedConcurrencyConfig", with({{"Qualifier", "$LATEST"}, {"VersionProvisionedConcurrencyNum", 1}}), "InvalidParameterValue.Qualifier");
    row("provision an alias", "PutProvisionedConcurrencyConfig", with({{"Qualifier", "$DEFAULT"}, {"VersionProvisionedConcurrencyNum", 1}}), "InvalidParameterValue.Qualifier");
    row("provision a version that is not there", "PutProvisionedConcurrencyConfig", with({{"Qualifier", "9"}, {"VersionProvisionedConcurrencyNum", 1}}), "ResourceNotFound.FunctionVersion");
    row("provision without a number", "PutProvisionedConcurrencyConfig", with({{"Qualifier", "1"}}), "MissingParameter");
    row("provisioned of $LATEST", "GetProvisionedConcurrencyConfig", with({{"Qualifier", "$LATEST"}}), "InvalidParameterValue.Qualifier");
    row("no provisioned of $LATEST", "DeleteProvisionedConcurrencyConfig", with({{"Qualifier", "$LATEST"}}), "InvalidParameterValue.Qualifier");
    row("async config without retries", "UpdateFunctionEventInvokeConfig", with({{"AsyncTriggerConfig", {{"RetryConfig", json::array()}, {"MsgTTL", 60}}}}), "InvalidParameterValue.AsyncTriggerConfig");
    row("async config without age", "UpdateFunctionEventInvokeConfig", with({{"AsyncTriggerConfig", {{"RetryConfig", {{{"RetryNum", 1}}}}}}}), "MissingParameter");
    row("no such event", "GetAsyncEventStatus", {{"InvokeRequestId", "x"}}, "ResourceNotFound.AsyncEvent");
    row("event status", "ListAsyncEvents", with({{"Status", {"DONE"}}}), "InvalidParameterValue.Status");
    row("event interval", "ListAsyncEvents", with({{"StartTimeInterval", {{"Start", "yesterday"}, {"End", "today"}}}}), "InvalidParameterValue.StartTimeOrEndTime");
    row("events limit past", "ListAsyncEvents", with({{"Limit", 101}}), "InvalidParameterValue.Limit");
    row("request status time", "GetRequestStatus", with({{"FunctionRequestId", "x"}, {"StartTime", "2018"}}), "InvalidParameterValue.StartTimeOrEndTime");
    row("logs over a day", "GetFunctionLogs", with({{"StartTime", "2018-06-07 00:00:00"}, {"EndTime", "2018-06-09 00:00:00"}}), "InvalidParameterValue.StartTimeOrEndTime");
    row("logs backwards", "GetFunctionLogs", with({{"StartTime", "2018-06-07 01:00:00"}, {"EndTime", "2018-06-07 00:00:00"}}), "InvalidParameterValue.StartTimeOrEndTime");
    row("logs offset and limit", "GetFunctionLogs", with({{"Offset", 9990}, {"Limit", 10}}), "");
    row("logs offset and limit past", "GetFunctionLogs", with({{"Offset", 9990}, {"Limit", 11}}), "LimitExceeded.Offset");
    row("logs filter", "GetFunctionLogs", with({{"Filter", {{"RetCode", "odd"}}}}), "InvalidParameterValue.Filters");
    row("routing key at the limit", "Invoke", with({{"RoutingKey", "{\"U\":\"" + std::string(limits::kRoutingKeyBytes - 8, 'x') + "\"}"}}), "");
    row("routing key past it", "Invoke", with({{"RoutingKey", "{\"U\":\"" + std::string(limits::kRoutingKeyBytes - 7, 'x') + "\"}"}}), "InvalidParameterValue");
    row("routing key of numbers", "Invoke", with({{"RoutingKey", "{\"U\":1}"}}), "InvalidParameterValue");
    row("routing key no object", "Invoke", with({{"RoutingKey", "U"}}), "InvalidParameterValue");
    row("no such trigger", "UpdateTrigger", with({{"TriggerName", "t"}, {"Type", "http"}}), "ResourceNotFound.Trigger");
    row("trigger status", "UpdateTriggerStatus", with({{"TriggerName", "t"}, {"Type", "http"}, {"Enable", "ON"}}), "InvalidParameterValue.Enable");
  }
  void refuses() {
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, params);
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    QTEST(bench.code(action, json::parse(params.toStdString())), "code");
  }

  void provisionedIsChecked_data() {
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const json& more, const char* code) { QTest::newRow(name) << QByteArray::fromStdString(more.dump()) << QByteArray(code); };
    const auto tracking = [](const json& more) {
      json all{{"ProvisionedType", "ConcurrencyUtilizationTracking"}, {"TrackingTarget", 0.7}, {"MinCapacity", 1}, {"MaxCapacity", 3}};
      all.update(more);
      return all;
    };
    const auto task = [](const char* cron, int count = 1) { return json{{"TriggerName", "t"}, {"TriggerProvisionedConcurrencyNum", count}, {"TriggerCronConfig", cron}}; };
    const auto tasks = [](int count) {
      json all = json::array();
      for (int i = 0; i < count; ++i) all.push_back({{"TriggerName", "t" + std::to_string(i)}, {"TriggerProvisionedConcurrencyNum", 1}, {"TriggerCronConfig", "0 0 9 * * * *"}});
      return json{{"TriggerActions", all}};
    };
    row("all of the account", {{"VersionProvisionedConcurrencyNum", 1000}}, "");
    row("one past it", {{"VersionProvisionedConcurrencyNum", 1001}}, "LimitExceeded.FunctionTotalProvisionedConcurrencyMemory");
    row("below nothing", {{"VersionProvisionedConcurrencyNum", -1}}, "LimitExceeded.FunctionTotalProvisionedConcurrencyNum");
    row("a task past the account", {{"TriggerActions", json::array({task("0 0 9 * * * *", 1001)})}}, "LimitExceeded.FunctionTotalProvisionedConcurrencyMemory");
    row("five fields", {{"TriggerActions", json::array({task("0 9 * * *")})}}, "InvalidParameterValue");
    row("no such hour", {{"TriggerActions", json::array({task("0 0 24 * * * *")})}}, "InvalidParameterValue");
    row("a task that tracks", {{"TriggerActions", json::array({{{"TriggerName", "t"}, {"TriggerProvisionedConcurrencyNum", 1}, {"TriggerCronConfig", "0 0 9 * * * *"}, {"ProvisionedType", "ConcurrencyUtilizationTracking"}}})}}, "InvalidParameterValue");
    row("two of one name", {{"TriggerActions", json::array({task("0 0 9 * * * *"), task("0 0 18 * * * *")})}}, "InvalidParameterValue.TriggerName");
    row("as many tasks as may be", tasks(scaling::kScheduledTasks), "");
    row("one more", tasks(scaling::kScheduledTasks + 1), "LimitExceeded.Trigger");
    row("tracking", tracking(json::object()), "");
    row("tracking to all of it", tracking({{"TrackingTarget", 1}}), "InvalidParameterValue");
    row("tracking to nothing", tracking({{"TrackingTarget", 0}}), "InvalidParameterValue");
    row("tracking from nothing", tracking({{"MinCapacity", 0}}), "InvalidParameterValue");
    row("tracking downwards", tracking({{"MinCapacity", 4}}), "InvalidParameterValue");
    row("tracking past the account", tracking({{"MaxCapacity", 1001}}), "LimitExceeded.FunctionTotalProvisionedConcurrencyMemory");
    row("tracking with a number", tracking({{"VersionProvisionedConcurrencyNum", 1}}), "InvalidParameterValue");
    row("tracking without a target", {{"ProvisionedType", "ConcurrencyUtilizationTracking"}, {"MinCapacity", 1}, {"MaxCapacity", 3}}, "MissingParameter");
    row("a target without tracking", {{"TrackingTarget", 0.7}}, "InvalidParameterValue");
  }
  void provisionedIsChecked() {
    QFETCH(QByteArray, params);
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.call("PublishVersion", kFn);
    json all = with({{"Qualifier", "1"}, {"VersionProvisionedConcurrencyNum", 0}});
    all.update(json::parse(params.toStdString()));
    QTEST(bench.code("PutProvisionedConcurrencyConfig", all), "code");
    QFETCH(QByteArray, code);
    QCOMPARE(bench.engine.allProvisioned.contains(1001), code.isEmpty());
  }

  void provisionedIsKeptShownAndTakenAway() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    for (int i = 0; i < 2; ++i) bench.call("PublishVersion", kFn);
    const json action{{"TriggerName", "morning"}, {"TriggerProvisionedConcurrencyNum", 5}, {"TriggerCronConfig", "0 0 9 * * * *"}, {"ProvisionedType", "Default"}};
    QCOMPARE(bench.code("PutProvisionedConcurrencyConfig", with({{"Qualifier", "2"}, {"VersionProvisionedConcurrencyNum", 3}, {"TriggerActions", json::array({action})}})), QByteArray());
    QCOMPARE(bench.code("PutProvisionedConcurrencyConfig", with({{"Qualifier", "1"}, {"VersionProvisionedConcurrencyNum", 1}})), QByteArray());
    ProvisionedState& state = bench.engine.allProvisioned[1002];
    QCOMPARE(state.config.tasks.size(), 1);
    QCOMPARE(ProvisionedConfig::fromText(state.config.toText()), state.config);
    state.ready = 2;
    const auto only = [&](const char* version) { return bench.call("GetProvisionedConcurrencyConfig", with({{"Qualifier", version}}))["Allocated"]; };
    QVERIFY(only("2") == json::array({{{"AllocatedProvisionedConcurrencyNum", 3}, {"AvailableProvisionedConcurrencyNum", 2}, {"Status", "InProgress"}, {"StatusReason", ""}, {"Qualifier", "2"}, {"TriggerActions", json::array({action})}}}));
    state.failures = 4;
    QCOMPARE(str(only("2")[0]["Status"]), "Failed");
    QVERIFY(!str(only("2")[0]["StatusReason"]).empty());
    state.ready = 3;
    QCOMPARE(str(only("2")[0]["Status"]), "Done");
    const json all = bench.call("GetProvisionedConcurrencyConfig", kFn);
    QCOMPARE(all["Allocated"].size(), 2U);
    QVERIFY(all["UnallocatedConcurrencyNum"] == 1000 - 4);
    QVERIFY(bench.call("ListFunctions", json::object())["Functions"][0]["TotalProvisionedConcurrencyMem"] == 4 * 128);
    QVERIFY(bench.call("GetAccount", json::object())["AccountUsage"]["Namespace"][0]["TotalAllocatedProvisionedMem"] == 4 * 128);
    // The reserved quota bounds it: five of the task and one of version 1 are 768 MB.
    bench.engine.all[0].reservedMemoryMb = 768;
    QCOMPARE(bench.code("PutProvisionedConcurrencyConfig", with({{"Qualifier", "1"}, {"VersionProvisionedConcurrencyNum", 1}})), QByteArray());
    QCOMPARE(bench.code("PutProvisionedConcurrencyConfig", with({{"Qualifier", "1"}, {"VersionProvisionedConcurrencyNum", 2}})), QByteArray("LimitExceeded.FunctionProvisionedConcurrencyMemory"));
    QCOMPARE(bench.code("DeleteProvisionedConcurrencyConfig", with({{"Qualifier", "2"}})), QByteArray());
    QVERIFY(only("2").empty());
    QCOMPARE(only("1").size(), 1U);
  }

  void scheduledTasksCountAgainAfterARestart() {
    ProvisionedConfig config;
    config.count = 1;
    config.tasks = {{QStringLiteral("day"), 7, QStringLiteral("0 0 9 * * * *")}, {QStringLiteral("night"), 2, QStringLiteral("0 0 18 * * * *")}};
    const int64_t midnight = 1'699'977'600;  // 2023-11-15 00:00 at +08:00
    config.since = midnight + 3600;
    const auto at = [&](int hour, int second = 0) { return config.at(midnight + hour * 3600 + second).count; };
    QCOMPARE(at(1), 1);
    QCOMPARE(at(9, -1), 1);
    QCOMPARE(at(9), 7);
    QCOMPARE(at(18, -1), 7);
    QCOMPARE(at(18), 2);
    QCOMPARE(at(24 + 8), 2);
    QCOMPARE(at(24 * 400 + 10), 7);
    QCOMPARE(at(0), 1);  // before it was put
    config.tasks[1].cron = config.tasks[0].cron;
    QCOMPARE(at(9), 2);  // of two at once the later one
  }

  void versionsAreListedAndReadable() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old")).config.description = QStringLiteral("live");
    const json made = bench.call("PublishVersion", with({{"Description", "first"}}));
    for (const char* name : {"FunctionVersion", "CodeSize", "MemorySize", "Description", "Handler", "Timeout", "Runtime", "Namespace"}) QVERIFY2(made.contains(name), name);
    QCOMPARE(str(made["FunctionVersion"]), std::string("1"));
    bench.call("PublishVersion", kFn);
    const json all = bench.call("ListVersionByFunction", kFn);
    QCOMPARE(all["FunctionVersion"].dump(), std::string("[\"$LATEST\",\"2\",\"1\"]"));
    QCOMPARE(all["TotalCount"].get<int>(), 3);
    QCOMPARE(str(all["Versions"][2]["Description"]), std::string("first"));
    const json page = bench.call("ListVersionByFunction", with({{"Order", "ASC"}, {"Offset", 1}, {"Limit", 1}}));
    QCOMPARE(page["FunctionVersion"].dump(), std::string("[\"1\"]"));
    const json one = bench.call("GetFunction", with({{"Qualifier", "1"}}));
    QVERIFY(str(one["FunctionVersion"]) == "1" && str(one["Qualifier"]) == "1" && str(one["Description"]) == "first");
    QCOMPARE(bench.code("DeleteFunctionVersion", with({{"Qualifier", "1"}})), QByteArray());
    QCOMPARE(bench.code("DeleteFunction", with({{"Qualifier", "2"}})), QByteArray());
    QCOMPARE(bench.engine.all[0].versions.size(), 0);
    QVERIFY(!bench.engine.deleted);
  }

  void updatesPublish() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    QCOMPARE(bench.code("UpdateFunctionConfiguration", with({{"Timeout", 9}, {"Publish", "TRUE"}})), QByteArray());
    QCOMPARE(bench.engine.all[0].versions.size(), 1);
  }

  void aliases() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.call("PublishVersion", kFn);
    bench.call("PublishVersion", kFn);
    const json weights{{"AdditionalVersionWeights", {{{"Version", "2"}, {"Weight", 0.1}}}}};
    QCOMPARE(bench.code("CreateAlias", with({{"Name", "gray"}, {"FunctionVersion", "1"}, {"Description", "d"}, {"RoutingConfig", weights}})), QByteArray());
    const AliasInfo& kept = bench.engine.all[0].aliases[0];
    QVERIFY(kept.version == 1 && kept.weights == (QList<VersionWeight>{{2, 0.1}}));
    const json got = bench.call("GetAlias", with({{"Name", "gray"}}));
    QVERIFY(got["FunctionVersion"] == "1" && got["Name"] == "gray" && got["Description"] == "d" && got["RoutingConfig"]["AdditionalVersionWeights"] == weights["AdditionalVersionWeights"]);
    const json match{{"Version", "2"}, {"Key", "invoke.headers.User"}, {"Method", "exact"}, {"Expression", "anna"}};
    QCOMPARE(bench.code("UpdateAlias", with({{"Name", "gray"}, {"FunctionVersion", "1"}, {"RoutingConfig", {{"AddtionVersionMatchs", {match}}}}})), QByteArray());
    QVERIFY(bench.engine.all[0].aliases[0].matches.size() == 1 && bench.engine.all[0].aliases[0].description == QStringLiteral("d"));
    QCOMPARE(bench.call("GetAlias", with({{"Name", "gray"}}))["RoutingConfig"]["AddtionVersionMatchs"][0].dump(), match.dump());
    const json all = bench.call("ListAliases", kFn);
    QVERIFY(all["TotalCount"] == 2 && all["Aliases"][0]["Name"] == "$DEFAULT" && all["Aliases"][0]["FunctionVersion"] == "$LATEST");
    QCOMPARE(bench.call("ListAliases", with({{"FunctionVersion", "1"}}))["TotalCount"].get<int>(), 1);
    QCOMPARE(bench.call("ListAliases", with({{"Offset", "1"}, {"Limit", "1"}}))["Aliases"].size(), size_t(1));
    QCOMPARE(str(bench.call("GetFunction", with({{"Qualifier", "gray"}}))["FunctionVersion"]), std::string("1"));
    bench.call("CreateTrigger", with({{"TriggerName", "t"}, {"Type", "http"}, {"Qualifier", "gray"}, {"TriggerDesc", "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}"}}));
    QCOMPARE(bench.code("DeleteAlias", with({{"Name", "gray"}})), QByteArray("FailedOperation.DeleteAlias"));
    bench.engine.allTriggers.clear();
    QCOMPARE(bench.code("DeleteAlias", with({{"Name", "gray"}})), QByteArray());
    QVERIFY(bench.engine.all[0].aliases.isEmpty());
  }

  void invokesSayWhatTheyWereAsked() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.call("PublishVersion", kFn);
    QCOMPARE(bench.code("Invoke", with({{"Qualifier", "1"}, {"RoutingKey", "{\"User\":\"a\"}"}})), QByteArray());
    QVERIFY(bench.engine.invocations.back().request.qualifier == QStringLiteral("1") && bench.engine.invocations.back().request.routingKey == "{\"User\":\"a\"}");
    bench.call("Invoke", kFn);
    QCOMPARE(bench.engine.invocations.back().request.qualifier, QStringLiteral("$LATEST"));
    bench.call("InvokeFunction", kFn);
    QCOMPARE(bench.engine.invocations.back().request.qualifier, QStringLiteral("$DEFAULT"));
  }

  void asynchronousExecutionAnswersWithTheIdAlone() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    InvokeReply reply;
    reply.id = 1;
    reply.requestId = "11111111-2222-4333-8444-555555555555";
    reply.statusCode = status::kRunning;
    bench.engine.next = reply;
    const json r = bench.call("Invoke", kFn)["Result"];
    QVERIFY2(r["RetMsg"] == "" && r["ErrMsg"] == "" && r["InvokeResult"] == 0 && r["FunctionRequestId"] == "11111111-2222-4333-8444-555555555555", r.dump().c_str());
  }

  void quotas() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.engine.add(QStringLiteral("other")).reservedMemoryMb = 1024;
    QVERIFY(bench.call("GetReservedConcurrencyConfig", kFn)["ReservedMem"].is_null());
    const int most = limits::kAccountMemoryMb - limits::kUnreservableMemoryMb - 1024;
    QCOMPARE(bench.code("PutReservedConcurrencyConfig", with({{"ReservedConcurrencyMem", most + 1}})), QByteArray("LimitExceeded.FunctionReservedConcurrencyMemory"));
    QCOMPARE(bench.code("PutReservedConcurrencyConfig", with({{"ReservedConcurrencyMem", 512}})), QByteArray());
    QCOMPARE(bench.call("GetReservedConcurrencyConfig", kFn)["ReservedMem"].get<int>(), 512);
    QCOMPARE(bench.code("PutTotalConcurrencyConfig", {{"TotalConcurrencyMem", 1536 + limits::kUnreservableMemoryMb - 1}}), QByteArray("LimitExceeded.TotalConcurrencyMemory"));
    QCOMPARE(bench.code("PutTotalConcurrencyConfig", {{"TotalConcurrencyMem", 1536 + limits::kUnreservableMemoryMb}}), QByteArray());
    QCOMPARE(bench.engine.current.accountMemoryMb, 1536 + limits::kUnreservableMemoryMb);
    const json account = bench.call("GetAccount", json::object());
    QVERIFY2(account["AccountUsage"]["Namespace"][0]["TotalAllocatedConcurrencyMem"] == 1536 && account["AccountUsage"]["Namespace"][0]["FunctionsCount"] == 2, account.dump().c_str());
    QVERIFY(account["AccountLimit"]["Namespace"][0]["RetryNumLimit"] == limits::kAsyncRetries && account["AccountLimit"]["NamespacesCount"] == limits::kNamespaces);
    QCOMPARE(bench.code("DeleteReservedConcurrencyConfig", kFn), QByteArray());
    QVERIFY(!bench.engine.all[0].reservedMemoryMb);
  }

  void namespacesAndCopies() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    QCOMPARE(bench.code("CreateNamespace", {{"Namespace", "dev"}, {"Description", "d"}}), QByteArray());
    QCOMPARE(bench.code("UpdateNamespace", {{"Namespace", "dev"}, {"Description", "changed"}}), QByteArray());
    const json found = bench.call("ListNamespaces", {{"SearchKey", {{{"Key", "Description"}, {"Value", "chan"}}}}});
    QVERIFY(found["TotalCount"] == 1 && found["Namespaces"][0]["Name"] == "dev");
    QCOMPARE(bench.code("CopyFunction", with({{"NewFunctionName", "twin"}, {"TargetNamespace", "dev"}, {"Override", true}, {"CopyConfiguration", false}, {"Description", "x"}})), QByteArray());
    const CopyRequest& c = *bench.engine.copied;
    QVERIFY(c.to == (FunctionKey{QStringLiteral("dev"), QStringLiteral("twin")}) && c.override && !c.withConfiguration && c.description == QStringLiteral("x"));
    QCOMPARE(bench.code("DeleteNamespace", {{"Namespace", "dev"}}), QByteArray());
    QCOMPARE(bench.engine.spaces.size(), 1);
  }

  void asyncConfig() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    const json before = bench.call("GetFunctionEventInvokeConfig", kFn)["AsyncTriggerConfig"];
    QVERIFY(before["RetryConfig"][0]["RetryNum"] == 2 && before["MsgTTL"] == 21600);
    QCOMPARE(bench.code("UpdateFunctionEventInvokeConfig", with({{"AsyncTriggerConfig", {{"RetryConfig", {{{"RetryNum", 1}}, {{"RetryNum", -1}}}}, {"MsgTTL", 3600}}}})), QByteArray());
    QVERIFY(bench.engine.all[0].async == (AsyncConfig{1, 3600}));
  }

  void asyncEventsAreFiltered() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    const TimeUs t = 1'528'335'143'000'000;  // 2018-06-07 09:32:23
    bench.engine.allEvents = {{"a", 1, Source::Api, QStringLiteral("$LATEST"), status::kRunning, t, 0},
                              {"b", 1, Source::Url, QStringLiteral("1"), 200, t + 1'000'000, t + 5'000'000},
                              {"c", 1, Source::Api, QStringLiteral("1"), 433, t + 2'000'000, t + 4'000'000},
                              {"d", 1, Source::Api, QStringLiteral("1"), status::kCanceled, t + 3'000'000, t + 6'000'000}};
    const auto ids = [&](const json& more) {
      QByteArray all;
      const json answer = bench.call("ListAsyncEvents", with(more));
      for (const json& e : answer["EventList"]) all += QByteArray::fromStdString(str(e["InvokeRequestId"]));
      return all;
    };
    QCOMPARE(ids(json::object()), QByteArray("dcba"));
    QCOMPARE(ids({{"Order", "ASC"}}), QByteArray("abcd"));
    QCOMPARE(ids({{"Orderby", "EndTime"}}), QByteArray("dbca"));
    QCOMPARE(ids({{"Status", {"RUNNING", "FINISHED"}}}), QByteArray("ba"));
    QCOMPARE(ids({{"Status", {"FAILED"}}}), QByteArray("c"));
    QCOMPARE(ids({{"Status", {"ABORTED"}}}), QByteArray("d"));
    QCOMPARE(ids({{"Qualifier", "1"}}), QByteArray("dcb"));
    QCOMPARE(ids({{"InvokeType", {"HTTP_TRIGGER"}}}), QByteArray("b"));
    QCOMPARE(ids({{"InvokeRequestId", "c"}}), QByteArray("c"));
    QCOMPARE(ids({{"Offset", 1}, {"Limit", 2}}), QByteArray("cb"));
    QCOMPARE(ids({{"StartTimeInterval", {{"Start", "2018-06-07 09:32:24"}, {"End", "2018-06-07 09:32:25"}}}}), QByteArray("cb"));
    QCOMPARE(ids({{"EndTimeInterval", {{"Start", "2018-06-07 09:32:27"}, {"End", "2018-06-07 09:32:28"}}}}), QByteArray("cb"));
    const json one = bench.call("GetAsyncEventStatus", {{"InvokeRequestId", "c"}})["Result"];
    QVERIFY(one["Status"] == "FAILED" && one["StatusCode"] == 433 && one["InvokeRequestId"] == "c");
    bench.call("TerminateAsyncEvent", with({{"InvokeRequestId", "a"}, {"GraceShutdown", true}}));
    QCOMPARE(bench.engine.terminated, (QList<std::pair<QByteArray, bool>>{{"a", true}}));
  }

  void requestsAndLogs() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    const auto attempt = [&](const char* id, int code, int64_t durationUs, int retry) {
      InvocationDetail d;
      d.invocation.requestId = id;
      d.invocation.function = 1;
      d.invocation.statusCode = code;
      d.invocation.durationUs = durationUs;
      d.invocation.retryNum = retry;
      d.invocation.peakMemoryBytes = 3 * 1024 * 1024 / 2;
      d.invocation.at.accepted = bench.engine.now - 60'000'000 + retry;
      d.invocation.at.replied = bench.engine.now - 30'000'000;
      d.result = "\"r\"";
      d.log = "START\nEND\n";
      return d;
    };
    bench.engine.allAttempts = {attempt("a", 200, 1500, 0), attempt("b", 430, 500, 0), attempt("b", 433, 900, 1)};
    const json b = bench.call("GetRequestStatus", with({{"FunctionRequestId", "b"}}));
    QVERIFY2(b["TotalCount"] == 2 && b["Data"][0]["RetCode"] == -1 && b["Data"][0]["MemUsage"] == 1.5, b.dump().c_str());
    const json a = bench.call("GetRequestStatus", with({{"FunctionRequestId", "a"}}))["Data"][0];
    QVERIFY(a["RetCode"] == 0 && a["Duration"] == 1.5 && a["RetMsg"] == "\"r\"");
    bench.engine.allEvents = {{"z", 1, Source::Api, QStringLiteral("$LATEST"), status::kRunning, bench.engine.now - 1, 0}};
    QCOMPARE(bench.call("GetRequestStatus", with({{"FunctionRequestId", "z"}}))["Data"][0]["RetCode"].get<int>(), 1);
    const json logs = bench.call("GetFunctionLogs", with({{"OrderBy", "duration"}, {"Order", "ASC"}}));
    QVERIFY(logs["TotalCount"] == 3 && logs["Data"][0]["RetCode"] == 430 && logs["Data"][2]["RetCode"] == 0 && logs["Data"][0]["MemUsage"] == 1572864);
    QCOMPARE(str(logs["Data"][0]["Log"]), std::string("START\nEND\n"));
    for (const auto& [filter, count] : std::initializer_list<std::pair<const char*, int>>{{"is0", 1}, {"not0", 2}, {"TimeLimitExceeded", 1}, {"UserCodeException", 1}, {"ResourceLimitExceeded", 0}})
      QVERIFY2(bench.call("GetFunctionLogs", with({{"Filter", {{"RetCode", filter}}}}))["TotalCount"] == count, filter);
    QCOMPARE(bench.call("GetFunctionLogs", with({{"StartTime", "2018-06-07 00:00:00"}, {"EndTime", "2018-06-07 01:00:00"}}))["TotalCount"].get<int>(), 0);
  }

  void codeIsAddressedAndShown() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old")).codeSha256 = "abc";
    bench.engine.code = "PK zip bytes";
    QCOMPARE(str(bench.call("GetFunction", with({{"ShowCode", "TRUE"}}))["CodeInfo"]), std::string("print(1)"));
    QCOMPARE(str(bench.call("GetFunction", kFn)["CodeInfo"]), std::string());
    const json address = bench.call("GetFunctionAddress", kFn);
    QCOMPARE(str(address["CodeSha256"]), std::string("abc"));
    const QByteArray url = QByteArray::fromStdString(str(address["Url"]));
    const QByteArray path = url.mid(url.indexOf("/code/"));
    const auto ask = [&](const QByteArray& p) { return bench.client.ask("GET " + p + " HTTP/1.1\r\nHost: h\r\n\r\n"); };
    QCOMPARE(ask(path).body, bench.engine.code);
    QCOMPARE(ask(path + '0').status, 403);
    QCOMPARE(ask(QByteArray(path).replace("/code/1/", "/code/2/")).status, 403);
    QCOMPARE(ask("/code/1/99999999999/").status, 403);
    bench.clock.now += 601LL * 1000 * 1000 * 1000;
    QCOMPARE(ask(path).status, 403);
  }

  void triggersAreChanged() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("old"));
    bench.call("PublishVersion", kFn);
    bench.call("CreateTrigger", with({{"TriggerName", "t"}, {"Type", "http"}, {"TriggerDesc", "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}"}}));
    const json named{{"TriggerName", "t"}, {"Type", "http"}};
    const auto change = [&](json more) { more.update(named); return with(more); };
    QCOMPARE(bench.code("UpdateTriggerStatus", change({{"Enable", "CLOSE"}})), QByteArray());
    QVERIFY(!bench.engine.allTriggers[0].enabled);
    QCOMPARE(bench.code("UpdateTrigger", change({{"Enable", "OPEN"}, {"Qualifier", "1"}, {"Description", "d"}})), QByteArray());
    const TriggerInfo& t = bench.engine.allTriggers[0];
    QVERIFY(t.enabled && t.qualifier == QStringLiteral("1") && t.description == QStringLiteral("d"));
    QCOMPARE(bench.call("GetFunction", with({{"Qualifier", "1"}}))["Triggers"].size(), size_t(1));
    QCOMPARE(bench.call("GetFunction", with({{"Qualifier", "$LATEST"}}))["Triggers"].size(), size_t(0));
    QCOMPARE(bench.call("ListTriggers", with({{"Filters", {{{"Name", "Qualifier"}, {"Values", {"2"}}}}}}))["TotalCount"].get<int>(), 0);
  }
};

QTEST_GUILESS_MAIN(TestResourceActions)
#include "tst_resourceactions.moc"
