// SPDX-License-Identifier: GPL-3.0-or-later
// What packages give, and what is refused before it can do harm.
#include "app/engine/store/packages.h"
#include "tests/unit/store/storefixture.h"
#include "tests/unit/store/zipbuilder.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtTest>
#include <clocale>
#include <sys/stat.h>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
struct Unpacked {
  QTemporaryDir folder;
  Status status = Done{};
  explicit Unpacked(const QByteArray& zip, const PackageLimits& limits = {}) { status = unzip(zip, folder.path(), limits); }
  [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
  [[nodiscard]] QByteArray read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
  }
  [[nodiscard]] int mode(const QString& name) const {
    struct stat info{};
    return lstat(QFile::encodeName(path(name)).constData(), &info) == 0 ? int(info.st_mode & 07777) : -1;
  }
  [[nodiscard]] QString code() const { return status ? QString() : status.error().code; }
};
}  // namespace

class TestPackages : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void unpacksWhatIsThere();
  void namesSurviveTheCLocale();
  void refusedNames_data();
  void refusedNames();
  void links();
  void linksOutThroughLinks();
  void notZips_data();
  void notZips();
  void damagedContent();
  void entriesAtTheLimit();
  void bytesAtTheLimit();
  void bombStopsWhileWriting();
  void keptByHash();
  void refusedLeavesNothing();
  void missingFolderIsMadeAnew();
  void collectsWhatNobodyUses();
  void zipSizeLimit();
  void packedFolderIsTheSame();
  void packingRefusals();
};

void TestPackages::unpacksWhatIsThere() {
  ZipBuilder zip;
  zip.file("index.py", "print(1)\n", 0644);
  zip.file("bin/run", "#!/bin/sh\n", 0755);
  zip.file("set", "x", 06777);
  zip.file("private", "x", 0600);
  zip.folder("empty/");
  zip.file("./dot/./a.txt", "a", 0644);
  const Unpacked u(zip.bytes());
  QVERIFY2(u.status, qPrintable(u.status ? QString() : u.status.error().message));
  QCOMPARE(u.read(u"index.py"_s), QByteArray("print(1)\n"));
  QCOMPARE(u.mode(u"index.py"_s), 0644);
  QCOMPARE(u.mode(u"bin/run"_s), 0755);
  QCOMPARE(u.mode(u"set"_s), 0755);
  QCOMPARE(u.mode(u"private"_s), 0644);
  QVERIFY(QFileInfo(u.path(u"empty"_s)).isDir());
  QCOMPARE(u.read(u"dot/a.txt"_s), QByteArray("a"));
}

void TestPackages::namesSurviveTheCLocale() {
  const QByteArray before = setlocale(LC_ALL, nullptr);
  setlocale(LC_ALL, "C");
  ZipBuilder zip;
  zip.file("模块/é.py", "1", 0644);
  const Unpacked u(zip.bytes());
  setlocale(LC_ALL, before.constData());
  QVERIFY(u.status);
  const QByteArray file = u.folder.path().toUtf8() + "/模块/é.py";  // bytes, whatever the locale
  QCOMPARE(access(file.constData(), F_OK), 0);
}

void TestPackages::refusedNames_data() {
  QTest::addColumn<QByteArray>("name");
  QTest::addColumn<bool>("good");
  QTest::newRow("up") << QByteArray("../evil.py") << false;
  QTest::newRow("up inside") << QByteArray("a/../../evil.py") << false;
  QTest::newRow("up that comes back") << QByteArray("a/../index.py") << false;
  QTest::newRow("only up") << QByteArray("..") << false;
  QTest::newRow("absolute") << QByteArray("/etc/passwd") << false;
  QTest::newRow("two dots in a name") << QByteArray("a..b/..c") << true;
  QTest::newRow("1024 bytes") << (QByteArray(200, 'a') + '/' + QByteArray(200, 'a') + '/' + QByteArray(200, 'a') + '/' + QByteArray(200, 'a') + '/' +
                                  QByteArray(220, 'a')) << true;
  QTest::newRow("1025 bytes") << (QByteArray(200, 'a') + '/' + QByteArray(200, 'a') + '/' + QByteArray(200, 'a') + '/' + QByteArray(200, 'a') + '/' +
                                  QByteArray(221, 'a')) << false;
  QTest::newRow("part of 255") << QByteArray(255, 'a') << true;
  QTest::newRow("part of 256") << QByteArray(256, 'a') << false;
}

