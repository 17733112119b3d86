// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/specreader.h"
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk::simulate {

namespace {
QString shown(double value) { return QString::number(value, 'g', 12); }
QString range(double low, double high) {
  return std::isinf(high) ? QString(u"a number of at least %1 is wanted"_s.arg(shown(low))) : QString(u"a number from %1 to %2 is wanted"_s.arg(shown(low), shown(high)));
}
}  // namespace

SpecReader::SpecReader(const json& object, std::string place, std::optional<Error>& mistake) : m_object(object), m_place(std::move(place)), m_mistake(mistake) {
  if (!m_object.is_object() && !m_mistake)
    m_mistake = Error{u"InvalidParameterValue"_s, u"%1: a JSON object is wanted."_s.arg(m_place.empty() ? u"the spec"_s : QString::fromStdString(m_place)), {}};
}

std::string SpecReader::placeOf(const char* name) const { return m_place.empty() ? std::string(name) : m_place + "." + name; }

void SpecReader::wrong(const char* name, const QString& what) {
  if (!m_mistake) m_mistake = Error{u"InvalidParameterValue"_s, u"%1: %2."_s.arg(QString::fromStdString(placeOf(name)), what), {}};
}

bool SpecReader::has(const char* name) const { return m_object.is_object() && m_object.contains(name) && !m_object[name].is_null(); }

const json* SpecReader::member(const char* name) {
  m_asked.emplace_back(name);
  return has(name) ? &m_object[name] : nullptr;
}

void SpecReader::number(const char* name, double& value, double low, double high) {
  const json* v = member(name);
  if (!v) return;
  if (!v->is_number() || !std::isfinite(v->get<double>()) || v->get<double>() < low || v->get<double>() > high) return wrong(name, range(low, high));
  value = v->get<double>();
}

void SpecReader::whole(const char* name, int64_t& value, int64_t low, int64_t high) {
  const json* v = member(name);
  if (!v) return;
  // 1e6 is a whole number too.
  const bool is = v->is_number_integer() || (v->is_number_float() && std::floor(v->get<double>()) == v->get<double>() && std::abs(v->get<double>()) < 9e15);
  const bool large = v->is_number_unsigned() && v->get<uint64_t>() > static_cast<uint64_t>(INT64_MAX);
  if (!is || large || v->get<int64_t>() < low || v->get<int64_t>() > high) return wrong(name, u"a whole number from %1 to %2 is wanted"_s.arg(low).arg(high));
  value = v->get<int64_t>();
}

void SpecReader::whole(const char* name, int& value, int low, int high) {
  int64_t wide = value;
  whole(name, wide, int64_t{low}, int64_t{high});
  value = static_cast<int>(wide);
}

void SpecReader::word(const char* name, std::string& value, std::initializer_list<const char*> words) {
  const json* v = member(name);
  if (!v) return;
  QStringList list;
  for (const char* w : words) {
    if (v->is_string() && v->get_ref<const std::string&>() == w) {
      value = w;
      return;
    }
    list << QString::fromLatin1(w);
  }
  wrong(name, u"one of %1 is wanted"_s.arg(list.join(u", "_s)));
}

void SpecReader::text(const char* name, std::string& value) {
  const json* v = member(name);
  if (!v) return;
  if (!v->is_string() || v->get_ref<const std::string&>().empty()) return wrong(name, u"a text is wanted"_s);
  value = v->get<std::string>();
}

void SpecReader::flag(const char* name, bool& value) {
  const json* v = member(name);
  if (!v) return;
  if (!v->is_boolean()) return wrong(name, u"true or false is wanted"_s);
  value = v->get<bool>();
}

void SpecReader::numbers(const char* name, std::vector<double>& values, double low) {
  const json* v = member(name);
  if (!v) return;
  if (!v->is_array() || v->empty()) return wrong(name, u"a list of numbers is wanted"_s);
  if (v->size() > kMostValues) return wrong(name, u"%1 numbers, at most %2"_s.arg(v->size()).arg(kMostValues));
  values.clear();
  values.reserve(v->size());
  for (size_t i = 0; i < v->size(); ++i) {
    const json& one = (*v)[i];
    if (!one.is_number() || !std::isfinite(one.get<double>()) || one.get<double>() < low)
      return wrong((std::string(name) + "[" + std::to_string(i) + "]").c_str(), range(low, HUGE_VAL));
    values.push_back(one.get<double>());
  }
}

void SpecReader::require(const char* name) {
  if (m_object.is_object() && !has(name)) wrong(name, u"is missing"_s);
}

void SpecReader::unknown() {
  if (!m_object.is_object()) return;
  for (const auto& [name, value] : m_object.items())
    if (std::find(m_asked.begin(), m_asked.end(), name) == m_asked.end()) return wrong(name.c_str(), u"there is no such member here"_s);
}

void readDistribution(const json& value, const std::string& place, Distribution& target, std::optional<Error>& mistake) {
  using Kind = Distribution::Kind;
  constexpr double kLongest = 1e9;
  if (value.is_number()) {  // short for a constant
    if (value.get<double>() < 0 || value.get<double>() > kLongest) mistake = Error{u"InvalidParameterValue"_s, u"%1: %2."_s.arg(QString::fromStdString(place), range(0, kLongest)), {}};
    target = Distribution{Kind::Constant, value.get<double>(), 0, {}, {}};
    return;
  }
  SpecReader r(value, place, mistake);
  r.require("kind");
  std::string kind;
  r.word("kind", kind, {"constant", "uniform", "exponential", "lognormal", "weibull", "empirical", "quantiles"});
  if (r.failed()) return;
  const auto both = [&](const char* first, const char* second, double lowest) {
    r.require(first);
    r.require(second);
    r.number(first, target.a, lowest, kLongest);
    r.number(second, target.b, lowest, kLongest);
  };
  constexpr double kLeast = 1e-9;
  if (kind == "constant") {
    target.kind = Kind::Constant;
    r.require("value");
    r.number("value", target.a, 0, kLongest);
  } else if (kind == "uniform") {
    target.kind = Kind::Uniform;
    both("min", "max", 0);
    if (target.b < target.a) r.wrong("max", u"it is below min"_s);
  } else if (kind == "exponential") {
    target.kind = Kind::Exponential;
    r.require("mean");
    r.number("mean", target.a, 0, kLongest);
  } else if (kind == "lognormal") {
    target.kind = Kind::LogNormal;
    r.require("mean");
    r.require("sigma");
    r.number("mean", target.a, 0, kLongest);
    r.number("sigma", target.b, 0, 10);
  } else if (kind == "weibull") {
    target.kind = Kind::Weibull;
    both("shape", "scale", kLeast);
    if (target.a < 0.05) r.wrong("shape", range(0.05, kLongest));
  } else if (kind == "empirical") {
    target.kind = Kind::Empirical;
    r.require("values");
    r.numbers("values", target.values, 0);
  } else {
    target.kind = Kind::Quantiles;
    r.require("values");
    r.require("ranks");
    r.numbers("values", target.values, 0);
    r.numbers("ranks", target.ranks, 0);
    if (!r.failed() && (target.ranks.size() != target.values.size() || !std::is_sorted(target.ranks.begin(), target.ranks.end()) || target.ranks.back() > 1))
      r.wrong("ranks", u"as many as values, rising, from 0 to 1, are wanted"_s);
  }
  r.unknown();
}

}  // namespace scfdesk::simulate
