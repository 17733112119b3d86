// SPDX-License-Identifier: GPL-3.0-or-later
// Settings beside the engine's and the look: how times are written, what is kept, the connections, and keys of one's own.
#include "models/connections.h"
#include "widgets/connections/connectionsdialog.h"
#include "widgets/controls/button.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/settings/keyfield.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingsview.h"
#include "widgets/shell/commands.h"
#include "widgets/shell/ownkeys.h"
#include "widgets/theme/followtheme.h"
#include <QApplication>
#include <QHBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
const QStringList kZones{QString(), u"UTC"_s, u"UTC+08:00"_s};
}  // namespace

void SettingsView::makeGeneral() {
  addSection(tr("General"));
  m_zone = new SegmentedControl(tr("Time zone"), m_page);
  m_zone->setObjectName(u"settings_zone"_s);
  for (const QString& word : {tr("This computer"), u"UTC"_s, u"UTC+8"_s}) m_zone->addSegment(word);
  addRow(tr("Time zone"), tr("Of all times of this window. SCF writes UTC+8."), m_zone, tr("This computer"));
  m_zone->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, kZones.indexOf(format::chosenZone()))));
  connect(m_zone, &SegmentedControl::currentChanged, this, [this](int index) {
    if (m_filling || !format::setZone(kZones.value(index))) return;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget* one : all) one->update();
    Q_EMIT appearanceChanged();
  });
}

void SettingsView::makeRecording() {
  addSection(tr("Recording"), tr("invocations, log lines and what instances did"));
  addNumber(u"historyDays"_s, tr("Days kept"), tr("What is older goes from the disk."), tr("days"), 36500, [](EngineSettings& s) -> int& { return s.historyDays; });
  addNumber(u"historyMb"_s, tr("Disk for the record"), tr("When it is full the oldest goes first."), u"MB"_s, 99999999, [](EngineSettings& s) -> int& { return s.historyMb; });
}

void SettingsView::makeConnections() {
  Connections* connections = Connections::of(m_hub);
  if (!connections) return;
  addSection(tr("Connections"), tr("their keys lie in the desktop's keyring"));
  m_connectionsAt = m_sections.size() - 1;
  auto* box = new QWidget(m_page);
  m_connectionRows = new QVBoxLayout(box);
  m_connectionRows->setContentsMargins(0, 0, 0, 0);
  m_connectionRows->setSpacing(0);
  m_column->addWidget(box);
  connect(connections, &Connections::changed, this, &SettingsView::fillConnections);
  fillConnections();
}

void SettingsView::fillConnections() {
  Connections* connections = Connections::of(m_hub);
  if (!connections || !m_connectionRows) return;
  Section& section = m_sections[m_connectionsAt];
  for (SettingRow* row : std::as_const(section.rows)) {
    row->hide();
    row->deleteLater();  // a button of it may be at work
  }
  section.rows.clear();
  const QString shown = connections->current().id;
  const auto button = [](const QString& text, const QString& said, QWidget* parent) {
    auto* made = new DeskButton(text, DeskButton::Kind::Default, parent);
    made->setCompact(true);
    made->setAccessibleName(said);
    return made;
  };
  const auto add = [&](const QString& label, const QString& text, const QString& name, const QList<DeskButton*>& buttons) {
    auto* field = new QWidget;
    field->setObjectName(u"settings_connection_"_s + name);
    auto* line = new QHBoxLayout(field);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Theme::current().px(8));
    for (DeskButton* one : buttons) line->addWidget(one);
    line->addStretch(1);
    auto* row = new SettingRow(label, text, field, {}, m_page);
    m_connectionRows->addWidget(row);
    section.rows.append(row);
  };
  const auto edit = [this, connections](const QString& id) { (new ConnectionsDialog(*connections, id, window()))->show(); };
  for (const ConnectionProfile& one : connections->profiles()) {
    const bool embedded = one.kind == ConnectionKind::Embedded;
    const QString name = embedded ? tr("Embedded engine") : one.name;
    QList<DeskButton*> buttons;
    DeskButton* show = button(one.id == shown ? tr("Shown") : tr("Show"), tr("Show %1 in this window").arg(name), nullptr);
    show->setEnabled(one.id != shown);
    connect(show, &DeskButton::clicked, this, [connections, id = one.id] { connections->switchTo(id); });
    buttons << show;
    if (!embedded) {
      buttons << button(tr("Change…"), tr("Change the connection %1").arg(name), nullptr);
      connect(buttons.last(), &DeskButton::clicked, this, [edit, id = one.id] { edit(id); });
    }
    const QString where = embedded ? tr("In this program.") : one.kind == ConnectionKind::Cloud ? tr("Tencent Cloud, %1, namespace %2").arg(one.region, one.ns) : one.endpoint;
    add(name, where, one.id, buttons);
  }
  DeskButton* fresh = button(tr("New connection…"), tr("New connection…"), nullptr);
  fresh->setObjectName(u"settings_newConnection"_s);
  connect(fresh, &DeskButton::clicked, this, [edit] { edit({}); });
  add(tr("Another one"), tr("An engine on another machine, or Tencent Cloud."), u"new"_s, {fresh});
}

void SettingsView::setKeys(OwnKeys* keys) {
  if (!keys) return;
  QLayoutItem* stretch = m_column->takeAt(m_column->count() - 1);
  addSection(tr("Keys", "of the keyboard"), tr("a key of your own beside the printed one"));
  for (const OwnKeys::Command& command : keys->all()) {
    auto* field = new KeyField(tr("Key of your own for %1").arg(command.text), m_page);
    field->setObjectName(u"settings_key_"_s + command.name);
    field->setKey(command.own);
    QStringList standard;
    for (const QKeySequence& one : command.standard) standard << Commands::printed(one);
    SettingRow* row = addRow(command.text, {}, field, standard.isEmpty() ? tr("none") : standard.join(u", "_s));
    connect(field, &KeyField::chosen, this, [keys, field, row, name = command.name](const QKeySequence& key) {
      const QString refused = keys->set(name, key);
      row->setError(refused);
      if (refused.isEmpty()) field->setKey(key);
    });
  }
  m_column->addItem(stretch);
}

}  // namespace scfdesk
