// SPDX-License-Identifier: GPL-3.0-or-later
// The buckets of COS in the window: browsing, dialogs, previews, what happened to objects.
#include "models/functionmodel.h"
#include "tests/support/fakebackend.h"
#include "tests/support/fakecos.h"
#include "tests/support/fakeservices.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/rowtable.h"
#include "widgets/functions/askdialog.h"
#include "widgets/services/bucketdialog.h"
#include "widgets/services/bucketpane.h"
#include "widgets/services/objectevents.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

struct Window {
  Window() {
    backend.localAnswer = [this](const QByteArray& method, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
      if (body.contains("\"unbind\"")) ++unbound;
      if (bound && body.contains("\"bound\"")) return QByteArray("{\"bound\":{\"media-1253970026\":\"/home/me/pictures\"},\"trouble\":\"\"}");
      if (const auto known = cos.answer(method, target, body)) return *known;
      return Error{u"UnsupportedOperation"_s, u"Not here."_s, {}};
    };
    backend.start();
    pane.resize(972, 480);
    pane.QWidget::show();
    pane.browse({}, {});
  }
  QTableWidget* table() { return pane.findChild<QTableWidget*>(u"services_objects"_s); }
  bool ready() {
    return QTest::qWaitFor([this] { return table()->rowCount() == 3; });
  }
  FakeBackend backend;
  FakeCos cos;
  BucketPane pane{backend, nullptr};
  bool bound = false;
  int unbound = 0;
};

}  // namespace

class TestBuckets final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void aDoubleClickOpensOnce() {
    Window w;
    QVERIFY(w.ready());
    const QPoint at = w.table()->visualItemRect(w.table()->item(1, 0)).center();
    QTest::mouseClick(w.table()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(w.table()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(w.pane.bucket(), u"media-1253970026"_s);
    QCOMPARE(w.pane.prefix(), QString());
    QTRY_COMPARE(w.table()->rowCount(), 2);
    QCOMPARE(w.table()->item(0, 0)->text(), u"upload/"_s);
    w.table()->setCurrentCell(0, 0);
    QTest::keyClick(w.table(), Qt::Key_Return);
    QCOMPARE(w.pane.prefix(), u"upload/"_s);
  }

  void aRowHasItsBrowseButton() {
    Window w;
    QVERIFY(w.ready());
    auto* button = w.pane.findChild<DeskButton*>(u"services_browse_labels-1253970026"_s);
    QVERIFY(button && button->isVisible());
    QCOMPARE(button->accessibleName(), u"Browse labels-1253970026"_s);
    button->click();
    QCOMPARE(w.pane.bucket(), u"labels-1253970026"_s);
  }

  void unbindingAsksAndNamesWhatIsLost() {
    Window w;
    w.bound = true;
    QVERIFY(w.ready());
    QTRY_VERIFY(w.table()->item(1, 0)->text().contains(u"folder /home/me/pictures"_s));
    w.table()->setCurrentCell(1, 0);
    auto* drop = w.pane.findChild<DeskButton*>(u"services_cos_delete"_s);
    QCOMPARE(drop->text(), u"Unbind"_s);
    const auto answer = [&](const QString& with) {
      drop->click();
      auto* dialog = w.pane.findChild<AskDialog*>(u"services_cos_ask"_s);
      QVERIFY(dialog);
      bool named = false;
      for (const Label* label : dialog->findChildren<Label*>()) named = named || (label->text().contains(u"thumbnail on ObjectCreated:*"_s) && label->text().contains(u"/home/me/pictures"_s));
      QVERIFY(named);
      for (DeskButton* button : dialog->findChildren<DeskButton*>())
        if (button->text() == with) button->click();
      QTRY_VERIFY(!w.pane.findChild<AskDialog*>(u"services_cos_ask"_s));
    };
    answer(u"Keep"_s);
    QCOMPARE(w.unbound, 0);
    answer(u"Unbind"_s);
    QTRY_COMPARE(w.unbound, 1);
  }

  void namesAreCheckedWhileTheyAreTyped_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << u"media-1250000000"_s << true;
    QTest::newRow("one letter") << u"m-1"_s << true;
    QTest::newRow("as long as it may be") << QString(QString(58, u'a') + u"-1"_s) << true;
    QTest::newRow("one longer") << QString(QString(59, u'a') + u"-1"_s) << false;
    QTest::newRow("capitals") << u"Media-1250000000"_s << false;
    QTest::newRow("no appid") << u"media"_s << false;
    QTest::newRow("empty appid") << u"media-"_s << false;
    QTest::newRow("letters in the appid") << u"media-12a"_s << false;
    QTest::newRow("dash first") << u"-media-1"_s << false;
    QTest::newRow("dash before the appid") << u"media--1"_s << false;
    QTest::newRow("underscore") << u"my_media-1"_s << false;
  }
  void namesAreCheckedWhileTheyAreTyped() {
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(BucketDialog::mistakeIn(name).isEmpty(), good);
    Window w;
    w.pane.newBucket();
    auto* dialog = w.pane.findChild<BucketDialog*>();
    QVERIFY(dialog);
    dialog->setName(name);
    QCOMPARE(dialog->findChild<DeskButton*>(u"bucket_make"_s)->isEnabled(), good);
  }

