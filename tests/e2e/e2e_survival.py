# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at a bad moment: nothing accepted is lost, nothing keeps running, definitions are whole."""
import os
import pathlib
import shutil
import signal
import tempfile
import unittest

from scfclient import Engine, alive, descendants, wait_until


class Survival(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.data = os.path.join(self.folder, "data")

    def engine(self, **kw):
        e = Engine(self.data, **kw)
        self.addCleanup(e.stop)
        return e

    def test_kill_with_two_hundred_events_pending(self):
        done = pathlib.Path(self.folder, "done")
        done.mkdir()
        e = self.engine()
        # What has run is counted outside of the function, over its own network: a listener of this test's.
        import http.server
        import threading
        seen = []

        class Count(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                seen.append(self.path)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass
        listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Count)
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        self.addCleanup(listener.server_close)
        self.addCleanup(listener.shutdown)
        e.python("count", f"import time, urllib.request\ndef main_handler(event, context):\n    time.sleep(0.2)\n    urllib.request.urlopen('http://127.0.0.1:{listener.server_port}/' + str(event['i'])).read()\n", Timeout=30)
        e.local("PUT", "/-/functions/default/count", {"maxInstances": 4, "startPolicy": "wait"})
        for i in range(200):
            e.call("Invoke", FunctionName="count", InvocationType="Event", ClientContext='{"i": %d}' % i)
        wait_until("some run", lambda: len(seen) > 4)
        below = descendants(e.process.pid)
        self.assertGreater(len(below), 4)
        e.kill()
        wait_until("nothing left running", lambda: not [p for p in below if alive(p)])
        self.assertLess(len(set(seen)), 200)
        again = self.engine()
        wait_until("all events have run", lambda: len(set(seen)) == 200, 60)
        wait_until("none is pending", lambda: not [f for f in again.state()["functions"] if f["queued"] or f["concurrency"]])
        self.assertEqual(again.stop(), 0)

    def test_definitions_survive(self):
        e = self.engine()
        e.python("kept", "def main_handler(event, context):\n    return 'kept'\n", MemorySize=256, Timeout=9, Description="d",
                 Environment={"Variables": [{"Key": "A", "Value": "1"}]})
        url = e.call("CreateTrigger", FunctionName="kept", TriggerName="u", Type="http", TriggerDesc='{"AuthType":"NONE","NetConfig":{"EnableIntranet":true,"EnableExtranet":true}}')
        before = e.call("GetFunction", FunctionName="kept")
        e.settings(keepAliveSeconds=33)
        e.kill()
        e = self.engine()
        after = e.call("GetFunction", FunctionName="kept")
        for field in ("MemorySize", "Timeout", "Description", "Environment", "Handler", "Runtime", "AddTime", "ModTime", "FunctionId", "Status", "CodeSize"):
            self.assertEqual(before[field], after[field], field)
        self.assertEqual(len(after["Triggers"]), 1)
        self.assertEqual(e.result("kept"), "kept")
        self.assertEqual(e.settings()["keepAliveSeconds"], 33)

    def test_a_killed_spawner_is_noticed(self):
        e = self.engine()
        e.python("fn", "def main_handler(event, context):\n    return 1\n")
        self.assertEqual(e.result("fn"), 1)
        spawner = [p for p in descendants(e.process.pid) if b"scfdesk-spawner" in pathlib.Path("/proc", str(p), "cmdline").read_bytes()][0]
        os.kill(spawner, signal.SIGKILL)
        wait_until("works again", lambda: e.invoke("fn")["InvokeResult"] == 0)

    def test_sigterm_lets_a_running_event_finish(self):
        e = self.engine()
        e.python("fn", "import time\ndef main_handler(event, context):\n    time.sleep(1)\n    return 'whole'\n", Timeout=10)
        import concurrent.futures
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            running = pool.submit(e.result, "fn")
            wait_until("busy", lambda: [i for i in e.instances("fn") if i["state"] == "busy"])
            e.process.send_signal(signal.SIGTERM)
            self.assertEqual(running.result(), "whole")
        self.assertEqual(e.process.wait(10), 0)


if __name__ == "__main__":
    unittest.main(verbosity=1)
