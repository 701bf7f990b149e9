"""The recovery key that people write down, the keys of a profile, and every state of a keyring."""

from __future__ import annotations

import json
import threading
from typing import ClassVar

import keyring
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from planner import secrets
from planner.domain.errors import KeyProblem
from planner.secrets import KeyringUnavailable, Keys

KEYS = st.binary(min_size=32, max_size=32).map(bytes.hex)
FAIL = keyring.core.load_keyring("keyring.backends.fail.Keyring")
NULL = keyring.core.load_keyring("keyring.backends.null.Keyring")
A_KEY = "00c1f0" + "5e" * 29
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class TestRecoveryKey:
    @given(KEYS)
    @settings(deadline=None)
    def test_says_the_whole_key(self, key: str) -> None:
        assert secrets.key_from_recovery(secrets.recovery_key(key)) == key

    def test_is_fourteen_groups_of_four_plain_capitals_and_digits(self) -> None:
        groups = secrets.recovery_key(A_KEY).split("-")
        assert [len(group) for group in groups] == [4] * 14
        assert set("".join(groups)) <= set(CROCKFORD)

    @given(KEYS, st.data())
    @settings(deadline=None, max_examples=25)
    def test_may_be_typed_in_any_dress(self, key: str, data: st.DataObject) -> None:
        dressed = ""
        for c in secrets.recovery_key(key).replace("-", ""):
            same = {"0": "0Oo０", "1": "1IiLl"}.get(c, c + c.lower())
            dressed += data.draw(st.sampled_from(same))
            dressed += data.draw(st.sampled_from(["", "", "-", " ", "–", "\n", "\u00a0"]))
        assert secrets.key_from_recovery(dressed) == key

    @pytest.mark.parametrize("key", [A_KEY, "f" * 64, "0" * 63 + "1"])
    def test_every_wrong_character_is_noticed(self, key: str) -> None:
        text = secrets.recovery_key(key).replace("-", "")
        for at, right in enumerate(text):
            for wrong in set(CROCKFORD) - {right}:
                with pytest.raises(KeyProblem):
                    secrets.key_from_recovery(text[:at] + wrong + text[at + 1 :])

    @given(KEYS, st.integers(0, 55), st.integers(0, 55))
    @settings(deadline=None)
    def test_two_that_changed_places_are_noticed(self, key: str, one: int, other: int) -> None:
        right = list(secrets.recovery_key(key).replace("-", ""))
        typed = right.copy()
        typed[one], typed[other] = right[other], right[one]
        if typed == right:
            assert secrets.key_from_recovery("".join(typed)) == key
        else:
            with pytest.raises(KeyProblem):
                secrets.key_from_recovery("".join(typed))

    @pytest.mark.parametrize("groups", [0, 13, 15])
    def test_a_wrong_length_is_counted(self, groups: int) -> None:
        with pytest.raises(KeyProblem, match=f"has 56 characters and this has {4 * groups};"):
            secrets.key_from_recovery("-".join(["0000"] * groups))

    @given(st.text(max_size=70))
    @settings(deadline=None, max_examples=50)
    def test_anything_else_is_a_key_problem(self, text: str) -> None:
        with pytest.raises(KeyProblem):
            secrets.key_from_recovery(text)

    def test_a_number_beyond_256_bits_is_none_even_with_its_checksum(self) -> None:
        with pytest.raises(KeyProblem, match="mistyped"):
            secrets.key_from_recovery(secrets.recovery_key("1" + "0" * 64))

    def test_an_error_does_not_quote_what_was_typed(self) -> None:
        text = secrets.recovery_key(A_KEY)
        for typed in (text[:-1], text[:-1] + "U"):
            with pytest.raises(KeyProblem) as caught:
                secrets.key_from_recovery(typed)
            assert text[:4] not in str(caught.value)


class TestKeys:
    @given(KEYS, st.none() | KEYS, st.lists(KEYS, max_size=4))
    @settings(deadline=None)
    def test_come_back_from_text(self, current: str, pending: str | None, old: list[str]) -> None:
        keys = Keys(current, pending, tuple(old))
        assert Keys.from_text(keys.to_text()) == keys

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "null",
            "[]",
            '"' + A_KEY + '"',
            "{}",
            '{"current": null}',
            '{"current": ""}',
            '{"current": "' + A_KEY[:-1] + '"}',
            '{"current": "' + A_KEY.upper() + '"}',
            '{"current": "' + A_KEY + '", "pending": "0"}',
            '{"current": "' + A_KEY + '", "pending": 7}',
            '{"current": "' + A_KEY + '", "retired": "' + A_KEY + '"}',
            '{"current": "' + A_KEY + '", "retired": [null]}',
            '{"current": "' + A_KEY + '", "retired": 5}',
            "[" * 100_000,
        ],
    )
    def test_garbage_is_a_problem_and_never_no_key(self, text: str) -> None:
        with pytest.raises(KeyProblem, match="planner key recover") as caught:
            Keys.from_text(text)
        assert A_KEY not in str(caught.value)

    def test_are_not_shown(self) -> None:
        keys = Keys(A_KEY, "b" * 64, ("c" * 64,))
        for key in keys.known:
            assert key not in repr(keys)
            assert key not in f"{keys}"

    def test_the_pending_key_that_opened_the_file_becomes_the_current_one(self) -> None:
        a, b, c = "a" * 64, "b" * 64, "c" * 64
        assert Keys(a, pending=b, retired=(c,)).settled(b) == Keys(b, retired=(a, c))

    def test_a_pending_key_that_was_never_used_is_dropped(self) -> None:
        a, b, c = "a" * 64, "b" * 64, "c" * 64
        assert Keys(a, pending=b, retired=(c,)).settled(a) == Keys(a, retired=(c,))

    def test_no_key_is_lost_when_an_old_file_or_a_foreign_key_comes_back(self) -> None:
        a, b, c, d = "a" * 64, "b" * 64, "c" * 64, "d" * 64
        assert Keys(a, pending=b, retired=(c,)).settled(c) == Keys(c, retired=(a, b))
        assert Keys(a, pending=b, retired=(c,)).settled(d) == Keys(d, retired=(a, b, c))


