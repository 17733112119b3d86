// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settingsview.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/settings/settingrow.h"
#include "widgets/theme/theme.h"
#include <QHash>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kSendAfterMs = 400;
}

SettingsView::SettingsView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"settings"_s);
  setAccessibleName(tr("Settings"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  makeHeader(column);
  m_banner = new Banner(this);
  column->addWidget(m_banner);
  makePage(column);
  m_sendTimer.setSingleShot(true);
  m_sendTimer.setInterval(kSendAfterMs);
  connect(&m_sendTimer, &QTimer::timeout, this, &SettingsView::send);
  connect(&hub, &ModelHub::statusChanged, this, &SettingsView::onStatus);
  connect(&Theme::current(), &Theme::changed, this, &SettingsView::showTheme);
  auto* slash = new QShortcut(QKeySequence(Qt::Key_Slash), this, nullptr, nullptr, Qt::WidgetShortcut);
  connect(slash, &QShortcut::activated, this, &SettingsView::focusSearch);
  setFocusPolicy(Qt::StrongFocus);
  showTheme();
  load(m_saved);
  onStatus();
}

void SettingsView::takeOver(const SettingsView& from) {
  m_saved = from.m_saved;
  m_wanted = from.m_wanted;
  load(m_wanted);
  if (from.m_sendTimer.isActive()) m_sendTimer.start();
  m_search->setText(from.m_search->text());
  const auto* before = from.findChild<QScrollArea*>(u"settings_scroll"_s);
  auto* now = findChild<QScrollArea*>(u"settings_scroll"_s);
  if (!before || !now) return;
  // It can be scrolled once it is laid out.
  QTimer::singleShot(0, now, [now, at = before->verticalScrollBar()->value()] { now->verticalScrollBar()->setValue(at); });
}

void SettingsView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  // Another program may have changed them through the API meanwhile.
  m_hub.backend().settings(this, [this](const Result<EngineSettings>& r) {
    if (!r) return m_banner->show(r.error());
    m_banner->clear();
    if (m_sendTimer.isActive()) return;
    m_saved = m_wanted = *r;
    load(m_saved);
  });
  m_hub.backend().interpreters(this, [this](const Result<QList<InterpreterChoice>>& r) {
    if (r) m_choices = *r;
    showInterpreters();
  });
}

void SettingsView::focusSearch() {
  m_search->setFocus(Qt::ShortcutFocusReason);
  m_search->selectAll();
}

void SettingsView::reveal(const QString& setting) {
  static const QHash<QString, QString> names{{u"accountMemoryMb"_s, u"accountMemory"_s}, {u"burstPerMinute"_s, u"burst"_s},
                                             {u"keepAliveSeconds"_s, u"keepAlive"_s},    {u"retryIntervalSeconds"_s, u"retryInterval"_s},
                                             {u"hostMemoryMb"_s, u"hostMemory"_s}};
  m_search->clear();
  auto* control = findChild<QWidget*>(u"settings_"_s + names.value(setting, setting));
  auto* scroll = findChild<QScrollArea*>(u"settings_scroll"_s);
  if (!control || !scroll) return;
  layout()->activate();
  scroll->ensureWidgetVisible(control, 0, height() / 3);
  QWidget* target = control;
  while (target && target->focusPolicy() == Qt::NoFocus && !target->focusProxy()) {
    QWidget* inner = nullptr;
    for (QWidget* one : target->findChildren<QWidget*>())
      if (one->focusPolicy() & Qt::TabFocus && one->isEnabled() && !one->isHidden()) {
        inner = one;
        break;
      }
    target = inner;
  }
  if (target) target->setFocus(Qt::OtherFocusReason);
}

QList<std::pair<QString, QString>> SettingsView::names() const {
  QList<std::pair<QString, QString>> found;
  for (const Section& section : m_sections)
    for (const SettingRow* row : section.rows)
      if (const QString name = row->field()->objectName(); !name.startsWith("settings_key_"_L1) && !name.startsWith("settings_connection_"_L1)) found.append({row->label(), row->field()->objectName().mid(u"settings_"_s.size())});
  return found;
}

void SettingsView::search(const QString& text) {
  bool any = false;
  for (const Section& section : std::as_const(m_sections)) {
    bool inSection = false;
    for (SettingRow* row : section.rows) {
      const bool match = row->matches(text);
      row->setVisible(match);
      inSection = inSection || match;
    }
    section.title->setVisible(inSection);
    any = any || inSection;
  }
  m_none->setVisible(!any);
}

void SettingsView::onEdited(SettingRow* row, const std::function<void(EngineSettings&)>& change) {
  if (m_filling) return;
  if (m_edited && m_edited != row && m_sendTimer.isActive()) send();  // one row a command: a refusal has its place
  change(m_wanted);
  m_edited = row;
  // The same rules as the engine's, so that what is impossible is said while it is typed.
  const auto possible = settingsFromJson(EngineSettings{}, settingsToJson(m_wanted));
  row->setError(possible ? QString() : EngineWords::text(possible.error()));
  if (possible) m_sendTimer.start();
  else m_sendTimer.stop();
}

void SettingsView::send() {
  m_sendTimer.stop();
  if (m_wanted == m_saved) return;
  SettingRow* row = m_edited;
  m_hub.backend().setSettings(m_wanted, this, [this, row](const Result<EngineSettings>& r) {
    if (r) {
      m_saved = *r;
      if (!m_sendTimer.isActive()) m_wanted = m_saved;
      if (row) row->setError({});
      return;
    }
    const QString text = EngineWords::text(r.error());
    if (row) row->setError(text);
    else m_banner->show(r.error());
  });
}

void SettingsView::onStatus() {
  const EngineStatus& status = m_hub.status();
  m_dataDir->setText(status.dataDir.isEmpty() ? format::none() : status.dataDir);
  m_isolation->setText(status.isolation.isEmpty() ? format::none() : EngineWords::text(status.isolation));
}

}  // namespace scfdesk
