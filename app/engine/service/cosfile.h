// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/cosstore.h"

/// The store's dealings with one file or folder. Blocking; owner's thread.
namespace scfdesk::cosfile {

/// open(2) with O_CLOEXEC and O_NOFOLLOW; a new file gets 0644. Not ok with errno.
[[nodiscard]] OwnedFd openPath(const QByteArray& path, int flags);
/// Opens a regular file for reading without leaving `folder` and without following a symbolic link.
[[nodiscard]] OwnedFd openBelow(const QByteArray& folder, const QByteArray& path);
/// Makes the folders that `path` lies in below `folder`; false when something else is in the way, a symbolic link among them.
[[nodiscard]] bool makeFolders(const QByteArray& folder, const QByteArray& path);
void syncFolder(const QByteArray& folder);

/// Size, time and what writeAbout has kept. For a file that somebody else wrote, or changed since: a type by its name's ending
/// is the caller's business, the ETag is made of its identity, size and time, so that it changes with the content.
[[nodiscard]] CosObject readAbout(int fd);
/// Keeps type, headers, ETag and key with the file. errno, 0 when done.
[[nodiscard]] int writeAbout(int fd, const CosObject& about);

/// A sentence for errno, with COS's code. `what` completes "could not".
[[nodiscard]] Error failure(int error, const QByteArray& what);

}  // namespace scfdesk::cosfile
