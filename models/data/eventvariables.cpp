// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/eventvariables.h"
#include <QDateTime>
#include <QUuid>
#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

bool nameOfEnvironment(QByteArrayView name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.isEmpty() && letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// The variable that stands between the braces, or none.
std::optional<EventVariable> read(QByteArrayView inside) {
  using Kind = EventVariable::Kind;
  const QList<QByteArray> words = inside.toByteArray().simplified().split(' ');
  EventVariable v;
  const QByteArray& name = words[0];
  if (name == "uuid" && words.size() == 1) return v;
  if (name == "counter" && words.size() == 1) return v.kind = Kind::Counter, v;
  if (name == "now" && words.size() <= 2) {
    if (words.size() == 1) return v.kind = Kind::Now, v;
    if (words[1] == "ms") return v.kind = Kind::NowMs, v;
    if (words[1] == "s") return v.kind = Kind::NowSeconds, v;
    return std::nullopt;
  }
  if (name == "random" && words.size() == 3) {
    bool low = false, high = false;
    v.kind = Kind::Random;
    v.low = words[1].toLongLong(&low);
    v.high = words[2].toLongLong(&high);
    // The difference must be a number as well.
    const bool fits = low && high && v.low <= v.high && (v.low >= 0 || v.high <= std::numeric_limits<int64_t>::max() + v.low);
    return fits ? std::optional(v) : std::nullopt;
  }
  if (name == "env" && words.size() == 2 && nameOfEnvironment(words[1])) {
    v.kind = Kind::Environment;
    v.name = QString::fromLatin1(words[1]);
    return v;
  }
  return std::nullopt;
}

void appendEscaped(QByteArray& out, const QByteArray& text) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\', out += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '\r') out += "\\r";
    else if (u < 0x20) out += "\\u00", out += kHex[u >> 4], out += kHex[u & 15];
    else out += c;
  }
}

/// 8 of the 16 bytes are enough to be different; version and variant are those of a random UUID.
QByteArray uuid(const VariableValues& values) {
  std::array<uint64_t, 2> bits{};
  for (uint64_t& half : bits) half = values.random ? values.random() : 0;
  QByteArray raw(reinterpret_cast<const char*>(bits.data()), 16);
  raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x40);
  raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
  return QUuid::fromRfc4122(raw).toByteArray(QUuid::WithoutBraces);
}

int64_t between(const EventVariable& v, const VariableValues& values) {
  const uint64_t room = static_cast<uint64_t>(v.high) - static_cast<uint64_t>(v.low);
  const uint64_t bits = values.random ? values.random() : 0;
  return static_cast<int64_t>(static_cast<uint64_t>(v.low) + (room == ~uint64_t{0} ? bits : bits % (room + 1)));
}

void appendValue(QByteArray& out, const EventVariable& v, const VariableValues& values) {
  using Kind = EventVariable::Kind;
  const auto text = [&](const QByteArray& word) {
    if (!v.inString) out += '"';
    appendEscaped(out, word);
    if (!v.inString) out += '"';
  };
  switch (v.kind) {
    case Kind::Uuid: return text(uuid(values));
    case Kind::Now: return text(QDateTime::fromMSecsSinceEpoch(values.now / 1000, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8());
    case Kind::NowMs: out += QByteArray::number(qlonglong(values.now / 1000)); return;
    case Kind::NowSeconds: out += QByteArray::number(qlonglong(values.now / 1'000'000)); return;
    case Kind::Counter: out += QByteArray::number(qlonglong(values.counter)); return;
    case Kind::Random: out += QByteArray::number(qlonglong(between(v, values))); return;
    case Kind::Environment:
      for (const auto& [name, value] : values.environment)
        if (name == v.name) return text(value.toUtf8());
      if (!v.inString) out += "null";
      return;
  }
}

}  // namespace

std::vector<EventVariable> variablesIn(QByteArrayView text) {
  std::vector<EventVariable> found;
  bool inString = false;
  for (qsizetype i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inString && c == '\\') {
      ++i;
      continue;
    }
    if (c == '"') inString = !inString;
    if (c != '{' || i + 1 >= text.size() || text[i + 1] != '{') continue;
    const QByteArrayView rest = text.sliced(i + 2, std::min<qsizetype>(kVariableBytes, text.size() - i - 2));
    const qsizetype close = rest.indexOf("}}");
    if (close < 0) continue;
    auto v = read(rest.first(close));
    if (!v) continue;
    v->begin = i;
    v->end = i + 2 + close + 2;
    v->inString = inString;
    found.push_back(*v);
    i = v->end - 1;
  }
  return found;
}

QByteArray expandVariables(const QByteArray& text, const VariableValues& values) {
  if (!text.contains("{{")) return text;
  QByteArray out;
  out.reserve(text.size() + 64);
  qsizetype at = 0;
  for (const EventVariable& v : variablesIn(text)) {
    out += QByteArrayView(text).sliced(at, v.begin - at);
    appendValue(out, v, values);
    at = v.end;
  }
  return out += QByteArrayView(text).sliced(at);
}

QByteArray maskVariables(const QByteArray& text) {
  if (!text.contains("{{")) return text;
  QByteArray out = text;
  for (const EventVariable& v : variablesIn(text)) {
    if (v.inString) continue;
    std::fill(out.begin() + v.begin, out.begin() + v.end, ' ');
    out[v.begin] = '0';
  }
  return out;
}

}  // namespace scfdesk
