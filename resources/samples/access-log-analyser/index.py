# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the access log of a web server (Apache's and nginx's combined format, with the time taken as last field) and tells
what went on.

Event: {"file": "access.log", "top": 10, "from": "2026-03-02T09:00:00Z", "to": "2026-03-02T10:00:00Z", "slowMs": 1000}
All members may be left out. "text" instead of "file" gives the lines themselves.
"""
import os
import re
from collections import Counter, defaultdict
from datetime import datetime

HERE = os.path.dirname(os.path.abspath(__file__))
LINE = re.compile(
    r'(?P<client>\S+) \S+ (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{3}) (?P<bytes>\d+|-)'
    r'(?: "(?P<referer>(?:[^"\\]|\\.)*)" "(?P<agent>(?:[^"\\]|\\.)*)")?(?: (?P<seconds>\d+\.\d+))?\s*$'
)
# What scanners ask for; each with the reason that is shown.
SUSPICIOUS = [
    (re.compile(r"\.\./|%2e%2e", re.I), "path traversal"),
    (re.compile(r"(union(\s|\+|%20)+select|or(\s|\+|%20)+1=1|sleep\()", re.I), "SQL injection"),
    (re.compile(r"<script|%3cscript", re.I), "script injection"),
    (re.compile(r"/(wp-login|xmlrpc)\.php|/wp-admin", re.I), "WordPress probe"),
    (re.compile(r"/\.(env|git|aws)|/id_rsa", re.I), "secret probe"),
    (re.compile(r"\$\{jndi:", re.I), "Log4Shell probe"),
]
FAILED_LOGINS = 8


def percentile(ordered, share):
    """Nearest rank; None of nothing."""
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def round_of(value):
    return value if value is None else round(value, 1)


def parse_time(text):
    return datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z")


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def lines_of(event):
    if "text" in event:
        yield from event["text"].splitlines()
        return
    name = event.get("file", "access.log")
    path = os.path.realpath(os.path.join(HERE, name))
    if os.path.commonpath([path, os.path.realpath(HERE)]) != os.path.realpath(HERE):
        raise ValueError(f"{name} is not a file of this function")
    with open(path, encoding="utf-8", errors="replace") as file:
        yield from file


def main_handler(event, context):
    top = int(event.get("top", 10))
    slow_ms = float(event.get("slowMs", 1000))
    begin, end = moment(event.get("from")), moment(event.get("to"))
    paths, classes, statuses, hours, agents = Counter(), Counter(), Counter(), Counter(), Counter()
    reasons, sizes, times = Counter(), [], []
    per_client = defaultdict(lambda: [0, 0.0])
    failed_logins = Counter()
    slow, examples = [], []
    total = unreadable = 0
    first = last = None

    for line in lines_of(event):
        match = LINE.match(line)
        if not match:
            unreadable += bool(line.strip())
            continue
        when = parse_time(match["time"])
        if (begin and when < begin) or (end and when >= end):
            continue
        total += 1
        first = min(first, when) if first else when
        last = max(last, when) if last else when
        parts = match["request"].split(" ")
        method, target = (parts[0], parts[1]) if len(parts) == 3 else ("-", match["request"])
        path = target.split("?", 1)[0]
        status = int(match["status"])
        paths[f"{method} {path}"] += 1
        statuses[status] += 1
        classes[f"{status // 100}xx"] += 1
        hours[when.strftime("%Y-%m-%dT%H:00Z")] += 1
        agents["bot" if re.search(r"bot|crawl|spider|curl|python", match["agent"] or "", re.I) else "browser"] += 1
        if match["bytes"] != "-":
            sizes.append(int(match["bytes"]))
        if match["seconds"]:
            taken = float(match["seconds"]) * 1000
            times.append(taken)
            per_client[match["client"]][0] += 1
            per_client[match["client"]][1] += taken
            if taken >= slow_ms:
                slow.append((taken, f"{method} {path}", match["client"]))
        if status == 401 and path == "/api/login":
            failed_logins[match["client"]] += 1
        for pattern, reason in SUSPICIOUS:
            if pattern.search(match["request"]):
                reasons[reason] += 1
                if len(examples) < 5:
                    examples.append({"client": match["client"], "request": match["request"][:120], "status": status, "reason": reason})
                break

    sizes.sort()
    times.sort()
    slow.sort(reverse=True)
    slowest = sorted(((sum_ms / count, count, client) for client, (count, sum_ms) in per_client.items() if count >= 5), reverse=True)
    guessing = {client: count for client, count in failed_logins.most_common() if count >= FAILED_LOGINS}
    errors = sum(count for status, count in statuses.items() if status >= 500)
    print(f"{total} requests read, {unreadable} lines could not be read")
    print(f"{errors} server errors, {sum(reasons.values())} suspicious requests, {len(slow)} over {slow_ms:.0f} ms")
    return {
        "requests": total,
        "unreadableLines": unreadable,
        "from": first and first.isoformat(),
        "to": last and last.isoformat(),
        "statusClasses": dict(sorted(classes.items())),
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
        "errorShare": round(errors / total, 4) if total else 0,
        "topPaths": [{"path": path, "requests": count} for path, count in paths.most_common(top)],
        "perHour": dict(sorted(hours.items())),
        "bytes": {"sum": sum(sizes), "p50": percentile(sizes, 50), "p99": percentile(sizes, 99)},
        "milliseconds": {"p50": round_of(percentile(times, 50)), "p99": round_of(percentile(times, 99))},
        "slowestClients": [{"client": client, "requests": count, "meanMs": round(mean, 1)} for mean, count, client in slowest[:top]],
        "slowRequests": [{"milliseconds": round(taken), "path": path, "client": client} for taken, path, client in slow[:top]],
        "suspicious": {"byReason": dict(reasons.most_common()), "examples": examples, "guessingPasswords": guessing},
        "agents": dict(agents),
    }
