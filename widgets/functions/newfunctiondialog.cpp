// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/newfunctiondialog.h"
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/functions/packagefile.h"
#include "widgets/functions/pathfield.h"
#include "widgets/functions/projectimport.h"
#include "widgets/functions/templatebuild.h"
#include <QClipboard>
#include <QCompleter>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QRadioButton>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

NewFunctionDialog::NewFunctionDialog(ModelHub& hub, QWidget* parent) : DialogFrame(tr("New function"), parent), m_hub(hub), m_build(new TemplateBuild(this)) {
  setObjectName(u"newfunction"_s);
  content()->addWidget(makeSources());

  m_name = new TextField(tr("Function name"), this);
  m_name->setObjectName(u"newfunction_name"_s);
  m_nameRow = new FieldRow(tr("Name"), m_name, this);
  m_nameRow->setStretch(true);
  m_runtime = new ComboField(tr("Runtime"), this);
  m_runtime->setObjectName(u"newfunction_runtime"_s);
  for (const QString& family : runtimeFamilies())
    for (const QString& runtime : runtimesOf(family)) m_runtime->addItem(runtimeLabel(runtime), runtime);
  m_runtime->setCurrentIndex(m_runtime->findData(usualRuntime(u"python3"_s)));
  m_runtimeRow = new FieldRow(tr("Runtime"), m_runtime, this);
  m_handler = new TextField(tr("Handler"), this);
  m_handler->setObjectName(u"newfunction_handler"_s);
  m_handler->setCode(true);
  m_handler->setPlaceholderText(u"index.main_handler"_s);
  m_handlerRow = new FieldRow(tr("Handler"), m_handler, this);
  m_handlerRow->setStretch(true);
  m_install = new TextField(tr("Command that installs the runtime"), this);
  m_install->setObjectName(u"newfunction_install"_s);
  m_install->setCode(true);
  m_install->setReadOnly(true);
  auto* copy = new DeskButton(u"copy"_s, tr("Copy command"), {}, this);
  copy->setObjectName(u"newfunction_copyInstall"_s);
  copy->setAutoDefault(false);
  connect(copy, &DeskButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_install->text()); });
  auto* install = new QWidget(this);
  auto* installLine = new QHBoxLayout(install);
  installLine->setContentsMargins(0, 0, 0, 0);
  installLine->addWidget(m_install, 1);
  installLine->addWidget(copy);
  m_installRow = new FieldRow(tr("Install it with"), install, this);
  m_installRow->setStretch(true);
  for (FieldRow* row : {m_nameRow, m_runtimeRow, m_installRow, m_handlerRow}) content()->addWidget(row);
  m_installRow->hide();

  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setObjectName(u"newfunction_cancel"_s);
  cancel->setAutoDefault(false);
  m_create = new DeskButton(tr("Create function"), DeskButton::Kind::Primary, this);
  m_create->setObjectName(u"newfunction_create"_s);
  m_create->setDefault(true);
  addButton(cancel);
  addButton(m_create);

  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_create, &DeskButton::clicked, this, &NewFunctionDialog::createNow);
  connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameTouched = true; });
  connect(m_handler, &QLineEdit::textEdited, this, [this] { m_handlerTouched = true; });
  connect(m_name, &QLineEdit::textChanged, this, &NewFunctionDialog::check);
  connect(m_handler, &QLineEdit::textChanged, this, &NewFunctionDialog::check);
  connect(m_runtime, &QComboBox::activated, this, [this] { m_runtimeTouched = true; });
  connect(m_runtime, &QComboBox::currentIndexChanged, this, &NewFunctionDialog::showRuntimeNote);
  hub.backend().interpreters(this, [this](const Result<QList<InterpreterChoice>>& r) {
    if (r) m_interpreters = *r;
    showRuntimeNote();
  });
  calls::get(hub, u"/-/runtimes"_s, this, [this](const Result<QJsonObject>& r) {
    if (!r) return;
    for (const QJsonValue& value : (*r)[u"families"_s].toArray()) m_commands.insert(value.toObject()[u"family"_s].toString(), value.toObject()[u"install"_s].toString());
    showRuntimeNote();
  });
  onSource(0);
  m_name->setFocus();
  m_name->selectAll();
}

