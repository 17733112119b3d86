// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/spec.h"
#include "app/engine/simulate/trace.h"
#include "models/data/result.h"
#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace scfdesk::simulate {

/// Reads members of a JSON object and remembers the first mistake with its place ("functions[0].service.mean"). Members that
/// nobody asked for are mistakes too: unknown() names them.
class SpecReader final {
 public:
  SpecReader(const nlohmann::json& object, std::string place, std::optional<Error>& mistake);
  [[nodiscard]] bool has(const char* name) const;
  /// Keeps the value when there is no such member, or it is null. What is wrong is a mistake.
  void number(const char* name, double& value, double low, double high);
  void whole(const char* name, int64_t& value, int64_t low, int64_t high);
  void whole(const char* name, int& value, int low, int high);
  void word(const char* name, std::string& value, std::initializer_list<const char*> words);
  void text(const char* name, std::string& value);
  void flag(const char* name, bool& value);
  void numbers(const char* name, std::vector<double>& values, double low);
  /// Null when there is none.
  const nlohmann::json* member(const char* name);
  void require(const char* name);
  void unknown();
  void wrong(const char* name, const QString& what);
  [[nodiscard]] std::string placeOf(const char* name) const;
  [[nodiscard]] bool failed() const { return m_mistake.has_value(); }

 private:
  const nlohmann::json& m_object;
  std::string m_place;
  std::optional<Error>& m_mistake;
  std::vector<std::string> m_asked;
};

/// "functions[0].service" and the like: a distribution of times.
void readDistribution(const nlohmann::json& value, const std::string& place, Distribution& target, std::optional<Error>& mistake);
/// Arrivals. `context`: files of traces are named from its folder.
void readArrivals(const nlohmann::json& value, const std::string& place, const ReadContext& context, ArrivalSpec& target, std::optional<Error>& mistake);

/// Members of a trace: file, format, durations, memory, seed.
void readTraceSource(SpecReader& r, const ReadContext& context, TraceSource& source);

}  // namespace scfdesk::simulate
