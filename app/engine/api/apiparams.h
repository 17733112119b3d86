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
  Number,  ///< whole or not
  Boolean,
  Flag,    ///< the strings "TRUE" and "FALSE"
  Object,
  Array,
};
/// One parameter in SCF's table. The limits are those of its value (Integer), its characters (String) or its entries (Array);
/// whatever breaks them is refused with `code` and a text made of this rule.
struct ParamRule {
  const char* name;
  ParamType type = ParamType::String;
  bool required = false;
  std::span<const ParamRule> inside = {};  ///< of an Object, or of every entry of an Array of objects
  const char* words = nullptr;             ///< "ASC|DESC": what a String may be, whatever the case
  int64_t least = 0;
  int64_t most = -1;                       ///< below `least`: no limits
  const char* code = "InvalidParameterValue";
  int64_t usedLeast = INT32_MIN;           ///< of an Integer: the range that is told when a number fits no 32 bits
  int64_t usedMost = INT32_MAX;

  [[nodiscard]] constexpr ParamRule within(int64_t low, int64_t high, const char* error) const {
    return {name, type, required, inside, words, low, high, error};
  }
  [[nodiscard]] constexpr ParamRule of(const char* list, const char* error) const { return {name, type, required, inside, list, least, most, error}; }
  /// What it may be is checked later, with SCF's own code; a number of more than 32 bits is refused by this range.
  [[nodiscard]] constexpr ParamRule about(int64_t low, int64_t high, const char* error = "InvalidParameterValue") const {
    return {name, type, required, inside, words, least, most, error, low, high};
  }
};

/// The parameters of one Cloud API call (or of an object inside them), checked against SCF's table of the action. Null counts as
/// missing. A value; engine thread.
class ApiParams final {
 public:
  static constexpr int kDepth = 64;  ///< containers in containers of a request body
  /// A JSON object, or the query of a GET ("A=1&B.0.Key=x"). Errors: InvalidParameter.
  static Result<ApiParams> fromJson(const QByteArray& body);
  static Result<ApiParams> fromQuery(QByteArrayView query);

  /// UnknownParameter, MissingParameter, InvalidParameter for the first thing that breaks a rule.
  /// Then what is inside, then limits (each with its rule's code).
  [[nodiscard]] Status check(std::span<const ParamRule> rules) const;

  [[nodiscard]] bool has(const char* name) const;
  [[nodiscard]] QString text(const char* name, const QString& otherwise = {}) const;
  [[nodiscard]] QByteArray bytes(const char* name) const;   ///< of a string, UTF-8
  [[nodiscard]] int64_t number(const char* name, int64_t otherwise) const;
  [[nodiscard]] double real(const char* name, double otherwise) const;
  [[nodiscard]] bool flag(const char* name, bool otherwise) const;
  [[nodiscard]] ApiParams object(const char* name) const;   ///< empty when missing
  [[nodiscard]] QList<ApiParams> objects(const char* name) const;  ///< members of an array that are objects
  [[nodiscard]] int arraySize(const char* name) const;
  [[nodiscard]] QStringList texts(const char* name) const;
  [[nodiscard]] QString jsonText(const char* name) const;   ///< the value as JSON text; empty when missing

 private:
  [[nodiscard]] Status checkInside(const ParamRule& rule) const;
  [[nodiscard]] Status checkLimits(const ParamRule& rule) const;
  [[nodiscard]] QString asSent(const char* name) const;  ///< a number that is there
  explicit ApiParams(nlohmann::json&& value, bool loose = false);
  ApiParams(const nlohmann::json& value, bool loose);
  [[nodiscard]] const nlohmann::json* find(const char* name) const;
  std::shared_ptr<const nlohmann::json> m_value;
  bool m_loose = false;  ///< from a query: numbers come as text
};

}  // namespace scfdesk
