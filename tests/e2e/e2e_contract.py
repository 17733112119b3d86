# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs outside rely on: ready line, exit statuses, signals, folders, ports, keys, /-/ and function URLs."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
import unittest

from scfclient import PROGRAM, SANITIZER, ApiError, Engine, alive, descendants, wait_until


def run(*words, env=None):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=30, env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", **SANITIZER, **(env or {})})


class Contract(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def engine(self, *args, **kw):
        e = Engine(*args, **kw)
        self.addCleanup(e.stop)
        return e

    def test_ready_line_and_end(self):
        e = self.engine()
        self.assertEqual(e.ready["pid"], e.process.pid)
        self.assertEqual(e.ready["dataDir"], e.data_dir)
        self.assertTrue(e.ready["api"].startswith("http://127.0.0.1:"))
        e.python("fn", "def main_handler(event, context):\n    return 1\n")
        e.invoke("fn")
        below = descendants(e.process.pid)
        e.process.send_signal(signal.SIGINT)
        self.assertEqual(e.process.wait(10), 0)
        self.assertEqual(e.process.stdout.read(), b"")
        self.assertFalse([p for p in below if alive(p)])

    def test_samples_are_there_when_it_is_ready(self):
        e = self.engine(args=["--samples"])
        e.invoke("hello-event")  # fails when there is none

    def test_the_console_ends_at_a_signal(self):
        console = os.path.join(os.path.dirname(PROGRAM), "scfdesk-console")
        if not os.path.exists(console):
            self.skipTest("a build without a window")
        data = os.path.join(self.folder, "console")
        p = subprocess.Popen([PROGRAM, "--data-dir", data, "--port", "0"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env={"PATH": "/usr/bin:/bin", "HOME": self.folder, "XDG_RUNTIME_DIR": self.folder, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **SANITIZER})
        wait_until("its engine", lambda: os.path.exists(os.path.join(data, "engine.json")), 30)
        below = descendants(p.pid)
        p.send_signal(signal.SIGTERM)
        self.assertEqual(p.wait(15), 0)
        self.assertFalse([x for x in below if alive(x)])
        self.assertFalse(os.path.exists(os.path.join(data, "engine.json")))

    def test_a_display_that_does_not_answer_is_named(self):
        console = os.path.join(os.path.dirname(PROGRAM), "scfdesk-console")
        if not os.path.exists(console):
            self.skipTest("a build without a window")
        for display, words in (("", "there is no display"), (":987", 'the display ":987" (DISPLAY) doesn\'t answer')):
            env = {"PATH": "/usr/bin:/bin", "HOME": self.folder, "XDG_RUNTIME_DIR": self.folder, "LANG": "C.UTF-8", **({"DISPLAY": display} if display else {}), **SANITIZER}
            done = subprocess.run([PROGRAM, "--data-dir", os.path.join(self.folder, "deaf")], env=env, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertIn("scfdesk --headless", done.stderr)

    def test_a_data_folder_whose_name_is_no_text(self):
        folder = os.fsencode(self.folder) + b"/bad\xff\xfe"
        done = subprocess.run([PROGRAM.encode(), b"--headless", b"--port", b"0", b"--data-dir", folder], env={"PATH": "/usr/bin:/bin", "HOME": self.folder, "LANG": "C.UTF-8", **SANITIZER},
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--data-dir takes a folder whose name is UTF-8", done.stderr)
        self.assertFalse([name for name in os.listdir(self.folder) if name.startswith("bad")])

    def test_keys_are_the_owners_alone(self):
        e = self.engine()
        for name in os.listdir(e.data_dir):
            path = pathlib.Path(e.data_dir, name)
            if path.is_file() and e.ready["secretKey"].encode() in path.read_bytes():
                self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, name)
        self.assertEqual(stat.S_IMODE(pathlib.Path(e.data_dir, "engine.json").stat().st_mode), 0o600)
        given = self.engine(env={"SCFDESK_SECRET_ID": "AKIDgiven", "SCFDESK_SECRET_KEY": "given-secret"})
        self.assertEqual((given.ready["secretId"], given.ready["secretKey"]), ("AKIDgiven", "given-secret"))
        given.call("ListFunctions")

    def test_second_engine_on_the_folder(self):
        e = self.engine()
        second = run("--headless", "--data-dir", e.data_dir, "--port", "0")
        self.assertEqual(second.returncode, 3)
        self.assertIn(str(e.process.pid), second.stderr)
        self.assertEqual(second.stdout, "")
        e.call("ListFunctions")

    def test_ports(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            given = run("--headless", "--data-dir", os.path.join(self.folder, "a"), "--port", str(port))
            self.assertEqual(given.returncode, 4)
            self.assertIn(str(port), given.stderr)

    def test_data_folder_that_cannot_be_written(self):
        blocked = pathlib.Path(self.folder, "file")
        blocked.write_text("in the way")
        for path in (blocked, blocked / "below"):
            got = run("--headless", "--data-dir", str(path), "--port", "0")
            self.assertEqual(got.returncode, 3)
            self.assertIn(str(path), got.stderr)

    def test_wrong_words(self):
        for words in (["--prot", "1"], ["--port", "many"], ["--port"], ["frobnicate"]):
            got = run(*words)
            self.assertEqual(got.returncode, 2, words)
            self.assertIn(words[0], got.stderr)
        self.assertEqual(run("--version").returncode, 0)

    def test_command_line(self):
        e = self.engine()
        e.python("hello", "def main_handler(event, context):\n    print('said')\n    return {'got': event}\n")
        listed = run("list", "--data-dir", e.data_dir)
        self.assertIn("hello", listed.stdout)
        fired = run("invoke", "hello", '{"a": 1}', "--data-dir", e.data_dir)
        self.assertEqual((fired.returncode, json.loads(fired.stdout)), (0, {"got": {"a": 1}}))
        self.assertIn("said", fired.stderr)
        self.assertEqual(run("invoke", "nobody", "--data-dir", e.data_dir).returncode, 1)
        self.assertEqual(run("list", "--data-dir", os.path.join(self.folder, "none")).returncode, 5)
        called = run("call", "ListNamespaces", "--data-dir", e.data_dir)
        self.assertEqual(json.loads(called.stdout)["TotalCount"], 1)

    def test_signature(self):
        e = self.engine()
        body = b"{}"
        for what, headers, code in (("wrong key", e.signed("ListFunctions", body, key="wrong"), "AuthFailure.SignatureFailure"),
                                    ("old", e.signed("ListFunctions", body, stamp=int(time.time()) - 400), "AuthFailure.SignatureExpire"),
                                    ("none", {"Content-Type": "application/json", "X-TC-Action": "ListFunctions", "X-TC-Version": "2018-04-16"}, None)):
            status, head, raw = e.exchange("POST", "/", body, headers)
            self.assertEqual((status, head["content-type"]), (200, "application/json"), what)
            error = json.loads(raw)["Response"]["Error"]["Code"]
            self.assertTrue(error == code if code else error.startswith(("AuthFailure", "MissingParameter", "InvalidParameter")), (what, error))

    def test_local_additions_are_guarded(self):
        e = self.engine()
        key = {"Authorization": "Bearer " + e.ready["secretKey"]}
        self.assertEqual(e.exchange("GET", "/-/state", headers=key)[0], 200)
        self.assertIn(e.exchange("GET", "/-/state")[0], (401, 403))
        self.assertIn(e.exchange("GET", "/-/state", headers={"Authorization": "Bearer nope"})[0], (401, 403))
        self.assertEqual(e.exchange("GET", "/-/state", headers={**key, "Origin": "http://evil.example"})[0], 403)
        self.assertEqual(e.exchange("GET", "/-/state", headers={**key, "Host": "evil.example"})[0], 403)
        self.assertEqual(e.exchange("GET", "/metrics")[0], 200)

    def test_function_url(self):
        e = self.engine()
        e.python("web", "def main_handler(event, context):\n    if event['path'] == '/plain':\n        return {'hello': event['queryString']}\n    return {'isBase64Encoded': False, 'statusCode': 201, 'headers': {'Content-Type': 'text/plain', 'X-A': 'b'}, 'body': event['httpMethod'] + event['body']}\n")
        desc = json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}})
        info = e.call("CreateTrigger", FunctionName="web", TriggerName="url", Type="http", TriggerDesc=desc)["TriggerInfo"]
        url = json.loads(info["TriggerDesc"])["NetConfig"]["ExtranetUrl"]
        path = url[len(e.ready["api"]):]
        status, headers, body = e.exchange("PUT", path + "/x", "hey")
        self.assertEqual((status, headers["content-type"], headers["x-a"], body), (201, "text/plain", "b", b"PUThey"))
        status, headers, body = e.exchange("GET", path + "/plain?a=1&b=%C3%A9")
        self.assertEqual((status, headers["content-type"].split(";")[0], json.loads(body)), (200, "application/json", {"hello": {"a": "1", "b": "é"}}))
        self.assertEqual(e.exchange("GET", "/url/nothing")[0], 404)

    def test_rubbish_on_the_port(self):
        e = self.engine()
        for rubbish in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
                        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc", os.urandom(65536)):
            with socket.create_connection((e.url.hostname, e.url.port), timeout=10) as s:
                try:
                    s.sendall(rubbish)
                    s.shutdown(socket.SHUT_WR)
                    while s.recv(65536):
                        pass
                except OSError:
                    pass
        self.assertEqual(e.call("ListFunctions")["TotalCount"], 0)

    def test_unknown_parameters_and_actions(self):
        e = self.engine()
        for action, fields, code in (("Invoke", {"FunctionName": "fn", "Event": "{}"}, "UnknownParameter"), ("Dance", {}, "InvalidAction"),
                                     ("GetFunction", {"FunctionName": "nobody"}, "ResourceNotFound.Function"), ("CreateFunction", {"FunctionName": "x"}, None)):
            with self.assertRaises(ApiError) as caught:
                e.call(action, **fields)
            if code:
                self.assertEqual(caught.exception.code, code)


if __name__ == "__main__":
    unittest.main(verbosity=1)
