// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "widgets/functions/dialogframe.h"

class QComboBox;

namespace scfdesk {

class TextField;

/// Registers a server by its address: functions get its connection, SCF Desk starts nothing. GUI thread.
class RegisterDialog final : public DialogFrame {
  Q_OBJECT
 public:
  RegisterDialog(Backend& backend, QWidget* parent);

 private:
  void send();
  Backend& m_backend;
  QComboBox* m_kind;
  TextField *m_name, *m_host, *m_port, *m_user, *m_password, *m_database;
};

}  // namespace scfdesk
