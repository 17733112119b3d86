// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/label.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"
#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestTheme final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
    QFile file(u":/themes/tokens.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_json = file.readAll();
  }
  void init() {
    m_theme->setScheme(Scheme::Dark);
    m_theme->setScale(1);
  }

  /// Every colour of the file is one of the struct and has the value of the file, both ways.
  void coloursAreTheTokens() {
    const QJsonObject schemes = QJsonDocument::fromJson(m_json).object().value("color"_L1).toObject();
    for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
      m_theme->setScheme(scheme);
      const QJsonObject file = schemes.value(scheme == Scheme::Dark ? "dark"_L1 : "light"_L1).toObject();
      int named = 0, listed = 0;
      visitColors(m_theme->colors(), [&](const char* name, const QColor& color) {
        const QString path = QString::fromLatin1(name);
        const QString wanted = file.value(path.section(u'.', 0, 0)).toObject().value(path.section(u'.', 1)).toString();
        QCOMPARE(color, QColor(wanted));
        ++named;
      });
      for (const QJsonValue& group : file) listed += static_cast<int>(group.toObject().size());
      QCOMPARE(named, listed);
    }
  }

  void missingTokenIsNamed() {
    QJsonObject root = QJsonDocument::fromJson(m_json).object();
    QJsonObject schemes = root.value("color"_L1).toObject(), light = schemes.value("light"_L1).toObject();
    QJsonObject state = light.value("state"_L1).toObject();
    state.remove(u"frozen"_s);
    light.insert(u"state"_s, state);
    schemes.insert(u"light"_s, light);
    root.insert(u"color"_s, schemes);
    const auto parsed = parseTokens(QJsonDocument(root).toJson());
    QVERIFY(!parsed);
    QVERIFY(parsed.error().message.contains(u"state.frozen"_s));
    QVERIFY(parsed.error().message.contains(u"light"_s));
  }
  void brokenTokensAreRefused() { QVERIFY(!parseTokens("{\"color\":")); }

  void paletteFollowsTheMapping() {
    for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
      m_theme->setScheme(scheme);
      const QPalette p = m_theme->palette();
      const Colors& c = m_theme->colors();
      QCOMPARE(p.color(QPalette::Window), c.surface.panel);
      QCOMPARE(p.color(QPalette::WindowText), c.text.primary);
      QCOMPARE(p.color(QPalette::Base), c.surface.input);
      QCOMPARE(p.color(QPalette::AlternateBase), c.surface.sunken);
      QCOMPARE(p.color(QPalette::Button), c.surface.raised);
      QCOMPARE(p.color(QPalette::Mid), c.border.normal);
      QCOMPARE(p.color(QPalette::Highlight), c.accent.base);
      QCOMPARE(p.color(QPalette::HighlightedText), c.text.onAccent);
      QCOMPARE(p.color(QPalette::Link), c.text.link);
      QCOMPARE(p.color(QPalette::PlaceholderText), c.text.tertiary);
      QCOMPARE(p.color(QPalette::ToolTipBase), c.surface.popup);
      QCOMPARE(p.color(QPalette::Disabled, QPalette::Text), c.text.disabled);
      QCOMPARE(QApplication::palette().color(QPalette::Window), c.surface.panel);
    }
  }

  void systemIsDarkUntilAnswered() {
    m_theme->setScheme(Scheme::System);
    QVERIFY(m_theme->dark());
  }

  void switchingSchemeRepaints() {
    Label label(Label::Role::Body, u"Fire"_s);
    label.setAutoFillBackground(true);
    label.resize(60, 20);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    const QColor dark = label.grab().toImage().pixelColor(58, 18);
    QSignalSpy changed(m_theme.get(), &Theme::changed);
    m_theme->setScheme(Scheme::Light);
    QCOMPARE(changed.count(), 1);
    m_theme->setScheme(Scheme::Light);
    QCOMPARE(changed.count(), 1);
    QTRY_VERIFY(label.grab().toImage().pixelColor(58, 18) != dark);
    QCOMPARE(label.palette().color(QPalette::WindowText), m_theme->colors().text.primary);
  }

  void scaleIsBoundedAndLive() {
    Label label(Label::Role::Body, u"Fire"_s);
    const int before = label.sizeHint().width();
    m_theme->setScale(2);
    QCOMPARE(m_theme->px(12), 24);
    QVERIFY(label.sizeHint().width() > before * 3 / 2);
    m_theme->setScale(2.01);
    QCOMPARE(m_theme->scale(), 2.0);
    m_theme->setScale(0.99);
    QCOMPARE(m_theme->scale(), 1.0);
  }

  void fontsAreOurs() {
    const QString words = QFontInfo(m_theme->ui(13)).family();
    QVERIFY2(words == "SCFDesk Sans"_L1 || words == "Inter"_L1, qPrintable(words));
    const QString code = QFontInfo(m_theme->code(13)).family();
    QVERIFY2(code == "SCFDesk Mono"_L1 || code.startsWith("JetBrains Mono"_L1), qPrintable(code));
    QVERIFY(m_theme->code(13).styleStrategy() & QFont::PreferNoShaping);
    QCOMPARE(m_theme->ui(11).pixelSize(), 11);
  }

  void iconsAreTintedAndCrisp() {
    const QPixmap icon = m_theme->pixmap(u"play"_s, 16, Qt::red, 2);
    QCOMPARE(icon.size(), QSize(32, 32));
    const QImage image = icon.toImage();
    QCOMPARE(image.pixelColor(14, 16), QColor(Qt::red));
    QTest::ignoreMessage(QtWarningMsg, "There is no icon named nothing.");
    QVERIFY(m_theme->pixmap(u"nothing"_s, 16, Qt::red, 1).isNull());
  }

 private:
  std::unique_ptr<Theme> m_theme;
  QByteArray m_json;
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
