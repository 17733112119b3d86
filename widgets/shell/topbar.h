// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/theme/surface.h"

class QMenu;

namespace scfdesk {

class DeskButton;
class Label;
class StatusDot;

/// The bar at the head of the window, 40 px: what the console is connected to, the way into the palette, and what concerns the
/// whole window. Only signals; the window acts. GUI thread.
class TopBar final : public Surface {
  Q_OBJECT
 public:
  explicit TopBar(ModelHub& hub, QWidget* parent = nullptr);
  /// Acts on the connection: shown by its button.
  [[nodiscard]] QMenu* connectionMenu() const { return m_menu; }

 Q_SIGNALS:
  void paletteRequested();
  void themeToggled();
  void keysRequested();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void rescale();
  void retranslate();
  void place();
  ModelHub& m_hub;
  QWidget *m_left, *m_right;
  class ConnectionButton* m_connection;
  class PaletteField* m_palette;
  DeskButton *m_pause, *m_theme, *m_help;
  QMenu* m_menu;
};

}  // namespace scfdesk
