// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/viewheader.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/theme/followtheme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

ViewHeader::ViewHeader(ModelHub& hub, QWidget* parent)
    : Surface(Fill::Panel, parent),
      m_hub(hub),
      m_name(new Label(Label::Role::Title, {}, this)),
      m_facts(new Label(Label::Role::Caption, {}, this)),
      m_caption(new Label(Label::Role::Caption, QString())),
      m_living(new Label(Label::Role::Code, QString())),
      m_limit(new Label(Label::Role::Code, Tone::Tertiary, QString())),
      m_version(new Chip({}, Chip::Kind::Plain, this)),
      m_sample(new Chip({}, Chip::Kind::Plain, this)),
      m_state(new Chip({}, Chip::Kind::Warn, this)),
      m_versions(new ComboField(QString(), this)),
      m_dot(new StateDot),
      m_numbers(new QWidget(this)),
      m_more(new DeskButton(u"dots"_s, QString(), QString(), this)),
      m_menu(new QMenu(this)) {
  setObjectName(u"viewHeader"_s);
  m_name->setObjectName(u"functionName"_s);
  m_more->setObjectName(u"functionMenuButton"_s);
  m_version->setCode(u"$LATEST"_s);
  m_versions->setObjectName(u"functionVersion"_s);
  m_versions->setCompact(true);
  m_versions->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  m_name->setElided(Qt::ElideMiddle);
  m_facts->setElided(Qt::ElideRight);
  m_more->setCompact(true);
  m_copy = m_menu->addAction(QString());
  m_folder = m_menu->addAction(QString());
  m_menu->addSeparator();
  m_delete = m_menu->addAction(QString());
  auto* numbers = new QHBoxLayout(m_numbers);
  numbers->setContentsMargins(0, 0, 0, 0);
  numbers->addWidget(m_dot);
  numbers->addWidget(m_caption);
  auto* figures = new QHBoxLayout;
  figures->setSpacing(0);
  figures->addWidget(m_living);
  figures->addWidget(m_limit);
  numbers->addLayout(figures);
  auto* row = new QHBoxLayout(this);
  row->addWidget(m_name);
  row->addWidget(m_version);
  row->addWidget(m_versions);
  row->addWidget(m_facts);
  row->addWidget(m_sample);
  row->addWidget(m_state);
  row->addStretch(1);
  row->addWidget(m_numbers);
  row->addWidget(m_more);
  row->setStretchFactor(m_facts, 0);

  connect(m_more, &DeskButton::clicked, this, [this] {
    m_menu->popup(m_more->mapToGlobal(QPoint(m_more->width() - m_menu->sizeHint().width(), m_more->height() + 2)));
  });
  needsEngine(m_copy, hub);
  needsEngine(m_delete, hub);
  const auto id = [this] { return m_hub.selection().function(); };
  connect(m_copy, &QAction::triggered, this, [this, id] { Q_EMIT copyRequested(id()); });
  connect(m_delete, &QAction::triggered, this, [this, id] { Q_EMIT deleteRequested(id()); });
  connect(m_folder, &QAction::triggered, this, [this, id] {
    if (const FunctionInfo* info = m_hub.functions().info(id())) Q_EMIT openFolderRequested(info->folder);
  });
  connect(m_versions, &QComboBox::activated, this, [this](int index) { m_hub.selection().setQualifier(m_versions->itemData(index).toString()); });
  connect(&hub.selection(), &Selection::qualifierChanged, this, &ViewHeader::refresh);
  connect(&hub.selection(), &Selection::functionChanged, this, &ViewHeader::refresh);
  connect(&hub.functions(), &FunctionModel::functionChanged, this, &ViewHeader::refresh);
  connect(&hub.functions(), &FunctionModel::functionRemoved, this, &ViewHeader::refresh);
  connect(&hub.functions(), &QAbstractItemModel::modelReset, this, &ViewHeader::refresh);
  connect(&hub.functions(), &QAbstractItemModel::rowsInserted, this, &ViewHeader::refresh);
  connect(&hub.functions(), &QAbstractItemModel::dataChanged, this, &ViewHeader::refreshNumbers);
  retranslate();
  followTheme(this, [this] { rescale(); });
}

QString ViewHeader::facts(const FunctionInfo& info) {
  QStringList parts{info.runtimeShown.isEmpty() ? info.config.runtime : EngineWords::runtime(info.runtimeShown),
                    format::count(info.config.memoryMb) + u" MB"_s, tr("timeout %1").arg(format::seconds(info.config.timeoutSeconds))};
  if (info.overrides.keepAliveSeconds) parts << tr("keep-alive %1").arg(format::seconds(*info.overrides.keepAliveSeconds));
  return parts.join(u" · "_s);
}

