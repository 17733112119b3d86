// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deploy/deployread.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;
constexpr int kVersions = 100;  // of one page; the newest come first
QByteArray textOf(const QByteArray& response, const char* name) {
  const json object = json::parse(response.begin(), response.end(), nullptr, false);
  const auto it = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get<std::string>()) : QByteArray();
}
// Two ends: whoever reads the error must know which.
Error at(const DeployTarget& end, Error error) {
  error.message = u"At %1: %2"_s.arg(end.name(), error.message);
  return error;
}
int totalOf(const QByteArray& list) {
  const json whole = json::parse(list.begin(), list.end(), nullptr, false);
  return whole.is_object() && whole.contains("TotalCount") && whole["TotalCount"].is_number() ? whole["TotalCount"].get<int>() : 0;
}
}  // namespace

DeployRead::DeployRead(DeployTarget& source, DeployTarget& target, QStringList functions, bool versions, QObject* parent)
    : QObject(parent), m_source(source), m_target(target), m_functions(std::move(functions)), m_versions(versions) {}

void DeployRead::start(Reply reply) {
  m_reply = std::move(reply);
  next();
}

void DeployRead::done(Error error) {
  if (m_reply) std::exchange(m_reply, nullptr)(std::move(error));
}

QByteArray DeployRead::named(const DeployTarget& end, const QByteArray& version) const {
  json params{{"FunctionName", m_functions[m_at].toStdString()}, {"Namespace", end.ns().toStdString()}};
  if (!version.isEmpty()) params["Qualifier"] = version.toStdString();
  return QByteArray::fromStdString(params.dump(-1, ' ', false, json::error_handler_t::replace));
}

void DeployRead::next() {
  if (m_at >= 0) m_pairs.append(std::exchange(m_pair, {}));
  if (++m_at < m_functions.size()) return readSource();
  if (m_reply) std::exchange(m_reply, nullptr)(m_pairs);
}

void DeployRead::snapshot(DeployTarget& end, SnapshotReply reply) {
  end.action("GetFunction", named(end), this, [this, &end, reply](const Result<QByteArray>& function) {
    if (!function) return reply(function.error());
    end.action("GetFunctionEventInvokeConfig", named(end), this, [this, &end, reply, function = *function](const Result<QByteArray>& config) {
      if (!config) return reply(config.error());
      auto got = functionSnapshot(function, *config);
      if (!got || got->runtime == u"CustomImage"_s) return reply(got);
      end.action("GetFunctionAddress", named(end), this, [reply, snapshot = *got](const Result<QByteArray>& address) mutable {
        if (!address) return reply(address.error());
        snapshot.codeSha256 = textOf(*address, "CodeSha256");
        reply(std::move(snapshot));
      });
    });
  });
}

void DeployRead::package(DeployTarget& end, std::function<void(Result<QByteArray>)> reply) {
  end.action("GetFunctionAddress", named(end), this, [this, &end, reply](const Result<QByteArray>& address) {
    if (!address) return reply(address.error());
    end.download(QUrl(QString::fromUtf8(textOf(*address, "Url"))), this, reply);
  });
}

void DeployRead::readSource() {
  snapshot(m_source, [this](const Result<FunctionSnapshot>& got) {
    if (!got) return done(at(m_source, got.error()));
    m_pair.source = *got;
    readKept();
  });
}

