# SPDX-License-Identifier: GPL-3.0-or-later
"""What a new user of the command line met: handlers, words that are wrong, connections with keys of their own, what a deploy leaves."""
import base64
import io
import json
import os
import pathlib
import subprocess
import unittest
import zipfile

from cliconnections import DONE, FAILED, WORDS, KEYS, Connected
from scfclient import ApiError, package, wait_until

CODE = "def main_handler(event, context):\n    return event\n"


class User(Connected):
    def write(self, name, text):
        path = pathlib.Path(self.folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return str(path)

    def test_the_handler_is_found_in_the_code(self):
        single = self.write("app.py", "def run_it(event, context):\n    return 'run'\n")
        self.assertIn("with the handler app.run_it", self.ok("function", "create", "single", "--runtime", "Python3.10", "--code", single))
        self.assertEqual(self.ok("invoke", "single").strip(), '"run"')
        self.write("node/main.js", "exports.go = async () => 'node'\n")
        self.ok("function", "create", "folder", "--runtime", "Nodejs18.15", "--code", os.path.join(self.folder, "node"))
        self.assertEqual(self.here.call("GetFunction", FunctionName="folder")["Handler"], "main.go")
        self.write("usual/index.py", CODE)
        self.assertEqual(self.ok("function", "create", "usual", "--runtime", "Python3.10", "--code", os.path.join(self.folder, "usual")), "usual is there and active.\n")
        nothing = self.write("nothing.py", "x = 1\n")
        self.refused(WORDS, "No handler is found", "function", "create", "none", "--runtime", "Python3.10", "--code", nothing)
        self.refused(WORDS, "it is an image", "function", "create", "none", "--runtime", "CustomImage", "--code", nothing)

    def test_words_that_are_wrong(self):
        self.here.python("words", CODE)
        self.refused(WORDS, "cannot be read", "invoke", "words", "--event", "/nowhere/event.json")
        self.refused(WORDS, "The event is no JSON", "invoke", "words", "{bad")
        self.assertRegex(self.run_cli("invoke", "words", "{bad").stderr, r"\{bad\. A string")
        self.refused(WORDS, "there is no foo.", "assert", "words", "foo<1")
        self.refused(WORDS, "memory is in KB, MB or GB.", "assert", "words", "memory<5")
        self.assertIn("has zzz in its name", self.ok("function", "list", "--search", "zzz"))
        self.refused(FAILED, "ResourceNotFound.Function", "logs", "nobody")
        self.refused(FAILED, "Nothing was deleted.", "function", "delete", "words", "nobody", "--yes")
        self.assertIn("words", self.ok("function", "list"))
        self.assertNotIn("0.00 s", self.ok("assert", "words", "p50<1s", "--count", "5"))
        self.assertRegex(self.ok("status"), r"; \d+ functions?, (1 instance|\d+ instances) with")

    def test_what_cannot_be_written_is_a_failure(self):
        with open("/dev/full", "w") as full:
            for words in (["actions"], ["actions", "--json"], ["function", "list"], ["--help"], ["completion", "bash"]):
                got = subprocess.run(self.command(*words), stdout=full, stderr=subprocess.PIPE, text=True, env=self.environment(), timeout=60)
                self.assertEqual(got.returncode, FAILED, words)
                self.assertRegex(got.stderr, r"\Ascfdesk: What was to be printed could not be written( \(No space left on device\))?\.\n\Z")

    def test_help_is_a_word_too(self):
        self.assertEqual(self.ok("help"), self.ok("--help"))
        self.assertEqual(self.ok("help", "invoke"), self.ok("invoke", "--help"))
        self.assertIn("trigger create", self.ok("help", "trigger"))
        self.refused(WORDS, 'no command "odd"', "help", "odd")
        self.assertNotIn("?.", self.ok("replay", "--help"))
        self.assertIn("starts of instances are in them", self.ok("metrics", "--help"))
        self.assertNotIn("cos", self.ok("__complete", "--", "service", "start", "").split())
        self.assertNotIn(":0", self.ok("service", "list"))

    def test_code_is_a_file_or_a_folder(self):
        pipe = os.path.join(self.folder, "pipe")
        os.mkfifo(pipe)
        for odd in ("/dev/zero", pipe):
            self.refused(FAILED, f"{odd} is neither a file nor a folder. --code takes a folder, a file or a zip.", "function", "create", "odd", "--runtime", "Python3.10", "--handler", "a.b", "--code", odd)
            self.here.python("kept", CODE)
            self.refused(FAILED, "neither a file nor a folder", "function", "update", "kept", "--code", odd)
            self.ok("function", "delete", "kept", "--yes")

    def test_variables_of_events_are_filled_in(self):
        self.here.python("vars", CODE, Environment={"Variables": [{"Key": "STAGE", "Value": "test"}]})
        got = json.loads(self.ok("invoke", "vars", '{"n": {{counter}}, "stage": "{{env STAGE}}", "id": "{{uuid}}"}'))
        self.assertEqual((got["n"], got["stage"], len(got["id"])), (1, "test", 36))
        out = json.loads(self.ok("invoke", "vars", '{"n": {{counter}}}', "--count", "3", "--expect", '~"n"', "--json"))
        self.assertEqual((out["events"], out["failed"]), (3, 0))

    def test_times_are_local(self):
        self.here.python("times", CODE)
        at = self.here.call("GetFunction", FunctionName="times")["AddTime"]  # UTC+8
        env = {**self.environment(), "TZ": "Asia/Shanghai"}
        got = subprocess.run(self.command("function", "get", "times"), capture_output=True, text=True, timeout=60, env=env).stdout
        self.assertRegex(got, r"added +" + at)
        got = subprocess.run(self.command("function", "get", "times"), capture_output=True, text=True, timeout=60, env={**env, "TZ": "UTC"}).stdout
        self.assertNotIn(at, got)

    def test_a_runtime_that_nothing_runs_is_kept_and_says_so(self):
        self.here.call("CreateFunction", FunctionName="old", Runtime="Python2.7", Handler="index.main_handler", Code={"ZipFile": package({"index.py": CODE})})
        reasons = wait_until("the interpreters are looked up", lambda: self.here.call("GetFunction", FunctionName="old")["StatusReasons"])
        self.assertEqual([r["ErrorCode"] for r in reasons], ["Local.NoInterpreter"])
        self.assertIn("in the cloud only", reasons[0]["ErrorMessage"])
        with self.assertRaises(ApiError) as refused:
            self.here.invoke("old")
        self.assertEqual(refused.exception.code, "FailedOperation.FunctionStatusError")

    def test_connections_with_keys_of_their_own(self):
        """Two engines with different keys, no keyring: each side takes its own."""
        self.here.python("goes", CODE)
        self.here.call("PublishVersion", FunctionName="goes")
        self.here.call("CreateAlias", FunctionName="goes", Name="live", FunctionVersion="1")
        self.here.call("PutReservedConcurrencyConfig", FunctionName="goes", ReservedConcurrencyMem=256)
        self.assertIn("STAGE_SECRET_KEY", self.ok("connection", "add", "stage", "--kind", "engine", "--endpoint", self.there.ready["api"], "--keys", "STAGE"))
        self.assertRegex(self.ok("connection", "list"), r"stage +engine +http://\S+ +ap-guangzhou +default +STAGE_SECRET_ID")
        self.assertNotIn(KEYS["SCFDESK_SECRET_KEY"], pathlib.Path(self.here.data_dir, "connections.json").read_text())
        self.refused(FAILED, "There is a connection stage already", "connection", "add", "stage", "--kind", "engine", "--endpoint", "http://127.0.0.1:1")
        self.refused(WORDS, "--endpoint is missing", "connection", "add", "more", "--kind", "engine")
        self.refused(WORDS, "capital letters", "connection", "add", "more", "--keys", "a-b")
        self.refused(FAILED, "Set STAGE_SECRET_ID and STAGE_SECRET_KEY.", "deploy", "goes", "--to", "stage")
        env = {**self.environment(), "STAGE_SECRET_ID": KEYS["SCFDESK_SECRET_ID"], "STAGE_SECRET_KEY": KEYS["SCFDESK_SECRET_KEY"]}
        got = subprocess.run(self.command("deploy", "goes", "--to", "stage"), capture_output=True, text=True, timeout=60, env=env)
        self.assertEqual(got.returncode, DONE, got.stderr)
        self.assertIn("Stays here: 1 version, the alias live, reserved concurrency of 256 MB.", got.stdout)
        self.assertEqual(self.there.result("goes", {"a": 1}), {"a": 1})
        # Which side an error is of.
        wrong = subprocess.run(self.command("deploy", "goes", "--to", "stage"), capture_output=True, text=True, timeout=60, env={**env, "STAGE_SECRET_KEY": "wrong"})
        self.assertIn("At stage: ", wrong.stderr)
        self.ok("connection", "remove", "stage")
        self.assertNotIn("stage", self.ok("connection", "list"))
        self.refused(FAILED, "There is no connection stage", "connection", "remove", "stage")

    def test_a_web_function_keeps_what_it_is(self):
        start = "#!/bin/bash\nexec python3 -u server.py\n"
        self.here.call("CreateFunction", FunctionName="site", Runtime="CustomRuntime", Type="HTTP", Code={"ZipFile": self.web_package(start)}, InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 7})
        plan = self.ok("deploy", "site", "--to", "prod", "--plan")
        self.assertRegex(plan, r"Type: HTTP\n")
        self.ok("deploy", "site", "--to", "prod", "--yes")
        there = self.there.call("GetFunction", FunctionName="site")
        self.assertEqual((there["Type"], there["InstanceConcurrencyConfig"]["MaxConcurrency"]), ("HTTP", 7))
        self.assertEqual(json.loads(self.ok("deploy", "site", "--to", "prod", "--plan", "--json"))["steps"], [])

    @staticmethod
    def web_package(start):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            entry = zipfile.ZipInfo("scf_bootstrap")
            entry.external_attr = 0o755 << 16
            z.writestr(entry, start)
            z.writestr("server.py", "import http.server\nhttp.server.HTTPServer(('0.0.0.0', 9000), http.server.SimpleHTTPRequestHandler).serve_forever()\n")
        return base64.b64encode(out.getvalue()).decode()


if __name__ == "__main__":
    unittest.main(verbosity=1)
