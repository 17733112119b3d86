// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QHBoxLayout;

namespace scfdesk {

class Label;

/// The title line of a pane (kit.css .ptitle): 32 px, title 12/600, caption, things at the left after it, a space, things at
/// the right. Hairline below. GUI thread.
class PaneTitle final : public QWidget {
  Q_OBJECT
 public:
  explicit PaneTitle(const QString& title, QWidget* parent = nullptr);
  void setTitle(const QString& title);
  void setCaption(const QString& caption);
  void addLeft(QWidget* widget);   ///< after title and caption
  void addRight(QWidget* widget);  ///< appended at the right end
  void setHeight(int tokenPixels); ///< default 32
  void setTopLine(bool shown);     ///< hairline above as well

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void rescale();
  Label *m_title, *m_caption;
  QHBoxLayout* m_layout;
  int m_height = 32, m_stretchAt = 2;
  bool m_topLine = false;
};

/// A horizontal band of controls (kit.css .tb): 40 px, surface.panel, hairline below. Lay out with row().
class ToolRow final : public QWidget {
  Q_OBJECT
 public:
  explicit ToolRow(QWidget* parent = nullptr);
  [[nodiscard]] QHBoxLayout* row() const { return m_layout; }
  void setHeight(int tokenPixels);
  void setLines(bool above, bool below);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void rescale();
  QHBoxLayout* m_layout;
  int m_height = 40;
  bool m_above = false, m_below = true;
};

}  // namespace scfdesk
