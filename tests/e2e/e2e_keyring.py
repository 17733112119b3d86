# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys of connections in the real window with a real gnome-keyring: saved, used after a restart, and what happens while the keyring
is locked or is not there. Each part has a session bus of its own, in a process of its own; the window is driven by AT-SPI."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from scfclient import Engine, wait_until

INSIDE, KEY_ID, KEY = "SCFDESK_KEYRING_INSIDE", "AKIDofTheOtherSide00", "not-to-be-found-on-disk-5f0c"
PASSWORD = b"of the login"
SENTENCE = ".*no keys for the connection there.*keyring.*SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY.*"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Inside:
    """One run of the window on a session bus with the keyring as wanted."""

    def __init__(self, keyring, environment):
        from e2e_window import Window
        self.home = os.environ["SCFDESK_KEYRING_HOME"]
        self.daemon = self.start_keyring(keyring)
        self.window = Window(self.home, environment)

    def start_keyring(self, state):
        if state == "absent":
            return None
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *(["--unlock"] if state == "open" else [])]
        environment = {**os.environ, "HOME": self.home, "XDG_DATA_HOME": self.home + "/share", "XDG_RUNTIME_DIR": self.home}
        daemon = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        daemon.stdin.write(PASSWORD if state == "open" else b"")
        daemon.stdin.close()
        from gi.repository import Gio, GLib
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        wait_until("the keyring on the bus", lambda: bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                                                   GLib.Variant("(s)", ("org.freedesktop.secrets",)), None, 0, 5000)[0])
        return daemon

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        if exc[0]:  # what was on the screen
            for one in self.window.walk():
                print(one.get_role_name(), repr(one.get_name()), repr(one.get_description() or ""))
        try:
            self.window.stop()
        finally:
            if self.daemon:
                self.daemon.terminate()
                self.daemon.wait(20)

    def connections(self):
        """The dialog, by its command in the menu bar."""
        window = self.window
        command = wait_until("the command", lambda: next((one for one in window.walk(shown=False) if one.get_role_name() == "menu item" and one.get_name() == "Connections\u2026"), None))
        window.press(command)
        return window.find("dialog", "Connections.*")

    def switch(self):
        window = self.window
        dialog = self.connections()
        window.click(window.find("combo", "New connection|Embedded engine", start=dialog))
        window.click(window.find("row", "there"))
        window.press(window.find("button", "Save and switch", start=dialog))

    def shows_the_other_side(self):
        self.window.find("row", "only-there.*", 40)
        self.window.find("button", "there REMOTE.*")


def save(address):
    with Inside("open", {}) as run:
        from e2e_window import Atspi
        window = run.window
        dialog = run.connections()
        window.press(window.find("radio", ".*Engine on another machine", start=dialog))
        for field, text in (("Name", "there"), ("Endpoint", address), ("SecretId", KEY_ID)):
            window.write(window.find("text", field, start=dialog), text)
        secret = window.find("secret", "SecretKey", start=dialog)
        written = Atspi.EditableText.set_text_contents(secret, KEY)
        assert written and KEY not in Atspi.Text.get_text(secret, 0, Atspi.Text.get_character_count(secret))  # written, and never read back
        window.press(window.find("button", "Save and switch", start=dialog))
        run.shows_the_other_side()


def use(address):
    """Another run of the program, with nothing in its environment."""
    with Inside("open", {}) as run:
        run.switch()
        run.shows_the_other_side()
        window = run.window
        window.press(window.find("button", "Fire event at only-there, sync"))
        wait_until("the reply", lambda: any((one.get_name() or "").startswith("Status 200 ") for one in window.walk()), 60)


def refused(keyring, sentence):
    with Inside(keyring, {}) as run:
        run.switch()
        run.window.find("label", sentence, 60)  # in the dialog that opens again, once the first has gone
        run.window.find("button", "Embedded engine.*")  # the window stays where it was


def helped(keyring, address):
    with Inside(keyring, {"SCFDESK_SECRET_ID": KEY_ID, "SCFDESK_SECRET_KEY": KEY}) as run:
        run.switch()
        run.shows_the_other_side()


PARTS = {
    "save": lambda address: save(address),
    "use": lambda address: use(address),
    "locked": lambda address: refused("locked", SENTENCE),
    "locked, environment": lambda address: helped("locked", address),
    "absent": lambda address: refused("absent", SENTENCE),
    "absent, environment": lambda address: helped("absent", address),
}


class KeysOfConnections(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from e2e_window import start_display
        cls.display, cls.server = start_display()

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait()

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="scfdesk-keyring-")
        self.services = os.path.join(self.home, "services")
        os.makedirs(self.services)
        # Accessibility alone is started by the bus: a keyring that it started would stand in for one that is not there.
        shutil.copy("/usr/share/dbus-1/services/org.a11y.Bus.service", self.services)
        pathlib.Path(self.home, "bus.conf").write_text(BUS.format(services=self.services))

    def tearDown(self):
        shutil.rmtree(self.home, ignore_errors=True)

    def run_part(self, part, address):
        environment = {**os.environ, INSIDE: part, "SCFDESK_KEYRING_HOME": self.home, "SCFDESK_KEYRING_ADDRESS": address, "DISPLAY": self.display}
        got = subprocess.run(["dbus-run-session", f"--config-file={self.home}/bus.conf", "--", sys.executable, "-B", __file__], env=environment, capture_output=True, text=True, timeout=150)
        self.assertEqual(got.returncode, 0, f"{part}: {got.stdout}{got.stderr}")

    def plain_text_on_disk(self):
        return [str(path) for path in pathlib.Path(self.home).rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]

    def test_saved_used_locked_and_absent(self):
        with Engine(env={"SCFDESK_SECRET_ID": KEY_ID, "SCFDESK_SECRET_KEY": KEY}) as there:
            there.create("only-there", {"index.py": "def main_handler(event, context):\n    return 'from the other side'\n"})
            address = there.ready["api"]
            for part in [p for p in os.environ.get("SCFDESK_KEYRING_PARTS", "").split(";") if p] or PARTS:
                with self.subTest(part):
                    self.run_part(part, address)
                    self.assertEqual(self.plain_text_on_disk(), [])
            self.assertIn("login.keyring", os.listdir(self.home + "/share/keyrings"))  # encrypted


if __name__ == "__main__":
    if INSIDE in os.environ:
        PARTS[os.environ[INSIDE]](os.environ["SCFDESK_KEYRING_ADDRESS"])
    else:
        if not shutil.which("gnome-keyring-daemon"):
            raise SystemExit("gnome-keyring is missing: apt install gnome-keyring")
        unittest.main(verbosity=2)
