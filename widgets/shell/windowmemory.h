// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QSettings>
#include <QString>
#include <memory>

namespace scfdesk {

enum class Scheme : uint8_t;

/// What the window remembers between runs, in one INI file. Without a file it forgets everything. Values that cannot be read
/// are as if they were never written. GUI thread; owned by MainWindow.
class WindowMemory final {
 public:
  explicit WindowMemory(const QString& file);
  [[nodiscard]] bool empty() const;  ///< nothing was remembered yet: a first run

  [[nodiscard]] QByteArray bytes(const QString& key) const;
  void setBytes(const QString& key, const QByteArray& value);
  [[nodiscard]] QString text(const QString& key, const QString& fallback = {}) const;
  void setText(const QString& key, const QString& value);
  [[nodiscard]] bool flag(const QString& key, bool fallback) const;
  void setFlag(const QString& key, bool value);
  [[nodiscard]] double number(const QString& key, double fallback) const;
  void setNumber(const QString& key, double value);

  [[nodiscard]] Scheme scheme() const;
  void setScheme(Scheme scheme);

 private:
  std::unique_ptr<QSettings> m_settings;
};

}  // namespace scfdesk
