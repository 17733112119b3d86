// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>

class QAction;

namespace scfdesk {

/// The keys that act in the view at hand, over the window (key "?"): commands from their QActions, as they stand in the menus, and what graphs, lanes and
/// lists answer while they have the focus. Any key or click closes it. GUI thread; a child of the window.
class KeysOverlay final : public QWidget {
  Q_OBJECT
 public:
  explicit KeysOverlay(QWidget* window);
  /// What the view at hand has beside commands; several together.
  enum Part : uint8_t { Graphs = 1, Log = 2, History = 4 };
  void open(const QList<QAction*>& commands, int parts);
  void close();
  [[nodiscard]] qsizetype shown() const { return m_rows.size(); }
  /// How often a key is told ("Ctrl Shift T").
  [[nodiscard]] qsizetype told(const QString& key) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  struct Row {
    QString text, key;  ///< without a key: a heading
  };
  void place();
  /// Lower where the window has no room for all.
  [[nodiscard]] int rowHeight() const;
  void addCommands(const QList<QAction*>& commands);
  [[nodiscard]] qsizetype leftRows() const;
  QList<Row> m_rows;
  QPointer<QWidget> m_formerFocus;
};

}  // namespace scfdesk
