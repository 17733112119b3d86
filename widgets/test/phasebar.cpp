// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/phasebar.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/theme.h"
#include <QAccessibleWidget>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace scfdesk {
namespace {

constexpr int kBarPx = 12;
constexpr int kLabelTopPx = 15;
constexpr int kHeightPx = 32;
constexpr int kLabelGapPx = 12;

QAccessibleInterface* chartOf(const QString& className, QObject* object) {
  if (className != QLatin1String("scfdesk::PhaseBar") || !object || !object->isWidgetType()) return nullptr;
  return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Chart);
}

}  // namespace

PhaseBar::PhaseBar(QWidget* parent) : QWidget(parent) {
  [[maybe_unused]] static const bool installed = (QAccessible::installFactory(chartOf), true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::current(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
  describe();
}

void PhaseBar::setPhases(const Phases& phases) {
  m_phases = phases;
  describe();
  update();
}

void PhaseBar::describe() {
  setAccessibleName(m_phases.sum() > 0 ? m_phases.spoken() : tr("Phases of the invocation"));
  setToolTip(tr("Wait: accepted to handed to an instance. Starting: process and code ready. Init: module-level code done. "
                "Run: the handler. In milliseconds, of this invocation."));
}

QSize PhaseBar::sizeHint() const { return {Theme::current().px(240), Theme::current().px(kHeightPx)}; }
QSize PhaseBar::minimumSizeHint() const { return {Theme::current().px(80), Theme::current().px(kHeightPx)}; }

void PhaseBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  QWidget::changeEvent(event);
}

void PhaseBar::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  QPainter painter(this);
  const QRectF bar(0, 0, width(), theme.px(kBarPx));
  const int64_t sum = m_phases.sum();
  if (sum <= 0) {
    painter.fillRect(bar, c.surface.track);
    return;
  }
  // Room for the 3 px that the shortest parts get, so that the last part still ends at the right edge.
  const qreal least = theme.px(4);
  int64_t tiny = 0, large = 0;
  for (const int64_t us : m_phases.us) (us > 0 && double(us) / double(sum) * bar.width() < least) ? ++tiny : large += us;
  const double usPerPixel = double(std::max<int64_t>(large, 1)) / std::max(1.0, bar.width() - double(tiny) * least);
  const auto edges = paintPhases(painter, bar, m_phases, usPerPixel, least);

  const QFont word = theme.ui(11, QFont::Medium), number = theme.code(11);
  const QFontMetrics words(word), numbers(number);
  struct Mark {
    qreal x;
    qreal width;
    QString name, value;
  };
  std::vector<Mark> marks;
  for (int i = 0; i < Phases::PartCount; ++i) {
    if (m_phases.us[size_t(i)] <= 0 && !(i == Phases::Wait || i == Phases::Run)) continue;
    if (i == Phases::Run && m_phases.us[Phases::Run] <= 0) continue;
    const QString name = Phases::name(Phases::Part(i)) + QLatin1Char(' ');
    const QString value = format::count((m_phases.us[size_t(i)] + 500) / 1000);
    marks.push_back({edges[size_t(i)], qreal(words.horizontalAdvance(name) + numbers.horizontalAdvance(value)), name, value});
  }
  const qreal gap = theme.px(kLabelGapPx);
  for (size_t i = 1; i < marks.size(); ++i) marks[i].x = std::max(marks[i].x, marks[i - 1].x + marks[i - 1].width + gap);
  qreal limit = width();
  for (size_t i = marks.size(); i-- > 0;) {
    marks[i].x = std::max<qreal>(0, std::min(marks[i].x, limit - marks[i].width));
    limit = marks[i].x - gap;
  }
  const qreal top = theme.px(kLabelTopPx), height = theme.px(16);
  for (const Mark& mark : marks) {
    painter.setFont(word);
    painter.setPen(c.text.tertiary);
    painter.drawText(QRectF(mark.x, top, mark.width, height), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, mark.name);
    painter.setFont(number);
    painter.setPen(c.text.primary);
    painter.drawText(QRectF(mark.x + words.horizontalAdvance(mark.name), top, mark.width, height),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, mark.value);
  }
}

}  // namespace scfdesk
