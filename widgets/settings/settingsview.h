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
class OptionalNumber;
class SearchField;
class SegmentedControl;
class OwnKeys;
class SettingRow;
class Switch;

/// Settings: what the window looks like (at once), what the engine does (sent to it, refused in place), and what is found on
/// this machine. Every row shows its default; the search field leaves those that match. GUI thread; owned by the window.
class SettingsView final : public QWidget {
  Q_OBJECT
 public:
  explicit SettingsView(ModelHub& hub, QWidget* parent = nullptr);
  /// The commands of the window, which may be given keys of one's own; null = none are shown.
  void setKeys(OwnKeys* keys);
  void focusSearch();
  /// Scrolls to the control of a setting by the engine's name for it ("accountMemoryMb") and gives it the focus.
  void reveal(const QString& setting);
  /// Takes the place of another one: what is searched for, and how far it is scrolled.
  void takeOver(const SettingsView& from);
  /// Label and name, for reveal(), of each setting in its order.
  [[nodiscard]] QList<std::pair<QString, QString>> names() const;

 Q_SIGNALS:
  void appearanceChanged();  ///< theme, language, scale or motion was changed here, and is in force already

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  using Member = std::function<int&(EngineSettings&)>;
  struct Section {
    QWidget* title = nullptr;
    QList<SettingRow*> rows;
  };
  struct Number {
    NumberField* field = nullptr;
    Member member;
  };
  void makeHeader(QVBoxLayout* column);
  void makePage(QVBoxLayout* column);
  void addSection(const QString& title, const QString& caption = {});
  SettingRow* addRow(const QString& label, const QString& text, QWidget* field, const QString& standard);
  void makeGeneral();
  void makeRecording();
  void makeConnections();
  void fillConnections();
  void makeAppearance();
  void makeStarts();
  void makePolicies();
  void showPolicies();
  void makeLimits();
  void makeRuntimes();
  void makeEngine();
  void addNumber(const QString& name, const QString& label, const QString& text, const QString& unit, int top, const Member& member, bool counts = true);
  void search(const QString& text);
  void showTheme();
  void load(const EngineSettings& settings);
  void showInterpreters();
  void onEdited(SettingRow* row, const std::function<void(EngineSettings&)>& change);
  void send();
  void onStatus();

  ModelHub& m_hub;
  EngineSettings m_saved, m_wanted;
  QTimer m_sendTimer;               ///< gathers keystrokes
  SettingRow* m_edited = nullptr;   ///< where an answer's error belongs
  QList<Section> m_sections;
  QList<Number> m_numbers;
  QList<InterpreterChoice> m_choices;
  QList<std::pair<ComboField*, QString>> m_families;  ///< choice and its runtime family
  bool m_filling = false;
  Banner* m_banner = nullptr;
  SearchField* m_search = nullptr;
  Label *m_none = nullptr, *m_dataDir = nullptr, *m_isolation = nullptr;
  SegmentedControl *m_theme = nullptr, *m_scale = nullptr, *m_reuse = nullptr, *m_startPolicy = nullptr, *m_policy = nullptr;
  SettingRow *m_policyRow = nullptr, *m_startPolicyRow = nullptr;
  ComboField* m_language = nullptr;
  SegmentedControl *m_density = nullptr, *m_zone = nullptr, *m_burstWindow = nullptr;
  ComboField* m_timerZone = nullptr;
  qsizetype m_connectionsAt = -1;  ///< section
  QVBoxLayout* m_connectionRows = nullptr;
  Switch *m_motion = nullptr, *m_prepared = nullptr;
  OptionalNumber* m_hostMemory = nullptr;
  QWidget* m_page = nullptr;
  QVBoxLayout* m_column = nullptr;
};

}  // namespace scfdesk
