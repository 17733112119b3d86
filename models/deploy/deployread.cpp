// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deploy/deployread.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;
QByteArray textOf(const QByteArray& response, const char* name) {
  const json object = json::parse(response.begin(), response.end(), nullptr, false);
  const auto it = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get<std::string>()) : QByteArray();
}
}  // namespace

DeployRead::DeployRead(DeployTarget& source, DeployTarget& target, QStringList functions, QObject* parent)
    : QObject(parent), m_source(source), m_target(target), m_functions(std::move(functions)) {}

void DeployRead::start(Reply reply) {
  m_reply = std::move(reply);
  next();
}

void DeployRead::done(Error error) {
  if (m_reply) std::exchange(m_reply, nullptr)(std::move(error));
}

QByteArray DeployRead::named(const DeployTarget& end) const {
  const json params{{"FunctionName", m_functions[m_at].toStdString()}, {"Namespace", end.ns().toStdString()}};
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
    if (!got) return done(got.error());
    m_pair.source = *got;
    readTarget();
  });
}

void DeployRead::readTarget() {
  snapshot(m_target, [this](const Result<FunctionSnapshot>& got) {
    if (got) m_pair.target = *got;
    else if (!got.error().code.startsWith(u"ResourceNotFound.Function"_s)) return done(got.error());
    readCode();
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
