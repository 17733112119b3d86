// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/functioncalls.h"
#include <QJsonDocument>
#include <QUrl>

namespace scfdesk::calls {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<QJsonObject> objectOf(const Result<QByteArray>& answer) {
  if (!answer) return answer.error();
  QJsonParseError wrong;
  const QJsonDocument document = QJsonDocument::fromJson(*answer, &wrong);
  if (document.isObject()) return document.object();
  return Error{u"Local.BadAnswer"_s, u"The engine's answer could not be read: %1."_s.arg(wrong.errorString()), u"Restart the engine."_s};
}

QByteArray textOf(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

}  // namespace

QJsonObject nameOf(const FunctionKey& key) { return {{u"FunctionName"_s, key.name}, {u"Namespace"_s, key.ns}}; }

void action(ModelHub& hub, const char* name, const QJsonObject& params, QObject* context, ObjectReply reply) {
  hub.backend().action(name, textOf(params), context, [reply = std::move(reply)](const Result<QByteArray>& r) { reply(objectOf(r)); });
}

void get(ModelHub& hub, const QString& target, QObject* context, ObjectReply reply) {
  hub.backend().local("GET", target.toUtf8(), {}, context, [reply = std::move(reply)](const Result<QByteArray>& r) { reply(objectOf(r)); });
}

void post(ModelHub& hub, const QString& target, const QJsonObject& body, QObject* context, ObjectReply reply) {
  hub.backend().local("POST", target.toUtf8(), textOf(body), context, [reply = std::move(reply)](const Result<QByteArray>& r) { reply(objectOf(r)); });
}

void package(ModelHub& hub, const FunctionKey& key, const QString& qualifier, QObject* context, std::function<void(const Result<QByteArray>&)> reply) {
  const QByteArray target = "/-/code/" + QUrl::toPercentEncoding(key.ns) + '/' + QUrl::toPercentEncoding(key.name) + "?qualifier=" + QUrl::toPercentEncoding(qualifier);
  hub.backend().local("GET", target, {}, context, std::move(reply));
}

}  // namespace scfdesk::calls
