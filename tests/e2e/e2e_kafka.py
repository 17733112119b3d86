# SPDX-License-Identifier: GPL-3.0-or-later
"""CKafka from outside: kafkajs unmodified against the built-in broker, and the trigger that polls it, through kills and failures."""
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import threading
import unittest

from scfclient import ApiError, Engine, run_together, wait_until

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ.get("SCFDESK_BINARY_DIR", "build")) / "e2e-kafka"

KEEP = """
import json, urllib.request
def main_handler(event, context):
    for record in event['Records']:
        if 'poison' in record['Ckafka']['msgBody']:
            raise Exception('poison')
    asked = urllib.request.Request('http://127.0.0.1:PORT/', json.dumps(event).encode(), {'Content-Type': 'application/json'})
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=60).read()
    return len(event['Records'])
"""


class Seen:
    """Where the functions tell what they were given. While `held` is set nobody gets an answer."""

    def __init__(self):
        seen = self
        self.events, self.held, self.lock = [], threading.Event(), threading.Lock()
        self.free = threading.Event()
        self.free.set()

        class Take(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with seen.lock:
                    seen.events.append(event)
                seen.free.wait(60)
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"{}")
                except OSError:
                    pass  # it was killed meanwhile

            def log_message(self, *args):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Take)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = self.server.server_address[1]

    def records(self):
        with self.lock:
            return [r["Ckafka"] for e in self.events for r in e["Records"]]

    def bodies(self):
        return [r["msgBody"] for r in self.records()]

    def close(self):
        self.free.set()
        self.server.shutdown()
        self.server.server_close()


class Kafka(unittest.TestCase):
    def start(self, **kw):
        self.engine = Engine(args=["--service", "ckafka"], **kw)
        self.addCleanup(self.engine.stop)
        return self.engine

    def act(self, action, **fields):
        return json.loads(self.engine.local("POST", "/-/services/ckafka", {"action": action, **fields}))

    def produce(self, topic, values, partition=0):
        return self.act("produce", topic=topic, partition=partition, messages=[{"value": v} for v in values])["messages"]

    def function(self, name="fn"):
        self.seen = Seen()
        self.addCleanup(self.seen.close)
        self.engine.python(name, KEEP.replace("PORT", str(self.seen.port)), Timeout=60)

    def trigger(self, topic, function="fn", **desc):
        fields = {"maxMsgNum": 100, "offset": "earliest", "timeOut": 0, **desc}
        return self.engine.call("CreateTrigger", FunctionName=function, TriggerName=f"ckafka-local-{topic}", Type="ckafka", TriggerDesc=json.dumps(fields))["TriggerInfo"]

    def one(self):
        return json.loads(self.engine.local("GET", "/-/triggers"))["triggers"][0]

    def one_whole(self):
        return json.loads(self.engine.local("GET", "/-/triggers/" + self.one()["id"]))

    def kept(self, partition=0):
        for p in self.one()["about"]["partitions"]:
            if p["partition"] == partition:
                return p["next"]
        return None


