# SPDX-License-Identifier: GPL-3.0-or-later
"""Public functions, unmodified, in every language: what each is given and what it returns.

    SCFDESK_PROGRAM=build/release/app/scfdesk python3 tests/e2e/publicfunctions.py [--sources FOLDER] [--record FILE]

They bear no licence that lets them be copied into this project, so they are fetched with git at the commits named below (needs git and
the network; Go and the web function also need their modules), or taken from FOLDER/<repository>. --record writes the table that lies
beside this file as publicfunctions.md. Ends with 1 when one of them does not do what its source says.
"""
import argparse
import base64
import gzip
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

from scfclient import Engine, wait_until

DEMOS = ("tencentyun/scf-demo-repo", "3ab5dfc05b106aa26f956d616d72a7e4dfe1deb7")
PROXY = ("Ice-Hazymoon/openai-scf-proxy", "f05b5fdd31a45e7d609c85362e91c5e8122c7fd9")

GATEWAY = {"requestContext": {"serviceId": "service-1", "path": "/article/{articleId}", "httpMethod": "GET", "identity": {}, "sourceIp": "10.0.0.1", "stage": "test"},
           "headers": {"accept": "*/*"}, "body": "", "pathParameters": {"articleId": "2"}, "queryStringParameters": {}, "path": "/article/2", "queryString": {}, "httpMethod": "GET"}
CLS = {"clslogs": {"data": base64.b64encode(gzip.compress(json.dumps({"topic_id": "t-1", "topic_name": "topic", "records": [
    {"timestamp": 1605578090000000, "content": json.dumps({"key": "value"})}]}).encode(), mtime=0)).decode()}}
CLS_TOPIC = json.loads(gzip.decompress(base64.b64decode(CLS["clslogs"]["data"])))


def page(text):
    return lambda result, log: result["statusCode"] == 200 and result["headers"]["Content-Type"].startswith("text/html") and text in result["body"]


# folder, runtime as its name says it, handler, event, what its source says that it returns (and prints)
EVENTS = [
    ("Python3.6-helloworld", "Python3.6", "index.main_handler", {"key1": "test value 1", "key2": "test value 2"},
     lambda r, log: r == "Hello World" and 'Received event: {' in log and "Received context: {'" in log),
    ("Python3.6-API_Service", "Python3.6", "index.main_handler", GATEWAY, lambda r, log: r["id"] == 2 and r["title"] == "record info" and "start main_handler" in log),
    ("Python3.6-CustomHtml", "Python3.6", "index.main_handler", GATEWAY, page("瑞雪兆丰年")),
    ("Python3.6-WebPageDemo", "Python3.6", "index.main_handler", GATEWAY, page("<html")),
    ("Nodejs12.16-helloworld", "Nodejs12.16", "index.main_handler", {"key1": "test value 1"}, lambda r, log: r == {"key1": "test value 1"} and "\tHello World\n" in log and "\tundefined\n" in log),
    ("Nodejs12.16-CLSTrigger", "Nodejs12.16", "index.main_handler", CLS, lambda r, log: r == "Successfully" and "Decoded payload: " + json.dumps(CLS_TOPIC, separators=(",", ":")) in log),
    ("Nodejs12.16-CustomHtml", "Nodejs12.16", "index.main_handler", GATEWAY, page("瑞雪兆丰年")),
    ("Nodejs8.9-Apigateway", "Nodejs8.9", "index.main_handler", GATEWAY, lambda r, log: (r["statusCode"], r["body"]) == (200, "API GW Test Success")),
    ("Nodejs8.9-WebPageDemo", "Nodejs8.9", "index.main_handler", GATEWAY, page("<html")),
    ("Php7.2-helloworld", "Php7", "index.main_handler", {"key1": "test value 1"}, lambda r, log: r == "hello world" and "good job 1\n" in log and "Hello, errors!" in log and 'string(12) "test value 1"' in log),
    ("Php7.2-ApiGateway", "Php7", "index.main_handler", GATEWAY, lambda r, log: (r["statusCode"], r["body"]) == (200, "API GW Test Success") and "start main handler\n" in log),
    ("Php7.2-CLSTrigger", "Php7", "index.main_handler", CLS, lambda r, log: r == CLS_TOPIC),
    ("Php7.2-WebPageDemo", "Php7", "index.main_handler", GATEWAY, page("<html")),
    ("Java8-helloworld", "Java8", "example.Hello::mainHandler", {"key1": "test value 1", "key2": "test value 2"}, None),
    ("CustomRuntime-helloworld", "CustomRuntime", "index.main_handler", {"key1": "test value 1"}, lambda r, log: r == "Echoing request: '{\"key1\": \"test value 1\"}'" and '{"key1": "test value 1"}' in log),
    ("Go1-CLSTrigger", "Go1", "main", CLS, lambda r, log: "topic_id: t-1, topic_name: topic" in log),
]


class Missing(Exception):
    pass


def run(*command, cwd, **more):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, **more)
    if done.returncode:
        raise Missing(f"{' '.join(command[:3])}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")


def sources(given, repository, folders, to):
    name, commit = repository
    short = name.split("/")[1]
    if given:
        if not (pathlib.Path(given) / short).is_dir():
            raise Missing(f"there is no {short} in {given}")
        return pathlib.Path(given) / short
    target = pathlib.Path(to) / short
    run("git", "clone", "-q", "--filter=blob:none", "--no-checkout", f"https://github.com/{name}", str(target), cwd=to)
    run("git", "checkout", "-q", commit, "--", *folders, ":(exclude)Go1-*/main", cwd=target)  # a Go program is built here
    return target


