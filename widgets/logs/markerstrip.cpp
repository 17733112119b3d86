// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/markerstrip.h"
#include "widgets/logs/logtable.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kSoonMs = 100;  // marks among a million rows move slower than can be seen
constexpr int kLeastGrip = 24;
}  // namespace

MarkerStrip::MarkerStrip(LogTable& table, QWidget* parent) : QWidget(parent), m_table(table) {
  setObjectName(u"logs_markers"_s);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  setAttribute(Qt::WA_OpaquePaintEvent);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, qOverload<>(&QWidget::update));
  connect(table.verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
    if (isVisible() && !m_soon.isActive()) m_soon.start(m_table.following() ? kSoonMs : 0);
  });
  connect(table.verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
    if (isVisible() && !m_soon.isActive()) m_soon.start(kSoonMs);
  });
  followTheme(this, [this] {
    updateGeometry();
    update();
  });
  QEvent language(QEvent::LanguageChange);
  changeEvent(&language);
}

void MarkerStrip::setSources(const LogSummary* errors, const LogView* matches) {
  m_errors = errors;
  m_matches = matches;
  update();
}

QSize MarkerStrip::sizeHint() const { return {Theme::current().px(18), Theme::current().px(100)}; }

QRect MarkerStrip::grip() const {
  const qint64 rows = std::max<qint64>(1, m_table.rowCount());
  const int least = std::min(height(), Theme::current().px(kLeastGrip));
  const int tall = std::clamp(static_cast<int>(double(m_table.visibleRows()) / double(rows) * height()), least, height());
  const int most = std::max(1, m_table.verticalScrollBar()->maximum());
  const int y = static_cast<int>(double(m_table.verticalScrollBar()->value()) / most * (height() - tall));
  return {0, m_table.verticalScrollBar()->maximum() == 0 ? 0 : y, width(), tall};
}

MarkerStrip::Marks MarkerStrip::marks(int rows) const {
  Marks out{std::vector<bool>(size_t(rows)), std::vector<bool>(size_t(rows))};
  const LogRows& view = m_table.view();
  const qint64 lines = view.size();
  if (lines == 0 || rows <= 0) return out;
  for (int y = 0; y < rows; ++y) {
    // With fewer lines than pixels each line has the pixel that it begins in.
    const qint64 from = (lines * y + rows - 1) / rows, to = std::max(from, (lines * (y + 1) + rows - 1) / rows);
    if (to <= from) continue;
    if (m_errors) out.errors[size_t(y)] = m_errors->errorIn(from, to);
    if (!m_matches || m_matches->size() == 0) continue;
    const qint64 match = m_matches->rowAt(view.storeIndex(from));
    out.matches[size_t(y)] = match < m_matches->size() && m_matches->storeIndex(match) <= view.storeIndex(to - 1);
  }
  return out;
}

void MarkerStrip::paintEvent(QPaintEvent*) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  QPainter p(this);
  p.fillRect(rect(), c.surface.sunken);
  p.fillRect(QRect(0, 0, 1, height()), c.border.hairline);
  const int tall = t.px(2), rows = std::max(1, height() / tall);
  const Marks found = marks(rows);
  const int x = t.px(4), w = width() - t.px(7);
  for (int y = 0; y < rows; ++y)
    if (found.matches[size_t(y)]) p.fillRect(QRect(x, y * tall, w, tall), c.semantic.warning);
  for (int y = 0; y < rows; ++y)  // last: nothing lies over an error
    if (found.errors[size_t(y)]) p.fillRect(QRect(x, y * tall, w, tall), c.semantic.error);
  if (m_table.verticalScrollBar()->maximum() == 0) return;  // all of it is seen
  const QRect at = grip();
  QColor fill = c.text.primary;
  fill.setAlpha(40);
  bevel::rounded(p, QRectF(at).adjusted(2, 0, -1, 0), fill, c.border.control, t.px(3));
}

void MarkerStrip::scrollTo(int y) {
  const int tall = grip().height();
  const double part = std::clamp(double(y - tall / 2) / std::max(1, height() - tall), 0.0, 1.0);
  m_table.setFollowing(false);
  m_table.verticalScrollBar()->setValue(static_cast<int>(part * m_table.verticalScrollBar()->maximum()));
  update();
}

void MarkerStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) scrollTo(event->pos().y());
}
void MarkerStrip::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) scrollTo(event->pos().y());
}
void MarkerStrip::wheelEvent(QWheelEvent* event) { QCoreApplication::sendEvent(m_table.viewport(), event); }

void MarkerStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    setAccessibleName(tr("Errors and matches"));
    setToolTip(tr("Errors and matches in all lines; drag to scroll"));
  }
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
