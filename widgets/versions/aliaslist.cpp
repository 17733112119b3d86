// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/versions/aliaslist.h"
#include "models/functionmodel.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/functions/askdialog.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/theme/surface.h"
#include "widgets/versions/aliasdialog.h"
#include "widgets/versions/aliasrow.h"
#include <QScrollArea>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

AliasList::AliasList(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"versions_aliases"_s);
  m_title = new PaneTitle(tr("Aliases"), this);
  m_new = new DeskButton(tr("New alias"), DeskButton::Kind::Default, m_title);
  m_new->setObjectName(u"versions_newAlias"_s);
  m_new->setIconName(u"plus"_s);
  m_new->setCompact(true);
  m_title->addRight(m_new);
  needsEngine(m_new, hub);
  connect(m_new, &DeskButton::clicked, this, &AliasList::create);
  auto* scroll = new QScrollArea(this);
  scroll->setObjectName(u"versions_aliasScroll"_s);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* body = new Surface(Surface::Fill::Panel, scroll);
  m_column = new QVBoxLayout(body);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  m_column->addStretch(1);
  scroll->setWidget(body);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_title);
  column->addWidget(scroll, 1);
}

QList<AliasInfo> AliasList::aliasesOf(const FunctionInfo& function) {
  QList<AliasInfo> all = function.aliases;
  const auto at = std::find_if(all.begin(), all.end(), [](const AliasInfo& a) { return a.name == kDefaultAlias; });
  AliasInfo standard;
  standard.name = kDefaultAlias.toString();
  if (at != all.end()) {
    standard = *at;
    all.erase(at);
  }
  all.prepend(standard);
  return all;
}

AliasRow* AliasList::makeRow(const QString& name) {
  auto* row = new AliasRow(name, this);
  connect(row, &AliasRow::saveWanted, this, &AliasList::save);
  connect(row, &AliasRow::deleteWanted, this, &AliasList::askDelete);
  m_rows.insert(name, row);
  return row;
}

void AliasList::setFunction(const FunctionInfo* function) {
  const FunctionId id = function ? function->id : 0;
  QList<AliasInfo> aliases;
  if (function) aliases = aliasesOf(*function);
  QStringList names;
  for (const AliasInfo& a : aliases) names << a.name;
  for (const QString& name : m_rows.keys())
    if (id != m_function || !names.contains(name)) delete m_rows.take(name);
  m_function = id;
  m_new->setVisible(function != nullptr);
  m_title->setCaption(format::count(aliases.size()));
  if (!function) return;
  QList<VersionNumber> versions;
  for (auto v = function->versions.rbegin(); v != function->versions.rend(); ++v) versions << v->number;
  for (int i = 0; i < aliases.size(); ++i) {
    AliasRow* row = m_rows.value(aliases[i].name);
    if (!row) row = makeRow(aliases[i].name);
    if (m_column->indexOf(row) != i) m_column->insertWidget(i, row);
    row->setAlias(aliases[i], versions);
  }
}

bool AliasList::hasChanges() const {
  return std::any_of(m_rows.begin(), m_rows.end(), [](const AliasRow* row) { return row->changed(); });
}

void AliasList::save(const QString& name) {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  AliasRow* row = m_rows.value(name);
  if (!f || !row) return;
  const AliasInfo wanted = row->edited();
  QJsonObject params = calls::nameOf(f->key);
  params[u"Name"_s] = name;
  params[u"FunctionVersion"_s] = versionName(wanted.version);
  params[u"RoutingConfig"_s] = AliasRow::routingOf(wanted);
  row->setBusy(true);
  row->setError({});
  calls::action(m_hub, "UpdateAlias", params, row, [row, wanted](const Result<QJsonObject>& r) {
    if (r) row->accept(wanted);
    row->setBusy(false);
    if (!r) row->setError(EngineWords::text(r.error()));
  });
}

void AliasList::askDelete(const QString& name) {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f) return;
  auto* dialog = new AskDialog(tr("Delete alias %1?").arg(name), tr("Calls of %1:%2 are refused from then on. Its versions stay.").arg(f->key.name, name), tr("Delete alias"), tr("Keep"), this);
  dialog->setObjectName(u"alias_deleteDialog"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, name, key = f->key] {
    QJsonObject params = calls::nameOf(key);
    params[u"Name"_s] = name;
    calls::action(m_hub, "DeleteAlias", params, this, [this, name](const Result<QJsonObject>& r) {
      if (AliasRow* row = m_rows.value(name); row && !r) row->setError(EngineWords::text(r.error()));
    });
  });
  dialog->show();
}

void AliasList::create() {
  if (const FunctionInfo* f = m_hub.functions().info(m_function)) (new AliasDialog(m_hub, *f, this))->show();
}

}  // namespace scfdesk
