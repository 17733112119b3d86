// SPDX-License-Identifier: GPL-3.0-or-later
// The Node.js side of an instance: frames on descriptor 3 (app/engine/instance/framecodec.h), one event at a time.
'use strict';
const fs = require('fs');
const net = require('net');

const FD = 3;
const HEAD = 5;
const RESPONSE_BYTES = 6 * 1024 * 1024;
const LOAD = 1, EVENT = 2, UP = 16, LOADED = 17, LOAD_FAILED = 18, REPLY = 19, ANSWERED = 20;
const CONTEXT_AGAIN = 0x80000000;
const REPLY_HEAD = HEAD + 8 + 4 + 8 + 8 + 8;
const FREEZE_NOW = 65536;  // beside the status code: nothing of the run may go on
const ANSWERED_BEFORE = 131072;  // beside the status code: the result went in an ANSWERED frame
const SMALL = 16384;
const TOO_LARGE = 'The size of response exceeds the upper limit (6MB)';

const resourceUsage = process.resourceUsage;
const realExit = process.exit;
const writeSync = fs.writeSync;

// Readings of CLOCK_MONOTONIC in nanoseconds: performance.now() is the same clock from another origin, and cheaper.
const clock = performance;
const [originSeconds, originNs] = process.hrtime();
const origin = originSeconds * 1e9 + originNs - clock.now() * 1e6;

// The kernel keeps the resident peak; a write of 5 starts it anew. That is done for the first run, after a run that has
// raised it, and at least every 50 ms: then a reading is the peak of its own run, and a busy instance doesn't pay each time.
const RESET_MS = 50;
const FIVE = Buffer.from('5');
let peakFd = -1;
let peak = 0;
let peakRaised = true;
let peakReset = 0;
try {
  peakFd = fs.openSync('/proc/self/clear_refs', 'w');
} catch { /* then the peak is that of the whole life */ }
function startPeak(now) {
  if (peakFd < 0 || (!peakRaised && now - peakReset < RESET_MS)) return;
  writeSync(peakFd, FIVE);
  peakReset = now;
  peak = resourceUsage().maxRSS;
  peakRaised = false;
}
function readPeak() {
  const now = resourceUsage().maxRSS;
  peakRaised = now > peak;
  peak = now;
  return now * 1024;
}

let socket;
let handler = null;
let run = null;      // the event under way
let requestId = '';  // as console lines show it
let root = '';

function writeU64(buffer, value, at) {
  buffer.writeUInt32LE(value % 4294967296, at);
  buffer.writeUInt32LE(Math.floor(value / 4294967296), at + 4);
}
function writeTime(buffer, time, at) { writeU64(buffer, origin + time * 1e6, at); }

