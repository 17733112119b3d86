// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/versions/versionsview.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/askdialog.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/theme/followtheme.h"
#include "widgets/versions/aliaslist.h"
#include "widgets/versions/versiondiff.h"
#include <QHBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

VersionsView::VersionsView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_banner(new Banner(this)) {
  setObjectName(u"versions"_s);
  setAccessibleName(tr("Versions and aliases"));
  auto* bar = new ToolRow(this);
  m_description = new TextField(tr("Description of the new version"), bar);
  m_description->setObjectName(u"versions_description"_s);
  m_description->setPlaceholderText(tr("What is new in it (optional)"));
  m_description->setCompact(true);
  m_publish = new DeskButton(tr("Publish version"), DeskButton::Kind::Primary, bar);
  m_publish->setObjectName(u"versions_publish"_s);
  m_publish->setCompact(true);
  m_publish->setToolTip(tr("Code and configuration of $LATEST as they are now become the next number, and never change again."));
  bar->row()->addWidget(m_description, 1);
  bar->row()->addWidget(m_publish);
  needsEngine(m_publish, hub);

  auto* upper = new HairlineSplitter(Qt::Horizontal);
  auto* left = new QWidget(upper);
  auto* leftColumn = new QVBoxLayout(left);
  leftColumn->setContentsMargins(0, 0, 0, 0);
  leftColumn->setSpacing(0);
  auto* title = new PaneTitle(tr("Versions"), left);
  m_compare = new DeskButton(tr("Compare with $LATEST"), DeskButton::Kind::Flat, title);
  m_compare->setObjectName(u"versions_compare"_s);
  m_delete = new DeskButton(u"trash"_s, tr("Delete version"), u"Del"_s, title);
  m_delete->setObjectName(u"versions_delete"_s);
  for (DeskButton* b : {m_compare, m_delete}) {
    b->setCompact(true);
    title->addRight(b);
  }
  m_table = new RowTable(tr("Versions"), left);
  m_table->setObjectName(u"versions_table"_s);
  m_table->setColumns({{tr("Version"), 76, false}, {tr("Description"), 0, false}, {tr("Aliases"), 176, false}, {tr("Published"), 164, true}});
  leftColumn->addWidget(title);
  leftColumn->addWidget(m_table, 1);
  m_aliases = new AliasList(hub, upper);
  upper->addWidget(left);
  upper->addWidget(m_aliases);
  upper->setSizes({560, 560});
  auto* split = new HairlineSplitter(Qt::Vertical, this);
  m_diff = new VersionDiff(hub, split);
  split->addWidget(upper);
  split->addWidget(m_diff);
  split->setStretchFactor(0, 2);
  split->setStretchFactor(1, 1);
  split->setSizes({400, 200});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar);
  column->addWidget(m_banner);
  column->addWidget(split, 1);
  followTheme(bar, [bar] {
    const Theme& theme = Theme::current();
    bar->row()->setContentsMargins(theme.px(16), 0, theme.px(12), 0);
    bar->row()->setSpacing(theme.px(8));
  });

  connect(m_publish, &DeskButton::clicked, this, &VersionsView::publish);
  connect(m_description, &QLineEdit::returnPressed, this, &VersionsView::publish);
  connect(m_compare, &DeskButton::clicked, this, &VersionsView::compareChosen);
  connect(m_delete, &DeskButton::clicked, this, [this] { askDelete(m_table->currentKey()); });
  connect(m_table, &RowTable::deleteWanted, this, &VersionsView::askDelete);
  connect(m_table, &RowTable::rowActivated, this, &VersionsView::compareChosen);
  connect(m_table, &RowTable::currentKeyChanged, this, [this](const QString& key) {
    const bool published = !key.isEmpty() && key != versionName(0);
    m_delete->setVisible(published);
    m_compare->setVisible(published);
    m_delete->setAccessibleName(tr("Delete version %1").arg(key));
  });
  m_delete->hide();
  m_compare->hide();
  connect(&hub.selection(), &Selection::functionChanged, this, &VersionsView::load);
  connect(&hub.functions(), &FunctionModel::functionChanged, this, [this](quint32 id) {
    if (id == m_function) load();
  });
  setFocusProxy(m_table);
  load();
}

