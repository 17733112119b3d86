// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/timestrip.h"
#include "models/timestate.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/keyhint.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/gueststrip.h"
#include "widgets/scaling/stripoverview.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kHeight = 48;
constexpr int kClock = 176;
constexpr int kRight = 132;  // the right column, live or not

/// "Return to live": the only violet button there is.
class LiveButton final : public QPushButton {
 public:
  explicit LiveButton(QWidget* parent) : QPushButton(parent) { setCursor(Qt::PointingHandCursor); }
  [[nodiscard]] QSize sizeHint() const override {
    const Theme& t = Theme::current();
    return {QFontMetrics(t.ui(12, QFont::Medium)).horizontalAdvance(text()) + t.px(22) + KeyHint::widthOf(u"L"_s), t.px(24)};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& t = Theme::current();
    const Colors& c = t.colors();
    QPainter p(this);
    bevel::rounded(p, rect(), isDown() ? c.surface.hover : c.semantic.pastWash, c.chart.cursor, t.px(4), underMouse() ? 2 : 1);
    p.setFont(t.ui(12, QFont::Medium));
    p.setPen(c.semantic.past);
    const QRect area = rect().adjusted(t.px(8), 0, -t.px(8), 0);
    p.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, text());
    const int w = KeyHint::widthOf(u"L"_s);
    KeyHint::paint(p, QRect(area.right() + 1 - w, 0, w, height()), u"L"_s, c.semantic.past, c.semantic.past);
    if (hasFocus()) bevel::focusFrame(p, rect(), t.px(4));
  }
};
}  // namespace

TimeStrip::TimeStrip(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"time_strip"_s);
  setAttribute(Qt::WA_OpaquePaintEvent);
  m_overview = new StripOverview(hub);
  m_guest = new GuestStrip(hub.time().guest());
  m_guest->hide();
  m_range = new ComboField({});
  m_range->setObjectName(u"strip_range"_s);
  m_range->setCompact(true);
  m_range->setFlat(true);
  for (const TimeUs span : TimeState::kOverviews) m_range->addItem(QString(), QVariant::fromValue<qint64>(span));
  m_live = new LiveButton(this);
  m_live->setObjectName(u"strip_live"_s);
  // The place has a fixed width: going back must not move the overview under the pointer.
  m_right = new QWidget;
  auto* right = new QHBoxLayout(m_right);
  right->setContentsMargins(0, 0, 0, 0);
  right->addWidget(m_range);
  right->addStretch(1);
  right->addWidget(m_live);
  auto* row = new QHBoxLayout(this);
  row->setSpacing(0);
  row->addWidget(m_overview, 1);
  row->addWidget(m_guest, 1);
  row->addWidget(m_right);
  connect(m_range, &QComboBox::activated, this, [this](int i) { m_hub.time().setOverviewSpan(m_range->itemData(i).toLongLong()); });
  connect(m_live, &QPushButton::clicked, this, [this] {
    m_hub.time().guest().setCourse({});
    m_hub.time().returnToLive();
  });
  connect(&hub.time().guest(), &GuestTime::courseChanged, this, &TimeStrip::refreshGuest);
  connect(&hub.time().guest(), &GuestTime::cursorChanged, this, &TimeStrip::refresh);
  connect(&hub.time(), &TimeState::nowChanged, this, &TimeStrip::refresh);
  connect(&hub.time(), &TimeState::cursorChanged, this, &TimeStrip::refresh);
  connect(&hub.time(), &TimeState::viewChanged, this, &TimeStrip::refresh);
  connect(&hub.time(), &TimeState::viewChanged, this, [this] { m_range->setCurrentIndex(m_range->findData(QVariant::fromValue<qint64>(m_hub.time().overviewSpan()))); });
  connect(&hub.time(), &TimeState::modeChanged, this, &TimeStrip::refreshMode);
  connect(&hub, &ModelHub::statusChanged, this, &TimeStrip::refresh);
  connect(&Theme::current(), &Theme::changed, this, &TimeStrip::rescale);
  rescale();
  refreshMode();
}

/// A session that is looked through has the strip to itself.
void TimeStrip::refreshGuest() {
  const bool guest = m_hub.time().guest().course().has_value();
  m_guest->setVisible(guest);
  m_overview->setVisible(!guest);
  refreshMode();
}

QRect TimeStrip::clockRect() const {
  return {0, 0, Theme::current().px(kClock), height()};
}

