#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kept log over /-/logs: pages of a search, lines by number, mistakes with their place, and all of it after a restart."""
import json
import os
import shutil
import unittest
import urllib.parse

from scfclient import Engine, wait_until

CODE = """
import sys
def main_handler(event, context):
    for i in range(20):
        print("step %d of %s" % (i, event["name"]))
    print("warning: slow", file=sys.stderr)
    if event.get("fail"):
        raise ValueError("no such picture")
    return "ok"
"""


class Logs(unittest.TestCase):
    def ask(self, engine, **parameters):
        return self.exchange(engine, "GET", "/-/logs?" + urllib.parse.urlencode(parameters, quote_via=urllib.parse.quote))

    def exchange(self, engine, method, path):
        status, _, raw = engine.exchange(method, path, None, {"Authorization": "Bearer " + engine.ready["secretKey"]})
        return status, json.loads(raw)

    def search(self, engine, query, page=7):
        found, before = [], None
        for _ in range(1000):
            parameters = {"query": query, "lines": page, "matches": page}
            if before is not None:
                parameters["before"] = before
            status, answer = self.ask(engine, **parameters)
            self.assertEqual(status, 200, answer)
            found += answer["lines"]
            before = answer["next"]
            if not answer["more"]:
                return found
        self.fail("the search never ended")

    def test_search(self):
        with Engine(keep=True) as engine:
            engine.python("pictures", CODE)
            for name in ("hero", "logo"):
                engine.invoke("pictures", {"name": name})
            engine.invoke("pictures", {"name": "broken", "fail": True})
            wait_until("the lines on disk", lambda: len(self.search(engine, "fn:pictures broken")) >= 20)
            hero = self.search(engine, "fn:pictures \"of hero\"")
            self.assertEqual([line["text"] for line in reversed(hero)], ["step %d of hero" % i for i in range(20)])
            self.assertEqual(len({line["requestId"] for line in hero}), 1)
            self.assertEqual(hero[0]["status"], 200)
            self.assertEqual(len(self.search(engine, "/step 1\\d of logo/")), 10)
            failed = self.search(engine, "status:failed step")
            self.assertEqual({line["text"].split()[-1] for line in failed}, {"broken"})
            self.assertEqual(len(self.search(engine, "level:warn slow")), 3)
            self.assertEqual(self.search(engine, "nothing-of-the-kind"), [])
            rows = [hero[3]["row"], hero[7]["row"]]
            status, answer = self.ask(engine, rows=",".join(map(str, rows)))
            self.assertEqual({line["row"]: line["text"] for line in answer["lines"]}, {rows[0]: hero[3]["text"], rows[1]: hero[7]["text"]})
            status, answer = self.ask(engine, query="fn:pictures level:loud")
            self.assertEqual(status, 400)
            self.assertIn("column 19", answer["error"]["message"])
            for bad in ({"lines": 1001}, {"lines": -1}, {"matches": 20001}, {"before": "x"}, {"rows": "1,x"}, {"rows": ",".join(["1"] * 501)}):
                status, answer = self.ask(engine, **bad)
                self.assertEqual(status, 400, bad)
                self.assertIn(next(iter(bad)), answer["error"]["message"])
            for good in ({"lines": 1000}, {"lines": 0}, {"matches": 20000}, {"rows": ",".join(["1"] * 500)}):
                self.assertEqual(self.ask(engine, **good)[0], 200, good)
            status, answer = self.exchange(engine, "DELETE", "/-/logs?id=nobody")
            self.assertEqual((status, answer), (200, {"cancelled": False}))
            folder = engine.data_dir
            engine.stop()
        with Engine(data_dir=folder) as engine:
            self.assertEqual(len(self.search(engine, "fn:pictures \"of hero\"")), 20)
        shutil.rmtree(os.path.dirname(folder), ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
