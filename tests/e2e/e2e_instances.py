# SPDX-License-Identifier: GPL-3.0-or-later
"""How instances are born, stopped while nobody asks, and kept apart."""
import json
import os
import pathlib
import unittest

from scfclient import Engine, alive, descendants, wait_until


def ticks(pid):
    """Processor time of a tree."""
    total = 0
    for p in [pid] + descendants(pid):
        total += sum(map(int, pathlib.Path("/proc", str(p), "stat").read_text().rsplit(")", 1)[1].split()[11:13]))
    return total


def states(pid):
    return {pathlib.Path("/proc", str(p), "stat").read_text().rsplit(")", 1)[1].split()[0] for p in descendants(pid)}


class Instances(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def one(self, name):
        return self.e.instances(name)[0]

    def frozen(self, name):
        wait_until(f"{name} frozen", lambda: [i["state"] for i in self.e.instances(name)] == ["frozen"])

    def test_an_idle_instance_uses_no_processor(self):
        self.e.settings(freezeAfterMs=100)
        self.addCleanup(lambda: self.e.settings(freezeAfterMs=2000))
        self.e.python("spins", "import threading\nN = 0\ndef spin():\n    global N\n    while True: N += 1\nthreading.Thread(target=spin, daemon=True).start()\ndef main_handler(event, context):\n    return N\n")
        first = self.e.result("spins")
        pid = self.one("spins")["pid"]
        self.frozen("spins")
        self.assertEqual(states(pid), {"T"})
        used = ticks(pid)
        # Time passes for others meanwhile: a function that waits for its own clock.
        self.e.python("waits", "import time\ndef main_handler(event, context):\n    time.sleep(0.5)\n")
        self.e.result("waits")
        self.assertEqual(ticks(pid), used)
        self.assertEqual(self.e.metric("scf_instances", function="spins", state="frozen"), 1)
        second = self.e.result("spins")  # thawed before the event
        self.assertGreater(second, first)
        self.assertEqual(self.one("spins")["pid"], pid)
        self.assertEqual(self.one("spins")["requests"], 2)

    def test_not_frozen_when_switched_off(self):
        self.e.settings(freezeAfterMs=0)
        self.addCleanup(lambda: self.e.settings(freezeAfterMs=2000))
        self.e.python("stays", "def main_handler(event, context):\n    return 1\n")
        self.e.result("stays")
        self.e.python("later", "import time\ndef main_handler(event, context):\n    time.sleep(0.8)\n")
        self.e.result("later")
        self.assertEqual(self.one("stays")["state"], "idle")

    def test_node_is_frozen_at_once_when_it_asks_for_that(self):
        self.e.settings(freezeAfterMs=60000)
        self.addCleanup(lambda: self.e.settings(freezeAfterMs=2000))
        self.e.node("leaves", "let n = 0\nexports.main_handler = (event, context, callback) => {\n  context.callbackWaitsForEmptyEventLoop = !event.leave\n  if (event.leave) setInterval(() => { n++ }, 1)\n  callback(null, n)\n}\n")
        self.e.result("leaves", {})
        self.assertEqual(self.one("leaves")["state"], "idle")
        self.e.result("leaves", {"leave": 1})
        self.frozen("leaves")
        pid = self.one("leaves")["pid"]
        self.e.python("waits-too", "import time\ndef main_handler(event, context):\n    time.sleep(0.3)\n")
        self.e.result("waits-too")  # the time it used before is on its account by then
        used = ticks(pid)
        self.e.result("waits-too")
        self.assertEqual(ticks(pid), used)
        self.assertGreater(self.e.result("leaves", {"leave": 1}), 0)  # and goes on

    def test_a_burst_is_forked(self):
        self.e.python("burst", "import time\nimport random\nR = random.random()\ndef main_handler(event, context):\n    time.sleep(1)\n    return R\n", Timeout=10)
        import concurrent.futures
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            got = list(pool.map(lambda _: self.e.result("burst"), range(20)))
        self.assertEqual(len(set(got)), 20)  # twenty module levels, each with its own random numbers
        self.assertGreaterEqual([i["way"] for i in self.e.instances("burst")].count("prepared"), 18)

    def test_prepared_starts_can_be_switched_off(self):
        code = "def main_handler(event, context):\n    return 1\n"
        self.e.python("before", code)
        self.e.result("before")
        waiting = lambda: [p for p in descendants(self.e.process.pid) if self.said(p).endswith((b"\0zygote\0", b"\0prepared\0"))]  # noqa: E731
        wait_until("a prepared runtime", waiting)
        mine = {q for i in self.e.state()["instances"] for q in descendants(i["pid"]) + [i["pid"]]}
        self.e.settings(preparedStarts=False)
        self.addCleanup(lambda: self.e.settings(preparedStarts=True))
        wait_until("none is left", lambda: not [p for p in waiting() if p not in mine and alive(p)])
        self.e.python("after", code)
        self.e.result("after")
        self.assertEqual(self.one("after")["way"], "spawn")

    @staticmethod
    def said(pid):
        try:
            return pathlib.Path("/proc", str(pid), "cmdline").read_bytes()
        except OSError:
            return b""

    def test_the_state_says_what_keeps_instances_apart(self):
        self.e.python("any", "def main_handler(event, context):\n    return 1\n")
        self.e.result("any")
        told = self.e.state()["isolation"]
        self.assertTrue(told.startswith("namespaces; in force: system call filter, "), told)
        self.assertIn("missing: ", told)

    def test_what_root_may_functions_may_not(self):
        self.e.python("who", "import os\ndef main_handler(event, context):\n    s = dict(l.split(':\\t', 1) for l in open('/proc/self/status').read().splitlines() if ':\\t' in l)\n"
                      "    return [os.getuid(), os.getgid(), os.getgroups(), s['CapEff'], s['CapBnd'], s['NoNewPrivs'], s['Seccomp'], os.access('/etc/shadow', os.R_OK)]\n")
        for _ in range(2):  # one that was started, one that was forked
            groups = [] if os.getuid() == 0 else self.e.result("who")[2]
            self.assertEqual(self.e.result("who"), [1000, 1000, groups, "0" * 16, "0" * 16, "1", "2", False])
            self.e.call("UpdateFunctionConfiguration", FunctionName="who", MemorySize=256)
            wait_until("updated", lambda: self.e.call("GetFunction", FunctionName="who")["Status"] == "Active")

    def test_nothing_is_inherited(self):
        with Engine(env={"NODE_EXTRA_CA_CERTS": "/etc/ssl/certs/ca-certificates.crt", "NODE_OPTIONS": "--require /nowhere.js", "PYTHONHOME": "/nowhere", "PYTHONSTARTUP": "/nowhere",
                         "LD_LIBRARY_PATH": "/nowhere", "MALLOC_PERTURB_": "7", "SECRET_OF_THE_SHELL": "x"}) as e:
            e.python("env", "import os\ndef main_handler(event, context):\n    return dict(os.environ)\n")
            e.node("env-js", "exports.main_handler = async () => ({...process.env})\n")
            for name in ("env", "env", "env-js", "env-js"):
                got = e.result(name)
                self.assertFalse({"NODE_EXTRA_CA_CERTS", "NODE_OPTIONS", "PYTHONHOME", "PYTHONSTARTUP", "MALLOC_PERTURB_", "SECRET_OF_THE_SHELL", "LD_PRELOAD"} & set(got), got)
                self.assertNotIn("/nowhere", json.dumps(got))
                e.settings(keepAliveSeconds=0)
                wait_until("gone", lambda: not e.instances(name))
                e.settings(keepAliveSeconds=600)


if __name__ == "__main__":
    unittest.main(verbosity=1)
