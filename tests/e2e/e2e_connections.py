# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients as they are: ten thousand that say nothing, some that leave, some that say half a thing."""
import json
import os
import pathlib
import random
import resource
import socket
import statistics
import time
import unittest

from scfclient import Engine, wait_until

ECHO = "def main_handler(event, context):\n    return event\n"
IDLE = 10_000


def ticks(pid):
    fields = pathlib.Path("/proc", str(pid), "stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


class Connections(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        cls.room = hard
        cls.e = Engine()
        cls.e.python("echo", ECHO)
        cls.e.invoke("echo")

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def connect(self):
        s = socket.create_connection((self.e.url.hostname, self.e.url.port), timeout=30)
        self.addCleanup(s.close)
        return s

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.e.process.pid}/fd"))

    def latency(self, count=200):
        """Median of warm calls on one connection, in ms."""
        body = json.dumps({"FunctionName": "echo", "ClientContext": "{}"}).encode()
        headers = self.e.signed("Invoke", body)
        request = b"POST / HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in headers.items()) + b"Content-Length: %d\r\n\r\n" % len(body) + body
        s, times = self.connect(), []
        for _ in range(count):
            begin = time.perf_counter()
            s.sendall(request)
            answer = s.recv(65536)
            times.append(time.perf_counter() - begin)
            self.assertTrue(answer.startswith(b"HTTP/1.1 200"), answer[:200])
        return statistics.median(times) * 1000

    def test_ten_thousand_idle_connections(self):
        count = min(IDLE, self.room - 500)
        before, base = self.latency(), self.descriptors()
        idle = [self.connect() for _ in range(count)]
        wait_until("all are held", lambda: self.descriptors() >= base + count, 60)
        used, since = ticks(self.e.process.pid), time.monotonic()
        # Nothing to wait for: this is how long the idle engine is looked at.
        wait_until("some time", lambda: time.monotonic() > since + 3)
        cpu = (ticks(self.e.process.pid) - used) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - since)
        after = self.latency()
        print(f"\n{count} idle connections: engine {cpu * 100:.1f} % of a core, warm call p50 {before:.3f} ms before, {after:.3f} ms with them")
        for s in random.sample(idle, 200):
            s.sendall(f"GET /metrics HTTP/1.1\r\nHost: {self.e.url.netloc}\r\n\r\n".encode())
            self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 200"))
        for s in idle:
            s.close()
        wait_until("all are gone", lambda: self.descriptors() <= base + 5, 60)

    def test_an_answer_survives_a_client_that_left(self):
        e = self.e
        e.python("slow", "import time\ndef main_handler(event, context):\n    time.sleep(0.5)\n    return 1\n")
        e.invoke("slow")
        before = e.metric("scf_invocations_total", function="slow")
        body = json.dumps({"FunctionName": "slow", "ClientContext": "{}"}).encode()
        headers = e.signed("Invoke", body)
        request = b"POST / HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in headers.items()) + b"Content-Length: %d\r\n\r\n" % len(body) + body
        s = self.connect()
        s.sendall(request)
        wait_until("it runs", lambda: [i for i in e.instances("slow") if i["state"] == "busy"])
        s.close()
        wait_until("it was finished all the same", lambda: e.metric("scf_invocations_total", function="slow") == before + 1)
        self.assertEqual(e.result("slow"), 1)

    def test_foreign_hosts_and_web_pages_are_refused(self):
        key = {"Authorization": "Bearer " + self.e.ready["secretKey"]}
        self.assertEqual(self.e.exchange("GET", "/-/state", headers=key)[0], 200)
        for extra in ({"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example:9700"}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
            for path in ("/-/state", "/-/settings", "/-/events", "/metrics"):
                self.assertEqual(self.e.exchange("GET", path, headers={**key, **extra})[0], 403, (extra, path))
        self.assertEqual(self.e.exchange("GET", "/-/state", headers={"Authorization": "Bearer wrong"})[0], 401)

    def test_what_cannot_be_a_request_ends_the_connection(self):
        for raw in (b"\x16\x03\x01\x00\xa5\x01\x00\x00", b"GET / HTTP/2.0\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: h\r\n\r\n",
                    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                    b"GET / HTTP/1.1\r\n Host: a\r\n\r\n"):
            s = self.connect()
            s.sendall(raw + b"\r\n\r\n")
            answer = b""
            while part := s.recv(65536):
                answer += part
            self.assertIn(answer[:12], (b"HTTP/1.1 400", b"HTTP/1.1 505"), raw)
        self.assertEqual(self.e.result("echo", 5), 5)


if __name__ == "__main__":
    unittest.main(verbosity=1)
