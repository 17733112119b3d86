// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/theme/surface.h"
#include <QTimer>

namespace scfdesk {

/// The line at the foot of the window, 24 px. It always shows now: engine, CPU, memory, instances, queue, dead letters while
/// there are any, log lines, zone, version. Each item opens the view it speaks of. GUI thread.
class StatusStrip final : public Surface {
  Q_OBJECT
 public:
  enum class Item : uint8_t { Engine, Cpu, Memory, Instances, Queue, DeadLetters, LogLines, Zone, Version };
  explicit StatusStrip(ModelHub& hub, QWidget* parent = nullptr);

 Q_SIGNALS:
  void triggered(scfdesk::StatusStrip::Item item);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  class ItemButton* add(Item item, const QString& objectName);
  void refresh();
  void rescale();
  ModelHub& m_hub;
  std::vector<class ItemButton*> m_items;
  QTimer m_lines;  ///< the count of lines moves without a status
};

}  // namespace scfdesk
