// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/shell/paletteentries.h"
#include <QWidget>
#include <functional>

class QListView;
class QStringListModel;

namespace scfdesk {

class SegmentedControl;
class TextField;

/// One list of functions, commands and requests over the window (design.md section 5). Typing filters, Up and Down move, Enter
/// takes, Tab narrows by kind, Esc or a click elsewhere closes and gives the focus back. GUI thread; a child of the window.
class CommandPalette final : public QWidget {
  Q_OBJECT
 public:
  CommandPalette(ModelHub& hub, std::function<QList<QAction*>()> commands, QWidget* window);
  ~CommandPalette() override;
  void open(PaletteKind kind = PaletteKind::All);
  void close();
  [[nodiscard]] const std::vector<PaletteEntry>& entries() const { return m_entries; }
  [[nodiscard]] TextField* field() const { return m_field; }
  [[nodiscard]] QListView* list() const { return m_list; }

 Q_SIGNALS:
  void functionChosen(quint32 id);
  void invocationChosen(quint64 id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* object, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Model;
  void refill();
  void place();
  void take(int row);
  void retranslate();
  ModelHub& m_hub;
  std::function<QList<QAction*>()> m_commands;
  TextField* m_field;
  SegmentedControl* m_kinds;
  QListView* m_list;
  Model* m_model;
  std::vector<PaletteEntry> m_entries;
  QPointer<QWidget> m_formerFocus;
};

}  // namespace scfdesk
