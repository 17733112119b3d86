// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what is filled in can be a function; then makes it, and says in place what was refused.
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/newfunctiondialog.h"
#include "widgets/functions/pathfield.h"
#include "widgets/functions/projectimport.h"
#include "widgets/functions/templatebuild.h"
#include <QJsonDocument>
#include <QJsonObject>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void NewFunctionDialog::check() {
  if (!m_create) return;  // while the rows are being made
  if (source() == Source::Project) {
    const int count = m_project->count();
    m_create->setText(count > 1 ? tr("Create %n functions", nullptr, count) : tr("Create function"));
    m_create->setEnabled(count > 0);
    return;
  }
  m_create->setText(tr("Create function"));
  const QString name = m_name->text().trimmed();
  QString nameError, handlerError;
  if (const Status ok = checkFunctionName(name); !name.isEmpty() && !ok) nameError = EngineWords::text(ok.error());
  else if (m_hub.functions().infoOf({u"default"_s, name})) nameError = tr("A function %1 exists already. Choose another name.").arg(name);
  const bool copy = !copied().name.isEmpty();
  const bool ownProgram = copy || m_web || source() == Source::Image;
  if (const Status ok = checkHandler(m_handler->text(), m_runtime->currentData().toString()); !ownProgram && !m_handler->text().isEmpty() && !ok) handlerError = EngineWords::text(ok.error());
  m_nameRow->setError(nameError);
  m_name->setError(!nameError.isEmpty());
  m_handlerRow->setError(handlerError);
  m_handler->setError(!handlerError.isEmpty());
  const bool haveCode = source() == Source::Template || (source() == Source::Folder ? !m_folder->path().isEmpty() : source() == Source::Image ? !m_image->text().isEmpty() : !m_zip.isEmpty());
  const bool haveWords = !name.isEmpty() && (ownProgram || !m_handler->text().isEmpty());
  m_create->setEnabled(haveCode && haveWords && !m_looking && m_sourceError.isEmpty() && nameError.isEmpty() && handlerError.isEmpty());
}

void NewFunctionDialog::createNow() {
  check();
  if (!m_create->isEnabled()) return;
  banner().clear();
  if (source() == Source::Project) return m_project->createAll();
  const FunctionKey key{u"default"_s, m_name->text().trimmed()};
  const auto answered = [this](const Result<FunctionInfo>& r) { onAnswer(r); };
  if (const FunctionKey from = copied(); !from.name.isEmpty()) {
    setBusy(true);
    return m_hub.backend().copyFunction(from, key, this, answered);
  }
  CreateFunction request;
  request.key = key;
  if (source() == Source::Image) {
    request.config.runtime = u"CustomImage"_s;
    request.config.handler = u"index.main_handler"_s;  // SCF's own default; the image starts what it likes
    const QJsonObject image{{u"ImageType"_s, u"personal"_s}, {u"ImageUri"_s, m_image->text().trimmed()}};
    request.apiExtras.insert(u"ImageConfig"_s, QString::fromUtf8(QJsonDocument(image).toJson(QJsonDocument::Compact)));
    setBusy(true);
    return send(request);
  }
  request.code = code();
  if (m_web) request.apiExtras.insert(u"Type"_s, u"\"HTTP\""_s);
  request.config.runtime = m_runtime->currentData().toString();
  request.config.handler = m_handler->text();
  setBusy(true);
  for (const CodeTemplate& t : codeTemplates()) {
    if (source() != Source::Template || t.build.isEmpty() || t.id != m_template->currentData().toString()) continue;
    QString java;
    for (const InterpreterChoice& choice : std::as_const(m_interpreters))
      if (choice.family == u"java" && (java.isEmpty() || choice.chosen)) java = choice.path;
    return m_build->start(t, java, [this, request](const Result<QByteArray>& zip) mutable {
      if (!zip) {
        setBusy(false);
        return banner().show(zip.error());
      }
      request.code.zip = *zip;
      send(request);
    });
  }
  send(request);
}

void NewFunctionDialog::send(const CreateFunction& request) {
  m_hub.backend().createFunction(request, this, [this](const Result<FunctionInfo>& r) { onAnswer(r); });
}

void NewFunctionDialog::onAnswer(const Result<FunctionInfo>& result) {
  setBusy(false);
  if (result) {
    Q_EMIT functionCreated(result->id);
    accept();
    return;
  }
  const Error& e = result.error();
  const QString text = EngineWords::text(e);
  if (e.code.contains(u"FunctionName"_s) || e.code == u"ResourceInUse.Function"_s) m_nameRow->setError(text), m_name->setError(true), m_name->setFocus();
  else if (e.code.contains(u"Handler"_s)) m_handlerRow->setError(text), m_handler->setError(true), m_handler->setFocus();
  else if (e.code.contains(u"Runtime"_s)) m_runtimeRow->setError(text), m_runtime->setFocus();
  else if (source() != Source::Template && (e.code.contains(u"Zip"_s) || e.code.contains(u"Code"_s) || e.code.contains(u"Folder"_s))) setSourceError(text);
  else banner().show(e);
}

}  // namespace scfdesk
