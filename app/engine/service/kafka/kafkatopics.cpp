// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkatopics.h"
#include "app/engine/service/kafka/kafkawire.h"
#include "app/engine/store/datadir.h"
#include <QDir>
#include <QFile>
#include <QUuid>
#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int64_t kProducerIdStep = 1000;

KafkaTopics::Outcome failed(int16_t error, const QByteArray& message) { return {error, message}; }
}  // namespace

Result<std::unique_ptr<KafkaTopics>> KafkaTopics::open(const QString& folder) {
  std::unique_ptr<KafkaTopics> topics(new KafkaTopics(folder));
  if (!QDir().mkpath(folder)) return diskError(folder, folder, errno);
  if (auto status = topics->load(); !status) return status.error();
  return topics;
}

bool KafkaTopics::isName(const QByteArray& name) {
  if (name.isEmpty() || name.size() > kNameChars || name == "." || name == "..") return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'; });
}

QString KafkaTopics::folderOf(const QByteArray& name, int partition) const { return u"%1/%2-%3"_s.arg(m_folder, QString::fromLatin1(name)).arg(partition); }

Status KafkaTopics::load() {
  QFile file(m_folder + u"/topics.json"_s);
  if (!file.exists()) {
    m_clusterId = QUuid::createUuid().toRfc4122().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return save();
  }
  if (!file.open(QIODevice::ReadOnly)) return diskError(m_folder, file.fileName(), EACCES);
  const QByteArray text = file.readAll();
  const auto value = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  const auto damaged = [&] { return Error{u"Local.StoreFailed"_s, u"%1 is damaged: it should list the topics of the local CKafka."_s.arg(file.fileName()), u"Move the folder away to begin with an empty broker."_s}; };
  if (!value.is_object() || !value.contains("topics") || !value["topics"].is_array()) return damaged();
  m_clusterId = QByteArray::fromStdString(value.value("clusterId", std::string("scfdesk")));
  m_producerId = m_producerIdsKept = value.value("producerIds", int64_t(0));
  for (const auto& one : value["topics"]) {
    if (!one.is_object()) return damaged();
    const QByteArray name = QByteArray::fromStdString(one.value("name", std::string()));
    const int partitions = one.value("partitions", 0);
    if (!isName(name) || partitions < 1 || partitions > kPartitions) return damaged();
    KafkaTopic& topic = m_topics[name];
    topic.name = name;
    topic.settings.retentionMs = one.value("retentionMs", topic.settings.retentionMs);
    topic.settings.retentionBytes = one.value("retentionBytes", topic.settings.retentionBytes);
    topic.settings.maxMessageBytes = one.value("maxMessageBytes", topic.settings.maxMessageBytes);
    for (int i = 0; i < partitions; ++i) {
      auto log = KafkaLog::open(folderOf(name, i));
      if (!log) return log.error();
      topic.partitions.push_back(std::move(log.value()));
    }
  }
  // What an earlier run did not come to delete.
  for (const QString& rest : QDir(m_folder).entryList({u"*.deleted"_s}, QDir::Dirs)) QDir(m_folder + u'/' + rest).removeRecursively();
  return Done{};
}

Status KafkaTopics::save() {
  auto topics = nlohmann::ordered_json::array();
  for (const auto& [name, topic] : m_topics)
    topics.push_back({{"name", name.toStdString()}, {"partitions", topic.partitions.size()}, {"retentionMs", topic.settings.retentionMs}, {"retentionBytes", topic.settings.retentionBytes}, {"maxMessageBytes", topic.settings.maxMessageBytes}});
  const nlohmann::ordered_json value = {{"clusterId", m_clusterId.toStdString()}, {"producerIds", m_producerIdsKept}, {"topics", std::move(topics)}};
  const QString path = m_folder + u"/topics.json"_s;
  if (const int error = replaceFile(path, QByteArray::fromStdString(value.dump(1)), 0600, true)) return diskError(m_folder, path, error);
  return Done{};
}

KafkaTopic* KafkaTopics::find(const QByteArray& name) {
  const auto it = m_topics.find(name);
  return it == m_topics.end() ? nullptr : &it->second;
}

KafkaLog* KafkaTopics::log(const QByteArray& name, int32_t partition) {
  KafkaTopic* topic = find(name);
  return topic && partition >= 0 && size_t(partition) < topic->partitions.size() ? topic->partitions[size_t(partition)].get() : nullptr;
}

int KafkaTopics::partitionCount() const {
  int count = 0;
  for (const auto& [name, topic] : m_topics) count += int(topic.partitions.size());
  return count;
}

int64_t KafkaTopics::bytes() const {
  int64_t bytes = 0;
  for (const auto& [name, topic] : m_topics)
    for (const auto& log : topic.partitions) bytes += log->bytes();
  return bytes;
}

