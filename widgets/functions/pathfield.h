// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <functional>

namespace scfdesk {

class DeskButton;
class TextField;

/// A path that is typed or chosen: a folder, a zip file or a project file. GUI thread; the chooser does not block.
class PathField final : public QWidget {
  Q_OBJECT
 public:
  enum class Kind : uint8_t { Folder, Zip, Project };
  PathField(const QString& accessibleName, Kind kind, QWidget* parent = nullptr);
  void setPath(const QString& path);
  [[nodiscard]] QString path() const;
  void setError(bool error);
  void setPartNames(const QString& name);

  /// Asks with a file dialog; `chosen` is called with the path if there is one.
  static void choose(Kind kind, const QString& start, QWidget* parent, std::function<void(const QString&)> chosen);

 Q_SIGNALS:
  void pathChanged(const QString& path);  ///< typed (after a pause) or chosen

 private:
  Kind m_kind;
  TextField* m_text;
  DeskButton* m_choose;
  class QTimer* m_pause;
};

}  // namespace scfdesk
