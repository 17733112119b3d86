// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/askdialog.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

AskDialog::AskDialog(const QString& heading, const QString& loss, const QString& confirm, const QString& keep, QWidget* parent) : DialogFrame(heading, parent) {
  auto* text = new Label(Label::Role::Body, Tone::Secondary, loss, this);
  text->setObjectName(u"ask_loss"_s);
  text->setWordWrap(true);
  text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  content()->addWidget(text);
  auto* yes = new DeskButton(confirm, DeskButton::Kind::Danger, this);
  yes->setObjectName(u"ask_confirm"_s);
  yes->setAccessibleName(confirm);
  yes->setAutoDefault(false);
  auto* no = new DeskButton(keep, DeskButton::Kind::Default, this);
  no->setObjectName(u"ask_keep"_s);
  no->setAccessibleName(keep);
  no->setDefault(true);
  addButton(yes);
  addButton(no);
  no->setFocus();
  connect(no, &DeskButton::clicked, this, &QDialog::reject);
  connect(yes, &DeskButton::clicked, this, [this] {
    Q_EMIT confirmed();
    accept();
  });
}

}  // namespace scfdesk
