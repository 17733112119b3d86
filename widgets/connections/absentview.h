// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

namespace scfdesk {

/// In place of a view that a connection cannot fill: what is missing, why, and the way back to the embedded engine. GUI thread.
class AbsentView final : public QWidget {
  Q_OBJECT
 public:
  /// `what`: "Instances and their lanes".
  AbsentView(ModelHub& hub, const QString& what, const QString& instead, QWidget* parent);
};

}  // namespace scfdesk
