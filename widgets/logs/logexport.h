// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include "models/modelhub.h"
#include <QSaveFile>
#include <QTimer>

namespace scfdesk {

/// Writes the lines of a view to a file in slices of a few milliseconds, so that the window goes on: as text, CSV or one JSON
/// object a line, by the ending of the name. What is there when it begins; lines that are dropped meanwhile are left out. The
/// file appears when all is written. Deletes itself. GUI thread.
class LogExport final : public QObject {
  Q_OBJECT
 public:
  enum class Form : uint8_t { Text, Csv, JsonLines };
  [[nodiscard]] static Form formOf(const QString& file);
  LogExport(ModelHub& hub, const LogView& view, const QString& file, QObject* parent);
  void start() { m_soon.start(0); }
  /// One line with its end.
  [[nodiscard]] static QByteArray line(Form form, const LogLine& line, const ModelHub& hub);
  [[nodiscard]] static QByteArray head(Form form);

 Q_SIGNALS:
  void progressed(int percent);
  void finished(const scfdesk::Status& status, qint64 lines);

 private:
  void slice();
  void end(const Status& status);
  ModelHub& m_hub;
  const LogView& m_view;
  QSaveFile m_file;
  Form m_form;
  qint64 m_next = 0, m_last = 0, m_first = 0;  ///< absolute numbers in the store
  qint64 m_lines = 0;
  QTimer m_soon;
};

}  // namespace scfdesk
