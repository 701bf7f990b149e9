"""Recovering and changing the key of a profile; and that no key is ever written down by us."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

import keyring
import pytest
from keyring import errors

from planner import config, opening, secrets
from planner.domain.errors import KeyProblem, LockedError, RuleError, StorageError
from planner.store import Store, backups, datafile
from tests.unit.desk import PASSPHRASE, Desk, FileKeyring, backend, fails


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


class TestRecovering:
    def test_the_key_goes_back_into_the_keyring(self, desk: Desk) -> None:
        desk.begin()
        desk.keyring.put({})
        opening.recover(desk.profile, desk.shown_keys()[0].lower(), **desk.means())
        assert desk.sees_its_data()
        assert desk.files() == {"default.planner", "default.profile.json"}

    def test_a_file_carried_to_another_computer_opens(self, desk: Desk, tmp_path: Path) -> None:
        desk.begin()
        other = Desk(tmp_path / "other")
        other.profile.folder.mkdir(parents=True)
        shutil.copy(desk.profile.file, other.profile.file)
        opening.recover(other.profile, desk.shown_keys()[0], **other.means())
        assert other.sees_its_data()

    def test_without_a_keyring_the_key_goes_under_a_passphrase(self, desk: Desk) -> None:
        desk.begin()
        keyring.set_keyring(backend("fail"))
        shown = desk.shown_keys()[0]
        fails(
            "--passphrase-file FILE",
            opening.recover,
            desk.profile,
            shown,
            **desk.means(),
        )
        assert "planner key recover" in fails("no keyring", desk.open)
        means = desk.means(ask=desk.answers(PASSPHRASE, PASSPHRASE))
        opening.recover(desk.profile, shown, **means)
        assert desk.sees_its_data(passphrase=PASSPHRASE)

    def test_a_forgotten_passphrase_is_replaced_and_the_old_vault_kept(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        old = desk.profile.vault.read_bytes()
        opening.recover(desk.profile, desk.shown_keys()[0], **desk.means("a new one"))
        assert desk.sees_its_data(passphrase="a new one")
        fails("not right", desk.open, passphrase=PASSPHRASE)
        assert old in desk.state().values()
        assert desk.keyring.kept() == {}

    def test_an_empty_new_passphrase_changes_nothing(self, desk: Desk) -> None:
        desk.begin(passphrase=PASSPHRASE)
        before = desk.state()
        means = desk.means(ask=desk.answers(" ", " "))
        fails("empty", opening.recover, desk.profile, desk.shown_keys()[0], **means)
        assert desk.state() == before

    def test_another_recovery_key_changes_nothing(self, desk: Desk) -> None:
        desk.begin()
        before = desk.state()
        for text, reason in (
            (secrets.recovery_key("d" * 64), "does not open"),
            (desk.shown_keys()[0][:-1], "has 55|this has 55"),
            (desk.shown_keys()[0][::-1], "mistyped"),
        ):
            fails(reason, opening.recover, desk.profile, text, **desk.means())
        assert desk.state() == before

    def test_a_plain_file_has_nothing_to_recover(self, desk: Desk) -> None:
        desk.begin(no_encryption=True)
        fails(
            "is not encrypted",
            opening.recover,
            desk.profile,
            secrets.recovery_key("d" * 64),
            **desk.means(),
            kind=RuleError,
        )

    def test_keys_of_older_backups_stay(self, desk: Desk) -> None:
        desk.begin()
        opening.rotate(desk.profile, **desk.means())
        keys = opening.known_keys(desk.profile, **desk.means())
        opening.recover(desk.profile, desk.shown_keys()[-1], **desk.means())
        assert opening.known_keys(desk.profile, **desk.means()) == keys


class TestRotating:
    @pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
    def test_a_new_key_opens_the_same_data_and_the_old_one_does_not(
        self, desk: Desk, passphrase: str | None
    ) -> None:
        desk.begin(passphrase=passphrase)
        means = desk.means(passphrase)
        (old,) = opening.known_keys(desk.profile, **means)
        files = desk.files()
        opening.rotate(desk.profile, **means)
        new, *retired = opening.known_keys(desk.profile, **means)
        assert new != old
        assert retired == [old]
        fails("the key does not open", Store.open, desk.profile.file, old)
        assert desk.sees_its_data(passphrase=passphrase)
        assert desk.shown_keys()[-1] == secrets.recovery_key(new)
        assert opening.show_recovery_key(desk.profile, **means) == desk.shown_keys()[-1]
        assert desk.files() == files

    def test_the_file_keeps_its_log_mode_and_its_rights(self, desk: Desk) -> None:
        desk.begin()
        opening.rotate(desk.profile, **desk.means())
        (key, _) = opening.known_keys(desk.profile, **desk.means())
        data = datafile.open_file(desk.profile.file, key)
        assert data.value("PRAGMA journal_mode") == "wal"
        data.close()
        if os.name == "posix":
            assert desk.profile.file.stat().st_mode & 0o777 == 0o600

    def test_a_backup_from_before_opens_when_copied_back_by_hand(self, desk: Desk) -> None:
        desk.begin()
        backup = desk.profile.file.read_bytes()
        opening.rotate(desk.profile, **desk.means())
        opening.rotate(desk.profile, **desk.means())
        desk.profile.file.write_bytes(backup)
        assert desk.sees_its_data()
        keys = opening.known_keys(desk.profile, **desk.means())
        assert len(keys) == 3
        assert secrets.recovery_key(keys[0]) == desk.shown_keys()[0]

    def test_a_copy_that_fails_changes_nothing(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.begin()
        before = desk.state()

        def full(source: Path, old: str | None, target: Path, new: str | None) -> None:
            target.write_bytes(b"half")
            raise StorageError("the disk is full")

        monkeypatch.setattr(backups, "copy_with_key", full)
        fails("full", opening.rotate, desk.profile, **desk.means(), kind=StorageError)
        assert desk.state() == before
        assert len(desk.shown_keys()) == 1

    def test_a_keyring_that_fails_changes_nothing(self, desk: Desk) -> None:
        desk.begin()
        before = desk.state()

        class ReadOnly(FileKeyring):
            def set_password(self, service: str, username: str, password: str) -> None:
                raise errors.PasswordSetError("not now")

        keyring.set_keyring(ReadOnly(desk.keyring.path))
        fails("fails", opening.rotate, desk.profile, **desk.means())
        assert desk.state() == before

    def test_an_open_file_is_not_rotated(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "_PATIENCE", 0.0)
        desk.begin()
        before = desk.state()
        with desk.open():
            fails(
                "has this profile open",
                opening.rotate,
                desk.profile,
                **desk.means(),
                kind=LockedError,
            )
        assert desk.state() == before

    def test_a_plain_file_has_no_key(self, desk: Desk) -> None:
        desk.begin(no_encryption=True)
        for work in (opening.rotate, opening.show_recovery_key):
            fails("is not encrypted", work, desk.profile, **desk.means(), kind=RuleError)
        assert opening.known_keys(desk.profile, **desk.means()) == ()

    def test_a_profile_that_does_not_exist_has_no_keys(self, desk: Desk) -> None:
        assert opening.known_keys(desk.profile, **desk.means()) == ()
        fails("there is no file", opening.rotate, desk.profile, **desk.means(), kind=StorageError)


def test_keys_and_passphrases_are_in_no_log_and_no_error(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    failures: list[BaseException] = []
    with config.event_log(desk.profile, verbose=True):
        desk.begin(passphrase=PASSPHRASE)
        opening.rotate(desk.profile, **desk.means(PASSPHRASE))
        for wrong in (PASSPHRASE + "!", ""):
            with pytest.raises(KeyProblem) as caught:
                desk.open(passphrase=wrong)
            failures.append(caught.value)
        with pytest.raises(KeyProblem) as caught:
            opening.recover(desk.profile, desk.shown_keys()[0], **desk.means(PASSPHRASE))
        failures.append(caught.value)
    keys = opening.known_keys(desk.profile, **desk.means(PASSPHRASE))
    log_text = caplog.text + "".join(p.read_text() for p in desk.profile.logs.iterdir())
    assert "profile created" in log_text
    for secret in (*keys, *desk.shown_keys(), PASSPHRASE, PASSPHRASE.encode().hex()):
        assert secret not in log_text
        for failure in failures:
            for link in (failure, failure.__cause__, failure.__context__):
                assert secret not in repr(link)


def test_the_recovery_key_of_a_file_left_by_a_crash_is_shown(desk: Desk) -> None:
    desk.begin()
    store = desk.open()
    store.settings.set("kept", "written, and not yet moved out of the log")
    crashed = Desk(desk.profile.folder.parent / "crashed")
    shutil.copytree(desk.profile.folder, crashed.profile.folder)
    store.close()
    crashed.keyring.put(desk.keyring.kept())
    assert opening.show_recovery_key(crashed.profile, **crashed.means()) == desk.shown_keys()[0]
    opening.rotate(crashed.profile, **crashed.means())
    with crashed.open() as found:
        assert found.settings.get("kept") == "written, and not yet moved out of the log"
