# SPDX-License-Identifier: GPL-3.0-or-later
"""PHP as facts/scf.md section 2 describes it: objects for event and context, die(), the log, results, limits, cold and warm, at once."""
import json
import unittest

from scfclient import Engine, wait_until

PHP = "Php8.0"


class Php(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def php(self, name, text, **fields):
        self.e.create(name, {"index.php": "<?php\n" + text}, runtime=PHP, **fields)

    def test_event_and_context_are_objects(self):
        self.php("objects", "function main_handler($event, $context) {\n  return ['event' => get_class($event), 'inner' => get_class($event->d), 'list' => is_array($event->l), 'context' => $context,"
                 " 'cwd' => getcwd(), 'file' => __FILE__, 'env' => getenv(), 'zone' => date_default_timezone_get(), 'ext' => extension_loaded('ctype')];\n}\n",
                 MemorySize=256, Timeout=7, Environment={"Variables": [{"Key": "GREETING", "Value": "你好 =;\" x"}]})
        for _ in range(2):  # the second one may be a prepared instance, or the same
            got = self.e.result("objects", {"d": {}, "l": [1]})
            self.assertEqual((got["event"], got["inner"], got["list"], got["cwd"], got["file"]), ("stdClass", "stdClass", True, "/var/user", "/var/user/index.php"))
            context = got["context"]
            self.assertEqual((context["memory_limit_in_mb"], context["time_limit_in_ms"], context["function_name"], context["namespace"]), (256, 7000, "objects", "default"))
            self.assertEqual(json.loads(context["environment"])["GREETING"], "你好 =;\" x")
            self.assertEqual((got["env"]["GREETING"], got["env"]["SCF_FUNCTIONNAME"], got["env"]["PHP_INI_SCAN_DIR"]),
                             ("你好 =;\" x", "objects", "/opt/php_extension:/var/user/php_extension"))
            self.assertEqual((got["zone"], got["ext"]), ("UTC", True))
            self.assertNotIn("SCFDESK_PROGRAM", got["env"])

    def test_values_come_back_as_they_are(self):
        self.php("ret", "function main_handler($event, $context) { return $event->v; }\n")
        for value in ("text", 'qu"ote/é€😀', 5, 1.5, 2.0, True, None, [1, [2]], {"a": "é", "o": {}}, "", []):
            with self.subTest(repr(value)):
                self.assertEqual(self.e.result("ret", {"v": value}), value)
        for event in ('"text"', "3", "[1,2]", "null"):
            self.php_once("whole", "function main_handler($event, $context) { return $event; }\n")
            self.assertEqual(self.e.call("Invoke", FunctionName="whole", ClientContext=event)["Result"]["RetMsg"], event)

    def php_once(self, name, text, **fields):
        if not any(f["FunctionName"] == name for f in self.e.call("ListFunctions")["Functions"]):
            self.php(name, text, **fields)

    def test_output_goes_to_the_log(self):
        self.php("logs", "echo \"module level\\n\";\nfunction main_handler($event, $context) {\n  echo \"echoed\\n\"; print(\"printed\\n\"); var_dump([1]); error_log('told'); fwrite(STDERR, \"to stderr\\n\");\n"
                 "  echo $event->nothing; return 'ok';\n}\n")
        got = self.e.invoke("logs", LogType="Tail")
        lines = got["Log"].rstrip("\n").split("\n")
        rid = got["FunctionRequestId"]
        self.assertEqual(lines[0], f"START RequestId:{rid}")
        self.assertEqual(lines[1], "module level")
        self.assertRegex(lines[2], "^Init Report RequestId: ")
        for want in ("echoed", "printed", "array(1) {", "to stderr"):
            self.assertIn(want, lines)
        self.assertTrue(any("told" in line for line in lines), lines)
        self.assertTrue(any(line.startswith("Warning: Undefined property") for line in lines), lines)
        self.assertEqual(lines[-3:-1], [f'Response RequestId:{rid} RetMsg:"ok"', f"END RequestId:{rid}"])

    def test_die_is_a_failure_with_its_text(self):
        self.php("dies", "$n = 0;\nfunction main_handler($event, $context) {\n  global $n; $n++;\n  if (isset($event->how)) { if ($event->how === 'exit') exit(3); die('no more of this'); }\n  return $n;\n}\n")
        self.assertEqual([self.e.result("dies"), self.e.result("dies")], [1, 2])
        got = self.e.invoke("dies", {"how": "die"}, LogType="Tail")
        value = json.loads(got["RetMsg"])
        self.assertEqual(value["statusCode"], 439)
        self.assertIn("no more of this", value["errorMessage"])
        self.assertIn("no more of this", got["Log"])
        self.assertEqual(self.e.result("dies"), 1, "a new instance")
        self.assertEqual(self.e.result("dies", {"how": "exit"})["statusCode"], 439)

    def test_errors(self):
        self.php("raises", "function deep($x) { throw new RuntimeException(\"told $x\"); }\nfunction main_handler($event, $context) {\n  if ($event->how === 'error') return undefined_function();\n"
                 "  if ($event->how === 'encode') return \"\\xff\";\n  deep('so');\n}\n")
        got = self.e.result("raises", {"how": "throw"})
        self.assertEqual((got["errorCode"], got["errorMessage"], got["statusCode"]), (-1, "user code exception caught", 430))
        self.assertIn("Uncaught RuntimeException: told so in /var/user/index.php:2", got["stackTrace"])
        self.assertIn("#0 /var/user/index.php(", got["stackTrace"])
        self.assertNotIn("bootstrap", got["stackTrace"])
        self.assertIn("Call to undefined function undefined_function()", self.e.result("raises", {"how": "error"})["stackTrace"])
        self.assertIn("Malformed UTF-8", self.e.result("raises", {"how": "encode"})["stackTrace"])

    def test_loading_fails_with_its_reason(self):
        for name, text, handler, code, reason in (
                ("parse", "function main_handler( {", "index.main_handler", 443, "syntax error"),
                ("module", "throw new Exception('at load');", "index.main_handler", 443, "at load"),
                ("nofile", "function main_handler() {}", "other.main_handler", 437, 'no file "other.php"'),
                ("nofunction", "function other() {}", "index.main_handler", 437, 'no function "main_handler"'),
                ("dead", "die('not today');", "index.main_handler", 439, "not today")):
            with self.subTest(name):
                self.e.create(name, {"index.php": "<?php\n" + text}, runtime=PHP, handler=handler)
                got = self.e.result(name)
                self.assertEqual(got["statusCode"], code, got)
                self.assertIn(reason, got.get("stackTrace", "") + got["errorMessage"])

    def test_timeout_and_memory(self):
        self.php("slow", "function main_handler($event, $context) { usleep(20000000); }\n", Timeout=1)
        got = self.e.result("slow")
        self.assertEqual((got["statusCode"], got["errorMessage"]), (433, "Invoking task timed out after 1 seconds"))
        self.php("hungry", "function main_handler($event, $context) { $a = []; for (;;) $a[] = str_repeat('x', 1 << 20); }\n", Timeout=20)
        got = self.e.result("hungry")
        self.assertEqual((got["statusCode"], got["errorMessage"]), (434, "Task memory exceeded 128 MB"))

    def test_globals_live_with_the_instance_and_two_run_at_once(self):
        self.php("warm", "$count = 0;\nfunction main_handler($event, $context) { global $count; file_put_contents('/tmp/n', 'x', FILE_APPEND); return [++$count, filesize('/tmp/n') * 1, (clearstatcache() ?: 0)]; }\n")
        self.assertEqual([self.e.result("warm")[0] for _ in range(3)], [1, 2, 3])
        self.php("two", "function main_handler($event, $context) { usleep(500000); }\n")
        for _ in range(2):
            self.e.call("Invoke", FunctionName="two", InvocationType="Event", ClientContext="{}")
        wait_until("two instances", lambda: len(self.e.instances("two")) == 2)

    def test_large_event_and_response(self):
        self.php("large", "function main_handler($event, $context) { return isset($event->n) ? str_repeat('x', $event->n) : strlen($event->s); }\n", MemorySize=256)
        self.assertEqual(self.e.result("large", {"s": "y" * 5_000_000}), 5_000_000)
        self.assertEqual(len(self.e.result("large", {"n": 6 * 1024 * 1024 - 2})), 6 * 1024 * 1024 - 2)
        self.assertEqual(self.e.result("large", {"n": 6 * 1024 * 1024 - 1})["statusCode"], 407)

    def test_a_prepared_instance_is_like_a_spawned_one(self):
        self.e.settings(keepAliveSeconds=0)
        self.php("again", "$t = getenv('SCF_FUNCTIONNAME');\nfunction main_handler($event, $context) { global $t; return [$t, getenv('HOME'), $_SERVER['SCF_RUNTIME'] ?? null, $argc ?? 0, gethostname() === getenv('HOSTNAME')]; }\n")
        wait_until("a prepared start", lambda: self.e.result("again") == ["again", "/home/qcloud", PHP, 0, True] and self.e.metric("scf_cold_starts_total", function="again", way="prepared") > 0)
        self.e.settings(keepAliveSeconds=60)


if __name__ == "__main__":
    unittest.main(verbosity=1)
