// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/handtrigger.h"
#include "app/engine/runtime/contexttemplate.h"
#include "app/engine/trigger/triggers.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

std::string eventType(const TriggerInfo& info) {
  const json desc = json::parse(info.desc.toStdString(), nullptr, false);
  return desc.is_object() ? desc.value("eventType", "WorkflowTask") : "WorkflowTask";
}

json workflowTask(const std::string& id) {
  const json output{{"Type", "COS"}, {"CosOutputStorage", {{"Bucket", "local-1250000000"}, {"Region", "ap-guangzhou"}}}};
  const json input{{"Type", "COS"}, {"CosInputInfo", {{"Bucket", "local-1250000000"}, {"Region", "ap-guangzhou"}, {"Object", "/sample.mp4"}}}};
  const json transcode{{"Type", "Transcode"}, {"TranscodeTask", {{"Status", "SUCCESS"}, {"ErrCode", 0}, {"Message", "SUCCESS"}, {"Input", {{"Definition", 10}, {"OutputStorage", output}}}, {"Output", {{"OutputStorage", output}, {"Path", "/sample_transcode_10.mp4"}, {"Definition", 10}, {"Bitrate", 293022}, {"Height", 320}, {"Width", 180}, {"Size", 1217671}, {"Duration", 26.32}, {"Container", "mp4"}}}}}};
  const json meta{{"AudioDuration", 26.32}, {"AudioStreamSet", json::array({json{{"Bitrate", 48581}, {"Codec", "aac"}, {"SamplingRate", 44100}}})}, {"Bitrate", 293022}, {"Container", "mov,mp4"}, {"Duration", 26.32}, {"Height", 480}, {"Rotate", 0}, {"Size", 1217671}, {"VideoDuration", 26.32}, {"Width", 854}};
  return {{"EventType", "WorkflowTask"}, {"WorkflowTaskEvent", {{"TaskId", id}, {"Status", "FINISH"}, {"ErrCode", 0}, {"Message", ""}, {"InputInfo", input}, {"MetaData", meta}, {"MediaProcessResultSet", json::array({transcode})}}}};
}

json editTask(const std::string& id) {
  const json input{{"FileInfoSet", json::array({json{{"InputInfo", {{"Type", "COS"}, {"CosInputInfo", {{"Bucket", "local-1250000000"}, {"Region", "ap-guangzhou"}, {"Object", "/sample.mp4"}}}}}, {"StartTimeOffset", 0}, {"EndTimeOffset", 10}}})}};
  return {{"EventType", "EditMediaTask"}, {"EditMediaTaskEvent", {{"TaskId", id}, {"Status", "FINISH"}, {"ErrCode", 0}, {"Message", ""}, {"Input", input}, {"Output", {{"OutputStorage", {{"Type", "COS"}, {"CosOutputStorage", {{"Bucket", "local-1250000000"}, {"Region", "ap-guangzhou"}}}}}, {"Path", "/sample_edit.mp4"}}}}}};
}

json bridgeEvent(const std::string& id, TimeUs now) {
  const std::string owner = localcloud::kAppId;
  return {{"specversion", "0"}, {"id", id}, {"type", "connector:tdmq"}, {"source", "tdmq.cloud.tencent"},
          {"subjuect", "qcs::tdmq:ap-guangzhou:uin/" + owner + ":clusterId/local/environmentId/default/topicName/sample/subscriptionName/sample"},
          {"time", std::to_string(now / 1000)}, {"region", "ap-guangzhou"}, {"datacontenttype", "application/json;charset=utf-8"},
          {"data", {{"topic", "persistent://" + owner + "/default/sample"}, {"tags", "sample"}, {"TopicType", "0"}, {"subscriptionName", "sample"}, {"toTimestamp", std::to_string(now / 1000)}, {"partitions", "0"}, {"msgId", id}, {"msgBody", "hello from EventBridge"}}}};
}
}  // namespace

Result<QString> HandTrigger::keepMps(const QString& sent) {
  const QString example = u"{\"eventType\":\"WorkflowTask\"}"_s;
  const json desc = sent.trimmed().isEmpty() ? json{{"eventType", "WorkflowTask"}} : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object() || desc.size() != 1 || !desc.contains("eventType")) return badTriggerDesc(u"TriggerDesc of an MPS trigger must be an object with eventType."_s, example);
  if (desc["eventType"] != "WorkflowTask" && desc["eventType"] != "EditMediaTask") return badTriggerDesc(u"eventType must be WorkflowTask or EditMediaTask."_s, example);
  return QString::fromStdString(desc.dump());
}

Status HandTrigger::conflictMps(const TriggerInfo& wanted, const TriggerInfo& other) {
  if (eventType(wanted) != eventType(other)) return Done{};
  return Error{u"ResourceInUse.Trigger"_s, u"MPS events of type %1 are bound to %2 already."_s.arg(QString::fromStdString(eventType(wanted)), other.function.name), u"Delete that trigger first."_s};
}

Result<QString> HandTrigger::keepEb(const QString& sent) {
  const json desc = sent.trimmed().isEmpty() ? json::object() : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object()) return badTriggerDesc(u"TriggerDesc of an EventBridge trigger must be a JSON object."_s, u"{}"_s);
  return QString::fromStdString(desc.dump(-1, ' ', false, json::error_handler_t::replace));
}

QByteArray HandTrigger::sampleOf(const TriggerInfo& info, TimeUs now) {
  const std::string id = "1250000000-" + std::to_string(now / 1000);
  const json event = info.type == "eb"_L1 ? bridgeEvent(id, now) : eventType(info) == "EditMediaTask" ? editTask(id + "-EditMediaTask") : workflowTask(id + "-WorkflowTask");
  return QByteArray::fromStdString(event.dump());
}

void HandTrigger::fire(const QByteArray& what, Reply reply) { deliver(what.isEmpty() ? sampleOf(info(), host().nowUs()) : QByteArray(what), std::move(reply)); }

}  // namespace scfdesk
