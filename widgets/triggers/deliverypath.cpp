// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/deliverypath.h"
#include "models/data/settings.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QDateTime>
#include <QJsonArray>
#include <QPainter>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kHeight = 152;
constexpr int kPartitions = 4;  // shown one by one

QString perSecond(double rate) { return rate < 0.005 ? DeliveryPath::tr("0/s") : DeliveryPath::tr("%1/s").arg(rate, 0, 'f', rate < 10 ? (rate < 1 ? 2 : 1) : 0); }
}  // namespace

DeliveryPath::DeliveryPath(QWidget* parent) : QWidget(parent) {
  setObjectName(u"triggers_path"_s);
  setAccessibleName(tr("Delivery path"));
  installPaintedAccessible();
  followTheme(this, [this] { setFixedHeight(Theme::current().px(kHeight)); });
}

PathLegend::PathLegend(QWidget* parent) : QWidget(parent) {
  setObjectName(u"triggers_legend"_s);
  setAccessibleName(tr("A whole line waits for the reply, a dashed one does not"));
  followTheme(this, [this] { updateGeometry(); });
}

QSize PathLegend::sizeHint() const {
  const Theme& theme = Theme::current();
  const QFontMetrics words(theme.ui(11));
  return {words.horizontalAdvance(tr("waits for the reply")) + words.horizontalAdvance(tr("does not wait")) + 2 * theme.px(32) + theme.px(16), theme.px(20)};
}

void PathLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  qreal x = 0;
  painter.setFont(theme.ui(11));
  const auto entry = [&](const QColor& color, bool dashed, const QString& words) {
    QPen pen(color, 1.5);
    if (dashed) pen.setDashPattern({2, 2});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + theme.px(26), height() / 2.0));
    x += theme.px(32);
    painter.setPen(c.text.tertiary);
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, words);
    x += painter.fontMetrics().horizontalAdvance(words) + theme.px(16);
  };
  entry(c.text.link, false, tr("waits for the reply"));
  entry(c.state.queued, true, tr("does not wait"));
}

QSize DeliveryPath::sizeHint() const { return {Theme::current().px(880), Theme::current().px(kHeight)}; }

void DeliveryPath::show(const TriggerView& trigger, const Function& function) {
  m_trigger = trigger;
  m_function = function;
  m_shown = true;
  setAccessibleDescription(description());
  update();
}

void DeliveryPath::clear() {
  m_shown = false;
  setAccessibleDescription({});
  update();
}

QString DeliveryPath::description() const {
  const auto& c = m_trigger.counts;
  QString text = tr("%1 events made at %2, %3 delivered, %4 waiting, %5 retried, %6 dead letters, %7 refused")
                     .arg(format::count(c.made), perSecond(m_trigger.rates.made), format::count(c.delivered), format::count(c.pending), format::count(c.retried), format::count(c.deadLettered), format::count(c.refused));
  return m_trigger.enabled ? text : tr("off; %1").arg(text);
}

void DeliveryPath::node(QPainter& painter, const QRectF& box, const QString& title, const QList<Line>& lines, bool wrong) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  bevel::rounded(painter, box, c.surface.panel, wrong ? c.semantic.error : c.border.normal, theme.px(4));
  const qreal pad = theme.px(12);
  painter.setFont(theme.ui(12, QFont::DemiBold));
  painter.setPen(m_trigger.enabled ? c.text.primary : c.text.secondary);
  const QRectF head(box.left() + pad, box.top() + theme.px(6), box.width() - 2 * pad, theme.px(18));
  painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(title, Qt::ElideRight, int(head.width())));
  qreal y = head.bottom() + theme.px(2);
  for (const Line& line : lines) {
    const QRectF row(head.left(), y, head.width(), theme.px(18));
    painter.setFont(theme.code(12));
    painter.setPen(m_trigger.enabled ? c.text.primary : c.text.tertiary);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, line.value);
    const int used = painter.fontMetrics().horizontalAdvance(line.value) + theme.px(6);
    painter.setFont(theme.ui(11));
    painter.setPen(c.text.tertiary);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(line.label, Qt::ElideRight, int(row.width()) - used));
    y += theme.px(18);
  }
}

