// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/keyring.h"
#include <QCoreApplication>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// A keyring that never answers: without glib's event loop its library waits for ever.
class TestKeyring final : public QObject {
  Q_OBJECT
  static constexpr int kWaitMs = 30'000;
  const ConnectionKeys m_keys{"AKID", "secret", {}};

 private Q_SLOTS:
  void silenceHasALimit() {
    DesktopKeyring keyring;
    keyring.setLimitMs(200);
    std::optional<Result<CloudKeys>> read;
    keyring.read(u"none"_s, this, [&](auto got) { read = std::move(got); });
    QTRY_VERIFY_WITH_TIMEOUT(read, kWaitMs);
    QVERIFY(!read->ok());
    std::optional<Status> written, removed;
    keyring.write(u"one"_s, m_keys, this, [&](auto got) { written = std::move(got); });
    QTRY_VERIFY_WITH_TIMEOUT(written, kWaitMs);
    if (!written->ok()) QCOMPARE(written->error().code, u"Local.NoKeyring"_s);
    // Held until the end of the program, whatever the keyring does.
    read.reset();
    keyring.read(u"one"_s, this, [&](auto got) { read = std::move(got); });
    QVERIFY(read && read->ok());
    QCOMPARE((*read)->secretKey, m_keys.secretKey);
    keyring.remove(u"one"_s, this, [&](auto got) { removed = std::move(got); });
    QTRY_VERIFY_WITH_TIMEOUT(removed, kWaitMs);
  }

  // The environment stands in for a keyring that does not answer.
  void environmentStandsIn() {
    DesktopKeyring keyring;
    keyring.setLimitMs(200);
    qputenv("TENCENTCLOUD_SECRET_ID", "AKIDenvironment");
    qputenv("TENCENTCLOUD_SECRET_KEY", "of the environment");
    std::optional<Result<CloudKeys>> found;
    findKeys(keyring, {u"x"_s, u"prod"_s, ConnectionKind::Cloud, u"https://scf.tencentcloudapi.com"_s, u"ap-guangzhou"_s, u"default"_s, {}}, this, [&](auto got) { found = std::move(got); });
    QTRY_VERIFY_WITH_TIMEOUT(found, kWaitMs);
    QVERIFY(found->ok());
    QCOMPARE((*found)->secretId, QByteArray("AKIDenvironment"));
    // A connection with variables of its own takes those and no others.
    const ConnectionProfile own{u"y"_s, u"stage"_s, ConnectionKind::Engine, u"http://127.0.0.1:1"_s, {}, u"default"_s, u"STAGE"_s};
    found.reset();
    findKeys(keyring, own, this, [&](auto got) { found = std::move(got); });
    QVERIFY(found && !found->ok());
    QVERIFY(found->error().next.contains(u"STAGE_SECRET_KEY"_s));
    qputenv("STAGE_SECRET_ID", "AKIDstage");
    qputenv("STAGE_SECRET_KEY", "of stage");
    findKeys(keyring, own, this, [&](auto got) { found = std::move(got); });
    QCOMPARE((*found)->secretKey, QByteArray("of stage"));
    ConnectionProfile wrong = own;
    wrong.keyVariables = u"stage-1"_s;
    QVERIFY(checkConnection(own).ok() && !checkConnection(wrong).ok());
    QCOMPARE(connectionsFromJson(connectionsToJson({own}))->first(), own);
  }
};

int main(int argc, char** argv) {
  qputenv("QT_NO_GLIB", "1");
  QCoreApplication app(argc, argv);
  TestKeyring test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_keyring.moc"
