# SPDX-License-Identifier: GPL-3.0-or-later
"""The local COS from outside: the official Node.js SDK unmodified, and requests that no SDK would send."""
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import time
import unittest
import urllib.parse

from scfclient import MEASURED, Engine, run_together

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ.get("SCFDESK_BINARY_DIR", "build")) / "e2e-cos"
BUCKET = "pics-1250000000"


def quote(text):
    return urllib.parse.quote(text, safe="-_.~")


class Cos:
    """Signs by itself (path style), so that every part of a request can be made wrong."""

    def __init__(self, engine):
        self.ready, self.url = engine.ready, urllib.parse.urlsplit(engine.ready["cos"])

    def sign(self, method, path, query, key=None, expires=600):
        now = int(time.time())
        span = f"{now - 1};{now + expires}"
        names = sorted(k.lower() for k in query)
        text = "&".join(f"{quote(k.lower())}={quote(query[k])}" for k in sorted(query, key=str.lower))
        sign_key = hmac.new((key or self.ready["secretKey"]).encode(), span.encode(), hashlib.sha1).hexdigest()
        digest = hashlib.sha1(f"{method.lower()}\n{path}\n{text}\n\n".encode()).hexdigest()
        signature = hmac.new(sign_key.encode(), f"sha1\n{span}\n{digest}\n".encode(), hashlib.sha1).hexdigest()
        return (f"q-sign-algorithm=sha1&q-ak={self.ready['secretId']}&q-sign-time={span}&q-key-time={span}"
                f"&q-header-list=&q-url-param-list={';'.join(names)}&q-signature={signature}")

    def ask(self, method, path, body=None, headers=None, query=None, signed=True, key=None, raw=None):
        query = query or {}
        target = raw or quote(path).replace("%2F", "/")
        if query:
            target += "?" + "&".join(f"{quote(k)}={quote(v)}" if v else quote(k) for k, v in query.items())
        h = dict(headers or {})
        if signed:
            h["Authorization"] = self.sign(method, path, query, key)
        c = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=30)
        try:
            c.request(method, target, body, h)
            r = c.getresponse()
            return r.status, dict((k.lower(), v) for k, v in r.getheaders()), r.read()
        finally:
            c.close()


class Sdk(unittest.TestCase):
    def test_the_official_sdk(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "drive.js"):
            shutil.copy(HERE / "cos" / name, FOLDER / name)
        if not (FOLDER / "node_modules" / "cos-nodejs-sdk-v5").is_dir():
            got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True, timeout=240)
            self.assertEqual(got.returncode, 0, "the SDK could not be fetched: " + got.stderr[-2000:])
        e = Engine()
        self.addCleanup(e.stop)
        got = subprocess.run(["node", "drive.js"], cwd=FOLDER, capture_output=True, text=True, timeout=120, env={
            "PATH": os.environ["PATH"], "HOME": str(FOLDER), "COS_URL": e.ready["cos"], "COS_ID": e.ready["secretId"], "COS_KEY": e.ready["secretKey"]})
        self.assertEqual(got.returncode, 0, got.stderr)
        seen = json.loads(got.stdout)
        etag = '"5d41402abc4b2a76b9719d911017c592"'
        self.assertEqual((seen["created"], seen["again"], seen["etag"]), (200, "BucketAlreadyOwnedByYou", etag))
        self.assertEqual(seen["got"], ["hello", "me", "text/plain", etag])
        self.assertEqual((seen["head"], seen["range"], seen["notModified"]), ("5", "ell", "304"))
        self.assertTrue(seen["sliced"].endswith('-7"'))
        self.assertTrue(seen["whole"])
        self.assertEqual(seen["copied"], "me")
        self.assertEqual(seen["odd"], {k: f"odd {k}" for k in seen["odd"]})
        self.assertEqual(seen["listed"], [["%41", "big.bin", "copy", "d", "q?s#t"], ["../", "a/", "d/", "x/"]])
        self.assertEqual((seen["service"], seen["notEmpty"], seen["deleted"]), ([BUCKET], "BucketNotEmpty", 10))
        self.assertEqual((seen["missing"], seen["gone"]), ("NoSuchKey", 204))
        self.assertIn("q-signature=", seen["url"])


