// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/eventthread.h"
#include "app/engine/reactordispatcher.h"
#include <openssl/crypto.h>

namespace scfdesk {

EventThread::EventThread() { setEventDispatcher(new ReactorDispatcher); }

EventThread::~EventThread() {
  if (!m_ran) delete eventDispatcher();  // one that has run ends with its thread
}

void EventThread::run() {
  m_ran = true;
  exec();
  OPENSSL_thread_stop();
}

}  // namespace scfdesk
