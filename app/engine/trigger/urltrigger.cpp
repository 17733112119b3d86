// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/urltrigger.h"
#include "app/engine/api/urlevent.h"
#include "app/engine/http/httpparser.h"
#include "models/data/limits.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

Error wrong(const QString& message) {
  return {u"InvalidParameterValue"_s, message, u"Example: {\"method\":\"POST\",\"path\":\"/a?b=c\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"{}\"}."_s};
}
}  // namespace

Status withHandRequest(const QByteArray& what, const QByteArray& method, const QByteArray& path, const std::function<void(HttpRequest&)>& use) {
  const json asked = what.isEmpty() ? json::object() : json::parse(what.begin(), what.end(), nullptr, false);
  if (!asked.is_object()) return wrong(u"The request must be a JSON object."_s);
  std::string verb = method.toStdString(), target = path.toStdString(), headers, body;
  bool typed = false;
  for (const auto& [name, value] : asked.items()) {
    if (name == "headers" && value.is_object()) {
      for (const auto& [header, text] : value.items()) {
        if (!text.is_string()) return wrong(u"The header %1 must be a string."_s.arg(QString::fromStdString(header)));
        headers += header + ": " + text.get_ref<const std::string&>() + "\r\n";
        typed = typed || QByteArray::fromStdString(header).toLower() == "content-type";
      }
    } else if (name == "body") {
      body = value.is_string() ? value.get<std::string>() : value.dump();
    } else if ((name == "method" || name == "path") && value.is_string()) {
      (name == "method" ? verb : target) = value.get<std::string>();
    } else {
      return wrong(u"A request has no field `%1` of this type."_s.arg(QString::fromStdString(name)));
    }
  }
  if (!target.starts_with('/')) return wrong(u"The path must begin with /."_s);
  if (!typed && !body.empty()) headers += "Content-Type: application/json\r\n";
  const std::string head = verb + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  HttpParser parser;
  const size_t read = parser.feed(head.data(), head.size());
  if (parser.state() == HttpParser::State::HeadDone) parser.beginBody(limits::kUrlBodyBytes);
  if (parser.state() == HttpParser::State::Body) parser.feed(body.data(), body.size());
  if (read != head.size() || parser.state() != HttpParser::State::Complete) return wrong(u"This is no request: %1."_s.arg(QString::fromLatin1(parser.reason())));
  use(parser.request());
  return Done{};
}

void UrlTrigger::fire(const QByteArray& what, Reply reply) {
  const Status sent = withHandRequest(what, "GET", "/", [&](HttpRequest& request) { deliver(urlevent::eventOf(request, request.path(), "127.0.0.1"), reply); });
  if (!sent && reply) reply(sent.error());
}

}  // namespace scfdesk
