// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/track.h"
#include <QDialog>

namespace scfdesk {

/// The numbers of a picture as a table, to read or to copy as CSV. Deletes itself when closed. GUI thread.
class TableDialog final : public QDialog {
  Q_OBJECT
 public:
  explicit TableDialog(TableData data, QWidget* parent = nullptr);
  [[nodiscard]] const TableData& data() const { return m_data; }
  void copyCsv() const;

 private:
  TableData m_data;
};

}  // namespace scfdesk
