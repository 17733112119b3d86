// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "widgets/theme/surface.h"
#include <QJsonArray>

class QTableWidget;

namespace scfdesk {

class Banner;
class ComboField;
class DeskButton;
class Label;
class PaneTitle;
class TextField;

/// The built-in CKafka's topics with their partitions, the last messages of one, and a line to produce another. Asks the engine
/// while it is shown. GUI thread.
class KafkaPane final : public Surface {
  Q_OBJECT
 public:
  KafkaPane(Backend& backend, QWidget* parent);
  /// Called once a second while it is shown; `running`: there is somebody to ask.
  void refresh(bool running);
  [[nodiscard]] QString topic() const { return m_topic; }
  void newTopic();

  static constexpr int kShown = 50;  ///< messages of a partition

 private:
  QWidget* makeMessages();
  void act(const QByteArray& action, const QJsonObject& members, std::function<void(const QJsonObject&)> done);
  void showTopics(const QJsonArray& topics);
  void onTopic();
  void showPartitions();
  void browse();
  void showMessages(const QJsonArray& messages);
  void produce();
  void removeTopic();
  void restate();

  Backend& m_backend;
  bool m_running = false;
  QString m_topic;
  QJsonArray m_topics;
  qint64 m_browsedEnd = -1;  ///< end of the partition whose messages are shown
  PaneTitle *m_title, *m_messagesTitle;
  Banner* m_banner;
  QTableWidget *m_list, *m_messages;
  ComboField* m_partition;
  TextField *m_key, *m_value;
  DeskButton *m_new, *m_delete, *m_produce;
  Label* m_empty;
};

}  // namespace scfdesk
