# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection to the cloud from the command line: comparing here and there, and logs by CLS."""
import json
import pathlib
import signal
import subprocess
import threading
import unittest

from cliconnections import BROKEN, DONE, FAILED, WORDS, Connected
from cloudproxy import cls_line, now_ms
from scfclient import wait_until

NEAR = "def main_handler(event, context):\n    print('went', event['n'])\n    return {'n': event['n'] * 2, 'at': 'here', 'list': [1, 2]}\n"
FAR = "def main_handler(event, context):\n    print('went another way')\n    return {'n': event['n'] * 2, 'at': 'there', 'list': [1]}\n"
FIRST, SECOND = "0b8f9c5e-0000-4000-8000-000000000001", "1c8f9c5e-0000-4000-8000-000000000002"


class Compare(Connected):
    def test_the_same(self):
        for engine in (self.here, self.there):
            engine.python("twin", NEAR)
        got = self.ok("compare", "twin", '{"n": 3}', "--with", "prod", "--count", "3")
        self.assertRegex(got, r"status +200 +200\n")
        self.assertRegex(got, r"start +1 of 3 cold +1 of 3 cold\n")
        self.assertRegex(got, r"in the function +[\d.]+ [mu]?s +[\d.]+ [mu]?s")
        self.assertRegex(got, r"memory +[\d.]+ MB +[\d.]+ MB")
        self.assertRegex(got, r"result +the same\nlog +the same\n")

    def test_what_differs(self):
        self.here.python("differs", NEAR)
        self.there.python("differs", FAR)
        file = pathlib.Path(self.folder, "event.json")
        file.write_text('{"n": 4}')
        words = ("compare", "differs", "--event", str(file), "--with", "prod")
        got = self.exits(BROKEN, *words).stdout
        self.assertIn('changed $.at: "here" -> "there"', got)
        self.assertIn("removed $.list[1]: 2", got)
        self.assertIn("  - went 4\n", got)
        self.assertIn("  + went another way\n", got)
        value = json.loads(self.exits(BROKEN, *words, "--json").stdout)
        self.assertEqual((value["same"], value["first"]["result"]["n"], value["second"]["result"]["n"]), (False, 8, 8))
        self.assertEqual([c["path"] for c in value["result"]], ["$.at", "$.list[1]"])
        self.assertEqual([(line["only"], line["text"]) for line in value["log"] if "went" in line["text"]], [("first", "went 4"), ("second", "went another way")])
        self.assertGreater(value["second"]["memoryBytes"], 1 << 20)
        self.assertGreater(value["second"]["roundTripMs"], value["second"]["durationMs"])
        # What is known to differ is left out, of every element.
        self.assertIn("(2 muted)", self.ok(*words, "--mute", "$.at", "--mute", "$.list[*]"))
        # Between two connections.
        self.exits(DONE, "compare", "differs", '{"n": 1}', "--connection", "prod", "--with", "prod")

    def test_failures(self):
        for engine, word in ((self.here, "a"), (self.there, "a")):
            engine.python("fails", f"def main_handler(event, context):\n    raise ValueError('{word}')\n")
        self.assertRegex(self.ok("compare", "fails", "--with", "prod"), r"status +430 +430\n")  # the ids of the requests are no difference
        self.here.python("alone", NEAR)
        self.refused(FAILED, "prod: ", "compare", "alone", '{"n": 1}', "--with", "prod")
        self.assertEqual(json.loads(self.exits(FAILED, "compare", "alone", '{"n": 1}', "--with", "prod", "--json").stdout)["second"]["error"]["code"], "ResourceNotFound.Function")
        self.refused(WORDS, "--with is missing", "compare", "alone")
        self.refused(FAILED, "There are: other, prod", "compare", "alone", "--with", "nowhere")
        self.refused(WORDS, "--count", "compare", "alone", "--with", "prod", "--count", "101")


