// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/resultdiff.h"
#include "models/data/jsontext.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::ordered_json;

namespace scfdesk {
namespace {

QString cut(QString text) {
  if (text.size() > kJsonChangeChars) {
    text.truncate(kJsonChangeChars);
    if (text.back().isHighSurrogate()) text.chop(1);
    text += u'…';
  }
  return text;
}

QString textOf(const Json& value) { return cut(QString::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace))); }

/// ".name", or ["any other name"].
QString member(const QString& name) {
  const auto plain = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; };
  if (!name.isEmpty() && std::all_of(name.begin(), name.end(), plain)) return u'.' + name;
  QString quoted = name;
  quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
  return u"[\""_s + quoted + u"\"]"_s;
}

class Walk final {
 public:
  Walk(JsonDiff& diff, const QStringList& muted) : m_diff(diff), m_muted(muted) {}

  void compare(const Json& before, const Json& after, const QString& path, const QString& pattern, int depth) {
    if (depth < kJsonDiffDepth && before.is_object() && after.is_object()) return objects(before, after, path, pattern, depth);
    if (depth < kJsonDiffDepth && before.is_array() && after.is_array()) return arrays(before, after, path, pattern, depth);
    if (before != after) add(JsonChange::Kind::Changed, path, pattern, &before, &after);
  }

 private:
  void objects(const Json& before, const Json& after, const QString& path, const QString& pattern, int depth) {
    for (const auto& [name, value] : after.items()) {
      const QString step = member(QString::fromStdString(name));
      const auto former = before.find(name);
      if (former == before.end()) add(JsonChange::Kind::Added, path + step, pattern + step, nullptr, &value);
      else compare(*former, value, path + step, pattern + step, depth + 1);
    }
    for (const auto& [name, value] : before.items()) {
      if (after.contains(name)) continue;
      const QString step = member(QString::fromStdString(name));
      add(JsonChange::Kind::Removed, path + step, pattern + step, &value, nullptr);
    }
  }

  void arrays(const Json& before, const Json& after, const QString& path, const QString& pattern, int depth) {
    const QString any = pattern + u"[*]"_s;
    for (size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
      const QString at = path + u'[' + QString::number(i) + u']';
      if (i >= before.size()) add(JsonChange::Kind::Added, at, any, nullptr, &after[i]);
      else if (i >= after.size()) add(JsonChange::Kind::Removed, at, any, &before[i], nullptr);
      else compare(before[i], after[i], at, any, depth + 1);
    }
  }

  void add(JsonChange::Kind kind, const QString& path, const QString& pattern, const Json* before, const Json* after) {
    if (m_muted.contains(pattern)) {
      ++m_diff.muted;
      return;
    }
    if (m_diff.changes.size() >= size_t(kJsonChangesShown)) {
      m_diff.more = true;
      return;
    }
    m_diff.changes.push_back({kind, path, pattern, before ? textOf(*before) : QString(), after ? textOf(*after) : QString()});
  }

  JsonDiff& m_diff;
  const QStringList& m_muted;
};

}  // namespace

JsonDiff diffJson(const QByteArray& before, const QByteArray& after, const QStringList& mutedPatterns) {
  JsonDiff diff;
  if (before == after) return diff;
  // Comparing and writing values recurses: a text deeper than kJsonDepth is compared as a whole, as any other that is no JSON.
  const bool small = before.size() <= kJsonDiffBytes && after.size() <= kJsonDiffBytes && isJson(before) && isJson(after);
  const Json a = small ? Json::parse(before.begin(), before.end(), nullptr, false) : Json(Json::value_t::discarded);
  const Json b = small ? Json::parse(after.begin(), after.end(), nullptr, false) : Json(Json::value_t::discarded);
  if (!a.is_discarded() && !b.is_discarded()) {
    Walk(diff, mutedPatterns).compare(a, b, u"$"_s, u"$"_s, 0);
    return diff;
  }
  if (mutedPatterns.contains(u"$"_s)) {
    diff.muted = 1;
    return diff;
  }
  diff.changes.push_back({JsonChange::Kind::Changed, u"$"_s, u"$"_s, cut(QString::fromUtf8(before.left(2 * kJsonChangeChars))),
                          cut(QString::fromUtf8(after.left(2 * kJsonChangeChars)))});
  return diff;
}

}  // namespace scfdesk
