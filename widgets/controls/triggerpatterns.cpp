// SPDX-License-Identifier: GPL-3.0-or-later
// What pull triggers say of their sources, as the engine writes it; %1, %2 stand for what varies.
#include "widgets/controls/enginepatterns.h"
#include <QCoreApplication>

namespace scfdesk {

const std::vector<const char*>& triggerPatterns() {
  static const std::vector<const char*> all{
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The local CKafka is not running. Start it in Services; messages wait until then."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "No Kafka broker answers at %1."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Start it; it is tried again and again."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The Kafka broker at %1 refuses the user name or password."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "No TLS connection with the Kafka broker at %1."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Look at its certificate and at caFile."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The broker at %1 has no topic %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Create the topic; the trigger begins then."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The message at offset %1 of partition %2 of %3 can't be read and was left out: %4."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Partition %1 of %2 stands at offset %3: %4."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Disable and enable the trigger to try again."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The local Redis is not running. Start it in Services; entries wait until then."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "No Redis %1 runs in Services. Start or register it there; entries wait until then."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "No Redis answers at %1: %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Redis at %1 refuses the user name or password."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Redis at %1 refuses: %2."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "%1 of Redis at %2 is no stream."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "Name a key that is free, or a stream."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The stream %1 of Redis at %2 was removed, or its group."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "It is made again."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The entry %1 of %2 can't be read and was left out: %3."),
      QT_TRANSLATE_NOOP("scfdesk::EngineWords", "The stream %1 stands at its entry %2: %3."),
  };
  return all;
}

}  // namespace scfdesk
