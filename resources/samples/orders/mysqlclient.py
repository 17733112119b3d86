# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of a MySQL client as a table of orders needs: the text protocol, and the password by mysql_native_password."""
import hashlib
import socket
import struct

CLIENT = 0x00000001 | 0x00000008 | 0x00000200 | 0x00008000 | 0x00080000  # long password, database, 4.1 protocol, secure, plugin
UTF8MB4 = 45


class Error(RuntimeError):
    pass


def scramble(password, salt):
    first = hashlib.sha1(password.encode()).digest()
    mask = hashlib.sha1(salt + hashlib.sha1(first).digest()).digest()
    return bytes(a ^ b for a, b in zip(first, mask)) if password else b""


def literal(value):
    """A value as SQL, whatever is in it."""
    if value is None:
        return "NULL"
    if isinstance(value, (int, float)):
        return repr(value)
    return f"CONVERT(X'{str(value).encode().hex()}' USING utf8mb4)"


class Connection:
    def __init__(self, host, port, user, password, database):
        self.socket = socket.create_connection((host, port), timeout=5)
        self.stream = self.socket.makefile("rb")
        self.number = 0
        hello = self.take()
        version = hello.index(b"\0", 1)
        first = hello[version + 5:version + 13]
        length = hello[version + 21]
        second = hello[version + 32:version + 32 + max(13, length - 8) - 1]
        login = struct.pack("<IIB23x", CLIENT, 1 << 24, UTF8MB4) + user.encode() + b"\0"
        answer = scramble(password, first + second)
        login += bytes([len(answer)]) + answer + database.encode() + b"\0" + b"mysql_native_password\0"
        self.give(login)
        told = self.take()
        if told[:1] == b"\xfe":  # another salt
            plugin, salt = told[1:].split(b"\0", 1)
            if plugin != b"mysql_native_password":
                raise Error(f"the server wants {plugin.decode()}")
            self.give(scramble(password, salt.rstrip(b"\0")))
            told = self.take()
        self.check(told)

    def take(self):
        head = self.stream.read(4)
        if len(head) < 4:
            raise ConnectionError("MySQL has closed the connection")
        self.number = head[3] + 1
        return self.stream.read(int.from_bytes(head[:3], "little"))

    def give(self, body):
        self.socket.sendall(len(body).to_bytes(3, "little") + bytes([self.number & 255]) + body)

    @staticmethod
    def check(packet):
        if packet[:1] == b"\xff":
            raise Error(packet[9:].decode(errors="replace"))
        return packet

    def query(self, text, *values):
        """Rows of texts; `?` stands for a value."""
        parts = text.split("?")
        assert len(parts) == len(values) + 1
        self.number = 0
        self.give(b"\x03" + "".join(p + (literal(values[i]) if i < len(values) else "") for i, p in enumerate(parts)).encode())
        first = self.check(self.take())
        if first[:1] == b"\0":
            return []
        for _ in range(first[0]):
            self.take()  # what a column is
        self.take()
        rows = []
        while True:
            packet = self.check(self.take())
            if packet[:1] == b"\xfe" and len(packet) < 9:
                return rows
            rows.append(self.row(packet, first[0]))

    @staticmethod
    def row(packet, columns):
        row, at = [], 0
        for _ in range(columns):
            size, at = packet[at], at + 1
            if size == 251:
                row.append(None)
                continue
            if size > 251:
                wide = {252: 2, 253: 3, 254: 8}[size]
                size, at = int.from_bytes(packet[at:at + wide], "little"), at + wide
            row.append(packet[at:at + size].decode())
            at += size
        return row
