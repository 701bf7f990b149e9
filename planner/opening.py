"""Opening a profile: its key found, made, changed or recovered; never a new key over an old file.

The order of writes is the point, so that a kill between any two of them leaves a profile that
opens, or none. Creation: the note as a draft, the keys (read back), the file under another name,
the file in its place, the draft in the place of the note. A change of key: a copy of the file
under the new key, that key as pending beside the old one, the copy in the place of the file, the
new key as the current one. What was cut short is finished when the file is next opened.

No key or passphrase gets into an error or the log.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from planner import config, keeping, secrets
from planner.config import Note, Profile, Protection
from planner.domain.errors import KeyProblem, LockedError, RuleError, StorageError
from planner.keeping import Ask, Means, Place, Tell
from planner.secrets import Keys
from planner.store import Store, backups, datafile
from planner.store.lock import ProfileLock

log = logging.getLogger(__name__)

RECOVERY_KEY = "Recovery key: "
"""How the line begins in which a recovery key is told."""

_PATIENCE = 3.0
"""Seconds to wait for another command that is just finishing."""


def open_store(
    profile: Profile,
    *,
    passphrase_file: Path | None,
    no_encryption: bool,
    ask: Ask | None,
    tell: Tell,
    read_only: bool = False,
    create: bool = True,
) -> Store:
    """Open the profile's file, or make it where there is none and `create` allows it.

    `no_encryption` matters only for a new file; `ask` is None where nobody can be asked. Raises
    KeyProblem when the key is missing, out of reach or wrong, StorageError when the file is gone,
    empty, damaged or newer, or cannot be made, LockedError when another program has it open.
    """
    means = Means(passphrase_file, ask, tell)
    place = None
    if create and not read_only and not _has_file(profile):
        if no_encryption and passphrase_file is not None:
            raise RuleError("a file without encryption has no passphrase; nothing was made")
        config.make_private(profile.folder)
        with _alone(profile):
            if not _has_file(profile):  # nobody else was quicker
                place = _create(profile, None if no_encryption else _new_key(), means)
    store, _ = _open(profile, means, place, read_only=read_only)
    return store


def show_recovery_key(
    profile: Profile, *, passphrase_file: Path | None, ask: Ask | None, tell: Tell
) -> str:
    """The recovery key of the present file. Raises as `open_store`, RuleError for a plain file."""
    store, key = _open(profile, Means(passphrase_file, ask, tell), read_only=True)
    store.close()
    if key is None:
        raise _no_key(profile)
    return secrets.recovery_key(key)


def known_keys(
    profile: Profile, *, passphrase_file: Path | None, ask: Ask | None, tell: Tell
) -> tuple[str, ...]:
    """All keys that may open the file or a backup of it, the likeliest to open the file first.

    None for a plain profile or one that does not exist; the file itself need not be there.
    """
    place = keeping.find(profile, _find_note(profile), Means(passphrase_file, ask, tell))
    return keeping.load(place).known if place else ()


def rotate(profile: Profile, *, passphrase_file: Path | None, ask: Ask | None, tell: Tell) -> None:
    """Put the file under a new key and tell its recovery key; old keys stay, for old backups.

    Raises as `open_store`, RuleError for a plain file, LockedError when somebody has it open.
    """
    place = _place_of(profile, Means(passphrase_file, ask, tell))
    if place is None:
        raise _no_key(profile)
    key = _new_key()
    with _alone(profile):
        try:
            keys = _copy_under(key, profile, keeping.load(place))
            place.save(replace(keys, pending=key))
            _forget_log(profile.file)
            config.replace_durably(profile.next_file, profile.file)
        except BaseException:
            with contextlib.suppress(StorageError):
                _clear(profile.next_file)  # the next opening finds out which of the keys fits
            raise
        log.info("key rotated")
        _tell_recovery_key(key, tell)
        with contextlib.suppress(StorageError):  # the next opening tries again
            place.save(keys.settled(key))


def recover(
    profile: Profile,
    recovery_key: str,
    *,
    passphrase_file: Path | None,
    ask: Ask | None,
    tell: Tell,
) -> None:
    """Open the file with its recovery key, and keep the key again as that of a new file is kept.

    A profile with a passphrase gets a new one. Raises KeyProblem when the recovery key is
    mistyped or another file's, or there is nowhere to keep the key.
    """
    _require_file(profile)
    if _is_plain(profile):
        raise _no_key(profile)
    key = secrets.key_from_recovery(recovery_key)
    with _alone(profile):
        try:
            datafile.open_file(profile.file, key).close()
        except KeyProblem:
            raise KeyProblem(
                "this recovery key does not open {file}; nothing was changed: it is another"
                " file's, or older than the last change of key",
                file=profile.file,
            ) from None
        known = config.read_note(profile.note)
        keeping.keep(profile, key, known, Means(passphrase_file, ask, tell))
        config.replace_durably(profile.next_note, profile.note)
    log.info("key recovered")


# Opening


def _open(
    profile: Profile, means: Means, place: Place | None = None, *, read_only: bool
) -> tuple[Store, str | None]:
    """Open an existing file; also the key that opens it, None when it is plain.

    Unless only reading, finish what was cut short. `place` spares asking for a passphrase again.
    """
    place = place or _place_of(profile, means)
    keys = keeping.load(place) if place else None
    store, key = _open_with_any(profile, keys, read_only=read_only)
    if not read_only:
        try:
            if place and keys and key:
                _settle(place, keys, key, means)
            _make_known(profile, key, means)
        except BaseException:
            store.close()
            raise
    return store, key


def _open_with_any(
    profile: Profile, keys: Keys | None, *, read_only: bool
) -> tuple[Store, str | None]:
    """Retired keys count too: an old backup may have been copied over the file by hand."""
    for key in keys.known if keys else (None,):
        with contextlib.suppress(KeyProblem):
            return Store.open(profile.file, key, read_only=read_only), key
    raise _misfit(profile)


def _settle(place: Place, keys: Keys, key: str, means: Means) -> None:
    """Keep for the next time that `key` opened the file."""
    settled = keys.settled(key)
    if settled == keys:
        return
    if key == keys.pending:
        means.tell("The change of key that was cut short is complete now.")
        _tell_recovery_key(key, means.tell)
    with contextlib.suppress(StorageError):  # the next opening tries again
        place.save(settled)


def _make_known(profile: Profile, key: str | None, means: Means) -> None:
    """See that the note is there, for a file just made, or one that came without; tidy up."""
    if config.read_note(profile.note) is None:
        note = _find_note(profile)
        if key is not None and profile.next_note.exists():
            _tell_recovery_key(key, means.tell)
        config.write_note(profile.note, note)
    with contextlib.suppress(StorageError):
        _clear(profile.next_note)
        _clear(profile.next_file)


def _place_of(profile: Profile, means: Means) -> Place | None:
    """Where the keys of an existing file are, None when it is plain."""
    _require_file(profile)
    note = _find_note(profile)
    _check_protection(profile, note)
    return keeping.find(profile, note, means)


def _find_note(profile: Profile) -> Note:
    """The note, or what it must have said."""
    note = config.read_note(profile.note) or config.read_note(profile.next_note)
    if note is not None:
        return note
    if profile.vault.exists():
        return Note.new(Protection.PASSPHRASE)
    if not profile.file.exists() or _is_plain(profile):
        return Note.new(Protection.NONE)
    raise KeyProblem(
        "{file} is encrypted and nothing beside it says where its key is; nothing was changed:"
        " open it with its recovery key: planner key recover",
        file=profile.file,
    )


def _check_protection(profile: Profile, note: Note) -> None:
    """A file that is not what its note says was put there by somebody else."""
    plain = _is_plain(profile)
    if plain and note.protection is not Protection.NONE:
        raise StorageError(
            "{file} is not encrypted although its profile is, so it is not the file that was"
            " here; nothing was changed: move it away and bring back a backup:"
            " planner restore FILE",
            file=profile.file,
        )
    if not plain and note.protection is Protection.NONE:
        raise KeyProblem(
            "{file} is encrypted, or damaged at its start, although its profile has no key;"
            " nothing was changed: use its recovery key (planner key recover), or bring back a"
            " backup (planner restore FILE)",
            file=profile.file,
        )


# Making


def _new_key() -> str:
    return os.urandom(32).hex()


def _create(profile: Profile, key: str | None, means: Means) -> Place | None:
    """Make the file, all but its note: opening finishes that and tells the recovery key."""
    place = None
    try:
        if key is None:
            config.write_note(profile.next_note, Note.new(Protection.NONE))
        else:
            place = keeping.keep(profile, key, None, means)
        _clear(profile.next_file)
        datafile.create(profile.next_file, key).close()
        config.replace_durably(profile.next_file, profile.file)
    except BaseException:
        if not profile.file.exists():
            _take_back(profile)
        raise
    log.info("profile created")
    return place


def _take_back(profile: Profile) -> None:
    """Leave nothing of a profile whose file could not be made."""
    with contextlib.suppress(StorageError):
        draft = config.read_note(profile.next_note)
        for made in (profile.next_file, profile.vault, profile.next_note):
            _clear(made)
        if draft is not None and draft.protection is Protection.KEYRING:
            secrets.delete(draft.id)


def _copy_under(key: str, profile: Profile, keys: Keys) -> Keys:
    """Copy the file to `next_file` under another key; the keys, with the one that opened it."""
    _clear(profile.next_file)
    for old in keys.known:
        with contextlib.suppress(KeyProblem):
            backups.copy_with_key(profile.file, old, profile.next_file, key)
            return keys.settled(old)
    raise _misfit(profile)


# The file itself


@contextlib.contextmanager
def _alone(profile: Profile) -> Iterator[None]:
    """Hold the profile's lock."""
    lock = ProfileLock(profile.lock)
    lock.acquire(_PATIENCE)
    try:
        yield
    finally:
        lock.release()


