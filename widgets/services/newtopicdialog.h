// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

class NumberField;
class TextField;

/// A new topic of the built-in CKafka: its name and how many partitions. GUI thread.
class NewTopicDialog final : public DialogFrame {
  Q_OBJECT
 public:
  NewTopicDialog(Backend& backend, QWidget* parent);

 Q_SIGNALS:
  void made(const QString& topic);

 private:
  void create();
  Backend& m_backend;
  TextField* m_name;
  NumberField* m_partitions;
};

}  // namespace scfdesk
