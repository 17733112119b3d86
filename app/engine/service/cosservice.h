// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/service.h"

namespace scfdesk {

/// The local COS in the list of services. It is a part of the engine and runs as long as that. Its action "sign" gives the
/// address of one request, signed for an hour, so that a window can talk to it over HTTP. Engine thread; owned by Services.
class CosService final : public Service {
 public:
  struct Parts {
    QString host;
    int port = 0;             ///< 0 = it could not start
    Error trouble;
    QByteArray secretId, secretKey;
    QString folder;
    std::function<int64_t()> wallUs;
    /// An empty folder unbinds. Replies on the engine thread.
    std::function<void(const QByteArray& bucket, const QByteArray& folder, Reply reply)> bind = {};
    std::function<QByteArray()> events = {};                  ///< Triggers::cosEvents()
    std::function<void(Answer answer)> bound = {};  ///< {"bound":{"BUCKET":"FOLDER"},"trouble":"..."}
  };
  explicit CosService(Parts parts) : m_parts(std::move(parts)) {}

  [[nodiscard]] QString name() const override { return QStringLiteral("cos"); }
  [[nodiscard]] ServiceState state() const override { return m_parts.port ? ServiceState::Running : ServiceState::Failed; }
  [[nodiscard]] Error trouble() const override { return m_parts.trouble; }
  void start(Reply reply) override { m_parts.port ? reply(Done{}) : reply(m_parts.trouble); }
  void stop(Reply reply) override;
  void reset(Reply reply) override;
  [[nodiscard]] QByteArray connection() const override;
  QByteArray details() override;
  [[nodiscard]] QList<ServiceVariable> variables() const override;
  /// {"action":"bind","bucket":"b-125","folder":"/a/b"}, {"action":"unbind","bucket":"b-125"}, {"action":"bound"}: folders as buckets.
  /// {"action":"events"}: what happened to objects lately and what it fired (Triggers::cosEvents()).
  /// {"action":"sign","method":"PUT","bucket":"b-125","key":"a/b","query":{"prefix":"a/"}} -> {"url":"http://..."}
  void act(const QString& action, const QByteArray& body, Answer answer) override;

 private:
  const Parts m_parts;
};

}  // namespace scfdesk
