// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/services/serviceinfo.h"
#include <QHash>
#include <QTimer>
#include <QWidget>
#include <vector>

class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace scfdesk {

class Banner;
class BucketPane;
class KafkaPane;
class DeskButton;
class ServiceInspector;
class ServiceRow;

/// State services: a row each with one button, the selected one at the right, the buckets of COS below (design picture 06).
/// Asks the engine once a second while it is shown. GUI thread.
class ServicesView final : public QWidget {
  Q_OBJECT
 public:
  explicit ServicesView(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] QString selected() const { return m_selected; }
  void select(const QString& name);
  /// What was selected, and where it stood in the buckets.
  void takeOver(const ServicesView& from);

  static constexpr int kAskMs = 1000;

 Q_SIGNALS:
  void invocationWanted(quint64 id);
  void logsWanted();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* makeHeader();
  void ask();
  void take(const QList<ServiceInfo>& services);
  void showRows();
  void giveRoom();
  void showSelected();
  void act(const QString& service, const QString& action);
  void send(const QString& service, const QByteArray& body);
  void confirm(const ServiceInfo& info, const QString& action);
  void enroll();
  [[nodiscard]] const ServiceInfo* info(const QString& name) const;
  [[nodiscard]] QStringList allFunctions() const;

  ModelHub& m_hub;
  QTimer m_timer;
  QList<ServiceInfo> m_services;
  QHash<QString, std::vector<int>> m_rates;  ///< commands a second by service, one a second, the last minute
  QString m_selected;
  bool m_asking = false;
  Banner* m_banner;
  QScrollArea* m_scroll;
  QVBoxLayout* m_list;
  std::vector<ServiceRow*> m_rows;
  ServiceInspector* m_inspector;
  QStackedWidget* m_below;  ///< buckets, or the topics while CKafka is selected
  BucketPane* m_buckets;
  KafkaPane* m_kafka;
};

}  // namespace scfdesk
