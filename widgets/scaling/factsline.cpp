// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/factsline.h"
#include "widgets/theme/theme.h"
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kGap = 4;
constexpr int kBetween = 14;  // room of the dot between two facts
}  // namespace

FactsLine::FactsLine(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  connect(&Theme::current(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void FactsLine::setFacts(const QList<Fact>& facts) {
  if (facts == m_facts) return;
  m_facts = facts;
  QStringList tips;
  for (const Fact& fact : facts) {
    if (!fact.tooltip.isEmpty()) tips << fact.tooltip;
  }
  setToolTip(tips.join(u'\n'));
  updateGeometry();
  update();
}

QString FactsLine::text() const {
  QStringList parts;
  for (const Fact& f : m_facts) parts << QStringList{f.before, f.number, f.after}.join(u' ').simplified();
  return parts.join(u" · "_s);
}

int FactsLine::widthOf(const Fact& f) const {
  const Theme& t = Theme::current();
  const QFontMetrics ui(t.ui(11, QFont::Medium)), code(t.code(11));
  int w = 0;
  if (!f.before.isEmpty()) w += ui.horizontalAdvance(f.before) + t.px(kGap);
  w += code.horizontalAdvance(f.number);
  if (!f.after.isEmpty()) w += t.px(kGap) + ui.horizontalAdvance(f.after);
  return w;
}

QSize FactsLine::sizeHint() const {
  const Theme& t = Theme::current();
  int w = 0;
  for (const Fact& f : m_facts) w += widthOf(f) + t.px(kBetween);
  return {w, t.px(16)};
}

QSize FactsLine::minimumSizeHint() const {
  return {0, Theme::current().px(16)};
}

void FactsLine::paintEvent(QPaintEvent*) {
  const Theme& t = Theme::current();
  QPainter p(this);
  p.setPen(t.colors().text.tertiary);
  int x = 0;
  const auto draw = [&](const QString& text, const QFont& font) {
    p.setFont(font);
    p.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    x += QFontMetrics(font).horizontalAdvance(text);
  };
  for (const Fact& f : m_facts) {
    if (x + widthOf(f) > width()) return;
    if (x > 0) {
      p.setFont(t.ui(11, QFont::Medium));
      p.drawText(QRect(x, 0, t.px(kBetween), height()), Qt::AlignCenter, u"·"_s);
      x += t.px(kBetween);
      if (x + widthOf(f) > width()) return;
    }
    if (!f.before.isEmpty()) {
      draw(f.before, t.ui(11, QFont::Medium));
      x += t.px(kGap);
    }
    draw(f.number, t.code(11));
    if (f.after.isEmpty()) continue;
    x += t.px(kGap);
    draw(f.after, t.ui(11, QFont::Medium));
  }
}

}  // namespace scfdesk
