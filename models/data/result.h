// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <utility>
#include <variant>

namespace scfdesk {

/// Why something could not be done, in SCF's words.
/// `code` is a Cloud API error code ("ResourceNotFound.Function") or a local one ("Local.PortTaken").
/// `message` is one English sentence that names the thing, with numbers; `next` is the one next step, or empty.
/// Any thread; a value.
struct Error {
  QString code;
  QString message;
  QString next;
  friend bool operator==(const Error&, const Error&) = default;
};

/// A value or the Error that stands in its place. No exception crosses a class boundary; this does.
template <typename T>
class [[nodiscard]] Result final {
 public:
  Result(T value) : m_value(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : m_value(std::in_place_index<1>, std::move(error)) {}
  [[nodiscard]] bool ok() const { return m_value.index() == 0; }
  explicit operator bool() const { return ok(); }
  /// Requires: ok().
  [[nodiscard]] const T& value() const& { return std::get<0>(m_value); }
  [[nodiscard]] T& value() & { return std::get<0>(m_value); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(m_value)); }
  const T& operator*() const& { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  /// Requires: !ok().
  [[nodiscard]] const Error& error() const { return std::get<1>(m_value); }

 private:
  std::variant<T, Error> m_value;
};

/// The value of a command that only succeeds or fails.
struct Done {};
using Status = Result<Done>;

}  // namespace scfdesk
