// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace scfdesk {

/// One console a data folder: the second one asks the first to show its window and ends, and `scfdesk open` asks it to show
/// something in it. The meeting point is a local socket in the data folder: one line "raise", or "raise {JSON}", which is answered by
/// a line of JSON. GUI thread; owned by the Application.
class InstanceLock final : public QObject {
  Q_OBJECT
 public:
  explicit InstanceLock(const QString& dataDir, QObject* parent = nullptr);
  ~InstanceLock() override;
  enum class Found : uint8_t {
    Nobody,  ///< this console is the one
    Shown,   ///< another one shows its window
    Ending,  ///< another one is ending, and has not in kEndMs
  };
  static constexpr int kAnswerMs = 3'000;  ///< for the line of JSON, before any window is there
  static constexpr int kEndMs = 30'000;    ///< an engine gives running events time before it ends
  /// Blocks, at most kEndMs and an answer. One whose window is closed and whose engine is ending is waited for.
  [[nodiscard]] Found take(int answerMs = kAnswerMs, int endMs = kEndMs);
  /// Told each time the window is wanted: with what (JSON, empty = the window alone), and how to answer, now or later, once.
  using Answer = std::function<void(const QByteArray& json)>;
  void onRaise(std::function<void(const QByteArray& wish, const Answer& answer)> raise) { m_raise = std::move(raise); }

 private:
  static constexpr qint64 kLineBytes = 4096;
  void listen();
  void listenTo(QLocalSocket* peer);
  std::function<void(const QByteArray&, const Answer&)> m_raise;
  QString m_path;
  std::unique_ptr<QLocalServer> m_server;
};

}  // namespace scfdesk
