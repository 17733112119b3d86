// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QHash>
#include <QWidget>

namespace scfdesk {

class DeskButton;
class RowTable;

/// What happened to objects of the local COS lately, newest first: the object, the function that it fired, its request and how
/// that ended. Enter or a double click shows the invocation. GUI thread.
class ObjectEvents final : public QWidget {
  Q_OBJECT
 public:
  explicit ObjectEvents(Backend& backend, QWidget* parent);
  /// Asks the engine; called while it is shown.
  void refresh();
  /// Of one bucket alone; empty = of all.
  void setBucket(const QString& bucket);

 Q_SIGNALS:
  void invocationWanted(quint64 id);
  void logsWanted();

 private:
  void take(const QByteArray& answer);
  Backend& m_backend;
  QString m_bucket;
  QByteArray m_answer;
  QHash<QString, quint64> m_invocations;  ///< by the key of a row
  bool m_asking = false;
  RowTable* m_table;
  class Label* m_none;
};

}  // namespace scfdesk
