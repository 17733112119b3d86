// SPDX-License-Identifier: GPL-3.0-or-later
// Where events come from, as the window shows it: glyphs of the navigator, what buckets fire, the topics of the built-in CKafka.
#include "models/functionmodel.h"
#include "tests/support/fakebackend.h"
#include "widgets/services/bucketsources.h"
#include "widgets/services/kafkapane.h"
#include "widgets/shell/functionsources.h"
#include "widgets/shell/navigatormodel.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestSources final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }

  void functionsShowByWhatTheyAreFired() {
    FakeBackend backend;
    QByteArray types = "{\"functions\":[{\"namespace\":\"default\",\"function\":\"thumbnail\",\"types\":[\"http\",\"cos\"]},{\"namespace\":\"other\",\"function\":\"order-api\",\"types\":[\"timer\"]}]}";
    backend.localAnswer = [&](const QByteArray&, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
      if (target != "/-/triggers/types") return Error{u"Local.NotFound"_s, {}, {}};
      return types;
    };
    ModelHub hub(backend);
    backend.start();
    FunctionSources sources(hub);
    NavigatorModel model(hub.functions(), sources);
    QTRY_VERIFY(hub.functions().rowCount() > 0);
    const FunctionId thumbnail = backend.idOf(u"thumbnail"_s);
    QVERIFY(sources.typeOf(thumbnail).isEmpty());
    sources.setWatched(true);
    QTRY_COMPARE(sources.typeOf(thumbnail), u"cos"_s);  // what brings events by itself stands before an address
    QVERIFY(sources.typeOf(backend.idOf(u"order-api"_s)).isEmpty());  // that is another namespace's
    const QModelIndex row = model.index(model.rowOf(thumbnail));
    QCOMPARE(row.data(NavigatorModel::SourceRole).toString(), u"cos"_s);
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().endsWith(u", COS trigger"_s));
    types = "{\"functions\":[]}";
    sources.setWatched(false);
    sources.setWatched(true);
    QTRY_VERIFY(sources.typeOf(thumbnail).isEmpty());
  }

  void bucketsSayWhatTheyFire() {
    FakeBackend backend;
    backend.localAnswer = [](const QByteArray&, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
      if (target == "/-/services/cos") return QByteArray("{\"bound\":{\"disk-1\":\"/home/me/pictures\"},\"trouble\":\"\"}");
      return QByteArray("{\"timeMs\":100000,\"triggers\":["
                        "{\"type\":\"cos\",\"function\":\"thumbnail\",\"enabled\":true,\"desc\":{\"event\":\"cos:ObjectCreated:*\"},\"counts\":{\"made\":3},\"about\":{\"bucket\":\"pics-1\",\"last\":{\"event\":\"cos:ObjectCreated:Put\",\"key\":\"in/a.jpg\",\"atMs\":98000}}},"
                        "{\"type\":\"cos\",\"function\":\"tag\",\"enabled\":false,\"desc\":{\"event\":\"cos:ObjectRemove:*\"},\"counts\":{\"made\":0},\"about\":{\"bucket\":\"pics-1\"}},"
                        "{\"type\":\"timer\",\"function\":\"x\",\"enabled\":true,\"desc\":{},\"about\":{}}]}");
    };
    BucketSources sources(backend, nullptr);
    sources.ask();
    QTRY_COMPARE(sources.folderOf(u"disk-1"_s), u"/home/me/pictures"_s);
    QTRY_COMPARE(sources.firesText(u"pics-1"_s), u"thumbnail on ObjectCreated:*; tag, trigger is off"_s);
    QVERIFY(sources.lastText(u"pics-1"_s).startsWith(u"Put in/a.jpg, "_s));
    QVERIFY(sources.firesText(u"disk-1"_s).isEmpty() && sources.lastText(u"disk-1"_s).isEmpty());
  }

  void topicsAreBrowsedAndProducedTo() {
    FakeBackend backend;
    int end = 2;
    backend.localAnswer = [&](const QByteArray&, const QByteArray&, const QByteArray& body) -> Result<QByteArray> {
      if (body.contains("\"topics\""))
        return QByteArray("{\"topics\":[{\"topic\":\"orders\",\"messages\":2,\"bytes\":2048,\"partitions\":[{\"partition\":0,\"begin\":0,\"end\":" + QByteArray::number(end) + "},{\"partition\":1,\"begin\":0,\"end\":0}]}]}");
      if (body.contains("\"browse\"")) return QByteArray("{\"messages\":[{\"partition\":0,\"offset\":0,\"timeMs\":1,\"key\":null,\"value\":\"first\"},{\"partition\":0,\"offset\":1,\"timeMs\":2,\"key\":\"k\",\"value\":\"{\\\"a\\\":1}\"}]}");
      if (body.contains("\"produce\"")) {
        ++end;
        return QByteArray("{\"messages\":[{\"partition\":0,\"offset\":2}]}");
      }
      return QByteArray("{}");
    };
    KafkaPane pane(backend, nullptr);
    pane.show();
    auto* topics = pane.findChild<QTableWidget*>(u"services_kafka_topics"_s);
    auto* messages = pane.findChild<QTableWidget*>(u"services_kafka_messages"_s);
    auto* produce = pane.findChild<QPushButton*>(u"services_kafka_produce"_s);
    pane.refresh(false);
    QVERIFY(topics->isHidden() && !produce->isEnabled() && backend.calls.isEmpty());
    pane.refresh(true);
    QTRY_COMPARE(topics->rowCount(), 1);
    QCOMPARE(pane.topic(), u"orders"_s);
    QCOMPARE(topics->item(0, 1)->text(), u"2"_s);
    QTRY_COMPARE(messages->rowCount(), 2);
    QCOMPARE(messages->item(0, 2)->text(), u"k"_s);  // the newest is above
    QCOMPARE(messages->item(1, 3)->text(), u"first"_s);
    pane.findChild<QLineEdit*>(u"services_kafka_value"_s)->setText(u"tea"_s);
    produce->click();
    QTRY_VERIFY(backend.calls.contains(u"POST /-/services/ckafka {\"action\":\"produce\",\"partition\":0,\"topic\":\"orders\",\"value\":\"tea\"}"_s));
    QTRY_VERIFY(pane.findChild<QLineEdit*>(u"services_kafka_value"_s)->text().isEmpty());
    QTRY_COMPARE(pane.findChild<QComboBox*>(u"services_kafka_partition"_s)->itemText(0), u"p0: 0 to 3"_s);
    // An empty partition shows nothing, and is not asked.
    pane.findChild<QComboBox*>(u"services_kafka_partition"_s)->setCurrentIndex(1);
    QTRY_COMPARE(messages->rowCount(), 0);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestSources)
#include "tst_sources.moc"
