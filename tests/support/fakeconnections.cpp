// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeconnections.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

/// One end: here (the function as it is) or there (as it was deployed some time ago).
class FakeEnd final : public DeployTarget {
 public:
  FakeEnd(QString name, bool there) : m_name(std::move(name)), m_there(there) {}
  [[nodiscard]] QString name() const override { return m_name; }
  [[nodiscard]] QString ns() const override { return u"default"_s; }
  [[nodiscard]] int64_t requestLimit() const override { return 0; }
  void action(const QByteArray& name, const QByteArray&, QObject*, Reply reply) override {
    if (name == "GetFunction")
      return reply(QByteArray(QByteArray("{\"FunctionName\":\"thumbnail\",\"Runtime\":\"Python3.10\",\"Type\":\"Event\",\"Status\":\"Active\",\"Handler\":\"index.main_handler\",\"Description\":\"Three sizes of every picture\",\"MemorySize\":") +
                   (m_there ? "64" : "128") + ",\"Timeout\":" + (m_there ? "3" : "10") +
                   ",\"InitTimeout\":65,\"Layers\":[],\"Environment\":{\"Variables\":[{\"Key\":\"STAGE\",\"Value\":\"" + (m_there ? "test" : "release") + "\"}]},\"Triggers\":[]}"));
    if (name == "GetFunctionEventInvokeConfig") return reply(QByteArray(QByteArray("{\"AsyncTriggerConfig\":{\"MsgTTL\":21600,\"RetryConfig\":[{\"RetryNum\":") + (m_there ? "2" : "1") + "}]}}"));
    if (name == "GetFunctionAddress") return reply(QByteArray("{\"Url\":\"http://127.0.0.1/none\",\"CodeSha256\":\"5b1f\"}"));
    reply(Error{u"UnsupportedOperation"_s, u"Not here."_s, {}});
  }
  void download(const QUrl&, QObject*, Reply reply) override { reply(Error{u"UnsupportedOperation"_s, u"Not here."_s, {}}); }

 private:
  const QString m_name;
  const bool m_there;
};

}  // namespace

QList<ConnectionProfile> FakeConnections::profiles() const {
  return {embeddedConnection(),
          {u"gz"_s, u"Guangzhou"_s, ConnectionKind::Cloud, u"https://scf.tencentcloudapi.com"_s, u"ap-guangzhou"_s, u"default"_s},
          {u"lab"_s, u"lab"_s, ConnectionKind::Engine, u"http://10.0.0.5:9700"_s, {}, u"default"_s}};
}

ConnectionProfile FakeConnections::current() const {
  for (const ConnectionProfile& one : profiles())
    if (one.id == shown) return one;
  return embeddedConnection();
}

void FakeConnections::save(const ConnectionProfile& profile, const ConnectionKeys&, QObject*, Reply<QString> reply) {
  asked << u"save "_s + profile.name;
  if (const Status ok = checkConnection(profile); !ok) return reply(ok.error());
  reply(profile.id.isEmpty() ? u"new"_s : profile.id);
}

void FakeConnections::remove(const QString& id, QObject*, Reply<Done> reply) {
  asked << u"remove "_s + id;
  reply(Done{});
}

void FakeConnections::test(const ConnectionProfile& profile, const ConnectionKeys&, QObject*, Reply<TestAnswer> reply) {
  asked << u"test "_s + profile.name;
  reply(answer);
}

void FakeConnections::openEnd(const QString& id, QObject*, Reply<std::shared_ptr<DeployTarget>> reply) {
  for (const ConnectionProfile& one : profiles())
    if (one.id == id) return reply(std::shared_ptr<DeployTarget>(std::make_shared<FakeEnd>(one.name, id != shown)));
  reply(Error{u"Local.NotFound"_s, u"There is no such connection."_s, {}});
}

}  // namespace scfdesk
