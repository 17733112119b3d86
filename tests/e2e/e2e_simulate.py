# SPDX-License-Identifier: GPL-3.0-or-later
"""scfdesk simulate and POST /-/simulate, from outside (contract.md, "Simulation from the command line")."""
import copy
import io
import json
import math
import pathlib
import subprocess
import tempfile
import time
import unittest
import zipfile

import scfclient

SPEC = {"seed": 1, "replications": 1, "warmupSeconds": 0, "arrivals": 20000, "settings": {},
        "functions": [{"name": "f", "memoryMb": 128, "mode": "sync", "arrivals": {"kind": "poisson", "rate": 0.9},
                       "service": {"kind": "exponential", "mean": 1.991}, "init": {"kind": "constant", "value": 0.253},
                       "keepAliveSeconds": 600, "reservedMb": None, "provisioned": 0, "maxInstances": None, "retries": 2,
                       "userErrorProbability": 0.0}]}


def run(spec, *words):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "spec.json"
        file.write_text(spec if isinstance(spec, str) else json.dumps(spec))
        return subprocess.run([scfclient.PROGRAM, "simulate", str(file), *words], capture_output=True, text=True, timeout=100)


def changed(**function):
    spec = copy.deepcopy(SPEC)
    spec["functions"][0].update(function)
    return spec


