# SPDX-License-Identifier: GPL-3.0-or-later
"""What the disk does to an engine: full, gone, emptied. It says so, keeps its word, and never does half of a thing."""
import json
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import tempfile
import threading
import unittest

from scfclient import PROGRAM, ApiError, Engine, package, wait_until

ECHO = "def main_handler(event, context):\n    return event\n"


class Durable(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.data = os.path.join(self.folder, "data")

    def engine(self, **kw):
        e = Engine(self.data, **kw)
        self.addCleanup(e.stop)
        return e

    def full_disk(self, e, full=True):
        """No file of the engine can grow: what a full disk does to it."""
        resource.prlimit(e.process.pid, resource.RLIMIT_FSIZE, (0 if full else resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def put(self, e, path, value):
        status, _, raw = e.exchange("PUT", path, json.dumps(value), {"Authorization": "Bearer " + e.ready["secretKey"]})
        return status, json.loads(raw)

    def start_refused(self, *args):
        done = subprocess.run([PROGRAM, "--headless", "--data-dir", self.data, "--port", "0", *args], capture_output=True, timeout=30)
        self.assertEqual(done.stdout, b"")
        return done.returncode, done.stderr.decode()

    def test_settings_on_a_full_disk_change_nothing(self):
        e = self.engine()
        e.python("fn", ECHO)
        e.invoke("fn")  # what it starts has the limit of an earlier moment
        e.settings(keepAliveSeconds=77)
        e.local("PUT", "/-/functions/default/fn", {"maxInstances": 3})
        self.full_disk(e)
        for path, value in (("/-/settings", {"keepAliveSeconds": 88}), ("/-/functions/default/fn", {"maxInstances": 4})):
            status, error = self.put(e, path, value)
            self.assertEqual((status, error["error"]["code"]), (507, "Local.DiskFull"))
            self.assertIn(self.data, error["error"]["message"])
        with self.assertRaises(ApiError):
            e.call("CreateTrigger", FunctionName="fn", TriggerName="u", Type="http", TriggerDesc='{"AuthType":"NONE","NetConfig":{"EnableIntranet":true,"EnableExtranet":true}}')
        with self.assertRaises(ApiError) as caught:
            e.call("Invoke", FunctionName="fn", InvocationType="Event", ClientContext="{}")
        self.assertIn(self.data, caught.exception.message)
        self.assertEqual(json.loads(e.local("GET", "/-/settings"))["keepAliveSeconds"], 77)
        self.assertEqual(json.loads(e.local("GET", "/-/functions/default/fn"))["maxInstances"], 3)
        self.assertEqual(e.call("ListTriggers", FunctionName="fn")["TotalCount"], 0)
        self.assertEqual(e.result("fn", {"a": 1}), {"a": 1})  # sync events need no disk
        self.full_disk(e, False)
        self.assertEqual(e.settings(keepAliveSeconds=99)["keepAliveSeconds"], 99)
        e.kill()
        e = self.engine()
        self.assertEqual(json.loads(e.local("GET", "/-/settings"))["keepAliveSeconds"], 99)
        self.assertEqual(json.loads(e.local("GET", "/-/functions/default/fn"))["maxInstances"], 3)
        self.assertEqual(e.call("ListTriggers", FunctionName="fn")["TotalCount"], 0)

    def test_a_removed_data_folder_is_noticed(self):
        e = self.engine()
        e.python("fn", ECHO)
        e.invoke("fn")
        self.assertEqual(e.state()["message"], "")
        os.rename(self.data, self.data + ".away")
        with self.assertRaises(ApiError) as caught:
            e.call("Invoke", FunctionName="fn", InvocationType="Event", ClientContext="{}")
        self.assertEqual(caught.exception.code, "Local.DataDirGone")
        self.assertIn(self.data, caught.exception.message)
        wait_until("the state says so", lambda: self.data in e.state()["message"])
        os.rename(self.data + ".away", self.data)
        wait_until("well again", lambda: e.state()["message"] == "")
        e.call("Invoke", FunctionName="fn", InvocationType="Event", ClientContext="{}")

    def test_an_emptied_database_and_damaged_keys_are_refused(self):
        e = self.engine()
        e.python("fn", ECHO)
        e.stop()
        keys = pathlib.Path(self.data, "keys")
        kept = keys.read_bytes()
        keys.write_bytes(b"")
        status, text = self.start_refused()
        self.assertEqual(status, 3)
        self.assertIn(str(keys), text)
        self.assertIn("move it away", text)
        keys.write_bytes(kept)
        database = pathlib.Path(self.data, "db")
        content = database.read_bytes()
        database.write_bytes(b"")
        status, text = self.start_refused()
        self.assertEqual(status, 3)
        self.assertIn(str(database), text)
        self.assertIn("Restore it", text)
        database.write_bytes(content)
        self.assertEqual(self.engine().call("ListFunctions")["TotalCount"], 1)

    def test_a_bad_host_is_named(self):
        for host, word in (("not-an-address", "numeric"), ("203.0.113.7", "no such address")):
            status, text = self.start_refused("--host", host)
            self.assertEqual(status, 2, text)
            self.assertIn(host, text)
            self.assertIn(word, text)
            self.assertIn("--host", text)

    def test_unused_packages_go(self):
        e = self.engine()

        def kept():
            return {p.stem for p in pathlib.Path(self.data, "packages").glob("*.zip")}

        e.python("aa", ECHO)
        e.python("bb", "import time\ndef main_handler(event, context):\n    time.sleep(event.get('s', 0))\n    import late\n    return late.VALUE\n")
        first = kept()
        self.assertEqual(len(first), 2)
        e.call("Invoke", FunctionName="aa", ClientContext="{}")
        e.call("UpdateFunctionCode", FunctionName="aa", Code={"ZipFile": package({"index.py": ECHO + "#2\n"})})
        wait_until("the old code of a went", lambda: len(kept()) == 2 and kept() != first, 40)
        self.assertEqual(e.result("aa", 5), 5)
        # An instance that is running still has its files.
        e.create("slow", {"index.py": "import time\ndef main_handler(event, context):\n    time.sleep(event)\n    import late\n    return late.VALUE\n", "late.py": "VALUE = 'still here'\n"}, Timeout=60)
        self.assertEqual(len(kept()), 3)
        results = []
        runner = threading.Thread(target=lambda: results.append(e.result("slow", 14)))
        runner.start()
        wait_until("runs", lambda: [i for i in e.instances("slow") if i["state"] == "busy"])
        e.call("UpdateFunctionCode", FunctionName="slow", Code={"ZipFile": package({"index.py": ECHO + "#3\n"})})
        runner.join()
        self.assertEqual(results, ["still here"])
        e.call("DeleteFunction", FunctionName="slow")
        e.call("DeleteFunction", FunctionName="bb")
        wait_until("all that nobody uses went", lambda: len(kept()) == 1, 40)
        wait_until("and what was unpacked of it", lambda: {p.name for p in pathlib.Path(self.data, "unpacked").iterdir() if p.is_dir()} == kept())
        e.kill()
        e = self.engine()
        self.assertEqual(e.result("aa", 6), 6)

    def test_bodies_without_a_signature_are_not_read(self):
        e = self.engine()

        def head(extra):
            s = socket.create_connection((e.url.hostname, e.url.port), timeout=20)
            self.addCleanup(s.close)
            s.sendall(f"POST / HTTP/1.1\r\nHost: {e.url.netloc}\r\nContent-Type: application/json\r\nX-TC-Action: CreateFunction\r\n{extra}Content-Length: 80000000\r\n\r\n".encode())
            return s

        for extra in ("", "Authorization: TC3-HMAC-SHA256 Credential=nobody/2020-01-01/scf/tc3_request, SignedHeaders=host, Signature=0\r\nX-TC-Timestamp: 1\r\n"):
            answer = b""
            s = head(extra)  # not one byte of the body is sent
            while b"AuthFailure" not in answer:
                part = s.recv(65536)
                self.assertTrue(part, answer)
                answer += part
            self.assertIn(b"Connection: close", answer)


if __name__ == "__main__":
    unittest.main(verbosity=1)
