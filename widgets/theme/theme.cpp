// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/smalltext.h"
#include "widgets/theme/systemscheme.h"
#include "widgets/theme/tokens.h"
#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QtMath>

// Q_INIT_RESOURCE names a symbol of the global namespace.
static void initResources() { Q_INIT_RESOURCE(scfdesk); }

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

Theme* s_current = nullptr;
bool s_smallTextPlain = false;

/// Fonts are the process's, not a theme's: loaded once.
void loadFonts() {
  static const bool loaded = [] {
    const QDir fonts(u":/fonts"_s);
    const QStringList names = fonts.entryList(QDir::Files);
    for (const QString& name : names)
      if (QFontDatabase::addApplicationFont(fonts.filePath(name)) < 0) qWarning("The font %s cannot be read.", qPrintable(name));
    return true;
  }();
  Q_UNUSED(loaded)
}

const QStringList& uiFamilies() {
  static const QStringList families{u"SCFDesk Sans"_s, u"Inter"_s, u"SCFDesk Han"_s, u"Noto Sans CJK SC"_s, u"Noto Sans"_s, u"sans-serif"_s};
  return families;
}
const QStringList& codeFamilies() {
  static const QStringList families{u"SCFDesk Mono"_s, u"JetBrains Mono NL"_s, u"JetBrains Mono"_s, u"SCFDesk Han"_s, u"Noto Sans Mono CJK SC"_s,
                                    u"Noto Sans CJK SC"_s, u"monospace"_s};
  return families;
}

Tokens readTokens() {
  QFile file(u":/themes/tokens.json"_s);
  if (!file.open(QIODevice::ReadOnly)) qFatal("The design tokens are not in this program.");
  Result<Tokens> tokens = parseTokens(file.readAll());
  if (!tokens) qFatal("%s", qPrintable(tokens.error().message));
  return std::move(tokens).value();
}

}  // namespace

struct Theme::Impl {
  Tokens tokens;
  Scheme scheme = Scheme::System;
  double scale = 1;
  bool reducedMotion = false;
  Density density = Density::Comfortable;
  bool dark = true;
  SystemScheme system;
};

Theme::Theme(QObject* parent) : QObject(parent), m(std::make_unique<Impl>()) {
  initResources();
  loadFonts();
  m->tokens = readTokens();
  s_current = this;
  connect(&m->system, &SystemScheme::changed, this, [this] { setScheme(m->scheme); });
  setScheme(Scheme::System);
}

Theme::~Theme() {
  if (s_current == this) s_current = nullptr;
}

Theme& Theme::current() {
  Q_ASSERT_X(s_current, "Theme::current", "a Theme must be made before any widget");
  return *s_current;
}

const Colors& Theme::colors() const { return m->dark ? m->tokens.dark : m->tokens.light; }
bool Theme::dark() const { return m->dark; }
Scheme Theme::scheme() const { return m->scheme; }

void Theme::setScheme(Scheme scheme) {
  m->scheme = scheme;
  if (scheme == Scheme::System) m->system.ask();
  const bool dark = scheme == Scheme::System ? m->system.dark().value_or(true) : scheme == Scheme::Dark;
  if (dark == m->dark) return;
  m->dark = dark;
  Q_EMIT changed();
}

void Theme::setScale(double scale) {
  scale = qBound(1.0, scale, 2.0);
  if (qFuzzyCompare(scale, m->scale)) return;
  m->scale = scale;
  Q_EMIT changed();
}
double Theme::scale() const { return m->scale; }

bool Theme::reducedMotion() const { return m->reducedMotion; }
void Theme::setReducedMotion(bool reduced) {
  if (reduced == m->reducedMotion) return;
  m->reducedMotion = reduced;
  Q_EMIT changed();
}

Density Theme::density() const { return m->density; }
void Theme::setDensity(Density density) {
  if (density == m->density) return;
  m->density = density;
  Q_EMIT changed();
}

int Theme::row(int tokenPixels) const {
  constexpr int kLess = 4, kTarget = 24;
  if (m->density == Density::Comfortable) return px(tokenPixels);
  return px(qMax(qMin(tokenPixels, kTarget), tokenPixels - kLess));
}

int Theme::px(int tokenPixels) const { return qRound(tokenPixels * m->scale); }

void setSmallTextPlain(bool plain) { s_smallTextPlain = plain; }

QFont Theme::ui(int tokenPixels, QFont::Weight weight) const {
  QFont font;
  font.setFamilies(uiFamilies());
  font.setPixelSize(px(tokenPixels));
  font.setWeight(s_smallTextPlain && tokenPixels < 13 ? QFont::Normal : weight);
  return font;
}

QFont Theme::code(int tokenPixels, QFont::Weight weight) const {
  QFont font;
  font.setFamilies(codeFamilies());
  font.setPixelSize(px(tokenPixels));
  font.setWeight(weight);
  font.setFixedPitch(true);
  // Three times faster, and JetBrains Mono's ligatures stay away.
  font.setStyleStrategy(QFont::PreferNoShaping);
  return font;
}

QIcon Theme::icon(const QString& name, const QColor& color) const { return themedIcon(name, color); }

QPixmap Theme::pixmap(const QString& name, int tokenPixels, const QColor& color, qreal dpr) const {
  QPixmap pixmap = tintedIcon(name, qRound(px(tokenPixels) * dpr), color);
  pixmap.setDevicePixelRatio(dpr);
  return pixmap;
}

QPalette Theme::palette() const {
  const Colors& c = colors();
  QPalette p;
  p.setColor(QPalette::Window, c.surface.panel);
  p.setColor(QPalette::WindowText, c.text.primary);
  p.setColor(QPalette::Text, c.text.primary);
  p.setColor(QPalette::ButtonText, c.text.primary);
  p.setColor(QPalette::BrightText, c.text.primary);
  p.setColor(QPalette::Base, c.surface.input);
  p.setColor(QPalette::AlternateBase, c.surface.sunken);
  p.setColor(QPalette::Button, c.surface.raised);
  p.setColor(QPalette::Mid, c.border.normal);
  p.setColor(QPalette::Dark, c.border.normal);
  p.setColor(QPalette::Light, c.surface.hover);
  p.setColor(QPalette::Midlight, c.surface.hover);
  p.setColor(QPalette::Shadow, c.border.hairline);
  p.setColor(QPalette::Highlight, c.accent.base);
  p.setColor(QPalette::HighlightedText, c.text.onAccent);
  p.setColor(QPalette::Link, c.text.link);
  p.setColor(QPalette::LinkVisited, c.text.link);
  p.setColor(QPalette::PlaceholderText, c.text.tertiary);
  p.setColor(QPalette::ToolTipBase, c.surface.popup);
  p.setColor(QPalette::ToolTipText, c.text.primary);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
    p.setColor(QPalette::Disabled, role, c.text.disabled);
  return p;
}

}  // namespace scfdesk
