// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/openrequest.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/modelhub.h"
#include "widgets/shell/mainwindow.h"
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
QByteArray text(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray refusal(const QString& code, const QString& message, const QString& next = {}) {
  return text({{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"next"_s, next}}}});
}

const Invocation* invocationOf(const ModelHub& hub, const QByteArray& begin) {
  for (int row = 0; row < hub.invocations().rowCount(); ++row)
    if (const Invocation* v = hub.invocations().invocationAt(row); v && v->requestId.startsWith(begin)) return v;
  return nullptr;
}

// In the order of MainWindow::Tab and ::View.
const QStringList kTabs{u"test"_s, u"configuration"_s, u"code"_s, u"triggers"_s, u"versions"_s, u"concurrency"_s};
const QStringList kViews{u"functions"_s, u"function"_s, u"scaling"_s, u"settings"_s, u"logs"_s, u"async"_s, u"services"_s, u"simulate"_s};
}  // namespace

QByteArray openInWindow(MainWindow& window, ModelHub& hub, const QByteArray& wish) {
  const QJsonObject asked = QJsonDocument::fromJson(wish).object();
  QJsonObject shown;
  if (const QString name = asked[u"function"_s].toString(); !name.isEmpty()) {
    const QString ns = asked[u"namespace"_s].toString(u"default"_s);
    const FunctionInfo* function = hub.functions().infoOf({ns, name});
    if (!function) return refusal(u"ResourceNotFound.Function"_s, u"There is no function %1 in namespace %2."_s.arg(name, ns), u"scfdesk function list shows all."_s);
    const auto tab = std::max<qsizetype>(kTabs.indexOf(asked[u"tab"_s].toString()), 0);
    window.openFunction(function->id, static_cast<MainWindow::Tab>(tab));
    shown[u"function"_s] = name;
  }
  if (const QString id = asked[u"request"_s].toString(); !id.isEmpty()) {
    const Invocation* invocation = invocationOf(hub, id.toLatin1());
    if (!invocation) return refusal(u"ResourceNotFound.RequestId"_s, u"The window knows no request %1."_s.arg(id.left(40)), u"It may be too old: scfdesk logs --request shows what it wrote."_s);
    shown[u"request"_s] = QString::fromLatin1(invocation->requestId);
    window.showInvocation(invocation->id);
  }
  if (const qsizetype view = kViews.indexOf(asked[u"view"_s].toString()); view >= 0) {
    const auto wanted = static_cast<MainWindow::View>(view);
    if (!window.viewWidget(wanted)) return refusal(u"Local.NotBuilt"_s, u"This window has no view %1."_s.arg(kViews[view]));
    window.showView(wanted);
    shown[u"view"_s] = kViews[view];
  }
  return text({{u"shown"_s, shown}});
}

}  // namespace scfdesk
