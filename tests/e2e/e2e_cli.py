# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line with real processes: every subcommand, its errors and exit statuses, completion in a real shell, and what the README shows."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import zipfile

from scfclient import PROGRAM, SANITIZER, Engine, wait_until

SOURCE = pathlib.Path(os.environ["SCFDESK_SOURCE_DIR"])
CODE = """
import time
def main_handler(event, context):
    print("got", event.get("name"))
    if event.get("fail"):
        raise ValueError("no such picture")
    time.sleep(event.get("sleep", 0))
    return {"ok": True, "n": event.get("n", 0), "list": [1, {"a": 2}], "text": "字"}
"""
DONE, FAILED, WORDS, NOBODY, BROKEN = 0, 1, 2, 5, 6


class CommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.folder = tempfile.mkdtemp(prefix="scfdesk-cli-")
        cls.hello = os.path.join(cls.folder, "hello")
        os.mkdir(cls.hello)
        pathlib.Path(cls.hello, "index.py").write_text(CODE)
        got = cls.run_cli("function", "create", "hello", "--runtime", "Python3.10", "--code", cls.hello)
        assert got.returncode == DONE, got.stderr

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def environment(cls, **more):
        return {"PATH": os.path.dirname(PROGRAM) + ":/usr/local/bin:/usr/bin:/bin", "HOME": cls.folder, "LANG": "C.UTF-8", **SANITIZER, **more}

    @classmethod
    def run_cli(cls, *words, stdin=None, data_dir=None, env=None, timeout=60):
        return subprocess.run([PROGRAM, *words, "--data-dir", data_dir or cls.e.data_dir], capture_output=True, text=True, input=stdin if stdin is not None else "", timeout=timeout,
                              env=env or cls.environment())

    def ok(self, *words, **more):
        got = self.run_cli(*words, **more)
        self.assertEqual(got.returncode, DONE, (words, got.stdout, got.stderr))
        return got.stdout

    def json(self, *words, **more):
        return json.loads(self.ok(*words, "--json", **more))

    def refused(self, status, saying, *words, **more):
        got = self.run_cli(*words, **more)
        self.assertEqual(got.returncode, status, (words, got.stdout, got.stderr))
        self.assertIn(saying, got.stderr)
        self.assertNotIn(self.e.ready["secretKey"], got.stdout + got.stderr)

    # Functions

    def test_function(self):
        listed = self.ok("function", "list").splitlines()
        self.assertEqual(listed[0].split(), ["NAME", "RUNTIME", "STATUS", "TYPE", "MODIFIED", "DESCRIPTION"])
        self.assertIn("hello", [line.split()[0] for line in listed])
        self.assertNotIn("\x1b", "\n".join(listed))
        self.assertIn("hello", [f["FunctionName"] for f in self.json("function", "list")["Functions"]])
        self.assertEqual(self.json("function", "list", "--search", "nothing")["Functions"], [])
        self.assertIn("has nothing in its name", self.ok("list", "--search", "nothing"))
        env_file = os.path.join(self.folder, "variables")
        pathlib.Path(env_file).write_text("# what should not be seen\nTOKEN=a=b\n\n")
        self.ok("function", "create", "second", "--runtime", "Python3.10", "--code", os.path.join(self.hello, "index.py"), "--memory", "256", "--timeout", "7",
                "--env", "MODE=test", "--env-file", env_file, "--description", "for 测试")
        got = self.json("function", "get", "second")
        self.assertEqual((got["MemorySize"], got["Timeout"], got["Description"]), (256, 7, "for 测试"))
        self.assertEqual({v["Key"]: v["Value"] for v in got["Environment"]["Variables"]}, {"MODE": "test", "TOKEN": "a=b"})
        self.assertIn("256 MB", self.ok("function", "get", "second"))
        package = os.path.join(self.folder, "second.zip")
        self.ok("function", "get", "second", "--code", package)
        with zipfile.ZipFile(package) as z:
            self.assertEqual((z.namelist(), z.read("index.py").decode()), (["index.py"], CODE))
        pathlib.Path(self.folder, "other.py").write_text("def run(event, context):\n    return 'other'\n")
        self.assertIn("published as version 1", self.ok("function", "update", "second", "--code", os.path.join(self.folder, "other.py"), "--handler", "other.run", "--publish"))
        self.assertEqual(json.loads(self.ok("invoke", "second")), "other")
        self.ok("function", "update", "second", "--code", package, "--handler", "index.main_handler")
        self.assertEqual(json.loads(self.ok("invoke", "second", "{}"))["ok"], True)
        self.assertEqual(json.loads(self.ok("invoke", "second", "--qualifier", "1")), "other")
        self.assertEqual(self.json("function", "delete", "second", "--yes"), {"Deleted": ["second"]})
        self.refused(FAILED, "ResourceNotFound.Function", "function", "get", "second")

    def test_function_refusals(self):
        self.refused(WORDS, "--runtime is missing", "function", "create", "x", "--code", self.hello)
        self.refused(WORDS, "--code is missing", "function", "create", "x", "--runtime", "Python3.10")
        self.refused(WORDS, "KEY=VALUE", "function", "create", "x", "--runtime", "Python3.10", "--code", self.hello, "--env", "novalue")
        self.refused(WORDS, "event or http", "function", "create", "x", "--runtime", "Python3.10", "--code", self.hello, "--type", "odd")
        self.refused(WORDS, "Nothing is to be changed", "function", "update", "hello")
        self.refused(WORDS, "whole number", "function", "update", "hello", "--memory", "much")
        self.refused(WORDS, "Write --code too", "function", "update", "hello", "--handler", "a.b")
        self.refused(FAILED, "There is no file or folder", "function", "create", "x", "--runtime", "Python3.10", "--code", "/nowhere")
        self.refused(FAILED, "ResourceInUse.Function", "function", "create", "hello", "--runtime", "Python3.10", "--code", self.hello)
        self.refused(FAILED, "ResourceNotFound.Function", "function", "delete", "nobody", "--yes")
        self.refused(FAILED, "ResourceNotFound.Namespace", "function", "list", "--namespace", "nowhere")

    # Invoke

    def test_invoke(self):
        got = self.run_cli("invoke", "hello", '{"name": "zoe", "n": 3}')
        self.assertEqual((got.returncode, json.loads(got.stdout)["n"]), (DONE, 3))
        self.assertIn("got zoe", got.stderr)
        event = os.path.join(self.folder, "event.json")
        pathlib.Path(event).write_text('{"n": 4}')
        self.assertEqual(json.loads(self.ok("invoke", "hello", "--event", event))["n"], 4)
        self.assertEqual(json.loads(self.ok("invoke", "hello", "--event", "-", stdin='{"n": 5}'))["n"], 5)
        self.assertEqual(json.loads(self.ok("invoke", "hello", "-", stdin='{"n": 6}'))["n"], 6)
        self.assertEqual(json.loads(self.ok("invoke", "hello"))["n"], 0)
        whole = self.json("invoke", "hello", '{"n": 1}')
        self.assertEqual((whole["InvokeResult"], json.loads(whole["RetMsg"])["n"]), (0, 1))
        self.assertEqual(len(self.ok("invoke", "hello", "--async").strip()), 36)
        self.assertEqual(len(self.json("invoke", "hello", "--async")["FunctionRequestId"]), 36)
        failed = self.run_cli("invoke", "hello", '{"fail": 1}')
        self.assertEqual((failed.returncode, json.loads(failed.stdout)["statusCode"]), (FAILED, 430))
        self.refused(FAILED, "ResourceNotFound.Function", "invoke", "nobody")
        self.refused(WORDS, "The event is no JSON", "invoke", "hello", "{no json")
        self.refused(WORDS, "cannot be read", "invoke", "hello", "--event", "/nowhere")

    def test_expect(self):
        for wanted in ('{"ok": true}', '{"list": [1, {"a": 2}], "n": 0}', '~"ok"', '{"text": "字"}'):
            self.ok("invoke", "hello", "--expect", wanted)
        for wanted, saying in (('{"ok": false}', "$.ok is true, expected false"), ('{"none": 1}', "$.none is missing"), ('{"list": [1]}', "$.list has 2 entries, expected 1"),
                               ('{"list": [1, {"a": 3}]}', "$.list[1].a is 2, expected 3"), ("[]", "expected []"), ("~nothing", "does not contain")):
            self.refused(BROKEN, saying, "invoke", "hello", "--expect", wanted)
        self.ok("invoke", "hello", '{"fail": 1}', "--expect-status", "430", "--expect", "~no such picture")
        self.refused(BROKEN, "The status code is 200, expected 430", "invoke", "hello", "--expect-status", "430")
        self.refused(WORDS, "--expect takes JSON", "invoke", "hello", "--expect", "{odd")
        self.refused(WORDS, "no result", "invoke", "hello", "--async", "--expect", "1")

    def test_load(self):
        got = self.json("invoke", "hello", '{"sleep": 0.05}', "--count", "40", "--rate", "40", "--assert", "run.p50>=50ms", "--assert", "errors==0")
        self.assertEqual((got["events"], got["failed"], got["errors"]), (40, 0, {}))
        # The loop is open: 40 events at 40 a second take a second to send, though each takes its 50 ms.
        self.assertGreater(got["sentPerSecond"], 30)
        self.assertLess(got["sentPerSecond"], 45)
        self.assertEqual([limit["holds"] for limit in got["limits"]], [True, True])
        self.assertGreaterEqual(got["latencyMs"]["p50"], got["durationMs"]["p50"])
        broken = self.run_cli("invoke", "hello", '{"sleep": 0.05}', "--count", "10", "--rate", "20", "--assert", "p99<20ms", "--assert", "errors<1%")
        self.assertEqual(broken.returncode, BROKEN)
        self.assertRegex(broken.stdout, r"BROKEN p99 is [0-9.]+ ms, not < 20 ms")
        self.assertRegex(broken.stdout, r"kept errors is 0.00%, < 1%")
        self.ok("assert", "hello", "p99<60s", "rate>0", "memory<2000MB", "--count", "5")
        failing = self.run_cli("assert", "hello", "errors==0", "--count", "4", "--event", "-", stdin='{"fail": true}')
        self.assertEqual(failing.returncode, BROKEN)
        self.assertIn("4 times 430", failing.stdout)
        self.ok("assert", "hello", "errors==100%", "--count", "4", "--event", "-", stdin='{"fail": true}')
        self.assertEqual(self.run_cli("invoke", "hello", '{"fail": 1}', "--count", "3").returncode, FAILED)
        self.assertEqual(self.run_cli("invoke", "hello", "--count", "3", "--expect", '{"n": 1}').returncode, BROKEN)
        accepted = self.json("invoke", "hello", "--async", "--count", "5", "--rate", "50")
        self.assertEqual((accepted["events"], accepted["failed"], accepted["durationMs"]["max"]), (5, 0, 0))
        for limit in ("p99", "p99<", "p0<1ms", "p100<1", "q9<1", "p99<1parsec", "errors<1ms", "memory<5", "run.errors==0"):
            self.refused(WORDS, "is no limit", "assert", "hello", limit)
        self.refused(WORDS, "--count takes a whole number from 1 to 1000000", "invoke", "hello", "--count", "1000001")
        self.refused(WORDS, "--rate takes a number", "invoke", "hello", "--count", "2", "--rate", "0")

    def test_a_slow_function_does_not_hold_the_load_back(self):
        started = time.monotonic()
        got = self.json("invoke", "hello", '{"sleep": 1}', "--count", "20", "--rate", "100")
        self.assertEqual((got["events"], got["failed"]), (20, 0))
        self.assertLess(time.monotonic() - started, 15)  # one after the other would be 20 s

    # Logs

    def test_logs(self):
        self.ok("invoke", "hello", '{"name": "marked-1"}')
        request = self.json("invoke", "hello", '{"name": "marked-2"}')["FunctionRequestId"]
        wait_until("the lines on disk", lambda: "marked-2" in self.ok("logs", "hello", "--query", "marked-2"))
        lines = [line for line in self.ok("logs", "hello", "--query", '"got marked"').splitlines()]
        self.assertEqual([line.split()[-1] for line in lines], ["marked-1", "marked-2"])
        self.assertRegex(lines[0], r"^\d\d:\d\d:\d\d\.\d{3} INFO  hello got marked-1$")
        of_one = [json.loads(line) for line in self.ok("logs", "--request", request, "--json").splitlines()]
        self.assertEqual({line["requestId"] for line in of_one}, {request})
        self.assertEqual(len(self.ok("logs", "--lines", "2").splitlines()), 2)
        self.refused(FAILED, "ResourceNotFound.Function", "logs", "nobody")
        self.refused(FAILED, "column", "logs", "--query", "level:odd")

    def test_logs_follow(self):
        process = subprocess.Popen([PROGRAM, "logs", "hello", "-f", "-n", "0", "--query", "live", "--data-dir", self.e.data_dir], stdout=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(process.stdout.close)
        seen = []
        reader = threading.Thread(target=lambda: seen.extend(iter(process.stdout.readline, "")))
        reader.start()
        for i in range(3):
            # Each comes while it looks on, so it can't be of an answer at the end.
            wait_until(f"line {i}", lambda: self.ok("invoke", "hello", json.dumps({"name": f"live-{i}"})) and any(f"live-{i}" in line for line in seen), 30)
        self.assertIsNone(process.poll())
        texts = [line.split()[-1] for line in seen]
        self.assertEqual(texts, sorted(texts))
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(10), -signal.SIGINT)
        reader.join()

    # Triggers, versions, aliases

    def test_trigger(self):
        made = self.ok("trigger", "create", "hello", "tick", "--type", "timer", "--desc", "0 0 3 * * * *", "--argument", "night", "--disabled")
        self.assertIn("0 0 3 * * * *", made)
        [one] = [t for t in self.json("trigger", "list", "hello")["Triggers"] if t["TriggerName"] == "tick"]
        self.assertEqual((one["Type"], one["Enable"], one["CustomArgument"]), ("timer", 0, "night"))
        self.ok("trigger", "enable", "hello", "tick")
        self.assertRegex(self.ok("trigger", "list"), r"hello +tick +timer +on ")
        self.ok("trigger", "disable", "hello", "tick")
        self.assertRegex(self.ok("trigger", "list", "hello"), r"hello +tick +timer +off ")
        desc = os.path.join(self.folder, "cron")
        pathlib.Path(desc).write_text("0 30 4 * * * *\n")
        self.assertIn("0 30 4", self.ok("trigger", "update", "hello", "tick", "--desc", "@" + desc))
        self.refused(WORDS, "Nothing is to be changed", "trigger", "update", "hello", "tick")
        self.refused(WORDS, "--type is missing", "trigger", "create", "hello", "odd")
        self.refused(FAILED, "InvalidParameterValue", "trigger", "create", "hello", "odd", "--type", "timer", "--desc", "no cron")
        self.refused(FAILED, "It has tick", "trigger", "enable", "hello", "tock")
        web = self.json("trigger", "create", "hello", "web", "--type", "http", "--desc", '{"AuthType":"NONE","NetConfig":{"EnableIntranet":true,"EnableExtranet":true}}')
        address = json.loads(web["TriggerDesc"])["NetConfig"]["ExtranetUrl"]
        self.assertIn(address, self.ok("trigger", "list", "hello"))
        self.ok("trigger", "delete", "hello", "web", "--yes")
        self.ok("trigger", "delete", "hello", "tick", "--yes")
        self.assertEqual(self.json("trigger", "list")["Triggers"], [])
        self.assertIn("There are no triggers", self.ok("trigger", "list"))

    def test_version_and_alias(self):
        self.assertIn("version 1", self.ok("version", "publish", "hello", "--description", "first"))
        self.assertEqual(self.json("version", "publish", "hello")["FunctionVersion"], "2")
        self.assertEqual([v["Version"] for v in self.json("version", "list", "hello")["Versions"]][0], "$LATEST")
        self.assertIn("first", self.ok("version", "list", "hello"))
        self.ok("alias", "create", "hello", "prod", "--version", "1", "--weight", "2=0.25", "--description", "stable")
        self.assertRegex(self.ok("alias", "list", "hello"), r"prod +1 +2: 25 % +stable")
        self.ok("alias", "update", "hello", "prod", "--version", "2")
        self.assertEqual([a["FunctionVersion"] for a in self.json("alias", "list", "hello")["Aliases"] if a["Name"] == "prod"], ["2"])
        self.assertTrue(json.loads(self.ok("invoke", "hello", "--qualifier", "prod"))["ok"])
        self.refused(WORDS, "--version is missing", "alias", "create", "hello", "x")
        self.refused(WORDS, "VERSION=SHARE", "alias", "create", "hello", "x", "--version", "1", "--weight", "2")
        self.refused(FAILED, "ResourceInUse.Alias", "alias", "create", "hello", "prod", "--version", "1")
        self.ok("alias", "delete", "hello", "prod", "--yes")
        self.ok("version", "delete", "hello", "1", "--yes")
        self.refused(FAILED, "ResourceNotFound", "version", "delete", "hello", "1", "--yes")

    # The engine

    def test_services(self):
        self.assertIn("ckafka", self.json("service", "list"))
        self.assertRegex(self.ok("service", "list"), r"cos +running +127.0.0.1:\d+")
        self.assertRegex(self.ok("service", "start", "ckafka", timeout=120), r"ckafka is running. 127.0.0.1:\d+")
        self.assertIn("ckafka is stopped.", self.ok("service", "stop", "ckafka", timeout=120))
        self.refused(FAILED, "ResourceNotFound.Service", "service", "start", "nothing")

    def test_metrics_and_status(self):
        before = self.json("metrics", "hello")["hello"]["invocations"]
        self.ok("invoke", "hello")
        self.assertEqual(self.json("metrics", "hello")["hello"]["invocations"], before + 1)
        self.assertRegex(self.ok("metrics"), r"FUNCTION +RUNS +FAILED")
        self.assertIn("# TYPE scf_invocations_total counter", self.ok("metrics", "--prometheus"))
        self.refused(FAILED, "no figures", "metrics", "nobody")
        self.assertEqual(self.json("status")["functions"][0]["name"], "hello")
        self.assertRegex(self.ok("status"), r"The engine at 127.0.0.1:\d+; 1 function, ")

    def test_call_and_actions(self):
        self.assertEqual(json.loads(self.ok("call", "ListNamespaces"))["TotalCount"], 1)
        self.assertEqual(json.loads(self.ok("call", "ListFunctions", "-", stdin='{"Limit": 1}'))["TotalCount"], 1)
        self.refused(FAILED, "InvalidAction", "call", "NoSuchAction")
        self.refused(FAILED, "UnknownParameter", "call", "ListFunctions", '{"Odd": 1}')
        self.refused(WORDS, "JSON object", "call", "ListFunctions", "odd")
        alone = subprocess.run([PROGRAM, "actions", "--json"], capture_output=True, text=True, env=self.environment())
        actions = {a["name"]: a for a in json.loads(alone.stdout)["actions"]}
        self.assertEqual(len(actions), 52)
        self.assertIn("ResourceInUse.Alias", actions["CreateAlias"]["errors"])
        self.assertEqual([p["name"] for p in actions["GetAlias"]["parameters"] if p["required"]], ["FunctionName", "Name"])
        self.assertIn("0 to 100", self.ok("actions", "ListFunctions"))
        self.assertEqual(self.json("actions", "GetAlias")["name"], "GetAlias")
        self.assertEqual(len(self.ok("actions").splitlines()), 53)
        self.refused(FAILED, "no action", "actions", "Nothing")
        self.assertIn(self.ok("actions", "--markdown"), (SOURCE / "README.md").read_text(), "the README's table is not that of scfdesk actions --markdown")

    def test_open_without_a_window(self):
        self.refused(NOBODY, "No window is open", "open", "hello")
        self.refused(WORDS, "name the function", "open", "--tab", "code")

    # Targets, time-outs, words

    def test_targets(self):
        address = self.e.ready["api"]
        keys = {"SCFDESK_SECRET_ID": self.e.ready["secretId"], "SCFDESK_SECRET_KEY": self.e.ready["secretKey"]}
        nowhere = os.path.join(self.folder, "none")
        self.refused(NOBODY, "No engine runs on the data folder", "list", data_dir=nowhere)
        self.refused(FAILED, "SCFDESK_SECRET_ID", "list", "--endpoint", address, data_dir=nowhere)
        self.assertIn("hello", self.ok("list", "--endpoint", address, data_dir=nowhere, env=self.environment(**keys)))
        self.refused(FAILED, "AuthFailure", "list", "--endpoint", address, data_dir=nowhere, env=self.environment(SCFDESK_SECRET_ID="a", SCFDESK_SECRET_KEY="b"))
        for odd in ("ftp://x", "http://", "127.0.0.1", "https://127.0.0.1:1"):
            self.refused(WORDS, "http://HOST:PORT", "list", "--endpoint", odd)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.refused(NOBODY, "Nothing answers", "list", "--endpoint", f"http://127.0.0.1:{free.getsockname()[1]}")
            self.refused(NOBODY, "Nothing answers", "list", "--endpoint", f"http://127.0.0.1:{free.getsockname()[1]}", data_dir=nowhere)  # nor are keys missed there
        before = subprocess.run([PROGRAM, "--data-dir", self.e.data_dir, "function", "--json", "list"], capture_output=True, text=True, env=self.environment())
        self.assertEqual((before.returncode, json.loads(before.stdout)["TotalCount"]), (DONE, 1))
        self.assertEqual(self.run_cli("status", "--wait", "0.2", data_dir=nowhere).returncode, NOBODY)

    def test_it_never_hangs(self):
        with socket.socket() as deaf:  # takes connections and says nothing
            deaf.bind(("127.0.0.1", 0))
            deaf.listen()
            for words in (["list"], ["invoke", "hello"], ["logs", "-f"], ["status"], ["metrics"]):
                self.refused(NOBODY, "gave no answer within 0.3 s", *words, "--max-time", "0.3", "--endpoint", f"http://127.0.0.1:{deaf.getsockname()[1]}")
        with socket.socket() as rude:  # ends each connection at once
            rude.bind(("127.0.0.1", 0))
            rude.listen()
            ended = threading.Thread(target=lambda: rude.accept()[0].close())
            ended.start()
            self.refused(NOBODY, "without an answer", "list", "--endpoint", f"http://127.0.0.1:{rude.getsockname()[1]}")
            ended.join()
        other = tempfile.mkdtemp(dir=self.folder)
        pathlib.Path(other, "engine.json").write_text('{"port": "x"}')
        self.refused(NOBODY, "No engine runs", "list", data_dir=other)

    def test_it_starts_quickly(self):
        best = 9.0
        for _ in range(10):
            begin = time.monotonic()
            self.ok("list")
            best = min(best, time.monotonic() - begin)
        print(f"scfdesk list: {best * 1000:.1f} ms")

    def test_words(self):
        self.refused(WORDS, "no option --odd", "list", "--odd")
        self.refused(WORDS, "no command \"function odd\"", "function", "odd")
        self.refused(WORDS, "no command \"odd\"", "odd")
        self.refused(WORDS, "FUNCTION is missing", "function", "get")
        self.refused(WORDS, "one word too many", "function", "get", "a", "b")
        self.assertIn("--search takes a value", subprocess.run([PROGRAM, "function", "list", "--search"], capture_output=True, text=True, env=self.environment()).stderr)
        self.refused(WORDS, "given twice", "function", "list", "--search", "a", "--search=b")
        self.refused(WORDS, "takes no value", "function", "list", "--json=1")
        alone = subprocess.run([PROGRAM, "--json"], capture_output=True, text=True, env=self.environment())
        self.assertEqual(alone.returncode, WORDS)

    def test_help(self):
        text = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, env=self.environment()).stdout
        names = [line[2:30].strip() for line in text.split("Commands talk", 1)[1].split("Options of the console")[0].splitlines() if re.match(r"  [a-z]", line)]
        self.assertGreater(len(names), 30)
        for line in names:
            words = re.match(r"[a-z ]+", line)[0].split()
            with self.subTest(" ".join(words)):
                got = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, env=self.environment())
                self.assertEqual(got.returncode, DONE)
                self.assertIn("Examples\n  ", got.stdout)
        group = subprocess.run([PROGRAM, "trigger", "--help"], capture_output=True, text=True, env=self.environment())
        self.assertEqual((group.returncode, len(re.findall("^  trigger ", group.stdout, re.M))), (DONE, 6))
        self.assertEqual(self.run_cli("trigger").returncode, WORDS)

    # Completion, in the shell that is there

    def complete(self, line):
        script = (f'source <(scfdesk completion bash)\nCOMP_LINE={json.dumps(line)}\nread -ra COMP_WORDS <<< "$COMP_LINE"\n[[ $COMP_LINE == *" " ]] && COMP_WORDS+=("")\n'
                  'COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))\n_scfdesk\nprintf "%s\\n" "${COMPREPLY[@]}"\ncomplete -p scfdesk >&2\n')
        got = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=self.environment(), cwd=self.folder, timeout=30)
        self.assertIn("complete -F _scfdesk scfdesk", got.stderr)
        return got.stdout.split("\n")[:-1]

    def test_completion(self):
        target = f"--data-dir {self.e.data_dir} "
        self.assertEqual(self.complete("scfdesk func"), ["function"])
        self.assertEqual(self.complete("scfdesk function cr"), ["create"])
        self.assertEqual(set(self.complete("scfdesk trigger ")), {"list", "create", "update", "delete", "enable", "disable"})
        self.assertEqual(self.complete(f"scfdesk {target}invoke hel"), ["hello"])
        self.assertEqual(self.complete("scfdesk invoke hello --ass"), ["--assert"])
        self.assertEqual(self.complete("scfdesk function create x --type "), ["event", "http"])
        self.assertIn("ckafka", self.complete(f"scfdesk service start {target}"))
        self.assertIn("CreateAlias", self.complete("scfdesk call Create"))
        self.assertEqual(self.complete("scfdesk completion z"), ["zsh"])
        self.assertIn("hello", self.complete("scfdesk function create x --code hel"))  # the folder
        self.assertEqual(self.complete("scfdesk invoke x"), [""])  # no engine: nothing, soon
        for shell, check in (("zsh", ["zsh", "-n"]), ("fish", ["fish", "-n"])):
            script = self.ok("completion", shell)
            self.assertIn("__complete", script)
            if shutil.which(shell):
                self.assertEqual(subprocess.run(check, input=script, text=True, env=self.environment()).returncode, 0)
        self.refused(WORDS, "bash, zsh and fish", "completion", "tcsh")

    # The README

    def blocks(self):
        section = (SOURCE / "README.md").read_text().split("## The command line\n", 1)[1].split("\n## ", 1)[0]
        return re.findall(r"```sh\n(.*?)```", section, re.S)

    def shell(self, script, code):
        folder = tempfile.mkdtemp(dir=self.folder)
        os.mkdir(os.path.join(folder, "hello"))
        pathlib.Path(folder, "hello", "index.py").write_text(code)
        pathlib.Path(folder, "event.json").write_text('{"n": 1}')
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=folder, env=self.environment(TMPDIR=folder), timeout=100)

    def test_what_the_readme_shows_works(self):
        commands, ci = self.blocks()
        self.assertGreater(len(commands.strip().split("\n")), 15)
        alone = Engine()
        self.addCleanup(alone.stop)
        home = os.path.join(self.folder, "xdg")
        os.mkdir(home)
        os.symlink(alone.data_dir, os.path.join(home, "scfdesk"))
        got = self.shell(f"set -e -o pipefail; export XDG_DATA_HOME={home}\n" + commands, CODE)
        self.assertEqual(got.returncode, DONE, got.stdout + got.stderr)

    def test_the_ci_example(self):
        _, ci = self.blocks()
        # This machine may be busy: the limit of the example is for a machine of one's own.
        good = self.shell(ci.replace("p99<200ms", "p99<30s"), CODE)
        self.assertEqual(good.returncode, DONE, good.stdout + good.stderr)
        self.assertIn("kept errors is 0", good.stdout)
        slow = self.shell(ci, "import time\n" + CODE.replace("print(", "time.sleep(0.3); print("))
        self.assertEqual(slow.returncode, BROKEN, slow.stdout + slow.stderr)
        self.assertIn("BROKEN p99", slow.stdout)
        wrong = self.shell(ci, CODE.replace("True", "False"))
        self.assertEqual(wrong.returncode, BROKEN, wrong.stdout + wrong.stderr)
        self.assertIn("$.ok is false, expected true", wrong.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
