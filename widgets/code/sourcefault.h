// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <optional>

namespace scfdesk {

/// A place in a function's code that an error names.
struct SourceFault {
  QString path;     ///< from the code's root
  int line = 1;     ///< 1-based
  QString message;  ///< one line
  friend bool operator==(const SourceFault&, const SourceFault&) = default;
};

/// The deepest place inside the function's own code that an error object of SCF (errorMessage, stackTrace) names, as Python, Node.js,
/// PHP, Java and Go write it. None when it names none. Pure.
std::optional<SourceFault> sourceFaultOf(const QByteArray& error);

}  // namespace scfdesk
