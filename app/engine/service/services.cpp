// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/services.h"
#include "app/engine/store/datadir.h"
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
json parse(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
std::string str(const QString& text) { return text.toStdString(); }
QString text(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}
Error wrong(const QString& message, const QString& next = {}) { return {u"InvalidParameterValue"_s, message, next}; }
std::string nameOf(const FunctionKey& key) { return str(key.ns + u'/' + key.name); }
FunctionKey keyOf(const QString& text) {
  const auto slash = text.indexOf(u'/');
  return slash < 0 ? FunctionKey{u"default"_s, text} : FunctionKey{text.left(slash), text.mid(slash + 1)};
}
}  // namespace

QString serviceStateName(ServiceState state) {
  switch (state) {
    case ServiceState::Missing: return u"missing"_s;
    case ServiceState::Stopped: return u"stopped"_s;
    case ServiceState::Starting: return u"starting"_s;
    case ServiceState::Running: return u"running"_s;
    case ServiceState::Stopping: return u"stopping"_s;
    case ServiceState::Failed: return u"failed"_s;
  }
  return {};
}

void Service::act(const QString& action, const QByteArray& body, Answer answer) {
  Q_UNUSED(body)
  answer(Error{u"UnsupportedOperation"_s, u"%1 has no action \"%2\"."_s.arg(name(), action), {}});
}

Services::Services(Parts parts) : m_parts(std::move(parts)) {}
Services::~Services() = default;

void Services::add(std::unique_ptr<Service> service) { m_services.push_back(std::move(service)); }

Service* Services::find(const QString& name) const {
  for (const auto& service : m_services)
    if (service->name() == name) return service.get();
  return nullptr;
}

QStringList Services::names() const {
  QStringList list;
  for (const auto& service : m_services) list << service->name();
  return list;
}

void Services::load() {
  QFile file(m_parts.folder + u"/services.json"_s);
  if (!file.open(QIODevice::ReadOnly)) return;
  const json kept = parse(file.readAll());
  if (!kept.is_object()) return;
  if (const auto it = kept.find("registered"); it != kept.end() && it->is_object())
    for (const auto& [name, description] : it->items()) {
      auto made = m_parts.registered(QString::fromStdString(name), dump(description));
      if (!made || find(QString::fromStdString(name))) continue;
      m_registered.insert(QString::fromStdString(name), dump(description));
      add(std::move(made.value()));
    }
  if (const auto it = kept.find("functions"); it != kept.end() && it->is_object())
    for (const auto& [name, list] : it->items())
      for (const json& key : list)
        if (key.is_string()) m_functions[QString::fromStdString(name)].append(keyOf(QString::fromStdString(key.get<std::string>())));
}

Status Services::keep() const {
  json functions = json::object(), registered = json::object();
  for (auto it = m_functions.begin(); it != m_functions.end(); ++it)
    for (const FunctionKey& key : *it) functions[str(it.key())].push_back(nameOf(key));
  for (auto it = m_registered.begin(); it != m_registered.end(); ++it) registered[str(it.key())] = parse(*it);
  const QString path = m_parts.folder + u"/services.json"_s;
  QDir().mkpath(m_parts.folder);
  if (const int error = replaceFile(path, dump({{"functions", functions}, {"registered", registered}}), 0600, true)) return diskError(m_parts.folder, path, error);
  return Done{};
}

QByteArray Services::describe(Service& service) const {
  json object{{"state", str(serviceStateName(service.state()))}};
  object.update(parse(service.connection()));
  object.update(parse(service.details()));
  if (const Error trouble = service.trouble(); !trouble.code.isEmpty())
    object["error"] = {{"code", str(trouble.code)}, {"message", str(trouble.message)}, {"next", str(trouble.next)}};
  json variables = json::array(), functions = json::array();
  for (const ServiceVariable& v : service.variables())
    variables.push_back({{"name", v.name.toStdString()}, {"value", v.value.toStdString()}, {"secret", v.secret}});
  for (const FunctionKey& key : m_functions.value(service.name()))
    if (m_parts.functionExists(key)) functions.push_back(nameOf(key));
  object["variables"] = std::move(variables);
  object["functions"] = std::move(functions);
  if (m_registered.contains(service.name())) object["registered"] = true;
  return dump(object);
}

void Services::list(const Service::Answer& answer) const {
  QByteArray text("{");
  for (const auto& service : m_services) text += (text.size() > 1 ? ",\"" : "\"") + service->name().toUtf8() + "\":" + describe(*service);
  answer(QByteArray(text + '}'));
}