void TestPackages::refusedNames() {
  QFETCH(QByteArray, name);
  QFETCH(bool, good);
  ZipBuilder zip;
  zip.file("index.py", "1", 0644);
  zip.file(name, "1", 0644);
  const Unpacked u(zip.bytes());
  QCOMPARE(u.code(), good ? QString() : u"InvalidParameterValue.Code"_s);
  QVERIFY(!QFile::exists(QFileInfo(u.folder.path()).absolutePath() + u"/evil.py"_s));
  if (name.size() == 256) QVERIFY2(u.status.error().message.contains(u"whose name alone has more than 255 bytes"_s), qPrintable(u.status.error().message));
}

void TestPackages::links() {
  struct Row {
    const char* name;
    const char* target;
    bool good;
  };
  for (const Row& row : {Row{"a/link", "../index.py", true}, Row{"link", "index.py", true}, Row{"link", "missing.py", true}, Row{"link", "../outside", false},
                         Row{"a/link", "../../outside", false}, Row{"link", "/etc/passwd", false}, Row{"link", "a/../../x", false}, Row{"link", "link", false}}) {
    ZipBuilder zip;
    zip.file("index.py", "1", 0644);
    zip.file("a/b", "1", 0644);
    zip.link(row.name, row.target);
    const Unpacked u(zip.bytes());
    QVERIFY2(u.code() == (row.good ? QString() : u"InvalidParameterValue.Code"_s), row.target);
    if (row.good) QVERIFY(QFileInfo(u.path(QLatin1String(row.name))).isSymLink());
  }
}

void TestPackages::linksOutThroughLinks() {
  // Each link stays inside by its text; followed, the second leaves: d -> a/b (a folder two deep), x -> d/../../../etc.
  ZipBuilder zip;
  zip.file("a/b/file", "1", 0644);
  zip.link("deep/er/d", "../../a");
  zip.link("deep/er/x", "d/../../outside");
  QCOMPARE(Unpacked(zip.bytes()).code(), u"InvalidParameterValue.Code"_s);
  // Nothing is written through a link.
  ZipBuilder through;
  through.file("a/file", "1", 0644);
  through.link("b", "a");
  through.file("b/evil", "1", 0644);
  const Unpacked u(through.bytes());
  QCOMPARE(u.code(), u"InvalidParameterValue.Code"_s);
  QVERIFY(!QFile::exists(u.path(u"a/evil"_s)));
  for (const bool fileFirst : {true, false}) {
    ZipBuilder twice;
    if (fileFirst) twice.file("a", "1", 0644);
    twice.link("a", "b");
    if (!fileFirst) twice.file("a", "1", 0644);
    QCOMPARE(Unpacked(twice.bytes()).code(), u"InvalidParameterValue.Code"_s);
  }
  ZipBuilder names;
  names.file("a", "1", 0644);
  names.file("./a", "2", 0644);
  QCOMPARE(Unpacked(names.bytes()).code(), u"InvalidParameterValue.Code"_s);
  ZipBuilder special;
  special.entry("pipe", {}, S_IFIFO | 0644);
  const Unpacked pipe(special.bytes());
  struct stat info{};
  QVERIFY(!pipe.status || (lstat(qPrintable(pipe.path(u"pipe"_s)), &info) == 0 && S_ISREG(info.st_mode)));
}

