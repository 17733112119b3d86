# SPDX-License-Identifier: GPL-3.0-or-later
"""WebSockets to web functions (facts/scf.md 4.2): one connection is one invocation; close codes, idle time and sizes as SCF has them."""
import base64
import json
import os
import socket
import struct
import unittest
import urllib.parse

from nativepackage import create
from scfclient import Engine, wait_until

SERVER = r"""#!/usr/bin/python3 -u
import base64, hashlib, socket, struct, threading
def exactly(c, n):
    data = b''
    while len(data) < n:
        more = c.recv(n - len(data))
        if not more: raise EOFError
        data += more
    return data
def read(c):
    a, b = exactly(c, 2)
    n = b & 127
    if n == 126: n, = struct.unpack('>H', exactly(c, 2))
    if n == 127: n, = struct.unpack('>Q', exactly(c, 8))
    mask = exactly(c, 4) if b & 128 else bytes(4)
    return a & 15, bytes(x ^ mask[i & 3] for i, x in enumerate(exactly(c, n)))
def frame(opcode, data):
    n = len(data)
    head = struct.pack('>BB', 128 | opcode, n) if n < 126 else struct.pack('>BBH', 128 | opcode, 126, n) if n < 65536 else struct.pack('>BBQ', 128 | opcode, 127, n)
    return head + data
def serve(c):
    head = b''
    while b'\r\n\r\n' not in head: head += c.recv(4096)
    lines = dict(l.split(': ', 1) for l in head.decode().split('\r\n')[1:] if ': ' in l)
    lines = {k.lower(): v for k, v in lines.items()}
    if lines.get('upgrade') != 'websocket':
        c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nplain'); c.close(); return
    accept = base64.b64encode(hashlib.sha1(lines['sec-websocket-key'].encode() + b'258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest()).decode()
    # The first frame in one piece with the head: nothing of it may be lost.
    c.sendall(('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n' % accept).encode() + frame(1, ('id ' + lines['x-scf-request-id']).encode()))
    try:
        while True:
            opcode, data = read(c)
            if opcode == 8:
                c.sendall(frame(8, data)); break
            if data.startswith(b'close '):
                c.sendall(frame(8, struct.pack('>H', int(data[6:])))); read(c); break
            if data.startswith(b'large '): c.sendall(frame(2, b'y' * int(data[6:])))
            elif data == b'vanish': break
            else: c.sendall(frame(opcode, b'echo ' + data))
    except EOFError: pass
    c.close()
s = socket.socket()
s.bind(('0.0.0.0', 9000)); s.listen()
while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
"""


