# SPDX-License-Identifier: GPL-3.0-or-later
"""Provisioned concurrency of published versions with real processes (facts/scf.md section 7)."""
import os
import shutil
import signal
import tempfile
import time
import unittest

from scfclient import ApiError, Engine, alive, wait_until

CODE = "import os\ndef main_handler(event, context):\n    return os.getpid()\n"


class Provisioned(unittest.TestCase):
    def setUp(self):
        folder = tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.addCleanup(shutil.rmtree, folder, True)
        self.data = os.path.join(folder, "data")
        self.begin()
        self.e.python("fn", CODE)
        self.assertEqual(self.e.call("PublishVersion", FunctionName="fn")["FunctionVersion"], "1")

    def begin(self):
        self.e = Engine(self.data)
        self.addCleanup(self.e.stop)

    def put(self, count, **fields):
        self.e.call("PutProvisionedConcurrencyConfig", FunctionName="fn", Qualifier="1", VersionProvisionedConcurrencyNum=count, **fields)

    def told(self):
        return self.e.call("GetProvisionedConcurrencyConfig", FunctionName="fn", Qualifier="1")["Allocated"]

    def idle(self, count):
        """That many idle ones of version 1, and nothing else."""
        found = []

        def there():
            found[:] = self.e.instances("fn")
            return len(found) == count and all(i["state"] == "idle" and i["qualifier"] == "1" for i in found)
        wait_until(f"{count} idle", there)
        return found

    def test_ready_before_any_event_and_never_reclaimed(self):
        self.e.local("PUT", "/-/functions/default/fn", {"keepAliveSeconds": 1})
        self.put(2)
        before = {i["id"] for i in self.idle(2)}
        self.assertEqual([(a["AllocatedProvisionedConcurrencyNum"], a["AvailableProvisionedConcurrencyNum"], a["Status"], a["Qualifier"]) for a in self.told()], [(2, 2, "Done", "1")])
        self.assertEqual(self.e.call("ListFunctions")["Functions"][0]["TotalProvisionedConcurrencyMem"], 256)
        log = self.e.invoke("fn", Qualifier="1", LogType="Tail")["Log"]
        self.assertNotIn("Init Report", log)
        # One of $LATEST ends by its keep-alive of 1 s; those of the version, idle for longer, are the same as before.
        self.e.invoke("fn")
        self.assertEqual(len(self.e.instances("fn")), 3)
        self.assertEqual({i["id"] for i in self.idle(2)}, before)
        self.e.call("DeleteProvisionedConcurrencyConfig", FunctionName="fn", Qualifier="1")
        self.idle(0)
        self.assertEqual(self.told(), [])

    def test_killed_one_is_replaced(self):
        self.put(2)
        before = self.idle(2)
        os.kill(before[0]["pid"], signal.SIGKILL)
        wait_until("it is gone", lambda: not alive(before[0]["pid"]))
        wait_until("another one", lambda: before[0]["id"] not in [i["id"] for i in self.e.instances("fn")])
        after = self.idle(2)
        self.assertIn(before[1]["id"], [i["id"] for i in after])

    def test_given_again_after_a_restart(self):
        self.put(2)
        self.idle(2)
        self.e.stop()
        self.begin()
        self.idle(2)
        self.assertEqual(self.told()[0]["AllocatedProvisionedConcurrencyNum"], 2)
        self.e.kill()
        self.begin()
        self.idle(2)
        self.put(1)
        self.idle(1)
        self.e.call("DeleteProvisionedConcurrencyConfig", FunctionName="fn", Qualifier="1")
        self.e.kill()
        self.begin()
        self.assertEqual(self.told(), [])
        self.assertEqual(self.e.instances("fn"), [])

    def test_by_schedule_and_what_it_set_outlives_a_restart(self):
        actions = [{"TriggerName": "now", "TriggerProvisionedConcurrencyNum": 1, "TriggerCronConfig": "* * * * * * *", "ProvisionedType": "Default"}]
        self.put(0, TriggerActions=actions)
        self.idle(1)
        self.assertEqual(self.told()[0]["TriggerActions"], actions)
        self.assertEqual(self.told()[0]["AllocatedProvisionedConcurrencyNum"], 1)
        # One that came a moment ago and comes again in a year: only what is kept can bring it back.
        moment = int(time.time()) + 3
        at = time.gmtime(moment + 8 * 3600)
        actions[0]["TriggerCronConfig"] = f"{at.tm_sec} {at.tm_min} {at.tm_hour} {at.tm_mday} {at.tm_mon} * *"
        self.put(0, TriggerActions=actions)
        wait_until("its moment", lambda: time.time() > moment)
        self.idle(1)
        self.e.stop()
        self.begin()
        self.idle(1)

    def test_by_use(self):
        self.put(0, ProvisionedType="ConcurrencyUtilizationTracking", TrackingTarget=0.5, MinCapacity=2, MaxCapacity=4)
        self.idle(2)
        self.e.stop()
        self.begin()
        self.idle(2)

    def test_only_published_versions(self):
        for qualifier, code in (("$LATEST", "InvalidParameterValue.Qualifier"), ("2", "ResourceNotFound.FunctionVersion")):
            with self.assertRaises(ApiError) as caught:
                self.e.call("PutProvisionedConcurrencyConfig", FunctionName="fn", Qualifier=qualifier, VersionProvisionedConcurrencyNum=1)
            self.assertEqual(caught.exception.code, code)
        self.assertEqual(self.e.instances("fn"), [])

    def test_its_version_is_deleted(self):
        self.put(1)
        self.idle(1)
        self.e.call("DeleteFunctionVersion", FunctionName="fn", Qualifier="1")
        wait_until("its instance is gone", lambda: not self.e.instances("fn"))

    def test_one_that_fails_to_start_says_so(self):
        self.e.python("broken", "raise Exception('no')\n")
        self.e.call("PublishVersion", FunctionName="broken")
        self.e.call("PutProvisionedConcurrencyConfig", FunctionName="broken", Qualifier="1", VersionProvisionedConcurrencyNum=1)

        def failed():
            told = self.e.call("GetProvisionedConcurrencyConfig", FunctionName="broken")["Allocated"][0]
            return told if told["Status"] == "Failed" else None
        self.assertIn("starts in a row have failed", wait_until("Failed", failed)["StatusReason"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
