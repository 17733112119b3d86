# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages of functions that are programs: files with their modes, Go programs built once."""
import base64
import io
import os
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

from scfclient import wait_until

SOURCES = pathlib.Path(__file__).resolve().parent / "native"


def package(files):
    """{name: (mode, content)} as the base64 of a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, (mode, content) in files.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.external_attr = (0o100000 | mode) << 16
            z.writestr(info, content, zipfile.ZIP_DEFLATED)
    return base64.b64encode(out.getvalue()).decode()


def create(engine, name, files, runtime="CustomRuntime", handler="index.main_handler", **fields):
    engine.call("CreateFunction", FunctionName=name, Runtime=runtime, Handler=handler, Code={"ZipFile": package(files)}, **fields)
    wait_until(f"{name} Active", lambda: engine.call("GetFunction", FunctionName=name)["Status"] == "Active")


def variables(**values):
    return {"Variables": [{"Key": k, "Value": v} for k, v in values.items()]}


def go_program(source):
    """The built program, or None where no Go is installed. The standard library alone: nothing is fetched."""
    go = shutil.which("go")
    if not go:
        return None
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "program")
        env = {**os.environ, "CGO_ENABLED": "0", "GO111MODULE": "off", "GOFLAGS": "", "GOCACHE": os.environ.get("GOCACHE") or os.path.join(tempfile.gettempdir(), "scfdesk-go-cache")}
        subprocess.run([go, "build", "-ldflags", "-s -w", "-o", target, str(SOURCES / source)], check=True, env=env)
        return pathlib.Path(target).read_bytes()
