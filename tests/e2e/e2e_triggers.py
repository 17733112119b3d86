# SPDX-License-Identifier: GPL-3.0-or-later
"""Triggers from outside: each type with a real client, its event field by field, its ledger, and what survives."""
import json
import sqlite3
import time
import unittest

from scfclient import ApiError, Engine, wait_until

KEEP = """
import json, os
def main_handler(event, context):
    print(json.dumps(event))
    if event.get('Message') == 'fail':
        raise Exception('told to')
    return event
"""


class Bench(unittest.TestCase):
    def start(self, **kw):
        self.engine = Engine(**kw)
        self.addCleanup(self.engine.stop)
        return self.engine

    def triggers(self, function=None, ident=None):
        return json.loads(self.engine.local("GET", f"/-/triggers/{ident}" if ident else "/-/triggers" + (f"?function={function}" if function else "")))

    def one(self, function):
        return self.triggers(ident=self.triggers(function)["triggers"][0]["id"])

    def create(self, function, kind, name, desc, **fields):
        text = desc if isinstance(desc, str) else json.dumps(desc, separators=(",", ":"))
        return self.engine.call("CreateTrigger", FunctionName=function, TriggerName=name, Type=kind, TriggerDesc=text, **fields)["TriggerInfo"]

    def balanced(self, ident):
        c = self.triggers(ident=ident)["counts"]
        self.assertEqual(c["made"], c["delivered"] + c["deadLettered"] + c["refused"] + c["pending"], c)
        return c

    def refused(self, code, action, **fields):
        with self.assertRaises(ApiError) as caught:
            self.engine.call(action, **fields)
        self.assertEqual(caught.exception.code, code)
        return caught.exception.message


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
        kept = f"file:{e.data_dir}/db?mode=ro"
        wait_until("kept", lambda: any(b'"delivered":1' in v for v, in sqlite3.connect(kept, uri=True).execute("SELECT value FROM trigger_state WHERE key = 'ledger'")))
        e.kill()
        self.engine = again = Engine(data_dir=e.data_dir)
        self.addCleanup(again.stop)
        t = self.triggers(ident=ident)
        self.assertEqual((t["counts"]["made"], t["counts"]["delivered"], t["recent"][0]["requestId"], t["enabled"]), (1, 1, fired["requestId"], False))


if __name__ == "__main__":
    unittest.main(verbosity=1)
