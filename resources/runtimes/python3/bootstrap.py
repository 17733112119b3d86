# SPDX-License-Identifier: GPL-3.0-or-later
# The Python 3 side of an instance: frames on descriptor 3 (app/engine/instance/framecodec.h), one event at a time.
# Every import costs start time: what the interpreter has built in comes first, the rest is imported when it is needed.
import posix
import sys
import time

from _struct import Struct

FD = 3
CHUNK = 32768
RESPONSE_BYTES = 6 * 1024 * 1024
LOAD, EVENT, UP, LOADED, LOAD_FAILED, REPLY = 1, 2, 16, 17, 18, 19
HEAD = Struct("<IB")
EVENT_HEAD = Struct("<QI")
CONTEXT_AGAIN = 0x80000000
REPLY_HEAD = Struct("<IBQIqqq")
LOADED_FRAME = Struct("<IBqq")
FAILED_HEAD = Struct("<IBIq")
REPLY_FIXED = REPLY_HEAD.size - HEAD.size
# Python 3.6 has no clock in nanoseconds.
monotonic_ns = time.monotonic_ns if hasattr(time, "monotonic_ns") else lambda: int(time.monotonic() * 1e9)


def encoder_of():
    from _json import encode_basestring, make_encoder

    def refuse(value):
        raise TypeError
    return make_encoder({}, refuse, encode_basestring, None, ": ", ", ", False, False, True)


def decoder_of():
    from _json import make_scanner

    class Rules:
        strict = True
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = {"-Infinity": -float("inf"), "Infinity": float("inf"), "NaN": float("nan")}.__getitem__
    return make_scanner(Rules())


try:  # the accelerators behind json, without the modules around them
    encode_parts, decode_at = encoder_of(), decoder_of()
except Exception:
    encode_parts = decode_at = None


def decode(text):
    if decode_at is not None:
        try:
            return decode_at(text, 0)[0]
        except StopIteration:
            pass
    import json
    return json.loads(text)


def encode(value):
    """json.dumps(value, ensure_ascii=False), as bytes."""
    global encode_parts
    if encode_parts is not None:
        try:
            return "".join(encode_parts(value, 0)).encode()
        except Exception:
            encode_parts = encoder_of()  # a failure leaves marks behind
    import json
    if type(value).__name__ == "Decimal" and type(value).__module__ == "decimal":
        value = str(value)
    return json.dumps(value, ensure_ascii=False).encode()


def peak_reader():
    """Starts and reads the resident peak of a run: the kernel keeps it, a write of 5 starts it anew.

    That is done for the first run, after a run that has raised it, and at least every 50 ms: then a reading is the peak of
    its own run, and a busy instance doesn't pay each time.
    """
    try:
        from resource import RUSAGE_SELF, getrusage
        descriptor = posix.open("/proc/self/clear_refs", posix.O_WRONLY | posix.O_CLOEXEC)
    except Exception:
        return (lambda now: None), (lambda: 0)
    write = posix.write
    peak = due = 0

    def start(now):
        nonlocal peak, due
        if now < due:
            return
        write(descriptor, b"5")
        due = now + 50_000_000
        peak = getrusage(RUSAGE_SELF)[2]

    def read():
        nonlocal peak, due
        now = getrusage(RUSAGE_SELF)[2]
        if now > peak:
            peak = now
            due = 0
        return now * 1024
    return start, read



def read_rest(have, size):
    """The payload of a frame of which `have` has come, read straight to its place."""
    whole = bytearray(size)
    got = len(have)
    whole[:got] = have
    view = memoryview(whole)
    while got < size:
        n = posix.readv(FD, [view[got:]])
        if n == 0:
            posix._exit(0)
        got += n
    return view


def read_frame():
    data = posix.read(FD, CHUNK)
    while len(data) < 5:
        more = posix.read(FD, CHUNK) if data else b""
        if not more:
            posix._exit(0)  # the engine is gone
        data += more
    size, kind = HEAD.unpack_from(data)
    payload = data[5:]
    return kind, payload if len(payload) == size else read_rest(payload, size)


def send(head, body=b""):
    left = len(head) + len(body)
    n = posix.writev(FD, (head, body))
    if n == left:
        return
    view = memoryview(head + body)
    while n < left:
        n += posix.write(FD, view[n:])


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