QByteArray Services::readyText() const {
  QByteArray text("{");
  for (const auto& service : m_services)
    if (service->state() == ServiceState::Running && service->name() != u"cos"_s && !m_registered.contains(service->name()))
      text += (text.size() > 1 ? ",\"" : "\"") + service->name().toUtf8() + "\":" + service->connection();
  return text + '}';
}

void Services::request(const QByteArray& method, const QByteArray& target, const QByteArray& body, Service::Answer answer) {
  static constexpr QByteArrayView kPrefix("/-/services");
  const QByteArray name = target.size() > kPrefix.size() + 1 ? target.mid(kPrefix.size() + 1) : QByteArray();
  if (method == "GET" && name.isEmpty()) return list(answer);
  if (method == "GET") {
    Service* service = find(QString::fromUtf8(name));
    return service ? answer(describe(*service)) : answer(Error{u"ResourceNotFound.Service"_s, u"There is no service %1."_s.arg(QString::fromUtf8(name)), u"There are %1."_s.arg(names().join(u", "_s))});
  }
  if (method != "POST") return answer(Error{u"Local.MethodNotAllowed"_s, u"Only GET, POST is answered here."_s, {}});
  const json object = parse(body);
  const QString action = object.is_object() ? text(object, "action") : QString();
  if (action.isEmpty()) return answer(wrong(u"The body must be a JSON object with an \"action\"."_s, u"Actions are start, stop, reset, functions, and what a service adds."_s));
  if (name.isEmpty()) return action == u"register"_s ? enroll(body, answer) : answer(wrong(u"/-/services takes the action \"register\" alone."_s, u"Others go to /-/services/NAME."_s));
  act(QString::fromUtf8(QByteArray::fromPercentEncoding(name)), action, body, std::move(answer));
}

void Services::act(const QString& name, const QString& action, const QByteArray& body, Service::Answer answer) {
  Service* service = find(name);
  if (!service) return answer(Error{u"ResourceNotFound.Service"_s, u"There is no service %1."_s.arg(name.left(100)), u"There are %1."_s.arg(names().join(u", "_s))});
  // A service that was struck off meanwhile is not described any more.
  const auto described = [this, name, answer](const Status& done) {
    if (!done) return answer(done.error());
    Service* service = find(name);
    answer(service ? describe(*service) : QByteArray("{}"));
  };
  if (action == u"start"_s && parse(body).contains("port")) return service->act(action, body, std::move(answer));
  if (action == u"start"_s) return service->start(described);
  if (action == u"stop"_s) return service->stop(described);
  if (action == u"reset"_s) return service->reset(described);
  if (action == u"functions"_s) return setFunctions(name, body, answer);
  if (action == u"remove"_s) return strike(name, answer);
  service->act(action, body, std::move(answer));
}

void Services::setFunctions(const QString& name, const QByteArray& body, const Service::Answer& answer) {
  const json object = parse(body);
  const auto it = object.find("functions");
  if (it == object.end() || !it->is_array()) return answer(wrong(u"\"functions\" must be a list of NAMESPACE/NAME."_s));
  if (it->size() > kFunctionsOfOne) return answer(wrong(u"%1 functions were given; a service is added to %2 at most."_s.arg(it->size()).arg(kFunctionsOfOne)));
  QList<FunctionKey> wanted;
  for (const json& entry : *it) {
    const FunctionKey key = entry.is_string() ? keyOf(QString::fromStdString(entry.get<std::string>())) : FunctionKey{};
    if (!m_parts.functionExists(key)) return answer(Error{u"ResourceNotFound.Function"_s, u"There is no function %1 in namespace %2."_s.arg(key.name, key.ns), {}});
    if (!wanted.contains(key)) wanted.append(key);
  }
  const QList<FunctionKey> before = m_functions.value(name);
  m_functions[name] = wanted;
  if (const Status kept = keep(); !kept) {
    m_functions[name] = before;
    return answer(kept.error());
  }
  QList<FunctionKey> changed;
  for (const FunctionKey& key : before)
    if (!wanted.contains(key)) changed.append(key);
  for (const FunctionKey& key : wanted)
    if (!before.contains(key)) changed.append(key);
  m_parts.environmentChanged(changed);
  answer(describe(*find(name)));
}

