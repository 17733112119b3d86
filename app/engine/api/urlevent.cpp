// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/urlevent.h"
#include "app/engine/api/jsontext.h"
#include <array>
#include <optional>
#include <vector>

namespace scfdesk::urlevent {
namespace {
using jsontext::appendString;

bool sameName(QByteArrayView a, QByteArrayView b) { return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0; }

// The header was joined to an earlier one of its name.
bool isRepeat(const HttpRequest& request, int index) {
  for (int i = 0; i < index; ++i)
    if (sameName(request.headerName(i), request.headerName(index))) return true;
  return false;
}

}  // namespace

void appendText(QByteArray& out, QByteArrayView text) { jsontext::isValidUtf8(text) ? appendString(out, text) : appendString(out, jsontext::toValidUtf8(text)); }

void appendHeaders(QByteArray& out, const HttpRequest& request, std::span<const Extra> extra) {
  out.append('{');
  const int count = request.headerCount();
  for (int i = 0; i < count; ++i) {
    const QByteArrayView name = request.headerName(i);
    const bool own = std::any_of(extra.begin(), extra.end(), [&](const Extra& e) { return sameName(name, e.first); });
    if (own || isRepeat(request, i)) continue;  // nobody says for himself where he comes from
    QByteArray joined;
    for (int k = i + 1; k < count; ++k) {
      if (!sameName(request.headerName(k), name)) continue;
      if (joined.isNull()) joined = request.headerValue(i).toByteArray();
      joined.append(sameName(name, "cookie") ? "; " : ", ").append(request.headerValue(k));
    }
    out.append('"').append(name);  // a token needs no escape
    char* const end = out.data() + out.size();
    for (char* c = end - name.size(); c < end; ++c)
      if (*c >= 'A' && *c <= 'Z') *c = char(*c + 32);
    out.append("\":");
    appendText(out, joined.isNull() ? request.headerValue(i) : QByteArrayView(joined));
    out.append(',');
  }
  for (const auto& [name, value] : extra) {
    appendString(out, name);
    out.append(':');
    appendText(out, value);
    out.append(',');
  }
  if (out.endsWith(',')) out.chop(1);
  out.append('}');
}

namespace {
QByteArray decoded(QByteArrayView part) {
  QByteArray text = part.toByteArray();
  text.replace('+', ' ');
  return text.contains('%') ? QByteArray::fromPercentEncoding(text) : text;
}

}  // namespace

void appendQuery(QByteArray& out, QByteArrayView query) {
  std::vector<std::pair<QByteArray, std::vector<QByteArray>>> parts;
  while (!query.isEmpty()) {
    const qsizetype end = query.indexOf('&');
    const QByteArrayView part = end < 0 ? query : query.first(end);
    query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
    if (part.isEmpty()) continue;
    const qsizetype equals = part.indexOf('=');
    QByteArray name = decoded(equals < 0 ? part : part.first(equals));
    QByteArray value = equals < 0 ? QByteArray() : decoded(part.sliced(equals + 1));
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.first == name; });
    if (same != parts.end()) {
      same->second.push_back(std::move(value));
    } else {
      parts.push_back({std::move(name), {std::move(value)}});
    }
  }
  out.append('{');
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i) out.append(',');
    appendText(out, parts[i].first);
    out.append(':');
    const auto& values = parts[i].second;
    if (values.size() > 1) out.append('[');
    for (size_t k = 0; k < values.size(); ++k) {
      if (k) out.append(',');
      appendText(out, values[k]);
    }
    if (values.size() > 1) out.append(']');
  }
  out.append('}');
}

namespace {
constexpr char kMalformed[] = R"({"errno":403,"error":"Invalid scf response format. please check your scf response format."})";
constexpr char kUnbalanced[] = R"({"errno":403,"error":"Analyse scf response failed."})";
Answer malformedOf(Shape shape) { return {403, "application/json", {}, shape == Shape::Balancer ? QByteArray(kUnbalanced) : QByteArray::fromRawData(kMalformed, sizeof kMalformed - 1)}; }

bool isHeaderName(QByteArrayView name) {
  return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("!#$%&'*+-.^_`|~", c)); });
}
// A line break here would let a function's data write headers of its own.
bool isHeaderValue(QByteArrayView value) {
  return std::all_of(value.begin(), value.end(), [](char c) { const auto u = static_cast<unsigned char>(c); return u == '\t' || (u >= 0x20 && u != 0x7f); });
}
// Lengths and connections are this server's business.
bool isOurs(QByteArrayView name) {
  static constexpr std::array<QByteArrayView, 7> ours{"content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer", "proxy-connection"};
  return std::any_of(ours.begin(), ours.end(), [&](QByteArrayView o) { return sameName(o, name); });
}

