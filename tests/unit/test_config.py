"""Profiles and their names, the note beside a file, and a log that knows nothing about anybody."""

from __future__ import annotations

import io
import json
import logging
import os
from pathlib import Path

import pytest

from planner import config
from planner.config import Note, Protection
from planner.domain.errors import RuleError, StorageError

LOG = logging.getLogger("planner.somewhere")


@pytest.mark.parametrize("name", ["default", "work", "Zoë", "2026", "a.b-c_d", "x" * 64, "東京"])
def test_a_name_names_files_side_by_side(tmp_path: Path, name: str) -> None:
    profile = config.profile(name, tmp_path)
    own = {profile.file, profile.note, profile.lock, profile.vault}
    own |= {profile.next_file, profile.next_note}
    assert len(own) == 6
    assert {path.parent for path in own} == {tmp_path}
    assert profile.file.name == f"{name}.planner"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../other",
        "a/b",
        "a\\b",
        ".hidden",
        "-v",
        "_x",
        "a b",
        "a\n",
        "nul\0",
        "c:",
        "CON",
        "lpt1.old",
        "x" * 65,
        "<b>",
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuleError, match="cannot name a profile"):
        config.profile(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_same_letters_name_the_same_profile(tmp_path: Path) -> None:
    assert config.profile("Zoe\u0308", tmp_path) == config.profile("Zo\u00eb", tmp_path)


def test_without_a_folder_the_platforms_own_is_taken_and_not_made(own_folders: Path) -> None:
    profile = config.profile("default")
    assert profile.folder.name == "On Purpose"
    assert own_folders in profile.folder.parents
    assert not profile.folder.exists()


def test_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    config.make_private(folder)
    config.make_private(folder)
    assert folder.is_dir()
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below"):
        with pytest.raises(StorageError, match="cannot be made") as caught:
            config.make_private(folder)
        assert str(folder) in str(caught.value)
        assert "choose another with --data-dir" in str(caught.value)


@pytest.mark.parametrize("protection", Protection)
def test_a_note_comes_back(tmp_path: Path, protection: Protection) -> None:
    path = tmp_path / "default.profile.json"
    note = Note.new(protection)
    config.write_note(path, note)
    config.write_note(path, note)
    assert config.read_note(path) == note
    assert list(tmp_path.iterdir()) == [path]


def test_notes_have_ids_of_their_own() -> None:
    ids = {Note.new(Protection.KEYRING).id for _ in range(20)}
    assert len(ids) == 20
    assert {len(one) for one in ids} == {32}


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": "../../etc"},
        {"id": 5},
        {"protection": "weak"},
        {"protection": None},
        {"format": "x"},
    ],
)
def test_a_note_that_makes_no_sense_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "default.profile.json"
    config.write_note(path, Note.new(Protection.NONE))
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert config.read_note(path) is None


def test_a_note_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be read"):
        config.read_note(tmp_path)


def test_a_note_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        config.write_note(tmp_path / "missing" / "note", Note.new(Protection.NONE))


def test_the_log_has_events_and_no_data(tmp_path: Path) -> None:
    profile = config.profile("default", tmp_path)
    with config.event_log(profile):
        LOG.info("import finished: %d", 7)
        LOG.debug("too much detail")
        logging.getLogger("peewee").error("SELECT 'Ada Example'")
        try:
            int("Ada Example")
        except ValueError:
            LOG.addHandler(teller := logging.StreamHandler(io.StringIO()))
            LOG.exception("import failed")
            LOG.removeHandler(teller)
    LOG.info("after the end")
    text = (profile.logs / "default.log").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert "planner.somewhere import finished: 7" in lines[0]
    assert lines[-1].startswith("ValueError at test_config.py:")
    assert "Ada" not in text
    assert "detail" not in text
    assert "after" not in text


def test_verbose_says_more(tmp_path: Path) -> None:
    profile = config.profile("default", tmp_path)
    with config.event_log(profile, verbose=True):
        LOG.debug("detail")
    assert "DEBUG planner.somewhere detail" in (profile.logs / "default.log").read_text()


def test_a_long_log_makes_room(tmp_path: Path) -> None:
    profile = config.profile("default", tmp_path)
    for _ in range(3):
        with config.event_log(profile):
            for _ in range(3000):
                LOG.info("an event with a name of some length %s", "." * 200)
    logs = sorted(profile.logs.iterdir())
    assert [path.name for path in logs] == ["default.log", "default.log.1"]


def test_a_log_that_cannot_be_written_disturbs_nobody(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    profile = config.profile("default", tmp_path)
    profile.logs.write_text("a file where the folder should be")
    with config.event_log(profile):
        LOG.info("event")
    assert capfd.readouterr() == ("", "")