class Logs(Connected):
    def lines(self, params):
        """As CLS does: the newest first, at most Limit; what its query names."""
        found = [line for line in self.kept if params["From"] <= line["Time"] <= params["To"]]
        wanted = params["Query"]
        if "SCF_FunctionName" in wanted:
            found = [line for line in found if f'SCF_FunctionName:"{json.loads(line["LogJson"])["SCF_FunctionName"]}"' in wanted]
        if "SCF_RequestId" in wanted:
            found = [line for line in found if json.loads(line["LogJson"])["SCF_RequestId"] in wanted]
        found.sort(key=lambda line: (line["Time"], int(line["PkgLogId"])), reverse=params["Sort"] == "desc")
        start = int(params.get("Context") or 0)
        page = found[start:start + min(params["Limit"], self.page)]
        return {"Results": page, "ListOver": start + len(page) >= len(found), "Context": str(start + len(page))}

    def setUp(self):
        self.page = 1000
        now = now_ms() - 5000
        self.kept = [cls_line(now, 1, "far", FIRST, "START RequestId:" + FIRST, SCF_Type="Platform"), cls_line(now, 2, "far", FIRST, "hello from afar"),
                     cls_line(now + 1, 3, "far", FIRST, "it went wrong", SCF_Level="ERROR"),
                     cls_line(now + 2, 4, "far", FIRST, "Report RequestId:" + FIRST, SCF_Type="Platform", SCF_Duration="12.5", SCF_StatusCode="430", SCF_MemUsage="1"),
                     cls_line(now + 3, 5, "beside", SECOND, "of another function"), cls_line(now + 4, 6, "far", SECOND, "second run")]
        self.far.answers["SearchLog"] = self.lines
        self.far.asked.clear()
        for name, more in (("far", {"ClsTopicId": "topic-1", "ClsLogsetId": "set-1"}), ("beside", {"ClsTopicId": "topic-1", "ClsLogsetId": "set-1"}), ("plain", {})):
            if name not in [f["FunctionName"] for f in self.there.call("ListFunctions")["Functions"]]:
                self.there.python(name, "def main_handler(event, context):\n    return 1\n", **more)

    def texts(self, *words):
        return [json.loads(line)["text"] for line in self.ok("logs", *words, "--connection", "prod", "--json").splitlines()]

    def test_newest_lines(self):
        got = self.ok("logs", "far", "--connection", "prod")
        self.assertRegex(got, r"^\d\d:\d\d:\d\d\.\d{3} PLAT +far START RequestId:")
        self.assertRegex(got, r"ERROR far it went wrong\n")
        self.assertNotIn("of another function", got)
        self.assertEqual(self.texts("far", "-n", "2"), ["Report RequestId:" + FIRST, "second run"])
        self.assertEqual(self.texts("-n", "2"), ["of another function", "second run"])  # all functions
        params = self.far.asked[0][1]
        self.assertEqual((params["TopicId"], params["Sort"]), ("topic-1", "desc"))
        self.assertEqual(self.texts("far")[:2], ["START RequestId:" + FIRST, "hello from afar"])  # of one millisecond, in order

    def test_queries(self):
        self.page = 2  # every look takes several pages
        self.assertEqual(self.texts("far", "--query", "level:error"), ["it went wrong"])
        self.assertEqual(self.texts("far", "--query", "status:failed afar"), ["hello from afar"])
        self.assertEqual(self.texts("--query", "/second|another/"), ["of another function", "second run"])
        self.assertEqual(self.texts("far", "--request", SECOND), ["second run"])
        self.assertEqual(self.texts("far", "--request", SECOND[:8]), ["second run"])
        self.refused(WORDS, "level", "logs", "far", "--query", "level:loud", "--connection", "prod")

    def test_follow(self):
        process = subprocess.Popen(self.command("logs", "far", "-f", "-n", "1", "--connection", "prod", "--query", "-START"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment())
        got = []
        reader = threading.Thread(target=lambda: got.extend(iter(process.stdout.readline, "")), daemon=True)
        reader.start()
        try:
            wait_until("the newest line", lambda: any("second run" in line for line in got))
            self.kept.append(cls_line(now_ms(), 7, "far", SECOND, "a new line"))
            self.kept.append(cls_line(now_ms(), 8, "beside", SECOND, "a new line of another"))
            wait_until("what came since", lambda: any("a new line" in line for line in got), 40)
            self.assertEqual(len([line for line in got if "second run" in line]), 1)
            self.assertEqual(len(got), 2, got)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(10)
            reader.join(10)
            process.stdout.close()
            process.stderr.close()

    def test_without_a_topic(self):
        self.there.invoke("plain")
        self.assertIn("Report RequestId", self.ok("logs", "plain", "--connection", "prod"))
        self.refused(FAILED, "plain logs to no topic of CLS", "logs", "plain", "-f", "--connection", "prod")
        self.far.answers["SearchLog"] = {"Error": {"Code": "UnauthorizedOperation", "Message": "not yours"}}
        self.refused(FAILED, "UnauthorizedOperation: not yours", "logs", "far", "--connection", "prod")


if __name__ == "__main__":
    unittest.main(verbosity=1)
