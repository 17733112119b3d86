// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QFont>
#include <QLabel>

namespace scfdesk {

/// Colour of a text by meaning; the theme in force gives the value.
enum class Tone : uint8_t { Primary, Secondary, Tertiary, Disabled, OnAccent, Link, Success, Warning, Error, Past };
QColor toneColor(Tone tone);

/// A text in a role of the type scale (tokens.json font.use), which follows the theme: colours, fonts and scale live.
/// Plain text unless setTextFormat says otherwise. GUI thread.
class Label final : public QLabel {
  Q_OBJECT
 public:
  enum class Role : uint8_t {
    Caption,  ///< 11/500
    Dense,    ///< 12/400
    DenseStrong,  ///< 12/600, pane titles
    Control,  ///< 12/500
    Body,     ///< 13/400
    BodyStrong,   ///< 13/500
    Title,    ///< 15/600
    Heading,  ///< 18/600
    Metric,   ///< 20/500 code
    Code,     ///< 12/400 code: numbers that change or line up
    CodeSmall,    ///< 11/400 code
    CodeEditor,   ///< 13/400 code
  };
  explicit Label(Role role, const QString& text = {}, QWidget* parent = nullptr);
  Label(Role role, Tone tone, const QString& text, QWidget* parent = nullptr);
  void setRole(Role role);
  void setTone(Tone tone);
  /// Cuts the text to the width at hand ("long na…"); the whole text is then the tooltip. Asks for a small minimum width.
  void setElided(Qt::TextElideMode mode);
  [[nodiscard]] static QFont fontOf(Role role);

  /// Distance of two lines of a paragraph (design tokens, font.lineHeight).
  [[nodiscard]] static int lineHeightOf(Role role);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void restyle();
  /// A wrapped text is laid out here, as QLabel knows no line height for plain text.
  [[nodiscard]] bool paragraph() const { return wordWrap() && textInteractionFlags() == Qt::LinksAccessibleByMouse; }
  int layOut(int width, QPainter* painter, const QPointF& at) const;
  Role m_role;
  Tone m_tone = Tone::Primary;
  Qt::TextElideMode m_elide = Qt::ElideNone;
};

}  // namespace scfdesk
