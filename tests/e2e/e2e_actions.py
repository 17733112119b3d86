# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action of SCF 2018-04-16 answers; those of custom domains, images and the older signature by their own rules; the README's table names all."""
import base64
import hashlib
import hmac
import json
import os
import pathlib
import time
import unittest
import urllib.parse

from scfclient import ApiError, Engine, package

SOURCE = pathlib.Path(os.environ["SCFDESK_SOURCE_DIR"])
ACTIONS = """CopyFunction CreateAlias CreateCustomDomain CreateFunction CreateNamespace CreateTrigger DeleteAlias DeleteCustomDomain DeleteFunction DeleteFunctionVersion
DeleteLayerVersion DeleteNamespace DeleteProvisionedConcurrencyConfig DeleteReservedConcurrencyConfig DeleteTrigger GetAccount GetAlias GetAsyncEventStatus GetCustomDomain GetFunction
GetFunctionAddress GetFunctionEventInvokeConfig GetFunctionLogs GetLayerVersion GetProvisionedConcurrencyConfig GetRequestStatus GetReservedConcurrencyConfig Invoke InvokeFunction
ListAliases ListAsyncEvents ListCustomDomains ListFunctions ListLayerVersions ListLayers ListNamespaces ListTriggers ListVersionByFunction PublishLayerVersion PublishVersion
PutProvisionedConcurrencyConfig PutReservedConcurrencyConfig PutTotalConcurrencyConfig TerminateAsyncEvent UpdateAlias UpdateCustomDomain UpdateFunctionCode
UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig UpdateNamespace UpdateTrigger UpdateTriggerStatus""".split()


