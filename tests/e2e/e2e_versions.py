# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions, aliases, namespaces, copies (facts/scf.md 1.7, 1.8, sections 8 and 12.25), with real processes."""
import concurrent.futures
import hashlib
import io
import json
import threading
import unittest
import urllib.request
import zipfile

from scfclient import ApiError, Engine, package, wait_until

WHO = "import os\nWORD = %r\nN = 0\ndef main_handler(event, context):\n    global N\n    N += 1\n    return [WORD, context['function_version'], os.environ['SCF_FUNCTIONVERSION'], os.environ.get('LEVEL'), N]\n"
URL = json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}})


class Versions(unittest.TestCase):
    def setUp(self):
        self.e = Engine()
        self.addCleanup(self.e.stop)

    def refused(self, code, action, **fields):
        with self.assertRaises(ApiError) as caught:
            self.e.call(action, **fields)
        self.assertEqual(caught.exception.code, code, caught.exception)

    def publish(self, name, **fields):
        return self.e.call("PublishVersion", FunctionName=name, **fields)["FunctionVersion"]

    def update(self, name, text):
        self.e.call("UpdateFunctionCode", FunctionName=name, Code={"ZipFile": package({"index.py": text})})
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName=name)["Status"] == "Active")

    def two_versions(self, name="fn"):
        self.e.python(name, WHO % "one", Environment={"Variables": [{"Key": "LEVEL", "Value": "1"}]})
        self.assertEqual(self.publish(name, Description="the first"), "1")
        self.update(name, WHO % "two")
        self.e.call("UpdateFunctionConfiguration", FunctionName=name, Environment={"Variables": [{"Key": "LEVEL", "Value": "2"}]})
        self.assertEqual(self.publish(name), "2")
        self.update(name, WHO % "live")

    def test_a_version_is_frozen(self):  # 12.25
        self.two_versions()
        self.assertEqual(self.e.result("fn", Qualifier="1")[:4], ["one", "1", "1", "1"])
        self.assertEqual(self.e.result("fn", Qualifier="2")[:4], ["two", "2", "2", "2"])
        self.assertEqual(self.e.result("fn")[:4], ["live", "$LATEST", "$LATEST", "2"])
        self.assertEqual(self.e.result("fn", Qualifier="1")[4], 2)  # an instance of its own, warm
        self.e.call("UpdateFunctionConfiguration", FunctionName="fn", MemorySize=256)
        self.assertEqual(self.e.result("fn", Qualifier="1")[4], 3)  # and not touched by what happens to $LATEST
        self.assertEqual(self.e.call("GetFunction", FunctionName="fn", Qualifier="1")["MemorySize"], 128)
        self.assertEqual(self.e.call("ListVersionByFunction", FunctionName="fn", Order="ASC")["FunctionVersion"], ["$LATEST", "1", "2"])
        wait_until("$LATEST's instance gone with its configuration", lambda: {i["qualifier"] for i in self.e.instances("fn")} == {"1", "2"})
        self.refused("ResourceNotFound.FunctionVersion", "Invoke", FunctionName="fn", Qualifier="3")
        self.refused("ResourceNotFound.Qualifier", "Invoke", FunctionName="fn", Qualifier="prod")

    def test_versions_survive(self):
        data = self.e.data_dir
        self.two_versions()
        self.e.call("CreateAlias", FunctionName="fn", Name="prod", FunctionVersion="1", RoutingConfig={"AdditionalVersionWeights": [{"Version": "2", "Weight": 0}]})
        before = [self.e.call("GetFunction", FunctionName="fn", Qualifier=q) for q in ("1", "2", "prod", "$LATEST")]
        self.e.kill()
        again = Engine(data)
        self.addCleanup(again.stop)
        # What runs a function is this machine's, and may not have been looked up yet.
        kept = [[{k: v for k, v in f.items() if k not in ("RequestId", "StatusReasons")} for f in functions] for functions in (before, [
            again.call("GetFunction", FunctionName="fn", Qualifier=q) for q in ("1", "2", "prod", "$LATEST")])]
        self.assertEqual(*kept)
        self.assertEqual(again.result("fn", Qualifier="prod")[:4], ["one", "1", "1", "1"])
        again.call("DeleteFunctionVersion", FunctionName="fn", Qualifier="2", ForceDelete="TRUE")
        self.assertEqual(again.call("PublishVersion", FunctionName="fn")["FunctionVersion"], "3")  # numbers are not used again

    def test_publish_while_traffic_flows(self):
        self.e.python("fn", "WORD = 'r0'\ndef main_handler(event, context):\n    return [WORD, context['function_version'], event['i']]\n")
        self.publish("fn")
        self.e.call("CreateAlias", FunctionName="fn", Name="live", FunctionVersion="1")
        self.e.call("CreateTrigger", FunctionName="fn", TriggerName="url", Type="http", Qualifier="live", TriggerDesc=URL)
        ended, got = threading.Event(), []

        def fire():
            done = 0
            while not ended.is_set():
                word, version, i = self.e.result("fn", {"i": done}, Qualifier="live")
                self.assertEqual((i, word), (done, f"r{int(version) - 1}"))
                got.append(version)
                done += 1
            return done
        ids = []
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            runs = [pool.submit(fire) for _ in range(4)]
            for round_ in range(1, 5):
                for _ in range(20):
                    ids.append(self.e.call("Invoke", FunctionName="fn", InvocationType="Event", Qualifier="live", ClientContext='{"i": 0}')["Result"]["FunctionRequestId"])
                self.update("fn", f"WORD = 'r{round_}'\ndef main_handler(event, context):\n    return [WORD, context['function_version'], event['i']]\n")
                number = self.publish("fn")
                self.e.call("UpdateAlias", FunctionName="fn", Name="live", FunctionVersion=number)
                before = len(got)
                wait_until("calls run on the new version", lambda: number in got[before:])
            ended.set()
            counts = [r.result() for r in runs]
        self.assertEqual(sum(counts), len(got))
        self.assertEqual(set(got), {"1", "2", "3", "4", "5"})
        wait_until("all async events done", lambda: all(self.e.call("GetAsyncEventStatus", InvokeRequestId=i)["Result"]["Status"] == "FINISHED" for i in ids))
        self.assertEqual(self.e.metric("scf_invocations_total", code="200"), len(got) + len(ids))
        self.assertEqual(self.e.metric("scf_invocations_total", function="fn"), len(got) + len(ids))

    def test_alias_weights(self):  # 12.25
        self.two_versions()
        self.e.call("CreateAlias", FunctionName="fn", Name="gray", FunctionVersion="1", RoutingConfig={"AdditionalVersionWeights": [{"Version": "2", "Weight": 0.5}]})
        seen = [self.e.result("fn", Qualifier="gray")[1] for _ in range(60)]
        self.assertEqual(set(seen), {"1", "2"})  # 2^-59 of failing by chance
        self.e.call("UpdateAlias", FunctionName="fn", Name="gray", FunctionVersion="1", RoutingConfig={"AdditionalVersionWeights": [{"Version": "2", "Weight": 1}]})
        self.assertEqual({self.e.result("fn", Qualifier="gray")[1] for _ in range(20)}, {"2"})
        self.e.call("UpdateAlias", FunctionName="fn", Name="gray", FunctionVersion="1")
        self.assertEqual({self.e.result("fn", Qualifier="gray")[1] for _ in range(20)}, {"1"})

    def test_alias_rules(self):
        self.two_versions()
        def match(method, expression):
            return {"AddtionVersionMatchs": [{"Version": "2", "Key": "invoke.headers.User", "Method": method, "Expression": expression}]}
        self.e.call("CreateAlias", FunctionName="fn", Name="gray", FunctionVersion="1", RoutingConfig=match("exact", "anna"))
        for key, version in (('{"User": "anna"}', "2"), ('{"User": "bob"}', "1"), ('{"Other": "anna"}', "1"), (None, "1")):
            self.assertEqual(self.e.result("fn", Qualifier="gray", **({"RoutingKey": key} if key else {}))[1], version, key)
        self.e.call("UpdateAlias", FunctionName="fn", Name="gray", FunctionVersion="1", RoutingConfig=match("range", "(1,9]"))
        for value, version in (("1", "1"), ("2", "2"), ("9", "2"), ("10", "1"), ("x", "1")):
            got = json.loads(self.e.call("InvokeFunction", FunctionName="fn", Qualifier="gray", Event="{}", RoutingKey=json.dumps({"User": value}))["Result"]["RetMsg"])
            self.assertEqual(got[1], version, value)

    def test_default_alias_and_what_calls_mean_without_a_qualifier(self):  # 12.6
        self.two_versions()
        named = lambda **f: json.loads(self.e.call("InvokeFunction", FunctionName="fn", Event="{}", **f)["Result"]["RetMsg"])[1]
        self.assertEqual((named(), self.e.result("fn")[1]), ("$LATEST", "$LATEST"))
        self.e.call("UpdateAlias", FunctionName="fn", Name="$DEFAULT", FunctionVersion="1")
        self.assertEqual((named(), self.e.result("fn")[1]), ("1", "$LATEST"))
        self.assertEqual(self.e.result("fn", Qualifier="$DEFAULT")[1], "1")
        self.refused("FailedOperation.DeleteAlias", "DeleteAlias", FunctionName="fn", Name="$DEFAULT")

    def test_function_url_of_an_alias(self):
        self.two_versions()
        self.e.call("CreateAlias", FunctionName="fn", Name="prod", FunctionVersion="1")
        paths = {}
        for qualifier in ("prod", "2", "$LATEST"):
            info = self.e.call("CreateTrigger", FunctionName="fn", TriggerName="u" + qualifier.strip("$"), Type="http", Qualifier=qualifier, TriggerDesc=URL)["TriggerInfo"]
            paths[qualifier] = json.loads(info["TriggerDesc"])["NetConfig"]["ExtranetUrl"][len(self.e.ready["api"]):]
        answers = {q: json.loads(self.e.exchange("GET", p)[2])[1] for q, p in paths.items()}
        self.assertEqual(answers, {"prod": "1", "2": "2", "$LATEST": "$LATEST"})
        self.e.call("UpdateAlias", FunctionName="fn", Name="prod", FunctionVersion="2")
        self.assertEqual(json.loads(self.e.exchange("GET", paths["prod"])[2])[1], "2")
        self.e.call("UpdateTriggerStatus", FunctionName="fn", TriggerName="uprod", Type="http", Enable="CLOSE")
        self.assertEqual(self.e.exchange("GET", paths["prod"])[0], 403)

    def test_deleting(self):
        self.two_versions()
        self.e.call("CreateAlias", FunctionName="fn", Name="prod", FunctionVersion="1")
        self.refused("UnsupportedOperation.AliasBind", "DeleteFunctionVersion", FunctionName="fn", Qualifier="1")
        self.refused("ResourceInUse.Alias", "CreateAlias", FunctionName="fn", Name="prod", FunctionVersion="1")
        self.refused("ResourceNotFound.FunctionVersion", "CreateAlias", FunctionName="fn", Name="next", FunctionVersion="7")
        self.e.result("fn", Qualifier="2")
        self.e.call("DeleteFunction", FunctionName="fn", Qualifier="2")
        wait_until("its instances gone", lambda: not [i for i in self.e.instances("fn") if i["qualifier"] == "2"])
        self.refused("ResourceNotFound.FunctionVersion", "Invoke", FunctionName="fn", Qualifier="2")
        self.e.call("DeleteFunctionVersion", FunctionName="fn", Qualifier="1", ForceDelete="TRUE")
        self.refused("ResourceNotFound.Alias", "GetAlias", FunctionName="fn", Name="prod")
        self.assertEqual(self.e.result("fn")[0], "live")
        self.e.call("DeleteFunction", FunctionName="fn")
        self.refused("ResourceNotFound.Function", "GetFunction", FunctionName="fn")

    def test_namespaces(self):
        self.refused("ResourceNotFound.Namespace", "CreateFunction", FunctionName="fn", Namespace="dev", Runtime="Python3.10", Handler="index.main_handler", Code={"ZipFile": package({"index.py": ""})})
        self.e.call("CreateNamespace", Namespace="dev", Description="for trying")
        self.refused("ResourceInUse.Namespace", "CreateNamespace", Namespace="dev")
        self.refused("InvalidParameterValue.NamespaceInvalid", "CreateNamespace", Namespace="x" * 31)
        for ns, word in (("default", "a"), ("dev", "b")):
            self.e.call("CreateFunction", FunctionName="fn", Namespace=ns, Runtime="Python3.10", Handler="index.main_handler",
                        Code={"ZipFile": package({"index.py": f"def main_handler(event, context):\n    return ['{word}', context['namespace']]\n"})})
        self.assertEqual(self.e.result("fn"), ["a", "default"])
        self.assertEqual(self.e.result("fn", Namespace="dev"), ["b", "dev"])
        self.assertEqual(self.e.call("PublishVersion", FunctionName="fn", Namespace="dev")["Namespace"], "dev")
        self.assertEqual(self.e.call("ListVersionByFunction", FunctionName="fn")["TotalCount"], 1)
        self.refused("FailedOperation.DeleteNamespace", "DeleteNamespace", Namespace="dev")
        self.refused("FailedOperation.DeleteNamespace", "DeleteNamespace", Namespace="default")
        self.e.call("DeleteFunction", FunctionName="fn", Namespace="dev")
        self.e.call("UpdateNamespace", Namespace="dev", Description="changed")
        self.assertEqual([n["Description"] for n in self.e.call("ListNamespaces")["Namespaces"] if n["Name"] == "dev"], ["changed"])
        for i in range(3):
            self.e.call("CreateNamespace", Namespace=f"n{i}")
        self.refused("LimitExceeded.Namespace", "CreateNamespace", Namespace="sixth")
        self.e.call("DeleteNamespace", Namespace="dev")
        self.e.call("CreateNamespace", Namespace="sixth")

    def test_copies_and_code(self):
        self.e.python("fn", WHO % "one", Environment={"Variables": [{"Key": "LEVEL", "Value": "7"}]}, MemorySize=256, Timeout=9)
        self.e.call("CreateNamespace", Namespace="dev")
        self.e.call("CopyFunction", FunctionName="fn", NewFunctionName="twin", TargetNamespace="dev", Description="a copy")
        got = self.e.call("GetFunction", FunctionName="twin", Namespace="dev")
        self.assertEqual((got["MemorySize"], got["Timeout"], got["Description"]), (256, 9, "a copy"))
        self.assertEqual(self.e.result("twin", Namespace="dev")[3], "7")
        self.e.call("CopyFunction", FunctionName="fn", NewFunctionName="bare", CopyConfiguration=False)
        self.assertEqual(self.e.call("GetFunction", FunctionName="bare")["MemorySize"], 128)
        self.refused("ResourceInUse.FunctionName", "CopyFunction", FunctionName="fn", NewFunctionName="bare")
        self.e.call("CopyFunction", FunctionName="fn", NewFunctionName="bare", Override=True)
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName="bare")["Status"] == "Active")
        self.assertEqual(self.e.call("GetFunction", FunctionName="bare")["MemorySize"], 256)
        self.assertEqual(self.e.call("GetFunction", FunctionName="fn", ShowCode="TRUE")["CodeInfo"], WHO % "one")
        address = self.e.call("GetFunctionAddress", FunctionName="fn")
        with urllib.request.urlopen(address["Url"]) as answer:
            code = answer.read()
        self.assertEqual(hashlib.sha256(code).hexdigest(), address["CodeSha256"])
        self.assertEqual(zipfile.ZipFile(io.BytesIO(code)).read("index.py").decode(), WHO % "one")


if __name__ == "__main__":
    unittest.main(verbosity=1)
