// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include "app/engine/service/cosstore.h"
#include <optional>

/// Parts of a COS request, read and checked. COS thread.
namespace scfdesk {

struct CosRange {
  int64_t from = 0, size = 0;
};
/// A Range header for an object of `size` bytes; none when it is to be ignored. `possible` is false when it lies outside.
[[nodiscard]] std::optional<CosRange> cosRangeOf(QByteArrayView header, int64_t size, bool& possible);
/// Bucket and key of x-cos-copy-source: bucket.<any host>/key, or any host/bucket/key; the key percent-encoded.
[[nodiscard]] Result<std::pair<QByteArray, QByteArray>> cosCopySourceOf(QByteArrayView header);
/// Content-MD5 of a request, 16 bytes; empty when it has none.
[[nodiscard]] Result<QByteArray> cosDigestOf(const HttpRequest& request);
/// Whether it is that of the upload. Waits for the hash: any thread.
[[nodiscard]] Status cosDigestMatches(const QByteArray& wanted, const CosUpload& upload);
/// Its Content-Type; of a file that somebody has put into the folder by its name.
[[nodiscard]] QByteArray cosTypeOf(const CosObject& object);
/// What the XML of a multi-delete names, in its order; at most `most`.
struct CosDeletion {
  QByteArrayList keys;
  bool quiet = false;
};
[[nodiscard]] Result<CosDeletion> cosDeletionOf(const QByteArray& xml, int most);
/// Numbers and ETags (without quotes) of a CompleteMultipartUpload, in its order; a number that is none is 0.
[[nodiscard]] Result<QList<std::pair<int, QByteArray>>> cosPartsOf(const QByteArray& xml);
[[nodiscard]] Status cosMetadataFits(const CosObject& about);
/// The upload that took the body of a PUT; an empty one when there was no body.
[[nodiscard]] Result<std::unique_ptr<CosUpload>> takeUpload(std::unique_ptr<HttpBodySink> sink, CosStore& store);

}  // namespace scfdesk
