# SPDX-License-Identifier: GPL-3.0-or-later
"""Throughput of Invoke over the Cloud API beside that of the function's URL, by turns against one engine: the ratio is what counts, as
both go through the same function. wrk drives it; without wrk there is nothing to measure. SCFDESK_BENCH_SECONDS: of each turn."""
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "e2e"))
from scfclient import Engine  # noqa: E402

SECONDS, CONNECTIONS, TURNS = os.environ.get("SCFDESK_BENCH_SECONDS", "1"), "16", 5
HELLO = "exports.main_handler = async () => 'hello'\n"


def turn(folder, url, method, headers, body):
    script = pathlib.Path(folder, "request.lua")
    script.write_text(f"wrk.method={json.dumps(method)}\nwrk.body={json.dumps(body)}\n" + "".join(f"wrk.headers[{json.dumps(k)}]={json.dumps(v)}\n" for k, v in headers.items()))
    out = subprocess.run(["wrk", "-t1", "-c", CONNECTIONS, "-d", SECONDS + "s", "-s", str(script), url], capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in out and "Socket errors" not in out, out
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def main():
    if not shutil.which("wrk"):
        print("wrk is not installed: nothing measured")
        return
    with Engine() as e, tempfile.TemporaryDirectory() as folder:
        e.node("hello", HELLO)
        net = {"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}
        made = e.call("CreateTrigger", FunctionName="hello", TriggerName="front", Type="http", TriggerDesc=json.dumps(net))["TriggerInfo"]
        url = json.loads(made["TriggerDesc"])["NetConfig"]["IntranetUrl"]
        body = json.dumps({"FunctionName": "hello", "ClientContext": "{}"})
        ratios, api, front = [], [], []
        for number in range(TURNS + 1):
            invoked = turn(folder, e.ready["api"] + "/", "POST", e.signed("Invoke", body.encode()), body)
            called = turn(folder, url, "POST", {"Content-Type": "application/json"}, "{}")
            if number:  # the first turn starts the instances
                api.append(invoked)
                front.append(called)
                ratios.append(called / invoked)
        print(f"Invoke {statistics.median(api):,.0f}/s, function URL {statistics.median(front):,.0f}/s: URL is {statistics.median(ratios):.3f} x (turns {', '.join(f'{r:.2f}' for r in ratios)})")


main()
