# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of triggers stand on: an engine, functions that keep or tell what they got, and the balance of a ledger."""
import json
import unittest

from scfclient import ApiError, Engine

KEEP = """
import json, os
def main_handler(event, context):
    print(json.dumps(event))
    if event.get('Message') == 'fail':
        raise Exception('told to')
    return event
"""

TELL = """
import json, urllib.request
def main_handler(event, context):
    asked = urllib.request.Request('http://127.0.0.1:PORT/', json.dumps(event).encode(), {'Content-Type': 'application/json'})
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=60).read()
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


def names(value):
    """The shape of a value: its names in their order, all the way down."""
    if isinstance(value, dict):
        return {k: names(v) for k, v in value.items()}
    return [names(v) for v in value] if isinstance(value, list) else type(value).__name__
