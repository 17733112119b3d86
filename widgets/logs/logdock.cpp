// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logdock.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "models/pastlog.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/figureslabel.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/logs/logtable.h"
#include "widgets/logs/queryfield.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kAroundCursor = 2'000'000;
constexpr int kCursorRestMs = 30;   // the log follows a dragged cursor when it rests
constexpr int kRateMs = 500;
constexpr qint64 kFirstLines = 1000;  // more than an engine says before its first event

struct LevelChoice {
  const char* text;
  LogLevel minimum;
  bool platform;
};
constexpr LevelChoice kLevels[] = {
    {QT_TRANSLATE_NOOP("scfdesk::LogDock", "All levels"), LogLevel::Debug, true},
    {QT_TRANSLATE_NOOP("scfdesk::LogDock", "DEBUG and up"), LogLevel::Debug, false},
    {QT_TRANSLATE_NOOP("scfdesk::LogDock", "INFO and up"), LogLevel::Info, false},
    {QT_TRANSLATE_NOOP("scfdesk::LogDock", "WARN and up"), LogLevel::Warn, false},
    {QT_TRANSLATE_NOOP("scfdesk::LogDock", "ERROR"), LogLevel::Error, false},
};

DeskButton* scopeButton(const QString& objectName) {
  auto* button = new DeskButton(QString());
  button->setObjectName(objectName);
  button->setCompact(true);
  button->setIconName(u"x"_s);
  button->setFont(Theme::current().code(11));
  button->hide();
  return button;
}
}  // namespace

LogDock::LogDock(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_view(new LogView(hub.logs(), this)), m_past(new PastLog(hub.backend(), this)) {
  setObjectName(u"log_dock"_s);
  m_title = new PaneTitle(tr("Live log"));
  m_scope = scopeButton(u"log_scope"_s);
  m_request = scopeButton(u"log_request"_s);
  m_text = new QueryField(hub);
  m_text->setBrief(true);
  m_text->setObjectName(u"log_filter"_s);
  m_text->setCompact(true);
  m_text->setFixedWidth(Theme::current().px(240));
  m_level = new ComboField(tr("Log level"));
  m_level->setObjectName(u"log_level"_s);
  m_level->setCompact(true);
  for (const LevelChoice& level : kLevels) m_level->addItem(tr(level.text));
  m_rate = new FiguresLabel(11, Tone::Tertiary);
  m_follow = new DeskButton(tr("Follow"));
  m_follow->setObjectName(u"log_follow"_s);
  m_follow->setCheckable(true);
  m_follow->setChecked(true);
  m_follow->setCompact(true);
  m_follow->setIconName(u"tail"_s);
  m_follow->setKeyHint(u"End"_s);
  m_toggle = new DeskButton(u"down"_s, tr("Close the log"), u"Ctrl `"_s);
  m_toggle->setObjectName(u"log_toggle"_s);
  m_toggle->setCompact(true);
  for (QWidget* w : {static_cast<QWidget*>(m_scope), static_cast<QWidget*>(m_request), static_cast<QWidget*>(m_text),
                     static_cast<QWidget*>(m_level)}) {
    m_title->addLeft(w);
  }
  for (QWidget* w : {static_cast<QWidget*>(m_rate), static_cast<QWidget*>(m_follow)}) {
    m_title->addRight(w);
  }
  m_jump = new DeskButton(u"jump"_s, tr("Open in Logs"), u"Ctrl 3"_s);
  m_jump->setObjectName(u"log_jump"_s);
  m_jump->setCompact(true);
  m_title->addRight(m_jump);
  m_title->addRight(m_toggle);
  connect(m_jump, &DeskButton::clicked, this, &LogDock::logsWanted);
  m_table = new LogTable(hub, *m_view);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_title);
  column->addWidget(m_table, 1);

  m_rest.setSingleShot(true);
  m_rest.setInterval(kCursorRestMs);
  m_rateTimer.setInterval(kRateMs);
  m_rateTimer.start();
  refreshRate();
  connect(&m_rest, &QTimer::timeout, this, &LogDock::onTime);
  connect(&m_rateTimer, &QTimer::timeout, this, &LogDock::refreshRate);
  connect(m_text, &QueryField::queryChanged, this, &LogDock::applyFilter);
  connect(m_text, &QueryField::left, m_table, qOverload<>(&QWidget::setFocus));
  connect(m_level, &QComboBox::currentIndexChanged, this, &LogDock::applyFilter);
  connect(m_scope, &DeskButton::clicked, this, [this] {
    m_scoped = false;
    applyFilter();
    m_text->setFocus();
  });
  connect(m_request, &DeskButton::clicked, this, [this] { setRequest(0); });
  connect(m_follow, &DeskButton::clicked, this, [this](bool on) {
    if (on && !m_hub.time().live()) m_hub.time().returnToLive();
    m_table->setFollowing(on);
  });
  connect(m_toggle, &DeskButton::clicked, this, [this] { setOpen(!m_open); });
  connect(m_table, &LogTable::followingChanged, m_follow, &DeskButton::setChecked);
  connect(m_table, &LogTable::onlyRequestWanted, this, &LogDock::setRequest);
  connect(m_table, &LogTable::timeWanted, &hub.time(), &TimeState::setCursor);
  connect(&hub.selection(), &Selection::functionChanged, this, &LogDock::onFunctionChanged);
  connect(&hub.time(), &TimeState::cursorChanged, this, [this] {
    if (!m_rest.isActive()) m_rest.start();
  });
  connect(&hub.time(), &TimeState::modeChanged, this, &LogDock::onTime);
  connect(&hub.logs(), &LogStore::appended, this, &LogDock::onAppended);
  connect(&Theme::current(), &Theme::changed, this, [this] {
    m_text->setFixedWidth(Theme::current().px(240));
    m_scope->setFont(Theme::current().code(11));
    m_request->setFont(Theme::current().code(11));
  });
  applyFilter();
  onTime();
  refreshRate();
}

