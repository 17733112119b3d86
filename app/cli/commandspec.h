// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QMultiMap>
#include <QStringList>
#include <span>

namespace scfdesk::cli {

class Session;
class Words;

/// One option of a subcommand: "--event", what it takes (null: nothing), what it does. The word for the value says how it is completed:
/// FILE and DIR, FUNCTION, SERVICE and their like (completion.cpp), or "a|b|c" for one of these words.
struct OptionSpec {
  const char* name;
  const char* value = nullptr;
  const char* help = "";
  const char* brief = nullptr;  ///< "-f"
  bool repeated = false;
};

/// One subcommand. This table is the one source of parsing, --help and shell completion.
struct CommandSpec {
  const char* name;      ///< "function create"
  const char* operands;  ///< "FUNCTION [EVENT]"; [] may be left out, ... takes any number
  const char* summary;
  std::span<const OptionSpec> options;
  const char* details;   ///< further lines of the help, or ""
  std::span<const char* const> examples;
  int (*run)(Session& session, const Words& words);
  bool hidden = false;   ///< a short form or for scripts of ours: not in the list
};

[[nodiscard]] std::span<const CommandSpec> commands();
/// Options that every subcommand takes.
[[nodiscard]] std::span<const OptionSpec> commonOptions();
/// The longest name that these words begin with; null when there is none. `used`: how many words it has.
[[nodiscard]] const CommandSpec* commandOf(const QStringList& words, qsizetype* used = nullptr);
/// Option by its long or brief name, of the subcommand or a common one.
[[nodiscard]] const OptionSpec* optionOf(const CommandSpec& command, const QString& word);

/// What was written behind the name of a subcommand, sorted into operands and options. A value.
class Words final {
 public:
  /// Errors: Local.Words, naming the word that is wrong.
  static Result<Words> parse(const CommandSpec& command, const QStringList& words);

  [[nodiscard]] const CommandSpec& command() const { return *m_command; }
  [[nodiscard]] const QStringList& operands() const { return m_operands; }
  [[nodiscard]] QString operand(qsizetype i, const QString& otherwise = {}) const { return m_operands.value(i, otherwise); }
  [[nodiscard]] bool has(const QString& option) const { return m_values.contains(option); }
  /// The last one given.
  [[nodiscard]] QString value(const QString& option, const QString& otherwise = {}) const;
  [[nodiscard]] QStringList values(const QString& option) const;  ///< in the order given
  /// A whole number within limits. Error: Local.Words.
  [[nodiscard]] Result<qint64> number(const QString& option, qint64 otherwise, qint64 least, qint64 most) const;
  [[nodiscard]] Result<double> real(const QString& option, double otherwise, double least, double most) const;

 private:
  const CommandSpec* m_command = nullptr;
  QStringList m_operands;
  QList<std::pair<QString, QString>> m_given;
  QMultiMap<QString, QString> m_values;
};

/// The help of one subcommand, of a group ("function"), or of all.
[[nodiscard]] QString helpOf(const CommandSpec& command);
[[nodiscard]] QString helpOfGroup(const QString& group);
[[nodiscard]] QString listOfCommands();
/// The first words there are: "function", "invoke", ...
[[nodiscard]] QStringList commandGroups();

}  // namespace scfdesk::cli
