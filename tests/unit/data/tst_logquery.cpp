// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/logmatcher.h"
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;
using Reason = LogQueryError::Reason;
using Verdict = LogMatcher::Verdict;

namespace {
constexpr InvocationId kRequest = 7;

QString nameOf(FunctionId id) { return id == 1 ? u"thumbnail"_s : id == 2 ? u"settle-orders"_s : QString(); }

LogRecord record(FunctionId fn = 1, LogLevel level = LogLevel::Info, InstanceId instance = 3, InvocationId invocation = kRequest) {
  LogRecord r;
  r.function = fn;
  r.level = level;
  r.instance = instance;
  r.invocation = invocation;
  return r;
}

RequestFacts facts(int code = 433, int64_t durationUs = 3'000'000, bool cold = true, bool finished = true) {
  return {true, finished, cold, code, durationUs, "9be20f11-7c3d-4a10-8000-000000000001", VersionNumber(3)};
}

Verdict ask(const QString& query, const LogRecord& r, QByteArrayView text, const RequestFacts& f = facts()) {
  const LogQuery::Parsed parsed = LogQuery::parse(query);
  if (parsed.error) qWarning() << parsed.error->english();
  return LogMatcher(parsed.query, nameOf).line(r, text, [&](InvocationId) { return f; });
}
}  // namespace

