// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QWidget>

class QVBoxLayout;

namespace scfdesk {

class ComboField;
class FieldRow;
class TextField;

/// What a CKafka trigger reads: instance and topic, which make its name ("ckafka-local-orders"). The built-in instance says whether it
/// runs and offers its topics; another one is told by its id, and so is a topic that does not exist yet. Of a trigger that is there
/// both stand fast: they are its name. GUI thread; asks the engine once, when it is made.
class KafkaSource final : public QWidget {
  Q_OBJECT
 public:
  /// `name`: of a trigger that is there; empty = of one to be added.
  KafkaSource(Backend& backend, const QString& name, QWidget* parent = nullptr);
  [[nodiscard]] QString name() const;
  [[nodiscard]] bool builtIn() const;
  /// Asks anew whether the built-in CKafka runs; for a trigger that is there.
  void refresh() {
    if (m_fixed) ask();
  }
  [[nodiscard]] FieldRow* instanceRow() const { return m_instanceRow; }

 Q_SIGNALS:
  void edited();

 private:
  void ask();
  void takeTopics(const QByteArray& answer);
  void setState(const QString& state);
  void showFields();
  [[nodiscard]] QString instance() const;
  [[nodiscard]] QString topic() const;
  Backend& m_backend;
  const bool m_fixed;
  ComboField *m_instance, *m_topic;
  TextField *m_instanceId, *m_topicName;
  FieldRow *m_instanceRow, *m_topicRow, *m_instanceIdRow, *m_topicNameRow;
};

}  // namespace scfdesk
