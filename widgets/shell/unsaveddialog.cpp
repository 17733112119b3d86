// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/unsaveddialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include <QPointer>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kLinesShown = 8;
}

UnsavedDialog::UnsavedDialog(const QStringList& lines, Save save, QWidget* parent)
    : DialogFrame(lines.size() == 1 ? tr("Save 1 change before quitting?") : tr("Save %1 changes before quitting?").arg(lines.size()), parent),
      m_save(std::move(save)) {
  setObjectName(u"unsaved"_s);
  QStringList shown = lines.mid(0, kLinesShown);
  if (lines.size() > kLinesShown) shown << tr("%1 more").arg(lines.size() - kLinesShown);
  auto* names = new Label(Label::Role::Body, Tone::Secondary, shown.join(u'\n'), this);
  names->setObjectName(u"unsaved_lines"_s);
  names->setWordWrap(true);
  names->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  content()->addWidget(names);
  m_discard = new DeskButton(tr("Discard"), DeskButton::Kind::Danger, this);
  m_discard->setObjectName(u"unsaved_discard"_s);
  m_discard->setAccessibleName(tr("Discard changes and quit"));
  m_cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  m_cancel->setObjectName(u"unsaved_cancel"_s);
  m_cancel->setAccessibleName(tr("Cancel, do not quit"));
  m_saveButton = new DeskButton(tr("Save"), DeskButton::Kind::Primary, this);
  m_saveButton->setObjectName(u"unsaved_save"_s);
  m_saveButton->setAccessibleName(tr("Save changes and quit"));
  m_saveButton->setDefault(true);
  for (DeskButton* button : {m_discard, m_cancel, m_saveButton}) addButton(button);
  m_saveButton->setFocus();
  connect(m_cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_saveButton, &DeskButton::clicked, this, &UnsavedDialog::saveNow);
  connect(m_discard, &DeskButton::clicked, this, [this] {
    accept();
    Q_EMIT settled();
  });
}

void UnsavedDialog::saveNow() {
  banner().clear();
  setBusy(true);
  m_save([self = QPointer(this)](const Status& done) {
    if (!self) return;
    self->setBusy(false);
    if (!done) {
      self->banner().show(done.error());
      self->m_saveButton->setFocus();
      return;
    }
    self->accept();
    Q_EMIT self->settled();
  });
}

}  // namespace scfdesk
