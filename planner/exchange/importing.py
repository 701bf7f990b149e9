"""Importing: which reader a file needs, who is already there, and what came of every record.

An import is a run of durable batches; it is whole, or taken back. Every record of every file is
accounted for: created, updated, a duplicate, or skipped with its line and the reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

from planner.domain.errors import ExchangeError, PlannerError
from planner.domain.people import ME, PointKind
from planner.exchange.import_events import EventImport
from planner.exchange.import_people import PeopleImport
from planner.exchange.records import BadRecord, EventRecord, PersonRecord

if TYPE_CHECKING:
    from planner.exchange.csv_files import Table
    from planner.store import Doubt, ImportRun, Store

Format = Literal["auto", "vcard", "csv", "linkedin", "google", "outlook", "ics", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

LARGEST_FILE = 1 << 30
_HEAD = 64 * 1024
_BATCH = 2000
_BATCH_PHOTOS = 32 * 1024 * 1024
"""A batch ends at so many records or bytes of photos, so that memory stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A record that was not taken over. Line 0 stands for the file as a whole."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody an import is about; `what` is where they work, or which fields a record changed."""

    name: str
    what: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Report:
    """What an import did, counted by records; `unread` are the files of which nothing was read.

    `meetings` are those among the created that are no people but calendar events. `new` and
    `changed` name the first of them, as many as the options want; `doubts` are people who would be
    new although somebody here is much like them, which only a dry run asks.
    """

    run: int | None = None
    created: int = 0
    meetings: int = 0
    updated: int = 0
    duplicates: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[Skipped] = field(default_factory=list)
    new: list[Named] = field(default_factory=list)
    changed: list[Named] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to import.

    `region` is the country (ISO 3166) of numbers without a code, `zone` the IANA zone of times
    without one. `columns` say what the columns of a CSV hold, `columns_of` those of one file.
    `named` is how many people the report names of each sort.
    """

    format: Format = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)
    columns_of: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    region: str = ""
    zone: str = "UTC"
    dry_run: bool = False
    named: int = 0


class ImportCancelled(PlannerError):
    """The person cancelled; everything was taken back."""


class _DryRun(Exception):
    """Leaves the transaction of a dry run, so that nothing of it stays."""


@dataclass(slots=True)
class Progress:
    """How far an import is, and whether to stop; `tell(done, total)` counts bytes."""

    tell: Callable[[int, int], None] = lambda done, total: None
    cancelled: Callable[[], bool] = lambda: False

    def check(self) -> None:
        if self.cancelled():
            raise ImportCancelled("the import was cancelled; nothing of it was kept")


def import_files(
    store: Store,
    files: Sequence[Path],
    options: Options,
    *,
    now: datetime,
    progress: Progress | None = None,
) -> Report:
    """Import files as one run; a file that cannot be read does not keep the others out.

    With `dry_run` the report says what would happen, and nothing is written.
    """
    report = Report()
    steps = progress or Progress()
    if options.dry_run:
        try:
            with store.rehearsal() as run:
                _import_all(store, run, files, options, now, steps, report)
                if options.named:
                    report.doubts = run.doubts(options.named)
                raise _DryRun
        except _DryRun:
            report.run = None
            return report
    store.back_up_before("import")
    with store.imports.run() as run:
        report.run = run.id
        _import_all(store, run, files, options, now, steps, report)
        run.finish(report.created, report.updated)
    return report


def table_of(path: Path) -> Table | None:
    """The columns of a CSV of which nobody knows what they hold; None for any other file."""
    try:
        with _opened(path) as stream:
            if not path.is_file() or _recognised(stream, path) != "auto":
                return None
            from planner.exchange.csv_files import read_table

            return read_table(stream.read(_HEAD))
    except ExchangeError:
        return None


def _import_all(
    store: Store,
    run: ImportRun,
    files: Sequence[Path],
    options: Options,
    now: datetime,
    progress: Progress,
    report: Report,
) -> None:
    total = sum(path.stat().st_size for path in files if path.is_file())
    before = 0
    for path in files:
        try:
            with _opened(path) as stream:
                job = _Job(store, run, path, options, now, report)
                for done in job.batches(stream):
                    progress.tell(before + done, total)
                    progress.check()
                before += stream.tell()
        except ExchangeError as error:
            said = str(error)
            reason = said if path.name in said else f"{path.name}: {said}"
            report.unread.append(Skipped(file=str(path), line=0, reason=reason))


class _Job:
    """The import of one file."""

    def __init__(
        self,
        store: Store,
        run: ImportRun,
        path: Path,
        options: Options,
        now: datetime,
        report: Report,
    ) -> None:
        self._store, self._run, self._path = store, run, path
        self._options, self._now, self._report = options, now, report

    def batches(self, stream: BinaryIO) -> Iterator[int]:
        """Import the file batch by batch, yielding the bytes read so far."""
        report, taken, skipped = self._report, 0, len(self._report.skipped)
        kind = self._options.format
        if kind == "auto":
            kind = _recognised(stream, self._path)
        if kind == "json":
            from planner.exchange.import_archive import ArchiveImport

            archive = ArchiveImport(self._store, self._run, self._file, report, self._now)
            for good in archive.batches(stream):
                taken += good
                yield stream.tell()
        else:
            people = PeopleImport(
                self._store, self._file, report, self._options.region, named=self._options.named
            )
            events = EventImport(self._store, self._file, report, people, self._now)
            records = iter(self._reader(kind)(stream))
            while batch := _next_batch(records):
                with self._run.batch():
                    people.take([r for r in batch if isinstance(r, PersonRecord)])
                    events.take([r for r in batch if isinstance(r, EventRecord)])
                bad = [r for r in batch if isinstance(r, BadRecord)]
                report.skipped += (
                    Skipped(file=self._file, line=r.line, reason=r.reason) for r in bad
                )
                taken += len(batch) - len(bad)
                yield stream.tell()
        if not taken:
            found = len(report.skipped) - skipped
            raise ExchangeError(
                "{file} holds nothing that could be read: {why}",
                file=self._path.name,
                why=report.skipped[-1].reason if found else "it has no records",
            )

    @property
    def _file(self) -> str:
        return str(self._path)

    def _reader(self, kind: str) -> Callable[[Any], Iterator[Any]]:
        if kind == "vcard":
            from planner.exchange.vcard import read_vcards

            return read_vcards
        if kind == "ics":
            from planner.exchange.calendar import read_events

            me = self._store.people.get(self._store.people.id_of(ME))
            return partial(
                read_events,
                now=self._now,
                zone=self._options.zone,
                mine=me.values(PointKind.EMAIL),
            )
        from planner.exchange.csv_files import read_csv

        flavour: Any = kind
        columns = self._options.columns_of.get(self._path) or self._options.columns or None
        return lambda stream: read_csv(stream, flavour, columns)


def _next_batch(records: Iterator[Any]) -> list[Any]:
    batch: list[Any] = []
    photos = 0
    for record in islice(records, _BATCH):
        batch.append(record)
        if isinstance(record, PersonRecord) and record.photo:
            photos += len(record.photo)
            if photos > _BATCH_PHOTOS:
                break
    return batch


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    """The file, or ExchangeError in plain words for what is no readable file with something in."""
    if path.is_dir():
        raise ExchangeError("{file} is a folder; name the files in it", file=path)
    try:
        size = path.stat().st_size
        stream = path.open("rb")
    except OSError as error:
        raise ExchangeError(
            "{file} cannot be read: {why}", file=path, why=os.strerror(error.errno or 0)
        ) from None
    if size > LARGEST_FILE:
        stream.close()
        raise ExchangeError("{file} is larger than 1 GB; split it and import the parts", file=path)
    if not size and path.is_file():
        stream.close()
        raise ExchangeError("{file} is empty", file=path)
    return _readable(stream, path)


@contextmanager
def _readable(stream: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """The open file; a disk that fails while reading is said in plain words."""
    with stream:
        try:
            yield stream
        except OSError as error:
            raise ExchangeError(
                "{file} cannot be read: {why}", file=path, why=os.strerror(error.errno or 0)
            ) from None


def _recognised(stream: BinaryIO, path: Path) -> Format:
    """What a file is, by its content, and by its name where the content says nothing.

    "auto" stands for a CSV whose flavour its header will tell.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    for looks_like, kind in _TESTS:
        if looks_like(head):
            return kind
    by_name: dict[str, Format] = {".vcf": "vcard", ".vcard": "vcard", ".ics": "ics"}
    if path.suffix.casefold() in by_name:
        return by_name[path.suffix.casefold()]
    raise ExchangeError(
        "{file} is no vCard, CSV, calendar or planner archive; nothing of it was imported",
        file=path,
    )


def _vcard(head: bytes) -> bool:
    from planner.exchange.vcard import looks_like_vcard

    return looks_like_vcard(head)


def _calendar(head: bytes) -> bool:
    from planner.exchange.calendar import looks_like_calendar

    return looks_like_calendar(head)


def _archive(head: bytes) -> bool:
    from planner.exchange.archive import looks_like_archive

    return looks_like_archive(head)


def _csv(head: bytes) -> bool:
    from planner.exchange.csv_files import looks_like_csv

    return looks_like_csv(head)


_TESTS: tuple[tuple[Callable[[bytes], bool], Format], ...] = (
    (_vcard, "vcard"),
    (_calendar, "ics"),
    (_archive, "json"),
    (_csv, "auto"),
)
"""Asked in this order, so that a reader is loaded only when the ones before did not know."""
