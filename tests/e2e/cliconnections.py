# SPDX-License-Identifier: GPL-3.0-or-later
"""Two engines and a proxy before each: "here", which the command line belongs to, and "there", which stands in for the cloud (connection prod)."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from cloudproxy import CloudProxy
from scfclient import PROGRAM, SANITIZER, Engine

DONE, FAILED, WORDS, NOBODY, BROKEN = 0, 1, 2, 5, 6
KEYS = {"SCFDESK_SECRET_ID": "AKIDthere", "SCFDESK_SECRET_KEY": "not-in-any-file-of-ours"}


class Connected(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.here, cls.there = Engine(), Engine(env=KEYS)
        cls.near, cls.far = (CloudProxy(e.url.hostname, e.url.port) for e in (cls.here, cls.there))
        cls.folder = tempfile.mkdtemp(prefix="scfdesk-cli-")
        entries = [{"id": "1", "name": "other", "kind": "engine", "endpoint": cls.there.ready["api"], "region": "ap-guangzhou", "namespace": "default"},
                   {"id": "2", "name": "prod", "kind": "cloud", "endpoint": cls.far.url, "region": "ap-shanghai", "namespace": "default"}]
        pathlib.Path(cls.here.data_dir, "connections.json").write_text(json.dumps({"connections": entries}))

    @classmethod
    def tearDownClass(cls):
        for proxy in (cls.near, cls.far):
            proxy.stop()
        cls.here.stop()
        cls.there.stop()
        shutil.rmtree(cls.folder)

    def command(self, *words):
        return [PROGRAM, *words, "--data-dir", self.here.data_dir]

    def environment(self):
        return {"PATH": "/usr/bin:/bin", "HOME": self.folder, "LANG": "C.UTF-8", **SANITIZER,
                "TENCENTCLOUD_SECRET_ID": KEYS["SCFDESK_SECRET_ID"], "TENCENTCLOUD_SECRET_KEY": KEYS["SCFDESK_SECRET_KEY"]}

    def run_cli(self, *words, text="", timeout=100):
        return subprocess.run(self.command(*words), capture_output=True, text=True, input=text, timeout=timeout, env=self.environment())

    def exits(self, status, *words, **more):
        got = self.run_cli(*words, **more)
        self.assertEqual(got.returncode, status, (words, got.stdout, got.stderr))
        self.assertNotIn(KEYS["SCFDESK_SECRET_KEY"], got.stdout + got.stderr)
        return got

    def ok(self, *words, **more):
        return self.exits(DONE, *words, **more).stdout

    def refused(self, status, saying, *words, **more):
        self.assertIn(saying, self.exits(status, *words, **more).stderr)
