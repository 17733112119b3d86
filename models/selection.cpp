// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/selection.h"

namespace scfdesk {

void Selection::setFunction(FunctionId id) {
  if (m_function == id) return;
  m_function = id;
  setInvocation(0);
  setInstance(0);
  setQualifier(QStringLiteral("$LATEST"));
  Q_EMIT functionChanged(id);
}

void Selection::setQualifier(const QString& qualifier) {
  if (m_qualifier == qualifier) return;
  m_qualifier = qualifier;
  Q_EMIT qualifierChanged(qualifier);
}

void Selection::setInvocation(InvocationId id) {
  if (m_invocation == id) return;
  m_invocation = id;
  Q_EMIT invocationChanged(id);
}

void Selection::setInstance(InstanceId id) {
  if (m_instance == id) return;
  m_instance = id;
  Q_EMIT instanceChanged(id);
}

}  // namespace scfdesk