def _has_file(profile: Profile) -> bool:
    """Whether the file is there. Raises StorageError when it should be and is not."""
    try:
        size = profile.file.stat().st_size
    except FileNotFoundError:
        size = None
    except OSError as error:
        raise _unread(profile.file, error) from None
    unfinished = profile.next_note.exists()
    if size is None and (profile.note.exists() or (profile.vault.exists() and not unfinished)):
        raise StorageError(
            "{file} is gone; nothing was made in its place: look for it, or bring back one of the"
            " backups in {backups}: planner restore FILE",
            file=profile.file,
            backups=profile.backups,
        )
    if size == 0:
        raise StorageError(
            "{file} is empty; nothing was changed: bring back one of the backups in {backups}:"
            " planner restore FILE",
            file=profile.file,
            backups=profile.backups,
        )
    return size is not None


def _require_file(profile: Profile) -> None:
    if not _has_file(profile):
        raise StorageError(
            "there is no file of the profile {name} in {folder}; nothing was changed",
            name=profile.name,
            folder=profile.folder,
        )


def _is_plain(profile: Profile) -> bool:
    try:
        return datafile.is_plain(profile.file)
    except OSError as error:
        raise _unread(profile.file, error) from None


def _unread(file: Path, error: OSError) -> StorageError:
    return StorageError(
        "{file} cannot be read ({why}); nothing was changed: see whether it and its folder can be"
        " read",
        file=file,
        why=os.strerror(error.errno or 0),
    )


