// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

/// Asks before something is lost and names the loss. Keeping is the default. Deletes itself when closed; open with show().
/// GUI thread.
class AskDialog final : public DialogFrame {
  Q_OBJECT
 public:
  /// Buttons: "Discard", "Keep".
  AskDialog(const QString& heading, const QString& loss, const QString& confirm, const QString& keep, QWidget* parent);

 Q_SIGNALS:
  void confirmed();
};

}  // namespace scfdesk