class Raw(unittest.TestCase):
    def setUp(self):
        self.engine = Engine()
        self.addCleanup(self.engine.stop)
        self.cos = Cos(self.engine)
        self.assertEqual(self.cos.ask("PUT", f"/{BUCKET}")[0], 200)

    def refused(self, status, code, *args, **kw):
        got = self.cos.ask(*args, **kw)
        self.assertEqual(got[0], status, got)
        if args[0] != "HEAD":
            self.assertIn(f"<Code>{code}</Code>".encode(), got[2])
        self.assertTrue(got[1]["x-cos-request-id"])

    def test_who_has_not_signed_reads_and_writes_nothing(self):
        folder = pathlib.Path(self.engine.ready["dataDir"], "services", "cos")
        self.refused(403, "AccessDenied", "PUT", f"/{BUCKET}/k", b"x" * 1_000_000, signed=False)
        self.refused(403, "SignatureDoesNotMatch", "PUT", f"/{BUCKET}/k", b"x" * 1_000_000, key="wrong")
        self.refused(403, "AccessDenied", "GET", "/", signed=False)
        self.assertEqual(sorted(p.name for p in folder.rglob("*")), [".aside", ".multipart", ".new", BUCKET])
        self.refused(403, "SignatureDoesNotMatch", "GET", f"/{BUCKET}/a", raw=f"/{BUCKET}/b")

    def test_a_presigned_address_is_enough(self):
        self.assertEqual(self.cos.ask("PUT", f"/{BUCKET}/k", b"text")[0], 200)
        path = f"/{BUCKET}/k"
        got = self.cos.ask("GET", path, signed=False, raw=path + "?" + self.cos.sign("GET", path, {}))
        self.assertEqual((got[0], got[2]), (200, b"text"))
        self.refused(403, "AccessDenied", "GET", path, signed=False, raw=path + "?" + self.cos.sign("GET", path, {}, expires=-10))

    def test_presigned_addresses_make_and_end_buckets(self):
        path = "/made-1250000000/"
        for method, status in (("PUT", 200), ("DELETE", 204)):
            self.assertEqual(self.cos.ask(method, path, signed=False, raw=path + "?" + self.cos.sign(method, path, {}))[0], status)

    def test_conditions_ranges_and_digests(self):
        path = f"/{BUCKET}/k"
        self.refused(400, "BadDigest", "PUT", path, b"text", headers={"Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="})
        self.refused(400, "InvalidDigest", "PUT", path, b"text", headers={"Content-MD5": "AA"})
        self.refused(400, "MetadataTooLarge", "PUT", path, b"t", headers={"x-cos-meta-a": "v" * 2048})
        self.assertEqual(self.cos.ask("PUT", path, b"t", headers={"x-cos-meta-a": "v" * (2048 - 12)})[0], 200)
        self.assertEqual(self.cos.ask("PUT", path, b"0123456789")[0], 200)
        for header, status, body in (("bytes=2-4", 206, b"234"), ("bytes=-3", 206, b"789"), ("bytes=8-99", 206, b"89"), ("bytes=x", 200, b"0123456789")):
            got = self.cos.ask("GET", path, headers={"Range": header})
            self.assertEqual((got[0], got[2]), (status, body))
        self.refused(416, "InvalidRange", "GET", path, headers={"Range": "bytes=10-"})
        self.refused(412, "PreconditionFailed", "GET", path, headers={"If-Match": '"no"'})
        self.assertEqual(self.cos.ask("HEAD", path)[1]["content-length"], "10")
        self.assertEqual(self.cos.ask("HEAD", f"/{BUCKET}/none")[0], 404)
        got = self.cos.ask("GET", path, query={"response-content-type": "text/x", "response-cache-control": "a\r\nX-Own: b"})
        self.assertEqual((got[1]["content-type"], "x-own" in got[1]), ("text/x", False))

    def test_what_it_does_not_have_it_says(self):
        self.refused(501, "NotImplemented", "PUT", f"/{BUCKET}", b"<x/>", query={"lifecycle": ""})
        self.refused(400, "InvalidBucketName", "PUT", "/Not_A_Bucket")
        self.refused(400, "MalformedXML", "POST", f"/{BUCKET}", b"<Delete>", query={"delete": ""})
        self.refused(404, "NoSuchUpload", "PUT", f"/{BUCKET}/k", b"x", query={"partNumber": "1", "uploadId": "../../etc"})
        self.refused(404, "NoSuchBucket", "GET", "/none-1/k")

    def test_numbers_and_keys_that_cannot_be(self):
        for most in ("-1", "0", "1001", "x", "", "99999999999"):
            self.refused(400, "InvalidArgument", "GET", f"/{BUCKET}", query={"uploads": "", "max-uploads": most})
        for most in ("1", "1000"):
            self.assertEqual(self.cos.ask("GET", f"/{BUCKET}", query={"uploads": "", "max-uploads": most})[0], 200)
        self.refused(400, "KeyTooLong", "PUT", f"/{BUCKET}/" + "k" * 851, b"x")
        self.assertEqual(self.cos.ask("PUT", f"/{BUCKET}/" + "k" * 850, b"x")[0], 200)
        self.refused(400, "InvalidArgument", "PUT", f"/{BUCKET}/a\0b", b"x")

    def test_it_survives_a_kill(self):
        self.assertEqual(self.cos.ask("PUT", f"/{BUCKET}/kept", b"text", headers={"x-cos-meta-a": "b"})[0], 200)
        self.engine.kill()
        again = Engine(data_dir=self.engine.data_dir)
        self.addCleanup(again.stop)
        got = Cos(again).ask("GET", f"/{BUCKET}/kept")
        self.assertEqual((got[0], got[1]["x-cos-meta-a"], got[2]), (200, "b", b"text"))

    def test_a_large_object_needs_little_memory(self):
        size = 300 * 1024 * 1024
        path = f"/{BUCKET}/large"
        engine = Engine(env=MEASURED)
        self.addCleanup(engine.stop)
        cos = Cos(engine)

        def memory(field):
            lines = pathlib.Path(f"/proc/{engine.ready['pid']}/status").read_text().splitlines()
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))

        def pieces():
            for _ in range(size // (1 << 20)):
                yield b"m" * (1 << 20)
        self.assertEqual(cos.ask("PUT", f"/{BUCKET}")[0], 200)
        before = memory("VmRSS")
        self.assertEqual(cos.ask("PUT", path, pieces(), headers={"Content-Length": str(size)})[0], 200)
        self.assertEqual(cos.ask("HEAD", path)[1]["content-length"], str(size))
        self.assertLess(memory("VmHWM") - before, 64 << 20, "the object was held in memory")


if __name__ == "__main__":
    run_together()
