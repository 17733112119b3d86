// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QStringList>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>

namespace scfdesk {

enum class ParamType : uint8_t {
  String,
  Integer,
  Boolean,
  Flag,    ///< the strings "TRUE" and "FALSE"
  Object,
  Array,
};
struct ParamRule {
  const char* name;
  ParamType type = ParamType::String;
  bool required = false;
};

/// The parameters of one Cloud API call (or of an object inside them), checked against SCF's table of the action. Null counts as
/// missing. A value; engine thread.
class ApiParams final {
 public:
  /// A JSON object, or the query of a GET ("A=1&B.0.Key=x"). Errors: InvalidParameter.
  static Result<ApiParams> fromJson(const QByteArray& body);
  static Result<ApiParams> fromQuery(QByteArrayView query);

  /// UnknownParameter, MissingParameter, InvalidParameter for the first thing that breaks a rule.
  [[nodiscard]] Status check(std::span<const ParamRule> rules) const;

  [[nodiscard]] bool has(const char* name) const;
  [[nodiscard]] QString text(const char* name, const QString& otherwise = {}) const;
  [[nodiscard]] QByteArray bytes(const char* name) const;   ///< of a string, UTF-8
  [[nodiscard]] int64_t number(const char* name, int64_t otherwise) const;
  [[nodiscard]] bool flag(const char* name, bool otherwise) const;
  [[nodiscard]] ApiParams object(const char* name) const;   ///< empty when missing
  [[nodiscard]] QList<ApiParams> objects(const char* name) const;  ///< members of an array that are objects
  [[nodiscard]] int arraySize(const char* name) const;
  [[nodiscard]] QStringList texts(const char* name) const;
  [[nodiscard]] QString jsonText(const char* name) const;   ///< the value as JSON text; empty when missing

 private:
  explicit ApiParams(nlohmann::json&& value, bool loose = false);
  ApiParams(const nlohmann::json& value, bool loose);
  [[nodiscard]] const nlohmann::json* find(const char* name) const;
  std::shared_ptr<const nlohmann::json> m_value;
  bool m_loose = false;  ///< from a query: numbers come as text
};

}  // namespace scfdesk