class Client(Kafka):
    def test_kafkajs(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "drive.js"):
            shutil.copy(HERE / "kafka" / name, FOLDER / name)
        if not (FOLDER / "node_modules" / "kafkajs").is_dir():
            got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True, timeout=240)
            self.assertEqual(got.returncode, 0, "kafkajs could not be fetched: " + got.stderr[-2000:])
        ready = self.start().ready["services"]["ckafka"]
        self.assertEqual((ready["host"], ready["instanceId"]), ("127.0.0.1", "ckafka-local"))
        got = subprocess.run(["node", "drive.js"], cwd=FOLDER, capture_output=True, text=True, timeout=120, env={
            "PATH": os.environ["PATH"], "HOME": str(FOLDER), "KAFKA": f"{ready['host']}:{ready['port']}", "KAFKAJS_NO_PARTITIONER_WARNING": "1"})
        self.assertEqual(got.returncode, 0, got.stderr)
        seen = json.loads(got.stdout)
        self.assertEqual((seen["created"], seen["again"], seen["refused"], seen["partitions"], seen["cluster"], seen["retention"]), (True, False, "INVALID_REPLICATION_FACTOR", 2, 1, "86400000"))
        self.assertEqual(seen["sent"], [[0, 0, 0], [1, 0, 0]])
        self.assertEqual(seen["orders"], [[p, i // 2, f"k{i}", f"v{i}", f"h{i}"] for p in (0, 1) for i in range(p, 20, 2)])
        self.assertEqual((seen["shared"], seen["zipped"]), ([20, 2], [f"z{i}" for i in range(100)] + [None]))
        self.assertEqual((seen["offsets"], seen["topicOffsets"], seen["groups"], seen["state"]), ([10, 10], [[0, 10], [0, 10]], ["g1", "g2", "g3"], "Empty"))
        self.assertEqual((seen["rest"], seen["left"], seen["grown"], seen["topics"]), ([5, 6, 7, 8, 9], ["g1", "g2"], 3, ["orders"]))
        # Kept over a kill, and shown.
        self.engine.kill()
        self.start(data_dir=self.engine.data_dir)
        self.assertEqual([(t["topic"], t["messages"], len(t["partitions"])) for t in self.act("topics")["topics"]], [("orders", 20, 3)])
        self.assertEqual([g["group"] for g in self.act("groups")["groups"]], ["g1", "g2"])
        self.assertEqual([(m["key"], m["value"]) for m in self.act("browse", topic="orders", partition=1, offset=-2)["messages"]], [("k17", "v17"), ("k19", "v19")])


class Trigger(Kafka):
    def test_the_documented_event(self):  # section 12, 24: 10,000 retries, msgKey "None"
        self.start()
        self.function()
        self.act("createTopic", topic="t", partitions=1)
        made = self.trigger("t")
        self.assertEqual(json.loads(made["TriggerDesc"]), {"maxMsgNum": 100, "offset": "earliest", "retry": 10000, "timeOut": 0, "consumerGroupName": ""})
        self.act("produce", topic="t", partition=0, messages=[{"value": "plain"}, {"key": "k\"", "value": "{\"a\":1} 你好"}])
        wait_until("both messages", lambda: len(self.seen.records()) == 2, 60)
        self.assertEqual(self.seen.records(), [{"topic": "t", "partition": 0, "offset": 0, "msgKey": "None", "msgBody": "plain"},
                                               {"topic": "t", "partition": 0, "offset": 1, "msgKey": "k\"", "msgBody": "{\"a\":1} 你好"}])
        self.assertEqual(list(self.seen.records()[0]), ["topic", "partition", "offset", "msgKey", "msgBody"])
        wait_until("offset kept", lambda: self.kept() == 2, 60)
        about = self.one()["about"]
        self.assertEqual((about["lag"], about["builtIn"], self.one()["trouble"]), (0, True, ""))
        fired = json.loads(self.engine.local("POST", f"/-/triggers/{self.one()['id']}", {"action": "fire", "event": {"value": "sample"}}))
        self.assertEqual((fired["statusCode"], fired["result"], self.seen.bodies()[-1]), (200, 1, "sample"))
        self.assertEqual([t["Type"] for t in self.engine.call("ListTriggers", FunctionName="fn")["Triggers"]], ["ckafka"])

    def test_wrong_triggers_are_refused(self):
        self.start()
        self.function()
        for name, desc, code in (("orders", "{}", "InvalidParameterValue.TriggerName"), ("ckafka-local-t", "{\"maxMsgNum\":0}", "InvalidParameterValue.TriggerDesc"),
                                 ("ckafka-local-t", "{\"security\":{\"password\":\"p\"}}", "InvalidParameterValue.TriggerDesc")):
            with self.assertRaises(ApiError) as caught:
                self.engine.call("CreateTrigger", FunctionName="fn", TriggerName=name, Type="ckafka", TriggerDesc=desc)
            self.assertEqual(caught.exception.code, code)

    def test_a_kill_delivers_again_and_skips_nothing(self):
        self.start()
        self.function()
        self.act("createTopic", topic="t", partitions=1)
        self.trigger("t", maxMsgNum=10)
        self.produce("t", [f"m{i}" for i in range(25)])
        wait_until("all delivered", lambda: self.kept() == 25, 60)
        self.seen.free.clear()  # the next batch stays with the function
        self.produce("t", [f"m{i}" for i in range(25, 60)])
        wait_until("a batch is out", lambda: "m25" in self.seen.bodies(), 60)
        self.engine.kill()
        self.seen.free.set()
        before = len(self.seen.records())
        self.start(data_dir=self.engine.data_dir)
        wait_until("the rest", lambda: self.kept() == 60, 60)
        again = self.seen.records()[before:]
        self.assertLessEqual(again[0]["offset"], 25)
        self.assertEqual([r["offset"] for r in again], list(range(again[0]["offset"], 60)))
        self.assertEqual({r["msgBody"] for r in self.seen.records()}, {f"m{i}" for i in range(60)})
        self.assertEqual(self.seen.bodies().count("m25"), 2)

    def test_poison_is_isolated(self):  # section 12, 24: order of a partition
        self.start()
        self.function()
        self.act("createTopic", topic="t", partitions=1)
        self.produce("t", [f"m{i}" if i != 13 else "poison" for i in range(32)])
        self.trigger("t", retry=0, onFailure="isolate", timeOut=1)
        wait_until("all are through", lambda: self.kept() == 32, 60)
        self.assertEqual(self.seen.bodies(), [f"m{i}" for i in range(32) if i != 13])
        letters = json.loads(self.engine.local("GET", "/-/dead-letters"))["deadLetters"]
        self.assertEqual(len(letters), 1)
        self.assertEqual(self.one()["about"]["givenUp"], 1)
        c = self.one()["counts"]
        self.assertEqual((c["made"], c["delivered"], c["deadLettered"], c["refused"], c["pending"]), (32, 31, 1, 0, 0))
        # The scaling core kept the order, and says so: each part of the batch ends before the next one begins.
        decisions = json.loads(self.engine.local("GET", "/-/decisions?count=1000"))["decisions"]
        ends = [d for d in decisions if d["kind"] in ("ack", "nack")]
        self.assertTrue(all(d["inputs"].startswith("partition 0, the batch at offset ") for d in ends), ends)
        given_up = [d for d in ends if d["kind"] == "nack"]
        self.assertEqual({d["rule"] for d in given_up}, {"retries used up"})
        self.assertTrue(given_up[-1]["inputs"].startswith("partition 0, the batch at offset 13;"), given_up[-1])
        offsets = [int(d["inputs"].split("offset ")[1].split(";")[0]) for d in ends if d["kind"] == "ack"]
        self.assertEqual(offsets, sorted(offsets))
        open_batches = 0
        for d in decisions:
            open_batches += d["kind"] == "run"
            self.assertLessEqual(open_batches, 1)
            open_batches -= d["kind"] == "finish" or d["kind"] == "deadletter"

    def test_retries_and_a_stop(self):
        self.start()
        self.function()
        self.act("createTopic", topic="t", partitions=1)
        self.trigger("t", retry=2, onFailure="stop")
        self.produce("t", ["poison", "after"])
        wait_until("it stands", lambda: "stands at offset 0" in self.one()["trouble"], 60)
        self.assertEqual(self.one()["remedy"], "again")
        self.assertEqual((self.one()["counts"]["retried"], self.kept(), self.seen.bodies()), (2, 0, []))
        wait_until("the lag shows", lambda: self.one()["about"]["lag"] == 2, 60)
        # Messages are made once, however often they are tried; what is switched off goes back to its topic.
        c = self.one()["counts"]
        self.assertEqual((c["made"], c["delivered"], c["deadLettered"], c["pending"]), (2, 0, 0, 2))
        self.engine.call("UpdateTriggerStatus", FunctionName="fn", TriggerName="ckafka-local-t", Type="ckafka", Enable="CLOSE")
        c = self.one()["counts"]
        self.assertEqual((c["made"], c["delivered"], c["deadLettered"], c["pending"]), (0, 0, 0, 0))

    def test_a_broker_that_goes_away_is_survived(self):
        self.start()
        self.function()
        self.act("createTopic", topic="t", partitions=1)
        self.trigger("t")
        self.produce("t", ["one"])
        wait_until("delivered", lambda: self.seen.bodies() == ["one"], 60)
        self.act("stop")
        wait_until("shown, with what to do", lambda: self.one()["trouble"] and self.one()["remedy"] == "startCkafka", 60)
        self.act("start")
        self.produce("t", ["two"])
        wait_until("delivered again", lambda: self.seen.bodies() == ["one", "two"], 60)
        wait_until("well again", lambda: not self.one()["trouble"], 60)

    def test_disabled_and_enabled_without_loss(self):
        self.start()
        self.function()
        self.act("createTopic", topic="t", partitions=2)
        self.trigger("t", offset="latest", maxMsgNum=7)
        wait_until("placed", lambda: self.kept(1) is not None, 60)
        for i in range(5):
            self.engine.call("UpdateTriggerStatus", FunctionName="fn", TriggerName="ckafka-local-t", Type="ckafka", Enable="CLOSE" if i % 2 == 0 else "OPEN")
            for p in (0, 1):
                self.produce("t", [f"{i}-{p}-{n}" for n in range(20)], p)
        self.engine.call("UpdateTriggerStatus", FunctionName="fn", TriggerName="ckafka-local-t", Type="ckafka", Enable="OPEN")
        wait_until("all delivered", lambda: self.kept(0) == 100 and self.kept(1) == 100, 60)
        for p in (0, 1):
            offsets = [r["offset"] for r in self.seen.records() if r["partition"] == p]
            self.assertEqual(sorted(set(offsets)), list(range(100)))


if __name__ == "__main__":
    run_together()
