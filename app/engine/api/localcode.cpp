// SPDX-License-Identifier: GPL-3.0-or-later
// LocalApi: the code of a function or of a version as a package, and what code can be written in.
#include "app/engine/api/localapi.h"
#include "app/engine/runtime/runtimes.h"
#include <nlohmann/json.hpp>

namespace scfdesk {

/// /-/code/NAMESPACE/NAME?qualifier=3: a zip; without qualifier that of $LATEST, a linked folder included.
void LocalApi::code(const HttpRequest& request, HttpReply& reply) {
  const QByteArray rest = request.path().sliced(qsizetype(sizeof "/-/code/") - 1).toByteArray();
  const qsizetype slash = rest.indexOf('/');
  const FunctionKey key{QString::fromUtf8(QByteArray::fromPercentEncoding(rest.left(std::max<qsizetype>(slash, 0)))), QString::fromUtf8(QByteArray::fromPercentEncoding(rest.mid(slash + 1)))};
  const FunctionInfo* function = m_engine.function(key);
  if (slash < 0 || !function)
    return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.Function"), QStringLiteral("There is no function `%1` in namespace `%2`.").arg(key.name, key.ns), QStringLiteral("The path is /-/code/NAMESPACE/NAME.")});
  const QString qualifier = QString::fromUtf8(localQueryValue(request.query(), "qualifier").value_or("$LATEST"));
  const auto number = versionFromName(qualifier);
  const FunctionInfo* version = number ? m_engine.version(*function, *number) : nullptr;
  if (!version)
    return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.FunctionVersion"), QStringLiteral("The function `%1` has no version %2.").arg(key.name, qualifier.left(80)), QStringLiteral("ListVersionByFunction names those that exist.")});
  m_engine.readCode(*version, [reply](const Result<QByteArray>& zip) mutable {
    if (!zip) return localRefusal(reply, localStatusOf(zip.error()), zip.error());
    reply.send(200, "application/zip", *zip);
  });
}

/// /-/runtimes: families of runtimes, and what brings one that is missing.
void LocalApi::runtimes(HttpReply& reply) {
  using json = nlohmann::ordered_json;
  json list = json::array();
  for (const char* family : {"python3", "nodejs", "php", "java", "go", "custom"}) {
    const QString command = installCommand(QString::fromLatin1(family));
    list.push_back({{"family", family}, {"install", command.toStdString()}});
  }
  reply.send(200, "application/json", QByteArray::fromStdString(json{{"families", std::move(list)}}.dump()));
}

}  // namespace scfdesk
