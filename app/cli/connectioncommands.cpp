// SPDX-License-Identifier: GPL-3.0-or-later
// connection list, add and remove. Keys are never words of a command: they lie in the keyring, or in variables that the connection names.
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cloud/connectionfile.h"
#include "app/cloud/keyring.h"
#include <QDir>
#include <QEventLoop>
#include <QUuid>
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;
constexpr int kForgetMs = 3000;  // the keyring's answer, if there is one
}

int runConnectionList(Session& session, const Words&) {
  const auto profiles = ConnectionFile(session.dataDir()).read();
  if (!profiles) return Session::fail(profiles.error());
  if (session.asJson()) {
    const QByteArray text = connectionsToJson(*profiles);
    session.printJson(json::parse(text.begin(), text.end(), nullptr, false));
    return exits::kDone;
  }
  Table table({u"CONNECTION"_s, u"KIND"_s, u"ENDPOINT"_s, u"REGION"_s, u"NAMESPACE"_s, u"KEYS"_s});
  for (const ConnectionProfile& p : *profiles) table.add({p.name, connectionKindName(p.kind), p.endpoint, p.region, p.ns, p.keyVariables.isEmpty() ? u"keyring"_s : QString(p.keyVariables + u"_SECRET_ID"_s)});
  session.print(table.empty() ? u"There are no stored connections. scfdesk connection add makes them, or the window (Connections); --connection cloud takes the keys of the environment.\n"_s : table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runConnectionAdd(Session& session, const Words& words) {
  ConnectionProfile profile;
  profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
  profile.name = words.operand(0).trimmed();
  profile.kind = words.value(u"--kind"_s) == u"engine"_s ? ConnectionKind::Engine : ConnectionKind::Cloud;
  profile.endpoint = words.value(u"--endpoint"_s, profile.kind == ConnectionKind::Cloud ? u"https://scf.tencentcloudapi.com"_s : QString());
  profile.region = words.value(u"--region"_s, u"ap-guangzhou"_s);
  profile.ns = words.value(u"--namespace"_s, u"default"_s);
  profile.keyVariables = words.value(u"--keys"_s);
  if (profile.endpoint.isEmpty()) return Session::fail({u"Local.Words"_s, u"--endpoint is missing: where the engine listens."_s, u"For example --endpoint http://10.0.0.5:9700"_s});
  if (const Status good = checkConnection(profile); !good) return Session::fail({u"Local.Words"_s, good.error().message, good.error().next});
  const ConnectionFile file(session.dataDir());
  auto stored = file.read();
  if (!stored) return Session::fail(stored.error());
  QList<ConnectionProfile> profiles = *stored;
  if (profiles.size() >= kConnectionsMost) return Session::fail({u"LimitExceeded"_s, u"There are at most %1 connections."_s.arg(kConnectionsMost), u"Remove one."_s});
  if (std::any_of(profiles.cbegin(), profiles.cend(), [&](const ConnectionProfile& one) { return one.name == profile.name; }))
    return Session::fail({u"ResourceInUse"_s, u"There is a connection %1 already."_s.arg(profile.name), u"Choose another name, or remove it first."_s});
  profiles << profile;
  QDir().mkpath(session.dataDir());
  if (const Status written = file.write(profiles); !written) return Session::fail(written.error());
  const QString prefix = !profile.keyVariables.isEmpty() ? profile.keyVariables : profile.kind == ConnectionKind::Engine ? u"SCFDESK"_s : u"TENCENTCLOUD"_s;
  if (session.asJson()) session.printJson({{"id", profile.id.toStdString()}, {"name", profile.name.toStdString()}});
  else session.print(u"%1 is there. Its keys are taken from %2_SECRET_ID and %2_SECRET_KEY.\n"_s.arg(profile.name, prefix));
  return exits::kDone;
}

int runConnectionRemove(Session& session, const Words& words) {
  const ConnectionFile file(session.dataDir());
  auto stored = file.read();
  if (!stored) return Session::fail(stored.error());
  QList<ConnectionProfile> profiles = *stored;
  const auto it = std::find_if(profiles.begin(), profiles.end(), [&](const ConnectionProfile& one) { return one.name == words.operand(0); });
  if (it == profiles.end()) return Session::fail({u"Local.NoConnection"_s, u"There is no connection %1 in %2."_s.arg(words.operand(0), session.dataDir()), u"scfdesk connection list shows those there are."_s});
  const ConnectionProfile gone = *it;
  profiles.erase(it);
  if (const Status written = file.write(profiles); !written) return Session::fail(written.error());
  QDir(session.dataDir() + u"/connections"_s).remove(gone.id + u".events.json"_s);
  if (gone.keyVariables.isEmpty()) {
    DesktopKeyring keyring;
    keyring.setLimitMs(kForgetMs);
    QEventLoop loop;
    bool answered = false;
    keyring.remove(gone.id, &loop, [&](const Status&) {
      answered = true;
      loop.quit();
    });
    if (!answered) loop.exec();
  }
  if (!session.asJson()) session.print(u"%1 is removed; the functions there stay.\n"_s.arg(gone.name));
  return exits::kDone;
}

}  // namespace scfdesk::cli