LogDock::~LogDock() = default;

const LogFilter& LogDock::filter() const {
  return m_view->filter();
}

void LogDock::onFunctionChanged(quint32) {
  m_scoped = true;
  m_requestFilter = 0;
  applyFilter();
}

void LogDock::setRequest(InvocationId id) {
  m_requestFilter = id;
  applyFilter();
}

void LogDock::applyFilter() {
  LogFilter filter;
  const FunctionId fn = m_hub.selection().function();
  m_onlyEngine = onlyEngineSpoke();
  if (m_scoped && !m_requestFilter && !m_onlyEngine) filter.function = fn;
  filter.invocation = m_requestFilter;
  const LevelChoice& level = kLevels[std::max(0, m_level->currentIndex())];
  filter.minimum = level.minimum;
  filter.platform = level.platform;
  if (m_text->query().text() != m_query && !m_text->mistake()) {  // with a mistake the last good query stays
    m_query = m_text->query().text();
    m_matcher.reset();
    if (!m_text->query().empty())
      m_matcher = std::make_shared<LogMatcher>(m_text->query(), [this](FunctionId id) {
        const FunctionInfo* info = m_hub.functions().info(id);
        return info ? info->key.name : QString();
      });
  }
  filter.query = m_matcher;
  m_view->setFilter(filter);
  m_past->setFilter(filter);
  m_table->setMarked(m_matcher, false);
  refreshScopes();
}

bool LogDock::onlyEngineSpoke() const {
  const LogStore& store = m_hub.logs();
  if (store.size() > kFirstLines) return false;
  for (qint64 i = 0; i < store.size(); ++i) {
    if (store.at(i).record.function) return false;
  }
  return true;
}

void LogDock::onAppended() {
  m_table->setTotal(m_hub.logs().size());
  if (m_onlyEngine && !onlyEngineSpoke()) applyFilter();
}

