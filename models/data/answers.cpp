// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/answers.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
QString textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string&>()) : QString();
}
}  // namespace

Result<QByteArray> responseOf(const QByteArray& envelope) {
  const json whole = parsed(envelope);
  const auto response = whole.is_object() ? whole.find("Response") : whole.end();
  if (!whole.is_object() || response == whole.end() || !response->is_object())
    return Error{QStringLiteral("Local.BadAnswer"), QStringLiteral("The answer is no envelope of Cloud API 3.0."), {}};
  if (const auto error = response->find("Error"); error != response->end() && error->is_object())
    return Error{textOf(*error, "Code"), textOf(*error, "Message"), {}};
  return QByteArray::fromStdString(response->dump());
}

Result<QByteArray> localAnswerOf(int status, const QByteArray& body) {
  if (status < 300) return body;
  const json whole = parsed(body);
  const auto error = whole.is_object() ? whole.find("error") : whole.end();
  if (!whole.is_object() || error == whole.end() || !error->is_object())
    return Error{QStringLiteral("Local.BadAnswer"), QStringLiteral("The engine answered %1.").arg(status), {}};
  return Error{textOf(*error, "code"), textOf(*error, "message"), textOf(*error, "next")};
}

}  // namespace scfdesk
