// SPDX-License-Identifier: GPL-3.0-or-later
// Frames of a WebSocket that pass by, in any pieces.
#include "app/engine/http/websocketframes.h"
#include <QTest>

using namespace scfdesk;

namespace {
constexpr int kLimit = 300;

QByteArray frame(int first, const QByteArray& payload, bool masked = false) {
  QByteArray bytes(1, char(first));
  const int mask = masked ? 128 : 0;
  if (payload.size() < 126) {
    bytes += char(mask | payload.size());
  } else {
    bytes += char(mask | 126);
    bytes += char(payload.size() >> 8);
    bytes += char(payload.size() & 255);
  }
  if (!masked) return bytes + payload;
  const QByteArray key("\x01\x02\x03\x04", 4);
  bytes += key;
  for (qsizetype i = 0; i < payload.size(); ++i) bytes += char(payload[i] ^ key[i & 3]);
  return bytes;
}

bool feed(WebSocketFrames& frames, const QByteArray& bytes, qsizetype step) {
  for (qsizetype at = 0; at < bytes.size(); at += step)
    if (!frames.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)))) return false;
  return true;
}
}  // namespace

class TestWebSocketFrames : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void messagesAndClose() {
    // A message in three frames with a ping inside, an empty one, a close.
    const QByteArray code("\x0f\x9f", 2);  // 3999
    for (const bool masked : {false, true})
      for (const qsizetype step : {1, 2, 5, 10000}) {
        WebSocketFrames frames(kLimit);
        QVERIFY(feed(frames, frame(0x01, QByteArray(100, 'a'), masked) + frame(0x00, QByteArray(150, 'b'), masked) + frame(0x89, "ping", masked), step));
        QCOMPARE(frames.messages(), int64_t(0));
        QVERIFY(feed(frames, frame(0x80, QByteArray(50, 'c'), masked) + frame(0x82, {}, masked), step));
        QCOMPARE(frames.messages(), int64_t(2));
        QVERIFY(!frames.closeCode());
        QVERIFY(feed(frames, frame(0x88, QByteArray(code + "bye"), masked), step));
        QCOMPARE(frames.closeCode().value_or(0), 3999);
      }
  }
  void closeWithoutCode() {
    WebSocketFrames frames(kLimit);
    QVERIFY(frames.feed(frame(0x88, {})));
    QCOMPARE(frames.closeCode().value_or(0), WebSocketFrames::kNoCode);
  }
  void sizeOfAMessage() {
    WebSocketFrames at(kLimit);
    QVERIFY(at.feed(frame(0x81, QByteArray(kLimit, 'x'))));
    WebSocketFrames past(kLimit);
    QVERIFY(!past.feed(frame(0x81, QByteArray(kLimit + 1, 'x'))));
    QVERIFY(past.tooLong());
    WebSocketFrames parts(kLimit);
    QVERIFY(parts.feed(frame(0x01, QByteArray(kLimit, 'x'))));
    QVERIFY(!parts.feed(frame(0x80, "y")));
    QVERIFY(parts.tooLong());
    WebSocketFrames huge(kLimit);  // by its head alone
    QVERIFY(!huge.feed(QByteArray("\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10)));
  }
  void noFrames() {
    WebSocketFrames opcode(kLimit);
    QVERIFY(!opcode.feed(frame(0x83, "x")));
    QVERIFY(!opcode.tooLong());
    QVERIFY(!opcode.feed(frame(0x81, "x")));  // it stays so
    WebSocketFrames control(kLimit);
    QVERIFY(!control.feed(frame(0x89, QByteArray(126, 'x'))));
    WebSocketFrames piece(kLimit);
    QVERIFY(!piece.feed(frame(0x09, "x")));  // a control frame is never in pieces
  }
};

QTEST_GUILESS_MAIN(TestWebSocketFrames)
#include "tst_websocketframes.moc"