void Services::enroll(const QByteArray& body, const Service::Answer& answer) {
  json object = parse(body);
  const QString name = text(object, "name");
  static const QRegularExpression good(u"^[a-z][a-z0-9-]{0,39}$"_s);
  if (!good.match(name).hasMatch()) return answer(wrong(u"\"name\" must have 1 to 40 lower-case letters, digits and \"-\", a letter first."_s));
  if (find(name)) return answer(Error{u"ResourceInUse.Service"_s, u"There is a service %1 already."_s.arg(name), u"Choose another name."_s});
  if (m_registered.size() >= kRegistered) return answer(Error{u"LimitExceeded.Service"_s, u"%1 servers are registered, which is the limit."_s.arg(kRegistered), u"Remove one first."_s});
  object.erase("action");
  object.erase("name");
  auto made = m_parts.registered(name, dump(object));
  if (!made) return answer(made.error());
  m_registered.insert(name, dump(object));
  if (const Status kept = keep(); !kept) {
    m_registered.remove(name);
    return answer(kept.error());
  }
  Service* service = made.value().get();
  add(std::move(made.value()));
  service->start([](const Status&) {});  // whether it answers is its state
  answer(describe(*service));
}

void Services::strike(const QString& name, const Service::Answer& answer) {
  if (!m_registered.contains(name)) return answer(Error{u"UnsupportedOperation"_s, u"%1 is a service of this engine; only a registered server can be removed."_s.arg(name), {}});
  const QByteArray description = m_registered.take(name);
  const QList<FunctionKey> functions = m_functions.take(name);
  if (const Status kept = keep(); !kept) {
    m_registered.insert(name, description);
    m_functions.insert(name, functions);
    return answer(kept.error());
  }
  std::erase_if(m_services, [&](const auto& service) { return service->name() == name; });
  m_parts.environmentChanged(functions);
  answer(QByteArray("{}"));
}

void Services::startAll(const QStringList& names, int limitMs, std::function<void(const QStringList&)> done) {
  struct Wait {
    QStringList troubles, open;
    std::function<void(const QStringList&)> done;
    void settle(const QString& name, const QString& trouble) {
      if (!done || !open.removeOne(name)) return;
      if (!trouble.isEmpty()) troubles << trouble;
      if (open.isEmpty()) std::exchange(done, nullptr)(troubles);
    }
  };
  auto wait = std::make_shared<Wait>();
  wait->open = names;
  wait->open.removeDuplicates();
  wait->done = std::move(done);
  const QStringList wanted = wait->open;
  if (wanted.isEmpty()) return std::exchange(wait->done, nullptr)({});
  for (const QString& name : wanted) {
    Service* service = find(name);
    if (!service) {
      wait->settle(name, u"there is no state service %1; there are %2"_s.arg(name, this->names().join(u", "_s)));
      continue;
    }
    service->start([wait, name](const Status& started) {
      wait->settle(name, started ? QString() : QString(u"the state service %1 was not started: %2 %3"_s.arg(name, started.error().message, started.error().next).trimmed()));
    });
  }
  if (wait->done)
    m_parts.reactor.callAfterMs(limitMs, [wait, limitMs] {
      for (const QString& name : QStringList(wait->open)) wait->settle(name, u"the state service %1 has not answered within %2 s; it goes on starting"_s.arg(name).arg(limitMs / 1000));
    });
}

void Services::stopAll(std::function<void()> done) {
  auto open = std::make_shared<size_t>(m_services.size() + 1);
  const auto ended = [open, done = std::move(done)](const Status&) {
    if (--*open == 0) done();
  };
  for (const auto& service : m_services) service->stop(ended);
  ended(Done{});
}

QByteArrayList Services::environmentOf(const FunctionKey& key) const {
  QByteArrayList list;
  for (const auto& service : m_services)
    if (m_functions.value(service->name()).contains(key))
      for (const ServiceVariable& v : service->variables()) list << QByteArray(v.name + '=' + v.value);
  return list;
}

void Services::connectionChanged(const QString& name) { m_parts.environmentChanged(m_functions.value(name)); }

void Services::functionRemoved(const FunctionKey& key) {
  bool changed = false;
  for (auto& list : m_functions) changed = list.removeAll(key) > 0 || changed;
  if (changed)
    if (const Status kept = keep(); !kept) fprintf(stderr, "scfdesk: %s\n", qUtf8Printable(kept.error().message));
}

}  // namespace scfdesk
