# SPDX-License-Identifier: GPL-3.0-or-later
"""scfdesk open: the window of a data folder, offscreen, is raised at a function, a request or a view; other commands reach the engine in it."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

from scfclient import PROGRAM, SANITIZER, wait_until

DONE, FAILED, WORDS, NOBODY = 0, 1, 2, 5


class Open(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="scfdesk-open-")
        cls.data = os.path.join(cls.folder, "data")
        cls.env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": cls.folder, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **SANITIZER}
        cls.console = cls.start()
        wait_until("the engine in the window", lambda: cls.run_cli("status").returncode == DONE, 60)

    @classmethod
    def start(cls):
        return subprocess.Popen([PROGRAM, "--data-dir", cls.data, "--port", "0"], env=cls.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    @classmethod
    def tearDownClass(cls):
        cls.console.terminate()
        cls.console.wait(30)
        cls.console.stderr.close()
        shutil.rmtree(cls.folder)

    @classmethod
    def run_cli(cls, *words):
        return subprocess.run([PROGRAM, *words, "--data-dir", cls.data], capture_output=True, text=True, input="", timeout=60, env=cls.env)

    def shown(self, *words):
        got = self.run_cli("open", *words, "--json")
        self.assertEqual(got.returncode, DONE, got.stderr)
        return json.loads(got.stdout)["shown"]

    def refused(self, status, saying, *words):
        got = self.run_cli("open", *words)
        self.assertEqual(got.returncode, status, got.stdout + got.stderr)
        self.assertIn(saying, got.stderr)

    def test_function_request_and_view(self):
        self.assertEqual(self.shown(), {})
        wait_until("the samples", lambda: self.run_cli("open", "hello-event").returncode == DONE)
        self.assertEqual(self.shown("hello-event"), {"function": "hello-event"})
        self.assertEqual(self.shown("hello-event", "--tab", "triggers"), {"function": "hello-event"})
        for view in ("functions", "scaling", "settings", "logs", "async", "services", "simulate", "function"):
            self.assertEqual(self.shown("--view", view), {"view": view})
        fired = json.loads(self.run_cli("invoke", "hello-event", "--json").stdout)["FunctionRequestId"]
        wait_until("the request in the window", lambda: self.run_cli("open", "--request", fired).returncode == DONE)
        self.assertEqual(self.shown("--request", fired[:13]), {"request": fired})
        self.refused(FAILED, "There is no function nobody", "nobody")
        self.refused(FAILED, "knows no request ffffffff-ffff", "--request", "ffffffff-ffff")
        self.refused(WORDS, "--view takes", "--view", "odd")

    def test_a_second_start_raises_the_first(self):
        second = self.start()
        _, said = second.communicate(timeout=60)
        self.assertEqual(second.returncode, DONE)
        self.assertIn("is open already; its window is shown", said)
        self.assertIsNone(self.console.poll())


if __name__ == "__main__":
    unittest.main(verbosity=1)
