# SPDX-License-Identifier: GPL-3.0-or-later
"""Python 3 and Node.js as facts/scf.md section 2 describes them: event, context, environment, folders, results, log lines."""
import json
import os
import re
import time
import unittest

from scfclient import NODE, PYTHON, Engine, wait_until

ECHO = "import os\ndef main_handler(event, context):\n    return {'event': event, 'context': context, 'env': dict(os.environ), 'cwd': os.getcwd()}\n"
NODE_ECHO = "exports.main_handler = async (event, context) => ({event, context, env: process.env, cwd: process.cwd()})\n"
CONTEXT = {"memory_limit_in_mb": int, "time_limit_in_ms": int, "request_id": str, "environment": str, "environ": str, "function_version": str,
           "function_name": str, "namespace": str, "tencentcloud_region": str, "tencentcloud_appid": str, "tencentcloud_uin": str}


class Runtimes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def both(self):
        fields = {"MemorySize": 256, "Timeout": 7, "Environment": {"Variables": [{"Key": "GREETING", "Value": "你好 =;\" x"}]}}
        for kind, make in (("py", lambda n: self.e.python(n, ECHO, **fields)), ("js", lambda n: self.e.node(n, NODE_ECHO, **fields))):
            name = f"echo-{kind}"
            if not any(f["FunctionName"] == name for f in self.e.call("ListFunctions")["Functions"]):
                make(name)
            yield kind, name

    def test_context_keys_and_types(self):  # 2.4
        for kind, name in self.both():
            with self.subTest(kind):
                got = self.e.result(name, {"a": 1})
                context = got["context"]
                for key, type_ in CONTEXT.items():
                    self.assertIs(type(context[key]), type_, key)
                self.assertEqual((context["memory_limit_in_mb"], context["time_limit_in_ms"]), (256, 7000))
                self.assertEqual((context["function_name"], context["function_version"], context["namespace"]), (name, "$LATEST", "default"))
                self.assertEqual(json.loads(context["environment"]), {"GREETING": "你好 =;\" x", "SCF_NAMESPACE": "default"})
                self.assertIn("SCF_NAMESPACE=default;", context["environ"])

    def test_event_is_a_native_value(self):
        event = {"s": "ü€😀", "n": 1.5, "big": 12345678901234567890, "t": True, "z": None, "l": [1, [2]], "d": {"k": "v"}}
        for kind, name in self.both():
            with self.subTest(kind):
                got = self.e.result(name, event)["event"]
                self.assertEqual(got if kind == "py" else {**got, "big": event["big"]}, event)

    def test_environment_is_scfs_and_nothing_inherited(self):  # 2.3
        for kind, name in self.both():
            with self.subTest(kind):
                env = self.e.result(name)["env"]
                self.assertEqual(env["GREETING"], "你好 =;\" x")
                for key, value in {"TENCENTCLOUD_RUNENV": "SCF", "USER_CODE_ROOT": "/var/user/", "SCF_FUNCTIONNAME": name, "SCF_FUNCTIONVERSION": "$LATEST",
                                   "_SCF_SERVER_PORT": "28902", "PYTHONDONTWRITEBYTECODE": "x", "PWD": "/var/user", "HOME": "/home/qcloud", "USER": "qcloud",
                                   "LANG": "en_US.UTF8", "SCF_NAMESPACE": "default", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}.items():
                    self.assertEqual(env[key], value, key)
                self.assertNotIn("SCFDESK_PROGRAM", env)

    def test_folders(self):  # 2.2
        self.e.python("folders", "import os\ndef attempt(path):\n    try:\n        open(path, 'w').write('x')\n        return 'written'\n    except OSError as e:\n        return e.strerror\n"
                      "def main_handler(event, context):\n    return [os.getcwd(), os.path.abspath(__file__), attempt('/var/user/x'), attempt('/tmp/x'), attempt('/etc/x'), attempt('/home/qcloud/x'), sorted(os.listdir('/var/user'))]\n")
        cwd, file, code, tmp, etc, home, listing = self.e.result("folders")
        self.assertEqual((cwd, file, tmp, listing), ("/var/user", "/var/user/index.py", "written", ["index.py"]))
        for refused in (code, etc, home):
            self.assertNotEqual(refused, "written")

    def test_results_are_encoded_once(self):  # 1.9, 12.7
        self.e.python("ret", "def main_handler(event, context):\n    return event['v']\n")
        self.e.node("ret-js", "exports.main_handler = async (event) => event.v\n")
        for value in ("text", 'qu"ote', 5, 1.5, True, None, [1, 2], {"a": "é"}, ""):
            for name in ("ret", "ret-js"):
                with self.subTest(f"{name} {value!r}"):
                    raw = self.e.invoke(name, {"v": value})["RetMsg"]
                    self.assertEqual(json.loads(raw), value)
        self.assertEqual(self.e.invoke("ret", {"v": "text"})["RetMsg"], '"text"')

    def test_globals_live_with_the_instance_tmp_too(self):  # 12.3
        self.e.python("warm", "import os\nN = 0\ndef main_handler(event, context):\n    global N\n    N += 1\n    open('/tmp/n', 'a').write('x')\n    return [N, len(open('/tmp/n').read())]\n")
        self.assertEqual([self.e.result("warm") for _ in range(3)], [[1, 1], [2, 2], [3, 3]])

    def test_init_function_is_the_module_level(self):  # 9.1
        codes = {"slow-python": (PYTHON, "index.main_handler", {"index.py": "import time\ntime.sleep(0.3)\ndef main_handler(event, context):\n    return 1\n"}),
                 "slow-node": (NODE, "index.main_handler", {"index.js": "const end = Date.now() + 300; while (Date.now() < end);\nexports.main_handler = async () => 1\n"}),
                 "slow-php": ("Php8.0", "index.main_handler", {"index.php": "<?php usleep(300000);\nfunction main_handler($event, $context) { return 1; }\n"})}
        for name, (runtime, handler, files) in codes.items():
            self.e.create(name, files, runtime, handler)
            for way in ("first", "perhaps prepared"):
                log = self.e.invoke(name, LogType="Tail")["Log"]
                took = int(re.search(r"InitFunction: (\d+)ms", log).group(1))
                self.assertTrue(290 <= took < 3000, (name, way, log))
                self.assertIn("(PullCode: ", log)
                self.e.call("UpdateFunctionConfiguration", FunctionName=name, Environment={"Variables": [{"Key": "AGAIN", "Value": "1"}]})

    def test_every_python_version_found_runs(self):
        e = Engine(env={"HOME": os.path.expanduser("~")})  # with the versions that its user has installed
        self.addCleanup(e.stop)
        wait_until("the search for interpreters", lambda: "Found runtimes: " in e.stderr())
        code = {"index.py": "import logging, sys\ndef main_handler(event, context):\n    print('printed')\n    logging.getLogger().warning('warned')\n    return ['%d.%d' % sys.version_info[:2], event, context['function_name']]\n"}
        for minor in (6, 7, 9, 10):
            name = f"python3-{minor}"
            e.create(name, code, f"Python3.{minor}", "index.main_handler")
            others = [r["ErrorMessage"] for r in e.call("GetFunction", FunctionName=name)["StatusReasons"] if r["ErrorCode"] == "Local.OtherInterpreter"]
            expected = re.search(r"runs (3\.\d+)", others[0]).group(1) if others else f"3.{minor}"
            for way in ("first", "prepared", "prepared again"):
                with self.subTest(f"{name} {way}"):
                    answer = e.invoke(name, {"é": [1.5]}, LogType="Tail")
                    self.assertEqual(json.loads(answer["RetMsg"]), [expected, {"é": [1.5]}, name], answer)
                    self.assertIn("printed", answer["Log"])
                    self.assertIn("warned", answer["Log"])
                    e.call("UpdateFunctionConfiguration", FunctionName=name, Environment={"Variables": [{"Key": "AGAIN", "Value": way}]})

    def test_the_interpreter_that_runs_is_named_once(self):
        self.e.create("named", {"index.py": "def main_handler(event, context):\n    return 1\n"}, "Python3.6", "index.main_handler")
        cold, warm = (self.e.invoke("named", LogType="Tail") for _ in range(2))
        shown = [r for r in self.e.call("GetFunction", FunctionName="named")["StatusReasons"] if r["ErrorCode"] == "Local.OtherInterpreter"][0]["ErrorMessage"]
        self.assertRegex(shown, r"^Python 3\.6 \(runs 3\.\d+\.\d+\)$")
        self.assertRegex(cold["Log"], rf"(?m)^Runtime RequestId:{cold['FunctionRequestId']} {re.escape(shown)} /.*python3")
        self.assertNotIn("Runtime RequestId", warm["Log"])

    def test_log_lines_in_scfs_order(self):  # 9.1
        self.e.python("logs", "import logging, sys\nprint('module level')\ndef main_handler(event, context):\n    print('printed')\n    logging.getLogger().warning('warned')\n    sys.stderr.write('to stderr\\n')\n    return 'ok'\n")
        cold = self.e.invoke("logs", LogType="Tail")
        rid = cold["FunctionRequestId"]
        lines = cold["Log"].rstrip("\n").split("\n")
        self.assertEqual(lines[0], f"START RequestId:{rid}")
        self.assertEqual(lines[1], "module level")
        self.assertRegex(lines[2], rf"^Init Report RequestId: {rid} Coldstart: \d+ms \(PullCode: \d+ms InitRuntime: \d+ms InitFunction: \d+ms\) Memory: 128MB MemUsage: \d+\.\d\dMB$")
        self.assertTrue({"printed", "to stderr"} <= set(lines[3:-3]), lines)
        self.assertTrue(any("warned" in line for line in lines[3:-3]), lines)
        self.assertEqual(lines[-3], f'Response RequestId:{rid} RetMsg:"ok"')
        self.assertEqual(lines[-2], f"END RequestId:{rid}")
        self.assertRegex(lines[-1], rf"^Report RequestId:{rid} Duration:\d+ms Memory:128MB MemUsage:\d+\.\d+MB$")
        warm = self.e.invoke("logs", LogType="Tail")["Log"]
        self.assertNotIn("Init Report", warm)
        self.assertNotIn("module level", warm)

    def test_a_line_is_visible_before_its_run_ends(self):
        self.e.python("live", "import time\ndef main_handler(event, context):\n    print('first words')\n    time.sleep(1)\n    print('last words')\n", Timeout=10)
        stream = self.e.events("log,invocation")
        self.e.call("Invoke", FunctionName="live", InvocationType="Event", ClientContext="{}")
        order = []
        for _, kind, value in stream:
            text = json.dumps(value)
            for mark in ("first words", "last words"):
                if kind == "log" and mark in text:
                    order.append(mark)
                    if mark == "first words":
                        self.assertEqual([i["state"] for i in self.e.instances("live")], ["busy"])
            if len(order) == 2:
                break
        self.assertEqual(order, ["first words", "last words"])

    def test_tail_is_the_last_four_kilobytes(self):  # 12.22
        self.e.python("chatty", "def main_handler(event, context):\n    for i in range(2000):\n        print('line', i)\n")
        log = self.e.invoke("chatty", LogType="Tail")["Log"]
        self.assertLessEqual(len(log.encode()), 4096)
        self.assertGreater(len(log.encode()), 3900)
        self.assertRegex(log.rstrip("\n").split("\n")[-1], r"^Report RequestId:")

    def test_node_ways_to_answer(self):  # 2.4
        self.e.node("ways", "exports.main_handler = (event, context, callback) => {\n  if (event.how === 'callback') return setTimeout(() => callback(null, 'cb'), 5)\n"
                    "  if (event.how === 'error') return callback(new Error('told so'))\n  if (event.how === 'promise') return Promise.resolve('pr')\n"
                    "  if (event.how === 'succeed') return context.succeed('su')\n  if (event.how === 'fail') return context.fail(new Error('fa'))\n}\n")
        for how, value in (("callback", "cb"), ("promise", "pr"), ("succeed", "su")):
            self.assertEqual(self.e.result("ways", {"how": how}), value)
        for how in ("error", "fail"):
            self.assertEqual(self.e.result("ways", {"how": how})["statusCode"], 430)
        self.e.create("esm", {"index.mjs": "export const main_handler = async (event) => ({got: event.x})\n"}, runtime="Nodejs18.15")
        self.assertEqual(self.e.result("esm", {"x": 4}), {"got": 4})

    def test_node_tail_has_the_end_of_a_run_that_goes_on_a_moment(self):  # 2.4, 12.22
        self.e.node("drains", "exports.main_handler = async (event) => { if (event.ms) setTimeout(() => console.log('drained'), event.ms); return event; }\n", Timeout=5)
        self.e.result("drains", {})
        for ms in (0, 20):
            got = self.e.invoke("drains", {"ms": ms}, LogType="Tail")
            self.assertEqual((json.loads(got["RetMsg"]), got["InvokeResult"]), ({"ms": ms}, 0))
            self.assertEqual("drained" in got["Log"], ms > 0, got["Log"])
            self.assertIn(f"END RequestId:{got['FunctionRequestId']}\n", got["Log"])
            self.assertIn("\nReport RequestId:", got["Log"])
        began = time.monotonic()
        got = self.e.invoke("drains", {"ms": 4000}, LogType="Tail")  # nobody waits for that
        self.assertLess(time.monotonic() - began, 3.9)
        self.assertEqual(json.loads(got["RetMsg"]), {"ms": 4000})
        self.assertNotIn("Report RequestId:", got["Log"])

    def test_node_console_prefix(self):  # 9.1
        self.e.node("prefix", "exports.main_handler = async () => { console.log('hello'); return 1 }\n")
        got = self.e.invoke("prefix", LogType="Tail")
        self.assertTrue(re.search(rf"^\d{{4}}-\d\d-\d\dT[\d:.]+Z\t{got['FunctionRequestId']}\thello$", got["Log"], re.M), got["Log"])

    def test_two_at_once_are_two_instances(self):  # 12.13
        self.e.python("two", "import time\ndef main_handler(event, context):\n    time.sleep(0.3)\n")
        for _ in range(2):
            self.e.call("Invoke", FunctionName="two", InvocationType="Event", ClientContext="{}")
        wait_until("two instances", lambda: len(self.e.instances("two")) == 2)


if __name__ == "__main__":
    unittest.main(verbosity=1)
