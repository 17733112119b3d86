// SPDX-License-Identifier: GPL-3.0-or-later
// What a new function is made of: looks at the folder or the package, and suggests name, runtime and handler.
#include "models/functionmodel.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/functions/newfunctiondialog.h"
#include "widgets/functions/packagefile.h"
#include "widgets/functions/pathfield.h"
#include <QCompleter>
#include <QFileInfo>
#include <QRegularExpression>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kNameMax = 60;
constexpr QStringView kServer = u"scf_bootstrap";  // starts a web function, and is its handler

/// What a registry takes: host[:port]/path[:tag][@digest], without a scheme or blanks.
bool imageAddress(const QString& text) {
  static const QRegularExpression shape(u"^[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$"_s);
  return shape.match(text).hasMatch();
}

/// A function name made of any text: letters, digits, - and _, a letter first.
QString nameFrom(const QString& text) {
  QString name;
  for (const QChar c : text.toLower()) {
    const bool letter = c >= u'a' && c <= u'z', digit = c >= u'0' && c <= u'9';
    if (letter || (digit && !name.isEmpty())) name += c;
    else if (!name.isEmpty() && name.back() != u'-') name += u'-';
  }
  name = name.left(kNameMax - 4);
  while (name.endsWith(u'-')) name.chop(1);
  return name.size() < 2 ? u"my-function"_s : name;
}

}  // namespace

void NewFunctionDialog::onFolder(const QString& folder) {
  if (source() != Source::Folder) return;
  m_runtimeRow->setVisible(true);
  m_handlerRow->setVisible(true);
  setSourceError({});
  setWeb(false);
  if (folder.isEmpty()) return check();
  const QFileInfo info(folder);
  if (!info.isAbsolute()) return setSourceError(tr("Give the whole path, from / or ~."));
  if (!info.exists()) return setSourceError(tr("%1 is not there. Choose another folder.").arg(folder));
  if (!info.isDir()) return setSourceError(tr("%1 is not a folder. Choose the folder that holds the code.").arg(folder));
  if (!info.isReadable()) return setSourceError(tr("%1 cannot be read: permission denied. Make it readable for this user, or choose another folder.").arg(folder));
  suggestName(info.fileName());
  const int look = ++m_look;
  listFolder(folder, this, [this, look](const QStringList& names) {
    if (look != m_look) return;
    suggestRuntime(familyOfNames(names));
    setWeb(names.contains(kServer));
  });
  this->look();
}

void NewFunctionDialog::onZip(const QString& file) {
  if (source() != Source::Zip) return;
  m_runtimeRow->setVisible(true);
  m_handlerRow->setVisible(true);
  m_zip.clear();
  setSourceError({});
  setWeb(false);
  if (file.isEmpty()) return check();
  const int look = ++m_look;
  m_looking = true;
  check();
  readPackage(file, this, [this, look, file](Result<QByteArray> r) {
    if (look != m_look) return;
    m_looking = false;
    if (!r) return setSourceError(EngineWords::text(r.error()));
    m_zip = std::move(*r);
    suggestName(QFileInfo(file).completeBaseName());
    suggestRuntime(familyOfNames(packageNames(m_zip)));
    setWeb(packageNames(m_zip).contains(kServer));
    if (m_web) check();
    else this->look();
  });
}

/// An image: its address is all that is asked for.
void NewFunctionDialog::onImage() {
  if (source() != Source::Image) return;
  m_runtimeRow->hide();
  m_handlerRow->hide();
  m_installRow->hide();
  const QString address = m_image->text().trimmed();
  const bool good = address.isEmpty() || imageAddress(address);
  m_sourceError = good ? QString() : tr("\"%1\" is not an image: write registry/namespace/name:tag.").arg(address.left(120));
  m_imageRow->setError(m_sourceError);
  m_image->setError(!good);
  if (good && !address.isEmpty()) suggestName(address.section(u'@', 0, 0).section(u'/', -1).section(u':', 0, 0));
  check();
}

void NewFunctionDialog::setWeb(bool web) {
  m_web = web;
  if (!m_create) return;
  if (web) {
    m_handler->setText(kServer.toString());
    m_handlerRow->setNote(tr("web function: its server gets the requests"));
    m_handlerTouched = false;
  } else if (m_handler->text() == kServer) {
    m_handler->clear();
    m_handlerRow->setNote({});
  }
  m_handler->setReadOnly(web);
}

CodeInput NewFunctionDialog::code() const {
  if (source() == Source::Folder) return {CodeSource::Folder, {}, m_folder->path()};
  if (source() == Source::Zip) return {CodeSource::Package, m_zip, {}};
  for (const CodeTemplate& t : codeTemplates())
    if (t.id == m_template->currentData().toString()) return {CodeSource::Package, t.zip, {}};
  return {};
}

void NewFunctionDialog::look() {
  const int look = m_look;
  m_looking = true;
  m_handlerRow->setNote({});
  check();
  m_hub.backend().findHandlers(code(), this, [this, look](const Result<QStringList>& r) {
    if (look == m_look) onHandlers(r);
  });
}

void NewFunctionDialog::onHandlers(const Result<QStringList>& found) {
  m_looking = false;
  if (m_web) return check();
  if (!found) return setSourceError(EngineWords::text(found.error()));
  if (!found->isEmpty() && !m_handlerTouched) {
    const qsizetype usual = found->indexOf(u"index.main_handler"_s);
    m_handler->setText(found->at(std::max<qsizetype>(0, usual)));
  }
  if (found->isEmpty()) m_handlerRow->setNote(tr("none found by looking"));
  else if (found->size() > 1) m_handlerRow->setNote(tr("%1 found").arg(found->size()));
  auto* completer = new QCompleter(*found, m_handler);
  completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_handler->setCompleter(completer);
  m_handler->setToolTip(found->join(u'\n'));
  check();
}

void NewFunctionDialog::suggestName(const QString& base) {
  if (m_nameTouched) return;
  const QString start = nameFrom(base);
  QString name = start;
  for (int n = 2; m_hub.functions().infoOf({u"default"_s, name}); ++n) name = start + u'-' + QString::number(n);
  m_name->setText(name);
}

void NewFunctionDialog::suggestRuntime(const QString& family) {
  if (m_runtimeTouched || family.isEmpty() || familyOfRuntime(m_runtime->currentData().toString()) == family) return showRuntimeNote();
  m_runtime->setCurrentIndex(m_runtime->findData(usualRuntime(family)));
}

void NewFunctionDialog::setSourceError(const QString& error) {
  m_sourceError = error;
  m_folderRow->setError(source() == Source::Folder ? error : QString());
  m_packageRow->setError(source() == Source::Zip ? error : QString());
  m_folder->setError(source() == Source::Folder && !error.isEmpty());
  m_package->setError(source() == Source::Zip && !error.isEmpty());
  check();
}

}  // namespace scfdesk
