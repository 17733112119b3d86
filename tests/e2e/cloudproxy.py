# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between a client and an engine that plays the cloud: answers what the engine has not (CLS), and breaks what it is told to break."""
import json
import socket
import threading
import time
import uuid

READS = ("Get", "List", "Describe", "Search", "Invoke")


def read_message(stream):
    """Head and body of one HTTP message, as bytes; None at the end of the stream."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    fields = {k.strip().lower(): v.strip() for k, v in (line.split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)}
    return head, fields, stream.read(int(fields.get(b"content-length", 0)))


def answer(response, status=b"200 OK"):
    body = json.dumps({"Response": {**response, "RequestId": str(uuid.uuid4())}}).encode()
    return b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


class CloudProxy:
    """`seen`: the actions that came, in order. `answers`: action -> a Response, or what gives one for the parameters."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.answers, self.seen, self.asked = {}, [], []
        self.write_at, self.fault, self.broken = 0, None, 0
        self.lock = threading.Lock()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def stop(self):
        self.server.close()

    def break_write(self, n, fault):
        """The n-th request from now (1 = the next) that changes something (no Get, List or Invoke) meets the fault: "refused" (the cloud says no for good),
        "dropped after" (done, but the connection closes without an answer), "trouble after" (done, and answered with HTTP 502)."""
        with self.lock:
            self.write_at, self.fault, self.broken = n, fault, 0

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def fault_for(self, action):
        with self.lock:
            self.seen.append(action)
            if self.write_at == 0 or not action or action.startswith(READS):
                return None
            self.write_at -= 1
            if self.write_at:
                return None
            self.broken += 1
            return self.fault

    def serve(self, client):
        with client, client.makefile("rb") as incoming, socket.create_connection(self.target) as upstream, upstream.makefile("rb") as outgoing:
            while True:
                request = read_message(incoming)
                if request is None:
                    return
                head, fields, body = request
                action = fields.get(b"x-tc-action", b"").decode()
                fault = self.fault_for(action)
                if action in self.answers:
                    params = json.loads(body)
                    with self.lock:
                        self.asked.append((action, params))
                    made = self.answers[action]
                    client.sendall(answer(made(params) if callable(made) else made))
                    continue
                if fault == "refused":
                    client.sendall(answer({"Error": {"Code": "UnauthorizedOperation.CAM", "Message": "injected: not allowed to " + action}}))
                    continue
                upstream.sendall(head + body)
                back = read_message(outgoing)
                if back is None:
                    return
                if fault == "dropped after":
                    return
                if fault == "trouble after":
                    client.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                    continue
                client.sendall(back[0] + back[2])


def cls_line(at_ms, number, function, request, message, **more):
    """One entry of SearchLog's Results."""
    fields = {"SCF_FunctionName": function, "SCF_Namespace": "default", "SCF_RequestId": request, "SCF_Message": message, "SCF_Level": "INFO", "SCF_Type": "Custom", **more}
    return {"Time": at_ms, "PkgId": "p", "PkgLogId": str(number), "LogJson": json.dumps(fields)}


def now_ms():
    return int(time.time() * 1000)