void TimeStrip::rescale() {
  const Theme& t = Theme::current();
  setFixedHeight(t.px(kHeight));
  layout()->setContentsMargins(t.px(kClock), 1, 0, 0);
  m_live->setFixedSize(t.px(kRight - 12), m_live->sizeHint().height());
  m_range->setFixedWidth(t.px(kRight - 12));
  m_right->layout()->setContentsMargins(t.px(6), 0, t.px(6), 0);
  m_right->layout()->setSpacing(t.px(6));
  m_right->setFixedWidth(t.px(kRight));
  update();
}

void TimeStrip::refreshMode() {
  const bool live = m_hub.time().live();
  m_live->setText(tr("Return to live"));
  m_live->setAccessibleName(tr("Return to live"));
  m_live->setToolTip(tr("Return to live (L)"));
  const bool hadFocus = m_live->hasFocus();
  const bool guest = m_hub.time().guest().course().has_value();
  m_live->setVisible(!live || guest);
  m_range->setVisible(live && !guest);  // in the past the way back has its place
  m_overview->setAccessibleName(StripOverview::tr("Time"));
  m_range->setAccessibleName(tr("Time in the strip"));
  m_range->setToolTip(tr("How much time the strip shows. Before the last 15 min there are one-second values."));
  for (int i = 0; i < m_range->count(); ++i) m_range->setItemText(i, tr("last %1").arg(spanText(m_range->itemData(i).toLongLong())));
  m_range->setCurrentIndex(m_range->findData(QVariant::fromValue<qint64>(m_hub.time().overviewSpan())));
  if (live && hadFocus) m_overview->setFocus();
  rescale();
  refresh();
}

void TimeStrip::refresh() {
  if (!isVisible()) return;
  TimeState& time = m_hub.time();
  const auto& course = time.guest().course();
  // Before the target has said anything there is no time to show.
  const QString clock = course ? format::clock(time.guest().cursor(), 1) : time.now() ? format::clock(time.cursor(), 1) : format::none();
  const bool lost = !m_hub.status().connected;
  const QString caption = course ? course->name : !time.live() ? format::behind(time.now() - time.cursor())
                          : lost       ? QString()
                                       : tr("%1 view").arg(spanText(time.span()));
  const QString word = course ? tr("Session") : !time.live() ? tr("History")
                       : !lost      ? tr("Live")
                       : time.now() ? tr("last data %1").arg(format::clock(time.now(), 0))
                                    : tr("no data yet");
  if (clock == m_clock && caption == m_caption && word == m_word && lost == m_lost) return;
  m_clock = clock;
  m_caption = caption;
  m_word = word;
  m_lost = lost;
  update(clockRect());
}

void TimeStrip::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void TimeStrip::paintEvent(QPaintEvent* event) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  QPainter p(this);
  p.fillRect(event->rect(), c.surface.rail);
  p.fillRect(QRect(0, 0, width(), 1), c.border.normal);
  p.fillRect(QRect(t.px(kClock) - 1, 1, 1, height() - 1), c.border.hairline);
  p.fillRect(QRect(m_overview->geometry().right() + 1, 1, 1, height() - 1), c.border.hairline);
  if (!event->rect().intersects(clockRect())) return;
  const bool live = m_hub.time().live() && !m_hub.time().guest().course();
  p.setFont(t.code(15, QFont::DemiBold));
  const QColor mark = m_lost ? c.text.tertiary : c.semantic.success;  // green is for what is heard now
  p.setPen(!live ? c.semantic.past : m_lost ? c.text.tertiary : c.text.primary);
  p.drawText(QPoint(t.px(12), t.px(21)), m_clock);
  int x = t.px(12);
  const int base = t.px(38);
  p.setFont(t.ui(11, QFont::Medium));
  if (live) {
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(mark);
    p.drawEllipse(QRectF(x, base - t.px(7), t.px(6), t.px(6)));
    x += t.px(12);
    p.setPen(mark);
  } else {
    p.setPen(c.semantic.past);
  }
  p.drawText(QPoint(x, base), m_word);
  x += p.fontMetrics().horizontalAdvance(m_word);
  if (m_caption.isEmpty()) return;
  if (live) p.setPen(c.text.tertiary);
  p.drawText(QPoint(x + t.px(5), base), u"·"_s);
  if (!live) p.setFont(t.code(11));
  p.drawText(QPoint(x + t.px(14), base), p.fontMetrics().elidedText(m_caption, Qt::ElideMiddle, t.px(kClock) - x - t.px(20)));
}

void TimeStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    m_caption.clear();
    refreshMode();
    update();
  }
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
