# SPDX-License-Identifier: GPL-3.0-or-later
"""The official Node.js SDK from npm, unmodified: create, wait, invoke, list, update, delete."""
import json
import os
import pathlib
import shutil
import subprocess
import unittest

from scfclient import Engine, package

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ.get("SCFDESK_BINARY_DIR", "build")) / "e2e-sdk"
FIRST = {"index.js": "exports.main_handler = async (event) => ({double: event.n * 2})\n"}
SECOND = {"index.js": "exports.main_handler = async () => ({word: process.env.WORD})\n"}


class Sdk(unittest.TestCase):
    def installed(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "drive.js"):
            shutil.copy(HERE / "sdk" / name, FOLDER / name)
        if not (FOLDER / "node_modules" / "tencentcloud-sdk-nodejs-scf").is_dir():
            got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True, timeout=240)
            self.assertEqual(got.returncode, 0, "the SDK could not be fetched: " + got.stderr[-2000:])

    def test_the_whole_way(self):
        self.installed()
        e = Engine()
        self.addCleanup(e.stop)
        for host in ("127.0.0.1", "localhost"):  # the SDK takes the service it signs for from this name
            with self.subTest(host):
                got = subprocess.run(["node", "drive.js"], cwd=FOLDER, capture_output=True, text=True, timeout=60, env={
                    "PATH": os.environ["PATH"], "HOME": str(FOLDER), "SCF_ENDPOINT": f"{host}:{e.url.port}", "SCF_ID": e.ready["secretId"],
                    "SCF_KEY": e.ready["secretKey"], "SCF_ZIP": package(FIRST), "SCF_ZIP2": package(SECOND)})
                self.assertEqual(got.returncode, 0, got.stderr)
                seen = json.loads(got.stdout)
                self.assertEqual((seen["created"], seen["sync"], seen["named"]), ("Nodejs18.15", {"double": 40}, {"double": 10}))
                self.assertEqual(seen["async"]["RetMsg"], "")
                self.assertEqual(len(seen["async"]["FunctionRequestId"]), 36)
                self.assertIn("from-sdk", seen["listed"])
                self.assertEqual(seen["namespaces"], ["default"])
                self.assertEqual((seen["memory"], seen["updated"]), (256, {"word": "new"}))
                more = seen["resources"]
                self.assertEqual((more["published"], more["versions"], more["alias"], more["aliases"]), ("1", ["$LATEST", "1"], ["1", "changed"], ["$DEFAULT", "prod"]))
                self.assertEqual((more["byAlias"], more["twin"], more["reserved"], more["account"]), ({"word": "new"}, 256, 1024, 1024))
                self.assertEqual((more["asyncConfig"], more["state"], more["logs"]), ({"RetryConfig": [{"RetryNum": 1}], "MsgTTL": 3600}, "FINISHED", 1))
                self.assertTrue(more["url"].startswith(e.ready["api"] + "/code/"))
                self.assertEqual(seen["gone"], "ResourceNotFound.Function")
                self.assertEqual(len(seen["goneId"]), 36)
                self.assertIn("Report RequestId:", seen["result"]["Log"])
                self.assertGreater(seen["result"]["MemUsage"], 1024 * 1024)


if __name__ == "__main__":
    unittest.main(verbosity=1)