TRACE_BYTES = 100000  # of a stack trace; its reply must stay far below a frame


def trace_of(error):
    """The stack trace from the user's first line on."""
    import traceback
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name != main.__code__.co_filename and not name.startswith("<frozen importlib"):
            break
        trace = trace.tb_next
    text = "".join(traceback.format_exception(type(error), error, trace)).rstrip("\n").encode("utf-8", "backslashreplace")
    return text if len(text) <= TRACE_BYTES else text[:TRACE_BYTES] + b"... (cut)"


def forget_coerced_locale():
    """An interpreter that does not find LANG's locale puts LC_CTYPE into the environment; functions see what was given."""
    if b"LC_CTYPE" not in posix.environ:
        return
    descriptor = posix.open("/proc/self/environ", posix.O_RDONLY)
    given = b"\0" + posix.read(descriptor, 1 << 20)
    posix.close(descriptor)
    if b"\0LC_CTYPE=" not in given:
        posix.unsetenv(b"LC_CTYPE")
        del posix.environ[b"LC_CTYPE"]


class LoggingHook:
    """The root logger writes to stdout, at every level; configured when the user's code first imports logging."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(LoggingHook)
        from _frozen_importlib_external import PathFinder
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            root = module.getLogger()
            root.setLevel(module.DEBUG)
            root.addHandler(module.StreamHandler(sys.stdout))
        spec.loader.exec_module = exec_module
        return spec


class LoadError(Exception):
    """The handler can't be found: SCF's 437."""


def load_handler(handler, root):
    from _frozen_importlib import module_from_spec
    from _frozen_importlib_external import spec_from_file_location
    name, dot, function = handler.rpartition(".")
    if not dot or not name or not function:
        raise LoadError('handler "%s" must be written as file.function' % handler)
    path = root + "/" + name + ".py"
    try:
        posix.stat(path)
    except OSError:
        raise LoadError('no file "%s.py" for handler "%s"' % (name, handler)) from None
    short = name.rpartition("/")[2]
    spec = spec_from_file_location(short, path)
    module = module_from_spec(spec)
    sys.modules[short] = module
    spec.loader.exec_module(module)
    found = getattr(module, function, None)
    if not callable(found):
        raise LoadError('no function "%s" in "%s.py" for handler "%s"' % (function, name, handler))
    return found


def set_environment(entries):
    """In the place of the environment that a prepared runtime was born with. Not by os.environ's own ways: in a fork each
    object that is touched costs a page."""
    import os
    known = os.environ._data
    for key in list(known):
        posix.unsetenv(key)
    known.clear()
    for entry in entries:
        key, _, value = entry.partition(b"=")
        posix.putenv(key, value)
        known[key] = value
    if b"TZ" in known:
        time.tzset()


def own_packages():
    """Where the interpreter's own packages lie."""
    version = "python%d.%d" % sys.version_info[:2]
    if sys.prefix == "/usr":
        return ["/usr/local/lib/%s/dist-packages" % version, "/usr/lib/python3/dist-packages"]
    return ["%s/lib/%s/site-packages" % (sys.prefix, version)]


def set_paths(root):
    """PYTHONPATH first, the user's code before all; the interpreter's own packages last."""
    import builtins
    import os
    extra = [p for p in os.environ.get("PYTHONPATH", "").split(":") if p and p != "/var/user"]
    sys.path[:] = [root] + extra + [p for p in sys.path if p and p not in own_packages()] + own_packages()
    sys.argv[:] = [""]
    builtins.exit = builtins.quit = sys.exit


def load(payload):
    """Runs the module level once. Returns the handler, or None when the failure was sent."""
    parts = bytes(payload).split(b"\0")
    handler, root = parts[0].decode(), parts[1].decode()
    if len(parts) > 3:
        set_environment(parts[2:-1])
        posix.chdir(root)
    set_paths(root)
    began = monotonic_ns()
    try:
        found = load_handler(handler, root)
    except LoadError as error:
        code, text = 437, str(error).encode()
    except SystemExit:
        raise
    except BaseException as error:
        code, text = 443, trace_of(error)
    else:
        took = monotonic_ns() - began
        flush()
        send(LOADED_FRAME.pack(16, LOADED, read_peak(), took))
        return found
    flush()
    send(FAILED_HEAD.pack(12 + len(text), LOAD_FAILED, code, read_peak()), text)
    return None


