// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scfdesk::spawner {

/// scfdesk-spawner service UID GID FOLDER INSIDE IN OUT BYTES PROGRAM ARGUMENT...: keeps one server, or one step of its setting
/// up, for the engine, and ends it with everything below it when the engine's end of descriptor 3 closes. That is: also when
/// the engine was killed.
///
/// UID, GID: who the program is, when this runs as root; 0 = whoever this is. FOLDER: its working folder. INSIDE: where FOLDER
/// is seen by the program, in a mount namespace of its own ("-" = where it lies): an unprivileged user can't reach a folder
/// below root's own. IN, OUT: files of standard input ("-" = none), and of standard output and error, appended to. BYTES: the
/// most that the program may write into a file; 0 = no limit.
///
/// The engine writes bytes: t SIGTERM, i SIGINT, to the program; k kills everything. The one answer is the wait status, as int.
[[noreturn]] void runKeeper(int argc, char** argv);

}  // namespace scfdesk::spawner
