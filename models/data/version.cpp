// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/version.h"
#include "models/data/limits.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr QStringView kHeaders = u"invoke.headers.";

bool letter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }
bool digit(QChar c) { return c >= u'0' && c <= u'9'; }

struct Range {
  qint64 low = 0, high = 0;
  bool lowIn = false, highIn = false;
  [[nodiscard]] bool holds(qint64 n) const { return (lowIn ? n >= low : n > low) && (highIn ? n <= high : n < high); }
};

/// "(1,9]": round brackets leave the bound out, square ones take it in.
std::optional<Range> rangeOf(const QString& text) {
  if (text.size() < 5 || !QStringView(u"([").contains(text.front()) || !QStringView(u")]").contains(text.back())) return std::nullopt;
  const QStringList bounds = text.sliced(1, text.size() - 2).split(u',');
  if (bounds.size() != 2) return std::nullopt;
  bool lowGood = false, highGood = false;
  Range r;
  r.low = bounds[0].trimmed().toLongLong(&lowGood);
  r.high = bounds[1].trimmed().toLongLong(&highGood);
  r.lowIn = text.front() == u'[';
  r.highIn = text.back() == u']';
  if (!lowGood || !highGood || r.low > r.high) return std::nullopt;
  return r;
}

bool fits(const VersionMatch& match, const nlohmann::json& key) {
  const auto it = key.find(match.key.sliced(kHeaders.size()).toStdString());
  if (it == key.end() || !it->is_string()) return false;
  const QString value = QString::fromStdString(it->get_ref<const std::string&>());
  if (match.method == u"exact"_s) return value == match.expression;
  bool number = false;
  const qint64 n = value.toLongLong(&number);
  const auto range = rangeOf(match.expression);
  return number && range && range->holds(n);
}

Error wrong(const QString& code, const QString& message) { return Error{u"InvalidParameterValue."_s + code, message, {}}; }

}  // namespace

QString versionName(VersionNumber version) { return version == 0 ? u"$LATEST"_s : QString::number(version); }

std::optional<VersionNumber> versionFromName(QStringView name) {
  if (name == u"$LATEST") return 0;
  if (name.isEmpty() || name.front() == u'0' || !std::all_of(name.begin(), name.end(), digit)) return std::nullopt;
  bool good = false;
  const uint number = name.toUInt(&good);
  return good ? std::optional<VersionNumber>(number) : std::nullopt;
}

Status checkAliasName(const QString& name) {
  if (name == kDefaultAlias) return Done{};
  const bool shape = !name.isEmpty() && name.size() <= limits::kAliasChars && letter(name.front()) &&
                     std::all_of(name.begin(), name.end(), [](QChar c) { return letter(c) || digit(c) || c == u'-' || c == u'_'; });
  if (shape) return Done{};
  return wrong(u"Name"_s, u"\"%1\" is not the name of an alias: 1 to %2 letters, digits, - and _, a letter first."_s.arg(name.left(80)).arg(limits::kAliasChars));
}

Status checkRouting(const AliasInfo& alias) {
  const auto extras = alias.weights.size() + alias.matches.size();
  if (extras > limits::kAliasExtraVersions)
    return Error{u"InvalidParameter.RoutingConfig"_s,
                 u"An alias has its main version and at most %1 more; %2 are given."_s.arg(limits::kAliasExtraVersions).arg(extras),
                 u"Give one entry of AdditionalVersionWeights or one of AddtionVersionMatchs."_s};
  for (const VersionWeight& w : alias.weights) {
    if (!(w.weight >= 0 && w.weight <= 1)) return wrong(u"AdditionalVersionWeights"_s, u"A Weight is 0 to 1, not %1."_s.arg(w.weight));
    if (w.version == alias.version) return wrong(u"AdditionalVersionWeights"_s, u"The additional version is the alias's main version %1 itself."_s.arg(versionName(w.version)));
  }
  for (const VersionMatch& m : alias.matches) {
    if (m.version == alias.version) return wrong(u"RoutingConfig"_s, u"The version of a rule is the alias's main version %1 itself."_s.arg(versionName(m.version)));
    if (!m.key.startsWith(kHeaders) || m.key.size() == kHeaders.size())
      return wrong(u"RoutingConfig"_s, u"The Key of a rule is invoke.headers.NAME, not \"%1\"."_s.arg(m.key.left(80)));
    if (m.method != u"exact"_s && m.method != u"range"_s) return wrong(u"RoutingConfig"_s, u"The Method of a rule is exact or range, not \"%1\"."_s.arg(m.method.left(80)));
    if (m.method == u"range"_s && !rangeOf(m.expression))
      return wrong(u"RoutingConfig"_s, u"The Expression of a range is like (1,9) or [1,9] with whole numbers, not \"%1\"."_s.arg(m.expression.left(80)));
  }
  return Done{};
}

Status checkAsyncConfig(const AsyncConfig& config) {
  if (config.retries < 0 || config.retries > limits::kAsyncRetries)
    return Error{u"LimitExceeded.RetryNum"_s, u"RetryNum is 0 to %1, not %2."_s.arg(limits::kAsyncRetries).arg(config.retries), {}};
  if (config.maxAgeSeconds < limits::kAsyncMinAgeSeconds || config.maxAgeSeconds > limits::kAsyncMaxAgeSeconds)
    return Error{u"LimitExceeded.MsgTTL"_s,
                 u"MsgTTL is %1 to %2 seconds, not %3."_s.arg(limits::kAsyncMinAgeSeconds).arg(limits::kAsyncMaxAgeSeconds).arg(config.maxAgeSeconds), {}};
  return Done{};
}

VersionNumber routed(const AliasInfo& alias, const QByteArray& routingKey, double dice) {
  for (const VersionWeight& w : alias.weights)
    if (dice < w.weight) return w.version;
  if (alias.matches.isEmpty() || routingKey.isEmpty()) return alias.version;
  const auto key = nlohmann::json::parse(routingKey.begin(), routingKey.end(), nullptr, false);
  if (!key.is_object()) return alias.version;
  for (const VersionMatch& m : alias.matches)
    if (fits(m, key)) return m.version;
  return alias.version;
}

}  // namespace scfdesk
