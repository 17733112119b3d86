// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "widgets/services/serviceinfo.h"
#include <QDialog>

class QTableWidget;

namespace scfdesk {

class Banner;
class DeskButton;
class Label;
class TextField;

/// Runs commands or SQL statements at one service and shows each answer as a table. Up and Down walk through what was run. Not
/// modal; deletes itself when closed. GUI thread.
class ServiceConsole final : public QDialog {
  Q_OBJECT
 public:
  ServiceConsole(Backend& backend, const ServiceInfo& info, QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void run();
  void show(const ServiceTable& table);
  Backend& m_backend;
  const QString m_service;
  TextField* m_field;
  DeskButton* m_run;
  Banner* m_banner;
  Label* m_note;
  QTableWidget* m_table;
  QStringList m_history;
  qsizetype m_at = 0;
  static constexpr qsizetype kHistory = 200;
};

}  // namespace scfdesk
