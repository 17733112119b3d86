# SPDX-License-Identifier: GPL-3.0-or-later
"""Public project files: what a template.yaml of scfcli and a serverless.yml of tencent-scf would make, made, and written again."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from scfclient import PROGRAM, Engine

SCFCLI = """Resources:
  default:
    Type: TencentCloud::Serverless::Namespace
    hello_world:
      Type: TencentCloud::Serverless::Function
      Properties:
        CodeUri: ./hello
        Type: Event
        Description: from a project file
        Environment:
          Variables:
            GREETING: "yes"
        Handler: index.main_handler
        MemorySize: 256
        Runtime: Python3.10
        Timeout: 5
        VpcConfig:
          VpcId: vpc-1
        Events:
          every_hour:
            Type: Timer
            Properties:
              CronExpression: '0 0 * * * * *'
              Enable: true
"""


class Project(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="scfdesk-project-"))
        (cls.folder / "hello").mkdir()
        (cls.folder / "hello" / "index.py").write_text("import os\ndef main_handler(event, context):\n    return [os.environ['GREETING'], event]\n")

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()
        shutil.rmtree(cls.folder)

    def ask(self, method, path, body=None):
        status, headers, raw = self.e.exchange(method, path, None if body is None else json.dumps(body), {"Authorization": "Bearer " + self.e.ready["secretKey"]})
        return status, headers["content-type"], raw

    def plan(self, text):
        status, _, raw = self.ask("POST", "/-/project", {"text": text, "folder": str(self.folder)})
        self.assertEqual(status, 200, raw)
        return json.loads(raw)

    def test_planned_made_and_written_again(self):
        plan = self.plan(SCFCLI)
        self.assertEqual([n["where"] for n in plan["notes"]], ["Resources.default.hello_world.Properties.VpcConfig"])
        f = plan["functions"][0]
        self.assertEqual((f["name"], f["memoryMb"], f["timeoutSeconds"], f["exists"], f["code"]), ("hello_world", 256, 5, False, str(self.folder / "hello")))
        # As its author would without the console: the code packed, the rest as the plan has it.
        self.e.create(f["name"], {"index.py": (self.folder / "hello" / "index.py").read_text()}, f["runtime"], f["handler"], MemorySize=f["memoryMb"], Timeout=f["timeoutSeconds"],
                      Description=f["description"], Environment={"Variables": [{"Key": k, "Value": v} for k, v in f["environment"]]})
        for trigger in f["triggers"]:
            self.e.call("CreateTrigger", **trigger)
        self.assertEqual(self.e.result("hello_world", {"a": 1}), ["yes", {"a": 1}])
        self.assertTrue(self.plan(SCFCLI)["functions"][0]["exists"])
        for path, name in (("/-/project?format=scfcli&namespace=default", "template.yaml"), ("/-/project/default/hello_world?format=serverless", "serverless.yml")):
            status, kind, text = self.ask("GET", path)
            self.assertEqual((status, kind), (200, "application/yaml"), text)
            again = self.plan(text.decode())
            g = again["functions"][0]
            self.assertEqual(again["notes"], [])
            for field in ("name", "runtime", "handler", "memoryMb", "timeoutSeconds", "environment", "description"):
                self.assertEqual(g[field], f[field], name)
            self.assertEqual([(t["Type"], t["TriggerDesc"], t["Enable"]) for t in g["triggers"]], [(t["Type"], t["TriggerDesc"], t["Enable"]) for t in f["triggers"]], name)

    def test_what_is_refused(self):
        for text, want in (("a: [1", "Line 1"), ("services: {}", "neither"), ("component: apigateway\ninputs: {}\n", "apigateway"), ("x" * (256 * 1024 + 1), "262145")):
            status, _, raw = self.ask("POST", "/-/project", {"text": text, "folder": str(self.folder)})
            self.assertEqual(status, 400, raw)
            self.assertIn(want, json.loads(raw)["error"]["message"])
        self.assertEqual(self.ask("POST", "/-/project", {"text": SCFCLI, "folder": "relative"})[0], 400)
        self.assertEqual(self.ask("GET", "/-/project/default/nobody")[0], 404)
        self.assertEqual(self.ask("GET", "/-/project?format=serverless")[0], 400)
        self.assertEqual(self.ask("GET", "/-/project?format=toml")[0], 400)
        self.assertEqual(self.ask("DELETE", "/-/project")[0], 405)


class Export(unittest.TestCase):
    """A project with its code, written by the engine or by the command line, and imported again."""

    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="scfdesk-export-"))
        cls.e.create("shop", {"index.py": "import lib.price\ndef main_handler(event, context):\n    return lib.price.of(event)\n", "lib/price.py": "def of(event):\n    return 7\n"})
        cls.e.create("other", {"index.py": "def main_handler(event, context):\n    return 1\n"})
        cls.desc = json.dumps({"AuthType": "CAM", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}, "CorsConfig": {"Enable": True, "Origins": ["https://a.example"]}})
        cls.e.call("CreateTrigger", FunctionName="shop", TriggerName="url", Type="http", TriggerDesc=cls.desc)

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()
        shutil.rmtree(cls.folder)

    def export(self, **body):
        status, _, raw = self.e.exchange("POST", "/-/project/export", json.dumps(body), {"Authorization": "Bearer " + self.e.ready["secretKey"]})
        return status, json.loads(raw)

    def plan(self, file):
        status, _, raw = self.e.exchange("POST", "/-/project", json.dumps({"text": file.read_text(), "folder": str(file.parent)}), {"Authorization": "Bearer " + self.e.ready["secretKey"]})
        self.assertEqual(status, 200, raw)
        return json.loads(raw)

    def test_written_with_its_code_and_protection(self):
        for kind, name in (("scfcli", "template.yaml"), ("serverless", "serverless.yml")):
            to = self.folder / kind
            status, said = self.export(folder=str(to), format=kind, functions=["shop"])
            self.assertEqual((status, said.get("file"), said.get("notes")), (200, str(to / name), []), said)
            self.assertEqual(said["folders"], [str(to / "shop")])
            self.assertIn("return 7", (to / "shop" / "lib" / "price.py").read_text())
            plan = self.plan(to / name)
            self.assertEqual(plan["notes"], [])
            f = plan["functions"][0]
            self.assertEqual(f["code"], str(to / "shop"))
            self.assertEqual(json.loads(f["triggers"][0]["TriggerDesc"]), json.loads(self.desc))
            status, said = self.export(folder=str(to), format=kind, functions=["shop"])
            self.assertEqual((status, said["error"]["code"]), (409, "Local.FileExists"))
            (to / name).unlink()
            status, said = self.export(folder=str(to), format=kind, functions=["shop"])
            self.assertEqual((status, (to / name).exists()), (409, False), said)  # the code is in the way
            self.assertIn("shop", said["error"]["message"])

    def test_all_of_a_namespace_by_the_command_line(self):
        to = self.folder / "all"
        run = lambda *words: subprocess.run([PROGRAM, "function", "export", *words, "--data-dir", self.e.data_dir], cwd=self.folder, capture_output=True, text=True, timeout=120)
        done = run("--to", "all")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split(), [str(to / "template.yaml"), str(to / "other"), str(to / "shop")])
        self.assertEqual(sorted(f["name"] for f in self.plan(to / "template.yaml")["functions"]), ["other", "shop"])
        self.assertEqual((run("--to", "all").returncode, run("shop").returncode), (1, 2))  # in the way; --to is missing

    def test_refused(self):
        for body, want in (({"folder": "relative", "functions": ["shop"]}, "absolute"), ({"folder": str(self.folder / "x"), "functions": ["nobody"]}, "nobody"), ({"folder": str(self.folder / "x"), "format": "toml"}, "toml"),
                           ({"folder": str(self.folder / "x"), "format": "serverless", "functions": ["shop", "other"]}, "one function"), ({"folder": str(self.folder / "x"), "namespace": "none"}, "No function")):
            status, said = self.export(**body)
            self.assertIn(status, (400, 404), said)
            self.assertIn(want, said["error"]["message"])
        self.assertFalse((self.folder / "x").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
