"""The program as somebody has it who installed it, without its source."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was unpacked."""
    wheels, place = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(place)
    return place


def test_the_wheel_holds_every_resource_and_no_test(installed: Path) -> None:
    source = ROOT / "resources"
    kept = {one.relative_to(source) for one in source.rglob("*") if one.is_file()}
    packed = installed / "planner" / "resources"
    assert {one.relative_to(packed) for one in packed.rglob("*") if one.is_file()} == kept
    assert not list(installed.rglob("test_*.py"))
    assert list(installed.rglob("*.sql")), "the steps from one form of the file to the next"


def test_the_gate_and_its_german_words_are_there_without_the_source(
    installed: Path, tmp_path: Path
) -> None:
    purpose = {"field": "statement", "kind": "ask", "text": "Hilfe beim Vertrieb"}
    command = [sys.executable, "-m", "planner", "--data-dir", str(tmp_path), "--lang", "de"]
    judged = subprocess.run(
        [*command, "review"],
        cwd=installed,
        input=json.dumps(purpose),
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(judged.stdout)
    assert said["language"] == "de"
    assert not said["specific"]
    assert said["suggestions"]