void DeliveryPath::arrow(QPainter& painter, qreal from, qreal to, qreal y, const QColor& color, bool dashed, const QString& above, const QString& below) const {
  const Theme& theme = Theme::current();
  const int way = to > from ? 1 : -1;
  QPen pen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  painter.setPen(pen);
  painter.drawPolyline(QPolygonF{{to - way * 5, y - 4}, {to, y}, {to - way * 5, y + 4}});
  if (dashed) {
    pen.setDashPattern({2, 2});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
  }
  painter.drawLine(QPointF(from, y), QPointF(to - way * 1.5, y));
  const qreal left = std::min(from, to), width = std::abs(to - from);
  painter.setFont(theme.code(12));
  painter.setPen(m_trigger.enabled ? theme.colors().text.primary : theme.colors().text.tertiary);
  painter.drawText(QRectF(left, y - theme.px(20), width, theme.px(16)), Qt::AlignCenter, above);
  painter.setFont(theme.ui(11));
  painter.setPen(theme.colors().text.tertiary);
  painter.drawText(QRectF(left, y + theme.px(4), width, theme.px(16)), Qt::AlignCenter, below);
}

void DeliveryPath::branch(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color) const {
  const qreal middle = from.x() + Theme::current().px(16);
  painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(QPolygonF{from, {middle, from.y()}, {middle, to.y()}, {to.x() - 1.5, to.y()}});
  painter.drawPolyline(QPolygonF{{to.x() - 5, to.y() - 4}, to, {to.x() - 5, to.y() + 4}});
}

void DeliveryPath::paintSource(QPainter& painter, const QRectF& box) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const TriggerView& t = m_trigger;
  const QJsonArray partitions = t.about["partitions"_L1].toArray();
  if (!partitions.isEmpty()) {
    node(painter, box, t.type == u"ckafka" ? triggerwords::title(t).section(u"· "_s, 1) : t.name, {});
    const qreal pad = theme.px(12);
    int64_t total = 0, most = 1;
    for (const QJsonValue& p : partitions) {
      total += p["lag"_L1].toInteger();
      most = std::max<int64_t>(most, p["lag"_L1].toInteger());
    }
    qreal y = box.top() + theme.px(28);
    const auto row = [&](const QString& name, int64_t lag, bool bar) {
      const QRectF line(box.left() + pad, y, box.width() - 2 * pad, theme.px(18));
      painter.setFont(bar ? theme.code(11) : theme.ui(11));
      painter.setPen(c.text.tertiary);
      painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
      if (bar) {
        const QRectF track(line.left() + theme.px(24), line.center().y() - theme.px(4), theme.px(72), theme.px(8));
        painter.fillRect(track, c.surface.raised);
        const qreal behind = lag == 0 ? 0 : std::max<qreal>(track.width() * qreal(lag) / qreal(most) * 0.9, theme.px(2));
        painter.fillRect(QRectF(track.left(), track.top(), track.width() - behind, track.height()), c.state.idle);
        painter.fillRect(QRectF(track.right() - behind, track.top(), behind, track.height()), c.state.queued);
      }
      painter.setFont(theme.code(12));
      painter.setPen(c.text.primary);
      painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, format::count(lag));
      y += theme.px(20);
    };
    for (int i = 0; i < std::min<int>(kPartitions, int(partitions.size())); ++i) row(u"p%1"_s.arg(partitions[i]["partition"_L1].toInt()), partitions[i]["lag"_L1].toInteger(), true);
    row(tr("Total lag"), total, false);
    return;
  }
  QList<Line> lines;
  if (t.type == u"timer") {
    const QJsonArray next = t.about["next"_L1].toArray();
    const int zone = zoneSeconds(t.about["zone"_L1].toString()).value_or(0);
    if (t.about.contains("lateMs"_L1)) lines << Line{tr("last one late by"), tr("%1 ms").arg(t.about["lateMs"_L1].toDouble(), 0, 'f', 1)};
    lines << Line{tr("next"), next.isEmpty() ? format::none() : QDateTime::fromMSecsSinceEpoch(next.first().toInteger(), Qt::OffsetFromUTC, zone).toString(u"HH:mm:ss"_s)};
  } else if (t.type == u"cos") {
    lines << Line{tr("bucket"), t.about["bucket"_L1].toString().section(u'-', 0, -2)};
  } else if (t.type == u"cls") {
    lines << Line{tr("lines gathered"), format::count(t.about["waiting"_L1].toInteger())};
  } else if (t.type == u"cmq") {
    lines << Line{tr("published"), format::count(t.about["published"_L1].toInteger())};
  }
  lines << Line{tr("events"), format::count(t.counts.made)} << Line{tr("refused"), format::count(t.counts.refused)};
  node(painter, box, t.type == u"http" || t.type == u"apigw" || t.type == u"clb" ? tr("Caller") : triggerwords::typeName(t.type), lines, t.counts.refused > 0 && t.rates.refused > 0);
}

