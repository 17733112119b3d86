# SPDX-License-Identifier: GPL-3.0-or-later
"""State services from outside: private servers of this machine, their connection in functions, and what survives a kill."""
import json
import os
import pathlib
import random
import shutil
import socket
import stat
import struct
import subprocess
import tempfile
import threading
import unittest

from e2e_cos import Cos
from scfclient import ApiError, Engine, NODE, alive, descendants, package, run_together, wait_until

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ.get("SCFDESK_BINARY_DIR", "build")) / "e2e-services"
ALL = ("redis", "memcached", "mysql", "postgresql")


def post(engine, service, /, **body):
    status, _, raw = engine.exchange("POST", "/-/services" + ("/" + service if service else ""), json.dumps(body).encode(), {"Authorization": "Bearer " + engine.ready["secretKey"]})
    return status, json.loads(raw)


def services(engine):
    return json.loads(engine.local("GET", "/-/services"))


def rows(engine, name, command):
    status, answer = post(engine, name, action="command", command=command)
    assert status == 200, (name, command, answer)
    return answer["rows"]


class Redis:
    """One connection; each call is acknowledged by the server or raises."""

    def __init__(self, about):
        self.socket = socket.create_connection((about["host"], about["port"]), 5)
        self.file = self.socket.makefile("rb")
        assert self.ask("AUTH", about["password"]) == b"+OK"

    def ask(self, *words):
        parts = [b"*%d\r\n" % len(words)] + [b"$%d\r\n%s\r\n" % (len(w), w) for w in (str(x).encode() for x in words)]
        self.socket.sendall(b"".join(parts))
        line = self.file.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("cut off")
        return line[:-2]


class Temp(unittest.TestCase):
    def folder(self):
        path = tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.addCleanup(shutil.rmtree, path, True)
        return os.path.join(path, "data")

    def engine(self, *names, **kw):
        e = Engine(args=[word for name in names for word in ("--service", name)], **kw)
        self.addCleanup(e.stop)
        return e


