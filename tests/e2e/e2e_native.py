# SPDX-License-Identifier: GPL-3.0-or-later
"""CustomRuntime as facts/scf.md 4.1 describes it: a bootstrap that talks to the runtime API, with real processes."""
import base64
import json
import unittest

from nativepackage import create, variables
from scfclient import ApiError, Engine, wait_until

# The official sample's shape: bash and curl; the functions lie in the file that the handler names.
BASH = r"""#!/bin/bash
source ./"${_HANDLER%%.*}".sh
api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
echo "init output"
curl -s -X POST -d " " "$api/init/ready"
while true; do
  HEADERS="$(mktemp)"
  EVENT="$(curl -sS -L -X GET "$api/invocation/next" -D "$HEADERS")"
  RESPONSE="$("${_HANDLER##*.}" "$EVENT" "$HEADERS")"
  curl -s -X POST -d "$RESPONSE" "$api/invocation/response"
done
"""
BASH_INDEX = r"""function main_handler () {
  echo "handling" >&2
  echo "{\"got\":$1,\"headers\":\"$(tr -d '\r\n' < "$2")\"}"
}
"""
# One connection for everything, and whatever the event asks for.
PYTHON = r"""#!/usr/bin/python3 -u
import http.client, json, os, sys, time
c = http.client.HTTPConnection(os.environ['SCF_RUNTIME_API'], int(os.environ['SCF_RUNTIME_API_PORT']))
def call(method, path, body=None):
    c.request(method, '/runtime/' + path, body)
    r = c.getresponse()
    return r.status, r.headers, r.read()
print('module level')
if os.environ.get('EXIT_IN_INIT'): sys.exit(3)
if os.environ.get('NEVER_READY'): time.sleep(1000)
call('POST', 'init/ready', ' ')
runs = 0
if os.environ.get('NEVER_NEXT'): time.sleep(1000)
while True:
    status, head, body = call('GET', 'invocation/next')
    event = json.loads(body)
    runs += 1
    how = event.get('how') if isinstance(event, dict) else None
    print('run', runs, how)
    if how == 'exit': os._exit(7)
    if how == 'sleep': time.sleep(event['s'])
    if how == 'memory': x = bytearray(event['mb'] << 20); x[::4096] = b'x' * len(x[::4096])
    if how == 'error': print(call('POST', 'invocation/error', 'it went wrong: ü'.encode()))
    elif how == 'raw': call('POST', 'invocation/response', event['body'].encode())
    elif how == 'large':
        try: print(call('POST', 'invocation/response', '"' + 'x' * event['n'] + '"'))
        except OSError: c.close()
    elif how == 'again':
        same = call('GET', 'invocation/next')[2] == body
        first = call('POST', 'invocation/response', json.dumps({'same': same}))[0]
        print('answers', first, call('POST', 'invocation/response', '"second"')[0], call('POST', 'invocation/error', 'third')[0])
    else:
        call('POST', 'invocation/response', json.dumps({'event': event, 'runs': runs, 'pid': os.getpid(), 'head': {k.lower(): v for k, v in head.items()},
             'env': {k: v for k, v in os.environ.items() if 'RUNTIME' in k or k == '_HANDLER'}, 'cwd': os.getcwd()}))
"""

# What an instance can see of where it is.
ABOUT = r"""#!/bin/bash
api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
curl -s -X POST -d " " "$api/init/ready"
while true; do
  curl -sS "$api/invocation/next" > /dev/null
  { id -u; id -g; pwd; ls / /dev /tmp /var /var/user /opt; stat -c '%U %a %n' /var/user /tmp /var/user/bootstrap; sed -E 's/^[^ ]+ [^ ]+ //' /proc/mounts | sort | uniq -c
    grep -E '^(Cap|NoNewPrivs|Seccomp|Uid|Gid|Groups)' /proc/self/status; readlink /proc/$$/fd/* | grep -c socket; ulimit -n -u -d -c
    touch /var/user/x /opt/x /x 2>&1; tr '\0' '\n' < /proc/$$/environ | cut -d= -f1 | sort; cat /proc/1/comm; ps -o ni= $$ 2>/dev/null; } > /tmp/about 2>&1
  hostname >> /tmp/name
  curl -s -X POST --data-binary "$(base64 -w0 /tmp/about)/$(cat /tmp/name)" "$api/invocation/response"
done
"""


def base64_text(reply):
    text, name = reply.rsplit("/", 1)
    return base64.b64decode(text).decode(), name