def zipped(folder):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for path in sorted(folder.rglob("*")):
            if path.is_file():  # a start file has the mode that its readme asks for
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                entry.external_attr = (0o100755 if os.access(path, os.X_OK) or path.name == "scf_bootstrap" else 0o100644) << 16
                z.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def prepared(folder, runtime, to):
    """What its author would upload: a jar as it is, a Go program built."""
    jar = next(folder.glob("*.jar"), None)
    if jar:
        return jar.read_bytes()
    if runtime == "Go1":
        work = pathlib.Path(to) / "go"
        shutil.copytree(folder, work)
        environment = {**os.environ, "CGO_ENABLED": "0"}
        if os.environ.get("GO111MODULE") != "off":  # else its modules lie in GOPATH
            run("go", "mod", "init", "demo", cwd=work, env=environment)
            run("go", "mod", "tidy", cwd=work, env=environment)
        (pathlib.Path(to) / "program").mkdir()
        run("go", "build", "-o", str(pathlib.Path(to) / "program" / "main"), ".", cwd=work, env=environment)
        folder = pathlib.Path(to) / "program"
    return zipped(folder)


def create(engine, name, package, **fields):
    engine.call("CreateFunction", FunctionName=name, Code={"ZipFile": base64.b64encode(package).decode()}, **{"Timeout": 10, "MemorySize": 256, **fields})
    return wait_until("it is active", lambda: (lambda f: f if f["Status"] != "Creating" else None)(engine.call("GetFunction", FunctionName=name)))


def event_function(engine, folder, row, temporary):
    name, runtime, handler, event, expected = row
    function = create(engine, name.replace(".", "_"), prepared(folder / name, runtime, temporary), Runtime=runtime, Handler=handler)
    reply = engine.invoke(function["FunctionName"], event, LogType="Tail")
    try:
        result = json.loads(reply["RetMsg"])
    except ValueError:
        result = reply["RetMsg"]  # a custom runtime's answer is handed on as it is
    good = reply["InvokeResult"] == 0 and (expected is None or bool(expected(result, reply["Log"])))
    ran = engine.call("GetFunction", FunctionName=function["FunctionName"]).get("StatusReasons") or []  # the interpreters are known by now
    return good, event, reply["RetMsg"], "; ".join(reason.get("ErrorMessage", "") for reason in ran), reply["Log"]


def web_function(engine, folder):
    """A proxy for another service, asked without a key: hands that service's 401 on, or, without a network, says that it can't be reached."""
    if not (folder / "node_modules").is_dir():
        run("npm", "ci", "--no-audit", "--no-fund", "--omit=dev", cwd=folder)
    function = create(engine, "openai-scf-proxy", zipped(folder), Runtime="Nodejs16.13", Type="HTTP")
    made = engine.call("CreateTrigger", FunctionName=function["FunctionName"], TriggerName="url", Type="http",
                       TriggerDesc=json.dumps({"AuthType": "NONE", "NetConfig": {"EnableIntranet": True, "EnableExtranet": True}}))
    path = urllib.parse.urlsplit(json.loads(made["TriggerInfo"]["TriggerDesc"])["NetConfig"]["ExtranetUrl"]).path
    status, heads, body = engine.exchange("GET", path + "/v1/models", None, {})
    good = status == 401 or (status == 504 and b"trying to proxy" in body)
    return good, "GET /v1/models", f"{status} {body.decode(errors='replace')}", "", ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sources", help="a folder with the repositories, instead of git")
    arguments.add_argument("--record", help="where to write the table")
    a = arguments.parse_args()
    rows, bad = [], 0
    engine = Engine()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            demos = sources(a.sources, DEMOS, [row[0] for row in EVENTS], temporary)
            todo = [(DEMOS, row[0], row[1], lambda row=row: event_function(engine, demos, row, temporary)) for row in EVENTS]
            todo.append((PROXY, ".", "Nodejs16.13, Type HTTP", lambda: web_function(engine, sources(a.sources, PROXY, ["."], temporary))))
            for repository, folder, runtime, call in todo:
                try:
                    good, given, returned, ran, log = call()
                    verdict = "as its source says" if good else "NOT as its source says"
                    bad += not good
                except Missing as missing:
                    given, returned, ran, log, verdict = "", "", "", "", f"not run: {missing}"
                print(f"{folder if folder != '.' else repository[0]}: {verdict}\n  given    {str(given)[:160]}\n  returned {returned[:160]}")
                if "NOT" in verdict:
                    print(log)
                rows.append((repository, folder, runtime, ran, given, returned, verdict))
    finally:
        engine.stop()
    if a.record:
        short = lambda text: (text if len(text) <= 160 else text[:157] + "...").replace("|", "\\|").replace("\n", " ").replace("`", "'")
        lines = ["# Public functions, unmodified", "", "Written by `tests/e2e/publicfunctions.py --record`. Sources: "
                 + ", ".join(f"github.com/{name} at {commit[:12]}" for name, commit in (DEMOS, PROXY)) + ".", "",
                 "| Function | Runtime asked for; what ran | Given | Returned | |", "| --- | --- | --- | --- | --- |"]
        for (name, _), folder, runtime, ran, given, returned, verdict in rows:
            text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
            lines.append(f"| {folder if folder != '.' else name} | {short(runtime + ('; ' + ran if ran else ''))} | `{short(text)}` | `{short(returned)}` | {verdict} |")
        pathlib.Path(a.record).write_text("\n".join(lines) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
