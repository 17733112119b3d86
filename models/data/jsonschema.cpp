// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/jsonschema.h"
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

using Json = nlohmann::ordered_json;

Error refused(const QString& why) { return {u"Local.BadSchema"_s, why, {}}; }

std::optional<uint8_t> typeNamed(const std::string& name) {
  static constexpr std::array<std::pair<const char*, JsonSchema::Type>, 7> kTypes{{{"object", JsonSchema::Object},
                                                                                  {"array", JsonSchema::Array},
                                                                                  {"string", JsonSchema::Text},
                                                                                  {"integer", JsonSchema::Integer},
                                                                                  {"number", JsonSchema::Number},
                                                                                  {"boolean", JsonSchema::Boolean},
                                                                                  {"null", JsonSchema::Null}}};
  for (const auto& [known, type] : kTypes)
    if (name == known) return type;
  return std::nullopt;
}

class Reader final {
 public:
  std::optional<Error> read(const Json& json, JsonSchema& out);

 private:
  std::optional<Error> keyword(const std::string& name, const Json& value, JsonSchema& out);
  std::optional<Error> type(const Json& value, JsonSchema& out);
  std::optional<Error> properties(const Json& value, JsonSchema& out);
  std::optional<Error> required(const Json& value, JsonSchema& out);
  std::optional<Error> values(const Json& value, JsonSchema& out);
};

std::optional<Error> Reader::read(const Json& json, JsonSchema& out) {
  if (!json.is_object()) return refused(u"A schema is an object."_s);
  for (const auto& [name, value] : json.items())
    if (name != "required")
      if (auto error = keyword(name, value, out)) return error;
  // It names properties, wherever they stand.
  const auto must = json.find("required");
  return must == json.end() ? std::nullopt : required(*must, out);
}

std::optional<Error> Reader::keyword(const std::string& name, const Json& value, JsonSchema& out) {
  if (name == "type") return type(value, out);
  if (name == "properties") return properties(value, out);
  if (name == "enum") return values(value, out);
  if (name == "items") return read(value, out.items.emplace_back());
  if (name == "description" && value.is_string()) {
    out.description = QString::fromStdString(value.get<std::string>());
    return std::nullopt;
  }
  if ((name == "title" || name == "$schema") && value.is_string()) return std::nullopt;
  return refused(u"\"%1\" is no keyword that is honoured here."_s.arg(QString::fromStdString(name)));
}

std::optional<Error> Reader::type(const Json& value, JsonSchema& out) {
  const Json list = value.is_array() ? value : Json::array({value});
  for (const Json& one : list) {
    const auto bit = one.is_string() ? typeNamed(one.get<std::string>()) : std::nullopt;
    if (!bit) return refused(u"\"type\" is a type of JSON or a list of them, not %1."_s.arg(QString::fromStdString(one.dump())));
    out.types |= *bit;
  }
  return std::nullopt;
}

std::optional<Error> Reader::properties(const Json& value, JsonSchema& out) {
  if (!value.is_object()) return refused(u"\"properties\" is an object."_s);
  if (value.size() > JsonSchema::kProperties)
    return refused(u"\"properties\" has %1 keys, more than %2."_s.arg(value.size()).arg(JsonSchema::kProperties));
  out.shapes.reserve(value.size());
  for (const auto& [name, shape] : value.items()) {
    out.names.push_back(QByteArray::fromStdString(name));
    if (auto error = read(shape, out.shapes.emplace_back())) return error;
  }
  return std::nullopt;
}

std::optional<Error> Reader::required(const Json& value, JsonSchema& out) {
  if (!value.is_array()) return refused(u"\"required\" is a list of keys."_s);
  for (const Json& one : value) {
    const int index = one.is_string() ? out.indexOf(one.get_ref<const std::string&>()) : -1;
    if (index < 0) return refused(u"\"required\" names %1, which is no property."_s.arg(QString::fromStdString(one.dump())));
    out.required |= uint64_t{1} << index;
  }
  return std::nullopt;
}

std::optional<Error> Reader::values(const Json& value, JsonSchema& out) {
  if (!value.is_array()) return refused(u"\"enum\" is a list."_s);
  for (const Json& one : value) {
    if (!one.is_string()) return refused(u"\"enum\" holds texts only, not %1."_s.arg(QString::fromStdString(one.dump())));
    out.values.append(QByteArray::fromStdString(one.get<std::string>()));
  }
  return std::nullopt;
}

}  // namespace

int JsonSchema::indexOf(QByteArrayView name) const {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

Result<JsonSchema> readJsonSchema(QByteArrayView json) {
  const Json document = Json::parse(json.begin(), json.end(), nullptr, false);
  if (document.is_discarded()) return refused(u"The schema is not JSON."_s);
  JsonSchema schema;
  if (auto error = Reader().read(document, schema)) return *error;
  return schema;
}

}  // namespace scfdesk
