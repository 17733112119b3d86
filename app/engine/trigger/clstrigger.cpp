// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/clstrigger.h"
#include "app/engine/trigger/triggers.h"
#include "models/data/limits.h"
#include <nlohmann/json.hpp>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr auto kExample = R"({"effective":true,"max_size":100,"max_wait":60})";

std::string str(QByteArrayView text) { return std::string(text.data(), size_t(text.size())); }

uint32_t crc32(const QByteArray& bytes) {
  static const std::array<uint32_t, 256> table = [] {
    std::array<uint32_t, 256> t{};
    for (uint32_t i = 0; i < t.size(); ++i) {
      uint32_t c = i;
      for (int k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320U ^ c >> 1 : c >> 1;
      t[i] = c;
    }
    return t;
  }();
  uint32_t crc = ~0U;
  for (const char b : bytes) crc = table[(crc ^ uint8_t(b)) & 0xff] ^ crc >> 8;
  return ~crc;
}

void appendLittle(QByteArray& out, uint32_t value) {
  for (int i = 0; i < 4; ++i) out.append(char(value >> 8 * i & 0xff));
}

const char* levelName(LogLevel level) { return level == LogLevel::Error ? "ERROR" : level == LogLevel::Warn ? "WARN" : level == LogLevel::Debug ? "DEBUG" : "INFO"; }
}  // namespace

ClsTrigger::~ClsTrigger() { host().reactor().cancel(m_timer); }

Result<QString> ClsTrigger::keep(const QString& sent) {
  const QString example = QLatin1String(kExample);
  const json desc = sent.trimmed().isEmpty() ? json::object() : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object()) return badTriggerDesc(u"TriggerDesc of a CLS trigger must be a JSON object."_s, example);
  json out{{"effective", true}, {"max_size", 100}, {"max_wait", 60}};
  for (const auto& [name, value] : desc.items()) {
    const QString shown = QString::fromStdString(name);
    if (name == "effective") {
      if (!value.is_boolean()) return badTriggerDesc(u"effective must be true or false."_s, example);
    } else if (name == "max_size" || name == "max_wait") {
      const int low = name == "max_size" ? 1 : kLeastWait, high = name == "max_size" ? kMostRecords : kMostWait;
      if (!value.is_number_integer() || value < low || value > high) return badTriggerDesc(u"%1 must be a whole number from %2 to %3."_s.arg(shown).arg(low).arg(high), example);
    } else if (name == "function_name" || name == "name_space" || name == "qualifier" || name == "topic_id") {
      if (!value.is_string()) return badTriggerDesc(u"%1 must be a string."_s.arg(shown), example);
    } else {
      return badTriggerDesc(u"TriggerDesc has no field `%1`."_s.arg(shown), example);
    }
    out[name] = value;
  }
  return QString::fromStdString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

Status ClsTrigger::checkName(const QString& name) { return checkTriggerName(name, kTriggerNameChars, "."_L1); }

