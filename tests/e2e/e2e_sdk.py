# SPDX-License-Identifier: GPL-3.0-or-later
"""The official Node.js SDK from npm, unmodified: create, wait, invoke, list, update, delete; and every action of it, held against its own model."""
import base64
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import unittest

from scfclient import PROGRAM, Engine, package

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ.get("SCFDESK_BINARY_DIR", "build")) / "e2e-sdk"
FIRST = {"index.js": "exports.main_handler = async (event) => ({double: event.n * 2})\n"}
EVERY = {"index.js": """exports.main_handler = async (event) => {
  if (event.sleep) await new Promise((done) => setTimeout(done, event.sleep));
  return {double: event.n * 2};
};
"""}
# What the SDK's model calls optional although nothing can be done without it.
NEEDED = {("GetFunction", "FunctionName"), ("GetFunctionLogs", "FunctionName"), ("GetCustomDomain", "Domain"), ("DeleteCustomDomain", "Domain"),
          ("Variable", "Key"), ("Variable", "Value")}
TYPES = {"string": {"string", "TRUE or FALSE"}, "number": {"integer", "number"}, "boolean": {"boolean"}}
SECOND = {"index.js": "exports.main_handler = async () => ({word: process.env.WORD})\n"}


class Sdk(unittest.TestCase):
    def installed(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "drive.js", "everyaction.js", "model.js", "signer.js"):
            shutil.copy(HERE / "sdk" / name, FOLDER / name)
        if not (FOLDER / "node_modules" / "tencentcloud-sdk-nodejs-scf").is_dir():
            got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True, timeout=240)
            self.assertEqual(got.returncode, 0, "the SDK could not be fetched: " + got.stderr[-2000:])

    def drive(self, e, script, host, *packages, timeout=60):
        names = ("SCF_ZIP", "SCF_ZIP2")
        got = subprocess.run(["node", script], cwd=FOLDER, capture_output=True, text=True, timeout=timeout, env={
            "PATH": os.environ["PATH"], "HOME": str(FOLDER), "SCF_ENDPOINT": f"{host}:{e.url.port}", "SCF_ID": e.ready["secretId"],
            "SCF_KEY": e.ready["secretKey"], **{name: package(files) for name, files in zip(names, packages)}})
        self.assertEqual(got.returncode, 0, got.stderr)
        return json.loads(got.stdout)

    def test_every_action(self):
        self.installed()
        e = Engine()
        self.addCleanup(e.stop)
        seen = self.drive(e, "everyaction.js", "127.0.0.1", EVERY, SECOND, timeout=180)
        self.assertEqual((len(seen["methods"]), sorted(set(seen["methods"]) - set(seen["called"]))), (52, []))
        self.assertEqual(seen["wrong"], [], "answers that the SDK's model does not allow")
        self.assertEqual({a: fields for a, fields in seen["lacking"].items() if fields}, {}, "fields of the model that answers lack")

    def test_requests_are_those_of_the_model(self):
        """The engine's own table of actions says the same as the SDK's model, down to the structures inside."""
        self.installed()
        model = json.loads(subprocess.run(["node", "-p", "JSON.stringify(require('./model').readModel())"], cwd=FOLDER, capture_output=True, text=True, timeout=60, check=True).stdout)
        table = json.loads(subprocess.run([PROGRAM, "actions", "--json"], capture_output=True, text=True, timeout=60, check=True).stdout)["actions"]
        self.assertGreater(len(model), 150)
        wrong = []

        def compare(structure, rules):
            fields = model.get(structure, {})
            here = {rule["name"]: rule for rule in rules}
            wrong.extend(f"{structure}.{name} is not in both" for name in set(here) ^ set(fields))
            for name in set(here) & set(fields):
                rule, field = here[name], fields[name]
                if rule["required"] == field["optional"] and (structure.removesuffix("Request"), name) not in NEEDED:
                    wrong.append(f"{structure}.{name}: required {rule['required']}")
                inner = field["type"].removeprefix("Array<").removesuffix(">")
                if inner in model:
                    compare(inner, rule.get("members", []))
                elif field["type"] in TYPES and rule["type"] not in TYPES[field["type"]]:
                    wrong.append(f"{structure}.{name}: {rule['type']}")
        self.assertEqual(len(table), 52)
        for action in table:
            compare(action["name"] + "Request", action["parameters"])
        self.assertEqual(sorted(set(wrong)), [])

    def test_our_client_signs_as_the_sdk_does(self):
        """What app/cloud sends over a connection, signed again by the SDK's own signer."""
        self.installed()
        seen = []

        class Recorder(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append({"method": "POST", "url": f"http://{self.headers['Host']}{self.path}", "body": base64.b64encode(body).decode(), "timestamp": int(self.headers["X-TC-Timestamp"]),
                             "type": self.headers["Content-Type"], "signed": self.headers["Authorization"], "token": self.headers["X-TC-Token"], "id": "AKIDrecorded", "key": "recorded/key+=",
                             "service": self.headers["Authorization"].split("/")[2]})
                answer = b'{"Response":{"RequestId":"1"}}'
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *words):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        folder = tempfile.mkdtemp(prefix="scfdesk-signer-")
        self.addCleanup(shutil.rmtree, folder)
        env = {"PATH": os.environ["PATH"], "HOME": folder, "REC_SECRET_ID": "AKIDrecorded", "REC_SECRET_KEY": "recorded/key+=", "REC_TOKEN": "temporary"}
        words = [["connection", "add", "rec", "--kind", "cloud", "--endpoint", f"http://127.0.0.1:{server.server_port}", "--keys", "REC"],
                 ["call", "ListFunctions", "--connection", "rec"], ["call", "Invoke", json.dumps({"FunctionName": "f", "ClientContext": "{\"name\": \"未命名 \U0001f680\"}"}, ensure_ascii=False), "--connection", "rec"],
                 ["call", "GetAccount", "--connection", "rec"]]
        for line in words:
            got = subprocess.run([PROGRAM, *line, "--data-dir", folder], env=env, capture_output=True, text=True, timeout=60)
            self.assertEqual(got.returncode, 0, got.stderr)
        self.assertEqual(len(seen), 3)
        self.assertEqual({r["token"] for r in seen}, {"temporary"})
        signed = json.loads(subprocess.run(["node", "signer.js"], cwd=FOLDER, input=json.dumps(seen), capture_output=True, text=True, timeout=60, check=True).stdout)
        self.assertEqual([r["signed"] for r in seen], signed)

    def test_the_whole_way(self):
        self.installed()
        e = Engine()
        self.addCleanup(e.stop)
        for host in ("127.0.0.1", "localhost"):  # the SDK takes the service it signs for from this name
            with self.subTest(host):
                seen = self.drive(e, "drive.js", host, FIRST, SECOND)
                self.assertEqual((seen["created"], seen["sync"], seen["named"]), ("Nodejs18.15", {"double": 40}, {"double": 10}))
                self.assertEqual(seen["async"]["RetMsg"], "")
                self.assertEqual(len(seen["async"]["FunctionRequestId"]), 36)
                self.assertIn("from-sdk", seen["listed"])
                self.assertEqual(seen["namespaces"], ["default"])
                self.assertEqual((seen["memory"], seen["updated"]), (256, {"word": "new"}))
                more = seen["resources"]
                self.assertEqual((more["published"], more["versions"], more["alias"], more["aliases"]), ("1", ["$LATEST", "1"], ["1", "changed"], ["$DEFAULT", "prod"]))
                self.assertEqual((more["byAlias"], more["twin"], more["reserved"], more["account"]), ({"word": "new"}, 256, 1024, 1024))
                self.assertEqual((more["asyncConfig"], more["state"], more["logs"]), ({"RetryConfig": [{"RetryNum": 1}], "MsgTTL": 3600}, "FINISHED", 1))
                self.assertTrue(more["url"].startswith(e.ready["api"] + "/code/"))
                self.assertEqual(seen["gone"], "ResourceNotFound.Function")
                self.assertEqual(len(seen["goneId"]), 36)
                self.assertIn("Report RequestId:", seen["result"]["Log"])
                self.assertGreater(seen["result"]["MemUsage"], 1024 * 1024)


if __name__ == "__main__":
    unittest.main(verbosity=1)
