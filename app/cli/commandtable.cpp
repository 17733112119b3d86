// SPDX-License-Identifier: GPL-3.0-or-later
// Every subcommand with its options and examples.
#include "app/cli/commandruns.h"
#include "app/cli/commandspec.h"

namespace scfdesk::cli {
namespace {
constexpr OptionSpec kCommon[] = {
    {"--data-dir", "DIR", "the data folder of the engine (default: the XDG data folder, scfdesk/)"},
    {"--endpoint", "URL", "an engine at http://HOST:PORT, with the keys of SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY"},
    {"--connection", "CONNECTION", "a stored connection by its name; cloud: Tencent Cloud with the keys in the environment"},
    {"--namespace", "NAMESPACE", "of the function (default: default)"},
    {"--max-time", "SECONDS", "how long an answer may take"},
    {"--json", nullptr, "JSON for programs instead of text for people"},
    {"--help", nullptr, "this text", "-h"},
};
constexpr OptionSpec kYes{"--yes", nullptr, "don't ask; needed where nobody can be asked and the function is at a connection", "-y"};

constexpr OptionSpec kListOptions[] = {{"--search", "TEXT", "only names that contain this"}};
constexpr OptionSpec kGetOptions[] = {{"--qualifier", "QUALIFIER", "a version or an alias (default: $LATEST)"}, {"--code", "FILE", "write its code to this zip"}};
constexpr OptionSpec kCreateOptions[] = {
    {"--runtime", "RUNTIME", "Python3.10, Nodejs18.15, Php8.0, Java11, Go1, CustomRuntime, ... (needed)"},
    {"--code", "FILE", "a folder, one file, or a zip (needed)"},
    {"--handler", "HANDLER", "default: the one that is found in the code"},
    {"--type", "event|http", "a function for events, or a web function (default: event)"},
    {"--memory", "MB", "64, or 128 to 3072 in steps of 128 (default: 128)"},
    {"--timeout", "SECONDS", "of one run (default: 3)"},
    {"--init-timeout", "SECONDS", "of a start (default: 65)"},
    {"--env", "KEY=VALUE", "an environment variable", nullptr, true},
    {"--env-file", "FILE", "a file of KEY=VALUE lines: for what should not stand in a command line"},
    {"--description", "TEXT", "what it is for"},
    {"--role", "NAME", "kept, without effect here"}};
constexpr OptionSpec kUpdateOptions[] = {
    {"--code", "FILE", "a folder, one file, or a zip"},
    {"--handler", "HANDLER", "of the code; with --code only"},
    {"--memory", "MB", "64, or 128 to 3072 in steps of 128"},
    {"--timeout", "SECONDS", "of one run"},
    {"--init-timeout", "SECONDS", "of a start"},
    {"--env", "KEY=VALUE", "an environment variable; those given replace all", nullptr, true},
    {"--env-file", "FILE", "a file of KEY=VALUE lines"},
    {"--description", "TEXT", "what it is for"},
    {"--role", "NAME", "kept, without effect here"},
    {"--publish", nullptr, "publish a version of the result"}};
constexpr OptionSpec kDeleteOptions[] = {kYes};
constexpr OptionSpec kExportOptions[] = {
    {"--to", "DIR", "the folder; the project file and the code that it names are written into it (needed)"},
    {"--format", "scfcli|serverless", "a template.yaml for scfcli, or a serverless.yml, which holds one function (default: scfcli)"}};
constexpr OptionSpec kInvokeOptions[] = {
    {"--event", "FILE", "the event from a file, or - for standard input"},
    {"--async", nullptr, "hand it over and print its request id"},
    {"--qualifier", "QUALIFIER", "a version or an alias (default: $LATEST)"},
    {"--routing-key", "JSON", "chooses between the versions of an alias"},
    {"--expect", "JSON", "what the result must be: members that are named, others may be there; ~TEXT: it contains this"},
    {"--expect-status", "CODE", "the status code must be this: 200, 430, 433, ..."},
    {"--count", "N", "so many events (up to 1,000,000)"},
    {"--rate", "PER-SECOND", "so many a second whatever becomes of the earlier ones; without it one after the other"},
    {"--assert", "LIMIT", "a limit that must be kept: p99<200ms, mean<=50ms, run.p95<20ms, errors==0, errors<1%, rate>=45, memory<200MB", nullptr, true}};
constexpr OptionSpec kAssertOptions[] = {
    {"--event", "FILE", "the event from a file, or - for standard input"},
    {"--async", nullptr, "latency of the acceptance alone"},
    {"--qualifier", "QUALIFIER", "a version or an alias (default: $LATEST)"},
    {"--routing-key", "JSON", "chooses between the versions of an alias"},
    {"--expect", "JSON", "what every result must be"},
    {"--count", "N", "so many events (default: 100)"},
    {"--rate", "PER-SECOND", "so many a second (default: 20)"}};
constexpr OptionSpec kLogsOptions[] = {
    {"--follow", nullptr, "go on with what comes, until Ctrl C", "-f"},
    {"--query", "QUERY", "level:error dur>500ms \"text\" /regex/ status:failed -word, as in the Logs view", "-q"},
    {"--request", "ID", "of one request, by its id or how that begins"},
    {"--lines", "N", "so many of the newest lines (default: 100, with -f 10)", "-n"}};
constexpr OptionSpec kTriggerTypeOptions[] = {{"--type", "http|timer|cos|ckafka|cmq|cmqqueue|redisstream|cls|apigw|clb|mps|eb", "where several triggers have this name"}};
constexpr OptionSpec kTriggerCreateOptions[] = {
    {"--type", "http|timer|cos|ckafka|cmq|cmqqueue|redisstream|cls|apigw|clb|mps|eb", "what fires it (needed)"},
    {"--desc", "JSON", "what the type wants, for example a cron expression; @FILE: what is in the file"},
    {"--qualifier", "QUALIFIER", "a version or an alias (default: $LATEST)"},
    {"--argument", "TEXT", "handed to the function with each event"},
    {"--description", "TEXT", "what it is for"},
    {"--disabled", nullptr, "make it, but switched off"}};
constexpr OptionSpec kTriggerUpdateOptions[] = {
    {"--type", "http|timer|cos|ckafka|cmq|cmqqueue|redisstream|cls|apigw|clb|mps|eb", "where several triggers have this name"},
    {"--desc", "JSON", "what the type wants; @FILE: what is in the file"},
    {"--qualifier", "QUALIFIER", "a version or an alias"},
    {"--argument", "TEXT", "handed to the function with each event"},
    {"--description", "TEXT", "what it is for"}};
constexpr OptionSpec kTriggerDeleteOptions[] = {{"--type", "http|timer|cos|ckafka|cmq|cmqqueue|redisstream|cls|apigw|clb|mps|eb", "where several triggers have this name"}, kYes};
constexpr OptionSpec kPublishOptions[] = {{"--description", "TEXT", "what is new"}};
constexpr OptionSpec kVersionDeleteOptions[] = {{"--force", nullptr, "also when an alias stands for it"}, kYes};
constexpr OptionSpec kAliasOptions[] = {
    {"--version", "VERSION", "that it stands for (needed)"},
    {"--weight", "VERSION=SHARE", "this share of the calls, 0 to 1, goes to another version", nullptr, true},
    {"--description", "TEXT", "what it is for"}};
constexpr OptionSpec kMetricsOptions[] = {{"--prometheus", nullptr, "the Prometheus text as it is"}};
constexpr OptionSpec kOpenOptions[] = {
    {"--request", "ID", "at a request, by its id or how that begins"},
    {"--tab", "test|configuration|code|triggers|versions|concurrency", "of the function"},
    {"--view", "functions|function|scaling|settings|logs|async|services|simulate", "of the window"}};
constexpr OptionSpec kStatusOptions[] = {{"--wait", "SECONDS", "until an engine answers, so long at the most"}};
constexpr OptionSpec kDeployOptions[] = {
    {"--to", "CONNECTION", "where to (needed)"},
    {"--plan", nullptr, "show what would be done, and do nothing"},
    {"--publish", nullptr, "publish a version of each function that is created or changed, or whose newest version is another one"},
    {"--event", "FILE", "verify each function with this event afterwards"},
    kYes};
constexpr OptionSpec kPullOptions[] = {
    {"--from", "CONNECTION", "where from (needed)"},
    {"--plan", nullptr, "show what would be done, and do nothing"},
    {"--event", "FILE", "verify each function with this event afterwards"},
    kYes};
constexpr OptionSpec kConnectionAddOptions[] = {
    {"--kind", "engine|cloud", "an engine on another machine, or Tencent Cloud (default: cloud)"},
    {"--region", "REGION", "of Tencent Cloud (default: ap-guangzhou)"},
    {"--keys", "PREFIX", "its keys are in PREFIX_SECRET_ID and PREFIX_SECRET_KEY (default: the keyring, else TENCENTCLOUD_..., for an engine SCFDESK_...)"}};
constexpr OptionSpec kCompareOptions[] = {
    {"--with", "CONNECTION", "the other place (needed)"},
    {"--event", "FILE", "the event from a file, or - for standard input"},
    {"--qualifier", "QUALIFIER", "a version or an alias, at both (default: $LATEST)"},
    {"--count", "N", "so many times at each place, by turns; times are those in the middle (default: 1)"},
    {"--mute", "PLACE", "a place of the result that may differ: $.at, $.items[*].id", nullptr, true}};
constexpr OptionSpec kActionsOptions[] = {{"--markdown", nullptr, "the table of the README"}};

constexpr const char* kNone[] = {nullptr};
template <size_t N>
constexpr std::span<const char* const> shown(const char* const (&list)[N]) {
  return std::span<const char* const>(list, N);
}
constexpr const char* kFunctionListExamples[] = {"scfdesk function list", "scfdesk function list --search order --json"};
constexpr const char* kFunctionGetExamples[] = {"scfdesk function get hello-event", "scfdesk function get hello-event --code hello.zip"};
constexpr const char* kFunctionCreateExamples[] = {"scfdesk function create hello --runtime Python3.10 --code ./hello", "scfdesk function create site --runtime CustomRuntime --type http --code site.zip --env MODE=test"};
constexpr const char* kFunctionUpdateExamples[] = {"scfdesk function update hello --code ./hello", "scfdesk function update hello --memory 256 --timeout 10 --publish"};
constexpr const char* kFunctionDeleteExamples[] = {"scfdesk function delete hello --yes"};
constexpr const char* kFunctionExportExamples[] = {"scfdesk function export --to ./shop", "scfdesk function export hello-event --to ./hello --format serverless"};
constexpr const char* kInvokeExamples[] = {
    "scfdesk invoke hello-event '{\"name\": \"SCF\"}'", "scfdesk invoke hello-event --event event.json --expect '{\"ok\": true}'", "echo '{}' | scfdesk invoke hello-event --event -",
    "scfdesk invoke hello-event --async", "scfdesk invoke hello-event --count 200 --rate 50 --assert 'p99<200ms' --assert 'errors==0'"};
constexpr const char* kAssertExamples[] = {"scfdesk assert hello-event 'p99<200ms' 'errors==0' --count 200 --rate 50"};
constexpr const char* kLogsExamples[] = {"scfdesk logs hello-event", "scfdesk logs -f --query 'level:error'", "scfdesk logs --request 9be20f11 --json"};
constexpr const char* kTriggerListExamples[] = {"scfdesk trigger list hello-event", "scfdesk trigger list --json"};
constexpr const char* kTriggerCreateExamples[] = {"scfdesk trigger create hello-event nightly --type timer --desc '0 0 3 * * * *'", "scfdesk trigger create hello-event web --type http --desc '{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}'"};
constexpr const char* kTriggerUpdateExamples[] = {"scfdesk trigger update hello-event nightly --desc '0 30 3 * * * *'"};
constexpr const char* kTriggerDeleteExamples[] = {"scfdesk trigger delete hello-event nightly --yes"};
constexpr const char* kTriggerEnableExamples[] = {"scfdesk trigger enable hello-event nightly"};
constexpr const char* kTriggerDisableExamples[] = {"scfdesk trigger disable hello-event nightly"};
constexpr const char* kVersionPublishExamples[] = {"scfdesk version publish hello-event --description 'first'"};
constexpr const char* kVersionListExamples[] = {"scfdesk version list hello-event"};
constexpr const char* kVersionDeleteExamples[] = {"scfdesk version delete hello-event 1 --yes"};
constexpr const char* kAliasListExamples[] = {"scfdesk alias list hello-event"};
constexpr const char* kAliasCreateExamples[] = {"scfdesk alias create hello-event prod --version 1", "scfdesk alias create hello-event canary --version 1 --weight 2=0.1"};
constexpr const char* kAliasUpdateExamples[] = {"scfdesk alias update hello-event prod --version 2"};
constexpr const char* kAliasDeleteExamples[] = {"scfdesk alias delete hello-event prod --yes"};
constexpr const char* kServiceListExamples[] = {"scfdesk service list"};
constexpr const char* kServiceStartExamples[] = {"scfdesk service start redis"};
constexpr const char* kServiceStopExamples[] = {"scfdesk service stop redis"};
constexpr const char* kMetricsExamples[] = {"scfdesk metrics", "scfdesk metrics hello-event --json"};
constexpr const char* kOpenExamples[] = {"scfdesk open hello-event", "scfdesk open --request 9be20f11", "scfdesk open --view scaling"};
constexpr const char* kDeployExamples[] = {"scfdesk deploy hello-event --to prod --plan", "scfdesk deploy hello-event --to cloud --event event.json --yes"};
constexpr const char* kPullExamples[] = {"scfdesk pull orders --from prod"};
constexpr const char* kCompareExamples[] = {"scfdesk compare hello-event '{\"name\": \"SCF\"}' --with prod", "scfdesk compare orders --event event.json --with prod --count 10 --mute '$.at'"};
constexpr const char* kConnectionExamples[] = {"scfdesk connection list"};
constexpr const char* kConnectionAddExamples[] = {"scfdesk connection add stage --kind engine --endpoint http://10.0.0.5:9700 --keys STAGE", "scfdesk connection add prod --region ap-shanghai --namespace shop"};
constexpr const char* kConnectionRemoveExamples[] = {"scfdesk connection remove stage"};
constexpr const char* kSimulateExamples[] = {"scfdesk simulate spec.json", "scfdesk simulate - --json < spec.json"};
constexpr const char* kReplayExamples[] = {"scfdesk replay monday.scfsession --json"};
constexpr const char* kStatusExamples[] = {"scfdesk status", "scfdesk status --wait 30 --json"};
constexpr const char* kCallExamples[] = {"scfdesk call GetFunction '{\"FunctionName\": \"hello-event\"}'"};
constexpr const char* kActionsExamples[] = {"scfdesk actions", "scfdesk actions CreateAlias", "scfdesk actions --json"};
constexpr const char* kCompletionExamples[] = {"source <(scfdesk completion bash)", "scfdesk completion fish > ~/.config/fish/completions/scfdesk.fish"};

constexpr CommandSpec kCommands[] = {
    {"function list", "", "The functions", kListOptions, "", shown(kFunctionListExamples), runFunctionList},
    {"function get", "FUNCTION", "One function, its configuration and state", kGetOptions, "", shown(kFunctionGetExamples), runFunctionGet},
    {"function create", "FUNCTION", "Make a function and wait until it is active", kCreateOptions, "", shown(kFunctionCreateExamples), runFunctionCreate},
    {"function update", "FUNCTION", "Change code or configuration and wait until that is in force", kUpdateOptions, "", shown(kFunctionUpdateExamples), runFunctionUpdate},
    {"function delete", "FUNCTION [FUNCTION...]", "Delete functions", kDeleteOptions, "", shown(kFunctionDeleteExamples), runFunctionDelete},
    {"function export", "[FUNCTION...]", "Write functions as a project of scfcli or tencent-scf, with their code", kExportOptions,
     "Without FUNCTION all of the namespace. Nothing that exists is overwritten. What the file cannot say is named on stderr.", shown(kFunctionExportExamples), runFunctionExport},
    {"invoke", "FUNCTION [EVENT]", "Fire an event, or a load of them, and print what came of it", kInvokeOptions,
     "The result goes to stdout, the end of the log to stderr. EVENT is JSON, - reads it from standard input; {} without.\n"
     "Latencies of a load count from when an event was due. Exit status 1: the function failed; 6: --expect or --assert is broken.",
     shown(kInvokeExamples), runInvoke},
    {"assert", "FUNCTION LIMIT [LIMIT...]", "Put a load on a function; exit status 6 when a limit is broken", kAssertOptions,
     "LIMIT is a name, one of < <= > >= == !=, and a number: p50 ... p99.9, mean, min, max (latency; us, ms or s; with run. before it\n"
     "the time in the function), errors (a number, or a share with %), rate (answers a second), memory (KB, MB or GB).",
     shown(kAssertExamples), runAssert},
    {"logs", "[FUNCTION...]", "The newest lines of the log", kLogsOptions, "", shown(kLogsExamples), runLogs},
    {"trigger list", "[FUNCTION...]", "The triggers, of all functions or of these", {}, "", shown(kTriggerListExamples), runTriggerList},
    {"trigger create", "FUNCTION TRIGGER", "Make a trigger", kTriggerCreateOptions, "", shown(kTriggerCreateExamples), runTriggerCreate},
    {"trigger update", "FUNCTION TRIGGER", "Change a trigger", kTriggerUpdateOptions, "", shown(kTriggerUpdateExamples), runTriggerUpdate},
    {"trigger delete", "FUNCTION TRIGGER", "Delete a trigger", kTriggerDeleteOptions, "", shown(kTriggerDeleteExamples), runTriggerDelete},
    {"trigger enable", "FUNCTION TRIGGER", "Switch a trigger on", kTriggerTypeOptions, "", shown(kTriggerEnableExamples), runTriggerEnable},
    {"trigger disable", "FUNCTION TRIGGER", "Switch a trigger off", kTriggerTypeOptions, "", shown(kTriggerDisableExamples), runTriggerDisable},
    {"version publish", "FUNCTION", "Publish what the function is now as a version", kPublishOptions, "", shown(kVersionPublishExamples), runVersionPublish},
    {"version list", "FUNCTION", "The versions", {}, "", shown(kVersionListExamples), runVersionList},
    {"version delete", "FUNCTION VERSION", "Delete a version", kVersionDeleteOptions, "", shown(kVersionDeleteExamples), runVersionDelete},
    {"alias list", "FUNCTION", "The aliases", {}, "", shown(kAliasListExamples), runAliasList},
    {"alias create", "FUNCTION ALIAS", "Give a version a name", kAliasOptions, "", shown(kAliasCreateExamples), runAliasCreate},
    {"alias update", "FUNCTION ALIAS", "Let a name stand for another version", kAliasOptions, "", shown(kAliasUpdateExamples), runAliasUpdate},
    {"alias delete", "FUNCTION ALIAS", "Take a name away", kDeleteOptions, "", shown(kAliasDeleteExamples), runAliasDelete},
    {"service list", "", "The state services and where they listen", {}, "", shown(kServiceListExamples), runServiceList},
    {"service start", "SERVICE [SERVICE...]", "Start state services and wait for them", {}, "", shown(kServiceStartExamples), runServiceStart},
    {"service stop", "SERVICE [SERVICE...]", "Stop state services", {}, "", shown(kServiceStopExamples), runServiceStop},
    {"metrics", "[FUNCTION...]", "Runs, failures, cold starts, durations, instances", kMetricsOptions,
     "MEAN, P50 and P99 are from the acceptance of an event to its reply: waiting and starts of instances are in them.", shown(kMetricsExamples), runMetrics},
    {"status", "", "What the engine is doing", kStatusOptions, "", shown(kStatusExamples), runStatus},
    {"open", "[FUNCTION]", "Raise the window at a function, a request or a view", kOpenOptions, "", shown(kOpenExamples), runOpen},
    {"deploy", "FUNCTION [FUNCTION...]", "Bring functions from here to a connection: plan, steps, verification", kDeployOptions,
     "Running it again is safe: what is there already is left alone. Exit status 1: it failed and says where; 6: the verification failed.", shown(kDeployExamples), runDeploy},
    {"pull", "FUNCTION [FUNCTION...]", "Bring functions of a connection here", kPullOptions, "", shown(kPullExamples), runPull},
    {"compare", "FUNCTION [EVENT]", "Fire one event here and at a connection, and show what differs", kCompareOptions,
     "Result, status, duration, memory and log side by side. EVENT is JSON, {} without. Exit status 6: status or result differ; 1: one of them can't be asked.\n"
     "With --connection the first of the two is that connection instead of the engine here.", shown(kCompareExamples), runCompare},
    {"connection list", "", "The stored connections", {}, "", shown(kConnectionExamples), runConnectionList},
    {"connection add", "NAME", "Store a way to another engine or to Tencent Cloud", kConnectionAddOptions,
     "--endpoint is where it listens, --namespace the one that is meant when none is named. Keys are never words of a command.", shown(kConnectionAddExamples), runConnectionAdd},
    {"connection remove", "CONNECTION", "Forget a stored connection", {}, "", shown(kConnectionRemoveExamples), runConnectionRemove},
    {"call", "ACTION [JSON]", "A signed call of any Cloud API 3.0 action", {}, "JSON is the parameters; - reads them from standard input.", shown(kCallExamples), runCall},
    {"simulate", "SPEC", "What would happen under a load", {}, "Needs no engine and invokes nothing. SPEC is a JSON file, or - for standard input.", shown(kSimulateExamples), runSimulateWords},
    {"replay", "FILE", "A session file's decisions through the scaling core again: are they the same?", {}, "Needs no engine. Exit status 3: they are not.", shown(kReplayExamples), runReplayWords},
    {"actions", "[ACTION]", "The Cloud API's actions, what each takes and what is done here; needs no engine", kActionsOptions, "", shown(kActionsExamples), runActions},
    {"completion", "SHELL", "The completion script for bash, zsh or fish", {}, "", shown(kCompletionExamples), runCompletion},
    {"list", "", "The functions", kListOptions, "", shown(kFunctionListExamples), runFunctionList, true},
    {"__complete", "[WORD...]", "What could be written next", {}, "", std::span<const char* const>(kNone, 0), runComplete, true},
};
}  // namespace

std::span<const CommandSpec> commands() { return kCommands; }
std::span<const OptionSpec> commonOptions() { return kCommon; }

}  // namespace scfdesk::cli
