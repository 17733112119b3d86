// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

/// Threads of pull triggers. One that waits for its server may need a second to end, and nobody waits for it but the end of the
/// process. Engine thread.
namespace scfdesk::pollerthreads {

void begin(std::function<void()> work);

}  // namespace scfdesk::pollerthreads
