#!/usr/bin/env python3
"""The workshop: sets the project up in `.venv`, and runs, tests, measures and locks it.

Standard library only, and it parses on Python 3.7, so that an old one can say what is needed.

A set-up is complete when its stamp says so, and the stamp is written last: whatever interrupts a
set-up leaves none, and the next one starts from an empty `.venv`. What has a stamp starts at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-complete"
SET_UP_LOCK = ROOT / ".set-up.lock"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"

# The Pythons for which every locked package has a wheel, the most tried first.
PYTHONS = ((3, 13), (3, 12), (3, 11), (3, 14))
WANTED = "Python {}.{} to {}.{}".format(*min(PYTHONS), *max(PYTHONS))
PRESENT = "{}.{}".format(*sys.version_info[:2])

# How far a set-up went: each level holds those before it.
LEVELS = ("commands", "window", "test")

# What Qt loads and a bare Debian lacks: shared library -> package. They bring the rest with them.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

# What tests start, and a bare Debian lacks: program -> package.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
    "pdfinfo": "poppler-utils",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}

DEMO_FOLDER = "demo-out"
OPTIONS_WITH_A_VALUE = ("--profile", "--data-dir", "--passphrase-file", "--lang")
OPTIONS_THAT_ANSWER = ("-h", "--help", "--version")


class Problem(Exception):
    """What stopped the workshop: one line for a person, and perhaps a tool's last words."""


def say(text: str) -> None:
    """One line about progress; stdout belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


# ---- the Python underneath


def go_on_with_another_python(arguments: Sequence[str]) -> int:
    """Runs this file again with a supported Python from PATH, or says that there is none."""
    import subprocess

    for command in other_pythons():
        # A name on PATH may be a shim that starts nothing, so it is asked.
        probe = [*command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        answer = subprocess.run(
            probe, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
        )
        if answer.stdout.strip() in ["{}.{}".format(*version) for version in PYTHONS]:
            say(f"dev.py needs {WANTED}; this is {PRESENT}. Going on with {' '.join(command)}.")
            return become([*command, str(ROOT / "dev.py"), *arguments])
    raise Problem(f"it needs {WANTED} and this is {PRESENT}; install one and run it with that")


def other_pythons() -> Iterator[list[str]]:
    """Commands on PATH that may start a supported Python, best first."""
    import shutil

    launcher = shutil.which("py") if sys.platform == "win32" else None
    for major, minor in PYTHONS:
        found = shutil.which(f"python{major}.{minor}")
        if found:
            yield [found]
        if launcher:
            yield [launcher, f"-{major}.{minor}"]


def venv_python() -> str:
    """The interpreter of `.venv`."""
    return str(VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def become(command: Sequence[str]) -> int:
    """Goes on as `command`; where a process cannot be replaced, waits for it. Its exit status."""
    if sys.platform == "win32":
        import subprocess

        return subprocess.call(list(command))
    os.execv(command[0], list(command))


# ---- whether anything is left to set up


def identity() -> str:
    """What a `.venv` is bound to: the Python it was made with and the folder it lies in."""
    return f"Python {PRESENT} in {ROOT}"


def recipe() -> str:
    """Hash of the files that decide what a set-up installs."""
    import hashlib

    digest = hashlib.sha256()
    for path in (ROOT / "dev.py", ROOT / "pyproject.toml", RUN_LOCK, TEST_LOCK):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp() -> list[str]:
    """Level, identity and recipe of the last complete set-up; empty when there is none."""
    try:
        lines = STAMP.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    complete = len(lines) == 3 and lines[0] in LEVELS and Path(venv_python()).exists()
    return lines if complete else []


def is_set_up(level: str) -> bool:
    """Whether `.venv` holds what `level` needs, from the present lock files."""
    stamp = read_stamp()
    reaches = bool(stamp) and LEVELS.index(stamp[0]) >= LEVELS.index(level)
    return reaches and stamp[1:] == [identity(), recipe()]


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Waits until no other process sets this folder up, and keeps others waiting.

    The tools started by `quietly` inherit the lock: should this process be killed, the next one
    waits for the pip that is still writing.
    """
    import time

    with SET_UP_LOCK.open("a") as handle:
        os.set_inheritable(handle.fileno(), True)
        told = False
        while not took_lock(handle.fileno()):
            if not told:
                say("Another set-up is under way here; waiting for it.")
                told = True
            time.sleep(0.2)
        yield


