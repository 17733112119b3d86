// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ends.h"
#include "app/cli/enginetransport.h"
#include "app/cli/session.h"
#include "app/cloud/keyring.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {

Result<End> connectionEnd(Session& session, const QString& name) {
  auto resolved = resolveConnection(session.dataDir(), name);
  if (!resolved) return resolved.error();
  End end;
  const ConnectionProfile profile = resolved->profile;
  end.cloud = !resolved->target.engine;
  end.text = end.cloud ? u"%1 (Tencent Cloud, %2, namespace %3)"_s.arg(profile.name, profile.region, profile.ns) : u"%1 (%2, namespace %3)"_s.arg(profile.name, profile.endpoint, profile.ns);
  end.client = std::make_unique<CloudClient>(std::move(resolved).value().target);
  end.target = std::make_unique<ClientEnd>(*end.client, profile.name, profile.ns);
  return end;
}

Result<End> ownEnd(Session& session) {
  const Words& words = session.words();
  const auto address = words.has(u"--endpoint"_s) ? engineAt(words.value(u"--endpoint"_s), session.dataDir()) : engineOf(session.dataDir());
  if (!address) return address.error();
  // The planner's time-outs are those of a far cloud: whether there is an engine at all is asked first.
  if (const auto there = session.call("ListNamespaces", {{"Limit", 1}}); !there) return there.error();
  const QString ns = words.value(u"--namespace"_s, u"default"_s);
  End end;
  CloudTarget target;
  target.endpoint = QUrl(u"http://%1:%2"_s.arg(address->host.contains(u':') ? QString(u'[' + address->host + u']') : address->host).arg(address->port));
  target.region = u"ap-guangzhou"_s;
  target.keys = {address->secretId, address->secretKey, {}};
  target.engine = true;
  end.text = u"the engine at %1 (namespace %2)"_s.arg(target.endpoint.authority(), ns);
  end.client = std::make_unique<CloudClient>(std::move(target));
  end.target = std::make_unique<ClientEnd>(*end.client, u"this engine"_s, ns);
  return end;
}

}  // namespace scfdesk::cli
