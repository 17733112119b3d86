// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>
#include <functional>
#include <unordered_map>

class QVBoxLayout;

namespace scfdesk {

class Banner;
class CodeSourceRow;
class DeskButton;
class EnvironmentEditor;
class FieldRow;
class Label;
class NumberField;
class OptionalNumber;
class SegmentedControl;
class TextField;

/// Configuration of the selected function: one Save for all of it. A changed field has a blue border and its saved value as
/// tooltip; what is wrong is said below the field. Edits of a function wait while another one is looked at. GUI thread.
class ConfigurationView final : public QWidget {
  Q_OBJECT
 public:
  explicit ConfigurationView(ModelHub& hub, QWidget* parent = nullptr);
  ~ConfigurationView() override;
  [[nodiscard]] bool hasChanges() const;
  /// Of the selected function: sends what changed. Nothing happens when nothing changed or something is wrong.
  void save();
  void discard();
  /// Scrolls to the field of a setting by the engine's name for it ("maxInstances") and gives it the focus.
  void reveal(const QString& setting);
  /// The edits of another one, which has none afterwards.
  void takeOver(ConfigurationView& from);
  /// Functions whose edits are not saved, by name.
  [[nodiscard]] QStringList unsaved() const;
  /// Sends the edits of all of them; `done` hears of the first that was refused, and nothing after it is sent.
  void saveAll(std::function<void(const Status&)> done);

 Q_SIGNALS:
  void changesChanged(bool any);
  void copyRequested(quint32 id);
  void deleteRequested(quint32 id);

 private:
  struct Values {
    FunctionConfig config;
    FunctionOverrides overrides;
    friend bool operator==(const Values&, const Values&) = default;
  };
  void begin();
  void makeHeader(QVBoxLayout* column);
  [[nodiscard]] QWidget* makeForm();
  void makeResources(QVBoxLayout* column);
  void makeLocal(QVBoxLayout* column);
  void makeWhole(QVBoxLayout* column);
  [[nodiscard]] static Values valuesOf(const FunctionInfo& info);
  /// `now` with what was edited between `base` and `draft`.
  [[nodiscard]] static Values merged(const Values& base, const Values& draft, const Values& now);
  [[nodiscard]] const FunctionInfo* info() const;
  void load(FunctionId id);
  void onFunctionChanged(quint32 id);
  void fill(const Values& values);
  void showRuntime(const FunctionInfo& function);
  [[nodiscard]] Values read() const;
  void onEdited();
  bool check(const Values& values);
  void markChanges(const Values& values);
  /// Sends what differs from what is saved: the configuration, then the overrides.
  void send(FunctionId id, const Values& wanted, std::function<void(const Status&)> done);
  void sendOverrides(FunctionId id, const FunctionKey& key, const Values& wanted, std::function<void(const Status&)> done);
  void onRefused(FunctionId id, const Error& error);
  void setBusy(bool busy);

  ModelHub& m_hub;
  FunctionId m_function = 0;
  std::unordered_map<FunctionId, Values> m_base;    ///< as saved
  std::unordered_map<FunctionId, Values> m_drafts;  ///< edited, not saved
  bool m_filling = false, m_busy = false, m_valid = true, m_hadChanges = false, m_connected = false;
  double m_lastMemory = 0;
  Banner* m_banner;
  QWidget* m_form;
  Label *m_changes, *m_runtime;
  CodeSourceRow* m_code;
  DeskButton *m_save, *m_discard;
  TextField *m_handler, *m_description;
  NumberField *m_memory, *m_timeout, *m_initTimeout;
  OptionalNumber *m_keepAlive, *m_maxInstances;
  SegmentedControl* m_startPolicy;
  EnvironmentEditor* m_environment;
  FieldRow *m_handlerRow, *m_memoryRow, *m_timeoutRow, *m_initRow, *m_descriptionRow, *m_keepAliveRow, *m_maxRow, *m_policyRow;
};

}  // namespace scfdesk
