# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the engine's memory stay where it is over very many invocations? Calls one warm function again and again, and prints the
engine's resident memory after each tenth. Exit status 1 when the last half grew by more than --grow MB.
flatmemory.py [--calls 1000000] [--clients 8] [--grow 8]"""
import argparse
import json
import pathlib
import socket
import sys
import threading
import time

from scfclient import Engine


def resident(pid):
    return int(pathlib.Path("/proc", str(pid), "statm").read_text().split()[1]) * 4096 / 1e6


def calls(e, count, url):
    """Pipelined sixteen at a time: the client must not be what is slow."""
    piece = 16
    request = f"GET {url} HTTP/1.1\r\nHost: {e.url.netloc}\r\n\r\n".encode() * piece
    with socket.create_connection((e.url.hostname, e.url.port), timeout=60) as s:
        for _ in range(count // piece):
            s.sendall(request)
            got = b""
            while got.count(b"HTTP/1.1 200") < piece or not got.endswith(b"7"):
                part = s.recv(262144)
                if not part:
                    raise OSError(f"the engine ended the connection after {got[:300]}")
                got += part


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--calls", type=int, default=1_000_000)
    arguments.add_argument("--clients", type=int, default=8)
    arguments.add_argument("--grow", type=float, default=8)
    options = arguments.parse_args()
    with Engine() as e:
        e.python("flat", "def main_handler(event, context):\n    return 7\n")
        e.local("PUT", "/-/functions/default/flat", {"maxInstances": 2, "startPolicy": "wait"})
        made = e.call("CreateTrigger", FunctionName="flat", TriggerName="u", Type="http",
                      TriggerDesc='{"AuthType":"NONE","NetConfig":{"EnableIntranet":true,"EnableExtranet":true}}')
        url = "/" + json.loads(made["TriggerInfo"]["TriggerDesc"])["NetConfig"]["ExtranetUrl"].split("/", 3)[3]
        curve, begin = [], time.monotonic()
        share = options.calls // 10 // options.clients
        for tenth in range(11):
            if tenth:
                threads = [threading.Thread(target=calls, args=(e, share, url)) for _ in range(options.clients)]
                for t in threads:
                    t.start()
                for t in threads:
                    t.join()
            curve.append(resident(e.process.pid))
            done = e.metric("scf_invocations_total", function="flat")
            print(f"{int(done):9d} calls  {curve[-1]:7.1f} MB  {time.monotonic() - begin:7.1f} s", flush=True)
        grown = curve[-1] - curve[5]
        print(f"second half: {grown:+.1f} MB")
        assert done >= options.calls * 0.99, done
        return 0 if grown <= options.grow else 1


if __name__ == "__main__":
    sys.exit(main())
