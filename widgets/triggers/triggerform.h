// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/triggers/triggerdata.h"
#include <QTimer>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace scfdesk {

class FieldRow;
class KafkaSource;
class Label;

/// What a trigger of a type is configured with, checked while it is typed: a cron here, everything else by the rules of the engine
/// itself (POST /-/triggers/check). GUI thread.
class TriggerForm final : public QWidget {
  Q_OBJECT
 public:
  /// `naming`: with the fields that can be given at creation only (name, bucket, topic).
  TriggerForm(ModelHub& hub, bool naming, QWidget* parent = nullptr);
  /// Builds the fields of a type, empty.
  void setType(const QString& type, const QString& function);
  [[nodiscard]] QString type() const { return m_type; }
  void load(const TriggerView& trigger);
  void refreshSource();  ///< what it says of its source's service, as that has changed
  [[nodiscard]] QString name() const;
  /// TriggerDesc as CreateTrigger and PUT /-/triggers/ID take it.
  [[nodiscard]] QJsonValue desc() const;
  [[nodiscard]] QString customArgument() const;
  /// Puts what was written elsewhere over what was loaded; it counts as a change.
  void put(const QJsonValue& desc, const QString& customArgument);
  [[nodiscard]] bool valid() const { return m_valid; }
  [[nodiscard]] bool hasChanges() const;
  [[nodiscard]] QString zone() const { return m_zone; }

 Q_SIGNALS:
  void edited();        ///< a value or its being right has changed

 private:
  using Read = std::function<QJsonValue()>;
  FieldRow* addRow(const QString& label, QWidget* field, const QString& note, bool stretch);
  class TextField* addText(const char* key, const QString& label, const QString& note, bool code = true);
  class ComboField* addChoice(const char* key, const QString& label, const QStringList& values, const QString& note = {});
  class NumberField* makeNumber(const char* key, const QString& label, const QString& unit, int low, int high, int value, QWidget* parent);
  class NumberField* addNumber(const char* key, const QString& label, const QString& unit, int low, int high, int value, const QString& note);
  class Switch* addSwitch(const char* key, const QString& label, const QString& note);
  void addAddress(const QString& address);
  void build();
  void addKafkaSource();
  void buildStart();
  void buildBatches();
  void buildAccess();
  void showKafka();
  void fill(const QJsonObject& desc);
  void fillStart(const QJsonObject& desc);
  void fillKafka(const QJsonObject& desc);
  [[nodiscard]] QJsonObject kafkaDesc(QJsonObject out) const;
  void onEdited();
  void check();
  void setProblem(const QString& problem);
  void showCron();
  [[nodiscard]] QString textOf(const char* key) const;
  [[nodiscard]] QWidget* fieldOf(const char* key) const;
  [[nodiscard]] QString stateText() const;

  ModelHub& m_hub;
  const bool m_naming;
  QString m_type, m_function, m_name, m_zone = QStringLiteral("+08:00"), m_loaded, m_address;
  QJsonObject m_base;  ///< as loaded: what has no field here stays as it was
  QWidget* m_body = nullptr;
  KafkaSource* m_kafka = nullptr;
  QVBoxLayout* m_column;
  Label *m_problem, *m_sentence = nullptr, *m_next = nullptr;
  QHash<QString, QWidget*> m_fields;
  QTimer m_asking;
  uint64_t m_asked = 0;
  bool m_valid = true, m_filling = false;
};

}  // namespace scfdesk
