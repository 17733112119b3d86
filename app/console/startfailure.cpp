// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/startfailure.h"
#include "widgets/theme/theme.h"
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

StartFailure::StartFailure(const Error& error, QWidget* parent) : QDialog(parent) {
  const Theme& theme = Theme::current();
  setObjectName(u"startfailure"_s);
  setWindowTitle(tr("SCF Desk cannot start"));
  setPalette(theme.palette());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16));
  layout->setSpacing(theme.px(8));
  auto* title = new QLabel(tr("SCF Desk cannot start"));
  title->setFont(theme.ui(15, QFont::DemiBold));
  auto* sentence = new QLabel(error.message);
  auto* next = new QLabel(error.next);
  for (QLabel* label : {sentence, next}) {
    label->setFont(theme.ui(13));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setMinimumWidth(theme.px(460));
  }
  auto* quit = new QPushButton(tr("Quit"));
  quit->setObjectName(u"startfailure_quit"_s);
  quit->setAccessibleName(tr("Quit"));
  connect(quit, &QPushButton::clicked, this, &QDialog::close);
  layout->addWidget(title);
  layout->addWidget(sentence);
  layout->addWidget(next);
  layout->addSpacing(theme.px(8));
  layout->addWidget(quit, 0, Qt::AlignRight);
}

}  // namespace scfdesk