QByteArray ClsTrigger::gzip(const QByteArray& bytes) {
  // RFC 1952 around the deflate stream of Qt's zlib format (4 bytes of size, 2 of header; 4 of checksum at its end).
  const QByteArray packed = qCompress(bytes);
  QByteArray out("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10);
  out.append(QByteArrayView(packed).sliced(6).chopped(4));
  appendLittle(out, crc32(bytes));
  appendLittle(out, uint32_t(bytes.size()));
  return out;
}

QByteArray ClsTrigger::eventOf(const QByteArray& topic, const std::vector<Record>& records) {
  json list = json::array();
  for (const Record& r : records) list.push_back({{"timestamp", std::to_string(r.at)}, {"content", str(r.content)}});
  const json all{{"topic_id", str(topic)}, {"topic_name", str(topic)}, {"records", std::move(list)}};
  return "{\"clslogs\":{\"data\":\"" + gzip(QByteArray::fromStdString(all.dump(-1, ' ', false, json::error_handler_t::replace))).toBase64() + "\"}}";
}

void ClsTrigger::start() {
  const json desc = json::parse(info().desc.toStdString(), nullptr, false);
  if (desc.is_object()) {
    m_maxRecords = desc.value("max_size", m_maxRecords);
    m_maxWait = desc.value("max_wait", m_maxWait);
  }
}

void ClsTrigger::stop() {
  host().reactor().cancel(m_timer);
  m_timer = 0;
  flush();  // switched off without loss
}

void ClsTrigger::logged(const FunctionInfo& function, const Invocation& attempt, const LogChunk& log) {
  if (!on() || attempt.source == Source::Cls || function.key == info().function) return;
  const QByteArray topic = info().name.toUtf8();
  if (topic != kLocalTopic && function.apiExtras.value(u"ClsTopicId"_s).remove(u'"') != info().name) return;
  for (const LogRecord& line : log.records) {
    const bool platform = line.level == LogLevel::Platform || line.level == LogLevel::Error;
    const json content{{"SCF_FunctionName", function.key.name.toStdString()}, {"SCF_Namespace", function.key.ns.toStdString()},
                       {"SCF_StartTime", std::to_string(attempt.at.accepted / 1000)}, {"SCF_LogTime", std::to_string(line.at * 1000)},
                       {"SCF_RequestId", str(attempt.requestId)}, {"SCF_Duration", std::to_string(attempt.durationUs / 1000)}, {"SCF_Alias", ""},
                       {"SCF_Qualifier", versionName(attempt.version).toStdString()}, {"SCF_MemUsage", double(attempt.peakMemoryBytes)},
                       {"SCF_Level", levelName(line.level)}, {"SCF_Message", str(log.textOf(line))}, {"SCF_Type", platform ? "Platform" : "Custom"},
                       {"SCF_StatusCode", attempt.statusCode}, {"SCF_RetryNum", attempt.retryNum}};
    m_waiting.push_back({line.at, QByteArray::fromStdString(content.dump(-1, ' ', false, json::error_handler_t::replace))});
    m_waitingBytes += m_waiting.back().content.size();
  }
  while (int(m_waiting.size()) >= m_maxRecords || m_waitingBytes >= kBatchBytes) flush();
  if (!m_waiting.empty() && !m_timer) {
    m_timer = host().reactor().callAfterMs(int64_t(m_maxWait) * 1000, [this] {
      m_timer = 0;
      flush();
    });
  }
}

void ClsTrigger::flush() {
  if (m_waiting.empty()) return;
  std::vector<Record> batch;
  int64_t bytes = 0;
  size_t taken = 0;
  while (taken < m_waiting.size() && int(taken) < m_maxRecords && (taken == 0 || bytes + m_waiting[taken].content.size() <= kBatchBytes)) bytes += m_waiting[taken++].content.size();
  batch.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(m_waiting.begin() + ptrdiff_t(taken)));
  m_waiting.erase(m_waiting.begin(), m_waiting.begin() + ptrdiff_t(taken));
  m_waitingBytes -= bytes;
  if (m_waiting.empty()) {
    host().reactor().cancel(m_timer);
    m_timer = 0;
  }
  send(std::move(batch));
}

void ClsTrigger::send(std::vector<Record>&& records, Reply reply) {
  QByteArray event = eventOf(info().name.toUtf8(), records);
  if (event.size() > limits::kAsyncEventBytes && records.size() > 1) {  // lines that do not pack well
    const auto middle = records.begin() + ptrdiff_t(records.size() / 2);
    std::vector<Record> second(std::make_move_iterator(middle), std::make_move_iterator(records.end()));
    records.erase(middle, records.end());
    send(std::move(records), std::move(reply));
    return send(std::move(second));
  }
  deliver(std::move(event), std::move(reply), "{\"records\":" + QByteArray::number(qlonglong(records.size())) + '}', int(records.size()));
}

void ClsTrigger::fire(const QByteArray&, Reply reply) {
  std::vector<Record> records = std::exchange(m_waiting, {});
  m_waitingBytes = 0;
  const TimeUs now = host().nowUs();
  if (records.empty()) records.push_back({now, R"({"SCF_FunctionName":"sample","SCF_Message":"sample line","SCF_Level":"INFO","SCF_Type":"Custom"})"});
  if (records.size() > size_t(kMostRecords)) records.resize(size_t(kMostRecords));
  send(std::move(records), std::move(reply));
}

QByteArray ClsTrigger::about() const {
  return QByteArray::fromStdString(json{{"topic", info().name.toStdString()}, {"waiting", m_waiting.size()}, {"allFunctions", info().name == QLatin1String(kLocalTopic)}}.dump());
}

}  // namespace scfdesk
