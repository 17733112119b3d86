# SPDX-License-Identifier: GPL-3.0-or-later
"""Triggers whose source is here: buckets, folders, API gateway, CLB and function URLs."""
import base64
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import shutil
import threading
import time

from e2e_cos import Cos
from e2e_kafka import Seen
from scfclient import ApiError, Engine, run_together, wait_until
from triggerbench import KEEP, TELL, Bench, names


class Storage(Bench):
    BUCKET = "pics-1250000000"
    NAME = BUCKET + ".cos.ap-guangzhou.myqcloud.com"

    def setUp(self):
        self.start().python("thumb", KEEP)
        self.cos = Cos(self.engine)
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}")[0], 200)

    def desc(self, event="cos:ObjectCreated:*", prefix="", suffix=""):
        return {"event": event, "filter": {"Prefix": prefix, "Suffix": suffix}}

    def events(self, function="thumb"):
        return [json.loads(d["event"]) for d in reversed(self.one(function)["recent"])]

    def test_an_answered_change_survives_a_kill(self):
        seen = Seen()
        self.addCleanup(seen.close)
        self.engine.python("told", TELL.replace("PORT", str(seen.port)))
        self.create("told", "cos", self.NAME, self.desc())

        def put(client, answered):
            cos = Cos(self.engine)
            for i in range(500):
                key = f"{client}-{i}"
                try:
                    if cos.ask("PUT", f"/{self.BUCKET}/{key}", b"x")[0] == 200:
                        answered.append(f"/1250000000/pics/{key}")
                except (OSError, http.client.HTTPException):
                    return  # killed
        for round in range(3):
            answered = []
            clients = [threading.Thread(target=put, args=(f"{round}-{n}", answered)) for n in range(4)]
            for c in clients:
                c.start()
            wait_until("some answers", lambda: len(answered) >= 10)
            self.engine.kill()
            for c in clients:
                c.join()
            self.engine = Engine(data_dir=self.engine.data_dir)
            self.addCleanup(self.engine.stop)
            wait_until("an event of every answered change", lambda: set(answered) <= {r["cos"]["cosObject"]["key"] for e in list(seen.events) for r in e["Records"]}, 60)

    def test_a_folder_on_the_disk_is_a_bucket(self):
        folder = pathlib.Path(self.engine.temp, "my pictures")
        (folder / "in" / "deep").mkdir(parents=True)
        (folder / "old.txt").write_text("old")
        disk = "disk-1250000000"
        act = lambda **body: json.loads(self.engine.local("POST", "/-/services/cos", body))
        act(action="bind", bucket=disk, folder=str(folder))
        self.assertEqual(act(action="bound"), {"bound": {disk: str(folder)}, "trouble": ""})
        self.engine.python("gone", KEEP)
        self.create("thumb", "cos", disk, self.desc(prefix="in/"))
        self.create("gone", "cos", disk, self.desc("cos:ObjectRemove:*"))
        # A file that is written while its new folder is looked at may be told twice.
        keys = lambda function: list(dict.fromkeys(r["cos"]["cosObject"]["key"] for e in self.events(function) for r in e["Records"]))
        told = lambda function, key: wait_until(key, lambda: f"/1250000000/disk/{key}" in keys(function))
        (folder / "in" / "a b.png").write_bytes(b"12345")
        told("thumb", "in/a b.png")
        (folder / "in" / "new" / "deeper").mkdir(parents=True)
        (folder / "in" / "new" / "deeper" / "c.txt").write_text("c")
        told("thumb", "in/new/deeper/c.txt")
        (folder / "elsewhere").write_text("moved")
        (folder / "elsewhere").rename(folder / "in" / "deep" / "moved")
        told("thumb", "in/deep/moved")
        (folder / "in" / "a b.png").unlink()
        told("gone", "in/a b.png")
        self.assertEqual(keys("thumb"), [f"/1250000000/disk/in/{k}" for k in ("a b.png", "new/deeper/c.txt", "deep/moved")])
        self.assertEqual(keys("gone"), ["/1250000000/disk/elsewhere", "/1250000000/disk/in/a b.png"])
        made = self.events("thumb")[0]["Records"][0]
        self.assertEqual((made["event"]["eventName"], made["cos"]["cosObject"]["size"], made["cos"]["cosObject"]["meta"]["Content-Type"]), ("cos:ObjectCreated:Put", 5, "image/png"))
        self.assertEqual(self.cos.ask("GET", f"/{disk}/old.txt")[2], b"old")
        for method, path in (("PUT", f"/{disk}/x"), ("DELETE", f"/{disk}/old.txt"), ("DELETE", f"/{disk}")):
            status, _, body = self.cos.ask(method, path, b"x" if method == "PUT" else None)
            self.assertEqual((status, b"<Code>AccessDenied</Code>" in body), (403, True), path)
        self.assertEqual(sorted(p.name for p in folder.iterdir()), ["in", "old.txt"])
        auth = {"Authorization": "Bearer " + self.engine.ready["secretKey"]}
        for body in ({"bucket": disk, "folder": "/"}, {"bucket": disk, "folder": str(folder)}, {"bucket": "d-1", "folder": "relative"}, {"bucket": "Bad", "folder": str(folder)}, {"bucket": "d-1", "folder": self.engine.data_dir}):
            self.assertNotEqual(self.engine.exchange("POST", "/-/services/cos", json.dumps({"action": "bind", **body}), auth)[0], 200, body)
        self.engine.kill()
        self.engine = Engine(data_dir=self.engine.data_dir)
        self.addCleanup(self.engine.stop)
        (folder / "in" / "later").write_text("later")
        wait_until("still watched", lambda: any("/1250000000/disk/in/later" in r["event"] for r in self.one("thumb")["recent"]))
        act(action="unbind", bucket=disk)
        self.assertEqual(Cos(self.engine).ask("GET", f"/{disk}/old.txt")[0], 404)

    def test_it_recovers_when_its_folder_was_taken_away(self):
        shutil.rmtree(os.path.join(self.engine.data_dir, "services", "cos"))
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}/k", b"x")[0], 404)
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}")[0], 200)
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}/k", b"x")[0], 200)
        self.assertEqual(self.cos.ask("GET", f"/{self.BUCKET}/k")[2], b"x")

    def test_changes_of_a_bucket_become_events(self):
        self.create("thumb", "cos", self.NAME, self.desc(prefix="in/", suffix=".jpg"))
        path = f"/{self.BUCKET}/in/a b.jpg"
        self.assertEqual(self.cos.ask("PUT", path, b"12345", headers={"Content-Type": "image/jpeg", "x-cos-meta-who": "me"})[0], 200)
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}/out/b.jpg", b"1")[0], 200)
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}/in/c.png", b"1")[0], 200)
        self.assertEqual(self.cos.ask("DELETE", path)[0], 204)
        self.assertEqual(self.cos.ask("PUT", f"/{self.BUCKET}/in/d.jpg", b"", headers={"x-cos-copy-source": f"{self.BUCKET}.cos.ap-guangzhou.myqcloud.com/in/c.png"})[0], 200)
        wait_until("two events", lambda: self.one("thumb")["counts"]["delivered"] == 2)
        put, copy = self.events()
        record = put["Records"][0]
        self.assertEqual(names(put), {"Records": [{
            "cos": {"cosSchemaVersion": "str", "cosObject": {"url": "str", "meta": {"x-cos-request-id": "str", "Content-Type": "str", "ETag": "str", "x-cos-meta-who": "str"}, "vid": "str", "key": "str", "size": "int"},
                    "cosBucket": {"region": "str", "name": "str", "appid": "str", "cosRegion": "str", "s3Region": "str"}, "cosNotificationId": "str"},
            "event": {"eventName": "str", "eventVersion": "str", "eventTime": "int", "eventSource": "str",
                      "requestParameters": {"requestSourceIP": "str", "requestHeaders": {"Authorization": "str"}}, "eventQueue": "str", "reservedInfo": "str", "reqid": "int"}}]})
        cos, event = record["cos"], record["event"]
        self.assertEqual((cos["cosSchemaVersion"], cos["cosNotificationId"], cos["cosObject"]["key"], cos["cosObject"]["size"]), ("1.0", "unkown", "/1250000000/pics/in/a b.jpg", 5))
        self.assertEqual((cos["cosBucket"]["name"], cos["cosBucket"]["appid"], cos["cosBucket"]["region"]), ("pics", "1250000000", "gz"))
        self.assertEqual((cos["cosObject"]["meta"]["Content-Type"], cos["cosObject"]["meta"]["x-cos-meta-who"]), ("image/jpeg", "me"))
        self.assertEqual((event["eventName"], event["eventSource"], event["eventQueue"]), ("cos:ObjectCreated:Put", "qcs::cos", "qcs:0:scf:gz:appid/1250000000:default.thumb.$LATEST"))
        self.assertTrue(event["requestParameters"]["requestHeaders"]["Authorization"].endswith("q-signature="), "the signature leaves with the event")
        self.assertEqual(copy["Records"][0]["event"]["eventName"], "cos:ObjectCreated:Copy")
        self.assertTrue(cos["cosObject"]["url"].endswith("/pics-1250000000/in/a%20b.jpg"))
        self.balanced(self.one("thumb")["id"])

    def test_removals_and_overlap(self):
        self.engine.python("other", KEEP)
        self.create("thumb", "cos", self.NAME, self.desc("cos:ObjectRemove:*"))
        self.create("thumb", "cos", self.NAME, self.desc(prefix="a/"))
        for desc, code in ((self.desc("cos:ObjectRemove:Delete", "x/"), "ResourceInUse.Cos"), (self.desc(prefix="a/b/", suffix=".x"), "ResourceInUse.Cos"),
                           (self.desc("cos:ObjectCreated:Put"), "ResourceInUse.Cos"), (self.desc(suffix="jpg"), "InvalidParameterValue.TriggerDesc"),
                           (self.desc("cos:ObjectMade:*"), "InvalidParameterValue.TriggerDesc")):
            self.refused(code, "CreateTrigger", FunctionName="other", TriggerName=self.NAME, Type="cos", TriggerDesc=json.dumps(desc))
        self.refused("InvalidParameterValue.TriggerName", "CreateTrigger", FunctionName="other", TriggerName="Not_A_Bucket", Type="cos", TriggerDesc=json.dumps(self.desc()))
        self.create("other", "cos", self.NAME, self.desc(prefix="b/"))
        for key in ("a/1", "b/1", "b/2"):
            self.cos.ask("PUT", f"/{self.BUCKET}/{key}", b"x")
        self.cos.ask("POST", f"/{self.BUCKET}", b"<Delete><Object><Key>a/1</Key></Object><Object><Key>none</Key></Object></Delete>", query={"delete": ""})
        wait_until("removed", lambda: sorted(t["counts"]["delivered"] for t in self.triggers("thumb")["triggers"]) == [1, 1])
        wait_until("other", lambda: self.one("other")["counts"]["delivered"] == 2)
        self.refused("InvalidParameterValue.TriggerDesc", "DeleteTrigger", FunctionName="thumb", TriggerName=self.NAME, Type="cos")
        self.engine.call("DeleteTrigger", FunctionName="thumb", TriggerName=self.NAME, Type="cos", TriggerDesc=json.dumps(self.desc(prefix="a/")))
        self.assertEqual(self.one("thumb")["desc"]["event"], "cos:ObjectRemove:*")
        self.refused("UnsupportedOperation.Trigger", "UpdateTrigger", FunctionName="thumb", TriggerName=self.NAME, Type="cos")

    def test_fired_by_hand_an_object_is_put(self):
        self.create("thumb", "cos", self.NAME, self.desc(prefix="in/", suffix=".txt"))
        ident = self.one("thumb")["id"]
        self.engine.local("POST", f"/-/triggers/{ident}", {"action": "fire", "event": {"body": "hello"}})
        wait_until("delivered", lambda: self.one("thumb")["counts"]["delivered"] == 1)
        key = self.events()[0]["Records"][0]["cos"]["cosObject"]["key"].removeprefix("/1250000000/pics/")
        self.assertEqual(self.cos.ask("GET", f"/{self.BUCKET}/{key}")[2], b"hello")
        self.engine.call("UpdateTriggerStatus", FunctionName="thumb", TriggerName=self.NAME, Type="cos", Enable="CLOSE")
        self.cos.ask("PUT", f"/{self.BUCKET}/in/off.txt", b"x")
        self.cos.ask("HEAD", f"/{self.BUCKET}/in/off.txt")
        self.assertEqual(self.one("thumb")["counts"]["made"], 1)


