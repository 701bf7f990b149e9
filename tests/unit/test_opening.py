"""Opening and making a profile: whatever the keyring does, no key is lost and no file is plain."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend

from planner import config, opening, secrets
from planner.config import Note, Profile, Protection
from planner.domain.errors import LockedError, RuleError, StorageError
from planner.secrets import Keys
from planner.store import datafile
from tests.unit.desk import PASSPHRASE, Desk, FileKeyring, backend, fails


class PlaintextKeyring(FileKeyring):
    """By its name, what must not be trusted."""


class Swallowing(FileKeyring):
    """Takes everything, keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass

    def get_password(self, service: str, username: str) -> str | None:
        return None


class Raising(FileKeyring):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Hanging(FileKeyring):
    """Waits for an answer that nobody gives."""

    def __init__(self) -> None:
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return None

    set_password = get_password  # type: ignore[assignment]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


class TestMaking:
    def test_a_first_start_makes_an_encrypted_private_file(self, desk: Desk) -> None:
        desk.begin()
        profile = desk.profile
        assert not datafile.is_plain(profile.file)
        assert b"something of mine" not in profile.file.read_bytes()
        assert desk.files() == {"default.planner", "default.profile.json"}
        if os.name == "posix":
            assert profile.folder.stat().st_mode & 0o777 == 0o700
            assert profile.file.stat().st_mode & 0o777 == 0o600
            assert profile.note.stat().st_mode & 0o777 == 0o600
        assert desk.sees_its_data()

    def test_the_note_says_where_the_key_is_and_not_what_it_is(self, desk: Desk) -> None:
        desk.begin()
        note = json.loads(desk.profile.note.read_text())
        assert set(note) == {"format", "id", "protection", "created_at"}
        assert (note["format"], note["protection"]) == (1, "keyring")
        assert list(desk.keyring.kept()) == [note["id"]]

    def test_the_recovery_key_is_shown_once(self, desk: Desk) -> None:
        desk.begin()
        (shown,) = desk.shown_keys()
        desk.open().close()
        assert desk.shown_keys() == [shown]
        assert opening.show_recovery_key(desk.profile, **desk.means()) == shown

    def test_with_a_passphrase_file_the_keyring_is_left_alone(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        assert desk.files() == {"default.planner", "default.profile.json", "default.keys"}
        assert desk.keyring.kept() == {}
        assert len(desk.shown_keys()) == 1
        assert desk.sees_its_data(passphrase=PASSPHRASE)
        assert desk.sees_its_data(ask=desk.answers(PASSPHRASE))

    def test_without_encryption_only_on_request(self, desk: Desk) -> None:
        desk.begin(no_encryption=True)
        assert datafile.is_plain(desk.profile.file)
        assert desk.screen == []
        assert desk.sees_its_data()

    def test_no_encryption_means_nothing_to_an_encrypted_file(self, desk: Desk) -> None:
        desk.begin()
        assert desk.sees_its_data(no_encryption=True)
        assert not datafile.is_plain(desk.profile.file)

    def test_a_passphrase_and_no_encryption_contradict(self, desk: Desk) -> None:
        fails(
            "has no passphrase",
            desk.open,
            passphrase=PASSPHRASE,
            no_encryption=True,
            kind=RuleError,
        )
        assert desk.files() == set()

    def test_without_a_keyring_a_person_is_told_and_asked_twice(self, desk: Desk) -> None:
        keyring.set_keyring(backend("fail"))
        desk.begin(ask=desk.answers(PASSPHRASE, PASSPHRASE))
        assert "no keyring that can be used; a passphrase will protect" in desk.screen[0]
        assert ["passphrase" in question for question in desk.screen[1:3]] == [True, True]
        assert len(desk.shown_keys()) == 1
        assert desk.sees_its_data(passphrase=PASSPHRASE)

    @pytest.mark.parametrize(
        ("passphrases", "reason"), [(("one", "two"), "differ"), (("", ""), "empty")]
    )
    def test_passphrases_that_cannot_be_kept_make_nothing(
        self, desk: Desk, passphrases: tuple[str, str], reason: str
    ) -> None:
        keyring.set_keyring(backend("fail"))
        fails(reason, desk.open, ask=desk.answers(*passphrases))
        assert desk.files() == set()

    def test_an_interrupted_question_makes_nothing(self, desk: Desk) -> None:
        def interrupt(question: str) -> str:
            raise KeyboardInterrupt

        keyring.set_keyring(backend("fail"))
        with pytest.raises(KeyboardInterrupt):
            desk.open(ask=interrupt)
        assert desk.files() == set()

    @pytest.mark.parametrize("create", [True, False])
    def test_reading_makes_nothing(self, desk: Desk, create: bool) -> None:
        fails(
            "there is no file of the profile default",
            desk.open,
            create=create,
            read_only=create,
            kind=StorageError,
        )
        assert not desk.profile.folder.exists()

    @pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
    def test_a_file_that_cannot_be_made_leaves_no_key_behind(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
    ) -> None:
        def full(path: Path, key: str | None) -> None:
            path.write_bytes(b"half")
            raise StorageError("the disk is full")

        monkeypatch.setattr(datafile, "create", full)
        fails("full", desk.open, passphrase=passphrase, kind=StorageError)
        assert desk.files() == set()
        assert desk.keyring.kept() == {}
        assert desk.screen == []

    def test_a_folder_that_cannot_be_made_is_named(self, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("a file where the folder should be")
        message = fails("data", desk.open, kind=StorageError)
        assert str(tmp_path) in message
        assert desk.keyring.kept() == {}

    def test_of_two_first_starts_only_one_makes_the_file(self, desk: Desk) -> None:
        outcomes: list[object] = []

        def start() -> None:
            try:
                desk.open().close()
            except LockedError as error:
                outcomes.append(error)

        threads = [threading.Thread(target=start) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(desk.shown_keys())) == 1
        assert len(desk.keyring.kept()) == 1
        desk.open().close()


class TestKnownProfile:
    @pytest.mark.parametrize("options", [{}, {"passphrase": PASSPHRASE}, {"no_encryption": True}])
    @pytest.mark.parametrize("note", [True, False])
    def test_a_missing_file_is_never_begun_anew(
        self, desk: Desk, options: dict[str, Any], note: bool
    ) -> None:
        desk.begin(**options)
        desk.profile.file.unlink()
        if not note and "passphrase" in options:
            desk.profile.note.unlink()  # the vault alone says that there was a file
        before = desk.state()
        for again in (options, {}, {"no_encryption": True}):
            message = fails("is gone", desk.open, **again, kind=StorageError)
            assert "planner restore" in message
            assert str(desk.profile.backups) in message
        assert desk.state() == before

    @pytest.mark.parametrize("note", [True, False])
    def test_an_empty_file_is_never_begun_anew(self, desk: Desk, note: bool) -> None:
        desk.begin()
        desk.profile.file.write_bytes(b"")
        if not note:
            desk.profile.note.unlink()
        before = desk.state()
        assert "planner restore" in fails("is empty", desk.open, kind=StorageError)
        assert desk.state() == before

    def test_a_plain_file_copied_here_is_adopted(self, desk: Desk) -> None:
        desk.begin(no_encryption=True)
        desk.profile.note.unlink()
        assert desk.sees_its_data()
        assert config.read_note(desk.profile.note) is not None
        assert desk.sees_its_data()

    def test_reading_adopts_nothing(self, desk: Desk) -> None:
        desk.begin(no_encryption=True)
        desk.profile.note.unlink()
        assert desk.sees_its_data(read_only=True)
        assert not desk.profile.note.exists()

    def test_a_file_and_its_vault_copied_here_are_adopted(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        desk.profile.note.unlink()
        desk.screen.clear()
        assert desk.sees_its_data(passphrase=PASSPHRASE)
        assert config.read_note(desk.profile.note) is not None
        assert desk.screen == []  # the recovery key was shown when the file was made

    @pytest.mark.parametrize("damage", [None, "", "{}", "[1]", '{"format": 1', "\x00" * 40])
    def test_an_encrypted_file_without_its_note_needs_the_recovery_key(
        self, desk: Desk, damage: str | None
    ) -> None:
        desk.begin()
        desk.profile.note.unlink()
        if damage is not None:
            desk.profile.note.write_text(damage)
        before = desk.state()
        assert "planner key recover" in fails("nothing beside it says", desk.open)
        assert desk.state() == before
        opening.recover(desk.profile, desk.shown_keys()[0], **desk.means())
        assert desk.sees_its_data()

    def test_a_note_of_a_newer_program_is_left_alone(self, desk: Desk) -> None:
        desk.begin()
        note = json.loads(desk.profile.note.read_text()) | {"format": 2}
        desk.profile.note.write_text(json.dumps(note))
        before = desk.state()
        fails("newer On Purpose", desk.open, kind=StorageError)
        assert desk.state() == before

    def test_a_plain_file_in_the_place_of_an_encrypted_one_is_refused(self, desk: Desk) -> None:
        desk.begin()
        desk.profile.file.unlink()
        datafile.create(desk.profile.file, None).close()
        before = desk.state()
        fails("is not encrypted although its profile is", desk.open, kind=StorageError)
        assert desk.state() == before

    def test_an_encrypted_file_in_the_place_of_a_plain_one_is_refused(self, desk: Desk) -> None:
        desk.begin(no_encryption=True)
        desk.profile.file.unlink()
        datafile.create(desk.profile.file, "a" * 64).close()
        before = desk.state()
        assert "planner key recover" in fails("is encrypted, or damaged", desk.open)
        assert desk.state() == before


KEYRING_STATES: dict[str, tuple[Callable[[Desk], KeyringBackend], str]] = {
    "none": (lambda desk: backend("fail"), "no keyring that can be used"),
    "locked": (lambda desk: Raising(errors.KeyringLocked("dismissed")), "is locked"),
    "locked, of another kind": (lambda desk: Raising(errors.InitError("no")), "is locked"),
    "null": (lambda desk: backend("null"), "does not keep what is stored in it"),
    "plain text": (lambda desk: PlaintextKeyring(desk.keyring.path), "unprotected"),
    "raising": (lambda desk: Raising(RuntimeError("s3cr3t")), "fails"),
    "hanging": (lambda desk: Hanging(), "does not answer"),
    "refusing": (lambda desk: Raising(errors.PasswordSetError("no")), "fails"),
}


class TestKeyringStates:
    @pytest.fixture(autouse=True)
    def short_patience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(secrets, "PATIENCE", 0.2)
        monkeypatch.setattr(secrets, "HEADLESS_PATIENCE", 0.2)

    @pytest.mark.parametrize("state", KEYRING_STATES)
    def test_one_that_fails_later_costs_nothing(self, desk: Desk, state: str) -> None:
        desk.begin()
        before = desk.state()
        make, reason = KEYRING_STATES[state]
        faulty = make(desk)
        keyring.set_keyring(faulty)
        for options in ({}, {"no_encryption": True}, {"passphrase": PASSPHRASE}):
            message = fails(reason, desk.open, **options)
            assert "planner key recover" in message
            assert "\n" not in message
            assert "s3cr3t" not in message
        assert desk.state() == before
        if isinstance(faulty, Hanging):
            faulty.answered.set()
        keyring.set_keyring(desk.keyring)
        assert desk.sees_its_data()

    @pytest.mark.parametrize("state", KEYRING_STATES)
    def test_one_that_fails_at_first_makes_no_file(self, desk: Desk, state: str) -> None:
        make, reason = KEYRING_STATES[state]
        faulty = make(desk)
        keyring.set_keyring(faulty)
        message = fails(reason, desk.open)
        assert "--passphrase-file FILE" in message
        assert "--no-encryption" in message
        assert desk.files() == set()
        assert desk.keyring.kept() == {}
        if isinstance(faulty, Hanging):
            faulty.answered.set()

    def test_one_that_swallows_at_first_makes_no_file(self, desk: Desk) -> None:
        keyring.set_keyring(Swallowing(desk.keyring.path))
        fails("does not keep what is stored in it", desk.open)
        assert desk.files() == set()

    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            (None, "not in this keyring"),
            ("", "is not a key"),
            ("garbage", "is not a key"),
            ('{"current": "12"}', "is not a key"),
            (Keys("e" * 64).to_text(), "does not fit"),
        ],
    )
    def test_an_entry_that_is_wrong_makes_no_new_key(
        self, desk: Desk, entry: str | None, reason: str
    ) -> None:
        desk.begin()
        ((name, good),) = desk.keyring.kept().items()
        desk.keyring.put({} if entry is None else {name: entry})
        before = desk.state()
        message = fails(reason, desk.open)
        assert "planner key recover" in message
        assert "e" * 64 not in message
        assert desk.state() == before
        desk.keyring.put({name: good})
        assert desk.sees_its_data()

    def test_a_passphrase_for_a_file_that_has_none_is_said_to_be_unused(self, desk: Desk) -> None:
        desk.begin()
        desk.screen.clear()
        assert desk.sees_its_data(passphrase=PASSPHRASE)
        assert len(desk.screen) == 1
        assert "the passphrase file was not used" in desk.screen[0]


class TestPassphrase:
    def test_a_wrong_one_is_called_wrong(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        before = desk.state()
        fails("the passphrase is not right", desk.open, passphrase="wrong")
        fails("the passphrase is not right", desk.open, ask=desk.answers("wrong"))
        assert desk.state() == before

    def test_where_nobody_can_be_asked_the_option_is_named(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        fails("give it with --passphrase-file FILE", desk.open)

    def test_a_lost_vault_points_to_the_recovery_key(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        desk.profile.vault.unlink()
        message = fails("damaged or gone", desk.open, passphrase=PASSPHRASE)
        assert "planner key recover" in message
        opening.recover(desk.profile, desk.shown_keys()[0], **desk.means("a new one"))
        assert desk.sees_its_data(passphrase="a new one")


def test_a_note_survives_writing_and_reading(tmp_path: Path) -> None:
    profile = Profile("default", tmp_path)
    for protection in Protection:
        note = Note.new(protection)
        config.write_note(profile.note, note)
        assert config.read_note(profile.note) == note
    assert [path.name for path in tmp_path.iterdir()] == ["default.profile.json"]
