# SPDX-License-Identifier: GPL-3.0-or-later
"""Says hello, and takes as long as it is asked to.

Event: {"name": "SCF Desk", "n": 1, "workMs": 400}
"""
import hashlib
import os
import time
import uuid

# Outside the handler: runs once in the life of an instance. What is kept here is seen again by the next event.
INSTANCE = uuid.uuid4().hex[:8]
BORN = time.time()
calls = 0


def work(milliseconds):
    """Works for this long: a fiftieth of the time on the CPU, the rest waiting, as a call of another service would."""
    end = time.monotonic() + milliseconds / 1000
    busy = time.monotonic() + milliseconds / 50000
    digest, rounds = b"hello", 0
    while time.monotonic() < busy:
        digest = hashlib.sha256(digest).digest()
        rounds += 1
    time.sleep(max(0.0, end - time.monotonic()))
    return rounds


def main_handler(event, context):
    global calls
    calls += 1
    name = event.get("name") or "world"
    number = event.get("n", 1)
    work_ms = max(0, min(float(event.get("workMs", 0)), 800_000))
    print(f"Hello, {name}. Event {number}, call {calls} of instance {INSTANCE}.")
    started = time.monotonic()
    rounds = work(work_ms)
    worked = (time.monotonic() - started) * 1000
    print(f"Worked {worked:.0f} ms, {rounds} rounds of SHA-256.")
    return {
        "greeting": f"Hello, {name}.",
        "n": number,
        "workedMs": round(worked, 1),
        "instance": {
            "id": INSTANCE,
            "call": calls,
            "ageSeconds": round(time.time() - BORN, 3),
            "first": calls == 1,
            "pid": os.getpid(),
        },
        "function": {
            "name": context.get("function_name"),
            "version": context.get("function_version"),
            "memoryMb": context.get("memory_limit_in_mb"),
            "timeLimitMs": context.get("time_limit_in_ms"),
        },
        "requestId": context.get("request_id"),
    }
