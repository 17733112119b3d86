// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/storefixture.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

FunctionInfo fullFunction(FunctionId id) {
  FunctionInfo f;
  f.id = id;
  f.key = {u"default"_s, u"fn-%1"_s.arg(id)};
  f.config.runtime = u"Nodejs18.15"_s;
  f.config.handler = u"app.run"_s;
  f.config.description = u"说明 \"quoted\" \n line"_s;
  f.config.memoryMb = 512;
  f.config.timeoutSeconds = 21;
  f.config.initTimeoutSeconds = 40;
  f.config.environment = {{u"Z"_s, u"last;first=1"_s}, {u"A"_s, u"é"_s}, {u"M"_s, {}}};
  f.overrides.keepAliveSeconds = 15;
  f.overrides.maxInstances = 2;
  f.overrides.startPolicy = u"wait"_s;
  f.source = CodeSource::Folder;
  f.folder = u"/home/somebody/code äö"_s;
  f.codeSha256 = QByteArray(64, 'a');
  f.codeBytes = (1LL << 40) + 1;
  f.status = FunctionStatus::UpdateFailed;
  f.statusReason = u"because"_s;
  f.statusCode = u"InvalidParameterValue.Code"_s;
  f.runtimeShown = u"Node.js 18.15 (runs 20.20.2)"_s;
  f.sample = true;
  f.interpreterFound = false;
  f.installCommand = u"sudo apt-get install nodejs"_s;
  f.functionId = u"lam-abcdefgh"_s;
  f.role = u"SCF_QcsRole"_s;
  f.added = 1'763'856'000'000'001;
  f.modified = 1'763'856'000'000'002;
  f.generation = 4'000'000'000;
  f.config.asyncRun = f.config.traceEnabled = true;
  f.lastVersion = 4;
  f.aliases = {{u"gray"_s, 1, u"one"_s, {{2, 0.25}}, {}, 5, 6}, {u"rules"_s, 2, {}, {}, {{1, u"invoke.headers.User"_s, u"range"_s, u"[1,9]"_s}}, 7, 8}};
  f.async = {1, 3600};
  f.reservedMemoryMb = 0;
  f.apiExtras = {{u"L5Enable"_s, u"\"FALSE\""_s}, {u"VpcConfig"_s, u"{\"VpcId\":\"\"}"_s}};
  return f;
}

StoredEvent asyncEvent(const QByteArray& requestId, FunctionId function, TimeUs accepted) {
  StoredEvent e;
  e.requestId = requestId;
  e.function = function;
  e.source = Source::Console;
  e.accepted = accepted;
  e.payload = QByteArray("{\"a\":\0 1}", 9);
  return e;
}

QByteArray requestIdOf(int number) { return "01234567-89ab-cdef-0123-" + QByteArray::number(number).rightJustified(12, '0'); }

InvocationRow invocationRow(const QByteArray& requestId, int lines) {
  InvocationRow row;
  Invocation& v = row.invocation;
  v.id = 77;
  v.requestId = requestId;
  v.function = 3;
  v.instance = 9;
  v.mode = InvokeMode::Async;
  v.source = Source::Load;
  v.cold = true;
  v.finished = true;
  v.way = BirthWay::Prepared;
  v.statusCode = 433;
  v.retryNum = 1;
  v.loadRun = 5;
  v.at = {1, 2, 3, 4, 5, 6, 7};
  v.durationUs = 1234;
  v.billedMs = 2;
  v.peakMemoryBytes = 1 << 25;
  v.memoryMb = 128;
  v.eventBytes = 3;
  v.resultBytes = 4;
  v.message = u"Invoking task timed out after 3 seconds é"_s;
  row.event = "{1}";
  row.result = "null";
  for (int i = 0; i < lines; ++i) {
    LogRecord record;
    record.seq = uint64_t(i) + 100;
    record.at = 1000 + i;
    record.function = 3;
    record.instance = 9;
    record.invocation = 77;
    record.level = LogLevel::Warn;
    row.log.append(record, QByteArray("line " + QByteArray::number(i) + (i % 2 ? " 行" : "")));
  }
  return row;
}

}  // namespace scfdesk
