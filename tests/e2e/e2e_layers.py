# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers as facts/scf.md describes them: published, versioned, bound in order, merged at /opt with the last winning; kept over a restart."""
import json
import os
import pathlib
import tempfile
import unittest
import urllib.request
import zipfile
import io

from scfclient import ApiError, Engine, package, wait_until

LOOK = ("import os\nimport helper\ndef main_handler(event, context):\n    found = {}\n    for folder, _, files in os.walk('/opt'):\n        for f in files:\n"
        "            found[os.path.join(folder, f)] = open(os.path.join(folder, f)).read()\n    try:\n        open('/opt/x', 'w')\n        found['written'] = True\n    except OSError:\n        pass\n"
        "    return [found, helper.NAME]\n")


class LayersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temp = tempfile.mkdtemp(prefix="scfdesk-layers-")
        cls.e = Engine(data_dir=os.path.join(cls.temp, "data"))

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()
        import shutil
        shutil.rmtree(cls.temp)

    def refuses(self, code, action, **fields):
        with self.assertRaises(ApiError) as caught:
            self.e.call(action, **fields)
        self.assertEqual(caught.exception.code, code, caught.exception.message)

    def publish(self, name, files, runtimes=("Python3.10",), **fields):
        return self.e.call("PublishLayerVersion", LayerName=name, CompatibleRuntimes=list(runtimes), Content={"ZipFile": package(files)}, **fields)["LayerVersion"]

    def test_merged_in_order_and_read_only(self):
        a = self.publish("first", {"helper.py": "NAME = 'first'\n", "both/one.txt": "first", "thing": "a file"})
        b = self.publish("second", {"helper.py": "NAME = 'second'\n", "both/two.txt": "second", "thing/inside.txt": "a folder"})
        bind = [{"LayerName": "first", "LayerVersion": a}, {"LayerName": "second", "LayerVersion": b}]
        self.e.python("bound", LOOK, Layers=bind)
        want = {"/opt/helper.py": "NAME = 'second'\n", "/opt/both/one.txt": "first", "/opt/both/two.txt": "second", "/opt/thing/inside.txt": "a folder"}
        self.e.settings(keepAliveSeconds=0)
        self.addCleanup(lambda: self.e.settings(keepAliveSeconds=60))
        ways = {"spawn": False, "prepared": False}

        def both_ways():
            self.assertEqual(self.e.result("bound"), [want, "second"])
            for way in ways:
                ways[way] = self.e.metric("scf_cold_starts_total", function="bound", way=way) > 0
            return ways["prepared"]
        wait_until("a prepared start", both_ways)
        shown = self.e.call("GetFunction", FunctionName="bound")["Layers"]
        self.assertEqual([(v["LayerName"], v["LayerVersion"], v["Status"], v["CompatibleRuntimes"]) for v in shown], [("first", a, "Active", ["Python3.10"]), ("second", b, "Active", ["Python3.10"])])
        self.e.call("UpdateFunctionConfiguration", FunctionName="bound", Layers=bind[::-1])
        self.assertEqual(self.e.result("bound")[1], "first")
        self.refuses("ResourceInUse.LayerVersion", "DeleteLayerVersion", LayerName="first", LayerVersion=a)
        self.e.call("UpdateFunctionConfiguration", FunctionName="bound", Layers=[bind[1]])
        self.e.call("DeleteLayerVersion", LayerName="first", LayerVersion=a)
        self.refuses("ResourceNotFound.Layer", "GetLayerVersion", LayerName="first", LayerVersion=a)
        self.assertEqual(self.e.result("bound")[1], "second")
        self.assertEqual(self.publish("first", {"x": "y"}), a + 1, "a number is never used again")

    def test_a_published_version_keeps_its_layers(self):
        n = self.publish("frozen", {"helper.py": "NAME = 'one'\n"})
        self.e.python("versioned", LOOK, Layers=[{"LayerName": "frozen", "LayerVersion": n}])
        self.e.call("PublishVersion", FunctionName="versioned")
        m = self.publish("frozen", {"helper.py": "NAME = 'two'\n"})
        self.e.call("UpdateFunctionConfiguration", FunctionName="versioned", Layers=[{"LayerName": "frozen", "LayerVersion": m}])
        self.assertEqual((self.e.result("versioned")[1], self.e.result("versioned", Qualifier="1")[1]), ("two", "one"))

    def test_other_languages_find_them(self):
        n = self.publish("node-things", {"node_modules/thing/index.js": "module.exports = 'from the layer'\n", "include.php": "<?php const THING = 'from the layer';\n"}, ["Nodejs18.15", "Php8.0"])
        bind = [{"LayerName": "node-things", "LayerVersion": n}]
        self.e.node("uses-js", "const thing = require('thing')\nexports.main_handler = async () => thing\n", Layers=bind)
        self.e.create("uses-php", {"index.php": "<?php\nrequire 'include.php';\nfunction main_handler($e, $c) { return THING; }\n"}, runtime="Php8.0", Layers=bind)
        for name in ("uses-js", "uses-php"):
            self.assertEqual(self.e.result(name), "from the layer")

    def test_lists_and_details(self):
        for i in range(2):
            self.publish("listed", {"f": str(i)}, ["Python3.9", "Nodejs16.13"], Description=f"no {i}", LicenseInfo="MIT")
        got = self.e.call("GetLayerVersion", LayerName="listed", LayerVersion=2)
        self.assertEqual((got["Description"], got["LicenseInfo"], got["Status"], got["LayerVersion"], got["CompatibleRuntimes"]), ("no 1", "MIT", "Active", 2, ["Python3.9", "Nodejs16.13"]))
        with urllib.request.urlopen(got["Location"]) as answer:
            self.assertEqual(zipfile.ZipFile(io.BytesIO(answer.read())).namelist(), ["f"])
        self.assertEqual([v["LayerVersion"] for v in self.e.call("ListLayerVersions", LayerName="listed")["LayerVersions"]], [2, 1])
        layers = self.e.call("ListLayers", SearchKey="LIST")
        self.assertEqual(([v["LayerName"] for v in layers["Layers"]], layers["TotalCount"]), (["listed"], 1))
        self.assertEqual(self.e.call("ListLayers", CompatibleRuntime="Nodejs16.13", SearchKey="listed")["TotalCount"], 1)
        self.assertEqual(self.e.call("ListLayers", CompatibleRuntime="Php7.4", SearchKey="listed")["TotalCount"], 0)

    def test_what_is_refused(self):
        good = {"CompatibleRuntimes": ["Python3.10"], "Content": {"ZipFile": package({"f": "x"})}}
        self.refuses("InvalidParameterValue.LayerName", "PublishLayerVersion", LayerName="l" * 65, **good)
        self.e.call("PublishLayerVersion", LayerName="l" * 64, **good)
        self.refuses("InvalidParameterValue.LayerName", "PublishLayerVersion", LayerName="1st", **good)
        self.refuses("InvalidParameterValue.CompatibleRuntimes", "PublishLayerVersion", **{**good, "LayerName": "a", "CompatibleRuntimes": ["Cobol"]})
        self.refuses("InvalidParameterValue.CompatibleRuntimes", "PublishLayerVersion", **{**good, "LayerName": "a", "CompatibleRuntimes": []})
        self.refuses("InvalidParameterValue.Content", "PublishLayerVersion", LayerName="a", CompatibleRuntimes=["Python3.10"], Content={})
        self.refuses("InvalidParameterValue.Code", "PublishLayerVersion", **{**good, "LayerName": "a", "Content": {"ZipFile": package({"../x": "y"})}})
        many = []
        for i in range(6):
            many.append({"LayerName": f"many{i}", "LayerVersion": self.publish(f"many{i}", {"helper.py": f"NAME = {i}\n"})})
        self.refuses("InvalidParameterValue.Layers", "CreateFunction", FunctionName="six", Runtime="Python3.10", Code={"ZipFile": package({"index.py": LOOK})}, Layers=many)
        self.e.python("five", LOOK, Layers=many[:5])
        self.assertEqual(self.e.result("five")[1], 4)
        self.refuses("ResourceNotFound.LayerVersion", "UpdateFunctionConfiguration", FunctionName="five", Layers=[{"LayerName": "many0", "LayerVersion": 9}])
        self.refuses("InvalidParameterValue.Layers", "UpdateFunctionConfiguration", FunctionName="five", Layers=[many[0], many[0]])
        for i in range(30):
            try:
                self.publish(f"fill{i}", {"f": "x"})
            except ApiError as e:
                self.assertEqual((e.code, self.e.call("ListLayers")["TotalCount"]), ("LimitExceeded.Layers", 20))
                break
        else:
            self.fail("more than 20 layers")

    def test_code_and_layers_count_together(self):
        half = "x" * (251 * 1024 * 1024)
        a = self.publish("large", {"large.txt": half})
        bind = [{"LayerName": "large", "LayerVersion": a}]
        code = package({"index.py": "def main_handler(event, context):\n    return 1\n", "more.txt": half})
        self.refuses("InvalidParameterValue.Layers", "CreateFunction", FunctionName="heavy", Runtime="Python3.10", Handler="index.main_handler", Code={"ZipFile": code}, Layers=bind)
        self.e.python("light", "def main_handler(event, context):\n    return 1\n", Layers=bind)
        self.assertEqual(self.e.result("light"), 1)
        self.refuses("InvalidParameterValue.Layers", "UpdateFunctionCode", FunctionName="light", Handler="index.main_handler", Code={"ZipFile": code})
        self.e.call("CreateFunction", FunctionName="alone", Runtime="Python3.10", Handler="index.main_handler", Code={"ZipFile": code})
        wait_until("Active", lambda: self.e.call("GetFunction", FunctionName="alone")["Status"] == "Active")
        self.refuses("InvalidParameterValue.Layers", "UpdateFunctionConfiguration", FunctionName="alone", Layers=bind)

    def test_kept_over_a_restart(self):
        n = self.publish("kept", {"helper.py": "NAME = 'kept'\n"})
        self.e.python("after", LOOK, Layers=[{"LayerName": "kept", "LayerVersion": n}])
        self.e.call("CreateCustomDomain", Domain="f.example.com", Protocol="HTTP", EndpointsConfig=[{"Namespace": "default", "FunctionName": "after", "Qualifier": "$LATEST", "PathMatch": "/*"}])
        data = self.e.data_dir
        self.e.kill()
        for name in (pathlib.Path(data) / "merged").iterdir():
            if name.suffix == ".boot":
                name.write_text("an earlier boot")
        type(self).e = Engine(data_dir=data)
        self.assertEqual(self.e.call("GetLayerVersion", LayerName="kept", LayerVersion=n)["Status"], "Active")

        def runs():
            got = self.e.result("after")
            return isinstance(got, list) and got[1] == "kept"
        wait_until("it runs", runs)
        self.assertEqual(self.e.call("GetCustomDomain", Domain="f.example.com")["Protocol"], "HTTP")


if __name__ == "__main__":
    unittest.main(verbosity=1)
