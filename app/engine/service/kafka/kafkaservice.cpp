// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkaservice.h"
#include "app/engine/postto.h"
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkaservicejson.h"
#include "app/engine/service/kafka/kafkathread.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

KafkaService::KafkaService(Options options) : m_options(std::move(options)) { m_workers.setMaxThreadCount(2); }
KafkaService::~KafkaService() {
  m_workers.waitForDone();
  m_broker.reset();
}

void KafkaService::start(Reply reply) {
  if (m_state == ServiceState::Running) return reply(Done{});
  if (m_state == ServiceState::Stopping) return reply(Error{u"Local.Busy"_s, u"CKafka is just being stopped."_s, u"Try again in a moment."_s});
  m_starting.append(std::move(reply));
  if (m_state == ServiceState::Starting) return;
  m_state = ServiceState::Starting;
  m_trouble = {};
  m_broker = std::make_unique<KafkaThread>();
  m_broker->start({m_options.folder, m_options.host, m_lastPort ? m_lastPort : m_options.port, false}, [this](const Result<int>& port) { started(port); });
}

void KafkaService::started(const Result<int>& port) {
  m_state = port ? ServiceState::Running : ServiceState::Failed;
  if (port) {
    m_port = m_lastPort = *port;
    if (m_options.connectionChanged) m_options.connectionChanged();
  } else {
    m_trouble = port.error();
    m_lastPort = 0;
  }
  for (const Reply& reply : std::exchange(m_starting, {})) reply(port ? Status(Done{}) : Status(port.error()));
}

void KafkaService::stop(Reply reply) {
  if (m_state == ServiceState::Stopped || m_state == ServiceState::Failed) {
    m_state = ServiceState::Stopped;
    return reply(Done{});
  }
  if (m_state == ServiceState::Starting) {
    m_starting.append([this, reply = std::move(reply)](const Status&) { stop(reply); });
    return;
  }
  end(false, std::move(reply));
}

void KafkaService::end(bool wipe, Reply reply) {
  m_stopping.append(std::move(reply));
  if (m_state == ServiceState::Stopping) return;
  m_state = ServiceState::Stopping;
  m_port = 0;
  m_details = "{}";
  if (!m_broker) m_broker = std::make_unique<KafkaThread>();
  m_broker->stop(wipe ? m_options.folder : QString(), [this] {
    // Not from within the call of the thread that goes.
    postTo(&m_home, [this] {
      m_broker.reset();
      m_state = ServiceState::Stopped;
      for (const Reply& reply : std::exchange(m_stopping, {})) reply(Done{});
    });
  });
}

void KafkaService::reset(Reply reply) {
  if (m_state == ServiceState::Starting || m_state == ServiceState::Stopping) return reply(Error{u"Local.Busy"_s, u"CKafka is just being started or stopped."_s, u"Try again in a moment."_s});
  const bool ran = m_state == ServiceState::Running;
  end(true, [this, ran, reply = std::move(reply)](const Status& status) { ran && status ? start(reply) : reply(status); });
}

QByteArray KafkaService::address() const { return m_state == ServiceState::Running ? m_options.host.toUtf8() + ':' + QByteArray::number(m_port) : QByteArray(); }

QByteArray KafkaService::connection() const {
  nlohmann::ordered_json value{{"host", m_options.host.toStdString()}, {"port", m_port}, {"instanceId", kInstance}};
  return QByteArray::fromStdString(value.dump());
}

QByteArray KafkaService::details() {
  if (m_state == ServiceState::Running) {
    m_broker->ask([this](KafkaBroker& broker) {
      postTo(&m_home, [this, text = kafkajson::details(broker)] { m_details = text; });
    });
  }
  nlohmann::ordered_json value{{"title", "CKafka"}, {"product", "built-in Kafka broker"}, {"keeps", true}, {"data", m_options.folder.toStdString()}};
  value.update(nlohmann::ordered_json::parse(m_details.begin(), m_details.end()));
  return QByteArray::fromStdString(value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

QList<ServiceVariable> KafkaService::variables() const {
  const QByteArray at = address();
  if (at.isEmpty()) return {};
  return {{"KAFKA_BROKERS", at}, {"KAFKA_HOST", m_options.host.toUtf8()}, {"KAFKA_PORT", QByteArray::number(m_port)}, {"KAFKA_INSTANCE_ID", kInstance}};
}

void KafkaService::onBroker(std::function<Result<QByteArray>(KafkaBroker&)> work, Answer answer) {
  m_broker->ask([this, work = std::move(work), answer = std::move(answer)](KafkaBroker& broker) mutable {
    postTo(&m_home, [result = work(broker), answer = std::move(answer)] { answer(result); });
  });
}

void KafkaService::onWorker(std::function<Result<QByteArray>()> work, Answer answer) {
  startOn(m_workers, [this, work = std::move(work), answer = std::move(answer)]() mutable {
    postTo(&m_home, [result = work(), answer = std::move(answer)] { answer(result); });
  });
}

void KafkaService::act(const QString& action, const QByteArray& body, Answer answer) {
  const auto wanted = kafkajson::parse(action, body);
  if (!wanted) return answer(wanted.error());
  if (action == u"start"_s) {
    if (m_state != ServiceState::Running && m_state != ServiceState::Starting) m_lastPort = wanted->port;
    return start([this, answer = std::move(answer)](const Status& started) { started ? answer(connection()) : answer(started.error()); });
  }
  if (m_state != ServiceState::Running) return answer(Error{u"Local.NotRunning"_s, u"CKafka is not running."_s, u"Start it first."_s});
  const kafkajson::Wish& wish = *wanted;
  if (action == u"produce"_s || action == u"browse"_s) {
    KafkaAccess access;
    access.brokers = address();
    return onWorker([access, wish] { return wish.browse ? kafkajson::browse(access, wish) : kafkajson::produce(access, wish); }, std::move(answer));
  }
  onBroker([action, wish](KafkaBroker& broker) { return kafkajson::act(broker, action, wish); }, std::move(answer));
}

}  // namespace scfdesk
