# SPDX-License-Identifier: GPL-3.0-or-later
"""Async events (facts/scf.md section 6, 12.11, 12.12): retries by class, age, dead letters, asynchronous execution, their management."""
import json
import unittest

from scfclient import ApiError, Engine, package, wait_until

FAILS = "def main_handler(event, context):\n    print('run of', event.get('i'))\n    raise ValueError('always')\n"
SLEEPS = "import time\nN = 0\ndef main_handler(event, context):\n    global N\n    N += 1\n    time.sleep(event.get('s', 0))\n    if event.get('bad'):\n        raise ValueError('bad')\n    return N\n"


class Async(unittest.TestCase):
    def setUp(self):
        self.e = Engine()
        self.addCleanup(self.e.stop)

    def fire(self, name, event=None, **fields):
        return self.e.call("Invoke", FunctionName=name, InvocationType="Event", ClientContext=json.dumps(event or {}), **fields)["Result"]["FunctionRequestId"]

    def config(self, name, retries, age):
        self.e.call("UpdateFunctionEventInvokeConfig", FunctionName=name, AsyncTriggerConfig={"RetryConfig": [{"RetryNum": retries}], "MsgTTL": age})

    def status(self, rid):
        return self.e.call("GetAsyncEventStatus", InvokeRequestId=rid)["Result"]

    def letters(self, name):
        return json.loads(self.e.local("GET", f"/-/dead-letters?function={name}"))["deadLetters"]

    def refused(self, code, action, **fields):
        with self.assertRaises(ApiError) as caught:
            self.e.call(action, **fields)
        self.assertEqual(caught.exception.code, code, caught.exception)

    def finished(self, stream, rid, count):
        """Finished attempts of one request, as /-/events tells them."""
        got = []
        for _, _, value in stream:
            if value["requestId"] == rid and value["finished"]:
                got.append(value)
                if len(got) == count:
                    return got

    def test_execution_errors_are_tried_again_as_often_as_configured(self):  # section 6: RetryNum times, one minute apart, same request id
        self.e.local("POST", "/-/clock", {"scale": 120})
        self.e.python("fn", FAILS)
        self.assertEqual(self.e.call("GetFunctionEventInvokeConfig", FunctionName="fn")["AsyncTriggerConfig"], {"RetryConfig": [{"RetryNum": 2}], "MsgTTL": 21600})
        for retries in (2, 1, 0):
            self.config("fn", retries, 3600)
            before = len(self.letters("fn"))
            stream = self.e.events("invocation")
            rid = self.fire("fn", {"i": retries})
            runs = self.finished(stream, rid, retries + 1)
            self.assertEqual([(r["statusCode"], r["retryNum"]) for r in runs], [(430, n) for n in range(retries + 1)])
            for earlier, later in zip(runs, runs[1:]):
                self.assertGreaterEqual(later["dispatchedUs"] - earlier["repliedUs"], 59_900_000)
            wait_until("the dead letter", lambda: len(self.letters("fn")) == before + 1)
            self.assertEqual(self.status(rid)["Status"], "FAILED")
        self.refused("LimitExceeded.RetryNum", "UpdateFunctionEventInvokeConfig", FunctionName="fn", AsyncTriggerConfig={"RetryConfig": [{"RetryNum": 3}], "MsgTTL": 60})
        self.refused("LimitExceeded.MsgTTL", "UpdateFunctionEventInvokeConfig", FunctionName="fn", AsyncTriggerConfig={"RetryConfig": [{"RetryNum": 1}], "MsgTTL": 21601})

    def test_dead_letters_have_the_documented_body_and_can_be_settled(self):
        self.e.python("fn", FAILS + "    return 1\n")
        self.config("fn", 0, 3600)
        rid = self.fire("fn", {"i": 7})
        letter = wait_until("the letter", lambda: self.letters("fn"))[0]
        body = letter["body"]
        self.assertEqual((body["RequestId"], body["ErrorCode"]), (rid, -1))
        self.assertTrue(body["ErrorMessage"].startswith("Traceback (most recent call last):") and body["ErrorMessage"].endswith("ValueError: always"), body["ErrorMessage"])
        self.assertEqual({k: body["Body"][k] for k in ("FunctionName", "Namespace", "Qualifier", "ClientContext", "RequestId", "RetryNum", "LogType", "Ttl")},
                         {"FunctionName": "fn", "Namespace": "default", "Qualifier": "$LATEST", "ClientContext": '{"i": 7}', "RequestId": rid, "RetryNum": 0, "LogType": "", "Ttl": 0})
        self.assertRegex(body["Body"]["PushTime"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+08:00$")
        self.fire("fn", {"i": 8})
        wait_until("a second one", lambda: len(self.letters("fn")) == 2)
        self.assertEqual([x["body"]["Body"]["ClientContext"] for x in self.letters("fn")], ['{"i": 8}', '{"i": 7}'])  # newest first
        self.assertEqual(self.letters("nobody"), [])
        # The function is mended, the letters are given to it again: same request id.
        self.e.call("UpdateFunctionCode", FunctionName="fn", ZipFile=package({"index.py": "def main_handler(event, context):\n    return context['request_id']\n"}))
        stream = self.e.events("invocation")
        self.e.local("POST", f"/-/dead-letters/{letter['id']}", {"action": "retry"})
        self.assertEqual(self.finished(stream, rid, 1)[0]["statusCode"], 200)
        wait_until("it is gone", lambda: len(self.letters("fn")) == 1)
        self.e.local("POST", f"/-/dead-letters/{self.letters('fn')[0]['id']}", {"action": "discard"})
        self.assertEqual(self.letters("fn"), [])
        self.assertEqual(self.e.exchange("POST", f"/-/dead-letters/{letter['id']}", '{"action":"retry"}', {"Authorization": "Bearer " + self.e.ready["secretKey"]})[0], 404)

    def test_letters_survive_a_kill(self):
        data = self.e.data_dir
        self.e.python("fn", FAILS)
        self.config("fn", 0, 3600)
        rid = self.fire("fn")
        wait_until("the letter", lambda: self.letters("fn"))
        self.e.kill()
        self.e = Engine(data)
        self.addCleanup(self.e.stop)
        self.assertEqual(self.letters("fn")[0]["body"]["RequestId"], rid)
        self.assertEqual(self.e.call("GetFunctionEventInvokeConfig", FunctionName="fn")["AsyncTriggerConfig"]["MsgTTL"], 3600)

    def test_overrun_is_tried_until_the_age_and_others_flow(self):  # section 6: 432 every minute until MsgTTL; section 12.12
        self.e.local("POST", "/-/clock", {"scale": 300})
        self.e.python("off", SLEEPS)
        self.e.python("on", SLEEPS)
        self.config("off", 0, 150)
        self.e.call("PutReservedConcurrencyConfig", FunctionName="off", ReservedConcurrencyMem=0)
        with self.assertRaises(ApiError) as caught:  # sync: at once, and final
            self.e.invoke("off")
        self.assertEqual((caught.exception.code, caught.exception.message), ("ResourceLimitReached", "Function [ off ] concurrency exceeded reserved quota 0 MB"))
        before = self.e.metric("scf_throttled_total", function="off", code="432")
        rid = self.fire("off")
        self.assertEqual(self.status(rid)["Status"], "RUNNING")
        wait_until("new events flow meanwhile", lambda: self.status(self.fire("on"))["StatusCode"] in (200, 202))
        letter = wait_until("too old", lambda: self.letters("off"))[0]
        self.assertEqual((letter["statusCode"], letter["body"]["Body"]["RetryNum"]), (432, 0))  # no retry was used up
        self.assertEqual(self.e.metric("scf_throttled_total", function="off", code="432") - before, 2)  # at 0 and 60 s; at 120 s it is the last, the next would be past 150
        self.e.call("DeleteReservedConcurrencyConfig", FunctionName="off")
        self.e.local("POST", f"/-/dead-letters/{letter['id']}", {"action": "retry"})
        wait_until("it runs now", lambda: self.status(rid)["Status"] == "FINISHED")

    def test_first_in_first_out(self):  # section 6
        self.e.python("fn", "ORDER = []\ndef main_handler(event, context):\n    if 'i' in event:\n        ORDER.append(event['i'])\n    return ORDER\n")
        self.e.local("PUT", "/-/functions/default/fn", {"maxInstances": 1, "startPolicy": "wait"})
        for i in range(40):
            self.fire("fn", {"i": i})
        wait_until("all have run", lambda: len(self.e.result("fn")) == 40)
        self.assertEqual(self.e.result("fn"), list(range(40)))

    def test_versions_keep_their_events(self):
        self.e.python("fn", "def main_handler(event, context):\n    return context['function_version']\n")
        self.e.call("PublishVersion", FunctionName="fn")
        self.e.call("CreateAlias", FunctionName="fn", Name="prod", FunctionVersion="1")
        stream = self.e.events("invocation")
        rid = self.fire("fn", Qualifier="prod")
        self.assertEqual(self.finished(stream, rid, 1)[0]["statusCode"], 200)
        self.assertEqual(self.e.metric("scf_invocations_total", function="fn", qualifier="1"), 1)

    def test_status_and_list_of_traced_events(self):
        data = self.e.data_dir
        self.e.python("fn", SLEEPS, TraceEnable="TRUE", Timeout=60)
        self.config("fn", 0, 60)
        good, bad, long = self.fire("fn"), self.fire("fn", {"bad": 1}), self.fire("fn", {"s": 50})
        wait_until("two have ended", lambda: [self.status(r)["Status"] for r in (good, bad, long)] == ["FINISHED", "FAILED", "RUNNING"])
        self.assertEqual([self.status(r)["StatusCode"] for r in (good, bad, long)], [200, 430, 202])
        listed = self.e.call("ListAsyncEvents", FunctionName="fn", Order="ASC")
        self.assertEqual([(x["InvokeRequestId"], x["Status"]) for x in listed["EventList"]], [(good, "FINISHED"), (bad, "FAILED"), (long, "RUNNING")])
        self.assertEqual(self.e.call("ListAsyncEvents", FunctionName="fn", Status=["RUNNING"])["TotalCount"], 1)
        self.e.call("TerminateAsyncEvent", FunctionName="fn", InvokeRequestId=long)
        wait_until("ended", lambda: self.status(long)["Status"] == "ABORTED")
        self.refused("ResourceNotFound.AsyncEvent", "TerminateAsyncEvent", FunctionName="fn", InvokeRequestId=long)
        self.refused("ResourceNotFound.AsyncEvent", "GetAsyncEventStatus", InvokeRequestId="11111111-2222-4333-8444-555555555555")
        self.e.kill()
        self.e = Engine(data)
        self.addCleanup(self.e.stop)
        self.assertEqual([x["Status"] for x in self.e.call("ListAsyncEvents", FunctionName="fn", Order="ASC")["EventList"]], ["FINISHED", "FAILED", "ABORTED"])

    def test_terminate_kills_and_grace_asks(self):  # section 6: default kills the instance, /tmp lost; GraceShutdown sends SIGTERM
        self.e.python("fn", "import signal, sys, time\nclass Told(Exception):\n    pass\ndef told(*a):\n    raise Told()\n"
                      "def main_handler(event, context):\n    open('/tmp/seen', 'a').write('x')\n    if event.get('grace'):\n        signal.signal(signal.SIGTERM, told)\n        print('armed')\n"
                      "    try:\n        time.sleep(event.get('s', 0))\n    except Told:\n        print('cleaned up')\n        return 'told'\n    return open('/tmp/seen').read()\n", Timeout=60, TraceEnable="TRUE")
        self.assertEqual(self.e.result("fn"), "x")
        busy = lambda: [i for i in self.e.instances("fn") if i["state"] == "busy"]
        rid = self.fire("fn", {"s": 50})
        wait_until("it runs", busy)
        self.e.call("TerminateAsyncEvent", FunctionName="fn", InvokeRequestId=rid)
        wait_until("aborted", lambda: self.status(rid)["Status"] == "ABORTED")
        self.assertEqual(self.e.result("fn"), "x")  # a new /tmp
        stream = self.e.events("log")
        rid = self.fire("fn", {"s": 50, "grace": 1})
        next(v for _, _, v in stream if v["text"] == "armed")  # before that, SIGTERM would be its end
        self.e.call("TerminateAsyncEvent", FunctionName="fn", InvokeRequestId=rid, GraceShutdown=True)
        wait_until("it ended by itself", lambda: self.status(rid)["Status"] == "FINISHED")
        texts = []
        for _, _, value in stream:
            texts.append(value["text"])
            if value["text"] == "cleaned up":
                break
        self.assertIn("[PLATFORM] Signal received successfully", texts)

    def test_grace_without_a_handler_is_an_exit(self):  # section 6: process without handler exits -> 439
        self.e.python("fn", SLEEPS, Timeout=60, TraceEnable="TRUE")
        self.config("fn", 0, 60)
        rid = self.fire("fn", {"s": 50})
        wait_until("it runs", lambda: [i for i in self.e.instances("fn") if i["state"] == "busy"])
        self.e.call("TerminateAsyncEvent", FunctionName="fn", InvokeRequestId=rid, GraceShutdown=True)
        wait_until("gone", lambda: self.status(rid)["StatusCode"] == 439)

    def test_asynchronous_execution(self):  # section 6: any caller gets only the id; no retry, no dead letter; abnormal run recycles the instance
        self.e.settings(retryIntervalSeconds=1)
        self.e.python("fn", SLEEPS, AsyncRunEnable="TRUE", TraceEnable="TRUE", Timeout=86400)
        self.refused("LimitExceeded.Timeout", "UpdateFunctionConfiguration", FunctionName="fn", Timeout=86401)
        self.assertEqual(self.e.call("GetFunction", FunctionName="fn")["AsyncRunEnable"], "TRUE")
        got = self.e.call("Invoke", FunctionName="fn", ClientContext='{"s": 1}', LogType="Tail")["Result"]
        self.assertEqual({k: v for k, v in got.items() if k != "FunctionRequestId"},
                         {"MemUsage": 0, "Log": "", "RetMsg": "", "BillDuration": 0, "Duration": 0, "ErrMsg": "", "InvokeResult": 0})
        self.assertEqual(self.status(got["FunctionRequestId"])["Status"], "RUNNING")
        wait_until("finished", lambda: self.status(got["FunctionRequestId"])["Status"] == "FINISHED")
        rid = self.e.call("InvokeFunction", FunctionName="fn", Event='{"bad": 1}')["Result"]["FunctionRequestId"]
        wait_until("failed", lambda: self.status(rid)["Status"] == "FAILED")
        wait_until("its instance ended", lambda: not self.e.instances("fn"))
        self.assertEqual(self.letters("fn"), [])
        self.assertEqual(self.e.metric("scf_invocations_total", function="fn", code="430"), 1)

    def test_request_status_and_logs(self):  # 12.22: MB here, bytes in Invoke
        self.e.settings(retryIntervalSeconds=1)
        self.e.python("fn", FAILS)
        self.config("fn", 1, 60)
        rid = self.fire("fn", {"i": 1})
        wait_until("both runs", lambda: [r["RetCode"] for r in self.e.call("GetRequestStatus", FunctionName="fn", FunctionRequestId=rid)["Data"]] == [-1, -1])
        rows = self.e.call("GetRequestStatus", FunctionName="fn", FunctionRequestId=rid)["Data"]
        self.assertEqual([(r["RetCode"], r["RetryNum"]) for r in rows], [(-1, 1), (-1, 0)])
        self.assertTrue(1 < rows[0]["MemUsage"] < 128, rows[0])
        logs = self.e.call("GetFunctionLogs", FunctionName="fn", FunctionRequestId=rid, Filter={"RetCode": "UserCodeException"})
        self.assertEqual(logs["TotalCount"], 2)
        self.assertIn("run of 1\n", logs["Data"][0]["Log"])
        self.assertGreater(logs["Data"][0]["MemUsage"], 1024 * 1024)
        self.assertEqual(self.e.call("GetFunctionLogs", FunctionName="fn", Filter={"RetCode": "is0"})["TotalCount"], 0)


if __name__ == "__main__":
    unittest.main(verbosity=1)