void ViewHeader::rescale() {
  const Theme& theme = Theme::current();
  setFixedHeight(theme.px(48));
  layout()->setContentsMargins(theme.px(16), 0, theme.px(12), 0);
  layout()->setSpacing(theme.px(12));
  m_numbers->layout()->setSpacing(theme.px(6));
}

void ViewHeader::retranslate() {
  m_sample->setText(tr("sample"));
  m_caption->setText(tr("Concurrency"));
  m_numbers->setToolTip(tr("Concurrency: starting, init and busy instances now; the limit applies to these. Limit: reserved quota, else account quota, by memory."));
  m_version->setToolTip(tr("The version that is edited and fired."));
  m_versions->setAccessibleName(tr("Version or alias that is fired"));
  m_versions->setToolTip(tr("The version or alias that Fire, Repeat and Load call. Code and Configuration always edit $LATEST."));
  m_more->setAccessibleName(tr("More about this function"));
  m_more->setToolTip(m_more->accessibleName());
  m_copy->setText(tr("Copy function…"));
  m_folder->setText(tr("Open folder"));
  m_delete->setText(tr("Delete function…"));
  refresh();
}

void ViewHeader::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Surface::changeEvent(event);
}

void ViewHeader::refresh() {
  const FunctionInfo* info = m_hub.functions().info(m_hub.selection().function());
  refreshVersions(info);
  for (QWidget* widget : {static_cast<QWidget*>(m_facts), m_numbers, static_cast<QWidget*>(m_more)})
    widget->setVisible(info != nullptr);
  if (!m_hub.backend().capabilities().instances) m_numbers->hide();  // nobody tells how many there are
  m_sample->setVisible(info && info->sample);
  m_state->setVisible(info && info->status != FunctionStatus::Active);
  if (!info) {
    m_name->setText(m_hub.status().connected ? tr("No function selected") : m_hub.loss() ? tr("Engine not connected")
                    : m_hub.backend().capabilities().instances ? tr("Engine starting") : tr("Reading the functions"));
    m_name->setTone(Tone::Tertiary);
    return;
  }
  m_name->setTone(Tone::Primary);
  m_name->setText(info->key.name);
  m_facts->setText(facts(*info));
  m_state->setText(statusName(info->status));
  m_state->setToolTip(EngineWords::text(info->statusReason));
  const bool failed = info->status == FunctionStatus::CreateFailed || info->status == FunctionStatus::UpdateFailed ||
                      info->status == FunctionStatus::DeleteFailed;
  m_state->setKind(failed ? Chip::Kind::Error : Chip::Kind::Warn);
  m_folder->setVisible(info->source == CodeSource::Folder && !info->folder.isEmpty());
  refreshNumbers();
}

void ViewHeader::refreshVersions(const FunctionInfo* info) {
  const bool choice = info && (!info->versions.isEmpty() || !info->aliases.isEmpty());
  m_version->setVisible(info && !choice);
  m_versions->setVisible(choice);
  const QString wanted = m_hub.selection().qualifier(), latest = versionName(0);
  QList<std::pair<QString, QString>> items{{latest, latest}};
  if (info) {
    for (auto it = info->versions.crbegin(); it != info->versions.crend(); ++it) items.append({tr("Version %1").arg(it->number), versionName(it->number)});
    for (const AliasInfo& one : info->aliases) items.append({tr("%1, alias").arg(one.name), one.name});
  }
  const QSignalBlocker quiet(m_versions);
  m_versions->clear();
  for (const auto& [text, qualifier] : items) m_versions->addItem(text, qualifier);
  const int at = m_versions->findData(wanted);
  m_versions->setCurrentIndex(qMax(0, at));
  // A version that was deleted cannot be fired.
  if (info && at < 0) m_hub.selection().setQualifier(latest);
}

void ViewHeader::refreshNumbers() {
  const FunctionId id = m_hub.selection().function();
  if (!m_hub.functions().info(id)) return;
  const FunctionSample now = m_hub.functions().gauges(id);
  m_dot->setActivity(m_hub.functions().activity(id));
  m_living->setText(format::count(now.starting + now.init + now.busy));
  m_limit->setText(now.limit > 0 ? QString(u" / "_s + format::count(now.limit)) : QString());
}

}  // namespace scfdesk
