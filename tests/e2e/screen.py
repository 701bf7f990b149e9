"""A screen nobody looks at, with a window manager, a session bus and a screen reader's ears."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from planner import assets

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
_PATIENCE_S = 60
_AGAIN_S = 4
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_VISIBLE = 1 << 30
"""Among its states, that a thing is to be seen."""


def until(look: Callable[[], T], what: str) -> T:
    """The first true answer of `look`."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        seen = look()
        if seen:
            return seen
        assert time.monotonic() < deadline, f"still waiting for {what}"
        time.sleep(0.05)


class Screen:
    """Somebody's session on a display of its own. `planner` starts the program in it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        # Not below the folder of the test: the name of a socket has room for 108 bytes.
        self._runtime = Path(tempfile.mkdtemp(prefix="screen-"))
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TMPDIR": str(self._runtime),
            "XDG_RUNTIME_DIR": str(self._runtime),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LANG": "en_GB.UTF-8",
        }

    def __enter__(self) -> Screen:
        try:
            self.environment["DISPLAY"] = ":" + self._told(
                ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
            )
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._told(
                ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
            )
            self.start("openbox")
            until(lambda: self.xdo("get_num_desktops"), "the window manager")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._started):
            program.terminate()
            program.wait(_PATIENCE_S)
            if program.stdout is not None:
                program.stdout.close()
        shutil.rmtree(self._runtime, ignore_errors=True)

    def start(self, *command: str, pipe: bool = False) -> subprocess.Popen[bytes]:
        """A program that runs until the session ends, or ends before."""
        out = subprocess.PIPE if pipe else subprocess.DEVNULL
        program = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=out, stderr=subprocess.DEVNULL
        )
        self._started.append(program)
        return program

    def _told(self, command: list[str]) -> str:
        """The first line of what a program says when it is ready."""
        program = self.start(*command, pipe=True)
        assert program.stdout
        return program.stdout.readline().decode().strip()

    def planner(self, *arguments: str) -> tuple[str, ...]:
        """The command that is `planner ARGUMENTS` on the file of this session."""
        begin = (sys.executable, "-m", "planner", "--data-dir", str(self.data), "--no-encryption")
        return (*begin, *arguments)

    def fill(self) -> None:
        """Put the demo network into the file."""
        network = str(assets.path("demo", "network.json"))
        subprocess.run(
            self.planner("import", network),
            cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    # Keys and windows

    def xdo(self, *words: str) -> str:
        """What xdotool answers; empty when it finds nothing."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def press(self, *keys: str, pause_ms: int = 20) -> None:
        self.xdo("key", "--delay", str(pause_ms), *keys)

    def type(self, words: str) -> None:
        self.xdo("type", "--delay", "5", words)

    @property
    def title(self) -> str:
        """What the window is called that gets the keys: the one in front, a moment later."""
        return self.xdo("getwindowfocus", "getwindowname")

    def await_title(self, part: str) -> None:
        until(lambda: part in self.title, f"a title with {part!r}")

    def press_until(self, look: Callable[[], object], *keys: str) -> None:
        """Press keys that may be pressed again, until they have done what they are for: a busy
        computer gives the keys to a window some time after it shows it."""

        def pressed() -> bool:
            self.press(*keys, pause_ms=100)
            deadline = time.monotonic() + _AGAIN_S
            while time.monotonic() < deadline:
                if look():
                    return True
                time.sleep(0.05)
            return False

        until(pressed, f"what {' '.join(keys)} does")

    def go(self, title: str, *keys: str) -> None:
        """Press keys until the window that gets them is called so."""
        self.press_until(lambda: title in self.title, *keys)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something on the screen, as a screen reader hears of it."""

    role: str
    name: str
    seen: bool


class Reader:
    """Reads windows over the accessibility bus of a session."""

    def __init__(self, screen: Screen) -> None:
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        session = open_dbus_connection(screen.environment["DBUS_SESSION_BUS_ADDRESS"])
        (address,) = session.send_and_get_reply(new_method_call(launcher, "GetAddress")).body
        session.close()
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._bus.close()

    def hear(self) -> list[Heard]:
        """Everything of every program, from the outside in."""
        return list(self._below("org.a11y.atspi.Registry", _ROOT))

    def _below(self, owner: str, path: str) -> Iterator[Heard]:
        place = DBusAddress(path, owner, _ACCESSIBLE)
        children = self._ask(new_method_call(place, "GetChildren"))
        for child_owner, child_path in children or ():
            child = DBusAddress(child_path, child_owner, _ACCESSIBLE)
            role = self._ask(new_method_call(child, "GetRoleName"))
            name = self._ask(Properties(child).get("Name"))
            states = self._ask(new_method_call(child, "GetState"))
            if role is not None and name is not None and states is not None:
                yield Heard(role, name[1], bool(states[0] & _VISIBLE))
                yield from self._below(child_owner, child_path)

    def _ask(self, message: Any) -> Any:
        """The answer, or None when what was asked is gone meanwhile."""
        reply = self._bus.send_and_get_reply(message, timeout=_PATIENCE_S)
        return reply.body[0] if reply.header.message_type.name == "method_return" else None
