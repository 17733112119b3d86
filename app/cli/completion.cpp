// SPDX-License-Identifier: GPL-3.0-or-later
// Shell completion: three small scripts that ask "scfdesk __complete WORDS" what could be written next.
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/cloud/connectionfile.h"
#include "app/engine/api/actiontable.h"
#include <QDir>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;

constexpr const char* kBash = R"(_scfdesk() {
  local cur=${COMP_WORDS[COMP_CWORD]} line
  COMPREPLY=()
  while IFS=$'\t' read -r line _; do
    case $line in
      :files) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur") ;;
      *) COMPREPLY+=("$line") ;;
    esac
  done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _scfdesk scfdesk
)";
constexpr const char* kZsh = R"(#compdef scfdesk
_scfdesk() {
  local line name about
  local -a names
  while IFS=$'\t' read -r name about; do
    if [[ $name == :files ]]; then _files; else names+=("${name//:/\\:}${about:+:$about}"); fi
  done < <("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  (( ${#names} )) && _describe 'scfdesk' names
}
compdef _scfdesk scfdesk
)";
constexpr const char* kFish = R"(function __scfdesk_complete
  set -l words (commandline -opc) (commandline -ct)
  $words[1] __complete -- $words[2..-1] 2>/dev/null | string match -v ':files*'
end
complete -c scfdesk -a '(__scfdesk_complete)'
)";

constexpr int kNameSeconds = 1;  // nobody waits longer for a name

class Candidates final {
 public:
  explicit Candidates(QString begin) : m_begin(std::move(begin)) {}
  void add(const QString& word, const QString& about = {}) {
    if (!word.startsWith(m_begin) || m_seen.contains(word)) return;
    m_seen << word;
    m_text += about.isEmpty() ? QString(word + u'\n') : QString(word + u'\t' + about + u'\n');
  }
  void files() { m_text += u":files\n"_s; }
  [[nodiscard]] const QString& text() const { return m_text; }

 private:
  QString m_begin, m_text;
  QStringList m_seen;
};

void addNames(Session& session, const QByteArray& action, const json& params, const char* list, const char* member, Candidates& out) {
  const auto got = session.call(action, params, kNameSeconds);
  if (!got) return;
  for (const auto& one : got->value(list, json::array())) out.add(textOf(one, member));
}

/// What a placeholder of an operand or of an option's value may be.
void addFor(Session& session, const QString& placeholder, const QString& function, Candidates& out) {
  if (placeholder.contains(u'|')) {
    for (const QString& word : placeholder.split(u'|')) out.add(word);
  } else if (placeholder == u"FILE"_s || placeholder == u"DIR"_s || placeholder == u"SPEC"_s) {
    out.files();
  } else if (placeholder == u"FUNCTION"_s) {
    addNames(session, "ListFunctions", {{"Namespace", session.ns().toStdString()}, {"Limit", 100}}, "Functions", "FunctionName", out);
  } else if (placeholder == u"TRIGGER"_s || placeholder == u"ALIAS"_s || placeholder == u"VERSION"_s || placeholder == u"QUALIFIER"_s) {
    const json of{{"FunctionName", function.toStdString()}, {"Namespace", session.ns().toStdString()}};
    if (placeholder == u"TRIGGER"_s) addNames(session, "ListTriggers", of, "Triggers", "TriggerName", out);
    if (placeholder == u"ALIAS"_s || placeholder == u"QUALIFIER"_s) addNames(session, "ListAliases", of, "Aliases", "Name", out);
    if (placeholder == u"VERSION"_s || placeholder == u"QUALIFIER"_s) addNames(session, "ListVersionByFunction", of, "Versions", "Version", out);
  } else if (placeholder == u"SERVICE"_s) {
    if (const auto got = session.localJson("GET", "/-/services", {}, kNameSeconds); got && got->is_object())
      for (const auto& [name, service] : got->items())
        if (name != "cos") out.add(QString::fromStdString(name), textOf(service, "state"));
  } else if (placeholder == u"NAMESPACE"_s) {
    addNames(session, "ListNamespaces", json::object(), "Namespaces", "Name", out);
  } else if (placeholder == u"CONNECTION"_s) {
    if (const auto profiles = ConnectionFile(session.dataDir()).read())
      for (const ConnectionProfile& profile : *profiles) out.add(profile.name, profile.endpoint);
    out.add(u"cloud"_s);
  } else if (placeholder == u"ACTION"_s) {
    for (const ActionInfo& action : actionTable()) out.add(QString::fromLatin1(action.name));
  } else if (placeholder == u"SHELL"_s) {
    for (const char* shell : {"bash", "zsh", "fish"}) out.add(QString::fromLatin1(shell));
  } else if (placeholder == u"RUNTIME"_s) {
    for (const char* name : {"Python3.6", "Python3.7", "Python3.9", "Python3.10", "Nodejs12.16", "Nodejs14.18", "Nodejs16.13", "Nodejs18.15", "Nodejs20.19", "Php7.4", "Php8.0", "Java8", "Java11", "Go1", "CustomRuntime"})
      out.add(QString::fromLatin1(name));
  }
}

