// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/instance.h"
#include <QObject>
#include <QString>

namespace scfdesk {

/// What the window is about: the selected function, and the selected invocation or instance. Every view reads and sets it.
/// GUI thread; owned by ModelHub.
class Selection final : public QObject {
  Q_OBJECT
 public:
  explicit Selection(QObject* parent = nullptr) : QObject(parent) {}
  [[nodiscard]] FunctionId function() const { return m_function; }
  [[nodiscard]] InvocationId invocation() const { return m_invocation; }
  [[nodiscard]] InstanceId instance() const { return m_instance; }
  /// The version or alias of the function that is fired: "$LATEST", "3", "live".
  [[nodiscard]] const QString& qualifier() const { return m_qualifier; }
  void setFunction(FunctionId id);      ///< clears invocation and instance; the qualifier is $LATEST again
  void setQualifier(const QString& qualifier);
  void setInvocation(InvocationId id);
  void setInstance(InstanceId id);

 Q_SIGNALS:
  void functionChanged(quint32 id);
  void qualifierChanged(const QString& qualifier);
  void invocationChanged(quint64 id);
  void instanceChanged(quint32 id);

 private:
  FunctionId m_function = 0;
  QString m_qualifier = QStringLiteral("$LATEST");
  InvocationId m_invocation = 0;
  InstanceId m_instance = 0;
};

}  // namespace scfdesk
