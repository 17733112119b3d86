// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/function.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/shell/translation.h"
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// What the engine says in English, in the language of the window.
class TestEngineWords final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void cleanup() { installTranslator(*QCoreApplication::instance(), QLocale::c()); }

  void englishStaysAsItIs_data() {
    QTest::addColumn<QString>("text");
    for (const QString& text :
         {u"no idle instance, executing 1,024 MB + 128 MB of 128,000 MB"_s, u"idle for 15 s, keep-alive is 15 s"_s,
          u"The folder /home/me/a%1b is gone. Put it back, or link another folder."_s, u"something nobody has thought of"_s, QString(),
          u"status 430, retry 1 of 2"_s, u"ends in %"_s, u"The data folder /x can't be written (/x/%2: Permission denied)."_s})
      QTest::newRow(qPrintable(text.left(30))) << text;
  }
  void englishStaysAsItIs() {
    QFETCH(QString, text);
    QCOMPARE(EngineWords::text(text), text);
  }

  void chinese_data() {
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("chinese");
    const auto row = [](const QString& english, const QString& chinese) { QTest::newRow(qPrintable(english.left(40))) << english << chinese; };
    row(u"no idle instance, executing 1,024 MB + 128 MB of 128,000 MB"_s, u"没有空闲实例，执行中 1,024 MB + 128 MB，共 128,000 MB"_s);
    row(u"idle for 15 s, keep-alive is 15 s"_s, u"空闲 15 s，保活时间为 15 s"_s);
    row(u"status 430, retry 1 of 2"_s, u"状态码 430，第 1 次重试，共 2 次"_s);
    row(u"The local CKafka is not running. Start it in Services; messages wait until then."_s, u"本地 CKafka 未运行。请在“服务”中启动，消息会一直等待。"_s);
    row(u"Partition 2 of orders stands at offset 12: User code exception. Disable and enable the trigger to try again."_s, u"orders 的分区 2 停在位移 12：User code exception。停用再启用触发器即可重试。"_s);
    row(u"The stream jobs stands at its entry 7-0: User code exception. Disable and enable the trigger to try again."_s, u"Stream jobs 停在条目 7-0：User code exception。停用再启用触发器即可重试。"_s);
    row(u"status 430"_s, u"状态码 430"_s);
    row(u"the process ended: User process exit when running: signal 9 (SIGKILL)"_s, u"进程已结束：用户进程在运行中退出：信号 9 (SIGKILL)"_s);
    row(u"No space is left for the data folder /d (writing /d/segments: No space left on device). Free some space, or start with --data-dir on another disk."_s,
        u"数据目录 /d 所在磁盘空间不足（写入 /d/segments：设备上没有空间）。请释放空间，或用 --data-dir 指定其他磁盘。"_s);
    // What stands in a name is no place for another part.
    row(u"The folder /home/%2 can't be read: Permission denied."_s, u"无法读取文件夹 /home/%2：权限不足。"_s);
    row(u"A sentence that is new to the window."_s, u"A sentence that is new to the window."_s);
    row(u"expected ',' after value"_s, u"值后应为“,”"_s);
  }
  void chinese() {
    QFETCH(QString, english);
    QFETCH(QString, chinese);
    QVERIFY(installTranslator(*qApp, QLocale(u"zh_CN"_s)));
    QCOMPARE(EngineWords::text(english), chinese);
  }

  void everyPatternIsKnownWhole() {
    // Each one, filled with something, is recognised as itself and not as another.
    QVERIFY(installTranslator(*qApp, QLocale(u"zh_CN"_s)));
    static const QRegularExpression place(u"%\\d"_s);
    for (const QString& pattern : EngineWords::patterns()) {
      QString filled = pattern;
      filled.replace(place, u"7"_s);
      QVERIFY2(EngineWords::text(filled) != filled, qPrintable(pattern));
    }
  }

  void errorsTellTheNextStep() {
    const Error error{u"Local.DiskFull"_s, u"The folder /f is gone."_s, u"Put it back, or link another folder."_s};
    QCOMPARE(EngineWords::text(error), u"The folder /f is gone. Put it back, or link another folder."_s);
    QVERIFY(installTranslator(*qApp, QLocale(u"zh_CN"_s)));
    QCOMPARE(EngineWords::text(error), u"文件夹 /f 不存在了。请恢复它，或链接其他文件夹。"_s);
    QVERIFY(EngineWords::text(checkTimeout(0).error()).startsWith(u"超时时间不能为 0 秒"));
    QVERIFY(EngineWords::text(checkFunctionName(u"1"_s).error()).startsWith(u"“1”不能作为函数名"));
  }

  void runtimesAndAges() {
    QCOMPARE(EngineWords::runtime(u"Python 3.10 (runs 3.11.2)"_s), u"Python 3.10 (runs 3.11.2)"_s);
    QVERIFY(installTranslator(*qApp, QLocale(u"zh_CN"_s)));
    QCOMPARE(EngineWords::runtime(u"Python 3.10 (runs 3.11.2)"_s), u"Python 3.10（实际运行 3.11.2）"_s);
    QCOMPARE(EngineWords::runtime(u"Node.js 18.15 (no interpreter)"_s), u"Node.js 18.15（无解释器）"_s);
    QCOMPARE(EngineWords::runtime(u"Python 3.11"_s), u"Python 3.11"_s);
    QCOMPARE(format::ago(1, 2'200'001), u"2.2 秒前"_s);
    QCOMPARE(format::ago(1, 180'000'001), u"3 分钟前"_s);
    QCOMPARE(format::ago(0, 5), u"从未"_s);
  }
};
QTEST_MAIN(TestEngineWords)
#include "tst_enginewords.moc"
