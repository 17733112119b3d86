// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/controls/searchfield.h"
#include <QKeySequence>

namespace scfdesk {

/// A field that takes the key that is pressed in it. Backspace takes the key away, Tab goes on. GUI thread.
class KeyField final : public TextField {
  Q_OBJECT
 public:
  explicit KeyField(const QString& accessibleName, QWidget* parent = nullptr);
  void setKey(const QKeySequence& key);

 Q_SIGNALS:
  void chosen(const QKeySequence& key);  ///< empty: it is to go

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
};

}  // namespace scfdesk
