# SPDX-License-Identifier: GPL-3.0-or-later
"""Java as facts/scf.md section 2 describes it: any public method, beans, maps, lists, strings and primitives, Context, jars, the log, failures."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from scfclient import Engine, wait_until

JAVA = "Java11"
SOURCE = pathlib.Path(os.environ["SCFDESK_SOURCE_DIR"])
CONTEXT = SOURCE / "resources/runtimes/java/com/qcloud/scf/runtime/Context.java"

VALUES = """package example;
import java.util.*;
import com.qcloud.scf.runtime.Context;
public class Values {
  public enum Colour { RED, GREEN }
  public static class Inner { public int n; private List<Colour> colours; public List<Colour> getColours() { return colours; } public void setColours(List<Colour> c) { colours = c; } }
  public static class Bean {
    private String name; private long count; private boolean done; private Double ratio; private Inner inner; private Map<String, Inner> byName; private int[] numbers;
    public String getName() { return name; } public void setName(String v) { name = v; }
    public long getCount() { return count; } public void setCount(long v) { count = v; }
    public boolean isDone() { return done; } public void setDone(boolean v) { done = v; }
    public Double getRatio() { return ratio; } public void setRatio(Double v) { ratio = v; }
    public Inner getInner() { return inner; } public void setInner(Inner v) { inner = v; }
    public Map<String, Inner> getByName() { return byName; } public void setByName(Map<String, Inner> v) { byName = v; }
    public int[] getNumbers() { return numbers; } public void setNumbers(int[] v) { numbers = v; }
  }
  public Bean bean(Bean b, Context c) { return b; }
  public Map<String, Object> map(Map<String, Object> m) { return m; }
  public List<Bean> beans(List<Bean> l) { for (Bean b : l) b.setCount(b.getCount() + 1); return l; }
  public String text(String s) { return s; }
  public int whole(int n) { return n + 1; }
  public double real(double n) { return n / 2; }
  public boolean not(boolean b) { return !b; }
  public Integer boxed(Integer n) { return n; }
  public static String fixed() { return "static"; }
  public void nothing(Object o) { }
  public Object any(Object o) { return o; }
  public String about(Map<String, Object> m, Context c) {
    return c.getRequestId() + " " + c.getTimeLimitInMs() + " " + c.getMemoryLimitInMb();
  }
  public Map<String, String> env(Object o) throws Exception {
    Map<String, String> all = new TreeMap<>(System.getenv());
    all.put("property", System.getProperty("TENCENTCLOUD_RUNENV"));
    all.put("cwd", new java.io.File(".").getCanonicalPath());
    Process p = new ProcessBuilder("/usr/bin/env").start();
    all.put("child", new String(p.getInputStream().readAllBytes(), "UTF-8"));
    all.put("zone", TimeZone.getDefault().getID());
    return all;
  }
}
"""
WAYS = """package example;
import java.util.*;
public class Ways {
  static { System.out.println("static initialiser"); }
  private int count;
  public Object mainHandler(Map<String, Object> event) throws Exception {
    ++count;
    String how = (String) event.get("how");
    if ("print".equals(how)) { System.out.println("printed é€"); System.err.println("to stderr"); System.out.print("no end"); return "ok"; }
    if ("throw".equals(how)) deep();
    if ("exit".equals(how)) System.exit(7);
    if ("sleep".equals(how)) Thread.sleep(((Number) event.get("ms")).longValue());
    if ("memory".equals(how)) { List<byte[]> all = new ArrayList<>(); for (;;) { byte[] b = new byte[1 << 20]; Arrays.fill(b, (byte) 1); all.add(b); } }
    if ("large".equals(how)) { char[] c = new char[((Number) event.get("n")).intValue()]; Arrays.fill(c, 'x'); return new String(c); }
    if ("length".equals(how)) return ((String) event.get("s")).length();
    return count;
  }
  private void deep() { try { throw new IllegalStateException("the cause"); } catch (RuntimeException e) { throw new RuntimeException("told so", e); } }
}
"""
BROKEN = "package example;\npublic class Broken { static { if (true) throw new RuntimeException(\"at load\"); } public Object mainHandler(Object o) { return o; } }\n"
USER = "package example;\npublic class User { public String mainHandler(String s) { return lib.Helper.help(s) + Thread.currentThread().getContextClassLoader().getResource(\"data.txt\").getProtocol(); } }\n"
HELPER = "package lib;\npublic class Helper { public static String help(String s) { return \"helped \" + s + ' '; } }\n"


@unittest.skipUnless(shutil.which("javac"), "there is no Java compiler")
class Java(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="scfdesk-java-"))
        cls.compile("main", {"example/Values.java": VALUES, "example/Ways.java": WAYS, "example/Broken.java": BROKEN})
        cls.compile("lib", {"lib/Helper.java": HELPER})
        cls.compile("user", {"example/User.java": USER}, cls.folder / "lib")
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def compile(cls, name, sources, *path):
        out = cls.folder / name
        files = []
        for file, text in sources.items():
            files.append(cls.folder / "src" / file)
            files[-1].parent.mkdir(parents=True, exist_ok=True)
            files[-1].write_text(text)
        out.mkdir()
        classpath = ":".join(map(str, [SOURCE / "resources/runtimes/java", *path]))
        subprocess.run(["javac", "-nowarn", "-implicit:none", "--release", "11", "-cp", classpath, "-d", out, *files], check=True)

    def files(self, *names):
        return {str(f.relative_to(self.folder / n)): f.read_bytes() for n in names for f in (self.folder / n).rglob("*") if f.is_file()}

    def java(self, name, method, files=None, **fields):
        self.e.create(name, files or self.files("main"), runtime=fields.pop("Runtime", JAVA), handler=method, **{"MemorySize": 256, "Timeout": 20, **fields})

    def test_parameters_and_results(self):
        bean = {"name": "ü€😀\"\\\n", "count": 12345678901, "done": True, "ratio": 1.5, "inner": {"n": 3, "colours": ["RED", "GREEN"]}, "byName": {"k": {"n": 4, "colours": None}}, "numbers": [1, 2]}
        anything = {"a": [1, 2.5, None, True, {"b": "c"}], "big": 12345678901234567890, "t": "x"}
        for method, event, result in (("bean", {**bean, "unknown": 1}, bean), ("map", anything, anything), ("beans", [bean], [{**bean, "count": 12345678902}]), ("text", "plain", "plain"),
                                      ("text", {"a": 1}, '{"a": 1}'), ("whole", 41, 42), ("real", 3, 1.5), ("not", False, True), ("boxed", None, None), ("fixed", {}, "static"),
                                      ("nothing", {"x": 1}, None), ("any", [1, "2"], [1, "2"])):
            with self.subTest(f"{method} {event!r}"):
                name = "m-" + method
                if not any(f["FunctionName"] == name for f in self.e.call("ListFunctions")["Functions"]):
                    self.java(name, "example.Values::" + method)
                got = self.e.call("Invoke", FunctionName=name, ClientContext=json.dumps(event))["Result"]["RetMsg"]
                self.assertEqual(json.loads(got), result)
        self.assertIn("event is a string, where int is wanted", self.e.result("m-whole", "x")["stackTrace"])
        self.assertIn("event.count is an object", self.e.result("m-bean", {"count": {}})["stackTrace"])

    def test_context_and_environment(self):
        self.java("about", "example.Values::about", Timeout=7)
        got = self.e.invoke("about")
        self.assertEqual(json.loads(got["RetMsg"]), f"{got['FunctionRequestId']} 7000 256")
        self.e.settings(keepAliveSeconds=0)
        self.java("env", "example.Values::env", Environment={"Variables": [{"Key": "GREETING", "Value": "你好 =;\" x"}, {"Key": "TZ", "Value": "Asia/Shanghai"}]})

        def look():
            env = self.e.result("env")
            for key, value in {"GREETING": "你好 =;\" x", "SCF_FUNCTIONNAME": "env", "SCF_RUNTIME": JAVA, "HOME": "/home/qcloud", "CLASSPATH": "/var/runtime/java11:/var/runtime/java11/lib/*:/opt",
                               "property": "SCF", "cwd": "/var/user", "zone": "Asia/Shanghai"}.items():
                self.assertEqual(env[key], value, key)
            self.assertIn("SCF_FUNCTIONNAME=env\n", env["child"])
            self.assertNotIn("SCFDESK_PROGRAM", env)
            return self.e.metric("scf_cold_starts_total", function="env", way="prepared") > 0
        self.addCleanup(lambda: self.e.settings(keepAliveSeconds=60))
        wait_until("a prepared start", look, 60)

    def test_ways_to_end(self):
        self.java("ways", "example.Ways::mainHandler")
        got = self.e.invoke("ways", {"how": "print"}, LogType="Tail")
        lines = got["Log"].rstrip("\n").split("\n")
        self.assertEqual(lines[1], "static initialiser")
        self.assertTrue({"printed é€", "to stderr", "no end"} <= set(lines), lines)
        self.assertEqual([self.e.result("ways"), self.e.result("ways")], [2, 3])
        got = self.e.result("ways", {"how": "throw"})
        self.assertEqual((got["errorMessage"], got["statusCode"]), ("user code exception caught", 430))
        trace = got["stackTrace"].split("\n")
        self.assertEqual(trace[0], "java.lang.RuntimeException: told so")
        self.assertRegex(trace[1], r"^\tat example\.Ways\.deep\(Ways\.java:\d+\)$")
        self.assertIn("Caused by: java.lang.IllegalStateException: the cause", trace)
        self.assertNotIn("reflect", got["stackTrace"])
        self.assertNotIn("scfdesk", got["stackTrace"])
        self.assertEqual(self.e.result("ways"), 5, "a failure does not end the instance")
        got = self.e.result("ways", {"how": "exit"})
        self.assertEqual((got["statusCode"], got["errorMessage"]), (439, "User process exit when running: exit status 7"))
        self.assertEqual(self.e.result("ways"), 1, "a new instance")
        self.assertEqual(self.e.result("ways", {"how": "length", "s": "y" * 5_000_000}), 5_000_000)
        self.assertEqual(len(self.e.result("ways", {"how": "large", "n": 6 * 1024 * 1024 - 2})), 6 * 1024 * 1024 - 2)
        self.assertEqual(self.e.result("ways", {"how": "large", "n": 6 * 1024 * 1024 - 1})["statusCode"], 407)
        got = self.e.result("ways", {"how": "memory"})
        self.assertEqual((got["statusCode"], got["errorMessage"]), (434, "Task memory exceeded 256 MB"))

    def test_timeout_and_two_at_once(self):
        self.java("slow", "example.Ways::mainHandler", Timeout=1)
        got = self.e.result("slow", {"how": "sleep", "ms": 20000})
        self.assertEqual((got["statusCode"], got["errorMessage"]), (433, "Invoking task timed out after 1 seconds"))
        self.java("two", "example.Ways::mainHandler")
        for _ in range(2):
            self.e.call("Invoke", FunctionName="two", InvocationType="Event", ClientContext='{"how": "sleep", "ms": 1500}')
        wait_until("two instances", lambda: len(self.e.instances("two")) == 2)

    def test_loading_fails_with_its_reason(self):
        for name, handler, code, reason in (("noclass", "example.None::mainHandler", 437, 'no class "example.None"'), ("nomethod", "example.Ways::other", 437, 'no public method "other"'),
                                            ("broken", "example.Broken::mainHandler", 443, "at load"), ("nomark", "example.Ways", 437, "package.Class::method")):
            with self.subTest(name):
                self.java(name, handler)
                got = self.e.result(name)
                self.assertEqual(got["statusCode"], code, got)
                self.assertIn(reason, got.get("stackTrace", "") + got["errorMessage"])

    def test_jars_in_lib_and_shaded_ones(self):
        jar = self.folder / "helper.jar"
        (self.folder / "lib" / "data.txt").write_text("data")
        subprocess.run(["jar", "cf", jar, "-C", self.folder / "lib", "."], check=True)
        self.java("jars", "example.User::mainHandler", {**self.files("user"), "lib/helper.jar": jar.read_bytes()})
        self.assertEqual(self.e.result("jars", "x"), "helped x jar")
        self.java("shaded", "example.User::mainHandler", self.files("user", "lib"), Runtime="Java8")
        self.assertEqual(self.e.result("shaded", "x"), "helped x file")

    def test_the_jvm_that_runs_is_told(self):
        self.java("told", "example.Values::text", Runtime="Java8")
        reasons = self.e.call("GetFunction", FunctionName="told")["StatusReasons"]
        self.assertTrue(any("Java 8 (runs " in r["ErrorMessage"] for r in reasons), reasons)


if __name__ == "__main__":
    unittest.main(verbosity=1)
