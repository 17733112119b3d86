// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosstore.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <random>
#include <unistd.h>

using namespace scfdesk;

namespace {
const QByteArray kBucket("pics-1");
}

class TestCosStore final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_dir = std::make_unique<QTemporaryDir>();
    reopen();
    QVERIFY(m_store->createBucket(kBucket));
  }

  void objectsAreOrdinaryFiles() {
    QCOMPARE(put("a/b.txt", "hello"), QByteArray("5d41402abc4b2a76b9719d911017c592"));
    QCOMPARE(fileText("pics-1/a/b.txt"), QByteArray("hello"));
    QCOMPARE(get("a/b.txt"), QByteArray("hello"));
    put("a/b.txt", "other");
    QCOMPARE(get("a/b.txt"), QByteArray("other"));
    reopen();
    QCOMPARE(m_store->read(kBucket, "a/b.txt")->object.headers.size(), 1);
    QVERIFY(*m_store->remove(kBucket, "a/b.txt"));
    QVERIFY(!*m_store->remove(kBucket, "a/b.txt"));
    QCOMPARE(code(m_store->read(kBucket, "a/b.txt")), QByteArray("NoSuchKey"));
    QCOMPARE(code(m_store->read("none-1", "k")), QByteArray("NoSuchBucket"));
  }

  // No key reaches out of the bucket, and keys that can't be paths are objects all the same.
  void everyKeyStaysInside() {
    QFile secret(path("secret"));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("secret");
    secret.close();
    QVERIFY(QFile::link(path("secret"), path("pics-1/link")));
    QVERIFY(QFile::link(m_dir->path(), path("pics-1/out")));
    QCOMPARE(code(m_store->read(kBucket, "link")), QByteArray("NoSuchKey"));
    QCOMPARE(code(m_store->read(kBucket, "out/secret")), QByteArray("NoSuchKey"));
    const QByteArrayList keys{"../secret", "a/../../secret", "/etc/passwd", "x//y", "d/", "out/secret", ".", "..", "line\nbreak", QByteArray(850, 'k'), "d", "d/e", "d/e/f", "%2e%2e/x"};
    for (const QByteArray& key : keys) put(key, "is " + key);
    for (const QByteArray& key : keys) QCOMPARE(get(key), QByteArray("is " + key));
    QCOMPARE(fileText("secret"), QByteArray("secret"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList({QStringLiteral(".aside"), QStringLiteral(".multipart"), QStringLiteral(".new"), QStringLiteral("pics-1"), QStringLiteral("secret")}));
    QByteArrayList sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(keysOf(m_store->list(kBucket, {}).value()), sorted);
    reopen();
    QCOMPARE(keysOf(m_store->list(kBucket, {}).value()), sorted);
    for (const QByteArray& key : keys) QVERIFY(*m_store->remove(kBucket, key));
    QFile::remove(path("pics-1/link"));
    QFile::remove(path("pics-1/out"));
    QVERIFY(m_store->deleteBucket(kBucket));
  }

  void whatOthersPutThereIsSeen() {
    put("one", "1");
    QCOMPARE(m_store->list(kBucket, {})->objects.size(), 1);
    QVERIFY(QDir().mkpath(path("pics-1/new/deep")));
    QFile file(path("pics-1/new/deep/two.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{}");
    file.close();
    QCOMPARE(keysOf(m_store->list(kBucket, {}).value()), QByteArrayList({"new/deep/two.json", "one"}));
    const QByteArray before = m_store->read(kBucket, "one")->object.etag;
    QFile changed(path("pics-1/one"));
    QVERIFY(changed.open(QIODevice::WriteOnly));
    changed.write("changed in place");
    changed.close();
    QVERIFY(m_store->read(kBucket, "one")->object.etag != before);
    QFile::remove(path("pics-1/one"));
    QCOMPARE(keysOf(m_store->list(kBucket, {}).value()), QByteArrayList({"new/deep/two.json"}));
    QCOMPARE(code(m_store->deleteBucket(kBucket)), QByteArray("BucketNotEmpty"));
  }

  // Pages of any size, with and without delimiter, add up to what one scan of all keys gives.
  void pagesAddUp() {
    std::mt19937 random(11);
    std::set<QByteArray> all;
    for (int i = 0; i < 120; ++i) {
      QByteArray key;
      for (int parts = 1 + int(random() % 3); parts > 0; --parts) key += QByteArray(1, "ab-"[random() % 3]) + QByteArray::number(int(random() % 4)) + (parts > 1 ? "/" : "");
      all.insert(key);
      put(key, "x");
    }
    for (const QByteArray& prefix : {QByteArray(), QByteArray("a"), QByteArray("a1/"), QByteArray("zz")}) {
      for (const QByteArray& delimiter : {QByteArray(), QByteArray("/")}) {
        std::set<QByteArray> objects, prefixes;
        for (const QByteArray& key : all) {
          if (!key.startsWith(prefix)) continue;
          const qsizetype cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.size());
          cut < 0 ? objects.insert(key) : prefixes.insert(key.left(cut + 1));
        }
        for (const int most : {1, 2, 7, 1000}) {
          std::set<QByteArray> gotObjects, gotPrefixes;
          QByteArray after;
          int rounds = 0;
          do {
            const auto page = m_store->list(kBucket, {prefix, delimiter, after, most});
            QVERIFY(page->objects.size() + page->prefixes.size() <= most);
            for (const CosObject& o : page->objects) QVERIFY(gotObjects.insert(o.key).second);
            for (const QByteArray& p : page->prefixes) QVERIFY(gotPrefixes.insert(p).second);
            after = page->next;
          } while (!after.isEmpty() && ++rounds < 1000);
          QCOMPARE(gotObjects, objects);
          QCOMPARE(gotPrefixes, prefixes);
        }
      }
    }
  }

  void multipart() {
    CosObject about;
    about.key = "joined";
    const auto id = m_store->beginMultipart(kBucket, about);
    QVERIFY(id);
    const auto part = [&](int number, const QByteArray& bytes) {
      auto upload = m_store->begin();
      upload.value()->append(bytes);
      return m_store->commitPart(kBucket, *id, number, std::move(upload.value()));
    };
    QVERIFY(part(2, "world") && part(1, "hello ") && part(7, "left out"));
    QCOMPARE(code(part(0, "x")), QByteArray("InvalidArgument"));
    QVERIFY(part(CosStore::kParts, "last"));
    QCOMPARE(code(part(CosStore::kParts + 1, "x")), QByteArray("InvalidArgument"));
    reopen();  // it survives
    QCOMPARE(m_store->multiparts(kBucket).size(), 1);
    QCOMPARE(code(m_store->completeMultipart(kBucket, "other key", *id, {{1, {}}})), QByteArray("NoSuchUpload"));
    QCOMPARE(code(m_store->completeMultipart(kBucket, "joined", *id, {{2, {}}, {1, {}}})), QByteArray("InvalidPartOrder"));
    QCOMPARE(code(m_store->completeMultipart(kBucket, "joined", *id, {{3, {}}})), QByteArray("InvalidPart"));
    QCOMPARE(code(m_store->completeMultipart(kBucket, "joined", *id, {{1, "00"}})), QByteArray("InvalidPart"));
    QCOMPARE(code(m_store->deleteBucket(kBucket)), QByteArray("BucketNotEmpty"));
    const auto whole = m_store->completeMultipart(kBucket, "joined", *id, {{1, {}}, {2, {}}});
    QVERIFY(whole && whole->etag.endsWith("-2"));
    QCOMPARE(get("joined"), QByteArray("hello world"));
    QVERIFY(m_store->multiparts(kBucket).isEmpty());
    QCOMPARE(code(m_store->abortMultipart(kBucket, "joined", "../../../x")), QByteArray("NoSuchUpload"));
  }

  // A large file is hashed by another thread while it is written: the ETag is that of its bytes all the same.
  void theETagIsTheMd5HoweverItComes() {
    std::mt19937 random(7);
    QByteArray bytes(int(CosHash::kDirectBytes) * 5 + 12345, Qt::Uninitialized);
    for (char& c : bytes) c = char(random());
    for (const int64_t size : {int64_t(0), int64_t(1), CosHash::kDirectBytes - 1, CosHash::kDirectBytes, CosHash::kDirectBytes + 1, CosHash::kDirectBytes + CosHash::kStepBytes, int64_t(bytes.size())}) {
      const QByteArray whole = bytes.left(size);
      const QByteArray wanted = QCryptographicHash::hash(whole, QCryptographicHash::Md5).toHex();
      QCOMPARE(put("at once", whole), wanted);
      // Several at a time, in pieces of any size; one of them is dropped midway.
      std::vector<std::unique_ptr<CosUpload>> uploads;
      for (int i = 0; i < 4; ++i) uploads.push_back(std::move(m_store->begin().value()));
      for (qsizetype at = 0; at < whole.size();) {
        const qsizetype n = std::min<qsizetype>(1 + qsizetype(random() % 200'000), whole.size() - at);
        for (const auto& upload : uploads)
          if (upload) upload->append(QByteArrayView(whole).sliced(at, n));
        at += n;
        if (at > whole.size() / 2) uploads[3].reset();
      }
      for (int i = 0; i < 3; ++i) QCOMPARE(uploads[size_t(i)]->md5().toHex(), wanted);
      QCOMPARE(uploads[0]->md5().toHex(), wanted);
    }
  }

  void whatWasCutOffIsGone() {
    auto upload = m_store->begin();
    upload.value()->append("half");
    QCOMPARE(QDir(path(".new")).count() - 2, 1u);  // without . and ..
    upload.value().reset();
    QCOMPARE(QDir(path(".new")).count() - 2, 0u);
    QFile file(path(".new/17"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    reopen();  // as after a kill
    QCOMPARE(QDir(path(".new")).count() - 2, 0u);
  }

 private:
  void reopen() {
    auto store = CosStore::open(QFile::encodeName(m_dir->path()));
    QVERIFY(store);
    m_store = std::move(store.value());
  }
  [[nodiscard]] QString path(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
  [[nodiscard]] QByteArray fileText(const char* name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
  }
  QByteArray put(const QByteArray& key, const QByteArray& bytes) {
    auto upload = m_store->begin();
    upload.value()->append(bytes);
    CosObject about;
    about.key = key;
    about.headers = {{"x-cos-meta-a", "b"}};
    const auto object = m_store->commit(kBucket, std::move(upload.value()), about);
    return object ? object->etag : object.error().message.toUtf8();
  }
  [[nodiscard]] QByteArray get(const QByteArray& key) const {
    const auto opened = m_store->read(kBucket, key);
    if (!opened) return opened.error().code.toLatin1();
    QByteArray bytes(opened->object.size, Qt::Uninitialized);
    return pread(opened->fd.get(), bytes.data(), size_t(bytes.size()), 0) == bytes.size() ? bytes : QByteArray("short");
  }
  static QByteArrayList keysOf(const CosPage& page) {
    QByteArrayList keys;
    for (const CosObject& object : page.objects) keys.append(object.key);
    return keys;
  }
  template <typename T>
  static QByteArray code(const Result<T>& result) {
    return result ? QByteArray("ok") : result.error().code.toLatin1();
  }

  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<CosStore> m_store;
};

QTEST_GUILESS_MAIN(TestCosStore)
#include "tst_cosstore.moc"
