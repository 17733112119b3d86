// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPushButton>

class QFocusFrame;

namespace scfdesk {

/// Every push button of the window (kit.css .btn): 28 px high, compact 24. Icon by name from resources/icons, optional key hint
/// at the right ("Ctrl ↵") and drop-down chevron. Checkable buttons show "on" in accent.wash. GUI thread.
class DeskButton : public QPushButton {
  Q_OBJECT
 public:
  enum class Kind : uint8_t {
    Default,  ///< raised surface, hairline border
    Primary,  ///< filled accent; at most one in a view
    Flat,     ///< no border until hovered
    Icon,     ///< square, icon only, flat: needs an accessible name and a tooltip with its key
    Danger,   ///< default with the error colour: confirms a loss
  };
  explicit DeskButton(const QString& text, Kind kind = Kind::Default, QWidget* parent = nullptr);
  /// An icon-only button; `name` is its accessible name and tooltip, `key` is appended to the tooltip.
  DeskButton(const QString& iconName, const QString& name, const QString& key, QWidget* parent = nullptr);

  void setKind(Kind kind);
  [[nodiscard]] Kind kind() const { return m_kind; }
  void setIconName(const QString& name);
  void setKeyHint(const QString& key);
  [[nodiscard]] QString keyHint() const { return m_key; }
  void setCompact(bool compact);
  void setDropDown(bool shown);
  /// A number drawn in the code family after the text: "Fire 600".
  void setNumber(const QString& number);
  /// Text of a flat button in text.primary instead of text.secondary.
  void setStrong(bool strong);
  /// Fills its width with the text at the left and the key at the right (the navigator's foot).
  void setSpread(bool spread);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void init();
  [[nodiscard]] int contentWidth() const;
  Kind m_kind = Kind::Default;
  QString m_icon, m_key, m_number;
  bool m_compact = false, m_dropDown = false, m_strong = false, m_spread = false;
  QFocusFrame* m_frame = nullptr;  ///< of a filled button: 2 px, 2 px away from it
};

}  // namespace scfdesk
