"""Where the keys of a profile are kept: in the system keyring, or in a vault under a passphrase."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from planner import config, secrets
from planner.config import Note, Profile, Protection
from planner.domain.errors import KeyProblem
from planner.secrets import KeyringUnavailable, Keys
from planner.store import vault

Ask: TypeAlias = Callable[[str], str]
"""Asks a person for a passphrase, unseen; the argument is the question."""
Tell: TypeAlias = Callable[[str], None]
"""Shows a person one line; some hold the recovery key, so never to a log or to stdout."""


@dataclass(frozen=True, slots=True)
class Means:
    """How a person gives a passphrase and is told something; `ask` is None where nobody sits."""

    passphrase_file: Path | None
    ask: Ask | None
    tell: Tell


@dataclass(frozen=True, slots=True)
class InKeyring:
    """The keys are under `entry` in the system keyring."""

    entry: str

    def load(self) -> Keys:
        text = secrets.read(self.entry)
        if text is None:
            raise KeyProblem(
                "the key of this profile is not in this keyring; nothing was changed: log in"
                " where it is, or use the recovery key: planner key recover"
            )
        return Keys.from_text(text)

    def save(self, keys: Keys) -> None:
        secrets.write(self.entry, keys.to_text())


@dataclass(frozen=True, slots=True)
class InVault:
    """The keys are in the vault at `path`, which the passphrase opens."""

    path: Path
    passphrase: str = field(repr=False)

    def load(self) -> Keys:
        return Keys.from_text(vault.read(self.path, self.passphrase))

    def save(self, keys: Keys) -> None:
        fresh = self.path.with_name(self.path.name + ".next")
        try:
            vault.create(fresh, self.passphrase, keys.to_text())
            config.replace_durably(fresh, self.path)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


Place: TypeAlias = InKeyring | InVault


def find(profile: Profile, note: Note, means: Means) -> Place | None:
    """Where the keys of an existing profile are; None when it needs none. May ask."""
    if note.protection is Protection.PASSPHRASE:
        return InVault(profile.vault, _passphrase(profile, means))
    in_keyring = note.protection is Protection.KEYRING
    if means.passphrase_file is not None:
        means.tell(
            "the passphrase file was not used: the key of this profile is in the system keyring"
            if in_keyring
            else "the passphrase file was not used: this profile is not encrypted"
        )
    return InKeyring(note.id) if in_keyring else None


def load(place: Place) -> Keys:
    """The keys kept there. Raises KeyProblem, which says what to do."""
    try:
        return place.load()
    except KeyringUnavailable as why:
        raise why.advising(
            "it has the key of this profile and nothing was changed: unlock or start the keyring"
            " and try again, or use the recovery key: planner key recover"
        ) from None


def keep(profile: Profile, key: str, known: Note | None, means: Means) -> Place:
    """Keep the key that opens the file: in the keyring, or else under a passphrase, which may ask.

    `known` is the note of the profile if it has one: under a passphrase it stays. Keys that were
    in that place stay as retired ones. The note that says where the keys are is left as a draft.
    """
    note = known or Note.new(Protection.KEYRING)
    why = None
    place: Place
    if means.passphrase_file is None and note.protection is not Protection.PASSPHRASE:
        place = InKeyring(note.id)
        config.write_note(profile.next_note, replace(note, protection=Protection.KEYRING))
        try:
            _save_among(place, key)
        except KeyringUnavailable as error:
            why = error
        else:
            return place
    try:
        passphrase = _new_passphrase(profile, means, why)
    except BaseException:
        with config.writing(profile.next_note):
            profile.next_note.unlink(missing_ok=True)
        raise
    place = InVault(profile.vault, passphrase)
    config.write_note(profile.next_note, replace(note, protection=Protection.PASSPHRASE))
    _save_among(place, key)
    return place


def _save_among(place: Place, key: str) -> None:
    try:
        keys = place.load().settled(key)
    except KeyringUnavailable:
        raise
    except KeyProblem:
        keys = Keys(key)
        if isinstance(place, InVault) and place.path.exists():
            _copy_aside(place.path)
    place.save(keys)


def _copy_aside(path: Path) -> None:
    """The passphrase of a vault may be remembered one day, and old backups need its keys."""
    aside = path.with_name(f"{path.name}.{os.urandom(4).hex()}.old")
    with config.writing(aside):
        aside.touch(mode=0o600, exist_ok=False)
        aside.write_bytes(path.read_bytes())


def _passphrase(profile: Profile, means: Means) -> str:
    if means.passphrase_file is not None:
        return vault.passphrase_from_file(means.passphrase_file)
    if means.ask is None:
        raise KeyProblem(
            "the profile {name} is protected by a passphrase; give it with --passphrase-file FILE",
            name=profile.name,
        )
    return means.ask(f"Passphrase of the profile {profile.name}: ")


def _new_passphrase(profile: Profile, means: Means, why: KeyringUnavailable | None) -> str:
    """A passphrase for the time to come; `why` says what is wrong with the keyring."""
    if means.ask is None and why is not None:
        raise why.advising(
            "nothing was changed: give a passphrase with --passphrase-file FILE, or for a new file"
            " choose --no-encryption"
        )
    if means.passphrase_file is not None or means.ask is None:
        return _passphrase(profile, means)
    if why is not None:
        means.tell(f"{why}; a passphrase will protect the key instead")
    first = means.ask(f"New passphrase for the profile {profile.name}: ")
    if means.ask("The same passphrase again: ") != first:
        raise KeyProblem("the two passphrases differ; nothing was changed: try again")
    vault.refuse_empty(first)
    return first
