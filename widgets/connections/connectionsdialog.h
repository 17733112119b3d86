// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/connections.h"
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

class ComboField;
class DeskButton;
class FieldRow;
class Label;
class SegmentedControl;
class TextField;

/// The stored connections: choose one or a new one, change it, test it, switch to it, remove it. Keys go in and never come out:
/// a field that is left empty leaves the stored ones. GUI thread; deletes itself when closed.
class ConnectionsDialog final : public DialogFrame {
  Q_OBJECT
 public:
  /// `id`: the connection that is shown first; empty = a new one.
  ConnectionsDialog(Connections& connections, const QString& id, QWidget* parent);
  /// What went wrong before it was opened.
  void say(const Error& error);

 private:
  void build();
  void fillChoice();
  void load(const QString& id);
  void onKind();
  void showHint();
  void showState();
  [[nodiscard]] ConnectionProfile edited() const;
  [[nodiscard]] ConnectionKeys keys() const;
  void test();
  void save(bool thenSwitch);
  void remove();
  Connections& m_connections;
  QString m_variables;  ///< of the environment, that name the keys
  QString m_id;
  ComboField* m_choice;
  SegmentedControl* m_kind;
  TextField *m_name, *m_endpoint, *m_region, *m_namespace, *m_secretId, *m_secretKey, *m_token;
  FieldRow *m_regionRow, *m_tokenRow, *m_keyRow;
  Label* m_state;
  DeskButton *m_remove, *m_test, *m_save, *m_switch;
  bool m_loading = false;
};

}  // namespace scfdesk