bool addHeader(Answer& answer, QByteArrayView name, QByteArrayView value) {
  if (!isHeaderName(name) || !isHeaderValue(value)) return false;
  if (isOurs(name)) return true;
  if (sameName(name, "content-type")) {
    answer.type = value.toByteArray();
  } else {
    answer.headers.append(name).append(": ").append(value).append("\r\n");
  }
  return true;
}

bool addHeaders(Answer& answer, QByteArrayView object) {
  jsontext::ObjectScanner scan(object);
  while (scan.next()) {
    const auto name = jsontext::unescaped(scan.key());
    if (!name) return false;
    const QByteArrayView raw = scan.value();
    if (scan.isString()) {
      const auto value = jsontext::unescaped(scan.inner());
      if (!value || !addHeader(answer, *name, *value)) return false;
    } else if (raw.startsWith('[')) {
      const auto values = jsontext::stringArray(raw);
      if (!values) return false;
      for (const QByteArray& value : *values)
        if (!addHeader(answer, *name, value)) return false;
    } else if (raw.startsWith('{') || raw == QByteArrayView("null") || !addHeader(answer, *name, raw)) {
      return false;  // numbers and true/false are written as they stand
    }
  }
  return scan.good();
}
}  // namespace

QByteArray eventOf(const HttpRequest& request, QByteArrayView path, QByteArrayView remoteAddress) {
  QByteArray out;
  const bool text = jsontext::isValidUtf8(request.body);
  // A guess: a quote every four bytes, headers of ordinary length, and room to escape ahead.
  out.reserve(request.body.size() / 3 * 4 + request.headerCount() * 64 + path.size() + request.query().size() * 2 + 2048);
  out.append("{\"body\":");
  if (text) {
    appendString(out, request.body);
  } else {
    out.append('"').append(request.body.toBase64()).append('"');
  }
  out.append(",\"headers\":");
  const Extra extra[] = {{"x-scf-remote-addr", remoteAddress}};
  appendHeaders(out, request, extra);
  out.append(",\"httpMethod\":\"").append(request.method()).append('"');
  if (!text) out.append(",\"isBase64Encoded\":true");
  out.append(",\"path\":");
  appendText(out, path.isEmpty() ? QByteArrayView("/") : path);
  out.append(",\"queryString\":");
  appendQuery(out, request.query());
  return out.append('}');
}

Answer answerOf(const QByteArray& result, Shape shape) {
  const auto malformed = [shape] { return malformedOf(shape); };
  QByteArrayView statusText, headers, body, encoded;
  bool integrated = false, bodyIsText = true;
  jsontext::ObjectScanner scan(result);
  while (scan.next()) {
    if (scan.key() == QByteArrayView("statusCode")) {
      integrated = true;
      statusText = scan.value();
    } else if (scan.key() == QByteArrayView("headers")) {
      headers = scan.value();
    } else if (scan.key() == QByteArrayView("body")) {
      bodyIsText = scan.isString();
      body = bodyIsText ? scan.inner() : scan.value();
    } else if (scan.key() == QByteArrayView("isBase64Encoded")) {
      encoded = scan.value();
    }
  }
  if (!integrated || !scan.good()) return shape == Shape::Url ? Answer{200, "application/json", {}, result} : malformed();
  Answer answer;
  bool number = false;
  answer.status = statusText.toByteArray().toInt(&number);
  if (!number || answer.status < 200 || answer.status > 599) return malformed();
  static constexpr QByteArrayView null("null");
  if (!headers.isNull() && headers != null && !addHeaders(answer, headers)) return malformed();
  if (!bodyIsText && body != null) return malformed();
  if (bodyIsText) {
    auto plain = jsontext::unescaped(body);
    if (!plain) return malformed();
    answer.body = std::move(*plain);
  }
  if (encoded == QByteArrayView("true")) {
    auto binary = QByteArray::fromBase64Encoding(answer.body, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!binary) return malformed();
    answer.body = std::move(*binary);
  } else if (!encoded.isNull() && encoded != QByteArrayView("false") && encoded != null) {
    return malformed();
  }
  if (answer.type.isEmpty()) answer.type = "application/json";
  return answer;
}

}  // namespace scfdesk::urlevent
