# SPDX-License-Identifier: GPL-3.0-or-later
"""deploy and pull from the command line, broken at each step: what is said, what is left, and that the same command goes on from there."""
import json
import pathlib
import unittest

from cliconnections import DONE, FAILED, Connected

CODE = "def main_handler(event, context):\n    return {'n': event.get('n', 0) + 1}\n"
# What makes the five steps of a creation with a version: function, async events, two triggers, version.
STEPS = ["CreateFunction", "UpdateFunctionEventInvokeConfig", "CreateTrigger", "CreateTrigger", "PublishVersion"]


class Resume(Connected):
    def source(self, engine, name):
        engine.python(name, CODE, MemorySize=256, Timeout=9, Environment={"Variables": [{"Key": "STAGE", "Value": "one"}]})
        engine.call("CreateTrigger", FunctionName=name, TriggerName="nightly", Type="timer", TriggerDesc="0 0 2 * * * *", Enable="CLOSE")
        engine.call("CreateTrigger", FunctionName=name, TriggerName="front", Type="http",
                    TriggerDesc=json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}))
        engine.call("UpdateFunctionEventInvokeConfig", FunctionName=name, AsyncTriggerConfig={"RetryConfig": [{"RetryNum": 0}], "MsgTTL": 3600})

    def carried(self, engine, name, versions):
        """The whole function is there, and nothing of it twice."""
        got = engine.call("GetFunction", FunctionName=name)
        self.assertEqual((got["Status"], got["MemorySize"], got["Timeout"], got["Environment"]["Variables"]), ("Active", 256, 9, [{"Key": "STAGE", "Value": "one"}]))
        self.assertEqual(sorted(t["TriggerName"] for t in got["Triggers"]), ["front", "nightly"])
        self.assertEqual(engine.call("GetFunctionEventInvokeConfig", FunctionName=name)["AsyncTriggerConfig"]["MsgTTL"], 3600)
        self.assertEqual(engine.call("ListVersionByFunction", FunctionName=name)["TotalCount"], versions + 1)
        self.assertEqual(engine.result(name, {"n": 1}), {"n": 2})

    def event(self):
        file = pathlib.Path(self.folder, "event.json")
        file.write_text('{"n": 6}')
        return str(file)

    def test_deploy_goes_on_after_each_step(self):
        for n, step in enumerate(STEPS, 1):
            with self.subTest(f"{n} {step}"):
                name = f"up{n}"
                self.source(self.here, name)
                words = ("deploy", name, "--to", "prod", "--publish", "--yes", "--event", self.event())
                self.far.break_write(n, "refused")
                got = self.exits(FAILED, *words)
                self.assertEqual(self.far.broken, 1)
                self.assertIn(f"failed {step} {name}", got.stderr)
                self.assertIn(f"injected: not allowed to {step}", got.stderr)
                self.assertIn(f"{n - 1} of 5 steps are done; the same command goes on from there.", got.stderr)
                self.assertEqual(got.stderr.count("done   "), n - 1)
                again = self.exits(DONE, *words)
                self.assertEqual(again.stderr.count("done   "), 5 - (n - 1), again.stderr)
                self.assertRegex(again.stdout, rf'verified {name} .*"n": ?7')
                self.carried(self.there, name, 1)
                self.assertEqual(json.loads(self.ok("deploy", name, "--to", "prod", "--plan", "--json"))["steps"], [])

    def test_deploy_gets_over_what_passes(self):
        for fault in ("dropped after", "trouble after"):
            for n, step in enumerate(STEPS, 1):
                with self.subTest(f"{fault} {n} {step}"):
                    name = f"{fault[:4]}{n}"
                    self.source(self.here, name)
                    self.far.break_write(n, fault)
                    self.ok("deploy", name, "--to", "prod", "--publish", "--yes")
                    self.assertEqual(self.far.broken, 1)
                    self.carried(self.there, name, 1)

    def test_pull_goes_on_after_each_step(self):
        for n, step in enumerate(STEPS[:4], 1):
            with self.subTest(f"{n} {step}"):
                name = f"down{n}"
                self.source(self.there, name)
                words = ("pull", name, "--from", "prod", "--endpoint", self.near.url, "--yes")
                self.near.break_write(n, "refused")
                got = self.exits(FAILED, *words)
                self.assertIn(f"{n - 1} of 4 steps are done; the same command goes on from there.", got.stderr)
                again = self.exits(DONE, *words)
                self.assertEqual(again.stderr.count("done   "), 4 - (n - 1), again.stderr)
                self.carried(self.here, name, 0)


if __name__ == "__main__":
    unittest.main(verbosity=1)
