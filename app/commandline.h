// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/log.h"
#include <QStringList>

namespace scfdesk {

/// What the command line says (contract.md "The binary"). A value.
struct CommandLine {
  enum class Mode { Console, Headless, Command, Help, Version };
  Mode mode = Mode::Console;
  QString dataDir;          ///< empty = the default
  QString host = QStringLiteral("127.0.0.1");
  int port = -1;            ///< -1 = not given
  QStringList services;
  static constexpr int kWebBodyMb = 6, kWebBodyMostMb = 4096;  ///< SCF's (facts/scf.md 4.2), and ours
  int webBodyMb = kWebBodyMb;  ///< largest body of a request to a web function
  LogLevel logLevel = LogLevel::Info;
  bool samples = false;
  QStringList command;      ///< a subcommand with its words; options that stood before it come after its first word
};
/// Errors name the word that is wrong.
Result<CommandLine> parseCommandLine(const QStringList& arguments);

}  // namespace scfdesk
