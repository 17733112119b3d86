# SPDX-License-Identifier: GPL-3.0-or-later
"""Go1: a binary with scf-go-lib's protocol (facts/scf.md 3.1), built by the Go of this machine; net/rpc and gob are Go's own there.

SCFDESK_GO_FUNCTION names another binary that takes the same events, such as one that was built with scf-go-lib itself.
"""
import json
import os
import pathlib
import unittest

from nativepackage import create, go_program, variables
from scfclient import ApiError, Engine, wait_until


class Go(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = go_program("gofunction.go")
        if not cls.program:
            raise unittest.SkipTest("no Go on this machine")
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def go(self, name, **fields):
        create(self.e, name, {"main": (0o755, self.program)}, runtime="Go1", handler="main", **fields)

    def test_events_context_and_reuse(self):
        self.go("echo", MemorySize=256, Timeout=7, Environment=variables(GREETING="hällo"))
        events = ({"text": "ü€😀", "list": list(range(300))}, [1, 2], "text", 1.5, True, None, {"long": "x" * 300_000})
        for runs, event in enumerate(events, 1):
            reply = self.e.call("Invoke", FunctionName="echo", ClientContext=json.dumps(event))["Result"]
            got = json.loads(reply["RetMsg"])
            self.assertEqual((got["event"], got["runs"]), (event, runs))
            self.assertEqual(got["id"], reply["FunctionRequestId"])
        self.assertEqual((got["name"], got["ns"], got["version"], got["memory"], got["time"]), ("echo", "default", "$LATEST", 256, 7000))
        self.assertEqual(json.loads(got["environment"]), {"GREETING": "hällo", "SCF_NAMESPACE": "default"})
        self.assertTrue(5 < got["left"] <= 7, got["left"])

    def test_log_of_a_cold_and_a_warm_run(self):
        self.go("log")
        cold = self.e.invoke("log", LogType="Tail")
        lines = cold["Log"].rstrip("\n").split("\n")
        self.assertEqual(lines[:2], [f"START RequestId:{cold['FunctionRequestId']}", "module level"])
        self.assertRegex(lines[2], "^Init Report RequestId: ")
        self.assertEqual(lines[3], "run 1 ")
        self.assertNotIn("module level", self.e.invoke("log", LogType="Tail")["Log"])

    def test_errors_and_panics(self):
        self.go("errors")
        failed = self.e.result("errors", {"how": "error"})
        self.assertEqual((failed["statusCode"], failed["stackTrace"]), (430, "errorString: it went wrong: ü"))
        self.assertEqual(self.e.result("errors")["runs"], 2, "an error leaves the instance")
        panic = self.e.result("errors", {"how": "panic"})
        self.assertEqual(panic["stackTrace"], "string: not like this\n    at handle (main.go:12)\n    at (*Function).Invoke (function.go:70)")
        self.assertEqual(self.e.result("errors")["runs"], 1, "a panic ends it")

    def test_limits(self):
        self.go("limits", Timeout=2)
        self.assertEqual(self.e.result("limits", {"how": "sleep"})["errorMessage"], "Invoking task timed out after 2 seconds")
        self.assertEqual(self.e.result("limits", {"how": "memory", "count": 300})["errorMessage"], "Task memory exceeded 128 MB")
        self.assertEqual(self.e.result("limits", {"how": "exit"})["errorMessage"], "User process exit when running: exit status 7")
        self.assertEqual(len(self.e.invoke("limits", {"how": "large", "count": 6 * 1024 * 1024})["RetMsg"]), 6 * 1024 * 1024)
        self.assertEqual(self.e.result("limits", {"how": "large", "count": 6 * 1024 * 1024 + 1})["statusCode"], 407)
        self.assertEqual(self.e.result("limits")["runs"], 3)

    def test_initialisation_that_fails(self):
        self.go("exits", Environment=variables(EXIT_IN_INIT="1"))
        failed = self.e.result("exits")
        self.assertEqual((failed["statusCode"], failed["errorMessage"]), (405, "ContainerStateExitedByUser: main has ended before it was ready: exit status 3"))
        self.go("deaf", InitTimeout=3, Environment=variables(NEVER_LISTEN="1"))
        failed = self.e.result("deaf")
        self.assertEqual(failed["statusCode"], 450)
        self.assertIn("cloudfunction.Start", failed["errorMessage"])
        with self.assertRaises(ApiError) as refused:
            create(self.e, "none", {"other": (0o755, self.program)}, runtime="Go1", handler="main")
        self.assertIn("main file does not exist", str(refused.exception))

    def test_three_at_once_listen_on_one_port(self):
        self.go("three", Timeout=20)
        for _ in range(3):
            self.e.call("Invoke", FunctionName="three", InvocationType="Event", ClientContext='{"how":"memory","count":10}')
        wait_until("three busy instances", lambda: [i["state"] for i in self.e.instances("three")] == ["busy"] * 3)
        wait_until("all are done", lambda: self.e.metric("scf_invocations_total", function="three", code="200") == 3)

    def test_the_library_itself(self):
        path = os.environ.get("SCFDESK_GO_FUNCTION")
        if not path:
            self.skipTest("no binary is named")
        create(self.e, "library", {"main": (0o755, pathlib.Path(path).read_bytes())}, runtime="Go1", handler="main", Environment=variables(GREETING="hi"))
        got = self.e.result("library", {"text": "ü", "count": 5, "list": [1, 2], "real": 1.5})
        self.assertEqual((got["Event"]["text"], got["Event"]["list"], got["Runs"], got["Greeting"]), ("ü", [1, 2], 1, "hi"))
        self.assertEqual(got["Context"]["FunctionName"], "library")
        self.assertEqual(self.e.result("library", {"how": "special"})["stackTrace"], "special: special 7")
        panic = self.e.result("library", {"how": "panic"})
        self.assertTrue(panic["stackTrace"].startswith("string: not like this\n    at "), panic)
        self.assertEqual(self.e.invoke("library", {"how": "nothing"})["RetMsg"], "null")
        self.assertEqual(self.e.result("library")["Runs"], 2)


if __name__ == "__main__":
    unittest.main(verbosity=1)
