// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/apiparams.h"
#include "models/data/jsontext.h"
#include <QUrl>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using nlohmann::json;
constexpr int kQueryParts = 512;
constexpr int kQueryDepth = 6;

/// Containers inside of each other at the deepest place outside of strings. Quick: what lies in a string (a package) is skipped.
int depthOf(QByteArrayView text) {
  int depth = 0, deepest = 0;
  for (qsizetype i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == '"') {
      for (++i;; ++i) {
        i = text.indexOf('"', i);
        if (i < 0) return deepest;  // it never ends: the parser says so
        qsizetype slashes = 0;
        while (text[i - 1 - slashes] == '\\') ++slashes;
        if (slashes % 2 == 0) break;
      }
    }
  }
  return deepest;
}

Error invalid(const QString& message) { return Error{QStringLiteral("InvalidParameter"), message, {}}; }

QString toQString(const std::string& text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

bool looseInteger(const json& value, int64_t& number) {
  bool good = false;
  number = value.is_string() ? toQString(value.get_ref<const std::string&>()).toLongLong(&good) : 0;
  return good;
}

bool looseNumber(const json& value) {
  bool good = false;
  if (value.is_string()) toQString(value.get_ref<const std::string&>()).toDouble(&good);
  return good;
}

bool fits(const json& value, ParamType type, bool loose) {
  int64_t number = 0;
  switch (type) {
    case ParamType::String: return value.is_string();
    case ParamType::Flag: return value.is_string() && (value == "TRUE" || value == "FALSE" || value == "");
    case ParamType::Integer: return value.is_number_integer() || (loose && looseInteger(value, number));
    case ParamType::Number: return value.is_number() || (loose && looseNumber(value));
    case ParamType::Boolean: return value.is_boolean() || (loose && (value == "true" || value == "false" || value == "True" || value == "False"));  // Python writes them so
    case ParamType::Object: return value.is_object();
    case ParamType::Array: return value.is_array();
  }
  return false;
}

std::string decoded(QByteArrayView part) {
  QByteArray text = part.toByteArray();
  text.replace('+', ' ');
  const QByteArray plain = QByteArray::fromPercentEncoding(text);
  return QString::fromUtf8(plain).toUtf8().toStdString();
}

// "B.0.Key" into nested objects, for now with the indexes of arrays as names: SDKs send the entries of an array in any order (Go and
// Python sorted by name, so that 10 comes before 2, Java as its map has them). False when it does not fit what is there.
bool place(json& root, const std::string& name, std::string value) {
  json* at = &root;
  size_t begin = 0;
  for (int depth = 0; depth < kQueryDepth; ++depth) {
    const size_t dot = name.find('.', begin);
    const std::string step = name.substr(begin, dot == std::string::npos ? dot : dot - begin);
    if (step.empty()) return false;
    if (at->is_null()) *at = json::object();
    if (!at->is_object()) return false;
    at = &(*at)[step];
    if (dot == std::string::npos) {
      if (!at->is_null()) return false;
      *at = std::move(value);
      return true;
    }
    begin = dot + 1;
  }
  return false;
}

bool isIndex(const std::string& name) {
  return name.size() <= 3 && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Objects whose members are numbers 0, 1, 2, ... become arrays. False when some of them are missing or something else is among them.
bool gather(json& value) {
  if (!value.is_object()) return true;
  size_t indexes = 0;
  for (auto& [name, inside] : value.items()) {
    if (!gather(inside)) return false;
    indexes += isIndex(name);
  }
  if (indexes == 0) return true;
  if (indexes != value.size()) return false;
  json list = json::array();
  for (size_t i = 0; i < indexes; ++i) {
    const auto it = value.find(std::to_string(i));
    if (it == value.end()) return false;
    list.push_back(std::move(*it));
  }
  value = std::move(list);
  return true;
}
}  // namespace

ApiParams::ApiParams(json&& value, bool loose) : m_value(std::make_shared<const json>(std::move(value))), m_loose(loose) {}
ApiParams::ApiParams(const json& value, bool loose) : m_value(std::make_shared<const json>(value)), m_loose(loose) {}

Result<ApiParams> ApiParams::fromJson(const QByteArray& body) {
  if (body.trimmed().isEmpty()) return ApiParams(json::object());
  // Millions of brackets would be gigabytes as a tree.
  if (const int depth = depthOf(body); depth > kDepth)
    return invalid(QStringLiteral("The request body has %1 objects and arrays inside of each other; %2 are allowed.").arg(depth).arg(kDepth));
  json value = json::parse(body.begin(), body.end(), nullptr, false);
  if (value.is_discarded()) {
    const auto mistakes = checkJson(body, 1);
    if (mistakes.empty()) return invalid(QStringLiteral("The request body is not valid JSON."));
    const JsonError& first = mistakes.front();
    return invalid(QStringLiteral("The request body is not valid JSON: line %1, column %2: %3.").arg(first.line).arg(first.column).arg(first.message));
  }
  if (!value.is_object()) return invalid(QStringLiteral("The request body must be a JSON object."));
  return ApiParams(std::move(value));
}

Result<ApiParams> ApiParams::fromQuery(QByteArrayView query) {
  json root = json::object();
  int parts = 0;
  while (!query.isEmpty()) {
    const qsizetype end = query.indexOf('&');
    const QByteArrayView part = end < 0 ? query : query.first(end);
    query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
    if (part.isEmpty()) continue;
    const qsizetype equals = part.indexOf('=');
    const std::string name = decoded(equals < 0 ? part : part.first(equals));
    if (++parts > kQueryParts || !place(root, name, equals < 0 ? std::string() : decoded(part.sliced(equals + 1)))) {
      return invalid(QStringLiteral("The query parameter `%1` does not fit the others.").arg(toQString(name)));
    }
  }
  for (auto& [name, value] : root.items())
    if (!gather(value)) return invalid(QStringLiteral("The entries of the query parameter `%1` are not numbered 0, 1, 2, ...").arg(toQString(name)));
  return ApiParams(std::move(root), true);
}

const json* ApiParams::find(const char* name) const {
  const auto it = m_value->find(name);
  return it == m_value->end() || it->is_null() ? nullptr : &*it;
}

Status ApiParams::check(std::span<const ParamRule> rules) const {
  for (const auto& [name, value] : m_value->items()) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&given = name](const ParamRule& r) { return given == r.name; });
    if (rule == rules.end()) return Error{QStringLiteral("UnknownParameter"), QStringLiteral("The parameter `%1` is not recognized.").arg(toQString(name)), {}};
    if (!value.is_null() && !fits(value, rule->type, m_loose)) return invalid(QStringLiteral("The value type of parameter `%1` is not valid.").arg(toQString(name)));
  }
  for (const ParamRule& rule : rules) {
    if (rule.required && !find(rule.name)) {
      return Error{QStringLiteral("MissingParameter"), QStringLiteral("The request is missing a required parameter `%1`.").arg(QString::fromLatin1(rule.name)), {}};
    }
  }
  for (const ParamRule& rule : rules) {
    if (!find(rule.name)) continue;
    if (Status inside = checkInside(rule); !inside) return inside;
    if (Status limits = checkLimits(rule); !limits) return limits;
  }
  return Done{};
}

