"""A passphrase protects a text: only it opens the vault, and no damage goes unnoticed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from planner.domain.errors import KeyProblem, StorageError
from planner.store import vault

TEXT = '{"current": "a text to keep"}'


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        """it's "quoted" `three` ways -- ; PRAGMA key = ''""",
        "x'" + "0f" * 32 + "'",
        "nul\0inside",
        " spaces around ",
        "Zürich, København, 東京, 🔑",
        "\udc80 from a terminal with another encoding",
        "long " * 10_000,
    ],
)
def test_any_passphrase_protects_its_vault(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "a.keys"
    vault.create(path, passphrase, TEXT)
    assert vault.read(path, passphrase) == TEXT
    assert b"to keep" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("wrong", ["correct horse", "correct horse battery ", "CORRECT", "'"])
def test_no_other_passphrase_opens_it(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "a.keys"
    vault.create(path, "correct horse battery", TEXT)
    with pytest.raises(KeyProblem, match=r"the passphrase is not right.*planner key recover"):
        vault.read(path, wrong)


def test_a_passphrase_that_looks_like_a_raw_key_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    raw = "x'" + "0f" * 32 + "'"
    vault.create(path, raw, TEXT)
    with contextlib.closing(dbapi2.connect(str(path))) as connection:
        connection.execute(f'PRAGMA key = "{raw}"')
        with pytest.raises(dbapi2.DatabaseError):
            connection.execute("SELECT * FROM vault")


def test_the_same_letters_from_another_keyboard_open_it(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    vault.create(path, "caf\u00e9", TEXT)
    assert vault.read(path, "cafe\u0301") == TEXT


@pytest.mark.parametrize("passphrase", ["", "  ", "\t\n"])
def test_an_empty_passphrase_writes_nothing(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "a.keys"
    with pytest.raises(KeyProblem, match="the passphrase is empty"):
        vault.create(path, passphrase, TEXT)
    assert not path.exists()


def test_creating_replaces_and_leaves_one_private_file(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    path.write_bytes(b"left by a kill")
    before = os.umask(0o022)
    try:
        vault.create(path, "one", TEXT)
    finally:
        os.umask(before)
    assert vault.read(path, "one") == TEXT
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a vault with #?% in its name.keys"
    vault.create(path, "one", TEXT)
    before = path.read_bytes()
    vault.read(path, "one")
    with pytest.raises(KeyProblem):
        vault.read(path, "two")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_no_damage_gives_another_text(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    vault.create(path, "one", TEXT)
    sound = path.read_bytes()
    for at in (0, 16, 4095, 4096, len(sound) - 1):
        damaged = bytearray(sound)
        damaged[at] ^= 0x10
        path.write_bytes(damaged)
        with pytest.raises(KeyProblem, match="planner key recover"):
            vault.read(path, "one")
    for length in (0, 4095, 4096, len(sound) - 1):
        path.write_bytes(sound[:length])
        with pytest.raises(KeyProblem, match="planner key recover"):
            vault.read(path, "one")


def test_a_missing_vault_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match=r"damaged or gone.*planner key recover"):
        vault.read(tmp_path / "a.keys", "one")
    assert list(tmp_path.iterdir()) == []


def test_a_vault_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        vault.create(tmp_path / "no such folder" / "a.keys", "one", TEXT)


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"secret", "secret"),
        (b"secret\n", "secret"),
        (b"secret\r\n", "secret"),
        (b"secret\n\n", "secret\n"),
        (b" two words \n", " two words "),
        (b"\xef\xbb\xbfsecret\r\n", "secret"),
        ("schlüssel\n".encode(), "schlüssel"),
    ],
)
def test_a_passphrase_file_is_its_text(tmp_path: Path, content: bytes, passphrase: str) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    assert vault.passphrase_from_file(file) == passphrase


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the passphrase is empty"),
        (b"\n", "the passphrase is empty"),
        (b"\xef\xbb\xbf\r\n", "the passphrase is empty"),
        (b"secr\xe9t", "is not UTF-8 text"),
        ("secret".encode("utf-16"), "is not UTF-8 text"),
        (b"x" * 4097, "longer than 4096 bytes"),
    ],
)
def test_a_passphrase_file_that_cannot_be_right_is_refused(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    with pytest.raises(KeyProblem, match=reason) as caught:
        vault.passphrase_from_file(file)
    assert "secr" not in str(caught.value)


def test_a_passphrase_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "missing"):
        with pytest.raises(KeyProblem, match="cannot be read") as caught:
            vault.passphrase_from_file(file)
        assert str(file) in str(caught.value)
