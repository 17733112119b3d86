# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, driven from outside as assistive technology drives it: AT-SPI on a display and a session bus of its own."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

INSIDE = "SCFDESK_WINDOW_INSIDE"


def start_display():
    """A display that nobody sees; its name and its process."""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"], pass_fds=(write,),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    if not number:
        raise AssertionError("Xvfb did not start")
    return f":{number}", server


if __name__ == "__main__" and INSIDE not in os.environ:
    display, server = start_display()
    try:
        environment = {**os.environ, INSIDE: "1", "DISPLAY": display}
        sys.exit(subprocess.run(["dbus-run-session", "--", sys.executable, "-B", *sys.argv], env=environment).returncode)
    finally:
        server.terminate()
        server.wait()

import gi  # noqa: E402  the session bus has to be there first

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from scfclient import PROGRAM, SANITIZER, wait_until  # noqa: E402

ROLES = {"button": "push button", "check": "check box", "text": "text", "slider": "slider", "tab": "page tab", "label": "label", "table": "table",
         "combo": "combo box", "dialog": "dialog", "row": "list item", "list": "list", "radio": "radio button", "secret": "password text"}


class Window:
    """The program's accessible tree, and what a user can do with it."""

    def __init__(self, data, more=None):
        # The window's own language: the test reads its words.
        environment = {**SANITIZER, "PATH": os.environ["PATH"], "HOME": data, "LANG": "C.UTF-8", "DISPLAY": os.environ["DISPLAY"], "XDG_RUNTIME_DIR": data,
                       "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"], "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", **(more or {})}
        self.errors = open(os.path.join(data, "stderr"), "wb")
        self.process = subprocess.Popen([PROGRAM, "--data-dir", os.path.join(data, "desk"), "--port", "0"], env=environment, stdin=subprocess.DEVNULL, stdout=self.errors, stderr=self.errors)
        self.application = wait_until("the window in the accessible tree", self.look_for_application, 60)

    def look_for_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended: {pathlib.Path(self.errors.name).read_text()}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(i)
            if one and one.get_process_id() == self.process.pid and one.get_child_count() > 0:
                return one
        return None

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("the window did not close")
        finally:
            self.errors.close()

    def walk(self, start=None, shown=True):
        """What is on the screen, in reading order. What vanishes meanwhile is left out."""
        stack = [start or self.application]
        while stack:
            one = stack.pop()
            try:
                one.clear_cache()
                states = one.get_state_set()
                if shown and one is not self.application and not states.contains(Atspi.StateType.SHOWING):
                    continue
                count = min(one.get_child_count(), 300)
                children = [one.get_child_at_index(i) for i in range(count)]
            except GLib.Error:
                continue
            yield one
            stack += [child for child in reversed(children) if child]

    def all(self, role, name=".*", start=None):
        for one in self.walk(start):
            try:
                if one.get_role_name() == ROLES[role] and re.fullmatch(name, one.get_name() or "", re.S):
                    yield one
            except GLib.Error:
                continue

    def find(self, role, name=".*", seconds=30, start=None):
        return wait_until(f"{role} {name!r}", lambda: next(self.all(role, name, start), None), seconds)

    def names(self, role, name=".*", start=None):
        return [one.get_name() for one in self.all(role, name, start)]

    def press(self, one):
        names = [Atspi.Action.get_action_name(one, i) for i in range(Atspi.Action.get_n_actions(one))]
        wanted = next(i for i, name in enumerate(names) if name in ("Press", "Toggle", "Click", "ShowMenu"))
        self.enabled(one)
        if not Atspi.Action.do_action(one, wanted):
            raise AssertionError(f"{one.get_name()} can't be pressed: {names}")

    def enabled(self, one):
        wait_until(f"{one.get_name()} enabled", lambda: (one.clear_cache(), one.get_state_set().contains(Atspi.StateType.ENABLED))[1])

    def write(self, one, text):
        if not Atspi.EditableText.set_text_contents(one, text):
            raise AssertionError(f"{one.get_name()} can't be written")
        wait_until(f"{text!r} written", lambda: Atspi.Text.get_text(one, 0, Atspi.Text.get_character_count(one)) == text)

    def place(self, one):
        box = Atspi.Component.get_extents(one, Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def mouse(self, x, y, kind):
        Atspi.generate_mouse_event(int(x), int(y), kind)

    def drag(self, begin, end, steps=12):
        self.mouse(*begin, "abs")
        self.mouse(*begin, "b1p")
        for i in range(1, steps + 1):
            self.mouse(begin[0] + (end[0] - begin[0]) * i / steps, begin[1] + (end[1] - begin[1]) * i / steps, "abs")
        self.mouse(*end, "b1r")

    def click(self, one):
        x, y, width, height = self.place(one)
        self.mouse(x + width / 2, y + height / 2, "b1c")


class WindowFromOutside(unittest.TestCase):
    def setUp(self):
        self.data = tempfile.mkdtemp(prefix="scfdesk-window-")
        os.chmod(self.data, 0o700)
        self.window = Window(self.data)

    def tearDown(self):
        try:
            self.window.stop()
        finally:
            shutil.rmtree(self.data, ignore_errors=True)

    def test_create_fire_read_drag_filter_and_change_language(self):
        window = self.window
        # Create a function.
        window.press(window.find("button", "New function"))
        dialog = window.find("dialog", "New function.*")
        window.write(window.find("text", "Function name", start=dialog), "from-outside")
        window.press(window.find("button", "Create function", start=dialog))
        window.find("row", "from-outside.*")

        # Fire and read the result.
        fire = window.find("button", "Fire event at from-outside, sync")
        window.press(fire)
        status = wait_until("the reply's status", lambda: self.reply_status(), 60)
        self.assertEqual(status, "200")
        result = window.find("text", "Result")
        said = wait_until("the result's text", lambda: self.text(result))
        self.assertEqual(json.loads(said)["message"], "Hello from SCF")

        # Drag time.
        time = window.find("slider", "Time")
        x, y, width, height = window.place(time)
        self.assertIn("live", self.value(time))
        window.drag((x + width * 0.9, y + height / 2), (x + width * 0.5, y + height / 2))
        wait_until("history", lambda: "history" in self.value(time))
        ago = float(re.search(r"([\d.]+) seconds ago", self.value(time))[1])
        self.assertTrue(300 < ago < 600, ago)
        window.press(window.find("button", "Return to live"))
        wait_until("live", lambda: "live" in self.value(time))

        # Filter logs.
        window.press(window.find("check", "Logs"))
        table = window.find("table", "Log")
        lines = wait_until("lines", lambda: self.lines(table))
        self.assertGreater(lines[1], 3)
        self.assertEqual(lines[0], lines[1])
        query = window.find("text", "Log query")
        window.write(query, "fn:from-outside")
        few = wait_until("fewer lines", lambda: (lambda n: n if n and n[0] < n[1] else None)(self.lines(table)))
        self.assertGreater(few[0], 0)
        window.write(query, "level:nonsense")
        window.find("label", ".*nonsense.*")  # the mistake, and where it is
        window.write(query, "")

        # Change the language.
        window.press(window.find("check", "Settings"))
        language = window.find("combo", "System")
        window.click(language)
        window.click(window.find("row", "简体中文"))
        window.find("check", "设置")
        english = [name for name in window.names("check") + window.names("label") if name in ("Settings", "Appearance", "Functions", "Scaling")]
        self.assertEqual(english, [])

    def value(self, one):
        one.clear_cache()
        return one.get_description() or ""

    def text(self, one):
        one.clear_cache()
        return Atspi.Text.get_text(one, 0, Atspi.Text.get_character_count(one)).strip()

    def lines(self, table):
        table.clear_cache()
        found = re.search(r"([\d,]+) of ([\d,]+) lines", table.get_description() or "")
        return tuple(int(n.replace(",", "")) for n in found.groups()) if found else None

    def reply_status(self):
        for one in self.window.walk():
            try:
                found = re.fullmatch(r"Status (\d{3}) .*", one.get_name() or "")
            except GLib.Error:
                continue
            if found:
                return found[1]
        return None


if __name__ == "__main__":
    unittest.main(verbosity=2)