def apply_environment(text):
    """The user's variables and SCF_NAMESPACE, as the context has them. Taken from the JSON text: the K=V;K=V one cannot carry a value with a
    semicolon."""
    import os
    for key, value in decode(text).items():
        if os.environ.get(key) != value:
            os.environ[key] = value


def serve(handler):
    clock = monotonic_ns
    out, err = sys.stdout, sys.stderr
    given = {}  # the context, which comes whole only when it differs in more than the request id
    while True:
        kind, payload = read_frame()
        if kind != EVENT:
            continue
        request, size = EVENT_HEAD.unpack_from(payload)
        begin = 12 + (size & ~CONTEXT_AGAIN)
        if size & CONTEXT_AGAIN:
            given["request_id"] = str(payload[12:begin], "ascii")
        else:
            given = decode(str(payload[12:begin], "utf-8"))
            apply_environment(given["environment"])
        context = given.copy()
        entered = left = clock()
        start_peak(entered)
        try:
            event = decode(str(payload[begin:], "utf-8"))
            payload = None
            entered = left = clock()
            value = handler(event, context)
            left = clock()
            code, result = 200, encode(value)
            if len(result) > RESPONSE_BYTES:
                code, result = 407, b"The size of response exceeds the upper limit (6MB)"
            value = None
        except SystemExit:
            raise
        except BaseException as error:
            left = clock()
            code, result = 430, trace_of(error)
        event = None
        if sys.stdout is out and sys.stderr is err:
            out.flush()
            err.flush()
        else:
            flush()
            out.flush()
        send(REPLY_HEAD.pack(REPLY_FIXED + len(result), REPLY, request, code, entered, left, read_peak()), result)


def warm_up(forking):
    """What nearly every function needs, imported and run once while nobody waits."""
    import base64, builtins, collections, datetime, functools, json, os, re, resource, traceback  # noqa
    if not forking:  # what these do in a fork costs every instance half a megabyte, wanted or not
        import hashlib, logging, random, threading, urllib.parse  # noqa
    from _frozen_importlib import module_from_spec  # noqa
    from _frozen_importlib_external import spec_from_file_location  # noqa
    encode(decode('{"a": [1, "b", null, 1.5]}'))
    compile("def main_handler(event, context):\n    return event\n", "warm", "exec")


def become_instance():
    """Waits for births; goes on in each new instance, never here. fork() is that of app/spawner/zygotefork.cpp.

    Random numbers are seeded anew by what the interpreter does after a fork; the seed of hash() is the zygote's.
    """
    import gc
    gc.collect()
    if hasattr(gc, "freeze"):  # since Python 3.7
        gc.freeze()  # what is shared stays shared: a collection would write to it
    if posix.fork() != 0:
        posix._exit(1)  # the library is not there


def listen_for_debugger(port):
    """debugpy, which the engine has seen on this machine: in the function's own code or beside the interpreter."""
    sys.path[:] = sys.path + own_packages() + [posix.getcwd()]
    import debugpy
    # Its adapter is a process of its own and outlives nothing: it goes with the instance.
    debugpy.listen(("127.0.0.1", port))


def write_by_lines():
    """A printed line leaves at once, not when the handler ends."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(line_buffering=True)
        return
    import io  # Python 3.6 has to make the stream anew
    encoding, errors = sys.stdout.encoding, sys.stdout.errors
    sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding, errors, line_buffering=True)
    sys.__stdout__ = sys.stdout


def main():
    global start_peak, read_peak
    sys.dont_write_bytecode = True
    forget_coerced_locale()
    write_by_lines()
    sys.meta_path.insert(0, LoggingHook)
    if len(sys.argv) > 2 and sys.argv[1] == "debug":
        listen_for_debugger(int(sys.argv[2]))
    elif len(sys.argv) > 1:
        warm_up(sys.argv[1] == "zygote")
        send(HEAD.pack(0, UP))
        if sys.argv[1] == "zygote":
            become_instance()
            send(HEAD.pack(0, UP))
    start_peak, read_peak = peak_reader()
    while True:
        kind, payload = read_frame()
        if kind == LOAD:
            handler = load(payload)
            if handler is None:
                read_frame()  # until the engine ends this instance
            else:
                serve(handler)


main()
