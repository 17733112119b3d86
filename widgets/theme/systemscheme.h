// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <optional>

class QDBusVariant;

namespace scfdesk {

/// What the desktop prefers, from org.freedesktop.portal.Settings over D-Bus: asked once without waiting, then followed.
/// Without a session bus or portal it stays unknown. GUI thread; owned by Theme.
class SystemScheme final : public QObject {
  Q_OBJECT
 public:
  explicit SystemScheme(QObject* parent = nullptr);
  void ask();
  /// none = not known (yet), or the desktop has no preference.
  [[nodiscard]] std::optional<bool> dark() const { return m_dark; }

 Q_SIGNALS:
  void changed();

 private Q_SLOTS:
  void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  void take(uint preference);
  std::optional<bool> m_dark;
  bool m_asked = false;
};

}  // namespace scfdesk
