# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections from the command line: commands, deploy and pull between this engine and another, which stands in for the cloud."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from scfclient import PROGRAM, SANITIZER, Engine

CODE = "def main_handler(event, context):\n    return {'ok': True, 'n': event.get('n', 0)}\n"
DONE, FAILED, WORDS, NOBODY, BROKEN = 0, 1, 2, 5, 6
KEYS = {"SCFDESK_SECRET_ID": "AKIDthere", "SCFDESK_SECRET_KEY": "not-in-any-file-of-ours"}


class Deploy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.here, cls.there = Engine(), Engine(env=KEYS)
        cls.folder = tempfile.mkdtemp(prefix="scfdesk-cli-")
        entries = [{"id": "1", "name": "other", "kind": "engine", "endpoint": cls.there.ready["api"], "region": "ap-guangzhou", "namespace": "default"},
                   {"id": "2", "name": "prod", "kind": "cloud", "endpoint": cls.there.ready["api"], "region": "ap-shanghai", "namespace": "default"}]
        pathlib.Path(cls.here.data_dir, "connections.json").write_text(json.dumps({"connections": entries}))

    @classmethod
    def tearDownClass(cls):
        cls.here.stop()
        cls.there.stop()
        shutil.rmtree(cls.folder)

    def run_cli(self, *words, keys=True, engine_keys=False, timeout=100):
        env = {"PATH": "/usr/bin:/bin", "HOME": self.folder, "LANG": "C.UTF-8", **SANITIZER}
        if keys:
            env.update({"TENCENTCLOUD_SECRET_ID": KEYS["SCFDESK_SECRET_ID"], "TENCENTCLOUD_SECRET_KEY": KEYS["SCFDESK_SECRET_KEY"]})
        if engine_keys:
            env.update(KEYS)
        return subprocess.run([PROGRAM, *words, "--data-dir", self.here.data_dir], capture_output=True, text=True, input="", timeout=timeout, env=env)

    def ok(self, *words, **more):
        got = self.run_cli(*words, **more)
        self.assertEqual(got.returncode, DONE, (words, got.stdout, got.stderr))
        self.assertNotIn(KEYS["SCFDESK_SECRET_KEY"], got.stdout + got.stderr)
        return got.stdout

    def refused(self, status, saying, *words, **more):
        got = self.run_cli(*words, **more)
        self.assertEqual(got.returncode, status, (words, got.stdout, got.stderr))
        self.assertIn(saying, got.stderr)

    def test_commands_over_a_connection(self):
        self.there.python("far", CODE)
        self.assertRegex(self.ok("connection", "list"), r"prod +cloud +http://127.0.0.1:\d+ +ap-shanghai +default")
        self.assertEqual([c["name"] for c in json.loads(self.ok("connection", "list", "--json"))["connections"]], ["other", "prod"])
        for name, more in (("prod", {}), ("other", {"engine_keys": True})):
            self.assertIn("far", self.ok("function", "list", "--connection", name, **more))
            self.assertEqual(json.loads(self.ok("invoke", "far", '{"n": 2}', "--connection", name, **more))["n"], 2)
        self.assertIn("The connection other", self.ok("status", "--connection", "other", engine_keys=True))
        self.assertIn("Report RequestId", self.ok("logs", "far", "--connection", "prod"))
        self.refused(FAILED, "far logs to no topic of CLS", "logs", "far", "-f", "--connection", "prod")
        self.refused(FAILED, "Tencent Cloud has nothing of that kind", "service", "list", "--connection", "prod")
        self.refused(FAILED, "There are: other, prod", "function", "list", "--connection", "nowhere")
        self.refused(FAILED, "TENCENTCLOUD_SECRET_ID", "function", "list", "--connection", "prod", keys=False)
        self.refused(WORDS, "Either --endpoint or --connection", "list", "--connection", "prod", "--endpoint", "http://127.0.0.1:1")
        # What destroys at a connection is never done unasked.
        self.refused(WORDS, "Tencent Cloud, ap-shanghai", "function", "delete", "far", "--connection", "prod")
        self.assertIn("far", self.ok("function", "list", "--connection", "prod"))
        self.ok("function", "delete", "far", "--connection", "prod", "--yes")

    def test_deploy_and_pull(self):
        self.here.python("carried", CODE, MemorySize=256)
        event = os.path.join(self.folder, "event.json")
        pathlib.Path(event).write_text('{"n": 7}')
        plan = self.ok("deploy", "carried", "--to", "prod", "--plan")
        self.assertRegex(plan, r"create +carried")
        self.assertNotIn("carried", self.ok("function", "list", "--connection", "prod"))
        self.refused(WORDS, "Write --yes", "deploy", "carried", "--to", "prod")
        got = self.run_cli("deploy", "carried", "--to", "prod", "--yes", "--event", event)
        self.assertEqual(got.returncode, DONE, got.stdout + got.stderr)
        self.assertRegex(got.stdout, r'verified carried .*"n": ?7')
        self.assertIn("done   CreateFunction carried", got.stderr)
        again = json.loads(self.ok("deploy", "carried", "--to", "prod", "--yes", "--json"))
        self.assertEqual((again["functions"][0]["verb"], again["steps"]), ("leave", []))
        self.there.call("UpdateFunctionConfiguration", FunctionName="carried", MemorySize=512)
        changed = json.loads(self.ok("deploy", "carried", "--to", "prod", "--plan", "--json"))
        self.assertEqual([(f["field"], f["before"], f["after"]) for f in changed["functions"][0]["fields"]], [("MemorySize", "512", "256")])
        pulled = self.ok("pull", "carried", "--from", "prod")
        self.assertIn("MemorySize: 256 -> 512", pulled)
        self.assertEqual(self.here.call("GetFunction", FunctionName="carried")["MemorySize"], 512)
        # A verification that fails is told apart from a deploy that fails.
        self.here.python("broken", "def main_handler(event, context):\n    raise ValueError('x')\n")
        self.assertEqual(self.run_cli("deploy", "broken", "--to", "prod", "--yes", "--event", event).returncode, BROKEN)
        self.refused(WORDS, "--to is missing", "deploy", "carried")
        self.refused(WORDS, "--from is missing", "pull", "carried")
        self.refused(FAILED, "ResourceNotFound.Function", "deploy", "nobody", "--to", "prod", "--yes")


if __name__ == "__main__":
    unittest.main(verbosity=1)
