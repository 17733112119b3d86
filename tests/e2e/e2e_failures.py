# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong in a function and around it: SCF's codes and texts (facts/scf.md 2.5), and the instance replaced."""
import base64
import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import zipfile

from scfclient import PROGRAM, ApiError, Engine, descendants, wait_until


class Failures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def failed(self, name, event=None):
        got = self.e.invoke(name, event, LogType="Tail")
        self.assertNotEqual(got["InvokeResult"], 0)
        return json.loads(got["RetMsg"]), got

    def refused(self, code, **fields):
        with self.assertRaises(ApiError) as caught:
            self.e.call(**fields)
        self.assertEqual(caught.exception.code, code, caught.exception)
        return caught.exception.message

    def test_430_user_exception(self):
        self.e.python("raises", "def main_handler(event, context):\n    raise Exception(\"err msg\")\n")
        error, got = self.failed("raises")
        self.assertEqual(error, {"errorCode": -1, "errorMessage": "user code exception caught", "requestId": got["FunctionRequestId"], "statusCode": 430,
                                 "stackTrace": "Traceback (most recent call last):\n  File \"/var/user/index.py\", line 2, in main_handler\n    raise Exception(\"err msg\")\nException: err msg"})
        self.assertIn(f"ERROR RequestId:{got['FunctionRequestId']} Result:", got["Log"])
        self.e.node("throws", "exports.main_handler = async () => { throw new TypeError('no good') }\n")
        error, _ = self.failed("throws")
        self.assertEqual(error["statusCode"], 430)
        self.assertIn("TypeError: no good", error["stackTrace"])
        self.assertIn("/var/user/index.js", error["stackTrace"])

    def test_430_keeps_the_instance(self):
        self.e.python("sometimes", "N = 0\ndef main_handler(event, context):\n    global N\n    N += 1\n    if event.get('bad'): raise ValueError('x')\n    return N\n")
        self.assertEqual(self.e.result("sometimes"), 1)
        self.failed("sometimes", {"bad": 1})
        self.assertEqual(self.e.result("sometimes"), 3)

    def test_433_timeout_and_a_fresh_instance(self):
        self.e.python("sleeper", "import time\nN = 0\ndef main_handler(event, context):\n    global N\n    N += 1\n    if event.get('s'): time.sleep(30)\n    return N\n", Timeout=1)
        self.assertEqual(self.e.result("sleeper"), 1)
        error, got = self.failed("sleeper", {"s": 1})
        self.assertEqual((error["errorMessage"], error["statusCode"]), ("Invoking task timed out after 1 seconds", 433))
        self.assertGreaterEqual(got["Duration"], 1000)
        self.assertEqual(self.e.result("sleeper"), 1)

    def test_a_handler_cant_invent_its_accounting(self):
        """What it writes on the runtime's own descriptor is held against what the engine has seen."""
        forger = r"""
import os, struct, time
def main_handler(event, context):
    now = time.monotonic_ns()
    for request in range(3000):
        reply = struct.pack('<QIqqq', request, event['status'], now - 10**15, now + event['more'], event['peak']) + b'"fake"'
        os.write(3, struct.pack('<IB', len(reply), 19) + reply)
    return 1
"""
        self.e.python("forger", forger, Timeout=30)
        for more in (10**15, 9 * 10**18 - 10**17):
            got = self.e.invoke("forger", {"status": 200, "more": more, "peak": 1 << 50})
            self.assertEqual(got["RetMsg"], '"fake"')
            self.assertLess(got["Duration"], 30_000)
            self.assertLessEqual(got["MemUsage"], 128 * 1024 * 1024 + 1)
        self.e.python("stranger", forger, Timeout=30)  # of its own: what the other has written for later requests may still be on its way
        error, got = self.failed("stranger", {"status": 299, "more": 0, "peak": 0})
        self.assertEqual(error["statusCode"], 439)
        self.assertIn("299", error["errorMessage"])

    def test_434_memory(self):
        self.e.python("hog", "def main_handler(event, context):\n    kept = []\n    for _ in range(64):\n        kept.append(bytearray(8 * 1024 * 1024))\n    return len(kept)\n", Timeout=30)
        error, _ = self.failed("hog")
        self.assertEqual((error["errorMessage"], error["statusCode"]), ("Task memory exceeded 128 MB", 434))
        self.e.node("hog-js", "exports.main_handler = async () => { const kept = []; for (let i = 0; i < 64; i++) kept.push(Buffer.alloc(8 << 20, 1)); return kept.length }\n", Timeout=30)
        error, _ = self.failed("hog-js")
        self.assertEqual(error["statusCode"], 434, error)

    def test_439_exit(self):
        self.e.python("exits", "import os, sys\ndef main_handler(event, context):\n    {'sys': lambda: sys.exit(3), 'os': lambda: os._exit(4), 'kill': lambda: os.kill(os.getpid(), 9)}[event['how']]()\n")
        for how in ("sys", "os", "kill"):
            with self.subTest(how):
                error, _ = self.failed("exits", {"how": how})
                self.assertEqual(error["statusCode"], 439)
                self.assertTrue(error["errorMessage"].startswith("User process exit when running"), error)
        self.e.node("exits-js", "exports.main_handler = async () => process.exit(2)\n")
        self.assertEqual(self.failed("exits-js")[0]["statusCode"], 439)

    def test_437_missing_file_or_handler(self):
        self.e.create("nofile", {"other.py": "x = 1\n"})
        self.e.create("nohandler", {"index.py": "def something(event, context):\n    pass\n"})
        self.e.create("nohandler-js", {"index.js": "exports.other = 1\n"}, runtime="Nodejs18.15")
        for name in ("nofile", "nohandler", "nohandler-js"):
            with self.subTest(name):
                error, _ = self.failed(name)
                self.assertEqual(error["statusCode"], 437)
                self.assertTrue(error["errorMessage"].startswith("HandlerNotFound"), error)

    def test_443_module_level_raises(self):
        self.e.python("broken", "def main_handler(event, context)\n    pass\n")
        error, _ = self.failed("broken")
        self.assertEqual(error["statusCode"], 443)
        self.assertIn("SyntaxError", error["stackTrace"])

    def test_406_event_too_large(self):
        self.e.python("length", "def main_handler(event, context):\n    return len(event['s'])\n", MemorySize=512, Timeout=30)
        most = 6 * 1024 * 1024
        event = json.dumps({"s": "x" * (most - len('{"s": ""}'))})
        self.assertEqual(len(event), most)
        self.assertEqual(json.loads(self.e.call("Invoke", FunctionName="length", ClientContext=event)["Result"]["RetMsg"]), most - 9)
        self.assertIn("RequestTooLarge", self.refused("InvalidParameter.Payload", action="Invoke", FunctionName="length", ClientContext=event + " "))
        small = json.dumps({"s": "x" * (128 * 1024 - 9)})
        self.e.call("Invoke", FunctionName="length", InvocationType="Event", ClientContext=small)
        self.assertIn("RequestTooLarge", self.refused("InvalidParameter.Payload", action="Invoke", FunctionName="length", InvocationType="Event", ClientContext=small + " "))

    def test_407_response_too_large(self):
        self.e.python("big", "def main_handler(event, context):\n    return 'x' * event['n']\n", MemorySize=512, Timeout=30)
        most = 6 * 1024 * 1024
        self.assertEqual(len(self.e.result("big", {"n": most - 2})), most - 2)
        error, _ = self.failed("big", {"n": most - 1})
        self.assertEqual((error["errorMessage"], error["statusCode"]), ("The size of response exceeds the upper limit (6MB)", 407))

    def test_event_must_be_json(self):
        self.e.python("any", "def main_handler(event, context):\n    return 1\n")
        for text in ("{", "{'a': 1}", "{\"a\": 1,}", "\x00"):
            with self.subTest(text):
                self.refused("InvalidParameterValue.Param", action="Invoke", FunctionName="any", ClientContext=text)

    def test_numbers_that_no_machine_type_holds_are_json(self):
        self.e.python("big-number", "def main_handler(event, context):\n    return str(event['n'])\n")
        got = self.e.call("Invoke", FunctionName="big-number", ClientContext='{"n": 100000000000000000000}')["Result"]["RetMsg"]
        self.assertEqual(got, '"100000000000000000000"')

    def test_a_pool_of_threads(self):
        self.e.python("threads", "from concurrent.futures import ThreadPoolExecutor\nimport threading\ndef main_handler(event, context):\n    gate = threading.Barrier(64)\n    with ThreadPoolExecutor(64) as pool:\n        return sum(1 for _ in pool.map(lambda i: gate.wait(10), range(64)))\n", Timeout=20)
        self.assertEqual(self.e.result("threads"), 64)

    def test_a_long_trace_is_cut(self):
        self.e.python("long-trace", "def main_handler(event, context):\n    raise Exception('x' * (8 << 20))\n", MemorySize=512)
        error, _ = self.failed("long-trace")
        self.assertEqual(error["statusCode"], 430)
        self.assertLess(len(error["stackTrace"]), 110000)

    def test_packages_that_are_refused(self):
        def zipped(*entries):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as z:
                for name, text in entries:
                    z.writestr(name, text)
            return base64.b64encode(out.getvalue()).decode()
        link = zipfile.ZipInfo("index.py")
        link.external_attr = 0o120777 << 16
        cases = {"not a zip": base64.b64encode(b"hello").decode(), "not base64": "!!!", "dotdot": zipped(("index.py", "x"), ("../evil.py", "x")),
                 "absolute": zipped(("/etc/evil.py", "x")), "link": zipped((link, "/etc/passwd"))}
        for what, text in cases.items():
            with self.subTest(what):
                with self.assertRaises(ApiError) as caught:
                    self.e.call("CreateFunction", FunctionName="refused", Runtime="Python3.10", Handler="index.main_handler", Code={"ZipFile": text})
                self.assertTrue(caught.exception.code.startswith("InvalidParameterValue"), caught.exception)
                self.assertGreater(len(caught.exception.message), 10)
        self.refused("ResourceNotFound.Function", action="GetFunction", FunctionName="refused")

    def test_nothing_of_an_instance_survives_it(self):
        self.e.python("forks", "import os, time\ndef main_handler(event, context):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n            os.execvp('sleep', ['sleep', '613'])\n        os._exit(0)\n    time.sleep(30)\n", Timeout=1)
        self.failed("forks")
        wait_until("its children gone", lambda: not [p for p in descendants(self.e.process.pid) if b"sleep\x00613" in self.command(p)])

    @staticmethod
    def command(pid):
        try:
            return open(f"/proc/{pid}/cmdline", "rb").read()
        except OSError:
            return b""


