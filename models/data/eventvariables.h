// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <functional>
#include <vector>

/// Variables in a test event, filled in when it is fired, each event of a run anew:
///   {{uuid}}  {{now}}  {{now ms}}  {{now s}}  {{counter}}  {{random 1 100}}  {{env NAME}}
/// Inside a JSON string the value becomes part of it; elsewhere it is a JSON value of its own. What is written otherwise is left
/// as it is, so a template of somebody else's stays one; "\u007b{uuid}}" is never a variable. Pure; any thread.
namespace scfdesk {

struct EventVariable {
  enum class Kind : uint8_t { Uuid, Now, NowMs, NowSeconds, Counter, Random, Environment };
  Kind kind = Kind::Uuid;
  qsizetype begin = 0;    ///< in bytes, of "{{"
  qsizetype end = 0;      ///< after "}}"
  bool inString = false;
  int64_t low = 0, high = 0;  ///< of Random, both included
  QString name;               ///< of Environment
};

/// What variables are filled in with.
struct VariableValues {
  TimeUs now = 0;
  int64_t counter = 1;
  std::function<uint64_t()> random;  ///< 64 random bits
  QList<std::pair<QString, QString>> environment;
};

inline constexpr qsizetype kVariableBytes = 200;  ///< of one "{{...}}"; a longer one is none

/// In the order of the text.
std::vector<EventVariable> variablesIn(QByteArrayView text);
/// A name of the environment that is not there becomes an empty string (outside of strings: null).
QByteArray expandVariables(const QByteArray& text, const VariableValues& values);
/// The same length, with a number in the place of each variable outside of strings: what to check as JSON.
QByteArray maskVariables(const QByteArray& text);

}  // namespace scfdesk
