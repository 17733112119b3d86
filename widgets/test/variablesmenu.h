// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/eventvariables.h"
#include "widgets/functions/dialogframe.h"
#include <QMenu>

namespace scfdesk {

/// The variables an event may hold, each with what it would be now; choosing one inserts it. Below them the preview of the whole
/// event. GUI thread; owned by EventPane.
class VariablesMenu final : public QMenu {
  Q_OBJECT
 public:
  explicit VariablesMenu(QWidget* parent = nullptr);
  /// Names of the environment that may be inserted.
  void setEnvironment(const QList<std::pair<QString, QString>>& environment);
  /// Values as they would be at this moment, with random bits of its own.
  [[nodiscard]] VariableValues values(int64_t counter) const;

 Q_SIGNALS:
  void inserted(const QString& variable);
  void previewWanted();

 private:
  void fill();
  QList<std::pair<QString, QString>> m_environment;
};

/// The event as it would be fired, laid out, read only. GUI thread.
class VariablesPreview final : public DialogFrame {
  Q_OBJECT
 public:
  /// `count`: variables that were filled in.
  VariablesPreview(const QByteArray& expanded, int count, QWidget* parent);
};

}  // namespace scfdesk
