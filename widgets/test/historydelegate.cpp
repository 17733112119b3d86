// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/historydelegate.h"
#include "models/data/invocation.h"
#include "models/data/load.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/historymodel.h"
#include "widgets/test/phases.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QPainter>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kRowPx = 26;
constexpr int kBarPx = 10;
constexpr int kGapPx = 10;
constexpr int kLeastBarPx = 60;

/// Wide enough for every word in the language at hand.
int wordWidth(const QFontMetrics& metrics) {
  int widest = 0;
  Invocation v;
  v.finished = true;
  for (const int code : {status::kSuccess, status::kTimeLimit, status::kMemoryLimit, status::kResourceLimit, status::kUserException,
                         status::kProcessExit, status::kHandlerNotFound}) {
    v.statusCode = code;
    for (const bool cold : {false, true}) {
      v.cold = cold;
      widest = std::max(widest, metrics.horizontalAdvance(ReplyWords::historyWord(v)));
    }
  }
  Invocation waiting;
  waiting.retryAt = 59'000'000;
  return std::max(widest, metrics.horizontalAdvance(ReplyWords::openWord(waiting, 1, false)));
}

void paintShares(QPainter& painter, const QRect& bar, const LoadProgress& load) {
  const Colors& c = Theme::current().colors();
  const int count = std::max(1, load.spec.count);
  painter.fillRect(bar, c.surface.track);
  int x = bar.left();
  for (const auto& [part, color] : std::array{std::pair{load.succeeded, c.state.busy}, std::pair{load.failed, c.state.failed},
                                              std::pair{load.throttled, c.state.throttled}}) {
    if (part <= 0) continue;
    const int width = std::max(2, int(int64_t{part} * bar.width() / count));
    painter.fillRect(QRect(x, bar.top(), std::min(width, bar.right() + 1 - x), bar.height()), color);
    x += width;
  }
}

}  // namespace

HistoryDelegate::HistoryDelegate(const HistoryModel& model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {Theme::current().px(240), Theme::current().px(kRowPx)};
}

HistoryDelegate::Columns HistoryDelegate::columns(const QRect& row) const {
  const Theme& theme = Theme::current();
  const int gap = theme.px(kGapPx);
  const QFontMetrics number(theme.code(12)), word(theme.ui(12));
  Columns c;
  int x = row.left() + theme.px(16);
  const auto take = [&row, &x, gap](int width) {
    const QRect rect(x, row.top(), width, row.height());
    x += width + gap;
    return rect;
  };
  c.time = take(number.horizontalAdvance(u"14:32:06.912"_s) + theme.px(4));
  c.code = take(number.horizontalAdvance(u"200"_s) + theme.px(6));
  c.word = take(wordWidth(word) + theme.px(4));
  const int refire = theme.px(kRefirePx);
  c.refire = QRect(row.right() + 1 - theme.px(8) - refire, row.top(), refire, row.height());
  const int total = number.horizontalAdvance(u"99,999 ms"_s);
  c.total = QRect(c.refire.left() - theme.px(4) - total, row.top(), total, row.height());
  c.bar = QRect(x, row.top(), std::max(0, c.total.left() - gap - x), row.height());
  if (c.bar.width() < theme.px(kLeastBarPx)) c.bar.setWidth(0);
  return c;
}

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const Colors& color = theme.colors();
  const QRect row = option.rect;
  const bool selected = option.state & QStyle::State_Selected;
  const bool hovered = option.state & QStyle::State_MouseOver;
  painter->save();
  painter->setClipRect(row);
  painter->fillRect(row, selected ? color.surface.selected : hovered ? color.surface.hover : color.surface.panel);
  if (index.row() > 0) painter->fillRect(row.left(), row.top(), row.width(), 1, color.border.hairline);
  if (selected) painter->fillRect(row.left(), row.top(), theme.px(3), row.height(), color.accent.text);
  const Columns at = columns(row);
  const auto text = [painter](const QRect& rect, const QFont& font, const QColor& pen, const QString& words, Qt::Alignment align = Qt::AlignLeft) {
    painter->setFont(font);
    painter->setPen(pen);
    painter->drawText(rect, int(align | Qt::AlignVCenter) | Qt::TextSingleLine, words);
  };
  const QFont number = theme.code(12), word = theme.ui(12);
  const QRect bar(at.bar.left(), row.top() + (row.height() - theme.px(kBarPx)) / 2, at.bar.width(), theme.px(kBarPx));
  format::Quantity total;
  if (const LoadProgress* load = m_model.loadAt(index.row())) {
    text(at.time, number, color.text.secondary, format::clock(load->startedAt, 3));
    const int bad = load->failed + load->throttled;
    const QRect what(at.code.left(), row.top(), at.word.right() - at.code.left(), row.height());
    text(what, word, bad > 0 ? color.semantic.error : color.text.secondary,
         load->spec.repeats() ? (load->failed > 0 ? tr("Repeat, %1 failed").arg(format::count(load->failed)) : bad > 0 ? tr("Repeat, %1 throttled").arg(format::count(bad)) : load->stopped ? tr("Repeat, stopped") : tr("Repeat"))
                              : (load->failed > 0 ? tr("Load, %1 failed").arg(format::count(load->failed)) : bad > 0 ? tr("Load, %1 throttled").arg(format::count(bad)) : load->stopped ? tr("Load, stopped") : tr("Load")));
    if (bar.width() > 0) paintShares(*painter, bar, *load);
    total = {format::count(load->sent), load->sent == load->spec.count ? tr("sent") : u"/ "_s + format::count(load->spec.count)};
  } else if (const Invocation* v = m_model.invocationAt(index.row())) {
    text(at.time, number, color.text.secondary, format::clock(v->at.accepted, 3));
    const QColor code = !v->finished ? color.text.tertiary : v->statusCode == status::kSuccess ? color.semantic.success : color.semantic.error;
    text(at.code, number, code, v->finished ? QString::number(v->statusCode) : u"…"_s);
    text(at.word, word, color.text.secondary, m_model.word(*v));
    const int64_t us = m_model.totalUs(*v);
    if (bar.width() > 0)
      paintPhases(*painter, bar, phasesOf(*v, v->at.accepted + us), std::max(1.0, double(m_model.longestUs()) / bar.width()), 2);
    total = format::milliseconds(us);
  }
  const int unit = QFontMetrics(number).horizontalAdvance(u' ' + total.unit);
  text(at.total, number, color.text.tertiary, total.unit, Qt::AlignRight);
  text(at.total.adjusted(-unit, 0, -unit, 0), number, color.text.primary, total.value, Qt::AlignRight);
  const int icon = theme.px(14);
  const QPixmap refire = theme.pixmap(u"retry"_s, 14, hovered ? color.text.primary : color.text.tertiary, painter->device()->devicePixelRatioF());
  painter->drawPixmap(QRect(at.refire.center().x() - icon / 2, at.refire.center().y() - icon / 2, icon, icon), refire);
  if (option.state & QStyle::State_HasFocus) {
    painter->setPen(QPen(color.border.focus, 1));
    painter->drawRect(row.adjusted(0, 0, -1, -1));
  }
  painter->restore();
}

}  // namespace scfdesk