def took_lock(descriptor: int) -> bool:
    """Takes the lock on an open file unless another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


# ---- setting up


def set_up(level: str, *, or_less: bool = False) -> None:
    """Makes `.venv` ready for `level`.

    With `or_less`, a machine that lacks system packages only its administrator can install is
    told so and made ready for "commands".
    """
    least = "commands" if or_less else level
    if is_set_up(least):
        return
    with one_at_a_time():
        if is_set_up(least):  # by the one that had us wait
            return
        if not provide_system_packages(level, or_less=or_less):
            level = "commands"
        provide_environment()
        lock_file = TEST_LOCK if level == "test" else RUN_LOCK
        say(f"Installing the packages of {lock_file.name}.")
        pip_install("--require-hashes", "--only-binary", ":all:", "-r", str(lock_file))
        say("Installing the program itself, editable.")
        pip_install("--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
        STAMP.write_text(f"{level}\n{identity()}\n{recipe()}", encoding="utf-8")


def provide_environment() -> None:
    """Leaves a `.venv` without a stamp: the last complete one if it fits, else an empty one."""
    import shutil

    stamp = read_stamp()
    if stamp and stamp[1] == identity():
        STAMP.unlink()
        return
    say(f"Making .venv with Python {PRESENT}.")
    if VENV.exists():
        shutil.rmtree(VENV)
    # Started from inside a virtual environment, it is the Python underneath that makes the new one.
    python = getattr(sys, "_base_executable", None) or sys.executable
    quietly([python, "-I", "-m", "venv", str(VENV)])


def pip_install(*arguments: str) -> None:
    """pip into `.venv`, with the person's own pip settings apart from those that aim elsewhere."""
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar", "off")
    quietly([venv_python(), "-I", "-m", "pip", "install", *quiet, *arguments], PIP_USER="0")


