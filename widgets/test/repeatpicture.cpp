// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/repeatpicture.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/theme.h"
#include <QAccessibleWidget>
#include <QPainter>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kMarkPx = 3;
constexpr int kLeastGapPx = 2;

QAccessibleInterface* chartOf(const QString& className, QObject* object) {
  if (className != QLatin1String("scfdesk::RepeatPicture") || !object || !object->isWidgetType()) return nullptr;
  return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Chart);
}

}  // namespace

void paintRepeat(QPainter& painter, const QRectF& rect, const LoadSpec& spec, int sent, double span) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const double mark = theme.px(kMarkPx), room = rect.width() - mark;
  const double perSecond = span > 0 ? room / span : 0;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  if (spec.count > 1 && spec.everySeconds * perSecond < mark + theme.px(kLeastGapPx)) {
    const double whole = std::min(rect.width(), loadDurationSeconds(spec) * perSecond + mark);
    const QRectF band(rect.left(), rect.top(), whole, rect.height());
    painter.setPen(QPen(c.state.busy, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(band.adjusted(0, 0, -1, -1));
    painter.fillRect(QRectF(band.left(), band.top(), std::round(whole * std::min(1.0, double(sent) / spec.count)), band.height()), c.state.busy);
    painter.restore();
    return;
  }
  for (int i = 0; i < spec.count; ++i) {
    const QRectF one(rect.left() + std::round(i * spec.everySeconds * perSecond), rect.top(), mark, rect.height());
    if (i < sent) {
      painter.fillRect(one, c.state.busy);
      continue;
    }
    painter.setPen(QPen(c.state.busy, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(one.adjusted(0, 0, -1, -1));
  }
  painter.restore();
}

RepeatPicture::RepeatPicture(QWidget* parent) : QWidget(parent) {
  [[maybe_unused]] static const bool installed = (QAccessible::installFactory(chartOf), true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::current(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void RepeatPicture::setRun(const LoadSpec& spec) {
  m_spec = spec;
  m_length = tr("over %1").arg(format::seconds(std::round(loadDurationSeconds(spec) * 10) / 10));
  setAccessibleName(tr("Events of the run"));
  setAccessibleDescription(tr("%1 events, the first at once, then one every %2, %3")
                               .arg(format::count(spec.count), format::seconds(spec.everySeconds), m_length));
  setToolTip(accessibleDescription());
  update();
}

QSize RepeatPicture::sizeHint() const { return {Theme::current().px(120), Theme::current().px(28)}; }
QSize RepeatPicture::minimumSizeHint() const { return {Theme::current().px(24), Theme::current().px(28)}; }

void RepeatPicture::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setFont(theme.code(11));
  const int words = painter.fontMetrics().horizontalAdvance(m_length);
  const bool both = width() > words + theme.px(60);
  const int left = theme.px(4);
  if (both) {
    painter.setPen(theme.colors().text.tertiary);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_length);
  }
  const QRectF marks(left, (height() - theme.px(14)) / 2, width() - left - (both ? words + theme.px(10) : 0), theme.px(14));
  paintRepeat(painter, marks, m_spec, m_spec.count, loadDurationSeconds(m_spec));
}

}  // namespace scfdesk
