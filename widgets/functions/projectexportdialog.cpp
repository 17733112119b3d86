// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/projectexportdialog.h"
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/functions/pathfield.h"
#include "widgets/theme/followtheme.h"
#include <QJsonArray>
#include <QRadioButton>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kNotesPx = 128;
enum What { One, All };
enum Format { Scfcli, Serverless };
}  // namespace

ProjectExportDialog::ProjectExportDialog(ModelHub& hub, FunctionId function, QWidget* parent) : DialogFrame(tr("Export project file"), parent), m_hub(hub) {
  setObjectName(u"exportproject"_s);
  const FunctionInfo* info = hub.functions().info(function);
  m_key = info ? info->key : FunctionKey{u"default"_s, {}};
  m_what = new SegmentedControl(tr("Functions to export"), this);
  m_what->setObjectName(u"exportproject_what"_s);
  m_what->addSegment(info ? m_key.name : tr("No function"));
  m_what->addSegment(tr("All of %1").arg(m_key.ns));
  m_format = new SegmentedControl(tr("Kind of project file"), this);
  m_format->setObjectName(u"exportproject_format"_s);
  m_format->addSegment(u"template.yaml"_s);
  m_format->addSegment(u"serverless.yml"_s);
  m_format->segment(Scfcli)->setToolTip(tr("For scfcli; holds any number of functions"));
  m_format->segment(Serverless)->setToolTip(tr("For the tencent-scf component; holds one function"));
  m_folder = new PathField(tr("Folder of the project"), PathField::Kind::Folder, this);
  m_folder->setPartNames(u"exportproject_folder"_s);
  auto* folder = new FieldRow(tr("Folder"), m_folder, this);
  folder->setStretch(true);
  m_about = new Label(Label::Role::Dense, Tone::Secondary, tr("The code is written beside the file. Nothing that exists is overwritten. Values of environment variables are in the file."), this);
  m_about->setWordWrap(true);
  m_said = new Label(Label::Role::Body, Tone::Primary, {}, this);
  m_said->setObjectName(u"exportproject_said"_s);
  m_said->setWordWrap(true);
  m_notes = new RowTable(tr("What the file cannot say"), this);
  m_notes->setObjectName(u"exportproject_notes"_s);
  m_notes->setColumns({{tr("Function"), 136}, {tr("What the file cannot say")}});
  content()->addWidget(new FieldRow(tr("Functions"), m_what, this));
  content()->addWidget(new FieldRow(tr("File"), m_format, this));
  for (QWidget* part : {static_cast<QWidget*>(folder), static_cast<QWidget*>(m_about), static_cast<QWidget*>(m_said), static_cast<QWidget*>(m_notes)}) content()->addWidget(part);
  m_said->hide();
  m_notes->hide();
  m_close = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  m_close->setObjectName(u"exportproject_close"_s);
  m_close->setAutoDefault(false);
  m_write = new DeskButton(tr("Export"), DeskButton::Kind::Primary, this);
  m_write->setObjectName(u"exportproject_write"_s);
  m_write->setDefault(true);
  addButton(m_close);
  addButton(m_write);
  followTheme(this, [this] { m_notes->setFixedHeight(Theme::current().px(kNotesPx)); });
  connect(m_close, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_write, &DeskButton::clicked, this, &ProjectExportDialog::write);
  connect(m_folder, &PathField::pathChanged, this, &ProjectExportDialog::check);
  connect(m_what, &SegmentedControl::currentChanged, this, &ProjectExportDialog::check);
  connect(m_format, &SegmentedControl::currentChanged, this, &ProjectExportDialog::check);
  m_here = hub.backend().capabilities().folders;
  if (!m_here) m_about->setText(tr("A project is written by the engine of this machine. Bring the functions here first: Deploy and pull, in the Connections menu."));
  if (!info) m_what->setCurrentIndex(All);
  m_what->segment(One)->setEnabled(info);
  check();
  m_folder->setFocus();
}

void ProjectExportDialog::setFolder(const QString& folder) { m_folder->setPath(folder); }

void ProjectExportDialog::check() {
  // A serverless.yml holds one function.
  const bool all = m_what->currentIndex() == All;
  m_format->segment(Serverless)->setEnabled(!all);
  if (all && m_format->currentIndex() == Serverless) m_format->setCurrentIndex(Scfcli);
  m_write->setEnabled(m_here && !m_folder->path().isEmpty() && !m_done);
}

void ProjectExportDialog::write() {
  banner().clear();
  QJsonObject body{{u"folder"_s, m_folder->path()}, {u"namespace"_s, m_key.ns}, {u"format"_s, m_format->currentIndex() == Serverless ? u"serverless"_s : u"scfcli"_s}};
  if (m_what->currentIndex() == One) body.insert(u"functions"_s, QJsonArray{m_key.name});
  setBusy(true);
  calls::post(m_hub, u"/-/project/export"_s, body, this, [this](const Result<QJsonObject>& written) {
    setBusy(false);
    onWritten(written);
  });
}

void ProjectExportDialog::onWritten(const Result<QJsonObject>& written) {
  m_folder->setError(!written);
  if (!written) {
    banner().show(written.error());
    return check();
  }
  m_done = true;
  const qsizetype folders = (*written)[u"folders"_s].toArray().size();
  m_said->setText(folders == 0 ? tr("Written: %1").arg((*written)[u"file"_s].toString()) : tr("Written: %1 and %n folders with code beside it", nullptr, int(folders)).arg((*written)[u"file"_s].toString()));
  m_said->show();
  QList<Row> rows;
  for (const QJsonValue& value : (*written)[u"notes"_s].toArray()) {
    const QString where = value[u"where"_s].toString(), what = EngineWords::text(value[u"what"_s].toString());
    rows.append(Row{QString::number(rows.size()), {RowCell{where, Tone::Secondary}, RowCell{what, Tone::Primary}}, what});
  }
  m_notes->setRows(rows);
  m_notes->setVisible(!rows.isEmpty());
  m_about->hide();
  m_close->setText(tr("Close"));
  m_close->setAccessibleName(tr("Close"));
  check();
  m_close->setFocus();
}

}  // namespace scfdesk