void DeliveryPath::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  painter.fillRect(rect(), c.surface.track);
  painter.fillRect(QRect(0, height() - 1, width(), 1), c.border.hairline);
  if (!m_shown) return;
  const TriggerView& t = m_trigger;
  const auto tone = [&](const QColor& color) { return t.enabled ? color : c.text.disabled; };
  const QColor link = tone(c.text.link), queue = tone(c.state.queued), good = tone(c.semantic.success), bad = tone(c.state.failed);
  // Four columns with gaps of 84 between them; of a wide window most goes to the last gap, as the ends stand at the right.
  const qreal margin = theme.px(16), least = theme.px(64), room4 = width() - 2 * margin;
  const qreal part = std::clamp((room4 - 3 * least) / qreal(theme.px(200 + 176 + 176 + 206)), 0.82, 1.0);
  const qreal sourceW = theme.px(200) * part, midW = theme.px(176) * part, fnW = theme.px(176) * part, endW = theme.px(206) * part;
  const qreal free = std::max<qreal>(room4 - sourceW - midW - fnW - endW, 3 * least);
  const qreal gap = std::min<qreal>(free / 3, theme.px(132)), lastGap = free - 2 * gap;
  const qreal x0 = margin, x1 = x0 + sourceW + gap, x2 = x1 + midW + gap, x3 = x2 + fnW + lastGap;
  const qreal middle = height() / 2.0, boxH = theme.px(84), top = middle - boxH / 2;
  const bool partitions = !t.about["partitions"_L1].toArray().isEmpty();
  const qreal sourceH = partitions ? theme.px(124) : theme.px(104);
  paintSource(painter, QRectF(x0, middle - sourceH / 2, sourceW, sourceH));
  const QString made = perSecond(t.rates.made), done = perSecond(t.pull ? t.rates.invoked : t.rates.delivered);
  const bool wrong = t.enabled && !t.trouble.isEmpty();  // nothing comes from the source
  if (t.pull) {
    const QString batch = tr("%1 / %2 s").arg(format::count(t.desc["maxMsgNum"_L1].toInteger(1))).arg(t.desc["timeOut"_L1].toInt());
    node(painter, QRectF(x1, top, midW, boxH), tr("Poller"), {{tr("collects up to"), batch}, {tr("in hand"), format::count(t.counts.pending)}}, !t.trouble.isEmpty());
  } else if (t.sync) {
    node(painter, QRectF(x1, top, midW, boxH), tr("Listener"), {{tr("in flight"), format::count(t.counts.pending)}, {tr("answered"), format::count(t.counts.delivered)}}, !t.trouble.isEmpty());
  } else {
    node(painter, QRectF(x1, top, midW, boxH), tr("Queue"), {{tr("waiting"), format::count(t.counts.pending)}, {tr("at most"), format::count(100'000)}}, !t.trouble.isEmpty());
  }
  node(painter, QRectF(x2, top, fnW, boxH), m_function.name, {{tr("busy"), tr("%1 of %2", "instances").arg(m_function.busy).arg(m_function.living)}, {tr("p99"), m_function.p99Us < 0 ? format::none() : format::milliseconds(m_function.p99Us).text()}});
  const qreal space = theme.px(4);
  arrow(painter, x0 + sourceW + space, x1 - space, middle, wrong ? bad : t.sync ? link : queue, !t.sync, made, t.pull ? tr("poll") : t.sync ? tr("call") : tr("event"));
  arrow(painter, x1 + midW + space, x2 - space, t.sync ? middle - theme.px(10) : middle, t.sync ? link : queue, !t.sync, done, t.sync ? tr("invoke") : QString());
  if (t.sync) arrow(painter, x2 - space, x1 + midW + space, middle + theme.px(14), link, false, {}, tr("reply"));
  const bool dead = !t.sync && !t.pull;
  const qreal endH = theme.px(40), room = height() - theme.px(12);
  const int ends = dead ? 3 : 2;
  const auto slot = [&](int i) { return QRectF(x3, theme.px(6) + (room - ends * endH) * (i + 0.5) / ends + i * endH, endW, endH); };
  const int64_t ended = t.counts.delivered + t.counts.deadLettered;
  const QString share = ended ? format::percent(double(t.counts.delivered - t.counts.failed), double(ended)).text() : format::none();
  const qreal out = x2 + fnW + space;
  const auto end = [&](int i, const QString& title, const QString& value, const QColor& color, bool wrong, const QString& below = {}) {
    const QRectF box = slot(i);
    branch(painter, {out, middle + (i - (ends - 1) / 2.0) * theme.px(16)}, {box.left() - space, box.center().y()}, color);
    bevel::rounded(painter, box, c.surface.panel, wrong ? c.semantic.error : c.border.normal, theme.px(4));
    const QRectF inner = box.adjusted(theme.px(12), 0, -theme.px(12), 0);
    painter.setFont(theme.ui(12, QFont::DemiBold));
    painter.setPen(t.enabled ? c.text.primary : c.text.secondary);
    const QRectF titleRoom = below.isEmpty() ? inner : inner.adjusted(0, theme.px(4), 0, -inner.height() / 2);
    painter.drawText(titleRoom, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(title, Qt::ElideRight, int(titleRoom.width())));
    painter.setFont(theme.code(12));
    if (!below.isEmpty()) {
      const int used = painter.fontMetrics().horizontalAdvance(value) + theme.px(6);
      painter.setFont(theme.ui(11));
      painter.setPen(c.text.tertiary);
      painter.drawText(inner.adjusted(0, inner.height() / 2, -used, -theme.px(4)), Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(below, Qt::ElideRight, int(inner.width()) - used));
      painter.setFont(theme.code(12));
    }
    painter.setPen(wrong ? c.semantic.error : t.enabled ? c.text.primary : c.text.tertiary);
    painter.drawText(below.isEmpty() ? inner : inner.adjusted(0, inner.height() / 2, 0, -theme.px(4)), Qt::AlignRight | Qt::AlignVCenter, value);
  };
  if (t.pull) {
    int again = 0, attempt = 0;  // batches that wait for their next attempt
    for (const QJsonValue& p : t.about["partitions"_L1].toArray()) {
      const QJsonObject batch = p["batch"_L1].toObject();
      const int failures = batch["failures"_L1].toInt();
      again += failures > 0;
      attempt = std::max(attempt, failures);
    }
    end(0, tr("Commit offsets"), share, good, false, tr("%1 messages").arg(format::count(t.counts.delivered)));
    end(1, tr("Retry same batch"), format::count(t.counts.retried), again > 0 ? bad : c.border.normal, again > 0,
        again > 0 ? tr("attempt %1 of %2").arg(attempt).arg(format::count(t.desc["retry"_L1].toInteger() + 1)) : tr("the partition waits"));
  } else if (t.sync) {
    end(0, tr("Success"), share, good, false);
    end(1, tr("Error to the caller"), format::count(t.counts.failed + t.counts.refused), t.counts.failed + t.counts.refused > 0 ? bad : c.border.normal, false);
  } else {
    end(0, tr("Success"), share, good, false);
    end(1, tr("Retry in 1 min"), format::count(t.counts.retried), t.counts.retried > 0 ? queue : c.border.normal, false);
    end(2, tr("Dead letter"), format::count(t.counts.deadLettered), t.counts.deadLettered > 0 ? bad : c.border.normal, t.counts.deadLettered > 0);
  }
}

}  // namespace scfdesk
