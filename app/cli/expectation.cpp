// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/expectation.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;

namespace scfdesk::cli {
namespace {
constexpr qsizetype kShownChars = 200;

QString shown(const json& value) { return QString::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)).left(kShownChars); }

std::optional<QString> difference(const json& wanted, const json& got, const QString& where) {
  if (wanted.is_object() && got.is_object()) {
    for (const auto& [name, value] : wanted.items()) {
      const QString at = where + u'.' + QString::fromStdString(name);
      const auto it = got.find(name);
      if (it == got.end()) return u"%1 is missing, expected %2."_s.arg(at, shown(value));
      if (auto inside = difference(value, *it, at)) return inside;
    }
    return std::nullopt;
  }
  if (wanted.is_array() && got.is_array()) {
    if (wanted.size() != got.size()) return u"%1 has %2 entries, expected %3."_s.arg(where).arg(got.size()).arg(wanted.size());
    for (size_t i = 0; i < wanted.size(); ++i)
      if (auto inside = difference(wanted[i], got[i], u"%1[%2]"_s.arg(where).arg(i))) return inside;
    return std::nullopt;
  }
  if (wanted == got) return std::nullopt;
  return u"%1 is %2, expected %3."_s.arg(where, shown(got), shown(wanted));
}
}  // namespace

Result<Expectation> Expectation::parse(const QString& text) {
  Expectation out;
  if (text.startsWith(u'~')) {
    out.m_contains = text.mid(1).toUtf8();
    return out;
  }
  const QByteArray bytes = text.toUtf8();
  json value = json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (value.is_discarded())
    return Error{u"Local.Words"_s, u"--expect takes JSON, or a text with ~ before it, not %1"_s.arg(text.left(kShownChars)), u"A string is written with its quotes: --expect '\"done\"'."_s};
  out.m_value = std::make_shared<const json>(std::move(value));
  return out;
}

std::optional<QString> Expectation::broken(const QByteArray& result) const {
  if (!m_value) {
    if (result.contains(m_contains)) return std::nullopt;
    return u"The result does not contain \"%1\": %2"_s.arg(QString::fromUtf8(m_contains), QString::fromUtf8(result).left(kShownChars));
  }
  const json got = json::parse(result.begin(), result.end(), nullptr, false);
  if (got.is_discarded()) return u"The result is no JSON: %1"_s.arg(QString::fromUtf8(result).left(kShownChars));
  return difference(*m_value, got, u"$"_s);
}

}  // namespace scfdesk::cli
