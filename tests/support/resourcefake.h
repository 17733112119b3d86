// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/fakebackend.h"
#include <QHash>
#include <QTimer>

namespace scfdesk {

/// A fake backend that also answers actions of the Cloud API and local additions, with what a test says. GUI thread.
class ResourceFake final : public FakeBackend {
 public:
  using FakeBackend::FakeBackend;
  /// Answers by "PublishVersion" or "GET /-/async"; the longest name that the question begins with wins. Without one:
  /// UnsupportedOperation.
  QHash<QString, Result<QByteArray>> answers;
  /// What was asked, in order: "PublishVersion {...}", "POST /-/dead-letters/7 {...}".
  QStringList asked;

  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) override {
    give(QString::fromLatin1(name), params, context, std::move(reply));
  }
  void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) override {
    if (localAnswer) return FakeBackend::local(method, target, body, context, std::move(reply));
    give(QString::fromLatin1(QByteArray(method + ' ' + target)), body, context, std::move(reply));
  }

 private:
  void give(const QString& question, const QByteArray& body, QObject* context, Reply<QByteArray> reply) {
    asked << QString(question + QLatin1Char(' ') + QString::fromUtf8(body)).trimmed();
    QString best;
    for (const QString& name : answers.keys())
      if (question.startsWith(name) && name.size() > best.size()) best = name;
    const Result<QByteArray> answer = best.isEmpty() ? Result<QByteArray>(Error{QStringLiteral("UnsupportedOperation"), QStringLiteral("Not here."), {}}) : *answers.constFind(best);
    QTimer::singleShot(0, this, [answer, reply = guarded<QByteArray>(context, std::move(reply))] { reply(answer); });
  }
};

}  // namespace scfdesk
