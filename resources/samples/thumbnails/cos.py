# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of a COS client as thumbnails need, with the signature of the official SDKs."""
import hashlib
import hmac
import http.client
import time
import urllib.parse
import xml.etree.ElementTree


class Error(RuntimeError):
    pass


def sha1(key, text):
    return hmac.new(key.encode(), text.encode(), hashlib.sha1).hexdigest()


class Store:
    def __init__(self, endpoint, secret_id, secret_key):
        self.at = urllib.parse.urlsplit(endpoint)
        self.secret_id, self.secret_key = secret_id, secret_key

    def sign(self, method, path, query):
        now = int(time.time())
        span = f"{now - 60};{now + 600}"
        names = sorted(k.lower() for k in query)
        quoted = "&".join(f"{urllib.parse.quote(k, safe='')}={urllib.parse.quote(query[k], safe='')}" for k in names)
        request = hashlib.sha1(f"{method.lower()}\n{path}\n{quoted}\n\n".encode()).hexdigest()
        signature = sha1(sha1(self.secret_key, span), f"sha1\n{span}\n{request}\n")
        return (f"q-sign-algorithm=sha1&q-ak={self.secret_id}&q-sign-time={span}&q-key-time={span}"
                f"&q-header-list=&q-url-param-list={';'.join(names)}&q-signature={signature}")

    def ask(self, method, bucket, key="", query=None, body=None, kind=None, fine=(200,), most=None):
        query = query or {}
        path = f"/{bucket}/{key}"
        target = urllib.parse.quote(path) + ("?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote) if query else "")
        headers = {"Authorization": self.sign(method, path, query)}
        if kind:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection(self.at.hostname, self.at.port, timeout=20)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            if most is not None and int(answer.getheader("Content-Length") or 0) > most:
                raise Error(f"{key} has more than {most} bytes")
            text = answer.read()
            if answer.status not in fine:
                raise Error(f"{method} {path}: {answer.status} {text[:300].decode(errors='replace')}")
            return text
        finally:
            connection.close()

    def make(self, bucket):
        self.ask("PUT", bucket, fine=(200, 409))  # 409: it is there

    def get(self, bucket, key, most):
        return self.ask("GET", bucket, key, most=most)

    def put(self, bucket, key, body, kind):
        self.ask("PUT", bucket, key, body=body, kind=kind)

    def list(self, bucket, prefix):
        """The first thousand keys."""
        root = xml.etree.ElementTree.fromstring(self.ask("GET", bucket, query={"prefix": prefix}))
        return [e.text for e in root.iter() if e.tag.rsplit("}", 1)[-1] == "Key"]
