// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/registeredserver.h"
#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

bool isAddress(const QString& host) {
  char bytes[16];
  const QByteArray name = host.toLatin1();
  return inet_pton(AF_INET, name.constData(), bytes) == 1 || inet_pton(AF_INET6, name.constData(), bytes) == 1;
}

/// Goes into configuration files and addresses: one line of text.
bool isPlain(const QByteArray& text) {
  return text.size() <= 256 && std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '"' || c == '\\'; });
}
}  // namespace

Result<std::unique_ptr<Service>> RegisteredServer::make(const QString& name, const QByteArray& description, const Parts& parts) {
  const json object = json::parse(description.begin(), description.end(), nullptr, false);
  const auto text = [&object](const char* member) {
    const auto it = object.find(member);
    return it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get<std::string>()) : QByteArray();
  };
  const auto wrong = [](const QString& message) { return Error{u"InvalidParameterValue"_s, message, {}}; };
  auto kind = serverKind(QString::fromUtf8(text("kind")));
  if (!kind) return wrong(u"\"kind\" must be redis, memcached, mysql or postgresql."_s);
  ServerAddress address;
  address.host = QString::fromUtf8(text("host"));
  if (address.host == u"localhost"_s) address.host = u"127.0.0.1"_s;
  if (!isAddress(address.host)) return wrong(u"\"host\" must be a numeric address, such as 127.0.0.1."_s);
  const auto port = object.find("port");
  address.port = port != object.end() && port->is_number_integer() ? int(std::clamp<int64_t>(port->get<int64_t>(), 0, 65536)) : port == object.end() ? kind->facts().port : 0;
  if (address.port < 1 || address.port > 65535) return wrong(u"\"port\" must be a number from 1 to 65535."_s);
  address.user = text("user");
  address.password = text("password");
  address.database = text("database");
  if (!isPlain(address.user) || !isPlain(address.password) || !isPlain(address.database)) return wrong(u"user, password and database are one line each, at most 256 bytes, without quotes and backslashes."_s);
  return std::unique_ptr<Service>(new RegisteredServer(name, std::move(kind), std::move(address), parts));
}

RegisteredServer::RegisteredServer(QString name, std::unique_ptr<ServerKind> kind, ServerAddress address, Parts parts)
    : m_name(std::move(name)), m_kind(std::move(kind)), m_address(std::move(address)), m_parts(std::move(parts)), m_client(m_parts.reactor, *m_kind) {}

void RegisteredServer::start(Reply reply) {
  m_replies.push_back(std::move(reply));
  if (m_probe) return;
  const auto* kind = m_kind.get();
  if (m_state != ServiceState::Running) m_state = ServiceState::Starting;
  WireExchange::Question question{m_address.host, m_address.port, m_kind->hello(m_address), [kind](const QByteArray& got) { return kind->greeted(got); }, 3000};
  m_probe = std::make_unique<WireExchange>(m_parts.reactor, std::move(question), [this](const Result<QByteArray>& got) {
    const auto probe = std::move(m_probe);
    m_state = got ? ServiceState::Running : ServiceState::Failed;
    m_trouble = got ? Error{} : Error{got.error().code, got.error().message, u"Check its address, and the password when it has one."_s};
    const Status status = got ? Status(Done{}) : Status(m_trouble);
    for (const Reply& r : std::exchange(m_replies, {})) r(status);
  });
}

void RegisteredServer::reset(Reply reply) {
  reply(Error{u"UnsupportedOperation"_s, u"%1 is not this engine's server; its data is not touched."_s.arg(m_name), {}});
}

QByteArray RegisteredServer::connection() const {
  json object{{"host", m_address.host.toStdString()}, {"port", m_address.port}};
  if (!m_address.user.isEmpty()) object["user"] = m_address.user.toStdString();
  if (!m_address.password.isEmpty()) object["password"] = m_address.password.toStdString();
  if (!m_address.database.isEmpty()) object["database"] = m_address.database.toStdString();
  return dump(object);
}

QByteArray RegisteredServer::details() {
  const ServerKind::Facts& facts = m_kind->facts();
  const ServerFigures& f = m_client.figures();
  json object{{"kind", facts.name}, {"title", m_name.toStdString()}, {"product", facts.product}, {"things", facts.things}, {"commands", facts.commands}, {"keeps", true}};
  if (!f.version.isEmpty()) object["version"] = f.version.toStdString();
  if (f.memoryBytes) object["memoryBytes"] = *f.memoryBytes;
  if (f.connections) object["connections"] = *f.connections;
  if (f.keys) object["keys"] = *f.keys;
  if (f.hits && f.misses && *f.hits + *f.misses > 0) object["hitRate"] = double(*f.hits) / double(*f.hits + *f.misses);
  if (m_client.rate()) object["commandsPerSecond"] = *m_client.rate();
  start([](const Status&) {});
  if (m_state == ServiceState::Running && settle()) m_client.refresh(m_address, m_place);
  return dump(object);
}

Status RegisteredServer::settle() {
  if (!m_place.keeper.isEmpty()) return Done{};
  auto place = ServerPlace::make(m_parts.folder, m_parts.spawnerProgram, m_kind->facts().user);
  if (!place) return place.error();
  for (const ServerKind::File& file : m_kind->clientFiles(m_address))
    if (const Status written = place->write(file.name, file.text); !written) return written;
  m_place = place.value();
  return Done{};
}

void RegisteredServer::act(const QString& action, const QByteArray& body, Answer answer) {
  if (action != u"command"_s) return Service::act(action, body, std::move(answer));
  const json object = json::parse(body.begin(), body.end(), nullptr, false);
  const auto it = object.find("command");
  if (it == object.end() || !it->is_string()) return answer(Error{u"InvalidParameterValue"_s, u"\"command\" must be a text."_s, {}});
  if (const Status place = settle(); !place) return answer(place.error());
  m_client.ask(QByteArray::fromStdString(it->get<std::string>()), m_address, m_place, [answer](const Result<ServerTable>& table) { table ? answer(tableText(*table)) : answer(table.error()); });
}

}  // namespace scfdesk