def _clear(path: Path) -> None:
    """Remove what is left of an unfinished file."""
    with config.writing(path):
        for leftover in (path, *datafile.companions(path)):
            leftover.unlink(missing_ok=True)


def _forget_log(path: Path) -> None:
    """Before another file takes its place: a log with something in it belongs to somebody."""
    wal, _ = datafile.companions(path)
    with config.writing(path):
        if wal.exists() and wal.stat().st_size:
            raise LockedError(
                "another program has {file} open; the key was not changed: close it and try again",
                file=path,
            )
        for leftover in datafile.companions(path):
            leftover.unlink(missing_ok=True)


def _tell_recovery_key(key: str, tell: Tell) -> None:
    tell(RECOVERY_KEY + secrets.recovery_key(key))
    tell(
        "Write it down and keep it away from this computer: it opens the file when the keyring or"
        " the passphrase is lost (planner key recover)."
    )


def _no_key(profile: Profile) -> RuleError:
    return RuleError("{file} is not encrypted, so it has no key", file=profile.file)


def _misfit(profile: Profile) -> KeyProblem:
    return KeyProblem(
        "the key kept for the profile {name} does not fit {file}; nothing was changed: use the"
        " recovery key of that file (planner key recover), or bring back a backup"
        " (planner restore FILE)",
        name=profile.name,
        file=profile.file,
    )
