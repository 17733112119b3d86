# SPDX-License-Identifier: GPL-3.0-or-later
"""Handlers that try to do harm: each ends with its documented code, nothing outside its instance is touched, the next event
works, no process is left. Prints what each attempt got."""
import json
import pathlib
import threading
import time
import unittest

from scfclient import Engine, descendants, wait_until

ROWS = []

# name, what the handler does (body; `event` is the event), code, what its text must say, settings
PYTHON = [
    ("forks endlessly", "    n = 0\n    while True:\n        try:\n            pid = os.fork()\n        except BlockingIOError:\n            raise Exception('refused after %d' % n)\n"
     "        if pid == 0:\n            time.sleep(60)\n            os._exit(0)\n        n += 1\n", 430, "refused after 102", {"Timeout": 20}),
    ("a fork bomb", "    while True:\n        try:\n            os.fork()\n        except BlockingIOError:\n            pass\n", 433, "timed out after 2 seconds", {"Timeout": 2, "MemorySize": 1024}),
    ("daemonises", "    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n            os.execvp('sleep', ['sleep', '771'])\n        os._exit(0)\n    os.wait()\n    os._exit(3)\n",
     439, "User process exit", {}),
    ("ignores signals", "    for n in range(1, 65):\n        try:\n            signal.signal(n, signal.SIG_IGN)\n        except (OSError, ValueError):\n            pass\n    while True:\n        time.sleep(1)\n",
     433, "timed out after 1 seconds", {"Timeout": 1}),
    ("fills /tmp", "    with open('/tmp/full', 'wb', 0) as f:\n        n = 0\n        try:\n            while True:\n                n += f.write(bytes(1 << 20))\n        except OSError as e:\n"
     "            raise Exception('%s after %d MB' % (errno.errorcode[e.errno], n >> 20))\n", 430, "ENOSPC after 512 MB", {"Timeout": 30}),
    ("fills /tmp with names", "    n = 0\n    try:\n        while True:\n            os.close(os.open('/tmp/%d' % n, os.O_CREAT | os.O_WRONLY))\n            n += 1\n    except OSError as e:\n"
     "        raise Exception('%s after %d' % (errno.errorcode[e.errno], n))\n", 430, "ENOSPC after 655", {"Timeout": 30}),
    ("opens 10,000 files", "    files = []\n    try:\n        for n in range(10000):\n            files.append(open('/etc/passwd'))\n    except OSError as e:\n"
     "        raise Exception('%s after %d' % (errno.errorcode[e.errno], len(files)))\n", 430, "EMFILE after 101", {}),
    ("prints 1 GB", "    line = b'x' * ((1 << 20) - 1) + b'\\n'\n    for _ in range(1024):\n        os.write(1, line)\n    raise Exception('printed all')\n", 430, "printed all", {"Timeout": 60}),
    ("allocates without end", "    kept = []\n    while True:\n        kept.append(b'x' * (4 << 20))\n", 434, "Task memory exceeded 128 MB", {"Timeout": 20}),
    ("allocates in many children", "    for _ in range(8):\n        if os.fork() == 0:\n            kept = b'x' * (24 << 20)\n            time.sleep(60)\n    time.sleep(60)\n", 434,
     "Task memory exceeded 128 MB", {"Timeout": 20}),
    ("kills everything it can see", "    try:\n        os.kill(-1, 9)\n    except OSError:\n        pass\n    for pid in range(1, 100000):\n        if pid != os.getpid():\n            try:\n                os.kill(pid, 9)\n            except OSError:\n                pass\n"
     "    raise Exception('alone: %s' % [p for p in os.listdir('/proc') if p.isdigit()])\n", 430, "alone: ['1', '2']", {}),
    ("kills its own tree", "    os.kill(os.getpid(), 9)\n", 439, "User process exit", {}),
    ("reads what is root's", "    raise Exception(attempt(lambda: open('/etc/shadow').read()))\n", 430, "PermissionError", {}),
    ("looks for the host", "    raise Exception('%s %s' % (attempt(lambda: os.listdir('/proc/1/root')), sorted(set(os.listdir('/')) & {'root', 'work', 'mnt', 'sys', 'boot', 'srv'})))\n", 430, "PermissionError []", {}),
    ("makes namespaces and mounts", "    libc = ctypes.CDLL(None, use_errno=True)\n    got = []\n    for call in (lambda: libc.unshare(0x10000000), lambda: libc.mount(b'none', b'/tmp', b'tmpfs', 0, None), lambda: libc.chroot(b'/tmp'),\n"
     "                 lambda: libc.syscall(321, 0, None, 0), lambda: libc.syscall(425, 8, None)):\n        ctypes.set_errno(0)\n        call()\n        got.append(errno.errorcode.get(ctypes.get_errno(), 'done'))\n    raise Exception(' '.join(map(str, got)))\n",
     430, "EPERM EPERM EPERM EPERM EPERM", {}),
    ("writes to its code", "    raise Exception('%s %s' % (attempt(lambda: open('/var/user/index.py', 'w')), attempt(lambda: open('/opt/x', 'w'))))\n", 430, "OSError OSError", {}),
]
HEAD = ("import ctypes, errno, os, signal, time\n\ndef attempt(what):\n    try:\n        what()\n        return 'done'\n    except OSError as e:\n        return type(e).__name__\n\n"
        "def main_handler(event, context):\n    if event.get('good'):\n        return 'good'\n")