void LogDock::refreshScopes() {
  const FunctionInfo* info = m_hub.functions().info(m_hub.selection().function());
  m_scope->setVisible(info && m_view->filter().function);
  if (info) {
    m_scope->setText(u"fn:"_s + info->key.name);
    m_scope->setAccessibleName(tr("Show the lines of all functions instead of %1").arg(info->key.name));
    m_scope->setToolTip(m_scope->accessibleName());
  }
  const Invocation* inv = m_requestFilter ? m_hub.invocations().invocation(m_requestFilter) : nullptr;
  m_request->setVisible(m_requestFilter != 0);
  if (m_requestFilter) {
    m_request->setText(u"req:"_s + (inv ? QString::fromLatin1(inv->requestId.left(8)) : QString::number(m_requestFilter)));
    m_request->setAccessibleName(tr("Show the lines of all requests"));
    m_request->setToolTip(m_request->accessibleName());
  }
  const LogFilter& f = m_view->filter();
  const bool narrowed = f.query || f.minimum != LogLevel::Debug || !f.platform || f.invocation;
  m_table->setEmptyText(!m_hub.time().live()   ? tr("No line within 2 s of the cursor")
                        : narrowed             ? tr("No line matches")
                        : info && m_scoped     ? tr("No line of %1 yet").arg(info->key.name)
                                               : tr("No line yet"));
}

void LogDock::onTime() {
  const TimeState& time = m_hub.time();
  m_rest.stop();
  if (time.live()) {
    m_title->setTitle(tr("Live log"));
    m_title->setCaption({});
    m_table->setView(*m_view, false);
    m_table->setWindow(std::nullopt);
  } else {
    m_title->setTitle(tr("Log at cursor"));
    m_title->setCaption(tr("± 2 s"));
    const bool past = m_open && m_hub.backend().capabilities().localAdditions && PastLog::before(m_hub.logs(), time.cursor() - kAroundCursor);
    if (past) m_past->show(time.cursor());
    m_table->setView(past ? static_cast<LogRows&>(*m_past) : *m_view, false);
    m_table->setWindow(LogWindow{time.cursor() - kAroundCursor, time.cursor() + kAroundCursor, time.cursor()});
  }
  m_follow->setVisible(time.live() && m_open);
  m_rate->setVisible(m_open);
  refreshScopes();
}

void LogDock::refreshRate() {
  if (!isVisible() && !m_rate->text().isEmpty()) return;
  const QString text = tr("%1 lines/s").arg(format::count(m_hub.logs().linesPerSecond(m_hub.time().now())));
  if (text != m_rate->text()) m_rate->setText(text);
}

void LogDock::setOpen(bool open) {
  if (open == m_open) return;
  m_open = open;
  m_table->setVisible(open);
  for (QWidget* w : {static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_level)}) w->setVisible(open);
  m_toggle->setIconName(open ? u"down"_s : u"right"_s);
  m_toggle->setAccessibleName(open ? tr("Close the log") : tr("Open the log"));
  m_toggle->setToolTip(m_toggle->accessibleName() + u"  Ctrl `"_s);
  setMaximumHeight(open ? QWIDGETSIZE_MAX : m_title->minimumHeight());
  onTime();
  Q_EMIT openChanged(open);
}

void LogDock::focusFilter() {
  setOpen(true);
  m_text->setFocus(Qt::ShortcutFocusReason);
  m_text->selectAll();
}

void LogDock::retranslate() {
  m_rate->setText({});  // a hidden one is not kept up to date
  refreshRate();
  m_level->setAccessibleName(tr("Log level"));
  for (int i = 0; i < m_level->count(); ++i) m_level->setItemText(i, tr(kLevels[i].text));
  m_follow->setText(tr("Follow"));
  m_jump->setAccessibleName(tr("Open in Logs"));
  m_jump->setToolTip(tr("Open in Logs") + u"  Ctrl 3"_s);
  m_toggle->setAccessibleName(m_open ? tr("Close the log") : tr("Open the log"));
  m_toggle->setToolTip(m_toggle->accessibleName() + u"  Ctrl `"_s);
  m_table->setAccessibleName(LogTable::tr("Log"));
  onTime();
  refreshRate();
}

void LogDock::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
