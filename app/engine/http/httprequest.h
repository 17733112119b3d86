// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace scfdesk {

class HttpBodyStream;

/// Where a body goes that is not to be gathered in memory. Destroyed with its request: before or after the end of the body.
class HttpBodySink {
 public:
  virtual ~HttpBodySink() = default;
  virtual void take(QByteArrayView piece) = 0;
};

/// One request as it came: head bytes kept once, headers as offsets into them, body owned. Reused by its parser, so a
/// handler that answers later takes what it needs (std::move(body)). Engine thread; a value.
class HttpRequest final {
 public:
  /// Upper-case as sent: "GET". Views are valid until the request is reused.
  [[nodiscard]] QByteArrayView method() const { return at(0, m_methodLength); }
  [[nodiscard]] bool isHead() const { return method() == QByteArrayView("HEAD", 4); }
  /// Path before "?", percent escapes as sent; begins with "/" (or is "*").
  [[nodiscard]] QByteArrayView path() const { return at(m_path.offset, m_path.length); }
  /// What follows "?", without it.
  [[nodiscard]] QByteArrayView query() const { return at(m_query.offset, m_query.length); }
  [[nodiscard]] int minorVersion() const { return m_minor; }
  [[nodiscard]] bool keepAlive() const { return m_keepAlive; }

  [[nodiscard]] int headerCount() const { return m_count; }
  [[nodiscard]] QByteArrayView headerName(int i) const { return at(m_headers[size_t(i)].name.offset, m_headers[size_t(i)].name.length); }
  [[nodiscard]] QByteArrayView headerValue(int i) const { return at(m_headers[size_t(i)].value.offset, m_headers[size_t(i)].value.length); }
  /// First value of a header; `lowerName` must be lower-case. Empty and null when it is missing.
  [[nodiscard]] QByteArrayView header(QByteArrayView lowerName) const;
  [[nodiscard]] bool has(QByteArrayView lowerName) const { return !header(lowerName).isNull(); }

  QByteArray body;
  std::unique_ptr<HttpBodySink> sink;  ///< has the body instead; the handler may take it away
  std::shared_ptr<HttpBodyStream> stream;  ///< the body as it comes: the request was handed over with its head alone

 private:
  friend class HttpParser;
  struct Span {
    uint32_t offset = 0, length = 0;
  };
  struct Header {
    Span name, value;
  };
  [[nodiscard]] QByteArrayView at(uint32_t offset, uint32_t length) const { return QByteArrayView(m_head.data() + offset, qsizetype(length)); }

  std::string m_head;
  std::array<Header, 128> m_headers;
  uint32_t m_methodLength = 0;
  Span m_path, m_query;
  int m_count = 0;
  int m_minor = 1;
  bool m_keepAlive = true;
};

}  // namespace scfdesk