Status ApiParams::checkInside(const ParamRule& rule) const {
  if (rule.inside.empty() && rule.type == ParamType::Array && texts(rule.name).size() != arraySize(rule.name))
    return invalid(QStringLiteral("Every entry of `%1` must be a string.").arg(QString::fromLatin1(rule.name)));
  if (rule.inside.empty()) return Done{};
  if (rule.type == ParamType::Object) return object(rule.name).check(rule.inside);
  const QList<ApiParams> all = objects(rule.name);
  if (all.size() != arraySize(rule.name)) return invalid(QStringLiteral("Every entry of `%1` must be an object.").arg(QString::fromLatin1(rule.name)));
  for (const ApiParams& entry : all)
    if (Status status = entry.check(rule.inside); !status) return status;
  return Done{};
}

Status ApiParams::checkLimits(const ParamRule& rule) const {
  const QString name = QString::fromLatin1(rule.name), code = QString::fromLatin1(rule.code);
  if (rule.words) {
    const QString value = text(rule.name);
    const QStringList words = QString::fromLatin1(rule.words).split(QLatin1Char('|'));
    if (!value.isEmpty() && !words.contains(value, Qt::CaseInsensitive))
      return Error{code, QStringLiteral("%1 must be %2, not `%3`.").arg(name, words.join(QStringLiteral(" or ")), value.left(80)), {}};
  }
  if (rule.most < rule.least) {
    const int64_t value = rule.type == ParamType::Integer ? number(rule.name, 0) : 0;
    if (value >= INT32_MIN && value <= INT32_MAX) return Done{};
    return Error{code, QStringLiteral("%1 must be %2 to %3, not %4.").arg(name).arg(rule.usedLeast).arg(rule.usedMost).arg(asSent(rule.name)), {}};
  }
  int64_t size = 0;
  const char* what = "";
  switch (rule.type) {
    case ParamType::Integer: size = number(rule.name, 0); break;
    case ParamType::String: size = text(rule.name).size(); what = " characters"; break;
    case ParamType::Array: size = arraySize(rule.name); what = " entries"; break;
    default: return Done{};
  }
  if (size >= rule.least && size <= rule.most) return Done{};
  if (rule.most == INT32_MAX && size < rule.least) return Error{code, QStringLiteral("%1 must not be below %2.").arg(name).arg(rule.least), {}};
  return Error{code, QStringLiteral("%1 must be %2 to %3%4, not %5.").arg(name).arg(rule.least).arg(rule.most).arg(QLatin1String(what), rule.type == ParamType::Integer ? asSent(rule.name) : QString::number(size)), {}};
}