class Client:
    """A WebSocket of the standard library's sockets."""

    def __init__(self, engine, path):
        self.c = socket.create_connection((engine.url.hostname, engine.url.port), timeout=30)
        self.c.sendall((f"GET {path} HTTP/1.1\r\nHost: {engine.url.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.data = b""
        while b"\r\n\r\n" not in self.data:
            self.data += self.c.recv(4096)
        head, _, self.data = self.data.partition(b"\r\n\r\n")
        self.status = int(head.split()[1])

    def exactly(self, n):
        while len(self.data) < n:
            more = self.c.recv(65536)
            if not more:
                raise EOFError
            self.data += more
        got, self.data = self.data[:n], self.data[n:]
        return got

    def read(self):
        a, b = self.exactly(2)
        n = b & 127
        if n == 126:
            n, = struct.unpack(">H", self.exactly(2))
        elif n == 127:
            n, = struct.unpack(">Q", self.exactly(8))
        return a & 15, self.exactly(n)

    def send(self, data, opcode=1):
        n = len(data)
        head = struct.pack(">BB", 128 | opcode, 128 | n) if n < 126 else struct.pack(">BBH", 128 | opcode, 254, n) if n < 65536 else struct.pack(">BBQ", 128 | opcode, 255, n)
        mask = os.urandom(4)
        self.c.sendall(head + mask + bytes(x ^ mask[i & 3] for i, x in enumerate(data)))

    def ended(self):
        try:
            while True:
                self.read()
        except (EOFError, ConnectionError):
            return True


class WebSockets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.paths = {}

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def function(self, name, idle=30, **fields):
        fields = {"ProtocolType": "WS", "ProtocolParams": {"WSParams": {"IdleTimeOut": idle}}, "Timeout": 60, **fields}
        create(self.e, name, {"scf_bootstrap": (0o755, SERVER)}, runtime="Python3.10", Type="HTTP", **fields)
        made = self.e.call("CreateTrigger", FunctionName=name, TriggerName="url", Type="http",
                           TriggerDesc=json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}))
        self.paths[name] = urllib.parse.urlsplit(json.loads(made["TriggerInfo"]["TriggerDesc"])["NetConfig"]["ExtranetUrl"]).path

    def open(self, name):
        client = Client(self.e, self.paths[name] + "/chat")
        self.assertEqual(client.status, 101)
        self.assertEqual(client.read()[1][:3], b"id ")
        return client

    def ends(self, name, code, count=1):
        wait_until(f"{name} ends with {code}", lambda: self.e.metric("scf_invocations_total", function=name, code=str(code)) == count)

    def test_messages_go_to_and_fro(self):
        self.function("chat")
        client = self.open("chat")
        for text in (b"hello", "ü€".encode() * 1000, b""):
            client.send(text)
            self.assertEqual(client.read(), (1, b"echo " + text))
        self.assertEqual(self.e.instances("chat")[0]["state"], "busy")
        client.send(struct.pack(">H", 1000), 8)
        self.assertEqual(client.read(), (8, struct.pack(">H", 1000)))
        self.assertTrue(client.ended())
        self.ends("chat", 200)
        wait_until("idle", lambda: self.e.instances("chat")[0]["state"] in ("idle", "frozen"))

    def test_close_codes(self):
        self.function("codes")
        for code, status, count in ((1000, 200, 1), (1010, 200, 2), (1011, 200, 3), (1001, 456, 1)):
            client = self.open("codes")
            client.send(struct.pack(">H", code), 8)
            self.assertTrue(client.ended())
            self.ends("codes", status, count)
        client = self.open("codes")
        client.send(b"close 3999")
        self.assertEqual(client.read(), (8, struct.pack(">H", 3999)))
        client.send(struct.pack(">H", 3999), 8)
        self.assertTrue(client.ended())
        self.ends("codes", 439)
        client = self.open("codes")
        client.send(b"vanish")
        self.assertTrue(client.ended())
        self.ends("codes", 439, 2)
        client = self.open("codes")
        client.c.close()
        self.ends("codes", 456, 2)

    def test_messages_of_256_kilobytes_and_one_more(self):
        self.function("sizes", MemorySize=256)
        client = self.open("sizes")
        client.send(b"large 262144")
        self.assertEqual(len(client.read()[1]), 262144)
        client.send(b"x" * 262144, 2)  # the echo of it is longer than a message may be
        self.assertTrue(client.ended())
        self.ends("sizes", 439)
        client = self.open("sizes")
        client.send(b"x" * 262145, 2)
        self.assertTrue(client.ended())
        self.ends("sizes", 456)
        client = self.open("sizes")
        client.send(b"large 262145")
        self.assertTrue(client.ended())
        self.ends("sizes", 439, 2)

    def test_an_idle_one_ends(self):
        self.function("idle", idle=10)
        client = self.open("idle")
        self.e.local("POST", "/-/clock", {"scale": 20})
        self.assertTrue(client.ended())
        self.e.local("POST", "/-/clock", {"scale": 1})
        self.ends("idle", 455)

    def test_requests_without_upgrade_and_functions_without_websocket(self):
        self.function("plain")
        self.assertEqual(self.e.exchange("GET", self.paths["plain"] + "/")[2], b"plain")
        self.function("none", ProtocolType="", ProtocolParams={})
        self.assertEqual(Client(self.e, self.paths["none"] + "/").status, 200)


if __name__ == "__main__":
    unittest.main(verbosity=1)
