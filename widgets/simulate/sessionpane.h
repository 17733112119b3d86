// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/simulate/session.h"
#include <QTimer>
#include <QWidget>
#include <optional>

namespace scfdesk {

class Banner;
class DeskButton;
class Label;
class RowTable;
class SessionTrack;

/// Sessions: the one that this engine has recorded is saved as a file; a file of somebody else's is opened, looked through on its
/// timeline, and replayed. The engine reads and replays on a thread of its own. GUI thread.
class SessionPane final : public QWidget {
  Q_OBJECT
 public:
  explicit SessionPane(ModelHub& hub, QWidget* parent = nullptr);
  ~SessionPane() override;
  void save(const QString& file);
  /// A file, or with an empty name what this engine has recorded.
  void open(const QString& file);
  [[nodiscard]] const std::optional<SimSession>& session() const { return m_session; }
  [[nodiscard]] QString verdict() const;

 Q_SIGNALS:
  void loadWanted(const scfdesk::SimSession::Function& function);  ///< its arrivals are to be simulated

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  /// The window's strip shows the session while it is looked through, and no longer.
  void showInStrip(bool shown);
  void begin(const QByteArray& file, const QString& name);
  void ask();
  void show(SimSession session);
  void fillTables();
  void say(const Error& error);
  ModelHub& m_hub;
  Backend& m_backend;
  QTimer m_timer;
  quint64 m_turn = 0;
  QByteArray m_target;
  QString m_name;
  std::optional<SimSession> m_session;
  DeskButton *m_save, *m_open, *m_own, *m_cancel, *m_load;
  Label *m_verdict, *m_about;
  Banner* m_banner;
  SessionTrack* m_track;
  RowTable *m_functions, *m_decisions, *m_log;
};

}  // namespace scfdesk
