// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <optional>

/// The records of a compressed batch, unpacked: what a producer sends is looked at before it is kept, as a batch that no consumer can
/// unpack stops its partition. Pure; any thread.
namespace scfdesk::kafkacodec {

inline constexpr qsizetype kUnpackedBytes = 64 * 1024 * 1024;  ///< of one batch; more is taken for damaged

/// `codec`: 1 gzip, 2 snappy (bare, or in the frames of snappy-java), 3 lz4, 4 zstd. None when it can't be unpacked.
[[nodiscard]] std::optional<QByteArray> unpacked(int codec, QByteArrayView packed);

}  // namespace scfdesk::kafkacodec
