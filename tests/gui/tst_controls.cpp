// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/metric.h"
#include "widgets/controls/minicharts.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/controls/switch.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QPainter>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestControls final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Scheme::Dark);
    applyTheme(*qApp, *m_theme);
  }

  void timesAreWrittenInTheChosenZone() {
    QVERIFY(format::setZone(u"UTC"_s));
    QCOMPARE(format::clock(1'773'498'728'400'000, 1), u"14:32:08.4"_s);
    QCOMPARE(format::zone(), u"UTC"_s);
    QVERIFY(format::setZone(u"UTC+08:00"_s));
    QCOMPARE(format::clock(1'773'498'728'400'000, 1), u"22:32:08.4"_s);
    QCOMPARE(format::zone(), u"UTC+8"_s);
    QVERIFY(!format::setZone(u"Nowhere/At all"_s));
    QCOMPARE(format::chosenZone(), u"UTC+08:00"_s);
    QVERIFY(format::setZone({}));
  }
  void rowsAreNeverLowerThanATarget() {
    QCOMPARE(m_theme->row(30), 30);
    m_theme->setDensity(Density::Compact);
    QCOMPARE(m_theme->row(30), 26);
    QCOMPARE(m_theme->row(26), 24);
    QCOMPARE(m_theme->row(24), 24);
    QCOMPARE(m_theme->row(20), 20);
    m_theme->setDensity(Density::Comfortable);
  }
  void theTabBarHasRoomForAnAction() {
    TabStrip strip(u"Parts"_s);
    strip.addTab(u"Test"_s);
    strip.resize(500, 32);
    QWidget owner;
    auto* action = new DeskButton(u"Add"_s, DeskButton::Kind::Primary, &owner);
    strip.setCorner(action);
    strip.show();
    QTRY_VERIFY(action->isVisible());
    QCOMPARE(action->geometry().right(), 500 - 12 - 1);
    strip.resize(400, 32);
    QTRY_COMPARE(action->geometry().right(), 400 - 12 - 1);
    strip.setCorner(nullptr);
    QVERIFY(!action->isVisible());
  }
  void numbers_data() {
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("small count") << format::count(999) << u"999"_s;
    QTest::newRow("thousands") << format::count(1000) << u"1,000"_s;
    QTest::newRow("millions") << format::count(1'234'567) << u"1,234,567"_s;
    QTest::newRow("negative") << format::count(-1234) << u"-1,234"_s;
    QTest::newRow("negative hundreds") << format::count(-123) << u"-123"_s;
    QTest::newRow("duration under 1 s") << format::duration(311'620).text() << u"311.6 ms"_s;
    QTest::newRow("duration just under 1 s") << format::duration(999'949).text() << u"999.9 ms"_s;
    QTest::newRow("duration that rounds to 1 s") << format::duration(999'950).text() << u"1,000 ms"_s;
    QTest::newRow("duration over 1 s") << format::duration(3'000'400).text() << u"3,000 ms"_s;
    QTest::newRow("ms to the switch") << format::milliseconds(9'999'000).text() << u"9,999 ms"_s;
    QTest::newRow("s from the switch") << format::milliseconds(10'000'000).text() << u"10.0 s"_s;
    QTest::newRow("whole ms") << format::milliseconds(1'126'400).text() << u"1,126 ms"_s;
    QTest::newRow("memory") << format::bytesMb(43'200'000).text() << u"41.2 MB"_s;
    QTest::newRow("bytes") << format::bytes(29).text() << u"29 B"_s;
    QTest::newRow("kilobytes") << format::bytes(717).text() << u"0.7 KB"_s;
    QTest::newRow("megabytes") << format::bytes(1'887'437).text() << u"1.8 MB"_s;
    QTest::newRow("percent") << format::percent(22, 1000).text() << u"2.2 %"_s;
    QTest::newRow("percent of nothing") << format::percent(0, 0).text() << u"—"_s;
    QTest::newRow("seconds") << format::seconds(15) << u"15 s"_s;
    QTest::newRow("part of a second") << format::seconds(2.5) << u"2.5 s"_s;
    QTest::newRow("ago tenths") << format::ago(1'000'000, 1'250'000) << u"0.2 s ago"_s;
    QTest::newRow("ago seconds") << format::ago(1'000'000, 12'000'000) << u"11 s ago"_s;
    QTest::newRow("ago one minute less") << format::ago(1'000'000, 60'900'000) << u"59 s ago"_s;
    QTest::newRow("ago minutes") << format::ago(1'000'000, 61'000'000) << u"1 min ago"_s;
    QTest::newRow("ago hours") << format::ago(1'000'000, 86'400'000'000) << u"23 h ago"_s;
    QTest::newRow("never") << format::ago(0, 5) << u"never"_s;
    QTest::newRow("behind") << format::behind(35'500'000) << u"−35.5 s"_s;
  }
  void numbers() {
    QFETCH(QString, shown);
    QFETCH(QString, wanted);
    QCOMPARE(shown, wanted);
  }
  void agoIsExactFromADay() {
    const int64_t then = 1'000'000, day = 86'400'000'000;
    QCOMPARE(format::ago(then, then + day - 1), u"23 h ago"_s);
    QCOMPARE(format::ago(then, then + day), format::dateTime(then));
  }
  void clockIsCutNotRounded() {
    QVERIFY(format::clock(1'999'999, 1).endsWith(u":01.9"_s));
    QVERIFY(format::clock(1'999'999, 3).endsWith(u":01.999"_s));
    QCOMPARE(format::clock(1'999'999, 0).size(), 8);
  }

  void segmentsAreRadioButtons() {
    SegmentedControl control(u"Invocation type"_s);
    control.addSegment(u"Sync"_s);
    control.addSegment(u"Async"_s);
    control.addSegment(u"Load"_s);
    QCOMPARE(control.currentIndex(), 0);
    QAccessibleInterface* second = QAccessible::queryAccessibleInterface(control.segment(1));
    QCOMPARE(second->role(), QAccessible::RadioButton);
    QCOMPARE(second->text(QAccessible::Name), u"Invocation type: Async"_s);
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    control.show();
    QVERIFY(QTest::qWaitForWindowActive(&control));
    control.segment(0)->setFocus();
    QTest::keyClick(control.segment(0), Qt::Key_Right);
    QCOMPARE(control.currentIndex(), 1);
    QTest::mouseClick(control.segment(2), Qt::LeftButton);
    QCOMPARE(control.currentIndex(), 2);
    QCOMPARE(changed.count(), 2);
    control.setCurrentIndex(2);
    QCOMPARE(changed.count(), 2);
  }

  void buttonSizesFollowTheKit() {
    DeskButton plain(u"Save"_s), primary(u"Fire"_s, DeskButton::Kind::Primary), icon(u"copy"_s, u"Copy request id"_s, u"Ctrl C"_s);
    QCOMPARE(plain.sizeHint().height(), 28);
    const int bare = primary.sizeHint().width();
    primary.setKeyHint(u"Ctrl ↵"_s);
    QVERIFY(primary.sizeHint().width() > bare);
    QCOMPARE(icon.sizeHint(), QSize(28, 28));
    icon.setCompact(true);
    QCOMPARE(icon.sizeHint(), QSize(24, 24));
    QCOMPARE(icon.accessibleName(), u"Copy request id"_s);
    QVERIFY(icon.toolTip().contains(u"Ctrl C"_s));
  }

  void searchClearsThenLeaves() {
    SearchField field(u"Filter functions"_s, u"Filter"_s);
    QSignalSpy left(&field, &SearchField::left), stepped(&field, &SearchField::stepped);
    QTest::keyClicks(&field, u"thumb"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(left.count(), 0);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QTest::keyClick(&field, Qt::Key_Down);
    QCOMPARE(stepped.constFirst().constFirst().toInt(), 1);
  }

  void numberFieldKeepsItsBounds() {
    NumberField field(u"Events"_s, u"times"_s);
    field.setRange(1, 100000);
    field.setValue(100000);
    QCOMPARE(field.intValue(), 100000);
    field.setValue(100001);
    QCOMPARE(field.intValue(), 100000);
    QCOMPARE(field.text(), u"100,000"_s);
    field.setDecimals(1);
    field.setValue(2.5);
    QCOMPARE(field.text(), u"2.5"_s);
    field.setValue(3);
    QCOMPARE(field.text(), u"3"_s);
  }

  void numberFieldSaysWhatItDidToANumber() {
    NumberField field(u"Events"_s, u"times"_s);
    QSignalSpy told(&field, &NumberField::adjusted);
    field.setRange(1, 100000);
    field.setValue(600);
    field.show();
    QVERIFY(QTest::qWaitForWindowActive(&field));
    const auto type = [&field](const QString& text) {
      field.selectAll();
      QTest::keyClicks(&field, text);
      QTest::keyClick(&field, Qt::Key_Return);
    };
    type(u"1,000"_s);
    QCOMPARE(field.intValue(), 1000);
    QVERIFY(field.adjustment().isEmpty());
    type(u"100000"_s);
    QCOMPARE(field.intValue(), 100000);
    QVERIFY(field.adjustment().isEmpty());
    type(u"100001"_s);
    QCOMPARE(field.intValue(), 100000);
    QVERIFY2(field.adjustment().contains(u"100,001") && field.adjustment().contains(u"100,000 times"), qPrintable(field.adjustment()));
    QCOMPARE(field.accessibleDescription(), field.adjustment());
    type(u"0"_s);
    QCOMPARE(field.intValue(), 1);
    QVERIFY(field.adjustment().contains(u"less"));
    QTest::keyClicks(&field, u"5"_s);
    QVERIFY(field.adjustment().isEmpty());  // said until it is edited again
    QVERIFY(told.count() >= 3);
    type(u"abc"_s);
    QCOMPARE(field.intValue(), 5);  // what is no number cannot be typed
  }

  void paragraphsKeepTheirLineHeight() {
    Label label(Label::Role::Body, u"one two three four five six seven eight nine ten"_s);
    label.setWordWrap(true);
    const int one = label.heightForWidth(4000), narrow = label.heightForWidth(120);
    QCOMPARE(one, Theme::current().px(20));
    QVERIFY(narrow > one && narrow % Theme::current().px(20) == 0);
    label.setText(u"first\nsecond"_s);
    QCOMPARE(label.heightForWidth(4000), 2 * Theme::current().px(20));
    QCOMPARE(label.sizeHint().height(), 2 * Theme::current().px(20));
  }

  void wheelOverAnUnfocusedChoiceChangesNothing() {
    ComboField field(u"Sort"_s);
    field.addItems({u"first"_s, u"second"_s});
    QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&field, &wheel);
    QCOMPARE(field.currentIndex(), 0);
    QTest::keyClick(&field, Qt::Key_Down);
    QCOMPARE(field.currentIndex(), 1);
  }

  void fieldRowNamesItsField() {
    auto* field = new NumberField(QString(), u"MB"_s);
    FieldRow row(u"Memory"_s, field);
    QCOMPARE(field->accessibleName(), u"Memory"_s);
    row.setError(u"Memory is 64 MB to 3,072 MB."_s);
    QCOMPARE(row.error(), u"Memory is 64 MB to 3,072 MB."_s);
    QCOMPARE(field->accessibleDescription(), row.error());
    row.setError({});
    QVERIFY(row.error().isEmpty());
  }

  void bannerStaysUntilCleared() {
    Banner banner;
    QVERIFY(!banner.active());
    banner.show(Error{u"Local.PortTaken"_s, u"Port 9700 is in use."_s, u"Use 9701."_s}, u"Use 9701"_s);
    QVERIFY(banner.active() && banner.isVisibleTo(nullptr));
    QCOMPARE(banner.text(), u"Port 9700 is in use. Use 9701."_s);
    QCOMPARE(banner.height(), 32);
    QSignalSpy action(&banner, &Banner::actionTriggered);
    QTest::mouseClick(banner.findChild<DeskButton*>(u"bannerAction"_s), Qt::LeftButton);
    QCOMPARE(action.count(), 1);
    QVERIFY(banner.active());
    banner.clear();
    QVERIFY(!banner.active() && banner.isHidden());
  }

  void emptyStateStepsAnswerKeys() {
    EmptyState state(u"The engine is ready."_s, u"Fire it."_s);
    state.addStep(u"scale"_s, u"Fire 600 as a ramp"_s, u"Ctrl Shift ↵"_s);
    state.addStep(u"fn"_s, u"Open your own folder"_s, u"Ctrl O"_s);
    QSignalSpy step(&state, &EmptyState::stepTriggered);
    auto* second = state.findChild<QAbstractButton*>(u"step1"_s);
    QTest::keyClick(second, Qt::Key_Return);
    QTest::mouseClick(second, Qt::LeftButton);
    QCOMPARE(step.count(), 2);
    QCOMPARE(step.constFirst().constFirst().toInt(), 1);
    QCOMPARE(second->accessibleName(), u"Open your own folder"_s);
  }

  /// Height, hue and pattern: no two states of one function look alike even without colour.
  void statesDifferInHeightOrPattern() {
    const auto drawn = [](InstanceState state, bool failed) {
      QImage image(24, 20, QImage::Format_RGB32);
      image.fill(Qt::black);
      QPainter painter(&image);
      paintState(painter, QRectF(0, 4, 24, 12), state, failed);
      painter.end();
      return image.convertToFormat(QImage::Format_Grayscale8);
    };
    const auto rows = [](const QImage& image) {
      int lit = 0;
      for (int y = 0; y < image.height(); ++y) {
        bool any = false;
        for (int x = 0; x < image.width(); ++x) any = any || qGray(image.pixel(x, y)) > 40;
        lit += any;
      }
      return lit;
    };
    QCOMPARE(rows(drawn(InstanceState::Busy, false)), 12);
    QCOMPARE(rows(drawn(InstanceState::Starting, false)), 12);
    QCOMPARE(rows(drawn(InstanceState::Init, false)), 12);
    QCOMPARE(rows(drawn(InstanceState::Idle, false)), 4);
    QCOMPARE(rows(drawn(InstanceState::Frozen, false)), 2);
    QCOMPARE(rows(drawn(InstanceState::Busy, true)), 16);
    QVERIFY(drawn(InstanceState::Starting, false) != drawn(InstanceState::Busy, false));
    QVERIFY(drawn(InstanceState::Init, false) != drawn(InstanceState::Busy, false));
    // The notch of a failed run: its top right corner is empty.
    QCOMPARE(qGray(drawn(InstanceState::Busy, true).pixel(23, 3)), 0);
  }

  void quietSparklineIsAHairline() {
    QImage image(40, 20, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    paintSparkline(painter, QRectF(0, 0, 40, 20), {0, 0, 0}, m_theme->colors().state.busy);
    painter.end();
    QCOMPARE(image.pixelColor(20, 19), m_theme->colors().border.normal);
    QCOMPARE(image.pixelColor(20, 10), QColor(Qt::black));
  }

  void tabsCarryCounts() {
    TabStrip tabs(u"Reply"_s);
    tabs.addTab(u"Result"_s);
    tabs.addTab(u"Log tail"_s);
    tabs.show();
    const int before = tabs.tabRect(1).width();
    tabs.setCount(1, 1204);
    QVERIFY(tabs.tabRect(1).width() > before);
    tabs.setCount(1, -1);
    QCOMPARE(tabs.tabRect(1).width(), before);
  }

  void splitterHasRoomToGrab() {
    HairlineSplitter splitter(Qt::Horizontal);
    splitter.addWidget(new QWidget);
    splitter.addWidget(new QWidget);
    splitter.resize(300, 100);
    splitter.show();
    QCOMPARE(splitter.handleWidth(), 1);
    QVERIFY(splitter.handle(1)->width() >= 7);
    QCOMPARE(splitter.widget(0)->width() + splitter.widget(1)->width(), 299);
  }

  void switchIsACheckBox() {
    Switch toggle(u"Reduced motion"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(&toggle)->role(), QAccessible::CheckBox);
    toggle.resize(toggle.sizeHint());
    QTest::mouseClick(&toggle, Qt::LeftButton, {}, QPoint(2, 2));
    QVERIFY(toggle.isChecked());
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(!toggle.isChecked());
  }

  void metricReadsAsCaptionAndValue() {
    Metric metric(u"Duration"_s);
    metric.setValue(format::duration(311'600));
    QCOMPARE(metric.accessibleName(), u"Duration"_s);
    QCOMPARE(metric.accessibleDescription(), u"311.6 ms"_s);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
