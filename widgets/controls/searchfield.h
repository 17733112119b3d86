// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLineEdit>

namespace scfdesk {

/// A line of text in the field look of DeskStyle. The optional icon stands at the left, a key hint at the right while it is
/// empty. GUI thread.
class TextField : public QLineEdit {
  Q_OBJECT
 public:
  explicit TextField(const QString& accessibleName, QWidget* parent = nullptr);
  void setIconName(const QString& name);
  void setKeyHint(const QString& key);
  void setCompact(bool compact);
  void setQuiet(bool quiet);      ///< border.default instead of border.control
  void setCode(bool code);        ///< text in the code family
  void setError(bool error);      ///< border in semantic.error
  void setChanged(bool changed);  ///< border in accent.base: edited, not saved
  [[nodiscard]] bool quiet() const { return m_quiet; }
  [[nodiscard]] bool error() const { return m_error; }
  [[nodiscard]] bool changed() const { return m_changed; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void restyle();
  QString m_icon, m_key;
  bool m_compact = false, m_quiet = false, m_code = false, m_error = false, m_changed = false;
};

/// A filter: search icon; Esc clears it, and once empty gives the focus back (`left`). GUI thread.
class SearchField final : public TextField {
  Q_OBJECT
 public:
  SearchField(const QString& accessibleName, const QString& placeholder, QWidget* parent = nullptr);

 Q_SIGNALS:
  void left();          ///< Esc in an empty field
  void stepped(int by); ///< Up and Down: the list below moves

 protected:
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace scfdesk
