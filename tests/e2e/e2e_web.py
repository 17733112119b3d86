# SPDX-License-Identifier: GPL-3.0-or-later
"""Web functions (Type HTTP) as facts/scf.md 4.2 describes them: real servers that all bind 0.0.0.0:9000 of this one machine."""
import hashlib
import http.client
import http.server
import json
import shutil
import socket
import struct
import tempfile
import threading
import unittest
import urllib.parse

from nativepackage import create, go_program, variables
from scfclient import MEASURED, ApiError, Engine, wait_until

SERVER = r"""#!/usr/bin/python3 -u
import hashlib, http.server, json, os, sys, threading, time, urllib.request
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *a): pass
    def whole(self, body, status=200, **headers):
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        for k, v in headers.items(): self.send_header(k.replace('_', '-'), v)
        self.end_headers()
        self.wfile.write(body)
    def upload(self):
        global seen
        left, digest = int(self.headers['Content-Length']), hashlib.sha256()
        while left:
            piece = self.rfile.read(min(left, 1 << 20))
            if not piece: return
            digest.update(piece)
            left -= len(piece)
            seen += len(piece)
            if seen == 1 << 20: gate.wait(60)
        self.whole(digest.hexdigest().encode())
    def chunks(self):
        global seen
        digest, total = hashlib.sha256(), 0
        while size := int(self.rfile.readline(), 16):
            piece = self.rfile.read(size + 2)[:-2]
            digest.update(piece)
            total += size
            seen += size
            if seen >= 1 << 20 and not gate.is_set() and not gate.wait(60): return
        self.rfile.readline()
        self.whole(json.dumps([digest.hexdigest(), total, self.headers.get('Content-Length')]).encode())
    def answer(self):
        path = self.path.split('?')[0]
        if path == '/chunks': return self.chunks()
        if path == '/upload': return self.upload()
        if path == '/deny': return self.whole(b'denied', 403, Connection='close')
        if path == '/seen': return self.whole(b'%d' % seen)
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        print('request', path)
        if path == '/status':
            return self.whole(b'teapot', 418, X_Own='1', X_Scf_Status='mine', Content_Type='text/tea')
        if path == '/stream':
            self.send_response(200)
            self.send_header('Content-Type', 'text/event-stream')
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for i in range(3):
                piece = b'data: %d\n\n' % i
                self.wfile.write(b'%x\r\n%s\r\n' % (len(piece), piece))
                self.wfile.flush()
                if i == 0: gate.wait(20)
            return self.wfile.write(b'0\r\n\r\n')
        if path == '/open': gate.set()
        if path == '/sleep': time.sleep(float(body or b'1'))
        if path == '/exit': os._exit(7)
        if path == '/memory':
            global kept
            kept = bytearray(int(body) << 20)
            kept[::4096] = b'x' * len(kept[::4096])
            time.sleep(1)
        if path == '/flood':
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            try:
                for i in range(80): self.wfile.write(b'10000\r\n' + b'x' * 65536 + b'\r\n')
                self.wfile.write(b'0\r\n\r\n')
            except OSError: pass
            return
        if path == '/large': return self.whole(b'x' * int(body))
        if path == '/heads': return self.whole(b'', X_Long='h' * int(body))
        if path == '/drop': return self.close_connection_now()
        if path == '/broken':
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf')
            self.wfile.flush()
            return self.close_connection_now()
        if path == '/fetch': return self.whole(urllib.request.urlopen(body.decode()).read())
        self.whole(json.dumps({'method': self.command, 'path': self.path, 'headers': {k.lower(): v for k, v in self.headers.items()},
            'body': body.decode(), 'pid': os.getpid(), 'count': next(counter)}).encode(), Content_Type='application/json', Set_Cookie='a=1')
    def close_connection_now(self):
        self.close_connection = True
        self.connection.shutdown(2)
    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = answer
import itertools
counter = itertools.count(1)
seen = 0
gate = threading.Event()
print('module level')
how = os.environ.get('HOW')
if how == 'exit': sys.exit(3)
if how == 'deaf': time.sleep(1000)
http.server.ThreadingHTTPServer.request_queue_size = 64
http.server.ThreadingHTTPServer(('127.0.0.1' if how == 'local' else '0.0.0.0', int(os.environ.get('PORT', 9000))), Handler).serve_forever()
"""
CUSTOM = r"""#!/usr/bin/python3
import http.client, os
c = http.client.HTTPConnection(os.environ['SCF_RUNTIME_API'], int(os.environ['SCF_RUNTIME_API_PORT']))
def call(method, path, body=None):
    c.request(method, '/runtime/' + path, body)
    return c.getresponse().read()
call('POST', 'init/ready', ' ')
while True: call('POST', 'invocation/response', call('GET', 'invocation/next'))
"""
NODE = """#!/bin/bash
exec /var/lang/node18/bin/node server.js
"""
NODE_SERVER = "require('http').createServer((q, r) => { r.setHeader('X-Node', process.version); r.end('node ' + q.url) }).listen(9000)\n"


