// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/commandspec.h"
#include "app/cli/transport.h"
#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace scfdesk::cli {

/// Exit statuses of subcommands (README, "The command line").
namespace exits {
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;      ///< the function or the call failed
inline constexpr int kWords = 2;       ///< wrong words
inline constexpr int kNobody = 5;      ///< nothing answers, or not in time
inline constexpr int kBroken = 6;      ///< what was expected or asserted doesn't hold
}  // namespace exits

/// What a subcommand works with: its words, the way to the engine (made at the first call), how to print. Blocking; main thread.
class Session final {
 public:
  using json = nlohmann::ordered_json;
  static constexpr int kAnswerSeconds = 30;

  Session(const Words& words, QString dataDir);
  ~Session();

  [[nodiscard]] const Words& words() const { return m_words; }
  [[nodiscard]] const QString& dataDir() const { return m_dataDir; }
  /// The value of --namespace; without it that of the connection, or "default".
  [[nodiscard]] QString ns();
  /// The way to the target. Errors: Local.NoEngine, Local.NoKeys, Local.Words.
  [[nodiscard]] Result<Transport*> transport();
  /// The next call looks for the target anew.
  void forget();
  /// --max-time or `otherwise`, in milliseconds.
  [[nodiscard]] Result<int> limitMs(int otherwiseSeconds = kAnswerSeconds) const;

  /// One call and its answer. `seconds`: how long it may take unless --max-time says so.
  [[nodiscard]] Result<json> call(const QByteArray& action, const json& params, int seconds = kAnswerSeconds);
  [[nodiscard]] Result<QByteArray> local(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}, int seconds = kAnswerSeconds);
  [[nodiscard]] Result<json> localJson(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}, int seconds = kAnswerSeconds);
  /// Every page of a list action; `list` names the array. `most`: entries asked for at once.
  [[nodiscard]] Result<json> pages(const QByteArray& action, json params, const char* list);

  /// --json was given.
  [[nodiscard]] bool asJson() const { return m_json; }
  [[nodiscard]] static bool colours(FILE* stream);
  /// What a function wrote, harmless where `stream` is a terminal (terminaltext.h); as it is elsewhere.
  [[nodiscard]] static QString shown(const QString& text, FILE* stream);
  void print(const QString& text) const;
  void printJson(const json& value) const;
  /// Says on stderr what is wrong and what to do; the exit status.
  [[nodiscard]] static int fail(const Error& error);
  /// Asks a person at a terminal before something is destroyed; --yes is an answer. A script (no terminal) has said so by calling, but must
  /// write --yes on a connection. Errors: Local.Refused, Local.Words.
  [[nodiscard]] Status consent(const QString& question);
  /// The same wherever it is: without a terminal --yes must have been written.
  [[nodiscard]] Status consentFor(const QString& question) const;

 private:
  const Words& m_words;
  QString m_dataDir;
  bool m_json;
  std::unique_ptr<Transport> m_transport;
};

/// A file's bytes, or stdin's for "-". Errors: Local.File.
[[nodiscard]] Result<QByteArray> readInput(const QString& name);
/// The event: --event FILE, or the operand itself, where "-" is stdin; {} without. JSON, but for variables in it. Error: Local.Words.
[[nodiscard]] Result<QByteArray> eventOf(const Words& words, const QString& operand);
[[nodiscard]] QString textOf(const nlohmann::ordered_json& object, const char* member);
[[nodiscard]] double numberOf(const nlohmann::ordered_json& object, const char* member);

}  // namespace scfdesk::cli
