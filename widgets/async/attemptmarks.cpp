// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/async/attemptmarks.h"
#include "models/data/invocation.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QAccessible>
#include <QHelpEvent>
#include <QJsonObject>
#include <QPainter>
#include <QToolTip>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kCell = 64, kMark = 16, kTop = 6, kHeight = 58;
}

QList<Attempt> attemptsOf(const QJsonArray& array) {
  QList<Attempt> list;
  for (const QJsonValue& value : array) {
    const QJsonObject o = value.toObject();
    Attempt a;
    a.number = o[u"attempt"_s].toInt(1);
    a.statusCode = o[u"statusCode"_s].toInt();
    a.state = a.statusCode == status::kSuccess ? Attempt::State::Succeeded : Attempt::State::Failed;
    a.start = o[u"startMs"_s].toInteger() * 1000;
    a.end = o[u"endMs"_s].toInteger() * 1000;
    a.durationUs = o[u"durationUs"_s].toInteger();
    a.message = o[u"message"_s].toString();
    list << a;
  }
  return list;
}

AttemptMarks::AttemptMarks(QWidget* parent) : QWidget(parent) {
  setObjectName(u"async_attempts"_s);
  setAccessibleName(tr("Attempts"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFocusPolicy(Qt::TabFocus);
  followTheme(this);
}

void AttemptMarks::setAttempts(const QList<Attempt>& attempts, TimeUs now) {
  const bool due = std::any_of(attempts.begin(), attempts.end(), [](const Attempt& a) { return a.state == Attempt::State::Due; });
  if (attempts == m_attempts && !due) return;
  m_attempts = attempts;
  m_now = now;
  QStringList words;
  for (const Attempt& a : attempts) words << wordsOf(a);
  setAccessibleDescription(words.join(u". "_s));
  updateGeometry();
  update();
}

QString AttemptMarks::wordsOf(const Attempt& a) const {
  switch (a.state) {
    case Attempt::State::Due: return a.start > m_now ? tr("Attempt %1, next try in %2 s").arg(a.number).arg((a.start - m_now + 999'999) / 1'000'000) : tr("Attempt %1, waits for an instance").arg(a.number);
    case Attempt::State::Running: return tr("Attempt %1, running").arg(a.number);
    case Attempt::State::Succeeded:
    case Attempt::State::Failed: break;
  }
  const QString what = QString(QString::number(a.statusCode) + u' ' + statusCodeName(a.statusCode));
  return tr("Attempt %1 at %2: %3 after %4").arg(QString::number(a.number), format::clock(a.start, 3), what, format::duration(a.durationUs).text());
}

QList<int> AttemptMarks::shown() const {
  const int fit = std::max(3, width() / Theme::current().px(kCell)), count = int(m_attempts.size());
  QList<int> list;
  if (count <= fit) {
    for (int i = 0; i < count; ++i) list << i;
    return list;
  }
  list << 0 << -1;
  for (int i = count - (fit - 2); i < count; ++i) list << i;
  return list;
}

QSize AttemptMarks::sizeHint() const {
  const Theme& theme = Theme::current();
  return {theme.px(kCell) * std::max(1, int(m_attempts.size())), theme.px(kHeight)};
}
QSize AttemptMarks::minimumSizeHint() const { return {Theme::current().px(kCell) * 3, Theme::current().px(kHeight)}; }

void AttemptMarks::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const int cell = theme.px(kCell), mark = theme.px(kMark), top = theme.px(kTop);
  const QList<int> list = shown();
  int x = 0;
  for (qsizetype i = 0; i < list.size(); ++i, x += cell) {
    const QRect box(x, top, mark, mark);
    if (i + 1 < list.size()) painter.fillRect(QRect(box.right() + theme.px(5), box.center().y(), cell - mark - theme.px(8), 1), c.border.normal);
    painter.setFont(theme.code(11));
    if (list[i] < 0) {
      painter.setPen(c.text.tertiary);
      painter.drawText(QRect(x, top, cell, mark), Qt::AlignLeft | Qt::AlignVCenter, u"…"_s);
      painter.drawText(QRect(x, top + mark + theme.px(4), cell, theme.px(14)), Qt::AlignLeft, QString(u"+"_s + format::count(m_attempts.size() - list.size() + 1)));
      continue;
    }
    const Attempt& a = m_attempts[list[i]];
    QString code = QString::number(a.statusCode), time = format::clock(a.start, 0);
    QColor ink = c.text.secondary;
    switch (a.state) {
      case Attempt::State::Failed:
        painter.fillRect(box, c.state.failed);
        painter.fillRect(QRect(box.right() - theme.px(4), box.top(), theme.px(5), theme.px(4)), c.surface.panel);  // the notch
        ink = c.semantic.error;
        break;
      case Attempt::State::Succeeded: painter.fillRect(box.adjusted(0, theme.px(2), 0, -theme.px(2)), c.state.busy); break;
      case Attempt::State::Running:
        painter.fillRect(box.adjusted(0, theme.px(2), 0, -theme.px(2)), c.state.busy);
        code = tr("runs");
        break;
      case Attempt::State::Due: {
        QPen dash(c.state.queued, theme.px(2), Qt::DashLine);
        dash.setDashPattern({2, 1.5});
        painter.setPen(dash);
        painter.drawRect(box.adjusted(1, 1, -1, -1));
        const TimeUs left = a.start - m_now;
        code = left > 0 ? tr("in %1 s").arg((left + 999'999) / 1'000'000) : tr("waits");
        time = left > 0 ? format::clock(a.start, 0) : QString();
        ink = c.semantic.warning;
        break;
      }
    }
    painter.setPen(ink);
    painter.drawText(QRect(x, top + mark + theme.px(3), cell, theme.px(15)), Qt::AlignLeft | Qt::AlignVCenter, code);
    painter.setPen(c.text.tertiary);
    painter.drawText(QRect(x, top + mark + theme.px(18), cell, theme.px(15)), Qt::AlignLeft | Qt::AlignVCenter, time);
  }
  if (hasFocus()) bevel::focusFrame(painter, rect(), theme.px(4));
}

bool AttemptMarks::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QList<int> list = shown();
    const int at = help->pos().x() / std::max(1, Theme::current().px(kCell));
    if (at < list.size() && list[at] >= 0) {
      const Attempt& a = m_attempts[list[at]];
      const QString message = EngineWords::text(a.message);
      QToolTip::showText(help->globalPos(), message.isEmpty() ? wordsOf(a) : QString(wordsOf(a) + u'\n' + message.left(400)), this);
      return true;
    }
  }
  return QWidget::event(event);
}

}  // namespace scfdesk
