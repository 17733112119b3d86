// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/versions/aliasdialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/functioncalls.h"
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

AliasDialog::AliasDialog(ModelHub& hub, const FunctionInfo& function, QWidget* parent) : DialogFrame(tr("New alias of %1").arg(function.key.name), parent), m_hub(hub), m_key(function.key) {
  setObjectName(u"alias"_s);
  m_taken << kDefaultAlias.toString();
  for (const AliasInfo& a : function.aliases) m_taken << a.name;
  m_name = new TextField(tr("Name of the alias"), this);
  m_name->setObjectName(u"alias_name"_s);
  m_name->setPlaceholderText(u"release"_s);
  m_version = new ComboField(tr("Version of the alias"), this);
  m_version->setObjectName(u"alias_version"_s);
  for (auto v = function.versions.rbegin(); v != function.versions.rend(); ++v) m_version->addItem(versionName(v->number));
  m_version->addItem(versionName(0));
  m_description = new TextField(tr("Description of the alias"), this);
  m_description->setObjectName(u"alias_description"_s);
  m_nameRow = new FieldRow(tr("Name"), m_name, this);
  auto* version = new FieldRow(tr("Version"), m_version, this);
  auto* description = new FieldRow(tr("Description"), m_description, this);
  m_nameRow->setStretch(true);
  description->setStretch(true);
  for (FieldRow* row : {m_nameRow, version, description}) content()->addWidget(row);
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setObjectName(u"alias_cancel"_s);
  cancel->setAutoDefault(false);
  m_create = new DeskButton(tr("Create alias"), DeskButton::Kind::Primary, this);
  m_create->setObjectName(u"alias_create"_s);
  m_create->setDefault(true);
  addButton(cancel);
  addButton(m_create);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_create, &DeskButton::clicked, this, &AliasDialog::createNow);
  connect(m_name, &QLineEdit::textChanged, this, &AliasDialog::check);
  m_name->setFocus();
  check();
}

void AliasDialog::check() {
  const QString name = m_name->text().trimmed();
  QString error;
  if (const Status good = checkAliasName(name); !name.isEmpty() && !good) error = EngineWords::text(good.error());
  else if (m_taken.contains(name)) error = tr("An alias %1 exists already. Choose another name.").arg(name);
  m_nameRow->setError(error);
  m_name->setError(!error.isEmpty());
  m_create->setEnabled(!name.isEmpty() && error.isEmpty());
}

void AliasDialog::createNow() {
  check();
  if (!m_create->isEnabled()) return;
  banner().clear();
  setBusy(true);
  QJsonObject params = calls::nameOf(m_key);
  params[u"Name"_s] = m_name->text().trimmed();
  params[u"FunctionVersion"_s] = m_version->currentText();
  params[u"Description"_s] = m_description->text();
  calls::action(m_hub, "CreateAlias", params, this, [this](const Result<QJsonObject>& r) {
    setBusy(false);
    if (!r) {
      banner().show(r.error());
      m_name->setFocus();
      return;
    }
    Q_EMIT made(m_name->text().trimmed());
    accept();
  });
}

}  // namespace scfdesk
