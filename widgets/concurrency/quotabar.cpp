// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/concurrency/quotabar.h"
#include "models/data/limits.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QPainter>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kBar = 28, kRow = 22, kRows = 5, kWidth = 480, kLeastWidth = 320, kGap = 12;
}

QuotaBar::QuotaBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Quota"));
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  followTheme(this);
}

QString QuotaBar::amount(int64_t mb, int memoryMb) {
  return tr("%1 MB, %2 instances").arg(format::count(mb), format::count(mb / std::max(memoryMb, 1)));
}

void QuotaBar::setQuota(const Quota& quota) {
  if (quota == m_quota) return;
  m_quota = quota;
  QStringList words;
  for (const Part& p : parts()) words << QString(p.name + u": "_s + amount(p.mb, quota.memoryMb));
  setAccessibleDescription(words.join(u"; "_s));
  setToolTip(tr("%1 MB of the account always stay unreserved.").arg(format::count(limits::kUnreservableMemoryMb)));
  update();
}

QList<QuotaBar::Part> QuotaBar::parts() const {
  const Quota& q = m_quota;
  const int64_t own = std::max<int64_t>(q.reservedMb, 0);
  const int64_t shared = std::max<int64_t>(q.accountMb - own - q.othersMb, 0);
  QList<Part> list;
  if (q.reservedMb >= 0) {
    list.append({tr("Provisioned, of the reserved quota"), std::min(q.provisionedMb, own), Part::Ink::Provisioned});
    list.append({tr("Reserved for this function"), std::max<int64_t>(own - q.provisionedMb, 0), Part::Ink::Own});
    list.append({tr("Reserved for other functions"), q.othersMb, Part::Ink::Others});
    list.append({tr("Shared by all others"), shared, Part::Ink::Shared});
  } else {
    list.append({tr("Provisioned, of the shared quota"), q.provisionedMb, Part::Ink::Provisioned});
    list.append({tr("Shared with all functions without a reserved quota"), std::max<int64_t>(shared - q.provisionedMb, 0), Part::Ink::Shared});
    list.append({tr("Reserved for other functions"), q.othersMb, Part::Ink::Others});
  }
  return list;
}

TableData QuotaBar::table() const {
  TableData data{tr("Quota"), {tr("Part"), tr("MB"), tr("Instances")}, {}};
  const auto add = [&](const QString& name, int64_t mb) { data.rows.append({name, QString::number(mb), QString::number(mb / std::max(m_quota.memoryMb, 1))}); };
  for (const Part& p : parts()) add(p.name, p.mb);
  add(tr("What can be reserved at most"), std::max<int64_t>(m_quota.accountMb - limits::kUnreservableMemoryMb, 0));
  add(tr("Account"), m_quota.accountMb);
  return data;
}

QSize QuotaBar::sizeHint() const {
  const Theme& theme = Theme::current();
  return {theme.px(kWidth), theme.px(kBar + kGap + kRows * kRow)};
}

QSize QuotaBar::minimumSizeHint() const { return {Theme::current().px(kLeastWidth), sizeHint().height()}; }

void QuotaBar::paintPart(QPainter& painter, const QRect& rect, Part::Ink ink) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  if (rect.width() <= 0) return;
  switch (ink) {
    case Part::Ink::Provisioned:
      painter.fillRect(rect, c.accent.base);
      painter.save();
      painter.setClipRect(rect);
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(QPen(c.accent.wash, theme.px(2)));
      for (int x = rect.left() - rect.height(); x < rect.right(); x += theme.px(6)) painter.drawLine(x, rect.bottom() + 1, x + rect.height(), rect.top());
      painter.restore();
      break;
    case Part::Ink::Own: painter.fillRect(rect, c.accent.base); break;
    case Part::Ink::Others: painter.fillRect(rect, c.state.idle); break;
    case Part::Ink::Shared: painter.fillRect(rect, c.surface.track); break;
  }
}

void QuotaBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const int bar = theme.px(kBar), row = theme.px(kRow);
  const QRect whole(0, 0, width(), bar);
  painter.fillRect(whole, c.surface.track);
  const double scale = m_quota.accountMb > 0 ? double(width()) / double(m_quota.accountMb) : 0;
  double x = 0;
  for (const Part& p : parts()) {
    // What is there is seen, however little of the account it is.
    const double w = p.mb > 0 ? std::max(double(p.mb) * scale, double(theme.px(3))) : 0;
    paintPart(painter, QRect(qRound(x), 0, std::min(qRound(w), width() - qRound(x)), bar), p.ink);
    x += w;
  }
  painter.setPen(c.border.normal);
  painter.drawRect(whole.adjusted(0, 0, -1, -1));
  if (hasFocus()) bevel::focusFrame(painter, whole, 0);
  const int most = width() - qRound(limits::kUnreservableMemoryMb * scale);
  if (most > 0 && most < width()) {
    QPen dash(c.chart.limit, 1, Qt::DashLine);
    dash.setCosmetic(true);
    painter.setPen(dash);
    painter.drawLine(most, 0, most, bar - 1);
  }
  int y = bar + theme.px(kGap);
  for (const Part& p : parts()) {
    const int side = theme.px(10);
    paintPart(painter, QRect(0, y + (row - side) / 2, side, side), p.ink);
    painter.setPen(c.border.normal);
    painter.drawRect(QRect(0, y + (row - side) / 2, side - 1, side - 1));
    y += paintWords(painter, y, p.name, amount(p.mb, m_quota.memoryMb));
  }
  if (most <= 0 || most >= width()) return;
  QPen dash(c.chart.limit, 1, Qt::DashLine);
  dash.setCosmetic(true);
  painter.setPen(dash);
  painter.drawLine(theme.px(5), y + theme.px(4), theme.px(5), y + row - theme.px(4));
  paintWords(painter, y, tr("What can be reserved at most"), amount(m_quota.accountMb - limits::kUnreservableMemoryMb, m_quota.memoryMb));
}

int QuotaBar::paintWords(QPainter& painter, int y, const QString& name, const QString& amount) const {
  const Theme& theme = Theme::current();
  const int row = theme.px(kRow), left = theme.px(18);
  painter.setFont(theme.code(12));
  painter.setPen(theme.colors().text.primary);
  const int taken = painter.fontMetrics().horizontalAdvance(amount) + theme.px(12);
  painter.drawText(QRect(left, y, width() - left, row), Qt::AlignRight | Qt::AlignVCenter, amount);
  painter.setFont(theme.ui(12));
  painter.setPen(theme.colors().text.secondary);
  const int room = std::max(0, width() - left - taken);
  painter.drawText(QRect(left, y, room, row), Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(name, Qt::ElideRight, room));
  return row;
}

}  // namespace scfdesk