QString ApiParams::asSent(const char* name) const { return find(name)->is_string() ? text(name).left(80) : jsonText(name); }

bool ApiParams::has(const char* name) const { return find(name); }

QByteArray ApiParams::bytes(const char* name) const {
  const json* value = find(name);
  return value && value->is_string() ? QByteArray::fromStdString(value->get_ref<const std::string&>()) : QByteArray();
}

QString ApiParams::text(const char* name, const QString& otherwise) const {
  const json* value = find(name);
  return value && value->is_string() ? toQString(value->get_ref<const std::string&>()) : otherwise;
}

int64_t ApiParams::number(const char* name, int64_t otherwise) const {
  const json* value = find(name);
  int64_t number = 0;
  if (!value) return otherwise;
  // past int64: as large as can be, so that a range check refuses it
  if (value->is_number_unsigned()) return int64_t(std::min<uint64_t>(value->get<uint64_t>(), uint64_t(INT64_MAX)));
  if (value->is_number_integer()) return value->get<int64_t>();
  return looseInteger(*value, number) ? number : otherwise;
}

double ApiParams::real(const char* name, double otherwise) const {
  const json* value = find(name);
  if (!value) return otherwise;
  if (value->is_number()) return value->get<double>();
  return value->is_string() ? toQString(value->get_ref<const std::string&>()).toDouble() : otherwise;
}

bool ApiParams::flag(const char* name, bool otherwise) const {
  const json* value = find(name);
  if (!value) return otherwise;
  if (value->is_boolean()) return value->get<bool>();
  return *value == "TRUE" || *value == "true" || *value == "True";
}

ApiParams ApiParams::object(const char* name) const {
  const json* value = find(name);
  return value && value->is_object() ? ApiParams(*value, m_loose) : ApiParams(json::object(), m_loose);
}

QList<ApiParams> ApiParams::objects(const char* name) const {
  QList<ApiParams> list;
  if (const json* value = find(name); value && value->is_array()) {
    for (const json& item : *value)
      if (item.is_object()) list.append(ApiParams(item, m_loose));
  }
  return list;
}

int ApiParams::arraySize(const char* name) const {
  const json* value = find(name);
  return value && value->is_array() ? int(value->size()) : 0;
}

QStringList ApiParams::texts(const char* name) const {
  QStringList list;
  if (const json* value = find(name); value && value->is_array()) {
    for (const json& item : *value)
      if (item.is_string()) list.append(toQString(item.get_ref<const std::string&>()));
  }
  return list;
}

QString ApiParams::jsonText(const char* name) const {
  const json* value = find(name);
  return value ? toQString(value->dump(-1, ' ', false, json::error_handler_t::replace)) : QString();
}

}  // namespace scfdesk
