# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the program under test and talks to it as an outside program would: Cloud API 3.0, /-/, function URLs, signals."""
import base64
import concurrent.futures
import hashlib
import hmac
import http.client
import io
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import unittest
import urllib.parse
import zipfile

PROGRAM = os.environ["SCFDESK_PROGRAM"]
PYTHON, NODE = "Python3.10", "Nodejs18.15"
SANITIZER = {k: v for k, v in os.environ.items() if k in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")}
# For an engine whose memory a test measures: freed blocks the sanitizer holds back for a while are not the engine's.
MEASURED = {"ASAN_OPTIONS": SANITIZER["ASAN_OPTIONS"] + ":quarantine_size_mb=1"} if "ASAN_OPTIONS" in SANITIZER else {}


class ApiError(Exception):
    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code, self.message = code, message


def package(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in files.items():
            z.writestr(name, text)
    return base64.b64encode(out.getvalue()).decode()


def processes_below(folder):
    """pids of all processes whose command line or environment names this folder: what an engine on it has started."""
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == os.getpid():
            continue
        try:
            text = pathlib.Path("/proc", entry, "cmdline").read_bytes()
            state = pathlib.Path("/proc", entry, "stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if folder.encode() in text and state != "Z":
            found.append(int(entry))
    return found


def descendants(pid):
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents.setdefault(int(pathlib.Path("/proc", entry, "stat").read_text().rsplit(")", 1)[1].split()[1]), []).append(int(entry))
            except OSError:
                pass
    found = [pid]
    for p in found:
        found += parents.get(p, [])
    return found[1:]


def alive(pid):
    try:
        return pathlib.Path("/proc", str(pid), "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def run_together(at_once=4):
    """unittest.main() with several tests at a time, each with engines and folders of its own. Names of tests may be given.
    A class with `alone = True` runs its tests after the others: they want a port that others may take in between."""
    loader, module = unittest.defaultTestLoader, sys.modules["__main__"]
    names = [n for n in sys.argv[1:] if not n.startswith("-")]
    waiting, tests = [loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)], []
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, unittest.TestSuite):
            waiting = list(one) + waiting
        else:
            tests.append(one)

    def run(test):
        result, begin = unittest.TestResult(), time.monotonic()
        try:
            test.run(result)
        except BaseException:
            result.errors.append((test, traceback.format_exc()))
        bad = result.errors + result.failures
        word = "FAIL" if bad or result.unexpectedSuccesses else "skipped" if result.skipped else "ok"
        sys.stderr.write(f"{word} {test.id()} {time.monotonic() - begin:.1f} s\n" + "".join(text for _, text in bad) + "".join(f"  {why}\n" for _, why in result.skipped))
        return word != "FAIL"
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        good = list(pool.map(run, [t for t in tests if not getattr(t, "alone", False)]))
    good += [run(t) for t in tests if getattr(t, "alone", False)]
    sys.stderr.write(f"Ran {len(good)} tests, {good.count(False)} failed\n")
    sys.exit(0 if good and all(good) else 1)


def wait_until(what, condition, seconds=20):
    """Asks again until it holds; the condition's value. Fails by name."""
    pause, end = threading.Event(), time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        pause.wait(0.01)


class Engine:
    def __init__(self, data_dir=None, args=(), env=None, keep=False):
        self.temp = None if data_dir else tempfile.mkdtemp(prefix="scfdesk-e2e-")
        self.data_dir = data_dir or os.path.join(self.temp, "data")
        self.keep = keep
        environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": self.temp or os.path.dirname(self.data_dir), "LANG": "C.UTF-8", **SANITIZER}
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, "--headless", "--data-dir", self.data_dir, "--port", "0", *args], env={**environment, **(env or {})},
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors, start_new_session=True)
        readable, _, _ = select.select([self.process.stdout], [], [], 30)
        line = self.process.stdout.readline() if readable else b""
        if not line:
            raise AssertionError(f"no ready line; exit {self.process.poll()}: {self.stderr()}")
        self.ready = json.loads(line)
        self.url = urllib.parse.urlsplit(self.ready["api"])
        self.local_connection = threading.local()

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.stop()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        if self.temp and not self.keep:
            shutil.rmtree(self.temp, ignore_errors=True)
        return self.process.returncode

    def exchange(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()
        finally:
            connection.close()

    def signed(self, action, body, key=None, stamp=None):
        stamp = int(time.time()) if stamp is None else stamp
        date = time.strftime("%Y-%m-%d", time.gmtime(stamp))
        canonical = f"POST\n/\n\ncontent-type:application/json\nhost:{self.url.netloc}\n\ncontent-type;host\n{hashlib.sha256(body).hexdigest()}"
        scope = f"{date}/scf/tc3_request"
        k = ("TC3" + (key or self.ready["secretKey"])).encode()
        for part in (date, "scf", "tc3_request", f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"):
            k = hmac.new(k, part.encode(), hashlib.sha256).digest()
        return {"Content-Type": "application/json", "Host": self.url.netloc, "X-TC-Action": action, "X-TC-Version": "2018-04-16",
                "X-TC-Timestamp": str(stamp), "X-TC-Region": "ap-guangzhou",
                "Authorization": f"TC3-HMAC-SHA256 Credential={self.ready['secretId']}/{scope}, SignedHeaders=content-type;host, Signature={k.hex()}"}

    def call(self, action, **fields):
        body = json.dumps(fields).encode()
        status, headers, raw = self.exchange("POST", "/", body, self.signed(action, body))
        assert status == 200 and headers["content-type"] == "application/json", (status, headers, raw[:200])
        response = json.loads(raw)["Response"]
        assert response["RequestId"]
        if "Error" in response:
            raise ApiError(response["Error"]["Code"], response["Error"]["Message"])
        return response

    def create(self, name, files, runtime=PYTHON, handler="index.main_handler", **fields):
        self.call("CreateFunction", FunctionName=name, Runtime=runtime, Handler=handler, Code={"ZipFile": package(files)}, **fields)
        wait_until(f"{name} Active", lambda: self.call("GetFunction", FunctionName=name)["Status"] == "Active")

    def python(self, name, text, **fields):
        self.create(name, {"index.py": text}, **fields)

    def node(self, name, text, **fields):
        self.create(name, {"index.js": text}, runtime=NODE, **fields)

    def invoke(self, name, event=None, **fields):
        return self.call("Invoke", FunctionName=name, ClientContext=json.dumps({} if event is None else event), **fields)["Result"]

    def result(self, name, event=None, **fields):
        return json.loads(self.invoke(name, event, **fields)["RetMsg"])

    def local(self, method, path, value=None):
        status, _, raw = self.exchange(method, path, None if value is None else json.dumps(value), {"Authorization": "Bearer " + self.ready["secretKey"]})
        assert status == 200, (method, path, status, raw[:300])
        return raw

    def state(self):
        return json.loads(self.local("GET", "/-/state"))

    def instances(self, name):
        return [i for i in self.state()["instances"] if i["function"] == name]

    def settings(self, **change):
        return json.loads(self.local("PUT", "/-/settings", change))

    def metric(self, name, **labels):
        total = 0.0
        for line in self.local("GET", "/metrics").decode().splitlines():
            if line.startswith(name + "{") and all(f'{k}="{v}"' in line for k, v in labels.items()):
                total += float(line.rsplit(" ", 1)[1])
        return total

    def events(self, types):
        """Lines of /-/events as (id, type, value), as they come. The reader is connected when this returns."""
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
        connection.request("GET", f"/-/events?types={types}", headers={"Authorization": "Bearer " + self.ready["secretKey"]})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        answer.readline()

        def read():
            kind = ident = None
            for raw in answer:
                line = raw.decode().rstrip("\n")
                if line.startswith("id:"):
                    ident = int(line[3:])
                elif line.startswith("event:"):
                    kind = line[6:].strip()
                elif line.startswith("data:"):
                    yield ident, kind, json.loads(line[5:])
        return read()
