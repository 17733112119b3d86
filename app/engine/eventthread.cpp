// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/eventthread.h"
#include <openssl/crypto.h>

namespace scfdesk {

void EventThread::run() {
  exec();
  OPENSSL_thread_stop();
}

}  // namespace scfdesk
