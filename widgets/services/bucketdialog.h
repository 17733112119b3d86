// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/functions/dialogframe.h"

namespace scfdesk {

class CosClient;
class FieldRow;
class PathField;
class TextField;

/// A bucket of COS: a new one, or a folder on the disk that becomes one. The name is checked while it is typed. GUI thread; deletes
/// itself when closed.
class BucketDialog final : public DialogFrame {
  Q_OBJECT
 public:
  enum class Way : uint8_t { New, Bind };
  BucketDialog(CosClient& client, Way way, QWidget* parent);
  /// As if it was typed.
  void setName(const QString& name);
  void setFolder(const QString& folder);
  /// What is wrong with it as the name of a bucket (name-appid); empty when nothing is. Pure but for the language.
  static QString mistakeIn(const QString& name);
  /// Of a folder: "My pictures" -> "my-pictures-1250000000". Pure.
  static QString nameFor(const QString& folder);

 Q_SIGNALS:
  void made(const QString& bucket);

 private:
  void check();
  void create();
  CosClient& m_client;
  const Way m_way;
  TextField* m_name;
  PathField* m_folder = nullptr;
  FieldRow *m_nameRow, *m_folderRow = nullptr;
  DeskButton* m_go;
  bool m_named = false;
};

}  // namespace scfdesk