NODE = [
    ("forks endlessly", "for (let n = 0; ; n++) { const c = spawn('sleep', ['772'], {stdio: 'ignore'}); await new Promise((r, f) => { c.on('spawn', r); c.on('error', (e) => f(new Error(e.code + ' after ' + n))); }) }",
     430, "EAGAIN after", {"Timeout": 10, "MemorySize": 1024}),  # its children keep the next run's loop alive, for as long as it may run
    ("allocates without end", "const kept = []; for (;;) kept.push(Buffer.alloc(4 << 20, 1))", 434, "Task memory exceeded 128 MB", {"Timeout": 20}),
    ("blocks its loop", "for (;;) {}", 433, "timed out after 1 seconds", {"Timeout": 1}),
    ("ignores signals", "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGCONT']) process.on(s, () => {}); await new Promise((r) => setTimeout(r, 60000))", 433, "timed out after 1 seconds", {"Timeout": 1}),
]


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.e.python("bystander", "n = 0\ndef main_handler(event, context):\n    global n\n    n += 1\n    return n\n")
        cls.seen = 0
        cls.gap = 0.0
        cls.stop = threading.Event()
        cls.watch = threading.Thread(target=cls.keep_asking)
        cls.e.result("bystander")
        cls.watch.start()

    @classmethod
    def keep_asking(cls):
        """Another function goes on all the time: its instance stays the same one, and is answered."""
        cls.seen = 1
        while not cls.stop.wait(0.05):
            begin = time.monotonic()
            got = cls.e.result("bystander")
            cls.gap = max(cls.gap, time.monotonic() - begin)
            if got != cls.seen + 1:
                cls.seen = -1
                return
            cls.seen = got

    @classmethod
    def tearDownClass(cls):
        cls.stop.set()
        cls.watch.join()
        cls.e.stop()
        width = max(len(r[0]) for r in ROWS) if ROWS else 0
        for name, code, text, ms in ROWS:
            print(f"  {name:{width}}  {code}  {text[:60]:60}  {ms:6.0f} ms")
        print(f"  longest answer of the bystander: {cls.gap * 1000:.0f} ms")

    def attempt(self, language, index, what, code, text, made):
        name = f"{language}-{index}"
        below = set(descendants(self.e.process.pid))
        made(name)
        begin = time.monotonic()
        got = json.loads(self.e.invoke(name)["RetMsg"])
        ms = (time.monotonic() - begin) * 1000
        said = got["errorMessage"] if code != 430 else got.get("stackTrace", str(got)).strip().split("\n" if language == "python" else "\n    at")[-1 if language == "python" else 0]
        ROWS.append((f"{language}: {what}", got["statusCode"], said, ms))
        self.assertEqual(got["statusCode"], code, got)
        self.assertIn(text, said)
        self.assertEqual(self.e.result(name, {"good": 1}), "good")
        self.assertGreater(type(self).seen, 0, "another function was disturbed")
        self.e.call("DeleteFunction", FunctionName=name)
        # What may be there now and was not before: prepared runtimes, each with its init.
        wait_until("no process of it left", lambda: len(self.strangers(below)) <= 6 and not any("sleep" in c for c in self.strangers(below)), 20)

    def strangers(self, known):
        names = []
        for pid in set(descendants(self.e.process.pid)) - known:
            try:
                names.append(pathlib.Path("/proc", str(pid), "comm").read_text().strip())
            except OSError:
                pass
        return names


def add(language, index, row):
    what, body, code, text, fields = row

    def test(self):
        if language == "python":
            self.attempt(language, index, what, code, text, lambda name: self.e.python(name, HEAD + body, **fields))
        else:
            source = ("const {spawn} = require('child_process')\nexports.main_handler = async (event) => {\n  if (event.good) return 'good'\n  " + body + "\n}\n")
            self.attempt(language, index, what, code, text, lambda name: self.e.node(name, source, **fields))
    setattr(Hostile, f"test_{language}_{index:02d}_{what.replace(' ', '_')}", test)


for i, one in enumerate(PYTHON):
    add("python", i, one)
for i, one in enumerate(NODE):
    add("node", i, one)

if __name__ == "__main__":
    unittest.main(verbosity=1)
