# SPDX-License-Identifier: GPL-3.0-or-later
"""Debug next event, by real debuggers' protocols spoken by hand: the Node.js inspector, debugpy, JDWP, delve."""
import base64
import io
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import unittest
import urllib.request
import zipfile

from scfclient import NODE, Engine, wait_until

FOLDER = pathlib.Path(os.environ.get("SCFDESK_BINARY_DIR", "build")) / "e2e-debug"


class Inspector:
    """A DevTools client: WebSocket by hand, requests answered in order, events kept."""

    def __init__(self, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=20) as answer:
            self.target = json.load(answer)[0]
        url = self.target["webSocketDebuggerUrl"]
        assert url.startswith(f"ws://127.0.0.1:{port}/"), url
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        path = url.split(str(port), 1)[1]
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n".encode())
        self.file = self.socket.makefile("rb")
        assert b" 101 " in self.file.readline()
        while self.file.readline() != b"\r\n":
            pass
        self.number, self.events = 0, []

    def send(self, method, **params):
        self.number += 1
        data = json.dumps({"id": self.number, "method": method, "params": params}).encode()
        mask = os.urandom(4)
        head = struct.pack("!BB", 0x81, 0x80 | len(data)) if len(data) < 126 else struct.pack("!BBH", 0x81, 0xFE, len(data))
        self.socket.sendall(head + mask + bytes(b ^ mask[i & 3] for i, b in enumerate(data)))
        return self.number

    def message(self):
        data = b""
        while True:
            first, second = self.file.read(2)
            length = second & 127
            if length > 125:
                length = struct.unpack("!H" if length == 126 else "!Q", self.file.read(2 if length == 126 else 8))[0]
            data += self.file.read(length)
            if first & 15 in (0, 1) and first & 128:
                return json.loads(data)

    def ask(self, method, **params):
        number = self.send(method, **params)
        while True:
            message = self.message()
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            self.events.append(message)

    def event(self, name):
        while True:
            for i, message in enumerate(self.events):
                if message.get("method") == name:
                    del self.events[:i + 1]
                    return message["params"]
            self.events.append(self.message())


class Dap:
    """A client of the Debug Adapter Protocol."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.file = self.socket.makefile("rb")
        self.number, self.kept = 0, []

    def send(self, command, **arguments):
        self.number += 1
        data = json.dumps({"seq": self.number, "type": "request", "command": command, "arguments": arguments}).encode()
        self.socket.sendall(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        return self.number

    def message(self):
        length = 0
        while True:
            line = self.file.readline().strip()
            if not line:
                return json.loads(self.file.read(length))
            length = int(line.split(b":")[1])

    def until(self, match):
        while True:
            for i, message in enumerate(self.kept):
                if match(message):
                    return self.kept.pop(i)
            self.kept.append(self.message())

    def ask(self, command, **arguments):
        number = self.send(command, **arguments)
        answer = self.until(lambda m: m.get("type") == "response" and m.get("request_seq") == number)
        assert answer["success"], answer
        return answer.get("body")

    def event(self, name):
        return self.until(lambda m: m.get("event") == name).get("body")


class Jdwp:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.socket.sendall(b"JDWP-Handshake")
        self.file = self.socket.makefile("rb")
        assert self.file.read(14) == b"JDWP-Handshake"
        self.number = 0
        self.events = []

    def send(self, command_set, command, data=b""):
        self.number += 1
        self.socket.sendall(struct.pack("!IIBBB", 11 + len(data), self.number, 0, command_set, command) + data)
        return self.number

    def ask(self, command_set, command, data=b""):
        number = self.send(command_set, command, data)
        while True:
            length, answered, flags, code = struct.unpack("!IIBH", self.file.read(11))
            body = self.file.read(length - 11)
            if flags & 128 and answered == number:
                assert code == 0, code
                return body
            self.keep(flags, code, body)

    def keep(self, flags, code, body):
        if not flags & 128 and code == 64 << 8 | 100:  # command set and command lie where an answer has its code
            self.events.append(body)

    def event(self, kind):
        """The data of the next event of this kind, behind its request's number; those before it are dropped."""
        while True:
            while self.events:
                body = self.events.pop(0)
                if body[5] == kind:
                    return body[10:]
            length, _, flags, code = struct.unpack("!IIBH", self.file.read(11))
            self.keep(flags, code, self.file.read(length - 11))


