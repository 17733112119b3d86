// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scenes that the snapshots program renders: each arranges one view of a window over a fresh fake backend. GUI thread.
#include "models/modelhub.h"
#include "tests/support/resourcefake.h"
#include "widgets/shell/mainwindow.h"

#include <functional>
#include <memory>
#include <vector>

namespace scfdesk {

/// Lets everything queued happen: answers of the fake, layouts, views that settle by timers of at most `ms`.
void settle(int ms = 120);

/// One window over a fresh backend.
struct Stage {
  explicit Stage(bool pictures) : backend(pictures) {
    if (pictures) backend.withHistory();
    hub = std::make_unique<ModelHub>(backend);
    window = std::make_unique<MainWindow>(*hub);
  }
  void start(const QSize& size);
  FunctionId id(const QString& name) const { return backend.idOf(name); }
  ResourceFake backend;
  std::unique_ptr<ModelHub> hub;
  std::unique_ptr<MainWindow> window;
};

/// One scene, by the number and name of its picture in the design.
struct Picture {
  QString name;
  bool pictures;                            ///< the functions of the design's pictures, else a first run
  std::function<QWidget*(Stage&)> arrange;  ///< what to grab; null = the view is missing
};

/// What the engine would say of async events, dead letters, versions and quotas.
void tellResources(Stage& stage);

/// Those of timescenes.cpp; pictures() has them too.
std::vector<Picture> timePictures();
/// Those of testscenes.cpp; likewise.
std::vector<Picture> testPictures();

/// Every scene, in the order of the program's output.
std::vector<Picture> pictures();

}  // namespace scfdesk