// ---- output -------------------------------------------------------------------------------------------------------
function writeAll(fd, text) {
  let data = Buffer.from(text);
  while (data.length) {
    try {
      data = data.subarray(fs.writeSync(fd, data));
    } catch (error) {
      if (error.code !== 'EAGAIN') return;
      // The user's code has made the pipe non-blocking: wait a moment for the engine to read.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
function lineStream(fd) {
  const write = (text) => { writeAll(fd, `${new Date().toISOString()}\t${requestId}\t${text}`); return true; };
  const nothing = () => {};
  return {write, on: nothing, once: nothing, removeListener: nothing, listenerCount: () => 0};
}
function prefixConsole() {
  const lines = new console.Console({stdout: lineStream(1), stderr: lineStream(2)});
  for (const name of Object.keys(lines)) if (typeof lines[name] === 'function') console[name] = lines[name];
}

// ---- frames -------------------------------------------------------------------------------------------------------
function send(frame) {
  if (frame.length > SMALL * 4 || socket.writableLength !== 0) return socket.write(frame);
  let done = 0;
  try {
    done = writeSync(FD, frame);
  } catch { /* the socket is full, or closed: the stream knows what to do */ }
  if (done < frame.length) socket.write(done ? frame.subarray(done) : frame);
}

function sendLoadFailed(code, text) {
  const body = Buffer.from(text);
  const frame = Buffer.allocUnsafe(HEAD + 12 + body.length);
  frame.writeUInt32LE(12 + body.length, 0);
  frame[4] = LOAD_FAILED;
  frame.writeUInt32LE(code, 5);
  writeU64(frame, readPeak(), 9);
  body.copy(frame, 17);
  send(frame);
}

function sendLoaded(began) {
  const frame = Buffer.alloc(HEAD + 16);
  frame.writeUInt32LE(16, 0);
  frame[4] = LOADED;
  writeU64(frame, readPeak(), 5);
  writeU64(frame, Math.max(0, Math.round((clock.now() - began) * 1e6)), 13);
  send(frame);
}

function sendReply(ended, code, text, kind = REPLY) {
  let frame;
  let size;
  if (text.length < SMALL) {
    frame = Buffer.allocUnsafe(REPLY_HEAD + text.length * 3);
    size = frame.utf8Write(text, REPLY_HEAD);
  } else {
    size = Buffer.byteLength(text);
    if (size > RESPONSE_BYTES && code === 200) return sendReply(ended, 407, TOO_LARGE);
    frame = Buffer.allocUnsafe(REPLY_HEAD + size);
    frame.utf8Write(text, REPLY_HEAD);
  }
  frame.writeUInt32LE(REPLY_HEAD - HEAD + size, 0);
  frame[4] = kind;
  frame.writeUInt32LE(ended.low, 5);
  frame.writeUInt32LE(ended.high, 9);
  frame.writeUInt32LE(code + (ended.answered && kind === REPLY ? ANSWERED_BEFORE : 0) + (ended.context && ended.context.callbackWaitsForEmptyEventLoop === false ? FREEZE_NOW : 0), 13);
  writeTime(frame, ended.entered, 17);
  writeTime(frame, ended.left, 25);
  writeU64(frame, readPeak(), 33);
  send(frame.length === REPLY_HEAD + size ? frame : frame.subarray(0, REPLY_HEAD + size));
}

// ---- one run ------------------------------------------------------------------------------------------------------
const TRACE_CHARS = 100000;  // of a stack trace; its reply must stay far below a frame
function stackOf(error) {
  const text = wholeStackOf(error);
  return text.length <= TRACE_CHARS ? text : `${text.slice(0, TRACE_CHARS)}... (cut)`;
}

function wholeStackOf(error) {
  if (!(error instanceof Error)) return String(error && error.stack ? error.stack : error);
  const stack = String(error.stack || error);
  return stack.split('\n').filter((line) => !line.includes(__filename) && !line.includes('node:internal')).join('\n');
}

function finish(mine, error, value, failed) {
  if (run !== mine || mine.answered) return;  // answered already
  mine.left = clock.now();
  if (failed || (error !== null && error !== undefined)) return endRun(mine, 430, stackOf(error));
  let text;
  try {
    text = JSON.stringify(value);
    if (text === undefined) text = 'null';
  } catch (problem) {
    return endRun(mine, 430, stackOf(problem));
  }
  if (loopIsEmpty() || mine.context.callbackWaitsForEmptyEventLoop === false || text.length > RESPONSE_BYTES / 3) return endRun(mine, 200, text);
  // The caller gets it now; the run goes on until nothing is left to wait for.
  mine.answered = true;
  sendReply(mine, 200, text, ANSWERED);
  unreferenced = true;
  socket.unref();
}

function endRun(mine, code, text) {
  run = null;
  if (unreferenced) {
    unreferenced = false;
    socket.ref();
  }
  sendReply(mine, code, text);
}

// What keeps the event loop going beside the socket: timers, requests, handles of the user's code. Nearly always nothing.
const activeResources = process.getActiveResourcesInfo;
function loopIsEmpty() {
  return activeResources === undefined || activeResources().length <= (unreferenced ? 0 : 1);
}

// The context of the event is its own object; `callbackWaitsForEmptyEventLoop` is a property that the handler may set.
function addCalls(context, mine) {
  const id = requestId;
  const from = given;
  mine.context = context;
  context.callbackWaitsForEmptyEventLoop = true;
  context.getContext = () => contextOf(from, id);
  context.done = (error, value) => finish(mine, error, value, false);
  context.succeed = (value) => finish(mine, null, value, false);
  context.fail = (error) => finish(mine, error, null, true);
}

// The user's variables and SCF_NAMESPACE, as the context has them. Taken from the JSON text: the K=V;K=V one cannot carry a value with a semicolon.
function applyEnvironment(text) {
  for (const [key, value] of Object.entries(JSON.parse(text))) if (process.env[key] !== value) process.env[key] = value;
}
let given = {};  // the context, which comes whole only when it differs in more than the request id
function contextOf(from, id) {  // not by spreading: V8 makes a slow object of that, which costs ten times as much
  const context = Object.assign({}, from);
  context.request_id = id;
  return context;
}

function onEvent(frame, end) {
  const mine = {low: frame.readUInt32LE(HEAD), high: frame.readUInt32LE(HEAD + 4), entered: clock.now(), left: 0};
  const contextSize = frame.readUInt32LE(HEAD + 8);
  const contextEnd = HEAD + 12 + contextSize % CONTEXT_AGAIN;
  startPeak(mine.entered);
  run = mine;
  try {
    if (contextSize >= CONTEXT_AGAIN) {
      requestId = frame.latin1Slice(HEAD + 12, contextEnd);
    } else {
      given = JSON.parse(frame.utf8Slice(HEAD + 12, contextEnd));
      requestId = given.request_id;
      applyEnvironment(given.environment);
    }
    const event = JSON.parse(frame.utf8Slice(contextEnd, end));
    const context = contextOf(given, requestId);
    addCalls(context, mine);
    mine.entered = clock.now();
    const result = handler(event, context, context.done);
    if (result !== null && result !== undefined && typeof result.then === 'function')
      result.then((value) => finish(mine, null, value, false), (error) => finish(mine, error, null, true));
  } catch (error) {
    finish(mine, error, null, true);
  }
  if (run === mine && !watching) {
    watching = true;
    setTimeout(letLoopDrain, DRAIN_MS, mine).unref();
  }
}

// A handler that neither answers nor has anything left to wait for has returned nothing. Its socket must not keep the loop
// alive then, and `beforeExit` tells. Looked at some milliseconds later, as nearly every run has answered by then.
const DRAIN_MS = 10;
let watching = false;
let unreferenced = false;
function letLoopDrain(mine) {
  watching = false;
  if (run === null) return;
  if (run !== mine) {  // a later one: it gets its own time
    watching = true;
    setTimeout(letLoopDrain, DRAIN_MS, run).unref();
    return;
  }
  unreferenced = true;
  socket.unref();
}
process.on('beforeExit', () => {
  if (run === null) return;
  run.left = clock.now();
  endRun(run, 200, run.answered ? '' : 'null');
});

function onProblem(error) {
  if (run !== null && run.answered) {
    run.left = clock.now();
    return endRun(run, 430, stackOf(error));
  }
  if (run !== null) return finish(run, error, null, true);
  writeAll(2, `${stackOf(error)}\n`);
  realExit.call(process, 1);
}
process.on('uncaughtException', onProblem);
process.on('unhandledRejection', onProblem);

// ---- loading ------------------------------------------------------------------------------------------------------
class LoadError extends Error {}

function setEnvironment(entries) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const entry of entries) {
    const at = entry.indexOf('=');
    process.env[entry.slice(0, at)] = entry.slice(at + 1);
  }
  require('module')._initPaths();
}

function findFile(name) {
  for (const ending of ['.js', '.mjs', '.cjs']) {
    const path = `${root}/${name}${ending}`;
    if (fs.existsSync(path)) return path;
  }
  return null;
}

async function importModule(path) {
  const module = await import(require('url').pathToFileURL(path).href);
  return module;
}

function pick(module, name, file, whole) {
  let found = module[name];
  if (found === undefined && module.default) found = module.default[name];
  if (typeof found !== 'function') throw new LoadError(`no function "${name}" in "${file}" for handler "${whole}"`);
  return found;
}

async function loadHandler(whole) {
  const dot = whole.lastIndexOf('.');
  if (dot <= 0 || dot === whole.length - 1) throw new LoadError(`handler "${whole}" must be written as file.function`);
  const path = findFile(whole.slice(0, dot));
  if (path === null) throw new LoadError(`no file "${whole.slice(0, dot)}.js" for handler "${whole}"`);
  let module;
  if (path.endsWith('.mjs')) {
    module = await importModule(path);
  } else {
    try {
      module = require(path);
    } catch (error) {
      if (error.code !== 'ERR_REQUIRE_ESM') {
        if (!/Cannot use import statement|Unexpected token 'export'/.test(String(error.message))) throw error;
        if (!isModulePackage()) throw error;
      }
      module = await importModule(path);
    }
  }
  return pick(module, whole.slice(dot + 1), path.slice(root.length + 1), whole);
}

function isModulePackage() {
  try {
    return JSON.parse(fs.readFileSync(`${root}/package.json`, 'utf8')).type === 'module';
  } catch {
    return false;
  }
}

function onLoad(frame, end) {
  const parts = frame.utf8Slice(HEAD, end).split('\0');
  root = parts[1];
  if (parts.length > 3) {
    setEnvironment(parts.slice(2, -1));
    process.chdir(root);
  }
  process.argv.length = 1;
  const began = clock.now();
  loadHandler(parts[0]).then((found) => {
    handler = found;
    sendLoaded(began);
  }, (error) => {
    if (error instanceof LoadError) sendLoadFailed(437, error.message);
    else sendLoadFailed(443, stackOf(error));
  });
}

// ---- the stream ---------------------------------------------------------------------------------------------------
// The socket reads into one buffer of ours: a buffer and a stream's queue for each read cost as much as decoding a small event.
// What doesn't fit into it is gathered at its final place.
const chunk = Buffer.allocUnsafeSlow(65536);
let cut = null;    // the beginning of a frame's head
let whole = null;  // a frame that comes in several reads
let have = 0;      // bytes of it

function onFrame(frame, size) {
  if (frame[4] === EVENT) onEvent(frame, size);
  else if (frame[4] === LOAD) onLoad(frame, size);
}

function onData(bytes, data) {
  if (cut !== null) {
    data = Buffer.concat([cut, data.subarray(0, bytes)]);
    bytes = data.length;
    cut = null;
  }
  let at = 0;
  if (whole !== null) {
    at = Math.min(bytes, whole.length - have);
    data.copy(whole, have, 0, at);
    have += at;
    if (have < whole.length) return true;
    const frame = whole;
    whole = null;
    onFrame(frame, frame.length);
  }
  while (bytes - at >= HEAD) {
    const size = HEAD + data.readUInt32LE(at);
    if (bytes - at < size) {
      whole = Buffer.allocUnsafe(size);
      have = data.copy(whole, 0, at, bytes);
      return true;
    }
    onFrame(at === 0 ? data : data.subarray(at), size);
    at += size;
  }
  if (at < bytes) cut = Buffer.from(data.subarray(at, bytes));
  return true;
}

// What nearly every function needs, loaded while nobody waits.
function warmUp() {
  for (const name of ['module', 'url', 'path', 'util', 'events', 'stream', 'crypto', 'http', 'https', 'zlib', 'querystring']) require(name);
  JSON.stringify(JSON.parse('{"a":[1,"b",null,1.5]}'));
  findFile('nothing');
}

function main() {
  prefixConsole();
  socket = new net.Socket({fd: FD, readable: true, writable: true, onread: {buffer: chunk, callback: onData}});
  socket.resume();
  socket.on('end', () => realExit.call(process, 0));
  socket.on('error', () => realExit.call(process, 0));
  if (process.argv[2] === 'prepared') {
    warmUp();
    const up = Buffer.alloc(HEAD);
    up[4] = UP;
    send(up);
  }
}
main();