def simulated(spec):
    done = run(spec, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Simulate(unittest.TestCase):
    def test_result_has_what_the_contract_says(self):
        result = simulated(SPEC)
        for part in (result["total"], result["functions"][0]):
            self.assertEqual(part["arrivals"], 20000)
            self.assertEqual(part["done"] + part["failed"] + part["deadLetters"] + sum(part["rejected"].values()), 20000)
            self.assertEqual(set(part["rejected"]), {"432", "429"})
            for name in ("attempts", "coldShare", "lossShare", "waitShare", "waitMean", "executingGbSeconds", "idleGbSeconds", "cost", "hash", "wallSeconds"):
                self.assertIn(name, part)
            self.assertEqual(set(part["latency"]), {"p50", "p95", "p99", "mean"})
            self.assertLessEqual(set(("mean", "max")), set(part["instances"]))
            self.assertAlmostEqual(part["instances"]["mean"], part["busy"]["mean"] + part["idle"]["mean"], 6)
            self.assertEqual(sum(part["startsPerMinute"]), round(part["coldShare"] * part["attempts"]))
            self.assertNotIn("ci", part)
        self.assertEqual(result["functions"][0]["name"], "f")
        self.assertIn("prediction", run(SPEC).stdout)

    def test_same_seed_same_hash(self):
        first, again = simulated(SPEC), simulated(SPEC)
        first.pop("wallSeconds"), again.pop("wallSeconds")
        self.assertEqual(first["hash"], again["hash"])
        self.assertEqual({k: v for k, v in first["total"].items() if k != "wallSeconds"}, {k: v for k, v in again["total"].items() if k != "wallSeconds"})
        self.assertNotEqual(first["hash"], simulated({**SPEC, "seed": 2})["hash"])

    def test_replications_have_intervals(self):
        total = simulated({**SPEC, "replications": 5})["total"]
        self.assertGreater(total["ci"]["latency"]["mean"], 0)
        self.assertAlmostEqual(total["latency"]["mean"], 1.991, delta=4 * total["ci"]["latency"]["mean"])
        self.assertLess(total["ci"]["latency"]["mean"], 0.1)

    def test_erlang_loss(self):
        servers, load = 5, 4.0
        b = 1.0
        for k in range(1, servers + 1):
            b = load * b / (k + load * b)
        spec = changed(arrivals={"kind": "poisson", "rate": load / 2}, service={"kind": "constant", "value": 2}, init={"kind": "constant", "value": 0}, reservedMb=128 * servers)
        spec.update(arrivals=50000, replications=10)
        total = simulated(spec)["total"]
        self.assertAlmostEqual(total["lossShare"], b, delta=2 * total["ci"]["lossShare"] + 1e-9)
        self.assertGreater(total["rejected"]["432"], 0)

    def test_retries_and_dead_letters(self):
        p = 0.4
        total = simulated(changed(mode="async", userErrorProbability=p))["total"]
        self.assertEqual(total["arrivals"], total["done"] + total["deadLetters"])
        self.assertAlmostEqual(total["deadLetters"] / 20000, p ** 3, delta=4.5 * math.sqrt(p ** 3 / 20000))

    def test_times_and_curves(self):
        total = simulated({"functions": [{"arrivals": {"kind": "times", "times": [0, 0, 0.5, 120]}, "service": {"kind": "constant", "value": 1}}]})["total"]
        self.assertEqual((total["arrivals"], total["startsPerMinute"][0], total["instances"]["max"]), (4, 3, 3))
        curve = {"seconds": 100, "functions": [{"arrivals": {"kind": "constant", "rate": [[0, 0], [100, 20]]}, "service": {"kind": "constant", "value": 0.1}}]}
        self.assertAlmostEqual(simulated(curve)["total"]["arrivals"], 1000, delta=1)

    def test_mistakes_are_named_with_their_place(self):
        for spec, said in ((changed(service={"kind": "exponential", "mean": -1}), "functions[0].service.mean"),
                           (changed(memory=1), "functions[0].memory"),
                           ({**SPEC, "settings": {"burst": 1}}, "settings.burst"),
                           ('{"seed": 1,\n "functions": [}', "line 2, column 16"),
                           (changed(arrivals={"kind": "trace", "file": "none.csv", "format": "azure2021"}), "none.csv")):
            done = run(spec, "--json")
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn(said, done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertEqual(subprocess.run([scfclient.PROGRAM, "simulate"], capture_output=True).returncode, 2)
        self.assertEqual(subprocess.run([scfclient.PROGRAM, "simulate", "/nowhere/spec.json"], capture_output=True).returncode, 1)


class Beside(unittest.TestCase):
    """The same beside a running engine."""

    @classmethod
    def setUpClass(cls):
        cls.engine = scfclient.Engine()

    @classmethod
    def tearDownClass(cls):
        cls.engine.stop()

    def ask(self, method, target, body=None):
        status, _, raw = self.engine.exchange(method, target, None if body is None else json.dumps(body), {"Authorization": "Bearer " + self.engine.ready["secretKey"]})
        return status, json.loads(raw)

    def until(self, number, wanted):
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            _, state = self.ask("GET", f"/-/simulate/{number}")
            if wanted(state):
                return state
            time.sleep(0.02)
        self.fail(state)

    def test_jobs(self):
        status, made = self.ask("POST", "/-/simulate", {"specs": [SPEC, {**SPEC, "seed": 2}]})
        self.assertEqual(status, 202)
        state = self.until(made["id"], lambda s: s["state"] == "done")
        self.assertEqual(state["results"][0]["hash"], simulated(SPEC)["hash"])
        self.assertEqual(len(state["results"]), 2)

    def test_cancel(self):
        _, made = self.ask("POST", "/-/simulate", {**SPEC, "arrivals": 10 ** 9})
        self.until(made["id"], lambda s: s["progress"] >= 0)
        self.ask("POST", f"/-/simulate/{made['id']}", {"action": "cancel"})
        self.assertEqual(self.until(made["id"], lambda s: s["state"] not in ("reading", "running"))["state"], "canceled")

    def test_recording_is_replayed(self):
        """What really ran, exported, simulated: as many events, and the same runs."""
        self.engine.python("rec", "import time\ndef main_handler(event, context):\n    time.sleep(event['s'])\n    if event['bad']: raise ValueError('no')\n    return 1\n")
        for i in range(6):
            self.engine.invoke("rec", {"s": 0.02, "bad": i == 5})
        lines = []

        def kept():
            status, _, raw = self.engine.exchange("GET", "/-/recording?function=rec", None, {"Authorization": "Bearer " + self.engine.ready["secretKey"]})
            self.assertEqual(status, 200)
            lines[:] = [json.loads(line) for line in raw.decode().splitlines()]
            return sum(line["type"] == "inv" for line in lines) == 6
        scfclient.wait_until("six invocations are kept", kept)
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "rec.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
            (pathlib.Path(folder) / "spec.json").write_text(json.dumps({"trace": {"file": "rec.jsonl", "format": "jsonl"}}))
            done = subprocess.run([scfclient.PROGRAM, "simulate", folder + "/spec.json", "--json"], capture_output=True, text=True, timeout=60)
        total = json.loads(done.stdout)["total"]
        self.assertEqual((total["arrivals"], total["done"], total["failed"]), (6, 5, 1))
        self.assertGreaterEqual(total["run"]["p50"], 0.02)
        self.assertEqual(self.ask("GET", "/-/recording?function=none")[0], 404)

    def test_mistakes(self):
        status, made = self.ask("POST", "/-/simulate", {"specs": [changed(memory=1)]})
        self.assertEqual(status, 202)
        state = self.until(made["id"], lambda s: s["state"] not in ("reading", "running"))
        self.assertEqual(state["state"], "failed")
        self.assertIn("specs[0].functions[0].memory", state["error"]["message"])
        self.assertEqual(self.ask("GET", "/-/simulate/999")[0], 404)

    def test_trace_is_read_beside(self):
        """A trace that takes long to read blocks nobody, shows how far it is, and can be given up."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "long.jsonl"
            line = json.dumps({"type": "fn", "name": "f", "memoryMb": 128, "x": "y" * 400}) + "\n"
            file.write_text(line * 400_000)
            _, made = self.ask("POST", "/-/simulate", {"trace": {"file": str(file), "format": "jsonl"}})
            self.until(made["id"], lambda s: s["progress"] > 0)
            begin = time.monotonic()
            self.assertEqual(self.ask("GET", "/-/state")[0], 200)
            self.assertLess(time.monotonic() - begin, 5)
            self.ask("POST", f"/-/simulate/{made['id']}", {"action": "cancel"})
            state = self.until(made["id"], lambda s: s["state"] not in ("reading", "running"))
            self.assertEqual((state["state"], state["results"]), ("canceled", []))

    def test_partial_results(self):
        _, made = self.ask("POST", "/-/simulate", {**SPEC, "arrivals": 10 ** 9})
        state = self.until(made["id"], lambda s: s.get("partial", [None])[0])
        self.assertGreater(state["partial"][0]["arrivals"], 0)
        self.assertGreater(state["partial"][0]["latency"]["p99"], 0)
        self.ask("POST", f"/-/simulate/{made['id']}", {"action": "cancel"})
        self.until(made["id"], lambda s: s["state"] == "canceled")

    def test_session(self):
        """What really ran: saved, opened by another program, replayed with the same hash; no secret in it."""
        self.engine.python("ses", "import time\ndef main_handler(event, context):\n    print('key is s3cret-value')\n    time.sleep(0.02)\n    return 1\n", Environment={"Variables": [{"Key": "TOKEN", "Value": "s3cret-value"}]})
        for _ in range(5):
            self.engine.invoke("ses", {})
        files = []

        def saved():
            status, _, raw = self.engine.exchange("GET", "/-/session", None, {"Authorization": "Bearer " + self.engine.ready["secretKey"]})
            self.assertEqual(status, 200)
            files[:] = [raw]
            with zipfile.ZipFile(io.BytesIO(raw)) as pack:
                return b"ses" in pack.read("trace.jsonl") and b"key is" in pack.read("log.jsonl")
        scfclient.wait_until("the invocations are kept", saved)
        with zipfile.ZipFile(io.BytesIO(files[0])) as pack:
            for name in pack.namelist():
                self.assertNotIn(b"s3cret-value", pack.read(name))
                self.assertNotIn(self.engine.ready["secretKey"].encode(), pack.read(name))
            self.assertIn("TOKEN", str(json.loads(pack.read("session.json"))["functions"]))
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "a.scfsession"
            file.write_bytes(files[0])
            done = subprocess.run([scfclient.PROGRAM, "replay", str(file)], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("the same as the live engine decided", done.stdout)
            file.write_bytes(files[0][:1000])
            self.assertEqual(subprocess.run([scfclient.PROGRAM, "replay", str(file)], capture_output=True).returncode, 1)
        headers = {"Authorization": "Bearer " + self.engine.ready["secretKey"]}
        for body in (files[0], b""):
            status, _, raw = self.engine.exchange("POST", "/-/session", body, headers)
            self.assertEqual(status, 202)
            state = self.until(json.loads(raw)["id"], lambda s: s["state"] == "done")
            look = state["results"][0]
            self.assertTrue(look["replay"]["same"], look["replay"])
            self.assertGreater(look["replay"]["decisions"], 10)
            self.assertEqual(len(look["series"]["busy"]), 600)


if __name__ == "__main__":
    unittest.main()