class Servers(Temp):
    def test_four_servers_start_answer_and_are_nobody_elses(self):
        e = self.engine(*ALL)
        self.assertEqual(sorted(e.ready["services"]), sorted(ALL), e.stderr())
        for name in ALL:
            about = e.ready["services"][name]
            self.assertEqual(about["host"], "127.0.0.1")
            self.assertGreater(about["port"], 0)
        self.assertTrue({"user", "password", "database"} <= set(e.ready["services"]["mysql"]))
        self.assertTrue({"user", "password", "database"} <= set(e.ready["services"]["postgresql"]))
        listed = services(e)
        self.assertEqual({n: listed[n]["state"] for n in ALL}, {n: "running" for n in ALL})
        self.assertEqual(listed["cos"]["state"], "running")
        rows(e, "redis", "SET 'a key' value")
        self.assertEqual(rows(e, "redis", "GET 'a key'"), [["value"]])
        rows(e, "memcached", "set k v")
        self.assertEqual(rows(e, "memcached", "get k"), [["k", "v"]])
        for name in ("mysql", "postgresql"):
            rows(e, name, "CREATE TABLE t (a INT, b TEXT); INSERT INTO t VALUES (1, 'x,y'), (2, NULL);")
            self.assertEqual(rows(e, name, "SELECT a, b FROM t WHERE a = 1"), [["1", "x,y"]])
            status, answer = post(e, name, action="command", command="SELECT nonsense")
            self.assertEqual(status, 500)
            self.assertIn("nonsense", answer["error"]["message"])
        self.check_secrets(e)
        wait_until("figures", lambda: all(services(e)[n].get("version") for n in ALL))
        wait_until("a rate", lambda: services(e)["redis"].get("commandsPerSecond") is not None)
        below = descendants(e.ready["pid"])
        self.assertEqual(e.stop(), 0)
        self.assertEqual([p for p in below if alive(p)], [])

    def check_secrets(self, e):
        secrets = [e.ready["services"][n]["password"].encode() for n in ALL if "password" in e.ready["services"][n]]
        for pid in descendants(e.ready["pid"]):
            try:
                told = pathlib.Path("/proc", str(pid), "cmdline").read_bytes() + pathlib.Path("/proc", str(pid), "environ").read_bytes()
                owner = os.stat(f"/proc/{pid}").st_uid
                name = pathlib.Path("/proc", str(pid), "comm").read_text().strip()
            except OSError:
                continue
            for secret in secrets:
                self.assertNotIn(secret, told)
            if name in ("redis-server", "memcached", "mariadbd", "postgres"):
                self.assertNotEqual(owner, 0, f"{name} runs as root")
        for path in pathlib.Path(e.ready["dataDir"], "services").glob("*/*"):
            if path.is_file():
                self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)
                if path.name == "log":
                    self.assertFalse([s for s in secrets if s in path.read_bytes()])
        self.assertFalse([s for s in secrets if s in e.stderr().encode()])

    def test_unknown_and_wrong_requests_are_told_by_name(self):
        e = self.engine()
        self.assertEqual(e.ready["services"], {})
        for name, body, code in (("nosuch", {"action": "start"}, "ResourceNotFound.Service"), ("redis", {"action": "fly"}, "UnsupportedOperation"), ("redis", {}, "InvalidParameterValue"),
                                 ("cos", {"action": "reset"}, "UnsupportedOperation"), ("redis", {"action": "functions", "functions": ["default/none"]}, "ResourceNotFound.Function"),
                                 ("redis", {"action": "command", "command": "PING"}, "Local.ServiceStopped"), ("redis", {"action": "start", "port": 70000}, "InvalidParameterValue"),
                                 ("", {"action": "register", "name": "Bad Name", "kind": "redis", "host": "127.0.0.1"}, "InvalidParameterValue"),
                                 ("", {"action": "register", "name": "far", "kind": "redis", "host": "example.org"}, "InvalidParameterValue")):
            status, answer = post(e, name, **body)
            self.assertNotEqual(status, 200)
            self.assertEqual(answer["error"]["code"], code, answer)

    def test_a_taken_port_is_named_and_another_used(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            e = self.engine()
            status, answer = post(e, "redis", action="start", port=port)
            self.assertEqual((status, answer["error"]["code"]), (500, "Local.PortTaken"))
            self.assertIn(str(port), answer["error"]["message"])
            self.assertRegex(answer["error"]["next"], r"^Use \d+\.$")
            self.assertEqual(post(e, "redis", action="start")[0], 200)
            self.assertNotEqual(services(e)["redis"]["port"], port)

    def test_two_resets_at_once_are_both_answered(self):
        e = self.engine("redis")
        answers = []
        both = [threading.Thread(target=lambda: answers.append(post(e, "redis", action="reset")[0])) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        self.assertEqual(len(answers), 2)
        self.assertIn(200, answers)
        self.assertEqual(services(e)["redis"]["state"], "running")

    def test_snapshot_restore_and_reset(self):
        e = self.engine("redis", "postgresql")
        rows(e, "redis", "SET a first")
        rows(e, "postgresql", "CREATE TABLE t (a INT)")
        for name in ("redis", "postgresql"):
            self.assertEqual(post(e, name, action="snapshot")[0], 200)
            self.assertGreater(services(e)[name]["snapshot"]["bytes"], 0)
        rows(e, "redis", "SET a second")
        rows(e, "postgresql", "DROP TABLE t")
        for name in ("redis", "postgresql"):
            self.assertEqual(post(e, name, action="restore")[0], 200)
        self.assertEqual(rows(e, "redis", "GET a"), [["first"]])
        self.assertEqual(rows(e, "postgresql", "SELECT count(*) FROM t"), [["0"]])
        self.assertEqual(post(e, "redis", action="reset")[0], 200)
        self.assertEqual(rows(e, "redis", "GET a"), [["(nil)"]])
        self.assertEqual(post(e, "redis", action="restore")[0], 200)
        self.assertEqual(rows(e, "redis", "GET a"), [["first"]])

    def test_another_server_is_registered_by_its_address(self):
        near, far = self.engine(), self.engine("redis")
        about = far.ready["services"]["redis"]
        rows(far, "redis", "SET where far")
        self.assertEqual(post(near, "", action="register", name="other", kind="redis", host=about["host"], port=about["port"], password=about["password"])[0], 200)
        wait_until("it answers", lambda: services(near)["other"]["state"] == "running")
        self.assertEqual(rows(near, "other", "GET where"), [["far"]])
        folder = near.data_dir
        near.keep = True
        self.addCleanup(shutil.rmtree, near.temp, True)
        near.stop()
        again = Engine(data_dir=folder)
        self.addCleanup(again.stop)
        wait_until("it answers again", lambda: services(again)["other"]["state"] == "running")
        self.assertEqual(post(again, "other", action="remove")[0], 200)
        self.assertNotIn("other", services(again))


class Functions(Temp):
    def test_usual_clients_inside_functions(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "index.js"):
            shutil.copy(HERE / "services" / name, FOLDER / name)
        if not all((FOLDER / "node_modules" / name).is_dir() for name in ("pg", "cos-nodejs-sdk-v5")):
            got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True, timeout=240)
            self.assertEqual(got.returncode, 0, "the clients could not be fetched: " + got.stderr[-2000:])
        files = {str(p.relative_to(FOLDER)): p.read_bytes() for p in FOLDER.rglob("*") if p.is_file() and p.suffix not in (".md", ".ts", ".map", ".zip")}
        e = self.engine(*ALL)
        e.call("CreateFunction", FunctionName="shop", Runtime=NODE, Handler="index.main_handler", Timeout=30, MemorySize=256, Code={"ZipFile": package(files)})
        wait_until("shop Active", lambda: e.call("GetFunction", FunctionName="shop")["Status"] == "Active")
        for name in (*ALL, "cos"):
            self.assertEqual(post(e, name, action="functions", functions=["default/shop"])[0], 200)
        for count in (1, 2):
            self.assertEqual(e.result("shop"), {"cos": "tea", "redis": count, "memcached": "kept", "mysql": count, "postgresql": count})
        told = json.dumps(e.call("GetFunction", FunctionName="shop"))
        self.assertNotIn(e.ready["secretKey"], told)
        for name in ("redis", "mysql", "postgresql"):
            self.assertNotIn(e.ready["services"][name]["password"], told)

    def test_the_sample_shows_both_counters_side_by_side(self):
        e = Engine(args=["--samples", "--service", "redis"])
        self.addCleanup(e.stop)

        def first():
            try:
                return e.result("two-counters")
            except ApiError:  # being made, or its interpreter is still looked for
                return None
        self.assertIsNone(wait_until("the sample", first)["inRedis"])
        post(e, "redis", action="functions", functions=["default/two-counters"])
        seen = []
        workers = [threading.Thread(target=lambda: seen.append(e.result("two-counters", {"workMs": 500}))) for _ in range(6)]
        for w in workers:
            w.start()
        for w in workers:
            w.join(60)
        self.assertEqual(sorted(r["inRedis"] for r in seen), [1, 2, 3, 4, 5, 6])
        self.assertEqual([r["inGlobal"] for r in seen], [1] * 6, "six at a time are six instances")
        again = e.result("two-counters")
        self.assertEqual((again["inGlobal"], again["inRedis"]), (2, 7))
        self.assertIn("differ", again["note"])

    def sampled(self, *names):
        e = Engine(args=["--samples", *[word for name in names for word in ("--service", name)]])
        self.addCleanup(e.stop)
        return e

    def first(self, e, function, event=None):
        def ask():
            try:
                return e.result(function, event or {})
            except ApiError:  # being made, or its interpreter is still looked for
                return None
        return wait_until("the sample", ask)

    def load(self, e, function, event, count=6):
        seen = []
        workers = [threading.Thread(target=lambda: seen.append(e.result(function, event))) for _ in range(count)]
        for w in workers:
            w.start()
        for w in workers:
            w.join(60)
        self.assertEqual(len(seen), count)
        return seen

    def test_the_sample_of_sessions(self):
        e = self.sampled("memcached")
        self.assertIsNone(self.first(e, "sessions", {"session": "none", "put": "x"})["inMemcached"])
        post(e, "memcached", action="functions", functions=["default/sessions"])
        seen = self.load(e, "sessions", {"session": "ana", "put": "tea", "workMs": 500})
        self.assertEqual(sorted(len(r["inMemcached"]) for r in seen), [1, 2, 3, 4, 5, 6])
        self.assertEqual([r["inGlobal"] for r in seen], [["tea"]] * 6, "six at a time are six instances")
        again = e.result("sessions", {"session": "ana", "put": "cake"})
        self.assertEqual((again["inGlobal"], again["inMemcached"]), (["tea", "cake"], ["tea"] * 6 + ["cake"]))
        self.assertIn("differ", again["note"])
        self.assertEqual(e.result("sessions", {"session": "bo", "put": "milk"})["inMemcached"], ["milk"])

    def test_the_sample_of_orders(self):
        e = self.sampled("mysql", "postgresql")
        self.assertEqual([self.first(e, "orders")[k] for k in ("inMysql", "inPostgresql")], [None, None])
        for name in ("mysql", "postgresql"):
            post(e, name, action="functions", functions=["default/orders"])
        odd = "t\u00e9' ? \\ \"; DROP TABLE orders --"
        first = e.result("orders", {"item": odd, "cents": 5})
        one = {"orders": 1, "cents": 5}
        self.assertEqual((first["inFile"], first["inMysql"], first["inPostgresql"]), (one, one, one))
        self.assertIn("agree", first["note"])
        for name in ("mysql", "postgresql"):
            self.assertEqual(rows(e, name, "SELECT item, cents FROM orders"), [[odd, "5"]])
        seen = self.load(e, "orders", {"item": "tea", "cents": 10, "workMs": 500}, 4)
        for where in ("inMysql", "inPostgresql"):
            self.assertEqual(max(r[where]["orders"] for r in seen), 5)
        self.assertGreaterEqual([r["inFile"]["orders"] for r in seen].count(1), 3, "four at a time are four instances, one of them the first")
        self.assertTrue(any("differ" in r["note"] for r in seen))

    def test_the_sample_of_thumbnails(self):
        e = self.sampled()
        self.assertIn("no COS", self.first(e, "thumbnails", {"draw": "x"})["note"])
        post(e, "cos", action="functions", functions=["default/thumbnails"])
        e.call("CreateTrigger", FunctionName="thumbnails", TriggerName="pictures-1250000000", Type="cos", TriggerDesc=json.dumps({"event": "cos:ObjectCreated:*", "filter": {"Prefix": "in/", "Suffix": ".png"}}))
        made = e.result("thumbnails", {"draw": "sunset", "width": 320, "height": 200})
        self.assertEqual((made["made"], made["inCos"]), ([{"from": "in/sunset.png", "to": "thumbs/sunset.png", "width": 96, "height": 60}], 1))
        folder = pathlib.Path(e.data_dir, "services", "cos", "pictures-1250000000")
        small = (folder / "thumbs" / "sunset.png").read_bytes()
        self.assertEqual((small[:8], struct.unpack("!II", small[16:24])), (b"\x89PNG\r\n\x1a\n", (96, 60)))
        # A picture that was put by hand fires it.
        cos = Cos(e)
        self.assertEqual(cos.ask("PUT", "/pictures-1250000000/in/by%20hand.png".replace("%20", " "), (folder / "in" / "sunset.png").read_bytes())[0], 200)
        wait_until("its thumbnail", lambda: (folder / "thumbs" / "by hand.png").is_file())
        trigger = lambda: json.loads(e.local("GET", "/-/triggers"))["triggers"][0]["counts"]
        wait_until("both events", lambda: trigger()["delivered"] == 2)
        self.assertEqual(trigger()["failed"], 0)

    def test_the_connection_comes_and_goes_with_the_choice(self):
        e = self.engine("redis")
        e.python("sees", "import os\ndef main_handler(event, context):\n    return [os.environ.get('REDIS_HOST'), os.environ.get('REDIS_PASSWORD')]\n",
                 Environment={"Variables": [{"Key": "REDIS_HOST", "Value": "my own"}]})
        self.assertEqual(e.result("sees"), ["my own", None])
        post(e, "redis", action="functions", functions=["default/sees"])
        self.assertEqual(e.result("sees"), ["my own", e.ready["services"]["redis"]["password"]])
        self.assertEqual(services(e)["redis"]["functions"], ["default/sees"])
        post(e, "redis", action="functions", functions=[])
        self.assertEqual(e.result("sees"), ["my own", None])


class Kills(Temp):
    alone = True  # the port of the killed one must be there again

    def test_twenty_kills_lose_nothing_acknowledged(self):
        folder, port, known = self.folder(), None, 0
        choice = random.Random(7)
        for turn in range(20):
            e = Engine(data_dir=folder, args=["--service", "redis"])
            self.addCleanup(e.stop)
            about = e.ready["services"]["redis"]
            port = port or about["port"]
            self.assertEqual(about["port"], port, "the port was not given back")
            client = Redis(about)
            self.assertGreaterEqual(int(client.ask("INCR", "n")[1:]), known + 1)
            seen = []

            def work(client=client, seen=seen):
                try:
                    while True:
                        seen.append(int(client.ask("INCR", "n")[1:]))
                except (OSError, ValueError):
                    pass
            worker = threading.Thread(target=work)
            worker.start()
            wanted = choice.randrange(1, 150)
            wait_until("some writes", lambda: len(seen) >= wanted)
            below = descendants(e.ready["pid"])
            e.stop() if turn % 5 == 4 else e.kill()
            worker.join(20)
            self.assertFalse(worker.is_alive())
            wait_until("nothing stays behind", lambda: not [p for p in below if alive(p)])
            known = seen[-1]

    def test_kills_of_the_sql_servers(self):
        folder, rowsKept = self.folder(), 0
        for turn in range(3):
            e = Engine(data_dir=folder, args=["--service", "mysql", "--service", "postgresql"])
            self.addCleanup(e.stop)
            self.assertEqual(sorted(e.ready["services"]), ["mysql", "postgresql"], e.stderr())
            for name in ("mysql", "postgresql"):
                rows(e, name, "CREATE TABLE IF NOT EXISTS t (a INT)")
                self.assertEqual(rows(e, name, "SELECT count(*) FROM t"), [[str(rowsKept)]])
                rows(e, name, "INSERT INTO t VALUES (1)")
            rowsKept += 1
            below = descendants(e.ready["pid"])
            e.kill()
            wait_until("nothing stays behind", lambda: not [p for p in below if alive(p)])


if __name__ == "__main__":
    run_together()
