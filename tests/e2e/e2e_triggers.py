# SPDX-License-Identifier: GPL-3.0-or-later
"""Triggers from outside: each type with a real client, its event field by field, its ledger, and what survives."""
import base64
import gzip
import json
import os
import time

import e2e_triggersources as sources
from e2e_cos import Cos
from e2e_kafka import Seen
from scfclient import Engine, run_together, wait_until
from triggerbench import KEEP, TELL, Bench, names


class Timer(Bench):
    def test_it_fires_each_second_with_the_documented_event(self):
        e = self.start()
        e.python("tick", KEEP)
        made = self.create("tick", "timer", "every", "* * * * * * *", CustomArgument="user \"text\" 你好")
        self.assertEqual((made["TriggerDesc"], made["Enable"], made["CustomArgument"]), ('{"cron":"* * * * * * *"}', 1, 'user "text" 你好'))
        seen = wait_until("three firings", lambda: [d for d in self.one("tick")["recent"] if d["statusCode"] == 200][:3] if self.one("tick")["counts"]["delivered"] >= 3 else None)
        for d in seen:
            event = json.loads(d["event"])
            self.assertEqual(list(event), ["Type", "TriggerName", "Time", "Message"])
            self.assertEqual((event["Type"], event["TriggerName"], event["Message"]), ("Timer", "every", 'user "text" 你好'))
            self.assertEqual(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(d["timeMs"] // 1000)), event["Time"])
        self.assertEqual(len({json.loads(d["event"])["Time"] for d in seen}), 3)
        about = self.one("tick")["about"]
        self.assertEqual(([b - a for a, b in zip(about["next"], about["next"][1:])], about["zone"]), ([1000] * 4, "+08:00"))
        self.assertEqual(e.call("GetFunction", FunctionName="tick")["Triggers"][0]["TriggerDesc"], '{"cron":"* * * * * * *"}')
        e.call("UpdateTriggerStatus", FunctionName="tick", TriggerName="every", Type="timer", Enable="CLOSE")
        self.assertFalse(self.one("tick")["enabled"])
        ident = self.one("tick")["id"]
        wait_until("nothing pending", lambda: self.triggers(ident=ident)["counts"]["pending"] == 0)
        self.balanced(ident)

    def test_what_is_wrong_is_refused_by_name(self):
        e = self.start()
        e.python("fn", KEEP)
        new = {"FunctionName": "fn", "TriggerName": "t", "Type": "timer"}
        self.assertIn("hour", self.refused("InvalidParameterValue.TriggerDesc", "CreateTrigger", TriggerDesc="0 0 24 * * * *", **new))
        self.refused("InvalidParameterValue.TriggerDesc", "CreateTrigger", TriggerDesc="", **new)
        self.refused("InvalidParameterValue.CustomArgument", "CreateTrigger", TriggerDesc="* * * * *", CustomArgument="x" * 4097, **new)
        self.refused("InvalidParameterValue.TriggerName", "CreateTrigger", TriggerDesc="* * * * *", **{**new, "TriggerName": "1t"})
        self.refused("InvalidParameterValue.Type", "CreateTrigger", TriggerDesc="* * * * *", **{**new, "Type": "clock"})
        self.create("fn", "timer", "t", "* * * * *", CustomArgument="x" * 4096, Enable="CLOSE")
        self.refused("ResourceInUse.TriggerName", "CreateTrigger", TriggerDesc="* * * * *", **new)
        for i in range(9):
            self.create("fn", "timer", f"t{i}", "* * * * *", Enable="CLOSE")
        self.refused("LimitExceeded.Trigger", "CreateTrigger", TriggerDesc="* * * * *", **{**new, "TriggerName": "more"})
        e.call("UpdateTrigger", FunctionName="fn", TriggerName="t", Type="timer", TriggerDesc="0 0 12 * * * *", CustomArgument="")
        shown = [t for t in e.call("ListTriggers", FunctionName="fn", Limit=50)["Triggers"] if t["TriggerName"] == "t"][0]
        self.assertEqual((shown["TriggerDesc"], shown["CustomArgument"], shown["Enable"]), ('{"cron":"0 0 12 * * * *"}', "", 0))
        e.call("DeleteTrigger", FunctionName="fn", TriggerName="t", Type="timer")
        self.refused("ResourceNotFound.Trigger", "DeleteTrigger", **new)

    def test_a_failing_day_is_retried_and_ends_in_dead_letters(self):
        e = self.start()
        e.python("bad", KEEP)
        self.create("bad", "timer", "t", "0 * * * * * *", CustomArgument="fail")
        e.local("POST", "/-/clock", {"scale": 600})
        c = wait_until("a dead letter", lambda: (lambda c: c if c["deadLettered"] >= 1 else None)(self.one("bad")["counts"]), 60)
        self.assertGreaterEqual(c["retried"], 2)
        letters = json.loads(e.local("GET", "/-/dead-letters"))["deadLetters"]
        self.assertEqual(letters[-1]["body"]["Body"]["RequestSource"], "TRIGGER_TIMER")
        e.call("UpdateTriggerStatus", FunctionName="bad", TriggerName="t", Type="timer", Enable="CLOSE")
        e.local("POST", "/-/clock", {"scale": 3600})
        wait_until("all ended", lambda: self.one("bad")["counts"]["pending"] == 0, 60)
        self.balanced(self.one("bad")["id"])

    def test_fired_by_hand_and_over_a_kill(self):
        e = self.start()
        e.python("fn", KEEP)
        self.create("fn", "timer", "t", "0 0 0 1 1 * 2099", Enable="CLOSE")
        ident = self.triggers("fn")["triggers"][0]["id"]
        fired = json.loads(e.local("POST", f"/-/triggers/{ident}", {"action": "fire"}))
        wait_until("delivered", lambda: self.triggers(ident=ident)["counts"]["delivered"] == 1)
        self.assertEqual(self.triggers(ident=ident)["recent"][0]["requestId"], fired["requestId"])
        e.kill()
        self.engine = again = Engine(data_dir=e.data_dir)
        self.addCleanup(again.stop)
        # The kill may have come before the end of the event was on disk: then it runs once more.
        wait_until("delivered, also after the kill", lambda: self.triggers(ident=ident)["counts"]["delivered"] == 1)
        t = self.triggers(ident=ident)
        self.assertEqual((t["counts"]["made"], t["counts"]["delivered"], t["enabled"]), (1, 1, False))
        again.stop()  # in order: what was shown is kept as well
        self.engine = third = Engine(data_dir=e.data_dir)
        self.addCleanup(third.stop)
        self.assertEqual(self.triggers(ident=ident)["counts"]["delivered"], 1)

    def test_a_kill_takes_nothing_of_the_totals(self):
        e = self.start()
        e.python("fn", KEEP)
        e.python("web", KEEP)
        self.create("fn", "timer", "t", "0 0 0 1 1 * 2099", Enable="CLOSE")
        self.create("web", "http", "url", {"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}})
        timer, url = self.one("fn")["id"], self.one("web")["id"]
        for round in range(1, 4):
            for _ in range(20):
                self.assertEqual(self.engine.exchange("GET", f"/url/{url}/")[0], 200)
            fired = json.loads(self.engine.local("POST", f"/-/triggers/{timer}", {"action": "fire"}))["requestId"]
            wait_until("delivered", lambda: self.triggers(ident=timer)["counts"]["delivered"] == round)
            self.engine.kill()  # at once: the copies of a second are far behind
            self.engine = Engine(data_dir=e.data_dir)
            self.addCleanup(self.engine.stop)
            c = self.triggers(ident=url)["counts"]
            self.assertEqual((c["made"], c["delivered"], c["failed"], c["pending"]), (20 * round, 20 * round, 0, 0))
            wait_until("what may run again", lambda: self.triggers(ident=timer)["counts"]["pending"] == 0)
            c = self.triggers(ident=timer)["counts"]
            self.assertEqual((c["made"], c["delivered"]), (round, round), fired)


class Messages(Bench):
    def publish(self, topic, message, **more):
        return json.loads(self.engine.local("POST", f"/-/topics/{topic}", {"message": message, **more}))

    def test_topics_with_tags_and_routes(self):
        e = self.start()
        for name in ("all-of-it", "by-tag", "by-route"):
            e.python(name, KEEP)
        self.create("all-of-it", "cmq", "orders", "")
        self.create("by-tag", "cmq", "orders", {"filterType": 1, "filterKey": ["paid", "late"]})
        self.create("by-route", "cmq", "orders", {"filterType": 2, "filterKey": ["cn.*.paid.#"]})
        self.assertEqual(self.publish("orders", "m1", tags=["paid", "big"])["subscriptions"], 2)
        self.assertEqual(self.publish("orders", "m2", routingKey="cn.gz.paid.now")["subscriptions"], 2)
        self.assertEqual(self.publish("orders", "m3")["subscriptions"], 1)
        self.assertEqual(self.publish("nobody", "m4")["subscriptions"], 0)
        for name, count in (("all-of-it", 3), ("by-tag", 1), ("by-route", 1)):
            wait_until(name, lambda: self.one(name)["counts"]["delivered"] == count)
        event = json.loads(self.one("by-tag")["recent"][0]["event"])
        self.assertEqual(names(event), {"Records": [{"CMQ": {"type": "str", "topicOwner": "int", "topicName": "str", "subscriptionName": "str", "publishTime": "str", "msgId": "str", "requestId": "str", "msgBody": "str", "msgTag": "str"}}]})
        cmq = event["Records"][0]["CMQ"]
        self.assertEqual((cmq["type"], cmq["topicOwner"], cmq["topicName"], cmq["subscriptionName"], cmq["msgBody"], cmq["msgTag"]), ("topic", 1250000000, "orders", "by-tag", "m1", "paid,big"))
        self.assertRegex(cmq["publishTime"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        topics = {t["name"]: t for t in json.loads(e.local("GET", "/-/topics"))["topics"]}
        self.assertEqual((topics["orders"]["published"], topics["orders"]["delivered"], len(topics["orders"]["subscriptions"]), topics["nobody"]["published"]), (3, 5, 3, 1))
        auth = {"Authorization": "Bearer " + e.ready["secretKey"]}
        for path, body in (("/-/topics/orders", {"message": "x" * 65537}), ("/-/topics/orders", {"message": "x", "tags": ["y" * 17]}), ("/-/topics/orders", {"text": "x"}), ("/-/topics/..%2f", {"message": "x"})):
            self.assertEqual(e.exchange("POST", path, json.dumps(body), auth)[0], 400, str(body)[:80])
        self.assertEqual(e.exchange("POST", "/-/topics/orders", json.dumps({"message": "x" * 10_000_000}), auth)[0], 413)
        self.assertEqual(self.publish("orders", "x" * 65536)["subscriptions"], 1)

    def test_dead_letters_go_to_their_topic(self):
        e = self.start()
        e.settings(retryIntervalSeconds=1)
        e.python("bad", "def main_handler(event, context):\n    raise Exception('no')\n", DeadLetterConfig={"Type": "CMQ-TOPIC", "Name": "letters", "FilterType": ""})
        e.python("reader", KEEP)
        self.create("reader", "cmq", "letters", "")
        request = e.call("Invoke", FunctionName="bad", InvocationType="Event", ClientContext='{"a":1}')["Result"]["FunctionRequestId"]
        wait_until("the letter", lambda: self.one("reader")["counts"]["delivered"] == 1, 30)
        letter = json.loads(json.loads(self.one("reader")["recent"][0]["event"])["Records"][0]["CMQ"]["msgBody"])
        self.assertEqual(list(letter), ["RequestId", "ErrorCode", "ErrorMessage", "Body"])
        self.assertEqual((letter["RequestId"], letter["ErrorCode"], letter["Body"]["ClientContext"], letter["Body"]["RetryNum"]), (request, -1, '{"a":1}', 2))
        self.assertEqual(len(json.loads(e.local("GET", "/-/dead-letters"))["deadLetters"]), 1)

    def test_logs_in_batches_never_of_itself(self):
        e = self.start()
        e.python("shop", "def main_handler(event, context):\n    print('sold', event['n'])\n    return 1\n")
        e.python("watch", KEEP)
        self.create("watch", "cls", "local-logs", {"max_size": 50, "max_wait": 3})
        for i in range(5):
            e.invoke("shop", {"n": i})
        e.local("POST", "/-/clock", {"scale": 20})
        wait_until("a batch", lambda: self.one("watch")["counts"]["delivered"] >= 1)
        e.invoke("watch", {"n": 1})
        lines = []
        for d in self.one("watch")["recent"]:
            self.assertLess(d["bytes"], 128 * 1024)
            # KEEP gives back what it was given.
            event = json.loads(e.call("GetRequestStatus", FunctionName="watch", FunctionRequestId=d["requestId"])["Data"][0]["RetMsg"])
            self.assertEqual(names(event), {"clslogs": {"data": "str"}})
            packed = json.loads(gzip.decompress(base64.b64decode(event["clslogs"]["data"])))
            self.assertEqual((list(packed), packed["topic_id"], packed["topic_name"]), (["topic_id", "topic_name", "records"], "local-logs", "local-logs"))
            for record in packed["records"]:
                self.assertEqual(list(record), ["timestamp", "content"])
                self.assertEqual(len(record["timestamp"]), 16)
                lines.append(json.loads(record["content"]))
        self.assertEqual({line["SCF_FunctionName"] for line in lines}, {"shop"})
        self.assertEqual(sorted(line["SCF_Message"] for line in lines if line["SCF_Message"].startswith("sold")), [f"sold {i}" for i in range(5)])
        self.assertEqual({line["SCF_Type"] for line in lines}, {"Platform", "Custom"})
        made = self.one("watch")["counts"]["made"]
        e.invoke("watch", {"n": 2})
        wait_until("its own lines were passed over", lambda: self.one("watch")["about"]["waiting"] == 0)
        self.assertEqual(self.one("watch")["counts"]["made"], made)

    def test_by_hand(self):
        e = self.start()
        e.python("media", KEEP)
        self.create("media", "mps", "mps", {"eventType": "EditMediaTask"})
        self.create("media", "eb", "bridge", "")
        self.refused("ResourceInUse.Trigger", "CreateTrigger", FunctionName="media", TriggerName="again", Type="mps", TriggerDesc='{"eventType":"EditMediaTask"}')
        for t in self.triggers("media")["triggers"]:
            e.local("POST", f"/-/triggers/{t['id']}", {"action": "fire"})
        shapes = {}
        for t in self.triggers("media")["triggers"]:
            wait_until(t["name"], lambda: self.triggers(ident=t["id"])["counts"]["delivered"] == 1)
            shapes[t["type"]] = json.loads(self.triggers(ident=t["id"])["recent"][0]["event"])
        self.assertEqual((list(shapes["mps"]), list(shapes["mps"]["EditMediaTaskEvent"])), (["EventType", "EditMediaTaskEvent"], ["TaskId", "Status", "ErrCode", "Message", "Input", "Output"]))
        self.assertEqual(list(shapes["eb"]), ["specversion", "id", "type", "source", "subjuect", "time", "region", "datacontenttype", "data"])
        self.assertEqual(list(shapes["eb"]["data"]), ["topic", "tags", "TopicType", "subscriptionName", "toTimestamp", "partitions", "msgId", "msgBody"])


class Queue(Bench):
    def send(self, *messages):
        return json.loads(self.engine.local("POST", "/-/queues/jobs", {"messages": list(messages)}))["msgIds"]

    def test_a_queue_over_a_kill(self):
        seen = Seen()
        self.addCleanup(seen.close)
        e = self.start()
        e.python("work", TELL.replace("PORT", str(seen.port)), Timeout=60)
        ids = self.send("before", "the trigger")
        self.create("work", "cmqqueue", "jobs", {"maxMsgNum": 10, "timeOut": 0})
        wait_until("both", lambda: self.one("work")["counts"]["delivered"] == 2)
        record = seen.events[0]["Records"][0]["CMQ"]
        self.assertEqual((record["type"], record["topicName"], record["msgId"], record["msgBody"]), ("queue", "jobs", ids[0], "before"))
        self.assertEqual(list(record), ["type", "topicOwner", "topicName", "subscriptionName", "publishTime", "msgId", "requestId", "msgBody", "msgTag"])
        seen.free.clear()  # the next batch stays with the function
        self.send(*[f"m{i}" for i in range(16)])
        wait_until("a batch is out", lambda: len(seen.events) == 2)
        e.kill()
        seen.free.set()
        self.engine = Engine(data_dir=e.data_dir)
        self.addCleanup(self.engine.stop)
        bodies = lambda: [r["CMQ"]["msgBody"] for event in list(seen.events) for r in event["Records"]]
        wait_until("all again", lambda: len(bodies()) == 2 + 10 + 16)
        got = bodies()
        self.assertEqual((got[:2], got[2:12], got[12:]), (["before", "the trigger"], [f"m{i}" for i in range(10)], [f"m{i}" for i in range(16)]))
        wait_until("the queue is empty", lambda: [q["messages"] for q in json.loads(self.engine.local("GET", "/-/queues"))["queues"]] == [0])
        self.balanced(self.one("work")["id"])
        auth = {"Authorization": "Bearer " + self.engine.ready["secretKey"]}
        for body in ({"messages": ["x"] * 17}, {"message": "x" * 65537}, {"message": "x", "more": 1}, {"messages": "x"}):
            self.assertEqual(self.engine.exchange("POST", "/-/queues/jobs", json.dumps(body), auth)[0], 400)
        self.refused("ResourceInUse.Queue", "CreateTrigger", FunctionName="work", TriggerName="jobs", Type="cmqqueue", TriggerDesc="{}")


class Day(Bench):
    def test_a_day_of_mixed_triggers(self):
        e = self.start(args=["--service", "ckafka"])
        kafka = lambda action, **fields: json.loads(e.local("POST", "/-/services/ckafka", {"action": action, **fields}))
        kafka("createTopic", topic="stream", partitions=2)
        e.python("work", KEEP)
        e.python("watch", KEEP)
        e.python("front", sources.Front.ECHO)
        self.create("work", "timer", "minutes", "0 * * * * * *")
        self.create("work", "timer", "fails", "30 */30 * * * * *", CustomArgument="fail")
        self.create("work", "cmq", "topic", "")
        self.create("work", "cos", sources.Storage.BUCKET, {"event": "cos:ObjectCreated:*"})
        self.create("work", "cmqqueue", "jobs", {"maxMsgNum": 10, "timeOut": 0})
        self.create("work", "ckafka", "ckafka-local-stream", {"maxMsgNum": 10, "offset": "earliest", "timeOut": 1})
        self.create("watch", "cls", "local-logs", {"max_size": 50, "max_wait": 60})
        self.create("front", "clb", "rule", "")
        self.create("front", "apigw", "api", "")
        self.create("front", "http", "url", "")
        cos = Cos(e)
        self.assertEqual(cos.ask("PUT", f"/{sources.Storage.BUCKET}")[0], 200)
        front = [t["address"].removeprefix(e.ready["api"]) for t in self.triggers("front")["triggers"]]
        begun = e.state()["time"]
        e.local("POST", "/-/clock", {"scale": 1000})
        puts = 0
        hours = 24 if os.environ.get("CI") else 4  # of the clock: a day is 86 s of the outside's
        while puts < hours * 6:
            wait_until("the next ten minutes", lambda: e.state()["time"] >= begun + puts * 600_000)
            self.engine.local("POST", "/-/topics/topic", {"message": "m"})
            self.engine.local("POST", "/-/queues/jobs", {"message": "m"})
            kafka("produce", topic="stream", partition=puts % 2, messages=[{"value": "m"}])
            self.assertEqual(cos.ask("PUT", f"/{sources.Storage.BUCKET}/k{puts}", b"x")[0], 200)
            puts += 1
            for path in front:
                self.assertEqual(e.exchange("GET", path)[0], 200)
        wait_until("the end of the day", lambda: e.state()["time"] >= begun + hours * 3600 * 1000)
        about = lambda kind: self.triggers(ident=next(t["id"] for t in self.triggers("work")["triggers"] if t["type"] == kind))["about"]
        wait_until("nothing lags", lambda: [sum(p["lag"] for p in about("ckafka")["partitions"]), *(q["messages"] for q in json.loads(e.local("GET", "/-/queues"))["queues"])] == [0, 0], 60)
        for t in self.triggers("work")["triggers"] + self.triggers("watch")["triggers"]:
            e.local("PUT", f"/-/triggers/{t['id']}", {"enabled": False})
        e.local("POST", "/-/clock", {"scale": 3600})
        wait_until("everything has ended", lambda: all(t["counts"]["pending"] == 0 for t in self.triggers()["triggers"]), 60)
        by_name = {t["name"]: self.balanced(t["id"]) for t in self.triggers()["triggers"]}
        self.assertEqual(by_name["minutes"]["refused"], 0)
        self.assertGreaterEqual(by_name["minutes"]["delivered"], hours * 60)
        self.assertGreaterEqual(by_name["fails"]["deadLettered"], hours * 2)
        self.assertEqual(by_name["fails"]["retried"], 2 * by_name["fails"]["deadLettered"])
        self.assertEqual((by_name["topic"]["delivered"], by_name[sources.Storage.BUCKET]["delivered"]), (puts, puts))
        self.assertEqual([by_name[name]["delivered"] for name in ("api", "url", "rule")], [puts] * 3)
        for name in ("jobs", "ckafka-local-stream", "local-logs"):
            self.assertGreater(by_name[name]["delivered"], 0, name)
            self.assertEqual((by_name[name]["deadLettered"], by_name[name]["refused"]), (0, 0), name)


if __name__ == "__main__":
    run_together()
