// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/embeddedbackend.h"
#include "models/modelhub.h"
#include "widgets/shell/mainwindow.h"
#include <QTemporaryDir>
#include <functional>

namespace scfdesk {

/// The whole console over a real engine on a data folder of its own: what the program is, without its main(). Offscreen.
class EngineStage final {
 public:
  /// `dataDir`: a folder that outlives the stage; empty = one of its own.
  explicit EngineStage(const QSize& size, const QString& dataDir = {});
  ~EngineStage();
  [[nodiscard]] ModelHub& hub() { return *m_hub; }
  [[nodiscard]] MainWindow& window() { return *m_window; }
  [[nodiscard]] EmbeddedBackend& backend() { return *m_backend; }
  /// Turns the event loop until it holds; false after `seconds`.
  bool until(const std::function<bool()>& condition, int seconds = 30);
  /// Turns the event loop for this long.
  void let(int ms);
  /// The sample is there, chosen, and can be fired.
  bool ready();
  [[nodiscard]] FunctionId id(const QString& name) const;
  /// Folder with the code of a function that create() made.
  [[nodiscard]] QString codeFolder(const QString& name) const { return m_folder.filePath(name); }
  bool create(const QString& name, const QByteArray& code, int memoryMb = 128, int timeoutSeconds = 30);

 private:
  QTemporaryDir m_folder;
  std::unique_ptr<EmbeddedBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace scfdesk
