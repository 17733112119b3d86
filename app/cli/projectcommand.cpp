// SPDX-License-Identifier: GPL-3.0-or-later
// Functions as a public project file, with the code that it names.
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include <QDir>
#include <QFileInfo>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {

int runFunctionExport(Session& session, const Words& words) {
  constexpr int kSeconds = 300;  // many packages
  const QString folder = words.value(u"--to"_s);
  if (folder.isEmpty()) return Session::fail({u"Local.Words"_s, u"--to is missing: the folder that the project is written into."_s, u"For example --to ./project."_s});
  const auto way = session.transport();
  if (!way) return Session::fail(way.error());
  if ((*way)->isRemote() || !(*way)->isEngine())
    return Session::fail({u"UnsupportedOperation"_s, u"A project is written by the engine of this machine, not by %1."_s.arg((*way)->target()), u"Bring the functions here first: scfdesk pull FUNCTION --from CONNECTION."_s});
  Session::json body{{"folder", QDir::cleanPath(QFileInfo(folder).absoluteFilePath()).toStdString()}, {"format", words.value(u"--format"_s, u"scfcli"_s).toStdString()}, {"namespace", session.ns().toStdString()}};
  for (const QString& name : words.operands()) body["functions"].push_back(name.toStdString());
  const auto written = session.localJson("POST", "/-/project/export", QByteArray::fromStdString(body.dump()), kSeconds);
  if (!written) return Session::fail(written.error());
  for (const auto& note : written->value("notes", Session::json::array())) std::fprintf(stderr, "%s\n", qUtf8Printable(u"%1: %2"_s.arg(textOf(note, "where"), textOf(note, "what"))));
  if (session.asJson()) return session.printJson(*written), exits::kDone;
  session.print(textOf(*written, "file") + u'\n');
  for (const auto& one : written->value("folders", Session::json::array())) session.print(QString::fromStdString(one.get<std::string>()) + u'\n');
  return exits::kDone;
}

}  // namespace scfdesk::cli
