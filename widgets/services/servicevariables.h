// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/services/serviceinfo.h"
#include <QWidget>

class QVBoxLayout;

namespace scfdesk {

/// The variables that functions get from a service: name, value (secret ones as dots), a button that copies the value. GUI
/// thread.
class ServiceVariables final : public QWidget {
  Q_OBJECT
 public:
  explicit ServiceVariables(QWidget* parent = nullptr);
  void setVariables(const QList<ServiceInfo::Variable>& variables);
  /// "NAME=value" lines, as they are.
  void copyAll() const;
  /// What is shown of a value.
  [[nodiscard]] static QString masked(const ServiceInfo::Variable& variable);

 private:
  QList<ServiceInfo::Variable> m_variables;
  QVBoxLayout* m_column;
};

}  // namespace scfdesk
