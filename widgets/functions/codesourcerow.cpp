// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/codesourcerow.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/functions/packagefile.h"
#include "widgets/functions/pathfield.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

CodeSourceRow::CodeSourceRow(ModelHub& hub, QWidget* parent)
    : QWidget(parent),
      m_hub(hub),
      m_text(new Label(Label::Role::Code, {}, this)),
      m_note(new Label(Label::Role::Dense, Tone::Tertiary, {}, this)),
      m_error(new Label(Label::Role::Dense, Tone::Error, {}, this)),
      m_zip(new DeskButton({}, DeskButton::Kind::Default, this)),
      m_chooseFolder(new DeskButton({}, DeskButton::Kind::Default, this)) {
  setObjectName(u"configuration_code"_s);
  m_text->setObjectName(u"configuration_code_source"_s);
  m_text->setElided(Qt::ElideMiddle);
  m_note->setWordWrap(true);
  m_error->setWordWrap(true);
  m_error->setObjectName(u"configuration_code_error"_s);
  m_error->hide();
  m_zip->setObjectName(u"configuration_code_zip"_s);
  m_zip->setText(tr("Update from zip…"));
  m_zip->setAccessibleName(tr("Update code from zip package"));
  m_chooseFolder->setObjectName(u"configuration_code_folder"_s);
  m_chooseFolder->setVisible(hub.backend().capabilities().folders);
  for (DeskButton* b : {m_zip, m_chooseFolder}) b->setCompact(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_zip);
  buttons->addWidget(m_chooseFolder);
  buttons->addStretch(1);
  column->addWidget(m_text);
  column->addWidget(m_note);
  column->addLayout(buttons);
  column->addWidget(m_error);
  connect(m_zip, &DeskButton::clicked, this, [this] { PathField::choose(PathField::Kind::Zip, {}, this, [this](const QString& f) { useZip(f); }); });
  connect(m_chooseFolder, &DeskButton::clicked, this,
          [this] { PathField::choose(PathField::Kind::Folder, m_folder, this, [this](const QString& f) { useFolder(f); }); });
  followTheme(this, [column, buttons] {
    const Theme& theme = Theme::current();
    column->setSpacing(theme.px(4));
    buttons->setSpacing(theme.px(8));
    buttons->setContentsMargins(0, theme.px(4), 0, 0);
  });
}

void CodeSourceRow::setFunction(const FunctionInfo& info) {
  if (!(info.key == m_key)) setError({});
  m_key = info.key;
  m_folder = info.folder;
  const bool folder = info.source == CodeSource::Folder;
  if (folder) {
    m_text->setText(info.folder);
    m_note->setText(tr("This folder is the source. Save a file there, and the next event runs the new code."));
    m_chooseFolder->setText(tr("Use another folder…"));
  } else {
    m_text->setText(tr("Package %1  sha256 %2").arg(format::bytes(info.codeBytes).text(), QString::fromLatin1(info.codeSha256.left(12))));
    m_note->setText(tr("Updated %1. New instances run new code; busy ones finish with the old.").arg(format::dateTime(info.modified)));
    m_chooseFolder->setText(tr("Use a folder…"));
  }
  m_chooseFolder->setAccessibleName(tr("Use a folder as the source of the code"));
}

void CodeSourceRow::useZip(const QString& file) {
  setError({});
  setBusy(true);
  const FunctionKey key = m_key;
  readPackage(file, this, [this, key](Result<QByteArray> r) {
    if (!(key == m_key)) return setBusy(false);
    if (r) return send({CodeSource::Package, std::move(*r), {}});
    setBusy(false);
    setError(EngineWords::text(r.error()));
  });
}

void CodeSourceRow::useFolder(const QString& folder) {
  setError({});
  send({CodeSource::Folder, {}, folder});
}

void CodeSourceRow::send(const CodeInput& code) {
  setBusy(true);
  const FunctionKey key = m_key;
  m_hub.backend().updateCode({key, code, std::nullopt}, this, [this, key](const Result<FunctionInfo>& r) {
    setBusy(false);
    if (!r && key == m_key) setError(EngineWords::text(r.error()));
  });
}

void CodeSourceRow::setBusy(bool busy) {
  m_zip->setEnabled(!busy);
  m_chooseFolder->setEnabled(!busy);
}

void CodeSourceRow::setError(const QString& error) {
  m_error->setText(error);
  m_error->setVisible(!error.isEmpty());
}

QString CodeSourceRow::error() const { return m_error->text(); }

}  // namespace scfdesk