class TestLogQuery : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void mistakes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("reason");  // -1 = none
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("length");
    const auto bad = [](const char* text, Reason reason, int at, int length) {
      QTest::newRow(text) << QString::fromUtf8(text) << int(reason) << at << length;
    };
    for (const char* good : {"", "  ", "timeout", "fn:a,b level:warn+ timeout", "fn:thumb*", "-level:debug", "level:INFO+,plat", "status:433,5xx,ok,failed", "-cold cold",
                             "dur>500ms", "dur<=2s", "dur>=0.5s", "dur<100us", "dur>1m", "dur>7", "\"two words\"", "-\"a \\\" b\"", "/time.?out/i", "/a\\/b/", "/[/]/",
                             "http://x", "inst:i-5e48", "inst:5e48", "req:9be20f11-7c3d", "level:", "duration"})
      if (QByteArrayView(good) != "level:") QTest::newRow(*good ? good : "nothing") << QString::fromUtf8(good) << -1 << 0 << 0;
    bad("time:out", Reason::UnknownField, 0, 4);
    bad("a -nope:x", Reason::UnknownField, 3, 4);
    bad("ver:live", Reason::BadVersion, 4, 4);
    bad("ver:03", Reason::BadVersion, 4, 2);
    bad("fn:", Reason::NoValue, 0, 3);
    bad("fn:a,", Reason::NoValue, 4, 1);
    bad("fn:,a", Reason::NoValue, 3, 1);
    bad("x \"abc", Reason::OpenQuote, 2, 4);
    bad("\"\"", Reason::NoValue, 0, 2);
    bad("/abc", Reason::OpenRegex, 0, 4);
    bad("//", Reason::NoValue, 0, 2);
    bad("/a(b/", Reason::BadRegex, 4, 1);
    bad("x /a**b/", Reason::BadRegex, 5, 1);
    bad("level:warn+,loud", Reason::UnknownLevel, 12, 4);
    bad("level:plat+", Reason::UnknownLevel, 6, 5);
    bad("status:43", Reason::BadStatus, 7, 2);
    bad("status:xx4", Reason::BadStatus, 7, 3);
    bad("inst:i-12", Reason::BadInstance, 5, 4);
    bad("inst:zzzz", Reason::BadInstance, 5, 4);
    bad("req:9be2x", Reason::BadRequest, 4, 5);
    bad("dur>", Reason::NoValue, 0, 4);
    bad("dur>fast", Reason::BadDuration, 4, 4);
    bad("dur>=5h", Reason::BadDuration, 5, 2);
    bad("dur>999999999s", Reason::BadDuration, 4, 10);
    bad("a -", Reason::NothingNegated, 2, 1);
    bad("- a", Reason::NothingNegated, 0, 1);
  }
  void mistakes() {
    QFETCH(QString, text);
    QFETCH(int, reason);
    const LogQuery::Parsed parsed = LogQuery::parse(text);
    QCOMPARE(parsed.error ? int(parsed.error->reason) : -1, reason);
    if (!parsed.error) return;
    QTEST(int(parsed.error->at), "at");
    QTEST(int(parsed.error->length), "length");
    QVERIFY(!parsed.error->english().contains(u"%1"));
  }
  void limits() {
    QVERIFY(!LogQuery::parse(QString(LogQuery::kMostChars, u'a')).error);
    const auto tooLong = LogQuery::parse(QString(LogQuery::kMostChars + 1, u'a'));
    QVERIFY(tooLong.error && tooLong.error->reason == Reason::TooLong);
    const QString most = u"a "_s.repeated(LogQuery::kMostTerms);
    QVERIFY(!LogQuery::parse(most).error);
    QCOMPARE(LogQuery::parse(most).query.terms().size(), LogQuery::kMostTerms);
    const auto tooMany = LogQuery::parse(most + u'b');
    QVERIFY(tooMany.error && tooMany.error->reason == Reason::TooMany);
    QCOMPARE(tooMany.error->at, most.size());
  }
  void whatStandsBeforeAMistakeIsRead() {
    const auto parsed = LogQuery::parse(u"timeout level:warn+ status:x"_s);
    QVERIFY(parsed.error);
    QCOMPARE(parsed.query.terms().size(), size_t(2));
    QCOMPARE(parsed.query.terms()[1].at, 8);
    QCOMPARE(parsed.query.terms()[1].length, 11);
  }
  void without() {
    const LogQuery query = LogQuery::parse(u"fn:a level:error timeout"_s).query;
    QCOMPARE(query.without(0), u"level:error timeout"_s);
    QCOMPARE(query.without(1), u"fn:a timeout"_s);
    QCOMPARE(query.without(2), u"fn:a level:error"_s);
  }
  void matches_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("yes");
    const auto row = [](const char* query, bool yes) { QTest::newRow(query) << QString::fromUtf8(query) << yes; };
    // Asked of: fn thumbnail, instance 3, ERROR, 433, cold, 3 s, "Invoking task timed out after 3 seconds, ü"
    row("fn:thumbnail", true);
    row("fn:THUMB*", true);
    row("fn:thumb", false);
    row("fn:settle-orders,thumbnail", true);
    row("-fn:thumbnail", false);
    row("level:error", true);
    row("level:warn+", true);
    row("level:warn", false);
    row("level:plat", false);
    row("-level:debug,info", true);
    row("status:433", true);
    row("status:4xx", true);
    row("status:failed", true);
    row("status:ok,5xx", false);
    row("-status:ok", true);
    row("cold", true);
    row("-cold", false);
    row("\"cold\"", false);
    row("dur>2s", true);
    row("dur>3s", false);
    row("dur>=3000ms", true);
    row("dur<=3s", true);
    row("dur<3s", false);
    row("req:9be20f11", true);
    row("req:9BE2,0000", true);
    row("req:8be2", false);
    row("ver:3", true);
    row("ver:$LATEST", false);
    row("ver:$latest,3", true);
    row("-ver:3", false);
    row("TIMED out", true);
    row("\"timed out\"", true);
    row("\"out timed\"", false);
    row("-timed", false);
    row("timed -nothere", true);
    row("/timed +out/", true);
    row("/Timed/", false);
    row("/Timed/i", true);
    row("/after \\d seconds/", true);
    row("/^Inv.*ü$/", true);
    row("-/after/", false);
    row("fn:thumbnail level:error timed cold", true);
    row("fn:thumbnail level:error timed -cold", false);
  }
  void matches() {
    QFETCH(QString, query);
    const Verdict verdict = ask(query, record(1, LogLevel::Error), "Invoking task timed out after 3 seconds, \xc3\xbc");
    QTEST(verdict == Verdict::Yes, "yes");
  }
  void instancesByName() {
    for (const InstanceId id : {1U, 3U, 24136U, 65535U, 65536U, 70000U, 1'000'000U}) {
      QCOMPARE(instanceOf(instanceName(id)), id);
      QCOMPARE(ask(u"inst:"_s + instanceName(id), record(1, LogLevel::Info, id), "x"), Verdict::Yes);
    }
    for (const QString& name : {u""_s, u"i-"_s, u"i-123"_s, u"i-xyzw"_s, u"i-123456789"_s, u"5e48"_s}) QCOMPARE(instanceOf(name), InstanceId(0));
  }
  void theEngineItself() {
    const LogRecord own = record(0, LogLevel::Platform, 0, 0);
    QCOMPARE(ask(u"fn:engine"_s, own, "x"), Verdict::Yes);
    QCOMPARE(ask(u"status:433"_s, own, "x"), Verdict::No);
    QCOMPARE(ask(u"-status:433"_s, own, "x"), Verdict::Yes);
  }
  void outcomesWait() {
    const RequestFacts running = facts(202, 0, true, false);
    QCOMPARE(ask(u"status:433"_s, record(), "x", running), Verdict::Later);
    QCOMPARE(ask(u"dur>1s"_s, record(), "x", running), Verdict::Later);
    QCOMPARE(ask(u"cold"_s, record(), "x", running), Verdict::Yes);
    QCOMPARE(ask(u"status:433 y"_s, record(), "x", running), Verdict::No);
    QVERIFY(LogMatcher(LogQuery::parse(u"dur>1s"_s).query, nameOf).asksOutcome());
    QVERIFY(!LogMatcher(LogQuery::parse(u"cold x"_s).query, nameOf).asksOutcome());
  }
  void invocations() {
    const auto is = [](const QString& query) { return LogMatcher(LogQuery::parse(query).query, nameOf).invocation(1, 3, facts()) == Verdict::Yes; };
    QVERIFY(is(u"fn:thumbnail cold status:433 anything level:debug"_s));
    QVERIFY(!is(u"fn:settle-orders"_s));
    QVERIFY(!is(u"inst:ffff"_s));
  }
  void brokenText() {
    QByteArray text("ab\xff\xfe\0needle\xc3", 12);
    QCOMPARE(ask(u"needle"_s, record(), text), Verdict::Yes);
    QCOMPARE(ask(u"/needle/"_s, record(), text), Verdict::Yes);
  }
  void anExpressionThatExplodesEnds() {
    const QByteArray text(5000, 'a');
    QCOMPARE(ask(u"/(a+)+(a+)+(a+)+b/"_s, record(), text), Verdict::No);
  }
  void spans() {
    const LogMatcher matcher(LogQuery::parse(u"time /out \\w/ -x level:warn"_s).query, nameOf);
    const auto spans = matcher.spans(u"Time out after x time"_s);
    QCOMPARE(spans.size(), size_t(3));
    QCOMPARE(spans[0].at, 0);
    QCOMPARE(spans[0].length, 4);
    QCOMPARE(spans[1].at, 5);
    QCOMPARE(spans[1].length, 5);
    QCOMPARE(spans[2].at, 17);
  }
  void literals_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("literal");
    const auto row = [](const char* pattern, const char* literal) { QTest::newRow(pattern) << QString::fromUtf8(pattern) << QByteArray(literal); };
    row("timeout", "timeout");
    row("time.?out", "time");
    row("colou?r", "colo");
    row("ab*cde", "cde");
    row("ab+c", "ab");
    row("x{2,3}yz", "yz");
    row("a|b", "");
    row("(a|b)cd", "cd");
    row("(?i)abc", "");
    row("(?:ab)+xyz", "xyz");
    row("[abc]def", "def");
    row("[]x]yz", "yz");
    row("[[:alpha:]x]yz", "");
    row("\\d+ ms", " ms");
    row("a\\.b", "a.b");
    row("\\x41bc", "");
    row("abc\\x41d", "abc");
    row("^start", "start");
    row("z\xc3\xbc""ab", "ab");
    row("\\Qa*b\\E", "");
    row("ab(?#[)x|y", "");
  }
  void literals() {
    QFETCH(QString, pattern);
    QTEST(literalOf(pattern), "literal");
  }
  void alternatives_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QList<QByteArray>>("literals");
    const auto row = [](const char* pattern, const QList<QByteArray>& literals) { QTest::newRow(pattern) << QString::fromUtf8(pattern) << literals; };
    row("timeout", {"timeout"});
    row("timeout|refused", {"timeout", "refused"});
    row("time.?out|connection (was )?refused|\\d+ ms", {"time", "connection ", " ms"});
    row("timeout|\\d+", {});
    row("timeout|", {});
    row("|timeout", {});
    row("(a|b)cd|ef", {"cd", "ef"});
    row("a\\|b", {"a|b"});
    row("a\\\\|b", {"a\\", "b"});
    row("[|]ab|cd", {"ab", "cd"});
    row("[]|]ab|cd", {"ab", "cd"});
    row("[^]|]ab|cd", {"ab", "cd"});
    row("[\\]|]ab|cd", {"ab", "cd"});
    row("[[:alpha:]|]ab|cd", {});
    row("(?i)ab|cd", {});
    row("ab|(?-i)cd", {});
    row("\\c|ab", {});
    row("ab(?#[)x|y", {});
  }
  void alternatives() {
    QFETCH(QString, pattern);
    QTEST(literalsOf(pattern), "literals");
  }
  void eachAlternativeIsFound() {
    const LogMatcher matcher(LogQuery::parse(u"/timeout|ref[ua]sed/"_s).query, nameOf);
    QVERIFY(matcher.bytesMayMatch("a line\nRefUsed\n"));  // "ref" and "sed" are held by all of its matches
    QVERIFY(matcher.bytesMayMatch("TIMEOUT"));
    QVERIFY(!matcher.bytesMayMatch("time out, no answer"));
    for (const auto& [text, verdict] : {std::pair<const char*, Verdict>{"a timeout", Verdict::Yes}, {"it refased", Verdict::Yes}, {"a reference is based", Verdict::No}, {"other", Verdict::No}})
      QCOMPARE(ask(u"/timeout|ref[ua]sed/"_s, record(), text), verdict);
    QCOMPARE(ask(u"-/timeout|refused/"_s, record(), "refused"), Verdict::No);
    QCOMPARE(ask(u"-/timeout|refused/"_s, record(), "other"), Verdict::Yes);
  }
  void bytesAreFoundAsByASlowSearch() {
    QByteArray text;
    quint32 seed = 12345;
    for (int i = 0; i < 4000; ++i) {
      seed = seed * 1664525U + 1013904223U;
      text += "aAbB@`[{ xyz"[(seed >> 24) % 12];
    }
    for (const QByteArray& wanted : {QByteArray("a"), QByteArray("@"), QByteArray("ab"), QByteArray("`a"), QByteArray("[b"), QByteArray("xyzx"), QByteArray("aabbaabb"), QByteArray("{{{"), QByteArray(20, 'q')}) {
      const ByteSearch search(wanted);
      for (qsizetype length : {0, 1, 15, 16, 17, 31, 33, 100, 4000}) {
        const QByteArray in = text.left(length);
        for (qsizetype from : {qsizetype(0), qsizetype(1), length / 2}) QCOMPARE(search.find(in, from), in.toLower().indexOf(wanted.toLower(), from));
      }
    }
    QCOMPARE(ByteSearch(QByteArray()).find("abc"), 0);
  }
};

QTEST_APPLESS_MAIN(TestLogQuery)
#include "tst_logquery.moc"