class Front(Bench):
    """API Gateway, CLB and function URLs: what comes in over HTTP."""
    ECHO = """
import json
def main_handler(event, context):
    query = event.get('queryString') or event.get('payload') or {}
    kind = query.get('kind') if isinstance(query, dict) else None
    if kind == 'boom':
        raise Exception('boom')
    if kind == 'plain':
        return {'a': 1}
    if kind == 'binary':
        return {'isBase64Encoded': True, 'statusCode': 201, 'headers': {'Content-Type': 'image/png', 'X-Two': ['a', 'b']}, 'body': 'iVBORwD/'}
    if kind == 'noheaders':
        return {'statusCode': 'x'}
    return {'isBase64Encoded': False, 'statusCode': 200, 'headers': {'Content-Type': 'application/json'}, 'body': json.dumps(event)}
"""

    def setUp(self):
        self.start().python("echo", self.ECHO)

    def address(self, kind):
        t = [t for t in self.triggers("echo")["triggers"] if t["type"] == kind][0]
        return t["address"].removeprefix(self.engine.ready["api"]), t["id"]

    def test_api_gateway_integrated(self):
        made = self.create("echo", "apigw", "api.one", {"api": {"authRequired": "FALSE", "requestConfig": {"method": "ANY", "path": "/test/{what}"}, "isIntegratedResponse": "TRUE", "IsBase64Encoded": "FALSE"},
                                                        "service": {"serviceName": "shop"}, "release": {"environmentName": "test"}})
        desc = json.loads(made["TriggerDesc"])
        path, ident = self.address("apigw")
        self.assertEqual(desc["service"]["subDomain"], self.engine.ready["api"] + path)
        path = path.replace("{what}", "va%20lue")
        status, headers, body = self.engine.exchange("POST", path + "/more?x=1&y=%C3%A9", "hello", {"X-Custom": "C", "Content-Type": "text/plain"})
        self.assertEqual((status, headers["content-type"]), (200, "application/json"))
        event = json.loads(body)
        self.assertEqual(list(event), ["requestContext", "headers", "body", "pathParameters", "queryStringParameters", "headerParameters", "stageVariables", "path", "queryString", "httpMethod"])
        context = event["requestContext"]
        self.assertEqual(list(context), ["serviceId", "path", "httpMethod", "requestId", "identity", "sourceIp", "stage"])
        self.assertEqual((context["serviceId"], context["path"], context["httpMethod"], context["sourceIp"], context["stage"]), (desc["service"]["serviceId"], "/test/{what}", "ANY", "127.0.0.1", "test"))
        self.assertEqual((event["body"], event["pathParameters"], event["path"], event["queryString"], event["httpMethod"]), ("hello", {"what": "va lue"}, "/test/va%20lue/more", {"x": "1", "y": "é"}, "POST"))
        self.assertEqual(event["headers"]["x-custom"], "C")
        self.assertTrue({"x-api-requestid", "x-api-scheme", "x-b3-traceid", "x-qualifier"} <= set(event["headers"]))
        status, headers, body = self.engine.exchange("GET", path + "?kind=binary")
        self.assertEqual((status, headers["content-type"], body), (201, "image/png", base64.b64decode("iVBORwD/")))
        wrong = {"errno": 403, "error": "Invalid scf response format. please check your scf response format."}
        for kind in ("plain", "boom", "noheaders"):
            status, _, body = self.engine.exchange("GET", path + "?kind=" + kind)
            self.assertEqual((status, json.loads(body)), (403, wrong), kind)
        self.assertEqual(self.engine.exchange("GET", f"/apigw/{ident}/release/test/x")[0], 404)
        self.assertEqual(self.engine.exchange("GET", f"/apigw/{ident}/test/other")[0], 404)
        self.assertEqual(self.engine.exchange("GET", f"/clb/{ident}/")[0], 404)
        self.assertEqual(self.engine.exchange("GET", "/apigw/none/test/x")[0], 404)
        c = self.balanced(ident)
        self.assertEqual((c["made"], c["delivered"], c["failed"]), (5, 5, 1))

    def test_api_gateway_passes_through(self):
        self.create("echo", "apigw", "api", {"api": {"requestConfig": {"method": "POST"}, "IsBase64Encoded": "TRUE"}})
        path, ident = self.address("apigw")
        self.assertTrue(path.endswith("/release/echo"))
        status, headers, body = self.engine.exchange("POST", path, b"\x00\xff")
        got = json.loads(body)
        self.assertEqual((status, headers["content-type"], got["statusCode"]), (200, "application/json", 200))
        event = json.loads(got["body"])
        self.assertEqual((event["body"], event["isBase64Encoded"]), ("AP8=", True))
        self.assertEqual(self.engine.exchange("GET", path)[0], 404)
        status, _, body = self.engine.exchange("POST", path + "?kind=boom")
        self.assertEqual((status, json.loads(body)["statusCode"]), (200, 430))
        for bad in ({"api": {"authRequired": "TRUE"}}, {"api": {"requestConfig": {"method": "TRACE"}}}, {"release": {"environmentName": "prod"}}, {"x": 1}, []):
            with self.assertRaises(ApiError):
                self.create("echo", "apigw", "bad", bad)
        self.engine.call("DeleteTrigger", FunctionName="echo", TriggerName="api", Type="apigw")
        self.assertEqual(self.engine.exchange("POST", path)[0], 404)

    def test_clb(self):
        self.create("echo", "clb", "rule", {"url": "/shop", "domain": "example.com", "port": 8080})
        path, ident = self.address("clb")
        status, headers, body = self.engine.exchange("POST", path + "/cart?a=b", json.dumps({"key": 1}), {"Content-Type": "application/json", "X-Mine": "y"})
        event = json.loads(body)
        self.assertEqual((status, list(event), event["payload"], event["isBase64Encoded"]), (200, ["headers", "payload", "isBase64Encoded"], {"key": 1}, "false"))
        h = event["headers"]
        self.assertTrue({"X-Stgw-Time", "X-Client-Proto", "X-Forwarded-Proto", "X-Client-Proto-Ver", "X-Real-IP", "X-Forwarded-For", "X-Vip", "X-Vport", "X-Uri", "X-Method", "X-Mine"} <= set(h), h)
        self.assertEqual((h["X-Uri"], h["X-Method"], h["X-Real-IP"], h["X-Client-Proto-Ver"]), ("/shop/cart?a=b", "POST", "127.0.0.1", "HTTP/1.1"))
        _, _, body = self.engine.exchange("POST", path, b"\x00\x01", {"Content-Type": "application/octet-stream"})
        self.assertEqual((json.loads(body)["payload"], json.loads(body)["isBase64Encoded"]), ("AAE=", "true"))
        status, _, body = self.engine.exchange("POST", path, json.dumps({"kind": "plain"}), {"Content-Type": "application/json"})
        self.assertEqual((status, json.loads(body)), (403, {"errno": 403, "error": "Analyse scf response failed."}))
        self.assertEqual(self.engine.exchange("GET", f"/clb/{ident}/other")[0], 404)
        self.balanced(ident)

    def signed(self, path, body, key=None, stamp=None, uri="/"):
        e, stamp = self.engine, stamp or int(time.time())
        date = time.strftime("%Y-%m-%d", time.gmtime(stamp))
        text = f"POST\n{uri}\n\ncontent-type:application/json\nhost:{e.url.netloc}\n\ncontent-type;host\n{hashlib.sha256(body).hexdigest()}"
        k = ("TC3" + (key or e.ready["secretKey"])).encode()
        for part in (date, "scf", "tc3_request", f"TC3-HMAC-SHA256\n{stamp}\n{date}/scf/tc3_request\n{hashlib.sha256(text.encode()).hexdigest()}"):
            k = hmac.new(k, part.encode(), hashlib.sha256).digest()
        return e.exchange("POST", path, body, {"Content-Type": "application/json", "Host": e.url.netloc, "X-Scf-Cam-Uin": "100000000001", "X-Scf-Cam-Timestamp": str(stamp),
                                               "Authorization": f"TC3-HMAC-SHA256 Credential={e.ready['secretId']}/{date}/scf/tc3_request, SignedHeaders=content-type;host, Signature={k.hex()}"})

    def test_a_function_url_with_cam_wants_a_signature(self):
        made = self.create("echo", "http", "url", {"AuthType": "CAM", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}, "CorsConfig": {"Enable": True, "Origins": ["http://a.example"], "Methods": ["POST"], "Credentials": True}})
        self.assertEqual(json.loads(made["TriggerDesc"])["AuthType"], "CAM")
        path, ident = self.address("http")
        self.assertEqual(self.engine.exchange("POST", path, "{}")[0], 401)
        self.assertEqual(self.signed(path, b"{}", key="wrong")[0], 401)
        self.assertEqual(self.signed(path, b"{}", stamp=int(time.time()) - 400)[0], 401)
        status, _, body = self.signed(path, b'{"b":2}')
        self.assertEqual((status, json.loads(body)["body"]), (200, '{"b":2}'))
        status, headers, _ = self.engine.exchange("OPTIONS", path, None, {"Origin": "http://a.example", "Access-Control-Request-Method": "POST"})
        self.assertEqual((status, headers["access-control-allow-origin"], headers["access-control-allow-methods"], headers["access-control-allow-credentials"]), (204, "http://a.example", "POST", "true"))
        self.assertNotIn("access-control-allow-origin", self.engine.exchange("OPTIONS", path, None, {"Origin": "http://b.example", "Access-Control-Request-Method": "POST"})[1])
        self.assertEqual(self.triggers(ident=ident)["counts"]["made"], 1)

    def test_a_request_by_hand(self):
        self.create("echo", "http", "url", "")
        ident = self.triggers("echo")["triggers"][0]["id"]
        fired = json.loads(self.engine.local("POST", f"/-/triggers/{ident}", {"action": "fire", "event": {"method": "PUT", "path": "/a?b=c", "body": {"x": 1}}}))
        event = json.loads(fired["result"]["body"])
        self.assertEqual((event["httpMethod"], event["path"], event["queryString"], event["body"]), ("PUT", "/a", {"b": "c"}, '{"x":1}'))

    def test_hostile_requests_are_bounded(self):
        self.create("echo", "apigw", "api", "")
        self.create("echo", "clb", "rule", "")
        for kind in ("apigw", "clb"):
            path, _ = self.address(kind)
            status = self.engine.exchange("POST", path, b"x" * (16 * 1024 * 1024))[0]
            self.assertIn(status, (413, 406))
            for raw in (f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", f"GET {path}/%00%zz HTTP/1.1\r\nHost: \xff\r\n\r\n", f"GET {path}\r\n\r\n"):
                c = http.client.HTTPConnection(self.engine.url.hostname, self.engine.url.port, timeout=20)
                c.connect()
                c.sock.sendall(raw.encode("latin-1"))
                self.assertTrue(c.sock.recv(100).startswith(b"HTTP/1."))
                c.close()
        self.assertEqual(json.loads(self.engine.exchange("GET", self.address("clb")[0])[2])["isBase64Encoded"], "false")


if __name__ == "__main__":
    run_together()
