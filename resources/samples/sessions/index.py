# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the basket of a session twice: in a global of this instance, and in Memcached.

Fire it as a load. A visitor's events meet several instances, and each knows only what it was given itself; Memcached knows all.

Event: {"session": "ana", "put": "tea", "workMs": 200}
Memcached: Services > Memcached > Start, then add it to this function. Its address comes in the environment.
"""
import json
import os
import socket
import time
import uuid

INSTANCE = uuid.uuid4().hex[:8]
SESSION_SECONDS = 1800
TRIES = 100
in_global = {}
connection = None


class Memcached:
    """As much of a Memcached client as sessions need: get with a version, and a write that holds only if nobody was quicker."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=2)
        self.lines = self.socket.makefile("rb")

    def ask(self, line, data=None):
        self.socket.sendall(line.encode() + b"\r\n" + (data + b"\r\n" if data is not None else b""))
        answer = self.lines.readline()
        if not answer.endswith(b"\r\n"):
            raise ConnectionError("Memcached has closed the connection")
        return answer.decode().split()

    def get(self, key):
        words = self.ask(f"gets {key}")
        if words == ["END"]:
            return None, None
        if words[0] != "VALUE":
            raise RuntimeError(" ".join(words))
        value = self.lines.read(int(words[3]) + 2)[:-2]
        self.lines.readline()  # END
        return value, words[4]

    def set(self, key, value, version):
        """False: somebody else has written it since it was read."""
        command = f"add {key}" if version is None else f"cas {key}"
        more = "" if version is None else f" {version}"
        return self.ask(f"{command} 0 {SESSION_SECONDS} {len(value)}{more}", value) == ["STORED"]


def put_in_memcached(session, item):
    """The whole basket afterwards. The connection is kept for the next event, and made anew when Memcached was restarted."""
    global connection
    host = os.environ.get("MEMCACHED_HOST")
    if not host:
        return None
    for attempt in (1, 2):
        try:
            if connection is None:
                connection = Memcached(host, int(os.environ["MEMCACHED_PORT"]))
            for _ in range(TRIES):
                value, version = connection.get("session-" + session)
                basket = json.loads(value) if value else []
                basket.append(item)
                if connection.set("session-" + session, json.dumps(basket).encode(), version):
                    return basket
            raise RuntimeError("too many write this session at once")
        except OSError:
            connection = None
            if attempt == 2:
                raise


def main_handler(event, context):
    session = str(event.get("session", "ana"))
    if not session.isalnum() or not session.isascii() or len(session) > 64:
        raise ValueError("session must be 1 to 64 letters and digits")
    item = str(event.get("put", "tea"))
    in_global.setdefault(session, []).append(item)
    shared = put_in_memcached(session, item)
    time.sleep(max(0.0, min(float(event.get("workMs", 0)), 60_000)) / 1000)
    if shared is None:
        note = "There is no Memcached in the environment. Start it in Services and add it to this function."
    elif shared == in_global[session]:
        note = "Both agree: one instance has had every event of this session so far."
    else:
        note = "They differ: other instances have put things into this basket too, each in a global of its own."
    print(f"instance {INSTANCE}: session {session} has {len(in_global[session])} here, {shared if shared is None else len(shared)} in Memcached")
    return {"instance": INSTANCE, "session": session, "inGlobal": in_global[session], "inMemcached": shared, "note": note}