class Debug(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.e.python("first", "def main_handler(event, context):\n    return 1\n")
        cls.e.result("first")  # the interpreters are known by then

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def session(self, name):
        return json.loads(self.e.local("GET", f"/-/debug/default/{name}"))

    def start(self, name, **more):
        self.e.local("POST", f"/-/debug/default/{name}", {"action": "start", **more})
        return wait_until("the debugged instance is ready", lambda: self.ready(name))

    def ready(self, name):
        s = self.session(name)
        self.assertNotIn(s["state"], ("failed", "done"), (s, self.e.stderr()))
        return s if s["state"] == "ready" else None

    def stop(self, name):
        self.e.local("POST", f"/-/debug/default/{name}", {"action": "stop"})

    def fire(self, name, event=None, **fields):
        """In the background; .reply is the API's Result."""
        thread = threading.Thread(target=lambda: setattr(thread, "reply", self.e.invoke(name, event, **fields)))
        thread.start()
        self.addCleanup(thread.join)
        return thread

    def reply(self, thread):
        thread.join(60)
        self.assertFalse(thread.is_alive(), "no reply")
        return thread.reply

    NODE_CODE = "exports.main = async (event) => {\n  const doubled = event.n * 2;\n  console.log('doubled', doubled);\n  return doubled;\n};\n"

    def test_node_stops_at_a_breakpoint_longer_than_its_timeout(self):
        self.e.create("debugged", {"index.js": self.NODE_CODE}, NODE, "index.main", Timeout=1)
        s = self.start("debugged")
        self.assertEqual((s["protocol"], s["host"]), ("inspector", "127.0.0.1"))
        config = json.loads(s["vscode"])["configurations"][0]
        self.assertEqual((config["type"], config["request"], config["port"], config["remoteRoot"]), ("node", "attach", s["port"], "/var/user"))
        self.assertIn(str(s["port"]), s["nvim"])
        d = Inspector(s["port"])
        d.ask("Runtime.enable")
        d.ask("Debugger.enable")
        d.ask("Debugger.setBreakpointByUrl", lineNumber=2, urlRegex=".*/index\\.js$")
        fired = self.fire("debugged", {"n": 21}, LogType="Tail")
        stopped = d.event("Debugger.paused")
        frame = stopped["callFrames"][0]
        self.assertEqual(frame["location"]["lineNumber"], 2)
        self.assertEqual(d.ask("Debugger.evaluateOnCallFrame", callFrameId=frame["callFrameId"], expression="doubled")["result"]["value"], 42)
        self.assertEqual(wait_until("the engine sees it paused", lambda: self.session("debugged") if self.session("debugged")["state"] == "paused" else None)["paused"], True)
        left = self.session("debugged")["timeLeftMs"]
        # Others are served meanwhile, on an instance of their own.
        for n in range(3):
            self.assertEqual(self.e.result("debugged", {"n": n}), 2 * n)
        threading.Event().wait(1.5)  # longer than the function may run: this is what is tested
        self.assertEqual(self.session("debugged")["timeLeftMs"], left)
        self.assertTrue(fired.is_alive())
        d.ask("Debugger.resume")
        got = self.reply(fired)
        self.assertEqual((got["InvokeResult"], json.loads(got["RetMsg"])), (0, 42), got)
        self.assertGreater(got["Duration"], 1400)
        self.assertIn("Debugged:", got["Log"])
        self.assertIn("doubled 42", got["Log"])
        # The answer comes before the run's end, when something keeps the event loop going.
        done = wait_until("it is over", lambda: self.session("debugged") if self.session("debugged")["state"] == "done" else None)
        self.assertEqual((done["state"], done["code"], done["requestId"]), ("done", 200, got["FunctionRequestId"]))
        self.assertEqual(self.e.result("debugged", {"n": 5}), 10)

    def test_its_time_runs_while_it_is_not_paused(self):
        self.e.create("spins", {"index.js": "exports.main = async () => { debugger; for (;;) await new Promise((d) => setTimeout(d, 5)); };\n"}, NODE, "index.main", Timeout=1)
        d = Inspector(self.start("spins")["port"])
        d.ask("Debugger.enable")
        fired = self.fire("spins")
        d.event("Debugger.paused")
        threading.Event().wait(1.2)
        self.assertTrue(fired.is_alive())
        d.send("Debugger.resume")
        got = self.reply(fired)
        self.assertEqual(json.loads(got["RetMsg"])["statusCode"], 433, got)
        wait_until("it is over", lambda: self.session("spins").get("code") == 433)

    def test_an_event_waits_for_the_debugger_and_goes_on_without_one(self):
        self.e.create("patient", {"index.js": "exports.main = async (e) => e;\n"}, NODE, "index.main", Timeout=1)
        self.start("patient")
        fired = self.fire("patient", {"a": 1})
        wait_until("it is held", lambda: self.session("patient")["state"] == "waiting")
        self.assertEqual(self.e.result("patient", 2), 2)
        self.assertTrue(fired.is_alive())
        self.stop("patient")
        self.assertEqual(json.loads(self.reply(fired)["RetMsg"]), {"a": 1})
        self.assertEqual(self.session("patient")["state"], "done")
        wait_until("its instance is gone", lambda: len(self.e.instances("patient")) <= 2)

    def test_an_async_event_is_debugged_too(self):
        self.e.create("later", {"index.js": self.NODE_CODE}, NODE, "index.main", Timeout=1)
        d = Inspector(self.start("later")["port"])
        d.ask("Debugger.enable")
        d.ask("Debugger.setBreakpointByUrl", lineNumber=1, urlRegex=".*/index\\.js$")
        self.e.invoke("later", {"n": 3}, InvocationType="Event")
        d.event("Debugger.paused")
        d.ask("Debugger.resume")
        wait_until("it is done", lambda: self.session("later")["state"] == "done")
        self.assertEqual(self.session("later")["code"], 200)

    def test_code_that_cannot_load_says_so(self):
        self.e.create("broken", {"index.js": "throw new Error('no way');\n"}, NODE, "index.main")
        d = Inspector(self.start("broken")["port"])  # nothing of it runs before that
        d.ask("Debugger.enable")
        s = wait_until("it has failed", lambda: self.session("broken") if self.session("broken")["state"] == "failed" else None)
        self.assertIn("no way", s["error"]["message"])

    def test_node_stops_at_module_level(self):
        self.e.create("module", {"index.js": "const shared = require('./shared');\nlet count = shared.start + 1;\nexports.main = async () => count;\n",
                                 "shared.js": "exports.start = 40;\nexports.start += 1;\n"}, NODE, "index.main", Timeout=1)
        d = Inspector(self.start("module")["port"])
        d.ask("Debugger.enable")
        for name in ("index", "shared"):
            d.ask("Debugger.setBreakpointByUrl", lineNumber=1, urlRegex=f".*/{name}\\.js$")
        fired = self.fire("module")
        stopped = d.event("Debugger.paused")["callFrames"][0]
        self.assertEqual(d.ask("Debugger.evaluateOnCallFrame", callFrameId=stopped["callFrameId"], expression="exports.start")["result"]["value"], 40)
        self.assertEqual(stopped["location"]["lineNumber"], 1)
        wait_until("the engine sees it", lambda: self.session("module")["state"] == "paused")
        d.ask("Debugger.resume")
        stopped = d.event("Debugger.paused")["callFrames"][0]
        self.assertEqual(d.ask("Debugger.evaluateOnCallFrame", callFrameId=stopped["callFrameId"], expression="shared.start")["result"]["value"], 41)
        threading.Event().wait(1.3)  # longer than the function may run
        self.assertTrue(fired.is_alive())
        d.ask("Debugger.resume")
        self.assertEqual(self.reply(fired)["RetMsg"], "42")

    def test_python_stops_at_module_level(self):
        if not os.path.isdir("/usr/lib/python3/dist-packages/debugpy"):
            self.skipTest("python3-debugpy is not installed")
        self.e.python("early", "start = 20\nstart += 1\n\ndef main_handler(event, context):\n    return start * 2\n", Timeout=1)
        d = self.python_debugger("early", [2], hesitation=1.3)
        stopped = d.event("stopped")  # before any event
        frame = d.ask("stackTrace", threadId=stopped["threadId"])["stackFrames"][0]
        self.assertEqual((frame["line"], frame["name"]), (2, "<module>"))
        self.assertEqual(d.ask("evaluate", expression="start", frameId=frame["id"])["result"], "20")
        wait_until("the engine sees it", lambda: self.session("early")["state"] == "paused")
        fired = self.fire("early")
        threading.Event().wait(1.3)
        self.assertTrue(fired.is_alive())
        d.ask("continue", threadId=stopped["threadId"])
        self.assertEqual(self.reply(fired)["RetMsg"], "42")

    def python_debugger(self, name, lines, hesitation=0):
        d = Dap(self.start(name)["port"])
        d.ask("initialize", adapterID="test", clientID="test", pathFormat="path", linesStartAt1=True, columnsStartAt1=True)
        attach = d.send("attach", justMyCode=False)
        d.event("initialized")
        threading.Event().wait(hesitation)  # an editor on a busy machine: the code is not loaded before it has said that it is done
        d.ask("setBreakpoints", source={"path": "/var/user/index.py"}, breakpoints=[{"line": line} for line in lines])
        d.ask("configurationDone")
        d.until(lambda m: m.get("type") == "response" and m.get("request_seq") == attach)
        return d

    def test_what_has_no_debugger_is_refused_in_words(self):
        key = {"Authorization": "Bearer " + self.e.ready["secretKey"]}
        self.e.create("php", {"index.php": "<?php function main_handler($e, $c) { return 1; }\n"}, "Php8.0", "index.main_handler")
        for name, body, want in (("php", {"action": "start"}, "Xdebug"), ("nothing", {"action": "start"}, "no function"), ("php", {"action": "dance"}, "action")):
            status, _, raw = self.e.exchange("POST", f"/-/debug/default/{name}", json.dumps(body), key)
            self.assertIn(status, (400, 404), raw)
            self.assertIn(want, json.loads(raw)["error"]["message"])
        self.assertEqual(self.e.exchange("DELETE", "/-/debug/default/php", None, key)[0], 405)
        self.assertEqual(self.e.exchange("GET", "/-/debug/default/php", None, key)[0], 404)

    def test_python_under_debugpy(self):
        if not os.path.isdir("/usr/lib/python3/dist-packages/debugpy"):
            self.skipTest("python3-debugpy is not installed")
        self.e.python("snake", "def main_handler(event, context):\n    doubled = event['n'] * 2\n    return doubled\n", Timeout=1)
        d = self.python_debugger("snake", [3])
        self.assertEqual(self.session("snake")["protocol"], "debugpy")
        fired = self.fire("snake", {"n": 21})
        stopped = d.event("stopped")
        frame = d.ask("stackTrace", threadId=stopped["threadId"])["stackFrames"][0]
        self.assertEqual(frame["line"], 3)
        self.assertEqual(d.ask("evaluate", expression="doubled", frameId=frame["id"])["result"], "42")
        wait_until("the engine sees it", lambda: self.session("snake")["state"] == "paused")
        threading.Event().wait(1.3)
        self.assertTrue(fired.is_alive())
        d.ask("continue", threadId=stopped["threadId"])
        self.assertEqual(self.reply(fired)["RetMsg"], "42")

    def test_java_under_jdwp(self):
        code = build_java()
        self.e.call("CreateFunction", FunctionName="beans", Runtime="Java11", Handler="example.Hello::mainHandler", Timeout=3, MemorySize=256,
                    Code={"ZipFile": base64.b64encode(code).decode()})
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName="beans")["Status"] == "Active")
        s = self.start("beans")
        self.assertEqual(s["protocol"], "jdwp")
        d = Jdwp(s["port"])
        version = d.ask(1, 1)  # VirtualMachine.Version
        self.assertIn(b"Java", version)
        wait_until("attached", lambda: self.session("beans")["attached"])
        fired = self.fire("beans", {"n": 21})
        wait_until("it runs", lambda: self.session("beans")["state"] in ("running", "done"))
        d.send(1, 8)  # Suspend
        wait_until("the engine sees it", lambda: self.session("beans")["state"] == "paused")
        threading.Event().wait(3.3)
        self.assertTrue(fired.is_alive())
        d.send(1, 9)  # Resume
        self.assertEqual(json.loads(self.reply(fired)["RetMsg"]), "slept")

    def test_java_stops_in_a_static_initialiser(self):
        code = build_java("Early", "  static int start = first();\n  static int first() { return 41; }\n"
                                   "  public int mainHandler(java.util.Map<String, Object> event) { return start + 1; }\n")
        self.e.call("CreateFunction", FunctionName="initialiser", Runtime="Java11", Handler="example.Early::mainHandler", Timeout=3, MemorySize=256,
                    Code={"ZipFile": base64.b64encode(code).decode()})
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName="initialiser")["Status"] == "Active")
        s = self.start("initialiser")
        d = Jdwp(s["port"])
        name = b"example.Early"
        d.ask(15, 1, struct.pack("!BBIBI", 8, 2, 1, 5, len(name)) + name)  # EventRequest.Set: ClassPrepare, suspend all, of this class
        prepared = d.event(8)
        thread, tag, kind = struct.unpack("!QBQ", prepared[:17])
        wait_until("the engine sees it", lambda: self.session("initialiser")["paused"])
        methods, at = {}, 4
        answer = d.ask(2, 5, struct.pack("!Q", kind))  # ReferenceType.Methods
        for _ in range(struct.unpack("!I", answer[:4])[0]):
            (number, length), at = struct.unpack("!QI", answer[at:at + 12]), at + 12
            text, at = answer[at:at + length], at + length
            at += 4 + struct.unpack("!I", answer[at:at + 4])[0] + 4
            methods[text] = number
        d.ask(15, 1, struct.pack("!BBIBBQQQ", 2, 2, 1, 7, tag, kind, methods[b"first"], 0))  # Breakpoint at its first instruction
        d.ask(1, 9)  # Resume
        stopped, _, where, method, _ = struct.unpack("!QBQQQ", d.event(2)[:33])
        self.assertEqual((where, method), (kind, methods[b"first"]))
        self.assertEqual(stopped, thread)
        wait_until("the engine sees it", lambda: self.session("initialiser")["state"] == "paused")  # before any event was fired
        d.ask(1, 9)
        wait_until("it is loaded", lambda: self.session("initialiser")["state"] == "ready")
        self.assertEqual(self.reply(self.fire("initialiser", {}))["RetMsg"], "42")

    def test_go_under_delve(self):
        if not shutil.which("dlv") or not shutil.which("go"):
            self.skipTest("delve is not installed")
        folder = FOLDER / "go"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(pathlib.Path(os.environ["SCFDESK_SOURCE_DIR"]) / "resources/templates/functions/go-hello", folder)
        subprocess.run(["go", "build", "-gcflags=all=-N -l", "-o", "main", "."], cwd=folder, check=True, capture_output=True, env={**os.environ, "CGO_ENABLED": "0"})
        self.create_program("gopher", folder / "main")
        s = self.start("gopher")
        self.assertEqual(s["protocol"], "delve")
        d = Dap(s["port"])
        d.ask("initialize", adapterID="go", clientID="test", pathFormat="path", linesStartAt1=True, columnsStartAt1=True)
        d.send("attach", mode="remote", stopOnEntry=False)
        d.event("initialized")
        line = (folder / "main.go").read_text().split("\n").index("	keys := []string{}") + 1
        d.ask("setBreakpoints", source={"path": str(folder / "main.go")}, breakpoints=[{"line": line}])
        d.ask("configurationDone")
        fired = self.fire("gopher", {"a": 1, "b": 2})
        stopped = d.event("stopped")
        frame = d.ask("stackTrace", threadId=stopped["threadId"])["stackFrames"][0]
        self.assertEqual(frame["line"], line)
        wait_until("the engine sees it", lambda: self.session("gopher")["state"] == "paused")
        threading.Event().wait(2.3)
        self.assertTrue(fired.is_alive())
        d.ask("continue", threadId=stopped["threadId"])
        self.assertEqual(json.loads(self.reply(fired)["RetMsg"]), {"message": "Hello from SCF", "keys": ["a", "b"]})

    def create_program(self, name, program):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            entry = zipfile.ZipInfo("main")
            entry.external_attr = 0o100755 << 16
            z.writestr(entry, program.read_bytes(), zipfile.ZIP_DEFLATED)
        self.e.call("CreateFunction", FunctionName=name, Runtime="Go1", Handler="main", Timeout=2, MemorySize=256, Code={"ZipFile": base64.b64encode(out.getvalue()).decode()})
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName=name)["Status"] == "Active")


SLEEPS = ("  public String mainHandler(java.util.Map<String, Object> event) throws Exception {\n"
          "    for (int i = 0; i < 20; i++) Thread.sleep(100);\n    return \"slept\";\n  }\n")


def build_java(name="Hello", body=SLEEPS):
    folder = FOLDER / f"java-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "example").mkdir(parents=True)
    (folder / "example" / f"{name}.java").write_text(f"package example;\npublic class {name} {{\n{body}}}\n")
    subprocess.run(["javac", "--release", "11", "-d", str(folder), str(folder / "example" / f"{name}.java")], check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as temp:
        return pathlib.Path(shutil.make_archive(os.path.join(temp, "code"), "zip", folder)).read_bytes()


if __name__ == "__main__":
    unittest.main(verbosity=2)
