"""The house stays as it is drawn: who may know whom, held against every import of the program."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import planner
from planner import store

HOUSE = Path(planner.__file__).parent
ROOT = HOUSE.parent
PAGES = {
    "today", "people", "objectives", "timeline", "introductions", "wizard", "debrief", "importer",
    "settings",
}  # fmt: skip
"""The folders of `gui` that are pages; the main window routes between them."""

FLOORS: dict[str, set[str]] = {
    "domain": set(),
    "assets": set(),
    "gate": {"domain", "assets"},
    "store": {"domain", "gate"},
    "exchange": {"domain", "assets", "store", "gating"},
    "papers": {"domain", "assets", "store"},
    "reminders": {"domain", "assets", "store"},
    "secrets": {"domain"},
    "config": {"domain"},
    "words": {"assets"},
    "gui": {
        "domain", "gate", "store", "exchange", "papers", "reminders", "secrets", "assets", "config",
        "words", "capturing", "gating", "daybook", "pursuing", "planning", "debriefing", "opening",
    },
    # Where everything comes together.
    "capturing": {"domain", "store"},
    "gating": {"domain", "gate", "store"},
    "daybook": {"domain", "store", "gating"},
    "pursuing": {"domain", "gate", "store", "gating", "assets"},
    "planning": {"domain", "gate", "store", "gating"},
    "debriefing": {"domain", "store", "pursuing"},
    "sample": {"domain", "store", "sample_words"},
    "sample_words": set(),
    "keeping": {"domain", "store", "secrets", "config"},
    "opening": {"domain", "store", "secrets", "config", "keeping"},
    "demo": {
        "domain", "assets", "store", "exchange", "gating", "planning", "debriefing", "papers",
        "config", "gui",
    },
    "app": {"*"},
    "cli": {"*"},
    "__main__": {"cli"},
    "": set(),
}  # fmt: skip
"""What each part of the program may import of it, besides itself."""

INSIDE_THE_STORE = {"keeping", "opening", "demo", "app", "cli"}
"""Who may know more of the store than its face: those that make, open and replace files."""

PACKAGES: dict[str, set[str]] = {
    "PySide6": {"gui", "demo", "app"},
    "peewee": {"store"},
    "playhouse": {"store"},
    "sqlcipher3": {"store"},
    "sqlite3": {"store"},
    "keyring": {"secrets"},
    "platformdirs": {"config"},
    "typst": {"papers"},
    "icalendar": {"exchange"},
    "dateutil": {"exchange"},
    "tzlocal": {"cli"},
    "phonenumbers": {"exchange"},
    "email_validator": {"exchange"},
    "PIL": {"exchange", "gui", "papers"},
    "anyascii": {"store"},
    "requests": set(),
    "vobject": set(),
}
"""Packages that only some parts may import."""

PURE = {"domain", "gate"}
"""Values and rules: no package, no file, no clock."""

NO_INPUT = {
    "os", "io", "pathlib", "shutil", "tempfile", "socket", "subprocess", "threading", "asyncio",
    "sqlite3", "time", "random", "secrets", "logging", "sys", "urllib", "http", "multiprocessing",
}  # fmt: skip


@dataclass(frozen=True)
class Import:
    """One import: by which file, of what, and whether it happens when the program runs."""

    path: Path
    line: int
    module: str
    name: str
    for_types: bool
    in_function: bool

    @property
    def floor(self) -> str:
        return floor_of(self.path)

    @property
    def part(self) -> str:
        """The part of the program that is imported, or empty for a package."""
        names = self.module.split(".")
        if names[0] != "planner":
            return ""
        return names[1] if len(names) > 1 else self.name.split(".")[0]

    def __str__(self) -> str:
        place = self.path.relative_to(ROOT)
        return f"{place}:{self.line} imports {self.name} from {self.module}"


def floor_of(path: Path) -> str:
    name = path.relative_to(HOUSE).parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


def sources() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def imports_of(path: Path) -> Iterator[Import]:
    def walk(node: ast.AST, for_types: bool, in_function: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            types = for_types
            if isinstance(node, ast.If) and child in node.body:
                types = for_types or "TYPE_CHECKING" in ast.unparse(node.test)
            inside = in_function or isinstance(
                child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
            )
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield Import(path, child.lineno, alias.name, "", types, inside)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path} climbs"
                for alias in child.names:
                    yield Import(path, child.lineno, child.module or "", alias.name, types, inside)
            else:
                yield from walk(child, types, inside)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), False, False)


IMPORTS = [one for path in sources() for one in imports_of(path)]


def told(wrong: list[Import]) -> str:
    return "\n".join(map(str, wrong))


def test_there_is_something_to_look_at() -> None:
    assert len(sources()) > 40
    assert len(IMPORTS) > 200
    assert any(one.for_types for one in IMPORTS)
    assert any(one.in_function for one in IMPORTS)


def test_every_part_has_its_floor() -> None:
    assert {floor_of(path) for path in sources()} <= set(FLOORS)


def test_imports_point_down_only() -> None:
    wrong = []
    for one in IMPORTS:
        allowed = FLOORS.get(one.floor, set()) | {one.floor}
        if one.part and not one.for_types and "*" not in allowed and one.part not in allowed:
            wrong.append(one)
    assert not wrong, told(wrong)


def test_the_store_is_known_by_its_face_only() -> None:
    """Outside it, and but for who opens files, `planner.store` and the names it shows."""
    wrong = []
    for one in IMPORTS:
        if one.part != "store" or one.for_types or one.floor in {"store", *INSIDE_THE_STORE}:
            continue
        if one.module != "planner.store" or one.name not in store.__all__:
            wrong.append(one)
    assert not wrong, told(wrong)


def test_tables_never_leave_the_store() -> None:
    wrong = [one for one in IMPORTS if one.floor != "store"
             and "tables" in {one.name, one.module.rsplit(".", 1)[-1]}
             and one.part == "store"]  # fmt: skip
    assert not wrong, told(wrong)


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_a_package_stays_where_it_belongs(package: str) -> None:
    wrong = [
        one
        for one in IMPORTS
        if one.module.split(".")[0] == package and one.floor not in PACKAGES[package]
    ]
    assert not wrong, told(wrong)


def test_the_domain_and_the_gate_are_pure() -> None:
    wrong = []
    for one in IMPORTS:
        top = one.module.split(".")[0]
        pure = top in sys.stdlib_module_names and top not in NO_INPUT
        if one.floor in PURE and top != "planner" and not pure:
            wrong.append(one)
    assert not wrong, told(wrong)


def test_the_domain_and_the_gate_have_no_clock() -> None:
    clocks = re.compile(r"\b(datetime|date|time)\.(now|utcnow|today|time|monotonic)\(|\bopen\(")
    for path in sources():
        if floor_of(path) in PURE:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
            assert not [call for call in calls if clocks.match(call)], path


def test_pages_never_import_each_other() -> None:
    wrong = []
    for one in IMPORTS:
        parts = one.path.relative_to(HOUSE).parts
        names = one.module.split(".")
        if parts[0] != "gui" or len(parts) < 3 or parts[1] not in PAGES:
            continue
        imported = names[2] if len(names) > 2 else one.name
        if names[:2] == ["planner", "gui"] and imported in PAGES - {parts[1]}:
            wrong.append(one)
    assert not wrong, told(wrong)


def test_commands_open_the_window_only_when_it_is_asked_for() -> None:
    """Or `planner people` would load Qt."""
    wrong = [
        one
        for one in IMPORTS
        if one.floor in {"cli", "__main__"}
        and one.part in {"app", "gui"}
        and not (one.in_function or one.for_types)
    ]
    assert not wrong, told(wrong)
    assert not [one for one in IMPORTS if one.part == "gui"
                and one.floor not in {"gui", "demo", "app"} and not one.for_types]  # fmt: skip
    known = [one for one in IMPORTS if one.part == "app" and one.floor not in {"cli", "app"}]
    assert not known, told(known)


def test_the_demo_loads_qt_for_its_pictures_only() -> None:
    """So that it can say what is missing where Qt does not load."""
    pictures = {HOUSE / "demo" / name for name in ("pictures.py", "studio.py")}
    wrong = [
        one
        for one in IMPORTS
        if one.floor == "demo"
        and one.path not in pictures
        and (one.part == "gui" or one.module.split(".")[0] == "PySide6")
    ]
    assert not wrong, told(wrong)
    others = [one for one in IMPORTS if one.part == "demo" and one.floor != "demo"]
    assert {one.floor for one in others} <= {"app", "cli"}
    assert all(one.in_function or one.for_types for one in others), told(others)


def test_what_costs_time_is_loaded_at_first_use() -> None:
    """`planner people` has to start in a third of a second."""
    heavy = {
        "phonenumbers", "icalendar", "PIL", "rapidfuzz", "keyring", "email_validator", "dateutil",
        "platformdirs", "anyascii", "typst", "dateparser", "desktop_notifier",
    }  # fmt: skip
    wrong = [
        one
        for one in IMPORTS
        if one.module.split(".")[0] in heavy and not (one.in_function or one.for_types)
    ]
    assert not wrong, told(wrong)


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    names = {path.stem for path in sources()} | {path.parent.name for path in sources()}
    assert not names & drawers


def test_no_module_holds_a_store_or_an_application() -> None:
    makers = re.compile(
        r"\b(Store|Store\.open|Store\.create|open_store|Database|Application|QApplication|App)\("
    )
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                assert not makers.match(ast.unparse(node.value)), f"{path}:{node.lineno}"
        changed = [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
        assert not changed, f"{path}:{changed[0].lineno} changes a global"


# What is in the repository

NOT_OURS = {
    ".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
    ".benchmarks", "demo-out", "shots", "build", "dist", "node_modules",
}  # fmt: skip
TRACES = (
    ("", "work", "main"), ("", "tmp", "venv"), ("", "root", ""), ("", "home", "user"),
    ("", "workspace", ""),
)  # fmt: skip
HOSTS = ("pypi", "org"), ("pythonhosted", "org"), ("index", "url ="), ("trusted", "host")


def repository() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for name in names:
            if not name.endswith((".pyc", ".lock.tmp")) and name != ".set-up.lock":
                yield Path(folder, name)


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    needles = ["/".join(parts).encode() for parts in TRACES]
    if len(ROOT.parts) > 3:
        needles.append(bytes(ROOT))
    found = []
    for path in repository():
        content = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {needle!r}" for needle in needles
                  if re.search(rb"(?<![\w.])" + re.escape(needle), content)]  # fmt: skip
    assert not found


def test_nothing_names_the_host_of_a_registry() -> None:
    needles = [(".".join(host) if "org" in host[1] else "-".join(host)).encode() for host in HOSTS]
    found = []
    for path in repository():
        content = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {n!r}" for n in needles if n in content]
    assert not found


def test_locks_and_logs_of_trying_it_out_are_not_in_the_repository() -> None:
    stray = {".planner-wal", ".planner-shm", ".lock", ".pyc"}
    kept = {"requirements.lock", "requirements-dev.lock"}
    found = [path for path in repository() if path.suffix in stray and path.name not in kept]
    assert not found
