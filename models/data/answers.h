// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>

namespace scfdesk {

/// What an envelope of Cloud API 3.0 holds: the "Response" object as JSON text, or its Error. A body that is no envelope is
/// Error "Local.BadAnswer".
Result<QByteArray> responseOf(const QByteArray& envelope);

/// What a local addition (contract.md, under /-/) answered: the body, or the Error in it when `status` says so.
Result<QByteArray> localAnswerOf(int status, const QByteArray& body);

}  // namespace scfdesk
