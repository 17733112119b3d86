# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user of SCF notices first when it is wrong: facts/scf.md section 12, one test for each line of it that this engine has.
Line 15 by the schedule of provisioned concurrency; 16 (timers), 19 (web functions), 24 (CKafka)
and the layers of line 20 come with what they are about."""
import concurrent.futures
import json
import time
import unittest

from scfclient import ApiError, Engine, package, wait_until

COUNT = "import time\nN = 0\ndef main_handler(event, context):\n    global N\n    N += 1\n    open('/tmp/n', 'a').write('x')\n    time.sleep(event.get('s', 0))\n    return [N, len(open('/tmp/n').read())]\n"


class Behaviours(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def failed(self, name, event=None):
        got = self.e.invoke(name, event, LogType="Tail")
        self.assertEqual(got["InvokeResult"], -1)
        return json.loads(got["RetMsg"]), got

    def refused(self, code, action, **fields):
        with self.assertRaises(ApiError) as caught:
            self.e.call(action, **fields)
        self.assertEqual(caught.exception.code, code, caught.exception)
        return caught.exception.message

    def at_once(self, name, count, event):
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            def one(_):
                try:
                    return self.e.invoke(name, event)["InvokeResult"]
                except ApiError as e:
                    return e.code
            return sorted(map(str, pool.map(one, range(count))))

    def test_01_timeout(self):  # section 12, 1
        self.e.python("b01", COUNT)
        self.assertEqual(self.e.call("GetFunction", FunctionName="b01")["Timeout"], 3)
        self.assertEqual(self.e.result("b01"), [1, 1])
        error, got = self.failed("b01", {"s": 30})
        self.assertEqual(error, {"errorCode": -1, "errorMessage": "Invoking task timed out after 3 seconds", "requestId": got["FunctionRequestId"], "statusCode": 433})
        self.assertGreaterEqual(got["Duration"], 3000)
        self.assertEqual(self.e.result("b01"), [1, 1])  # then a fresh instance

    def test_02_log_lines(self):  # section 12, 2; their texts are those of section 9.1
        self.e.python("b02", "def main_handler(event, context):\n    print('mine')\n    return 'Hello World'\n")
        cold, warm = (self.e.invoke("b02", LogType="Tail") for _ in range(2))
        # One line is ours: which interpreter really runs, where the declared one is not to be had.
        heads = lambda got: [line.split(" ")[0] for line in got["Log"].rstrip("\n").split("\n") if not line.startswith("Runtime RequestId:")]
        self.assertEqual(heads(cold), ["START", "Init", "mine", "Response", "END", "Report"])
        self.assertEqual(heads(warm), ["START", "mine", "Response", "END", "Report"])
        self.assertIn(f'Response RequestId:{warm["FunctionRequestId"]} RetMsg:"Hello World"\n', warm["Log"])

    def test_03_cold_and_warm(self):  # section 12, 3
        self.e.python("b03", COUNT)
        self.assertEqual([self.e.result("b03") for _ in range(3)], [[1, 1], [2, 2], [3, 3]])
        self.assertEqual(self.at_once("b03", 2, {"s": 0.4}), ["0", "0"])
        self.assertEqual(len(self.e.instances("b03")), 2)

    def test_04_context(self):  # section 12, 4 and 2.4
        variables = [{"Key": "A", "Value": "1"}, {"Key": "B", "Value": "x"}]
        self.e.python("b04", "def main_handler(event, context):\n    return context\n", Environment={"Variables": variables})
        self.e.node("b04-js", "exports.main_handler = async (event, context) => JSON.parse(JSON.stringify(context))\n", Environment={"Variables": variables})
        for name in ("b04", "b04-js"):
            context = self.e.result(name)
            self.assertEqual(json.loads(context["environment"]), {"A": "1", "B": "x", "SCF_NAMESPACE": "default"})
            self.assertEqual(context["environ"], "A=1;B=x;SCF_NAMESPACE=default;SCF_NAMESPACE=default")
            self.assertLessEqual({"memory_limit_in_mb", "time_limit_in_ms", "request_id", "function_version", "function_name", "namespace", "tencentcloud_region", "tencentcloud_appid", "tencentcloud_uin"}, set(context))

    def test_05_names_of_the_event(self):  # section 12, 5
        self.e.python("b05", "def main_handler(event, context):\n    return event['n']\n")
        self.assertEqual(self.e.call("Invoke", FunctionName="b05", ClientContext='{"n":1}')["Result"]["RetMsg"], "1")
        self.assertEqual(self.e.call("InvokeFunction", FunctionName="b05", Event='{"n":2}')["Result"]["RetMsg"], "2")
        self.assertEqual(self.refused("UnknownParameter", "Invoke", FunctionName="b05", Event="{}"), "The parameter `Event` is not recognized.")
        self.refused("UnknownParameter", "InvokeFunction", FunctionName="b05", ClientContext="{}")
        self.refused("UnknownParameter", "InvokeFunction", FunctionName="b05", InvocationType="Event")

    def test_06_default_qualifiers(self):  # section 12, 6
        self.e.python("b06", "def main_handler(event, context):\n    return context['function_version']\n")
        self.e.call("PublishVersion", FunctionName="b06")
        self.e.call("UpdateAlias", FunctionName="b06", Name="$DEFAULT", FunctionVersion="1")
        self.assertEqual(self.e.call("Invoke", FunctionName="b06")["Result"]["RetMsg"], '"$LATEST"')
        self.assertEqual(self.e.call("InvokeFunction", FunctionName="b06")["Result"]["RetMsg"], '"1"')

    def test_07_strings_are_quoted_once(self):  # section 12, 7
        self.e.python("b07", "def main_handler(event, context):\n    return 'a \"b\" é'\n")
        self.e.node("b07-js", "exports.main_handler = async () => 'a \"b\" é'\n")
        for name in ("b07", "b07-js"):
            self.assertEqual(self.e.invoke(name)["RetMsg"], '"a \\"b\\" é"')

    def test_08_error_object(self):  # section 12, 8 and 2.5
        self.e.python("b08", "def main_handler(event, context):\n    raise Exception('err msg')\n")
        error, got = self.failed("b08")
        self.assertEqual(set(error), {"errorCode", "errorMessage", "requestId", "stackTrace", "statusCode"})
        self.assertEqual((error["errorCode"], error["errorMessage"], error["requestId"], error["statusCode"]), (-1, "user code exception caught", got["FunctionRequestId"], 430))
        self.assertTrue(error["stackTrace"].startswith("Traceback (most recent call last):\n  File \"/var/user/index.py\", line 2, in main_handler"))

    def test_09_errors_in_the_envelope(self):  # section 12, 9 and 1.2
        body = b'{"FunctionName":"nobody"}'
        status, headers, raw = self.e.exchange("POST", "/", body, self.e.signed("GetFunction", body))
        self.assertEqual((status, headers["content-type"]), (200, "application/json"))
        response = json.loads(raw)["Response"]
        self.assertEqual((set(response), response["Error"]["Code"]), ({"Error", "RequestId"}, "ResourceNotFound.Function"))

    def test_10_states_between(self):  # section 12, 10 and 1.8
        files = {f"d{i % 50}/f{i}.txt": "x" for i in range(8000)}
        made = {"FunctionName": "b10", "Runtime": "Python3.10", "Handler": "index.main_handler", "Code": {"ZipFile": package({"index.py": "def main_handler(event, context):\n    return 1\n", **files})}}
        seen, errors = [], []
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            creating = pool.submit(self.e.call, "CreateFunction", **made)
            while not creating.done():
                try:
                    seen.append(self.e.call("GetFunction", FunctionName="b10")["Status"])
                    if seen[-1] == "Creating":
                        self.e.call("UpdateFunctionConfiguration", FunctionName="b10", Timeout=5)
                except ApiError as e:
                    errors.append(e.code)
            creating.result()
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName="b10")["Status"] == "Active")
        self.assertIn("Creating", seen)
        self.assertIn("FailedOperation.UpdateFunctionConfiguration", errors)
        self.assertEqual(self.e.result("b10"), 1)

    def test_11_event_invoke(self):  # section 12, 11
        self.e.local("POST", "/-/clock", {"scale": 600})
        self.addCleanup(self.e.local, "POST", "/-/clock", {"scale": 1})
        self.e.python("b11", "def main_handler(event, context):\n    raise Exception('no')\n")
        stream = self.e.events("invocation")
        got = self.e.call("Invoke", FunctionName="b11", InvocationType="Event", ClientContext="{}")["Result"]
        self.assertEqual((got["RetMsg"], got["Log"], got["Duration"], got["MemUsage"], got["ErrMsg"]), ("", "", 0, 0, ""))
        runs = []
        for _, _, v in stream:
            if v["requestId"] == got["FunctionRequestId"] and v["finished"]:
                runs.append(v)
                if len(runs) == 3:
                    break
        self.assertEqual([r["retryNum"] for r in runs], [0, 1, 2])
        for a, b in zip(runs, runs[1:]):
            self.assertGreaterEqual(b["dispatchedUs"] - a["repliedUs"], 59_900_000)  # one minute, of the engine's clock

    def test_12_overrun(self):  # section 12, 12
        self.e.python("b12", COUNT)
        self.e.call("PutReservedConcurrencyConfig", FunctionName="b12", ReservedConcurrencyMem=0)
        self.assertEqual(self.refused("ResourceLimitReached", "Invoke", FunctionName="b12", ClientContext="{}"), "Function [ b12 ] concurrency exceeded reserved quota 0 MB")
        rid = self.e.call("Invoke", FunctionName="b12", InvocationType="Event", ClientContext="{}")["Result"]["FunctionRequestId"]
        self.assertEqual(self.e.call("GetAsyncEventStatus", InvokeRequestId=rid)["Result"]["Status"], "RUNNING")  # it waits for a minute to pass
        self.e.call("DeleteReservedConcurrencyConfig", FunctionName="b12")
        self.e.local("POST", "/-/clock", {"scale": 600})
        self.addCleanup(self.e.local, "POST", "/-/clock", {"scale": 1})
        wait_until("it ran", lambda: self.e.call("GetAsyncEventStatus", InvokeRequestId=rid)["Result"]["Status"] == "FINISHED")

    def test_13_one_event_per_instance(self):  # section 12, 13
        self.e.python("b13", COUNT)
        self.e.local("PUT", "/-/functions/default/b13", {"keepAliveSeconds": 1})
        self.assertEqual(self.at_once("b13", 3, {"s": 0.5}), ["0", "0", "0"])
        self.assertEqual(sorted(i["requests"] for i in self.e.instances("b13")), [1, 1, 1])
        wait_until("scale to zero", lambda: not self.e.instances("b13"))
        own = Engine()
        self.addCleanup(own.stop)
        own.settings(burstPerMinute=1)
        own.python("b13", COUNT)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            first = pool.submit(own.invoke, "b13", {"s": 1})
            wait_until("busy", lambda: [i for i in own.instances("b13") if i["state"] == "busy"])
            with self.assertRaises(ApiError) as caught:
                own.invoke("b13")
            self.assertEqual(caught.exception.code, "ResourceLimit")  # 429
            self.assertEqual(first.result()["InvokeResult"], 0)

    def test_14_quota_in_megabytes(self):  # section 12, 14
        self.e.python("b14", COUNT, MemorySize=256)
        self.e.call("PutReservedConcurrencyConfig", FunctionName="b14", ReservedConcurrencyMem=640)
        self.assertEqual(self.at_once("b14", 4, {"s": 0.8}), ["0", "0", "ResourceLimitReached", "ResourceLimitReached"])

    def test_15_cron(self):  # section 12, 15: seven fields, East 8, day OR week
        self.e.python("b15", "def main_handler(event, context):\n    return 1\n")
        self.e.call("PublishVersion", FunctionName="b15")

        def put(cron):
            self.e.call("PutProvisionedConcurrencyConfig", FunctionName="b15", Qualifier="1", VersionProvisionedConcurrencyNum=0,
                        TriggerActions=[{"TriggerName": "t", "TriggerProvisionedConcurrencyNum": 1, "TriggerCronConfig": cron}])
        for wrong in ("* * * * *", "* * * * * *", "60 * * * * * *", "* * 24 * * * *", "* * * 0 * * *", "* * * * 13 * *", "* * * * * 7 *"):
            with self.assertRaises(ApiError, msg=wrong):
                put(wrong)
        self.assertEqual(self.e.instances("b15"), [])
        now = time.gmtime(time.time() + 8 * 3600)
        week = {(now.tm_wday + 1) % 7, (now.tm_wday + 2) % 7}  # today and, near midnight, tomorrow; 0 is Sunday
        put(f"* * * {(now.tm_mday + 10) % 28 + 1} * {','.join(map(str, sorted(week)))} {now.tm_year},{now.tm_year + 1}")
        wait_until("started by its day of the week", lambda: self.e.instances("b15"))

    def url(self, name, **fields):
        desc = json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}})
        info = self.e.call("CreateTrigger", FunctionName=name, TriggerName="url", Type="http", TriggerDesc=desc, **fields)["TriggerInfo"]
        self.assertEqual(info["Enable"], 1)  # section 12, 16: OPEN in, 1 out
        return json.loads(info["TriggerDesc"])["NetConfig"]["ExtranetUrl"][len(self.e.ready["api"]):]

    def test_17_response_of_a_url(self):  # section 12, 17
        self.e.python("b17", "import base64\ndef main_handler(event, context):\n    return {'isBase64Encoded': True, 'statusCode': 418, 'headers': {'X-Kind': 'pot', 'Content-Type': 'image/png'}, 'body': base64.b64encode(bytes([137, 80])).decode()}\n")
        status, headers, body = self.e.exchange("GET", self.url("b17"))
        self.assertEqual((status, headers["x-kind"], headers["content-type"], body), (418, "pot", "image/png", bytes([137, 80])))

        self.e.python("b17bad", "def main_handler(event, context):\n    return {'isBase64Encoded': False, 'statusCode': 200, 'headers': {}, 'body': {'not': 'text'}}\n")
        status, headers, body = self.e.exchange("GET", self.url("b17bad"))
        self.assertEqual((status, headers["content-type"]), (403, "application/json"))
        self.assertEqual(json.loads(body), {"errno": 403, "error": "Invalid scf response format. please check your scf response format."})

    def test_18_plain_value_and_headers(self):  # section 12, 18
        self.e.python("b18", "def main_handler(event, context):\n    return event\n")
        status, headers, body = self.e.exchange("POST", self.url("b18") + "/a/b?x=1&y=2", "text", {"X-Mixed-Case": "V"})
        event = json.loads(body)
        self.assertEqual((status, headers["content-type"]), (200, "application/json"))
        self.assertEqual((event["headers"]["x-mixed-case"], event["httpMethod"], event["path"], event["queryString"], event["body"]), ("V", "POST", "/a/b", {"x": "1", "y": "2"}, "text"))
        self.assertEqual(event["headers"]["x-scf-remote-addr"], "127.0.0.1")
        self.assertEqual([h for h in event["headers"] if h != h.lower()], [])

    def test_20_folders(self):  # section 12, 20
        self.e.python("b20", "import os\ndef attempt(path):\n    try:\n        open(path, 'w').write('x')\n        return True\n    except OSError:\n        return False\ndef main_handler(event, context):\n    return [os.getcwd(), attempt('/var/user/x'), attempt('/tmp/x'), attempt('/opt/x'), attempt('/x')]\n")
        self.assertEqual(self.e.result("b20"), ["/var/user", False, True, False, False])

    def test_21_node(self):  # section 12, 21: prefix of console lines; an answer through the callback
        self.e.node("b21", "exports.main_handler = (event, context, callback) => { console.log('said'); context.callbackWaitsForEmptyEventLoop = false; callback(null, 1) }\n")
        got = self.e.invoke("b21", LogType="Tail")
        self.assertEqual(got["RetMsg"], "1")
        self.assertRegex(got["Log"], rf"\d{{4}}-\d\d-\d\dT[\d:.]+Z\t{got['FunctionRequestId']}\tsaid\n")

    def report(self, name, got):
        """Its row, as the platform keeps it when the run is over."""
        def row():
            rows = self.e.call("GetRequestStatus", FunctionName=name, FunctionRequestId=got["FunctionRequestId"])["Data"]
            return rows[0] if rows and rows[0]["RetCode"] != 1 else None  # 1: it runs
        return wait_until(f"{name} is over", row)

    def test_21_the_answer_comes_before_the_event_loop_is_empty(self):
        for way in ("callback(null, event.ms)", "return Promise.resolve(event.ms)"):
            name = "b21" + way[0]
            self.e.node(name, "exports.main_handler = (event, context, callback) => { setTimeout(() => console.log('afterwards'), event.ms); " + way + " }\n", Timeout=5)
            self.assertEqual(self.e.invoke(name, {"ms": 0})["RetMsg"], "0")
            got = self.e.invoke(name, {"ms": 700}, LogType="Tail")
            self.assertEqual(got["RetMsg"], "700")
            self.assertLess(got["Duration"], 600)  # it was answered long before
            self.assertNotIn("afterwards", got["Log"])
            row = self.report(name, got)
            self.assertGreaterEqual(row["Duration"], 690)
            self.assertEqual(row["RetCode"], 0)
            logs = self.e.call("GetFunctionLogs", FunctionName=name, FunctionRequestId=got["FunctionRequestId"])["Data"][0]["Log"]
            self.assertIn("afterwards", logs)

    def test_21_an_instance_takes_no_event_while_it_goes_on(self):
        self.e.node("b21busy", "const id = Math.random()\nexports.main_handler = (event, context, callback) => { setTimeout(() => {}, event.ms); callback(null, id) }\n", Timeout=5)
        first = self.e.result("b21busy", {"ms": 1500})
        self.assertNotEqual(self.e.result("b21busy", {"ms": 0}), first)

    def test_21_a_timeout_after_the_answer_is_a_failed_call(self):
        self.e.node("b21late", "exports.main_handler = (event, context, callback) => { setInterval(() => {}, 10); callback(null, 'given') }\n", Timeout=1)
        got = self.e.invoke("b21late")
        self.assertEqual((got["RetMsg"], got["InvokeResult"]), ('"given"', 0))
        self.assertEqual(self.report("b21late", got)["RetCode"], -1)

    def test_21_what_is_thrown_after_the_answer_is_a_failed_call(self):
        self.e.node("b21throws", "exports.main_handler = (event, context, callback) => { setTimeout(() => { throw new Error('too late') }, 50); callback(null, 'given') }\n")
        got = self.e.invoke("b21throws")
        self.assertEqual(got["RetMsg"], '"given"')
        self.assertEqual(self.report("b21throws", got)["RetCode"], -1)
        self.assertEqual(self.e.invoke("b21throws")["RetMsg"], '"given"')  # the instance goes on

    def test_22_units(self):  # section 12, 22
        self.e.python("b22", "def main_handler(event, context):\n    for i in range(2000):\n        print('line', i)\n")
        got = self.e.invoke("b22", LogType="Tail")
        self.assertTrue(1 << 20 < got["MemUsage"] < 128 << 20, got["MemUsage"])  # bytes
        self.assertTrue(3900 < len(got["Log"].encode()) <= 4096)
        logged = float(got["Log"].rstrip().rsplit("MemUsage:", 1)[1][:-2])  # MB
        self.assertAlmostEqual(logged, got["MemUsage"] / 1048576, places=2)
        wait_until("kept", lambda: self.e.call("GetRequestStatus", FunctionName="b22", FunctionRequestId=got["FunctionRequestId"])["Data"])
        row = self.e.call("GetRequestStatus", FunctionName="b22", FunctionRequestId=got["FunctionRequestId"])["Data"][0]
        self.assertAlmostEqual(row["MemUsage"], got["MemUsage"] / 1048576, places=2)
        self.assertEqual(self.e.invoke("b22")["Log"], "")

    def test_23_limits(self):  # section 12, 23
        self.e.python("b23", "import os\ndef main_handler(event, context):\n    if 'exit' in event:\n        os._exit(1)\n    kept = [bytearray(8 << 20) for _ in range(event.get('blocks', 0))]\n    return 'x' * event.get('n', 0)\n", Timeout=20)
        error, _ = self.failed("b23", {"blocks": 40})
        self.assertEqual((error["errorMessage"], error["statusCode"]), ("Task memory exceeded 128 MB", 434))
        self.assertEqual(self.failed("b23", {"exit": 1})[0]["statusCode"], 439)
        self.assertEqual(self.failed("b23", {"n": 6 * 1024 * 1024 - 1})[0]["statusCode"], 407)
        self.refused("InvalidParameter.Payload", "Invoke", FunctionName="b23", InvocationType="Event", ClientContext='"' + "x" * (128 * 1024 - 1) + '"')

    def test_25_versions_and_names(self):  # section 12, 25
        self.e.python("b25", "import datetime, os, time\ndef main_handler(event, context):\n    return [context['function_version'], time.tzname[0], os.environ['TZ']]\n")
        self.url("b25")
        self.e.call("PublishVersion", FunctionName="b25")
        self.assertEqual(self.e.call("GetFunction", FunctionName="b25", Qualifier="1")["Triggers"], [])
        self.assertEqual(len(self.e.call("GetFunction", FunctionName="b25", Qualifier="$LATEST")["Triggers"]), 1)
        self.e.call("UpdateFunctionConfiguration", FunctionName="b25", Timeout=9)
        self.assertEqual(self.e.call("GetFunction", FunctionName="b25", Qualifier="1")["Timeout"], 3)
        self.assertEqual(self.e.result("b25", Qualifier="1"), ["1", "UTC", "UTC"])
        for key in ("SCF_X", "QCLOUD_X", "TENCENTCLOUD_X"):
            self.refused("InvalidParameterValue.EnvironmentSystemProtect", "UpdateFunctionConfiguration", FunctionName="b25", Environment={"Variables": [{"Key": key, "Value": "1"}]})


if __name__ == "__main__":
    unittest.main(verbosity=1)
