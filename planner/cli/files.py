"""Commands that read and write other programs' files."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from planner.cli import streams
from planner.cli.session import Session
from planner.domain.errors import ExchangeError

if TYPE_CHECKING:
    from planner.exchange.importing import Report

_SHOWN = 20
"""So many bad records are named line by line to a person; --json names them all."""
_IMPORTED = (
    "Imported: {created} new, {updated} updated, {duplicates} already there, {skipped} left out"
)
_WOULD_IMPORT = (
    "Would import: {created} new, {updated} updated, {duplicates} already there, {skipped} left out"
)


def import_(session: Session, options: argparse.Namespace) -> int:
    if options.undo is not None:
        return _undo(session, options.undo)
    if not options.files:
        session.complain("name a file to import; see: planner import --help")
        return 2
    from planner.exchange.importing import Options, Progress, import_files

    store = session.writing()
    report = import_files(
        store,
        options.files,
        Options(
            format=options.format,
            columns=dict(options.map),
            region=session.region,
            zone=session.zone,
            dry_run=options.dry_run,
        ),
        now=session.now,
        progress=Progress(tell=session.show_progress),
    )
    session.give(_as_json(report))
    _say(session, report, dry_run=options.dry_run)
    return 1 if report.unread else 0


def _undo(session: Session, run: int) -> int:
    store = session.writing()
    done = store.imports.undo(run)
    session.give({"removed": done.removed, "restored": done.restored})
    session.say(
        "Import {run} was taken back: {removed} people removed, {restored} set back",
        run=run,
        removed=done.removed,
        restored=done.restored,
    )
    return 0


def _as_json(report: Report) -> dict[str, object]:
    return {
        "run": report.run,
        "created": report.created,
        "updated": report.updated,
        "duplicates": report.duplicates,
        "skipped": [
            {"file": bad.file, "line": bad.line, "reason": bad.reason}
            for bad in (*report.unread, *report.skipped)
        ],
        "warnings": report.warnings,
    }


def _say(session: Session, report: Report, *, dry_run: bool) -> None:
    for bad in report.unread:
        session.complain("{reason}", reason=bad.reason)
    if report.created or report.updated or report.duplicates or report.skipped:
        session.say(
            _WOULD_IMPORT if dry_run else _IMPORTED,
            created=report.created,
            updated=report.updated,
            duplicates=report.duplicates,
            skipped=len(report.skipped),
        )
    for bad in report.skipped[:_SHOWN]:
        session.say(
            "  {file}, line {line}: {reason}", file=bad.file, line=bad.line, reason=bad.reason
        )
    if len(report.skipped) > _SHOWN:
        session.say("  and {more} more; --json names all", more=len(report.skipped) - _SHOWN)
    for warning in report.warnings[:_SHOWN]:
        session.line(f"  {warning}")
    if len(report.warnings) > _SHOWN:
        session.say("  and {more} more notes", more=len(report.warnings) - _SHOWN)
    if report.run and (report.created or report.updated):
        session.say("Take it back with: planner import --undo {run}", run=report.run)


def export(session: Session, options: argparse.Namespace) -> int:
    kind = options.format or Path(options.target).suffix.lstrip(".").casefold()
    if kind not in ("vcf", "csv", "json", "ics"):
        session.complain(
            "{target} does not say what to write; end the name in .vcf, .csv, .json or .ics,"
            " or give --format",
            target=options.target,
        )
        return 2
    from planner.exchange.exporting import Kind, text_of

    store = session.reading()
    chunks = text_of(store, cast(Kind, kind), vcard=options.vcard, now=session.now)
    if options.target == "-":
        for chunk in chunks:
            streams.put(chunk, end="")
        return 0
    target = Path(options.target)
    _write_whole(target, chunks)
    session.give({"file": str(target), "bytes": target.stat().st_size})
    session.say("Wrote {file}", file=target)
    return 0


def _write_whole(target: Path, chunks: Iterable[str]) -> None:
    """Write a file beside its place and rename it, so that half of one is never left.

    A link stays one; a pipe or a device is handed the text, and stays what it is.
    """
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("w", encoding="utf-8", newline="") as pipe:
                pipe.writelines(chunks)
            return
        place = Path(os.path.realpath(target))
        handle, name = tempfile.mkstemp(prefix=".on-purpose-", dir=place.parent)
    except OSError as error:
        raise _cannot(target, error) from None
    work = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        work.replace(place)
    except OSError as error:
        raise _cannot(target, error) from None
    finally:
        with suppress(OSError):
            work.unlink(missing_ok=True)


def _cannot(target: Path, error: OSError) -> ExchangeError:
    return ExchangeError(
        "{file} cannot be written ({why}); nothing was changed: choose another place",
        file=target,
        why=os.strerror(error.errno or 0),
    )