def quietly(command: Sequence[str], *, keep_lock: bool = True, **environment: str) -> None:
    """Runs a tool without its output. Raises Problem with its last lines if it fails."""
    import subprocess

    done = subprocess.run(
        list(command),
        env={**os.environ, **environment},
        close_fds=not keep_lock,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        last = "".join(f"\n    {line}" for line in done.stdout.splitlines()[-12:])
        raise Problem(f"this failed, the next run starts afresh: {' '.join(command)}{last}")


# ---- what Debian and Ubuntu have to bring


def provide_system_packages(level: str, *, or_less: bool) -> bool:
    """Installs what is missing, as root on Debian or Ubuntu. Tells whether all of it is there.

    Raises Problem with the one command to give where somebody else has to install it, unless
    `or_less` lets the commands do.
    """
    import importlib.util
    import shutil

    if sys.platform != "linux" or not shutil.which("apt-get"):
        return True
    venv = [] if importlib.util.find_spec("ensurepip") else [f"python{PRESENT}-venv"]
    missing = venv + [name for library, name in QT_LIBRARIES.items() if not is_loadable(library)]
    if level == "test":
        missing += [name for program, name in TEST_PROGRAMS.items() if not shutil.which(program)]
    if not missing:
        return True
    if os.geteuid() == 0:
        say(f"Installing with apt-get: {' '.join(missing)}")
        apt_get_install(missing)
        return True
    command = f"sudo apt-get install -y {' '.join(missing)}"
    if or_less and not venv:
        say(f"The commands work here; before you open a window: {command}")
        return False
    raise Problem(f"some system packages are missing; install them, then try again: {command}")


def is_loadable(library: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    import ctypes

    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


def apt_get_install(packages: Sequence[str]) -> None:
    """As root. A service that a package starts must not inherit our lock."""
    apt_get = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")
    install = (*apt_get, "install", "-y", "--no-install-recommends", *packages)
    with contextlib.suppress(Problem):  # a stale source elsewhere need not stop us
        quietly([*apt_get, "update"], keep_lock=False)
    quietly(install, keep_lock=False, DEBIAN_FRONTEND="noninteractive")


# ---- the verbs


def setup(arguments: Sequence[str]) -> int:
    """make .venv and install everything the program needs"""
    set_up("window")
    say("All is set up. To start it: python3 dev.py run")
    return 0


def run(arguments: Sequence[str]) -> int:
    """set up, then start `planner ARGS`; its window without ARGS"""
    window = opens_window(arguments)
    display = has_display(sys.platform, os.environ)
    set_up("window", or_less=not (window and display))
    if window and not display:
        return show_without_window()
    return become(planner(*arguments))


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether `planner ARGUMENTS` opens a window: options alone, neither command nor question."""
    words = iter(arguments)
    for word in words:
        if word in OPTIONS_THAT_ANSWER or not word.startswith("-"):
            return False
        if word in OPTIONS_WITH_A_VALUE:
            next(words, None)
    return True


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can open; who names a Qt platform has arranged for one."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def planner(*arguments: str) -> list[str]:
    """The command that is `planner ARGUMENTS`."""
    # -P: a folder called `planner` where the person stands is not the program.
    return [venv_python(), "-P", "-m", "planner", *arguments]


def show_without_window() -> int:
    """What the program is like, on a machine without a display."""
    import subprocess

    say(f"No display here, so no window: the demo and pictures of it go into {DEMO_FOLDER}.")
    say("Every command works without one; see: python3 dev.py run --help")
    status = subprocess.call(planner("demo", "--out", DEMO_FOLDER))
    if status == 0:
        say(f"Look into {DEMO_FOLDER}: today.png first, then wizard-….png, then brief.pdf.")
    return status


def test(arguments: Sequence[str]) -> int:
    """set up with the test tools, then ruff, mypy and `pytest ARGS`"""
    return with_tools({**LINTERS, "pytest": ["pytest", "-n", "2", *arguments]})


def lint(arguments: Sequence[str]) -> int:
    """ruff and mypy alone"""
    return with_tools(LINTERS)


def bench(arguments: Sequence[str]) -> int:
    """measure against the budgets"""
    return with_tools({"bench": ["tests.bench", *arguments]})


def shots(arguments: Sequence[str]) -> int:
    """take pictures of the windows on the demo network, into the folder shots or ARGS"""
    return with_tools({"shots": ["tests.shots", *arguments]})


def lock(arguments: Sequence[str]) -> int:
    """write the lock files after a change of pyproject.toml; --upgrade takes newer versions"""
    compile_ = ["uv", "pip", "compile", "pyproject.toml", "--group", "setup", *arguments]
    compile_ += ["--quiet", "--universal", "--python-version", "{}.{}".format(*min(PYTHONS))]
    compile_ += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    compile_ += ["--system-certs", "--custom-compile-command", "python3 dev.py lock"]
    same = ["--constraint", RUN_LOCK.name]  # tests run on what people run
    runs = [*compile_, "-o", RUN_LOCK.name]
    tests = [*compile_, "--group", "dev", *same, "-o", TEST_LOCK.name]
    return with_tools({RUN_LOCK.name: runs, TEST_LOCK.name: tests})


LINTERS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
}


def with_tools(tools: Mapping[str, Sequence[str]]) -> int:
    """Sets up for tests and runs every one of `tools`: title -> module and arguments. 1 if any
    of them failed. Windows that they open show nothing, unless a Qt platform is named."""
    import subprocess

    set_up("test")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    failed = []
    for title, (module, *arguments) in tools.items():
        print(f"-- {title}", flush=True)
        command = [venv_python(), "-m", module, *arguments]
        if subprocess.call(command, cwd=ROOT, env=environment) != 0:
            failed.append(title)
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


VERBS: Mapping[str, Callable[[Sequence[str]], int]] = {
    verb.__name__: verb for verb in (setup, run, test, lint, bench, shots, lock)
}
WITHOUT_ARGS = ("setup", "lint")


def usage() -> str:
    """The help: a line for each verb."""
    verbs = "".join(f"\n  {name:6} {verb.__doc__}" for name, verb in VERBS.items())
    return f"usage: python3 dev.py VERB [ARGS]\n{verbs}"


def main(arguments: Sequence[str]) -> int:
    """Carries out `VERB ARGS`. 0 done, 1 a problem it names, 2 wrong usage; `run` has planner's."""
    if not arguments or arguments[0] in OPTIONS_THAT_ANSWER:
        print(usage())
        return 0
    name, *rest = arguments
    if name not in VERBS or (rest and name in WITHOUT_ARGS):
        say(f"dev.py: it cannot {' '.join(arguments)}\n{usage()}")
        return 2
    try:
        if sys.version_info[:2] not in PYTHONS:
            return go_on_with_another_python(arguments)
        return VERBS[name](rest)
    except (Problem, OSError) as problem:
        say(f"dev.py: {problem}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
