// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/registerdialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QGridLayout>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

RegisterDialog::RegisterDialog(Backend& backend, QWidget* parent) : DialogFrame(tr("Register server"), parent), m_backend(backend) {
  auto* grid = new QGridLayout;
  int row = 0;
  const auto add = [&](const QString& caption, QWidget* field) {
    grid->addWidget(new Label(Label::Role::Control, Tone::Secondary, caption, this), row, 0);
    grid->addWidget(field, row++, 1);
  };
  const auto text = [&](const QString& caption, const QString& name, const QString& value) {
    auto* field = new TextField(caption, this);
    field->setObjectName(u"services_register_"_s + name);
    field->setText(value);
    add(caption, field);
    return field;
  };
  m_kind = new ComboField(tr("Kind"), this);
  m_kind->setObjectName(u"services_register_kind"_s);
  for (const auto& [title, kind] : {std::pair{u"Redis"_s, u"redis"_s}, {u"MySQL"_s, u"mysql"_s}, {u"PostgreSQL"_s, u"postgresql"_s}, {u"Memcached"_s, u"memcached"_s}}) m_kind->addItem(title, kind);
  add(tr("Kind"), m_kind);
  m_name = text(tr("Name"), u"name"_s, u"redis-other"_s);
  m_host = text(tr("Address"), u"host"_s, u"127.0.0.1"_s);
  m_port = text(tr("Port"), u"port"_s, {});
  m_port->setPlaceholderText(tr("the usual one"));
  m_user = text(tr("User"), u"user"_s, {});
  m_password = text(tr("Password"), u"password"_s, {});
  m_password->setEchoMode(QLineEdit::Password);
  m_database = text(tr("Database"), u"database"_s, {});
  content()->addLayout(grid);
  followTheme(this, [grid] {
    grid->setHorizontalSpacing(Theme::current().px(16));
    grid->setVerticalSpacing(Theme::current().px(8));
    grid->setColumnMinimumWidth(0, Theme::current().px(110));
  });
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  auto* go = new DeskButton(tr("Register"), DeskButton::Kind::Primary, this);
  go->setObjectName(u"services_register_go"_s);
  go->setDefault(true);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(go, &DeskButton::clicked, this, &RegisterDialog::send);
  addButton(cancel);
  addButton(go);
}

void RegisterDialog::send() {
  nlohmann::json body{{"action", "register"}, {"kind", m_kind->currentData().toString().toStdString()}, {"name", m_name->text().toStdString()}, {"host", m_host->text().trimmed().toStdString()}};
  bool number = true;
  if (!m_port->text().isEmpty()) body["port"] = m_port->text().toInt(&number);
  if (!number) return banner().show(tr("The port must be a number from 1 to 65535."));
  for (const auto& [name, field] : {std::pair{"user", m_user}, {"password", m_password}, {"database", m_database}})
    if (!field->text().isEmpty()) body[name] = field->text().toStdString();
  setBusy(true);
  m_backend.local("POST", "/-/services", QByteArray::fromStdString(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)), this, [this](const Result<QByteArray>& answer) {
    setBusy(false);
    if (!answer) return banner().show(answer.error());
    accept();
  });
}

}  // namespace scfdesk