class RemovedFolders(unittest.TestCase):
    """What is removed of the data folder under the engine is made again, or named."""

    def refused(self, folder, status=3, *more):
        told = subprocess.run([PROGRAM, "--headless", "--data-dir", folder, "--port", "0", *more], capture_output=True, timeout=60, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual((told.returncode, told.stdout), (status, ""))
        return told.stderr

    def cold(self, e, name):
        wait_until("no instance", lambda: not e.instances(name))
        return e.invoke(name)

    def test_code_and_state_are_made_again(self):
        with Engine() as e:
            e.settings(keepAliveSeconds=0)
            e.python("py", "import os\ndef main_handler(event, context): return os.listdir('/var/user')\n")
            e.node("js", "exports.main_handler = async () => require('fs').readdirSync('/var/user')\n")
            for folder in ("unpacked", "instances", "unpacked", "instances"):
                self.assertEqual(json.loads(self.cold(e, "py")["RetMsg"]), ["index.py"])
                self.assertEqual(json.loads(self.cold(e, "js")["RetMsg"]), ["index.js"])
                shutil.rmtree(os.path.join(e.data_dir, folder))
            self.assertEqual(json.loads(self.cold(e, "py")["RetMsg"]), ["index.py"])
            self.assertEqual(json.loads(self.cold(e, "js")["RetMsg"]), ["index.js"])
            for folder in ("unpacked", "packages"):
                shutil.rmtree(os.path.join(e.data_dir, folder))
            got = self.cold(e, "py")
            self.assertNotEqual(got["InvokeResult"], 0)
            for part in (os.path.join(e.data_dir, "unpacked"), "was removed", "Upload the code again"):
                self.assertIn(part, json.loads(got["RetMsg"])["errorMessage"])
            e.python("again", "def main_handler(event, context): return 1\n")  # new code goes as ever
            self.assertEqual(e.result("again"), 1)

    def test_a_layer_is_merged_again(self):
        with Engine() as e:
            e.settings(keepAliveSeconds=0)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as z:
                z.writestr("python/extra.py", "VALUE = 7\n")
            version = e.call("PublishLayerVersion", LayerName="l", CompatibleRuntimes=["Python3.10"], Content={"ZipFile": base64.b64encode(out.getvalue()).decode()})["LayerVersion"]
            e.python("py", "import os\ndef main_handler(event, context): return sorted(os.listdir('/opt'))\n", Layers=[{"LayerName": "l", "LayerVersion": version}])
            self.assertEqual(json.loads(self.cold(e, "py")["RetMsg"]), ["python"])
            for folder in ("unpacked", "merged"):
                shutil.rmtree(os.path.join(e.data_dir, folder), ignore_errors=folder == "merged")
            self.assertEqual(json.loads(self.cold(e, "py")["RetMsg"]), ["python"])

    def test_a_database_that_is_gone_is_told(self):
        with Engine(keep=True) as e:
            self.addCleanup(shutil.rmtree, e.temp, True)
            e.python("py", "def main_handler(event, context): return 1\n")
            self.assertFalse(os.path.exists(os.path.join(e.data_dir, "db-shm")))
        packages = os.listdir(os.path.join(e.data_dir, "packages"))
        os.rename(os.path.join(e.data_dir, "db"), os.path.join(e.temp, "db"))
        told = self.refused(e.data_dir)
        for part in (e.data_dir + "/db is missing", "packages", "Restore it from a copy"):
            self.assertIn(part, told)
        self.assertEqual(os.listdir(os.path.join(e.data_dir, "packages")), packages)
        os.rename(os.path.join(e.temp, "db"), os.path.join(e.data_dir, "db"))
        with Engine(data_dir=e.data_dir) as again:
            self.assertEqual(again.result("py"), 1)

    def test_an_event_waits_for_the_code_of_a_new_engine(self):
        with Engine(keep=True) as e:
            self.addCleanup(shutil.rmtree, e.temp, True)
            e.create("py", {"index.py": "def main_handler(event, context): return 1\n", "ballast": "0" * (150 << 20)}, "Python3.10", "index.main_handler")
        for mark in pathlib.Path(e.data_dir, "unpacked").glob("*.boot"):
            mark.unlink()  # as after the machine has started anew: it is unpacked again
        with Engine(data_dir=e.data_dir) as again:
            self.assertEqual(again.result("py"), 1)

    def test_a_file_in_the_place_of_a_folder_is_named(self):
        for part in ("segments", "instances"):
            folder = tempfile.mkdtemp(prefix="scfdesk-e2e-")
            self.addCleanup(shutil.rmtree, folder, True)
            open(os.path.join(folder, part), "w").close()
            self.assertIn(os.path.join(folder, part), self.refused(folder))

    def test_wrong_shapes_are_refused_and_long_names_cut(self):
        with Engine() as e:
            bearer = {"Authorization": "Bearer " + e.ready["secretKey"]}
            for path, body in (("/-/queues/q", {"message": 5}), ("/-/queues/q", {"message": None}), ("/-/queues/q", {"messages": ["a", {}]}), ("/-/topics/t", {"message": None}),
                               ("/-/debug/default/f", {"action": "start", "qualifier": 5}), ("/-/services/redis", {"action": "start", "port": (1 << 32) + 6379}),
                               ("/-/services", {"action": "register", "name": "r", "kind": "redis", "host": "127.0.0.1", "port": (1 << 32) + 6379}), ("/-/settings", {"keepAliveSeconds": -1})):
                status, _, raw = e.exchange("PUT" if "settings" in path else "POST", path, json.dumps(body), bearer)
                self.assertEqual(status, 400, (path, body, raw))
                self.assertTrue(json.loads(raw)["error"].get("next") or "/-/settings" not in path, raw)
            with self.assertRaises(ApiError) as told:
                e.call("GetFunction", FunctionName="n" * 70_000)
            self.assertLess(len(told.exception.message), 1000)
            e.python("py", "def main_handler(event, context): return 1\n")
            with self.assertRaises(ApiError) as told:
                e.call("ListAsyncEvents", FunctionName="py", Status=[5])
            self.assertEqual(told.exception.code, "InvalidParameter")
            status, _, raw = e.exchange("POST", "/-/settings", b"x" * 70_000, bearer)
            self.assertIn(status, (405, 413))

    def test_a_service_that_does_not_exist_is_a_wrong_word(self):
        folder = tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.addCleanup(shutil.rmtree, folder, True)
        told = self.refused(folder, 2, "--service", "nope")
        for part in ("no state service nope", "redis", "ckafka", "cos"):
            self.assertIn(part, told)


if __name__ == "__main__":
    unittest.main(verbosity=1)
