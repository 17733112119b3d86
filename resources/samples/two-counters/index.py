# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts each event twice: in a global of this instance, and in Redis.

Fire it as a load. The global starts anew in every instance, so no instance knows how many events there were; Redis does.

Event: {"workMs": 200}
Redis: Services > Redis > Start, then add it to this function. Its address and password come in the environment.
"""
import os
import socket
import time
import uuid

INSTANCE = uuid.uuid4().hex[:8]
in_global = 0
connection = None


class Redis:
    """As much of a Redis client as a counter needs: a command is a list of words, the answer one line."""

    def __init__(self, host, port, password):
        self.socket = socket.create_connection((host, port), timeout=2)
        self.lines = self.socket.makefile("rb")
        if password:
            self.ask("AUTH", password)

    def ask(self, *words):
        parts = [b"*%d\r\n" % len(words)]
        for word in words:
            data = str(word).encode()
            parts.append(b"$%d\r\n%s\r\n" % (len(data), data))
        self.socket.sendall(b"".join(parts))
        line = self.lines.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("Redis has closed the connection")
        if line.startswith(b"-"):
            raise RuntimeError(line[1:].decode().strip())
        return line[1:].decode().strip()


def count_in_redis():
    """The connection is kept for the next event, and made anew when Redis was restarted meanwhile."""
    global connection
    host = os.environ.get("REDIS_HOST")
    if not host:
        return None
    for attempt in (1, 2):
        try:
            if connection is None:
                connection = Redis(host, int(os.environ["REDIS_PORT"]), os.environ.get("REDIS_PASSWORD"))
            return int(connection.ask("INCR", "two-counters"))
        except OSError:
            connection = None
            if attempt == 2:
                raise


def main_handler(event, context):
    global in_global
    in_global += 1
    shared = count_in_redis()
    time.sleep(max(0.0, min(float(event.get("workMs", 0)), 60_000)) / 1000)
    if shared is None:
        note = "There is no Redis in the environment. Start it in Services and add it to this function."
    elif shared == in_global:
        note = "Both agree: one instance has run every event so far."
    else:
        note = "They differ: other instances have counted too, each in a global of its own."
    print(f"instance {INSTANCE}: global {in_global}, Redis {shared}")
    return {"instance": INSTANCE, "inGlobal": in_global, "inRedis": shared, "note": note}
