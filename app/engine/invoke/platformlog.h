// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/log.h"

namespace scfdesk {

/// SCF's own lines of one invocation (facts/scf.md 9.1), in SCF's words and spacing. Pure.
namespace platformlog {

QByteArray start(const QByteArray& requestId);
/// Cold starts only. PullCode: until the process exists with its code; InitRuntime: until the module level begins.
QByteArray initReport(const Invocation& invocation, int64_t moduleLoadUs, int64_t memoryBytes);
/// Ours: what runs where the declared runtime is not to be had. SCF's own lines never begin so.
QByteArray runtime(const QByteArray& requestId, const QString& shown, const QString& interpreter);
QByteArray error(const QByteArray& requestId, const QByteArray& reason);
/// The response is cut at limits::kLogMessageBytes, as SCF cuts a message.
QByteArray response(const QByteArray& requestId, const QByteArray& json);
QByteArray end(const QByteArray& requestId);
QByteArray report(const Invocation& invocation);

}  // namespace platformlog

/// SCF's error object (facts/scf.md 2.5) as JSON. `stackTrace` only for code exceptions.
QByteArray errorObject(int statusCode, const QByteArray& message, const QByteArray& requestId, const QByteArray& stackTrace = {});
/// SCF's message for a status code that ends a run: "Invoking task timed out after 3 seconds".
QByteArray errorMessage(int statusCode, const FunctionConfig& config);

}  // namespace scfdesk