QWidget* NewFunctionDialog::makeSources() {
  m_source = new SegmentedControl(tr("Source of the code"), this);
  m_source->setObjectName(u"newfunction_source"_s);
  m_source->addSegment(tr("Template"));
  m_source->addSegment(tr("Folder"));
  m_source->addSegment(tr("Zip"));
  m_source->addSegment(tr("Project file"));
  m_source->addSegment(tr("Image"));
  if (!m_hub.backend().capabilities().folders) {
    m_source->segment(1)->setVisible(false);
    m_source->segment(3)->setVisible(false);
    m_source->segment(4)->setVisible(false);
  }

  m_template = new ComboField(tr("Template"), this);
  m_template->setObjectName(u"newfunction_template"_s);
  fillTemplates();
  m_templateRow = new FieldRow(tr("Template"), m_template, this);
  m_templateRow->setStretch(true);
  m_folder = new PathField(tr("Folder with the code"), PathField::Kind::Folder, this);
  m_folder->setPartNames(u"newfunction_folder"_s);
  m_folderRow = new FieldRow(tr("Folder"), m_folder, this);
  m_folderRow->setStretch(true);
  m_folderRow->setToolTip(tr("The folder stays the source: save a file there, and the next event runs the new code."));
  m_package = new PathField(tr("Zip package with the code"), PathField::Kind::Zip, this);
  m_package->setPartNames(u"newfunction_zip"_s);
  m_packageRow = new FieldRow(tr("Zip package"), m_package, this);
  m_packageRow->setStretch(true);
  m_image = new TextField(tr("Address of the container image"), this);
  m_image->setObjectName(u"newfunction_image"_s);
  m_image->setCode(true);
  m_image->setPlaceholderText(u"ccr.ccs.tencentyun.com/team/orders:1.0"_s);
  m_imageRow = new FieldRow(tr("Image"), m_image, this);
  m_imageRow->setStretch(true);
  auto* cloudOnly = new Label(Label::Role::Dense, Tone::Warning, tr("Needs a container engine; runs in the cloud only. It is kept and listed here, and events to it fail."), this);
  cloudOnly->setObjectName(u"newfunction_imageNote"_s);
  cloudOnly->setWordWrap(true);
  m_imageNoteRow = new FieldRow(QString(), cloudOnly, this);
  m_imageNoteRow->setStretch(true);
  m_project = new ProjectImport(m_hub, this);
  connect(m_project, &ProjectImport::changed, this, &NewFunctionDialog::check);
  connect(m_project, &ProjectImport::busyChanged, this, &NewFunctionDialog::setBusy);
  connect(m_project, &ProjectImport::created, this, [this](quint32 id) {
    Q_EMIT functionCreated(id);
    accept();
  });

  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(new FieldRow(tr("From"), m_source, box));
  for (FieldRow* row : {m_templateRow, m_folderRow, m_packageRow, m_imageRow, m_imageNoteRow}) column->addWidget(row);
  column->addWidget(m_project);
  connect(m_source, &SegmentedControl::currentChanged, this, &NewFunctionDialog::onSource);
  connect(m_template, &QComboBox::currentIndexChanged, this, &NewFunctionDialog::onTemplate);
  connect(m_folder, &PathField::pathChanged, this, &NewFunctionDialog::onFolder);
  connect(m_package, &PathField::pathChanged, this, &NewFunctionDialog::onZip);
  connect(m_image, &QLineEdit::textChanged, this, &NewFunctionDialog::onImage);
  return box;
}

void NewFunctionDialog::fillTemplates() {
  for (const CodeTemplate& t : codeTemplates()) m_template->addItem(t.title, t.id);
  const FunctionModel& model = m_hub.functions();
  for (int row = 0; row < model.rowCount(); ++row)
    if (const FunctionInfo* f = model.infoAt(row); f->sample) m_template->addItem(tr("Copy of the sample %1").arg(f->key.name), QVariant::fromValue(f->key));
}