void VersionsView::load() {
  const FunctionId id = m_hub.selection().function();
  if (id != m_function) m_banner->clear();
  m_function = id;
  const FunctionInfo* f = m_hub.functions().info(id);
  setEnabled(f != nullptr);
  if (f) fillVersions(*f);
  else m_table->setRows({});
  m_aliases->setFunction(f);
  m_diff->setFunction(f);
}

void VersionsView::fillVersions(const FunctionInfo& f) {
  QHash<VersionNumber, QStringList> names;
  for (const AliasInfo& a : AliasList::aliasesOf(f)) {
    const double other = a.weights.isEmpty() ? 0 : a.weights.first().weight;
    names[a.version] << (other > 0 ? QString(a.name + u' ' + QString::number(100 - qRound(other * 100)) + u" %") : a.name);
    for (const VersionWeight& w : a.weights) names[w.version] << QString(a.name + u' ' + QString::number(qRound(w.weight * 100)) + u" %");
    for (const VersionMatch& m : a.matches) names[m.version] << tr("%1 by rule").arg(a.name);
  }
  QList<Row> rows;
  rows.append({versionName(0), {{versionName(0), Tone::Primary, true}, {f.config.description.isEmpty() ? tr("what is being worked on") : f.config.description, Tone::Secondary},
                                {names.value(0).join(u", "_s), Tone::Secondary}, {tr("changed %1").arg(format::ago(f.modified, m_hub.time().now())), Tone::Tertiary}}});
  for (auto v = f.versions.rbegin(); v != f.versions.rend(); ++v)
    rows.append({versionName(v->number), {{versionName(v->number), Tone::Primary, true}, {v->description, Tone::Secondary}, {names.value(v->number).join(u", "_s), Tone::Secondary},
                                          {format::dateTime(v->added), Tone::Secondary, true}}});
  m_table->setRows(rows);
}

void VersionsView::takeOver(const VersionsView& from) { m_description->setText(from.m_description->text()); }

void VersionsView::publish() {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f || m_busy || !m_publish->isEnabled()) return;
  m_busy = true;
  m_banner->clear();
  QJsonObject params = calls::nameOf(f->key);
  if (!m_description->text().isEmpty()) params[u"Description"_s] = m_description->text();
  calls::action(m_hub, "PublishVersion", params, this, [this](const Result<QJsonObject>& r) {
    m_busy = false;
    if (!r) return m_banner->show(r.error());
    m_description->clear();
  });
}

void VersionsView::askDelete(const QString& version) {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  const auto number = versionFromName(version);
  if (!f || !number || *number == 0) return;
  QStringList used;
  for (const AliasInfo& a : f->aliases) {
    const bool other = std::any_of(a.weights.begin(), a.weights.end(), [&](const auto& w) { return w.version == *number; }) ||
                       std::any_of(a.matches.begin(), a.matches.end(), [&](const auto& m) { return m.version == *number; });
    if (a.version == *number || other) used << a.name;
  }
  QString loss = tr("Version %1 of %2 goes: its code, its configuration and its provisioned instances. Its number is never used again.").arg(version, f->key.name);
  if (!used.isEmpty()) loss += u'\n' + tr("Aliases that name it keep their other version, or go with it: %1.").arg(used.join(u", "_s));
  auto* dialog = new AskDialog(tr("Delete version %1?").arg(version), loss, tr("Delete version"), tr("Keep"), this);
  dialog->setObjectName(u"versions_deleteDialog"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, key = f->key, version, force = !used.isEmpty()] { deleteVersion(key, version, force); });
  dialog->show();
}

void VersionsView::deleteVersion(const FunctionKey& key, const QString& version, bool force) {
  QJsonObject params = calls::nameOf(key);
  params[u"Qualifier"_s] = version;
  if (force) params[u"ForceDelete"_s] = u"TRUE"_s;
  calls::action(m_hub, "DeleteFunctionVersion", params, this, [this](const Result<QJsonObject>& r) { r ? m_banner->clear() : m_banner->show(r.error()); });
}

void VersionsView::compareChosen() {
  if (const QString key = m_table->currentKey(); !key.isEmpty() && key != versionName(0)) m_diff->compare(key, versionName(0));
}

}  // namespace scfdesk