class Web(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.paths = {}

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def web(self, name, files=None, runtime="Python3.10", **fields):
        create(self.e, name, files or {"scf_bootstrap": (0o755, SERVER)}, runtime=runtime, Type="HTTP", **fields)
        self.paths[name] = urllib.parse.urlsplit(self.trigger(name)).path
        return name

    def trigger(self, name):
        made = self.e.call("CreateTrigger", FunctionName=name, TriggerName="url", Type="http",
                           TriggerDesc=json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}))
        return json.loads(made["TriggerInfo"]["TriggerDesc"])["NetConfig"]["ExtranetUrl"]

    def ask(self, name, path="/", method="GET", body=None, headers=None):
        return self.e.exchange(method, self.paths[name] + path, body, headers or {})

    def json(self, *a, **k):
        status, _, body = self.ask(*a, **k)
        self.assertEqual(status, 200, body)
        return json.loads(body)

    def test_requests_pass_through(self):  # section 12, 19: X-Scf-* headers
        self.web("echo", MemorySize=256, Timeout=7)
        got = self.json("echo", "/a%20b/c?x=1&x=2", "PUT", "höllo".encode(), {"X-Own": "yes", "X-Scf-Name": "forged", "x-scf-anything": "forged", "Connection": "keep-alive", "Cookie": "k=v"})
        self.assertEqual((got["method"], got["path"], got["body"]), ("PUT", "/a%20b/c?x=1&x=2", "höllo"))
        heads = got["headers"]
        self.assertEqual((heads["x-own"], heads["cookie"], heads["host"]), ("yes", "k=v", self.e.url.netloc))
        self.assertEqual((heads["x-scf-name"], heads["x-scf-namespace"], heads["x-scf-version"], heads["x-scf-memory"], heads["x-scf-timeout"]),
                         ("echo", "default", "$LATEST", "256", "7000"))
        self.assertEqual(len(heads["x-scf-request-id"]), 36)
        for key in ("x-scf-region", "x-scf-appid", "x-scf-uin"):
            self.assertTrue(heads[key])
        self.assertNotIn("x-scf-anything", heads)
        self.assertEqual(self.json("echo", "")["path"], "/")
        again = self.json("echo")
        self.assertEqual((again["pid"], again["count"]), (got["pid"], 3), "one instance, one process")

    def test_answers_pass_through(self):
        self.web("answers")
        status, heads, body = self.ask("answers", "/status")
        self.assertEqual((status, body, heads["content-type"], heads["x-own"]), (418, b"teapot", "text/tea", "1"))
        self.assertNotEqual(heads.get("x-scf-status"), "mine")
        status, heads, body = self.ask("answers", "/", "HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(heads["content-length"]), 100)

    def test_an_answer_is_streamed(self):
        self.web("stream", Timeout=30, InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 2})
        connection = http.client.HTTPConnection(self.e.url.hostname, self.e.url.port, timeout=30)
        connection.request("GET", self.paths["stream"] + "/stream")
        answer = connection.getresponse()
        self.assertEqual(answer.readline(), b"data: 0\n")  # the server waits for the other request now
        self.json("stream", "/open")
        self.assertEqual(answer.read(), b"\ndata: 1\n\ndata: 2\n\n")
        connection.close()

    def together(self, name, count, path="/sleep", body="1"):
        got, threads = [], []
        for _ in range(count):
            threads.append(threading.Thread(target=lambda: got.append(self.ask(name, path, "POST", body))))
            threads[-1].start()
        for t in threads:
            t.join()
        return got

    def test_several_instances_bind_one_port(self):
        self.web("many", Timeout=20)
        got = self.together("many", 3)
        self.assertEqual([g[0] for g in got], [200] * 3)
        self.assertEqual(len(self.e.instances("many")), 3)
        self.assertEqual(len({i["pid"] for i in self.e.instances("many")}), 3)

    def test_several_requests_in_one_instance(self):
        self.web("shared", Timeout=20, InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 4})
        self.json("shared")
        got = self.together("shared", 4)
        self.assertEqual([g[0] for g in got], [200] * 4)
        self.assertEqual(len({json.loads(g[2])["pid"] for g in got}), 1)
        self.assertEqual(len(self.e.instances("shared")), 1)
        wait_until("it is idle", lambda: self.e.instances("shared")[0]["state"] in ("idle", "frozen"))

    def test_a_late_request_leaves_the_others_alone(self):
        self.web("late", Timeout=2, InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 4})
        first = self.json("late")["pid"]
        status, _, body = self.ask("late", "/sleep", "POST", "30")
        self.assertEqual((status, json.loads(body)["errorMessage"]), (433, "Invoking task timed out after 2 seconds"))
        self.assertEqual(self.json("late")["pid"], first)

    def test_limits_and_failures(self):
        self.web("fails", Timeout=20)
        status, _, body = self.ask("fails", "/exit")
        self.assertEqual((status, json.loads(body)["statusCode"]), (439, 439))
        status, _, body = self.ask("fails", "/memory", "POST", "300")
        self.assertEqual((status, json.loads(body)["errorMessage"]), (434, "Task memory exceeded 128 MB"))
        self.assertEqual(len(self.ask("fails", "/large", "POST", str(6 * 1024 * 1024))[2]), 6 * 1024 * 1024)
        status, _, body = self.ask("fails", "/large", "POST", str(6 * 1024 * 1024 + 1))
        self.assertEqual((status, json.loads(body)["statusCode"]), (410, 410))
        self.assertEqual(self.ask("fails", "/heads", "POST", "3000")[0], 200)
        self.assertEqual(self.ask("fails", "/heads", "POST", "4096")[0], 410)
        self.assertEqual(self.ask("fails", "/drop")[0], 430)
        with self.assertRaises((http.client.IncompleteRead, http.client.HTTPException, ConnectionError)):
            self.ask("fails", "/broken")
        self.assertEqual(self.ask("fails", "/", "POST", b"x" * (6 * 1024 * 1024 + 1))[0], 406)
        self.assertEqual(len(self.json("fails", "/", "POST", "y" * 1_000_000)["body"]), 1_000_000)

    def test_servers_that_do_not_come_up(self):  # section 12, 19: 405 and 446
        for how, code, cause in (("exit", 405, "exit status 3"), ("deaf", 446, "nothing listens on 0.0.0.0:9000"), ("local", 446, "0.0.0.0:9000")):
            with self.subTest(how):
                name = self.web("up-" + how, InitTimeout=3, Environment=variables(HOW=how))
                status, _, body = self.ask(name)
                self.assertEqual((status, json.loads(body)["statusCode"]), (code, code))
                self.assertIn(cause, json.loads(body)["errorMessage"])

    def test_what_cannot_be_started_is_refused(self):  # section 12, 19: scf_bootstrap 755, LF (the cause of 443)
        for name, files, cause in (("none", {"index.py": (0o644, "")}, "[./scf_bootstrap] no such file or directory"), ("mode", {"scf_bootstrap": (0o644, SERVER)}, "mode is 644"),
                                   ("crlf", {"scf_bootstrap": (0o755, NODE.replace("\n", "\r\n"))}, "CRLF")):
            with self.assertRaises(ApiError) as refused:
                self.web("start-" + name, files)
            self.assertIn(cause, str(refused.exception))

    def test_only_requests_reach_it(self):
        self.web("requests")
        with self.assertRaises(ApiError) as refused:
            self.e.invoke("requests")
        self.assertIn("takes HTTP requests", str(refused.exception))

    def test_services_on_loopback_are_reached(self):
        class Service(http.server.BaseHTTPRequestHandler):
            def log_message(self, *a):
                pass

            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"from outside")
        service = http.server.HTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=service.serve_forever, daemon=True).start()
        self.web("out")
        self.assertEqual(self.ask("out", "/fetch", "POST", f"http://127.0.0.1:{service.server_port}/")[2], b"from outside")
        service.shutdown()
        service.server_close()

    def test_a_client_that_leaves(self):
        self.web("leaves", Timeout=30)
        first = self.json("leaves")["pid"]
        connection = http.client.HTTPConnection(self.e.url.hostname, self.e.url.port, timeout=30)
        connection.request("POST", self.paths["leaves"] + "/sleep", "20")
        wait_until("it runs", lambda: self.e.instances("leaves")[0]["state"] == "busy")
        connection.close()
        wait_until("it is idle again", lambda: self.e.instances("leaves")[0]["state"] in ("idle", "frozen"))
        self.assertEqual(self.json("leaves")["pid"], first)

    def test_a_client_that_leaves_a_long_answer(self):
        """The engine finds the client gone while it writes to it."""
        self.web("flood", Timeout=20)
        url = self.e.url
        for taken in (1, 100_000, 1_000_000) * 3:
            with socket.create_connection((url.hostname, url.port), 20) as client:
                client.sendall(f"GET {self.paths['flood']}/flood HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode())
                got = 0
                while got < taken:
                    got += len(client.recv(min(65536, taken - got)))
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # at once, as a killed program
        self.assertEqual(self.ask("flood", "/status")[0], 418)

    def test_a_large_body_is_streamed_to_a_slow_reader(self):
        size = 64 << 20
        with Engine(args=("--web-body", "64"), env=MEASURED) as e:
            create(e, "large", {"scf_bootstrap": (0o755, SERVER)}, runtime="Python3.10", Type="HTTP", Timeout=60,
                   InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 3})
            made = e.call("CreateTrigger", FunctionName="large", TriggerName="url", Type="http",
                          TriggerDesc=json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}))
            path = urllib.parse.urlsplit(json.loads(made["TriggerInfo"]["TriggerDesc"])["NetConfig"]["ExtranetUrl"]).path

            def memory():
                with open(f"/proc/{e.process.pid}/status") as status:
                    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024
            self.assertEqual(e.exchange("GET", path + "/seen")[2], b"0")
            before, piece, sent, told = memory(), bytes(range(256)) * 4096, [0], []
            digest = hashlib.sha256()

            def send():
                connection = http.client.HTTPConnection(e.url.hostname, e.url.port, timeout=60)
                connection.putrequest("POST", path + "/upload")
                connection.putheader("Content-Length", str(size))
                connection.endheaders()
                while sent[0] < size:
                    connection.send(piece)
                    digest.update(piece)
                    sent[0] += len(piece)
                answer = connection.getresponse()
                told.append((answer.status, answer.read()))
                connection.close()
            sender = threading.Thread(target=send, daemon=True)
            sender.start()
            wait_until("the server has its first MB", lambda: int(e.exchange("GET", path + "/seen")[2]) == 1 << 20)
            self.assertLess(sent[0], size)  # what is on its way fits into buffers of the system
            self.assertLess(memory() - before, 12 << 20)
            e.exchange("GET", path + "/open")
            sender.join(60)
            self.assertEqual(told, [(200, digest.hexdigest().encode())])
            self.assertLess(memory() - before, 12 << 20)
            # At the limit, and one past it: by the head alone.
            connection = http.client.HTTPConnection(e.url.hostname, e.url.port, timeout=60)
            connection.putrequest("POST", path + "/upload")
            connection.putheader("Content-Length", str(size + 1))
            connection.endheaders()
            answer = connection.getresponse()
            self.assertEqual(answer.status, 406)
            self.assertIn(str(size), json.loads(answer.read())["errorMessage"])
            connection.close()
            self.assertEqual(e.exchange("POST", path + "/deny", b"x" * (1 << 20))[0], 403)  # answered without its body

    def test_a_client_that_leaves_in_the_middle_of_its_body(self):
        self.web("cut", Timeout=30)
        first = self.json("cut")["pid"]
        connection = http.client.HTTPConnection(self.e.url.hostname, self.e.url.port, timeout=30)
        connection.putrequest("POST", self.paths["cut"] + "/upload")
        connection.putheader("Content-Length", "3000000")
        connection.endheaders()
        connection.send(b"x" * 500_000)
        wait_until("it runs", lambda: self.e.instances("cut")[0]["state"] == "busy")
        connection.close()
        wait_until("it is idle again", lambda: self.e.instances("cut")[0]["state"] in ("idle", "frozen"))
        self.assertEqual(self.json("cut")["pid"], first)

    def test_a_body_in_chunks_comes_with_its_length(self):
        self.web("chunks")
        connection = http.client.HTTPConnection(self.e.url.hostname, self.e.url.port, timeout=30)
        connection.request("POST", self.paths["chunks"] + "/", iter([b"one ", b"two"]), encode_chunked=True, headers={"Transfer-Encoding": "chunked"})
        got = json.loads(connection.getresponse().read())
        self.assertEqual((got["body"], got["headers"]["content-length"]), ("one two", "7"))
        connection.close()

    def chunked(self, name, target):
        connection = http.client.HTTPConnection(self.e.url.hostname, self.e.url.port, timeout=60)
        self.addCleanup(connection.close)
        connection.putrequest("POST", self.paths[name] + target)
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        return connection, lambda piece: connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))

    def test_a_long_body_in_chunks_is_streamed(self):
        self.web("longchunks", Timeout=60, InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 3})
        connection, send = self.chunked("longchunks", "/chunks")
        digest = hashlib.sha256()
        for i in range(16):
            piece = bytes([i]) * 65536
            digest.update(piece)
            send(piece)
        # The server has it all although the client has not said that it ends.
        wait_until("the server has the first megabyte", lambda: int(self.ask("longchunks", "/seen")[2]) == 1 << 20)
        self.ask("longchunks", "/open")
        for size in (1, 300_000, 7):
            digest.update(b"y" * size)
            send(b"y" * size)
        connection.send(b"0\r\n\r\n")
        self.assertEqual(json.loads(connection.getresponse().read()), [digest.hexdigest(), (1 << 20) + 300_008, None])

    def test_a_slow_body_in_chunks_does_not_wait_for_its_end(self):
        self.web("slowchunks", Timeout=60, InstanceConcurrencyConfig={"DynamicEnabled": "FALSE", "MaxConcurrency": 3})
        connection, send = self.chunked("slowchunks", "/chunks")
        send(b"a word")
        wait_until("the server has it", lambda: int(self.ask("slowchunks", "/seen")[2]) == 6)
        connection.send(b"0\r\n\r\n")
        self.assertEqual(json.loads(connection.getresponse().read())[1:], [6, None])

    def test_the_limit_holds_for_chunks(self):
        self.web("mostchunks", Timeout=60)
        self.ask("mostchunks", "/open")
        most = 6 * 1024 * 1024
        for more in (0, 1):
            connection, send = self.chunked("mostchunks", "/chunks")
            try:
                for _ in range(most // 65536):
                    send(b"x" * 65536)
                if more:
                    send(b"x")
                connection.send(b"0\r\n\r\n")
            except OSError:
                pass  # its answer has come
            answer = connection.getresponse()
            body = json.loads(answer.read())
            self.assertEqual((answer.status, more or body[1]), (406, 1) if more else (200, most), body)
        self.assertIn("--web-body", body["errorMessage"])
        self.assertIn(str(most), body["errorMessage"])
        self.assertEqual(self.json("mostchunks")["body"], "")

    def test_chunks_that_are_none(self):
        self.web("badchunks", Timeout=30)
        first = self.json("badchunks")["pid"]
        connection, send = self.chunked("badchunks", "/chunks")
        send(b"x" * 300_000)  # it runs by then
        connection.send(b"no number\r\n")
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Connection")), (400, "close"))
        wait_until("it is idle again", lambda: self.e.instances("badchunks")[0]["state"] in ("idle", "frozen"))
        self.assertEqual(self.json("badchunks")["pid"], first)

    def test_log(self):
        self.web("log")
        stream = self.e.events("log")
        self.json("log")
        lines = []
        for _, _, value in stream:
            lines.append(json.dumps(value))
            if "Report RequestId" in lines[-1] and "Init Report" not in lines[-1]:
                break
        text = "\n".join(lines)
        for part in ("START RequestId", "module level", "Init Report", "request /", "END RequestId"):
            self.assertIn(part, text)
        self.assertNotIn("RetMsg", text)

    def test_node_and_its_interpreter_path(self):
        if not shutil.which("node", path="/usr/bin:/usr/local/bin"):
            self.skipTest("no Node.js")
        self.web("node", {"scf_bootstrap": (0o755, NODE), "server.js": (0o644, NODE_SERVER)}, runtime="Nodejs18.15")
        status, heads, body = self.ask("node", "/x")
        self.assertEqual((status, body), (200, b"node /x"), body)
        self.assertTrue(heads["x-node"].startswith("v"))

    def test_a_static_program(self):
        program = go_program("goweb.go")
        if not program:
            self.skipTest("no Go")
        self.web("static", {"scf_bootstrap": (0o755, program)}, runtime="CustomRuntime", Timeout=20)
        for method in ("POST", "PUT"):
            status, _, body = self.ask("static", "/p", method, "body")
            self.assertEqual((status, body.split()[2:]), (200, [method.encode(), b"/p", b"body"]))

    def test_settings_are_checked(self):
        for fields, cause in (({"InstanceConcurrencyConfig": {"DynamicEnabled": "FALSE", "MaxConcurrency": 101}}, "1 to 100"), ({"ProtocolType": "MQTT"}, "WS")):
            with self.assertRaises(ApiError) as refused:
                self.web("settings", **fields)
            self.assertIn(cause, str(refused.exception))


class ProcessGroups(unittest.TestCase):
    """Where no namespaces are to be had: the programs see their folder where it lies."""

    def test_two_servers_and_a_custom_runtime(self):
        with tempfile.TemporaryDirectory() as folder:
            with Engine(data_dir=folder + "/data") as e:
                e.settings(isolation="process")
            with Engine(data_dir=folder + "/data") as e:
                create(e, "web", {"scf_bootstrap": (0o755, SERVER)}, runtime="Python3.10", Type="HTTP", Timeout=20)
                made = e.call("CreateTrigger", FunctionName="web", TriggerName="url", Type="http", TriggerDesc=json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}))
                path = urllib.parse.urlsplit(json.loads(made["TriggerInfo"]["TriggerDesc"])["NetConfig"]["ExtranetUrl"]).path
                got, threads = [], [threading.Thread(target=lambda: got.append(json.loads(e.exchange("POST", path + "/sleep", "1")[2])["pid"])) for _ in range(2)]
                for t in threads:
                    t.start()
                for t in threads:
                    t.join()
                self.assertEqual(len(set(got)), 2)
                create(e, "custom", {"bootstrap": (0o755, CUSTOM)})
                self.assertEqual(e.result("custom", {"a": 1}), {"a": 1})
                self.assertTrue(e.state()["isolation"].startswith("process group"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
