# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at a random moment, again and again, while async events come in. In the end: every event whose id was given back has
run at least once, no event has run that nobody sent, the counts of the API, of the log and of the store agree, and no process is
left.   soak.py [--kills 20] [--seed N] [--clients 4]"""
import argparse
import http.client
import itertools
import json
import os
import pathlib
import random
import shutil
import socket
import sqlite3
import struct
import sys
import tempfile
import threading
import time

from scfclient import Engine, alive, descendants, processes_below, wait_until

FUNCTION = """import os, socket
def main_handler(event, context):
    s = socket.create_connection(('127.0.0.1', int(os.environ['COUNTER'])))
    s.sendall(('%s %s\\n' % (event['i'], context.request_id if hasattr(context, 'request_id') else context['request_id'])).encode())
    s.recv(1)
    s.close()
    return event['i']
"""
RECORD = struct.Struct("<IIqqQ7q5qQQ6I3I3i6B36s4s18s")  # app/engine/store/segmentrecord.h


class Counter:
    """Where the function says that it runs: outside of all that is killed."""

    def __init__(self):
        self.ran, self.lock = {}, threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.count, args=(client,), daemon=True).start()

    def count(self, client):
        with client:
            try:
                text = client.recv(256).decode().split()
                with self.lock:
                    self.ran.setdefault(int(text[0]), []).append(text[1])
                client.sendall(b".")
            except (OSError, IndexError, ValueError):
                pass


class Sender(threading.Thread):
    """Fires async events until the engine goes; notes what was sent and which ids came back."""

    def __init__(self, engine, numbers):
        super().__init__(daemon=True)
        self.engine, self.numbers, self.accepted, self.sent = engine, numbers, {}, []
        self.ended = threading.Event()

    def run(self):
        e = self.engine
        connection = http.client.HTTPConnection(e.url.hostname, e.url.port, timeout=20)
        try:
            while not self.ended.is_set():
                i = next(self.numbers)
                body = json.dumps({"FunctionName": "count", "InvocationType": "Event", "ClientContext": json.dumps({"i": i})}).encode()
                self.sent.append(i)
                connection.request("POST", "/", body, e.signed("Invoke", body))
                result = json.loads(connection.getresponse().read())["Response"]
                if "Result" in result:
                    self.accepted[i] = result["Result"]["FunctionRequestId"]
        except (OSError, http.client.HTTPException, ValueError):
            pass
        finally:
            connection.close()


def logged(data):
    """Request ids of finished successful invocations in the segment files, with how often."""
    found = {}
    for path in sorted(pathlib.Path(data, "segments").glob("*.rec")):
        raw = path.read_bytes()
        for at in range(0, len(raw) - 255, 256):
            fields = RECORD.unpack_from(raw, at)
            kind, finished, request = fields[-9], fields[-4], fields[-3]
            if fields[0] == 0x31464353 and kind == 1 and finished and fields[-12] == 200:
                found[request.decode()] = found.get(request.decode(), 0) + 1
    return found


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    arguments.add_argument("--clients", type=int, default=4)
    options = arguments.parse_args()
    print(f"seed {options.seed}, {options.kills} kills", flush=True)
    rng = random.Random(options.seed)
    assert RECORD.size == 256, RECORD.size
    folder = tempfile.mkdtemp(prefix="scfdesk-soak-")
    data = os.path.join(folder, "data")
    counter = Counter()
    numbers = itertools.count(1)  # next() of it is one step
    accepted, sent, left, started = {}, set(), 0, time.monotonic()
    try:
        with Engine(data) as e:
            e.python("count", FUNCTION, Timeout=30, Environment={"Variables": [{"Key": "COUNTER", "Value": str(counter.port)}]})
            e.local("PUT", "/-/functions/default/count", {"maxInstances": 3, "startPolicy": "wait"})
        for kill in range(options.kills):
            e = Engine(data)
            senders = [Sender(e, numbers) for _ in range(options.clients)]
            for s in senders:
                s.start()
            threading.Event().wait(rng.uniform(0.01, 0.6))
            below = descendants(e.process.pid)
            e.kill()
            for s in senders:
                s.ended.set()
                s.join()
                accepted.update(s.accepted)
                sent.update(s.sent)
            e.stop()
            wait_until(f"no process after kill {kill + 1}", lambda: not [p for p in below if alive(p)])
            left += len(processes_below(data))
        e = Engine(data)
        wait_until("all accepted events have run", lambda: not [i for i in accepted if i not in counter.ran], 300)
        wait_until("none is pending", lambda: not [f for f in e.state()["functions"] if f["queued"] or f["concurrency"]], 120)
        status = e.stop()
        wait_until("no process at the end", lambda: not processes_below(data))
        database = sqlite3.connect(os.path.join(data, "db"))
        pending = database.execute("SELECT count(*) FROM async_events").fetchone()[0]
        letters = database.execute("SELECT count(*) FROM dead_letters").fetchone()[0]
        whole = database.execute("PRAGMA integrity_check").fetchone()[0]
        database.close()
        log = logged(data)
        ran_ids = {request for runs in counter.ran.values() for request in runs}
        lost = [i for i in accepted if i not in counter.ran]
        renamed = [i for i, request in accepted.items() if i not in lost and set(counter.ran[i]) != {request}]
        foreign = [i for i in counter.ran if i not in sent]
        runs = sum(len(r) for r in counter.ran.values())
        unlogged = [r for r in ran_ids if r not in log]
        print(f"sent {len(sent)}, accepted {len(accepted)}, ran {len(counter.ran)} in {runs} runs ({runs - len(counter.ran)} again), "
              f"logged {len(log)}, pending {pending}, dead letters {letters}, processes left {left}, {time.monotonic() - started:.1f} s")
        wrong = {"lost": lost, "with another id": renamed, "never sent": foreign, "ran but not in the log": unlogged,
                 "in the log but never ran": [r for r in log if r not in ran_ids], "pending": range(pending), "dead letters": range(letters),
                 "processes left": range(left)}
        bad = {what: len(list(these)) for what, these in wrong.items() if these}
        if whole != "ok" or status != 0:
            bad["database " + whole + f", exit {status}"] = 1
        if bad:
            print("WRONG:", bad, {k: list(v)[:5] for k, v in wrong.items() if v}, file=sys.stderr)
            for i in sorted(i for i, runs in counter.ran.items() if set(runs) & set(unlogged)):
                print(f"event {i}: ran as {counter.ran[i]}, accepted as {accepted.get(i)}", file=sys.stderr)
            print(f"seed {options.seed}; data kept in {folder}", file=sys.stderr)
            folder = None
            return 1
        assert accepted
        return 0
    finally:
        counter.listener.close()
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