KafkaTopics::Outcome KafkaTopics::addLogs(KafkaTopic& topic, int partitions) {
  const size_t before = topic.partitions.size();
  while (topic.partitions.size() < size_t(partitions)) {
    const QString folder = folderOf(topic.name, int(topic.partitions.size()));
    QDir(folder).removeRecursively();  // of a topic that never came to be
    auto log = KafkaLog::open(folder);
    if (!log) {
      topic.partitions.resize(before);
      return failed(kafkaerror::kStorage, log.error().message.toUtf8());
    }
    topic.partitions.push_back(std::move(log.value()));
  }
  return {};
}

KafkaTopics::Outcome KafkaTopics::create(const QByteArray& name, int partitions, const KafkaTopicSettings& settings, bool only) {
  if (!isName(name)) return failed(kafkaerror::kInvalidTopic, "A topic's name has 1 to 249 letters, digits, dots, _ and -.");
  if (m_topics.contains(name)) return failed(kafkaerror::kTopicExists, "There is a topic '" + name + "' already.");
  if (partitions < 1 || partitions > kPartitions) return failed(kafkaerror::kInvalidPartitions, "A topic of the built-in broker has 1 to " + QByteArray::number(kPartitions) + " partitions.");
  if (partitionCount() + partitions > kAllPartitions) return failed(kafkaerror::kPolicyViolation, "The built-in broker holds at most " + QByteArray::number(kAllPartitions) + " partitions; delete a topic first.");
  if (only) return {};
  KafkaTopic topic{name, settings, {}};
  if (const Outcome outcome = addLogs(topic, partitions); outcome.error) return outcome;
  m_topics[name] = std::move(topic);
  if (auto status = save(); !status) {
    m_topics.erase(name);
    return failed(kafkaerror::kStorage, status.error().message.toUtf8());
  }
  return {};
}

KafkaTopics::Outcome KafkaTopics::grow(const QByteArray& name, int partitions, bool only) {
  KafkaTopic* topic = find(name);
  if (!topic) return failed(kafkaerror::kUnknownTopic, "There is no topic '" + name + "'.");
  const auto before = topic->partitions.size();
  if (partitions <= int(before)) return failed(kafkaerror::kInvalidPartitions, "The topic has " + QByteArray::number(qlonglong(before)) + " partitions; their number can only grow.");
  if (partitions > kPartitions || partitionCount() + partitions - int(before) > kAllPartitions) return failed(kafkaerror::kInvalidPartitions, "A topic of the built-in broker has at most " + QByteArray::number(kPartitions) + " partitions.");
  if (only) return {};
  if (const Outcome outcome = addLogs(*topic, partitions); outcome.error) return outcome;
  if (auto status = save(); !status) {
    topic->partitions.resize(before);
    return failed(kafkaerror::kStorage, status.error().message.toUtf8());
  }
  return {};
}

KafkaTopics::Outcome KafkaTopics::change(const QByteArray& name, const KafkaTopicSettings& settings) {
  KafkaTopic* topic = find(name);
  if (!topic) return failed(kafkaerror::kUnknownTopic, "There is no topic '" + name + "'.");
  const KafkaTopicSettings before = std::exchange(topic->settings, settings);
  if (auto status = save(); !status) {
    topic->settings = before;
    return failed(kafkaerror::kStorage, status.error().message.toUtf8());
  }
  return {};
}

KafkaTopics::Outcome KafkaTopics::remove(const QByteArray& name) {
  auto node = m_topics.extract(name);
  if (node.empty()) return failed(kafkaerror::kUnknownTopic, "There is no topic '" + name + "'.");
  if (auto status = save(); !status) {
    m_topics.insert(std::move(node));
    return failed(kafkaerror::kStorage, status.error().message.toUtf8());
  }
  const size_t partitions = node.mapped().partitions.size();
  node.mapped().partitions.clear();
  for (size_t i = 0; i < partitions; ++i) {
    const QString folder = folderOf(name, int(i)), aside = folder + u".deleted"_s;
    QDir(aside).removeRecursively();
    QDir(QDir().rename(folder, aside) ? aside : folder).removeRecursively();
  }
  return {};
}

int64_t KafkaTopics::nextProducerId() {
  if (m_producerId >= m_producerIdsKept) {
    m_producerIdsKept = m_producerId + kProducerIdStep;
    if (!save()) return -1;
  }
  return m_producerId++;
}

void KafkaTopics::dropOld(int64_t nowMs) {
  for (auto& [name, topic] : m_topics)
    for (auto& log : topic.partitions) log->drop(topic.settings.retentionMs < 0 ? -1 : nowMs - topic.settings.retentionMs, topic.settings.retentionBytes);
}

void KafkaTopics::close() {
  for (auto& [name, topic] : m_topics)
    for (auto& log : topic.partitions) log->close();
}

}  // namespace scfdesk