class Custom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.e = Engine()

    @classmethod
    def tearDownClass(cls):
        cls.e.stop()

    def python(self, name, **fields):
        create(self.e, name, {"bootstrap": (0o755, PYTHON)}, **fields)

    def test_the_official_bash_sample(self):
        create(self.e, "bash", {"bootstrap": (0o755, BASH), "index.sh": (0o644, BASH_INDEX)})
        cold = self.e.invoke("bash", {"a": [1, "ü"]}, LogType="Tail")
        got = json.loads(cold["RetMsg"])
        self.assertEqual(got["got"], {"a": [1, "ü"]})
        for part in ("request_id: " + cold["FunctionRequestId"], "memory_limit_in_mb: 128", "time_limit_in_ms: 3000"):
            self.assertIn(part, got["headers"])
        lines = cold["Log"].rstrip("\n").split("\n")
        self.assertEqual(lines[:2], [f"START RequestId:{cold['FunctionRequestId']}", "init output"])
        self.assertRegex(lines[2], "^Init Report RequestId: .* Coldstart: ")
        self.assertIn("handling", lines)
        warm = self.e.invoke("bash", 5, LogType="Tail")
        self.assertNotIn("init output", warm["Log"])
        self.assertEqual(json.loads(warm["RetMsg"])["got"], 5)

    def test_a_prepared_place_is_like_one_of_its_own(self):
        """The first instance is born for its event; the next finds a place that was made before. It can't tell the difference."""
        with Engine() as e:
            create(e, "about", {"bootstrap": (0o755, ABOUT)}, Timeout=10)
            e.settings(keepAliveSeconds=0)
            def look():
                wait_until("the last one has gone", lambda: not e.instances("about"))
                return base64_text(e.invoke("about", 1)["RetMsg"])
            ways = lambda way: e.metric("scf_cold_starts_total", function="about", way=way)
            own, name = look()
            self.assertIn("scfdesk-init", own)
            self.assertIn("Read-only file system", own)
            self.assertEqual((ways("spawn"), ways("prepared")), (1, 0))
            found = []
            wait_until("an instance in a place", lambda: found.append(look()) or ways("prepared") > 0)
            self.assertEqual(found[-1][0], own)
            self.assertNotEqual(found[-1][1], name)

    def test_events_environment_and_reuse(self):
        self.python("echo", MemorySize=256, Timeout=7)
        for runs, event in enumerate(({"s": "ü€😀", "n": 1.5, "z": None, "l": [1, [2]]}, [1, 2], "text", 12345678901234567890, True, None), 1):
            got = self.e.result("echo", event) if event is not None else json.loads(self.e.call("Invoke", FunctionName="echo", ClientContext="null")["Result"]["RetMsg"])
            self.assertEqual((got["event"], got["runs"], got["cwd"]), (event, runs, "/var/user"))
        self.assertEqual(got["env"]["_HANDLER"], "index.main_handler")
        self.assertEqual(got["env"]["SCF_RUNTIME"], "CustomRuntime")
        self.assertTrue(got["env"]["SCF_RUNTIME_API"].startswith("127."))
        self.assertEqual((got["head"]["memory_limit_in_mb"], got["head"]["time_limit_in_ms"]), ("256", "7000"))

    def test_the_answer_is_given_back_as_it_came(self):
        self.python("raw")
        for body in ('{"b" : 1 }', "plain text", "", "[1]"):
            self.assertEqual(self.e.invoke("raw", {"how": "raw", "body": body})["RetMsg"], body)

    def test_errors_fail_with_their_text_and_the_first_answer_counts(self):
        self.python("errors")
        failed = self.e.invoke("errors", {"how": "error"})
        result = json.loads(failed["RetMsg"])
        self.assertEqual((result["statusCode"], result["errorMessage"], result["stackTrace"]), (430, "user code exception caught", "it went wrong: ü"))
        again = self.e.invoke("errors", {"how": "again"}, LogType="Tail")
        self.assertEqual(json.loads(again["RetMsg"]), {"same": True})
        self.assertEqual(self.e.result("errors", {})["runs"], 3, "the same instance goes on")
        stray = self.e.invoke("errors", {}, LogType="Tail")
        self.assertEqual(json.loads(stray["RetMsg"])["runs"], 4)

    def test_answers_of_six_megabytes_and_one_more(self):
        self.python("large", Timeout=20, MemorySize=512)
        self.assertEqual(len(self.e.invoke("large", {"how": "large", "n": 6 * 1024 * 1024 - 2})["RetMsg"]), 6 * 1024 * 1024)
        self.assertEqual(self.e.result("large", {"how": "large", "n": 6 * 1024 * 1024 - 1})["statusCode"], 407)
        self.assertEqual(self.e.result("large", {"how": "large", "n": 8 * 1024 * 1024})["statusCode"], 407)
        self.assertEqual(self.e.result("large", {})["event"], {})

    def test_time_memory_and_exit_end_the_instance(self):
        self.python("limits", Timeout=1)
        first = self.e.result("limits")["pid"]
        slow = self.e.result("limits", {"how": "sleep", "s": 30})
        self.assertEqual((slow["statusCode"], slow["errorMessage"]), (433, "Invoking task timed out after 1 seconds"))
        self.assertEqual(self.e.result("limits")["runs"], 1, f"a new instance after {first}")
        self.assertEqual(self.e.result("limits", {"how": "memory", "mb": 300})["errorMessage"], "Task memory exceeded 128 MB")
        gone = self.e.result("limits", {"how": "exit"})
        self.assertEqual((gone["statusCode"], gone["errorMessage"]), (439, "User process exit when running: exit status 7"))
        self.assertEqual(self.e.result("limits")["runs"], 1)
        wait_until("one instance", lambda: len(self.e.instances("limits")) == 1)

    def test_memory_of_a_run_is_seen(self):
        self.python("peak", MemorySize=256)
        low = self.e.invoke("peak")["MemUsage"]
        high = self.e.invoke("peak", {"how": "memory", "mb": 100})["MemUsage"]
        self.assertGreater(low, 2 << 20)
        self.assertGreater(high, 100 << 20)

    def test_init_that_does_not_come_to_its_end(self):
        self.python("noready", InitTimeout=3, Environment=variables(NEVER_READY="1"))
        late = self.e.invoke("noready", LogType="Tail")
        result = json.loads(late["RetMsg"])
        self.assertEqual(result["statusCode"], 450)
        self.assertIn("the bootstrap has not said POST /runtime/init/ready", result["errorMessage"])
        self.assertIn("module level", late["Log"])
        self.python("nonext", Timeout=1, Environment=variables(NEVER_NEXT="1"))
        result = self.e.result("nonext")
        self.assertEqual(result["statusCode"], 433)
        self.assertIn("wait for event timeout", result["errorMessage"])
        self.python("exits", Environment=variables(EXIT_IN_INIT="1"))
        result = self.e.result("exits")
        self.assertEqual((result["statusCode"], result["errorMessage"]), (405, "ContainerStateExitedByUser: bootstrap has ended before it was ready: exit status 3"))

    def test_four_at_once_are_four_instances_that_keep_apart(self):
        self.python("four", Timeout=20)
        for i in range(4):
            self.e.call("Invoke", FunctionName="four", InvocationType="Event", ClientContext=json.dumps({"how": "sleep", "s": 1, "i": i}))
        wait_until("four busy instances", lambda: [i["state"] for i in self.e.instances("four")] == ["busy"] * 4)
        addresses = set()
        wait_until("all idle", lambda: all(i["state"] in ("idle", "frozen") for i in self.e.instances("four")))
        for _ in range(4):
            addresses.add(self.e.result("four")["env"]["SCF_RUNTIME_API"])
        self.assertEqual(len(addresses), 1, "the one used last is used again")

    def test_what_cannot_be_started_is_refused_with_its_cause(self):
        for name, files, cause in (("none", {"index.sh": (0o644, "x")}, "bootstrap file does not exist"),
                                   ("mode", {"bootstrap": (0o644, BASH)}, "mode is 644"),
                                   ("crlf", {"bootstrap": (0o755, BASH.replace("\n", "\r\n"))}, "CRLF"),
                                   ("text", {"bootstrap": (0o755, "echo hello\n")}, "#!/bin/bash"),
                                   ("nowhere", {"bootstrap": (0o755, "#!/usr/bin/nowhere-at-all\n")}, "/usr/bin/nowhere-at-all")):
            with self.subTest(name):
                with self.assertRaises(ApiError) as refused:
                    create(self.e, "start-" + name, files)
                self.assertEqual(refused.exception.code, "InvalidParameterValue.Code")
                self.assertIn(cause, str(refused.exception))

    def test_async_runs_and_their_retries(self):
        self.python("later")
        self.e.call("UpdateFunctionEventInvokeConfig", FunctionName="later",
                    AsyncTriggerConfig={"RetryConfig": [{"RetryNum": 0}], "MsgTTL": 3600})
        rid = self.e.call("Invoke", FunctionName="later", InvocationType="Event", ClientContext='{"x":1}')["Result"]["FunctionRequestId"]
        wait_until("it has run", lambda: self.e.metric("scf_invocations_total", function="later", code="200") == 1)
        self.assertTrue(rid)

    def test_its_api_is_no_other_function_s(self):
        """/proc/net/tcp shows every instance's address to all: a connection from elsewhere is refused, whatever it asks for."""
        self.python("victim")
        first = json.loads(self.e.invoke("victim", {"a": 1})["RetMsg"])
        api = first["env"]["SCF_RUNTIME_API"], int(first["env"]["SCF_RUNTIME_API_PORT"])
        self.e.python("thief", "import http.client\ndef main_handler(event, context):\n    c = http.client.HTTPConnection(event[0], event[1], timeout=9)\n    got = []\n"
                               "    for method, path in (('GET', 'invocation/next'), ('POST', 'invocation/response'), ('POST', 'init/ready')):\n"
                               "        c.request(method, '/runtime/' + path, 'x' * event[2])\n        got.append(c.getresponse().status)\n        c.close()\n    return got\n", Timeout=10)
        self.assertEqual(self.e.result("thief", [*api, 1]), [403, 403, 403])
        self.assertEqual(self.e.result("thief", [*api, 100_000])[1:], [403, 403])  # by its head
        second = json.loads(self.e.invoke("victim", {"a": 2})["RetMsg"])
        self.assertEqual((second["pid"], second["runs"], second["event"]), (first["pid"], 2, {"a": 2}))

if __name__ == "__main__":
    unittest.main(verbosity=1)
