"""A profile on a desk: the person in front of it, their keyring, and what the screen showed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from planner import config, opening
from planner.domain.errors import KeyProblem
from planner.store import Store, datafile

PASSPHRASE = 'it\'s a "secret" ; --'


class FileKeyring(KeyringBackend):
    """A keyring that outlives its process, so that a killed one can be followed up."""

    priority = 5

    def __init__(self, path: Path) -> None:
        self.path = path

    def kept(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.path.read_text()) if self.path.exists() else {}
        return found

    def put(self, kept: dict[str, str]) -> None:
        fresh = self.path.with_suffix(".tmp")
        fresh.write_text(json.dumps(kept))
        fresh.replace(self.path)

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.put(self.kept() | {username: password})

    def delete_password(self, service: str, username: str) -> None:
        self.put({name: value for name, value in self.kept().items() if name != username})


def backend(name: str) -> KeyringBackend:
    return keyring.core.load_keyring(f"keyring.backends.{name}.Keyring")


class Desk:
    """A profile, the person in front of it and what the screen showed."""

    def __init__(self, folder: Path) -> None:
        self.profile = config.profile("default", folder / "data")
        self.keyring = FileKeyring(folder / "keyring.json")
        self.passphrase_file = folder / "passphrase"
        self.screen: list[str] = []
        keyring.set_keyring(self.keyring)

    def answers(self, *passphrases: str) -> Callable[[str], str]:
        left = list(passphrases)

        def ask(question: str) -> str:
            self.screen.append(question)
            return left.pop(0)

        return ask

    def open(
        self,
        *,
        passphrase: str | None = None,
        ask: Callable[[str], str] | None = None,
        no_encryption: bool = False,
        read_only: bool = False,
        create: bool = True,
    ) -> Store:
        return opening.open_store(
            self.profile,
            no_encryption=no_encryption,
            read_only=read_only,
            create=create,
            **self.means(passphrase, ask),
        )

    def means(
        self, passphrase: str | None = None, ask: Callable[[str], str] | None = None
    ) -> dict[str, Any]:
        if passphrase is not None:
            self.passphrase_file.write_text(passphrase + "\n")
        file = None if passphrase is None else self.passphrase_file
        return {"passphrase_file": file, "ask": ask, "tell": self.screen.append}

    def begin(self, **options: Any) -> None:
        """Make the file and keep something in it."""
        with self.open(**options) as store:
            store.settings.set("kept", "something of mine")

    def sees_its_data(self, **options: Any) -> bool:
        with self.open(**options) as store:
            return bool(store.settings.get("kept") == "something of mine")

    def shown_keys(self) -> list[str]:
        """The recovery keys on the screen."""
        return [
            line.removeprefix("Recovery key: ")
            for line in self.screen
            if line.startswith("Recovery key: ")
        ]

    def state(self) -> dict[str, bytes]:
        """Everything in the profile's folder that matters, and the keyring."""
        paths = [*self.profile.folder.glob("*"), self.keyring.path]
        volatile = {self.profile.lock, *datafile.companions(self.profile.file)}
        return {p.name: p.read_bytes() for p in paths if p.is_file() and p not in volatile}

    def files(self) -> set[str]:
        """What is in the profile's folder, but for the lock and what reading a file leaves."""
        volatile = {self.profile.lock, *datafile.companions(self.profile.file)}
        return {path.name for path in self.profile.folder.glob("*") if path not in volatile}


def fails(
    why: str,
    work: Callable[..., object],
    *args: object,
    kind: type[Exception] = KeyProblem,
    **options: Any,
) -> str:
    """The line with which this work fails."""
    with pytest.raises(kind, match=why) as caught:
        work(*args, **options)
    return str(caught.value)
