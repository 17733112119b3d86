// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/shell/paletteentries.h"
#include <QWidget>
#include <functional>

class QListView;

namespace scfdesk {

class Label;
class SegmentedControl;
class TextField;

/// One list of functions, commands, settings and requests over the window (design.md section 5). Typing filters, Up and Down move, Enter
/// takes, Tab narrows by kind, Esc or a click elsewhere closes and gives the focus back. GUI thread; a child of the window.
class CommandPalette final : public QWidget {
  Q_OBJECT
 public:
  /// `settings` is asked when the first letter is typed, not when the palette opens.
  CommandPalette(ModelHub& hub, std::function<QList<QAction*>()> commands, std::function<QList<SettingName>()> settings, QWidget* window);
  ~CommandPalette() override;
  void open(PaletteKind kind = PaletteKind::All);
  void close();
  [[nodiscard]] const std::vector<PaletteEntry>& entries() const { return m_entries; }
  [[nodiscard]] TextField* field() const { return m_field; }
  [[nodiscard]] QListView* list() const { return m_list; }

 Q_SIGNALS:
  void functionChosen(quint32 id);
  void settingChosen(const QString& control);
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
  std::function<QList<SettingName>()> m_settings;
  TextField* m_field;
  SegmentedControl* m_kinds;
  QListView* m_list;
  Label* m_none;
  Model* m_model;
  std::vector<PaletteEntry> m_entries;
  QPointer<QWidget> m_formerFocus;
};

}  // namespace scfdesk
