// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/newfiledialog.h"
#include "models/data/limits.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/searchfield.h"
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

NewFileDialog::NewFileDialog(const QStringList& taken, QWidget* parent) : DialogFrame(tr("New file"), parent), m_taken(taken) {
  setObjectName(u"newfile"_s);
  m_name = new TextField(tr("Path of the new file"), this);
  m_name->setObjectName(u"newfile_path"_s);
  m_name->setCode(true);
  m_name->setPlaceholderText(u"lib/orders.py"_s);
  m_row = new FieldRow(tr("Path"), m_name, this);
  m_row->setStretch(true);
  content()->addWidget(m_row);
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setObjectName(u"newfile_cancel"_s);
  cancel->setAutoDefault(false);
  m_create = new DeskButton(tr("Add file"), DeskButton::Kind::Primary, this);
  m_create->setObjectName(u"newfile_create"_s);
  m_create->setDefault(true);
  m_create->setEnabled(false);
  addButton(cancel);
  addButton(m_create);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_name, &QLineEdit::textChanged, this, [this](const QString& path) {
    const QString wrong = path.isEmpty() ? QString() : fault(path, m_taken);
    m_row->setError(wrong);
    m_name->setError(!wrong.isEmpty());
    m_create->setEnabled(!path.isEmpty() && wrong.isEmpty());
  });
  connect(m_create, &DeskButton::clicked, this, [this] {
    Q_EMIT named(m_name->text());
    accept();
  });
  m_name->setFocus();
}

QString NewFileDialog::fault(const QString& path, const QStringList& taken) {
  if (taken.contains(path)) return tr("%1 is there already.").arg(path);
  if (path.toUtf8().size() > limits::kPathBytes) return tr("A path has at most %1 bytes.").arg(limits::kPathBytes);
  for (const QString& part : path.split(u'/'))
    if (part.isEmpty() || part == u"."_s || part == u".."_s || part.contains(u'\\') || part.contains(QChar(0))) return tr("A path is names with / between them, inside the code's folder.");
  return {};
}

}  // namespace scfdesk
