// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/handlers.h"

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The runtime whose rule the handler follows.
QString ruleOf(const QString& runtime, const QHash<QString, QString>& extras) {
  const bool free = runtime == u"CustomImage" || extras.value(u"Type"_s) == u"\"HTTP\"";
  return free ? u"CustomRuntime"_s : runtime;
}

}  // namespace

Status checkHandler(const QString& handler, const QString& runtime, const QHash<QString, QString>& extras) { return checkHandler(handler, ruleOf(runtime, extras)); }

Status checkConfig(const FunctionConfig& config, const QHash<QString, QString>& extras) {
  FunctionConfig ruled = config;
  ruled.runtime = ruleOf(config.runtime, extras);
  return checkConfig(ruled);
}

}  // namespace scfdesk