void addOptions(const CommandSpec& command, Candidates& out) {
  for (const auto options : {command.options, commonOptions()})
    for (const OptionSpec& option : options) out.add(QString::fromLatin1(option.name), QString::fromUtf8(option.help));
}

/// Options of the target and the namespace count for the names too; whatever else is wrong with the words doesn't matter here.
QStringList targetOptions(const QStringList& words) {
  QStringList out;
  for (qsizetype i = 0; i + 1 < words.size(); ++i)
    for (const QString& name : {u"--data-dir"_s, u"--endpoint"_s, u"--connection"_s, u"--namespace"_s})
      if (words[i] == name) out << name << words[i + 1];
  return out;
}
}  // namespace

int runCompletion(Session& session, const Words& words) {
  const QString shell = words.operand(0);
  const char* script = shell == u"bash"_s ? kBash : shell == u"zsh"_s ? kZsh : shell == u"fish"_s ? kFish : nullptr;
  if (!script) return Session::fail({u"Local.Words"_s, u"There is completion for bash, zsh and fish, not for %1."_s.arg(shell), {}});
  session.print(QString::fromUtf8(script));
  return exits::kDone;
}

int runComplete(Session& session, const Words& words) {
  QStringList line = words.operands();
  const QString last = line.isEmpty() ? QString() : line.takeLast();
  Candidates out(last);
  // What stands before the command: the words of a target.
  QStringList bare = line;
  for (qsizetype i = 0; i < bare.size() && bare[i].startsWith(u'-');) bare.remove(i, std::min<qsizetype>(bare[i].contains(u'=') ? 1 : 2, bare.size() - i));
  qsizetype used = 0;
  const CommandSpec* command = commandOf(bare, &used);
  if (!command) {
    for (const CommandSpec& one : commands()) {
      const QStringList name = QString::fromLatin1(one.name).split(u' ');
      if (one.hidden || name.size() <= bare.size() || name.mid(0, bare.size()) != bare) continue;
      out.add(name[bare.size()], name.size() == bare.size() + 1 ? QString::fromUtf8(one.summary) : QString());
    }
    if (bare.isEmpty())
      for (const char* option : {"--headless", "--data-dir", "--port", "--host", "--service", "--samples", "--web-body", "--log-level", "--help", "--version"}) out.add(QString::fromLatin1(option));
    session.print(out.text());
    return exits::kDone;
  }
  const auto target = Words::parse(session.words().command(), targetOptions(line));
  if (!target) return exits::kFailed;
  const QString folder = target->has(u"--data-dir"_s) ? QDir(target->value(u"--data-dir"_s)).absolutePath() : session.dataDir();
  Session asked(*target, folder);
  QStringList operands;
  const OptionSpec* open = nullptr;
  for (const QString& word : bare.mid(used)) {
    if (open) {
      open = nullptr;
      continue;
    }
    const OptionSpec* option = word.startsWith(u'-') ? optionOf(*command, word) : nullptr;
    if (option && option->value) open = option;
    if (!word.startsWith(u'-')) operands << word;
  }
  if (open) {
    addFor(asked, QString::fromLatin1(open->value), operands.value(0), out);
  } else if (last.startsWith(u'-')) {
    addOptions(*command, out);
  } else {
    const QStringList wanted = QString::fromLatin1(command->operands).split(u' ', Qt::SkipEmptyParts);
    QString next = wanted.value(operands.size());
    if (next.isEmpty() && !wanted.isEmpty() && wanted.last().endsWith(u"...]"_s)) next = wanted.last();
    addFor(asked, next.remove(u'[').remove(u']').remove(u"..."_s), operands.value(0), out);
    if (next.isEmpty() || last.isEmpty()) addOptions(*command, out);
  }
  session.print(out.text());
  return exits::kDone;
}

}  // namespace scfdesk::cli