class Memory(KeyringBackend):
    """A keyring as it should be."""

    priority: ClassVar[float] = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise errors.PasswordDeleteError("not there")


class Raising(Memory):
    """A keyring in which every call ends in the same exception."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Swallowing(Memory):
    """Takes everything, keeps nothing, says nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Trimming(Memory):
    """Keeps only as much as fits."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password[:40]


class PlaintextKeyring(Memory):
    """A file that anybody can read, under the name such backends have."""


class Disguised(PlaintextKeyring):
    """Somebody's own class over a plain-text one."""


Alternative = type("UncryptedFileKeyring", (Memory,), {"__module__": "keyrings.alt.file"})


class Discouraged(Memory):
    """What a backend says of itself that should not be chosen."""

    priority: ClassVar[float] = 0.5


class Hanging(Memory):
    """A locked keyring whose question nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return None


class Chain(ChainerBackend):
    """Several keyrings at once, as `keyring` makes where it finds several."""

    backends: tuple[KeyringBackend, ...] = ()

    def __init__(self, *members: KeyringBackend) -> None:
        self.backends = members


class TestKeyring:
    def test_keeps_and_gives_back_and_forgets(self) -> None:
        backend = Memory()
        keyring.set_keyring(backend)
        assert secrets.read("entry") is None
        secrets.write("entry", "value")
        assert secrets.read("entry") == "value"
        assert list(backend.kept) == [("On Purpose", "entry")]
        secrets.delete("entry")
        assert secrets.read("entry") is None

    def test_is_named(self) -> None:
        keyring.set_keyring(Memory())
        assert "Memory" in secrets.backend_name()

    @pytest.mark.parametrize(
        ("backend", "reason"),
        [
            (FAIL, "no keyring that can be used"),
            (Chain(), "no keyring that can be used"),
            (Chain(FAIL), "no keyring that can be used"),
            (Raising(errors.NoKeyringError("none")), "no keyring that can be used"),
            (Raising(errors.KeyringLocked("dismissed")), "is locked"),
            (Raising(errors.InitError("no collection")), "is locked"),
            (Raising(RuntimeError("the value is hunter2")), r"fails \(RuntimeError\)"),
            (Raising(OSError(5, "hunter2")), r"fails \(OSError\)"),
            (NULL, "does not keep what is stored in it"),
            (PlaintextKeyring(), "PlaintextKeyring would keep the key unprotected"),
            (Disguised(), "Disguised would keep the key unprotected"),
            (Alternative(), "UncryptedFileKeyring would keep the key unprotected"),
            (Discouraged(), "Discouraged would keep the key unprotected"),
            (Chain(PlaintextKeyring(), NULL), "would keep the key unprotected"),
        ],
    )
    def test_one_that_cannot_be_used_says_why(self, backend: KeyringBackend, reason: str) -> None:
        keyring.set_keyring(backend)
        with pytest.raises(KeyringUnavailable, match=reason) as reading:
            secrets.read("entry")
        with pytest.raises(KeyringUnavailable, match=reason) as writing:
            secrets.write("entry", "value")
        for caught in (reading.value, writing.value):
            # The text of a foreign error may hold anything.
            assert "hunter2" not in str(caught)
            assert caught.__cause__ is None
            assert caught.__context__ is None
        assert not getattr(backend, "kept", None)

    @pytest.mark.parametrize("backend", [Swallowing(), Trimming()])
    def test_one_that_does_not_keep_what_it_took_is_found_out(
        self, backend: KeyringBackend
    ) -> None:
        keyring.set_keyring(backend)
        with pytest.raises(KeyringUnavailable, match="does not keep what is stored in it"):
            secrets.write("entry", "x" * 64)

    def test_one_that_never_answers_is_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(secrets, "PATIENCE", 0.05)
        monkeypatch.setattr(secrets, "HEADLESS_PATIENCE", 0.05)
        backend = Hanging()
        keyring.set_keyring(backend)
        try:
            with pytest.raises(KeyringUnavailable, match="does not answer"):
                secrets.read("entry")
        finally:
            backend.answered.set()

    def test_in_a_chain_the_first_that_protects_is_used_alone(self) -> None:
        plain, good, other = PlaintextKeyring(), Memory(), Memory()
        keyring.set_keyring(Chain(plain, good, other))
        secrets.write("entry", "value")
        assert (plain.kept, other.kept) == ({}, {})
        assert secrets.read("entry") == "value"
        assert good.kept == {("On Purpose", "entry"): "value"}

    def test_what_a_plain_text_member_of_a_chain_has_is_not_believed(self) -> None:
        plain, good = PlaintextKeyring(), Memory()
        plain.kept["On Purpose", "entry"] = json.dumps({"current": A_KEY})
        keyring.set_keyring(Chain(plain, good))
        assert secrets.read("entry") is None

    def test_advice_follows_the_reason(self) -> None:
        keyring.set_keyring(PlaintextKeyring())
        with pytest.raises(KeyringUnavailable) as caught:
            secrets.read("entry")
        assert str(caught.value.advising("do this")).endswith("unprotected; do this")
