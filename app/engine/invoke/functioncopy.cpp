// SPDX-License-Identifier: GPL-3.0-or-later
// The code of a version, and copies of a function with its configuration and saved events.
#include "app/engine/invoke/functionregistry.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void FunctionRegistry::readCode(const FunctionInfo& version, Reply<QByteArray> reply) {
  if (version.source == CodeSource::Folder) return m_store.packFolder(version.folder, std::move(reply));
  m_store.readPackage(version.codeSha256, std::move(reply));
}

void FunctionRegistry::copy(const CopyRequest& request, Reply<FunctionInfo> reply) {
  const FunctionEntry* e = entry(request.from);
  if (!e) return reply(missing(request.from));
  const FunctionInfo source = e->info;
  const bool replaces = request.override && entry(request.to);
  CreateFunction make;
  make.key = request.to;
  make.config = source.config;
  if (!request.withConfiguration) {
    make.config = FunctionConfig{};
    make.config.runtime = source.config.runtime;
    make.config.handler = source.config.handler;
  } else {
    make.overrides = source.overrides;
    make.role = source.role;
    make.apiExtras = source.apiExtras;
  }
  if (request.description) make.config.description = *request.description;
  const auto withEvents = [this, source, reply](const Result<FunctionInfo>& made) {
    if (!made) return reply(made.error());
    m_store.savedEvents(source, [this, made = *made, reply](const Result<QList<SavedEvent>>& events) {
      if (events)
        for (SavedEvent event : *events) {
          event.function = made.key;
          m_store.saveEvent(made.id, event, [](const Status&) {});
        }
      reply(made);
    });
  };
  const auto withCode = [this, make, replaces, withEvents, request, reply](const CodeInput& code) {
    if (!replaces) {
      CreateFunction whole = make;
      whole.code = code;
      return create(whole, withEvents);
    }
    updateCode({make.key, code, make.config.handler}, [this, make, request, reply](const Result<FunctionInfo>& updated) {
      if (!updated || !request.withConfiguration) return reply(updated);
      UpdateConfig config;
      config.key = make.key;
      config.description = make.config.description;
      config.memoryMb = make.config.memoryMb;
      config.timeoutSeconds = make.config.timeoutSeconds;
      config.initTimeoutSeconds = make.config.initTimeoutSeconds;
      config.environment = make.config.environment;
      config.role = make.role;
      config.apiExtras = make.apiExtras;
      updateConfig(config, reply);
    });
  };
  if (source.source == CodeSource::Folder) return withCode({CodeSource::Folder, {}, source.folder});
  m_store.readPackage(source.codeSha256, [withCode, reply](const Result<QByteArray>& zip) {
    if (!zip) return reply(zip.error());
    withCode({CodeSource::Package, *zip, {}});
  });
}

}  // namespace scfdesk
