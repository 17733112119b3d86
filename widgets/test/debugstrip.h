// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

namespace scfdesk {

class CodeView;
class DeskButton;
class Label;
class ModelHub;
class SegmentedControl;
struct Error;

/// "Debug next event" of the Test view: starts a session for the shown function, says where an editor attaches and with which
/// configuration, and follows it to its end. Hidden while there is none. Asks the engine only while a session lives.
/// GUI thread; owned by EventPane.
class DebugStrip final : public QWidget {
  Q_OBJECT
 public:
  explicit DebugStrip(ModelHub& hub, QWidget* parent = nullptr);
  /// The function that is shown; its session, if it has one, is looked for.
  void setFunction(const FunctionKey& key);
  void start();
  void stop();
  [[nodiscard]] bool live() const { return m_live; }

 Q_SIGNALS:
  void liveChanged(bool live);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void retranslate();
  void rescale();
  void ask();
  void show(const QJsonObject& session);
  void showTrouble(const QString& message, const QString& next);
  void showError(const Error& error);
  void refresh();
  void setLive(bool live);
  [[nodiscard]] QString target() const;
  [[nodiscard]] QString sentence() const;
  [[nodiscard]] QString jetbrains() const;
  [[nodiscard]] QString configuration() const;

  ModelHub& m_hub;
  FunctionKey m_key;
  QJsonObject m_session;
  Label *m_title, *m_text, *m_next;
  DeskButton *m_copyAddress, *m_stop, *m_close, *m_copy;
  SegmentedControl* m_editor;
  QWidget *m_editorRow;
  CodeView* m_code;
  QTimer m_ticker;
  bool m_live = false;
};

}  // namespace scfdesk