NewFunctionDialog::Source NewFunctionDialog::source() const { return static_cast<Source>(m_source->currentIndex()); }

FunctionKey NewFunctionDialog::copied() const {
  const QVariant data = m_template->currentData();
  return source() == Source::Template && data.canConvert<FunctionKey>() ? data.value<FunctionKey>() : FunctionKey{};
}

void NewFunctionDialog::setSource(Source source) {
  m_source->setCurrentIndex(static_cast<int>(source));
  // What is asked for first is where the cursor stands: where the code is, or what it shall be called.
  if (source == Source::Folder) m_folder->setFocus();
  else if (source == Source::Zip) m_package->setFocus();
  else if (source == Source::Project) m_project->setFocus();
  else if (source == Source::Image) m_image->setFocus();
  else m_name->setFocus();
}
void NewFunctionDialog::setFolder(const QString& folder) {
  setSource(Source::Folder);
  m_folder->setPath(folder);
}
void NewFunctionDialog::setZip(const QString& file) {
  setSource(Source::Zip);
  m_package->setPath(file);
}

void NewFunctionDialog::setProject(const QString& file) {
  setSource(Source::Project);
  m_project->setFile(file);
}

void NewFunctionDialog::setImage(const QString& address) {
  setSource(Source::Image);
  m_image->setText(address);
}

/// The file says all that is asked for elsewhere.
void NewFunctionDialog::onProject() {
  m_runtimeRow->hide();
  m_handlerRow->hide();
  m_installRow->hide();
  check();
}

void NewFunctionDialog::onSource(int) {
  ++m_look;
  m_looking = false;
  m_templateRow->setVisible(source() == Source::Template);
  m_folderRow->setVisible(source() == Source::Folder);
  m_packageRow->setVisible(source() == Source::Zip);
  m_project->setVisible(source() == Source::Project);
  m_nameRow->setVisible(source() != Source::Project);
  m_imageRow->setVisible(source() == Source::Image);
  m_imageNoteRow->setVisible(source() == Source::Image);
  m_sourceError.clear();
  setWeb(false);
  banner().clear();
  if (source() == Source::Template) onTemplate();
  else if (source() == Source::Folder) onFolder(m_folder->path());
  else if (source() == Source::Zip) onZip(m_package->path());
  else if (source() == Source::Project) onProject();
  else onImage();
}

void NewFunctionDialog::onTemplate() {
  if (source() != Source::Template) return;
  const FunctionKey from = copied();
  const bool copy = !from.name.isEmpty();
  m_runtimeRow->setVisible(!copy);
  m_handlerRow->setVisible(!copy);
  if (copy) {
    setWeb(false);
    suggestName(from.name + u"-copy"_s);
  } else {
    for (const CodeTemplate& t : codeTemplates()) {
      if (t.id != m_template->currentData().toString()) continue;
      suggestRuntime(t.family);
      m_handlerTouched = false;
      m_handler->setText(t.handler);
      m_handlerRow->setNote({});
      setWeb(t.web);
      suggestName(u"my-function"_s);
    }
  }
  check();
}

void NewFunctionDialog::showRuntimeNote() {
  if (source() == Source::Image) return;
  const QString runtime = m_runtime->currentData().toString();
  const QString family = familyOfRuntime(runtime);
  const bool own = family == u"custom"_s || family == u"go"_s;  // the package brings its program
  QString runs;
  for (const InterpreterChoice& choice : m_interpreters)
    if (choice.runtimes.contains(runtime)) runs = choice.label;
  const bool missing = !own && runs.isEmpty() && !m_interpreters.isEmpty();
  m_runtimeRow->setNote(own ? tr("the package is the program") : !runs.isEmpty() ? tr("runs %1").arg(runs) : missing ? tr("not on this machine; events fail until it is") : QString());
  const QString command = missing ? m_commands.value(family) : QString();
  m_install->setText(command);
  m_installRow->setVisible(!command.isEmpty() && m_runtimeRow->isVisibleTo(this));
}

}  // namespace scfdesk
