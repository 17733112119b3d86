// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace scfdesk {

class Banner;
class DeskButton;
class EventDetail;
class Label;
class RowTable;

/// The Dead letters page of Async: events that are out of retries or too old, why, and what may become of them. GUI thread; owned
/// by AsyncView.
class DeadLetters final : public QWidget {
  Q_OBJECT
 public:
  explicit DeadLetters(ModelHub& hub, QWidget* parent = nullptr);
  void refresh();
  /// What of an error makes two letters have one reason: code and what went wrong in one line.
  static QString reasonOf(int statusCode, const QByteArray& error);

 Q_SIGNALS:
  void editWanted(quint32 function, const QByteArray& payload);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Letter {
    QString id, ns, function, reason;
  };
  void onLetters(const Result<QJsonObject>& answer);
  void load(const QString& id);
  void onLetter(const QString& id, const Result<QJsonObject>& answer);
  /// Retries or discards these one after the other; the first that is refused stops it and is told.
  void settle(QStringList ids, bool retry);
  void askDiscard();
  [[nodiscard]] QStringList sameReason() const;
  void showActions();
  ModelHub& m_hub;
  bool m_asking = false, m_again = false, m_settling = false;
  int m_told = -1;           ///< dead letters as the status says: refreshed when that changes
  QHash<QString, Letter> m_letters;
  FunctionId m_function = 0;  ///< of the chosen one; 0 when it is gone
  QStackedWidget* m_stack;
  Banner* m_banner;
  RowTable* m_table;
  EventDetail* m_detail;
  DeskButton *m_retry, *m_retryAll, *m_edit, *m_discard;
};

}  // namespace scfdesk
