# SPDX-License-Identifier: GPL-3.0-or-later
"""Redis streams as triggers, with real Redis servers: the engine's own and another one, through kills, failures and removals."""
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

from e2e_kafka import KEEP, Seen
from scfclient import ApiError, Engine, run_together, wait_until

FUNCTION = KEEP.replace("record['Ckafka']['msgBody']", "record['Redis']['fields'].get('body', '')")


class Server:
    """A redis-server of the test's own, that may be killed and begun again at the same place."""

    def __init__(self, password):
        self.password = password
        self.folder = tempfile.mkdtemp(prefix="redis-", dir="/tmp")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.folder, "--requirepass", self.password,
                                         "--appendonly", "yes", "--appendfsync", "always", "--save", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until("the server", lambda: self.ask("PING") == "PONG", 30)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, *words):
        got = subprocess.run(["redis-cli", "-p", str(self.port), "--raw", *words], capture_output=True, text=True, env={**os.environ, "REDISCLI_AUTH": self.password})
        return got.stdout.strip()

    def add(self, stream, bodies):
        lines = "".join(f"XADD {stream} * body {b}\n" for b in bodies)
        got = subprocess.run(["redis-cli", "-p", str(self.port)], input=lines, capture_output=True, text=True, env={**os.environ, "REDISCLI_AUTH": self.password})
        assert got.returncode == 0 and "ERR" not in got.stdout, got

    def close(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Bench(unittest.TestCase):
    def start(self, *services, **kw):
        self.engine = Engine(args=[a for s in services for a in ("--service", s)], **kw)
        self.addCleanup(self.engine.stop)
        return self.engine

    def function(self, name="fn"):
        self.seen = Seen()
        self.addCleanup(self.seen.close)
        self.engine.python(name, FUNCTION.replace("PORT", str(self.seen.port)), Timeout=60)

    def server(self, password="a password"):
        server = Server(password)
        self.addCleanup(server.close)
        file = os.path.join(server.folder, "password")
        with open(file, "w") as f:
            f.write(password + "\n")
        self.address = {"server": f"127.0.0.1:{server.port}", "passwordFile": file}
        return server

    def command(self, text):
        got = json.loads(self.engine.local("POST", "/-/services/redis", {"action": "command", "command": text}))
        return got["rows"]

    def trigger(self, name, function="fn", **desc):
        fields = {"maxMsgNum": 100, "offset": "earliest", "timeOut": 0, **desc}
        return self.engine.call("CreateTrigger", FunctionName=function, TriggerName=name, Type="redisstream", TriggerDesc=json.dumps(fields))["TriggerInfo"]

    def switch(self, name, on):
        self.engine.call("UpdateTriggerStatus", FunctionName="fn", TriggerName=name, Type="redisstream", Enable="OPEN" if on else "CLOSE")

    def one(self):
        return json.loads(self.engine.local("GET", "/-/triggers"))["triggers"][0]

    def bodies(self):
        with self.seen.lock:
            return [r["Redis"]["fields"].get("body") for e in self.seen.events for r in e["Records"]]

    def balanced(self):
        c = wait_until("nothing under way", lambda: (lambda c: c if c["pending"] == 0 else None)(self.one()["counts"]), 60)
        self.assertEqual(c["made"], c["delivered"] + c["deadLettered"] + c["refused"], c)
        return c


class Own(Bench):
    def test_the_event_the_sample_and_the_lag(self):
        self.start("redis")
        self.function()
        self.assertEqual(self.command("XADD orders 5-1 body plain"), [["5-1"]])
        self.command("XADD orders 5-2 key \"k\\\"\" body \"{\\\"a\\\":1} 你好\"")
        made = self.trigger("orders")
        self.assertEqual(json.loads(made["TriggerDesc"]), {"maxMsgNum": 100, "offset": "earliest", "retry": 10000, "timeOut": 0, "consumerGroupName": ""})
        wait_until("both entries", lambda: len(self.bodies()) == 2, 60)
        records = [r["Redis"] for e in self.seen.events for r in e["Records"]]
        self.assertEqual(records, [{"stream": "orders", "id": "5-1", "fields": {"body": "plain"}},
                                   {"stream": "orders", "id": "5-2", "fields": {"key": "k\"", "body": "{\"a\":1} 你好"}}])
        self.assertEqual(list(records[0]), ["stream", "id", "fields"])
        wait_until("acknowledged", lambda: self.one()["about"]["lag"] == 0 and self.one()["about"]["after"] == "5-2", 60)
        self.assertEqual((self.one()["about"]["entries"], self.one()["trouble"], self.one()["model"]), (2, "", "pull"))
        fired = json.loads(self.engine.local("POST", f"/-/triggers/{self.one()['id']}", {"action": "fire", "event": {"key": "k", "value": "sample"}}))
        self.assertEqual((fired["statusCode"], fired["result"], self.bodies()[-1]), (200, 1, "sample"))
        self.assertEqual(self.command("XLEN orders"), [["3"]])
        self.assertEqual(self.balanced()["delivered"], 3)
        self.assertEqual([t["Type"] for t in self.engine.call("ListTriggers", FunctionName="fn")["Triggers"]], ["redisstream"])
        # Without its server the sample is made up, and the trouble says what to do.
        self.engine.local("POST", "/-/services/redis", {"action": "stop"})
        wait_until("shown", lambda: "Redis" in self.one()["trouble"], 60)
        fired = json.loads(self.engine.local("POST", f"/-/triggers/{self.one()['id']}", {"action": "fire", "event": {"value": "made up"}}))
        self.assertEqual((fired["statusCode"], self.bodies()[-1]), (200, "made up"))
        self.engine.local("POST", "/-/services/redis", {"action": "start"})
        self.command("XADD orders * body again")
        wait_until("well again", lambda: not self.one()["trouble"] and self.bodies()[-1] == "again", 60)

    def test_a_kill_delivers_again_and_skips_nothing(self):
        self.start("redis")
        self.function()
        self.trigger("t", maxMsgNum=10)
        for i in range(25):
            self.command(f"XADD t * body m{i}")
        wait_until("all delivered", lambda: len(self.bodies()) == 25 and self.one()["about"]["lag"] == 0, 60)
        self.seen.free.clear()  # the next batch stays with the function
        for i in range(25, 60):
            self.command(f"XADD t * body m{i}")
        wait_until("a batch is out", lambda: "m25" in self.bodies(), 60)
        out = len(self.bodies()) - 25
        self.engine.kill()
        self.seen.free.set()
        self.start("redis", data_dir=self.engine.data_dir)
        wait_until("the rest", lambda: len(self.bodies()) == 25 + out + 35, 60)
        got = self.bodies()
        self.assertEqual((got[:25], got[25:25 + out], got[25 + out:]), ([f"m{i}" for i in range(25)], [f"m{i}" for i in range(25, 25 + out)], [f"m{i}" for i in range(25, 60)]))
        wait_until("acknowledged", lambda: self.one()["about"]["lag"] == 0, 60)
        self.balanced()

    def test_wrong_ones_are_refused_by_name(self):
        self.start()
        self.function()
        for name, desc, code in (("a b", {}, "InvalidParameterValue"), ("t", {"maxMsgNum": 0}, "InvalidParameterValue.TriggerDesc"), ("t", {"password": "p"}, "InvalidParameterValue.TriggerDesc"),
                                 ("t", {"brokers": "b:1"}, "InvalidParameterValue.TriggerDesc"), ("t", {"server": "h:0"}, "InvalidParameterValue.TriggerDesc"),
                                 ("t", {"username": "u"}, "InvalidParameterValue.TriggerDesc"), ("t", {"stream": "s" * 513}, "InvalidParameterValue.TriggerDesc")):
            with self.assertRaises(ApiError) as caught:
                self.trigger(name, **desc)
            self.assertTrue(caught.exception.code.startswith(code), (desc, caught.exception.code))
        self.trigger("t", stream="s" * 512, consumerGroupName="g")
        self.assertIn("Start it in Services", self.one()["trouble"])
        for name, desc, code in (("t", {}, "ResourceInUse.TriggerName"), ("u", {"stream": "s" * 512, "consumerGroupName": "g"}, "ResourceInUse.Stream")):
            with self.assertRaises(ApiError) as caught:
                self.trigger(name, **desc)
            self.assertEqual(caught.exception.code, code)
        self.trigger("u", stream="s" * 512)


class Elsewhere(Bench):
    def test_poison_is_isolated_and_a_stop_stands(self):
        server = self.server()
        self.start()
        self.function()
        server.add("t", [f"m{i}" if i != 13 else "poison" for i in range(32)])
        self.trigger("t", retry=0, onFailure="isolate", timeOut=1, **self.address)
        wait_until("all are through", lambda: self.one()["about"]["givenUp"] == 1 and len(self.bodies()) == 31, 60)
        self.assertEqual(self.bodies(), [f"m{i}" for i in range(32) if i != 13])
        c = self.balanced()
        self.assertEqual((c["made"], c["delivered"], c["deadLettered"]), (32, 31, 1))
        wait_until("acknowledged", lambda: server.ask("XPENDING", "t", "scf-" + self.one()["id"]).splitlines()[0] == "0", 60)
        self.engine.call("DeleteTrigger", FunctionName="fn", TriggerName="t", Type="redisstream")
        server.add("s", ["poison", "after"])
        self.trigger("s", retry=2, onFailure="stop", maxMsgNum=1, **self.address)
        wait_until("it stands", lambda: "The stream s stands at its entry" in self.one()["trouble"], 60)
        self.assertEqual(self.one()["counts"]["retried"], 2)
        self.assertNotIn("after", self.bodies())
        self.switch("s", False)
        c = self.one()["counts"]
        self.assertEqual((c["made"], c["pending"]), (0, 0))

    def test_a_server_that_is_killed_loses_and_doubles_nothing_handled(self):
        server = self.server()
        self.start()
        self.function()
        self.trigger("t", maxMsgNum=10, **self.address)
        server.add("t", [f"m{i}" for i in range(20)])
        wait_until("delivered", lambda: len(self.bodies()) == 20 and self.one()["about"]["lag"] == 0, 60)
        self.seen.free.clear()
        server.add("t", [f"m{i}" for i in range(20, 50)])
        wait_until("a batch is out", lambda: len(self.bodies()) > 20, 60)
        server.kill()
        self.seen.free.set()  # handled while there is nobody to tell
        wait_until("shown", lambda: "No Redis answers" in self.one()["trouble"], 60)
        server.start()
        wait_until("the rest", lambda: len(self.bodies()) == 50, 60)
        self.assertEqual(self.bodies(), [f"m{i}" for i in range(50)])
        wait_until("well again", lambda: not self.one()["trouble"] and self.one()["about"]["lag"] == 0, 60)
        self.balanced()

    def test_switched_off_and_on_without_loss(self):
        server = self.server()
        self.start()
        self.function()
        server.add("t", ["before"])
        self.trigger("t", offset="latest", maxMsgNum=7, **self.address)
        wait_until("placed", lambda: self.one()["about"]["after"], 60)
        for i in range(5):
            self.switch("t", i % 2 == 1)
            server.add("t", [f"{i}-{n}" for n in range(20)])
        self.switch("t", True)
        wanted = [f"{i}-{n}" for i in range(5) for n in range(20)]
        wait_until("all", lambda: set(self.bodies()) == set(wanted), 60)
        self.assertEqual(list(dict.fromkeys(self.bodies())), wanted)

    def test_a_lost_group_a_new_stream_and_an_entry_that_is_too_large(self):
        server = self.server()
        self.start()
        self.function()
        self.trigger("t", **self.address)
        server.add("t", ["a", "b"])
        wait_until("both", lambda: self.bodies() == ["a", "b"] and self.one()["about"]["lag"] == 0, 60)
        server.ask("XGROUP", "DESTROY", "t", "scf-" + self.one()["id"])
        server.add("t", ["c"])
        wait_until("it goes on", lambda: self.bodies() == ["a", "b", "c"], 60)
        server.ask("DEL", "t")
        server.add("t", ["d"])
        wait_until("it begins anew", lambda: self.bodies() == ["a", "b", "c", "d"], 60)
        # More than an event may have: it is given up and the next one comes.
        with socket.create_connection(("127.0.0.1", server.port)) as s:
            large = b"x" * (10 * 1024 * 1024)
            s.sendall(b"*2\r\n$4\r\nAUTH\r\n$10\r\na password\r\n*5\r\n$4\r\nXADD\r\n$1\r\nt\r\n$1\r\n*\r\n$4\r\nbody\r\n$%d\r\n" % len(large) + large + b"\r\n")
            s.recv(100)
            server_answer = s.recv(100)
        self.assertTrue(server_answer)
        server.add("t", ["e"])
        wait_until("the next one", lambda: self.bodies()[-1] == "e", 60)
        self.assertEqual((self.one()["about"]["givenUp"], len(self.bodies())), (1, 5))
        server.ask("SET", "plain", "text")
        self.trigger("plain", **self.address)
        wait_until("shown", lambda: any("is no stream" in t["trouble"] for t in json.loads(self.engine.local("GET", "/-/triggers"))["triggers"]), 60)


if __name__ == "__main__":
    run_together()
