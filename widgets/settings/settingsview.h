// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QTimer>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace scfdesk {

class Banner;
class ComboField;
class Label;
class NumberField;
class SearchField;
class SegmentedControl;
class SettingRow;
class Switch;

/// Settings: what the window looks like (at once), what the engine does (sent to it, refused in place), and what is found on
/// this machine. Every row shows its default; the search field leaves those that match. GUI thread; owned by the window.
class SettingsView final : public QWidget {
  Q_OBJECT
 public:
  explicit SettingsView(ModelHub& hub, QWidget* parent = nullptr);
  void focusSearch();

 Q_SIGNALS:
  void appearanceChanged();  ///< theme, scale or motion was changed here; the Theme has it already

 private:
  struct Section {
    Label* title = nullptr;
    QList<SettingRow*> rows;
  };
  void addSection(const QString& title);
  SettingRow* addRow(const QString& label, const QString& text, QWidget* field, const QString& standard);
  void makeAppearance();
  void makeEngine();
  void makeRuntimes();
  void makeData();
  NumberField* addNumber(const QString& name, const QString& label, const QString& text, const QString& unit, int minimum, int maximum,
                         int standard, std::function<int&(EngineSettings&)> member);
  void search(const QString& text);
  void take(const EngineSettings& settings);
  void takeInterpreters(const QList<InterpreterChoice>& choices);
  void onEdited(SettingRow* row, const std::function<void(EngineSettings&)>& change);
  void send();
  void onStatus();

  ModelHub& m_hub;
  EngineSettings m_saved, m_wanted;
  QTimer m_sendTimer;
  SettingRow* m_edited = nullptr;
  QList<Section> m_sections;
  QList<std::pair<NumberField*, std::function<int&(EngineSettings&)>>> m_numbers;
  QList<std::pair<ComboField*, QString>> m_interpreters;  ///< choice and its family
  bool m_filling = false, m_loaded = false;
  Banner* m_banner = nullptr;
  SearchField* m_search = nullptr;
  Label *m_none = nullptr, *m_dataDir = nullptr, *m_isolation = nullptr, *m_api = nullptr;
  SegmentedControl *m_theme = nullptr, *m_scale = nullptr;
  Switch *m_motion = nullptr, *m_prepared = nullptr;
  ComboField *m_reuse = nullptr, *m_startPolicy = nullptr;
  QVBoxLayout* m_column = nullptr;
};

}  // namespace scfdesk
