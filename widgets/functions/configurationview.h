// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>
#include <unordered_map>

class QVBoxLayout;

namespace scfdesk {

class Banner;
class CodeSourceRow;
class ComboField;
class DeskButton;
class EnvironmentEditor;
class FieldRow;
class Label;
class NumberField;
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
  [[nodiscard]] QWidget* makeForm();
  void addSection(QVBoxLayout* column, const QString& title, const QString& caption = {});
  FieldRow* addRow(QVBoxLayout* column, const QString& label, QWidget* field, const QString& note, bool stretch = false);
  [[nodiscard]] static Values valuesOf(const FunctionInfo& info);
  [[nodiscard]] const FunctionInfo* info() const;
  void show(FunctionId id);
  void onFunctionChanged(quint32 id);
  void fill(const Values& values);
  [[nodiscard]] Values read() const;
  void onEdited();
  bool check(const Values& values);
  void markChanges(const Values& values);
  void onSaved(FunctionId id, const Values& sent, bool moreToCome);
  void onRefused(FunctionId id, const Error& error);
  void setBusy(bool busy);

  ModelHub& m_hub;
  FunctionId m_function = 0;
  std::unordered_map<FunctionId, Values> m_base;    ///< as saved, when editing began
  std::unordered_map<FunctionId, Values> m_drafts;  ///< edited, not saved
  bool m_filling = false, m_busy = false, m_valid = true;
  Banner* m_banner;
  Label *m_title, *m_changes, *m_runtime;
  CodeSourceRow* m_code;
  DeskButton *m_save, *m_discard;
  TextField *m_handler, *m_description;
  NumberField *m_memory, *m_timeout, *m_initTimeout, *m_keepAlive, *m_maxInstances;
  ComboField* m_startPolicy;
  EnvironmentEditor* m_environment;
  FieldRow *m_handlerRow, *m_memoryRow, *m_timeoutRow, *m_initRow, *m_descriptionRow, *m_keepAliveRow, *m_maxRow, *m_policyRow;
};

}  // namespace scfdesk
