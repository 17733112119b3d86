// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudclient.h"
#include <QProcess>
#include <QTemporaryDir>

namespace scfdesk {

/// The built program as an engine in another process, on a data folder of its own. Ends with it.
class EngineProcess final {
 public:
  EngineProcess();
  ~EngineProcess();
  [[nodiscard]] bool ready() const { return m_ready; }
  [[nodiscard]] QUrl url() const { return m_url; }
  [[nodiscard]] CloudKeys keys() const { return m_keys; }
  [[nodiscard]] CloudTarget target() const { return {m_url, QStringLiteral("ap-guangzhou"), m_keys, true}; }
  /// A zip of one file.
  [[nodiscard]] static QByteArray zipOf(const QByteArray& name, const QByteArray& text);
  /// CreateFunction of a Python function, and waits until it is Active.
  bool create(const QByteArray& name, const QByteArray& code);
  /// Any action; the Response as JSON text, empty on an Error.
  QByteArray call(const QByteArray& action, const QByteArray& params);
  [[nodiscard]] QString dataDir() const { return m_dir.path(); }

 private:
  QTemporaryDir m_dir;
  QProcess m_process;
  QUrl m_url;
  CloudKeys m_keys;
  std::unique_ptr<CloudClient> m_client;
  bool m_ready = false;
};

}  // namespace scfdesk
