// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QDialog>

namespace scfdesk {

/// A start that fails (lock, unwritable data folder, port): a small window with the sentence and the next step. GUI thread.
class StartFailure final : public QDialog {
  Q_OBJECT
 public:
  explicit StartFailure(const Error& error, QWidget* parent = nullptr);
};

}  // namespace scfdesk