// What a deploy does not carry is told before. Whoever may not read it deploys all the same.
void DeployRead::readKept() {
  m_source.action("ListVersionByFunction", named(m_source), this, [this](const Result<QByteArray>& versions) {
    if (const int count = versions ? totalOf(*versions) - 1 : 0; count > 0) m_pair.source.kept << (count == 1 ? u"1 version"_s : u"%1 versions"_s.arg(count));
    m_source.action("ListAliases", named(m_source), this, [this](const Result<QByteArray>& aliases) {
      const json whole = aliases ? json::parse(aliases->begin(), aliases->end(), nullptr, false) : json();
      if (whole.is_object() && whole.contains("Aliases") && whole["Aliases"].is_array())
        for (const json& one : whole["Aliases"])
          if (const QString name = QString::fromUtf8(textOf(QByteArray::fromStdString(one.dump(-1, ' ', false, json::error_handler_t::replace)), "Name")); !name.isEmpty() && name != u"$DEFAULT"_s)
            m_pair.source.kept << u"the alias %1"_s.arg(name);
      m_source.action("GetReservedConcurrencyConfig", named(m_source), this, [this](const Result<QByteArray>& reserved) {
        const json mb = reserved ? json::parse(reserved->begin(), reserved->end(), nullptr, false) : json();
        if (mb.is_object() && mb.contains("ReservedMem") && mb["ReservedMem"].is_number() && mb["ReservedMem"] > 0) m_pair.source.kept << u"reserved concurrency of %1 MB"_s.arg(mb["ReservedMem"].get<int>());
        readTarget();
      });
    });
  });
}

void DeployRead::readTarget() {
  snapshot(m_target, [this](const Result<FunctionSnapshot>& got) {
    if (got) m_pair.target = *got;
    else if (!got.error().code.startsWith(u"ResourceNotFound.Function"_s)) return done(at(m_target, got.error()));
    if (m_versions && m_pair.target) return readVersions();
    readCode();
  });
}

void DeployRead::readVersions() {
  json params = json::parse(named(m_target).toStdString(), nullptr, false);
  params.update({{"Order", "DESC"}, {"OrderBy", "AddTime"}, {"Limit", kVersions}});
  m_target.action("ListVersionByFunction", QByteArray::fromStdString(params.dump()), this, [this](const Result<QByteArray>& list) {
    if (!list) return done(list.error());
    const json whole = json::parse(list->begin(), list->end(), nullptr, false);
    int newest = 0;
    if (whole.is_object() && whole.contains("FunctionVersion") && whole["FunctionVersion"].is_array())
      for (const json& one : whole["FunctionVersion"])
        if (one.is_string()) newest = std::max(newest, QByteArray::fromStdString(one.get<std::string>()).toInt());  // $LATEST is no number
    newest == 0 ? readCode() : readVersion(QByteArray::number(newest));
  });
}

void DeployRead::readVersion(const QByteArray& version) {
  m_target.action("GetFunction", named(m_target, version), this, [this, version](const Result<QByteArray>& function) {
    if (!function) return done(function.error());
    auto got = functionSnapshot(*function, "{}");
    if (!got) return done(got.error());
    m_target.action("GetFunctionAddress", named(m_target, version), this, [this, snapshot = std::move(got).value()](const Result<QByteArray>& address) mutable {
      if (!address) return done(address.error());
      FunctionSnapshot now = *m_pair.target;
      // A description of its own is all that a version may have.
      for (FunctionSnapshot* one : {&now, &snapshot}) one->fields.remove(u"Description"_s);
      m_pair.published = textOf(*address, "CodeSha256") == now.codeSha256 && snapshot.fields == now.fields && snapshot.environment == now.environment;
      readCode();
    });
  });
}

void DeployRead::readCode() {
  const auto& there = m_pair.target;
  const bool same = there && there->codeSha256 == m_pair.source.codeSha256 && there->fields.value(u"Handler"_s) == m_pair.source.fields.value(u"Handler"_s);
  if (same || m_pair.source.runtime == u"CustomImage"_s) return next();
  package(m_source, [this](const Result<QByteArray>& zip) {
    if (!zip) return done(zip.error());
    const auto files = zipFiles(*zip);
    if (!files) return done(files.error());
    m_pair.source.zip = *zip;
    m_pair.filesAfter = *files;
    if (!m_pair.target) return next();
    readTargetCode();
  });
}

void DeployRead::readTargetCode() {
  package(m_target, [this](const Result<QByteArray>& zip) {
    // What cannot be read there, as after a failed creation, is replaced as a whole.
    if (zip)
      if (const auto files = zipFiles(*zip)) m_pair.filesBefore = *files;
    next();
  });
}

}  // namespace scfdesk
