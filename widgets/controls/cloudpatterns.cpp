// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of app/cloud and of deploys, as they write them; %1, %2 stand for what varies.
#include "widgets/controls/enginepatterns.h"
#include <QCoreApplication>

namespace scfdesk {

const std::vector<const char*>& cloudPatterns() {
  static const std::vector<const char*> all{
      // Keys, connections
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "No keys are stored for this connection."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Give them in Connections."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "There are no keys for the connection %1. %2"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "There are no keys for %1."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Give them in Connections, or set SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Give them in Connections, or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The desktop's keyring cannot be used: %1"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The keys are held until the program ends; unlock or install a keyring to keep them."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The desktop's keyring gives no answer within %1 s."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Unlock it, and try again."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "There is no connection %1."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "There are at most %1 connections."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Remove one."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "There is a connection %1 already."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Choose another name."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The window shows this connection."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Switch to another one first."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Make it readable, or take it away."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Make room, or mend the rights of the data folder."),
      // Requests
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The clock of this machine and that of %1 are more than five minutes apart."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The clock of this machine is %1 s behind that of %2; signatures allow 300 s."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The clock of this machine is %1 s ahead of that of %2; signatures allow 300 s."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Set the clock, for example with: sudo timedatectl set-ntp true"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 cannot be reached: %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Check the network and the endpoint of the connection."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The certificate of %1 is not trusted: %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Check the endpoint, and the certificates of this machine."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The connection to %1 was lost before it answered."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The connection to %1 was lost in the middle of its answer."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Look whether it was done before you ask again."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 has not answered %2 in %3 s."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 answered HTTP %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "It is in trouble itself; try again later."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Check the endpoint of the connection."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The answer of %1 is larger than %2 bytes."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 answered %2 with something that is no envelope of Cloud API 3.0."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Check the SecretKey of the connection."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Check the keys of the connection."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Request %1"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The answer of %1 does not hold what it should."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The answer of SearchLog holds no lines."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The answer of GetMonitorData holds no points."),
      // What a connection can't do
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Nothing was done: it was not confirmed."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 is for the embedded engine only."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "A folder as the source of a function"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "A local setting of a function"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "A load run"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "A saved event has at most %1 bytes."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Make it shorter."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "A function has at most %1 saved events."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Delete one."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The details of the last %1 invocations fired from here are held."),
      // Deploys
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "A function of a container image has no package to carry."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Its runtime is %1 here and %2 there; SCF does not change the runtime of a function. Give one of them another name, or delete it there."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Its type is %1 here and %2 there; SCF does not change the type of a function."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Asynchronous execution is %1 here and %2 there; SCF fixes it at creation."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Its package of %1 MB makes a request of %2 MB; the target takes %3 MB. Put it into a bucket there, and set the code from it."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Not carried, because they name things of this place: %1."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Triggers that only the target has are left alone: %1."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Event tracing stays as it is there; SCF fixes it at creation."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "WebSocket is %1 here and %2 there; SCF fixes it at creation."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Stopped after %1 of %2 steps."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Plan again to go on with the rest."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 is still %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Plan again when it is Active."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 is %2 at the target. %3"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Mend it here, then plan again."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 still differs at the target: %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Plan again to see what."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The function %1 was deployed, but failed with its event: %2"),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Look at its log."),
  };
  return all;
}

}  // namespace scfdesk
