// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/resource/mergefolders.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// Code and layers under one limit.
class TestMergeFolders final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void codeAndLayersCountTogether() {
    QTemporaryDir folder;
    const QString code = folder.filePath(u"code"_s), layers = folder.filePath(u"layers"_s);
    QVERIFY(write(code + u"/index.py"_s, 600) && write(code + u"/lib/deep/more.py"_s, 400));
    QVERIFY(write(layers + u"/helper.py"_s, 500));
    QVERIFY(QFile::link(code + u"/index.py"_s, layers + u"/again.py"_s));  // a link is nothing of its own
    QVERIFY(fitTogether(code, layers, 1500).ok());
    const Status over = fitTogether(code, layers, 1499);
    QVERIFY(!over);
    QCOMPARE(over.error().code, u"InvalidParameterValue.Layers"_s);
    QVERIFY(fitTogether(code, folder.filePath(u"none"_s), 1000).ok());
    QVERIFY(!fitTogether(code, folder.filePath(u"none"_s), 999));
  }

 private:
  static bool write(const QString& path, int bytes) {
    QFile file(path);
    return QDir().mkpath(path.left(path.lastIndexOf(u'/'))) && file.open(QIODevice::WriteOnly) && file.write(QByteArray(bytes, 'x')) == bytes;
  }
};

QTEST_GUILESS_MAIN(TestMergeFolders)
#include "tst_mergefolders.moc"
