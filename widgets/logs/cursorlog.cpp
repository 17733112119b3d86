// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/cursorlog.h"
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "models/pastlog.h"
#include "models/queryfilter.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/logs/logtable.h"
#include <QEvent>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kAround = 2'000'000;
constexpr int kRestMs = 30;    // the log follows a dragged cursor when it rests
constexpr int kCountMs = 250;  // a number that changes faster cannot be read
}  // namespace

CursorLog::CursorLog(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_view(new LogView(hub.logs(), this)), m_past(new PastLog(hub.backend(), this)) {
  setObjectName(u"scaling_log"_s);
  m_title = new PaneTitle({});
  m_lines = new Chip({});
  m_title->addRight(m_lines);
  m_open = new DeskButton(QString(), DeskButton::Kind::Flat);
  m_open->setObjectName(u"scaling_open_logs"_s);
  m_open->setCompact(true);
  m_open->setIconName(u"jump"_s);
  m_open->setKeyHint(u"Ctrl 3"_s);
  m_title->addRight(m_open);
  connect(m_open, &DeskButton::clicked, this, [this] { Q_EMIT logsWanted(m_function); });
  m_table = new LogTable(hub, *m_view);
  m_table->setObjectName(u"scaling_log_table"_s);
  m_table->setRequestColumn(false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_title);
  column->addWidget(m_table, 1);
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRestMs);
  m_count.setSingleShot(true);
  m_count.setInterval(kCountMs);
  const auto soon = [this](QTimer& timer) {
    if (isVisible() && !timer.isActive()) timer.start();
  };
  connect(&m_rest, &QTimer::timeout, this, &CursorLog::refresh);
  connect(&m_count, &QTimer::timeout, this, &CursorLog::refreshCount);
  connect(&hub.time(), &TimeState::cursorChanged, this, [this, soon] { soon(m_rest); });
  connect(&hub.time(), &TimeState::modeChanged, this, &CursorLog::refresh);
  connect(m_view, &LogView::changed, this, [this, soon] { soon(m_count); });
  connect(m_view, &LogView::reset, this, &CursorLog::refreshCount);
  connect(m_past, &PastLog::reset, this, &CursorLog::refreshCount);
  connect(&hub.query(), &QueryFilter::changed, this, &CursorLog::applyFilter);
  connect(m_table, &LogTable::timeWanted, &hub.time(), &TimeState::setCursor);
  connect(m_table, &LogTable::onlyRequestWanted, this, [this](quint64 id) {
    LogFilter f = m_view->filter();
    f.invocation = f.invocation == id ? 0 : id;  // the same key again takes the restriction away
    m_view->setFilter(f);
  });
  applyFilter();
}

void CursorLog::setFunction(FunctionId fn) {
  if (fn == m_function) return;
  m_function = fn;
  applyFilter();
}

void CursorLog::applyFilter() {
  LogFilter filter;
  filter.function = m_function;
  filter.query = m_hub.query().matcher();
  m_view->setFilter(filter);
  m_past->setFilter(filter);
  m_table->setMarked(m_hub.query().matcher(), false);
  refresh();
}

void CursorLog::refresh() {
  const TimeState& time = m_hub.time();
  const FunctionInfo* info = m_hub.functions().info(m_function);
  m_open->setText(tr("Open in Logs"));
  m_open->setAccessibleName(tr("Open in Logs"));
  const QString whose = info ? info->key.name : tr("all functions");
  if (time.live()) {
    m_title->setTitle(tr("Log"));
    m_title->setCaption(whose);
    m_table->setView(*m_view, false);
    m_table->setWindow(std::nullopt);
    m_table->setEmptyText(tr("No line yet"));
  } else {
    m_title->setTitle(tr("Log at cursor"));
    m_title->setCaption(tr("± 2 s, %1").arg(whose));
    const bool past = m_hub.backend().capabilities().localAdditions && PastLog::before(m_hub.logs(), time.cursor() - kAround);
    if (past) m_past->show(time.cursor());
    m_table->setView(past ? static_cast<LogRows&>(*m_past) : *m_view, false);
    m_table->setWindow(LogWindow{time.cursor() - kAround, time.cursor() + kAround, time.cursor()});
    m_table->setEmptyText(tr("No line within 2 s of the cursor"));
  }
  refreshCount();
}

void CursorLog::refreshCount() {
  const qint64 lines = m_table->rowCount() - (m_hub.time().live() ? 0 : 1);
  m_lines->setCode(format::count(lines), true);
  m_lines->setText(tr("lines"));
  m_table->setTotal(m_hub.logs().size());
}

void CursorLog::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void CursorLog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
