// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QJsonObject>
#include <functional>

/// Actions of the Cloud API and local additions with JSON objects, as views ask for them. GUI thread; a reply is dropped when its
/// context has died.
namespace scfdesk::calls {

using ObjectReply = std::function<void(const Result<QJsonObject>&)>;

/// {"FunctionName":...,"Namespace":...}
QJsonObject nameOf(const FunctionKey& key);
/// `params` is the action's JSON object; the reply is its "Response".
void action(ModelHub& hub, const char* name, const QJsonObject& params, QObject* context, ObjectReply reply);
/// GET of what stands at `target` ("/-/async").
void get(ModelHub& hub, const QString& target, QObject* context, ObjectReply reply);
void post(ModelHub& hub, const QString& target, const QJsonObject& body, QObject* context, ObjectReply reply);
/// The package of a version ("$LATEST", "3").
void package(ModelHub& hub, const FunctionKey& key, const QString& qualifier, QObject* context, std::function<void(const Result<QByteArray>&)> reply);

}  // namespace scfdesk::calls