void TestPackages::notZips_data() {
  QTest::addColumn<QByteArray>("bytes");
  ZipBuilder zip;
  zip.file("index.py", QByteArray(1000, 'x'), 0644);
  const QByteArray good = zip.bytes();
  QTest::newRow("text") << QByteArray("this is not a zip");
  QTest::newRow("nothing") << QByteArray();
  QTest::newRow("head only") << good.left(20);
  QTest::newRow("without its directory") << good.left(good.size() - 30);
  QTest::newRow("gzip") << QByteArray::fromHex("1f8b08000000000000030300000000000000000000");
}

void TestPackages::notZips() {
  QFETCH(QByteArray, bytes);
  QCOMPARE(Unpacked(bytes).code(), u"InvalidParameterValue.ZipFile"_s);
}

void TestPackages::damagedContent() {
  ZipBuilder zip;
  zip.file("index.py", QByteArray(1000, 'x'), 0644);
  QByteArray bytes = zip.bytes();
  const auto at = bytes.indexOf("xxxx");
  QVERIFY(at > 0);
  bytes[at] = 'y';
  QCOMPARE(Unpacked(bytes).code(), u"InvalidParameterValue.ZipFile"_s);
}

void TestPackages::entriesAtTheLimit() {
  for (const int extra : {0, 1}) {
    ZipBuilder zip;
    for (int i = 0; i < limits::kZipEntries + extra; ++i) zip.file("f" + QByteArray::number(i), {}, 0644);
    const Unpacked u(zip.bytes());
    QCOMPARE(u.code(), extra ? u"InvalidParameterValue.Code"_s : QString());
    if (extra) QVERIFY(u.status.error().message.contains(u"20000"_s));
  }
}

