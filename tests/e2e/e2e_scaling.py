# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaling with real processes: quotas, burst, reuse, keep-alive, waiting (facts/scf.md 7, scaling-core.md 3.2)."""
import concurrent.futures
import json
import unittest

from scfclient import ApiError, Engine, package, wait_until

SLEEP = "import time\ndef main_handler(event, context):\n    time.sleep(event.get('s', 0.5))\n    return 1\n"


class Scaling(unittest.TestCase):
    def setUp(self):
        self.e = Engine()
        self.addCleanup(self.e.stop)

    def at_once(self, name, count, seconds=0.5):
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            def one(_):
                try:
                    return self.e.invoke(name, {"s": seconds})["InvokeResult"]
                except ApiError as e:
                    return e.code
            return list(pool.map(one, range(count)))

    def test_quota_is_counted_in_megabytes(self):
        self.e.settings(accountMemoryMb=512)
        self.e.python("small", SLEEP)
        self.e.python("large", SLEEP, MemorySize=256)
        self.assertEqual(sorted(map(str, self.at_once("small", 6))), ["0"] * 4 + ["ResourceLimitReached"] * 2)
        self.assertEqual(sorted(map(str, self.at_once("large", 3))), ["0"] * 2 + ["ResourceLimitReached"])
        self.assertEqual(self.e.metric("scf_throttled_total", code="432"), 3)

    def test_432_in_scfs_words(self):
        self.e.settings(accountMemoryMb=64)
        self.e.python("none", SLEEP)
        with self.assertRaises(ApiError) as caught:
            self.e.invoke("none")
        self.assertEqual(caught.exception.message, "Function [ none ] concurrency exceeded region unreserved quota 64 MB")

    def test_burst_429(self):
        self.e.settings(burstPerMinute=2)
        self.e.python("fn", SLEEP)
        self.assertEqual(sorted(map(str, self.at_once("fn", 4))), ["0", "0", "ResourceLimit", "ResourceLimit"])

    def test_most_recently_used_is_reused_and_zero_is_reached(self):
        self.e.python("fn", SLEEP)
        self.e.local("PUT", "/-/functions/default/fn", {"keepAliveSeconds": 1})
        self.at_once("fn", 3, 0.3)
        self.assertEqual(len(self.e.instances("fn")), 3)
        for _ in range(4):
            self.e.invoke("fn", {"s": 0})
        self.assertEqual(sorted(i["requests"] for i in self.e.instances("fn")), [1, 1, 5])
        wait_until("scale to zero", lambda: not self.e.state()["instances"])

    def test_decisions_are_kept_with_their_reasons(self):
        self.e.settings(accountMemoryMb=128)
        self.e.python("fn", SLEEP)
        self.e.local("PUT", "/-/functions/default/fn", {"keepAliveSeconds": 1})
        self.assertEqual(sorted(map(str, self.at_once("fn", 2))), ["0", "ResourceLimitReached"])
        wait_until("scale to zero", lambda: not self.e.state()["instances"])

        def decisions():
            return json.loads(self.e.local("GET", "/-/decisions?count=100"))["decisions"]
        wait_until("the stop is kept", lambda: any(d["kind"] == "stop" for d in decisions()))
        by_kind = {d["kind"]: d for d in decisions()}
        self.assertEqual(by_kind["start"]["rule"], "no idle instance")
        self.assertEqual(by_kind["start"]["inputs"], "executing 0 MB + 128 MB of 128 MB")
        self.assertEqual(by_kind["reject"]["rule"], "account quota")
        self.assertEqual(by_kind["reject"]["limit"], "accountMemoryMb")
        self.assertEqual(by_kind["run"]["requestId"], by_kind["finish"]["requestId"])
        self.assertRegex(by_kind["stop"]["inputs"], r"^idle for [1-9][0-9.]* s, keep-alive is 1 s$")

    def test_greedy_dual_keeps_what_is_worth_most(self):
        self.e.settings(policy="greedy-dual", keepAliveSeconds=0)
        self.e.python("fn", SLEEP)
        self.e.invoke("fn", {"s": 0})
        self.e.invoke("fn", {"s": 0})
        self.assertEqual([i["requests"] for i in self.e.instances("fn")], [2])
        self.e.settings(policy="fixed")
        wait_until("the keep-alive counts again", lambda: not self.e.state()["instances"])

    def test_wait_instead_of_start(self):
        self.e.python("fn", SLEEP)
        self.e.local("PUT", "/-/functions/default/fn", {"maxInstances": 2, "startPolicy": "wait"})
        self.assertEqual(self.at_once("fn", 6, 0.1), [0] * 6)
        self.assertEqual(len(self.e.instances("fn")), 2)

    def test_reserved_words_of_settings(self):
        for wrong in ({"keepAliveSeconds": -1}, {"nonsense": 1}, {"reuse": "newest"}, {"accountMemoryMb": "many"}):
            status, _, raw = self.e.exchange("PUT", "/-/settings", json.dumps(wrong), {"Authorization": "Bearer " + self.e.ready["secretKey"]})
            self.assertEqual(status, 400, wrong)
            self.assertIn(next(iter(wrong)).encode(), raw)

    def test_new_code_while_busy(self):
        self.e.python("fn", "import time\ndef main_handler(event, context):\n    time.sleep(event.get('s', 0))\n    return 'old'\n")
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            running = pool.submit(self.e.result, "fn", {"s": 1})
            wait_until("busy", lambda: [i for i in self.e.instances("fn") if i["state"] == "busy"])
            self.e.call("UpdateFunctionCode", FunctionName="fn", Code={"ZipFile": package({"index.py": "def main_handler(event, context):\n    return 'new'\n"})})
            wait_until("Active", lambda: self.e.call("GetFunction", FunctionName="fn")["Status"] == "Active")
            self.assertEqual(self.e.result("fn"), "new")
            self.assertEqual(running.result(), "old")
        wait_until("the old instance gone", lambda: len(self.e.instances("fn")) == 1)

    def test_async_retries_with_the_same_request_id(self):
        self.e.settings(retryIntervalSeconds=1)
        self.e.python("fn", "def main_handler(event, context):\n    raise Exception('always')\n")
        stream = self.e.events("invocation")
        rid = self.e.call("Invoke", FunctionName="fn", InvocationType="Event", ClientContext="{}")["Result"]["FunctionRequestId"]
        seen = set()
        for _, _, value in stream:
            text = json.dumps(value)
            if rid in text and "430" in text:
                seen.add(value.get("retryNum", value.get("RetryNum")))
                if len(seen) == 3:
                    break
        self.assertEqual(seen, {0, 1, 2})


if __name__ == "__main__":
    unittest.main(verbosity=1)