class Actions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()
        cls.e.python("hello", "def main_handler(event, context):\n    return event\n")

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def test_a_web_function_s_handler_is_free(self):  # facts 1.7: its program is scf_bootstrap
        make = {"Runtime": "Python3.10", "Handler": "scf_bootstrap", "Code": {"ZipFile": package({"index.py": "def main_handler(e, c): pass\n"})}}
        with self.assertRaises(ApiError) as refused:
            self.e.call("CreateFunction", FunctionName="bound", **make)
        self.assertIn("is not a handler", str(refused.exception))
        with self.assertRaises(ApiError) as refused:  # the next thing that is looked at
            self.e.call("CreateFunction", FunctionName="free", Type="HTTP", **make)
        self.assertIn("[./scf_bootstrap] no such file", str(refused.exception))

    def code_of(self, action, **fields):
        try:
            self.e.call(action, **fields)
        except ApiError as e:
            return e.code
        return ""

    def test_all_answer(self):
        self.assertEqual(len(ACTIONS), 52)
        for action in ACTIONS:
            with self.subTest(action):
                self.assertNotIn(self.code_of(action), ("InvalidAction", "UnsupportedOperation", "InternalError"))
                self.assertEqual(self.code_of(action, NoSuchField=1), "UnknownParameter")
        self.assertEqual(self.code_of("NoSuchAction"), "InvalidAction")

    def test_the_readme_names_all(self):
        text = (SOURCE / "README.md").read_text()
        table = [line for line in text.split("\n") if line.startswith("| `")]
        named = {cell.strip().strip("`") for line in table for cell in line.split("|")[1].split(",")}
        self.assertEqual(sorted(set(ACTIONS) - named), [])

    def test_custom_domains(self):
        endpoint = {"Namespace": "default", "FunctionName": "hello", "Qualifier": "$LATEST", "PathMatch": "/*", "PathRewrite": [{"Path": "/*", "Type": "WildcardRules", "Rewrite": "/a"}]}
        self.assertEqual(self.code_of("CreateCustomDomain", Domain="a.example.com", Protocol="HTTPS", EndpointsConfig=[endpoint], CertConfig={"CertificateId": "c1"}, Tags=[{"Key": "k", "Value": "v"}]), "")
        self.assertEqual(self.code_of("CreateCustomDomain", Domain="A.example.com", Protocol="HTTP", EndpointsConfig=[]), "ResourceInUse")
        self.assertEqual(self.code_of("CreateCustomDomain", Domain="b.example.com", Protocol="GOPHER", EndpointsConfig=[]), "InvalidParameterValue")
        self.assertEqual(self.code_of("CreateCustomDomain", Domain="-", Protocol="HTTP", EndpointsConfig=[]), "InvalidParameterValue")
        self.assertEqual(self.code_of("CreateCustomDomain", Domain="b.example.com", Protocol="HTTP", EndpointsConfig=[{**endpoint, "FunctionName": "nothing"}]), "ResourceNotFound.Function")
        got = self.e.call("GetCustomDomain", Domain="a.example.com")
        self.assertEqual((got["Protocol"], got["EndpointsConfig"], got["CertConfig"], got["WafConfig"], got["Tags"]),
                         ("HTTPS", [endpoint], {"CertificateId": "c1"}, {"WafOpen": "CLOSE", "WafInstanceId": ""}, [{"Key": "k", "Value": "v"}]))
        self.assertEqual(got["StatusReasons"][0]["ErrorCode"], "Local.NotEmulated")
        self.e.call("UpdateCustomDomain", Domain="a.example.com", Protocol="HTTP&HTTPS")
        listed = self.e.call("ListCustomDomains", Filters=[{"Name": "Domain", "Values": ["a.example.com"]}])
        self.assertEqual((listed["Total"], listed["Domains"][0]["Protocol"]), (1, "HTTP&HTTPS"))
        self.e.call("DeleteCustomDomain", Domain="a.example.com")
        for action in ("GetCustomDomain", "DeleteCustomDomain", "UpdateCustomDomain"):
            self.assertEqual(self.code_of(action, Domain="a.example.com"), "ResourceNotFound")

    def test_image_functions_are_kept_and_say_what_they_need(self):
        image = {"ImageType": "enterprise", "ImageUri": "ccr.example.com/ns/name:tag@sha256:00", "ImagePort": 9000}
        self.e.call("CreateFunction", FunctionName="image", Code={"ImageConfig": image})
        got = self.e.call("GetFunction", FunctionName="image")
        self.assertEqual((got["Status"], got["Runtime"], got["ImageConfig"]), ("Active", "CustomImage", image))
        self.assertEqual([r["ErrorCode"] for r in got["StatusReasons"]], ["Local.NeedsContainerEngine"])
        self.assertIn("image", [f["FunctionName"] for f in self.e.call("ListFunctions")["Functions"]])
        self.assertEqual(self.code_of("Invoke", FunctionName="image", ClientContext="{}"), "FailedOperation.FunctionStatusError")
        self.assertEqual(self.code_of("UpdateFunctionCode", FunctionName="image", Code={"ZipFile": package({"index.py": ""})}), "InvalidParameterValue.Code")
        self.e.call("UpdateFunctionCode", FunctionName="image", Code={"ImageConfig": {**image, "ImageUri": "other"}})
        self.assertEqual(self.e.call("GetFunction", FunctionName="image")["ImageConfig"]["ImageUri"], "other")
        self.assertEqual(self.code_of("CreateFunction", FunctionName="image2", Code={"ImageConfig": {"ImageUri": "x"}}), "MissingParameter")

    def test_what_is_kept_only_is_said(self):
        self.e.python("kept", "def main_handler(event, context):\n    return 1\n", VpcConfig={"VpcId": "vpc-1", "SubnetId": "s"}, PublicNetConfig={"PublicNetStatus": "DISABLE"})
        got = self.e.call("GetFunction", FunctionName="kept", ShowCode="TRUE")
        self.assertEqual(got["VpcConfig"], {"VpcId": "vpc-1", "SubnetId": "s"})
        self.assertEqual(sum(r["ErrorCode"] == "Local.NotEmulated" for r in got["StatusReasons"]), 2)
        self.assertIn("def main_handler", got["CodeInfo"])
        # What is kept only is checked all the same: whatever comes back has the shape that clients know.
        for code, fields in (("InvalidParameter", {"VpcConfig": {"VpcId": 5}}), ("InvalidParameter", {"PublicNetConfig": {"PublicNetStatus": []}}), ("UnknownParameter", {"VpcConfig": {"Vpc": "v"}}),
                             ("MissingParameter", {"DeadLetterConfig": {"Type": "CMQ-QUEUE"}}), ("MissingParameter", {"CfsConfig": {"CfsInsList": [{"CfsId": "c"}]}}), ("UnknownParameter", {"Tags": [{"Name": "k", "Value": "v"}]})):
            with self.subTest(str(fields)):
                self.assertEqual(self.code_of("CreateFunction", FunctionName="odd", Runtime="Python3.10", Handler="index.main_handler", Code={"ZipFile": package({"index.py": ""})}, **fields), code)
                if "Tags" not in fields:
                    self.assertEqual(self.code_of("UpdateFunctionConfiguration", FunctionName="kept", **fields), code)
        self.assertEqual(self.code_of("CreateNamespace", Namespace="odd", ResourceEnv={"TKE": {}}), "MissingParameter")
        self.assertEqual(self.code_of("GetAccount", Namespace="default"), "UnknownParameter")

    def v1(self, action, method="POST", digest="HmacSHA256", host_only=False, change=None, **fields):
        params = {"Action": action, "Version": "2018-04-16", "Region": "ap-guangzhou", "Timestamp": str(int(time.time())), "Nonce": "11886", "SecretId": self.e.ready["secretId"], **fields}
        if digest:
            params["SignatureMethod"] = digest
        host = self.e.url.hostname if host_only else self.e.url.netloc
        text = f"{method}{host}/?" + "&".join(f"{k}={params[k]}" for k in sorted(params))
        code = hashlib.sha256 if digest == "HmacSHA256" else hashlib.sha1
        params["Signature"] = base64.b64encode(hmac.new(self.e.ready["secretKey"].encode(), text.encode(), code).digest()).decode()
        params.update(change or {})
        body = urllib.parse.urlencode(params)
        if method == "GET":
            status, headers, raw = self.e.exchange("GET", "/?" + body)
        else:
            status, headers, raw = self.e.exchange("POST", "/", body, {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual((status, headers["content-type"]), (200, "application/json"))
        return json.loads(raw)["Response"]

    def test_the_older_signature(self):
        for method in ("GET", "POST"):
            for digest in (None, "HmacSHA1", "HmacSHA256"):
                with self.subTest(f"{method} {digest}"):
                    got = self.v1("Invoke", method, digest, FunctionName="hello", ClientContext='{"a": "b c&d=é+"}')
                    self.assertEqual(json.loads(got["Result"]["RetMsg"]), {"a": "b c&d=é+"})
        self.assertEqual(self.v1("ListFunctions", host_only=True, **{"Limit": "1", "Filters.0.Name": "Runtime", "Filters.0.Values.0": "Python3.10"})["Functions"][0]["Runtime"], "Python3.10")
        fields = {"FunctionName": "by-v1", "Runtime": "Python3.10", "Code.ZipFile": package({"index.py": "def main_handler(event, context):\n    return 'v1' + '" + "x" * 100000 + "'[:0]\n"}), "MemorySize": "256",
                  "Environment.Variables.0.Key": "A", "Environment.Variables.0.Value": "1"}
        self.assertNotIn("Error", self.v1("CreateFunction", **fields))
        self.assertEqual(self.e.result("by-v1"), "v1")
        for change, code in (({"Signature": "x"}, "AuthFailure.SignatureFailure"), ({"SecretId": "x"}, "AuthFailure.SecretIdNotFound"), ({"Timestamp": "1"}, "AuthFailure.SignatureExpire"),
                             ({"Nonce": ""}, "MissingParameter"), ({"SignatureMethod": "md5"}, "AuthFailure.SignatureFailure"), ({"Limit": "9"}, "AuthFailure.SignatureFailure")):
            self.assertEqual(self.v1("ListFunctions", change=change)["Error"]["Code"], code, change)
        self.assertEqual(self.v1("NoSuchAction")["Error"]["Code"], "InvalidAction")
        self.assertEqual(self.v1("ListFunctions", Other="1")["Error"]["Code"], "UnknownParameter")


if __name__ == "__main__":
    unittest.main(verbosity=1)