  void aNewBucketIsMade() {
    Window w;
    QVERIFY(w.ready());
    w.pane.newBucket();
    auto* dialog = w.pane.findChild<BucketDialog*>();
    dialog->setName(u"fresh-1250000000"_s);
    dialog->findChild<DeskButton*>(u"bucket_make"_s)->click();
    QTRY_VERIFY(w.cos.asked.contains(u"PUT /fresh-1250000000/"_s));
    QTRY_VERIFY(!w.pane.findChild<BucketDialog*>());
  }

  void aFolderGivesItsBucketAName() {
    QCOMPARE(BucketDialog::nameFor(u"/home/me/My Pictures"_s), u"my-pictures-1250000000"_s);
    QCOMPARE(BucketDialog::nameFor(u"/home/me/\u7167\u7247"_s), u"folder-1250000000"_s);
    QVERIFY(BucketDialog::mistakeIn(BucketDialog::nameFor(u"/x/"_s + QString(200, u'q'))).isEmpty());
  }

  void aLongLineIsCutInThePreview() {
    const QString fit(BucketPane::kPreviewLine, u'a');
    QCOMPARE(BucketPane::previewOf(fit), fit);
    const QString cut = BucketPane::previewOf(QString(fit + u"bc\nshort"_s));
    QVERIFY2(cut.startsWith(fit + u" … 2 more"_s), qPrintable(cut.mid(BucketPane::kPreviewLine)));
    QVERIFY(cut.endsWith(u"\nshort"_s));
    QVERIFY(BucketPane::previewOf(QString(600'000, u'x')).size() < 2 * BucketPane::kPreviewLine);
    const QString lines = QString(u"x\n"_s).repeated(BucketPane::kPreviewLines);
    QCOMPARE(BucketPane::previewOf(lines), lines);
    QVERIFY(BucketPane::previewOf(QString(lines + u"x\n"_s)).contains(u"The first 5,000 lines are shown."_s));
    QCOMPARE(BucketPane::previewOf({}), QString());
  }

  void objectsAreShownWithWhatTheyFired() {
    Window w;
    QVERIFY(w.ready());
    w.pane.refreshSources();
    auto* events = w.pane.findChild<RowTable*>(u"services_objectevents_table"_s);
    QTRY_COMPARE(events->rowModel().rowCount(), 5);
    const auto cell = [&](int row, int column) { return events->rowModel().index(row, column).data().toString(); };
    QCOMPARE(cell(0, 2), u"media-1253970026/upload/hero-2304.jpg"_s);
    QCOMPARE(cell(0, 4), u"⇢ thumbnail"_s);
    QCOMPARE(cell(0, 6), u"200"_s);
    QCOMPARE(cell(2, 6), u"430"_s);
    QCOMPARE(cell(3, 4), u"nothing"_s);
    QCOMPARE(cell(4, 4), u"settle-orders, trigger is off"_s);
    QSignalSpy wanted(&w.pane.events(), &ObjectEvents::invocationWanted);
    Q_EMIT events->rowActivated(events->rowModel().rows().first().key);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toULongLong(), 7ULL);
    w.pane.browse(u"labels-1253970026"_s, {});
    QTRY_COMPARE(events->rowModel().rowCount(), 2);
    QCOMPARE(cell(0, 2), u"0417.json"_s);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};
QTEST_MAIN(TestBuckets)
#include "tst_buckets.moc"
