// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>

/// Names of buckets and objects, and where an object lies. Pure functions; any thread.
namespace scfdesk::cosnames {

inline constexpr int kKeyBytes = 850;     ///< longest object key (COS, "object overview")
inline constexpr int kBucketBytes = 60;   ///< longest bucket name with its appid (COS, "bucket overview")

/// name-appid: lower-case letters, digits and "-", the appid in digits.
[[nodiscard]] bool isBucket(QByteArrayView name);
/// 1 to kKeyBytes bytes of valid UTF-8 without NUL.
[[nodiscard]] bool isKey(QByteArrayView key);
/// Why it is none.
[[nodiscard]] Error badKey(QByteArrayView key);
/// Whether the key can be the path of an ordinary file below the bucket's folder: no empty, "." or ".." part, none that is too
/// long for a file, no control character. Other keys are kept aside.
[[nodiscard]] bool isPath(QByteArrayView key);
/// Where a key that is no path is kept: a name of hexadecimal digits.
[[nodiscard]] QByteArray asideName(QByteArrayView key);

/// Percent escapes to bytes; "+" stays. Null when an escape is broken.
[[nodiscard]] QByteArray decoded(QByteArrayView text);
/// As encodeURIComponent with !'()* escaped too: what signatures and `encoding-type=url` are made of. "/" is kept on request.
[[nodiscard]] QByteArray encoded(QByteArrayView text, bool keepSlash = false);

}  // namespace scfdesk::cosnames
