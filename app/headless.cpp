// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"
#include "app/engine/enginethread.h"
#include "app/engine/postto.h"
#include "app/engine/service/services.h"
#include "app/exitstatus.h"
#include "app/paths.h"
#include <QCoreApplication>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kWrongWords = 2;  // exit status: what was asked for on the command line can't be
constexpr int kServicesMs = 30'000;  // what --service may hold up the ready line

void printReady(const Engine& engine, const QString& host) {
  const auto address = [&host](int port) { return u"http://%1:%2"_s.arg(host).arg(port).toStdString(); };
  nlohmann::ordered_json ready{{"ready", true},
                               {"api", address(engine.port())},
                               {"secretId", engine.secretId().toStdString()},
                               {"secretKey", engine.secretKey().toStdString()}};
  if (engine.cosPort()) ready["cos"] = address(engine.cosPort());
  const QByteArray services = engine.runningServices();
  ready["services"] = nlohmann::ordered_json::parse(services.begin(), services.end(), nullptr, false);
  ready["dataDir"] = engine.status().dataDir.toStdString();
  ready["pid"] = int(getpid());
  const std::string text = ready.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  fwrite(text.data(), 1, text.size(), stdout);
  fflush(stdout);
}

}  // namespace

int runHeadless(const CommandLine& line) {
  // Blocked before any thread is made, so that every thread leaves them to the descriptor.
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGTERM);
  sigaddset(&wanted, SIGINT);
  pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
  const int signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);

  EngineOptions options;
  options.dataDir = line.dataDir.isEmpty() ? defaultDataDir() : line.dataDir;
  options.host = line.host;
  options.port = line.port;
  options.exactPort = line.port > 0;
  options.resourceDir = resourceDir();
  options.spawnerProgram = spawnerProgram();
  options.secretId = qEnvironmentVariable("SCFDESK_SECRET_ID");
  options.secretKey = qEnvironmentVariable("SCFDESK_SECRET_KEY");
  options.logLevel = line.logLevel;
  options.samples = line.samples;
  options.webBodyMb = line.webBodyMb;

  int status = 0;
  QObject here;
  EngineThread thread;
  QSocketNotifier notifier(signals, QSocketNotifier::Read);
  QObject::connect(&notifier, &QSocketNotifier::activated, &here, [&] {
    signalfd_siginfo info;
    [[maybe_unused]] const auto got = read(signals, &info, sizeof info);
    notifier.setEnabled(false);
    thread.stop();
    QCoreApplication::quit();
  });
  thread.open(options, [&](const Result<Engine*>& engine) {
    if (engine) {
      Engine* opened = *engine;
      const QStringList known = opened->services()->names();
      for (const QString& name : line.services) {
        if (known.contains(name)) continue;
        return postTo(&here, [&status, name, known] {
          fprintf(stderr, "scfdesk: There is no state service %s. There are: %s.\n", qUtf8Printable(name), qUtf8Printable(known.join(u", "_s)));
          status = kWrongWords;
          QCoreApplication::exit(status);
        });
      }
      return opened->startServices(line.services, kServicesMs, [opened, host = line.host] { opened->whenSamplesMade([opened, host] { printReady(*opened, host); }); });
    }
    postTo(&here, [&status, error = engine.error()] {
      fprintf(stderr, "scfdesk: %s %s\n", qUtf8Printable(error.message), qUtf8Printable(error.next));
      status = exitStatus(error);
      QCoreApplication::exit(status);
    });
  });
  QCoreApplication::exec();
  thread.stop();
  close(signals);
  return status;
}

}  // namespace scfdesk
