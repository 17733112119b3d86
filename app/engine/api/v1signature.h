// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include "models/data/function.h"

namespace scfdesk {

/// The older signature (facts/scf.md 1.1): everything is in the query of a GET or in the form of a POST, signed with HmacSHA1 or
/// HmacSHA256 over METHOD + host + path + "?" + parameters sorted by name, not encoded. Pure.
struct V1Request {
  QByteArray action, version;
  QByteArray parameters;  ///< "A=1&B.0.Key=x", without those that are common to all actions
};
/// Whether a request is meant to be signed so. Its body need not be there yet.
bool isV1(const HttpRequest& request);
/// Errors: AuthFailure.*, MissingParameter, with SCF's texts.
Result<V1Request> verifyV1(const HttpRequest& request, const QByteArray& secretId, const QByteArray& secretKey, int64_t nowSeconds);

}  // namespace scfdesk
