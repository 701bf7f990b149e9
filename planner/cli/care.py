"""Commands that care for the file: backups, check, keys, a sample, about, and the window."""

from __future__ import annotations

import argparse
import platform
import sys

from planner import __version__
from planner.cli.session import Session, readable_file
from planner.cli.shapes import moment
from planner.domain.errors import StorageError


def window(session: Session, options: argparse.Namespace) -> int:
    """Open the window, or raise the one that is open; the demo's on a file of its own."""
    from planner import app

    if options.demo:
        return app.run_demo(language=options.lang)
    return app.run(
        session.profile,
        passphrase_file=options.passphrase_file,
        no_encryption=options.no_encryption,
        language=options.lang,
    )


def backup(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    made = store.back_up(options.target)
    size = made.stat().st_size
    session.give({"file": str(made), "bytes": size})
    session.say("Backed up to {file}", file=made)


def backups(session: Session, options: argparse.Namespace) -> None:
    from planner.store import backups as kept

    profile = session.profile
    found = kept.find(profile.backups, profile.name)
    session.give([{"file": str(b.path), "at": moment(b.at), "bytes": b.bytes} for b in found])
    for one in found:
        session.line(str(one.path))
    if not found:
        session.say("There are no backups in {folder} yet", folder=profile.backups)


def restore(session: Session, options: argparse.Namespace) -> None:
    from planner import opening
    from planner.store import restore as bring_back

    source = readable_file(options.file)
    keys = opening.known_keys(
        session.profile,
        passphrase_file=options.passphrase_file,
        ask=session.ask,
        tell=session.tell,
    )
    replaced = bring_back(source, keys, session.profile.file, keys[0] if keys else None)
    session.give({"restored": str(source), "replaced": str(replaced) if replaced else None})
    session.say("Restored {file}", file=source)
    if replaced:
        session.say("The file it replaced is kept as {file}", file=replaced)


def check(session: Session, options: argparse.Namespace) -> int:
    if not session.profile.file.exists() and not session.profile.note.exists():
        raise StorageError("there is no file in {folder} yet", folder=session.profile.folder)
    store = session.writing()
    report = store.check(repair=options.repair)
    session.give({"ok": report.ok, "problems": list(report.problems)})
    for line in report.repaired:
        session.say("mended: {what}", what=line)
    for line in report.problems:
        session.line(line)
    if report.ok:
        session.say("The file is sound")
    elif not options.json:
        session.complain(
            "the file has {count} problems; try: planner check --repair, or bring back a backup"
            " with: planner restore FILE",
            count=len(report.problems),
        )
    return 0 if report.ok else 1


def show_key(session: Session, options: argparse.Namespace) -> None:
    from planner import opening

    key = opening.show_recovery_key(
        session.profile,
        passphrase_file=options.passphrase_file,
        ask=session.ask,
        tell=session.tell,
    )
    session.give({"recovery_key": key})
    session.line(key)


def rotate_key(session: Session, options: argparse.Namespace) -> None:
    from planner import opening

    opening.rotate(
        session.profile,
        passphrase_file=options.passphrase_file,
        ask=session.ask,
        tell=session.tell,
    )
    session.give({"rotated": True})
    session.say("The file has a new key")


def recover_key(session: Session, options: argparse.Namespace) -> int:
    from planner import opening

    key = options.key
    if not key:
        key = session.ask("Recovery key: ") if session.ask else sys.stdin.readline().strip()
    if not key:
        session.complain("name the recovery key, or type it when asked")
        return 2
    opening.recover(
        session.profile,
        key,
        passphrase_file=options.passphrase_file,
        ask=session.ask,
        tell=session.tell,
    )
    session.give({"recovered": True})
    session.say("The key fits, and is kept again")
    return 0


def sample(session: Session, options: argparse.Namespace) -> None:
    from planner.sample import fill

    counts = fill(
        session.writing(),
        people=options.people,
        edges=options.edges,
        interactions=options.interactions,
        seed=options.seed,
        today=session.today,
    )
    session.give(counts)
    session.say("Made up a network of {people} people", people=counts["people"])


def about(session: Session, options: argparse.Namespace) -> None:
    from planner import config
    from planner.store.datafile import versions

    profile = session.profile
    note = config.read_note(profile.note)
    facts = {
        "planner": __version__,
        "python": platform.python_version(),
        **versions(),
        "protection": str(note.protection) if note else None,
        "keyring": _keyring(),
        "profile": profile.name,
        "file": str(profile.file),
        "backups": str(profile.backups),
        "logs": str(profile.logs),
    }
    session.give(facts)
    for name, value in facts.items():
        session.line(f"{name:<11}{value or '-'}")


def _keyring() -> str | None:
    from planner import secrets

    try:
        return secrets.backend_name()
    except secrets.KeyringUnavailable:
        return None