void TestPackages::bytesAtTheLimit() {
  PackageLimits limits;
  limits.unpackedBytes = 100'000;
  for (const int extra : {0, 1}) {
    ZipBuilder zip;
    zip.file("a", QByteArray(60'000, 'a'), 0644);
    zip.file("b", QByteArray(40'000 + extra, 'b'), 0644);
    QCOMPARE(Unpacked(zip.bytes(), limits).code(), extra ? u"InvalidParameterValue.Code"_s : QString());
  }
}

void TestPackages::bombStopsWhileWriting() {
  PackageLimits limits;
  limits.unpackedBytes = 1 << 20;
  ZipBuilder zip;
  zip.compress();
  zip.file("bomb", QByteArray(64 << 20, '\0'), 0644);
  const QByteArray bytes = zip.bytes();
  QVERIFY(bytes.size() < 1 << 20);
  const Unpacked u(bytes, limits);
  QCOMPARE(u.code(), u"InvalidParameterValue.Code"_s);
  QVERIFY(QFileInfo(u.path(u"bomb"_s)).size() <= limits.unpackedBytes);
}

void TestPackages::keptByHash() {
  StoreFixture f;
  auto store = f.open();
  ZipBuilder zip;
  zip.file("index.py", "1", 0644);
  const QByteArray bytes = zip.bytes();
  const auto first = f.waitFor<Store::Package>([&](auto reply) { store->addPackage(bytes, reply); });
  QVERIFY(first);
  QCOMPARE(first->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
  QCOMPARE(first->bytes, int64_t(bytes.size()));
  QVERIFY(QFile::exists(first->folder + u"/index.py"_s));
  struct stat before{};
  QCOMPARE(stat(qPrintable(first->folder), &before), 0);
  const auto again = f.waitFor<Store::Package>([&](auto reply) { store->addPackage(bytes, reply); });
  struct stat after{};
  QCOMPARE(stat(qPrintable(again->folder), &after), 0);
  QCOMPARE(after.st_ino, before.st_ino);  // unpacked once
  const auto read = f.waitFor<QByteArray>([&](auto reply) { store->readPackage(first->sha256, reply); });
  QVERIFY(read && *read == bytes);
  store.reset();
  store = f.open();
  const auto folder = f.waitFor<QString>([&](auto reply) { store->packageFolder(first->sha256, reply); });
  QVERIFY(folder && *folder == first->folder);
}

void TestPackages::refusedLeavesNothing() {
  StoreFixture f;
  auto store = f.open();
  ZipBuilder zip;
  zip.file("index.py", "1", 0644);
  zip.file("../evil", "1", 0644);
  const auto refused = f.waitFor<Store::Package>([&](auto reply) { store->addPackage(zip.bytes(), reply); });
  QVERIFY(!refused);
  QVERIFY(refused.error().message.contains(u"../evil"_s));
  QVERIFY(QDir(f.path() + u"/packages"_s).isEmpty());
  QVERIFY(QDir(f.path() + u"/unpacked"_s).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
}

void TestPackages::missingFolderIsMadeAnew() {
  StoreFixture f;
  auto store = f.open();
  ZipBuilder zip;
  zip.file("index.py", "1", 0644);
  const auto kept = f.waitFor<Store::Package>([&](auto reply) { store->addPackage(zip.bytes(), reply); });
  QVERIFY(QDir(kept->folder).removeRecursively());
  auto folder = f.waitFor<QString>([&](auto reply) { store->packageFolder(kept->sha256, reply); });
  QVERIFY(folder && QFile::exists(*folder + u"/index.py"_s));
  // A folder of an earlier boot may be torn by a power loss: it is made anew.
  QVERIFY(QFile::remove(*folder + u"/index.py"_s));
  QFile mark(*folder + u".boot"_s);
  QVERIFY(mark.open(QIODevice::WriteOnly | QIODevice::Truncate) && mark.write("another boot") > 0);
  mark.close();
  folder = f.waitFor<QString>([&](auto reply) { store->packageFolder(kept->sha256, reply); });
  QVERIFY(folder && QFile::exists(*folder + u"/index.py"_s));

  const auto missing = f.waitFor<QString>([&](auto reply) { store->packageFolder(QByteArray(64, 'a'), reply); });
  QCOMPARE(missing.error().code, u"ResourceNotFound.Code"_s);
  const auto strange = f.waitFor<QByteArray>([&](auto reply) { store->readPackage("../../etc/passwd", reply); });
  QCOMPARE(strange.error().code, u"ResourceNotFound.Code"_s);
  QFile zipFile(f.path() + u"/packages/"_s + QLatin1String(kept->sha256) + u".zip"_s);
  QVERIFY(zipFile.open(QIODevice::WriteOnly | QIODevice::Append) && zipFile.write("x") == 1);
  zipFile.close();
  const auto damaged = f.waitFor<QByteArray>([&](auto reply) { store->readPackage(kept->sha256, reply); });
  QCOMPARE(damaged.error().code, u"Local.PackageDamaged"_s);
}

void TestPackages::collectsWhatNobodyUses() {
  StoreFixture f;
  auto store = f.open();
  QList<QByteArray> hashes;
  for (const char* text : {"a", "b", "c"}) {
    ZipBuilder zip;
    zip.file("index.py", text, 0644);
    const auto added = f.waitFor<Store::Package>([&](auto reply) { store->addPackage(zip.bytes(), reply); });
    QVERIFY(added);
    hashes.append(added->sha256);
  }
  const auto kept = [&](int i) {
    const QString name = QString::fromLatin1(hashes[i]);
    return int(QFile::exists(f.path() + u"/packages/"_s + name + u".zip"_s)) + int(QFile::exists(f.path() + u"/unpacked/"_s + name)) +
           int(QFile::exists(f.path() + u"/unpacked/"_s + name + u".boot"_s));
  };
  const auto collect = [&](const QSet<QByteArray>& used) {
    return f.waitFor<Store::Collected>([&](auto reply) { store->collectPackages(used, reply); });
  };
  // Just added: whoever did has perhaps not told yet what for.
  auto collected = collect({hashes[0]});
  QVERIFY(collected);
  QCOMPARE(collected->packages, 0);
  QVERIFY(collected->again);
  QCOMPARE(kept(1), 3);
  collected = collect({hashes[0], hashes[2]});
  QCOMPARE(collected->packages, 1);
  QVERIFY(!collected->again);
  QCOMPARE(kept(0), 3);
  QCOMPARE(kept(1), 0);
  QCOMPARE(kept(2), 3);
  QVERIFY(f.waitFor<QString>([&](auto reply) { store->packageFolder(hashes[0], reply); }));
  QVERIFY(!f.waitFor<QString>([&](auto reply) { store->packageFolder(hashes[1], reply); }));
  // Those of an earlier run are not new.
  store.reset();
  store = f.open();
  collected = collect({});
  QCOMPARE(collected->packages, 2);
  QCOMPARE(kept(0) + kept(2), 0);
}

void TestPackages::zipSizeLimit() {
  QTemporaryDir folder;
  QVERIFY(QDir(folder.path()).mkpath(u"unpacked"_s) && QDir(folder.path()).mkpath(u"packages"_s));
  ZipBuilder zip;
  zip.file("index.py", "1", 0644);
  PackageLimits limits;
  limits.zipBytes = zip.bytes().size();
  QVERIFY(Packages(folder.path(), limits).add(zip.bytes()));
  --limits.zipBytes;
  const auto refused = Packages(folder.path(), limits).add(zip.bytes());
  QCOMPARE(refused.error().code, u"InvalidParameterValue.ZipFile"_s);
}

void TestPackages::packedFolderIsTheSame() {
  ZipBuilder zip;
  zip.file("index.py", "print(1)\n", 0644);
  zip.file("bin/run", "x", 0755);
  zip.file("模块/é.py", QByteArray(200'000, 'q'), 0644);
  zip.file(".git/config", "x", 0644);
  zip.folder("empty/");
  zip.link("bin/link", "../index.py");
  const Unpacked source(zip.bytes());
  QVERIFY(source.status);
  const auto packed = zipFolder(source.folder.path());
  QVERIFY2(packed, qPrintable(packed ? QString() : packed.error().message));
  QVERIFY(packed->size() < 100'000);
  QCOMPARE(*zipFolder(source.folder.path()), *packed);
  const Unpacked back(*packed);
  QVERIFY2(back.status, qPrintable(back.status ? QString() : back.status.error().message));
  for (const auto& name : {u"index.py"_s, u"bin/run"_s, u"模块/é.py"_s, u"bin/link"_s}) QCOMPARE(back.read(name), source.read(name));
  QCOMPARE(back.mode(u"bin/run"_s), 0755);
  QVERIFY(QFileInfo(back.path(u"bin/link"_s)).isSymLink());
  QVERIFY(QFileInfo(back.path(u"empty"_s)).isDir());
  QVERIFY(!QFile::exists(back.path(u".git"_s)));
}

void TestPackages::packingRefusals() {
  StoreFixture f;
  auto store = f.open();
  const auto missing = f.waitFor<QByteArray>([&](auto reply) { store->packFolder(f.folder.path() + u"/none"_s, reply); });
  QCOMPARE(missing.error().code, u"Local.FolderUnreadable"_s);
  QTemporaryDir folder;
  for (int i = 0; i < 3; ++i) {
    QFile file(folder.filePath(QString::number(i)));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(100, 'x')) == 100);
  }
  PackageLimits limits;
  limits.entries = 3;
  limits.unpackedBytes = 300;
  QVERIFY(zipFolder(folder.path(), limits));
  limits.entries = 2;
  QCOMPARE(zipFolder(folder.path(), limits).error().code, u"InvalidParameterValue.Code"_s);
  limits.entries = 3;
  limits.unpackedBytes = 299;
  QCOMPARE(zipFolder(folder.path(), limits).error().code, u"InvalidParameterValue.Code"_s);
  limits.unpackedBytes = 300;
  limits.zipBytes = 100;
  QCOMPARE(zipFolder(folder.path(), limits).error().code, u"InvalidParameterValue.ZipFile"_s);
  QVERIFY(QFile::link(u"/etc/hostname"_s, folder.filePath(u"out"_s)));
  QCOMPARE(zipFolder(folder.path()).error().code, u"InvalidParameterValue.Code"_s);
}

QTEST_GUILESS_MAIN(TestPackages)
#include "tst_packages.moc"
