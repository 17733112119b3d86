// SPDX-License-Identifier: GPL-3.0-or-later
// A result as a tree, as a picture and as bytes.
#include "widgets/test/resultbytes.h"
#include "widgets/test/resulttree.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestResultParts final : public QObject {
  Q_OBJECT
  static QString at(const QAbstractItemModel& model, std::initializer_list<int> path, int column) {
    QModelIndex index;
    for (const int row : path) index = model.index(row, 0, index);
    return index.siblingAtColumn(column).data().toString();
  }
  static QByteArray picture() {
    QImage image(8, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
  }

 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void aTreeHasTheTextsAsTheyStand() {
    ResultTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setText("{\"big\": 12345678901234567890, \"list\": [1, {\"a\\u00e9\": \"x\\ny\"}, []], \"none\": null}");
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex top = model.index(0, 0);
    QCOMPARE(model.rowCount(top), 3);
    QCOMPARE(at(model, {0, 0}, ResultTreeModel::Key), u"big"_s);
    QCOMPARE(at(model, {0, 0}, ResultTreeModel::Value), u"12345678901234567890"_s);
    QCOMPARE(model.rowCount(model.index(1, 0, top)), 3);
    QCOMPARE(at(model, {0, 1, 1, 0}, ResultTreeModel::Key), u"aé"_s);
    QCOMPARE(at(model, {0, 1, 1, 0}, ResultTreeModel::Value), u"x\ny"_s);
    QCOMPARE(at(model, {0, 1, 2}, ResultTreeModel::Key), u"[2]"_s);
    QCOMPARE(at(model, {0, 2}, ResultTreeModel::Value), u"null"_s);
    model.setText("\"alone\"");
    QCOMPARE(at(model, {0}, ResultTreeModel::Value), u"alone"_s);
    model.setText("no json");
    QCOMPARE(model.rowCount(), 0);
  }
  void aTreeHoldsItsLimits() {
    ResultTreeModel model;
    const auto nested = [](int depth) { return QByteArray(QByteArray(depth, '[') + '1' + QByteArray(depth, ']')); };
    model.setText(nested(ResultTreeModel::kDepth));
    QVERIFY(!model.cut());
    model.setText(nested(ResultTreeModel::kDepth + 1) );
    QVERIFY(model.cut());
    QByteArray wide("[0");
    for (int i = 3; i < ResultTreeModel::kNodes; ++i) wide += ",0";
    model.setText(wide + ']');  // with the whole and the list as many as there may be
    QVERIFY(!model.cut());
    model.setText(wide + ",[0],1]");
    QVERIFY(model.cut());
    QCOMPARE(model.rowCount(model.index(0, 0)), ResultTreeModel::kNodes - 2);
  }
  void bytesAreFound() {
    const QByteArray png = picture(), text = png.toBase64();
    QCOMPARE(ResultBytes::of('"' + text + '"'), png);
    QCOMPARE(ResultBytes::of("\"data:image/png;base64," + text + '"'), png);
    QCOMPARE(ResultBytes::of("{\"isBase64Encoded\":true,\"statusCode\":200,\"body\":\"" + text + "\"}"), png);
    QVERIFY(ResultBytes::of("{\"isBase64Encoded\":false,\"statusCode\":200,\"body\":\"" + text + "\"}").isEmpty());
    QVERIFY(ResultBytes::of("\"aGVsbG8gd29ybGQgaGVsbG8=\"").isEmpty());  // a text that happens to be base64
    QVERIFY(ResultBytes::of("{\"a\":1}").isEmpty());
  }
  void aPictureIsShownAndBytesAreDumped() {
    ResultBytes view;
    view.resize(300, 200);
    view.show();
    view.setBytes(picture());
    auto* label = view.findChild<QLabel*>(u"test_bytes_picture"_s);
    QVERIFY(label->isVisible());
    QCOMPARE(label->pixmap(Qt::ReturnByValue).size(), QSize(8, 4));
    view.setBytes("\x01\x02 no picture");
    QVERIFY(!label->isVisible());
    QVERIFY(view.findChild<QWidget*>(u"test_bytes_dump"_s)->isVisible());
    QCOMPARE(ResultBytes::dump("AB\x01"), QByteArray("0000  41 42 01" + QByteArray(16 * 3 - 1 - 8, ' ') + "  AB.\n"));
    QCOMPARE(ResultBytes::dump(QByteArray(ResultBytes::kDumped + 1, 'x')).count('\n'), ResultBytes::kDumped / 16);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestResultParts)
#include "tst_resultparts.moc"
