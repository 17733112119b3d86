// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/tariffdialog.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/switch.h"
#include "widgets/theme/theme.h"
#include <QDate>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

TariffDialog::TariffDialog(const SimTariff& tariff, QWidget* parent) : QDialog(parent) {
  setObjectName(u"simulate_tariff_dialog"_s);
  setWindowTitle(tr("Tariff"));
  const Theme& t = Theme::current();
  m_date = new TextField(tr("Day of the tariff"));
  m_date->setObjectName(u"simulate_tariff_date"_s);
  const auto price = [](const QString& name, const QString& id) {
    auto* field = new NumberField(name, u"CNY"_s);
    field->setObjectName(u"simulate_tariff_%1"_s.arg(id));
    field->setDecimals(8);
    field->setRange(0, 1'000);
    field->setSingleStep(0.00001);
    return field;
  };
  m_gbSecond = price(tr("GB-s executed"), u"gbSecond"_s);
  m_calls = price(tr("10,000 calls"), u"calls"_s);
  m_idle = price(tr("GB-s provisioned and idle"), u"idle"_s);
  m_init = new Switch(tr("Initialisation is billed"));
  m_init->setObjectName(u"simulate_tariff_init"_s);
  auto* about = new Label(Label::Role::Dense, Tone::Secondary, tr("Prices change, and the texts they were read in are from 2021 and 2022: put in those of your bill. Free amounts are left out. Whether initialisation is billed is not published."));
  about->setWordWrap(true);
  auto* published = new DeskButton(tr("Published 2022-06-01"), DeskButton::Kind::Flat);
  published->setObjectName(u"simulate_tariff_published"_s);
  auto* cancel = new DeskButton(tr("Cancel"));
  auto* take = new DeskButton(tr("Use this tariff"), DeskButton::Kind::Primary);
  take->setObjectName(u"simulate_tariff_take"_s);
  take->setDefault(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(t.px(16), t.px(16), t.px(16), t.px(16));
  column->setSpacing(t.px(10));
  column->addWidget(about);
  m_dateRow = new FieldRow(tr("Day"), m_date);
  column->addWidget(m_dateRow);
  for (NumberField* field : {m_gbSecond, m_calls, m_idle}) column->addWidget(new FieldRow(field->accessibleName(), field));
  column->addWidget(new FieldRow(tr("Bill initialisation"), m_init));
  auto* foot = new QHBoxLayout;
  foot->addWidget(published);
  foot->addStretch(1);
  foot->addWidget(cancel);
  foot->addWidget(take);
  column->addLayout(foot);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(take, &QPushButton::clicked, this, &TariffDialog::accept);
  connect(published, &QPushButton::clicked, this, [this] { put(SimTariff{}); });
  put(tariff);
  setMinimumWidth(t.px(440));
}

void TariffDialog::put(const SimTariff& tariff) {
  m_date->setText(tariff.date);
  m_gbSecond->setValue(tariff.gbSecond);
  m_calls->setValue(tariff.tenThousandCalls);
  m_idle->setValue(tariff.idleProvisionedGbSecond);
  m_init->setChecked(tariff.billInit);
}

SimTariff TariffDialog::tariff() const { return {m_date->text().trimmed(), m_gbSecond->value(), m_calls->value(), m_idle->value(), m_init->isChecked()}; }

void TariffDialog::accept() {
  const bool day = QDate::fromString(m_date->text().trimmed(), u"yyyy-MM-dd"_s).isValid();
  m_dateRow->setError(day ? QString() : tr("A day is written 2022-06-01."));
  if (day) QDialog::accept();
}

}  // namespace scfdesk
