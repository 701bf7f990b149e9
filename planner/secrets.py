"""The system keyring, the keys of a profile, and the recovery key that people write down.

The only module that imports `keyring`, and only at first use: it costs a tenth of a second.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from planner.domain.errors import KeyProblem

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "On Purpose"
"""What people see in their keyring's own window."""
HEADLESS_PATIENCE = 20.0
"""Seconds to wait for a keyring where nobody can see it ask."""
PATIENCE = 300.0
"""Seconds to wait where a person may be typing the password of the keyring."""

_TRUSTED = {
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
}
_RECOMMENDED = 1  # what keyring's documentation calls a recommended priority

_ABSENT = "this computer has no keyring that can be used"
_LOCKED = "the system keyring is locked"
_SILENT = "the system keyring does not answer"
_FAILED = "the system keyring fails ({kind})"
_UNPROTECTED = "the keyring {keyring} would keep the key unprotected"
_FORGETFUL = "the keyring {keyring} does not keep what is stored in it"


class KeyringUnavailable(KeyProblem):
    """The system keyring cannot be used; the line says why."""

    def advising(self, advice: str) -> KeyringUnavailable:
        """The same problem with what to do about it."""
        return KeyringUnavailable(f"{self.template}; {advice}", **self.values)


def read(entry: str) -> str | None:
    """What the keyring keeps under `entry`, None when nothing. Raises KeyringUnavailable."""
    return _within_patience(lambda backend: backend.get_password(SERVICE, entry))


def write(entry: str, value: str) -> None:
    """Keep `value` under `entry`, and see that it is kept. Raises KeyringUnavailable."""

    def store(backend: KeyringBackend) -> str | None:
        backend.set_password(SERVICE, entry, value)
        return None if backend.get_password(SERVICE, entry) == value else _name(backend)

    forgetful = _within_patience(store)
    if forgetful is not None:
        raise KeyringUnavailable(_FORGETFUL, keyring=forgetful)


def delete(entry: str) -> None:
    """Forget what is kept under `entry`. Raises KeyringUnavailable, also if there is nothing."""
    _within_patience(lambda backend: backend.delete_password(SERVICE, entry))


def backend_name() -> str:
    """The keyring in use, for people. Raises KeyringUnavailable when none can be."""
    return _within_patience(_name)


def _name(backend: KeyringBackend) -> str:
    return str(type(backend).name)


def _within_patience(work: Callable[[KeyringBackend], T]) -> T:
    """Let a thread do the work, so that a keyring that asks into the void cannot hang us."""
    results: list[T] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            results.append(work(_usable_backend()))
        except Exception as error:  # whatever a backend raises: D-Bus, ctypes, win32, its own
            failures.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE if _someone_looks() else HEADLESS_PATIENCE)
    if results:
        return results[0]
    raise _explained(failures[0]) if failures else KeyringUnavailable(_SILENT)


def _someone_looks() -> bool:
    """Whether a keyring's question can be seen."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _explained(error: Exception) -> KeyringUnavailable:
    """Never with the text of `error`: nobody knows what a backend puts there."""
    from keyring import errors

    if isinstance(error, KeyringUnavailable):
        return error
    if isinstance(error, errors.NoKeyringError):
        return KeyringUnavailable(_ABSENT)
    if isinstance(error, errors.KeyringLocked | errors.InitError):
        return KeyringUnavailable(_LOCKED)
    return KeyringUnavailable(_FAILED, kind=type(error).__name__)


def _usable_backend() -> KeyringBackend:
    """The keyring chosen by the system or its owner, if it protects what it keeps."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    members = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    faults = []
    for member in members:
        fault = _fault(member)
        if fault is None:
            return member
        faults.append(KeyringUnavailable(fault, keyring=_name(member)))
    raise faults[0] if faults else KeyringUnavailable(_ABSENT)


def _fault(backend: KeyringBackend) -> str | None:
    """Why this keyring is refused, None when it is not."""
    for kind in type(backend).__mro__:
        if kind.__module__ == "keyring.backends.fail":
            return _ABSENT
        if kind.__module__ == "keyring.backends.null":
            return _FORGETFUL
        if kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower():
            return _UNPROTECTED
    if type(backend).__module__ in _TRUSTED:
        return None  # without asking for its priority, which costs a connection
    return None if backend.priority >= _RECOMMENDED else _UNPROTECTED


# The keys of a profile

_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one profile, each 64 hex digits; never shown by `repr`.

    `current` opens the file; `pending` will, once a change of key under way is through;
    `retired` ones, newest first, open older backups.
    """

    current: str = field(repr=False)
    pending: str | None = field(default=None, repr=False)
    retired: tuple[str, ...] = field(default=(), repr=False)

    @property
    def known(self) -> tuple[str, ...]:
        """All of them, the likeliest to open the file first."""
        pending = () if self.pending is None else (self.pending,)
        return (self.current, *pending, *self.retired)

    def settled(self, key: str) -> Keys:
        """The same keys, now that `key` is the one that opens the file.

        A pending key is dropped only if the current one proves right: then nothing was ever
        written with it.
        """
        others = self.retired if key == self.current else self.known
        return Keys(key, retired=tuple(other for other in others if other != key))

    def to_text(self) -> str:
        data = {"current": self.current, "pending": self.pending, "retired": self.retired}
        return json.dumps({name: value for name, value in data.items() if value})

    @classmethod
    def from_text(cls, text: str) -> Keys:
        """Raises KeyProblem when the text is anything else than what `to_text` writes."""
        try:
            data = json.loads(text)
            keys = cls(data["current"], data.get("pending"), tuple(data.get("retired", ())))
            if all(_KEY.fullmatch(key) for key in keys.known):
                return keys
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            pass
        raise KeyProblem(
            "what is kept as the key of this profile is not a key; nothing was changed:"
            " open the file with `planner key recover`"
        )


# The recovery key: 256 bits in Crockford's base 32 (https://www.crockford.com/base32.html), 52
# characters, and a checksum of four: the number modulo the largest prime below 2**20. So every
# single wrong character and every two that changed places are noticed.

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_PRIME = 1_048_573
_DIGITS, _CHECK_DIGITS, _GROUP = 52, 4, 4


def recovery_key(key: str) -> str:
    """The key (64 hex digits) as people write it down: 14 groups of four characters."""
    number = int(key, 16)
    text = _base32(number, _DIGITS) + _base32(number % _PRIME, _CHECK_DIGITS)
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def key_from_recovery(text: str) -> str:
    """The key (64 hex digits) that was written down.

    Case, spaces, line breaks and dashes do not matter; O is read as 0, I and L as 1. Raises
    KeyProblem when the text is not a recovery key or was mistyped.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    digits = [c for c in plain if not (c.isspace() or unicodedata.category(c) == "Pd")]
    if len(digits) != _DIGITS + _CHECK_DIGITS:
        raise KeyProblem(
            "a recovery key has {right} characters and this has {count}; nothing was changed:"
            " compare it with what was written down",
            right=_DIGITS + _CHECK_DIGITS,
            count=len(digits),
        )
    values = [_ALPHABET.find(c) for c in digits]
    number, check = _number(values[:_DIGITS]), _number(values[_DIGITS:])
    if min(values) < 0 or number % _PRIME != check or number >> 256:
        raise KeyProblem(
            "the recovery key is mistyped somewhere; nothing was changed:"
            " compare it with what was written down"
        )
    return f"{number:064x}"


def _base32(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 32 + value
    return number
