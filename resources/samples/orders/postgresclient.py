# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of a PostgreSQL client as a table of orders needs: values as parameters, and the password by SCRAM-SHA-256."""
import base64
import hashlib
import hmac
import os
import socket
import struct


class Error(RuntimeError):
    pass


class Connection:
    def __init__(self, host, port, user, password, database):
        self.socket = socket.create_connection((host, port), timeout=5)
        self.stream = self.socket.makefile("rb")
        body = struct.pack("!I", 196608) + b"".join(w.encode() + b"\0" for w in ("user", user, "database", database, "client_encoding", "UTF8")) + b"\0"
        self.socket.sendall(struct.pack("!I", len(body) + 4) + body)
        kind, body = self.take()
        if kind == b"R" and body[:4] == struct.pack("!I", 10):
            self.log_in(password)
            kind, body = self.take()
        if kind != b"R" or body != struct.pack("!I", 0):
            raise Error("the server wants another way to log in")
        while kind != b"Z":
            kind, _ = self.take()

    def take(self):
        head = self.stream.read(5)
        if len(head) < 5:
            raise ConnectionError("PostgreSQL has closed the connection")
        kind, body = head[:1], self.stream.read(struct.unpack("!I", head[1:])[0] - 4)
        if kind == b"E":
            fields = dict((f[:1], f[1:].decode()) for f in body.split(b"\0") if f)
            raise Error(fields.get(b"M", "an error without words"))
        return kind, body

    @staticmethod
    def message(kind, body):
        return kind + struct.pack("!I", len(body) + 4) + body

    def log_in(self, password):
        """RFC 5802, with SHA-256 and without channel binding."""
        mine = "n=,r=" + base64.b64encode(os.urandom(18)).decode()
        first = ("n,," + mine).encode()
        self.socket.sendall(self.message(b"p", b"SCRAM-SHA-256\0" + struct.pack("!I", len(first)) + first))
        theirs = self.take()[1][4:].decode()
        told = dict(part.split("=", 1) for part in theirs.split(","))
        final = "c=biws,r=" + told["r"]
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(told["s"]), int(told["i"]))
        key = hmac.digest(salted, b"Client Key", "sha256")
        whole = ",".join((mine, theirs, final)).encode()
        proof = bytes(a ^ b for a, b in zip(key, hmac.digest(hashlib.sha256(key).digest(), whole, "sha256")))
        self.socket.sendall(self.message(b"p", (final + ",p=" + base64.b64encode(proof).decode()).encode()))
        answer = self.take()[1][4:].decode()
        if answer != "v=" + base64.b64encode(hmac.digest(hmac.digest(salted, b"Server Key", "sha256"), whole, "sha256")).decode():
            raise Error("the server does not know the password itself")

    def query(self, text, *values):
        """Rows of texts; $1, $2 stand for values."""
        bind = b"\0\0" + struct.pack("!HH", 0, len(values))
        for value in values:
            data = None if value is None else str(value).encode()
            bind += struct.pack("!i", -1) if data is None else struct.pack("!i", len(data)) + data
        self.socket.sendall(self.message(b"P", b"\0" + text.encode() + b"\0" + struct.pack("!H", 0)) + self.message(b"B", bind + struct.pack("!H", 0)) +
                            self.message(b"E", b"\0" + struct.pack("!I", 0)) + self.message(b"S", b""))
        rows, wrong = [], None
        while True:
            try:
                kind, body = self.take()
            except Error as error:
                wrong = error  # what follows up to "ready" is still read
                continue
            if kind == b"D":
                rows.append(self.row(body))
            if kind == b"Z":
                if wrong:
                    raise wrong
                return rows

    @staticmethod
    def row(body):
        row, at = [], 2
        for _ in range(struct.unpack("!H", body[:2])[0]):
            size, at = struct.unpack("!i", body[at:at + 4])[0], at + 4
            row.append(None if size < 0 else body[at:at + size].decode())
            at += max(size, 0)
        return row
