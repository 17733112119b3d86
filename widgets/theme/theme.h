// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <memory>

namespace scfdesk {

enum class Scheme : uint8_t { System, Dark, Light };
/// How much room a row of a list or table has.
enum class Density : uint8_t { Comfortable, Compact };

/// Colours of one scheme, named as in resources/themes/tokens.json ("surface.panel" -> surface.panel).
struct Colors {
  struct { QColor window, rail, panel, raised, sunken, input, hover, selected, track, popup; } surface;
  struct { QColor primary, secondary, tertiary, disabled, onAccent, link; } text;
  struct { QColor hairline, normal /*!< "default" */, control, focus; } border;
  struct { QColor base, hover, pressed, text, wash; } accent;
  struct { QColor success, successWash, warning, warningWash, error, errorWash, info, past, pastWash; } semantic;
  struct { QColor starting, startingHatch, init, initOutline, busy, busyAlt, idle, frozen, reclaimed, failed, throttled, queued; } state;
  struct { QColor grid, axis, p50, p99, band, memory, limit, cursor, hover, simA, simB; } chart;
  struct { QColor key, string, number, keyword, punct, comment, lineNumber, currentLine; } syntax;
};

/// The design tokens in force: colours, fonts, icons, lengths. One per process, made by the Application before any widget
/// (tests make their own). GUI thread.
class Theme final : public QObject {
  Q_OBJECT
 public:
  explicit Theme(QObject* parent = nullptr);
  ~Theme() override;
  /// The one in force. Requires: a Theme lives.
  static Theme& current();

  [[nodiscard]] const Colors& colors() const;
  [[nodiscard]] bool dark() const;
  [[nodiscard]] Scheme scheme() const;
  /// System follows the desktop portal over D-Bus, asynchronously; dark until answered.
  void setScheme(Scheme scheme);
  /// 1.0 to 2.0; applies live.
  void setScale(double scale);
  [[nodiscard]] double scale() const;
  [[nodiscard]] bool reducedMotion() const;
  void setReducedMotion(bool reduced);

  [[nodiscard]] Density density() const;
  void setDensity(Density density);

  /// Height of a row of a list or table, drawn with this token height, in logical pixels: 4 less when rows are compact, but never
  /// below the 24 of a target.
  [[nodiscard]] int row(int tokenPixels) const;
  /// A token length in logical pixels at the current scale.
  [[nodiscard]] int px(int tokenPixels) const;
  /// UI family (Inter) and code family (SCFDesk Mono, shaping off) at a token size: caption 11, dense 12, body 13, title 15,
  /// heading 18, metric 20, hero 24. Every number that changes or lines up is drawn in the code family.
  [[nodiscard]] QFont ui(int tokenPixels, QFont::Weight weight = QFont::Normal) const;
  [[nodiscard]] QFont code(int tokenPixels, QFont::Weight weight = QFont::Normal) const;
  /// resources/icons/NAME.svg tinted; crisp at every device pixel ratio. Without a colour: text.secondary.
  [[nodiscard]] QIcon icon(const QString& name, const QColor& color = {}) const;
  [[nodiscard]] QPixmap pixmap(const QString& name, int tokenPixels, const QColor& color, qreal dpr) const;
  [[nodiscard]] QPalette palette() const;

 Q_SIGNALS:
  /// Colours, scale or density changed: repaint, and take fonts and lengths anew.
  void changed();

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace scfdesk
